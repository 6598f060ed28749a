package render

import (
	"cmp"
	"strings"

	"usher/internal/catalog"
	"usher/internal/company"
	"usher/internal/facts"
	"usher/internal/plan"
)

// stay is the view of a visit that all its sheets share.
func (r *run) stay(v *visit) Stay {
	p, f := v.in.Plan, v.in.Facts
	category, _ := r.company.Category(p.Category)
	s := Stay{
		ID: p.ID, Organization: p.Customer.Organization, Headcount: p.Customer.Headcount,
		Dietary:  diets(p.Customer.Guests),
		Category: p.Category, CategoryName: category.Name,
		When:    span(p.Arrive, p.Depart, v.year),
		Purpose: p.Purpose, Requirements: p.Requirements,
		Applicant: r.person(p.Applicant.Name),
		Level:     cmp.Or(p.Confidentiality, plan.Internal),
		Hidden:    p.Hidden,
	}
	s.LevelName = r.level(s.Level)
	if p.Hides("customer.organization") {
		s.Organization = r.speak.plain(r.word("internal-meeting"))
	}
	if unit, ok := r.company.Unit(p.Applicant.Department); ok {
		s.Applicant.Unit = unit.Name
	}
	if len(p.Customer.Guests) > 0 {
		s.Principal = Guest{p.Customer.Guests[0].Name, p.Customer.Guests[0].Position}
	}
	for _, name := range p.Leaders {
		s.Leaders = append(s.Leaders, r.person(name))
	}
	if !p.Hides(company.FieldCoordinator) {
		s.Coordinator = s.Applicant
	}
	if len(f.Needs) > 0 {
		if name := r.onDuty(v, f.Needs[0].Role); name != "" {
			s.Coordinator = r.person(name)
		}
	}
	for _, b := range p.Rooms {
		s.Rooms = append(s.Rooms, r.room(b.Room))
	}
	for _, t := range p.Travel {
		s.Tickets = append(s.Tickets, Ticket{t.Number, t.From, t.To, moment(t.Departs, v.year), t.For})
	}
	for _, l := range p.Lodging {
		s.Lodging = append(s.Lodging, Lodging{l.Hotel, l.Rooms, day(l.From, v.year), day(l.Until, v.year)})
	}
	for _, g := range p.Gifts {
		s.Gifts = append(s.Gifts, Gift{g.Item, g.Quantity})
	}
	for i, w := range p.Waive {
		if i >= len(f.Waivers) || holds(f.Waivers[i]) {
			s.Waivers = append(s.Waivers, Waiver{w.Rule, w.Reason, r.person(w.ApprovedBy), string(w.Until)})
		}
	}
	return s
}

// level is what is printed of a level of confidentiality (R5.1).
func (r *run) level(level string) catalog.Text {
	switch level {
	case plan.Public:
		return r.word("public")
	case plan.Internal:
		return r.word("internal")
	case plan.Confidential:
		return r.word("confidential")
	}
	return catalog.Text{}
}

// holds reports whether a waiver is in force. A visit that is over is not judged
// again and lacks the fact; it had no error when it was. For the same reason the
// last day is left out: the sheets say what was in force, whenever they are printed.
func holds(w facts.Waiver) bool { return w.Known && w.Waivable && w.Approver && !w.Own }

// diets counts who eats what, in the order of the guests.
func diets(guests []plan.Guest) []Diet {
	var out []Diet
	at := map[string]int{}
	for _, g := range guests {
		if g.Dietary == "" {
			continue
		}
		i, ok := at[g.Dietary]
		if !ok {
			i = len(out)
			at[g.Dietary] = i
			out = append(out, Diet{What: g.Dietary})
		}
		out[i].Count++
	}
	return out
}

// person is somebody by the name that a plan gives.
func (r *run) person(name string) Person {
	p, ok := r.company.Person(name)
	if !ok {
		return Person{Name: catalog.Same(name)}
	}
	unit, _ := r.company.Unit(p.Unit)
	return Person{Name: catalog.Text{EN: cmp.Or(p.Latin, name), ZH: name}, Post: p.Post, Unit: unit.Name, Phone: p.Phone}
}

// onDuty is who fills a role in this visit, else who holds it; empty where nobody
// does, or the reader may not know.
func (r *run) onDuty(v *visit, role string) string {
	for _, m := range v.in.Facts.Team {
		if m.Role == role && role != "" {
			return m.Person
		}
	}
	if v.in.Plan.Hides("team") {
		return ""
	}
	held, _ := r.company.Role(role)
	return held.Holder
}

func (r *run) room(id string) Place {
	room, ok := r.company.Room(id)
	if !ok {
		return Place{ID: id, Name: catalog.Same(id)}
	}
	return Place{id, room.Name, room.Place, room.Seats}
}

// oneLine is text with each run of white space as one space.
func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }
