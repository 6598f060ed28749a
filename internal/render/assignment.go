package render

import (
	"cmp"
	"slices"

	"usher/internal/catalog"
	"usher/internal/plan"
)

func assignments(r *run, v *visit) []page {
	out := &Assignment{Page: v.base, Days: r.runOfShow(v), Team: r.team(v), Emergency: r.company.Emergency}
	return []page{{name: "assignment", day: v.in.Plan.Arrive.Date(), data: out}}
}

// event is a step and when it begins.
type event struct {
	at   plan.Time
	rank int // among those that begin at the same minute
	step Step
}

// runOfShow merges programme, meals, vehicles and rooms by time. A plan without a
// programme has the guests' arrival and departure for one.
func (r *run) runOfShow(v *visit) []Day {
	events := slices.Concat(r.vehicles(v), r.rooms(v), r.programme(v), r.meals(v))
	return byDay(events, v.year)
}

func (r *run) vehicles(v *visit) []event {
	var out []event
	for _, c := range v.in.Plan.Vehicles {
		s := Step{
			Kind: "vehicle", When: span(c.At, "", v.year), What: r.word("transfer"),
			Where: catalog.Same(join(" → ", c.From, c.To)), Lead: r.person(c.Driver).Name,
		}
		if c.Driver == "" {
			s.Lead = r.who(v, "driver")
		}
		if c.Seats > 0 {
			s.Notes = r.word("seats").With(c.Seats)
		}
		out = append(out, event{c.At, 0, s})
	}
	return out
}

// rooms are the bookings that no item of the programme takes place in; what is to
// do for the others stands with the item.
func (r *run) rooms(v *visit) []event {
	var out []event
	for i := range v.in.Plan.Rooms {
		if r.itemIn(v, i) < 0 {
			out = append(out, r.booking(v, i))
		}
	}
	return out
}

// booking is the use of a room as an event of its own.
func (r *run) booking(v *visit, i int) event {
	f := v.in.Facts.Rooms[i]
	s := Step{Kind: "room", When: span(f.From, f.Until, v.year), What: r.word("room-use"), Where: r.room(v.in.Plan.Rooms[i].Room).Name}
	r.prepare(&s, v, i)
	return event{f.From, 1, s}
}

// itemIn is the first item of the programme that takes place in the i-th booking,
// by the name of its room and by time; -1 where there is none.
func (r *run) itemIn(v *visit, i int) int {
	return slices.IndexFunc(v.in.Plan.Programme, func(s plan.Step) bool { return r.takesPlaceIn(v, s, i) })
}

// takesPlaceIn reports whether an item of the programme takes place in the i-th
// booking.
func (r *run) takesPlaceIn(v *visit, s plan.Step, i int) bool {
	f, room := v.in.Facts.Rooms[i], r.room(v.in.Plan.Rooms[i].Room)
	return s.At >= f.From && s.At < f.Until && s.Where != "" &&
		(s.Where == room.ID || s.Where == room.Name.ZH || s.Where == room.Name.EN)
}

// byDay sorts events into days.
func byDay(events []event, year string) []Day {
	slices.SortStableFunc(events, func(a, b event) int {
		return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(a.rank, b.rank))
	})
	var out []Day
	for _, e := range events {
		if date := day(e.at.Date(), year); len(out) == 0 || out[len(out)-1].Date != date {
			out = append(out, Day{Date: date})
		}
		d := &out[len(out)-1]
		d.Steps = append(d.Steps, e.step)
	}
	return out
}

// itemOf is the item of the programme that a meal is, by place and time; -1 where
// there is none.
func itemOf(m plan.Meal, programme []plan.Step) int {
	return slices.IndexFunc(programme, func(s plan.Step) bool {
		return s.Where != "" && s.Where == m.Place && (s.At == m.At || s.At <= m.At && m.At < s.Until)
	})
}

// prepare adds to a step what the i-th booking takes, and who sees to it.
func (r *run) prepare(s *Step, v *visit, i int) {
	b, f := v.in.Plan.Rooms[i], v.in.Facts.Rooms[i]
	room, _ := r.company.Room(b.Room)
	for _, name := range []string{room.Service, b.Custodian} {
		switch person := r.person(name).Name; {
		case name == "" || person == s.Lead || slices.Contains(s.Support, person):
		case s.Lead.IsZero():
			s.Lead = person
		default:
			s.Support = append(s.Support, person)
		}
	}
	var set []catalog.Text
	if l, ok := r.company.Layout(b.Layout); ok {
		set = append(set, l.Name)
	}
	if f.Attendees > 0 {
		set = append(set, r.word("people").With(f.Attendees))
	}
	for _, id := range b.Equipment {
		name := catalog.Same(id)
		if e, ok := r.company.Equip(id); ok {
			name = e.Name
		}
		set = append(set, name)
	}
	notes := []catalog.Text{list(set)}
	if f.Opens < f.From || f.Until < f.Closes {
		notes = append(notes, r.word("room-kept").With(f.Opens.Clock(), f.Closes.Clock()))
	}
	s.Notes = sentence(append([]catalog.Text{s.Notes}, notes...))
}

func (r *run) programme(v *visit) []event {
	p := v.in.Plan
	if len(p.Programme) == 0 {
		lead := v.stay.Coordinator.Name
		return []event{
			{p.Arrive, 0, Step{Kind: "arrive", When: span(p.Arrive, "", v.year), What: r.word("guests-arrive"), Lead: lead}},
			{p.Depart, 9, Step{Kind: "depart", When: span(p.Depart, "", v.year), What: r.word("guests-leave"), Lead: lead}},
		}
	}
	var out []event
	for n, item := range p.Programme {
		s := Step{Kind: "programme", When: span(item.At, item.Until, v.year), What: catalog.Same(item.What), Where: catalog.Same(item.Where)}
		for i, who := range item.Who {
			if name := r.who(v, who); i == 0 {
				s.Lead = name
			} else {
				s.Support = append(s.Support, name)
			}
		}
		for i := range p.Rooms {
			if r.itemIn(v, i) == n {
				r.prepare(&s, v, i)
			}
		}
		for _, m := range p.Meals {
			if itemOf(m, p.Programme) == n {
				s.Notes = sentence([]catalog.Text{s.Notes, r.atTable(v, m)})
			}
		}
		out = append(out, event{item.At, 2, s})
	}
	return out
}

// meals are those that no item of the programme is.
func (r *run) meals(v *visit) []event {
	var out []event
	for _, m := range v.in.Plan.Meals {
		if itemOf(m, v.in.Plan.Programme) < 0 {
			out = append(out, r.meal(v, m))
		}
	}
	return out
}

// meal is a meal as an event of its own.
func (r *run) meal(v *visit, m plan.Meal) event {
	return event{m.At, 3, Step{
		Kind: "meal", When: span(m.At, "", v.year), What: r.mealName(m.At), Where: catalog.Same(m.Place),
		Lead: r.who(v, "admin-group"), Notes: r.atTable(v, m),
	}}
}

// atTable says for how many a meal is, and what they eat.
func (r *run) atTable(v *visit, m plan.Meal) catalog.Text {
	var number catalog.Text
	if m.Guests > 0 {
		number = r.word("meal-for").With(m.Guests, m.Companions)
	}
	var diets []catalog.Text
	for _, d := range v.stay.Dietary {
		diets = append(diets, r.word("diet").With(d.What, d.Count))
	}
	return sentence([]catalog.Text{number, list(diets)})
}

// mealName goes by the clock: before ten breakfast, from sixteen dinner.
func (r *run) mealName(at plan.Time) catalog.Text {
	switch clock := at.Clock(); {
	case clock == "":
		return r.word("meal")
	case clock < "10:00":
		return r.word("breakfast")
	case clock < "16:00":
		return r.word("lunch")
	}
	return r.word("dinner")
}

// who reads a word of a step: a role's person on duty, the role itself where
// nobody fills it, else a name.
func (r *run) who(v *visit, word string) catalog.Text {
	if name := r.onDuty(v, word); name != "" {
		return r.person(name).Name
	}
	if role, ok := r.company.Role(word); ok {
		return role.Name
	}
	return r.person(word).Name
}

// team is everybody on duty, each once with all duties: whom the facts name, then
// whom only a step, a vehicle or a room names.
func (r *run) team(v *visit) []Member {
	team := roll{run: r, at: map[string]int{}}
	for _, m := range v.in.Facts.Team {
		if m.Leader {
			team.add(m.Person, r.word("duty-leader"))
			team.lead(m.Person)
		} else {
			team.add(m.Person, reworded(r.whole, m.Duty))
		}
	}
	p := v.in.Plan
	var named []string
	steps := map[string]string{} // of those whom the programme names and no role
	for _, s := range p.Programme {
		for _, word := range s.Who {
			if role, ok := r.company.Role(word); ok {
				team.add(r.onDuty(v, word), cmp.Or(role.Duty, role.Name))
				continue
			}
			if steps[word] == "" {
				named = append(named, word)
			}
			steps[word] = dots(steps[word], s.What)
		}
	}
	for _, name := range named {
		if _, has := team.at[name]; !has {
			team.add(name, catalog.Same(steps[name]))
		}
	}
	for _, c := range p.Vehicles {
		team.add(cmp.Or(c.Driver, r.onDuty(v, "driver")), r.word("duty-driver"))
	}
	for _, b := range p.Rooms {
		room, _ := r.company.Room(b.Room)
		team.add(room.Service, r.word("duty-room"))
		team.add(b.Custodian, r.word("duty-custodian"))
	}
	return team.members
}

// roll is a list of members that holds nobody twice.
type roll struct {
	run     *run
	members []Member
	at      map[string]int // by name: where among the members
}

func (l *roll) add(name string, duty catalog.Text) {
	if name == "" {
		return
	}
	i, ok := l.at[name]
	if !ok {
		i = len(l.members)
		l.at[name] = i
		l.members = append(l.members, Member{Person: l.run.person(name)})
	}
	if m := &l.members[i]; !duty.IsZero() && !slices.Contains(m.Duties, duty) {
		m.Duties = append(m.Duties, duty)
	}
}

func (l *roll) lead(name string) {
	if i, ok := l.at[name]; ok {
		l.members[i].Leader = true
	}
}

// list joins as each language does: "a, b" and “a、b”.
func list(items []catalog.Text) catalog.Text { return joined(items, ", ", "、") }

// sentence joins what there is of parts: "a; b" and “a；b”.
func sentence(parts []catalog.Text) catalog.Text { return joined(parts, "; ", "；") }

func joined(items []catalog.Text, en, zh string) catalog.Text {
	var out catalog.Text
	for _, t := range items {
		out.EN, out.ZH = join(en, out.EN, t.EN), join(zh, out.ZH, t.ZH)
	}
	return out
}

// join joins what there is of parts.
func join(sep string, parts ...string) string {
	out := ""
	for _, p := range parts {
		if out != "" && p != "" {
			out += sep
		}
		out += p
	}
	return out
}
