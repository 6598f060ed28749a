package report

import (
	"strings"
	"unicode"
)

// Signs that may not begin a line, and signs that may not end one.
const (
	closers = "，。、；：！？）》」』】〉”’…％·～,.;:!?)]}"
	openers = "（《「『【〈“‘([{"
)

// wrap breaks a text into lines of at most limit columns, at spaces and between
// Chinese characters, never within an id, a path or a moment unless it is longer
// than a line.
func wrap(s string, limit int) []string {
	cs := cells(s)
	var lines []string
	for {
		for len(cs) > 0 && blank(cs[0]) {
			cs = cs[1:]
		}
		if len(cs) == 0 {
			return lines
		}
		n := fit(cs, max(limit, 1))
		line := strings.TrimRightFunc(textOf(cs[:n]), unicode.IsSpace)
		if len(lines) > 0 {
			line = inert(line)
		}
		lines = append(lines, line)
		cs = cs[n:]
	}
}

// fit is how many cells go onto a line; at least one.
func fit(cs []cell, limit int) int {
	used, last := 0, 0
	for i := range cs {
		if i > 0 && breakable(cs, i) {
			last = i
		}
		used += cs[i].width
		if used > limit && !blank(cs[i]) {
			if last == 0 {
				last = max(i, 1)
			}
			return last
		}
	}
	return len(cs)
}

// breakable reports whether a line may end before cs[i].
func breakable(cs []cell, i int) bool {
	prev, next := cs[i-1], cs[i]
	if blank(next) {
		return false
	}
	if blank(prev) {
		// "2026-12-09 14:00" and "2 400" stay whole.
		return i < 2 || !digit(cs[i-2]) || !digit(next)
	}
	if prev.width < 2 && next.width < 2 {
		return false
	}
	return !strings.Contains(openers, prev.text) && !strings.Contains(closers, next.text)
}

func blank(c cell) bool { return strings.TrimSpace(c.text) == "" }

func digit(c cell) bool { return len(c.text) == 1 && c.text[0] >= '0' && c.text[0] <= '9' }

// inert keeps a line that begins with text of a plan from being a command to the
// reader of a CI log, which looks for "::" behind any white space.
func inert(line string) string {
	rest := strings.TrimLeftFunc(line, unicode.IsSpace)
	if !strings.HasPrefix(rest, "::") {
		return line
	}
	return line[:len(line)-len(rest)] + named(':').text + rest[1:]
}
