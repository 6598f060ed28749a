package feed

import (
	"fmt"
	"strings"
	"time"

	"usher/internal/plan"
)

// onset is a change of a zone's offset from UTC.
type onset struct {
	at       time.Time
	from, to int // seconds east of UTC before and after
	name     string
	daylight bool
}

// local is the onset on the wall clock that it puts an end to, which is how a
// VTIMEZONE tells it.
func (o onset) local() time.Time { return o.at.UTC().Add(time.Duration(o.from) * time.Second) }

// onsets are the changes that hold for some years: the last one before them, and
// those within.
func onsets(zone *time.Location, first, last int) []onset {
	var all []onset
	end := time.Date(last+1, 1, 1, 0, 0, 0, 0, zone)
	for at := time.Date(first, 1, 1, 0, 0, 0, 0, zone); !at.IsZero() && at.Before(end); {
		begin, next := at.ZoneBounds()
		o := onset{at: begin, daylight: at.IsDST()}
		o.name, o.to = at.Zone()
		o.from = o.to
		if begin.IsZero() { // it has always been so
			o.at = time.Unix(0, 0).Add(-time.Duration(o.to) * time.Second)
		} else {
			_, o.from = begin.Add(-time.Second).Zone()
		}
		all = append(all, o)
		at = next
	}
	return all
}

// zone adds a VTIMEZONE that is right for some years. What comes back each year
// is a rule, since there are readers that know no dates here; what does not is
// told by its dates.
func (o *object) zone(id string, zone *time.Location, years span) {
	o.line("BEGIN", "VTIMEZONE")
	o.line("TZID", id)
	// A year more on each side tells a rule from what happens to fall alike.
	all := onsets(zone, years.first-1, years.last+1)
	for len(all) > 0 {
		group := []onset{all[0]}
		var others []onset
		for _, x := range all[1:] {
			if last := group[len(group)-1]; yearly(last, x) && (len(group) == 1 || fits(group, x)) {
				group = append(group, x)
			} else {
				others = append(others, x)
			}
		}
		o.observance(group, years.last+1)
		all = others
	}
	o.line("END", "VTIMEZONE")
}

// span is the years that a feed tells of.
type span struct{ first, last int }

// yearly reports whether two onsets are the same a year apart.
func yearly(a, b onset) bool {
	x, y := a.local(), b.local()
	return a.from == b.from && a.to == b.to && a.name == b.name && a.daylight == b.daylight &&
		y.Year() == x.Year()+1 && x.Month() == y.Month() && x.Weekday() == y.Weekday() &&
		x.Format(time.TimeOnly) == y.Format(time.TimeOnly) && day([]onset{a, b}) != ""
}

// fits reports whether one more onset goes by the rule of a group.
func fits(group []onset, x onset) bool { return day(append(group[:len(group):len(group)], x)) != "" }

// day is the day in the month on which all onsets of one weekday fall, as BYDAY
// has it: "-1SU", else "2SU"; empty where they have none in common.
func day(group []onset) string {
	nth, last := 0, true
	for i, x := range group {
		at := x.local()
		n := (at.Day() + 6) / 7
		if i > 0 && n != nth {
			nth = -1
		} else {
			nth = n
		}
		last = last && at.AddDate(0, 0, 7).Month() != at.Month()
	}
	weekday := strings.ToUpper(group[0].local().Weekday().String()[:2])
	switch {
	case last:
		return "-1" + weekday
	case nth > 0:
		return fmt.Sprint(nth) + weekday
	}
	return ""
}

// observance adds a STANDARD or DAYLIGHT: one onset, or one that comes back each year
// and ends where the group ends before the years do.
func (o *object) observance(group []onset, until int) {
	first, last := group[0], group[len(group)-1]
	kind := "STANDARD"
	if first.daylight {
		kind = "DAYLIGHT"
	}
	o.line("BEGIN", kind)
	o.line("DTSTART", first.local().Format(localForm))
	o.line("TZOFFSETFROM", offset(first.from))
	o.line("TZOFFSETTO", offset(first.to))
	if len(group) > 1 {
		rule := fmt.Sprintf("FREQ=YEARLY;BYMONTH=%d;BYDAY=%s", first.local().Month(), day(group))
		if last.local().Year() < until {
			rule += ";UNTIL=" + last.at.UTC().Format(utcForm)
		}
		o.line("RRULE", rule)
	}
	o.text("TZNAME", first.name)
	o.line("END", kind)
}

// The forms of moments (RFC 5545, 3.3.5).
const (
	localForm = "20060102T150405"
	utcForm   = localForm + "Z"
)

// offset is an offset from UTC, "+0800" or "-043000" (RFC 5545, 3.3.14).
func offset(seconds int) string {
	sign := '+'
	if seconds < 0 {
		sign, seconds = '-', -seconds
	}
	text := fmt.Sprintf("%c%02d%02d", sign, seconds/3600, seconds/60%60)
	if s := seconds % 60; s != 0 {
		text += fmt.Sprintf("%02d", s)
	}
	return text
}

// moment adds a moment as the wall clock of the zone shows it. Where daylight
// saving skips or repeats that minute, the instant is told in UTC: readers
// disagree on such a wall clock.
func (o *object) moment(name string, t plan.Time, zoneID string, zone *time.Location) {
	at := t.In(zone)
	_, here := at.Zone()
	_, before := at.Add(-24 * time.Hour).Zone()
	_, after := at.Add(24 * time.Hour).Zone()
	for _, other := range []int{before, after} {
		// The same wall clock with the other offset: is it shown then, too?
		twin := at.Add(time.Duration(here-other) * time.Second)
		if other != here && plan.TimeOf(twin, zone) == t || plan.TimeOf(at, zone) != t {
			o.line(name, at.UTC().Format(utcForm))
			return
		}
	}
	o.line(name+";TZID="+zoneID, at.Format(localForm))
}
