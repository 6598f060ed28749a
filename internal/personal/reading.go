package personal

import (
	"strings"
	"unicode"
)

// reading is a text as numbers are looked for in it.
type reading struct {
	runes  []rune // narrow: every digit as 0 to 9, wide letters and signs as ASCII
	groups []group
}

// group is digits without anything between them.
type group struct {
	start, end int // in runes
	digits     string
	link       link // to the group before it
	taken      bool
}

// link is how two groups of digits stand next to each other.
type link uint8

const (
	apart  link = iota // anything that ends a number
	spaced             // only spaces between them
	dotted             // one full stop
	hyphen             // a hyphen, with or without spaces
)

func read(text string) *reading {
	t := &reading{}
	for _, r := range text {
		t.runes = append(t.runes, narrow(r))
	}
	for i := 0; i < len(t.runes); {
		if !isDigit(t.runes[i]) {
			i++
			continue
		}
		g := group{start: i}
		var digits strings.Builder
		for ; i < len(t.runes) && (isDigit(t.runes[i]) || t.runes[i] == invisible); i++ {
			if t.runes[i] != invisible {
				digits.WriteRune(t.runes[i])
				g.end = i + 1
			}
		}
		g.digits = digits.String()
		if n := len(t.groups) - 1; n >= 0 {
			g.link = t.linked(t.groups[n].end, g.start)
		}
		t.groups = append(t.groups, g)
	}
	t.dates()
	return t
}

// invisible stands for characters that take no room and may stand anywhere.
const invisible = '\u200b'

// narrow is the plain form of a character: digits of any script and width are 0
// to 9, full-width letters and signs ASCII, all spaces and hyphens one of each.
func narrow(r rune) rune {
	switch {
	case '!' <= r && r <= '~', '一' <= r && r <= '鿿':
		return r // the most of any text
	case '！' <= r && r <= '～':
		return r - '！' + '!'
	case unicode.Is(unicode.Cf, r), unicode.Is(unicode.Mn, r):
		return invisible
	case unicode.IsSpace(r), unicode.Is(unicode.Zs, r):
		return ' '
	case unicode.Is(unicode.Pd, r), r == '−', r == 'ー', r == '─':
		return '-'
	case unicode.Is(unicode.Nd, r):
		return '0' + digit(r)
	}
	return r
}

// digit is the value of a decimal digit: Unicode has them in rows from zero to nine.
func digit(r rune) rune {
	for _, row := range unicode.Nd.R16 {
		if rune(row.Lo) <= r && r <= rune(row.Hi) {
			return (r - rune(row.Lo)) % 10
		}
	}
	for _, row := range unicode.Nd.R32 {
		if rune(row.Lo) <= r && r <= rune(row.Hi) {
			return (r - rune(row.Lo)) % 10
		}
	}
	return 0
}

func isDigit(r rune) bool { return '0' <= r && r <= '9' }

func isLetter(r rune) bool { return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' }

// linked says what is between two groups.
func (t *reading) linked(end, start int) link {
	if start-end > 4 {
		return apart
	}
	l := spaced
	for _, r := range t.runes[end:start] {
		switch {
		case r == ' ' || r == invisible:
		case r == '-' && l == spaced:
			l = hyphen
		case (r == '.' || r == '·') && start-end == 1:
			l = dotted
		default:
			return apart
		}
	}
	return l
}

// dates sets the dates of the text apart from the numbers around them.
func (t *reading) dates() {
	for i := 0; i+2 < len(t.groups); i++ {
		y, m, d := &t.groups[i], &t.groups[i+1], &t.groups[i+2]
		if len(y.digits) != 4 || len(m.digits) > 2 || len(d.digits) > 2 || m.link != hyphen && m.link != dotted || d.link != m.link ||
			!born(y.digits+two(m.digits)+two(d.digits)) {
			continue
		}
		y.link, m.link, d.link = apart, apart, apart
		if i+3 < len(t.groups) {
			t.groups[i+3].link = apart
		}
	}
}

func two(s string) string {
	if len(s) == 1 {
		return "0" + s
	}
	return s
}
