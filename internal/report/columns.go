package report

import (
	"io"
	"strings"
)

// A cell wider than this pushes the rest of its row aside, and no other row's.
const maxColumn = 48

// Columns writes rows of cells one below the other, with two blanks between the
// columns. What may come from a plan is shown as OneLine shows it.
func Columns(w io.Writer, rows [][]string) error {
	var widths []int
	shown := make([][][]cell, len(rows))
	for i, row := range rows {
		for j, text := range row {
			cs := cells(text)
			shown[i] = append(shown[i], cs)
			if j == len(widths) {
				widths = append(widths, 0)
			}
			if n := widthOf(cs); n <= maxColumn {
				widths[j] = max(widths[j], n)
			}
		}
	}
	var b strings.Builder
	for _, row := range shown {
		var line strings.Builder
		for j, cs := range row {
			line.WriteString(textOf(cs))
			line.WriteString(strings.Repeat(" ", max(0, widths[j]-widthOf(cs))+2))
		}
		b.WriteString(inert(strings.TrimRight(line.String(), " ")) + "\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// Data writes a value as JSON for programs and people: indented, "<" left as it
// is, and no text in it a command to a CI log.
func Data(w io.Writer, v any) error { return writeJSON(w, v) }
