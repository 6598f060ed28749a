package validate

import (
	"fmt"
	"math"
	"reflect"
	"regexp"
	"strings"

	"cuelang.org/go/cue"

	"usher/internal/catalog"
)

// compiler turns values of CUE into shapes. A value it does not understand
// becomes a shape of kind unknown, which CUE judges.
type compiler struct {
	busy map[string]bool   // definitions being compiled
	done map[string]*shape // and those that are, by name and Go type
}

// opaque is a value that CUE judges.
type opaque struct{ value cue.Value }

// compile turns a value into a shape whose plan values are decoded into type t;
// nil: into none.
func (c *compiler) compile(v cue.Value, t reflect.Type) *shape {
	_, ref := v.ReferencePath()
	name := ref.String()
	if name == "" {
		return c.value(v, t)
	}
	key := name
	if t != nil {
		key += " " + t.String()
	}
	if s := c.done[key]; s != nil {
		return s
	}
	if c.busy[key] {
		return &shape{kind: unknown, name: name, beyond: opaque{v}} // it holds itself
	}
	c.busy[key] = true
	s := c.value(cue.Dereference(v), t)
	s.name = name
	switch name {
	case "#Time":
		s.form = timeText
	case "#Date":
		s.form = dateText
	}
	root, path := v.ReferencePath()
	if s.text.IsZero() {
		s.text = docs(root.LookupPath(path))
	}
	c.busy[key] = false
	c.done[key] = s
	return s
}

func (c *compiler) value(v cue.Value, t reflect.Type) *shape {
	s := &shape{max: -1}
	ok := false
	switch v.IncompleteKind() {
	case cue.StructKind:
		ok = c.struct_(s, v, t)
	case cue.ListKind:
		ok = c.list(s, v, t)
	case cue.StringKind:
		s.kind = text
		ok = s.constrain(v)
	case cue.IntKind:
		s.kind = whole
		ok = s.constrain(v)
	case cue.NumberKind, cue.FloatKind:
		s.kind = number
		ok = v.IncompleteKind() == cue.NumberKind && s.constrain(v)
	case cue.BoolKind:
		s.kind = truth
		ok = s.constrain(v)
	}
	if !ok {
		return &shape{kind: unknown, beyond: opaque{v}}
	}
	return s
}

func (c *compiler) struct_(s *shape, v cue.Value, t reflect.Type) bool {
	if !onlyFields(v) {
		return false
	}
	s.kind, s.open, s.byName = fields, v.Allows(cue.AnyString), map[string]*field{}
	index := goFields(t)
	for t != nil && t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	it, err := v.Fields(cue.Optional(true), cue.Patterns(true))
	if err != nil {
		return false
	}
	for it.Next() {
		sel, value := it.Selector(), it.Value()
		if sel.ConstraintType()&cue.PatternConstraint != 0 {
			var element reflect.Type
			if t != nil && t.Kind() == reflect.Map {
				element = t.Elem()
			}
			name := c.compile(sel.Pattern(), nil)
			if name.kind != text {
				return false
			}
			p := pattern{name: name, value: c.compile(value, element), text: docs(value)}
			p.label = label(p.text)
			s.others = append(s.others, p)
			continue
		}
		f := &field{name: sel.Unquoted(), place: len(s.fields), index: -1, text: docs(value)}
		f.label = label(f.text)
		attr := value.Attribute("usher")
		f.example, _, _ = attr.Lookup(0, "example")
		f.clause, _, _ = attr.Lookup(0, "clause")
		also, _, _ := attr.Lookup(0, "also")
		for word := range strings.SplitSeq(also, ",") {
			if word = fold(word); word != "" {
				f.also = append(f.also, word)
			}
		}
		f.in = s
		switch sel.ConstraintType() {
		case cue.RequiredConstraint:
			f.required = true
		case cue.OptionalConstraint:
		default:
			// A plain field must be given unless it stands on its own.
			f.required = value.Validate(cue.Concrete(true)) != nil
		}
		var element reflect.Type
		if i, ok := index[f.name]; ok {
			f.index, element = i, t.Field(i).Type
		} else if t != nil && t.Kind() == reflect.Map {
			element = t.Elem()
		}
		f.shape = c.compile(value, element)
		s.fields = append(s.fields, f)
		s.byName[f.name] = f
	}
	// Which of several forms a name has, and whether a form adds to a field that is
	// spelt out, is for CUE to say.
	return len(s.others) == 0 || len(s.others) == 1 && len(s.fields) == 0
}

// onlyFields reports whether a struct is made of fields alone: alternatives are
// CUE's to choose between.
func onlyFields(v cue.Value) bool {
	op, args := v.Expr()
	switch op {
	case cue.NoOp, cue.SelectorOp:
		return true
	case cue.AndOp:
		for _, a := range args {
			if !onlyFields(a) {
				return false
			}
		}
		return true
	}
	return false
}

func (c *compiler) list(s *shape, v cue.Value, t reflect.Type) bool {
	switch op, args := v.Expr(); op {
	case cue.NoOp, cue.SelectorOp:
	case cue.AndOp:
		for _, a := range args {
			if n, ok := maxItems(a); ok {
				if s.max < 0 || n < s.max {
					s.max = n
				}
			} else if s.item != nil || !c.list(s, a, t) {
				return false // of two lists CUE makes one
			}
		}
		return s.item != nil
	default:
		return false
	}
	var element reflect.Type
	if t != nil && t.Kind() == reflect.Slice {
		element = t.Elem()
	}
	s.kind = list
	item := v.LookupPath(cue.MakePath(cue.AnyIndex))
	if !item.Exists() {
		return false // of a fixed length
	}
	s.item = c.compile(item, element)
	it, err := v.List()
	if err != nil {
		return false
	}
	for it.Next() {
		// Items spelt out before the "...": understood only as a least number.
		if c.compile(it.Value(), element) != s.item {
			return false
		}
		s.min++
	}
	return true
}

// maxItems is the number of list.MaxItems(number).
func maxItems(v cue.Value) (int, bool) {
	op, args := v.Expr()
	if op != cue.CallOp || len(args) != 2 || fmt.Sprint(args[0]) != "list.MaxItems" {
		return 0, false
	}
	n, err := args[1].Int64()
	return int(n), err == nil && n >= 0 && n <= math.MaxInt32
}

// constrain takes the constraints of a scalar into the shape; false where one of
// them is not understood.
func (s *shape) constrain(v cue.Value) bool {
	op, args := v.Expr()
	switch op {
	case cue.AndOp:
		for _, a := range args {
			if !s.constrain(a) {
				return false
			}
		}
		return true
	case cue.SelectorOp:
		return s.constrain(cue.Dereference(v))
	case cue.OrOp:
		return s.choose(args)
	case cue.RegexMatchOp:
		source, err := args[0].String()
		if err != nil {
			return false
		}
		re, err := regexp.Compile(source)
		if err != nil {
			return false
		}
		s.patterns = append(s.patterns, re)
		return s.kind == text
	case cue.GreaterThanEqualOp, cue.GreaterThanOp, cue.LessThanEqualOp, cue.LessThanOp, cue.NotEqualOp:
		if s.kind != whole && s.kind != number {
			return false
		}
		limit, err := args[0].Float64()
		if err != nil {
			return false
		}
		s.bounds = append(s.bounds, bound{op: op.String(), limit: limit, shown: strings.TrimSpace(show(args[0]))})
		return true
	case cue.NoOp:
		if v.IsConcrete() {
			return s.choose([]cue.Value{v})
		}
		return true // a basic type; its kind says it all
	}
	return false
}

// choose takes a list of texts as all that a value may be.
func (s *shape) choose(args []cue.Value) bool {
	if s.kind != text || s.choices != nil {
		return false
	}
	for _, a := range args {
		if op, parts := a.Expr(); op == cue.OrOp {
			if !s.choose(parts) {
				return false
			}
			continue
		}
		choice, err := a.String()
		if err != nil {
			return false
		}
		s.choices = append(s.choices, choice)
	}
	return true
}

func show(v cue.Value) string {
	b, err := v.MarshalJSON()
	if err != nil {
		return ""
	}
	return string(b)
}

// docs is the description in the comments of a value: its lines "en:" and "zh:".
func docs(v cue.Value) catalog.Text {
	var t catalog.Text
	for _, group := range v.Doc() {
		for line := range strings.Lines(group.Text()) {
			line = strings.TrimSpace(line)
			if s, ok := strings.CutPrefix(line, "en:"); ok && t.EN == "" {
				t.EN = strings.TrimSpace(s)
			}
			if s, ok := strings.CutPrefix(line, "zh:"); ok && t.ZH == "" {
				t.ZH = strings.TrimSpace(s)
			}
		}
	}
	return t
}

// label is the short name at the start of a description: up to its first colon.
func label(t catalog.Text) catalog.Text {
	t.EN, _, _ = strings.Cut(t.EN, ":")
	t.ZH, _, _ = strings.Cut(t.ZH, "：")
	return t
}
