package plan

import (
	"fmt"
	"time"
)

// Week is a week from Monday to Sunday, written "2026-W49" (ISO 8601). Its year is
// that of its Thursday, which is not always that of its days.
type Week string

// Week is the week of d; empty for the empty Date.
func (d Date) Week() Week {
	at, err := time.Parse(DateLayout, string(d))
	if err != nil {
		return ""
	}
	year, week := at.ISOWeek()
	return Week(fmt.Sprintf("%04d-W%02d", year, week))
}

// ParseWeek reads "2026-W49" exactly, a week that the year has.
func ParseWeek(s string) (Week, error) {
	w := Week(s)
	if d := w.Monday(); d == "" || d.Week() != w {
		return "", &time.ParseError{Layout: "2006-W01", Value: s}
	}
	return w, nil
}

// Monday is the first day of w; empty where w is no week.
func (w Week) Monday() Date {
	var year, week int
	if n, err := fmt.Sscanf(string(w), "%4d-W%2d", &year, &week); n != 2 || err != nil || week < 1 || week > 53 {
		return ""
	}
	// The fourth of January is always in the first week.
	fourth := Date(fmt.Sprintf("%04d-01-04", year))
	return fourth.Add(-(int(fourth.Weekday())+6)%7 + 7*(week-1))
}

// Number is the number of w in its year, 1 to 53; 0 where w is no week.
func (w Week) Number() int {
	at, err := time.Parse(DateLayout, string(w.Monday()))
	if err != nil {
		return 0
	}
	_, week := at.ISOWeek()
	return week
}
