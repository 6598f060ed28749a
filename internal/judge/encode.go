package judge

import (
	"reflect"
	"slices"
	"strconv"

	"cuelang.org/go/cue/ast"
	"cuelang.org/go/cue/token"

	"usher/internal/facts"
	"usher/internal/plan"
)

// encoder writes values as CUE that rules can read with ease: lists, maps and
// true or false are always there; a text or a number that the plan leaves out is
// not; one that it states wrongly is _, which is there and yet cannot be used.
type encoder struct {
	fields fields
	wrong  map[string]bool
	timely bool // a moment was written
}

var top = func() ast.Expr { return ast.NewIdent("_") }

// value writes a value of a guard.
func (e *encoder) value(v value) ast.Expr {
	switch v.kind {
	case boolean:
		return ast.NewBool(v.b)
	case integer:
		return wholeNumber(v.n)
	case float:
		return decimal(v.float())
	case text:
		return ast.NewString(v.s)
	case object:
		return e.encode(v.ref, v.path)
	}
	return top()
}

// encode writes a Go value; path is where it stands in the plan, if it does.
func (e *encoder) encode(v reflect.Value, path string) ast.Expr {
	if path != "" && e.wrong[path] {
		return top()
	}
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if v.IsNil() {
			return top()
		}
		return e.encode(v.Elem(), path)
	case reflect.Bool:
		return ast.NewBool(v.Bool())
	case reflect.Int, reflect.Int64:
		return wholeNumber(v.Int())
	case reflect.Float64:
		return decimal(v.Float())
	case reflect.String:
		return ast.NewString(v.String())
	case reflect.Slice:
		items := make([]ast.Expr, v.Len())
		for i := range items {
			items[i] = e.encode(v.Index(i), e.under(path, i))
		}
		return ast.NewList(items...)
	case reflect.Map:
		return e.entries(v, path)
	case reflect.Struct:
		return e.structure(v, path, nil)
	}
	return top()
}

func (e *encoder) entries(v reflect.Value, path string) ast.Expr {
	s := &ast.StructLit{}
	for _, name := range entries(v, path, e.wrong) {
		entry := v.MapIndex(reflect.ValueOf(name).Convert(v.Type().Key()))
		if !entry.IsValid() {
			add(s, name, top())
			continue
		}
		add(s, name, e.encode(entry, e.under(path, name)))
	}
	return s
}

// structure writes a struct; of only some fields, where only some are read.
func (e *encoder) structure(v reflect.Value, path string, only map[string]bool) ast.Expr {
	s := &ast.StructLit{}
	known := e.fields.of(v.Type())
	for _, name := range keys(known) {
		if only != nil && !only[""] && !only[name] {
			continue
		}
		e.timely = e.timely || slices.Contains(facts.Moments, name)
		f, below := known[name], e.under(path, name)
		part := v.Field(f.index)
		if below != "" && e.wrong[below] {
			add(s, name, top())
			continue
		}
		switch part.Kind() {
		case reflect.Pointer:
			if part.IsNil() {
				continue
			}
		case reflect.String, reflect.Int, reflect.Int64, reflect.Float64:
			if f.omitted && part.IsZero() {
				continue
			}
		}
		add(s, name, e.encode(part, below))
	}
	return s
}

// under is the path of a part; empty where no path is kept.
func (e *encoder) under(path string, part any) string {
	switch {
	case path == "" || len(e.wrong) == 0:
		return ""
	case path == root:
		return plan.Path(part)
	}
	return path + "/" + plan.Path(part)
}

func add(s *ast.StructLit, name string, x ast.Expr) {
	s.Elts = append(s.Elts, &ast.Field{Label: ast.NewString(name), Value: x})
}

func wholeNumber(n int64) ast.Expr {
	if n < 0 {
		return &ast.UnaryExpr{Op: token.SUB, X: &ast.BasicLit{Kind: token.INT, Value: strconv.FormatUint(uint64(-n), 10)}}
	}
	return &ast.BasicLit{Kind: token.INT, Value: strconv.FormatInt(n, 10)}
}

func decimal(f float64) ast.Expr {
	s := strconv.FormatFloat(f, 'f', -1, 64)
	if _, err := strconv.ParseInt(s, 10, 64); err == nil {
		n, _ := strconv.ParseInt(s, 10, 64)
		return wholeNumber(n)
	}
	if f < 0 {
		return &ast.UnaryExpr{Op: token.SUB, X: &ast.BasicLit{Kind: token.FLOAT, Value: s[1:]}}
	}
	return &ast.BasicLit{Kind: token.FLOAT, Value: s}
}
