package fix

import (
	"unicode/utf8"

	"gopkg.in/yaml.v3"

	"usher/internal/diag"
	"usher/internal/source"
)

// better reports whether edits did what they were to do and nothing else.
func better(was, now state, mends []mend, moved shift) bool {
	return sameCharacters(now) && nothingNew(was, now, mends, moved) && readsAlike(was, now, moved)
}

// sameCharacters reports whether source still reads the characters that are
// there: damaged ones may come to look like Chinese in another encoding when
// others around them change.
func sameCharacters(now state) bool {
	return utf8.ValidString(now.text) || read(now.view.doc) == toValid([]byte(now.text))
}

// mistake tells diagnostics apart across an edit, which may move them along
// their line and change the values that they speak of.
type mistake struct {
	rule     string
	severity diag.Severity
	line     int
}

// nothingNew reports whether the mended mistakes are gone and no line has a
// mistake that it did not have.
func nothingNew(was, now state, mends []mend, moved shift) bool {
	had := map[mistake]int{}
	at, next := lines(was.text), lines(now.text)
	line := func(d diag.Diagnostic) int {
		return next.line(moved.after(at.offset(diag.Position{Line: d.Range.Start.Line, Column: 1})))
	}
	for _, d := range was.view.found {
		had[mistake{d.Rule, d.Severity, line(d)}]++
	}
	for _, m := range mends {
		d := m.diagnostic
		had[mistake{d.Rule, d.Severity, line(d)}]--
	}
	for _, d := range now.view.found {
		k := mistake{d.Rule, d.Severity, d.Range.Start.Line}
		had[k]--
		if had[k] < 0 {
			return false
		}
	}
	return true
}

// readsAlike reports whether the plan has the same fields, items and values
// after the edits, but for the values on the lines that they changed. Source had
// read the text as if it were mended, so that both readings can be compared;
// where it gave up some of the text there is nothing to compare.
func readsAlike(was, now state, moved shift) bool {
	if was.view.doc.Root() == nil || was.view.doc.Partial() {
		return true
	}
	if now.view.doc.Root() == nil || now.view.doc.Partial() {
		return false
	}
	c := comparison{doc: was.view.doc, edited: map[int]bool{}}
	at := lines(was.text)
	for _, e := range moved.edits {
		for line := at.line(e.from); line <= at.line(max(e.from, e.to-1)); line++ {
			c.edited[line] = true
		}
	}
	return c.alike(was.view.doc.Root(), now.view.doc.Root(), 0)
}

type comparison struct {
	doc    *source.Document
	edited map[int]bool
}

// alike compares two nodes; from is the line of the first one's name, 0 for none.
func (c comparison) alike(a, b *yaml.Node, from int) bool {
	if a.Kind != b.Kind || len(a.Content) != len(b.Content) || a.Value != b.Value || a.Tag != b.Tag {
		return a != c.doc.Root() && c.changed(a, from)
	}
	for i, n := range a.Content {
		name := 0
		if a.Kind == yaml.MappingNode && i%2 == 1 {
			name = a.Content[i-1].Line
		}
		if !c.alike(n, b.Content[i], name) {
			return false
		}
	}
	return true
}

// changed reports whether an edit was made on a line of the node or of its name.
func (c comparison) changed(n *yaml.Node, from int) bool {
	at := c.doc.NodeRange(n)
	if from == 0 {
		from = at.Start.Line
	}
	for line := from; line <= at.End.Line; line++ {
		if c.edited[line] {
			return true
		}
	}
	return false
}
