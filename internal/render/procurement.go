package render

import (
	"usher/internal/catalog"
	"usher/internal/company"
	"usher/internal/facts"
)

// Procurement is what procurement.html sees (R2.7, R4.3 to R4.6).
type Procurement struct {
	Page
	Season     catalog.Text // zero where it is not known
	Fruit      int          // kinds
	DriedFruit int
	Meetings   int // bookings of rooms
	Groups     []PurchaseGroup
	Total      string       // of what has a price
	Currency   catalog.Text // of all amounts, as it stands above or beside them: CNY, 元
	Unpriced   int          // lines without a price
	Budget     []Spending   // what the plan budgets for it
}

// PurchaseGroup is what has to be bought by one moment.
type PurchaseGroup struct {
	BuyBy Moment
	Lines []PurchaseLine
}

// PurchaseLine is a line of the list.
type PurchaseLine struct {
	Number   int // from 1 through all groups
	Name     catalog.Text
	Spec     catalog.Text
	Unit     catalog.Text
	Quantity int    // 0 where it is not known
	Price    string // "8.50"; empty where it is not known
	Amount   string // Quantity times Price
	Supplier catalog.Text
	Needed   Moment
	For      catalog.Text
}

func procurements(r *run, v *visit) []page {
	bought := facts.Procurement(v.in.Plan, v.in.Facts, r.company)
	if len(bought) == 0 {
		return nil
	}
	f := v.in.Facts
	out := &Procurement{
		Page: v.base, Season: f.SeasonName, Fruit: f.Refreshments.Fruit, DriedFruit: f.Refreshments.DriedFruit,
		Meetings: len(v.in.Plan.Rooms),
	}
	total := 0.0
	for i, b := range bought {
		by := moment(b.BuyBy, v.year)
		if n := len(out.Groups); n == 0 || out.Groups[n-1].BuyBy != by {
			out.Groups = append(out.Groups, PurchaseGroup{BuyBy: by})
		}
		g := &out.Groups[len(out.Groups)-1]
		line := PurchaseLine{
			Number: i + 1, Name: b.Name, Spec: b.Spec, Unit: b.Unit, Quantity: b.Quantity,
			Supplier: b.Supplier, Needed: moment(b.Needed, v.year), For: b.For,
		}
		if b.Price == nil {
			out.Unpriced++
		} else {
			line.Price, line.Amount = catalog.Amount(*b.Price), catalog.Amount(b.Amount())
			total += b.Amount()
		}
		g.Lines = append(g.Lines, line)
	}
	out.Total, out.Currency = catalog.Amount(total), catalog.Currency(r.company.Currency)
	for _, s := range f.Spending {
		if amount, ok := v.in.Plan.Budget[s.Kind]; ok && (s.Kind == company.BuyRefreshments || s.Kind == company.BuyGifts) {
			out.Budget = append(out.Budget, Spending{Name: s.Name, Planned: catalog.Money(r.company.Currency, float64(amount))})
		}
	}
	return []page{{name: "procurement", day: v.in.Plan.Arrive.Date(), data: out}}
}

// TicketList is what tickets.html sees (R2.8): what the buyer has to get.
type TicketList struct {
	Page
	Journeys []Journey
}

// Journey is one train or flight and who takes it.
type Journey struct {
	Kind     catalog.Text
	Number   string
	From, To string
	Departs  Moment
	BuyBy    Moment
	Lines    []Traveller
}

// Traveller is one ticket; of guests whom the plan does not name, one line for all.
type Traveller struct {
	Number int // from 1 through all journeys
	Name   string
	All    int // that many guests, where Name is empty
}

func tickets(r *run, v *visit) []page {
	out := &TicketList{Page: v.base}
	n := 0
	for _, t := range v.in.Plan.Travel {
		j := Journey{
			Kind: r.journey(t.Kind), Number: t.Number, From: t.From, To: t.To,
			Departs: moment(t.Departs, v.year), BuyBy: moment(facts.BuyBy(company.BuyTickets, t.Departs, r.company), v.year),
		}
		for _, name := range t.For {
			n++
			j.Lines = append(j.Lines, Traveller{Number: n, Name: name})
		}
		if len(t.For) == 0 {
			n++
			j.Lines = append(j.Lines, Traveller{Number: n, All: v.in.Plan.Customer.Headcount})
		}
		out.Journeys = append(out.Journeys, j)
	}
	if n == 0 {
		return nil
	}
	return []page{{name: "tickets", day: v.in.Plan.Arrive.Date(), data: out}}
}

// journey is what a plan's kind of ticket is called.
func (r *run) journey(kind string) catalog.Text {
	switch kind {
	case "train":
		return r.word("train")
	case "flight":
		return r.word("flight")
	case "coach":
		return r.word("coach")
	case "ship":
		return r.word("ship")
	}
	return catalog.Text{}
}
