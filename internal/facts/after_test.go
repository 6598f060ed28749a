package facts_test

import (
	"fmt"
	"testing"

	"usher/internal/catalog"
	"usher/internal/company"
	"usher/internal/facts"
	"usher/internal/plan"
)

func TestAfter(t *testing.T) {
	for name, c := range map[string]struct {
		now    string
		change func(*plan.Plan)
		want   string // over, days, missing
	}{
		"during":                  {"2026-12-03 16:59", nil, "false 0 false"},
		"as they leave":           {"2026-12-03 17:00", nil, "true 0 false"},
		"past midnight":           {"2026-12-04 00:01", nil, "true 1 false"},
		"a month later":           {"2027-01-03 09:00", nil, "true 31 false"},
		"left before they came":   {"2026-12-09 09:00", func(p *plan.Plan) { p.Depart = "2026-12-01 09:00" }, "false 0 false"},
		"completed":               {"2026-12-04 09:00", func(p *plan.Plan) { p.Status = plan.Completed }, "true 1 true"},
		"an outcome of nothing":   {"2026-12-04 09:00", func(p *plan.Plan) { p.Status, p.Outcome = plan.Completed, &plan.Outcome{} }, "true 1 true"},
		"an outcome":              {"2026-12-04 09:00", func(p *plan.Plan) { p.Status, p.Outcome = plan.Completed, &plan.Outcome{Summary: "x"} }, "true 1 false"},
		"a wrong outcome":         {"2026-12-04 09:00", func(p *plan.Plan) { p.Status, p.Wrong = plan.Completed, map[string]bool{"outcome": true} }, "true 1 false"},
		"a wrong part of it":      {"2026-12-04 09:00", func(p *plan.Plan) { p.Status, p.Wrong = plan.Completed, map[string]bool{"outcome/archived": true} }, "true 1 false"},
		"called off, and unknown": {"2026-12-04 09:00", func(p *plan.Plan) { p.Status, p.Depart = plan.Cancelled, "" }, "false 0 false"},
	} {
		p := visit("v")
		if c.change != nil {
			c.change(p)
		}
		a := facts.Compute([]*plan.Plan{p}, facts.World{Company: small(t), Now: at(t, c.now)})[0].After
		if got := fmt.Sprint(a.Over, a.Days, a.Missing); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}

func TestUnreturned(t *testing.T) {
	company := stocked(t)
	for name, c := range map[string]struct {
		rooms []plan.Booking
		back  []string
		wrong string
		want  string // what is out, pieces, and where
	}{
		"no room":                  {want: ""},
		"a key":                    {rooms: []plan.Booking{{Room: "nook"}}, want: "key 1 rooms/0/room"},
		"one key for two rooms":    {rooms: []plan.Booking{{Room: "nook"}, {Room: "hall"}}, back: []string{"key"}},
		"a room that nobody knows": {rooms: []plan.Booking{{Room: "attic"}}},
		"two of two": {
			rooms: []plan.Booking{{Room: "nook", Equipment: []string{"projector", "video", "projector"}}}, back: []string{"key", "video"},
			want: "projector 2 rooms/0/equipment/0"},
		"one of two": {
			rooms: []plan.Booking{{Room: "nook", Equipment: []string{"projector", "projector"}}}, back: []string{"projector", "key"},
			want: "projector 1 rooms/0/equipment/1"},
		"used by two meetings": {
			rooms: []plan.Booking{{Room: "nook", Equipment: []string{"projector"}}, {Room: "hall", Equipment: []string{"projector"}}}, back: []string{"projector", "key"}},
		"by its name":         {rooms: []plan.Booking{{Room: "nook", Equipment: []string{"projector"}}}, back: []string{"key", "投影仪"}, want: "projector 1 outcome/returned/1/item 投影仪"},
		"misspelt":            {rooms: []plan.Booking{{Room: "nook", Equipment: []string{"projector"}}}, back: []string{"projectr", "key"}, want: "projector 1 outcome/returned/0/item projectr"},
		"the key by its name": {rooms: []plan.Booking{{Room: "nook"}}, back: []string{"钥匙"}, want: "key 1 outcome/returned/0/item 钥匙"},
		"one cannot be read":  {rooms: []plan.Booking{{Room: "nook"}}, back: []string{""}, wrong: "outcome/returned/0/item"},
		"none can be read":    {rooms: []plan.Booking{{Room: "nook"}}, wrong: "outcome/returned"},
	} {
		t.Run(name, func(t *testing.T) {
			p := visit("v", func(p *plan.Plan) {
				p.Status, p.Rooms, p.Outcome = plan.Completed, c.rooms, &plan.Outcome{Summary: "x"}
				for _, item := range c.back {
					p.Outcome.Returned = append(p.Outcome.Returned, plan.Return{Item: item})
				}
				if c.wrong != "" {
					p.Wrong = map[string]bool{c.wrong: true}
				}
			})
			var out []string
			for _, u := range facts.Compute([]*plan.Plan{p}, facts.World{Company: company, Now: at(t, "2026-12-04 09:00")})[0].After.Unreturned {
				s := fmt.Sprint(u.ID, " ", u.Pieces, " ", plan.Path(u.At...))
				if u.Written != "" {
					s += " " + u.Written
				}
				out = append(out, s)
			}
			if got := join(out); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

func TestSpending(t *testing.T) {
	amount := func(f float64) *float64 { return &f }
	company := small(t)
	company.Currency = "CNY"
	company.Budgets = budgets(amount)
	for name, c := range map[string]struct {
		budget map[string]plan.Amount
		costs  map[string]plan.Amount
		change func(*plan.Plan)
		want   string
	}{
		"nothing":                     {want: ""},
		"to the cent":                 {budget: map[string]plan.Amount{"meals": 0.3}, want: "meals CNY 0.30 (CNY 0.10 per guest)"},
		"a cent more":                 {budget: map[string]plan.Amount{"meals": 0.31}, want: "meals CNY 0.30 (CNY 0.10 per guest) over"},
		"per visit":                   {budget: map[string]plan.Amount{"gifts": 1000.5}, want: "gifts CNY 1,000 (per visit) over"},
		"the lower of two":            {budget: map[string]plan.Amount{"travel": 21}, want: "travel CNY 15 (CNY 5 per guest) over"},
		"no limit":                    {budget: map[string]plan.Amount{"lodging": 1e9}, want: "lodging "},
		"fewer than are named":        {budget: map[string]plan.Amount{"meals": 0.2}, change: func(p *plan.Plan) { p.Customer = plan.Customer{Headcount: 1, Guests: make([]plan.Guest, 2)} }, want: "meals CNY 0.20 (CNY 0.10 per guest)"},
		"how many cannot be read":     {budget: map[string]plan.Amount{"meals": 99, "travel": 99}, change: func(p *plan.Plan) { p.Customer.Headcount = 0 }, want: "meals , travel CNY 20 (per visit) over"},
		"cost as planned":             {budget: map[string]plan.Amount{"lodging": 9}, costs: map[string]plan.Amount{"lodging": 9}, want: "lodging "},
		"cost over":                   {budget: map[string]plan.Amount{"lodging": 9}, costs: map[string]plan.Amount{"lodging": 9.01}, want: "lodging  overrun"},
		"cost not planned":            {costs: map[string]plan.Amount{"meals": 9, "lodging": 9}, want: "lodging , meals CNY 0.30 (CNY 0.10 per guest) overrun unplanned"},
		"the budget cannot be read":   {costs: map[string]plan.Amount{"meals": 9}, change: func(p *plan.Plan) { p.Wrong = map[string]bool{"budget/meals": true} }, want: "meals CNY 0.30 (CNY 0.10 per guest)"},
		"cost before it is completed": {costs: map[string]plan.Amount{"meals": 9}, change: func(p *plan.Plan) { p.Status = plan.Planned }, want: "meals CNY 0.30 (CNY 0.10 per guest)"},
	} {
		t.Run(name, func(t *testing.T) {
			p := visit("v", func(p *plan.Plan) {
				p.Status, p.Budget, p.Outcome = plan.Completed, c.budget, &plan.Outcome{Costs: c.costs}
				if c.change != nil {
					c.change(p)
				}
			})
			var out []string
			for _, s := range facts.Compute([]*plan.Plan{p}, facts.World{Company: company, Now: at(t, "2026-12-04 09:00")})[0].Spending {
				line := s.Kind + " " + s.Standard.EN
				for word, is := range map[string]bool{" over": s.Over, " overrun": s.Overrun} {
					if is {
						line += word
					}
				}
				if s.Unplanned {
					line += " unplanned"
				}
				out = append(out, line)
			}
			if got := join(out); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

func budgets(amount func(float64) *float64) map[string]map[string]company.Standard {
	return map[string]map[string]company.Standard{"C": {
		"meals":  {PerGuest: amount(0.1)},
		"gifts":  {PerVisit: amount(1000)},
		"travel": {PerGuest: amount(5), PerVisit: amount(20)},
	}}
}

func TestPurchases(t *testing.T) {
	firm := small(t)
	firm.Purchasing = map[string]int{company.BuyGifts: 24, company.BuyTickets: 12, company.BuyRefreshments: 4}
	p := visit("v", func(p *plan.Plan) {
		n := 1
		p.Rooms = []plan.Booking{{Room: "nook"}}
		p.Refreshments = plan.Refreshments{Fruit: &n, Tobacco: true}
		p.Gifts = []plan.Gift{{Item: "x", Quantity: 1}}
		p.Travel = []plan.Ticket{{Departs: "2026-12-03 06:20"}, {Departs: ""}, {Departs: "2026-12-05 06:20"}}
	})
	for announced, want := range map[string]string{
		"2026-12-02 09:30": "refreshments refreshments, tickets travel/0/departs, tickets travel/2/departs, gifts gifts",
		"2026-12-02 18:21": "refreshments refreshments, tickets travel/0/departs late, tickets travel/2/departs, gifts gifts late",
		"2026-12-03 05:31": "refreshments refreshments late, tickets travel/0/departs late, tickets travel/2/departs, gifts gifts late",
		"2026-12-03 09:31": "", // they are here
	} {
		now := at(t, announced)
		f := facts.Compute([]*plan.Plan{p}, facts.World{
			Company: firm, Now: now, Announced: map[string]facts.Announcement{"v": {Source: facts.SourceUncommitted, At: now}},
		})[0]
		var out []string
		for _, x := range f.Purchases {
			s := x.Kind + " " + plan.Path(x.At...)
			if x.Late {
				s += " late"
			}
			out = append(out, s)
		}
		if got := join(out); got != want {
			t.Errorf("announced %s:\ngot  %s\nwant %s", announced, got, want)
		}
	}
}

func TestMoney(t *testing.T) {
	for amount, want := range map[float64]catalog.Text{
		0:          {EN: "CNY 0", ZH: "0 元"},
		999:        {EN: "CNY 999", ZH: "999 元"},
		1000.5:     {EN: "CNY 1,000.50", ZH: "1,000.50 元"},
		1234567.89: {EN: "CNY 1,234,567.89", ZH: "1,234,567.89 元"},
		-1234:      {EN: "CNY -1,234", ZH: "-1,234 元"},
	} {
		if got := catalog.Money("CNY", amount); got != want {
			t.Errorf("%v: %v, want %v", amount, got, want)
		}
	}
	if got := catalog.Money("EUR", 5); got != (catalog.Text{EN: "EUR 5", ZH: "5 EUR"}) {
		t.Errorf("%v", got)
	}
}
