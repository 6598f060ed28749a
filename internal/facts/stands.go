package facts

import (
	"time"

	"usher/internal/plan"
)

// Moments are the json names of the facts that tell the moment of judging, or how far
// from it something is: they are others at any other moment.
var Moments = []string{"now", "announced", "given", "days"}

// Span is a time that begins with From and ends before Until; the zero time leaves it
// open on that side.
type Span struct{ From, Until time.Time }

// Holds reports whether a moment lies within the span.
func (s Span) Holds(at time.Time) bool {
	return (s.From.IsZero() || !at.Before(s.From)) && (s.Until.IsZero() || at.Before(s.Until))
}

// Stands is when Alone would say the same of a plan, but for the Moments, if only the
// clock were another than w.Now. It is less rather than more.
func Stands(p *plan.Plan, f *Facts, w World) Span {
	var s Span
	zone := w.Company.Zone
	turn := func(at time.Time) {
		if at.After(w.Now) {
			if s.Until.IsZero() || at.Before(s.Until) {
				s.Until = at
			}
		} else if at.After(s.From) {
			s.From = at
		}
	}
	// Something is over at a moment and late only after it.
	around := func(t plan.Time) {
		if t != "" {
			turn(t.In(zone))
			turn(t.In(zone).Add(time.Nanosecond))
		}
	}
	around(p.Arrive)
	around(p.Depart)
	around(f.Notice.Deadline)
	for _, b := range f.Purchases {
		around(b.By.Add(-60 * b.Hours))
	}
	return s
}
