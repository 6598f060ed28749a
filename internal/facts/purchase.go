package facts

import (
	"usher/internal/catalog"
	"usher/internal/company"
	"usher/internal/plan"
)

// Purchase is something that has to be bought for a visit (R2.7, R2.8), and
// whether the announcement leaves the time that buying it takes.
type Purchase struct {
	Kind  string       `json:"kind"` // such as company.BuyGifts
	Name  catalog.Text `json:"name"`
	At    []any        `json:"at"`    // where the plan says so
	By    plan.Time    `json:"by"`    // when it is needed
	Hours int          `json:"hours"` // that buying it takes
	Late  bool         `json:"late"`  // announced fewer hours before By
}

// purchases are what has to be bought, in the plan's order. There are none where
// it is too late to buy anything, or not known when the visit was announced.
// Fruit is bought for meetings; a visit without a room has none.
func purchases(p *plan.Plan, f *Facts, w World) []Purchase {
	announced := f.Notice.AnnouncedAt
	if f.Status != plan.Planned || f.Past || p.Arrive == "" || announced.IsZero() {
		return nil
	}
	var out []Purchase
	need := func(kind string, name catalog.Text, by plan.Time, at ...any) {
		hours, ok := w.Company.Purchasing[kind]
		if !ok || by == "" {
			return
		}
		latest := by.Add(-60 * hours).In(w.Company.Zone)
		out = append(out, Purchase{Kind: kind, Name: name, At: at, By: by, Hours: hours, Late: announced.After(latest)})
	}
	if r := f.Refreshments; len(p.Rooms) > 0 && r.Fruit+r.DriedFruit > 0 {
		at := "arrive"
		if p.Refreshments.Fruit != nil || p.Refreshments.DriedFruit != nil {
			at = "refreshments"
		}
		need(company.BuyRefreshments, catalog.BuyRefreshments, p.Arrive, at)
	}
	if f.Refreshments.Tobacco {
		need(company.BuyTobacco, catalog.BuyTobacco, p.Arrive, "refreshments", "tobacco")
	}
	for i, t := range p.Travel {
		need(company.BuyTickets, catalog.BuyTickets, t.Departs, "travel", i, "departs")
	}
	if len(p.Gifts) > 0 {
		need(company.BuyGifts, catalog.BuyGifts, p.Arrive, "gifts")
	}
	return out
}
