package feed_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"usher/internal/feed"
	"usher/internal/plan"
)

// Whatever a plan says, a calendar stays one, and says nothing else than the plan.
func FuzzText(f *testing.F) {
	for _, s := range []string{
		"恒泰电子", "a;b,c\\n", "\\", "line\r\nBEGIN:VEVENT\r\nUID:x", "x\nEND:VCALENDAR", "a\x00\x1b[31mb", "\u202e\u2066abc",
		strings.Repeat("华清精密制造", 40), strings.Repeat("a", 74) + "é", strings.Repeat("👩‍🔬", 30), "\xff\xfe", `"quoted":`, "\t tab",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		p := huaqing()
		p.Customer.Organization, p.Purpose, p.Vehicles[0].From, p.Applicant.Name = s, s, s, s
		for name, calendar := range draw(t, shanghai(t), told(p, 0)) {
			if name != "all.ics" {
				continue
			}
			all := events(t, calendar)
			if len(all) != 1 {
				t.Fatalf("%d events out of one visit", len(all))
			}
			for _, e := range all {
				want := "来访 Visit：" + kept(s)
				if got := unescape(e.value("SUMMARY")); got != want {
					t.Errorf("says %q, want %q", got, want)
				}
			}
		}
	})
}

// kept is what a calendar keeps of a text: line breaks are one kind, and what
// controls something is gone.
func kept(s string) string {
	s = strings.ToValidUTF8(s, "\ufffd")
	s = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(s)
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == '\n', r == '\t', r >= ' ' && r < 0x7f, r >= 0xa0 && r < 0x2028:
			b.WriteRune(r)
		case r < 0xa0, r <= 0x202e, r >= 0x2066 && r <= 0x2069, r >= 0xfdd0 && r <= 0xfdef, r == 0xfeff, r&0xfffe == 0xfffe:
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// A line of any characters comes back whole from its folds.
func FuzzFold(f *testing.F) {
	f.Add("x", 3)
	f.Add("汉", 73)
	f.Add("👩‍🔬", 200)
	f.Fuzz(func(t *testing.T, s string, n int) {
		if n < 0 || n > 400 || len(s) > 100 || !utf8.ValidString(s) {
			return
		}
		p := &plan.Plan{
			ID: "x", File: "visits/x.yaml", Arrive: "2026-12-01 09:00", Depart: "2026-12-01 10:00",
			Customer: plan.Customer{Organization: strings.Repeat("a", n) + strings.Repeat(s, 1+n%7)},
		}
		for _, e := range events(t, draw(t, feed.Options{Company: works(t, "Europe/Berlin")}, told(p, 0))["all.ics"]) {
			if got, want := unescape(e.value("SUMMARY")), "来访 Visit："+kept(p.Customer.Organization); got != want {
				t.Errorf("says %q, want %q", got, want)
			}
		}
	})
}
