// Package ledger provides the account of a period: its visits, what they were to
// cost and came to, how notice and waivers were used, and how the rooms were.
//
// Everything is computed from the plans and their facts. Money is whole cents and
// time whole minutes, so that parts add up to their totals. Nobody's guests are
// in it, and of a confidential visit nothing that would tell who came (R5.1).
package ledger

import (
	"math"
	"time"

	"usher/internal/catalog"
	"usher/internal/plan"
)

// Period is a stretch of days in the company's zone, both ends included. A visit
// belongs to the period in which it arrives.
type Period struct{ From, Until plan.Date }

// Month is the period of the calendar month of a day.
func Month(d plan.Date) Period {
	at, err := time.Parse(plan.DateLayout, string(d))
	if err != nil {
		return Period{}
	}
	first := time.Date(at.Year(), at.Month(), 1, 0, 0, 0, 0, time.UTC)
	return Period{From: date(first), Until: date(first.AddDate(0, 1, -1))}
}

func date(t time.Time) plan.Date { return plan.Date(t.Format(plan.DateLayout)) }

// Holds reports whether a day is in the period.
func (p Period) Holds(d plan.Date) bool { return d != "" && p.From <= d && d <= p.Until }

// Month is "2026-12" where the period is that month, else "".
func (p Period) Month() string {
	if p.From == "" || Month(p.From) != p {
		return ""
	}
	return string(p.From[:len("2006-01")])
}

// Cents are hundredths of the company's currency.
type Cents int64

// Of is an amount to the cent, half a cent away from zero.
func Of(a plan.Amount) Cents { return Cents(math.Round(float64(a) * 100)) }

// MarshalJSON writes the amount as a number of the currency, exactly: 1180.50.
func (c Cents) MarshalJSON() ([]byte, error) { return []byte(c.String()), nil }

// Float is the amount in the currency, as near as a spreadsheet's number can be.
func (c Cents) Float() float64 { return float64(c) / 100 }

// Cost is money planned and spent.
type Cost struct {
	Planned Cents `json:"planned"` // budgets
	Actual  Cents `json:"actual"`  // what the outcomes state
	// Difference is Actual less Planned of the settled visits alone: those whose
	// outcome states its costs. Only these can be compared.
	Difference Cents `json:"difference"`
}

// Add adds up, each figure by itself.
func (c *Cost) Add(d Cost) {
	c.Planned += d.Planned
	c.Actual += d.Actual
	c.Difference += d.Difference
}

// Sums are the figures of some visits.
type Sums struct {
	Visits  int `json:"visits"`
	Guests  int `json:"guests"`  // the headcount; at least those named
	Minutes int `json:"minutes"` // of stay, arrival to departure
	Settled int `json:"settled"` // visits whose outcome states its costs
	Late    int `json:"late"`    // visits for which notice was due and came late (R2.4)
	Waivers int `json:"waivers"` // waivers that set something aside
	Cost
	Kinds []Kind `json:"kinds"` // the same cost by kind; those that occur
}

// Kind is what was planned and spent on one kind of cost.
type Kind struct {
	ID   string       `json:"id"`
	Name catalog.Text `json:"name"`
	Cost
}

// Group is the visits of one category or of one applicant's department.
type Group struct {
	ID   string       `json:"id"` // empty where the plans do not say
	Name catalog.Text `json:"name"`
	Sums
}

// Room is how a room was used in the period, by visits of whatever arrival.
type Room struct {
	ID       string       `json:"id"`
	Name     catalog.Text `json:"name"`
	Bookings int          `json:"bookings"` // that reach into the period
	Minutes  int          `json:"minutes"`  // in use in the period; overlaps count once, set-up does not
	Working  int          `json:"working"`  // minutes of those in office hours of working days
}

// Visit is one visit of the period.
type Visit struct {
	// ID and Organization are empty where the visit is confidential, and
	// Organization where it holds a personal number.
	ID           string    `json:"id"`
	Organization string    `json:"organization"`
	Confidential bool      `json:"confidential"`
	Arrive       plan.Time `json:"arrive"`
	Category     string    `json:"category"`
	Unit         string    `json:"unit"`
	Status       string    `json:"status"`
	Guests       int       `json:"guests"`
	Minutes      int       `json:"minutes"`
	Settled      bool      `json:"settled"`
	Late         bool      `json:"late"`
	Waivers      int       `json:"waivers"`
	Cost
	Kinds []Kind `json:"kinds"`
}

// Late is a visit of which notice came late.
type Late struct {
	Visit     string    `json:"visit"` // id; empty where confidential
	Arrive    plan.Time `json:"arrive"`
	Category  string    `json:"category"`
	Unit      string    `json:"unit"`
	Deadline  plan.Time `json:"deadline"`
	Announced plan.Time `json:"announced"`
	Committed bool      `json:"committed"` // Announced is out of history, not the moment of the report
	Waived    bool      `json:"waived"`
}

// Waiver is a waiver that set a rule aside. Its reason stays in the plan.
type Waiver struct {
	Visit      string    `json:"visit"` // id; empty where confidential
	Arrive     plan.Time `json:"arrive"`
	Rule       string    `json:"rule"`
	ApprovedBy string    `json:"approved-by"`
	// Approver is the same in Latin letters for English, where the directory has them.
	Approver catalog.Text `json:"-"`
	Until    plan.Date    `json:"until"`
}

// Ledger is the account of a period.
type Ledger struct {
	Period   Period
	Company  catalog.Text
	Currency string // ISO 4217

	Total     Sums // all but those called off
	Cancelled Sums // called off; what they cost is in no other figure
	// Categories are the company's, in its order, and Units those that asked for a
	// visit; what is neither comes after, by id.
	Categories []Group
	Units      []Group
	Rooms      []Room // the company's, in its order
	Visits     []Visit
	Late       []Late
	Waivers    []Waiver

	WorkingDays    int // of the period
	WorkingMinutes int // office hours of those; 0 where the policies have no hours
	// UnknownYears are years of the period without holidays in the policies.
	UnknownYears []int
	Undated      int // plans that cannot be placed in any period
}

// Share is the part of the office hours that a room was in use, 0 to 1; ok is
// false where the policies have no office hours or no day was worked.
func (l *Ledger) Share(r Room) (share float64, ok bool) {
	if l.WorkingMinutes == 0 {
		return 0, false
	}
	return float64(r.Working) / float64(l.WorkingMinutes), true
}
