package policy

import (
	"regexp"
	"strings"

	"cuelang.org/go/cue/ast"
	"cuelang.org/go/cue/token"
)

// Most policies are written out: values, and values with a star that others may
// replace. What they come to can be told without evaluating them, which would be
// half of what it takes to check one plan. CUE is the authority: what is written in
// another way, or does not fit, is left to it.

// stated is what the policies come to where they are all written out; else false.
// Strings, integers (int64), numbers (float64), truths, lists and structs are as
// cue.Value.Decode makes them.
func (s *sources) stated() (any, bool) {
	if !s.outright {
		return nil, false
	}
	return s.defs.stated(s.shape, s.tree)
}

// statedParameters are a rule's parameters where they are written out, in the rule's
// file and in those of the company; else nil.
func (s *Set) statedParameters(r *Rule) map[string]any {
	if !s.sources.outright || !outright(r.parameters.Elts) {
		return nil
	}
	all := newTree()
	all.add(r.file, r.parameters.Elts)
	if node, found := s.sources.tree.at([]string{"rules", r.ID, "parameters"}); found {
		for _, said := range node.said {
			if body, ok := said.field.Value.(*ast.StructLit); ok {
				all.add(said.file, body.Elts)
			}
		}
	}
	d := definitions{patterns: map[string]*regexp.Regexp{}} // those of the policies are none of a rule's
	data, ok := d.stated(nil, all)
	if !ok {
		return nil
	}
	return fieldsOf(data)
}

// outright reports whether a file holds nothing but fields by name, as deep as
// structs are written out.
func outright(decls []ast.Decl) bool {
	if hidesType(decls) {
		return false
	}
	for _, d := range decls {
		switch d := d.(type) {
		case *ast.Package:
		case *ast.Field:
			if !named(d) || d.Constraint != token.ILLEGAL {
				return false
			}
			if body, ok := d.Value.(*ast.StructLit); ok && !outright(body.Elts) {
				return false
			}
		default:
			return false
		}
	}
	return true
}

// hidesType reports whether what a struct says of a type, such as int, is said of a
// field of that name.
func hidesType(decls []ast.Decl) (hides bool) {
	for _, d := range decls {
		field, ok := d.(*ast.Field)
		if !ok {
			continue
		}
		name, _, err := ast.LabelName(field.Label)
		if err != nil || types[name] == nil {
			continue
		}
		var look func(ast.Node) bool
		look = func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.Field:
				if _, isList := n.Label.(*ast.ListLit); isList {
					ast.Walk(n.Label, look, nil)
				}
				ast.Walk(n.Value, look, nil)
				return false
			case *ast.Ident:
				hides = hides || n.Name == name
			}
			return true
		}
		for _, d := range decls {
			ast.Walk(d, look, nil)
		}
	}
	return hides
}

// named reports whether a field has a plain name and nothing besides.
func named(f *ast.Field) bool {
	name, _, err := ast.LabelName(f.Label)
	if err != nil || f.Alias != nil || len(f.Attrs) > 0 {
		return false
	}
	switch label := f.Label.(type) {
	case *ast.Ident:
		return !strings.HasPrefix(name, "_") && !strings.HasPrefix(name, "#")
	case *ast.BasicLit:
		return label.Kind == token.STRING
	}
	return false
}

// unsaid is what no file says anything of.
var unsaid = newTree()

// stated is what the files come to at a path. s is nil where anything goes.
func (d definitions) stated(s *shape, t *tree) (any, bool) {
	structs := 0
	for _, said := range t.said {
		if _, ok := said.field.Value.(*ast.StructLit); ok {
			structs++
		}
	}
	switch isStruct := s == nil || s.fields != nil; {
	case structs == 0 && (len(t.said) > 0 || !isStruct):
		return d.leaf(s, t)
	case structs < len(t.said) || !isStruct:
		return nil, false
	}
	fields := map[string]any{}
	for _, name := range t.order {
		below := s.child(name)
		if s != nil && s.fields[name] == nil && !s.open {
			if fits, sure := d.takes(s.key, name, 0); below == nil || !fits || !sure {
				return nil, false
			}
		}
		value, ok := d.stated(below, t.children[name])
		if !ok {
			return nil, false
		}
		fields[name] = value
	}
	if s == nil {
		return fields, true
	}
	for _, name := range s.names {
		if s.optional[name] || t.children[name] != nil {
			continue
		}
		value, ok := d.stated(s.fields[name], unsaid)
		if !ok {
			return nil, false
		}
		fields[name] = value
	}
	return fields, true
}

// leaf is a value that is no struct: the one without a star, else the one with a
// star, else the empty list. It must fit all that is wanted and said.
func (d definitions) leaf(s *shape, t *tree) (value any, ok bool) {
	var wants []ast.Expr
	if s != nil {
		wants = append(wants, s.want)
	}
	fixed, replaceable := false, false
	for _, said := range t.said {
		x, ok := constant(said.field.Value)
		switch {
		case !ok:
			wants = append(wants, said.field.Value)
		case fixed && !same(value, x):
			return nil, false
		default:
			value, fixed = x, true
		}
	}
	for _, want := range wants {
		star, _, is := byDefault(want)
		switch {
		case !is || fixed:
		case replaceable && !same(star, value):
			return nil, false
		default:
			value, replaceable = star, true
		}
	}
	if !fixed && !replaceable {
		if s == nil || len(t.said) > 0 || items(s.want) == nil {
			return nil, false
		}
		return []any{}, true
	}
	for _, want := range wants {
		star, other, is := byDefault(want)
		if is {
			want = other
		}
		if fits, sure := d.takes(want, value, 0); !sure || !fits && !(is && same(star, value)) {
			return nil, false
		}
	}
	return value, true
}
