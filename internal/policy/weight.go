package policy

import (
	"math"
	"strconv"

	"cuelang.org/go/cue/ast"
	"cuelang.org/go/cue/literal"
	"cuelang.org/go/cue/token"

	"usher/internal/catalog"
)

// maxWeight is how many values a policy file may make of what it writes out, by
// loops, by repetition, by doubling or by alternatives: what CUE works out in
// about a second. Nothing else keeps an evaluation from taking for ever, or all
// the memory there is.
const maxWeight = 1 << 20

// heavy finds what of the company's files CUE would not come to an end with. The
// policies are one value; a rule is evaluated by itself.
func heavy(policies, rules []*file) (wrong Mistakes) {
	s := newScale(policies)
	for _, f := range policies {
		if f.own {
			wrong = append(wrong, s.tooHeavy(f)...)
		}
	}
	for _, f := range rules {
		if f.own {
			wrong = append(wrong, newScale([]*file{f}).tooHeavy(f)...)
		}
	}
	return wrong
}

// scale weighs the expressions of policy files before CUE evaluates them. The
// weight is an upper bound as far as the syntax tells; what a plan or the facts
// bring along counts one, as the schema bounds that.
type scale struct {
	top     map[string][]ast.Expr // fields, lets and definitions at the top of all files
	known   map[ast.Expr]weights
	weighed map[ast.Expr]bool // or being weighed: a cycle is CUE's to tell
}

// weights are of one expression.
type weights struct {
	values  float64 // it stands for, or sixteen bytes of text
	turns   float64 // that a loop through it takes
	choices float64 // alternatives that CUE may have to try
}

var one = weights{1, 1, 1}

func newScale(files []*file) *scale {
	s := &scale{top: map[string][]ast.Expr{}, known: map[ast.Expr]weights{}, weighed: map[ast.Expr]bool{}}
	for _, f := range files {
		for _, d := range f.syntax.Decls {
			switch d := d.(type) {
			case *ast.Field:
				if name, _, err := ast.LabelName(d.Label); err == nil {
					s.top[name] = append(s.top[name], d.Value)
				}
			case *ast.LetClause:
				s.top[d.Ident.Name] = append(s.top[d.Ident.Name], d.Expr)
			}
		}
	}
	return s
}

// tooHeavy is the innermost expression of a company's file that outgrows
// maxWeight: what is around it grows by it.
func (s *scale) tooHeavy(f *file) Mistakes {
	var found Mistakes
	labels := map[ast.Node]bool{} // names that stand for nothing
	ast.Walk(f.syntax, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Field:
			labels[n.Label] = true
		case *ast.SelectorExpr:
			labels[n.Sel] = true
		}
		return true
	}, func(n ast.Node) {
		x, ok := n.(ast.Expr)
		if c, is := n.(*ast.Comprehension); is {
			x, ok = c, true
		}
		if !ok || labels[n] || len(found) > 0 {
			return
		}
		if w := s.weigh(x); max(w.values, w.turns, w.choices) > maxWeight {
			found = Mistakes{f.mistake(x.Pos(), catalog.PolicyTooHeavy.With(maxWeight), catalog.PolicyTooHeavyHint)}
		}
	})
	return found
}

func (s *scale) weigh(x ast.Expr) weights {
	if w, ok := s.known[x]; ok {
		return w
	}
	if x == nil || s.weighed[x] {
		return one
	}
	s.weighed[x] = true
	w := s.measure(x)
	w.values, w.turns, w.choices = max(1, w.values), max(1, w.turns), max(1, w.choices)
	s.known[x] = w
	return w
}

func (s *scale) measure(x ast.Expr) weights {
	switch x := x.(type) {
	case *ast.BasicLit:
		return weights{float64(len(x.Value)) / 16, 1, 1}
	case *ast.Interpolation:
		w := weights{0, 1, 1}
		for _, part := range x.Elts {
			w.values += s.weigh(part).values
		}
		return w
	case *ast.ParenExpr:
		return s.weigh(x.X)
	case *ast.UnaryExpr:
		return s.weigh(x.X)
	case *ast.BinaryExpr:
		return s.binary(x)
	case *ast.Ident:
		return s.named(x)
	case *ast.SelectorExpr:
		return s.weigh(x.X) // of the whole, which is no less than the part
	case *ast.IndexExpr:
		return s.weigh(x.X)
	case *ast.SliceExpr:
		return s.weigh(x.X)
	case *ast.CallExpr:
		return s.call(x)
	case *ast.ListLit:
		w := weights{0, 0, 1}
		for _, e := range x.Elts {
			item := s.weigh(e)
			w.values += item.values
			if _, loop := e.(*ast.Comprehension); loop {
				w.turns += item.turns
			} else {
				w.turns++
			}
		}
		return w
	case *ast.StructLit:
		return s.structure(x)
	case *ast.Comprehension:
		return s.loop(x)
	}
	return one
}

// binary adds what stands side by side; alternatives multiply where they meet.
func (s *scale) binary(x *ast.BinaryExpr) weights {
	a, b := s.weigh(x.X), s.weigh(x.Y)
	w := weights{a.values + b.values, a.turns + b.turns, a.choices * b.choices}
	switch x.Op {
	case token.OR:
		w.choices = a.choices + b.choices
	case token.MUL: // a number of times a list or a text
		n := max(number(x.X), number(x.Y))
		w.values, w.turns = max(w.values, n*min(a.values, b.values)), max(w.turns, n*min(a.turns, b.turns))
		if number(x.X) > 0 && number(x.Y) > 0 {
			return one
		}
	case token.AND, token.ADD:
	default: // true, false or a number
		return one
	}
	return w
}

// named is what a name stands for. Where several files say it, each adds.
func (s *scale) named(x *ast.Ident) weights {
	var said []ast.Expr
	switch n := x.Node.(type) {
	case *ast.Field:
		said = []ast.Expr{n.Value}
	case *ast.LetClause:
		said = []ast.Expr{n.Expr}
	case *ast.ForClause:
		return one
	case ast.Expr:
		said = []ast.Expr{n}
	}
	if said == nil {
		said = s.top[x.Name]
	}
	w := one
	for _, e := range said {
		v := s.weigh(e)
		w = weights{w.values + v.values, w.turns + v.turns, w.choices * v.choices}
	}
	return w
}

// call is of the functions that make much of little; all others return no more
// than they are given.
func (s *scale) call(x *ast.CallExpr) weights {
	w := weights{0, 0, 1}
	for _, a := range x.Args {
		v := s.weigh(a)
		w.values, w.turns = w.values+v.values, w.turns+v.turns
	}
	fun, ok := x.Fun.(*ast.SelectorExpr)
	if !ok {
		return weights{w.values, w.turns, 1}
	}
	pkg, _ := fun.X.(*ast.Ident)
	name, _, _ := ast.LabelName(fun.Sel)
	if pkg == nil {
		return w
	}
	times := func(i int) float64 {
		if i >= len(x.Args) {
			return 1
		}
		if n := number(x.Args[i]); n >= 0 {
			return n
		}
		return math.Inf(1) // only CUE knows
	}
	switch pkg.Name + "." + name {
	case "list.Range":
		n := times(1)
		if start, step := number(x.Args[0]), times(2); start >= 0 && step > 0 {
			n = (n - start) / step
		}
		return weights{n, n, 1}
	case "list.Repeat", "strings.Repeat":
		n := times(1)
		return weights{n * w.values, n * w.turns, 1}
	case "list.Combinations", "list.Permutations":
		return weights{math.Inf(1), math.Inf(1), 1}
	}
	return w
}

func (s *scale) structure(x *ast.StructLit) weights {
	w := weights{0, 0, 1}
	for _, d := range x.Elts {
		var v weights
		switch d := d.(type) {
		case *ast.Field:
			v = weights{s.weigh(d.Value).values, 1, 1} // fields choose for themselves
		case *ast.EmbedDecl:
			v = s.weigh(d.Expr)
		case *ast.Comprehension:
			v = s.weigh(d)
		default:
			continue // a let weighs where it is used
		}
		w = weights{w.values + v.values, w.turns + v.turns, w.choices * v.choices}
	}
	return w
}

// loop is a comprehension: the turns of its loops together, times what each makes.
func (s *scale) loop(x *ast.Comprehension) weights {
	turns := 1.0
	for _, c := range x.Clauses {
		if c, ok := c.(*ast.ForClause); ok {
			turns *= s.weigh(c.Source).turns
		}
	}
	v := s.weigh(x.Value)
	return weights{turns * v.values, turns, v.choices}
}

// number is what a number literal says; -1 for anything else.
func number(x ast.Expr) float64 {
	switch x := x.(type) {
	case *ast.ParenExpr:
		return number(x.X)
	case *ast.BasicLit:
		if x.Kind != token.INT && x.Kind != token.FLOAT {
			return -1
		}
		var info literal.NumInfo
		if literal.ParseNum(x.Value, &info) == nil {
			if n, err := strconv.ParseFloat(info.String(), 64); err == nil {
				return n
			}
		}
	}
	return -1
}
