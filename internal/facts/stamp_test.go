package facts

import (
	"testing"

	"usher/internal/plan"
)

func TestStampIsTheTime(t *testing.T) {
	for _, at := range []plan.Time{"2026-12-03 09:30", "0001-01-01 00:00", "9999-12-31 23:59", ""} {
		if got := stampOf(at).time(); got != at {
			t.Errorf("%q became %q", at, got)
		}
	}
	if stampOf("2026-12-31 23:59") >= stampOf("2027-01-01 00:00") {
		t.Error("stamps do not compare as times do")
	}
}
