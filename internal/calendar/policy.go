package calendar

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"usher/internal/catalog"
	"usher/internal/plan"
)

// Policy is the calendar as the policies state it; the json names are its keys.
type Policy struct {
	Weekend []string           `json:"weekend"` // "saturday"
	Hours   OfficeHours        `json:"hours"`
	Years   map[string]Year    `json:"years"`  // by year, such as "2026"
	Closed  map[string]Stretch `json:"closed"` // the company's own closing days, by an id
}

// OfficeHours are the hours of a working day, "08:00" and "18:00"; empty for none.
type OfficeHours struct {
	From  string `json:"from"`
	Until string `json:"until"`
}

// Year is a year's public holidays as they were published.
type Year struct {
	Source   string             `json:"source"`   // where, as an address
	Holidays map[string]Stretch `json:"holidays"` // by an id
}

// Stretch is days off with one reason.
type Stretch struct {
	Name  catalog.Text `json:"name"`
	From  plan.Date    `json:"from"`  // first day off
	Until plan.Date    `json:"until"` // last day off; From where left out
	Work  []plan.Date  `json:"work"`  // days of the weekend that are worked to make up for it
}

// Mistake is what is wrong with a Policy, and the keys and indexes that lead to it.
type Mistake struct {
	Path []any
	Text catalog.Text
}

// Weekdays are the words of Policy.Weekend, as package time numbers them.
var Weekdays = []string{"sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"}

// New makes the calendar of a policy. A calendar with mistakes leaves out what is
// wrong. Mistakes come in the order of their keys.
func New(p Policy, zone *time.Location) (*Calendar, []Mistake) {
	b := builder{c: &Calendar{
		Zone: zone,
		Off:  map[plan.Date]catalog.Text{}, Work: map[plan.Date]catalog.Text{}, Closed: map[plan.Date]catalog.Text{},
		Opens: p.Hours.From, Closes: p.Hours.Until,
		Years: map[int]string{},
	}}
	b.weekend(p.Weekend)
	if p.Hours.Until < p.Hours.From {
		b.wrong(catalog.CalendarEndsBefore.With(p.Hours.From, p.Hours.Until), "hours", "until")
		b.c.Opens, b.c.Closes = "", ""
	}
	for _, key := range slices.Sorted(maps.Keys(p.Closed)) {
		b.stretch(p.Closed[key], b.c.Closed, 0, "closed", key)
	}
	for _, key := range slices.Sorted(maps.Keys(p.Years)) {
		number, err := strconv.Atoi(key)
		if err != nil || len(key) != len("2006") {
			b.wrong(catalog.CalendarNoSuchDay.With(key), "years", key)
			continue
		}
		b.c.Years[number] = p.Years[key].Source
		for _, id := range slices.Sorted(maps.Keys(p.Years[key].Holidays)) {
			b.stretch(p.Years[key].Holidays[id], b.c.Off, number, "years", key, "holidays", id)
		}
	}
	b.madeUp()
	return b.c, b.mistakes
}

type builder struct {
	c        *Calendar
	mistakes []Mistake
	worked   []worked
}

// worked is a make-up working day and where the policy says so.
type worked struct {
	day  plan.Date
	path []any
}

func (b *builder) wrong(text catalog.Text, path ...any) {
	b.mistakes = append(b.mistakes, Mistake{Path: path, Text: text})
}

func (b *builder) weekend(words []string) {
	for i, word := range words {
		n := slices.Index(Weekdays, word)
		if n < 0 {
			b.wrong(catalog.CalendarNotAWeekday.With(word, strings.Join(Weekdays, ", ")), "weekend", i)
			continue
		}
		if day := time.Weekday(n); !slices.Contains(b.c.Weekend, day) {
			b.c.Weekend = append(b.c.Weekend, day)
		}
	}
	if len(b.c.Weekend) == len(Weekdays) {
		b.wrong(catalog.CalendarNoWeekday, "weekend")
		b.c.Weekend = nil
	}
}

// stretch marks the days of s as off. What a year publishes may reach into its
// neighbours, as that of 2019 began on 2018-12-30; 0 is any year.
func (b *builder) stretch(s Stretch, off map[plan.Date]catalog.Text, year int, path ...any) {
	at := func(more ...any) []any { return append(slices.Clone(path), more...) }
	day := func(d plan.Date, path []any) bool {
		if _, err := plan.ParseDate(string(d)); err != nil {
			b.wrong(catalog.CalendarNoSuchDay.With(d), path...)
			return false
		}
		if n := d.Year(); year != 0 && (n < year-1 || n > year+1) {
			b.wrong(catalog.CalendarOtherYear.With(d, year), path...)
			return false
		}
		return true
	}
	for i, d := range s.Work {
		if path := at("work", i); day(d, path) {
			b.c.Work[d] = s.Name
			b.worked = append(b.worked, worked{d, path})
		}
	}
	until := cmp.Or(s.Until, s.From)
	if !day(s.From, at("from")) || !day(until, at("until")) {
		return
	}
	if until < s.From {
		b.wrong(catalog.CalendarEndsBefore.With(s.From, until), at("until")...)
		return
	}
	if until > s.From.Add(366) {
		b.wrong(catalog.CalendarTooLong.With(s.From, until), at("until")...)
		return
	}
	for d := s.From; d <= until; d = d.Add(1) {
		off[d] = s.Name
	}
}

// madeUp holds the make-up working days against the holidays of all years.
func (b *builder) madeUp() {
	for _, w := range b.worked {
		if name, ok := b.c.Off[w.day]; ok {
			b.wrong(catalog.CalendarOffAndWork.With(w.day, name), w.path...)
			delete(b.c.Work, w.day)
		} else if day := w.day.Weekday(); day != time.Saturday && day != time.Sunday && !slices.Contains(b.c.Weekend, day) {
			// Saturdays and Sundays are let pass: a company may work on them anyway.
			b.wrong(catalog.CalendarWorkedAnyway.With(w.day), w.path...)
			delete(b.c.Work, w.day)
		}
	}
}
