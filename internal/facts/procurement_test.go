package facts_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"usher/internal/calendar"
	"usher/internal/catalog"
	"usher/internal/company"
	"usher/internal/facts"
	"usher/internal/plan"
)

// shop is small with things to buy.
func shop(t testing.TB) *company.Company {
	price := func(p float64) *float64 { return &p }
	name := catalog.Same
	c := small(t)
	c.Purchasing = map[string]int{company.BuyRefreshments: 4, company.BuyTobacco: 24, company.BuyGifts: 48}
	c.Supplies = []company.Supply{
		{ID: "melon", Kind: "fruit", Name: name("melon"), Unit: name("piece"), Seasons: []string{"summer"}, Each: 10, Buy: "by-day"},
		{ID: "apple", Kind: "fruit", Name: name("apple"), Spec: name("big"), Unit: name("kg"), Each: 10, Buy: "by-day", Price: price(8.5), Supplier: name("market")},
		{ID: "pear", Kind: "fruit", Name: name("pear"), Unit: name("kg")},
		{ID: "nuts", Kind: "dried-fruit", Name: name("nuts"), Unit: name("bag"), Each: 20},
		{ID: "dates", Kind: "dried-fruit", Name: name("dates"), Unit: name("bag"), Each: 20, Categories: []string{"A"}},
		{ID: "tea", Kind: "drink", Name: name("tea"), Unit: name("tin"), Categories: []string{"A", "C"}, Of: "visit", Buy: "once"},
		{ID: "water", Kind: "drink", Name: name("water"), Unit: name("bottle"), Of: "people", Quantity: 2},
		{ID: "cigarettes", Kind: "tobacco", Name: name("cigarettes"), Unit: name("packet"), Of: "special-guests", Buy: "once"},
		{ID: "paper", Kind: "other", Name: name("paper"), Unit: name("pack"), When: "programme", Of: "rooms", Buy: "once"},
		{ID: "album", Kind: "gift", Name: catalog.Text{EN: "Album", ZH: "纪念册"}, Unit: name("copy"), Price: price(100)},
	}
	return c
}

func procurement(t testing.TB, c *company.Company, change ...func(*plan.Plan)) []facts.Buy {
	t.Helper()
	p := visit("v", change...)
	f := facts.Compute([]*plan.Plan{p}, facts.World{Company: c, Now: at(t, "2026-12-01 00:00")})
	return facts.Procurement(p, f[0], c)
}

// bought is a list in short: quantity, unit, name, when it is needed.
func bought(list []facts.Buy) string {
	var out []string
	for _, b := range list {
		out = append(out, fmt.Sprintf("%d %s %s %s", b.Quantity, b.Unit.EN, b.Name.EN, strings.TrimPrefix(string(b.Needed), "2026-12-")))
	}
	return strings.Join(out, ", ")
}

func TestProcurement(t *testing.T) {
	room := func(from, until plan.Time, people int) plan.Booking {
		return plan.Booking{Room: "hall", From: "2026-12-" + from, Until: "2026-12-" + until, Attendees: people}
	}
	one := func(p *plan.Plan) { p.Rooms = []plan.Booking{room("03 10:00", "03 12:00", 8)} }
	number := func(n int) *int { return &n }
	for name, c := range map[string]struct {
		change func(*plan.Plan)
		want   string
	}{
		"no room, nothing to set out": {func(*plan.Plan) {}, ""},
		"winter: one fresh, three dried; the list has one that class C gets": {one,
			"1 kg apple 03 09:30, 1 bag nuts 03 09:30, 2 kind Other dried fruit or nuts 03 09:30, 1 tin tea 03 09:30, 16 bottle water 03 09:30"},
		"class A gets dates": {func(p *plan.Plan) { one(p); p.Category = "A" },
			"1 kg apple 03 09:30, 1 bag nuts 03 09:30, 1 bag dates 03 09:30, 1 kind Other dried fruit or nuts 03 09:30, 1 tin tea 03 09:30, 16 bottle water 03 09:30"},
		"as many kinds as the plan says": {func(p *plan.Plan) {
			one(p)
			p.Refreshments = plan.Refreshments{Fruit: number(2), DriedFruit: number(0)}
		}, "1 kg apple 03 09:30, 3 kg pear 03 09:30, 1 tin tea 03 09:30, 16 bottle water 03 09:30"},
		"begun tens count": {func(p *plan.Plan) {
			one(p)
			p.Customer.Headcount = 21
			p.Refreshments.DriedFruit = number(0)
		}, "3 kg apple 03 09:30, 1 tin tea 03 09:30, 42 bottle water 03 09:30"},
		"two days: fruit by day, nuts in one go for both, tea once": {func(p *plan.Plan) {
			p.Depart = "2026-12-04 17:00"
			p.Customer.Headcount = 15
			p.Refreshments.DriedFruit = number(1)
			p.Rooms = []plan.Booking{room("03 14:00", "03 15:00", 20), room("04 09:00", "04 10:00", 10), room("03 10:00", "03 12:00", 18)}
		}, "2 kg apple 03 09:30, 2 bag nuts 03 09:30, 1 tin tea 03 09:30, 70 bottle water 03 09:30, 2 kg apple 04 09:00"},
		"a booking over night, and one that ends at midnight": {func(p *plan.Plan) {
			p.Refreshments.DriedFruit = number(0)
			p.Rooms = []plan.Booking{room("03 14:00", "05 00:00", 5)}
		}, "1 kg apple 03 09:30, 1 tin tea 03 09:30, 20 bottle water 03 09:30, 1 kg apple 04 14:00"},
		"tobacco, a packet for each special guest": {func(p *plan.Plan) {
			p.Refreshments.Tobacco = true
			p.Customer.Guests = []plan.Guest{{Name: "a", Special: true}, {Name: "b"}, {Name: "c", Special: true}}
		}, "2 packet cigarettes 03 09:30"},
		"what else a company lists": {func(p *plan.Plan) {
			p.Programme = []plan.Step{{What: "talk"}}
		}, "1 pack paper 03 09:30"},
		"gifts, known and unknown": {func(p *plan.Plan) {
			p.Gifts = []plan.Gift{{Item: "album", Quantity: 6}, {Item: "vase", Quantity: 1}, {Item: "fan"}}
		}, "6 copy Album 03 09:30, 1 piece vase 03 09:30, 0 piece fan 03 09:30"},
		"called off": {func(p *plan.Plan) { one(p); p.Status = plan.Cancelled }, ""},
		"over: the list stays what it was": {func(p *plan.Plan) {
			p.Status = plan.Completed
			p.Gifts = []plan.Gift{{Item: "纪念册", Quantity: 2}}
		}, "2 copy Album 03 09:30"},
		"no arrival": {func(p *plan.Plan) {
			p.Arrive = ""
			p.Gifts = []plan.Gift{{Item: "album", Quantity: 1}}
		}, "1 copy Album "},
		"until before from": {func(p *plan.Plan) { p.Rooms = []plan.Booking{room("03 12:00", "03 10:00", 5)} }, ""},
		"a century is no stay": {func(p *plan.Plan) {
			p.Refreshments = plan.Refreshments{Fruit: number(0), DriedFruit: number(0)}
			p.Rooms = []plan.Booking{{Room: "hall", From: "2026-12-03 10:00", Until: "2099-12-03 10:00", Attendees: 5}}
		}, "1 tin tea 03 09:30, 600 bottle water 03 09:30"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := bought(procurement(t, shop(t), c.change)); got != c.want {
				t.Errorf("\ngot  %s\nwant %s", got, c.want)
			}
		})
	}
}

func TestProcurementTellsPriceAndPurpose(t *testing.T) {
	list := procurement(t, shop(t), func(p *plan.Plan) {
		p.Customer.Organization = "Secret Co."
		p.Rooms = []plan.Booking{{Room: "hall"}}
		p.Customer.Headcount = 25
		p.Gifts = []plan.Gift{{Item: "纪念册", Quantity: 3}, {Item: "vase", Quantity: 1}}
	})
	total := 0.0
	for _, b := range list {
		total += b.Amount()
		if b.Plan != "v" || strings.Contains(b.For.EN+b.For.ZH, "Secret") || b.For.IsZero() {
			t.Errorf("%+v", b)
		}
	}
	if want := 3*8.5 + 3*100; total != want {
		t.Errorf("in all %v, want %v", total, want)
	}
	if b := list[0]; b.Spec.EN != "big" || b.Supplier.EN != "market" {
		t.Errorf("%+v", b)
	}
	if b := list[len(list)-1]; b.Price != nil || b.ID != "" || b.Kind != company.BuyGifts {
		t.Errorf("%+v", b)
	}
}

// What is needed on Monday morning is bought on Friday.
func TestBuyBy(t *testing.T) {
	office := shop(t)
	office.Calendar = &calendar.Calendar{Weekend: []time.Weekday{time.Saturday, time.Sunday}, Opens: "08:00", Closes: "18:00"}
	for _, c := range []struct {
		company      *company.Company
		arrive, want plan.Time
	}{
		{shop(t), "2026-12-03 09:30", "2026-12-01 09:30"},
		{office, "2026-12-03 09:30", "2026-12-01 09:30"},
		{office, "2026-12-03 07:00", "2026-11-30 18:00"}, // before the office opens
		{office, "2026-12-03 20:00", "2026-12-01 18:00"},
		{office, "2026-12-07 09:30", "2026-12-04 18:00"},
		{office, "", ""},
	} {
		list := procurement(t, c.company, func(p *plan.Plan) {
			p.Arrive, p.Depart = c.arrive, ""
			p.Gifts = []plan.Gift{{Item: "vase", Quantity: 1}}
		})
		if len(list) != 1 || list[0].BuyBy != c.want {
			t.Errorf("%s: %+v, want %s", c.arrive, list, c.want)
		}
	}
}

// A plan that asks for tobacco gets some, whatever the policies list.
func TestTobaccoThatNoPolicyLists(t *testing.T) {
	if got := bought(procurement(t, small(t), func(p *plan.Plan) { p.Refreshments.Tobacco = true })); got != "0  Cigarettes 03 09:30" {
		t.Error(got)
	}
}
