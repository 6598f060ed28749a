package policy

import (
	"strings"

	"cuelang.org/go/cue"
	"cuelang.org/go/cue/ast"
	"cuelang.org/go/cue/token"
)

// tree is what the policy files say at each path, and where, as far as it is
// written out. It keeps the order in which an administrator wrote things down:
// the built-in files first, by name, then the company's.
type tree struct {
	children map[string]*tree
	order    []string
	said     []saying
	plain    bool // nothing but written-out fields, below here too
}

// saying is one place that says a value.
type saying struct {
	file  *file
	field *ast.Field
}

func newTree() *tree { return &tree{children: map[string]*tree{}, plain: true} }

// add takes in the fields of a struct.
func (t *tree) add(f *file, decls []ast.Decl) {
	fields, names, plain := pairs(decls)
	t.plain = t.plain && plain
	for i, field := range fields {
		if field.Constraint != token.ILLEGAL {
			continue
		}
		child := t.children[names[i]]
		if child == nil {
			child = newTree()
			t.children[names[i]] = child
			t.order = append(t.order, names[i])
		}
		child.said = append(child.said, saying{f, field})
		if lit, ok := field.Value.(*ast.StructLit); ok {
			child.add(f, lit.Elts)
		} else {
			child.plain = false
		}
	}
}

// at is the tree at a path, or the nearest one above that is written out; found
// says which.
func (t *tree) at(path []string) (nearest *tree, found bool) {
	for _, name := range path {
		child := t.children[name]
		if child == nil {
			return t, false
		}
		t = child
	}
	return t, true
}

// has reports whether a path is written out.
func (t *tree) has(path []string) bool {
	_, found := t.at(path)
	return found
}

// newest is the saying that people most likely mean: the company's own before
// the built-in, later before earlier.
func (t *tree) newest() *saying {
	if len(t.said) == 0 {
		return nil
	}
	return &t.said[len(t.said)-1]
}

// deciding is the saying that the value in force comes from: one without a star
// before one with, later before earlier.
func (t *tree) deciding() *saying {
	for i := len(t.said) - 1; i >= 0; i-- {
		if !starred(t.said[i].field.Value) {
			return &t.said[i]
		}
	}
	return t.newest()
}

// fixed are the sayings that carry no star.
func (t *tree) fixed() (fixed []saying) {
	for _, s := range t.said {
		if _, isStruct := s.field.Value.(*ast.StructLit); !isStruct && !starred(s.field.Value) {
			fixed = append(fixed, s)
		}
	}
	return fixed
}

// starred reports whether an expression has a default: *48 | int.
func starred(x ast.Expr) bool {
	switch x := x.(type) {
	case *ast.BinaryExpr:
		return x.Op == token.OR && (starred(x.X) || starred(x.Y))
	case *ast.UnaryExpr:
		return x.Op == token.MUL
	case *ast.ParenExpr:
		return starred(x.X)
	}
	return false
}

// label writes a key as CUE does, with quotes where it needs them.
func label(name string) string { return cue.Str(name).String() }

// dotted writes a path as CUE does.
func dotted(path []string) string {
	words := make([]string, len(path))
	for i, name := range path {
		words[i] = label(name)
	}
	return strings.Join(words, ".")
}
