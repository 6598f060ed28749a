package suggest

import "testing"

func TestClosest(t *testing.T) {
	fields := []string{"headcount", "contact", "guests", "organization", "from"}
	for _, c := range []struct{ typed, want string }{
		{"headcout", "headcount"},
		{"haedcount", "headcount"},
		{"organisation", "organization"},
		{"form", "from"}, // two letters swapped are one slip
		{"guest", "guests"},
		{"budget", ""},
		{"x", ""},
		{"", ""},
		{"客人", ""},
	} {
		if got := Closest(c.typed, fields); got != c.want {
			t.Errorf("Closest(%q) = %q, want %q", c.typed, got, c.want)
		}
	}
}
