package facts_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"usher/internal/catalog"
	"usher/internal/company"
	"usher/internal/facts"
	"usher/internal/plan"
)

// small is a company with just what these tests ask for.
func small(t testing.TB) *company.Company {
	t.Helper()
	zone, err := time.LoadLocation("Asia/Shanghai")
	if err != nil {
		t.Fatal(err)
	}
	return &company.Company{
		Zone:  zone,
		Units: []company.Unit{{ID: "sales"}, {ID: "admin"}},
		Roles: []company.Role{
			{ID: "host", Unit: "sales", Holder: "Hu", Clause: "R3.4"},
			{ID: "admin", Unit: "admin", Holder: "An", Clause: "R3.1"},
			{ID: "guide", Unit: "sales"},
		},
		People:     []company.Person{{Name: "Hu", Unit: "sales", Phone: "1"}, {Name: "An", Unit: "admin"}},
		Rooms:      []company.Room{{ID: "hall", Seats: 20, SetUp: 15, CleanUp: 15}, {ID: "nook", Seats: 4}},
		EveryVisit: []string{"admin"},
		Categories: []company.Category{
			{ID: "A", Important: true, Roles: []string{"host"}, Clause: "R4.A"},
			{ID: "C", Roles: []string{"host"}, Clause: "R4.C"},
			{ID: "D", Roles: []string{"guide"}, OrCounterpart: true, Clause: "R4.D"},
		},
		Seasons: []company.Season{
			{ID: "winter", Months: []int{11, 12, 1, 2, 3, 4}, Fruit: 1, DriedFruit: 3},
			{ID: "summer", Months: []int{5, 6, 7, 8, 9, 10}, Fruit: 3, DriedFruit: 1},
		},
		Notice: company.Notice{Unit: "hours", Number: 48, Leaders: true, Coordinate: true},
	}
}

func visit(id string, change ...func(*plan.Plan)) *plan.Plan {
	p := &plan.Plan{
		ID: id, File: "visits/" + id + ".yaml", Category: "C",
		Arrive: "2026-12-03 09:30", Depart: "2026-12-03 17:00",
		Customer: plan.Customer{Headcount: 3, Guests: []plan.Guest{{Name: "Chen", Position: "Buyer"}}},
	}
	for _, c := range change {
		c(p)
	}
	return p
}

func compute(t testing.TB, plans ...*plan.Plan) []*facts.Facts {
	t.Helper()
	return facts.Compute(plans, facts.World{Company: small(t), Now: at(t, "2026-12-01 00:00")})
}

func at(t testing.TB, s string) time.Time {
	t.Helper()
	return plan.Time(s).In(small(t).Zone)
}

func TestTeamIsFilledFromTheDirectory(t *testing.T) {
	f := compute(t, visit("v", func(p *plan.Plan) {
		p.Leaders = []string{"Boss"}
		p.Team = map[string]string{"host": "Xu", "guide": "Gao"}
	}))[0]
	type duty struct{ Role, Person string }
	var got []duty
	for _, m := range f.Team {
		got = append(got, duty{m.Role, m.Person})
	}
	want := []duty{{"", "Boss"}, {"host", "Xu"}, {"admin", "An"}, {"guide", "Gao"}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestNeeds(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*plan.Plan)
		role   string
		filled bool
	}{
		"the holder fills the role":       {func(*plan.Plan) {}, "host", true},
		"nobody holds the role":           {func(p *plan.Plan) { p.Category = "D" }, "guide", false},
		"the plan names somebody":         {func(p *plan.Plan) { p.Category, p.Team = "D", map[string]string{"guide": "Gao"} }, "guide", true},
		"the counterpart stands in (R4D)": {func(p *plan.Plan) { p.Category, p.Counterpart = "D", "sales" }, "guide", true},
		"for every visit (R3.1)":          {func(p *plan.Plan) { p.Category = "D" }, "admin", true},
	} {
		t.Run(name, func(t *testing.T) {
			for _, n := range compute(t, visit("v", c.change))[0].Needs {
				if n.Role == c.role {
					if n.Filled != c.filled {
						t.Errorf("filled: %v", n.Filled)
					}
					return
				}
			}
			t.Errorf("%s is not needed", c.role)
		})
	}
}

func TestSeasonFillsRefreshments(t *testing.T) {
	two := 2
	for arrive, c := range map[plan.Time]struct {
		stated      *int
		fruit, nuts int
		due         int
	}{
		"2026-10-31 23:59": {nil, 3, 1, 3},
		"2026-11-01 00:00": {nil, 1, 3, 1},
		"2026-12-03 09:30": {&two, 2, 3, 1},
	} {
		f := compute(t, visit("v", func(p *plan.Plan) { p.Arrive, p.Refreshments.Fruit = arrive, c.stated }))[0].Refreshments
		if f.Fruit != c.fruit || f.DriedFruit != c.nuts || f.DueFruit != c.due {
			t.Errorf("%s: %+v", arrive, f)
		}
	}
}

func TestNotice(t *testing.T) {
	important := func(p *plan.Plan) { p.Category = "A" }
	for name, c := range map[string]struct {
		change    func(*plan.Plan)
		announced string
		due, late bool
	}{
		"to the minute":                {important, "2026-12-01 09:30", true, false},
		"a minute late":                {important, "2026-12-01 09:31", true, true},
		"not an important visit":       {func(*plan.Plan) {}, "2026-12-03 09:00", false, true},
		"a leader attends":             {func(p *plan.Plan) { p.Leaders = []string{"Boss"} }, "2026-12-03 09:00", true, true},
		"General Affairs coordinates":  {func(p *plan.Plan) { p.Coordination = true }, "2026-12-03 09:00", true, true},
		"cancelled: nobody need know":  {func(p *plan.Plan) { p.Category, p.Status = "A", plan.Cancelled }, "2026-12-03 09:00", false, true},
		"announced after the arrival":  {important, "2026-12-04 09:00", true, true},
		"arrive is wrong: not certain": {func(p *plan.Plan) { p.Category, p.Arrive = "A", "" }, "2026-12-03 09:00", true, false},
	} {
		t.Run(name, func(t *testing.T) {
			p := visit("v", c.change)
			n := facts.Compute([]*plan.Plan{p}, facts.World{
				Company: small(t), Now: at(t, c.announced),
				Announced: map[string]facts.Announcement{"v": {Source: facts.SourceUncommitted, At: at(t, c.announced)}},
			})[0].Notice
			if n.Due != c.due || n.Late != c.late {
				t.Errorf("due %v, late %v: %+v", n.Due, n.Late, n)
			}
			if p.Arrive != "" && n.Deadline != "2026-12-01 09:30" {
				t.Errorf("the latest moment is %s", n.Deadline)
			}
		})
	}
}

func TestEnded(t *testing.T) {
	zone := small(t).Zone
	p := visit("v")
	for now, want := range map[string]bool{"2026-12-03 16:59": false, "2026-12-03 17:00": true} {
		if got := facts.Ended(p, at(t, now), zone); got != want {
			t.Errorf("at %s: %v", now, got)
		}
	}
	p.Status = plan.Completed
	if !facts.Ended(p, at(t, "2026-12-01 00:00"), zone) {
		t.Error("a completed visit is over, whatever its times")
	}
}

func TestBookingIsFilledIn(t *testing.T) {
	f := compute(t, visit("v", func(p *plan.Plan) {
		p.Rooms = []plan.Booking{{Room: "hall"}, {Room: "hal", Attendees: 2, From: "2026-12-03 10:00"}}
	}))[0]
	all, misspelt := f.Rooms[0], f.Rooms[1]
	if all.From != "2026-12-03 09:30" || all.Until != "2026-12-03 17:00" || all.Opens != "2026-12-03 09:15" || all.Closes != "2026-12-03 17:15" {
		t.Errorf("the whole stay: %+v", all)
	}
	if all.Attendees != 3+2 || all.Seats != 20 {
		t.Errorf("three guests and two on duty: %+v", all)
	}
	if misspelt.Room.Known || misspelt.Room.Closest != "hall" || misspelt.Attendees != 2 {
		t.Errorf("a room that is not there: %+v", misspelt)
	}
}

func TestCountingLeavesWrongValuesAlone(t *testing.T) {
	f := compute(t,
		visit("a", func(p *plan.Plan) { p.Rooms = []plan.Booking{{Room: "hall"}} }),
		visit("b", func(p *plan.Plan) {
			p.Rooms = []plan.Booking{{Room: "hall"}}
			p.Wrong = map[string]bool{"rooms/0/from": true, "rooms/0/attendees": true}
		}))
	if b := f[1].Rooms[0]; len(b.Clashes) != 0 || b.Attendees != 0 {
		t.Errorf("guessed at what the plan means: %+v", b)
	}
}

func TestChecklistSpeaksOfTheVisit(t *testing.T) {
	c := small(t)
	c.Checklist = []company.Phase{{ID: "prepare", Items: []company.Item{
		{What: catalog.Text{EN: "{headcount} seats in {rooms}", ZH: "{rooms}摆 {headcount} 个座位"}, When: "rooms",
			Owner: "host", Due: company.Due{From: "arrive", Days: -1, Clock: "17:00"}},
		{What: catalog.Same("tobacco"), When: "tobacco", Owner: "host"},
	}}}
	c.Rooms[0].Name = catalog.Text{EN: "the hall", ZH: "大厅"}
	p := visit("v", func(p *plan.Plan) { p.Rooms = []plan.Booking{{Room: "hall"}} })
	got := facts.Checklist(p, facts.Compute([]*plan.Plan{p}, facts.World{Company: c})[0], c)
	want := []facts.Phase{{ID: "prepare", Checks: []facts.Check{{
		What:  catalog.Text{EN: "3 seats in the hall", ZH: "大厅摆 3 个座位"},
		Owner: "Hu", Due: "2026-12-02 17:00",
	}}}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// Nobody is welcomed on a screen whose visit is confidential (R5.1), and a room that is
// booked twice is one room.
func TestChecklistOfConfidentialVisit(t *testing.T) {
	c := small(t)
	c.Checklist = []company.Phase{{ID: "prepare", Items: []company.Item{
		{What: catalog.Same("{rooms}"), When: "always"}, {What: catalog.Same("screen"), When: "not-confidential"},
	}}}
	c.Rooms[0].Name, c.Rooms[1].Name = catalog.Same("hall"), catalog.Same("nook")
	for level, want := range map[string][]string{plan.Internal: {"hall, nook", "screen"}, plan.Confidential: {"hall, nook"}} {
		p := visit("v", func(p *plan.Plan) {
			p.Confidentiality = level
			p.Rooms = []plan.Booking{{Room: "hall"}, {Room: "nook"}, {Room: "hall"}}
		})
		var got []string
		for _, check := range facts.Checklist(p, facts.Compute([]*plan.Plan{p}, facts.World{Company: c})[0], c)[0].Checks {
			got = append(got, check.What.EN)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", level, diff)
		}
	}
}

// What stands for an id is what somebody most likely called the thing.
func TestMeantBy(t *testing.T) {
	c := small(t)
	c.Units = []company.Unit{
		{ID: "sales-group", Name: catalog.Text{EN: "Sales Group", ZH: "营销组"}},
		{ID: "finance", Name: catalog.Text{EN: "Finance Department", ZH: "财务部"}},
	}
	c.People = []company.Person{{Name: "郭芳", Latin: "Guo Fang", Unit: "finance"}}
	for word, want := range map[string]string{
		"营销组": "sales-group", "营销部": "sales-group", "sales": "sales-group", "Sales group": "sales-group", "sales_group": "sales-group",
		"财务": "finance", "finace": "finance", "郭芳": "finance", "group": "sales-group",
		"法务部": "", "x": "", "": "",
	} {
		p := &plan.Plan{ID: "a", Applicant: plan.Applicant{Department: word}}
		got := facts.Compute([]*plan.Plan{p}, facts.World{Company: c})[0].Department
		if got.Known || got.Closest != want {
			t.Errorf("%q: known %v, meant %q, want %q", word, got.Known, got.Closest, want)
		}
	}
}
