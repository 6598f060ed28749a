package facts_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"usher/internal/calendar"
	"usher/internal/catalog"
	"usher/internal/company"
	"usher/internal/facts"
	"usher/internal/plan"
)

// housed is the stocked company with more rooms.
func housed(t testing.TB) *company.Company {
	c := stocked(t)
	c.Rooms = append(c.Rooms,
		company.Room{ID: "aula", Seats: 80, SetUp: 30, CleanUp: 30},
		company.Room{ID: "den", Seats: 10},
	)
	return c
}

// books is a visit of people in one room.
func books(id, room string, people int, from, until plan.Time, equipment ...string) *plan.Plan {
	return visit(id, func(p *plan.Plan) {
		p.Rooms = []plan.Booking{{Room: room, From: from, Until: until, Attendees: people, Equipment: equipment}}
	})
}

func last(t testing.TB, c *company.Company, now plan.Time, plans ...*plan.Plan) facts.Booking {
	t.Helper()
	all := facts.Compute(plans, facts.World{Company: c, Now: now.In(c.Zone)})
	return all[len(all)-1].Rooms[0]
}

func TestFreeRooms(t *testing.T) {
	const ten, noon, one = "2026-12-03 10:00", "2026-12-03 12:00", "2026-12-03 13:00"
	for name, c := range map[string]struct {
		others []*plan.Plan
		self   *plan.Plan
		free   string
	}{
		"the smallest first":           {[]*plan.Plan{books("a", "hall", 8, ten, noon)}, books("z", "hall", 8, ten, noon), "den, aula"},
		"enough seats":                 {[]*plan.Plan{books("a", "hall", 15, ten, noon)}, books("z", "hall", 15, ten, noon), "aula"},
		"nowhere to sit":               {[]*plan.Plan{books("a", "hall", 8, ten, noon)}, books("z", "hall", 90, ten, noon), ""},
		"one of them is taken":         {[]*plan.Plan{books("a", "hall", 8, ten, noon), books("b", "den", 8, "2026-12-03 11:59", one)}, books("z", "hall", 8, ten, noon), "aula"},
		"free the moment it is needed": {[]*plan.Plan{books("a", "hall", 8, ten, noon), books("b", "den", 8, noon, one)}, books("z", "hall", 8, ten, noon), "den, aula"},
		"with its own set-up":          {[]*plan.Plan{books("a", "hall", 15, ten, noon), books("b", "aula", 15, "2026-12-03 08:00", "2026-12-03 09:01")}, books("z", "hall", 15, ten, noon), ""},
		"too few seats in the room":    {nil, books("z", "nook", 9, ten, noon), "den, hall, aula"},
		"nothing is the matter":        {nil, books("z", "hall", 9, ten, noon), ""},
		"another visit has been called off": {[]*plan.Plan{books("a", "hall", 8, ten, noon),
			visit("b", func(p *plan.Plan) {
				p.Status, p.Rooms = plan.Cancelled, []plan.Booking{{Room: "den"}}
			})}, books("z", "hall", 8, ten, noon), "den, aula"},
	} {
		t.Run(name, func(t *testing.T) {
			b := last(t, housed(t), "2026-12-01 00:00", append(c.others, c.self)...)
			if b.FreeIDs != c.free {
				t.Errorf("free: %q, want %q", b.FreeIDs, c.free)
			}
			if ids := join(roomIDs(b.Free)); ids != b.FreeIDs {
				t.Errorf("the list says %q", ids)
			}
		})
	}
}

func roomIDs(rooms []facts.FreeRoom) (ids []string) {
	for _, r := range rooms {
		ids = append(ids, r.ID)
	}
	return ids
}

func TestNextSlot(t *testing.T) {
	day := func(clock string) plan.Time { return plan.Time("2026-12-03 " + clock) }
	for name, c := range map[string]struct {
		others []*plan.Plan
		self   *plan.Plan
		now    plan.Time
		want   *facts.Slot
	}{
		"when the other is over, and cleaned up after": {
			[]*plan.Plan{books("a", "hall", 8, day("10:00"), day("12:00"))}, books("z", "hall", 8, day("11:00"), day("12:30")), "",
			&facts.Slot{From: day("12:30"), Until: day("14:00"), Stay: true}},
		"a gap that is too short": {
			[]*plan.Plan{books("a", "hall", 8, day("10:00"), day("12:00")), books("b", "hall", 8, day("13:00"), day("14:00"))},
			books("z", "hall", 8, day("11:00"), day("12:00")), "",
			&facts.Slot{From: day("14:30"), Until: day("15:30"), Stay: true}},
		"a gap that is just long enough": {
			[]*plan.Plan{books("a", "nook", 4, day("10:00"), day("12:00")), books("b", "nook", 4, day("13:00"), day("14:00"))},
			books("z", "nook", 4, day("11:00"), day("12:00")), "",
			&facts.Slot{From: day("12:00"), Until: day("13:00"), Stay: true}},
		"after office hours the next working day": {
			[]*plan.Plan{books("a", "hall", 8, day("10:00"), day("17:00"))}, books("z", "hall", 8, day("15:00"), day("17:00")), "",
			&facts.Slot{From: "2026-12-04 08:00", Until: "2026-12-04 10:00"}},
		"not on a weekend": {
			[]*plan.Plan{books("a", "hall", 8, day("10:00"), "2026-12-04 17:30")}, books("z", "hall", 8, day("15:00"), day("17:00")), "",
			&facts.Slot{From: "2026-12-07 08:00", Until: "2026-12-07 10:00"}},
		"an evening has no office hours": {
			[]*plan.Plan{books("a", "nook", 4, day("18:00"), day("21:00"))}, books("z", "nook", 4, day("19:00"), day("20:00")), "",
			&facts.Slot{From: day("21:00"), Until: day("22:00")}},
		"not before now": {
			[]*plan.Plan{books("a", "nook", 4, day("10:00"), day("12:00"))}, books("z", "nook", 4, day("11:00"), day("12:00")), day("14:20"),
			&facts.Slot{From: day("14:20"), Until: day("15:20"), Stay: true}},
		"the equipment must be there too": {
			[]*plan.Plan{books("a", "nook", 4, day("10:00"), day("12:00")), books("b", "den", 4, day("12:30"), day("13:30"), "video")},
			books("z", "nook", 4, day("11:00"), day("12:00"), "video"), "",
			&facts.Slot{From: day("13:30"), Until: day("14:30"), Stay: true}},
		"only the equipment is short": {
			[]*plan.Plan{books("a", "den", 4, day("10:00"), day("12:00"), "video")},
			books("z", "nook", 4, day("11:00"), day("12:00"), "video"), "",
			&facts.Slot{From: day("12:00"), Until: day("13:00"), Stay: true}},
		"there will never be so many": {
			[]*plan.Plan{books("a", "nook", 4, day("10:00"), day("12:00"))},
			books("z", "nook", 4, day("11:00"), day("12:00"), "video", "video"), "", nil},
		"full for weeks": {
			[]*plan.Plan{books("a", "nook", 4, day("10:00"), "2026-12-30 12:00")},
			books("z", "nook", 4, day("11:00"), day("12:00")), "", nil},
		"nothing is the matter": {nil, books("z", "nook", 4, day("11:00"), day("12:00")), "", nil},
	} {
		t.Run(name, func(t *testing.T) {
			house := housed(t)
			house.Calendar = &calendar.Calendar{
				Zone: house.Zone, Weekend: []time.Weekday{time.Saturday, time.Sunday}, Opens: "08:00", Closes: "18:00",
				Years: map[int]string{2026: "test"},
			}
			if c.now == "" {
				c.now = "2026-12-01 00:00"
			}
			b := last(t, house, c.now, append(c.others, c.self)...)
			if diff := cmp.Diff(c.want, b.Next); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// During a stay over the weekend its own days are offered, too.
func TestNextSlotOnAWeekendOfTheStay(t *testing.T) {
	house := housed(t)
	house.Calendar = &calendar.Calendar{Weekend: []time.Weekday{time.Saturday, time.Sunday}, Opens: "08:00", Closes: "18:00"}
	stay := func(p *plan.Plan) { p.Arrive, p.Depart = "2026-12-04 09:00", "2026-12-06 12:00" }
	a, z := books("a", "nook", 4, "2026-12-04 10:00", "2026-12-04 18:00"), books("z", "nook", 4, "2026-12-04 10:00", "2026-12-04 18:00")
	stay(a)
	stay(z)
	want := &facts.Slot{From: "2026-12-05 08:00", Until: "2026-12-05 16:00", Stay: true}
	if diff := cmp.Diff(want, last(t, house, "2026-12-01 00:00", a, z).Next); diff != "" {
		t.Error(diff)
	}
}

// What is offered is what trying one minute after the other finds.
func TestAlternativesAgainstTrying(t *testing.T) {
	c := housed(t)
	c.Equipment = append(c.Equipment, company.Equipment{ID: "spare", Name: catalog.Same("spare"), Pieces: 3})
	rapid.Check(t, func(t *rapid.T) {
		plans := drawPlans(t)
		all := facts.Compute(plans, facts.World{Company: c, Now: plan.Time("2026-12-01 00:00").In(c.Zone)})
		for i, f := range all {
			for j := range f.Rooms {
				b := f.Rooms[j]
				if len(b.Clashes) > 0 {
					if diff := cmp.Diff(tryRooms(c, plans, i, j), roomIDs(b.Free)); diff != "" {
						t.Errorf("%s/%d: %s", plans[i].ID, j, diff)
					}
				}
				if len(b.Clashes) == 0 && len(b.Shortages) == 0 {
					continue
				}
				got := plan.Time("")
				if b.Next != nil {
					got = b.Next.From
				}
				if want := tryMinutes(c, plans, i, j); got != want {
					t.Errorf("%s/%d: next %q, want %q", plans[i].ID, j, got, want)
				}
			}
		}
	})
}

// isFree reports whether nothing but booking j of plan i keeps the room.
func isFree(plans []*plan.Plan, i, j int, room company.Room, from, until plan.Time) bool {
	for k, p := range plans {
		for l, r := range p.Rooms {
			if (k != i || l != j) && r.Room == room.ID && r.From < r.Until &&
				r.From.Add(-room.SetUp) < until.Add(room.CleanUp) && from.Add(-room.SetUp) < r.Until.Add(room.CleanUp) {
				return false
			}
		}
	}
	return true
}

func tryRooms(c *company.Company, plans []*plan.Plan, i, j int) (ids []string) {
	b := plans[i].Rooms[j]
	for _, id := range []string{"nook", "den", "hall", "aula"} { // by their seats
		r, _ := c.Room(id)
		if r.Seats >= 5 && id != b.Room && isFree(plans, i, j, r, b.From, b.Until) { // three guests and two on duty
			ids = append(ids, id)
		}
	}
	return ids
}

func tryMinutes(c *company.Company, plans []*plan.Plan, i, j int) plan.Time {
	b := plans[i].Rooms[j]
	r, _ := c.Room(b.Room)
	wanted := map[string]int{}
	for _, e := range b.Equipment {
		wanted[e]++
	}
	length := 0
	for b.From.Add(length) < b.Until {
		length += 5
	}
search:
	for from := b.From; from < "2026-12-04 12:00"; from = from.Add(5) {
		until := from.Add(length)
		if !isFree(plans, i, j, r, from, until) {
			continue
		}
		for _, kind := range c.Equipment {
			for now := from; now < until && wanted[kind.ID] > 0; now = now.Add(5) {
				used := wanted[kind.ID]
				for k, p := range plans {
					for l, o := range p.Rooms {
						for _, e := range o.Equipment {
							if (k != i || l != j) && e == kind.ID && o.From <= now && now < o.Until {
								used++
							}
						}
					}
				}
				if used > kind.Pieces {
					continue search
				}
			}
		}
		return from
	}
	return ""
}
