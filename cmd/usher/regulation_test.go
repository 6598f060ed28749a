package main

import (
	"embed"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"usher/internal/catalog"
	"usher/internal/check"
)

// docs/regulation.md says what carries each clause of the regulation, in both
// languages, and something carries each; -update writes the pages.
func TestRegulationPages(t *testing.T) {
	checker, err := check.Rules(embed.FS{}) // the built-in company's
	if err != nil {
		t.Fatal(err)
	}
	table := carriers(checker)
	if len(table) == 0 {
		t.Fatal("the regulation has no clause")
	}
	for _, c := range table {
		if c.bare() {
			t.Errorf("nothing carries %s: %s", c.Clause, c.text.EN)
		}
	}
	for _, p := range []struct {
		lang   catalog.Lang
		ending string
	}{{catalog.EN, ".md"}, {catalog.ZH, ".zh.md"}} {
		link := func(rule string) string { return "[" + rule + "](rules/" + rule + p.ending + ")" }
		want := regulationPage(table, p.lang, link)
		name := filepath.Join("..", "..", "docs", "regulation"+p.ending)
		if *update {
			if err := os.WriteFile(name, []byte(want), 0o666); err != nil {
				t.Fatal(err)
			}
		}
		got, err := os.ReadFile(name)
		if err != nil || strings.ReplaceAll(string(got), "\r\n", "\n") != want {
			t.Errorf("%s is stale: go test ./cmd/usher -run RegulationPages -update", name)
		}
	}
}

// What names a clause names one that the regulation has.
func TestClausesAreKnown(t *testing.T) {
	checker, err := check.Rules(embed.FS{})
	if err != nil {
		t.Fatal(err)
	}
	named := map[string]string{}
	for _, r := range checker.Policies().Rules {
		named["rule "+r.ID] = r.Clause
	}
	for _, f := range checker.Schema().Fields() {
		named["field "+f.Path] = f.Clause
	}
	for _, phase := range checker.Company().Checklist {
		for _, item := range phase.Items {
			named["checklist "+item.ID] = item.Clause
		}
	}
	for _, a := range checker.Company().Approvals {
		named["approval "+a.ID] = a.Clause
	}
	for what, clause := range named {
		if clause != "" && len(checker.Company().Clauses(clause)) == 0 {
			t.Errorf("%s: there is no clause %s", what, clause)
		}
	}
}
