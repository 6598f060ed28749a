package render

import (
	"unicode/utf8"

	"usher/internal/facts"
)

func checklists(r *run, v *visit) []page {
	out := &Checklist{Page: v.base}
	n := 0
	for _, phase := range facts.Checklist(v.in.Plan, v.in.Facts, r.company) {
		p := Phase{Name: phase.Name}
		for _, c := range phase.Checks {
			n++
			p.Lines = append(p.Lines, Line{
				Number: n, What: c.What, Clause: c.Clause, Owner: r.person(c.Owner),
				Due: moment(c.Due, v.year), Key: c.Key,
			})
		}
		if len(p.Lines) > 0 {
			p.Long = r.longer(p.Lines)
			out.Phases = append(out.Phases, p)
		}
	}
	return []page{{name: "checklist", day: v.in.Plan.Arrive.Date(), data: out}}
}

// Measures of the checklist in millimetres, as sheet.css has them.
const (
	itemWidth   = 71  // of the column that holds the item
	phaseHeight = 250 // of a page, less the head of a phase
	rowPadding  = 3.4
	rowLeast    = 9
)

// longer estimates whether a phase is longer than a page. A browser moves a block
// that may not be torn to the next page even when it does not fit there, and
// would leave most of a page white.
func (r *run) longer(lines []Line) bool {
	height := 0.0
	for _, l := range lines {
		first, second := r.speak.pick(l.What)
		row := rowPadding + 4.6*textLines(first, 3.35) + 3.6*textLines(second, 2.7)
		height += max(row, rowLeast)
	}
	return height > phaseHeight
}

// textLines is how many lines of the item's column a text takes at the least, em
// being the width of a Chinese character in millimetres.
func textLines(text string, em float64) float64 {
	width := 0.0
	for _, c := range text {
		if c < utf8.RuneSelf {
			width += em / 2
		} else {
			width += em
		}
	}
	return float64(int((width + itemWidth - 1) / itemWidth))
}
