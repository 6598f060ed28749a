package personal

import "slices"

// window is groups that follow each other and may be one number.
type window struct {
	last       int // group
	start, end int // runes
	digits     string
	sizes      []int  // of the groups, in digits
	links      []link // between them
}

// longest is the most digits that a number has: a card's.
const longest = 19

// windows offers the groups from i on as one number of so many digits, the longest
// first, until one is taken.
func (t *reading) windows(i, least, most int, take func(window) bool) {
	var sizes [longest]int
	var links [longest]link
	n, total := 0, 0
	for _, g := range t.groups[i:] {
		if g.taken || n > 0 && g.link == apart || total+len(g.digits) > most {
			break
		}
		sizes[n] = len(g.digits)
		if n > 0 {
			links[n-1] = g.link
		}
		total += len(g.digits)
		n++
	}
	if total < least {
		return
	}
	digits := t.groups[i].digits
	for _, g := range t.groups[i+1 : i+n] {
		digits += g.digits
	}
	for ; total >= least; n-- {
		w := window{
			last: i + n - 1, start: t.groups[i].start, end: t.groups[i+n-1].end,
			digits: digits[:total], sizes: sizes[:n], links: links[:n-1],
		}
		if take(w) {
			return
		}
		total -= sizes[n-1]
	}
}

// take keeps the groups of a match that starts with group i from being part of another.
func (t *reading) take(i int, m Match) {
	for ; i < len(t.groups) && t.groups[i].start < m.End; i++ {
		t.groups[i].taken = true
	}
}

func (w window) grouped(sizes ...int) bool { return slices.Equal(sizes, w.sizes) }

// cardGroups reports whether digits are split as on a card: fours and a rest, or
// the first six and the rest, all in one way. A row of rooms or extensions, which
// begin alike, is none.
func (w window) cardGroups() bool {
	for _, l := range w.links {
		if l == dotted || l != w.links[0] {
			return false
		}
	}
	switch {
	case len(w.sizes) == 1 || w.grouped(4, 6, 5) || w.grouped(4, 6, 4):
		return true
	case len(w.sizes) == 2:
		return w.sizes[0] == 6
	}
	alike := 0
	for i, n := range w.sizes {
		if n != 4 && (i < len(w.sizes)-1 || n > 7) {
			return false
		}
		if n >= 2 && w.digits[4*i:4*i+2] == w.digits[:2] {
			alike++
		}
	}
	return alike <= 2
}

// x is the end of an X after the digits that stands for the check digit ten, or 0.
func (t *reading) x(w window) int {
	i := w.end
	for i < len(t.runes) && i-w.end < 3 && (t.runes[i] == ' ' || t.runes[i] == '-' || t.runes[i] == invisible) {
		i++
	}
	if i == len(t.runes) || t.letterAt(i+1) || i+1 < len(t.runes) && isDigit(t.runes[i+1]) {
		return 0
	}
	switch t.runes[i] {
	case 'X', 'x', 'Х', 'х', 'Χ', 'χ', '×': // Latin, Cyrillic, Greek, and the sign for "times"
		return i + 1
	}
	return 0
}

func (t *reading) letterAt(i int) bool {
	return i < len(t.runes) && isLetter(t.runes[i])
}
