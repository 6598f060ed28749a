package facts

import (
	"maps"
	"math"
	"slices"

	"usher/internal/catalog"
	"usher/internal/company"
	"usher/internal/plan"
)

// Spending is one kind of cost of a visit: what is planned, what the category's
// standard allows, and what it came to (R0.2).
type Spending struct {
	Kind     string       `json:"kind"`
	Name     catalog.Text `json:"name"`
	Planned  catalog.Text `json:"planned"`  // money, as is all here
	Standard catalog.Text `json:"standard"` // with its reason; zero where there is none
	Cost     catalog.Text `json:"cost"`
	// Over says that more is planned than the standard allows.
	Over bool `json:"over"`
	// Overrun says that the visit is completed and came to more than was planned,
	// or, where the plan plans nothing, than the standard; Unplanned, the latter.
	Overrun   bool `json:"overrun"`
	Unplanned bool `json:"unplanned"`
}

// spending goes through the kinds of cost that a plan mentions, sorted. What it
// states wrongly is left out.
func spending(p *plan.Plan, c *company.Company) []Spending {
	var costs map[string]plan.Amount
	if p.Outcome != nil {
		costs = p.Outcome.Costs
	}
	if len(p.Budget) == 0 && len(costs) == 0 {
		return nil
	}
	kinds := slices.AppendSeq(slices.Collect(maps.Keys(p.Budget)), maps.Keys(costs))
	slices.Sort(kinds)
	var out []Spending
	for _, kind := range slices.Compact(kinds) {
		s := Spending{Kind: kind, Name: catalog.CostKind(kind)}
		limit, why, limited := standard(p, kind, c)
		if s.Standard = why; !limited {
			limit = math.Inf(1)
		}
		planned, isPlanned := p.Budget[kind]
		if isPlanned {
			s.Planned = catalog.Money(c.Currency, float64(planned))
			s.Over = more(float64(planned), limit)
			limit = float64(planned)
		}
		if cost, ok := costs[kind]; ok && p.Status == plan.Completed && !p.IsWrong("budget", kind) {
			s.Cost = catalog.Money(c.Currency, float64(cost))
			s.Overrun = more(float64(cost), limit)
			s.Unplanned = s.Overrun && !isPlanned
		}
		out = append(out, s)
	}
	return out
}

// standard is the most that the category's guests may cost in a kind, and how
// that comes about; ok is false where nothing limits it, or it cannot be told.
func standard(p *plan.Plan, kind string, c *company.Company) (limit float64, why catalog.Text, ok bool) {
	s, known := c.Budgets[p.Category][kind]
	if !known {
		return 0, catalog.Text{}, false
	}
	if s.PerVisit != nil {
		limit, ok = *s.PerVisit, true
		why = catalog.StandardPerVisit.With(catalog.Money(c.Currency, limit))
	}
	// Fewer than are named is another mistake.
	guests := max(p.Customer.Headcount, len(p.Customer.Guests))
	if s.PerGuest != nil && p.Customer.Headcount > 0 {
		if all := *s.PerGuest * float64(guests); !ok || all < limit {
			limit, ok = all, true
			why = catalog.StandardPerGuest.With(catalog.Money(c.Currency, all), catalog.Money(c.Currency, *s.PerGuest))
		}
	}
	return limit, why, ok
}

// more compares amounts to the cent.
func more(a, b float64) bool { return math.Round(a*100) > math.Round(b*100) }
