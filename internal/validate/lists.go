package validate

import (
	"strings"

	"gopkg.in/yaml.v3"

	"usher/internal/catalog"
	"usher/internal/diag"
	"usher/internal/lazyregexp"
	"usher/internal/source"
)

// What people put around and before the items of a list.
var (
	aroundList = lazyregexp.New(`^(?:【(.*)】|（(.*)）|\((.*)\)|［(.*)］)$`)
	numbering  = lazyregexp.New(`^(?:\(?\d{1,2}[.、)）]|[①-⑳]|[一二三四五六七八九十]、)[ \t]*`)
)

// oneForList is a value that is written where a list of such is needed.
func (c *check) oneForList(s *shape, n *yaml.Node, at *step) bool {
	message := catalog.SchemaNeedsList.With(at.said())
	if r := c.doc.NodeRange(n); !quoted(n) && r.End.Line > r.Start.Line {
		return c.linesForList(s, n, at, r)
	}
	value := n.Value
	if m := aroundList.FindStringSubmatch(value); m != nil && !quoted(n) {
		value = strings.Join(m[1:], "")
	}
	parts := strings.FieldsFunc(value, func(r rune) bool { return strings.ContainsRune("、，；,;", r) })
	if quoted(n) || len(parts) == 0 {
		parts = []string{value}
	}
	sure := len(parts) == 1 || value != n.Value
	for i, part := range parts {
		part = strings.TrimSpace(part)
		switch s.item.kind {
		case fields:
			item, whole := s.item.flowOf(part)
			if item == "" {
				return c.wrong(n, at, message, c.likeExample(at))
			}
			parts[i], sure = item, sure && whole
		case text, unknown:
			parts[i] = plainOrQuoted(part)
			if quoted(n) {
				parts[i] = source.Quote(part)
			}
		default:
			return c.wrong(n, at, message, c.likeExample(at))
		}
	}
	list := "[" + strings.Join(parts, ", ") + "]"
	line := list
	if at != nil && at.index < 0 {
		line = at.name + ": " + list
	}
	var fixes []diag.Edit
	if sure {
		fixes = append(fixes, c.instead(n, list))
	}
	return c.wrong(n, at, message, catalog.SchemaWrite.With(line), fixes...)
}

// linesForList is a list without dashes, an item a line: read as one text.
func (c *check) linesForList(s *shape, n *yaml.Node, at *step, r diag.Range) bool {
	var fixes []diag.Edit
	first := ""
	for line := r.Start.Line; line <= r.End.Line; line++ {
		all := c.doc.Line(line)
		rest := strings.TrimLeft(all, " ")
		if line == r.Start.Line {
			rest = string([]rune(all)[r.Start.Column-1:])
		}
		if strings.TrimSpace(rest) == "" {
			continue
		}
		from := len([]rune(all)) - len([]rune(rest)) + 1
		number := numbering.FindString(rest)
		if first == "" {
			first = "- " + strings.TrimSpace(rest[len(number):])
		}
		edit := diag.Edit{Range: diag.Range{Start: diag.Position{Line: line, Column: from}}, Text: "- "}
		edit.Range.End = diag.Position{Line: line, Column: from + len([]rune(number))}
		fixes = append(fixes, edit)
	}
	if at != nil && at.key != nil && c.doc.NodeRange(at.key).Start.Line == r.Start.Line || s.item.kind == fields {
		fixes = nil // the first item stands on the line of its field, or lacks names
	}
	return c.wrong(n, at, catalog.SchemaDashes.With(at.said()), catalog.SchemaDashesHint.With(source.Brief(first)), fixes...)
}

// otherList is the list beside this one whose item an item is, field for field,
// while it does not fit here: the line with that list's name was lost.
func (c *check) otherList(s *shape, item *yaml.Node, at *step) string {
	if item.Kind != yaml.MappingNode || s.item.kind != fields || at == nil || at.field == nil || at.field.in == nil || s.item.lacking(item) == 0 && s.item.strange(item) < 2 {
		return ""
	}
	for _, f := range at.field.in.fields {
		if f != at.field && f.shape.kind == list && f.shape.item.kind == fields && f.shape.item.lacking(item) == 0 && f.shape.item.strange(item) == 0 && len(item.Content) >= 4 {
			return f.name
		}
	}
	return ""
}

// lacking counts the required fields that a node does not have, strange those that
// it has and the shape has not.
func (s *shape) lacking(n *yaml.Node) int {
	k := 0
	for _, f := range s.fields {
		if f.required && !has(n, f.name) {
			k++
		}
	}
	return k
}

func (s *shape) strange(n *yaml.Node) int {
	k := 0
	for i := 0; i < len(n.Content); i += 2 {
		if s.byName[n.Content[i].Value] == nil {
			k++
		}
	}
	return k
}

// flowOf writes fields in braces of which only the first was typed; "" where that
// cannot be what was typed. Whole reports that no other field is needed.
func (s *shape) flowOf(typed string) (item string, whole bool) {
	var required []*field
	for _, f := range s.fields {
		if f.required {
			required = append(required, f)
		}
	}
	if len(required) == 0 || required[0].shape.kind != text || required[0].shape.form != anyText || required[0].shape.choices != nil ||
		required[0].shape.name == "#Ref" && !idForm.MatchString(typed) || strings.Contains(typed, "\n") {
		return "", false
	}
	parts := []string{required[0].name + ": " + plainOrQuoted(typed)}
	for _, f := range required[1:] {
		parts = append(parts, f.line())
	}
	return "{" + strings.Join(parts, ", ") + "}", len(required) == 1
}

// idForm is how the ids of the policies look.
var idForm = lazyregexp.New(`^[a-z0-9]+(-[a-z0-9]+)*$`)
