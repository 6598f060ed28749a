package report

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"usher/internal/catalog"
	"usher/internal/diag"
)

// GitHub shows ten annotations of a kind for a step and drops the rest in silence.
const maxAnnotations = 10

// GitHub writes workflow commands, each an annotation at the finding's place, the
// worst first. What is beyond the limit is listed as plain lines of the log, and a
// last notice says so.
func GitHub(w io.Writer, r Report) error {
	var out bytes.Buffer
	var rest []diag.Diagnostic
	shown := map[diag.Severity]int{}
	for _, d := range r.worstFirst() {
		if shown[d.Severity] == maxAnnotations {
			rest = append(rest, d)
			continue
		}
		shown[d.Severity]++
		message := append([]string{plain(d.Message.In(r.Lang))}, r.details(d)...)
		command(&out, string(d.Severity), append(properties(d), property{"title", r.annotationTitle(d)}), strings.Join(message, "\n"))
	}
	for _, d := range rest {
		for _, line := range lines(r.paragraph(d)) {
			fmt.Fprintln(&out, inert(line))
		}
	}
	for _, n := range r.Notices {
		command(&out, "notice", nil, plain(n.In(r.Lang)))
	}
	if len(rest) > 0 {
		errors, warnings := counts(rest)
		command(&out, "notice", nil, catalog.ReportMoreAnnotations.With(errors, warnings).In(r.Lang))
	}
	fmt.Fprintln(&out, inert(plain(r.summary().In(r.Lang))))
	_, err := w.Write(out.Bytes())
	return err
}

func (r Report) annotationTitle(d diag.Diagnostic) string {
	if d.Clause == "" {
		return plain(d.Rule)
	}
	return plain(catalog.ReportIDClause.With(d.Rule, d.Clause).In(r.Lang))
}

type property struct{ name, value string }

func properties(d diag.Diagnostic) []property {
	at := place(d.Range)
	out := []property{
		{"file", plain(d.File)},
		{"line", fmt.Sprint(at.Start.Line)},
		{"endLine", fmt.Sprint(at.End.Line)},
	}
	// GitHub refuses columns where an annotation has several lines.
	if at.Start.Line == at.End.Line {
		out = append(out,
			property{"col", fmt.Sprint(at.Start.Column)},
			property{"endColumn", fmt.Sprint(at.End.Column)})
	}
	return out
}

// Of a workflow command's data, and of its properties, which end at ":" and ",".
var (
	escapeData     = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	escapeProperty = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)

// command writes a workflow command as actions/toolkit does.
func command(out *bytes.Buffer, name string, properties []property, data string) {
	out.WriteString("::" + name)
	for i, p := range properties {
		sep := ","
		if i == 0 {
			sep = " "
		}
		out.WriteString(sep + p.name + "=" + escapeProperty.Replace(p.value))
	}
	out.WriteString("::" + escapeData.Replace(data) + "\n")
}
