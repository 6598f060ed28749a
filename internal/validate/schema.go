// Package validate provides the schema's verdict on a plan: every value that is
// missing, misspelt or of the wrong form, each with its place and plain words.
//
// CUE is the authority. At start-up its definitions are compiled into a tree of
// checks that walks a plan's nodes, since CUE's own errors hide each other, have
// no place in the plan, and speak of types. What the compiler does not
// understand is left to CUE.
package validate

import (
	"fmt"
	"io/fs"
	"path"
	"reflect"
	"slices"
	"strings"
	"sync"

	"cuelang.org/go/cue"
	"cuelang.org/go/cue/ast"
	"cuelang.org/go/cue/build"
	"cuelang.org/go/cue/cuecontext"
	"cuelang.org/go/cue/errors"
	"cuelang.org/go/cue/parser"

	"usher/internal/catalog"
	"usher/internal/plan"
)

// Rules of this package (cli.md).
const (
	RuleUnknownField = "unknown-field"
	RuleMissingField = "missing-field"
	RuleWrongValue   = "wrong-value"
)

// Schema is the shape of a plan. Plans may be checked concurrently; CUE is asked by
// one at a time.
type Schema struct {
	visit   cue.Value
	asking  sync.Mutex
	context *cue.Context // of visit
	root    *shape
	homes   map[string][]home // where a field of a name belongs
	// residue says that the definitions hold what the tree of checks does not
	// cover, so that CUE has the last word on every plan that passes.
	residue bool
}

// Mistake is a fault in a schema file.
type Mistake struct {
	File         string
	Line, Column int // from 1; 0 where not known
	Message      catalog.Text
}

// SchemaError is what is wrong with the files of schema/.
type SchemaError struct{ Mistakes []Mistake }

func (e *SchemaError) Error() string {
	var b strings.Builder
	for i, m := range e.Mistakes {
		if i > 0 {
			b.WriteByte('\n')
		}
		fmt.Fprintf(&b, "%s:%d:%d: %s", m.File, m.Line, m.Column, m.Message.EN)
	}
	return b.String()
}

// Compile reads the definitions of the *.cue files in fsys, where they must define
// #Visit. What is wrong with them is a *SchemaError.
func Compile(fsys fs.FS) (*Schema, error) {
	entries, err := fs.ReadDir(fsys, ".")
	if err != nil {
		return nil, fmt.Errorf("listing the schema: %w", err)
	}
	inst := build.NewContext().NewInstance("schema", nil)
	for _, entry := range entries {
		name := entry.Name()
		if path.Ext(name) != ".cue" {
			continue
		}
		data, err := fs.ReadFile(fsys, name)
		if err != nil {
			return nil, fmt.Errorf("reading the schema: %w", err)
		}
		file, err := parser.ParseFile(path.Join("schema", name), data, parser.ParseComments)
		if err != nil {
			return nil, schemaError(err)
		}
		if m := conditions(file); len(m) > 0 {
			return nil, &SchemaError{m}
		}
		if err := inst.AddSyntax(file); err != nil {
			return nil, schemaError(err)
		}
	}
	if err := inst.Complete(); err != nil {
		return nil, schemaError(err)
	}
	context := cuecontext.New()
	value := context.BuildInstance(inst)
	if err := value.Validate(); err != nil {
		return nil, schemaError(err)
	}
	visit := value.LookupPath(cue.ParsePath("#Visit"))
	if !visit.Exists() {
		return nil, &SchemaError{[]Mistake{{File: path.Join("schema", "visit.cue"), Message: catalog.SchemaNoVisit}}}
	}
	c := &compiler{busy: map[string]bool{}, done: map[string]*shape{}}
	s := &Schema{visit: visit, context: context, residue: slices.ContainsFunc(inst.Files, beyond)}
	s.root = c.compile(visit, reflect.TypeFor[plan.Plan]())
	if s.root.kind != fields {
		return nil, &SchemaError{[]Mistake{{File: path.Join("schema", "visit.cue"), Message: catalog.SchemaNoVisit}}}
	}
	s.homes = map[string][]home{}
	s.root.collect("", false, s.homes, 0)
	return s, nil
}

// conditions finds "if" and "for", which make definitions incomplete, so that
// they could neither be compiled nor exported.
func conditions(file *ast.File) []Mistake {
	var found []Mistake
	ast.Walk(file, func(n ast.Node) bool {
		if c, ok := n.(*ast.Comprehension); ok {
			p := c.Pos()
			found = append(found, Mistake{File: p.Filename(), Line: p.Line(), Column: p.Column(), Message: catalog.SchemaCondition})
		}
		return true
	}, nil)
	return found
}

func schemaError(err error) error {
	e := &SchemaError{}
	for _, one := range errors.Errors(err) {
		m := Mistake{File: "schema"}
		for _, p := range errors.Positions(one) {
			if p.IsValid() {
				m.File, m.Line, m.Column = p.Filename(), p.Line(), p.Column()
				break
			}
		}
		format, args := one.Msg()
		m.Message = catalog.SchemaBroken.With(fmt.Sprintf(format, args...))
		e.Mistakes = append(e.Mistakes, m)
	}
	return e
}

// beyond reports whether a file holds what the tree of checks cannot see by
// walking the fields of a value: bindings, calls, and values that refer to other
// values of the plan.
func beyond(file *ast.File) bool {
	found := false
	var look func(n ast.Node) bool
	look = func(n ast.Node) bool {
		if call, ok := n.(*ast.CallExpr); ok && limitsItems(call) {
			return false
		}
		switch n := n.(type) {
		case *ast.ImportDecl:
			return false // what is imported is seen where it is used
		case *ast.LetClause, *ast.CallExpr, *ast.SelectorExpr, *ast.IndexExpr, *ast.Alias:
			found = true
		case *ast.Field:
			if _, ok := n.Label.(*ast.ListLit); ok {
				ast.Walk(n.Label, look, nil)
			}
			ast.Walk(n.Value, look, nil)
			return false
		case *ast.Package:
			return false
		case *ast.Ident:
			if !strings.HasPrefix(n.Name, "#") && !strings.HasPrefix(n.Name, "_") && !basic[n.Name] {
				found = true
			}
		}
		return !found
	}
	ast.Walk(file, look, nil)
	return found
}

// limitsItems reports whether a call is list.MaxItems(number), which the tree of
// checks understands.
func limitsItems(call *ast.CallExpr) bool {
	sel, ok := call.Fun.(*ast.SelectorExpr)
	if !ok || len(call.Args) != 1 {
		return false
	}
	of, ok := sel.X.(*ast.Ident)
	if !ok {
		return false
	}
	spec, ok := of.Node.(*ast.ImportSpec)
	name, _, err := ast.LabelName(sel.Sel)
	_, number := call.Args[0].(*ast.BasicLit)
	return ok && spec.Path.Value == `"list"` && err == nil && name == "MaxItems" && number
}

var basic = map[string]bool{"string": true, "int": true, "number": true, "float": true, "bool": true, "null": true}

// Field describes a field of a plan.
type Field struct {
	Path     string       // names joined by ".", with "[]" for the items of a list and "*" for any name
	Required bool         // within what holds it
	Label    catalog.Text // its short name
	Text     catalog.Text // its description
	Example  string       // as typed in a plan, on one line
	Clause   string       // of the regulation; may be empty
	Choices  []string     // all it may be, where these are few
}

// Fields describes all fields of a plan, each before those inside it.
func (s *Schema) Fields() []Field {
	var all []Field
	s.root.describe("", &all, 0)
	return all
}

// Value is the definition #Visit, for export to other forms.
func (s *Schema) Value() cue.Value { return s.visit }
