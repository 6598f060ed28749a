// Package change provides what is different between two states of one visit's
// plan, in the terms that people speak of it: the time, a room, the guests.
package change

import (
	"slices"

	"usher/internal/plan"
)

// Topic is what of a visit a change is about.
type Topic string

// The topics, in the order in which changes are told.
const (
	Visit           Topic = "visit" // the plan as a whole came or went
	Status          Topic = "status"
	Category        Topic = "category"
	Confidentiality Topic = "confidentiality"
	Time            Topic = "time" // of the stay
	Rooms           Topic = "rooms"
	Equipment       Topic = "equipment" // booked with a room, and who collects it
	Guests          Topic = "guests"
	Purpose         Topic = "purpose" // and what the guests asked for
	Team            Topic = "team"    // everybody of the company whom the plan names
	Programme       Topic = "programme"
	Refreshments    Topic = "refreshments"
	Travel          Topic = "travel"
	Lodging         Topic = "lodging"
	Meals           Topic = "meals"
	Vehicles        Topic = "vehicles"
	Gifts           Topic = "gifts"
	Budget          Topic = "budget"
	Waivers         Topic = "waivers"
	Outcome         Topic = "outcome"
	Sealing         Topic = "sealed" // of the sealed file; what is in it is not seen
)

// Topics are all topics, in the order in which changes are told.
func Topics() []Topic {
	return []Topic{Visit, Status, Category, Confidentiality, Time, Rooms, Equipment, Guests, Purpose, Team,
		Programme, Refreshments, Travel, Lodging, Meals, Vehicles, Gifts, Budget, Waivers, Outcome, Sealing}
}

// Act is what became of it.
type Act string

// The acts.
const (
	Added   Act = "added"
	Removed Act = "removed"
	Changed Act = "changed"
)

// Change is one difference: an item of a list that came or went as a whole, or
// one value that is another now.
type Change struct {
	Topic Topic
	Act   Act
	// Was and Is lead to the item or value in the plan before and after; Was is nil
	// for what was added, Is for what was removed.
	Was, Is []any
	// Item names the item of a list that this is about, as the plan writes it: the
	// guest's name, the room's id, the role's id. It is empty outside lists.
	Item string
	// Before and After are the values as a plan writes them, lists joined by ", ";
	// what a plan leaves out has its meaning (plan-format.md), else "". Both are
	// empty for an item as a whole.
	Before, After string
	// Follows marks a time that moved by just as much as the arrival did: who knows
	// the new arrival knows this.
	Follows bool
}

// Between lists what is different after from before, by topic, then in the order
// of the plan. Either plan may be nil where there is none. Moving the file changes
// nothing, and values that one of the plans states wrongly are passed over.
func Between(before, after *plan.Plan) []Change {
	switch {
	case before == nil && after == nil:
		return nil
	case before == nil:
		return []Change{{Topic: Visit, Act: Added, Is: []any{}}}
	case after == nil:
		return []Change{{Topic: Visit, Act: Removed, Was: []any{}}}
	}
	c := comparison{before: before, after: after}
	c.plans(meant(before), meant(after))
	c.follow()
	order := Topics()
	slices.SortStableFunc(c.found, func(a, b Change) int {
		return slices.Index(order, a.Topic) - slices.Index(order, b.Topic)
	})
	return c.found
}

// Concerned are the topics of the changes, each once, in order.
func Concerned(changes []Change) []Topic {
	var out []Topic
	for _, t := range Topics() {
		if slices.ContainsFunc(changes, func(c Change) bool { return c.Topic == t }) {
			out = append(out, t)
		}
	}
	return out
}

// meant is the plan with what it leaves out and plan-format.md gives a meaning.
func meant(p *plan.Plan) plan.Plan {
	m := *p
	if m.Status == "" {
		m.Status = plan.Planned
	}
	if m.Confidentiality == "" {
		m.Confidentiality = plan.Internal
	}
	m.Rooms = slices.Clone(m.Rooms)
	for i := range m.Rooms {
		b := &m.Rooms[i]
		if b.From == "" && !p.IsWrong("rooms", i, "from") {
			b.From = m.Arrive
		}
		if b.Until == "" && !p.IsWrong("rooms", i, "until") {
			b.Until = m.Depart
		}
	}
	return m
}

// follow marks the times that moved as the arrival did.
func (c *comparison) follow() {
	delta, ok := moved(string(c.before.Arrive), string(c.after.Arrive))
	if !ok {
		return
	}
	for i := range c.found {
		x := &c.found[i]
		if by, ok := moved(x.Before, x.After); ok && by == delta && plan.Path(x.Is...) != "arrive" {
			x.Follows = true
		}
	}
}
