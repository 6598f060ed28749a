package render

import (
	"cmp"
	"slices"
	"strconv"

	"usher/internal/catalog"
	"usher/internal/facts"
	"usher/internal/ledger"
	"usher/internal/plan"
)

// ProcurementWeek is what procurement-week.html sees: what all visits need bought
// in a week, the same thing once.
type ProcurementWeek struct {
	Page
	Week     WeekFacts
	Lines    []BuyLine
	Total    string       // of the lines with an amount, "1,180.50"
	Unpriced int          // lines without one
	Currency catalog.Text // of all amounts, as it stands above or beside them: CNY, 元
	LeftOut  []LeftOut
}

// BuyLine is something to buy, for one visit or several.
type BuyLine struct {
	Name     catalog.Text
	Spec     catalog.Text
	Unit     catalog.Text
	Quantity string // empty where a plan does not say how many
	Price    string // of a unit, "8.50"; empty where not known
	Amount   string // empty where quantity or price is not known
	Supplier catalog.Text
	BuyBy    Moment // the earliest of its uses
	Needed   Moment // the earliest of its uses
	For      []BuyDay
	Long     bool // may be torn: for so many that the row could be longer than a page
}

// BuyDay is what is needed of a line on one day.
type BuyDay struct {
	Date Moment
	Uses []BuyUse
}

// BuyUse is what a visit needs of a line.
type BuyUse struct {
	Secret       bool
	Organization string
	Quantity     string // empty where the plan does not say
	needed       plan.Time
}

// thing is what makes two purchases the same thing to buy.
type thing struct {
	id, kind         string
	name, spec, unit catalog.Text
	supplier         catalog.Text
	price            float64
	priced           bool
}

// heap is what is bought of a thing in all.
type heap struct {
	thing
	needed, by plan.Time
	quantity   int
	unknown    bool // of one use nobody knows how many
	uses       []BuyUse
}

func procurementWeek(r *run, s *period) sheet {
	out := &ProcurementWeek{Page: s.base, Week: weekFacts(s), Currency: catalog.Currency(r.company.Currency), LeftOut: r.leftOut(s)}
	var total ledger.Cents
	for _, h := range r.heaps(s) {
		line := BuyLine{
			Name: h.name, Spec: h.spec, Unit: h.unit, Supplier: h.supplier,
			BuyBy: moment(h.by, s.year), Needed: moment(h.needed, s.year), Long: len(h.uses) > 20,
		}
		for _, use := range h.uses {
			if d := day(use.needed.Date(), s.year); len(line.For) == 0 || line.For[len(line.For)-1].Date != d {
				line.For = append(line.For, BuyDay{Date: d})
			}
			last := &line.For[len(line.For)-1]
			last.Uses = append(last.Uses, use)
		}
		if !h.unknown {
			line.Quantity = strconv.Itoa(h.quantity)
		}
		if h.priced {
			line.Price = catalog.Amount(h.price)
		}
		if h.priced && !h.unknown {
			amount := ledger.Of(plan.Amount(h.price * float64(h.quantity)))
			line.Amount = catalog.Amount(amount.Float())
			total += amount
		} else {
			out.Unpriced++
		}
		out.Lines = append(out.Lines, line)
	}
	out.Total = catalog.Amount(total.Float())
	return out
}

// heaps are what is needed in a period, the most urgent first, and of the equally
// urgent in the policies' order.
func (r *run) heaps(s *period) []*heap {
	at := map[thing]*heap{}
	var out []*heap
	for _, v := range s.visits {
		for _, b := range facts.Procurement(v.in.Plan, v.in.Facts, r.company) {
			if !s.covers(b.Needed, "") {
				continue
			}
			t := thing{id: b.ID, kind: b.Kind, name: b.Name, spec: b.Spec, unit: b.Unit, supplier: b.Supplier}
			if b.Price != nil {
				t.price, t.priced = *b.Price, true
			}
			h := at[t]
			if h == nil {
				h = &heap{thing: t, needed: b.Needed, by: b.BuyBy}
				at[t] = h
				out = append(out, h)
			}
			use := BuyUse{Secret: v.secret(), needed: b.Needed}
			if !use.Secret {
				use.Organization = v.stay.Organization
			}
			switch {
			case b.Quantity == 0:
				h.unknown = true
			case b.Unit == catalog.UnitKind: // the same kinds do for all
				h.quantity = max(h.quantity, b.Quantity)
			default:
				h.quantity += b.Quantity
			}
			if b.Quantity > 0 {
				use.Quantity = strconv.Itoa(b.Quantity)
			}
			h.needed, h.by = min(h.needed, b.Needed), min(h.by, b.BuyBy)
			h.uses = append(h.uses, use)
		}
	}
	place := map[string]int{}
	for i, supply := range r.company.Supplies {
		place[supply.ID] = i - len(r.company.Supplies)
	}
	slices.SortStableFunc(out, func(a, b *heap) int {
		return cmp.Or(cmp.Compare(a.by.Date(), b.by.Date()), cmp.Compare(place[a.id], place[b.id]), cmp.Compare(a.name.ZH, b.name.ZH))
	})
	for _, h := range out {
		slices.SortStableFunc(h.uses, func(a, b BuyUse) int { return cmp.Compare(a.needed, b.needed) })
	}
	return out
}
