package ledger

import (
	"cmp"
	"maps"
	"math"
	"slices"
	"unicode"
	"unicode/utf8"

	"usher/internal/catalog"
	"usher/internal/company"
	"usher/internal/facts"
	"usher/internal/plan"
)

// Entry is a plan with its facts, judged, so that its waivers are known.
type Entry struct {
	Plan  *plan.Plan
	Facts *facts.Facts
}

// Compute draws up the account of a period. unread is how many plans could not
// be read at all. The order of the entries does not matter.
func Compute(entries []Entry, period Period, c *company.Company, unread int) *Ledger {
	l := &Ledger{Period: period, Company: c.Name, Currency: c.Currency, Undated: unread}
	entries = slices.Clone(entries)
	slices.SortStableFunc(entries, func(a, b Entry) int {
		return cmp.Or(cmp.Compare(a.Plan.Arrive, b.Plan.Arrive), cmp.Compare(a.Plan.ID, b.Plan.ID), cmp.Compare(a.Plan.File, b.Plan.File))
	})
	categories, units := groups{}, groups{}
	for _, cat := range c.Categories {
		categories.at(cat.ID)
	}
	for _, e := range entries {
		if e.Plan.Arrive == "" {
			l.Undated++
			continue
		}
		if !period.Holds(e.Plan.Arrive.Date()) {
			continue
		}
		v := visit(e, c)
		l.Visits = append(l.Visits, v)
		if v.Status == plan.Cancelled {
			l.Cancelled.add(v)
			continue
		}
		l.Total.add(v)
		categories.at(v.Category).add(v)
		units.at(v.Unit).add(v)
		l.exceptions(e, v, c)
	}
	l.Categories = categories.list(func(id string) (catalog.Text, int) {
		i := slices.IndexFunc(c.Categories, func(x company.Category) bool { return x.ID == id })
		if i < 0 {
			return catalog.Text{}, i
		}
		return c.Categories[i].Name, i
	})
	l.Units = units.list(func(id string) (catalog.Text, int) {
		i := slices.IndexFunc(c.Units, func(x company.Unit) bool { return x.ID == id })
		if i < 0 {
			return catalog.Text{}, i
		}
		return c.Units[i].Name, i
	})
	l.useOfRooms(entries, c)
	return l
}

// exceptions lists the late notice and the waivers of a visit.
func (l *Ledger) exceptions(e Entry, v Visit, c *company.Company) {
	waived := false
	for i, w := range e.Facts.Waivers {
		if !w.Used || i >= len(e.Plan.Waive) {
			continue
		}
		said := e.Plan.Waive[i]
		waived = waived || said.Rule == leadTime
		approver := catalog.Same(said.ApprovedBy)
		if p, ok := c.Person(said.ApprovedBy); ok && p.Latin != "" {
			approver.EN = p.Latin
		}
		l.Waivers = append(l.Waivers, Waiver{Visit: v.ID, Arrive: v.Arrive, Rule: said.Rule, ApprovedBy: said.ApprovedBy, Approver: approver, Until: said.Until})
	}
	if n := e.Facts.Notice; v.Late {
		l.Late = append(l.Late, Late{
			Visit: v.ID, Arrive: v.Arrive, Category: v.Category, Unit: v.Unit,
			Deadline: n.Deadline, Announced: n.Announced, Committed: n.Source == facts.SourceCommit, Waived: waived,
		})
	}
}

// leadTime is the rule of notice (R2.4).
const leadTime = "lead-time"

func visit(e Entry, c *company.Company) Visit {
	p, f := e.Plan, e.Facts
	v := Visit{
		ID: p.ID, Organization: p.Customer.Organization, Arrive: p.Arrive,
		Category: p.Category, Unit: p.Applicant.Department, Status: cmp.Or(p.Status, plan.Planned),
		Guests: max(p.Customer.Headcount, len(p.Customer.Guests)),
		// Outside a repository nothing tells when a visit was announced.
		Late: f.Notice.Due && f.Notice.Late && f.Notice.Source != facts.SourceNoRepository,
	}
	if p.Depart > p.Arrive {
		v.Minutes = int(math.Round(p.Depart.In(c.Zone).Sub(p.Arrive.In(c.Zone)).Minutes()))
	}
	v.Confidential = p.Confidentiality == plan.Confidential || p.IsWrong("confidentiality")
	switch {
	case v.Confidential:
		v.ID, v.Organization = "", ""
	case slices.ContainsFunc(f.Personal, func(n facts.Personal) bool { return plan.Path(n.At...) == "customer/organization" }):
		v.Organization = ""
	}
	for i, w := range f.Waivers {
		if w.Used && i < len(p.Waive) {
			v.Waivers++
		}
	}
	var costs map[string]plan.Amount
	if p.Outcome != nil {
		costs = p.Outcome.Costs
	}
	v.Settled = len(costs) > 0
	kinds := slices.AppendSeq(slices.Collect(maps.Keys(p.Budget)), maps.Keys(costs))
	slices.SortFunc(kinds, byKind)
	for _, id := range slices.Compact(kinds) {
		k := Kind{ID: id, Name: headed(catalog.CostKind(id)), Cost: Cost{Planned: Of(p.Budget[id]), Actual: Of(costs[id])}}
		if v.Settled {
			k.Difference = k.Actual - k.Planned
		}
		v.Kinds = append(v.Kinds, k)
		v.Cost.Add(k.Cost)
	}
	return v
}

// headed is a name that stood inside a sentence, for the head of a row.
func headed(t catalog.Text) catalog.Text {
	if t.EN == "" || t.EN == t.ZH {
		return t
	}
	r, n := utf8.DecodeRuneInString(t.EN)
	t.EN = string(unicode.ToUpper(r)) + t.EN[n:]
	return t
}

// kindOrder is that of plan-format.md, in which people write budgets.
var kindOrder = []string{"meals", "lodging", "gifts", "refreshments", "travel", "vehicles"}

// byKind puts the kinds that everybody has first, then a company's own by id.
func byKind(a, b string) int {
	place := func(id string) int {
		if i := slices.Index(kindOrder, id); i >= 0 {
			return i
		}
		return len(kindOrder)
	}
	return cmp.Or(place(a)-place(b), cmp.Compare(a, b))
}

func (s *Sums) add(v Visit) {
	s.Visits++
	s.Guests += v.Guests
	s.Minutes += v.Minutes
	s.Waivers += v.Waivers
	if v.Settled {
		s.Settled++
	}
	if v.Late {
		s.Late++
	}
	s.Cost.Add(v.Cost)
	for _, k := range v.Kinds {
		i, ok := slices.BinarySearchFunc(s.Kinds, k.ID, func(have Kind, id string) int { return byKind(have.ID, id) })
		if !ok {
			s.Kinds = slices.Insert(s.Kinds, i, Kind{ID: k.ID, Name: k.Name})
		}
		s.Kinds[i].Cost.Add(k.Cost)
	}
}

// groups are the sums by id.
type groups map[string]*Sums

func (g groups) at(id string) *Sums {
	s, ok := g[id]
	if !ok {
		s = &Sums{}
		g[id] = s
	}
	return s
}

// list names the groups and puts the company's first, in its order; know says
// what an id is called and where it stands, -1 where the company has none such.
func (g groups) list(know func(id string) (catalog.Text, int)) []Group {
	place := func(id string) int {
		if _, i := know(id); i >= 0 {
			return i
		}
		return math.MaxInt
	}
	ids := slices.SortedFunc(maps.Keys(g), func(a, b string) int {
		return cmp.Or(cmp.Compare(place(a), place(b)), cmp.Compare(a, b))
	})
	var out []Group
	for _, id := range ids {
		name, _ := know(id)
		switch {
		case id == "":
			name = catalog.LedgerNotStated
		case name.IsZero():
			name = catalog.Same(id)
		}
		out = append(out, Group{ID: id, Name: name, Sums: *g[id]})
	}
	return out
}
