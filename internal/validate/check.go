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

// maxFound is how many mistakes of one plan are told.
const maxFound = 1000

// Check holds a plan against the schema and decodes it. Every value that was
// found wrong is left out of the plan and its path noted in Wrong, as is that of
// every required value that is missing, and of every value that the plan says is
// sealed, of which nothing is told; an item of a list keeps its place, empty.
// The diagnostics are in the order of the text.
func (s *Schema) Check(doc *source.Document) (*plan.Plan, []diag.Diagnostic) {
	p := &plan.Plan{}
	root := doc.Root()
	if root != nil {
		c := &check{schema: s, doc: doc, plan: p, sealed: sealedFields(root)}
		c.value(s.root, root, reflect.ValueOf(p).Elem(), nil)
		for _, field := range c.sealed {
			c.markSealed(root, strings.Split(field, "."), nil)
		}
		c.finish()
		p.ID, p.File = doc.ID, doc.File
		return p, c.found
	}
	p.ID, p.File = doc.ID, doc.File
	return p, nil
}

// Takes reports whether a text is certainly right as the value of a field at the
// top of a plan: Check then takes it as it is.
func (s *Schema) Takes(name, value string) bool {
	f := s.root.byName[name]
	if f == nil || f.shape.kind != text {
		return false
	}
	if f.shape.form == anyText {
		return slices.Contains(f.shape.choices, value) && f.shape.admits(value)
	}
	return wellFormed(f.shape, value) && f.shape.admits(value)
}

// check is one walk over the nodes of a plan.
type check struct {
	schema  *Schema
	doc     *source.Document
	plan    *plan.Plan
	found   []diag.Diagnostic
	missing []missing
	moved   map[string]bool // paths whose value was found elsewhere
	later   [][]any         // paths of values that CUE is to judge within the plan
	sealed  []string        // fields that the plan says are in its sealed file
	full    bool

	// steps are those on the way to the node at hand; a Document is no deeper.
	steps [source.MaxDepth + 1]step
	depth int
}

// down goes one step further; up goes back.
func (c *check) down(next step) *step {
	at := &c.steps[c.depth]
	*at = next
	c.depth++
	return at
}

func (c *check) up() { c.depth-- }

// missing is a missing field, told at the end unless it was found elsewhere.
type missing struct {
	path string
	diag diag.Diagnostic
}

// step is the way from the root to a value.
type step struct {
	up    *step
	name  string
	index int // of an item; -1 for a field
	key   *yaml.Node
	field *field // nil where the name is free
}

// path is the way as text: names joined by ".", the same for all items of a list.
func (at *step) path() string {
	if at == nil {
		return ""
	}
	if at.index >= 0 {
		return at.up.path()
	}
	return strings.TrimPrefix(at.up.path()+"."+at.name, ".")
}

// keys is the way as a path of the document.
func (at *step) keys() []any {
	if at == nil {
		return nil
	}
	if at.index >= 0 {
		return append(at.up.keys(), at.index)
	}
	return append(at.up.keys(), at.name)
}

// said is how messages name the value.
func (at *step) said() catalog.Text {
	switch {
	case at == nil:
		return catalog.SchemaPlan
	case at.index >= 0:
		return catalog.SchemaItem.With(source.Brief(at.up.last()), at.index+1)
	case at.field != nil:
		return at.field.said()
	}
	return catalog.SchemaNamed.With(source.Brief(at.name))
}

// said names the field, in Chinese with its short name, since names are English.
func (f *field) said() catalog.Text {
	if f.label.ZH == "" {
		return catalog.SchemaNamed.With(f.name)
	}
	return catalog.Text{
		EN: catalog.SchemaNamed.With(f.name).EN,
		ZH: catalog.SchemaLabel.With(f.name, f.label).ZH,
	}
}

// last is the last name on the way.
func (at *step) last() string {
	for ; at != nil; at = at.up {
		if at.index < 0 {
			return at.name
		}
	}
	return ""
}

// example is a line to copy.
func (at *step) example() string {
	if at == nil || at.index >= 0 {
		return ""
	}
	if at.field == nil {
		return at.name + ": …"
	}
	return at.field.line()
}

// line is the field with a value.
func (at *step) line(value string) string {
	if at == nil || at.index >= 0 {
		return value
	}
	return at.name + ": " + value
}

func (f *field) line() string {
	if f.example == "" {
		return f.name + ": …"
	}
	return f.name + ": " + f.example
}

func (at *step) clause() string {
	for ; at != nil; at = at.up {
		if at.field != nil && at.field.clause != "" {
			return at.field.clause
		}
	}
	return ""
}

func (c *check) diagnostic(rule string, at diag.Range, clause string, message, hint catalog.Text, fixes ...diag.Edit) diag.Diagnostic {
	return diag.Diagnostic{
		Rule: rule, Severity: diag.Error, Clause: clause, Plan: c.doc.ID, File: c.doc.File,
		Range: at, Message: message, Hint: hint, Fixes: fixes,
	}
}

// wrong reports a wrong value at a node, and is false.
func (c *check) wrong(n *yaml.Node, at *step, message, hint catalog.Text, fixes ...diag.Edit) bool {
	place := c.doc.NodeRange(n)
	if at != nil && at.key != nil && (blank(n) || n.Kind != yaml.ScalarNode && n.Style&yaml.FlowStyle == 0) {
		place = c.doc.NodeRange(at.key)
	}
	return c.wrongAt(place, at, message, hint, fixes...)
}

func (c *check) wrongAt(place diag.Range, at *step, message, hint catalog.Text, fixes ...diag.Edit) bool {
	c.mark(at.keys())
	c.add(c.diagnostic(RuleWrongValue, place, at.clause(), message, hint, fixes...))
	return false
}

// mark notes that the plan does not have the value at a path.
func (c *check) mark(path []any) {
	if c.plan.Wrong == nil {
		c.plan.Wrong = map[string]bool{}
	}
	c.plan.Wrong[plan.Path(path...)] = true
}

func (c *check) add(d diag.Diagnostic) {
	if !c.full {
		c.found = append(c.found, d)
		c.full = len(c.found) >= maxFound
	}
}

// instead is the edit that writes a node anew.
func (c *check) instead(n *yaml.Node, text string) diag.Edit {
	return diag.Edit{Range: c.doc.NodeRange(n), Text: text}
}

// finish adds what is missing, and the word of CUE where the tree does not cover all.
func (c *check) finish() {
	for _, m := range c.missing {
		if !c.moved[m.path] {
			c.add(m.diag)
		}
	}
	if c.schema.residue && !c.doc.Partial() {
		c.residue()
	}
	if c.full {
		at := c.found[maxFound-1].Range
		c.found[maxFound-1] = c.diagnostic(RuleWrongValue, at, "", catalog.SchemaTooMany.With(maxFound-1), catalog.SchemaTooManyHint)
	}
	diag.Sort(c.found)
}

// blank reports a value that is not written at all.
func blank(n *yaml.Node) bool {
	return n.Kind == yaml.ScalarNode && n.Value == "" && n.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle|yaml.LiteralStyle|yaml.FoldedStyle) == 0
}

func quoted(n *yaml.Node) bool {
	return n.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle|yaml.LiteralStyle|yaml.FoldedStyle) != 0
}

// value checks a node and decodes it into out, which may be the zero Value. It
// reports whether the value itself is right; what is inside it may be wrong.
func (c *check) value(s *shape, n *yaml.Node, out reflect.Value, at *step) bool {
	if c.full {
		return false
	}
	if n.Kind == yaml.ScalarNode && c.doc.Told(n) || blank(n) && at != nil && at.key != nil && c.doc.Told(at.key) {
		c.mark(at.keys())
		return false // what it reads as is a guess
	}
	if n.Kind == yaml.ScalarNode && n.Tag == "!!null" && s.kind != unknown {
		return c.blank(s, n, at)
	}
	if out.IsValid() && out.Kind() == reflect.Pointer {
		target := reflect.New(out.Type().Elem())
		if !c.value(s, n, target.Elem(), at) {
			return false
		}
		out.Set(target)
		return true
	}
	switch s.kind {
	case fields:
		return c.fields(s, n, out, at)
	case list:
		return c.list(s, n, out, at)
	case text:
		return c.text(s, n, out, at)
	case whole, number:
		return c.number(s, n, out, at)
	case truth:
		return c.truth(n, out, at)
	}
	decode(n, out)
	if c.schema.residue {
		// The value may refer to others, so CUE judges it where it stands, later.
		c.later = append(c.later, at.keys())
		return true
	}
	c.left(c.schema.judge(s.beyond.value, n), at.keys())
	return true
}

// blank is a value that is not there though its name is.
func (c *check) blank(s *shape, n *yaml.Node, at *step) bool {
	if lost, place := c.doc.Lost(n); n.Value == "" && lost != "" {
		return c.wrongAt(place, at, catalog.SchemaHash.With(source.Brief(lost)), catalog.SchemaHashHint.With(source.Quote(lost)),
			diag.Edit{Range: place, Text: source.Quote(lost)})
	}
	if strings.EqualFold(n.Value, "null") && s.kind == text && s.choices == nil && s.form == anyText {
		return c.wrong(n, at, catalog.SchemaBlankWord.With(at.said(), n.Value), catalog.SchemaIfText.With(source.Quote(n.Value)))
	}
	hint := catalog.SchemaFillItem
	if at != nil && at.index < 0 {
		hint = catalog.SchemaFillOrDelete.With(at.example())
		if at.field != nil && at.field.required {
			hint = catalog.SchemaFill.With(at.example())
		}
	}
	return c.wrong(n, at, catalog.SchemaBlank.With(at.said()), hint)
}

// list checks a list and its items.
func (c *check) list(s *shape, n *yaml.Node, out reflect.Value, at *step) bool {
	if n.Kind == yaml.MappingNode {
		if n.Style&yaml.FlowStyle != 0 || len(n.Content) == 0 {
			return c.wrong(n, at, catalog.SchemaNeedsList.With(at.said()), c.likeExample(at))
		}
		first := n.Content[0].Value
		if s.item.kind == fields && s.item.byName[first] == nil {
			return c.wrong(n, at, catalog.SchemaDash.With(at.said()), c.likeExample(at))
		}
		return c.wrong(n, at, catalog.SchemaDash.With(at.said()), catalog.SchemaDashHint.With(source.Brief(first)))
	}
	if n.Kind != yaml.SequenceNode {
		return c.oneForList(s, n, at)
	}
	if len(n.Content) < s.min {
		message := catalog.SchemaNeedsOne.With(at.said())
		if s.min > 1 {
			message = catalog.SchemaNeedsMore.With(at.said(), s.min)
		}
		return c.wrong(n, at, message, c.likeExample(at))
	}
	if s.max >= 0 && len(n.Content) > s.max {
		return c.wrong(n, at, catalog.SchemaTooManyItems.With(at.said(), s.max), catalog.SchemaDeleteSome)
	}
	var items reflect.Value
	if out.IsValid() && out.Kind() == reflect.Slice && len(n.Content) > 0 {
		items = reflect.MakeSlice(out.Type(), len(n.Content), len(n.Content))
	}
	strangers := ""
	for i, item := range n.Content {
		if name := c.otherList(s, item, at); name != "" {
			if name != strangers {
				c.add(c.diagnostic(RuleWrongValue, c.doc.NodeRange(item), at.clause(),
					catalog.SchemaOtherList.With(at.said(), name), catalog.SchemaOtherListHint.With(name)))
			}
			strangers = name
			c.mark(append(at.keys(), i))
			c.mark([]any{name})
			continue
		}
		strangers = ""
		var target reflect.Value
		if items.IsValid() {
			target = items.Index(i)
		}
		c.value(s.item, item, target, c.down(step{up: at, index: i}))
		c.up()
	}
	if items.IsValid() {
		out.Set(items)
	}
	return true
}

// residue has CUE's word on the plan as a whole. Where the tree of checks has found
// fault, CUE is asked only about the values that were left to it: of the rest it
// would say the same again.
func (c *check) residue() {
	errs := c.schema.judge(c.schema.visit, c.doc.Root())
	if len(c.found) > 0 || len(c.sealed) > 0 {
		errs = slices.DeleteFunc(errs, func(e judged) bool {
			return !slices.ContainsFunc(c.later, func(path []any) bool {
				return len(path) <= len(e.path) && slices.Equal(path, e.path[:len(path)])
			})
		})
	}
	c.left(errs, nil)
}

// left tells of CUE's errors on the value at a path, one for each place.
func (c *check) left(errs []judged, base []any) {
	seen := map[string]bool{}
	for _, e := range errs {
		path := append(slices.Clone(base), e.path...)
		key := plan.Path(path...)
		if seen[key] {
			continue
		}
		seen[key] = true
		said := catalog.SchemaPlan
		for i := len(path) - 1; i >= 0; i-- {
			if name, ok := path[i].(string); ok {
				said = catalog.SchemaNamed.With(source.Brief(name))
				break
			}
		}
		c.mark(path)
		c.add(c.diagnostic(RuleWrongValue, c.doc.Range(path), "", catalog.SchemaLeft.With(said, e.message), catalog.SchemaSee))
	}
}
