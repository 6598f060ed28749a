package judge

import (
	"math"
	"strings"

	"cuelang.org/go/cue/ast"
	"cuelang.org/go/cue/token"
)

// operators are the binary operators that are understood without CUE. CUE works
// out both sides of && and ||, so that one that is not stated silences the other.
var operators = map[token.Token]func(a, b value) value{
	token.LAND: func(a, b value) value {
		switch {
		case silent(a):
			return a
		case silent(b):
			return b
		case a.kind == boolean && !a.b || b.kind == boolean && !b.b:
			return truth(false)
		case a.kind == boolean && b.kind == boolean:
			return truth(true)
		}
		return value{kind: unknown}
	},
	token.LOR: func(a, b value) value {
		switch {
		case silent(a):
			return a
		case silent(b):
			return b
		case a.kind == boolean && b.kind == boolean:
			return truth(a.b || b.b)
		}
		return value{kind: unknown}
	},
	token.EQL: func(a, b value) value { return same(a, b, false) },
	token.NEQ: func(a, b value) value { return same(a, b, true) },
	token.LSS: func(a, b value) value { return compared(a, b, func(n int) bool { return n < 0 }) },
	token.LEQ: func(a, b value) value { return compared(a, b, func(n int) bool { return n <= 0 }) },
	token.GTR: func(a, b value) value { return compared(a, b, func(n int) bool { return n > 0 }) },
	token.GEQ: func(a, b value) value { return compared(a, b, func(n int) bool { return n >= 0 }) },
	token.ADD: func(a, b value) value {
		if a.kind == text && b.kind == text {
			return word(a.s + b.s)
		}
		return reckoned(a, b, func(x, y int64) int64 { return x + y })
	},
	token.SUB: func(a, b value) value { return reckoned(a, b, func(x, y int64) int64 { return x - y }) },
	token.MUL: func(a, b value) value { return reckoned(a, b, func(x, y int64) int64 { return x * y }) },
}

func silent(v value) bool { return v.kind == unset || v.kind == wrong }

func same(a, b value, not bool) value {
	if w, ok := worse(a, b); !ok {
		return w
	}
	is, ok := equal(a, b)
	if !ok {
		return value{kind: unknown}
	}
	return truth(is != not)
}

func compared(a, b value, is func(int) bool) value {
	if w, ok := worse(a, b); !ok {
		return w
	}
	n, ok := order(a, b)
	if !ok {
		return value{kind: unknown}
	}
	return truth(is(n))
}

// reckoned is arithmetic on whole numbers far from overflow; CUE's have no limit.
func reckoned(a, b value, op func(x, y int64) int64) value {
	if w, ok := worse(a, b); !ok {
		return w
	}
	if a.kind != integer || b.kind != integer || abs(a.n) > math.MaxInt32 || abs(b.n) > math.MaxInt32 {
		return value{kind: unknown}
	}
	return number(op(a.n, b.n))
}

func abs(n int64) int64 {
	if n < 0 {
		return -n
	}
	return n
}

// functions are those of CUE's that are understood, by package and name.
var functions = map[string]func(e *env, a, b value) value{
	"strings.HasPrefix": words(strings.HasPrefix),
	"strings.HasSuffix": words(strings.HasSuffix),
	"strings.Contains":  words(strings.Contains),
	"list.Contains": func(e *env, a, b value) value {
		if items, ok := a.elements(e); ok {
			return within(items, b)
		}
		return value{kind: unknown}
	},
}

func words(f func(a, b string) bool) func(*env, value, value) value {
	return func(_ *env, a, b value) value {
		if a.kind != text || b.kind != text {
			return value{kind: unknown}
		}
		return truth(f(a.s, b.s))
	}
}

func length(v value) value {
	if !v.usable() {
		return v
	}
	if n, ok := v.length(); ok {
		return number(int64(n))
	}
	return value{kind: unknown}
}

func (c *compiler) call(x *ast.CallExpr, s *scope) term {
	args := make([]term, len(x.Args))
	for i, a := range x.Args {
		args[i] = c.term(a, s)
	}
	name := function(x.Fun, s)
	if name == "" {
		c.term(x.Fun, s)
	}
	f := functions[name]
	switch {
	case name == "len" && len(args) == 1:
		of := args[0]
		return term{eval: func(e *env) value { return length(of.eval(e)) }}
	case f != nil && len(args) == 2:
		a, b := args[0], args[1]
		return term{eval: func(e *env) value {
			x, y := a.eval(e), b.eval(e)
			if w, ok := worse(x, y); !ok {
				return w
			}
			return f(e, x, y)
		}}
	}
	return opaque
}

// function is the name of a function as it stands in functions; an import under
// another name is not understood.
func function(x ast.Expr, s *scope) string {
	switch x := x.(type) {
	case *ast.Ident:
		if s.find(x.Name) == nil && x.Node == nil {
			return x.Name
		}
	case *ast.SelectorExpr:
		id, ok := x.X.(*ast.Ident)
		sel, isIdent := x.Sel.(*ast.Ident)
		if !ok || !isIdent || s.find(id.Name) != nil {
			return ""
		}
		if spec, ok := id.Node.(*ast.ImportSpec); ok && spec.Name == nil {
			return strings.Trim(spec.Path.Value, `"`) + "." + sel.Name
		}
	}
	return ""
}
