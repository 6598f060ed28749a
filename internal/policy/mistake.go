package policy

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"cuelang.org/go/cue/token"

	"usher/internal/catalog"
)

// Mistake is one mistake in a policy file.
type Mistake struct {
	File         string // path from the root, such as "policies/ours.cue"
	Line, Column int    // from 1; columns count characters; 0 is the file as a whole
	Message      catalog.Text
	Hint         catalog.Text // may be zero
}

// Mistakes are all that is wrong with the policies. As an error it means that
// nothing can be judged.
type Mistakes []Mistake

// Error tells them in English, a line each.
func (m Mistakes) Error() string { return m.In(catalog.EN) }

// In tells them in one language: "file:line:column: message", and the hint below.
func (m Mistakes) In(lang catalog.Lang) string {
	var b strings.Builder
	b.WriteString(catalog.PolicyMistakes.With(len(m)).In(lang))
	for _, x := range m {
		b.WriteString("\n" + x.File)
		if x.Line > 0 {
			b.WriteString(":" + strconv.Itoa(x.Line) + ":" + strconv.Itoa(x.Column))
		}
		b.WriteString(": " + x.Message.In(lang))
		if !x.Hint.IsZero() {
			b.WriteString("\n    " + x.Hint.In(lang))
		}
	}
	return b.String()
}

// sorted puts mistakes in the order of file, line and column, each once.
func (m Mistakes) sorted() Mistakes {
	slices.SortStableFunc(m, func(a, b Mistake) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
	return slices.Compact(m)
}

// Err is the mistakes as an error, sorted and each once; nil where there is none.
func (m Mistakes) Err() error {
	if len(m) == 0 {
		return nil
	}
	return m.sorted()
}

// mistake is a mistake at a place of the file.
func (f *file) mistake(at token.Pos, message, hint catalog.Text) Mistake {
	m := Mistake{File: f.path, Message: message, Hint: hint}
	if at.IsValid() {
		m.Line, m.Column = f.place(at)
	}
	return m
}

// line is the text of a position's line.
func (f *file) line(at token.Pos) string {
	lines := strings.Split(string(f.data), "\n")
	return strings.TrimSpace(lines[min(max(at.Line()-1, 0), len(lines)-1)])
}

// place is the line and column of a position; columns count characters.
func (f *file) place(at token.Pos) (line, column int) {
	p := at.Position()
	start := min(max(p.Offset-(p.Column-1), 0), len(f.data))
	return p.Line, utf8.RuneCount(f.data[start:min(max(p.Offset, start), len(f.data))]) + 1
}
