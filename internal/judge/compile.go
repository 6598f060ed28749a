package judge

import (
	"math"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"cuelang.org/go/cue"
	"cuelang.org/go/cue/ast"
	"cuelang.org/go/cue/format"
	"cuelang.org/go/cue/literal"
	"cuelang.org/go/cue/token"

	"usher/internal/catalog"
	"usher/internal/facts"
	"usher/internal/plan"
	"usher/internal/policy"
	"usher/internal/suggest"
)

// term is an expression of a rule: what Go knows of its type, and how to work it
// out without CUE. What is not understood evaluates to unknown.
type term struct {
	typ     reflect.Type // nil where not known
	eval    func(*env) value
	company []cue.Selector // for a path into the policies
	steps   *steps         // for a struct inside another
}

// steps lead from a struct to one inside it.
type steps struct {
	from  func(*env) value
	index []int
	names []string
}

var opaque = term{eval: func(*env) value { return value{kind: unknown} }}

// The names that a rule reads besides its own.
const (
	nameVisit      = "visit"
	nameFacts      = "facts"
	nameCompany    = "company"
	nameParameters = "parameters"
	nameFindings   = "findings"
)

// reserved are the names that a rule cannot give to things of its own.
var reserved = []string{nameVisit, nameFacts, nameCompany, nameParameters, nameFindings}

// compiler turns the expressions of one rule into terms, and finds the names in
// them that lead nowhere.
type compiler struct {
	rule     *policy.Rule
	set      *policy.Set
	fields   fields
	lets     map[string]*let // of the file and of the rule
	slots    int
	depth    int
	mistakes policy.Mistakes
}

// scope is a name that a for, a let or a field introduces.
type scope struct {
	outer *scope
	name  string
	slot  int // -1: a field, which only CUE knows
	typ   reflect.Type
}

func (s *scope) find(name string) *scope {
	for ; s != nil; s = s.outer {
		if s.name == name {
			return s
		}
	}
	return nil
}

func (c *compiler) bind(outer *scope, name *ast.Ident, typ reflect.Type) *scope {
	if c.lets[name.Name] != nil || outer.find(name.Name) != nil {
		c.taken(name)
	} else {
		c.refuse(name)
	}
	c.slots++
	return &scope{outer, name.Name, c.slots - 1, typ}
}

// refuse finds fault with a name that a rule cannot give to things of its own.
func (c *compiler) refuse(name *ast.Ident) {
	if slices.Contains(reserved, name.Name) {
		c.taken(name)
	}
}

func (c *compiler) taken(name *ast.Ident) {
	c.mistake(name.Pos(), catalog.RuleNameTaken.With(name.Name), catalog.Text{})
}

func (c *compiler) mistake(at token.Pos, message, hint catalog.Text) {
	c.mistakes = append(c.mistakes, c.rule.Mistake(at, message, hint))
}

func (c *compiler) term(x ast.Expr, s *scope) term {
	if c.depth++; c.depth > 200 {
		return opaque
	}
	defer func() { c.depth-- }()
	switch x := x.(type) {
	case *ast.ParenExpr:
		return c.term(x.X, s)
	case *ast.BasicLit:
		return constant(x)
	case *ast.Ident:
		return c.ident(x, s)
	case *ast.SelectorExpr:
		return c.selector(x, s)
	case *ast.IndexExpr:
		return c.index(x, s)
	case *ast.UnaryExpr:
		return c.unary(x, s)
	case *ast.BinaryExpr:
		return c.binary(x, s)
	case *ast.CallExpr:
		return c.call(x, s)
	case *ast.ListLit:
		return c.list(x, s)
	case *ast.Interpolation:
		for _, e := range x.Elts {
			if _, isText := e.(*ast.BasicLit); !isText { // pieces of text are no whole literals
				c.term(e, s)
			}
		}
	case *ast.StructLit:
		c.structure(x, s)
	case *ast.Comprehension:
		c.comprehension(x, s)
	case *ast.SliceExpr:
		c.term(x.X, s)
	}
	return opaque
}

func constant(x *ast.BasicLit) term {
	v := value{kind: unknown}
	switch x.Kind {
	case token.TRUE, token.FALSE:
		v = truth(x.Kind == token.TRUE)
	case token.STRING:
		if s, err := literal.Unquote(x.Value); err == nil {
			v = word(s)
		}
	case token.INT:
		if n, err := strconv.ParseInt(x.Value, 10, 64); err == nil {
			v = number(n)
		}
	}
	return term{eval: func(*env) value { return v }}
}

func (c *compiler) ident(x *ast.Ident, s *scope) term {
	if at := s.find(x.Name); at != nil {
		if at.slot < 0 {
			return opaque
		}
		return term{typ: at.typ, eval: func(e *env) value { return e.vars[at.slot] }}
	}
	switch x.Name {
	case nameVisit:
		return term{typ: reflect.TypeFor[plan.Plan](), eval: func(e *env) value { return e.visit }}
	case nameFacts:
		return term{typ: reflect.TypeFor[facts.Facts](), eval: func(e *env) value { return e.facts }}
	case nameParameters:
		return term{eval: func(e *env) value { return e.parameters }}
	case nameCompany:
		return term{eval: func(e *env) value { return e.company }, company: []cue.Selector{}}
	}
	if l, ok := c.lets[x.Name]; ok {
		return c.let(l)
	}
	return opaque
}

// let is a name that the file or the rule defines. It is worked out once for each
// plan, however often it is used: names built on names would explode.
type let struct {
	syntax   ast.Expr
	slot     int // of its value
	compiled bool
	term     term
}

func (c *compiler) let(l *let) term {
	if l.compiled {
		return l.term
	}
	l.compiled, l.term = true, opaque // what depends on itself is left to CUE
	of := c.term(l.syntax, nil)
	l.term = of
	l.term.eval = func(e *env) value {
		if !e.known[l.slot] {
			e.vars[l.slot], e.known[l.slot] = of.eval(e), true
		}
		return e.vars[l.slot]
	}
	return l.term
}

func (c *compiler) selector(x *ast.SelectorExpr, s *scope) term {
	name, _, err := ast.LabelName(x.Sel)
	if err != nil {
		return opaque
	}
	return c.selected(x.X, name, x.Sel.Pos(), s)
}

// selected is the field of a name, written x.name or x["the-name"].
func (c *compiler) selected(x ast.Expr, name string, at token.Pos, s *scope) term {
	id, isIdent := x.(*ast.Ident)
	if isIdent && s.find(id.Name) == nil {
		if _, isImport := id.Node.(*ast.ImportSpec); isImport {
			return opaque
		}
	}
	of := c.term(x, s)
	t := term{eval: func(e *env) value { return e.selected(of.eval(e), name) }}
	switch {
	case isIdent && id.Name == nameParameters && s.find(id.Name) == nil:
		if _, ok := c.rule.Parameters[name]; !ok && c.rule.Parameters != nil {
			c.undefined(at, name, x, keys(c.rule.Parameters))
		}
	case of.company != nil:
		t.company = append(slices.Clone(of.company), cue.Str(name))
		if !c.set.Value().LookupPath(cue.MakePath(t.company...)).Exists() {
			c.undefined(at, name, x, nil)
			t.company = nil
		}
	case of.typ == nil:
	case of.typ.Kind() == reflect.Struct:
		known := c.fields.of(of.typ)
		f, ok := known[name]
		if !ok {
			c.undefined(at, name, x, keys(known))
			break
		}
		inner := of.typ.Field(f.index).Type
		t.typ = direct(inner)
		if t.eval, t.steps = quick(of, f, name); inner.Kind() != reflect.Struct {
			t.steps = nil
		}
	case of.typ.Kind() == reflect.Map:
		t.typ = direct(of.typ.Elem())
	default:
		c.undefined(at, name, x, nil)
	}
	return t
}

// quick is a selection whose field is known beforehand: one look at Go's struct for
// all names of a path such as facts.notice.due.
func quick(outer term, f field, name string) (eval func(*env) value, to *steps) {
	to = &steps{from: outer.eval}
	if outer.steps != nil {
		*to = *outer.steps
	}
	to.index, to.names = append(slices.Clone(to.index), f.index), append(slices.Clone(to.names), name)
	timely := slices.ContainsFunc(to.names, func(name string) bool { return slices.Contains(facts.Moments, name) })
	return func(e *env) value {
		e.timely = e.timely || timely
		v := to.from(e)
		if !v.usable() {
			return v
		}
		if v.kind != object || v.ref.Kind() != reflect.Struct {
			return value{kind: unknown}
		}
		if len(e.wrong) > 0 && v.path != "" {
			for i, at := range to.index {
				if v = e.field(v, v.ref.Field(at), f.omitted, to.names[i]); !v.usable() {
					return v
				}
			}
			return v
		}
		part := v.ref
		for _, at := range to.index {
			part = part.Field(at)
		}
		return of(part, f.omitted, "")
	}, to
}

// undefined tells that an expression has no such field.
func (c *compiler) undefined(at token.Pos, name string, in ast.Expr, known []string) {
	written, err := format.Node(in)
	if err != nil {
		written = nil
	}
	c.mistake(at, catalog.RuleUndefined.With(name, strings.TrimSpace(string(written))), meant(name, known))
}

func meant(name string, known []string) catalog.Text {
	if near := suggest.Closest(name, known); near != "" {
		return catalog.PolicyMeant.With(near)
	}
	if len(known) == 0 {
		return catalog.Text{}
	}
	return catalog.PolicyChoices.With(strings.Join(known, ", "))
}

func (c *compiler) index(x *ast.IndexExpr, s *scope) term {
	if lit, ok := x.Index.(*ast.BasicLit); ok && lit.Kind == token.STRING {
		if name, err := literal.Unquote(lit.Value); err == nil {
			return c.selected(x.X, name, lit.Pos(), s)
		}
	}
	of, i := c.term(x.X, s), c.term(x.Index, s)
	t := term{eval: func(e *env) value { return e.indexed(of.eval(e), i.eval(e)) }}
	if of.company != nil {
		t.company = append(slices.Clone(of.company), cue.AnyString)
		if !c.set.Value().LookupPath(cue.MakePath(t.company...)).Exists() {
			t.company = nil
		}
	}
	if of.typ != nil && (of.typ.Kind() == reflect.Slice || of.typ.Kind() == reflect.Map) {
		t.typ = direct(of.typ.Elem())
	}
	return t
}

func (c *compiler) unary(x *ast.UnaryExpr, s *scope) term {
	of := c.term(x.X, s)
	switch x.Op {
	case token.NOT:
		return term{eval: func(e *env) value {
			v := of.eval(e)
			if v.usable() && v.kind != boolean {
				return value{kind: unknown}
			}
			v.b = !v.b
			return v
		}}
	case token.SUB:
		return term{eval: func(e *env) value {
			v := of.eval(e)
			if v.usable() && v.kind != integer || v.n == math.MinInt64 {
				return value{kind: unknown}
			}
			v.n = -v.n
			return v
		}}
	}
	return opaque
}

func (c *compiler) binary(x *ast.BinaryExpr, s *scope) term {
	if x.Op == token.EQL || x.Op == token.NEQ {
		if _, ok := x.Y.(*ast.BottomLit); ok {
			return presence(c.term(x.X, s), x.Op == token.NEQ)
		}
		if _, ok := x.X.(*ast.BottomLit); ok {
			return presence(c.term(x.Y, s), x.Op == token.NEQ)
		}
	}
	a, b := c.term(x.X, s), c.term(x.Y, s)
	if x.Op == token.MAT || x.Op == token.NMAT {
		return pattern(a, x.Y, x.Op == token.NMAT)
	}
	op := operators[x.Op]
	if op == nil {
		return opaque
	}
	return term{eval: func(e *env) value { return op(a.eval(e), b.eval(e)) }}
}

// presence is a comparison with _|_: whether a value is stated, rightly or not.
func presence(of term, wanted bool) term {
	return term{eval: func(e *env) value {
		v := of.eval(e)
		if v.kind == unknown {
			return v
		}
		return truth((v.kind != unset) == wanted)
	}}
}

func pattern(of term, x ast.Expr, not bool) term {
	lit, ok := x.(*ast.BasicLit)
	if !ok {
		return opaque
	}
	s, err := literal.Unquote(lit.Value)
	if err != nil {
		return opaque
	}
	re, err := regexp.Compile(s)
	if err != nil {
		return opaque
	}
	return term{eval: func(e *env) value {
		v := of.eval(e)
		if !v.usable() {
			return v
		}
		if v = matches(re, v); v.kind == boolean {
			v.b = v.b != not
		}
		return v
	}}
}

func direct(t reflect.Type) reflect.Type {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	return t
}

func keys[T any](m map[string]T) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}
