package plan_test

import (
	"testing"

	"usher/internal/plan"
)

// What is missing because it is sealed is no mistake; all else is.
func TestSealedIsNoMistake(t *testing.T) {
	p := &plan.Plan{
		Sealed: &plan.Sealed{Fields: []string{"customer.guests", "outcome", "programme.what"}},
		Wrong:  map[string]bool{"customer/guests": true, "outcome": true, "programme/0/what": true, "programme/1/at": true, "depart": true},
	}
	for _, c := range []struct {
		at             []any
		mistaken, shut bool
	}{
		{[]any{"customer"}, false, true},
		{[]any{"customer", "headcount"}, false, false},
		{[]any{"outcome", "follow-ups"}, false, true},
		{[]any{"programme"}, true, true},
		{[]any{"programme", 0}, false, true},
		{[]any{"depart"}, true, false},
		{[]any{"arrive"}, false, false},
	} {
		if got := p.Mistaken(c.at...); got != c.mistaken {
			t.Errorf("%v is mistaken: %v", c.at, got)
		}
		if got := p.Shut(c.at...); got != c.shut {
			t.Errorf("%v is shut: %v", c.at, got)
		}
	}
	if !p.Mistaken() {
		t.Error("nothing is mistaken")
	}
	p.Wrong = map[string]bool{"outcome": true}
	if p.Mistaken() {
		t.Error("what is sealed is mistaken")
	}
	p.Opened = p.Sealed.Fields
	if p.Shut("outcome") {
		t.Error("what a key has opened is shut")
	}
	if p.Sealed = nil; !p.Mistaken() || p.Shut("outcome") {
		t.Error("nothing is sealed")
	}
}
