package judge

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"usher/internal/calendar"
	"usher/internal/catalog"
	"usher/internal/company"
	"usher/internal/facts"
	"usher/internal/overlay"
	"usher/internal/plan"
	"usher/internal/policy"
	"usher/policies"
)

// load makes the built-in rules ready, with files of a company's own.
func load(t testing.TB, own map[string]string) (*policy.Set, *Judge) {
	t.Helper()
	files := fstest.MapFS{}
	for name, text := range own {
		files[name] = &fstest.MapFile{Data: []byte(text)}
	}
	set, err := policy.Load(overlay.New(files, policies.FS))
	if err != nil {
		t.Fatal(err)
	}
	j, err := New(set)
	if err != nil {
		t.Fatal(err)
	}
	return set, j
}

// everything is a rule with whatever guards understand, and some that they do not.
const everything = `package rules

import (
	"list"
	"strings"
)

let guests = visit.customer.guests
_late: facts.notice.late

everything: {
	title: {en: "a", zh: "a"}
	text: {en: "a", zh: "a"}
	severity: "error"
	parameters: {
		most:  *2 | int
		rooms: *["lounge", "board-room"] | [...string]
	}
	let many = len(guests) > parameters.most

	findings: [
		if many {_note & {at: ["customer"]}},
		if _late && !many {_note & {at: ["arrive"]}},
		if visit.customer.headcount-1 >= len(guests)*2 || visit.coordination {_note & {at: ["customer"]}},
		if visit.customer.headcount+1 == parameters.most {_note & {at: ["customer"]}},
		for role, person in visit.team if role =~ "^g" if person != "" {_note & {at: ["team", role]}},
		if visit.team["guide"] == _|_ {_note & {at: ["team"]}},
		if visit.team.guide != _|_ if visit.team.guide == "何琳" {_note & {at: ["team"]}},
		for i, r in visit.rooms if list.Contains(parameters.rooms, r.room) {_note & {at: ["rooms", i]}},
		for i, r in visit.rooms for j, e in r.equipment if strings.HasPrefix(e, "projecte") && !strings.HasSuffix(e, "or") {_note & {at: ["rooms", i, "equipment", j]}},
		for i, r in visit.rooms let last = len(visit.rooms)-1 if i == last {_note & {at: ["rooms", i]}},
		for i, r in visit.rooms if r.room !~ "room$" if strings.Contains(r.room, "o") {_note & {at: ["rooms", i]}},
		for i, r in visit.rooms if company.rooms[r.room].seats < r.attendees {_note & {at: ["rooms", i]}},
		for i, r in visit.rooms if list.MaxItems(r.equipment, 1) {_note & {at: ["rooms", i]}},
		if len([for g in guests if g.special {g}]) == 1 {_note & {at: ["customer"]}},
		if list.Contains([for g in guests {g.special}], true) {_note & {at: ["customer"]}},
		if visit.refreshments.fruit == _|_ && visit.refreshments["dried-fruit"] != _|_ {_note & {at: ["refreshments"]}},
		if visit.rooms[1].room == "lounge" {_note & {at: ["rooms", 1]}},
		if visit.outcome.summary == _|_ {_note & {at: ["status"]}},
		if company.notice.number == 48 if visit.category < "C" {_note & {at: ["category"]}},
		if "\(visit.category)" == "A" {_note & {at: ["category"]}},
		for x in [visit.arrive, visit.depart] if x > "2026-12-03 10:00" {_note & {at: ["arrive"]}},
		for i, m in visit.meals if -m.guests < -3 {_note & {at: ["meals", i]}},
		if (visit.customer.headcount | 3) == 3 {_note & {at: ["customer"]}},
	]
}

_note: {
	at: [...]
	message: {en: "a", zh: "a"}
}
`

// What the guards rule out, CUE rules out, too; and what CUE finds in one go, the
// guards find turn by turn. Held against each other on mutated plans and facts:
// values left out, wrong, or of the edge.
func TestGuardsAgreeWithCUE(t *testing.T) {
	plans := 600
	if testing.Short() {
		plans = 60
	}
	set, j := load(t, map[string]string{"rules/everything.cue": everything})
	random := rand.New(rand.NewPCG(1, 2))
	asked, found := 0, map[string]int{}
	hours := 24
	ahead := company.Ahead{Number: &hours}
	for range plans {
		p := randomPlan(random, set.Company)
		now := time.Date(2026, 12, 1+random.IntN(9), random.IntN(24), 0, 0, 0, set.Company.Zone)
		other := randomPlan(random, set.Company)
		other.ID, other.File = "earlier", "visits/earlier.yaml"
		company := *set.Company
		company.Notice.Unit = pick(random, calendar.Hours, calendar.WorkingDays)
		company.Notice.Cancellation = &ahead
		before := randomPlan(random, set.Company)
		before.Status = plan.Completed
		f := facts.Compute([]*plan.Plan{other, p}, facts.World{
			Company: &company, Now: now, Archive: true,
			Announced: map[string]facts.Announcement{"visit": {Source: pick(random, "commit", "uncommitted", "change", "no-repository"), Commit: "abc1234", At: now}},
			CalledOff: map[string]facts.Announcement{"visit": {Source: "commit", Commit: "abc1234", At: now}},
			Before:    map[string]*plan.Plan{"visit": before},
			Fresh:     map[string]bool{"visit": random.IntN(2) == 0},
			Sealed:    map[string]facts.Pair{"visit": {Broken: pick(random, "", "missing", "other", "recipients"), Comments: random.IntN(2) == 0}},
		})[1]
		if random.IntN(3) == 0 {
			f.Sealing.Sealed, f.Sealing.Stale, f.Sealing.Lacking, f.Sealing.Former = true, true, pick(random, "", "赵敏"), random.IntN(3)
			f.Sealing.Nobody, f.Sealing.Lowered = random.IntN(2) == 0, random.IntN(2) == 0
		}
		j.waive(p, f, nil)
		mutate(random, reflect.ValueOf(f).Elem(), 0.03)
		e := j.env(p, f)
		for _, rules := range [][]*rule{j.rules, j.waivers} {
			for _, r := range rules {
				el := r.elements[random.IntN(len(r.elements))]
				e.prepare(r)
				whole, err := el.ask(e, 0)
				if err != nil {
					t.Fatalf("%s: %v\n%s", r.ID, err, show(p, f))
				}
				var turns []Finding
				err = el.guard.survivors(e, 0, func(left int) error {
					one, err := el.ask(e, left)
					turns = append(turns, one...)
					return err
				})
				if err != nil {
					t.Fatalf("%s: %v\n%s", r.ID, err, show(p, f))
				}
				asked++
				found[r.ID] += len(whole)
				if whole == nil {
					continue // silent as a whole, where a turn may yet speak
				}
				if len(p.Wrong) > 0 && len(turns) < len(whole) {
					continue // below what is wrong CUE finds nothing there, where guards know better
				}
				if diff := cmp.Diff(whole, turns); diff != "" {
					t.Fatalf("%s, entry %d (-CUE +guards):\n%s\n%s", r.ID, el.index, diff, show(p, f))
				}
			}
		}
	}
	for _, rules := range [][]*rule{j.rules, j.waivers} {
		for _, r := range rules {
			if found[r.ID] == 0 && !testing.Short() {
				t.Errorf("%s found nothing in %d plans: nothing was compared", r.ID, plans)
			}
		}
	}
	t.Logf("%d comparisons: %v", asked, found)
}

func show(p *plan.Plan, f *facts.Facts) string { return fmt.Sprintf("%+v\n%+v", *p, *f) }

func pick[T any](random *rand.Rand, choices ...T) T { return choices[random.IntN(len(choices))] }

// randomPlan is a plan of which every part may be there, left out, or wrong.
func randomPlan(random *rand.Rand, c *company.Company) *plan.Plan {
	some := func() bool { return random.IntN(3) > 0 }
	clock := func() plan.Time {
		return pick[plan.Time](random, "", "2026-12-03 09:30", "2026-12-03 12:00", "2026-12-03 12:15", "2026-12-04 16:00", "2026-07-01 09:00")
	}
	number := func(limit int) int { return random.IntN(limit) }
	p := &plan.Plan{
		ID: "visit", File: "visits/visit.yaml",
		Category:     pick(random, "A", "B", "C", "D", ""),
		Status:       pick(random, "", "", plan.Planned, plan.Completed, plan.Cancelled),
		Customer:     plan.Customer{Organization: pick(random, "恒泰", `\(visit)"`, ""), Headcount: number(5)},
		Arrive:       pick[plan.Time](random, "2026-12-03 09:30", "2026-12-03 12:00", "2026-07-01 09:30", "2031-03-03 09:30", ""),
		Depart:       clock(),
		Applicant:    plan.Applicant{Name: pick(random, "周涛", "李建华", ""), Department: pick(random, "finance", "finanse", "")},
		Coordination: some(),
		Counterpart:  pick(random, "", "production", "nowhere"),
		Purpose:      pick(random, "", "洽谈", "洽谈 13800002671"),
	}
	for range number(4) {
		p.Customer.Guests = append(p.Customer.Guests, plan.Guest{Name: "a", Special: random.IntN(4) == 0})
	}
	if some() {
		p.Team = map[string]string{pick(random, "guide", "gide", "gm-assistant"): "何琳", "driver": pick(random, "孙师傅", "")}
	}
	if random.IntN(4) == 0 {
		p.Leaders = []string{"李建华"}
	}
	for range number(3) {
		p.Programme = append(p.Programme, plan.Step{At: clock(), Until: clock(), Who: []string{pick(random, "guide", "gide", "王建国", "")}})
		p.Meals = append(p.Meals, plan.Meal{At: clock(), Guests: number(15), Companions: number(7)})
	}
	for range number(4) {
		b := plan.Booking{
			Room: pick(random, "lounge", "lounge", "board-room", "bord-room", ""), From: clock(), Until: clock(),
			Attendees: number(25), Custodian: pick(random, "", "刘洋", "刘阳"),
		}
		for range number(3) {
			b.Equipment = append(b.Equipment, pick(random, "projector", "projecter", ""))
		}
		p.Rooms = append(p.Rooms, b)
	}
	p.Refreshments.Tobacco = some()
	if some() {
		n := number(4)
		p.Refreshments.Fruit = &n
	}
	if some() {
		n := number(4)
		p.Refreshments.DriedFruit = &n
	}
	for range number(3) {
		p.Waive = append(p.Waive, plan.Waiver{
			Rule: pick(random, "lead-time", "room-known", "lead-tme", "refreshment-season", ""), Reason: pick(random, "", "x", "x"),
			ApprovedBy: pick(random, "", "李建华", "何建国", "陈静"), Until: pick[plan.Date](random, "", "2026-12-31", "2026-11-30"),
		})
	}
	if some() {
		p.Budget = map[string]plan.Amount{pick(random, "meals", "gifts", "fireworks"): plan.Amount(number(900))}
	}
	if some() {
		p.Outcome = &plan.Outcome{Summary: pick(random, "", "x"), Reason: pick(random, "", "", "x")}
		p.Outcome.Costs = map[string]plan.Amount{pick(random, "meals", "gifts"): plan.Amount(number(900))}
		for range number(3) {
			p.Outcome.Returned = append(p.Outcome.Returned, plan.Return{Item: pick(random, "key", "projector", "投影仪", "")})
		}
	}
	if some() {
		p.Gifts = []plan.Gift{{Item: "纪念册", Quantity: number(3)}}
	}
	for range number(4) * number(2) {
		if p.Wrong == nil {
			p.Wrong = map[string]bool{}
		}
		p.Wrong[pick(random, "arrive", "depart", "customer", "customer/headcount", "customer/guests", "customer/guests/0/special", "team",
			"team/guide", "rooms", "rooms/0", "rooms/0/room", "rooms/1/from", "rooms/0/attendees", "rooms/0/equipment/0", "programme/0/at",
			"refreshments/fruit", "refreshments/tobacco", "budget/meals", "outcome", "outcome/reason", "outcome/returned/0", "waive/0/rule", "waive/0/until", "status", "counterpart", "applicant/department")] = true
	}
	return p
}

// mutate changes some of the scalars below a value, and cuts some lists short.
func mutate(random *rand.Rand, v reflect.Value, share float64) {
	hit := random.Float64() < share
	switch v.Kind() {
	case reflect.Struct:
		if v.Type() == reflect.TypeFor[time.Time]() || v.Type() == reflect.TypeFor[catalog.Text]() {
			return
		}
		for i := range v.NumField() {
			if v.Field(i).CanSet() {
				mutate(random, v.Field(i), share)
			}
		}
	case reflect.Pointer:
		if !v.IsNil() {
			mutate(random, v.Elem(), share)
		}
	case reflect.Slice:
		for i := range v.Len() {
			mutate(random, v.Index(i), share)
		}
	case reflect.Bool:
		if hit {
			v.SetBool(!v.Bool())
		}
	case reflect.Int:
		if hit {
			v.SetInt(int64(pick(random, 0, 1, 2, 3, 1000)))
		}
	case reflect.String:
		if hit {
			v.SetString(pick(random, "", "2026-12-03 12:00", "x", "commit"))
		}
	}
}
