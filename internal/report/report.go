// Package report provides a check's result in every format that people and machines read.
package report

import (
	"io"
	"maps"
	"slices"

	"usher/internal/catalog"
	"usher/internal/diag"
)

// Report is the result of one check. A format is a function of it alone.
type Report struct {
	Diagnostics []diag.Diagnostic // in any order; each format puts them into that of cli.md
	Plans       int               // plans in the repository
	Judged      int               // plans judged, of those
	Files       []string          // the plans' paths; a test report has a case for each
	Rules       []Rule            // what is known of the rules; a rule may be missing
	Notices     []catalog.Text    // about the run, not about a plan
	Lang        catalog.Lang      // the language of formats that speak one
	Version     string            // of the tool; may be empty

	// Lines returns a line of a file without its line break; lines count from 1.
	// It reports false where there is no such line or it is not to be shown.
	// Nil shows no lines.
	Lines func(file string, line int) (string, bool)

	Color bool // colours in text; they carry nothing that words do not
	Width int  // columns of the reader's terminal; 0 is 80
}

// Rule is what a reader is told of a rule.
type Rule struct {
	ID       string
	Title    catalog.Text
	Text     catalog.Text // why there is such a rule, and what it asks for
	Clause   string       // such as "R2.4"; may be empty
	Severity diag.Severity
	HelpURI  string // a page about it; may be empty
}

// Format writes a report. Its errors are those of the writer.
type Format func(io.Writer, Report) error

// Formats are the formats by the name that --format takes.
var Formats = map[string]Format{
	"text":     Text,
	"json":     JSON,
	"github":   GitHub,
	"sarif":    SARIF,
	"junit":    JUnit,
	"gitlab":   GitLab,
	"markdown": Markdown,
}

// Names are the names of the formats, sorted.
func Names() []string { return slices.Sorted(maps.Keys(Formats)) }

// sorted returns the diagnostics in the order of cli.md.
func (r Report) sorted() []diag.Diagnostic {
	ds := slices.Clone(r.Diagnostics)
	diag.Sort(ds)
	return ds
}

// worstFirst returns the errors and then the warnings, each in the order of cli.md.
func (r Report) worstFirst() []diag.Diagnostic {
	ds := r.sorted()
	slices.SortStableFunc(ds, func(a, b diag.Diagnostic) int { return rank(a) - rank(b) })
	return ds
}

func rank(d diag.Diagnostic) int {
	if d.Severity == diag.Error {
		return 0
	}
	return 1
}

// rule returns what is known of a diagnostic's rule; at least its id.
func (r Report) rule(d diag.Diagnostic) Rule {
	i := slices.IndexFunc(r.Rules, func(rule Rule) bool { return rule.ID == d.Rule })
	if i < 0 {
		return Rule{ID: d.Rule, Clause: d.Clause, Severity: d.Severity}
	}
	return r.Rules[i]
}

// why is the reason for a diagnostic in words: the rule's title, id and clause.
func (r Report) why(d diag.Diagnostic) catalog.Text {
	title := r.rule(d).Title
	switch {
	case title.IsZero() && d.Clause == "":
		return catalog.Same(d.Rule)
	case title.IsZero():
		return catalog.ReportIDClause.With(d.Rule, d.Clause)
	case d.Clause == "":
		return catalog.ReportRule.With(title, d.Rule)
	}
	return catalog.ReportRuleClause.With(title, d.Rule, d.Clause)
}

// more is where to read on about a rule: its page, else the command that explains it.
func (r Report) more(d diag.Diagnostic) string {
	if uri := r.rule(d).HelpURI; uri != "" {
		return uri
	}
	return "usher explain " + d.Rule
}

func (r Report) line(file string, line int) (string, bool) {
	if r.Lines == nil || line < 1 {
		return "", false
	}
	return r.Lines(file, line)
}

// counts are the report's errors and warnings in words.
func counts(ds []diag.Diagnostic) (errors, warnings catalog.Text) {
	return catalog.ErrorCount(diag.Count(ds, diag.Error)), catalog.WarningCount(diag.Count(ds, diag.Warning))
}

func severity(s diag.Severity) catalog.Text {
	if s == diag.Error {
		return catalog.SeverityError
	}
	return catalog.SeverityWarning
}

// place is a range for readers that know no "file as a whole": they get its first character.
func place(r diag.Range) diag.Range {
	first := diag.Position{Line: 1, Column: 1}
	if r.Start.Line < 1 || r.Start.Column < 1 {
		return diag.Range{Start: first, End: first}
	}
	if before(r.End, r.Start) {
		r.End = r.Start
	}
	return r
}

func before(a, b diag.Position) bool {
	return a.Line < b.Line || a.Line == b.Line && a.Column < b.Column
}
