package main

import (
	"strings"
	"testing"
)

// Whoever sealed a file may be anybody: its text does not command the terminal.
func TestOpenOnTerminal(t *testing.T) {
	for text, want := range map[string]string{
		"purpose: 收购　谈判 # é\n\tx\r\n": "purpose: 收购　谈判 # é\n\tx\n",
		"\x1b]0;title\a\x1b[2J":       "\ufffd]0;title\ufffd\ufffd[2J",
		"\u009b2J\u202egnp":           "\ufffd2J\ufffdgnp",
	} {
		if got := strings.Map(harmless, text); got != want {
			t.Errorf("%q is shown as %q", text, got)
		}
	}
}
