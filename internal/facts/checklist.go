package facts

import (
	"slices"
	"strconv"
	"strings"

	"usher/internal/catalog"
	"usher/internal/company"
	"usher/internal/plan"
)

// Conditions are the words of company.Item.When: what a visit must have for the
// line to be on its checklist. "always" is on every one.
var Conditions = map[string]func(*plan.Plan, *Facts) bool{
	"always":             func(*plan.Plan, *Facts) bool { return true },
	"important":          func(_ *plan.Plan, f *Facts) bool { return f.Important },
	"leaders":            func(p *plan.Plan, _ *Facts) bool { return len(p.Leaders) > 0 },
	"rooms":              func(p *plan.Plan, _ *Facts) bool { return len(p.Rooms) > 0 },
	"equipment":          func(p *plan.Plan, _ *Facts) bool { return len(equipmentOf(p)) > 0 },
	"tobacco":            func(p *plan.Plan, _ *Facts) bool { return p.Refreshments.Tobacco },
	"dietary":            func(p *plan.Plan, _ *Facts) bool { return len(dietary(p)) > 0 },
	"requirements":       func(p *plan.Plan, _ *Facts) bool { return len(p.Requirements) > 0 },
	"programme":          func(p *plan.Plan, _ *Facts) bool { return len(p.Programme) > 0 },
	"travel":             func(p *plan.Plan, _ *Facts) bool { return len(p.Travel) > 0 },
	"lodging":            func(p *plan.Plan, _ *Facts) bool { return len(p.Lodging) > 0 },
	"meals":              func(p *plan.Plan, _ *Facts) bool { return len(p.Meals) > 0 },
	"vehicles":           func(p *plan.Plan, _ *Facts) bool { return len(p.Vehicles) > 0 },
	"gifts":              func(p *plan.Plan, _ *Facts) bool { return len(p.Gifts) > 0 },
	"interpreter":        func(_ *plan.Plan, f *Facts) bool { return f.onDuty("interpreter") },
	"gm-assistant":       func(_ *plan.Plan, f *Facts) bool { return f.onDuty("gm-assistant") },
	"project-supervisor": func(_ *plan.Plan, f *Facts) bool { return f.onDuty("project-supervisor") },
	"sales-group":        func(_ *plan.Plan, f *Facts) bool { return f.onDuty("sales-group") },
	"confidential":       func(p *plan.Plan, _ *Facts) bool { return p.Confidentiality == plan.Confidential },
	"not-confidential":   func(p *plan.Plan, _ *Facts) bool { return p.Confidentiality != plan.Confidential },
}

// Placeholders are the words in braces that company.Item.What may hold, and what
// stands for them on the visit's own sheet.
var Placeholders = map[string]func(*plan.Plan, *Facts, *company.Company) catalog.Text{
	"headcount": func(p *plan.Plan, _ *Facts, _ *company.Company) catalog.Text {
		return catalog.Same(strconv.Itoa(p.Customer.Headcount))
	},
	"organization": func(p *plan.Plan, _ *Facts, _ *company.Company) catalog.Text {
		return catalog.Same(p.Customer.Organization)
	},
	"principal": func(p *plan.Plan, _ *Facts, _ *company.Company) catalog.Text {
		if len(p.Customer.Guests) == 0 {
			return catalog.Text{}
		}
		return catalog.Same(p.Customer.Guests[0].Name)
	},
	"fruit": func(_ *plan.Plan, f *Facts, _ *company.Company) catalog.Text {
		return catalog.Same(strconv.Itoa(f.Refreshments.Fruit))
	},
	"dried-fruit": func(_ *plan.Plan, f *Facts, _ *company.Company) catalog.Text {
		return catalog.Same(strconv.Itoa(f.Refreshments.DriedFruit))
	},
	"rooms": func(p *plan.Plan, _ *Facts, c *company.Company) catalog.Text {
		var rooms []catalog.Text // each once, however often it is booked
		for i, b := range p.Rooms {
			if slices.ContainsFunc(p.Rooms[:i], func(before plan.Booking) bool { return before.Room == b.Room }) {
				continue
			}
			name := catalog.Same(b.Room)
			if r, ok := c.Room(b.Room); ok {
				name = r.Name
			}
			rooms = append(rooms, name)
		}
		return enumerate(rooms)
	},
	"equipment": func(p *plan.Plan, _ *Facts, c *company.Company) catalog.Text {
		var items []catalog.Text
		for _, id := range equipmentOf(p) {
			name := catalog.Same(id)
			if e, ok := c.Equip(id); ok {
				name = e.Name
			}
			items = append(items, name)
		}
		return enumerate(items)
	},
	"dietary":      func(p *plan.Plan, _ *Facts, _ *company.Company) catalog.Text { return enumerate(same(dietary(p))) },
	"requirements": func(p *plan.Plan, _ *Facts, _ *company.Company) catalog.Text { return enumerate(same(p.Requirements)) },
	"leaders":      func(p *plan.Plan, _ *Facts, _ *company.Company) catalog.Text { return enumerate(same(p.Leaders)) },
	"gifts": func(p *plan.Plan, _ *Facts, _ *company.Company) catalog.Text {
		var gifts []string
		for _, g := range p.Gifts {
			gifts = append(gifts, g.Item+" × "+strconv.Itoa(g.Quantity))
		}
		return enumerate(same(gifts))
	},
	"travel": func(p *plan.Plan, _ *Facts, _ *company.Company) catalog.Text {
		var numbers []string
		for _, t := range p.Travel {
			numbers = append(numbers, t.Number)
		}
		return enumerate(same(numbers))
	},
	"hotels": func(p *plan.Plan, _ *Facts, _ *company.Company) catalog.Text {
		var hotels []string
		for _, l := range p.Lodging {
			hotels = append(hotels, l.Hotel)
		}
		return enumerate(same(hotels))
	},
}

// Owners are the words of company.Item.Owner that are not role ids.
var Owners = []string{"applicant", "custodian", "driver"}

// Checklist is the company's checklist as this visit needs it (R4).
func Checklist(p *plan.Plan, f *Facts, c *company.Company) []Phase {
	var phases []Phase
	for _, phase := range c.Checklist {
		out := Phase{ID: phase.ID, Name: phase.Name}
		for _, item := range phase.Items {
			if is, ok := Conditions[item.When]; ok && is(p, f) {
				out.Checks = append(out.Checks, Check{
					What:   fill(item.What, p, f, c),
					Clause: item.Clause,
					Owner:  owner(item.Owner, p, f, c),
					Due:    due(item.Due, p),
					Key:    item.Key,
				})
			}
		}
		phases = append(phases, out)
	}
	return phases
}

// fill puts the visit's values for the words in braces, in one pass: what a
// value itself holds in braces stays as it is.
func fill(what catalog.Text, p *plan.Plan, f *Facts, c *company.Company) catalog.Text {
	if !strings.Contains(what.EN, "{") && !strings.Contains(what.ZH, "{") {
		return what
	}
	var en, zh []string
	for word, value := range Placeholders {
		v := value(p, f, c)
		en, zh = append(en, "{"+word+"}", v.EN), append(zh, "{"+word+"}", v.ZH)
	}
	return catalog.Text{EN: strings.NewReplacer(en...).Replace(what.EN), ZH: strings.NewReplacer(zh...).Replace(what.ZH)}
}

func owner(who string, p *plan.Plan, f *Facts, c *company.Company) string {
	switch who {
	case "applicant":
		return p.Applicant.Name
	case "custodian":
		for _, b := range p.Rooms {
			if b.Custodian != "" {
				return b.Custodian
			}
		}
		return p.Applicant.Name
	case "driver":
		for _, v := range p.Vehicles {
			if v.Driver != "" {
				return v.Driver
			}
		}
	}
	for _, m := range f.Team {
		if m.Role == who {
			return m.Person
		}
	}
	role, _ := c.Role(who)
	return role.Holder
}

// due counts back (or on) from the visit, on the wall clock.
func due(d company.Due, p *plan.Plan) plan.Time {
	from := map[string]plan.Time{"arrive": p.Arrive, "depart": p.Depart}[d.From]
	if from == "" {
		return ""
	}
	clock := from.Clock()
	if d.Clock != "" {
		clock = d.Clock
	}
	return from.Date().Add(d.Days).At(clock).Add(d.Minutes)
}

func equipmentOf(p *plan.Plan) []string {
	var items []string
	seen := map[string]bool{}
	for _, b := range p.Rooms {
		for _, id := range b.Equipment {
			if !seen[id] {
				seen[id] = true
				items = append(items, id)
			}
		}
	}
	return items
}

func dietary(p *plan.Plan) []string {
	var needs []string
	for _, g := range p.Customer.Guests {
		if g.Dietary != "" {
			needs = append(needs, g.Name+" "+g.Dietary)
		}
	}
	return needs
}

func (f *Facts) onDuty(role string) bool {
	for _, m := range f.Team {
		if m.Role == role {
			return true
		}
	}
	return false
}

func same(words []string) []catalog.Text {
	out := make([]catalog.Text, len(words))
	for i, w := range words {
		out[i] = catalog.Same(w)
	}
	return out
}

// enumerate joins as each language does: "a, b" and “甲、乙”.
func enumerate(items []catalog.Text) catalog.Text {
	var en, zh []string
	for _, t := range items {
		en, zh = append(en, t.EN), append(zh, t.ZH)
	}
	return catalog.Text{EN: strings.Join(en, ", "), ZH: strings.Join(zh, "、")}
}
