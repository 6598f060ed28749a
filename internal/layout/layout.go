// Package layout provides the one layout of a plan: fields in the order of the
// schema, two spaces for each level, at most one blank line between entries.
//
// Nothing is written anew. Names, values and comments are taken from the text
// with their bytes and set down in order; only blanks, and the blank lines
// between entries, differ. A comment stays with its entry: one behind a value or
// above an entry goes where that goes, one that a blank line parts from what
// follows stays with what it follows, and the comments that open and close the
// file, or the fields of something, stay there.
package layout

import (
	"cmp"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"usher/internal/diag"
	"usher/internal/source"
	"usher/internal/validate"
)

// Layout knows the order of fields.
type Layout struct{ order map[string]int }

// New takes the order from the schema's description of a plan's fields.
func New(fields []validate.Field) *Layout {
	l := &Layout{order: make(map[string]int, len(fields))}
	for i, f := range fields {
		l.order[f.Path] = i
	}
	return l
}

// Format lays out a plan. The plan must have a root, and no mistakes that are
// errors. It reports false where the text cannot be moved without a risk to what
// it says, as where a blank that is no space stands between values: package fix
// mends those.
func (l *Layout) Format(doc *source.Document) ([]byte, bool) {
	p, ok := read(doc)
	if !ok {
		return nil, false
	}
	l.arrange(p)
	out := p.print()
	if !same(doc, out) {
		return nil, false
	}
	return out, true
}

// arrange puts fields into the order of the schema. What it does not name, such
// as the roles of a team, stays in the order that was typed, at the end.
func (l *Layout) arrange(p *page) {
	l.value(&p.root.value, "")
}

func (l *Layout) value(v *value, path string) {
	switch {
	case v.block != nil:
		l.block(v.block, path)
	case v.flow != nil:
		l.flow(v.flow, path)
	}
}

func (l *Layout) block(b *block, path string) {
	if !b.list {
		slices.SortStableFunc(b.entries, func(x, y *entry) int {
			return cmp.Compare(l.rank(path, x.name), l.rank(path, y.name))
		})
	}
	for _, e := range b.entries {
		inner := path + "[]"
		if !b.list {
			inner = l.inner(path, e.name)
		}
		l.value(&e.value, inner)
	}
}

func (l *Layout) flow(f *flow, path string) {
	if !f.list {
		slices.SortStableFunc(f.parts, func(x, y *part) int {
			return cmp.Compare(l.rank(path, x.name), l.rank(path, y.name))
		})
	}
	f.settle()
	for _, p := range f.parts {
		switch {
		case p.key == "":
			l.value(&p.value, path+"[]")
		case f.list: // one field without its braces
			l.value(&p.value, l.inner(path+"[]", p.name))
		default:
			l.value(&p.value, l.inner(path, p.name))
		}
	}
}

func join(path, name string) string { return strings.TrimPrefix(path+"."+name, ".") }

func (l *Layout) rank(path, name string) int {
	if rank, ok := l.order[join(path, name)]; ok {
		return rank
	}
	return len(l.order)
}

// inner is the path of what a field holds, as the schema writes it.
func (l *Layout) inner(path, name string) string {
	if _, ok := l.order[join(path, name)]; !ok {
		name = "*"
	}
	return join(path, name)
}

// same reports whether a laid-out text is the plan that it was: the same fields
// and values, in lists in the same order, and no character lost or added but
// blanks.
func same(doc *source.Document, out []byte) bool {
	var before strings.Builder
	for i := range doc.Lines() {
		before.WriteString(doc.Line(i + 1))
		before.WriteByte('\n')
	}
	if before.String() == string(out) {
		return true
	}
	if marks(before.String()) != marks(string(out)) {
		return false
	}
	// A text block that ends with the file has the line end that the layout gives it.
	was, _ := source.Parse(doc.File, []byte(before.String()))
	now, found := source.Parse(doc.File, out)
	return diag.Count(found, diag.Error) == 0 && now.Root() != nil && equal(was.Root(), now.Root())
}

// marks counts each byte of a text but blanks and line ends.
func marks(text string) (n [256]int) {
	for i := range len(text) {
		n[text[i]]++
	}
	n[' '], n['\t'], n['\n'] = 0, 0, 0
	return n
}

// equal compares nodes; the fields of a mapping may be in any order.
func equal(a, b *yaml.Node) bool {
	if a.Kind != b.Kind || a.Tag != b.Tag || a.Value != b.Value || len(a.Content) != len(b.Content) {
		return false
	}
	if a.Kind != yaml.MappingNode {
		return slices.EqualFunc(a.Content, b.Content, equal)
	}
	fields := make(map[string]*yaml.Node, len(b.Content)/2)
	for i := 0; i+1 < len(b.Content); i += 2 {
		fields[b.Content[i].Value] = b.Content[i+1]
	}
	for i := 0; i+1 < len(a.Content); i += 2 {
		value := fields[a.Content[i].Value]
		if value == nil || !equal(a.Content[i+1], value) {
			return false
		}
	}
	return len(fields) == len(a.Content)/2
}
