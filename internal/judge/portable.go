package judge

import (
	"slices"
	"strconv"

	"cuelang.org/go/cue/ast"
	"cuelang.org/go/cue/literal"
	"cuelang.org/go/cue/token"
)

// Portable is a rule as a tree that can be judged elsewhere than here, such as
// in a browser: each node is a list of an operation and what it works on.
type Portable struct {
	Lets     map[string]any // names that the rule defines, by name
	Findings []any          // entries of its list of findings
	// Reads are the paths that it reads of visit and facts, sorted; "[]" stands for
	// any entry of a list or a map: "facts.rooms[].seats".
	Reads []string
}

// Portable writes a rule as a tree. It is false where the rule says something for
// which there is no node: only here can it be judged.
func (j *Judge) Portable(id string) (Portable, bool) {
	r := j.set.Rule(id)
	if r == nil || r.Builtin {
		return Portable{}, false
	}
	names := &compiler{rule: r, set: j.set, fields: j.fields, lets: map[string]*let{}}
	names.collect(r.Syntax().Decls, true)
	p := &porter{lets: names.lets, reads: map[string]bool{}, done: map[string]any{}, busy: map[string]bool{}, paths: map[string]string{}, ok: true}
	items, isList := r.Findings().(*ast.ListLit)
	if !isList {
		return Portable{}, false
	}
	out := Portable{Lets: p.done}
	for _, x := range items.Elts {
		out.Findings = append(out.Findings, p.entry(x, nil))
	}
	out.Reads = keys(p.reads)
	return out, p.ok
}

// porter turns expressions into nodes.
type porter struct {
	lets  map[string]*let
	done  map[string]any // the lets as nodes
	busy  map[string]bool
	paths map[string]string // of visit or facts, that a let stands for
	reads map[string]bool
	ok    bool
}

// names is a name that a for or a let introduces, and the path that it stands for.
type names struct {
	outer *names
	name  string
	path  string
}

func (n *names) find(name string) *names {
	for ; n != nil; n = n.outer {
		if n.name == name {
			return n
		}
	}
	return nil
}

func (p *porter) refuse() any {
	p.ok = false
	return nil
}

// entry is an entry of a list: a value, or a comprehension.
func (p *porter) entry(x ast.Expr, s *names) any {
	if c, ok := x.(*ast.Comprehension); ok {
		return p.comprehension(c, s)
	}
	node, _ := p.node(x, s)
	return node
}

func (p *porter) comprehension(x *ast.Comprehension, s *names) any {
	var clauses []any
	for _, cl := range x.Clauses {
		switch cl := cl.(type) {
		case *ast.IfClause:
			node, _ := p.node(cl.Condition, s)
			clauses = append(clauses, []any{"if", node})
		case *ast.LetClause:
			node, path := p.node(cl.Expr, s)
			clauses = append(clauses, []any{"let", cl.Ident.Name, node})
			s = &names{s, cl.Ident.Name, path}
		case *ast.ForClause:
			node, path := p.node(cl.Source, s)
			key := ""
			if cl.Key != nil && cl.Key.Name != "_" {
				key = cl.Key.Name
				s = &names{s, key, ""}
			}
			if path != "" {
				path += "[]"
			}
			clauses = append(clauses, []any{"for", key, cl.Value.Name, node})
			s = &names{s, cl.Value.Name, path}
		default:
			return p.refuse()
		}
	}
	body, ok := x.Value.(*ast.StructLit)
	if !ok {
		return p.refuse()
	}
	if len(body.Elts) == 1 {
		if embed, ok := body.Elts[0].(*ast.EmbedDecl); ok {
			node, _ := p.node(embed.Expr, s)
			return []any{"each", clauses, node}
		}
	}
	return []any{"each", clauses, p.structure(body, s)}
}

func (p *porter) structure(x *ast.StructLit, s *names) any {
	lets, fields := []any{}, []any{}
	for _, d := range x.Elts {
		if d, ok := d.(*ast.LetClause); ok {
			node, path := p.node(d.Expr, s)
			lets = append(lets, []any{d.Ident.Name, node})
			s = &names{s, d.Ident.Name, path}
		}
	}
	for _, d := range x.Elts {
		switch d := d.(type) {
		case *ast.LetClause:
		case *ast.Field:
			name, _, err := ast.LabelName(d.Label)
			if err != nil || d.Constraint != token.ILLEGAL {
				return p.refuse()
			}
			node, _ := p.node(d.Value, s)
			fields = append(fields, []any{name, node})
		default:
			return p.refuse()
		}
	}
	return []any{"struct", lets, fields}
}

// node is an expression, and the path of visit or facts that it is, if it is one.
func (p *porter) node(x ast.Expr, s *names) (node any, path string) {
	switch x := x.(type) {
	case *ast.ParenExpr:
		return p.node(x.X, s)
	case *ast.BasicLit:
		return p.literal(x), ""
	case *ast.Ident:
		return p.name(x, s)
	case *ast.SelectorExpr:
		name, _, err := ast.LabelName(x.Sel)
		if err != nil {
			return p.refuse(), ""
		}
		return p.selected(x.X, name, s)
	case *ast.IndexExpr:
		if lit, ok := x.Index.(*ast.BasicLit); ok && lit.Kind == token.STRING {
			if name, err := literal.Unquote(lit.Value); err == nil {
				return p.selected(x.X, name, s)
			}
		}
		of, path := p.node(x.X, s)
		at, _ := p.node(x.Index, s)
		if path != "" {
			path += "[]"
		}
		return []any{"at", of, at}, path
	case *ast.UnaryExpr:
		if x.Op != token.NOT && x.Op != token.SUB {
			return p.refuse(), ""
		}
		of, _ := p.node(x.X, s)
		return []any{map[token.Token]string{token.NOT: "not", token.SUB: "minus"}[x.Op], of}, ""
	case *ast.BinaryExpr:
		return p.binary(x, s), ""
	case *ast.CallExpr:
		return p.call(x, s), ""
	case *ast.ListLit:
		list := []any{"list"}
		for _, e := range x.Elts {
			list = append(list, p.entry(e, s))
		}
		return list, ""
	case *ast.StructLit:
		return p.structure(x, s), ""
	case *ast.Interpolation:
		return p.interpolation(x, s), ""
	}
	return p.refuse(), ""
}

func (p *porter) literal(x *ast.BasicLit) any {
	switch x.Kind {
	case token.TRUE, token.FALSE:
		return []any{"=", x.Kind == token.TRUE}
	case token.STRING:
		if s, err := literal.Unquote(x.Value); err == nil {
			return []any{"=", s}
		}
	case token.INT:
		if n, err := strconv.ParseInt(x.Value, 10, 32); err == nil {
			return []any{"=", n}
		}
	}
	return p.refuse()
}

func (p *porter) name(x *ast.Ident, s *names) (any, string) {
	if n := s.find(x.Name); n != nil {
		return []any{"name", x.Name}, n.path
	}
	switch x.Name {
	case nameVisit, nameFacts:
		return []any{"name", x.Name}, x.Name
	case nameParameters:
		return []any{"name", x.Name}, ""
	}
	l, ok := p.lets[x.Name]
	if !ok || p.busy[x.Name] {
		return p.refuse(), ""
	}
	if _, ok := p.done[x.Name]; !ok {
		p.busy[x.Name] = true
		p.done[x.Name], p.paths[x.Name] = p.node(l.syntax, nil)
		p.busy[x.Name] = false
	}
	return []any{"name", x.Name}, p.paths[x.Name]
}

func (p *porter) selected(x ast.Expr, name string, s *names) (any, string) {
	of, path := p.node(x, s)
	if path != "" {
		path += "." + name
		p.reads[path] = true
	}
	return []any{"field", of, name}, path
}

// signs are the operators that there is a node for.
var signs = []token.Token{
	token.LAND, token.LOR, token.EQL, token.NEQ, token.LSS, token.LEQ, token.GTR, token.GEQ, token.ADD, token.SUB, token.MUL,
}

func (p *porter) binary(x *ast.BinaryExpr, s *names) any {
	if x.Op == token.EQL || x.Op == token.NEQ {
		of := x.X
		_, bottom := x.Y.(*ast.BottomLit)
		if !bottom {
			of = x.Y
			_, bottom = x.X.(*ast.BottomLit)
		}
		if bottom {
			node, _ := p.node(of, s)
			return []any{map[token.Token]string{token.NEQ: "stated", token.EQL: "unstated"}[x.Op], node}
		}
	}
	if !slices.Contains(signs, x.Op) {
		return p.refuse()
	}
	a, _ := p.node(x.X, s)
	b, _ := p.node(x.Y, s)
	return []any{x.Op.String(), a, b}
}

// calls are the functions that there is a node for, with how many values they take.
var calls = map[string]int{"len": 1, "div": 2, "strings.HasPrefix": 2, "strings.HasSuffix": 2, "strings.Contains": 2, "list.Contains": 2}

func (p *porter) call(x *ast.CallExpr, s *names) any {
	name := function(x.Fun, nil)
	if id, isName := x.Fun.(*ast.Ident); isName && (s.find(id.Name) != nil || p.lets[id.Name] != nil) || calls[name] != len(x.Args) || name == "" {
		return p.refuse()
	}
	out := []any{name}
	for _, a := range x.Args {
		node, _ := p.node(a, s)
		out = append(out, node)
	}
	return out
}

// interpolation is a text with values in it: its pieces as the parser leaves
// them, such as "…\( and )…", with the values between them.
func (p *porter) interpolation(x *ast.Interpolation, s *names) any {
	first, last := x.Quotes()
	info, prefix, _, err := literal.ParseQuotes(first.Value, last.Value)
	if err != nil || !info.IsDouble() {
		return p.refuse()
	}
	out := []any{"text"}
	for i, e := range x.Elts {
		if i%2 == 1 {
			node, _ := p.node(e, s)
			out = append(out, node)
			continue
		}
		lit, ok := e.(*ast.BasicLit)
		if !ok || len(lit.Value) < prefix {
			return p.refuse()
		}
		text, err := info.Unquote(lit.Value[prefix:])
		if err != nil {
			return p.refuse()
		}
		if text != "" {
			out = append(out, []any{"=", text})
		}
		prefix = len(")")
	}
	return out
}
