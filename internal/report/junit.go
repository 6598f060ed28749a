package report

import (
	"encoding/xml"
	"fmt"
	"io"
	"slices"
	"strings"

	"usher/internal/catalog"
	"usher/internal/diag"
)

type junitSuites struct {
	XMLName  xml.Name   `xml:"testsuites"`
	Name     string     `xml:"name,attr"`
	Tests    int        `xml:"tests,attr"`
	Failures int        `xml:"failures,attr"`
	Suite    junitSuite `xml:"testsuite"`
}

type junitSuite struct {
	Name     string      `xml:"name,attr"`
	Tests    int         `xml:"tests,attr"`
	Failures int         `xml:"failures,attr"`
	Errors   int         `xml:"errors,attr"`
	Skipped  int         `xml:"skipped,attr"`
	Cases    []junitCase `xml:"testcase"`
}

type junitCase struct {
	Name    string        `xml:"name,attr"`
	Class   string        `xml:"classname,attr"`
	File    string        `xml:"file,attr"`
	Failure *junitFailure `xml:"failure"`
	Out     *junitText    `xml:"system-out"`
}

type junitFailure struct {
	Message string `xml:"message,attr"`
	Type    string `xml:"type,attr"`
	Text    string `xml:",cdata"`
}

type junitText struct {
	Text string `xml:",cdata"`
}

// JUnit writes a test report: a case for each plan, which fails where the plan has
// errors and tells them all. A plan's warnings are what its case printed.
func JUnit(w io.Writer, r Report) error {
	files := slices.Clone(r.Files)
	byFile := map[string][]diag.Diagnostic{}
	for _, d := range r.sorted() {
		byFile[d.File] = append(byFile[d.File], d)
		files = append(files, d.File)
	}
	slices.Sort(files)
	files = slices.Compact(files)

	suite := junitSuite{Name: "usher check", Tests: len(files)}
	for _, file := range files {
		c := junitCase{Name: plain(file), Class: "usher", File: plain(file)}
		var errors, warnings []string
		for _, d := range byFile[file] {
			if d.Severity != diag.Error {
				warnings = append(warnings, r.paragraph(d))
				continue
			}
			if c.Failure == nil {
				c.Failure = &junitFailure{Message: plain(d.Message.In(r.Lang)), Type: d.Rule}
				suite.Failures++
			}
			errors = append(errors, r.paragraph(d))
		}
		if n := len(errors); n > 0 {
			c.Failure.Text = strings.Join(errors, "\n")
			if n > 1 {
				c.Failure.Message = catalog.ErrorCount(n).In(r.Lang)
			}
		}
		if len(warnings) > 0 {
			c.Out = &junitText{strings.Join(warnings, "\n")}
		}
		suite.Cases = append(suite.Cases, c)
	}

	out := junitSuites{Name: suite.Name, Tests: suite.Tests, Failures: suite.Failures, Suite: suite}
	data, err := xml.MarshalIndent(out, "", "  ")
	if err != nil {
		return fmt.Errorf("writing a JUnit report: %w", err)
	}
	_, err = fmt.Fprintf(w, "%s%s\n", xml.Header, data)
	return err
}

// paragraph is a finding in a few lines without a frame.
func (r Report) paragraph(d diag.Diagnostic) string {
	at := place(d.Range).Start
	var b strings.Builder
	fmt.Fprintf(&b, "%s:%d:%d: %s\n", plain(d.File), at.Line, at.Column,
		catalog.ReportLabelled.With(severity(d.Severity), plain(d.Message.In(r.Lang))).In(r.Lang))
	for _, line := range r.details(d) {
		fmt.Fprintf(&b, "  %s\n", line)
	}
	return b.String()
}

// details are the second places, the hint and the reason of a finding, a line each.
func (r Report) details(d diag.Diagnostic) []string {
	var out []string
	add := func(label catalog.Text, s string) {
		out = append(out, catalog.ReportLabelled.With(label, s).In(r.Lang))
	}
	for _, n := range d.Notes {
		at := place(n.Range).Start
		add(catalog.ReportAlso, fmt.Sprintf("%s:%d:%d %s", plain(n.File), at.Line, at.Column, plain(n.Message.In(r.Lang))))
	}
	for i, line := range lines(d.Hint.In(r.Lang)) {
		if i == 0 {
			add(catalog.ReportFix, plain(line))
		} else {
			out = append(out, plain(line))
		}
	}
	add(catalog.ReportWhy, plain(r.why(d).In(r.Lang)))
	add(catalog.ReportMore, plain(r.more(d)))
	return out
}

// lines splits a text that may have several lines or none.
func lines(s string) []string {
	s = strings.TrimRight(s, "\n")
	if s == "" {
		return nil
	}
	return strings.Split(s, "\n")
}
