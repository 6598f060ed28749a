package feed_test

import (
	"bytes"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"
)

// This is a reader of RFC 5545 by the letter: what it does not expect is an error.

// component is a BEGIN … END of an iCalendar object.
type component struct {
	name  string
	lines []property
	inner []component
}

type property struct{ Name, Params, Value string }

func (c component) value(name string) string {
	for _, p := range c.lines {
		if p.Name == name {
			return p.Value
		}
	}
	return ""
}

func (c component) count(name string) (n int) {
	for _, p := range c.lines {
		if p.Name == name {
			n++
		}
	}
	return n
}

// contentLine is the ABNF of 3.1, without quoted parameters, which we write none of.
var contentLine = regexp.MustCompile(`^([A-Z0-9-]+)((?:;[A-Z0-9-]+=[^\x00-\x08\x0a-\x1f\x7f",:;]+)*):([^\x00-\x08\x0a-\x1f\x7f]*)$`)

// parse reads an object: lines of at most 75 octets that end in CRLF, folded inside
// no character, components that end where they should.
func parse(t testing.TB, data []byte) component {
	t.Helper()
	if !bytes.HasSuffix(data, []byte("\r\n")) {
		t.Fatalf("the last line has no end: %q", data[max(0, len(data)-20):])
	}
	var unfolded []string
	for _, line := range strings.Split(strings.TrimSuffix(string(data), "\r\n"), "\r\n") {
		switch {
		case len(line) > 75:
			t.Errorf("%d octets: %q", len(line), line)
		case !utf8.ValidString(line):
			t.Errorf("folded inside a character: %q", line)
		case strings.ContainsAny(line, "\r\n"):
			t.Errorf("a line end that is none: %q", line)
		}
		if rest, ok := strings.CutPrefix(line, " "); ok && len(unfolded) > 0 {
			unfolded[len(unfolded)-1] += rest
		} else {
			unfolded = append(unfolded, line)
		}
	}
	open := []component{{}}
	for _, line := range unfolded {
		m := contentLine.FindStringSubmatch(line)
		if m == nil {
			t.Fatalf("not a content line: %q", line)
		}
		last := &open[len(open)-1]
		switch p := (property{m[1], m[2], m[3]}); p.Name {
		case "BEGIN":
			open = append(open, component{name: p.Value})
		case "END":
			if last.name != p.Value || len(open) < 2 {
				t.Fatalf("END:%s inside %s", p.Value, last.name)
			}
			open[len(open)-2].inner = append(open[len(open)-2].inner, *last)
			open = open[:len(open)-1]
		default:
			last.lines = append(last.lines, p)
		}
	}
	if len(open) != 1 || len(open[0].inner) != 1 || open[0].inner[0].name != "VCALENDAR" || len(open[0].lines) > 0 {
		t.Fatalf("not one whole VCALENDAR: %+v", open)
	}
	return open[0].inner[0]
}

// The value types that we write (3.3).
const (
	dateTime = `\d{4}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3])[0-5]\d[0-5]\d`
	textType = `([^\\;,]|\\[\\;,nN])*`
)

// values says of each property what its value looks like, and of which component
// it is one (3.6, 3.7, 3.8; RFC 7986, 5.1).
var values = compiled(map[string]map[string]string{
	"VCALENDAR": {
		"VERSION": `2\.0`, "PRODID": textType, "CALSCALE": "GREGORIAN", "NAME": textType, "X-WR-CALNAME": textType,
	},
	"VEVENT": {
		"UID": `[0-9a-f]{32}@usher`, "DTSTAMP": dateTime + "Z", "LAST-MODIFIED": dateTime + "Z", "SEQUENCE": `\d+`,
		"DTSTART": dateTime + "Z?", "DTEND": dateTime + "Z?", "STATUS": "CONFIRMED|CANCELLED", "TRANSP": "TRANSPARENT",
		"SUMMARY": textType, "LOCATION": textType, "DESCRIPTION": textType, "CLASS": "PUBLIC|PRIVATE|CONFIDENTIAL",
		"URL": `https?://[!-~]+`,
	},
	"VTIMEZONE": {"TZID": `[A-Za-z0-9_+/-]+`},
	"STANDARD":  observance, "DAYLIGHT": observance,
})

func compiled(forms map[string]map[string]string) map[string]map[string]*regexp.Regexp {
	out := map[string]map[string]*regexp.Regexp{}
	for component, properties := range forms {
		out[component] = map[string]*regexp.Regexp{}
		for name, form := range properties {
			out[component][name] = regexp.MustCompile("^(" + form + ")$")
		}
	}
	return out
}

var observance = map[string]string{
	"DTSTART": dateTime, "TZOFFSETFROM": `[+-]\d{4}(\d\d)?`, "TZOFFSETTO": `[+-]\d{4}(\d\d)?`, "TZNAME": textType,
	"RRULE": `FREQ=YEARLY;BYMONTH=([1-9]|1[0-2]);BYDAY=(-1|[1-5])(MO|TU|WE|TH|FR|SA|SU)(;UNTIL=` + dateTime + `Z)?`,
}

// required are the properties without which a component is none.
var required = map[string][]string{
	"VCALENDAR": {"VERSION", "PRODID"},
	"VEVENT":    {"UID", "DTSTAMP", "DTSTART", "DTEND", "SEQUENCE", "SUMMARY"},
	"VTIMEZONE": {"TZID"},
	"STANDARD":  {"DTSTART", "TZOFFSETFROM", "TZOFFSETTO"},
	"DAYLIGHT":  {"DTSTART", "TZOFFSETFROM", "TZOFFSETTO"},
}

// inside says which components a component may hold.
var inside = map[string][]string{"VCALENDAR": {"VTIMEZONE", "VEVENT"}, "VTIMEZONE": {"STANDARD", "DAYLIGHT"}}

// grammatical holds a calendar against the grammar.
func grammatical(t testing.TB, name string, data []byte) {
	t.Helper()
	root := parse(t, data)
	if len(root.inner) == 0 {
		t.Errorf("%s: a calendar needs a component", name)
	}
	zone := root.inner[0].value("TZID")
	var walk func(c component)
	walk = func(c component) {
		for _, p := range required[c.name] {
			if c.count(p) != 1 {
				t.Errorf("%s: %s has %d %s", name, c.name, c.count(p), p)
			}
		}
		for _, p := range c.lines {
			form, ok := values[c.name][p.Name]
			if !ok || !form.MatchString(p.Value) {
				t.Errorf("%s: %s:%s in %s", name, p.Name, p.Value, c.name)
			}
			if c.count(p.Name) > 1 {
				t.Errorf("%s: %s twice in %s", name, p.Name, c.name)
			}
			timed := c.name == "VEVENT" && (p.Name == "DTSTART" || p.Name == "DTEND") && !strings.HasSuffix(p.Value, "Z")
			if want := ";TZID=" + zone; timed && p.Params != want || !timed && p.Params != "" {
				t.Errorf("%s: parameters %q of %s", name, p.Params, p.Name)
			}
		}
		for _, inner := range c.inner {
			if !slices.Contains(inside[c.name], inner.name) {
				t.Errorf("%s: %s inside %s", name, inner.name, c.name)
			}
			walk(inner)
		}
		if c.name == "VTIMEZONE" && len(c.inner) == 0 {
			t.Errorf("%s: a time zone without a rule", name)
		}
	}
	walk(root)
}

// unescape reads a value of type TEXT (3.3.11).
func unescape(value string) string {
	var b strings.Builder
	for i := 0; i < len(value); i++ {
		if value[i] != '\\' || i+1 == len(value) {
			b.WriteByte(value[i])
			continue
		}
		i++
		if value[i] == 'n' || value[i] == 'N' {
			b.WriteByte('\n')
		} else {
			b.WriteByte(value[i])
		}
	}
	return b.String()
}

// seconds reads an offset from UTC (3.3.14).
func seconds(t testing.TB, offset string) int {
	t.Helper()
	total := 0
	for i, unit := range []int{3600, 60, 1} {
		if at := 1 + 2*i; at < len(offset) {
			n, err := strconv.Atoi(offset[at : at+2])
			if err != nil {
				t.Fatal(err)
			}
			total += n * unit
		}
	}
	if offset[0] == '-' {
		return -total
	}
	return total
}
