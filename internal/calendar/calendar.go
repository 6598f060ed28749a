// Package calendar provides the company's own days: which are worked, and until
// when a visit must be announced to leave the notice that is asked for (R2.4).
package calendar

import (
	"slices"
	"time"

	"usher/internal/catalog"
	"usher/internal/plan"
)

// Calendar is which days the company works. Days are those of Zone. The zero
// Calendar works every day and knows no year.
type Calendar struct {
	Zone    *time.Location
	Weekend []time.Weekday

	// Off and Work are the public holidays and the days of the weekend that are
	// worked to make up for them, each with the name of the holiday. Closed are the
	// company's own closing days; they win over Work, and Work wins over Off.
	Off    map[plan.Date]catalog.Text
	Work   map[plan.Date]catalog.Text
	Closed map[plan.Date]catalog.Text

	// Opens and Closes are the office hours of a working day, "08:00" and "18:00";
	// both empty where the policies have none.
	Opens, Closes string

	// Years are the years whose holidays are known, with where they were published.
	Years map[int]string
}

// Working reports whether a day is worked. Without the holidays of its year, and
// nothing said of the day itself, it goes by the weekend alone and known is false.
func (c *Calendar) Working(d plan.Date) (working, known bool) {
	why, known := c.Rest(d)
	return why.IsZero(), known
}

// Rest says why a day is not worked: the name of the holiday, of the closing, or
// that it is a weekend. It is zero for a working day; known is as Working has it.
func (c *Calendar) Rest(d plan.Date) (why catalog.Text, known bool) {
	at, err := time.Parse(plan.DateLayout, string(d))
	if err != nil {
		return catalog.Text{}, false
	}
	return c.rest(d, at)
}

// rest is Rest of a day that has been read.
func (c *Calendar) rest(d plan.Date, at time.Time) (why catalog.Text, known bool) {
	if name, ok := c.Closed[d]; ok {
		return name, true
	}
	if _, ok := c.Work[d]; ok {
		return catalog.Text{}, true
	}
	if name, ok := c.Off[d]; ok {
		return name, true
	}
	_, known = c.Years[at.Year()]
	if slices.Contains(c.Weekend, at.Weekday()) {
		return catalog.Weekend, known
	}
	return catalog.Text{}, known
}

// zone is Zone, or UTC where there is none.
func (c *Calendar) zone() *time.Location {
	if c.Zone == nil {
		return time.UTC
	}
	return c.Zone
}

// end is the last instant of a day, whatever the clock does at midnight.
func end(d plan.Date, zone *time.Location) time.Time {
	next := d.Add(1)
	start := next.At("00:00").In(zone)
	if plan.TimeOf(start, zone).Date() < next {
		// Midnight is skipped, as in Cairo in April: the day starts with the change.
		_, start = start.ZoneBounds()
	}
	return start.Add(-time.Nanosecond)
}
