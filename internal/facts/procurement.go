package facts

import (
	"cmp"
	"slices"

	"usher/internal/calendar"
	"usher/internal/catalog"
	"usher/internal/company"
	"usher/internal/plan"
)

// Buy is a line of a visit's procurement list (R2.7, R4.3 to R4.5).
type Buy struct {
	Plan     string       // id of the plan
	ID       string       // of the supply in the policies; empty for what only the plan names
	Kind     string       // what is bought, as keys of company.Purchasing: company.BuyGifts
	Name     catalog.Text // as policies or plan have it
	Spec     catalog.Text // may be zero
	Unit     catalog.Text
	Quantity int          // of units; 0 where the plan does not say
	Price    *float64     // of a unit, in the company's currency; nil: not known
	Supplier catalog.Text // may be zero
	Needed   plan.Time    // when it must be there; empty where the plan does not say
	BuyBy    plan.Time    // the last working minute that leaves the time that buying takes; empty as Needed
	For      catalog.Text // what it is for; names neither visitor nor guest
}

// Amount is Quantity times Price; 0 where the price is not known.
func (b Buy) Amount() float64 {
	if b.Price == nil {
		return 0
	}
	return float64(b.Quantity) * *b.Price
}

// Procurement is what has to be bought for a visit, by the day on which it is
// needed and in the policies' order, gifts last. It goes by the plan alone: what
// of it has been bought, or came too late, is no matter. A visit that was called
// off needs nothing; fruit and drinks are for meetings, and a visit without a
// room has none. Tickets have their own list.
func Procurement(p *plan.Plan, f *Facts, c *company.Company) []Buy {
	if p.Status == plan.Cancelled {
		return nil
	}
	b := buyer{plan: p, facts: f, company: c, days: meetings(p, f)}
	b.refreshments()
	b.others()
	b.gifts()
	slices.SortStableFunc(b.list, func(x, y Buy) int { return cmp.Compare(x.Needed.Date(), y.Needed.Date()) })
	return b.list
}

// meeting is a day on which rooms are booked.
type meeting struct {
	at     plan.Time // when the first booking begins; of a day into which one lasts, the same time of day
	people int       // in the fullest room
	rooms  int
}

// longestStay is the days of one booking that are provided for. Who books a room
// for longer has mistyped the year.
const longestStay = 60

// meetings are the days with a meeting, in order.
func meetings(p *plan.Plan, f *Facts) []meeting {
	byDay := map[plan.Date]meeting{}
	for _, r := range f.Rooms {
		if r.From == "" || r.From >= r.Until {
			continue
		}
		for i := range longestStay {
			at := r.From
			if i > 0 {
				at = r.From.Date().Add(i).At(r.From.Clock())
			}
			if day := at.Date(); day > r.Until.Date() || day.At("00:00") == r.Until {
				break
			}
			m, ok := byDay[at.Date()]
			if !ok || at < m.at {
				m.at = at
			}
			m.people = max(m.people, r.Attendees)
			m.rooms++
			byDay[at.Date()] = m
		}
	}
	var days []meeting
	for _, m := range byDay {
		// What the first meeting needs is there when the guests arrive.
		if m.at.Date() == p.Arrive.Date() {
			m.at = min(m.at, p.Arrive)
		}
		days = append(days, m)
	}
	slices.SortFunc(days, func(a, b meeting) int { return cmp.Compare(a.at, b.at) })
	return days
}

// buyer writes one visit's list.
type buyer struct {
	plan    *plan.Plan
	facts   *Facts
	company *company.Company
	days    []meeting
	list    []Buy
}

// suits reports whether a supply is for visits like this one.
func (b *buyer) suits(s company.Supply) bool {
	if len(s.Seasons) > 0 && !slices.Contains(s.Seasons, b.facts.Season) ||
		len(s.Categories) > 0 && !slices.Contains(s.Categories, b.plan.Category) {
		return false
	}
	is, ok := Conditions[cmp.Or(s.When, "always")]
	return ok && is(b.plan, b.facts)
}

// refreshments are the first kinds that the policies list, as many as the visit
// has; where they list fewer, the buyer chooses.
func (b *buyer) refreshments() {
	if len(b.days) == 0 {
		return
	}
	left := map[string]int{company.SupplyFruit: b.facts.Refreshments.Fruit, company.SupplyDriedFruit: b.facts.Refreshments.DriedFruit}
	for _, s := range b.company.Supplies {
		if left[s.Kind] > 0 && b.suits(s) {
			left[s.Kind]--
			b.add(company.BuyRefreshments, s)
		}
	}
	for _, other := range []struct {
		kind string
		name catalog.Text
	}{{company.SupplyFruit, catalog.OtherFruit}, {company.SupplyDriedFruit, catalog.OtherDriedFruit}} {
		if n := left[other.kind]; n > 0 {
			b.put(Buy{
				Kind: company.BuyRefreshments, Name: other.name, Unit: catalog.UnitKind, Quantity: n,
				Needed: b.days[0].at, For: b.meetingsOf(len(b.days)),
			})
		}
	}
}

// others are drinks, tobacco, and what else a company lists.
func (b *buyer) others() {
	tobacco := b.facts.Refreshments.Tobacco
	for _, s := range b.company.Supplies {
		if !b.suits(s) {
			continue
		}
		switch s.Kind {
		case company.SupplyDrink:
			if len(b.days) > 0 {
				b.add(company.BuyRefreshments, s)
			}
		case company.SupplyTobacco:
			if b.facts.Refreshments.Tobacco {
				tobacco = false
				b.add(company.BuyTobacco, s)
			}
		case company.SupplyOther:
			b.add(company.BuyRefreshments, s)
		}
	}
	if tobacco {
		b.put(Buy{Kind: company.BuyTobacco, Name: catalog.OtherTobacco, Needed: b.plan.Arrive, For: catalog.ForSpecial})
	}
}

// gifts are the plan's, with what the policies know of them.
func (b *buyer) gifts() {
	for _, g := range b.plan.Gifts {
		if g.Item == "" {
			continue
		}
		buy := Buy{
			Kind: company.BuyGifts, Name: catalog.Same(g.Item), Unit: catalog.UnitPiece, Quantity: g.Quantity,
			Needed: b.plan.Arrive, For: catalog.ForGuests,
		}
		for _, s := range b.company.Supplies {
			if word := fold(g.Item); s.Kind == company.SupplyGift && (word == fold(s.Name.ZH) || word == fold(s.Name.EN)) {
				buy.ID, buy.Name, buy.Spec, buy.Unit, buy.Price, buy.Supplier = s.ID, s.Name, s.Spec, s.Unit, s.Price, s.Supplier
				break
			}
		}
		b.put(buy)
	}
}

// add puts a supply on the list, as often as its Buy says. Without a meeting it
// is for the visit as a whole.
func (b *buyer) add(kind string, s company.Supply) {
	buy := Buy{
		ID: s.ID, Kind: kind, Name: s.Name, Spec: s.Spec, Unit: s.Unit, Price: s.Price, Supplier: s.Supplier,
		Needed: b.plan.Arrive, For: catalog.ForVisit,
	}
	switch {
	case kind == company.BuyTobacco:
		buy.For = catalog.ForSpecial
	case s.Kind != company.SupplyOther:
		buy.For = b.meetingsOf(len(b.days))
	}
	switch {
	case len(b.days) == 0:
		buy.Quantity = units(s, b.count(s, meeting{people: b.guests()}))
	case s.Buy == "by-day":
		for _, day := range b.days {
			daily := buy
			daily.Quantity, daily.Needed = units(s, b.count(s, day)), day.at
			if s.Kind != company.SupplyOther && kind == company.BuyRefreshments {
				daily.For = catalog.ForMeeting
			}
			b.put(daily)
		}
		return
	case s.Buy == "once":
		largest := 0
		for _, day := range b.days {
			largest = max(largest, b.count(s, day))
		}
		buy.Quantity = units(s, largest)
	default:
		total := 0
		for _, day := range b.days {
			total += b.count(s, day)
		}
		buy.Quantity = units(s, total)
	}
	if kind == company.BuyRefreshments && len(b.days) > 0 {
		buy.Needed = b.days[0].at
	}
	b.put(buy)
}

// count is of how many a supply's quantity is counted on a day. What is counted
// is one at the least: fewer guests than none is another mistake.
func (b *buyer) count(s company.Supply, day meeting) int {
	n := 1
	switch s.Of {
	case "people":
		n = max(day.people, b.guests())
	case "rooms":
		n = day.rooms
	case "special-guests":
		n = 0
		for _, g := range b.plan.Customer.Guests {
			if g.Special {
				n++
			}
		}
	case "guests", "":
		n = b.guests()
	}
	return max(n, 1)
}

func (b *buyer) guests() int { return max(b.plan.Customer.Headcount, len(b.plan.Customer.Guests)) }

// units is how many units of a supply so many take.
func units(s company.Supply, count int) int {
	each := max(s.Each, 1)
	return max(s.Quantity, 1) * ((count + each - 1) / each)
}

// meetingsOf is what is bought for some days with a meeting.
func (b *buyer) meetingsOf(days int) catalog.Text {
	if days == 1 {
		return catalog.ForMeeting
	}
	return catalog.ForMeetings.With(days)
}

// put adds what all lines share.
func (b *buyer) put(buy Buy) {
	buy.Plan, buy.BuyBy = b.plan.ID, BuyBy(buy.Kind, buy.Needed, b.company)
	b.list = append(b.list, buy)
}

// BuyBy is the last minute within the office hours at which a kind of purchase may
// be made for it to be there when it is needed; empty where that is not known.
func BuyBy(kind string, needed plan.Time, c *company.Company) plan.Time {
	if needed == "" {
		return ""
	}
	return lastWorked(needed.Add(-60*c.Purchasing[kind]), c.Calendar)
}

// lastWorked is the last minute within the office hours that is not after t; t
// where there are none.
func lastWorked(t plan.Time, c *calendar.Calendar) plan.Time {
	if c == nil || c.Opens == "" {
		return t
	}
	at := t
	for range slotDays {
		if working, _ := c.Working(at.Date()); working && at.Clock() >= c.Opens {
			return min(at, at.Date().At(c.Closes))
		}
		at = at.Date().Add(-1).At(c.Closes)
	}
	return t
}
