package catalog_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"usher/internal/catalog"
)

var verb = regexp.MustCompile(`%(?:\[(\d+)\])?[-+# 0]*\d*(?:\.\d+)?[a-zA-Z]`)

// Each Text that is written down anywhere in the program has both languages and
// both take the same arguments.
func TestEveryTextHasBothLanguages(t *testing.T) {
	seen := 0
	eachGoFile(t, func(fset *token.FileSet, file *ast.File) {
		ast.Inspect(file, func(n ast.Node) bool {
			literal, ok := n.(*ast.CompositeLit)
			if !ok {
				return true
			}
			en, zh, ok := languages(literal)
			if !ok {
				return true
			}
			seen++
			at := fset.Position(literal.Pos())
			switch {
			case en == "" || zh == "":
				t.Errorf("%s: a language is missing: %q, %q", at, en, zh)
			case !slices.Equal(verbs(en), verbs(zh)):
				t.Errorf("%s: the languages take different arguments: %q, %q", at, en, zh)
			}
			return true
		})
	})
	if seen < 50 {
		t.Fatalf("found only %d texts: has the form of a Text changed?", seen)
	}
}

// languages reads Text{EN: "…", ZH: "…"}; a Text built by code is not its business.
func languages(literal *ast.CompositeLit) (en, zh string, ok bool) {
	found := false
	for _, e := range literal.Elts {
		kv, isPair := e.(*ast.KeyValueExpr)
		if !isPair {
			return "", "", false
		}
		key, isIdent := kv.Key.(*ast.Ident)
		if !isIdent || key.Name != "EN" && key.Name != "ZH" {
			return "", "", false
		}
		s, literal := constant(kv.Value)
		if !literal {
			return "", "", false
		}
		found = true
		if key.Name == "EN" {
			en = s
		} else {
			zh = s
		}
	}
	return en, zh, found
}

// constant reads a string literal or a sum of them.
func constant(e ast.Expr) (string, bool) {
	switch e := e.(type) {
	case *ast.BasicLit:
		s, err := strconv.Unquote(e.Value)
		return s, err == nil
	case *ast.BinaryExpr:
		left, okLeft := constant(e.X)
		right, okRight := constant(e.Y)
		return left + right, okLeft && okRight
	}
	return "", false
}

func verbs(s string) []string {
	found := verb.FindAllString(strings.ReplaceAll(s, "%%", ""), -1)
	for i, v := range found {
		// How an argument is quoted is each language's own affair.
		found[i] = strings.TrimRight(v, "qs")
	}
	slices.Sort(found)
	return slices.Compact(found)
}

func eachGoFile(t *testing.T, do func(*token.FileSet, *ast.File)) {
	t.Helper()
	for _, dir := range []string{"..", "../../cmd"} {
		err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
				return err
			}
			fset := token.NewFileSet()
			file, err := parser.ParseFile(fset, path, nil, 0)
			if err == nil {
				do(fset, file)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

func TestWith(t *testing.T) {
	rooms := catalog.Text{EN: "room", ZH: "会议室"}
	got := catalog.Text{EN: "no %[1]s %[2]d", ZH: "没有%[2]d号%[1]s"}.With(rooms, 3)
	if want := (catalog.Text{EN: "no room 3", ZH: "没有3号会议室"}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
}
