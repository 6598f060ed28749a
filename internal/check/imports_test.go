package check_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// allowed is the map of the house: what each package may import of ours. Flow is
// one way; nothing imports cmd.
var allowed = map[string][]string{
	"schema":    nil,
	"policies":  nil,
	"templates": nil,

	"internal/catalog":    nil,
	"internal/lazyregexp": nil,
	"internal/suggest":    nil,
	"internal/bench":      nil,

	"internal/bench/compare": {"internal/bench"},

	"internal/cache":    nil,
	"internal/leak":     {"internal/lazyregexp"},
	"internal/output":   nil,
	"internal/pdf":      {"internal/lazyregexp"},
	"internal/overlay":  nil,
	"internal/plan":     {"internal/lazyregexp"},
	"internal/seal":     {"internal/lazyregexp"},
	"internal/change":   {"internal/plan"},
	"internal/diag":     {"internal/catalog"},
	"internal/calendar": {"internal/catalog", "internal/plan"},
	"internal/personal": {"internal/catalog"},
	"internal/company":  {"internal/calendar", "internal/catalog", "internal/seal"},
	"internal/source":   {"internal/catalog", "internal/diag", "internal/lazyregexp", "internal/plan", "internal/suggest"},
	"internal/validate": {"internal/catalog", "internal/diag", "internal/lazyregexp", "internal/plan", "internal/source", "internal/suggest"},
	"internal/history":  {"internal/catalog", "internal/lazyregexp"},
	"internal/facts": {"internal/calendar", "internal/catalog", "internal/change", "internal/company", "internal/personal",
		"internal/plan", "internal/suggest"},
	"internal/policy": {"internal/calendar", "internal/catalog", "internal/company", "internal/diag",
		"internal/lazyregexp", "internal/overlay", "internal/plan", "internal/seal", "internal/suggest"},
	"internal/judge": {"internal/catalog", "internal/diag", "internal/facts", "internal/plan",
		"internal/policy", "internal/suggest"},
	"internal/check": {"internal/cache", "internal/catalog", "internal/company", "internal/diag", "internal/facts",
		"internal/history", "internal/judge", "internal/lazyregexp", "internal/overlay", "internal/plan", "internal/policy",
		"internal/seal", "internal/source", "internal/suggest", "internal/validate", "policies", "schema", "templates"},
	"internal/jsonschema": {"internal/catalog", "internal/company", "internal/diag", "internal/lazyregexp", "internal/policy",
		"internal/validate"},
	"internal/fix":    {"internal/catalog", "internal/diag", "internal/source", "internal/validate"},
	"internal/layout": {"internal/diag", "internal/lazyregexp", "internal/source", "internal/validate"},
	"internal/report": {"internal/catalog", "internal/diag", "internal/lazyregexp"},
	"internal/review": {"internal/catalog", "internal/change", "internal/company", "internal/facts", "internal/personal",
		"internal/plan", "internal/report"},
	"internal/form": {"internal/calendar", "internal/catalog", "internal/company", "internal/diag", "internal/judge",
		"internal/jsonschema", "internal/lazyregexp", "internal/personal", "internal/plan", "internal/policy", "internal/source", "internal/validate"},
	"internal/feed":      {"internal/audience", "internal/catalog", "internal/company", "internal/facts", "internal/plan"},
	"internal/ledger":    {"internal/calendar", "internal/catalog", "internal/company", "internal/facts", "internal/plan"},
	"internal/statement": {"internal/catalog", "internal/lazyregexp", "internal/ledger", "internal/plan", "internal/workbook"},
	"internal/workbook":  {"internal/catalog", "internal/plan"},
	"internal/register":  {"internal/audience", "internal/catalog", "internal/company", "internal/facts", "internal/plan", "internal/workbook"},
	"internal/audience":  {"internal/catalog", "internal/company", "internal/facts", "internal/plan"},
	"internal/draft":     {"internal/plan", "internal/source"},
	"internal/starter":   {"internal/catalog", "internal/lazyregexp", "internal/plan", "policies"},
	"internal/render":    {"internal/audience", "internal/catalog", "internal/change", "internal/company", "internal/facts", "internal/lazyregexp", "internal/ledger", "internal/overlay", "internal/plan"},
}

// foreign says which library stays behind which packages' doors.
var foreign = map[string][]string{
	"cuelang.org/go":             {"internal/validate", "internal/policy", "internal/judge"},
	"gopkg.in/yaml.v3":           {"internal/source", "internal/validate", "internal/fix", "internal/layout", "internal/seal", "internal/bench/compare"},
	"filippo.io/age":             {"internal/seal"},
	"golang.org/x/crypto":        {"internal/seal"},
	"github.com/go-git":          {"internal/history"},
	"github.com/spf13/cobra":     {"cmd/usher"},
	"github.com/spf13/pflag":     {"cmd/usher"},
	"golang.org/x/term":          {"cmd/usher"},
	"charm.land/huh":             {"cmd/usher"},
	"html/template":              {"internal/render"},
	"rsc.io/qr":                  {"internal/render"},
	"github.com/mattn":           {"internal/report", "internal/statement"},
	"github.com/fatih":           {"internal/report"},
	"golang.org/x/text":          {"internal/source"},
	"github.com/xuri":            {"internal/workbook"},
	"github.com/rivo":            {"internal/report"},
	"github.com/bmatcuk":         nil,
	"github.com/clipperhouse":    {"internal/report"},
	"github.com/santhosh-tekuri": {"internal/bench/compare"}, // and tests
	"github.com/chromedp":        {"internal/pdf"},
}

// stopwatch is a program of its own that times usher and others: no part of the way
// that a plan takes.
const stopwatch = "internal/bench/compare"

func TestWhoImportsWhom(t *testing.T) {
	root := filepath.Join("..", "..")
	found := map[string]bool{}
	err := filepath.WalkDir(root, func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(file, ".go") || strings.HasSuffix(file, "_test.go") {
			return err
		}
		rel, err := filepath.Rel(root, file)
		if err != nil {
			return err
		}
		pkg := path.Dir(filepath.ToSlash(rel))
		found[pkg] = true
		parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		for _, spec := range parsed.Imports {
			name, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			if ours, ok := strings.CutPrefix(name, "usher/"); ok {
				if strings.HasPrefix(pkg, "internal/") || !strings.Contains(pkg, "/") {
					if list, known := allowed[pkg]; known && !slices.Contains(list, ours) {
						t.Errorf("%s: %s may not import %s", rel, pkg, ours)
					}
				}
				continue
			}
			for library, homes := range foreign {
				if (name == library || strings.HasPrefix(name, library+"/")) && !slices.Contains(homes, pkg) {
					t.Errorf("%s: %s may not import %s", rel, pkg, name)
				}
			}
			if strings.HasPrefix(pkg, "internal/") && pkg != stopwatch && (name == "os/exec" || name == "net/http") {
				t.Errorf("%s: %s may not import %s", rel, pkg, name)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for pkg := range found {
		if _, ok := allowed[pkg]; !ok && !strings.HasPrefix(pkg, "cmd/") {
			t.Errorf("%s is not on the map of packages", pkg)
		}
	}
}

// Below cmd nothing asks the clock or the environment, or writes to the
// terminal: the same input gives the same output.
func TestNoClockBelowCmd(t *testing.T) {
	banned := []string{"time.Now(", "os.Getenv(", "os.LookupEnv(", "os.Stdout", "os.Stderr", "fmt.Print(", "fmt.Println(", "fmt.Printf("}
	root := filepath.Join("..", "..", "internal")
	err := filepath.WalkDir(root, func(file string, d fs.DirEntry, err error) error {
		if err == nil && d.IsDir() && strings.HasSuffix(filepath.ToSlash(file), stopwatch) {
			return fs.SkipDir
		}
		if err != nil || d.IsDir() || !strings.HasSuffix(file, ".go") || strings.HasSuffix(file, "_test.go") {
			return err
		}
		data, err := os.ReadFile(file)
		for _, word := range banned {
			if strings.Contains(string(data), word) {
				t.Errorf("%s uses %s", file, strings.TrimSuffix(word, "("))
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
