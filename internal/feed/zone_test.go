package feed_test

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"usher/internal/feed"
	"usher/internal/plan"
)

// stay is a visit from one day to another.
func stay(from, until plan.Time) feed.Visit {
	return told(&plan.Plan{ID: "x", File: "visits/x.yaml", Customer: plan.Customer{Organization: "x"}, Arrive: from, Depart: until}, 0)
}

// What a VTIMEZONE says, read by its rules, is what the zone database says, in
// each hour of the years that a calendar tells of.
func TestZones(t *testing.T) {
	for _, zone := range []string{
		"Asia/Shanghai", "Europe/Berlin", "America/New_York", "UTC", "Asia/Kolkata",
		"Australia/Sydney", "Australia/Lord_Howe", "America/Santiago", "Europe/Dublin",
		"Asia/Tehran", "Africa/Casablanca", "Europe/Moscow", "Pacific/Apia",
	} {
		for _, years := range [][2]int{{2026, 2026}, {2024, 2028}, {2006, 2012}, {2021, 2023}} {
			t.Run(fmt.Sprint(zone, years), func(t *testing.T) {
				first, last := plan.Time(fmt.Sprint(years[0], "-01-01 09:00")), plan.Time(fmt.Sprint(years[1], "-12-31 09:00"))
				c := works(t, zone)
				calendar := draw(t, feed.Options{Company: c}, stay(first, last))["all.ics"]
				rules := observances(t, parse(t, []byte(calendar)).inner[0])
				for at := first.In(c.Zone); !at.After(last.In(c.Zone)); at = at.Add(time.Hour) {
					name, want := at.Zone()
					if got := rules.at(at); got.to != want || got.name != name {
						t.Fatalf("at %v the offset is %d %s, want %d %s:\n%s", at, got.to, got.name, want, name, calendar)
					}
				}
			})
		}
	}
}

// The rules that readers know by heart.
func TestZonesAsRules(t *testing.T) {
	for zone, want := range map[string][]string{
		"Asia/Shanghai":    nil,
		"Europe/Berlin":    {"FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU", "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU"},
		"America/New_York": {"FREQ=YEARLY;BYMONTH=11;BYDAY=1SU", "FREQ=YEARLY;BYMONTH=3;BYDAY=2SU"},
	} {
		calendar := draw(t, feed.Options{Company: works(t, zone)}, stay("2026-12-01 09:00", "2026-12-01 10:00"))["all.ics"]
		var got []string
		for _, o := range parse(t, []byte(calendar)).inner[0].inner {
			if r := o.value("RRULE"); r != "" {
				got = append(got, r)
			}
		}
		slices.Sort(got)
		if !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", zone, got, want)
		}
	}
}

// A wall clock that daylight saving skips or shows twice is told in UTC.
func TestMinutesThatAreSkippedOrRepeated(t *testing.T) {
	for from, want := range map[plan.Time]string{
		"2026-03-29 01:59": ";TZID=Europe/Berlin 20260329T015900",
		"2026-03-29 03:00": ";TZID=Europe/Berlin 20260329T030000",
		"2026-10-25 01:59": ";TZID=Europe/Berlin 20261025T015900",
		"2026-10-25 03:00": ";TZID=Europe/Berlin 20261025T030000",
		"2026-03-29 02:30": "Z",
		"2026-10-25 02:30": "Z",
	} {
		c := works(t, "Europe/Berlin")
		calendar := draw(t, feed.Options{Company: c}, stay(from, from.Date().At("09:00")))["all.ics"]
		for _, e := range events(t, calendar) {
			for _, p := range e.lines {
				got := p.Params + " " + p.Value
				if p.Name == "DTSTART" && got != want && (want != "Z" || p.Value != from.In(c.Zone).UTC().Format("20060102T150405Z")) {
					t.Errorf("%s: %q, want %q", from, got, want)
				}
			}
		}
	}
}

// rule is a STANDARD or DAYLIGHT with all its onsets up to the year 2040.
type rule struct {
	from, to int
	name     string
	onsets   []time.Time // as instants
}

type rules []rule

// at is the rule with the latest onset up to an instant.
func (all rules) at(at time.Time) rule {
	var best rule
	var latest time.Time
	for _, r := range all {
		for _, onset := range r.onsets {
			if !onset.After(at) && (best.name == "" || onset.After(latest)) {
				best, latest = r, onset
			}
		}
	}
	return best
}

func observances(t *testing.T, zone component) rules {
	var all rules
	for _, o := range zone.inner {
		r := rule{from: seconds(t, o.value("TZOFFSETFROM")), to: seconds(t, o.value("TZOFFSETTO")), name: o.value("TZNAME")}
		first, err := time.Parse("20060102T150405", o.value("DTSTART"))
		if err != nil {
			t.Fatal(err)
		}
		instant := func(local time.Time) time.Time { return local.Add(-time.Duration(r.from) * time.Second) }
		r.onsets = []time.Time{instant(first)}
		parts := map[string]string{}
		for _, part := range strings.Split(o.value("RRULE"), ";") {
			key, value, _ := strings.Cut(part, "=")
			parts[key] = value
		}
		if parts["FREQ"] == "YEARLY" {
			for year := first.Year() + 1; year <= 2040; year++ {
				next := instant(nth(t, first, year, parts["BYMONTH"], parts["BYDAY"]))
				if until, err := time.Parse("20060102T150405Z", parts["UNTIL"]); err == nil && next.After(until) {
					break
				}
				r.onsets = append(r.onsets, next)
			}
		}
		all = append(all, r)
	}
	return all
}

// nth is the day of a year that BYMONTH and BYDAY mean, at first's time.
func nth(t *testing.T, first time.Time, year int, month, byDay string) time.Time {
	m, err := strconv.Atoi(month)
	if err != nil {
		t.Fatal(err)
	}
	n, err := strconv.Atoi(byDay[:len(byDay)-2])
	if err != nil {
		t.Fatal(err)
	}
	var days []time.Time
	for day := time.Date(year, time.Month(m), 1, first.Hour(), first.Minute(), first.Second(), 0, time.UTC); int(day.Month()) == m; day = day.AddDate(0, 0, 1) {
		if strings.HasPrefix(strings.ToUpper(day.Weekday().String()), byDay[len(byDay)-2:]) {
			days = append(days, day)
		}
	}
	if n < 0 {
		return days[len(days)+n]
	}
	return days[n-1]
}
