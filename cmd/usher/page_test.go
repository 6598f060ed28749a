package main

import (
	"embed"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"usher/internal/catalog"
	"usher/internal/check"
)

// docs/rules holds the page of each rule in both languages, as explain prints
// it; -update writes them.
func TestRulePages(t *testing.T) {
	var own embed.FS // the built-in company's rules
	checker, err := check.Rules(own)
	if err != nil {
		t.Fatal(err)
	}
	policies := checker.Policies()
	pages := map[string]string{}
	for _, lang := range []struct {
		catalog.Lang
		ending string
	}{{catalog.EN, ".md"}, {catalog.ZH, ".zh.md"}} {
		index := "# " + catalog.RulesIndex.In(lang.Lang) + "\n\n"
		for _, r := range policies.Rules {
			page, err := newRulePage(own, policies, r)
			if err != nil {
				t.Fatal(err)
			}
			text, err := page.markdown(lang.Lang)
			if err != nil {
				t.Fatal(err)
			}
			pages[r.ID+lang.ending] = text
			index += fmt.Sprintf("- [%s](%s): %s\n", r.ID, r.ID+lang.ending, r.Title.In(lang.Lang))
		}
		pages["README"+lang.ending] = index
	}
	dir := filepath.Join("..", "..", "docs", "rules")
	if *update {
		if err := os.RemoveAll(dir); err != nil {
			t.Fatal(err)
		}
		if err := os.MkdirAll(dir, 0o777); err != nil {
			t.Fatal(err)
		}
		for name, text := range pages {
			if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
				t.Fatal(err)
			}
		}
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if _, ok := pages[e.Name()]; !ok {
			t.Errorf("docs/rules/%s is the page of no rule", e.Name())
		}
	}
	for name, want := range pages {
		got, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil || strings.ReplaceAll(string(got), "\r\n", "\n") != want {
			t.Errorf("docs/rules/%s is stale: go test ./cmd/usher -run RulePages -update", name)
		}
	}
}
