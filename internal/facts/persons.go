package facts

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"usher/internal/company"
	"usher/internal/plan"
)

// Double is a person of the directory whom this visit and earlier ones, in file
// order, want at once (R3). The places that count are those where plans name a
// person: see presences.
type Double struct {
	Person string      `json:"person"`
	Latin  string      `json:"latin"`
	At     []any       `json:"at"` // where the plan names the person
	From   plan.Time   `json:"from"`
	Until  plan.Time   `json:"until"`
	Others []Elsewhere `json:"others"` // in file order, each visit once
}

// Elsewhere is where an earlier visit names the person.
type Elsewhere struct {
	Plan  string    `json:"plan"`
	File  string    `json:"file"`
	At    []any     `json:"at"` // in that plan
	From  plan.Time `json:"from"`
	Until plan.Time `json:"until"`
	Title string    `json:"title"` // as Clash.Title
}

// presence is a stretch of time that a visit wants a person for.
type presence struct {
	who         int32 // in the directory
	from, until stamp
	place       place
}

// place is where a plan names somebody; places compare in the order of the fields.
type place struct {
	field field
	i, j  int32
	role  string
}

type field uint8

const (
	inLeaders field = iota
	inTeam
	inProgramme
	inRooms
	inVehicles
)

func (p place) path() []any {
	switch p.field {
	case inLeaders:
		return []any{"leaders", int(p.i)}
	case inTeam:
		return []any{"team", p.role}
	case inProgramme:
		return []any{"programme", int(p.i), "who", int(p.j)}
	case inRooms:
		return []any{"rooms", int(p.i), "custodian"}
	}
	return []any{"vehicles", int(p.i), "driver"}
}

func (p place) compare(q place) int {
	return cmp.Or(cmp.Compare(p.field, q.field), cmp.Compare(p.i, q.i), cmp.Compare(p.j, q.j), cmp.Compare(p.role, q.role))
}

// doubles finds the persons who are in two visits at once and tells each
// collision at the later visit. It is O(n log n) and the collisions found.
func (d *demand) doubles() {
	at := func(p present) []any { return d.wants(p.plan).persons[p.index].place.path() }
	counts := make([]int, len(d.c.People))
	d.each(func(_ int32, w *wants) {
		for _, x := range w.persons {
			counts[x.who]++
		}
	})
	persons := sized[present](counts)
	d.each(func(plan int32, w *wants) {
		for i, x := range w.persons {
			persons[x.who] = append(persons[x.who], present{which{plan, int32(i)}, x.from, x.until})
		}
	})
	for who, stretches := range persons {
		person := d.c.People[who]
		collisions(stretches, func(earlier, later present) {
			to, p := d.found(later.plan), d.all[earlier.plan]
			n := len(to.doubles) - 1
			if n < 0 || to.doubles[n].Person != person.Name {
				to.doubles = append(to.doubles, Double{
					Person: person.Name, Latin: person.Latin,
					At: at(later), From: later.from.time(), Until: later.until.time(),
				})
				n++
			}
			to.doubles[n].Others = append(to.doubles[n].Others, Elsewhere{
				Plan: p.id, File: p.file, At: at(earlier), From: earlier.from.time(), Until: earlier.until.time(), Title: p.title(),
			})
		})
	}
}

// present is a stretch of time that one person is wanted for.
type present struct {
	which
	from, until stamp
}

// collisions calls told for each two visits that want one person at once, once,
// later visits first to last and with each of them the earlier ones.
func collisions(stretches []present, told func(earlier, later present)) {
	slices.SortStableFunc(stretches, func(a, b present) int { return cmp.Compare(a.from, b.from) })
	type pair struct{ earlier, later present }
	var pairs []pair
	var open []present
	for _, next := range stretches {
		open = slices.DeleteFunc(open, func(o present) bool { return o.until <= next.from })
		for _, o := range open {
			switch {
			case o.plan < next.plan:
				pairs = append(pairs, pair{o, next})
			case o.plan > next.plan:
				pairs = append(pairs, pair{next, o})
			}
		}
		open = append(open, next)
	}
	slices.SortStableFunc(pairs, func(a, b pair) int {
		return cmp.Or(cmp.Compare(a.later.plan, b.later.plan), cmp.Compare(a.earlier.plan, b.earlier.plan))
	})
	for i, p := range pairs {
		if i == 0 || pairs[i-1].later.plan != p.later.plan || pairs[i-1].earlier.plan != p.earlier.plan {
			told(p.earlier, p.later)
		}
	}
}

// merged joins the stretches of one visit and person that overlap; a joined one has the
// place that comes first in the plan.
func merged(stretches []presence) []presence {
	slices.SortFunc(stretches, func(a, b presence) int {
		return cmp.Or(cmp.Compare(a.who, b.who), cmp.Compare(a.from, b.from), a.place.compare(b.place))
	})
	out := stretches[:0]
	for _, s := range stretches {
		if n := len(out) - 1; n >= 0 && s.who == out[n].who && s.from < out[n].until {
			out[n].until = max(out[n].until, s.until)
			if s.place.compare(out[n].place) < 0 {
				out[n].place = s.place
			}
			continue
		}
		out = append(out, s)
	}
	return out
}

// roster is what of the directory is needed to know whom a plan names.
type roster struct {
	people map[string]int          // by name: the index in the directory
	roles  map[string]company.Role // by id
	duty   map[string]bool         // roles that some category needs
	shared map[string]bool         // roles of every visit
	trip   int                     // minutes
	c      *company.Company
}

func newRoster(c *company.Company) *roster {
	r := &roster{
		people: map[string]int{}, roles: map[string]company.Role{}, duty: map[string]bool{}, shared: map[string]bool{},
		trip: cmp.Or(c.Trip, company.DefaultTrip), c: c,
	}
	for i, p := range c.People {
		r.people[p.Name] = i
	}
	for _, role := range c.Roles {
		r.roles[role.ID] = role
	}
	for _, category := range c.Categories {
		for _, id := range category.Roles {
			r.duty[id] = true
		}
	}
	for _, id := range c.EveryVisit {
		r.shared[id] = true
	}
	return r
}

// driver is the role that drives the vehicles for which a plan names nobody.
const driver = "driver"

// presences appends when a visit wants which persons of the directory. Whom only the directory gives a duty is not bound by it, or every
// two visits at once would be in conflict:
//
//   - leaders and members of the team, all of the stay; but a leader, or who has
//     a role that no category needs (an interpreter, a guide), only for the
//     items of the programme that name them, where any does
//   - whom an item of the programme names, for that item; a role without a person
//     that no category needs is its holder there
//   - a custodian, for the booking; a driver, for the trip
//
// A role of every visit (R3.1) binds nobody, unless the category answers for it:
// one administration group looks after all visits. Guests are nobody's staff.
func (r *roster) presences(found []presence, p *plan.Plan, f *Facts) []presence {
	v := visitors{roster: r, p: p, found: found}
	v.programme()
	for i, name := range p.Leaders {
		if !v.scheduled[name] {
			v.add(name, p.Arrive, p.Depart, place{field: inLeaders, i: int32(i)})
		}
	}
	category, _ := r.c.Category(p.Category)
	for _, role := range slices.Sorted(maps.Keys(p.Team)) {
		name := p.Team[role]
		switch {
		case r.shared[role] && !slices.Contains(category.Roles, role):
		case !r.duty[role] && !r.shared[role] && (v.scheduled[role] || v.scheduled[name]):
		case role == driver && len(p.Vehicles) > 0:
		default:
			v.add(name, p.Arrive, p.Depart, place{field: inTeam, role: role})
		}
	}
	for i, b := range p.Rooms {
		v.add(b.Custodian, f.Rooms[i].From, f.Rooms[i].Until, place{field: inRooms, i: int32(i)})
	}
	for i, x := range p.Vehicles {
		at := place{field: inVehicles, i: int32(i)}
		name := x.Driver
		if name == "" && !p.IsWrong("vehicles", i, "driver") {
			name, at = p.Team[driver], place{field: inTeam, role: driver}
		}
		v.add(name, x.At, x.At.Add(r.trip), at)
	}
	return v.found
}

// visitors gathers the presences of one visit.
type visitors struct {
	*roster
	p         *plan.Plan
	scheduled map[string]bool // roles and names that the programme has, or may have
	found     []presence
}

// add notes that somebody is wanted. A name that is not in the directory, and a
// time that is not known, are left out.
func (v *visitors) add(name string, from, until plan.Time, at place) {
	who, known := v.people[name]
	if known && from != "" && from < until {
		v.found = append(v.found, presence{int32(who), stampOf(from), stampOf(until), at})
	}
}

func (v *visitors) programme() {
	if len(v.p.Programme) == 0 && len(v.p.Wrong) == 0 {
		return
	}
	v.scheduled = map[string]bool{}
	for path := range v.p.Wrong {
		if strings.HasPrefix(path, "programme") && !strings.HasSuffix(path, "/what") && !strings.HasSuffix(path, "/where") {
			// Who is named there cannot be known: nobody is taken to be there throughout.
			for role, name := range v.p.Team {
				v.scheduled[role], v.scheduled[name] = true, true
			}
			for _, name := range v.p.Leaders {
				v.scheduled[name] = true
			}
			break
		}
	}
	ends := stepEnds(v.p)
	for i, step := range v.p.Programme {
		for j, who := range step.Who {
			if v.guest(who) {
				continue
			}
			v.scheduled[who] = true
			name := who
			if role, ok := v.roles[who]; ok {
				if v.shared[who] {
					continue
				}
				if name = v.p.Team[who]; name == "" && !v.duty[who] && !v.p.IsWrong("team", who) {
					name = role.Holder
				}
			}
			v.add(name, step.At, ends[i], place{field: inProgramme, i: int32(i), j: int32(j)})
		}
	}
}

func (v *visitors) guest(name string) bool {
	return slices.ContainsFunc(v.p.Customer.Guests, func(g plan.Guest) bool { return g.Name == name })
}

// stepEnds are when the items of a programme end: when the next one starts, or
// the guests leave, where the plan does not say; empty where it says so wrongly.
func stepEnds(p *plan.Plan) []plan.Time {
	starts := []plan.Time{p.Depart}
	for _, s := range p.Programme {
		starts = append(starts, s.At)
	}
	slices.Sort(starts)
	ends := make([]plan.Time, len(p.Programme))
	for i, s := range p.Programme {
		switch {
		case s.Until != "":
			ends[i] = s.Until
		case !p.IsWrong("programme", i, "until"):
			next, found := slices.BinarySearch(starts, s.At)
			for found && next < len(starts) && starts[next] == s.At {
				next++
			}
			if next < len(starts) {
				ends[i] = starts[next]
			}
		}
	}
	return ends
}
