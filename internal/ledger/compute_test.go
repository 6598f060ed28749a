package ledger_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"usher/internal/calendar"
	"usher/internal/catalog"
	"usher/internal/company"
	"usher/internal/facts"
	"usher/internal/ledger"
	"usher/internal/plan"
)

// works is a company with two categories, two departments and two rooms, that
// works from 08:00 to 18:00, Monday to Friday.
func works(t testing.TB, zone string) *company.Company {
	t.Helper()
	loc, err := time.LoadLocation(zone)
	if err != nil {
		t.Fatal(err)
	}
	name := func(s string) catalog.Text { return catalog.Text{EN: s, ZH: "中文" + s} }
	return &company.Company{
		Name: name("Works"), Currency: "CNY", Timezone: zone, Zone: loc,
		Units:      []company.Unit{{ID: "sales", Name: name("Sales")}, {ID: "finance", Name: name("Finance")}},
		People:     []company.Person{{Name: "李建华", Latin: "Li Jianhua"}},
		Categories: []company.Category{{ID: "A", Name: name("VIP"), Important: true}, {ID: "B", Name: name("Other")}},
		Rooms:      []company.Room{{ID: "board-room", Name: name("Board room"), Seats: 9}, {ID: "lounge", Name: name("Lounge"), Seats: 4}},
		Notice:     company.Notice{Unit: "hours", Number: 48},
		Calendar: &calendar.Calendar{
			Zone: loc, Weekend: []time.Weekday{time.Saturday, time.Sunday}, Opens: "08:00", Closes: "18:00",
			Years: map[int]string{2026: "test", 2027: "test"},
		},
	}
}

// account draws up December 2026.
func account(t testing.TB, c *company.Company, plans ...*plan.Plan) *ledger.Ledger {
	t.Helper()
	return ledger.Compute(entries(c, plans...), ledger.Month("2026-12-15"), c, 0)
}

func entries(c *company.Company, plans ...*plan.Plan) []ledger.Entry {
	w := facts.World{Company: c, Now: time.Date(2026, 12, 31, 0, 0, 0, 0, c.Zone), Archive: true, Announced: map[string]facts.Announcement{}}
	for i, p := range plans {
		if p.ID == "" {
			p.ID = fmt.Sprintf("visit-%d", i)
		}
		p.File = "visits/" + p.ID + ".yaml"
		w.Announced[p.ID] = facts.Announcement{Source: facts.SourceCommit, At: time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC)}
	}
	var out []ledger.Entry
	for i, f := range facts.Compute(plans, w) {
		out = append(out, ledger.Entry{Plan: plans[i], Facts: f})
	}
	return out
}

// visit is a visit of one hour in December.
func visit(edit func(*plan.Plan)) *plan.Plan {
	p := &plan.Plan{
		Category: "B", Arrive: "2026-12-09 14:00", Depart: "2026-12-09 15:00",
		Customer:  plan.Customer{Organization: "恒泰电子", Headcount: 3, Guests: []plan.Guest{{Name: "陈立"}}},
		Applicant: plan.Applicant{Name: "刘洋", Department: "sales"},
	}
	if edit != nil {
		edit(p)
	}
	return p
}

func TestPeriod(t *testing.T) {
	for _, test := range []struct {
		arrive plan.Time
		in     bool
	}{
		{"2026-11-30 23:59", false},
		{"2026-12-01 00:00", true},
		{"2026-12-31 23:59", true},
		{"2027-01-01 00:00", false},
	} {
		p := visit(func(p *plan.Plan) { p.Arrive, p.Depart = test.arrive, test.arrive.Add(60) })
		if got := account(t, works(t, "Asia/Shanghai"), p).Total.Visits == 1; got != test.in {
			t.Errorf("a visit that arrives at %s: in December is %v", test.arrive, got)
		}
	}
	for day, want := range map[plan.Date]string{"2026-02-10": "2026-02-01 2026-02-28 2026-02", "2028-02-29": "2028-02-01 2028-02-29 2028-02", "0001-12-31": "0001-12-01 0001-12-31 0001-12"} {
		p := ledger.Month(day)
		if got := fmt.Sprint(p.From, " ", p.Until, " ", p); got != want {
			t.Errorf("the month of %s: %s, want %s", day, got, want)
		}
	}
	quarter := ledger.Period{From: "2026-10-01", Until: "2026-12-31"}
	if quarter.Month() != "" || quarter.String() != "2026-10-01 – 2026-12-31" {
		t.Errorf("a quarter is called %q, %q", quarter.Month(), quarter)
	}
}

func TestGroups(t *testing.T) {
	c := works(t, "Asia/Shanghai")
	l := account(t, c,
		visit(func(p *plan.Plan) { p.Category = "A" }),
		visit(func(p *plan.Plan) { p.Customer.Headcount = 0 }), // one is named
		visit(func(p *plan.Plan) { p.Category, p.Applicant.Department = "", "" }),
		visit(func(p *plan.Plan) { p.Applicant.Department = "nobody" }),
		visit(func(p *plan.Plan) { p.Arrive = "" }),
	)
	var got []string
	for _, all := range [][]ledger.Group{l.Categories, l.Units} {
		for _, g := range all {
			got = append(got, fmt.Sprintf("%s %q: %d visits, %d guests, %s", g.ID, g.Name.EN, g.Visits, g.Guests, ledger.Clock(g.Minutes)))
		}
	}
	want := []string{
		`A "VIP": 1 visits, 3 guests, 1:00`, `B "Other": 2 visits, 4 guests, 2:00`, ` "not stated": 1 visits, 3 guests, 1:00`,
		`sales "Sales": 2 visits, 4 guests, 2:00`, ` "not stated": 1 visits, 3 guests, 1:00`, `nobody "nobody": 1 visits, 3 guests, 1:00`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if l.Total.Visits != 4 || l.Undated != 1 {
		t.Errorf("%d visits and %d without a day, want 4 and 1", l.Total.Visits, l.Undated)
	}
}

// What cannot be compared is not in the difference, and what was called off is in
// no other figure.
func TestCost(t *testing.T) {
	l := account(t, works(t, "Asia/Shanghai"),
		visit(func(p *plan.Plan) {
			p.Status = plan.Completed
			p.Budget = map[string]plan.Amount{"meals": 100, "gifts": 50}
			p.Outcome = &plan.Outcome{Costs: map[string]plan.Amount{"meals": 100.10, "flowers": 0.20}}
		}),
		visit(func(p *plan.Plan) { p.Budget = map[string]plan.Amount{"meals": 1000} }),
		visit(func(p *plan.Plan) {
			p.Status = plan.Cancelled
			p.Budget = map[string]plan.Amount{"lodging": 700}
			p.Outcome = &plan.Outcome{Costs: map[string]plan.Amount{"lodging": 70}}
		}),
	)
	type cost struct {
		Of                          string
		Planned, Actual, Difference string
	}
	of := func(name string, c ledger.Cost) cost {
		return cost{name, c.Planned.String(), c.Actual.String(), c.Difference.String()}
	}
	got := []cost{of("total", l.Total.Cost), of("cancelled", l.Cancelled.Cost)}
	for _, k := range l.Total.Kinds {
		got = append(got, of(k.ID, k.Cost))
	}
	want := []cost{
		{"total", "1150.00", "100.30", "-49.70"},
		{"cancelled", "700.00", "70.00", "-630.00"},
		{"meals", "1100.00", "100.10", "0.10"},
		{"gifts", "50.00", "0.00", "-50.00"},
		{"flowers", "0.00", "0.20", "0.20"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if l.Total.Visits != 2 || l.Total.Settled != 1 || l.Cancelled.Visits != 1 {
		t.Errorf("visits %d, settled %d, called off %d; want 2, 1, 1", l.Total.Visits, l.Total.Settled, l.Cancelled.Visits)
	}
}

func TestLateAndWaivers(t *testing.T) {
	c := works(t, "Asia/Shanghai")
	all := entries(c,
		visit(func(p *plan.Plan) { p.ID, p.Category = "late", "A" }),
		visit(func(p *plan.Plan) { p.ID, p.Category = "waived", "A" }),
		visit(func(p *plan.Plan) { p.ID, p.Category = "in-time", "A" }),
		visit(func(p *plan.Plan) { p.ID, p.Category = "nobody-knows", "A" }),
		visit(func(p *plan.Plan) { p.ID = "not-due" }),
	)
	for i := range all {
		e := &all[i]
		e.Facts.Notice.Late = e.Plan.ID != "in-time"
		switch e.Plan.ID {
		case "waived":
			e.Plan.Waive = []plan.Waiver{
				{Rule: "lead-time", Reason: "陈立改期", ApprovedBy: "李建华", Until: "2026-12-31"},
				{Rule: "room-capacity", ApprovedBy: "李建华"}, // nothing needed it
			}
			e.Facts.Waivers = []facts.Waiver{{Used: true}, {}}
		case "nobody-knows":
			e.Facts.Notice.Source = facts.SourceNoRepository
		}
	}
	l := ledger.Compute(all, ledger.Month("2026-12-01"), c, 0)
	var got []string
	for _, n := range l.Late {
		got = append(got, fmt.Sprint(n.Visit, " ", n.Deadline, " ", n.Waived))
	}
	for _, w := range l.Waivers {
		got = append(got, fmt.Sprint(w.Visit, " ", w.Rule, " ", w.Approver.EN))
	}
	want := []string{"late 2026-12-07 14:00 false", "waived 2026-12-07 14:00 true", "waived lead-time Li Jianhua"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if l.Total.Late != 2 || l.Total.Waivers != 1 {
		t.Errorf("%d late, %d waivers; want 2 and 1", l.Total.Late, l.Total.Waivers)
	}
}

// R5.1: a confidential visit counts, and nothing tells who came.
func TestConfidential(t *testing.T) {
	for name, edit := range map[string]func(*plan.Plan){
		"confidential":          func(p *plan.Plan) { p.Confidentiality = plan.Confidential },
		"cannot be told":        func(p *plan.Plan) { p.Wrong = map[string]bool{"confidentiality": true} },
		"a number for its name": func(p *plan.Plan) { p.Customer.Organization = "恒泰 11010519491231002X" },
	} {
		t.Run(name, func(t *testing.T) {
			l := account(t, works(t, "Asia/Shanghai"), visit(func(p *plan.Plan) { p.ID = "hengtai"; edit(p) }))
			if l.Total.Visits != 1 || l.Total.Guests != 3 {
				t.Errorf("%d visits, %d guests", l.Total.Visits, l.Total.Guests)
			}
			v := l.Visits[0]
			if v.Organization != "" || v.Confidential != (v.ID == "") || v.Confidential == (name == "a number for its name") {
				t.Errorf("told: %+v", v)
			}
		})
	}
}

// A room's use is what lies in the period; overlaps count once, and set-up not.
func TestRooms(t *testing.T) {
	c := works(t, "Asia/Shanghai")
	c.Rooms[0].SetUp, c.Rooms[0].CleanUp = 15, 15
	book := func(room string, from, until plan.Time) func(*plan.Plan) {
		return func(p *plan.Plan) { p.Rooms = []plan.Booking{{Room: room, From: from, Until: until}} }
	}
	off := visit(book("board-room", "2026-12-09 10:00", "2026-12-09 11:00"))
	off.Status = plan.Cancelled
	l := account(t, c,
		visit(book("board-room", "2026-11-30 20:00", "2026-12-01 09:00")), // 9:00 of it, an hour in office hours
		visit(book("board-room", "2026-12-09 10:00", "2026-12-09 12:00")),
		visit(book("board-room", "2026-12-09 11:00", "2026-12-09 13:00")), // overlaps by an hour
		visit(book("board-room", "2026-12-12 10:00", "2026-12-12 12:00")), // a Saturday
		visit(book("board-room", "2026-12-31 17:00", "2027-01-01 10:00")), // 7:00 of it, an hour in office hours
		visit(book("no-such-room", "2026-12-09 10:00", "2026-12-09 12:00")),
		visit(book("board-room", "2026-12-10 12:00", "2026-12-10 10:00")), // ends before it begins
		off,
	)
	want := []ledger.Room{
		{ID: "board-room", Name: c.Rooms[0].Name, Bookings: 5, Minutes: (9 + 3 + 2 + 7) * 60, Working: (1 + 3 + 1) * 60},
		{ID: "lounge", Name: c.Rooms[1].Name},
	}
	if diff := cmp.Diff(want, l.Rooms); diff != "" {
		t.Error(diff)
	}
	if l.WorkingDays != 23 || l.WorkingMinutes != 23*10*60 {
		t.Errorf("%d working days, %d minutes", l.WorkingDays, l.WorkingMinutes)
	}
	if share, ok := l.Share(l.Rooms[0]); !ok || share != 5.0/230 {
		t.Errorf("share %v, %v", share, ok)
	}
	c.Calendar.Opens, c.Calendar.Closes = "", ""
	if l := account(t, c); l.WorkingMinutes != 0 || l.WorkingDays != 23 {
		t.Error("office hours out of nowhere")
	} else if _, ok := l.Share(l.Rooms[0]); ok {
		t.Error("a share of no office hours")
	}
}

// The clocks go back on 2026-10-25 in Berlin: the stay is an hour longer.
func TestDaylightSaving(t *testing.T) {
	c := works(t, "Europe/Berlin")
	p := visit(func(p *plan.Plan) { p.Arrive, p.Depart = "2026-10-24 12:00", "2026-10-25 12:00" })
	p.Rooms = []plan.Booking{{Room: "lounge", From: "2026-10-25 00:00", Until: "2026-10-25 06:00"}}
	l := ledger.Compute(entries(c, p), ledger.Month("2026-10-01"), c, 0)
	if l.Total.Minutes != 25*60 || l.Rooms[1].Minutes != 7*60 {
		t.Errorf("a stay of %s and a booking of %s, want 25:00 and 7:00", ledger.Clock(l.Total.Minutes), ledger.Clock(l.Rooms[1].Minutes))
	}
}

func TestUnknownYear(t *testing.T) {
	c := works(t, "Asia/Shanghai")
	l := ledger.Compute(nil, ledger.Period{From: "2027-12-01", Until: "2028-01-31"}, c, 2)
	if diff := cmp.Diff([]int{2028}, l.UnknownYears); diff != "" || l.Undated != 2 {
		t.Error(diff, l.Undated)
	}
}

// Parts add up to their totals, by whatever they are grouped.
func TestPartsAddUp(t *testing.T) {
	c := works(t, "Asia/Shanghai")
	rapid.Check(t, func(t *rapid.T) {
		amounts := rapid.MapOf(rapid.SampledFrom([]string{"meals", "lodging", "flowers"}),
			rapid.Map(rapid.IntRange(0, 1_000_000), func(n int) plan.Amount { return plan.Amount(float64(n) / 100) }))
		one := rapid.Custom(func(t *rapid.T) *plan.Plan {
			return visit(func(p *plan.Plan) {
				p.Category = rapid.SampledFrom([]string{"A", "B", ""}).Draw(t, "category")
				p.Applicant.Department = rapid.SampledFrom([]string{"sales", "finance", "nobody"}).Draw(t, "unit")
				p.Status = rapid.SampledFrom([]string{"", plan.Completed, plan.Cancelled}).Draw(t, "status")
				p.Budget = amounts.Draw(t, "budget")
				if rapid.Bool().Draw(t, "settled") {
					p.Outcome = &plan.Outcome{Costs: amounts.Draw(t, "costs")}
				}
			})
		})
		plans := rapid.SliceOf(one).Draw(t, "plans")
		l := ledger.Compute(entries(c, plans...), ledger.Month("2026-12-01"), c, 0)
		var categories, units, kinds, visits ledger.Cost
		count := 0
		for _, g := range l.Categories {
			categories.Add(g.Cost)
			count += g.Visits
		}
		for _, g := range l.Units {
			units.Add(g.Cost)
		}
		for _, k := range l.Total.Kinds {
			kinds.Add(k.Cost)
		}
		for _, v := range l.Visits {
			if v.Status != plan.Cancelled {
				visits.Add(v.Cost)
			}
		}
		for _, got := range []ledger.Cost{categories, units, kinds, visits} {
			if got != l.Total.Cost {
				t.Fatalf("%+v, in total %+v", got, l.Total.Cost)
			}
		}
		if count != l.Total.Visits || count+l.Cancelled.Visits != len(plans) {
			t.Fatalf("%d visits, %d in total, %d called off, of %d", count, l.Total.Visits, l.Cancelled.Visits, len(plans))
		}
	})
}

func TestMoneyInWords(t *testing.T) {
	for amount, want := range map[plan.Amount]string{
		0: "0.00 0 0", 0.1: "0.10 0.10 +0.10", 1180: "1180.00 1,180 +1,180", 1234567.5: "1234567.50 1,234,567.50 +1,234,567.50",
		-1316.6: "-1316.60 -1,316.60 −1,316.60", -12: "-12.00 -12 −12", 999.999: "1000.00 1,000 +1,000",
	} {
		c := ledger.Of(amount)
		if got := c.String() + " " + c.Grouped() + " " + c.Signed(); got != want {
			t.Errorf("%v: %s, want %s", amount, got, want)
		}
	}
}
