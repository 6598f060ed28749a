package validate

import (
	"reflect"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"usher/internal/catalog"
	"usher/internal/source"
)

// fields checks fields: those that are there, and then those that are not.
func (c *check) fields(s *shape, n *yaml.Node, out reflect.Value, at *step) bool {
	if n.Kind != yaml.MappingNode {
		return c.needsFields(s, n, at)
	}
	var store [32]bool
	seen := store[:0]
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
	if s.open || c.doc.Repeated(key) {
		return
	}
	message := catalog.SchemaUnknown.With(source.Brief(key.Value), at.said())
	var hint catalog.Text
	if whole, ok := thousands(n, key, value); ok {
		message, hint = catalog.SchemaThousands.With(key.Value), catalog.SchemaThousandsHint.With(whole)
	} else {
		hint = c.meant(s, n, key, value, at, seen)
	}
	c.add(c.diagnostic(RuleUnknownField, c.doc.NodeRange(key), at.clause(), message, hint))
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
	if parent, ok := c.schema.home(key.Value); ok && parent != at.path() {
		if c.moved == nil {
			c.moved = map[string]bool{}
		}
		full := strings.TrimPrefix(parent+"."+key.Value, ".")
		c.moved[full] = true
		c.mark([]any{strings.ReplaceAll(full, ".", "/")})
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

// thousands recognises {meals: 1,200}: a number cut in two by its comma.
func thousands(n, key, value *yaml.Node) (string, bool) {
	if n.Style&yaml.FlowStyle == 0 || !blank(value) || len(key.Value) != 3 || strings.Trim(key.Value, "0123456789") != "" {
		return "", false
	}
	for i := 2; i < len(n.Content); i += 2 {
		if before := n.Content[i-1]; n.Content[i] == key && before.Tag == "!!int" {
			return before.Value + key.Value, true
		}
	}
	return "", false
}

func has(n *yaml.Node, name string) bool {
	for i := 0; i < len(n.Content); i += 2 {
		if n.Content[i].Value == name {
			return true
		}
	}
	return false
}

// byLabel is the field whose Chinese name was typed as its name.
func (s *shape) byLabel(typed string, names []string) string {
	for _, name := range names {
		if l := s.byName[name].label.ZH; l != "" && (l == typed || len(typed) >= len("人数") && strings.Contains(l, typed)) {
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
	path := strings.TrimPrefix(at.path()+"."+f.name, ".")
	clause := f.clause
	if clause == "" {
		clause = at.clause()
	}
	c.missing = append(c.missing, missing{path, c.diagnostic(RuleMissingField, place, clause,
		catalog.SchemaMissing.With(name, holder), catalog.SchemaAddLine.With(f.line()))})
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
	message := catalog.SchemaNeedsFields.With(at.said(), catalog.Listed(names))
	if len(names) == 0 {
		message = catalog.SchemaNeedsPairs.With(at.said())
	}
	if n.Kind == yaml.SequenceNode && len(n.Content) == 1 && n.Style&yaml.FlowStyle == 0 {
		return c.wrong(n, at, message, catalog.SchemaWithoutDash)
	}
	if n.Kind == yaml.ScalarNode && at != nil && at.index < 0 && len(names) > 0 && s.byName[names[0]] != nil && s.byName[names[0]].shape.kind == text && !strings.Contains(n.Value, "\n") {
		// What was typed is most likely the first field.
		example = at.name + ": {" + names[0] + ": " + plainOrQuoted(n.Value)
		for _, name := range names[1:] {
			example += ", " + s.byName[name].line()
		}
		example += "}"
	}
	return c.wrong(n, at, message, catalog.SchemaWriteLike.With(example))
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
