package calendar

import (
	"slices"
	"sort"
	"time"

	"usher/internal/catalog"
	"usher/internal/plan"
)

// Notice is how long ahead a visit is announced.
type Notice struct {
	Unit   string // Hours, CalendarDays or WorkingDays
	Number int    // of units; 0 asks only that it be announced before arrival
	CutOff string // "15:04"; what is announced later that day counts as the next day. Empty: none
}

// The values of Notice.Unit.
const (
	Hours        = "hours"         // hours that really pass, whatever the clock does in between
	CalendarDays = "calendar-days" // days before the day of the visit, which is not counted
	WorkingDays  = "working-days"  // the same, of the days that the company works
)

// Text is the notice inside a sentence: "2 working days".
func (n Notice) Text() catalog.Text {
	one, more := catalog.OneHour, catalog.Hours
	switch n.Unit {
	case CalendarDays:
		one, more = catalog.OneDay, catalog.Days
	case WorkingDays:
		one, more = catalog.OneWorkday, catalog.Workdays
	}
	text := more
	if n.Number == 1 {
		text = one
	}
	text = text.With(n.Number)
	if n.CutOff != "" && n.Number > 0 {
		text = catalog.NoticeCutOff.With(text, n.CutOff)
	}
	return text
}

// Count is how a deadline was counted.
type Count struct {
	Latest  time.Time // the last moment that would have done
	Unknown []int     // years whose holidays had to be known and are not, ascending
	Skipped []Span    // the days that were not counted, weekends apart, in order
}

// Span is the days From up to and including Until that were not counted for one reason.
type Span struct {
	From  plan.Date    `json:"from"`
	Until plan.Date    `json:"until"`
	Name  catalog.Text `json:"name"`
}

// Count counts back from arrival.
//
// Hours are real ones. Days are whole: the day of the visit does not count, and an
// announcement on the day reached does at any time of that day, or up to the
// cut-off. So what is announced on a day that is not worked counts as announced
// on the next working day, and neither is ever the difference between in time and
// late. Of a year whose holidays are not known only the weekends are left out, and
// Unknown names the year: the true deadline may be days earlier.
func (c *Calendar) Count(arrive plan.Time, n Notice) Count {
	zone := c.zone()
	at := arrive.In(zone)
	if at.IsZero() || n.Number <= 0 {
		return Count{Latest: at}
	}
	if n.Unit != CalendarDays && n.Unit != WorkingDays {
		return Count{Latest: c.cut(at.Add(-time.Duration(n.Number)*time.Hour), n)}
	}
	if n.Unit == CalendarDays {
		return Count{Latest: c.dayEnd(arrive.Date().Add(-n.Number), n)}
	}
	day, count := c.back(arrive.Date(), n.Number)
	count.Latest = c.dayEnd(day, n)
	return count
}

// back is the number-th working day before a day, and what was passed over.
func (c *Calendar) back(from plan.Date, number int) (plan.Date, Count) {
	var count Count
	at, err := time.Parse(plan.DateLayout, string(from))
	if err != nil {
		return from, count
	}
	day := from
	// One weekday that is worked is enough to get there by then.
	for range 7 * (number + len(c.Off) + len(c.Closed) + 1) {
		if number == 0 || at.Year() < 0 {
			break
		}
		at = at.AddDate(0, 0, -1)
		day = plan.Date(at.Format(plan.DateLayout))
		why, known := c.rest(day, at)
		if !known && !slices.Contains(count.Unknown, at.Year()) {
			count.Unknown = append(count.Unknown, at.Year())
		}
		if why.IsZero() {
			number--
		} else {
			count.skip(at, day, why)
		}
	}
	slices.Sort(count.Unknown)
	slices.Reverse(count.Skipped)
	return day, count
}

// skip notes a day that is not worked, walking backwards.
func (c *Count) skip(at time.Time, day plan.Date, why catalog.Text) {
	if why == catalog.Weekend {
		return
	}
	if last := len(c.Skipped) - 1; last >= 0 && c.Skipped[last].Name == why && c.Skipped[last].From == plan.Date(at.AddDate(0, 0, 1).Format(plan.DateLayout)) {
		c.Skipped[last].From = day
		return
	}
	c.Skipped = append(c.Skipped, Span{From: day, Until: day, Name: why})
}

// Latest is the last moment at which a visit could be announced, and the years
// whose holidays had to be known for it and are not. It is zero without arrival.
func (c *Calendar) Latest(arrive plan.Time, n Notice) (time.Time, []int) {
	count := c.Count(arrive, n)
	return count.Latest, count.Unknown
}

// Late reports whether an announcement came after the latest moment. It is never
// late without an arrival.
func (c *Calendar) Late(announced time.Time, arrive plan.Time, n Notice) bool {
	latest, _ := c.Latest(arrive, n)
	return !latest.IsZero() && announced.After(latest)
}

// Given is how much notice an announcement gave, in whole units as they are
// counted here: at least 0, and counted no further than what is asked for.
func (c *Calendar) Given(announced time.Time, arrive plan.Time, n Notice) int {
	return sort.Search(max(0, n.Number), func(given int) bool {
		more := n
		more.Number = given + 1
		return c.Late(announced, arrive, more)
	})
}

// dayEnd is the last moment of a day that counts as that day.
func (c *Calendar) dayEnd(day plan.Date, n Notice) time.Time {
	return c.cut(end(day, c.zone()), n)
}

// cut brings a moment forward to the cut-off of its day, where it lies behind.
func (c *Calendar) cut(t time.Time, n Notice) time.Time {
	if n.CutOff == "" {
		return t
	}
	cut := plan.TimeOf(t, c.zone()).Date().At(n.CutOff).In(c.zone())
	if cut.IsZero() || !t.After(cut) {
		return t
	}
	return cut
}
