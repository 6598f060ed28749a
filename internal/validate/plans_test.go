package validate_test

import (
	"encoding/json"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"usher/internal/diag"
	"usher/internal/source"
	"usher/internal/validate"
	"usher/schema"
)

var update = flag.Bool("update", false, "write what was found into testdata")

func compiled(tb testing.TB) *validate.Schema {
	tb.Helper()
	s, err := validate.Compile(schema.FS)
	if err != nil {
		tb.Fatal(err)
	}
	return s
}

// Each file of testdata/plans holds a plan, what is found in it in both
// languages, the plan as the rules get it, and the paths that it states wrongly.
func TestPlans(t *testing.T) {
	s := compiled(t)
	for _, name := range plans(t) {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			doc, _ := source.Parse("visits/x.yaml", archive.Files[0].Data)
			p, found := s.Check(doc)
			decoded, err := json.MarshalIndent(p, "", " ")
			if err != nil {
				t.Fatal(err)
			}
			wrong := slices.Sorted(maps.Keys(p.Wrong))
			archive.Files = []txtar.File{
				archive.Files[0],
				{Name: "found", Data: []byte(told(found))},
				{Name: "decoded", Data: append(decoded, '\n')},
				{Name: "wrong", Data: []byte(strings.Join(wrong, "\n"))},
			}
			got := string(txtar.Format(archive))
			if *update {
				if err := os.WriteFile(name, []byte(got), 0o666); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Errorf("-want +got (-update writes it):\n%s", diff)
			}
		})
	}
}

func plans(tb testing.TB) []string {
	tb.Helper()
	names, err := filepath.Glob("testdata/plans/*.txtar")
	if err != nil || len(names) == 0 {
		tb.Fatal("no plans", err)
	}
	return names
}

func told(found []diag.Diagnostic) string {
	var b strings.Builder
	for _, d := range found {
		r := d.Range
		fmt.Fprintf(&b, "%d:%d-%d:%d %s %s %s\n", r.Start.Line, r.Start.Column, r.End.Line, r.End.Column, d.Severity, d.Rule, d.Clause)
		fmt.Fprintf(&b, "    %s — %s\n    %s —— %s\n", d.Message.EN, d.Hint.EN, d.Message.ZH, d.Hint.ZH)
		for _, e := range d.Fixes {
			fmt.Fprintf(&b, "    fix: %s\n", e.Text)
		}
	}
	return b.String()
}
