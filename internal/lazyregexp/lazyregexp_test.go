package lazyregexp_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"usher/internal/lazyregexp"
)

func TestRegexp(t *testing.T) {
	room := lazyregexp.New(`([a-z]+)-([0-9]+)`)
	if !room.MatchString("meeting-1") || room.MatchString("lounge") {
		t.Error("MatchString")
	}
	if got := room.ReplaceAllString("meeting-1, meeting-2", "$2"); got != "1, 2" {
		t.Errorf("got %q", got)
	}
}

// TestPatterns compiles the patterns of the whole program, which a run does only
// when it asks one, and finds the variables that a program would compile at every
// start.
func TestPatterns(t *testing.T) {
	root := filepath.Join("..", "..")
	tried := 0
	err := filepath.WalkDir(root, func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(file, ".go") || strings.HasSuffix(file, "_test.go") {
			return err
		}
		fset := token.NewFileSet()
		parsed, err := parser.ParseFile(fset, file, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		for _, decl := range parsed.Decls {
			vars, ok := decl.(*ast.GenDecl)
			if !ok || vars.Tok != token.VAR {
				continue
			}
			ast.Inspect(vars, func(n ast.Node) bool {
				if _, later := n.(*ast.FuncLit); later {
					return false
				}
				call, ok := n.(*ast.CallExpr)
				if !ok {
					return true
				}
				switch name := called(call); name {
				case "regexp.MustCompile":
					t.Errorf("%s: compiled at every start: make it lazyregexp.New", fset.Position(call.Pos()))
				case "lazyregexp.New":
					tried++
					pattern, ok := call.Args[0].(*ast.BasicLit)
					if !ok {
						t.Errorf("%s: a pattern that is not written out", fset.Position(call.Pos()))
						return false
					}
					text, err := strconv.Unquote(pattern.Value)
					if err == nil {
						_, err = regexp.Compile(text)
					}
					if err != nil {
						t.Errorf("%s: %v", fset.Position(call.Pos()), err)
					}
				}
				return true
			})
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if tried == 0 {
		t.Error("no patterns found")
	}
}

// called is the name of a function as it is called, such as regexp.MustCompile.
func called(call *ast.CallExpr) string {
	if f, ok := call.Fun.(*ast.SelectorExpr); ok {
		if pkg, ok := f.X.(*ast.Ident); ok {
			return pkg.Name + "." + f.Sel.Name
		}
	}
	return ""
}
