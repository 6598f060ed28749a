package facts

import (
	"cmp"
	"slices"

	"usher/internal/company"
	"usher/internal/plan"
)

// Loan is the key or a kind of equipment that a visit has had since a booking
// began, and that its plan does not say is back (R4.8, R4.9).
type Loan struct {
	Unreturned
	Holder string    // the custodian, else the applicant; empty where the plan names neither
	Rooms  []string  // ids of the rooms it was taken for, in the plan's order
	Since  plan.Time // the first of these bookings began
	// Due is when the last booking that needs it ends, also one that has not begun:
	// between two meetings nothing need be handed in. Empty where that cannot be read.
	Due     plan.Time
	Overdue bool // Due lies before the moment of judging
}

// Loans are what is out for a visit at the moment of its facts; nothing for one
// that is cancelled, or where what is back cannot be read.
func Loans(p *plan.Plan, f *Facts, c *company.Company) []Loan {
	if p.Status == plan.Cancelled || p.IsWrong("outcome") {
		return nil
	}
	begun := *p
	begun.Rooms = make([]plan.Booking, len(p.Rooms)) // empty ones keep the indexes
	has := make([]bool, len(p.Rooms))
	for i, b := range f.Rooms {
		if has[i] = b.From != "" && b.From <= f.Now; has[i] {
			begun.Rooms[i] = p.Rooms[i]
		}
	}
	if begun.Outcome == nil {
		begun.Outcome = &plan.Outcome{}
	}
	var out []Loan
	for _, u := range unreturned(&begun, c) {
		l := Loan{Unreturned: u}
		for i, b := range f.Rooms {
			if takes := u.ID == key && b.Room.Known || slices.Contains(p.Rooms[i].Equipment, u.ID); !takes {
				continue
			}
			l.Due = max(l.Due, b.Until)
			if !has[i] {
				continue
			}
			if l.Since == "" || b.From < l.Since {
				l.Since = b.From
			}
			l.Holder = cmp.Or(b.Custodian.ID, l.Holder)
			if b.Room.ID != "" && !slices.Contains(l.Rooms, b.Room.ID) {
				l.Rooms = append(l.Rooms, b.Room.ID)
			}
		}
		l.Holder = cmp.Or(l.Holder, p.Applicant.Name)
		l.Overdue = l.Due != "" && l.Due < f.Now
		out = append(out, l)
	}
	return out
}

// FollowUp is a promise of a visit that is not kept yet (R2.2).
type FollowUp struct {
	plan.FollowUp
	Index   int  // among the plan's
	Overdue bool // its day lies before that of judging
}

// FollowUps are a visit's open promises, in the plan's order.
func FollowUps(p *plan.Plan, f *Facts) []FollowUp {
	if p.Outcome == nil {
		return nil
	}
	var out []FollowUp
	for i, x := range p.Outcome.FollowUps {
		if !x.Done {
			out = append(out, FollowUp{x, i, x.Due != "" && x.Due < f.Now.Date()})
		}
	}
	return out
}

// KeptUntil is the last day on which a visit's plan is kept: that of departure,
// months later, or the last of that month. Empty where no day can be read.
func KeptUntil(p *plan.Plan, months int) plan.Date {
	day := cmp.Or(p.Depart, p.Arrive).Date()
	if day == "" {
		return ""
	}
	first := day[:len("2006-01-")] + "01"
	then := first.AddMonths(months)
	last := then.AddMonths(1).Add(-1)
	return min(last, then[:len("2006-01-")]+day[len("2006-01-"):])
}
