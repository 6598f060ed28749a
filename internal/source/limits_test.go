package source_test

import (
	"bytes"
	"strings"
	"testing"

	"usher/internal/source"
)

// Files that are no plans, most of them made to hurt: each is refused in a few
// words, and in no time that anybody would notice.
func TestHostile(t *testing.T) {
	fill := func(part string) []byte { return []byte(strings.Repeat(part, source.MaxBytes/len(part))) }
	after := func(head, part string) []byte {
		return []byte(head + strings.Repeat(part, (source.MaxBytes-len(head))/len(part)))
	}
	var stairs strings.Builder
	for i := range 1000 {
		stairs.WriteString(strings.Repeat(" ", i) + "a:\n")
	}
	for name, data := range map[string][]byte{
		"50 MB":                     make([]byte, 50<<20),
		"10,000 levels of brackets": []byte("a: " + strings.Repeat("[", 10000) + strings.Repeat("]", 10000)),
		"10,000 levels of fields":   []byte(strings.Repeat("{a: ", 10000)),
		"10,000 levels of items":    []byte(strings.Repeat("- ", 10000) + "a"),
		"1,000 levels of lines":     []byte(stairs.String()),
		"a bomb of aliases":         []byte("a: &a [x, x]\n" + strings.Repeat("b: &b [*a, *a, *a, *a]\n", 1000)),
		"brackets":                  fill("["),
		"closing brackets":          fill("]"),
		"dashes":                    fill("-\n"),
		"colons":                    fill(": "),
		"fields on a line":          fill("a: "),
		"fields without a value":    fill("a:\n"),
		"the same field":            fill("a: b\n"),
		"lines that do not line up": fill("a: b\n   c: d\n  e: f\n"),
		"deeper and deeper":         fill("a: b\n c: d\n  e: f\n   g: h\n"),
		"lines without a colon":     fill("x y\n"),
		"quotes":                    fill(`"`),
		"quotes that nobody closes": fill("a: \"b\n"),
		"open brackets":             fill("a: [b\n"),
		"comments":                  fill("# c\n"),
		"anchors":                   fill("a: &a b\n"),
		"aliases on a line":         after("a: [", "*a, "),
		"aliases on many lines":     after("a: [\n", " *a,\n"),
		"full-width commas":         after("a: [\n", " b，\n"),
		"tabs":                      fill("\t"),
		"tabs and a field":          fill("\ta: b\n"),
		"spaces":                    fill(" "),
		"line ends":                 fill("\n"),
		"carriage returns":          fill("\r"),
		"full-width colons":         fill("："),
		"question marks":            fill("? "),
		"control characters":        fill("\x01\n"),
		"invisible characters":      after("a: ", "\u200bx"),
		"marks between documents":   fill("---\n"),
		"unfinished merges":         fill("<<<<<<< \n"),
		"backslashes":               after(`a: "`, `\x`),
		"many fields, then a fault": after(`"a": b: c`+"\n", "a: {b: c}\n"),
		"faults of the parser":      fill("\"a\": b: c\n"),
		"bytes that are no text":    bytes.Repeat([]byte{0xFF, 'a', '\n'}, source.MaxBytes/3),
	} {
		t.Run(name, func(t *testing.T) {
			doc, found := source.Parse("visits/x.yaml", data)
			if len(found) == 0 {
				t.Fatal("nothing was told")
			}
			if len(found) > 2100 {
				t.Errorf("%d mistakes were told", len(found))
			}
			sound(t, doc, found)
		})
	}
}

// The limits themselves are inside.
func TestLimits(t *testing.T) {
	for name, c := range map[string]struct {
		data string
		ok   bool
	}{
		"as large as allowed":      {"purpose: x\n" + strings.Repeat("# 01234\n", (source.MaxBytes-11)/8), true},
		"one byte larger":          {"purpose: x\n" + strings.Repeat("#", source.MaxBytes-10), false},
		"as deep as allowed":       {"a: " + strings.Repeat("[", source.MaxDepth-1) + strings.Repeat("]", source.MaxDepth-1), true},
		"one deeper":               {"a: " + strings.Repeat("[", source.MaxDepth) + strings.Repeat("]", source.MaxDepth), false},
		"a line as long as it may": {"a: " + strings.Repeat("x", source.MaxLine-3), true},
		"a line one byte longer":   {"a: " + strings.Repeat("x", source.MaxLine-2), false},
	} {
		doc, found := source.Parse("visits/x.yaml", []byte(c.data))
		if ok := len(found) == 0 && doc.Root() != nil; ok != c.ok {
			t.Errorf("%s: read %v, want %v: %+v", name, ok, c.ok, found)
		}
	}
}
