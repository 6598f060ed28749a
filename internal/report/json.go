package report

import (
	"bytes"
	"encoding/json"
	"io"

	"usher/internal/diag"
	"usher/internal/lazyregexp"
)

// jsonVersion is that of cli.md: a field is added, never changed or removed.
const jsonVersion = 1

type jsonReport struct {
	Version     int              `json:"version"`
	Summary     jsonSummary      `json:"summary"`
	Diagnostics []jsonDiagnostic `json:"diagnostics"`
	Notices     []string         `json:"notices,omitempty"`
}

type jsonSummary struct {
	Plans    int `json:"plans"`
	Judged   int `json:"judged"`
	Errors   int `json:"errors"`
	Warnings int `json:"warnings"`
}

type jsonDiagnostic struct {
	Rule     string        `json:"rule"`
	Severity diag.Severity `json:"severity"`
	Clause   string        `json:"clause"`
	Plan     string        `json:"plan"`
	File     string        `json:"file"`
	Start    diag.Position `json:"start"`
	End      diag.Position `json:"end"`
	Message  string        `json:"message"`
	Hint     string        `json:"hint"`
	Notes    []jsonNote    `json:"notes"`
}

type jsonNote struct {
	File    string        `json:"file"`
	Start   diag.Position `json:"start"`
	Message string        `json:"message"`
}

// JSON writes version 1 of the form that cli.md fixes, in the report's language.
func JSON(w io.Writer, r Report) error {
	out := jsonReport{
		Version: jsonVersion,
		Summary: jsonSummary{
			Plans:    r.Plans,
			Judged:   r.Judged,
			Errors:   diag.Count(r.Diagnostics, diag.Error),
			Warnings: diag.Count(r.Diagnostics, diag.Warning),
		},
		Diagnostics: []jsonDiagnostic{},
	}
	for _, d := range r.sorted() {
		at := place(d.Range)
		j := jsonDiagnostic{
			Rule: d.Rule, Severity: d.Severity, Clause: d.Clause, Plan: d.Plan, File: d.File,
			Start: at.Start, End: at.End,
			Message: d.Message.In(r.Lang), Hint: d.Hint.In(r.Lang),
			Notes: []jsonNote{},
		}
		for _, n := range d.Notes {
			j.Notes = append(j.Notes, jsonNote{n.File, place(n.Range).Start, n.Message.In(r.Lang)})
		}
		out.Diagnostics = append(out.Diagnostics, j)
	}
	for _, n := range r.Notices {
		out.Notices = append(out.Notices, n.In(r.Lang))
	}
	return writeJSON(w, out)
}

// writeJSON writes a value for people to read too: indented, and "<" left as it
// is. Printed into a CI log, no text in it is a command: see commandPrefix.
func writeJSON(w io.Writer, v any) error {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(v); err != nil {
		return err
	}
	_, err := w.Write(commandBracket.ReplaceAll(b.Bytes(), []byte(`${1}\u005b`)))
	return err
}

var commandBracket = lazyregexp.New(`(##[A-Za-z.]*)\[`)
