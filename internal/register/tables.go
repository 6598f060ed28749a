package register

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"time"

	"usher/internal/catalog"
	"usher/internal/facts"
	"usher/internal/plan"
	"usher/internal/workbook"
)

func (e *entries) visitTable() table {
	t := table{name: "visits", title: catalog.RegisterVisits, columns: []column{
		{head: catalog.RegisterNo, look: "count", width: 6},
		{head: catalog.LedgerArrive, look: "moment", width: 17},
		{head: catalog.RegisterDepart, look: "moment", width: 17},
		{head: catalog.LedgerVisitor, look: "wrapped", width: 26},
		{head: catalog.LedgerCategory, look: "text", width: 9},
		{head: catalog.LedgerGuests, look: "count", width: 8, sum: true},
		{head: catalog.FeedPrincipal, look: "wrapped", width: 20},
		{head: catalog.FeedPurpose, look: "wrapped", width: 30},
		{head: catalog.FeedApplicant, look: "text", width: 12},
		{head: catalog.LedgerUnit, look: "text", width: 20},
		{head: catalog.RegisterBudget, look: "money", width: 12, sum: true},
		{head: catalog.RegisterSpent, look: "money", width: 12, sum: true},
		{head: catalog.LedgerStatus, look: "text", width: 11},
		{head: catalog.LedgerPlan, look: "text", width: 26},
		{head: catalog.RegisterRevision, look: "text", width: 10},
	}}
	for i, v := range e.visits {
		p := v.plan
		principal := ""
		if len(p.Customer.Guests) > 0 {
			principal = strings.TrimSpace(p.Customer.Guests[0].Name + " " + p.Customer.Guests[0].Position)
		}
		var spent any
		if p.Outcome != nil && p.Outcome.Costs != nil {
			spent = money(p.Outcome.Costs)
		}
		var budget any
		if p.Budget != nil {
			budget = money(p.Budget)
		}
		t.rows = append(t.rows, []any{
			i + 1, p.Arrive, p.Depart, v.visitor(), p.Category, count(p.Customer.Headcount), v.open(principal), v.open(p.Purpose),
			p.Applicant.Name, e.unit(p.Applicant.Department), budget, spent, status(v.status), p.ID, v.commit,
		})
	}
	return t
}

func (e *entries) roomTable() table {
	t := table{name: "rooms", title: catalog.RegisterRooms, columns: []column{
		{head: catalog.RegisterNo, look: "count", width: 6},
		{head: catalog.LedgerRoom, look: "text", width: 22},
		{head: catalog.RegisterFrom, look: "moment", width: 17},
		{head: catalog.RegisterUntil, look: "moment", width: 17},
		{head: catalog.LedgerInUse, look: "hours", width: 10, sum: true, between: [2]int{3, 4}},
		{head: catalog.FeedAttendees, look: "count", width: 10},
		{head: catalog.LedgerVisitor, look: "wrapped", width: 26},
		{head: catalog.RegisterLayout, look: "text", width: 12},
		{head: catalog.RegisterEquipment, look: "wrapped", width: 28},
		{head: catalog.FeedApplicant, look: "text", width: 12},
		{head: catalog.LedgerStatus, look: "text", width: 11},
		{head: catalog.LedgerPlan, look: "text", width: 26},
	}}
	type use struct {
		v *entry
		i int
	}
	var uses []use
	for _, v := range e.visits {
		for i, b := range v.facts.Rooms {
			if b.Room.ID != "" && b.From != "" && b.From < b.Until {
				uses = append(uses, use{v, i})
			}
		}
	}
	slices.SortStableFunc(uses, func(a, b use) int {
		x, y := a.v.facts.Rooms[a.i], b.v.facts.Rooms[b.i]
		return cmp.Or(cmp.Compare(x.From, y.From), cmp.Compare(x.Room.ID, y.Room.ID))
	})
	for n, u := range uses {
		b, stated := u.v.facts.Rooms[u.i], u.v.plan.Rooms[u.i]
		room := catalog.Same(b.Room.ID)
		if r, ok := e.Company.Room(b.Room.ID); ok {
			room = r.Name
		}
		layout := catalog.Same(stated.Layout)
		if l, ok := e.Company.Layout(stated.Layout); ok {
			layout = l.Name
		}
		t.rows = append(t.rows, []any{
			n + 1, room, b.From, b.Until, workbook.Hours(minutes(b.From, b.Until)), count(b.Attendees), u.v.visitor(),
			layout, e.equipment(stated.Equipment), u.v.plan.Applicant.Name, status(u.v.status), u.v.plan.ID,
		})
	}
	return t
}

func (e *entries) loanTable() table {
	t := table{name: "loans", title: catalog.RegisterLoans, columns: []column{
		{head: catalog.RegisterNo, look: "count", width: 6},
		{head: catalog.RegisterItem, look: "text", width: 24},
		{head: catalog.RegisterPieces, look: "count", width: 8, sum: true},
		{head: catalog.LedgerRoom, look: "text", width: 22},
		{head: catalog.RegisterFrom, look: "moment", width: 17},
		{head: catalog.RegisterDue, look: "moment", width: 17},
		{head: catalog.RegisterBorrower, look: "text", width: 14},
		{head: catalog.RegisterReturned, look: "moment", width: 17},
		{head: catalog.RegisterReturnedBy, look: "text", width: 14},
		{head: catalog.LedgerVisitor, look: "wrapped", width: 26},
		{head: catalog.LedgerPlan, look: "text", width: 26},
	}}
	for _, v := range e.visits {
		if v.status == plan.Cancelled {
			continue
		}
		var back []plan.Return
		if v.plan.Outcome != nil {
			back = slices.Clone(v.plan.Outcome.Returned)
		}
		for i, b := range v.facts.Rooms {
			for _, item := range kinds(v.plan.Rooms[i].Equipment) {
				name, room := catalog.Same(item), catalog.Same(b.Room.ID)
				if x, ok := e.Company.Equip(item); ok {
					name = x.Name
				}
				if r, ok := e.Company.Room(b.Room.ID); ok {
					room = r.Name
				}
				pieces := 0
				for _, x := range v.plan.Rooms[i].Equipment {
					if x == item {
						pieces++
					}
				}
				// What is back counts for the first booking that had it.
				var returned plan.Return
				if n := slices.IndexFunc(back, func(r plan.Return) bool { return r.Item == item }); n >= 0 {
					returned = back[n]
					back = slices.Delete(back, n, n+1)
				}
				t.rows = append(t.rows, []any{
					len(t.rows) + 1, name, pieces, room, b.From, b.Until, cmp.Or(v.plan.Rooms[i].Custodian, v.plan.Applicant.Name),
					returned.At, returned.By, v.visitor(), v.plan.ID,
				})
			}
		}
	}
	return t
}

func (e *entries) procurementTable() table {
	t := table{name: "procurement", title: catalog.RegisterProcurement, columns: []column{
		{head: catalog.RegisterNo, look: "count", width: 6},
		{head: catalog.RegisterNeeded, look: "moment", width: 17},
		{head: catalog.RegisterBuyBy, look: "moment", width: 17},
		{head: catalog.RegisterItem, look: "text", width: 22},
		{head: catalog.RegisterSpec, look: "wrapped", width: 22},
		{head: catalog.RegisterUnit, look: "text", width: 9},
		{head: catalog.RegisterQuantity, look: "count", width: 9},
		{head: catalog.RegisterPrice.With(e.Company.Currency), look: "money", width: 12},
		{head: catalog.RegisterAmount.With(e.Company.Currency), look: "money", width: 13, sum: true, product: [2]int{7, 8}},
		{head: catalog.RegisterSupplier, look: "wrapped", width: 20},
		{head: catalog.RegisterFor, look: "wrapped", width: 26},
		{head: catalog.LedgerPlan, look: "text", width: 26},
	}}
	var all []facts.Buy
	for _, v := range e.visits {
		if v.ended || v.status == plan.Cancelled {
			continue
		}
		for _, b := range facts.Procurement(v.plan, v.facts, e.Company) {
			b.Plan = v.plan.ID
			all = append(all, b)
		}
	}
	slices.SortStableFunc(all, func(a, b facts.Buy) int { return cmp.Compare(a.Needed, b.Needed) })
	for i, b := range all {
		var price, amount any
		if b.Price != nil {
			price, amount = *b.Price, cents(b.Amount())
		}
		t.rows = append(t.rows, []any{
			i + 1, b.Needed, b.BuyBy, b.Name, b.Spec, b.Unit, count(b.Quantity), price, amount, b.Supplier, b.For, b.Plan,
		})
	}
	return t
}

func (e *entries) unit(id string) catalog.Text {
	if u, ok := e.Company.Unit(id); ok {
		return u.Name
	}
	return catalog.Same(id)
}

// equipment names the pieces of a booking, each kind once with its number.
func (e *entries) equipment(items []string) catalog.Text {
	var en, zh []string
	for _, id := range kinds(items) {
		name := catalog.Same(id)
		if x, ok := e.Company.Equip(id); ok {
			name = x.Name
		}
		n := 0
		for _, x := range items {
			if x == id {
				n++
			}
		}
		if n > 1 {
			name = catalog.RegisterTimes.With(name, n)
		}
		en, zh = append(en, name.EN), append(zh, name.ZH)
	}
	return catalog.Text{EN: strings.Join(en, ", "), ZH: strings.Join(zh, "、")}
}

// kinds are the different items of a list, in its order.
func kinds(items []string) []string {
	var out []string
	for _, id := range items {
		if !slices.Contains(out, id) {
			out = append(out, id)
		}
	}
	return out
}

func status(s string) catalog.Text {
	switch s {
	case plan.Planned:
		return catalog.LedgerStatusPlanned
	case plan.Completed:
		return catalog.LedgerStatusCompleted
	case plan.Cancelled:
		return catalog.LedgerCancelled
	}
	return catalog.Same(s)
}

// count is a number, or nothing where the plan does not say.
func count(n int) any {
	if n == 0 {
		return nil
	}
	return n
}

// money adds up amounts of all kinds.
func money(amounts map[string]plan.Amount) float64 {
	total := 0.0
	for _, a := range amounts {
		total += math.Round(float64(a) * 100)
	}
	return total / 100
}

func cents(amount float64) float64 { return math.Round(amount*100) / 100 }

func minutes(from, until plan.Time) int {
	return int(until.In(time.UTC).Sub(from.In(time.UTC)).Minutes())
}
