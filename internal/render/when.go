package render

import (
	"usher/internal/catalog"
	"usher/internal/plan"
)

// Moment is a minute of the company's wall clock, in the pieces that sheets use.
// The zero Moment is one that is not known.
type Moment struct {
	Date    string       // "2026-12-03"
	Day     string       // "12-03"; with its year where that is not the visit's
	Weekday catalog.Text // 周四, Thu
	Clock   string       // "09:30"
}

// Span is from one moment up to another.
type Span struct {
	From, Until Moment
	OneDay      bool // both on the same day
}

// Clock is the times of a span on its first day: "09:30–10:00", "22:00–12-04 01:00",
// or "09:30" where the end is not stated.
func (s Span) Clock() string {
	switch {
	case s.Until.Clock == "" || s.From == s.Until:
		return s.From.Clock
	case s.From.Clock == "":
		return "–" + s.Until.Clock
	case s.OneDay:
		return s.From.Clock + "–" + s.Until.Clock
	}
	return s.From.Clock + "–" + s.Until.Day + " " + s.Until.Clock
}

func day(d plan.Date, year string) Moment {
	if len(d) != len(plan.DateLayout) {
		return Moment{}
	}
	m := Moment{Date: string(d), Day: string(d), Weekday: catalog.Weekdays[d.Weekday()]}
	if m.Date[:4] == year {
		m.Day = m.Date[5:]
	}
	return m
}

func moment(t plan.Time, year string) Moment {
	m := day(t.Date(), year)
	m.Clock = t.Clock()
	return m
}

func span(from, until plan.Time, year string) Span {
	return Span{From: moment(from, year), Until: moment(until, year), OneDay: until == "" || from.Date() == until.Date()}
}

// yearOf is the year whose days are printed without it.
func yearOf(t plan.Time) string {
	if len(t) < 4 {
		return ""
	}
	return string(t[:4])
}
