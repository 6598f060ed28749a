package facts

import (
	"cmp"
	"slices"

	"usher/internal/company"
	"usher/internal/plan"
)

// What a plan that is being written can have is found by trying: it is put last
// among the plans with everything in it, and what collides cannot be had.

// FreeRooms are the rooms that are free for the plan from one time to another and
// seat everybody who would be in them, the smallest first.
func FreeRooms(plans []*plan.Plan, p *plan.Plan, from, until plan.Time, w World) []FreeRoom {
	trial := *p
	trial.Rooms = nil
	for _, r := range w.Company.Rooms {
		trial.Rooms = append(trial.Rooms, plan.Booking{Room: r.ID, From: from, Until: until})
	}
	var free []FreeRoom
	for i, b := range try(plans, &trial, w).Rooms {
		r := w.Company.Rooms[i]
		if len(b.Clashes) == 0 && b.Attendees <= r.Seats {
			free = append(free, FreeRoom{ID: r.ID, Name: r.Name, Seats: r.Seats})
		}
	}
	slices.SortStableFunc(free, func(a, b FreeRoom) int { return cmp.Compare(a.Seats, b.Seats) })
	return free
}

// FreePeople are those of the directory who are in no other visit during the plan's stay.
func FreePeople(plans []*plan.Plan, p *plan.Plan, w World) []company.Person {
	trial := *p
	trial.Leaders, trial.Team, trial.Programme = nil, nil, nil
	for _, person := range w.Company.People {
		trial.Leaders = append(trial.Leaders, person.Name)
	}
	busy := map[string]bool{}
	for _, d := range try(plans, &trial, w).DoubleBooked {
		busy[d.Person] = true
	}
	return slices.DeleteFunc(slices.Clone(w.Company.People), func(x company.Person) bool { return busy[x.Name] })
}

// FreeEquipment are the kinds of equipment of which a piece is left from one time to another.
func FreeEquipment(plans []*plan.Plan, p *plan.Plan, from, until plan.Time, w World) []company.Equipment {
	trial := *p
	trial.Rooms = []plan.Booking{{From: from, Until: until}}
	for _, e := range w.Company.Equipment {
		trial.Rooms[0].Equipment = append(trial.Rooms[0].Equipment, e.ID)
	}
	short := map[string]bool{}
	for _, s := range try(plans, &trial, w).Rooms[0].Shortages {
		short[s.ID] = true
	}
	return slices.DeleteFunc(slices.Clone(w.Company.Equipment), func(e company.Equipment) bool { return short[e.ID] })
}

// try is what is true of a plan that is not among the plans yet.
func try(plans []*plan.Plan, trial *plan.Plan, w World) *Facts {
	all := Compute(append(slices.Clip(plans), trial), w)
	return all[len(all)-1]
}

// Expected are the facts of a plan that is being written, on its own: its notice,
// its season, who is on duty.
func Expected(p *plan.Plan, w World) *Facts { return try(nil, p, w) }
