package policy

import (
	"regexp"
	"strconv"
	"strings"

	"cuelang.org/go/cue/ast"
	"cuelang.org/go/cue/literal"
	"cuelang.org/go/cue/token"
)

// items is T of a list [...T]; nil of anything else.
func items(x ast.Expr) ast.Expr {
	list, ok := x.(*ast.ListLit)
	if !ok || len(list.Elts) != 1 {
		return nil
	}
	rest, ok := list.Elts[0].(*ast.Ellipsis)
	if !ok {
		return nil
	}
	return rest.Type
}

// byDefault splits an expression such as *15 | int, with one star and no more, into
// the value with the star and what else it may be.
func byDefault(x ast.Expr) (value any, other ast.Expr, is bool) {
	either, ok := x.(*ast.BinaryExpr)
	if !ok || either.Op != token.OR {
		return nil, nil, false
	}
	switch first := either.X.(type) {
	case *ast.UnaryExpr:
		value, is = constant(first.X)
		return value, either.Y, is && first.Op == token.MUL
	case *ast.BinaryExpr:
		value, other, is = byDefault(first)
		return value, &ast.BinaryExpr{X: other, Op: token.OR, Y: either.Y}, is
	}
	return nil, nil, false
}

// constant is the value of an expression that is one, or a list of them.
func constant(x ast.Expr) (value any, ok bool) {
	switch x := x.(type) {
	case *ast.BasicLit:
		switch x.Kind {
		case token.STRING:
			if !strings.HasPrefix(strings.TrimLeft(x.Value, "#"), `"`) {
				return nil, false // bytes
			}
			s, err := literal.Unquote(x.Value)
			return s, err == nil
		case token.INT, token.FLOAT:
			return digits(x.Value)
		case token.TRUE, token.FALSE:
			return x.Kind == token.TRUE, true
		}
	case *ast.UnaryExpr:
		if number, is := x.X.(*ast.BasicLit); is && x.Op == token.SUB && number.Kind != token.STRING {
			return digits("-" + number.Value)
		}
	case *ast.ListLit:
		list := make([]any, len(x.Elts))
		for i, e := range x.Elts {
			if list[i], ok = constant(e); !ok {
				return nil, false
			}
		}
		return list, true
	}
	return nil, false
}

// exact is how many characters a number may have for float64 to tell it from any
// other of so many.
const exact = 15

// digits reads a number in decimal digits.
func digits(s string) (any, bool) {
	if len(s) > exact || strings.Trim(s, "-.0123456789") != "" {
		return nil, false
	}
	if n, err := strconv.ParseInt(s, 10, 64); err == nil {
		return n, true
	}
	n, err := strconv.ParseFloat(s, 64)
	return n, err == nil
}

// same reports whether CUE takes two values for one.
func same(a, b any) bool {
	list, isList := a.([]any)
	other, areLists := b.([]any)
	if !isList || !areLists {
		return !isList && !areLists && a == b
	}
	if len(list) != len(other) {
		return false
	}
	for i := range list {
		if !same(list[i], other[i]) {
			return false
		}
	}
	return true
}

// types are those of CUE's own that are understood.
var types = map[string]func(any) bool{
	"string": func(v any) bool { _, is := v.(string); return is },
	"bool":   func(v any) bool { _, is := v.(bool); return is },
	"int":    func(v any) bool { _, is := v.(int64); return is },
	"number": func(v any) bool { _, is := numeric(v); return is },
}

func numeric(v any) (float64, bool) {
	switch v := v.(type) {
	case int64:
		return float64(v), true
	case float64:
		return v, true
	}
	return 0, false
}

// takes reports whether an expression takes a value, as far as that is sure.
func (d definitions) takes(x ast.Expr, v any, depth int) (fits, sure bool) {
	switch x := x.(type) {
	case *ast.ParenExpr:
		return d.takes(x.X, v, depth)
	case *ast.Ident:
		if is := types[x.Name]; is != nil {
			return is(v), true
		}
		if want := d.named[x.Name]; want != nil && depth < deepest {
			return d.takes(want, v, depth+1)
		}
	case *ast.BasicLit:
		only, ok := constant(x)
		return same(only, v), ok
	case *ast.BinaryExpr:
		if x.Op != token.OR && x.Op != token.AND {
			return false, false
		}
		left, sure := d.takes(x.X, v, depth)
		right, too := d.takes(x.Y, v, depth)
		if x.Op == token.OR {
			return left || right, sure && too
		}
		return left && right, sure && too
	case *ast.ListLit:
		list, is := v.([]any)
		item := items(x)
		if only, ok := constant(x); ok {
			return same(only, v), true
		}
		for _, e := range list {
			if fits, sure := d.takes(item, e, depth); !fits || !sure {
				return fits, sure
			}
		}
		return is, item != nil
	case *ast.UnaryExpr:
		if bound, ok := constant(x.X); ok {
			return d.within(x.Op, bound, v)
		}
	}
	return false, false
}

// within reports whether a value is on the right side of a bound.
func (d definitions) within(op token.Token, bound, v any) (fits, sure bool) {
	if word, ok := bound.(string); ok {
		text, is := v.(string)
		switch op {
		case token.NEQ:
			return is && text != word, true
		case token.MAT:
			re := d.pattern(word)
			return is && re != nil && re.MatchString(text), re != nil
		}
		return false, false
	}
	limit, ok := numeric(bound)
	n, is := numeric(v)
	switch op {
	case token.GEQ:
		return is && n >= limit, ok
	case token.LEQ:
		return is && n <= limit, ok
	}
	return false, false
}

// pattern compiles a pattern once; nil where it is none.
func (d definitions) pattern(word string) *regexp.Regexp {
	re, ok := d.patterns[word]
	if !ok {
		re, _ = regexp.Compile(word)
		d.patterns[word] = re
	}
	return re
}
