package report

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"usher/internal/diag"
)

// A frameLine is a line of a plan and the marks below it.
type frameLine struct {
	number   int // 0: lines are left out here
	text     string
	pad      int // columns before the marks
	carets   int // columns marked; 0 on a blank line within a span
	from, to int // of text, in bytes: what is marked
}

// A span of more lines than this is shown by its head and its last line.
const maxFrameLines = 6

// frame is the lines of a range, cut to a number of columns around what is marked.
// It is empty where the lines are not known.
func (r Report) frame(file string, rng diag.Range, columns int) []frameLine {
	if rng.Start.Line < 1 {
		return nil
	}
	rng = place(rng)
	last := rng.End.Line
	if last > rng.Start.Line && rng.End.Column <= 1 {
		last--
	}
	var out []frameLine
	for n := rng.Start.Line; n <= last; n++ {
		if last-rng.Start.Line >= maxFrameLines && n == rng.Start.Line+maxFrameLines-2 {
			out = append(out, frameLine{})
			n = last
		}
		line, ok := r.line(file, n)
		if !ok {
			return nil
		}
		out = append(out, mark(n, strings.TrimSuffix(line, "\r"), rng, columns))
	}
	return out
}

// mark puts carets under the characters of a line that lie in a range.
func mark(n int, line string, rng diag.Range, columns int) frameLine {
	from, to := 0, len(line) // characters, from 0
	if n == rng.Start.Line {
		from = rng.Start.Column - 1
	} else {
		from = utf8.RuneCountInString(line) - utf8.RuneCountInString(strings.TrimLeftFunc(line, unicode.IsSpace))
	}
	if n == rng.End.Line {
		to = rng.End.Column - 1
	}
	line, skipped := around(line, from, columns*maxCluster*2)
	cs := cells(line)
	first, end := covered(cs, from-skipped, to-skipped)
	lo, hi := window(cs, first, end, columns)

	f := frameLine{number: n}
	head, tail := "", ""
	if lo > 0 {
		head = "…"
	}
	if hi < len(cs) {
		tail = "…"
	}
	end = min(end, hi)
	before := head + textOf(cs[lo:first])
	marked := textOf(cs[first:end])
	f.text = before + marked + textOf(cs[end:hi]) + tail
	f.from, f.to = len(before), len(before)+len(marked)
	f.pad = width(head) + widthOf(cs[lo:first])
	f.carets = widthOf(cs[first:end])
	if n == rng.Start.Line {
		f.carets = max(f.carets, 1)
	}
	return f
}

// around cuts a line to a number of characters on either side of one, and returns
// how many it cut off before: a hostile line is long and has many findings.
func around(line string, at, reach int) (cut string, skipped int) {
	start, n := 0, 0
	for i := range line {
		if n == at-reach {
			start, skipped = i, n
		}
		if n == at+reach {
			return line[start:i], skipped
		}
		n++
	}
	return line[start:], skipped
}

// covered returns the cells that hold any of the characters from, up to to; where
// there are none, the one at from, or none behind the last.
func covered(cs []cell, from, to int) (first, end int) {
	at := 0
	for first < len(cs) && at+cs[first].runes <= from {
		at += cs[first].runes
		first++
	}
	end = first
	for end < len(cs) && (at < to || end == first) {
		at += cs[end].runes
		end++
	}
	return first, end
}

// window returns which cells to show in a number of columns, an ellipsis on either
// side included, so that the marked ones are seen with what stands before them.
func window(cs []cell, first, end, columns int) (lo, hi int) {
	columns = max(columns, 8)
	if widthOf(cs) < columns || widthOf(cs) == columns && first < len(cs) {
		return 0, len(cs)
	}
	if widthOf(cs[:end]) >= columns {
		lo = first
		for used := 0; lo > 0 && used+cs[lo-1].width <= columns/4; lo-- {
			used += cs[lo-1].width
		}
	}
	room := columns - 1 // an ellipsis on the right, or the caret behind the last cell
	if lo > 0 {
		room--
	}
	for hi = lo; hi < len(cs) && cs[hi].width <= room; hi++ {
		room -= cs[hi].width
	}
	if hi == len(cs) {
		for lo > 0 && cs[lo-1].width <= room {
			lo--
			room -= cs[lo].width
		}
	}
	// One cell may be wider than all there is: show it all the same.
	if hi <= first && first < len(cs) {
		hi = first + 1
	}
	return lo, hi
}
