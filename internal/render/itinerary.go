package render

import (
	"cmp"
	"slices"

	"usher/internal/catalog"
)

// Itinerary is what itinerary.html sees: the visit as the guests live it, in
// their language. Class, duties, gifts and money are not theirs to read.
type Itinerary struct {
	Page
	Days    []Day
	Tickets []Ticket
	Lodging []Lodging
}

func itineraries(r *run, v *visit) []page {
	out := &Itinerary{Page: r.outside(v), Days: byDay(r.guestEvents(v), v.year), Tickets: v.stay.Tickets, Lodging: v.stay.Lodging}
	return []page{{name: "itinerary", day: v.in.Plan.Arrive.Date(), langs: r.guestLanguages(v), data: out}}
}

// outside is the page of a sheet that guests and passers-by see: it leads to no
// plan and names none.
func (r *run) outside(v *visit) Page {
	p := v.base
	p.Outside, p.PlanURL, p.QR, p.Letterhead = true, "", QR{}, r.company.Name
	if langs := r.guestLanguages(v); langs != nil {
		p.Lang = tags[langs[0]]
	}
	return p
}

// guestLanguages are those of what the guests get on paper; nil is those of all
// sheets.
func (r *run) guestLanguages(v *visit) []catalog.Lang {
	switch lang := catalog.Lang(v.in.Plan.Customer.Language); lang {
	case catalog.ZH, catalog.EN:
		return []catalog.Lang{lang}
	}
	return nil
}

// guestEvents are programme, meals and transfers, without who does what. A plan
// without a programme has the meetings for one, between arrival and departure.
func (r *run) guestEvents(v *visit) []event {
	p := v.in.Plan
	var out []event
	for _, s := range p.Programme {
		out = append(out, event{s.At, 2, Step{Kind: "programme", When: span(s.At, s.Until, v.year), What: catalog.Same(s.What), Where: r.spot(s.Where)}})
	}
	if len(p.Programme) == 0 {
		out = append(out,
			event{p.Arrive, 0, Step{Kind: "arrive", When: span(p.Arrive, "", v.year), What: r.word("arrival")}},
			event{p.Depart, 9, Step{Kind: "depart", When: span(p.Depart, "", v.year), What: r.word("departure")}})
		for i, b := range p.Rooms {
			f := v.in.Facts.Rooms[i]
			out = append(out, event{f.From, 2, Step{Kind: "room", When: span(f.From, f.Until, v.year), What: r.word("talks"), Where: r.room(b.Room).Name}})
		}
	}
	for _, m := range p.Meals {
		if itemOf(m, p.Programme) < 0 {
			out = append(out, event{m.At, 3, Step{Kind: "meal", When: span(m.At, "", v.year), What: r.mealName(m.At), Where: r.spot(m.Place)}})
		}
	}
	for _, c := range p.Vehicles {
		s := Step{Kind: "vehicle", When: span(c.At, "", v.year), What: r.word("transfer"), Where: way(c.From, c.To)}
		s.Lead = r.person(cmp.Or(c.Driver, r.onDuty(v, "driver"))).Name
		out = append(out, event{c.At, 1, s})
	}
	return slices.DeleteFunc(out, func(e event) bool { return e.at == "" && e.step.What.IsZero() })
}

// spot is a place as a plan names it; a room by its name in each language.
func (r *run) spot(where string) catalog.Text {
	for _, room := range r.company.Rooms {
		if where == room.ID || where == room.Name.ZH || where == room.Name.EN {
			return room.Name
		}
	}
	return catalog.Same(where)
}
