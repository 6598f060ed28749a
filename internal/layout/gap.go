package layout

import (
	"slices"
	"strings"
)

// gap is what stands between two values on lines of their own.
type gap struct {
	lines []gapLine
	col   int // where the first mark or name of what follows begins
}

// gapLine is a comment with its column, or a blank line.
type gapLine struct {
	comment string
	col     int
}

// gap reads up to a spot on a later line, or on this one behind a dash.
func (r *reader) gap(to spot) gap {
	g := gap{col: -1}
	for i := r.at.line; i <= to.line; i++ {
		text, from := r.lines[i], 0
		if i == r.at.line {
			from = r.at.off
		}
		if i == to.line {
			text = text[:to.off]
		}
		first := i == r.at.line && (r.begun || r.at.off > 0)
		off := blanks(text, from)
		for off < len(text) && text[off] == '-' && (off+1 == len(text) || text[off+1] == ' ' || text[off+1] == '\t') {
			if g.col < 0 {
				g.col = off
			}
			off, first = blanks(text, off+1), false
		}
		switch {
		case off == len(text):
			if g.col < 0 && !first && i < to.line {
				g.lines = append(g.lines, gapLine{})
			}
		case text[off] == '#':
			r.must(i < to.line)
			comment := strings.TrimRight(text[off:], " \t")
			if first {
				r.must(r.tail != nil && off > from)
				*r.tail = space(text[from:off]) + comment
			} else {
				col := off
				if g.col >= 0 {
					col = g.col
				}
				g.lines = append(g.lines, gapLine{comment, col})
			}
		case isMark(text) && from == 0 && i < to.line:
			g.lines = append(g.lines, gapLine{strings.TrimRight(text, " \t"), 0})
		default:
			r.fail()
		}
	}
	if g.col < 0 {
		g.col = to.off
	}
	r.at, r.begun = to, true
	return g
}

// isMark reports "---" and "...", with a comment or without.
func isMark(text string) bool {
	if !strings.HasPrefix(text, "---") && !strings.HasPrefix(text, "...") {
		return false
	}
	rest := strings.TrimLeft(text[3:], " \t")
	return rest == "" || rest[0] == '#' && len(rest) < len(text)-3
}

// space is the blanks before a comment behind a value.
func space(blanks string) string {
	if strings.Contains(blanks, "\t") {
		return "  "
	}
	return blanks
}

// begin reads up to the first name or value of an entry, and gives each comment
// on the way to the entry that it belongs to.
func (r *reader) begin(e *entry, to spot) {
	opens := !r.begun
	g := r.gap(to)
	e.col = g.col
	if opens {
		r.opening(e, g.lines)
		return
	}
	depth := len(r.open)
	if len(r.chain) <= depth { // the first of a block
		e.lead = above(g.lines)
		return
	}
	rest := r.feet(g, depth)
	// Comments right below an entry that a blank line parts from the next end it.
	n := slices.IndexFunc(rest, func(l gapLine) bool { return l.comment == "" })
	if n > 0 {
		before := r.chain[depth]
		before.foot = append(before.foot, tidy(rest[:n])...)
		rest = rest[n:]
	}
	e.blank = len(rest) > 0 && rest[0].comment == ""
	e.lead = above(rest)
}

// feet gives the comments that are deeper than what follows to the blocks that
// end there, and returns the others.
func (r *reader) feet(g gap, depth int) []gapLine {
	rest := g.lines
	last := r.chain[len(r.chain)-1]
	for last.value.tail != "" && len(rest) > 0 && rest[0].comment != "" && rest[0].col > last.col+1 && rest[0].col > g.col {
		pad := strings.Repeat(" ", rest[0].col-last.col)
		last.more = append(last.more, line(pad+rest[0].comment))
		rest = rest[1:]
	}
	level := len(r.chain) - 1
	for len(rest) > 0 {
		n := slices.IndexFunc(rest, func(l gapLine) bool { return l.comment != "" })
		if n < 0 || rest[n].col <= g.col {
			break
		}
		for level > depth && r.chain[level].col > rest[n].col {
			level--
		}
		if level <= depth {
			break
		}
		b := r.chain[level].in
		if n > 0 {
			b.last = append(b.last, "")
		}
		b.last = append(b.last, line(rest[n].comment))
		rest = rest[n+1:]
	}
	return rest
}

// opening gives the lines that open the file to its header, but for the comments
// right above the first entry.
func (r *reader) opening(e *entry, lines []gapLine) {
	cut := 0
	for i, l := range lines {
		if strings.HasPrefix(l.comment, "# yaml-language-server:") || l.comment == "" || l.comment != "" && l.comment[0] != '#' {
			cut = i + 1
		}
	}
	e.lead = tidy(lines[cut:])
	r.page.header = tidy(lines[:cut])
	r.page.gap = cut > 0 && lines[cut-1].comment == "" && len(r.page.header) > 0
}

// finish reads what closes the file.
func (r *reader) finish() {
	g := r.gap(spot{len(r.lines) - 1, len(r.lines[len(r.lines)-1])})
	g.col = 0
	rest := r.feet(g, 0)
	r.page.footer = tidy(rest)
	if len(rest) > 0 && rest[0].comment == "" && len(r.page.footer) > 0 {
		r.page.footer = append([]line{""}, r.page.footer...)
	}
}

// above is the comments above an entry, which a blank line may part from it.
func above(lines []gapLine) []line {
	out := tidy(lines)
	if len(out) > 0 && lines[len(lines)-1].comment == "" {
		out = append(out, "")
	}
	return out
}

// tidy makes lines of a gap's: no blank ones at either end, nowhere two.
func tidy(lines []gapLine) []line {
	var out []line
	blank := false
	for _, l := range lines {
		if l.comment == "" {
			blank = len(out) > 0
			continue
		}
		if blank {
			out = append(out, "")
		}
		out, blank = append(out, line(l.comment)), false
	}
	return out
}
