package render

import (
	"cmp"
	"maps"
	"slices"

	"usher/internal/catalog"
	"usher/internal/company"
	"usher/internal/plan"
)

// Roster is what roster.html sees: who is on duty on which day of a week.
type Roster struct {
	Page
	Week    WeekFacts
	Days    []WeekDay
	People  []RosterRow
	Clashes bool // somebody is wanted in two visits at once
	LeftOut []LeftOut
}

// RosterRow is the row of somebody on duty; who has very many visits a day has several.
type RosterRow struct {
	Person
	Cells     [][]Shift // by day
	Continued bool      // the row before is of the same person
}

// Shift is somebody's duties in one visit on one day.
type Shift struct {
	Secret       bool
	Organization string
	Lines        []ShiftLine
	from         plan.Time
}

// ShiftLine is a stretch of time on duty.
type ShiftLine struct {
	Clock  string // as RoomUse.Clock
	Duties []catalog.Text
	Clash  bool // another visit wants the same person then
}

func roster(r *run, s *period) sheet {
	out := &Roster{Page: s.base, Week: weekFacts(s), Days: r.weekDays(s), LeftOut: r.leftOut(s)}
	rows := map[string][][]Shift{}
	clashes := doubleBooked(s.visits)
	for _, v := range s.visits {
		for name, stretches := range r.stretches(v) {
			for d := range out.Days {
				date := s.from.Add(d)
				shift := Shift{Secret: v.secret(), from: date.Add(1).At("00:00")}
				for _, x := range stretches {
					if !on(date, x.from, x.until) {
						continue
					}
					line := ShiftLine{Clock: clip(date, x.from, x.until), Clash: x.within(date).meets(clashes[party{name, v.whole.Plan.ID}])}
					if !shift.Secret {
						line.Duties = x.duties
					}
					out.Clashes = out.Clashes || line.Clash
					shift.Lines = append(shift.Lines, line)
					shift.from = min(shift.from, x.within(date).from)
				}
				if len(shift.Lines) == 0 {
					continue
				}
				if !shift.Secret {
					shift.Organization = v.stay.Organization
				}
				if rows[name] == nil {
					rows[name] = make([][]Shift, len(out.Days))
				}
				rows[name][d] = append(rows[name][d], shift)
				out.Days[d].Full = true
			}
		}
	}
	// In the directory's order, then whom it lacks by name.
	place := map[string]int{}
	for i, p := range r.company.People {
		place[p.Name] = i - len(r.company.People)
	}
	names := slices.Sorted(maps.Keys(rows))
	slices.SortStableFunc(names, func(a, b string) int { return cmp.Compare(place[a], place[b]) })
	for _, name := range names {
		for _, cell := range rows[name] {
			slices.SortStableFunc(cell, func(a, b Shift) int { return cmp.Compare(a.from, b.from) })
		}
		for i, cells := range rowsOf(rows[name]) {
			out.People = append(out.People, RosterRow{Person: r.person(name), Cells: cells, Continued: i > 0})
		}
	}
	return out
}

// stretch is a time on duty and what for.
type stretch struct {
	from, until plan.Time // until is empty where only the beginning is known
	duties      []catalog.Text
}

// within is what of a stretch is on a day.
func (x stretch) within(d plan.Date) stretch {
	return stretch{from: max(x.from, d.At("00:00")), until: min(cmp.Or(x.until, x.from), d.Add(1).At("00:00"))}
}

// meets reports whether a stretch overlaps one of the others.
func (x stretch) meets(others []stretch) bool {
	return slices.ContainsFunc(others, func(o stretch) bool {
		return x.from < o.until && (o.from < x.until || o.from <= x.from)
	})
}

// stretches are when a visit has whom on duty: who fills a role, for the whole
// stay; but a leader, or who has a role that no category needs, only for the items
// of the programme that name them, where any does. Then whom the programme, a
// vehicle or a room wants. Guests are on nobody's roster.
func (r *run) stretches(v *visit) map[string][]stretch {
	p := v.in.Plan
	out := map[string][]stretch{}
	add := func(name string, from, until plan.Time, duty catalog.Text) {
		if name != "" && from != "" {
			out[name] = append(out[name], stretch{from, until, []catalog.Text{duty}})
		}
	}
	scheduled := map[string]bool{} // who is named by the programme, guests apart
	for _, s := range p.Programme {
		for _, word := range s.Who {
			if !v.expects(word) {
				scheduled[cmp.Or(r.onDuty(v, word), word)] = true
			}
		}
	}
	throughout := map[string]bool{}
	for _, m := range v.in.Facts.Team {
		duty := m.Name
		if m.Leader {
			duty = r.word("duty-leader")
		}
		if (m.Leader || !r.dutyRole(m.Role)) && scheduled[m.Person] || m.Role == "driver" && len(p.Vehicles) > 0 {
			continue
		}
		throughout[m.Person] = true
		add(m.Person, p.Arrive, p.Depart, duty)
	}
	for _, s := range p.Programme {
		for _, word := range s.Who {
			if name := cmp.Or(r.onDuty(v, word), word); scheduled[name] && !throughout[name] && !r.isRole(name) {
				add(name, s.At, s.Until, catalog.Same(s.What))
			}
		}
	}
	trip := cmp.Or(r.company.Trip, company.DefaultTrip)
	for _, c := range p.Vehicles {
		route := catalog.Same(join(" → ", c.From, c.To))
		if route.IsZero() {
			route = r.word("transfer")
		}
		add(cmp.Or(c.Driver, r.onDuty(v, "driver")), c.At, c.At.Add(trip), route)
	}
	for i, b := range p.Rooms {
		f, room := v.in.Facts.Rooms[i], r.room(b.Room).Name
		service, _ := r.company.Room(b.Room)
		add(service.Service, f.Opens, f.Closes, room)
		if b.Custodian != service.Service {
			add(b.Custodian, f.From, f.Until, r.word("duty-custodian"))
		}
	}
	for name, list := range out {
		out[name] = merge(list)
	}
	return out
}

// expects reports whether somebody is a guest of the visit.
func (v *visit) expects(name string) bool {
	return slices.ContainsFunc(v.whole.Plan.Customer.Guests, func(g plan.Guest) bool { return g.Name == name })
}

// dutyRole reports whether a category or every visit needs a role.
func (r *run) dutyRole(id string) bool {
	return slices.Contains(r.company.EveryVisit, id) || slices.ContainsFunc(r.company.Categories, func(c company.Category) bool {
		return slices.Contains(c.Roles, id)
	})
}

func (r *run) isRole(word string) bool {
	_, ok := r.company.Role(word)
	return ok
}

// merge joins stretches that overlap, in order of time, with the duties of all.
func merge(list []stretch) []stretch {
	slices.SortStableFunc(list, func(a, b stretch) int { return cmp.Compare(a.from, b.from) })
	var out []stretch
	for _, x := range list {
		n := len(out) - 1
		if n < 0 || x.from >= cmp.Or(out[n].until, out[n].from) && x.from != out[n].from {
			out = append(out, x)
			continue
		}
		out[n].until = max(out[n].until, x.until)
		for _, duty := range x.duties {
			if !slices.Contains(out[n].duties, duty) {
				out[n].duties = append(out[n].duties, duty)
			}
		}
	}
	return out
}

// party is somebody in a visit.
type party struct{ person, plan string }

// doubleBooked are the times at which two visits want one person, as the facts
// have it, under both visits. Only what a reader may see of them is marked.
func doubleBooked(visits []*visit) map[party][]stretch {
	out := map[party][]stretch{}
	for _, v := range visits {
		for _, d := range v.whole.Facts.DoubleBooked {
			for _, other := range d.Others {
				x := stretch{from: max(d.From, other.From), until: min(d.Until, other.Until)}
				for _, id := range []string{v.whole.Plan.ID, other.Plan} {
					out[party{d.Person, id}] = append(out[party{d.Person, id}], x)
				}
			}
		}
	}
	return out
}
