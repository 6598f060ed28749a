package policy

import (
	"strconv"
	"strings"

	"cuelang.org/go/cue"
	"cuelang.org/go/cue/ast"
	"cuelang.org/go/cue/build"
	"cuelang.org/go/cue/errors"
	"cuelang.org/go/cue/token"

	"usher/internal/catalog"
)

// sources are the policy files as written, which say where a value comes from.
type sources struct {
	files    []*file
	tree     *tree
	shape    *shape
	defs     definitions
	outright bool // the company's files write out all that they say
}

// survey puts the policy files together as they are written, and finds the keys
// that are misspelt and those that are missing.
func survey(files []*file) (*sources, Mistakes) {
	s := &sources{files: files, tree: newTree(), outright: true}
	for _, f := range files {
		if f.path == definitionsFile {
			s.shape, s.defs = shapeOf(f)
			s.outright = s.outright && !f.own
		} else {
			s.tree.add(f, f.syntax.Decls)
			s.outright = s.outright && outright(f.syntax.Decls)
		}
	}
	if s.shape == nil {
		return s, Mistakes{{File: definitionsFile, Message: catalog.PolicyNoDefinitions}}
	}
	var wrong Mistakes
	for _, f := range files {
		if f.path != definitionsFile {
			wrong = append(wrong, s.defs.keys(f, f.syntax.Decls, s.shape)...)
		}
	}
	return s, append(wrong, s.tree.missing(nil, s.shape)...)
}

// evaluate has CUE work out the policies, and adds its mistakes to the misspelt and
// the missing keys. The value is whole and concrete where there is no mistake.
func (s *sources) evaluate(ctx *cue.Context, keys Mistakes) (cue.Value, Mistakes) {
	if s.shape == nil {
		return cue.Value{}, keys
	}
	inst := build.NewContext().NewInstance("", nil)
	var wrong Mistakes
	for _, f := range s.files {
		if err := inst.AddSyntax(f.syntax); err != nil {
			wrong = append(wrong, s.explain(err)...)
		}
	}
	wrong = append(wrong, keys...)
	if err := inst.Complete(); err != nil {
		return cue.Value{}, append(wrong, s.explain(err)...)
	}
	v := ctx.BuildInstance(inst)
	if err := v.Err(); err != nil && len(wrong) > 0 {
		return v, wrong // most likely the same mistake in CUE's words
	}
	if len(wrong) == 0 {
		wrong = s.explain(v.Validate(cue.Concrete(true)))
	}
	return v, wrong
}

// explain tells CUE's errors in plain words, one for each value that is written.
func (s *sources) explain(err error) (wrong Mistakes) {
	all := errors.Errors(err)
	cyclic := map[string]bool{}
	for _, e := range all {
		if words, _ := e.Msg(); strings.Contains(words, "cycle") {
			cyclic[s.key(e)] = true
		}
	}
	told := map[string]bool{}
	for _, e := range all {
		key := s.key(e)
		words, _ := e.Msg()
		switch path, node := s.written(e.Path()); {
		case told[key]:
		case cyclic[key]:
			wrong = append(wrong, s.cycle(e, path, node))
		case len(cyclic) > 0 && (strings.HasPrefix(words, "unresolved") || strings.HasPrefix(words, "non-concrete")):
			// What a cycle leaves open, no mistake of its own.
		default:
			wrong = append(wrong, s.explainOne(e, path, node))
		}
		told[key] = true
	}
	return wrong
}

// key is the same for errors about the same value.
func (s *sources) key(e errors.Error) string {
	if path, _ := s.written(e.Path()); len(path) > 0 {
		return dotted(path)
	}
	return strings.Join(e.Path(), ".") + e.Position().String()
}

// cycle tells that a value depends on itself.
func (s *sources) cycle(e errors.Error, path []string, node *tree) Mistake {
	if said := node.newest(); said != nil {
		return said.file.mistake(said.field.Value.Pos(), catalog.PolicyCycle.With(dotted(path)), catalog.Text{})
	}
	if len(path) == 0 {
		for _, at := range append(e.InputPositions(), e.Position()) {
			for _, f := range s.files {
				if at.IsValid() && f.path == at.Filename() && f.own {
					return f.mistake(at, catalog.PolicyCycle.With(f.line(at)), catalog.Text{})
				}
			}
		}
	}
	message := catalog.PolicyCycle.With(strings.Join(e.Path(), "."))
	for _, f := range s.files {
		for _, d := range f.syntax.Decls {
			field, ok := d.(*ast.Field)
			if !ok || len(e.Path()) == 0 {
				continue
			}
			if name, _, err := ast.LabelName(field.Label); err == nil && name == e.Path()[0] {
				return f.mistake(field.Pos(), message, catalog.Text{})
			}
		}
	}
	return Mistake{File: "policies", Message: message}
}

// written is the part of a path that the files write out: a list is one value.
func (s *sources) written(path []string) ([]string, *tree) {
	node := s.tree
	var out []string
	for _, name := range path {
		if word, err := strconv.Unquote(name); err == nil {
			name = word
		}
		below := node.children[name]
		if below == nil {
			break
		}
		node, out = below, append(out, name)
	}
	return out, node
}

func (s *sources) explainOne(e errors.Error, path []string, node *tree) Mistake {
	words, _ := e.Msg()
	said := node.newest()
	switch {
	case said == nil || reference(words):
		return s.verbatim(e, said)
	case strings.Contains(words, "incomplete value") && stars(node) > 1:
		hint := catalog.PolicyNoStar.With(label(last(path)) + ": " + source(unstarred(said.field.Value)))
		return said.file.mistake(said.field.Value.Pos(), catalog.PolicyTwoStars.With(dotted(path)), hint)
	case unfit(words):
		fixed := node.fixed()
		if len(fixed) > 1 && s.fitsAll(words) {
			a, b := fixed[len(fixed)-1], fixed[0]
			line, _ := b.file.place(b.field.Value.Pos())
			hint := catalog.Text{}
			if !b.file.own {
				hint = catalog.PolicyReplace.With(b.file.path)
			}
			return a.file.mistake(a.field.Value.Pos(),
				catalog.PolicyConflict.With(dotted(path), source(a.field.Value), source(b.field.Value), b.file.path, line), hint)
		}
		if want := s.want(path); want != "" {
			return said.file.mistake(said.field.Value.Pos(), catalog.PolicyUnfit.With(source(said.field.Value), dotted(path)), catalog.PolicyWanted.With(want))
		}
	}
	return s.verbatim(e, said)
}

// verbatim tells an error in CUE's own words, at the company's own place if it
// has one.
func (s *sources) verbatim(e errors.Error, said *saying) Mistake {
	message := catalog.PolicyEvaluation.With(plainly(e))
	positions := append([]token.Pos{e.Position()}, e.InputPositions()...)
	var found *Mistake
	for _, at := range positions {
		for _, f := range s.files {
			if at.IsValid() && f.path == at.Filename() && (found == nil || f.own) {
				m := f.mistake(at, message, catalog.Text{})
				found = &m
				if f.own {
					return m
				}
			}
		}
	}
	if found != nil {
		return *found
	}
	if said != nil {
		return said.file.mistake(said.field.Pos(), message, catalog.Text{})
	}
	return Mistake{File: "policies", Message: message}
}

// reference reports whether an error is about a name that leads nowhere, in the
// words of CUE; its place is the name itself.
func reference(words string) bool {
	return strings.HasPrefix(words, "reference ") || strings.HasPrefix(words, "undefined field") ||
		strings.HasPrefix(words, "invalid operand") || strings.HasPrefix(words, "import")
}

// unfit reports whether an error is about a value that does not fit.
func unfit(words string) bool {
	return strings.HasPrefix(words, "conflicting values") || strings.HasPrefix(words, "invalid value") ||
		strings.Contains(words, "empty disjunction") || strings.HasPrefix(words, "incompatible list") ||
		strings.HasPrefix(words, "incomplete value")
}

// fitsAll reports whether the values are at odds with each other and not, as far
// as CUE's words tell, with the definition.
func (s *sources) fitsAll(words string) bool {
	return !strings.Contains(words, "mismatched types") && !strings.HasPrefix(words, "invalid value")
}

// want is what definitions.cue wants at a path, as it is written there.
func (s *sources) want(path []string) string {
	shape := s.shape
	for _, name := range path {
		below := shape.child(name)
		if below == nil {
			break
		}
		shape = below
	}
	if shape == nil || shape.want == nil {
		return ""
	}
	if shape.fields != nil {
		return shape.example()
	}
	return s.defs.source(shape.want)
}

func stars(t *tree) (n int) {
	for _, s := range t.said {
		if starred(s.field.Value) {
			n++
		}
	}
	return n
}

// unstarred is the default of an expression without its star.
func unstarred(x ast.Expr) ast.Expr {
	switch x := x.(type) {
	case *ast.BinaryExpr:
		if starred(x.X) {
			return unstarred(x.X)
		}
		return unstarred(x.Y)
	case *ast.UnaryExpr:
		return x.X
	case *ast.ParenExpr:
		return unstarred(x.X)
	}
	return x
}

func last(path []string) string {
	if len(path) == 0 {
		return ""
	}
	return path[len(path)-1]
}
