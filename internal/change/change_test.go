package change_test

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"usher/internal/catalog"
	"usher/internal/change"
	"usher/internal/plan"
)

func visit() *plan.Plan {
	return &plan.Plan{
		ID: "huaqing", File: "visits/huaqing.yaml", Category: "A",
		Customer: plan.Customer{
			Organization: "华清精密制造", Headcount: 6,
			Guests: []plan.Guest{{Name: "王建国", Position: "董事长"}, {Name: "张敏", Position: "总工"}},
		},
		Arrive: "2026-12-03 09:30", Depart: "2026-12-03 16:00",
		Team:      map[string]string{"gm-assistant": "赵敏"},
		Programme: []plan.Step{{At: "2026-12-03 09:30", What: "迎宾"}, {At: "2026-12-03 10:00", What: "会谈"}},
		Rooms: []plan.Booking{
			{Room: "board-room", From: "2026-12-03 10:00", Until: "2026-12-03 12:00", Equipment: []string{"projector"}},
			{Room: "lounge"},
		},
		Budget: map[string]plan.Amount{"meals": 1200},
	}
}

// tell writes changes as this test reads them.
func tell(changes []change.Change) []string {
	var out []string
	for _, c := range changes {
		path := c.Is
		if c.Act == change.Removed {
			path = c.Was
		}
		line := fmt.Sprintf("%s: %s %s", c.Topic, c.Act, plan.Path(path...))
		if c.Item != "" {
			line += " [" + c.Item + "]"
		}
		if c.Before != "" || c.After != "" {
			line += fmt.Sprintf(" %s > %s", c.Before, c.After)
		}
		if c.Follows {
			line += " (follows)"
		}
		out = append(out, line)
	}
	return out
}

func TestBetween(t *testing.T) {
	for name, tt := range map[string]struct {
		edit func(*plan.Plan)
		want []string
	}{
		"nothing":            {func(*plan.Plan) {}, nil},
		"the file was moved": {func(p *plan.Plan) { p.File = "visits/2026/huaqing.yaml" }, nil},
		"what was meant anyway is said": {func(p *plan.Plan) {
			p.Status, p.Confidentiality = plan.Planned, plan.Internal
			p.Rooms[1].From, p.Rooms[1].Until = p.Arrive, p.Depart
		}, nil},
		"cancelled": {func(p *plan.Plan) { p.Status = plan.Cancelled },
			[]string{"status: changed status planned > cancelled"}},
		"a day later, all of it": {func(p *plan.Plan) {
			p.Arrive, p.Depart = "2026-12-04 09:30", "2026-12-04 16:00"
			for i := range p.Programme {
				p.Programme[i].At = "2026-12-04" + p.Programme[i].At[10:]
			}
			p.Rooms[0].From, p.Rooms[0].Until = "2026-12-04 10:00", "2026-12-04 12:00"
		}, []string{
			"time: changed arrive 2026-12-03 09:30 > 2026-12-04 09:30",
			"time: changed depart 2026-12-03 16:00 > 2026-12-04 16:00 (follows)",
			"rooms: changed rooms/0/from [board-room] 2026-12-03 10:00 > 2026-12-04 10:00 (follows)",
			"rooms: changed rooms/0/until [board-room] 2026-12-03 12:00 > 2026-12-04 12:00 (follows)",
			"rooms: changed rooms/1/from [lounge] 2026-12-03 09:30 > 2026-12-04 09:30 (follows)",
			"rooms: changed rooms/1/until [lounge] 2026-12-03 16:00 > 2026-12-04 16:00 (follows)",
			"programme: changed programme/0/at [迎宾] 2026-12-03 09:30 > 2026-12-04 09:30 (follows)",
			"programme: changed programme/1/at [会谈] 2026-12-03 10:00 > 2026-12-04 10:00 (follows)",
		}},
		"the guests come later, the talks do not": {func(p *plan.Plan) { p.Arrive = "2026-12-03 09:45" }, []string{
			"time: changed arrive 2026-12-03 09:30 > 2026-12-03 09:45",
			"rooms: changed rooms/1/from [lounge] 2026-12-03 09:30 > 2026-12-03 09:45 (follows)",
		}},
		"another room": {func(p *plan.Plan) { p.Rooms[0].Room = "meeting-2" },
			[]string{"rooms: changed rooms/0/room [meeting-2] board-room > meeting-2"}},
		"the bookings change places": {func(p *plan.Plan) { slices.Reverse(p.Rooms) }, nil},
		"a booking goes, another comes": {func(p *plan.Plan) {
			p.Rooms = []plan.Booking{p.Rooms[0], {Room: "lecture-hall", From: "2026-12-03 14:00", Until: "2026-12-03 15:00"}}
		}, []string{
			"rooms: removed rooms/1 [lounge]",
			"rooms: added rooms/1 [lecture-hall]",
		}},
		"more to borrow": {func(p *plan.Plan) {
			p.Rooms[0].Equipment = []string{"projector", "microphone"}
			p.Rooms[0].Custodian = "周涛"
		}, []string{
			"equipment: changed rooms/0/equipment [board-room] projector > projector, microphone",
			"equipment: changed rooms/0/custodian [board-room]  > 周涛",
		}},
		"a guest fewer, another post, one who stays away": {func(p *plan.Plan) {
			p.Customer.Headcount = 5
			p.Customer.Guests = []plan.Guest{{Name: "王建国", Position: "总裁"}}
		}, []string{
			"guests: changed customer/headcount 6 > 5",
			"guests: removed customer/guests/1 [张敏]",
			"guests: changed customer/guests/0/position [王建国] 董事长 > 总裁",
		}},
		"somebody else is the principal guest": {func(p *plan.Plan) { slices.Reverse(p.Customer.Guests) },
			[]string{"guests: changed customer/guests 王建国 > 张敏"}},
		"a name is mended": {func(p *plan.Plan) { p.Customer.Guests[1].Name = "章敏" },
			[]string{"guests: changed customer/guests/1/name [章敏] 张敏 > 章敏"}},
		"somebody else on duty": {func(p *plan.Plan) { p.Team = map[string]string{"business-group": "周涛", "gm-assistant": "刘洋"} },
			[]string{"team: added team/business-group [business-group]  > 周涛", "team: changed team/gm-assistant [gm-assistant] 赵敏 > 刘洋"}},
		"a step goes": {func(p *plan.Plan) { p.Programme = p.Programme[1:] },
			[]string{"programme: removed programme/0 [迎宾]"}},
		"no fruit is not the season's fruit": {func(p *plan.Plan) { p.Refreshments.Fruit = new(int) },
			[]string{"refreshments: changed refreshments/fruit  > 0"}},
		"money": {func(p *plan.Plan) { p.Budget = map[string]plan.Amount{"meals": 1200.5} },
			[]string{"budget: changed budget/meals [meals] 1200 > 1200.5"}},
		"an outcome": {func(p *plan.Plan) { p.Status, p.Outcome = plan.Completed, &plan.Outcome{Summary: "签约"} },
			[]string{"status: changed status planned > completed", "outcome: added outcome"}},
		"what is stated wrongly is passed over": {func(p *plan.Plan) {
			p.Arrive, p.Customer.Guests = "", nil
			p.Rooms = p.Rooms[:1]
			p.Wrong = map[string]bool{"arrive": true, "customer/guests": true}
		}, []string{"rooms: removed rooms/1 [lounge]"}},
	} {
		t.Run(name, func(t *testing.T) {
			after := visit()
			tt.edit(after)
			if diff := cmp.Diff(tt.want, tell(change.Between(visit(), after))); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestBetweenNoneAndOne(t *testing.T) {
	for want, plans := range map[string][2]*plan.Plan{
		"":                {nil, nil},
		"visit: added ":   {nil, visit()},
		"visit: removed ": {visit(), nil},
	} {
		if got := strings.Join(tell(change.Between(plans[0], plans[1])), ";"); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

// There and back is the same changes the other way round.
func TestBetweenIsSymmetric(t *testing.T) {
	after := visit()
	after.Arrive, after.Rooms[0].Room, after.Purpose = "2026-12-02 09:30", "meeting-1", "签约"
	after.Customer.Guests = after.Customer.Guests[:1]
	there, back := change.Between(visit(), after), change.Between(after, visit())
	if diff := cmp.Diff(change.Concerned(there), change.Concerned(back)); diff != "" || len(there) != len(back) {
		t.Errorf("%d changes there, %d back: %s", len(there), len(back), diff)
	}
}

// Every field that a plan has is compared, and is about something.
func TestEveryFieldIsCompared(t *testing.T) {
	kind := reflect.TypeFor[plan.Plan]()
	for i := range kind.NumField() {
		f := kind.Field(i)
		if slices.Contains([]string{"ID", "File", "Wrong", "Hidden", "Opened"}, f.Name) {
			continue
		}
		after := plan.Plan{}
		fill(reflect.ValueOf(&after).Elem().Field(i))
		found := change.Between(&plan.Plan{}, &after)
		if len(found) == 0 {
			t.Errorf("a new %s goes unnoticed", f.Name)
		}
		for _, c := range found {
			if c.Topic == change.Visit {
				t.Errorf("%s is about nothing: %+v", f.Name, c)
			}
		}
	}
}

// fill gives a value that is not zero.
func fill(v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		v.SetString("x")
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int:
		v.SetInt(1)
	case reflect.Float64:
		v.SetFloat(1)
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		fill(v.Index(0))
	case reflect.Map:
		v.Set(reflect.MakeMap(v.Type()))
		value := reflect.New(v.Type().Elem()).Elem()
		fill(value)
		v.SetMapIndex(reflect.ValueOf("x"), value)
	case reflect.Struct:
		for i := range v.NumField() {
			fill(v.Field(i))
		}
	}
}

func TestEveryTopicHasAName(t *testing.T) {
	for _, topic := range change.Topics() {
		if catalog.ChangeTopics[string(topic)].IsZero() {
			t.Errorf("%s has no name", topic)
		}
	}
	if len(catalog.ChangeTopics) != len(change.Topics()) {
		t.Errorf("%d names for %d topics", len(catalog.ChangeTopics), len(change.Topics()))
	}
}
