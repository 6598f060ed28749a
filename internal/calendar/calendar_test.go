package calendar_test

import (
	"encoding/csv"
	"os"
	"testing"
	"time"
	_ "time/tzdata"

	"github.com/google/go-cmp/cmp"

	"usher/internal/calendar"
	"usher/internal/catalog"
	"usher/internal/plan"
)

// china is the calendar of 2025 and 2026 as the State Council published it.
func china(t testing.TB) *calendar.Calendar {
	t.Helper()
	file, err := os.Open("testdata/holidays-cn.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	c := &calendar.Calendar{
		Zone: zone(t, "Asia/Shanghai"), Weekend: []time.Weekday{time.Saturday, time.Sunday},
		Off: map[plan.Date]catalog.Text{}, Work: map[plan.Date]catalog.Text{}, Closed: map[plan.Date]catalog.Text{},
		Years: map[int]string{},
	}
	for _, row := range rows[1:] {
		day, name := plan.Date(row[0]), catalog.Same(row[2])
		if row[1] == "off" {
			c.Off[day] = name
		} else {
			c.Work[day] = name
		}
		c.Years[day.Year()] = row[3]
	}
	return c
}

func zone(t testing.TB, name string) *time.Location {
	t.Helper()
	z, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return z
}

func TestWorking(t *testing.T) {
	c := china(t)
	c.Closed = map[plan.Date]catalog.Text{"2026-08-10": catalog.Same("高温假"), "2026-10-10": catalog.Same("盘点")}
	for day, want := range map[plan.Date]struct{ working, known bool }{
		"2026-09-18": {true, true},   // a Friday
		"2026-09-19": {false, true},  // a Saturday
		"2026-09-20": {true, true},   // a Sunday worked for National Day
		"2026-10-01": {false, true},  // National Day
		"2026-10-08": {true, true},   // the day after
		"2026-08-10": {false, true},  // the company is closed
		"2026-10-10": {false, true},  // closed on what would be a make-up day
		"2027-02-08": {true, false},  // a Monday, for all that is known
		"2027-02-06": {false, false}, // a Saturday, for all that is known
	} {
		if working, known := c.Working(day); working != want.working || known != want.known {
			t.Errorf("%s: working %v, known %v", day, working, known)
		}
	}
}

func TestNewReadsThePolicy(t *testing.T) {
	got, mistakes := calendar.New(calendar.Policy{
		Weekend: []string{"saturday", "sunday"},
		Hours:   calendar.OfficeHours{From: "08:00", Until: "18:00"},
		Years: map[string]calendar.Year{"2026": {Source: "https://example.org/2026", Holidays: map[string]calendar.Stretch{
			"new-year": {Name: catalog.Same("元旦"), From: "2026-01-01", Until: "2026-01-03", Work: []plan.Date{"2026-01-04"}},
		}}},
		Closed: map[string]calendar.Stretch{"stocktaking": {Name: catalog.Same("盘点"), From: "2026-06-30"}},
	}, time.UTC)
	if len(mistakes) > 0 {
		t.Fatal(mistakes)
	}
	newYear := catalog.Same("元旦")
	want := &calendar.Calendar{
		Zone: time.UTC, Weekend: []time.Weekday{time.Saturday, time.Sunday}, Opens: "08:00", Closes: "18:00",
		Off:    map[plan.Date]catalog.Text{"2026-01-01": newYear, "2026-01-02": newYear, "2026-01-03": newYear},
		Work:   map[plan.Date]catalog.Text{"2026-01-04": newYear},
		Closed: map[plan.Date]catalog.Text{"2026-06-30": catalog.Same("盘点")},
		Years:  map[int]string{2026: "https://example.org/2026"},
	}
	if diff := cmp.Diff(want, got, cmp.Comparer(func(a, b *time.Location) bool { return a.String() == b.String() })); diff != "" {
		t.Error(diff)
	}
}

func TestNewFindsMistakes(t *testing.T) {
	year := func(s calendar.Stretch) calendar.Policy {
		return calendar.Policy{Weekend: []string{"saturday", "sunday"},
			Years: map[string]calendar.Year{"2026": {Holidays: map[string]calendar.Stretch{"h": s}}}}
	}
	work := func(days ...plan.Date) calendar.Stretch {
		return calendar.Stretch{Name: catalog.Same("国庆节"), From: "2026-10-01", Until: "2026-10-07", Work: days}
	}
	for name, c := range map[string]struct {
		policy calendar.Policy
		at     []any
		text   catalog.Text
	}{
		"no such day":       {year(calendar.Stretch{From: "2026-02-30"}), []any{"years", "2026", "holidays", "h", "from"}, catalog.CalendarNoSuchDay.With("2026-02-30")},
		"the other way":     {year(calendar.Stretch{From: "2026-10-07", Until: "2026-10-01"}), []any{"years", "2026", "holidays", "h", "until"}, catalog.CalendarEndsBefore.With("2026-10-07", "2026-10-01")},
		"for ever":          {calendar.Policy{Closed: map[string]calendar.Stretch{"x": {From: "2026-01-01", Until: "2126-01-01"}}}, []any{"closed", "x", "until"}, catalog.CalendarTooLong.With("2026-01-01", "2126-01-01")},
		"the end of time":   {calendar.Policy{Closed: map[string]calendar.Stretch{"x": {From: "9999-12-30", Until: "9999-12-31"}}}, []any{"closed", "x", "until"}, catalog.CalendarTooLong.With("9999-12-30", "9999-12-31")},
		"another year":      {year(calendar.Stretch{From: "2062-10-01"}), []any{"years", "2026", "holidays", "h", "from"}, catalog.CalendarOtherYear.With("2062-10-01", 2026)},
		"off and worked":    {year(work("2026-09-20", "2026-10-03")), []any{"years", "2026", "holidays", "h", "work", 1}, catalog.CalendarOffAndWork.With("2026-10-03", "国庆节")},
		"worked anyway":     {year(work("2026-09-21")), []any{"years", "2026", "holidays", "h", "work", 0}, catalog.CalendarWorkedAnyway.With("2026-09-21")},
		"never at work":     {calendar.Policy{Weekend: calendar.Weekdays}, []any{"weekend"}, catalog.CalendarNoWeekday},
		"not a weekday":     {calendar.Policy{Weekend: []string{"Samstag"}}, []any{"weekend", 0}, catalog.CalendarNotAWeekday.With("Samstag", "sunday, monday, tuesday, wednesday, thursday, friday, saturday")},
		"closes first":      {calendar.Policy{Hours: calendar.OfficeHours{From: "18:00", Until: "08:00"}}, []any{"hours", "until"}, catalog.CalendarEndsBefore.With("18:00", "08:00")},
		"not a year at all": {calendar.Policy{Years: map[string]calendar.Year{"26": {}}}, []any{"years", "26"}, catalog.CalendarNoSuchDay.With("26")},
	} {
		t.Run(name, func(t *testing.T) {
			_, got := calendar.New(c.policy, time.UTC)
			if diff := cmp.Diff([]calendar.Mistake{{Path: c.at, Text: c.text}}, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// What a year publishes may begin in the year before.
func TestHolidaysReachIntoTheYearBefore(t *testing.T) {
	c, mistakes := calendar.New(calendar.Policy{Weekend: []string{"saturday", "sunday"},
		Years: map[string]calendar.Year{"2019": {Holidays: map[string]calendar.Stretch{
			"new-year": {Name: catalog.Same("元旦"), From: "2018-12-30", Until: "2019-01-01", Work: []plan.Date{"2018-12-29"}},
		}}}}, time.UTC)
	if len(mistakes) > 0 {
		t.Fatal(mistakes)
	}
	for day, want := range map[plan.Date]bool{"2018-12-29": true, "2018-12-31": false, "2019-01-01": false, "2019-01-02": true} {
		if got, known := c.Working(day); got != want || !known {
			t.Errorf("%s: working %v, known %v", day, got, known)
		}
	}
}

// A company that works on Saturdays can take the published holidays as they are.
func TestMakeUpDaysOfACompanyThatWorksOnSaturdays(t *testing.T) {
	c, mistakes := calendar.New(calendar.Policy{Weekend: []string{"sunday"},
		Years: map[string]calendar.Year{"2026": {Holidays: map[string]calendar.Stretch{
			"national-day": {Name: catalog.Same("国庆节"), From: "2026-10-01", Until: "2026-10-07", Work: []plan.Date{"2026-09-20", "2026-10-10"}},
		}}}}, time.UTC)
	if len(mistakes) > 0 {
		t.Error(mistakes)
	}
	if working, _ := c.Working("2026-10-17"); !working {
		t.Error("Saturday is not worked")
	}
}
