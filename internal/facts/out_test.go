package facts

import (
	"testing"

	"usher/internal/plan"
)

// A month that lacks the day ends the term with its last.
func TestKeptUntil(t *testing.T) {
	for _, c := range []struct {
		arrive, depart plan.Time
		months         int
		want           plan.Date
	}{
		{"2026-12-09 14:00", "2026-12-10 17:00", 24, "2028-12-10"},
		{"2026-12-30 14:00", "2026-12-31 17:00", 2, "2027-02-28"},
		{"2027-12-31 14:00", "", 2, "2028-02-29"},
		{"2028-02-29 14:00", "2028-02-29 17:00", 12, "2029-02-28"},
		{"", "2028-02-29 17:00", 1, "2028-03-29"},
		{"", "", 24, ""},
	} {
		if got := KeptUntil(&plan.Plan{Arrive: c.arrive, Depart: c.depart}, c.months); got != c.want {
			t.Errorf("%s to %s is kept for %d months, until %q, want %q", c.arrive, c.depart, c.months, got, c.want)
		}
	}
}
