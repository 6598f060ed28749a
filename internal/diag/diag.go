// Package diag provides what usher tells people about a plan: diagnostics with
// their place, their reason and what to type instead.
package diag

import (
	"cmp"
	"slices"

	"usher/internal/catalog"
)

// Severity is how much a diagnostic matters; the words are fixed by cli.md.
type Severity string

// The severities. A rule that is Off says nothing.
const (
	Error   Severity = "error"
	Warning Severity = "warning"
	Off     Severity = "off"
)

// Position is a place in a file. Line and Column start at 1; columns count
// characters (Unicode code points). The zero Position is "the file as a whole".
type Position struct {
	Line   int `json:"line"`
	Column int `json:"column"`
}

// Range is the characters from Start up to, not including, End.
type Range struct {
	Start Position `json:"start"`
	End   Position `json:"end"`
}

// Note is a second place that a diagnostic is about, such as the other booking
// of a collision.
type Note struct {
	File    string
	Range   Range
	Message catalog.Text
}

// Edit replaces the characters of Range, in the diagnostic's file, by Text.
type Edit struct {
	Range Range
	Text  string
}

// Diagnostic is one mistake and the one message about it.
type Diagnostic struct {
	Rule     string // id of the rule, built in or of policies/rules
	Severity Severity
	Clause   string // clause of the regulation, such as "R2.4"; may be empty
	Plan     string // id of the plan; empty where the file has none
	File     string // path from the root, with slashes
	Range    Range
	Message  catalog.Text // what is, and what is needed
	Hint     catalog.Text // what to type or do instead; may be zero
	Notes    []Note
	Fixes    []Edit // edits that mend it without a decision; may be empty
}

// Sort puts diagnostics in the order of file, line, column, rule (cli.md).
func Sort(ds []Diagnostic) {
	slices.SortStableFunc(ds, func(a, b Diagnostic) int {
		return cmp.Or(
			cmp.Compare(a.File, b.File),
			cmp.Compare(a.Range.Start.Line, b.Range.Start.Line),
			cmp.Compare(a.Range.Start.Column, b.Range.Start.Column),
			cmp.Compare(a.Rule, b.Rule),
		)
	})
}

// Count returns how many diagnostics have the severity.
func Count(ds []Diagnostic, s Severity) int {
	n := 0
	for _, d := range ds {
		if d.Severity == s {
			n++
		}
	}
	return n
}
