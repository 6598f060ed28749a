package report

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"github.com/fatih/color"

	"usher/internal/catalog"
	"usher/internal/diag"
	"usher/internal/lazyregexp"
)

const (
	defaultWidth = 80
	minWidth     = 40
	// Longer lines of prose are hard to read, however wide the terminal is.
	maxProse = 100
)

// Text writes findings for people, grouped by file: what is wrong, the line with
// the place marked, what to type instead, and why.
func Text(w io.Writer, r Report) error {
	t := newPrinter(r)
	ds := r.sorted()
	for i := 0; i < len(ds); {
		n := i + 1
		for n < len(ds) && ds[n].File == ds[i].File {
			n++
		}
		t.file(ds[i:n])
		i = n
	}
	for _, notice := range r.Notices {
		t.labelled(catalog.ReportNote, t.also, t.none, notice.In(r.Lang))
	}
	if len(r.Notices) > 0 {
		t.blank()
	}
	summary := t.clean
	if len(ds) > 0 {
		summary = t.title
	}
	t.say("%s\n", summary.Sprint(r.summary().In(r.Lang)))
	_, err := w.Write(t.buf.Bytes())
	return err
}

// summary says in one line what was looked at and what was found.
func (r Report) summary() catalog.Text {
	plans := catalog.PlanCount(r.Plans)
	if len(r.Diagnostics) == 0 {
		return catalog.ReportClean.With(plans, r.Judged)
	}
	errors, warnings := counts(r.Diagnostics)
	return catalog.ReportFound.With(plans, r.Judged, errors, warnings)
}

type printer struct {
	Report
	buf    bytes.Buffer
	labels int // columns of the labels and what parts them from the text

	none, title, dim, clean, fix, bad, odd, also *color.Color
}

func newPrinter(r Report) *printer {
	if r.Width == 0 {
		r.Width = defaultWidth
	}
	r.Width = max(r.Width, minWidth)
	t := &printer{Report: r}
	for _, label := range []catalog.Text{
		catalog.SeverityError, catalog.SeverityWarning, catalog.ReportAt, catalog.ReportAlso,
		catalog.ReportFix, catalog.ReportWhy, catalog.ReportMore, catalog.ReportNote,
	} {
		t.labels = max(t.labels, width(label.In(r.Lang))+2)
	}
	paint := func(attributes ...color.Attribute) *color.Color {
		c := color.New(attributes...)
		if r.Color {
			c.EnableColor()
		} else {
			c.DisableColor()
		}
		return c
	}
	t.none = color.New()
	t.none.DisableColor()
	t.title = paint(color.Bold)
	t.dim = paint(color.FgBlue)
	t.clean = paint(color.FgGreen, color.Bold)
	t.fix = paint(color.FgGreen)
	t.bad = paint(color.FgRed, color.Bold)
	t.odd = paint(color.FgYellow, color.Bold)
	t.also = paint(color.FgCyan, color.Bold)
	return t
}

func (t *printer) say(format string, args ...any) { fmt.Fprintf(&t.buf, format, args...) }

func (t *printer) blank() { t.say("\n") }

// file writes the findings of one file.
func (t *printer) file(ds []diag.Diagnostic) {
	errors, warnings := counts(ds)
	found := catalog.ReportTwo.With(errors, warnings)
	switch {
	case diag.Count(ds, diag.Warning) == 0:
		found = errors
	case diag.Count(ds, diag.Error) == 0:
		found = warnings
	}
	name := t.title.Sprint(inert(plain(ds[0].File)))
	t.say("%s\n\n", catalog.ReportLabelled.With(name, found).In(t.Lang))
	for _, d := range ds {
		t.finding(d)
		t.blank()
	}
}

func (t *printer) finding(d diag.Diagnostic) {
	accent := t.bad
	if d.Severity != diag.Error {
		accent = t.odd
	}
	t.labelled(severity(d.Severity), accent, t.title, d.Message.In(t.Lang))
	t.place(d.File, d.Range, accent)
	for _, note := range d.Notes {
		t.labelled(catalog.ReportAlso, t.also, t.none, note.Message.In(t.Lang))
		t.place(note.File, note.Range, t.also)
	}
	if hint := d.Hint.In(t.Lang); hint != "" {
		t.hint(hint)
	}
	t.labelled(catalog.ReportWhy, t.none, t.none, t.why(d).In(t.Lang))
	t.row(catalog.ReportMore, t.none, plain(t.more(d)))
}

// place writes where something is, and its lines.
func (t *printer) place(file string, rng diag.Range, accent *color.Color) {
	where := plain(file)
	if rng.Start.Line > 0 {
		where = fmt.Sprintf("%s:%d:%d", where, rng.Start.Line, rng.Start.Column)
	}
	t.row(catalog.ReportAt, t.none, where)
	lines := t.frame(file, rng, t.Width-t.column())
	if len(lines) == 0 {
		return
	}
	t.blank()
	for _, l := range lines {
		if l.number == 0 {
			t.say("%s\n", t.dim.Sprint(t.gutter("…")))
			continue
		}
		number := fmt.Sprint(l.number)
		source := l.text
		if t.Color {
			source = l.text[:l.from] + accent.Sprint(l.text[l.from:l.to]) + l.text[l.to:]
		}
		t.say("%s\n", strings.TrimRight(t.dim.Sprint(t.gutter(number))+" "+source, " "))
		if l.carets == 0 {
			continue
		}
		t.say("%s %s%s\n", t.dim.Sprint(t.gutter("")), strings.Repeat(" ", l.pad), accent.Sprint(strings.Repeat("^", l.carets)))
	}
	t.blank()
}

// column is how many columns stand before messages and lines of plans.
func (t *printer) column() int { return 2 + t.labels }

func (t *printer) gutter(number string) string {
	return strings.Repeat(" ", max(t.column()-3-width(number), 0)) + number + " │"
}

// row writes a label and a text that is not to be broken.
func (t *printer) row(label catalog.Text, c *color.Color, s string) {
	name := label.In(t.Lang)
	t.say("  %s%s%s\n", c.Sprint(name), strings.Repeat(" ", t.labels-width(name)), s)
}

// labelled writes a label and prose, wrapped.
func (t *printer) labelled(label catalog.Text, c, prose *color.Color, s string) {
	lines := append(wrap(s, min(t.Width, maxProse)-t.column()), "")
	t.row(label, c, prose.Sprint(lines[0]))
	for _, line := range lines[1:max(len(lines)-1, 1)] {
		t.say("%s%s\n", strings.Repeat(" ", t.column()), prose.Sprint(line))
	}
}

// typed tells a line to copy from a sentence about it.
var typed = lazyregexp.New(`^(- |["']?[a-z0-9-]+["']?:( |$)|usher |git )`)

func (t *printer) hint(hint string) {
	lines := strings.Split(strings.TrimRight(hint, "\n"), "\n")
	if len(lines) == 1 && !typed.MatchString(hint) {
		t.labelled(catalog.ReportFix, t.fix, t.none, hint)
		return
	}
	for i, line := range lines {
		line = plain(line)
		if i == 0 {
			t.row(catalog.ReportFix, t.fix, t.fix.Sprint(line))
		} else {
			t.say("%s%s\n", strings.Repeat(" ", t.column()), t.fix.Sprint(inert(line)))
		}
	}
}
