package report

import (
	"strings"
	"testing"
)

// The caret stands under the very characters. Both strings are what a terminal
// with a fixed-width font shows, where a Chinese character is two columns wide.
func TestCaret(t *testing.T) {
	for _, test := range []struct {
		name     string
		line     string
		from, to int // columns as diagnostics count them: characters, from 1
		text     string
		caret    string
	}{
		{"latin", "  - room: board-room", 11, 21,
			"  - room: board-room",
			"          ^^^^^^^^^^"},
		{"chinese before", "purpose: 洽谈 x", 13, 14,
			"purpose: 洽谈 x",
			"              ^"},
		{"chinese itself", "purpose: 洽谈", 10, 12,
			"purpose: 洽谈",
			"         ^^^^"},
		{"full-width colon", "purpose：洽谈", 8, 9,
			"purpose：洽谈",
			"       ^^"},
		{"full-width digits", "headcount: １２", 12, 14,
			"headcount: １２",
			"           ^^^^"},
		{"ideographic space as indent", "\u3000name: 陈立", 1, 2,
			"\u3000name: 陈立",
			"^^"},
		{"combining accent, two characters in one column", "name: Rene\u0301 x", 13, 14,
			"name: Rene\u0301 x",
			"           ^"},
		{"half of a cluster marks it whole", "name: Rene\u0301 x", 11, 12,
			"name: Rene\u0301 x",
			"         ^"},
		{"emoji", "what: 🎉 迎宾", 9, 11,
			"what: 🎉 迎宾",
			"         ^^^^"},
		{"a family is one sign", "who: 👨‍👩‍👧 x", 12, 13,
			"who: 👨‍👩‍👧 x",
			"        ^"},
		{"a flag is one sign", "from: 🇨🇳 x", 10, 11,
			"from: 🇨🇳 x",
			"         ^"},
		{"tab", "\tname: x", 1, 2,
			"    name: x",
			"^^^^"},
		{"after a tab", "a\tname: x", 3, 7,
			"a   name: x",
			"    ^^^^"},
		{"no-break space", "\u00a0name: x", 1, 2,
			"\u00a0name: x",
			"^"},
		{"zero-width space", "na\u200bme: x", 3, 4,
			"na<U+200B>me: x",
			"  ^^^^^^^^"},
		{"joiner in a Latin word", "na\u200dme: x", 3, 4,
			"na<U+200D>me: x",
			"  ^^^^^^^^"},
		{"byte order mark", "\ufeffcategory: C", 2, 10,
			"<U+FEFF>category: C",
			"        ^^^^^^^^"},
		{"bidi override", "what: \u202eabc", 8, 11,
			"what: <U+202E>abc",
			"              ^^^"},
		{"escape sequence", "what: \x1b[31mred", 7, 8,
			"what: <U+001B>[31mred",
			"      ^^^^^^^^"},
		{"bytes that are no text", "name: \xb3\xc2 x", 7, 9,
			"name: <B3><C2> x",
			"      ^^^^^^^^"},
		{"command of a CI log", "what: ##[group]x", 9, 10,
			"what: ##<U+005B>group]x",
			"        ^^^^^^^^"},
		{"nothing marked: the character there", "rooms: x", 8, 8,
			"rooms: x",
			"       ^"},
		{"behind the end", "rooms:", 7, 7,
			"rooms:",
			"      ^"},
		{"far behind the end", "rooms:", 70, 80,
			"rooms:",
			"      ^"},
		{"the range reaches behind the end", "rooms: x", 8, 80,
			"rooms: x",
			"       ^"},
		{"empty line", "", 1, 1,
			"",
			"^"},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := Report{Lines: func(string, int) (string, bool) { return test.line, true }}
			frame := r.frame("x", at(1, test.from, 1, test.to), 60)
			if len(frame) != 1 {
				t.Fatalf("%d lines, want 1", len(frame))
			}
			f := frame[0]
			caret := strings.Repeat(" ", f.pad) + strings.Repeat("^", f.carets)
			if f.text != test.text || caret != test.caret {
				t.Errorf("got\n%s\n%s\nwant\n%s\n%s", f.text, caret, test.text, test.caret)
			}
		})
	}
}

// A long line is cut so that the marked part is seen, whole if there is room.
func TestLongLine(t *testing.T) {
	x := strings.Repeat
	for _, test := range []struct {
		name     string
		line     string
		from, to int
		text     string
		caret    string
	}{
		{"at its start", "purpose: " + x("x", 1000), 1, 8,
			"purpose: xxxxxxxxxxxxxxxxxxxxxx…",
			"^^^^^^^"},
		{"in the middle", x("a", 500) + "[b]" + x("c", 500), 501, 504,
			"…aaaaaaaa[b]ccccccccccccccccccc…",
			"         ^^^"},
		{"at its end", x("a", 1000) + "[b]", 1001, 1004,
			"…" + x("a", 27) + "[b]",
			x(" ", 28) + "^^^"},
		{"behind its end", x("a", 1000), 1001, 1001,
			"…" + x("a", 30),
			x(" ", 31) + "^"},
		{"chinese", x("接待", 300) + "：" + x("洽谈", 300), 601, 602,
			"…接待接待：洽谈洽谈洽谈洽谈洽谈…",
			"         ^^"},
		{"the marked part alone is longer", x("a", 40) + x("b", 100), 41, 141,
			"…aaaaaaaa" + x("b", 22) + "…",
			x(" ", 9) + x("^", 22)},
		{"it just fits", x("a", 29) + "[b]", 30, 33,
			x("a", 29) + "[b]",
			x(" ", 29) + "^^^"},
	} {
		t.Run(test.name, func(t *testing.T) {
			const columns = 32
			r := Report{Lines: func(string, int) (string, bool) { return test.line, true }}
			f := r.frame("x", at(1, test.from, 1, test.to), columns)[0]
			caret := strings.Repeat(" ", f.pad) + strings.Repeat("^", f.carets)
			if f.text != test.text || caret != test.caret {
				t.Errorf("got\n%s\n%s\nwant\n%s\n%s", f.text, caret, test.text, test.caret)
			}
			if width(f.text) > columns+1 {
				t.Errorf("%d columns, want at most %d", width(f.text), columns)
			}
		})
	}
}

// A span of several lines is marked on each, its indentation left out; a long one
// shows its head and its last line.
func TestSeveralLines(t *testing.T) {
	file := "rooms:\n  - room: a\n    from: b\n\n    until: c\n" + strings.Repeat("    x: y\n", 20) + "end"
	r := Report{Lines: linesOf(map[string]string{"f": file})}
	show := func(frame []frameLine) string {
		var b strings.Builder
		for _, f := range frame {
			if f.number == 0 {
				b.WriteString("…\n")
				continue
			}
			b.WriteString(f.text + "\n" + strings.Repeat(" ", f.pad) + strings.Repeat("^", f.carets) + "\n")
		}
		return b.String()
	}
	for _, test := range []struct {
		name string
		got  string
		want string
	}{
		{"two", show(r.frame("f", at(2, 5, 3, 9), 60)),
			"  - room: a\n    ^^^^^^^\n    from: b\n    ^^^^\n"},
		{"up to the start of the next", show(r.frame("f", at(2, 5, 3, 1), 60)),
			"  - room: a\n    ^^^^^^^\n"},
		{"many", show(r.frame("f", at(2, 5, 26, 4), 60)),
			"  - room: a\n    ^^^^^^^\n    from: b\n    ^^^^^^^\n\n\n    until: c\n    ^^^^^^^^\n…\nend\n^^^\n"},
		{"behind the file", show(r.frame("f", at(26, 1, 90, 4), 60)), ""},
		{"an unknown file", show(r.frame("g", at(1, 1, 1, 2), 60)), ""},
		{"the file as a whole", show(r.frame("f", at(0, 0, 0, 0), 60)), ""},
	} {
		if test.got != test.want {
			t.Errorf("%s: got\n%swant\n%s", test.name, test.got, test.want)
		}
	}
}

func TestWrap(t *testing.T) {
	for _, test := range []struct {
		name string
		text string
		want string // lines joined by |
	}{
		{"fits", "short", "short"},
		{"nothing", "", ""},
		{"at spaces", "the room is taken from ten to twelve", "the room is taken|from ten to twelve"},
		{"an id stays whole", "the room for it is board-room-two", "the room for it is|board-room-two"},
		{"a moment stays whole", "starts at 2026-12-03 10:30", "starts at|2026-12-03 10:30"},
		{"longer than a line", "visits/2026/12/hengtai-sales-review.yaml", "visits/2026/12/hengt|ai-sales-review.yaml"},
		{"chinese anywhere", "会议室已被另一场会议占用请另选", "会议室已被另一场会议|占用请另选"},
		{"no comma first on a line", "会议室已被另一场占用，请另选", "会议室已被另一场占|用，请另选"},
		{"no opening quote last on a line", "会议室已经被另一场“甲”占用", "会议室已经被另一场|“甲”占用"},
		{"latin in chinese", "没有名为board-room-a的会议室", "没有名为board-room-a|的会议室"},
		{"never a command", "twenty columns here ::error::x", "twenty columns here|<U+003A>:error::x"},
		{"one line out of several", "a\nb\tc", "a<U+000A>b  c"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := strings.Join(wrap(test.text, 20), "|"); got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
		})
	}
}
