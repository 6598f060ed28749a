package calendar_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"usher/internal/calendar"
	"usher/internal/catalog"
	"usher/internal/plan"
)

func workdays(n int) calendar.Notice {
	return calendar.Notice{Unit: calendar.WorkingDays, Number: n}
}

func TestLatest(t *testing.T) {
	for name, c := range map[string]struct {
		arrive plan.Time
		notice calendar.Notice
		want   string
	}{
		"two working days before the National Day week":       {"2026-10-08 09:00", workdays(2), "2026-09-29 23:59"},
		"before the Spring Festival, a Saturday worked":       {"2026-02-24 14:00", workdays(2), "2026-02-13 23:59"},
		"a Sunday worked for National Day":                    {"2026-09-21 09:00", workdays(2), "2026-09-18 23:59"},
		"an ordinary week":                                    {"2026-12-03 09:30", workdays(2), "2026-12-01 23:59"},
		"over a weekend":                                      {"2026-12-07 09:30", workdays(2), "2026-12-03 23:59"},
		"of a visit on a day that is not worked":              {"2026-10-04 09:30", workdays(2), "2026-09-29 23:59"},
		"up to the cut-off":                                   {"2026-12-03 09:30", calendar.Notice{Unit: calendar.WorkingDays, Number: 2, CutOff: "17:00"}, "2026-12-01 17:00"},
		"two days, whatever they are":                         {"2026-10-08 09:00", calendar.Notice{Unit: calendar.CalendarDays, Number: 2}, "2026-10-06 23:59"},
		"two days up to the cut-off":                          {"2026-10-08 09:00", calendar.Notice{Unit: calendar.CalendarDays, Number: 2, CutOff: "17:00"}, "2026-10-06 17:00"},
		"48 hours":                                            {"2026-12-03 09:30", calendar.Notice{Unit: calendar.Hours, Number: 48}, "2026-12-01 09:30"},
		"48 hours before an evening, with a cut-off":          {"2026-12-03 19:30", calendar.Notice{Unit: calendar.Hours, Number: 48, CutOff: "17:00"}, "2026-12-01 17:00"},
		"48 hours before a morning, the cut-off says nothing": {"2026-12-03 09:30", calendar.Notice{Unit: calendar.Hours, Number: 48, CutOff: "17:00"}, "2026-12-01 09:30"},
		"none asked for":                                      {"2026-12-03 09:30", workdays(0), "2026-12-03 09:30"},
		"a leap day":                                          {"2028-03-01 09:30", calendar.Notice{Unit: calendar.CalendarDays, Number: 1}, "2028-02-29 23:59"},
	} {
		t.Run(name, func(t *testing.T) {
			company := china(t)
			latest, _ := company.Latest(c.arrive, c.notice)
			if got := latest.In(company.Zone).Format(plan.TimeLayout); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
			if company.Late(latest, c.arrive, c.notice) {
				t.Error("the latest moment itself is late")
			}
			if !company.Late(latest.Add(time.Nanosecond), c.arrive, c.notice) {
				t.Error("the moment after it is not late")
			}
		})
	}
}

func TestACompanyClosingIsNoWorkingDay(t *testing.T) {
	company := china(t)
	company.Closed = map[plan.Date]catalog.Text{"2026-12-01": catalog.Same("盘点")}
	count := company.Count("2026-12-03 09:30", workdays(2))
	if got := plan.TimeOf(count.Latest, company.Zone); got != "2026-11-30 23:59" {
		t.Errorf("latest: %s", got)
	}
	if diff := cmp.Diff([]calendar.Span{{From: "2026-12-01", Until: "2026-12-01", Name: catalog.Same("盘点")}}, count.Skipped); diff != "" {
		t.Error(diff)
	}
}

func TestSkippedDaysAreNamed(t *testing.T) {
	count := china(t).Count("2026-10-08 09:00", workdays(7))
	want := []calendar.Span{
		{From: "2026-09-25", Until: "2026-09-27", Name: catalog.Same("中秋节")},
		{From: "2026-10-01", Until: "2026-10-07", Name: catalog.Same("国庆节")},
	}
	if diff := cmp.Diff(want, count.Skipped); diff != "" {
		t.Error(diff)
	}
}

// A year without data is said; its weekends are left out all the same.
func TestUnknownYears(t *testing.T) {
	company := china(t)
	for name, c := range map[string]struct {
		arrive  plan.Time
		notice  calendar.Notice
		want    plan.Time
		unknown []int
	}{
		"in a year without data":             {"2027-02-10 09:00", workdays(2), "2027-02-08 23:59", []int{2027}},
		"over the turn of the year":          {"2027-01-05 09:00", workdays(3), "2026-12-31 23:59", []int{2027}},
		"the year of the visit did not help": {"2027-01-01 09:00", workdays(2), "2026-12-30 23:59", nil},
		"before the first year that is held": {"2025-01-02 09:00", workdays(2), "2024-12-30 23:59", []int{2024}},
		"two years":                          {"2028-01-04 09:00", workdays(300), "2026-11-10 23:59", []int{2027, 2028}},
		"hours need no calendar":             {"2027-02-10 09:00", calendar.Notice{Unit: calendar.Hours, Number: 48}, "2027-02-08 09:00", nil},
		"calendar days need none either":     {"2027-02-10 09:00", calendar.Notice{Unit: calendar.CalendarDays, Number: 2}, "2027-02-08 23:59", nil},
	} {
		t.Run(name, func(t *testing.T) {
			latest, unknown := company.Latest(c.arrive, c.notice)
			if got := plan.TimeOf(latest, company.Zone); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
			if diff := cmp.Diff(c.unknown, unknown); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// Hours are hours that pass; days are days whatever their length.
func TestDaylightSaving(t *testing.T) {
	for name, c := range map[string]struct {
		zone   string
		arrive plan.Time
		notice calendar.Notice
		want   string // in the zone, with its offset from UTC
	}{
		"Berlin puts the clock forward": {"Europe/Berlin", "2026-03-30 09:00", calendar.Notice{Unit: calendar.Hours, Number: 48}, "2026-03-28 08:00 +0100"},
		"Berlin puts it back":           {"Europe/Berlin", "2026-10-26 09:00", calendar.Notice{Unit: calendar.Hours, Number: 48}, "2026-10-24 10:00 +0200"},
		"New York puts it forward":      {"America/New_York", "2026-03-09 09:00", calendar.Notice{Unit: calendar.Hours, Number: 48}, "2026-03-07 08:00 -0500"},
		"New York puts it back":         {"America/New_York", "2026-11-02 09:00", calendar.Notice{Unit: calendar.Hours, Number: 48}, "2026-10-31 10:00 -0400"},
		"a short day is a day":          {"Europe/Berlin", "2026-03-30 09:00", calendar.Notice{Unit: calendar.CalendarDays, Number: 1}, "2026-03-29 23:59 +0200"},
		"a long one too":                {"America/New_York", "2026-11-02 09:00", calendar.Notice{Unit: calendar.CalendarDays, Number: 1}, "2026-11-01 23:59 -0500"},
		"working days pass over it":     {"Europe/Berlin", "2026-03-30 09:00", workdays(1), "2026-03-27 23:59 +0100"},
		"Cairo skips midnight":          {"Africa/Cairo", "2024-04-26 09:00", calendar.Notice{Unit: calendar.CalendarDays, Number: 1}, "2024-04-25 23:59 +0200"},
		"Beirut skips midnight":         {"Asia/Beirut", "2024-03-31 09:00", calendar.Notice{Unit: calendar.CalendarDays, Number: 1}, "2024-03-30 23:59 +0200"},
		"Havana has midnight twice":     {"America/Havana", "2024-11-03 09:00", calendar.Notice{Unit: calendar.CalendarDays, Number: 1}, "2024-11-02 23:59 -0400"},
	} {
		t.Run(name, func(t *testing.T) {
			company := &calendar.Calendar{Zone: zone(t, c.zone), Weekend: []time.Weekday{time.Saturday, time.Sunday}}
			latest, _ := company.Latest(c.arrive, c.notice)
			if got := latest.In(company.Zone).Format(plan.TimeLayout + " -0700"); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

func TestNoticeText(t *testing.T) {
	for _, c := range []struct {
		notice calendar.Notice
		want   catalog.Text
	}{
		{calendar.Notice{Unit: calendar.Hours, Number: 48}, catalog.Text{EN: "48 hours", ZH: "48 小时"}},
		{calendar.Notice{Unit: calendar.Hours, Number: 1}, catalog.Text{EN: "1 hour", ZH: "1 小时"}},
		{calendar.Notice{Unit: calendar.CalendarDays, Number: 2}, catalog.Text{EN: "2 days", ZH: "2 天"}},
		{workdays(1), catalog.Text{EN: "1 working day", ZH: "1 个工作日"}},
		{calendar.Notice{Unit: calendar.WorkingDays, Number: 2, CutOff: "17:00"},
			catalog.Text{EN: "2 working days (announced after 17:00 counts as the next day)", ZH: "2 个工作日（17:00 以后告知的，算第二天告知）"}},
	} {
		if got := c.notice.Text(); got != c.want {
			t.Errorf("%+v: %+v", c.notice, got)
		}
	}
}

func TestWithoutArrivalNothingIsLate(t *testing.T) {
	if china(t).Late(time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC), "", workdays(2)) {
		t.Error("late for no visit at all")
	}
}

// Late, Latest and Given agree with a clerk who counts forwards from the
// announcement, a day at a time.
func TestLateAgainstCountingForwards(t *testing.T) {
	companies := []*calendar.Calendar{china(t)}
	for _, z := range []string{"Europe/Berlin", "America/New_York"} {
		c := china(t)
		c.Zone, c.Closed = zone(t, z), map[plan.Date]catalog.Text{"2026-03-30": catalog.Same("x"), "2026-10-10": catalog.Same("x")}
		companies = append(companies, c)
	}
	rapid.Check(t, func(t *rapid.T) {
		c := rapid.SampledFrom(companies).Draw(t, "company")
		n := calendar.Notice{
			Unit:   rapid.SampledFrom([]string{calendar.Hours, calendar.CalendarDays, calendar.WorkingDays}).Draw(t, "unit"),
			Number: rapid.IntRange(1, 9).Draw(t, "number"),
			CutOff: rapid.SampledFrom([]string{"", "17:00", "12:30", "00:00"}).Draw(t, "cut-off"),
		}
		if n.Unit == calendar.Hours {
			n.Number *= 24
		}
		// Noon on, so that the visit is not in an hour that the clock skips.
		arrive := plan.Date("2026-01-15").Add(rapid.IntRange(0, 345).Draw(t, "day")).At("12:00").Add(rapid.IntRange(0, 600).Draw(t, "minute"))
		announced := arrive.In(c.Zone).Add(-time.Duration(rapid.IntRange(-600, 20*24*60*60).Draw(t, "ahead")) * time.Second)
		given := forwards(c, announced, arrive, n)
		if late := c.Late(announced, arrive, n); late != (given < n.Number) {
			t.Errorf("late %v, and %d given of %d", late, given, n.Number)
		}
		latest, _ := c.Latest(arrive, n)
		if announced.After(latest) != c.Late(announced, arrive, n) {
			t.Errorf("the latest is %s", latest)
		}
		if got, want := c.Given(announced, arrive, n), min(given, n.Number); got != want {
			t.Errorf("given %d, want %d", got, want)
		}
	})
}

// forwards is how much notice there was, in units of n.
func forwards(c *calendar.Calendar, announced time.Time, arrive plan.Time, n calendar.Notice) int {
	day := plan.TimeOf(announced, c.Zone).Date()
	if n.CutOff != "" && announced.In(c.Zone).Format("15:04:05") > n.CutOff+":00" {
		day = day.Add(1)
		announced = day.At("00:00").In(c.Zone)
	}
	given := 0
	switch n.Unit {
	case calendar.Hours:
		return max(0, int(arrive.In(c.Zone).Sub(announced)/time.Hour))
	case calendar.WorkingDays:
		// Announced on a day that is not worked: on the next working day.
		for ; day < arrive.Date(); day = day.Add(1) {
			if working, _ := c.Working(day); working {
				given++
			}
		}
	case calendar.CalendarDays:
		for ; day < arrive.Date(); day = day.Add(1) {
			given++
		}
	}
	return given
}

func FuzzLatest(f *testing.F) {
	f.Add("2026-10-08 09:00", calendar.WorkingDays, 2, "17:00")
	f.Add("0000-01-01 00:00", calendar.WorkingDays, 3, "")
	f.Add("9999-12-31 23:59", calendar.CalendarDays, 400, "25:99")
	f.Fuzz(func(t *testing.T, arrive, unit string, number int, cutOff string) {
		at, err := plan.ParseTime(arrive)
		if err != nil || number < 0 || number > 8760 {
			return
		}
		n := calendar.Notice{Unit: unit, Number: number, CutOff: cutOff}
		c := china(t)
		latest, _ := c.Latest(at, n)
		if at < "0100" {
			return // the count may lead to before the year 0, where no date can be written
		}
		if latest.After(at.In(c.Zone)) {
			t.Errorf("%v before %s is %s", n, at, latest)
		}
		if got := c.Given(latest, at, n); got != n.Number {
			t.Errorf("the latest moment %s gives %d of %d", latest, got, n.Number)
		}
	})
}

func BenchmarkLatest(b *testing.B) {
	c := china(b)
	for b.Loop() {
		c.Latest("2026-10-08 09:00", calendar.Notice{Unit: calendar.WorkingDays, Number: 2, CutOff: "17:00"})
	}
}
