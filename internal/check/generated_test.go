//go:build unix

package check_test

import (
	"testing"

	"usher/internal/bench"
)

// What is measured is what usually happens: the generated plans pass every rule,
// though the five rooms are taken twice a day.
func TestGeneratedPlansPass(t *testing.T) {
	r := checkAll(t, layOut(t, bench.Plans(300, 1, 0)))
	for _, d := range r.Diagnostics {
		t.Errorf("%s %s: %s", d.File, d.Rule, d.Message.EN)
	}
}
