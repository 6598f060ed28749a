package report

import (
	"io"

	"usher/internal/catalog"
	"usher/internal/diag"
)

// gitlabIssue is one issue of a GitLab code quality report
// (https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format).
type gitlabIssue struct {
	Description string         `json:"description"`
	CheckName   string         `json:"check_name"`
	Fingerprint string         `json:"fingerprint"`
	Severity    string         `json:"severity"`
	Location    gitlabLocation `json:"location"`
}

type gitlabLocation struct {
	Path  string      `json:"path"`
	Lines gitlabLines `json:"lines"`
}

type gitlabLines struct {
	Begin int `json:"begin"`
	End   int `json:"end"`
}

// GitLab writes a code quality report: errors are major, warnings minor.
func GitLab(w io.Writer, r Report) error {
	ds := r.sorted()
	prints := r.fingerprints(ds)
	out := []gitlabIssue{}
	for i, d := range ds {
		at := place(d.Range)
		description := plain(d.Message.In(r.Lang))
		if hint := d.Hint.In(r.Lang); hint != "" {
			description += " " + catalog.ReportLabelled.With(catalog.ReportFix, plain(hint)).In(r.Lang)
		}
		level := "minor"
		if d.Severity == diag.Error {
			level = "major"
		}
		out = append(out, gitlabIssue{
			Description: description,
			CheckName:   d.Rule,
			Fingerprint: prints[i],
			Severity:    level,
			Location:    gitlabLocation{d.File, gitlabLines{at.Start.Line, at.End.Line}},
		})
	}
	return writeJSON(w, out)
}
