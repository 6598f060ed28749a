package policy

import (
	"fmt"
	"io/fs"
	"path"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"

	"cuelang.org/go/cue/ast"
	"cuelang.org/go/cue/errors"
	"cuelang.org/go/cue/format"
	"cuelang.org/go/cue/parser"

	"usher/internal/catalog"
	"usher/internal/overlay"
)

// Limits on what a repository may bring along: far above what a company writes,
// far below what would exhaust the machine.
const (
	maxFiles    = 1000
	maxFileSize = 1 << 20
)

// file is a policy file as read.
type file struct {
	path   string // for people: "policies/rooms.cue"
	data   []byte
	own    bool // the company's, not the binary's
	syntax *ast.File
}

// read parses the .cue files of a folder, in the order of their names, the
// company's own last. under is where people find the folder, such as "policies". All must be of the package.
func read(fsys fs.FS, under, folder, pkg string) ([]*file, Mistakes, error) {
	entries, err := fs.ReadDir(fsys, folder)
	if err != nil {
		return nil, nil, fmt.Errorf("listing the policies: %w", err)
	}
	var files []*file
	var wrong Mistakes
	for _, e := range entries {
		name := path.Join(folder, e.Name())
		if e.IsDir() || path.Ext(name) != ".cue" || strings.HasPrefix(e.Name(), ".") {
			continue
		}
		f := &file{path: path.Join(under, name), own: overlay.Own(fsys, name)}
		if len(files) == maxFiles {
			return nil, Mistakes{{File: f.path, Message: catalog.PolicyTooMany.With(maxFiles)}}, nil
		}
		if f.data, err = fs.ReadFile(fsys, name); err != nil {
			return nil, nil, fmt.Errorf("reading the policies: %w", err)
		}
		files = append(files, f)
	}
	for _, mistakes := range parseAll(files, pkg) {
		wrong = append(wrong, mistakes...)
	}
	slices.SortStableFunc(files, func(a, b *file) int { return btoi(a.own) - btoi(b.own) })
	return files, wrong, nil
}

// parseAll parses files on all cores: it is most of what it takes to read the
// policies, and one plan is checked in hardly more time than that.
func parseAll(files []*file, pkg string) []Mistakes {
	wrong := make([]Mistakes, len(files))
	var next atomic.Int64
	var group sync.WaitGroup
	for range min(len(files), runtime.GOMAXPROCS(0)) {
		group.Go(func() {
			for i := next.Add(1) - 1; int(i) < len(files); i = next.Add(1) - 1 {
				wrong[i] = files[i].parse(pkg)
			}
		})
	}
	group.Wait()
	return wrong
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

func (f *file) parse(pkg string) Mistakes {
	if len(f.data) > maxFileSize {
		return Mistakes{{File: f.path, Message: catalog.PolicyTooLarge.With(maxFileSize >> 20)}}
	}
	if f.own {
		if at, is := tooDeep(f.path, f.data); is {
			return Mistakes{f.mistake(at, catalog.PolicyTooDeep.With(maxDepth), catalog.Text{})}
		}
	}
	var err error
	f.syntax, err = parser.ParseFile(f.path, f.data, parser.AllErrors)
	var wrong Mistakes
	for _, e := range errors.Errors(err) {
		wrong = append(wrong, f.mistake(e.Position(), catalog.PolicySyntax.With(plainly(e)), catalog.Text{}))
	}
	if len(wrong) > 0 {
		return wrong
	}
	if got := f.syntax.PackageName(); got != pkg {
		wrong = append(wrong, Mistake{File: f.path, Line: 1, Column: 1, Message: catalog.PolicyPackage.With("package " + pkg)})
	}
	for spec := range f.syntax.ImportSpecs() {
		if name, err := strconv.Unquote(spec.Path.Value); err == nil && strings.Contains(name, ".") {
			wrong = append(wrong, f.mistake(spec.Pos(), catalog.PolicyImport.With(name), catalog.Text{}))
		}
	}
	return wrong
}

// plainly is what CUE says of a mistake, without the places, which are told beside it.
func plainly(e errors.Error) string {
	words, args := e.Msg()
	return fmt.Sprintf(words, args...)
}

// source is an expression as it is written, on one line.
func source(x ast.Expr) string {
	text, err := format.Node(x, format.Simplify())
	if err != nil {
		return ""
	}
	return strings.Join(strings.Fields(string(text)), " ")
}

// pairs yields the fields of a struct that is written out: their names and
// values. plain is false where it holds more than such fields.
func pairs(decls []ast.Decl) (fields []*ast.Field, names []string, plain bool) {
	plain = true
	for _, d := range decls {
		field, ok := d.(*ast.Field)
		if !ok {
			_, isPackage := d.(*ast.Package)
			_, isImport := d.(*ast.ImportDecl)
			_, isLet := d.(*ast.LetClause)
			plain = plain && (isPackage || isImport || isLet)
			continue
		}
		name, isIdent, err := ast.LabelName(field.Label)
		if err != nil {
			plain = false
			continue
		}
		if isIdent && (strings.HasPrefix(name, "_") || strings.HasPrefix(name, "#")) {
			continue // a definition or a hidden field: the file's own business
		}
		fields, names = append(fields, field), append(names, name)
	}
	return fields, names, plain
}
