package render_test

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"usher/internal/catalog"
	"usher/templates"
)

var (
	inTemplates = regexp.MustCompile(`\b(?:t|one|text|plain) "([^"]*)"`)
	inCode      = regexp.MustCompile(`(?:catalog\.Sheets\[|r\.word\()"([^"]*)"`)
)

// Each word that a template or this package asks for is in the catalogue of
// sheets, and what is in the catalogue is asked for.
func TestWordsOfSheets(t *testing.T) {
	asked := map[string]bool{}
	look := func(name string, data []byte, form *regexp.Regexp) {
		for _, m := range form.FindAllSubmatch(data, -1) {
			key := string(m[1])
			asked[key] = true
			if text, ok := catalog.Sheets[key]; !ok || text.EN == "" || text.ZH == "" {
				t.Errorf("%s asks for %q, which the catalogue lacks or has in one language", name, key)
			}
		}
	}
	files, err := fs.Glob(templates.FS, "*.html")
	if err != nil || len(files) < 6 {
		t.Fatalf("templates: %v, %v", files, err)
	}
	for _, name := range files {
		data, err := fs.ReadFile(templates.FS, name)
		if err != nil {
			t.Fatal(err)
		}
		look(name, data, inTemplates)
	}
	code, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range code {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.HasSuffix(name, "_test.go") {
			look(name, data, inCode)
		}
	}
	for key := range catalog.Sheets {
		if !asked[key] {
			t.Errorf("nothing asks for %q", key)
		}
	}
}

// A company can say each word otherwise (docs/templates.md): sheets ask for words
// where its own are known, with {{t}} in templates and r.word in code.
func TestEachWordCanBeChanged(t *testing.T) {
	code, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range code {
		if strings.HasSuffix(name, "_test.go") || slices.Contains([]string{"kinds.go", "text.go", "own.go"}, name) {
			continue
		}
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if m := inCode.Find(data); bytes.Contains(data, []byte("catalog.Sheets"+"[")) {
			t.Errorf("%s takes a word from the catalogue itself; write r.word(…) for catalog.Sheets[…]: %s", name, m)
		}
	}
}
