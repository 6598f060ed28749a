package source_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"usher/internal/diag"
	"usher/internal/source"
)

const placed = `category: C                # class
customer:
  organization: "恒泰 电子"
  guests:
    - name: 陈立
      position: 采购总监
    -
      name: 👩‍💼 王
purpose: >
  洽谈
  协议

requirements: [投影仪, {a: [b, "]"]}, it's]
summary: one
  two   # and a comment
contact:
leaders:
- 李建华
`

// Every path has a place: that of its value, or of its name where the value is
// written below it, or of the nearest thing that is there.
func TestRange(t *testing.T) {
	doc, found := source.Parse("visits/x.yaml", []byte(placed))
	if len(found) > 0 {
		t.Fatal(found)
	}
	path := func(names ...any) []any { return names }
	for _, c := range []struct {
		path []any
		want string // the text there, and where it begins
	}{
		{nil, "1:1 "},
		{path("category"), "1:11 C"},
		{path("customer"), "2:1 customer"},
		{path("customer", "organization"), `3:17 "恒泰 电子"`},
		{path("customer", "guests"), "4:3 guests"},
		{path("customer", "guests", 0), "5:7 name"},
		{path("customer", "guests", 0, "position"), "6:17 采购总监"},
		{path("customer", "guests", 1), "8:7 name"},
		{path("customer", "guests", 1, "name"), "8:13 👩‍💼 王"},
		{path("customer", "guests", 1, "position"), "8:7 name"},
		{path("customer", "guests", 9, "position"), "4:3 guests"},
		{path("customer", "headcount"), "2:1 customer"},
		{path("purpose"), "9:10 >\n  洽谈\n  协议"},
		{path("requirements"), `13:15 [投影仪, {a: [b, "]"]}, it's]`},
		{path("requirements", 0), "13:16 投影仪"},
		{path("requirements", 1), `13:21 {a: [b, "]"]}`},
		{path("requirements", 1, "a"), `13:25 [b, "]"]`},
		{path("requirements", 2), "13:36 it's"},
		{path("summary"), "14:10 one\n  two"},
		{path("contact"), "16:1 contact"},
		{path("leaders", 0), "18:3 李建华"},
		{path("depart"), "1:1 "},
		{path(true), "1:1 "},
	} {
		if got := shown(doc, doc.Range(c.path)); got != c.want {
			t.Errorf("%v is at %q, want %q", c.path, got, c.want)
		}
	}
	for _, c := range []struct {
		path []any
		want string
	}{
		{path("category"), "1:1 category"},
		{path("customer", "guests", 0, "position"), "6:7 position"},
		{path("customer", "guests", 0), "5:7 name"},
		{path("customer", "headcount"), "2:1 customer"},
	} {
		if got := shown(doc, doc.KeyRange(c.path)); got != c.want {
			t.Errorf("the name of %v is at %q, want %q", c.path, got, c.want)
		}
	}
}

// Places are those of the file as typed, not of what was read instead.
func TestRangeOfMended(t *testing.T) {
	doc, _ := source.Parse("visits/x.yaml", []byte("customer：\n\t\torganization：Visit: Acme\r\nrooms: ［{room：a，from：b｝]\n"))
	for _, c := range []struct {
		path []any
		want string
	}{
		{[]any{"customer"}, "1:1 customer"},
		{[]any{"customer", "organization"}, "2:16 Visit: Acme"},
		{[]any{"rooms"}, "3:8 ［{room：a，from：b｝]"},
		{[]any{"rooms", 0, "room"}, "3:15 a"},
		{[]any{"rooms", 0, "from"}, "3:22 b"},
	} {
		if got := shown(doc, doc.Range(c.path)); got != c.want {
			t.Errorf("%v is at %q, want %q", c.path, got, c.want)
		}
	}
}

// A document that forgot its nodes has the same places as before.
func TestForget(t *testing.T) {
	doc, _ := source.Parse("visits/x.yaml", []byte("category: C\npurpose： x\ncategory: D\n"))
	before := doc.Range([]any{"purpose"})
	doc.Forget()
	if !doc.Readable() {
		t.Error("it can be read no more")
	}
	if diff := cmp.Diff(before, doc.Range([]any{"purpose"})); diff != "" {
		t.Error(diff)
	}
	if !doc.Repeated(doc.Root().Content[4]) {
		t.Error("that a field is given twice was forgotten")
	}
}

// shown is where a range begins, and the text in it.
func shown(doc *source.Document, r diag.Range) string {
	var lines []string
	for n := r.Start.Line; n <= r.End.Line; n++ {
		line := []rune(doc.Line(n))
		from, to := 0, len(line)
		if n == r.Start.Line {
			from = r.Start.Column - 1
		}
		if n == r.End.Line {
			to = r.End.Column - 1
		}
		lines = append(lines, string(line[from:to]))
	}
	return place(r)[:strings.IndexByte(place(r), '-')] + " " + strings.Join(lines, "\n")
}
