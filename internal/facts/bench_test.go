package facts

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"usher/internal/company"
	"usher/internal/plan"
)

// crowd is a company with a hundred rooms, busy all day, and n bookings, one a
// visit, of which about one in two hundred is in another's way.
func crowd(n int) ([]*plan.Plan, World) {
	r := rand.New(rand.NewPCG(1, 2))
	c := &company.Company{Zone: time.UTC, Equipment: []company.Equipment{{ID: "projector", Pieces: 30}, {ID: "video", Pieces: 12}}}
	for i := range 100 {
		c.Rooms = append(c.Rooms, company.Room{ID: fmt.Sprintf("room-%d", i), Seats: 5 + i, SetUp: 15, CleanUp: 15})
	}
	for i := range 400 {
		c.People = append(c.People, company.Person{Name: fmt.Sprintf("p%d", i)})
	}
	slot := func(i int) plan.Time { // each room has four slots a day
		day := plan.Date("2026-01-01").Add(i / 400)
		return day.At("08:00").Add(150 * (i % 4))
	}
	plans := make([]*plan.Plan, n)
	for i := range plans {
		from, place := slot(i), i/4%100
		room, leads := place, place
		if r.IntN(200) == 0 {
			room, leads = r.IntN(100), r.IntN(100)
		}
		b := plan.Booking{
			Room: fmt.Sprintf("room-%d", room), From: from, Until: from.Add(120), Attendees: 4,
			Custodian: fmt.Sprintf("p%d", 100+place),
		}
		if r.IntN(5) == 0 {
			b.Equipment = append(b.Equipment, "projector")
		}
		if r.IntN(20) == 0 {
			b.Equipment = append(b.Equipment, "video")
		}
		plans[i] = &plan.Plan{
			ID: fmt.Sprintf("v%06d", i), File: fmt.Sprintf("visits/v%06d.yaml", i), Arrive: from, Depart: from.Add(150),
			Leaders: []string{fmt.Sprintf("p%d", leads)}, Rooms: []plan.Booking{b},
			Vehicles: []plan.Vehicle{{At: from, Driver: fmt.Sprintf("p%d", 200+place)}},
		}
	}
	return plans, World{Company: c, Now: time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC)}
}

// BenchmarkConflicts is the conflicts of 100,000 bookings, once the facts of each
// plan by itself are known.
func BenchmarkConflicts(b *testing.B) {
	plans, w := crowd(100_000)
	all := make([]*Facts, len(plans))
	claimant := NewClaimant(w)
	for i, p := range plans {
		all[i] = Alone(p, w)
	}
	b.ReportAllocs()
	var claims []*Claims
	for b.Loop() {
		claims = claims[:0]
		for i, p := range plans {
			claims = append(claims, claimant.Claims(p, all[i]))
		}
		Meet(claims, w)
	}
	var clashes, shortages, doubles int
	for i, f := range all {
		claims[i].Complete(f)
		doubles += len(f.DoubleBooked)
		for _, x := range f.Rooms {
			clashes, shortages = clashes+len(x.Clashes), shortages+len(x.Shortages)
		}
	}
	b.ReportMetric(float64(clashes), "clashes")
	b.ReportMetric(float64(shortages), "shortages")
	b.ReportMetric(float64(doubles), "doubles")
}

// BenchmarkCompute is the same with the facts of each plan by itself.
func BenchmarkCompute(b *testing.B) {
	plans, w := crowd(100_000)
	b.ReportAllocs()
	for b.Loop() {
		Compute(plans, w)
	}
}
