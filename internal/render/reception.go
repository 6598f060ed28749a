package render

import (
	"cmp"
	"fmt"
	"slices"

	"usher/internal/catalog"
	"usher/internal/change"
)

// ReceptionPlan is what reception-plan.html sees (R2.1): the visit as a whole, for
// approval.
type ReceptionPlan struct {
	Page
	Guests    []NamedGuest
	Unnamed   int // guests beyond those named
	Escorts   []Escort
	Provided  []Provision
	Spending  []Spending // what the plan budgets
	Total     catalog.Text
	Emergency catalog.Text
}

// NamedGuest is a guest with what has to be known of them (R2.5).
type NamedGuest struct {
	Guest
	Number  int
	Special bool // may be offered tobacco (R4.5)
	Dietary string
}

// Escort is somebody of the company who receives the guests.
type Escort struct {
	Person
	Role   catalog.Text
	Clause string
}

// Provision is one thing that is provided, such as meals, with a line for each.
type Provision struct {
	Name  catalog.Text
	Topic string // as in Stay.Changed
	Lines []Provided
}

// Provided is when, and what in parts of which none is empty.
type Provided struct {
	When  Span
	Dated bool // When has a clock; else days at the most
	Parts []catalog.Text
}

// Spending is a kind of cost: what the category allows and what is planned (R0.2).
type Spending struct {
	Name     catalog.Text
	Standard catalog.Text // with its reason; zero where there is none
	Planned  catalog.Text
	Over     bool
}

func receptionPlans(r *run, v *visit) []page {
	p, f := v.in.Plan, v.in.Facts
	out := &ReceptionPlan{Page: v.base, Provided: r.provisions(v), Emergency: r.company.Emergency}
	for i, g := range p.Customer.Guests {
		out.Guests = append(out.Guests, NamedGuest{Guest{g.Name, g.Position}, i + 1, g.Special, g.Dietary})
	}
	out.Unnamed = max(0, p.Customer.Headcount-len(p.Customer.Guests))
	for _, m := range f.Team {
		e := Escort{Person: r.person(m.Person), Role: m.Name, Clause: m.Clause}
		if m.Leader {
			e.Role = r.word("leader")
		}
		out.Escorts = append(out.Escorts, e)
	}
	total := 0.0
	for _, s := range f.Spending {
		amount, planned := p.Budget[s.Kind]
		if planned {
			total += float64(amount)
			out.Spending = append(out.Spending, Spending{s.Name, s.Standard, catalog.Money(r.company.Currency, float64(amount)), s.Over})
		}
	}
	if len(out.Spending) > 0 {
		out.Total = catalog.Money(r.company.Currency, total)
	}
	return []page{{name: "reception-plan", day: p.Arrive.Date(), data: out}}
}

// provisions are what the visit gets, in the order of the day; what it has none of
// is left out.
func (r *run) provisions(v *visit) []Provision {
	var out []Provision
	for _, p := range []Provision{
		{r.word("programme"), string(change.Programme), r.programmeLines(v)},
		{r.word("room"), string(change.Rooms), r.roomLines(v)},
		{r.word("refreshments"), string(change.Refreshments), r.refreshmentLines(v)},
		{r.word("meal"), string(change.Meals), r.mealLines(v)},
		{r.word("vehicles"), string(change.Vehicles), r.vehicleLines(v)},
		{r.word("lodging"), string(change.Lodging), r.lodgingLines(v)},
		{r.word("tickets"), string(change.Travel), ticketLines(v)},
		{r.word("gifts"), string(change.Gifts), giftLines(v)},
	} {
		if len(p.Lines) > 0 {
			out = append(out, p)
		}
	}
	return out
}

// provided is a line of what there is of parts.
func provided(when Span, parts ...catalog.Text) Provided {
	parts = slices.DeleteFunc(parts, func(t catalog.Text) bool { return t.IsZero() })
	return Provided{When: when, Dated: when.From.Clock != "", Parts: parts}
}

func (r *run) programmeLines(v *visit) (lines []Provided) {
	for _, s := range v.in.Plan.Programme {
		var lead catalog.Text
		if len(s.Who) > 0 {
			lead = r.who(v, s.Who[0])
		}
		lines = append(lines, provided(span(s.At, s.Until, v.year), catalog.Same(s.What), catalog.Same(s.Where), lead))
	}
	return lines
}

func (r *run) roomLines(v *visit) (lines []Provided) {
	for i, b := range v.in.Plan.Rooms {
		f := v.in.Facts.Rooms[i]
		layout, _ := r.company.Layout(b.Layout)
		lines = append(lines, provided(span(f.From, f.Until, v.year), r.room(b.Room).Name, r.number("people", f.Attendees), layout.Name, r.equipment(b.Equipment)))
	}
	return lines
}

// equipment names what is lent, with how many of it where it is several.
func (r *run) equipment(ids []string) catalog.Text {
	var items []catalog.Text
	for _, l := range r.pieces(ids) {
		name := l.Name
		if l.Pieces > 1 {
			times := fmt.Sprintf(" × %d", l.Pieces)
			name = catalog.Text{EN: name.EN + times, ZH: name.ZH + times}
		}
		items = append(items, name)
	}
	return list(items)
}

func (r *run) refreshmentLines(v *visit) []Provided {
	f := v.in.Facts.Refreshments
	var parts []catalog.Text
	if len(v.in.Plan.Rooms) > 0 && f.Fruit+f.DriedFruit > 0 {
		parts = append(parts, r.word("fruit-kinds").With(f.Fruit, f.DriedFruit))
	}
	if f.Tobacco {
		parts = append(parts, r.word("tobacco"))
	}
	if len(parts) == 0 {
		return nil
	}
	return []Provided{provided(Span{}, parts...)}
}

func (r *run) mealLines(v *visit) (lines []Provided) {
	for _, m := range v.in.Plan.Meals {
		var people catalog.Text
		if m.Guests > 0 {
			people = r.word("meal-for").With(m.Guests, m.Companions)
		}
		lines = append(lines, provided(span(m.At, "", v.year), r.mealName(m.At), catalog.Same(m.Place), people))
	}
	return lines
}

func (r *run) vehicleLines(v *visit) (lines []Provided) {
	for _, c := range v.in.Plan.Vehicles {
		lines = append(lines, provided(span(c.At, "", v.year), way(c.From, c.To), r.number("seats", c.Seats),
			r.person(cmp.Or(c.Driver, r.onDuty(v, "driver"))).Name))
	}
	return lines
}

func (r *run) lodgingLines(v *visit) (lines []Provided) {
	for _, l := range v.in.Plan.Lodging {
		lines = append(lines, provided(Span{From: day(l.From, v.year), Until: day(l.Until, v.year)}, catalog.Same(l.Hotel), r.number("hotel-rooms", l.Rooms)))
	}
	return lines
}

func ticketLines(v *visit) (lines []Provided) {
	for _, t := range v.in.Plan.Travel {
		var names []catalog.Text
		for _, name := range t.For {
			names = append(names, catalog.Same(name))
		}
		lines = append(lines, provided(span(t.Departs, "", v.year), catalog.Same(t.Number), way(t.From, t.To), list(names)))
	}
	return lines
}

func giftLines(v *visit) []Provided {
	var items []catalog.Text
	for _, g := range v.in.Plan.Gifts {
		if g.Item == "" {
			continue
		}
		name := g.Item
		if g.Quantity > 0 {
			name += fmt.Sprintf(" × %d", g.Quantity)
		}
		items = append(items, catalog.Same(name))
	}
	if len(items) == 0 {
		return nil
	}
	return []Provided{provided(Span{}, list(items))}
}

// number is a word of the catalogue with a number; zero where that is not known.
func (r *run) number(key string, n int) catalog.Text {
	if n == 0 {
		return catalog.Text{}
	}
	return r.word(key).With(n)
}

// way is from one place to another, or the one that is known.
func way(from, to string) catalog.Text { return catalog.Same(join(" → ", from, to)) }
