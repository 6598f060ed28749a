package review

import (
	"strings"

	"usher/internal/catalog"
	"usher/internal/company"
	"usher/internal/facts"
	"usher/internal/plan"
)

// purchases fills in what is to be bought, and what it and the budget come to.
func (c *comparison) purchases(v *Visit) {
	before, after := c.needs(c.Before), c.needs(c.After)
	if c.After.on() && c.After.Facts.Ended {
		before = after // what was bought for it is not given back because it is over
	}
	for _, key := range append(after.order, before.order...) {
		a, b := after.by[key], before.by[key]
		if a == nil && b == nil || b != nil && b.told {
			continue
		}
		p := Purchase{Act: "changed"}
		var amount float64
		priced := true
		for _, x := range []struct {
			need *need
			sign float64
		}{{b, -1}, {a, 1}} {
			if x.need != nil {
				x.need.told = true
				p.Kind, p.Name, p.Unit = x.need.Kind, x.need.Name, x.need.Unit
				p.Needed, p.BuyBy = x.need.Needed, x.need.BuyBy
				amount, priced = amount+x.sign*x.need.amount, priced && x.need.priced
			}
		}
		switch {
		case b == nil:
			p.Act = "added"
		case a == nil:
			p.Act = "dropped"
		case a.Quantity == b.Quantity && a.Needed == b.Needed && a.amount == b.amount:
			continue
		default:
			p.onlyLater = a.Quantity == b.Quantity && a.amount == b.amount
		}
		if a != nil {
			p.Quantity = a.Quantity
		}
		if b != nil {
			p.QuantityBefore = b.Quantity
		}
		if priced {
			p.Amount = &amount
		}
		v.Purchases = append(v.Purchases, p)
	}
	if !c.secret {
		v.Cost = &Cost{after.total, before.total, c.budget(c.After), c.budget(c.Before)}
	}
}

func (c *comparison) budget(s *Side) (sum float64) {
	if s.on() {
		for _, amount := range s.Plan.Budget {
			sum += float64(amount)
		}
	}
	return sum
}

// need is all that a visit needs of one thing.
type need struct {
	Purchase
	amount float64
	priced bool // the price of all of it is known
	told   bool
}

type needs struct {
	by    map[string]*need
	order []string
	total float64
}

// needs are what is to be bought for a visit that is still ahead. Of a confidential
// one they are the kinds alone.
func (c *comparison) needs(s *Side) needs {
	n := needs{by: map[string]*need{}}
	if s == nil || !s.ahead() {
		return n
	}
	list := facts.Procurement(s.Plan, s.Facts, c.Company)
	for _, t := range s.Plan.Travel {
		buyBy := plan.Time("")
		if hours, ok := c.Company.Purchasing[company.BuyTickets]; ok {
			buyBy = t.Departs.Add(-60 * hours)
		}
		name := strings.Join(strings.Fields(t.Number+" "+t.From+" – "+t.To), " ")
		list = append(list, facts.Buy{
			Kind: company.BuyTickets, Name: catalog.Same(name), Unit: catalog.ReviewTicket,
			Quantity: max(1, len(t.For)), Needed: t.Departs, BuyBy: buyBy,
		})
	}
	for _, b := range list {
		n.total += b.Amount()
		key := strings.Join([]string{b.Kind, b.ID, b.Name.EN, b.Spec.EN}, "\x00")
		if c.secret {
			key = b.Kind
		}
		x := n.by[key]
		if x == nil {
			x = &need{priced: true}
			x.Kind, x.Name, x.Unit = b.Kind, c.text(b.Name.In(c.Lang)), c.text(b.Unit.In(c.Lang))
			x.Needed, x.BuyBy = b.Needed, b.BuyBy
			n.by[key], n.order = x, append(n.order, key)
		}
		x.Quantity += b.Quantity
		x.amount += b.Amount()
		x.priced = x.priced && b.Price != nil
		if b.Needed != "" && (x.Needed == "" || b.Needed < x.Needed) {
			x.Needed, x.BuyBy = b.Needed, b.BuyBy
		}
		if c.secret {
			x.Name, x.Unit, x.Quantity, x.amount, x.priced = kinds[b.Kind].In(c.Lang), "", 0, 0, false
		}
	}
	return n
}

// kinds name the kinds of purchase.
var kinds = map[string]catalog.Text{
	company.BuyRefreshments: catalog.ReviewRefreshments,
	company.BuyTobacco:      catalog.BuyTobacco,
	company.BuyGifts:        catalog.BuyGifts,
	company.BuyTickets:      catalog.BuyTickets,
}
