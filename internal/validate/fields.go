package validate

import (
	"reflect"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"usher/internal/catalog"
	"usher/internal/diag"
	"usher/internal/plan"
	"usher/internal/source"
)

// fields checks fields: those that are there, and then those that are not.
func (c *check) fields(s *shape, n *yaml.Node, out reflect.Value, at *step) bool {
	if n.Kind != yaml.MappingNode {
		return c.needsFields(s, n, at)
	}
	var store [32]bool // off the heap for every definition of ours
	var seen []bool
	if k := len(s.fields); k <= len(store) {
		seen = store[:k]
	} else {
		seen = make([]bool, k)
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		if key.Kind != yaml.ScalarNode {
			continue // source has told of it
		}
		f := s.byName[key.Value]
		if f == nil {
			c.other(s, n, key, value, out, at, seen)
			continue
		}
		seen[f.place] = true
		if k := c.notIndented(s, f, n, i); k > 0 {
			value = c.indented(n, i, k, c.down(step{up: at, name: f.name, index: -1, key: key, field: f}))
			c.up()
			i += 2 * k
		}
		var target reflect.Value
		switch {
		case !out.IsValid():
		case out.Kind() == reflect.Struct && f.index >= 0:
			target = out.Field(f.index)
		case out.Kind() == reflect.Map:
			target = reflect.New(out.Type().Elem()).Elem()
		}
		next := c.down(step{up: at, name: f.name, index: -1, key: key, field: f})
		again := c.doc.Repeated(key)
		if again && target.IsValid() {
			// Which of the two is right is not known: the plan has neither.
			c.value(f.shape, value, reflect.Value{}, next)
			c.mark(next.keys())
			c.up()
			if out.Kind() == reflect.Struct {
				target.SetZero()
			} else {
				out.SetMapIndex(reflect.ValueOf(f.name), reflect.Value{})
			}
			continue
		}
		ok := c.value(f.shape, value, target, next)
		c.up()
		if ok && target.IsValid() && out.Kind() == reflect.Map {
			put(out, f.name, target)
		}
	}
	for i, f := range s.fields {
		if f.required && !seen[i] && !c.doc.Partial() {
			c.lacks(f, n, at)
		}
	}
	return true
}

func put(out reflect.Value, name string, value reflect.Value) {
	if out.IsNil() {
		out.Set(reflect.MakeMap(out.Type()))
	}
	out.SetMapIndex(reflect.ValueOf(name).Convert(out.Type().Key()), value)
}

// other is a field that the schema does not name.
func (c *check) other(s *shape, n, key, value *yaml.Node, out reflect.Value, at *step, seen []bool) {
	next := c.down(step{up: at, name: key.Value, index: -1, key: key})
	defer c.up()
	for _, p := range s.others {
		if !p.name.admits(key.Value) {
			continue
		}
		var target reflect.Value
		if out.IsValid() && out.Kind() == reflect.Map {
			target = reflect.New(out.Type().Elem()).Elem()
		}
		if c.value(p.value, value, target, next) && target.IsValid() && !c.doc.Repeated(key) {
			put(out, key.Value, target)
		}
		return
	}
	if s.open || c.doc.Repeated(key) || c.thousands(s, n, key, value, out, at) {
		return
	}
	hint := c.meant(s, n, key, value, at, seen)
	if c.doc.Told(key) {
		return // it was taken to belong here, but that was a guess
	}
	message := catalog.SchemaUnknown.With(source.Brief(key.Value), at.said())
	c.add(c.diagnostic(RuleUnknownField, c.doc.NodeRange(key), at.clause(), message, hint))
}

// notIndented counts the fields that follow a field left blank and belong to it,
// but stand where it does: their indentation is missing.
func (c *check) notIndented(s *shape, f *field, n *yaml.Node, i int) int {
	if n.Style&yaml.FlowStyle != 0 || !blank(n.Content[i+1]) || f.shape.kind != fields || s.open {
		return 0
	}
	k := 0
	for j := i + 2; j+1 < len(n.Content); j += 2 {
		key := n.Content[j]
		if key.Kind != yaml.ScalarNode || s.byName[key.Value] != nil || f.shape.byName[key.Value] == nil || c.doc.Told(key) {
			break
		}
		k++
	}
	return k
}

// indented tells of k fields behind the one at i that belong to it, and returns
// them as its value.
func (c *check) indented(n *yaml.Node, i, k int, at *step) *yaml.Node {
	inner := &yaml.Node{Kind: yaml.MappingNode, Tag: "!!map", Content: n.Content[i+2 : i+2+2*k]}
	from := c.doc.NodeRange(inner.Content[0]).Start.Line
	to := c.doc.Lines()
	if i+2+2*k < len(n.Content) {
		to = c.doc.NodeRange(n.Content[i+2+2*k]).Start.Line - 1
	}
	var names []string
	for j := 0; j < len(inner.Content); j += 2 {
		names = append(names, inner.Content[j].Value)
	}
	var fixes []diag.Edit
	for line := from; line <= to; line++ {
		if strings.TrimSpace(c.doc.Line(line)) != "" {
			start := diag.Position{Line: line, Column: 1}
			fixes = append(fixes, diag.Edit{Range: diag.Range{Start: start, End: start}, Text: "  "})
		}
	}
	c.add(c.diagnostic(RuleWrongValue, c.doc.NodeRange(at.key), at.clause(),
		catalog.SchemaNotIndented.With(at.said(), catalog.Listed(names)), catalog.SchemaIndent.With(catalog.Listed(names)), fixes...))
	return inner
}

// admits reports whether text passes the constraints of a shape of text.
func (s *shape) admits(text string) bool {
	if s.choices != nil && !slices.Contains(s.choices, text) {
		return false
	}
	for _, p := range s.patterns {
		if !p.MatchString(text) {
			return false
		}
	}
	return true
}

// meant says what an unknown field was meant to be, and sees to it that the
// field it was meant for is not told of as missing.
func (c *check) meant(s *shape, n, key, value *yaml.Node, at *step, seen []bool) catalog.Text {
	var absent, all []string
	for _, f := range s.fields {
		if at == nil && f.name == "sealed" {
			continue // usher seal writes it, nobody else
		}
		all = append(all, f.name)
		if !seen[f.place] && !has(n, f.name) {
			absent = append(absent, f.name)
		}
	}
	name := closest(key.Value, absent)
	if name == "" {
		name = s.byLabel(key.Value, absent)
	}
	if name != "" {
		f := s.byName[name]
		seen[f.place] = true
		c.mark(append(at.keys(), name))
		c.value(f.shape, value, reflect.Value{}, c.down(step{up: at, name: name, index: -1, key: key, field: f}))
		c.up()
		return catalog.SchemaDidMean.With(name)
	}
	if parent, name, ok := c.dotted(key.Value); ok {
		c.moveTo(parent, name)
		return catalog.SchemaBelongs.With(name, parent)
	}
	if parent, ok := c.schema.home(key.Value); ok && parent != at.path() {
		c.moveTo(parent, key.Value)
		if parent == "" {
			return catalog.SchemaTopLevel.With(key.Value, source.Brief(at.last()))
		}
		return catalog.SchemaBelongs.With(key.Value, parent)
	}
	name = closest(key.Value, all)
	if name == "" {
		name = s.byLabel(key.Value, all)
	}
	if name != "" {
		return catalog.SchemaAlready.With(name)
	}
	if len(absent) == 0 {
		absent = all
	}
	if len(absent) == 0 {
		return catalog.SchemaDeleteLine
	}
	return catalog.SchemaHasFields.With(catalog.Listed(absent))
}

// moveTo notes that a field was found elsewhere than where it belongs, in every
// item of a list where it could belong.
func (c *check) moveTo(parent, name string) {
	if c.moved == nil {
		c.moved = map[string]bool{}
	}
	full := strings.TrimPrefix(parent+"."+name, ".")
	c.moved[full] = true
	c.markAll(c.doc.Root(), nil, strings.Split(full, "."))
}

func (c *check) markAll(n *yaml.Node, path []any, names []string) {
	if n != nil && n.Kind == yaml.SequenceNode {
		for i, item := range n.Content {
			c.markAll(item, append(path[:len(path):len(path)], i), names)
		}
		return
	}
	path = append(path[:len(path):len(path)], names[0])
	if len(names) == 1 {
		c.mark(path)
		return
	}
	if n == nil || n.Kind != yaml.MappingNode {
		return
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == names[0] {
			c.markAll(n.Content[i+1], path, names[1:])
		}
	}
}

// dotted reads "customer.headcount", as programs name the fields of fields.
func (c *check) dotted(key string) (parent, name string, ok bool) {
	i := strings.LastIndexByte(key, '.')
	if i < 0 {
		return "", "", false
	}
	parent, name = key[:i], key[i+1:]
	for _, h := range c.schema.homes[name] {
		if h.parent == parent && parent != "" {
			return parent, name, true
		}
	}
	return "", "", false
}

// thousands tells of {meals: 1,200}: a number cut in two by its comma.
func (c *check) thousands(s *shape, n, key, value *yaml.Node, out reflect.Value, at *step) bool {
	if n.Style&yaml.FlowStyle == 0 || !blank(value) || len(key.Value) != 3 || strings.Trim(key.Value, "0123456789") != "" {
		return false
	}
	for i := 2; i < len(n.Content); i += 2 {
		before := n.Content[i-1]
		f := s.byName[n.Content[i-2].Value]
		if n.Content[i] != key || before.Tag != "!!int" || f == nil {
			continue
		}
		if out.IsValid() && out.Kind() == reflect.Struct && f.index >= 0 {
			out.Field(f.index).SetZero()
		}
		c.mark(append(at.keys(), f.name))
		whole := before.Value + key.Value
		place := diag.Range{Start: c.doc.NodeRange(before).Start, End: c.doc.NodeRange(key).End}
		c.add(c.diagnostic(RuleWrongValue, place, at.clause(), catalog.SchemaThousands.With(f.said(), before.Value+","+key.Value),
			catalog.SchemaWrite.With(whole), diag.Edit{Range: place, Text: whole}))
		return true
	}
	return false
}

func has(n *yaml.Node, name string) bool {
	for i := 0; i < len(n.Content); i += 2 {
		if n.Content[i].Value == name {
			return true
		}
	}
	return false
}

// byLabel is the field whose short name, or another word for it, was typed as its
// name.
func (s *shape) byLabel(typed string, names []string) string {
	word := fold(typed)
	for _, name := range names {
		f := s.byName[name]
		if l := f.label.ZH; l != "" && l == typed || word == fold(f.label.EN) || slices.Contains(f.also, word) {
			return name
		}
	}
	for _, name := range names {
		if l := s.byName[name].label.ZH; len(typed) >= len("人数") && strings.Contains(l, typed) {
			return name
		}
	}
	return ""
}

// lacks notes that a required field is missing. The place is the name of what
// holds it.
func (c *check) lacks(f *field, n *yaml.Node, at *step) {
	place := c.doc.Range(nil)
	holder := at.said()
	for up := at; up != nil; up = up.up {
		if up.key != nil {
			place = c.doc.NodeRange(up.key)
			break
		}
		if up.index >= 0 {
			place = c.doc.NodeRange(n)
			break
		}
	}
	name := f.said()
	if f.label.EN != "" && !strings.EqualFold(f.label.EN, f.name) {
		name.EN = catalog.SchemaLabel.With(f.name, f.label).EN
	}
	c.mark(append(at.keys(), f.name))
	add := catalog.SchemaAddLine
	if n.Style&yaml.FlowStyle != 0 {
		add = catalog.SchemaAddInside
	}
	path := strings.TrimPrefix(at.path()+"."+f.name, ".")
	if c.isSealed(path) {
		return
	}
	clause := f.clause
	if clause == "" {
		clause = at.clause()
	}
	c.missing = append(c.missing, missing{path, c.diagnostic(RuleMissingField, place, clause,
		catalog.SchemaMissing.With(name, holder), add.With(c.like(f)))})
}

// like is a field's line to copy, on the day of the visit where it takes one.
func (c *check) like(f *field) string {
	line := f.line()
	if f.shape.form != anyText && len(f.example) >= len(plan.DateLayout) {
		line = strings.Replace(line, f.example[:len(plan.DateLayout)], string(c.day()), 1)
	}
	return line
}

// needsFields is text or a list where fields are needed.
func (c *check) needsFields(s *shape, n *yaml.Node, at *step) bool {
	var names []string
	for _, f := range s.fields {
		if f.required {
			names = append(names, f.name)
		}
	}
	if len(names) == 0 {
		for _, f := range s.fields {
			names = append(names, f.name)
		}
	}
	example := at.example()
	if at != nil && at.index >= 0 && at.up != nil {
		example = at.up.example()
	}
	var fixes []diag.Edit
	if n.Kind == yaml.ScalarNode && at != nil {
		// What was typed is most likely the first field.
		if item, whole := s.flowOf(n.Value); item != "" {
			if example = item; at.index < 0 {
				example = at.name + ": " + item
			}
			if whole {
				fixes = append(fixes, c.instead(n, item))
			}
		}
	}
	message := catalog.SchemaNeedsFields.With(at.said(), catalog.Listed(names))
	if len(names) == 0 {
		message = catalog.SchemaNeedsPairs.With(at.said())
	}
	if n.Kind == yaml.SequenceNode && len(n.Content) == 1 && n.Style&yaml.FlowStyle == 0 {
		return c.wrong(n, at, message, catalog.SchemaWithoutDash)
	}
	return c.wrong(n, at, message, catalog.SchemaWriteLike.With(example), fixes...)
}

// plainOrQuoted writes text as a plan does inside brackets.
func plainOrQuoted(text string) string {
	if text == "" || text != strings.TrimSpace(text) || strings.ContainsAny(text, ",[]{}，、；\n") ||
		strings.IndexByte("#&*!|>'\"%@`?-:", text[0]) >= 0 ||
		strings.Contains(text, ": ") || strings.Contains(text, " #") || strings.HasSuffix(text, ":") {
		return source.Quote(text)
	}
	return text
}
