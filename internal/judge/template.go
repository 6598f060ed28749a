package judge

import (
	"fmt"
	"slices"
	"strings"

	"cuelang.org/go/cue"
	"cuelang.org/go/cue/ast"
	"cuelang.org/go/cue/ast/astutil"
	"cuelang.org/go/cue/errors"
	"cuelang.org/go/cue/literal"
	"cuelang.org/go/cue/parser"
	"cuelang.org/go/cue/token"

	"usher/internal/catalog"
	"usher/internal/policy"
)

// element is one entry of a rule's list of findings.
type element struct {
	rule      *rule
	index     int            // in the list; -1: the findings are not a list that is written out
	guard     *comprehension // nil: only CUE can tell whether it yields anything
	templates map[int]*template
}

// template is an element as CUE, with its first loops taken away and their names
// left open, for a turn to fill in.
type template struct {
	value cue.Value
	reads map[string]map[string]bool // of visit, facts, company and parameters
}

// reads are the fields that are read of visit, facts, company and parameters, by
// name; the field "" is all of them.
func reads(n ast.Node) map[string]map[string]bool {
	out := map[string]map[string]bool{}
	add := func(x ast.Expr, field string) bool {
		id, ok := x.(*ast.Ident)
		if !ok || !slices.Contains(reserved, id.Name) {
			return false
		}
		if out[id.Name] == nil {
			out[id.Name] = map[string]bool{}
		}
		out[id.Name][field] = true
		return true
	}
	var walk func(n ast.Node) bool
	walk = func(n ast.Node) bool {
		switch x := n.(type) {
		case *ast.Field:
			if _, isName := x.Label.(*ast.Ident); isName { // the label is no use of the name
				ast.Walk(x.Value, walk, nil)
				return false
			}
		case *ast.SelectorExpr:
			name, _, err := ast.LabelName(x.Sel)
			return err != nil || !add(x.X, name)
		case *ast.IndexExpr:
			if lit, ok := x.Index.(*ast.BasicLit); ok {
				name, err := literal.Unquote(lit.Value)
				return err != nil || !add(x.X, name)
			}
		case *ast.Ident:
			add(x, "")
		}
		return true
	}
	ast.Walk(n, walk, nil)
	return out
}

// template builds the template without the loops before clause `left`, when it is
// first needed.
func (el *element) template(left int) (*template, error) {
	if t, ok := el.templates[left]; ok {
		return t, nil
	}
	r := el.rule
	file, err := parser.ParseFile(r.File(), r.Source())
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", r.File(), err)
	}
	out := &ast.File{Filename: file.Filename}
	keep := func(decls []ast.Decl, public func(*ast.Field)) {
		for _, d := range decls {
			switch d := d.(type) {
			case *ast.ImportDecl, *ast.LetClause:
				out.Decls = append(out.Decls, d)
			case *ast.Field:
				if internal(d) {
					out.Decls = append(out.Decls, d)
				} else {
					public(d)
				}
			}
		}
	}
	keep(file.Decls, func(d *ast.Field) {
		for _, name := range append(el.names(left), reserved...) {
			if name != nameFindings {
				out.Decls = append(out.Decls, &ast.Field{Label: ast.NewIdent(name), Value: top()})
			}
		}
		keep(d.Value.(*ast.StructLit).Elts, func(d *ast.Field) {
			if name, _, _ := ast.LabelName(d.Label); name == nameFindings {
				out.Decls = append(out.Decls, &ast.Field{Label: ast.NewIdent(name), Value: el.cut(d.Value, left)})
			}
		})
	})
	prune(out)
	v := r.judge.set.Context.BuildFile(out)
	if err := v.Err(); err != nil {
		return nil, r.failed(err)
	}
	t := &template{value: v, reads: reads(out)}
	if t.reads[nameCompany] != nil {
		t.value = v.FillPath(cue.ParsePath(nameCompany), r.judge.set.Value())
	}
	el.templates[left] = t
	return t, nil
}

// internal reports whether a field is hidden or a definition.
func internal(f *ast.Field) bool {
	name, isIdent, err := ast.LabelName(f.Label)
	return err == nil && isIdent && (name[0] == '_' || name[0] == '#')
}

// names are those of the loops before clause left.
func (el *element) names(left int) (names []string) {
	if el.guard == nil {
		return nil
	}
	for _, cl := range el.guard.syntax.Clauses[:left] {
		if loop, ok := cl.(*ast.ForClause); ok {
			for _, id := range []*ast.Ident{loop.Key, loop.Value} {
				if id != nil && id.Name != "_" {
					names = append(names, id.Name)
				}
			}
		}
	}
	return names
}

// cut is the list with this element alone, its first loops taken away.
func (el *element) cut(x ast.Expr, left int) ast.Expr {
	items, ok := x.(*ast.ListLit)
	if !ok || el.index < 0 {
		return x
	}
	one := items.Elts[el.index]
	if comp, ok := one.(*ast.Comprehension); ok && el.guard != nil {
		clauses := []ast.Clause{&ast.IfClause{Condition: ast.NewBool(true)}}
		for i, cl := range comp.Clauses {
			if _, isLoop := cl.(*ast.ForClause); !isLoop || i >= left {
				clauses = append(clauses, cl)
			}
		}
		comp.Clauses = clauses
	}
	return ast.NewList(one)
}

// prune drops the lets and the imports that this element does not use, which CUE
// would find fault with.
func prune(f *ast.File) {
	for {
		forget(f)
		astutil.Resolve(f, func(token.Pos, string, ...any) {})
		used := map[ast.Node]bool{}
		ast.Walk(f, func(n ast.Node) bool {
			if id, ok := n.(*ast.Ident); ok && id.Node != nil {
				used[id.Node] = true
			}
			return true
		}, nil)
		before := len(f.Decls)
		f.Decls = slices.DeleteFunc(f.Decls, func(d ast.Decl) bool {
			switch d := d.(type) {
			case *ast.LetClause:
				return !used[d]
			case *ast.ImportDecl:
				d.Specs = slices.DeleteFunc(d.Specs, func(spec *ast.ImportSpec) bool { return !used[spec] })
				return len(d.Specs) == 0
			}
			return false
		})
		if len(f.Decls) == before {
			return
		}
	}
}

// forget lets identifiers be resolved anew, in the tree in which they now stand.
func forget(f *ast.File) {
	f.Unresolved = nil
	ast.Walk(f, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok {
			id.Node, id.Scope = nil, nil
		}
		return true
	}, nil)
}

// ask has CUE work out one turn: the findings, none where a value that is needed
// is not stated.
func (el *element) ask(e *env, left int) ([]Finding, error) {
	el.rule.judge.asking.Lock()
	defer el.rule.judge.asking.Unlock()
	t, err := el.template(left)
	if err != nil {
		return nil, err
	}
	r := el.rule
	enc := &encoder{fields: e.fields, wrong: e.wrong}
	given := &ast.StructLit{}
	if only := t.reads[nameVisit]; only != nil {
		add(given, nameVisit, enc.structure(e.visit.ref, root, only))
	}
	if only := t.reads[nameFacts]; only != nil {
		add(given, nameFacts, enc.structure(e.facts.ref, "", only))
	}
	if t.reads[nameParameters] != nil {
		add(given, nameParameters, enc.value(e.parameters))
	}
	if el.guard != nil {
		for i, cl := range el.guard.syntax.Clauses[:left] {
			if loop, ok := cl.(*ast.ForClause); ok {
				el.fill(e, enc, given, loop.Key, el.guard.clauses[i].key)
				el.fill(e, enc, given, loop.Value, el.guard.clauses[i].value)
			}
		}
	}
	e.timely = e.timely || enc.timely
	if working := r.judge.Working; working != nil {
		working(r.File())
		defer working("")
	}
	ctx := r.judge.set.Context
	out := t.value.Unify(ctx.BuildExpr(given)).LookupPath(cue.ParsePath(nameFindings))
	if err := out.Validate(); err != nil {
		if pastTheEnd(err) || len(e.wrong) > 0 {
			return nil, nil // what is wrong in the plan has been told already
		}
		return nil, r.failed(err)
	}
	if out.Validate(cue.Concrete(true)) != nil {
		return nil, nil
	}
	return r.decode(out)
}

// pastTheEnd reports whether all that is wrong is an entry that a list of the plan
// does not have: not stated, like a field that is left out.
func pastTheEnd(err error) bool {
	for _, e := range errors.Errors(err) {
		if words, _ := e.Msg(); !strings.HasPrefix(words, "index out of range") {
			return false
		}
	}
	return true
}

func (el *element) fill(e *env, enc *encoder, given *ast.StructLit, name *ast.Ident, slot int) {
	if name != nil && slot >= 0 {
		add(given, name.Name, enc.value(e.vars[slot]))
	}
}

// failed is an error of CUE's in a rule, at its place in the rule's file.
func (r *rule) failed(err error) error {
	for _, at := range errors.Positions(err) {
		if at.Filename() == r.File() {
			return policy.Mistakes{r.Mistake(at, catalog.RuleFailed.With(r.ID, err), catalog.Text{})}
		}
	}
	return policy.Mistakes{{File: r.File(), Message: catalog.RuleFailed.With(r.ID, err)}}
}
