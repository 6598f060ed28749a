package judge

import (
	"errors"
	"reflect"
	"strings"

	"cuelang.org/go/cue/ast"

	"usher/internal/catalog"
)

// comprehension is one "for … if … {finding}" of a rule, with its clauses in Go.
// The guard goes through the loops and drops what an if certainly rules out or
// what needs a value that the plan does not state; CUE decides about the rest.
type comprehension struct {
	syntax  *ast.Comprehension
	clauses []clause
}

type clause struct {
	term       term
	is         clauseKind
	key, value int // slots; -1 where there is none
}

type clauseKind uint8

const (
	isIf clauseKind = iota
	isFor
	isLet
	isOther // what CUE may add to the language
)

// comprehension compiles the clauses, and checks the body. Inside a body, what
// is compiled is only checked.
func (c *compiler) comprehension(x *ast.Comprehension, s *scope) (*comprehension, *scope) {
	out := &comprehension{syntax: x}
	for _, cl := range x.Clauses {
		k := clause{key: -1, value: -1, is: isOther, term: opaque}
		switch cl := cl.(type) {
		case *ast.IfClause:
			k.is, k.term = isIf, c.term(cl.Condition, s)
		case *ast.LetClause:
			k.is, k.term = isLet, c.term(cl.Expr, s)
			s = c.bind(s, cl.Ident, k.term.typ)
			k.value = s.slot
		case *ast.ForClause:
			k.is, k.term = isFor, c.term(cl.Source, s)
			var key, elem reflect.Type
			if t := k.term.typ; t != nil && (t.Kind() == reflect.Slice || t.Kind() == reflect.Map) {
				elem = direct(t.Elem())
			}
			if cl.Key != nil && cl.Key.Name != "_" {
				s = c.bind(s, cl.Key, key)
				k.key = s.slot
			}
			if cl.Value.Name != "_" {
				s = c.bind(s, cl.Value, elem)
				k.value = s.slot
			}
		}
		out.clauses = append(out.clauses, k)
	}
	if body, ok := x.Value.(*ast.StructLit); ok {
		c.structure(body, s)
	}
	return out, s
}

// structure checks the names in a struct: its fields and lets are in scope.
func (c *compiler) structure(x *ast.StructLit, s *scope) {
	for _, d := range x.Elts {
		if field, ok := d.(*ast.Field); ok {
			if name, isIdent, err := ast.LabelName(field.Label); err == nil && isIdent {
				s = &scope{s, name, -1, nil}
			}
		}
	}
	for _, d := range x.Elts {
		if let, ok := d.(*ast.LetClause); ok {
			c.term(let.Expr, s)
			s = &scope{s, let.Ident.Name, -1, nil}
		}
	}
	for _, d := range x.Elts {
		switch d := d.(type) {
		case *ast.Field:
			c.term(d.Value, s)
		case *ast.EmbedDecl:
			c.term(d.Expr, s)
		case *ast.Comprehension:
			c.comprehension(d, s)
		}
	}
}

// list is a list that is written out; comprehensions in it are gone through.
func (c *compiler) list(x *ast.ListLit, s *scope) term {
	var parts []func(*env) ([]value, value)
	for _, e := range x.Elts {
		inner, ok := e.(*ast.Comprehension)
		if !ok {
			t := c.term(e, s)
			parts = append(parts, func(e *env) ([]value, value) { return []value{t.eval(e)}, truth(true) })
			continue
		}
		comp, below := c.comprehension(inner, s)
		yield := opaque
		if body, ok := inner.Value.(*ast.StructLit); ok && len(body.Elts) == 1 {
			if embed, ok := body.Elts[0].(*ast.EmbedDecl); ok {
				yield = c.term(embed.Expr, below)
			}
		}
		parts = append(parts, func(e *env) (items []value, state value) {
			state = comp.all(e, 0, func() { items = append(items, yield.eval(e)) })
			return items, state
		})
	}
	return term{eval: func(e *env) value {
		var all []value
		for _, part := range parts {
			items, state := part(e)
			if state.kind != boolean {
				return state
			}
			all = append(all, items...)
		}
		return value{kind: list, items: &all}
	}}
}

// all goes through a comprehension of which every turn must be understood, as
// the list is only as good as the least of them. It returns true, or why not.
func (c *comprehension) all(e *env, i int, yield func()) value {
	if i == len(c.clauses) {
		yield()
		return truth(true)
	}
	cl := c.clauses[i]
	v := cl.term.eval(e)
	switch cl.is {
	case isLet:
		e.vars[cl.value] = v
		return c.all(e, i+1, yield)
	case isIf:
		switch {
		case !v.usable():
			return v
		case v.kind != boolean:
			return value{kind: unknown}
		case !v.b:
			return truth(true)
		}
		return c.all(e, i+1, yield)
	case isFor:
		if !v.usable() {
			return v
		}
		turns, ok := e.turns(v)
		if !ok {
			return value{kind: unknown}
		}
		for n := range turns.n {
			if c.turn(e, i, &turns, n); e.spent > maxTurns {
				return value{kind: unknown} // survivors will say so
			}
			if state := c.all(e, i+1, yield); state.kind != boolean {
				return state
			}
		}
		return truth(true)
	}
	return value{kind: unknown}
}

// turn gives the names of a for clause the values of its n-th turn.
func (c *comprehension) turn(e *env, i int, turns *turns, n int) {
	e.spent++
	key, v := turns.at(n)
	if c.clauses[i].key >= 0 {
		e.vars[c.clauses[i].key] = key
	}
	if c.clauses[i].value >= 0 {
		e.vars[c.clauses[i].value] = v
	}
}

// errEndless says that a rule's loops go beyond maxTurns.
var errEndless = errors.New("too many turns")

// survivors goes through the turns that may yield a finding, each by itself: one
// that needs what the plan does not state does not silence the others. left is
// the clause from which on nothing is bound.
func (c *comprehension) survivors(e *env, i int, yield func(left int) error) error {
	if i == len(c.clauses) {
		return yield(i)
	}
	cl := c.clauses[i]
	v := cl.term.eval(e)
	if e.spent > maxTurns {
		return errEndless
	}
	switch cl.is {
	case isLet:
		e.vars[cl.value] = v
	case isIf:
		if silent(v) || v.kind == boolean && !v.b {
			return nil
		}
	case isFor:
		if silent(v) {
			return nil
		}
		turns, ok := e.turns(v)
		if !ok {
			return yield(i)
		}
		for n := range turns.n {
			if c.turn(e, i, &turns, n); e.spent > maxTurns {
				return errEndless
			}
			if err := c.survivors(e, i+1, yield); err != nil {
				return err
			}
		}
		return nil
	default:
		return yield(i)
	}
	return c.survivors(e, i+1, yield)
}

// undefinedNames finds the names that nothing defines.
func (c *compiler) undefinedNames() {
	known := append(strings.Fields("len close and or div mod quo rem matchN matchIf error self"), reserved...)
	var clause *ast.Ident
	for _, d := range c.rule.Syntax().Decls {
		if pkg, ok := d.(*ast.Package); ok {
			clause = pkg.Name
		}
	}
	for _, id := range c.rule.Syntax().Unresolved {
		if id == clause {
			continue
		}
		if id.Name == nameParameters {
			c.mistake(id.Pos(), catalog.RuleWithoutParameters.With(c.rule.ID), catalog.Text{})
			continue
		}
		if !predeclared[id.Name] {
			c.mistake(id.Pos(), catalog.RuleUnknownName.With(id.Name), meant(id.Name, known))
		}
	}
}

// predeclared are the names that CUE or the judge defines.
var predeclared = func() map[string]bool {
	names := map[string]bool{}
	for _, name := range strings.Fields(`visit facts company parameters len close and or div mod quo rem matchN matchIf error self
		bool int float string bytes number null uint int8 int16 int32 int64 int128 uint8 uint16 uint32 uint64 uint128 rune float32 float64 _
		__len __close __and __or __div __mod __quo __rem __bool __int __float __string __bytes __number`) {
		names[name] = true
	}
	return names
}()
