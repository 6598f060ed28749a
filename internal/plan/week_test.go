package plan_test

import (
	"testing"

	"usher/internal/plan"
)

func TestWeek(t *testing.T) {
	for _, test := range []struct {
		day    plan.Date
		week   plan.Week
		monday plan.Date
	}{
		{"2026-12-03", "2026-W49", "2026-11-30"},
		{"2026-11-30", "2026-W49", "2026-11-30"},
		{"2026-12-06", "2026-W49", "2026-11-30"},
		{"2026-12-07", "2026-W50", "2026-12-07"},
		// 2026 has 53 weeks, and the last one ends in 2027.
		{"2026-12-31", "2026-W53", "2026-12-28"},
		{"2027-01-01", "2026-W53", "2026-12-28"},
		{"2027-01-03", "2026-W53", "2026-12-28"},
		{"2027-01-04", "2027-W01", "2027-01-04"},
		// The first week of 2025 begins in 2024.
		{"2024-12-30", "2025-W01", "2024-12-30"},
		{"2024-12-29", "2024-W52", "2024-12-23"},
	} {
		if got := test.day.Week(); got != test.week {
			t.Errorf("%s is in %s, want %s", test.day, got, test.week)
		}
		if got := test.week.Monday(); got != test.monday {
			t.Errorf("%s begins on %s, want %s", test.week, got, test.monday)
		}
	}
	// Each day of some years is in the week that begins on the Monday before it.
	for d := plan.Date("2019-12-20"); d < "2033-01-10"; d = d.Add(1) {
		monday := d.Week().Monday()
		if monday > d || monday.Add(6) < d || monday.Weekday() != 1 {
			t.Fatalf("%s: week %s begins on %s", d, d.Week(), monday)
		}
	}
}

func TestParseWeek(t *testing.T) {
	for _, good := range []string{"2026-W49", "2026-W01", "2026-W53"} {
		if w, err := plan.ParseWeek(good); err != nil || string(w) != good {
			t.Errorf("%s: %q, %v", good, w, err)
		}
	}
	for _, bad := range []string{"", "2026", "2026-W00", "2026-W54", "2025-W53", "2026-W1", "2026W49", "2026-49", "26-W49", "2026-W049", " 2026-W49", "2026-W49 ", "2026-w49", "+026-W49", "2026-W+9", "第49周"} {
		if w, err := plan.ParseWeek(bad); err == nil {
			t.Errorf("%q was taken for %q", bad, w)
		}
	}
}
