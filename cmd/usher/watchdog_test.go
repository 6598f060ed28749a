package main

import (
	"strings"
	"testing"
	"time"

	"usher/internal/catalog"
)

// An evaluation that does not come to an end is stopped, and the file is named;
// many short ones, together longer than the limit, are not.
func TestWatchdog(t *testing.T) {
	barked := make(chan catalog.Text, 1)
	w := &watchdog{limit: 100 * time.Millisecond, bark: func(why catalog.Text) {
		select {
		case barked <- why:
		default:
		}
	}}
	for range 40 {
		w.working("policies/rules/short.cue")
		time.Sleep(10 * time.Millisecond)
		w.working("")
	}
	select {
	case why := <-barked:
		t.Fatalf("barked at short evaluations: %s", why.EN)
	default:
	}
	w.working("policies/rules/endless.cue")
	select {
	case why := <-barked:
		if !strings.Contains(why.EN, "policies/rules/endless.cue") || !strings.Contains(why.ZH, "policies/rules/endless.cue") {
			t.Errorf("does not name the file: %s", why.EN)
		}
	case <-time.After(10 * time.Second):
		t.Fatal("never barked")
	}
}
