package check_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"usher/internal/catalog"
	"usher/internal/check"
)

// No link of schema, policies or templates leads out of the repository; one that
// stays within it is followed.
func TestLinksOfTheRules(t *testing.T) {
	outside, rules := t.TempDir(), []byte("package policies\n")
	if err := os.WriteFile(filepath.Join(outside, "file.cue"), rules, 0o644); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct{ name, link, to, refused string }{
		{"file within", "policies/own.cue", "../kept.cue", ""},
		{"file outside", "policies/own.cue", filepath.Join(outside, "file.cue"), "policies/own.cue"},
		{"folder outside", "policies", outside, "policies"},
		{"schema outside", "schema", outside, "schema"},
		{"templates outside", "templates", outside, "templates"},
	} {
		t.Run(test.name, func(t *testing.T) {
			root := t.TempDir()
			if err := os.WriteFile(filepath.Join(root, "kept.cue"), rules, 0o644); err != nil {
				t.Fatal(err)
			}
			link := filepath.Join(root, filepath.FromSlash(test.link))
			if err := os.MkdirAll(filepath.Dir(link), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.Symlink(filepath.FromSlash(test.to), link); err != nil {
				t.Skip(err) // Windows, without the right to
			}
			_, err := check.Open(check.Source{Root: root})
			if test.refused == "" {
				if err != nil {
					t.Fatal(err)
				}
				return
			}
			var said *catalog.Error
			if !errors.As(err, &said) || !strings.HasPrefix(said.Text.EN, test.refused+" is") {
				t.Errorf("got %v; want it said that %s leads out", err, test.refused)
			}
		})
	}
}
