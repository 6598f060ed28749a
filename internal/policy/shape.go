package policy

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"cuelang.org/go/cue/ast"
	"cuelang.org/go/cue/token"

	"usher/internal/catalog"
	"usher/internal/suggest"
)

// definitionsFile says what the policy files may say.
const definitionsFile = "policies/definitions.cue"

// shape is what definitions.cue wants at a path, as far as it is written out
// there. It finds every misspelt and every missing key with its place, of which
// CUE tells only some; what fits is for CUE to say.
type shape struct {
	want     ast.Expr // as written; nil at the top
	fields   map[string]*shape
	names    []string // of fields, in order
	optional map[string]bool
	required []string
	key      ast.Expr // of a struct keyed by ids, what an id looks like
	elem     *shape   // and what it holds
	open     bool     // anything goes
}

// definitions are the definitions (#Name) of definitions.cue.
type definitions struct {
	named    map[string]ast.Expr
	patterns map[string]*regexp.Regexp // as compiled; nil for one that is none
}

// shapeOf reads the definitions' file.
func shapeOf(f *file) (*shape, definitions) {
	defs := definitions{named: map[string]ast.Expr{}, patterns: map[string]*regexp.Regexp{}}
	for _, d := range f.syntax.Decls {
		if field, ok := d.(*ast.Field); ok {
			if name, isIdent, err := ast.LabelName(field.Label); err == nil && isIdent && strings.HasPrefix(name, "#") {
				defs.named[name] = field.Value
			}
		}
	}
	return defs.structure(f.syntax.Decls, 0), defs
}

// deepest is how far definitions are followed into each other.
const deepest = 20

func (d definitions) shape(x ast.Expr, depth int) *shape {
	s := &shape{want: x}
	if ref, ok := x.(*ast.Ident); ok && d.named[ref.Name] != nil && depth < deepest {
		s = d.shape(d.named[ref.Name], depth+1)
		if _, isStruct := d.named[ref.Name].(*ast.StructLit); !isStruct {
			s.want = d.named[ref.Name]
		}
		return s
	}
	if lit, ok := x.(*ast.StructLit); ok && depth < deepest {
		s = d.structure(lit.Elts, depth)
		s.want = x
	}
	return s
}

func (d definitions) structure(decls []ast.Decl, depth int) *shape {
	s := &shape{fields: map[string]*shape{}, optional: map[string]bool{}}
	for _, decl := range decls {
		switch decl := decl.(type) {
		case *ast.Ellipsis:
			s.open = true
		case *ast.Field:
			if pattern, ok := decl.Label.(*ast.ListLit); ok && len(pattern.Elts) == 1 {
				s.key, s.elem = pattern.Elts[0], d.shape(decl.Value, depth+1)
				continue
			}
			name, isIdent, err := ast.LabelName(decl.Label)
			if err != nil || isIdent && strings.ContainsAny(name[:1], "_#") {
				continue
			}
			s.fields[name] = d.shape(decl.Value, depth+1)
			s.names = append(s.names, name)
			s.optional[name] = decl.Constraint == token.OPTION
			if decl.Constraint != token.OPTION && s.fields[name].needed() {
				s.required = append(s.required, name)
			}
		}
	}
	return s
}

// needed reports whether CUE has no value of its own where none is given.
func (s *shape) needed() bool {
	if s.fields != nil {
		return len(s.required) > 0
	}
	_, isList := s.want.(*ast.ListLit)
	return !isList && !starred(s.want)
}

// child is the shape below a key; nil where nothing is known of it.
func (s *shape) child(name string) *shape {
	switch {
	case s == nil:
		return nil
	case s.fields[name] != nil:
		return s.fields[name]
	default:
		return s.elem
	}
}

// fits reports whether a key fits what keys look like, as far as that is understood.
func (d definitions) fits(key ast.Expr, name string) bool {
	switch x := key.(type) {
	case *ast.Ident:
		return d.named[x.Name] == nil || d.fits(d.named[x.Name], name)
	case *ast.BasicLit:
		word, err := strconv.Unquote(x.Value)
		return err != nil || word == name
	case *ast.BinaryExpr:
		return x.Op != token.OR || d.fits(x.X, name) || d.fits(x.Y, name)
	case *ast.UnaryExpr:
		lit, ok := x.X.(*ast.BasicLit)
		if !ok {
			return true
		}
		word, err := strconv.Unquote(lit.Value)
		if err != nil {
			return true
		}
		switch x.Op {
		case token.MAT:
			re := d.pattern(word)
			return re == nil || re.MatchString(name)
		case token.NEQ:
			return name != word
		}
	}
	return true
}

// keys finds the keys that are misspelt, or not well-formed.
func (d definitions) keys(f *file, decls []ast.Decl, s *shape) (wrong Mistakes) {
	if s == nil || s.fields == nil || s.open {
		return nil
	}
	fields, names, _ := pairs(decls)
	for i, field := range fields {
		name := names[i]
		below := s.child(name)
		switch {
		case below == nil:
			hint := catalog.PolicyChoices.With(strings.Join(s.names, ", "))
			if near := suggest.Closest(name, s.names); near != "" {
				hint = catalog.PolicyMeant.With(near)
			}
			wrong = append(wrong, f.mistake(field.Pos(), catalog.PolicyUnknownKey.With(name), hint))
			continue
		case s.fields[name] == nil && !d.fits(s.key, name):
			wrong = append(wrong, f.mistake(field.Pos(), catalog.PolicyBadKey.With(name), catalog.PolicyWanted.With(d.source(s.key))))
			continue
		}
		if lit, ok := field.Value.(*ast.StructLit); ok {
			wrong = append(wrong, d.keys(f, lit.Elts, below)...)
		}
	}
	return wrong
}

// source is what is wanted, as definitions.cue writes it.
func (d definitions) source(x ast.Expr) string {
	if ref, ok := x.(*ast.Ident); ok && d.named[ref.Name] != nil {
		return d.source(d.named[ref.Name])
	}
	return source(x)
}

// missing finds the keys that no file gives, where all that is given is written out.
func (t *tree) missing(path []string, s *shape) (wrong Mistakes) {
	if s == nil || s.fields == nil {
		return nil
	}
	var lacks, write []string
	for _, name := range s.required {
		if t.children[name] == nil && t.plain && !t.misspelt(name, s) {
			lacks, write = append(lacks, name), append(write, label(name)+": "+s.fields[name].example())
		}
	}
	if len(lacks) > 0 {
		message := catalog.PolicyMissing.With(dotted(path), strings.Join(lacks, ", "))
		if len(path) == 0 {
			message = catalog.PolicyMissingTop.With(strings.Join(lacks, ", "))
		}
		hint := catalog.PolicyWrite.With(strings.Join(write, ", "))
		if d := t.newest(); d != nil {
			wrong = append(wrong, d.file.mistake(d.field.Pos(), message, hint))
		} else {
			wrong = append(wrong, Mistake{File: "policies", Message: message, Hint: hint})
		}
	}
	for _, name := range t.order {
		wrong = append(wrong, t.children[name].missing(append(path, name), s.child(name))...)
	}
	return wrong
}

// misspelt reports whether a key is there in another spelling, which keys has
// told of.
func (t *tree) misspelt(name string, s *shape) bool {
	return slices.ContainsFunc(t.order, func(given string) bool {
		return s.child(given) == nil && suggest.Closest(given, s.names) == name
	})
}

// example is what may be written, for a hint to copy.
func (s *shape) example() string {
	if len(s.names) > 0 {
		var parts []string
		for _, name := range s.required {
			parts = append(parts, label(name)+": "+s.fields[name].example())
		}
		return "{" + strings.Join(parts, ", ") + "}"
	}
	if s.key != nil {
		return "{…}"
	}
	return "…"
}
