package render_test

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// views are the struct types that templates see, as the sources of this package
// state them: those that carry a Page, and what is in them.
type views struct {
	types map[string]*ast.TypeSpec
	docs  map[string]string
	roots []string
}

func readViews(t *testing.T) views {
	t.Helper()
	v := views{map[string]*ast.TypeSpec{}, map[string]string{}, nil}
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range file.Decls {
			gen, ok := d.(*ast.GenDecl)
			if !ok || gen.Tok != token.TYPE {
				continue
			}
			for _, s := range gen.Specs {
				spec := s.(*ast.TypeSpec)
				fields, ok := spec.Type.(*ast.StructType)
				if !ok || !spec.Name.IsExported() {
					continue
				}
				v.types[spec.Name.Name] = spec
				v.docs[spec.Name.Name] = oneLineOf(gen.Doc)
				for _, f := range fields.Fields.List {
					if id, ok := f.Type.(*ast.Ident); ok && len(f.Names) == 0 && id.Name == "Page" {
						v.roots = append(v.roots, spec.Name.Name)
					}
				}
			}
		}
	}
	slices.Sort(v.roots)
	return v
}

func oneLineOf(c *ast.CommentGroup) string { return strings.Join(strings.Fields(c.Text()), " ") }

// seen are the types that templates see, the roots first.
func (v views) seen() []string {
	out := slices.Clone(v.roots)
	out = append(out, "Page")
	for i := 0; i < len(out); i++ {
		for _, f := range v.types[out[i]].Type.(*ast.StructType).Fields.List {
			ast.Inspect(f.Type, func(n ast.Node) bool {
				if id, ok := n.(*ast.Ident); ok && v.types[id.Name] != nil && !slices.Contains(out, id.Name) {
					out = append(out, id.Name)
				}
				return true
			})
		}
	}
	rest := out[len(v.roots)+1:]
	slices.Sort(rest)
	return out
}

// table documents the fields of a type; say translates a field's comment.
func (v views) table(name, heads string, say func(key, comment string) string) string {
	var out strings.Builder
	fmt.Fprintf(&out, "### %s\n\n%s\n\n%s\n|---|---|---|\n", name, say(name, v.docs[name]), heads)
	for _, f := range v.types[name].Type.(*ast.StructType).Fields.List {
		comment := strings.TrimSpace(oneLineOf(f.Doc) + " " + oneLineOf(f.Comment))
		var kind bytes.Buffer
		format.Node(&kind, token.NewFileSet(), f.Type)
		for _, n := range f.Names {
			if n.IsExported() {
				fmt.Fprintf(&out, "| `.%s` | `%s` | %s |\n", n.Name, kind.String(), say(name+"."+n.Name, comment))
			}
		}
		if len(f.Names) == 0 {
			fmt.Fprintf(&out, "| the fields of `%s` | | |\n", kind.String())
		}
	}
	return out.String()
}

// docs/templates.md documents each field that a template sees, out of the comments
// here; with -update it is written anew. testdata/fields.zh.txt has the comments in
// Chinese, for the Chinese page.
func TestFieldsAreDocumented(t *testing.T) {
	v := readViews(t)
	if len(v.roots) < 5 {
		t.Fatalf("only %v carry a Page", v.roots)
	}
	data, err := os.ReadFile(filepath.Join("testdata", "fields.zh.txt"))
	if err != nil {
		t.Fatal(err)
	}
	chinese := map[string]string{}
	for _, line := range strings.Split(strings.TrimSpace(string(data)), "\n") {
		key, text, found := strings.Cut(line, "\t")
		if name, _, _ := strings.Cut(key, "."); !found || v.types[name] == nil {
			t.Errorf("testdata/fields.zh.txt: %q documents nothing", line)
		}
		chinese[key] = text
	}
	for _, page := range []struct {
		file, heads string
		say         func(key, comment string) string
	}{
		{"templates.md", "| field | type | what |", func(_, comment string) string { return comment }},
		{"templates.zh.md", "| 字段 | 类型 | 内容 |", func(key, comment string) string {
			if chinese[key] == "" && comment != "" {
				t.Errorf("testdata/fields.zh.txt lacks %s (%q)", key, comment)
			}
			return chinese[key]
		}},
	} {
		name := filepath.Join("..", "..", "docs", page.file)
		old, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		before, _, found := strings.Cut(string(old), "<!-- fields -->\n")
		if !found {
			t.Fatalf("%s has no place for the fields", name)
		}
		out := before + "<!-- fields -->\n"
		for _, name := range v.seen() {
			table := v.table(name, page.heads, page.say)
			if page.file == "templates.zh.md" {
				table = regexp.MustCompile("the fields of (`[^`]+`)").ReplaceAllString(table, "$1 的各项")
			}
			out += "\n" + table
		}
		if *update {
			if err := os.WriteFile(name, []byte(out), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if diff := cmp.Diff(string(old), out); diff != "" && !*update {
			t.Errorf("%s is behind the views; run with -update:\n%s", name, diff)
		}
	}
}
