package draft

import (
	"maps"
	"slices"
	"time"

	"usher/internal/plan"
)

// Copy is an earlier visit at another time: all that it says moves with its arrival,
// days that are nothing but days by whole ones. What came of the visit, its waivers
// and its status stay behind; refreshments too, since they are the season's.
func Copy(p *plan.Plan, arrive plan.Time) *plan.Plan {
	minutes := between(p.Arrive, arrive)
	days := between(p.Arrive.Date().At("00:00"), arrive.Date().At("00:00")) / (24 * 60)
	c := *p
	c.ID, c.File, c.Status, c.Waive, c.Outcome, c.Wrong = "", "", "", nil, nil, nil
	c.Sealed, c.Opened = nil, nil
	c.Refreshments = plan.Refreshments{Tobacco: p.Refreshments.Tobacco}
	c.Arrive, c.Depart = arrive, p.Depart.Add(minutes)
	c.Customer.Guests, c.Requirements = slices.Clone(p.Customer.Guests), slices.Clone(p.Requirements)
	c.Leaders, c.Team, c.Budget = slices.Clone(p.Leaders), maps.Clone(p.Team), maps.Clone(p.Budget)
	c.Programme, c.Rooms, c.Travel = slices.Clone(p.Programme), slices.Clone(p.Rooms), slices.Clone(p.Travel)
	c.Lodging, c.Meals, c.Vehicles, c.Gifts = slices.Clone(p.Lodging), slices.Clone(p.Meals), slices.Clone(p.Vehicles), slices.Clone(p.Gifts)
	for i := range c.Programme {
		s := &c.Programme[i]
		s.At, s.Until = s.At.Add(minutes), s.Until.Add(minutes)
	}
	for i := range c.Rooms {
		r := &c.Rooms[i]
		r.From, r.Until = r.From.Add(minutes), r.Until.Add(minutes)
	}
	for i := range c.Travel {
		c.Travel[i].Departs = c.Travel[i].Departs.Add(minutes)
	}
	for i := range c.Lodging {
		l := &c.Lodging[i]
		l.From, l.Until = shifted(l.From, days), shifted(l.Until, days)
	}
	for i := range c.Meals {
		c.Meals[i].At = c.Meals[i].At.Add(minutes)
	}
	for i := range c.Vehicles {
		c.Vehicles[i].At = c.Vehicles[i].At.Add(minutes)
	}
	return &c
}

// between is the minutes from one time to another on the wall clock.
func between(from, until plan.Time) int {
	if from == "" || until == "" {
		return 0
	}
	return int(until.In(time.UTC).Sub(from.In(time.UTC)) / time.Minute)
}

func shifted(d plan.Date, days int) plan.Date {
	if d == "" {
		return ""
	}
	return d.Add(days)
}
