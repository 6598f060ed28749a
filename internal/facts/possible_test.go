package facts_test

import (
	"strings"
	"testing"

	"usher/internal/company"
	"usher/internal/facts"
	"usher/internal/plan"
)

// What a plan that is being written can have is what would not collide.
func TestPossible(t *testing.T) {
	c := small(t)
	c.Rooms = append(c.Rooms, company.Room{ID: "den", Seats: 10})
	c.Equipment = []company.Equipment{{ID: "projector", Pieces: 1}, {ID: "pointer", Pieces: 2}}
	w := facts.World{Company: c, Now: at(t, "2026-12-01 00:00")}
	other := visit("other", func(p *plan.Plan) {
		p.Rooms = []plan.Booking{{Room: "hall", From: "2026-12-03 10:00", Until: "2026-12-03 11:00", Equipment: []string{"projector"}}}
		p.Team = map[string]string{"guide": "An"}
	})
	called := visit("called-off", func(p *plan.Plan) {
		p.Status = plan.Cancelled
		p.Rooms = []plan.Booking{{Room: "den"}}
		p.Leaders = []string{"Hu"}
	})
	plans := []*plan.Plan{other, called}
	for _, c := range []struct {
		from, until      plan.Time
		rooms, equipment string
	}{
		{"2026-12-03 10:30", "2026-12-03 12:00", "den", "pointer"},
		{"2026-12-03 11:00", "2026-12-03 12:00", "den", "projector pointer"}, // the hall is being cleaned
		{"2026-12-03 11:30", "2026-12-03 12:00", "den hall", "projector pointer"},
		{"2026-12-03 09:00", "2026-12-03 09:30", "den hall", "projector pointer"},
	} {
		trial := visit("trial")
		trial.Arrive, trial.Depart = c.from, c.until
		var rooms, equipment []string
		for _, r := range facts.FreeRooms(plans, trial, c.from, c.until, w) {
			rooms = append(rooms, r.ID)
		}
		for _, e := range facts.FreeEquipment(plans, trial, c.from, c.until, w) {
			equipment = append(equipment, e.ID)
		}
		if got := strings.Join(rooms, " "); got != c.rooms {
			t.Errorf("from %s: rooms %q, want %q", c.from, got, c.rooms)
		}
		if got := strings.Join(equipment, " "); got != c.equipment {
			t.Errorf("from %s: equipment %q, want %q", c.from, got, c.equipment)
		}
		if trial.Rooms != nil || trial.Leaders != nil || len(plans) != 2 {
			t.Error("trying has changed the plan")
		}
	}
	for day, want := range map[plan.Date]string{"2026-12-03": "Hu", "2026-12-04": "Hu An"} {
		trial := visit("trial")
		trial.Arrive, trial.Depart = day.At("09:30"), day.At("17:00")
		var people []string
		for _, p := range facts.FreePeople(plans, trial, w) {
			people = append(people, p.Name)
		}
		if got := strings.Join(people, " "); got != want {
			t.Errorf("on %s: %q, want %q", day, got, want)
		}
	}
}
