package jsonschema

import (
	"testing"
	"testing/fstest"
	"unicode"
	"unicode/utf8"

	"gopkg.in/yaml.v3"

	"usher/internal/check"
	"usher/internal/validate"
)

// A word of the policies that an editor inserts is read back as that word.
func FuzzScalar(f *testing.F) {
	for _, s := range []string{"周涛", "board-room", "301", "true", "No", "null", "a: b", "#x", "- a", "O'Neil", "Ana María", "x ", "{a}", "1e3", "2026-12-03", "~", ""} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(s) {
			t.Skip("CUE holds no such text")
		}
		for _, r := range s {
			if !unicode.IsPrint(r) {
				t.Skip("no name has one")
			}
		}
		for _, text := range []string{"k: " + scalar(s), "- " + scalar(s), "[" + scalar(s) + "]"} {
			var doc yaml.Node
			if err := yaml.Unmarshal([]byte(text), &doc); err != nil {
				t.Fatalf("%s: %v", text, err)
			}
			content := doc.Content[0].Content
			if got := content[len(content)-1]; got.ShortTag() != "!!str" || got.Value != s {
				t.Errorf("%s is read as %s %q", text, got.ShortTag(), got.Value)
			}
		}
	})
}

// Each place that words are for exists: a misspelt one would go unnoticed.
func TestVocabulariesHaveTheirPlace(t *testing.T) {
	c, err := check.Rules(fstest.MapFS{})
	if err != nil {
		t.Fatal(err)
	}
	places := map[string]bool{}
	seen := map[*validate.Node]bool{}
	var walk func(n *validate.Node)
	walk = func(n *validate.Node) {
		if n == nil || seen[n] {
			return
		}
		seen[n] = true
		places[n.Name] = true
		walk(n.Item)
		for _, e := range n.Entries {
			places[n.Name+"."+e.Name] = true
			walk(e.Value)
		}
		for _, e := range n.Others {
			walk(e.Value)
		}
	}
	walk(c.Schema().Tree())
	for place, v := range vocabularies(c.Policies()) {
		if !places[place] {
			t.Errorf("the schema has no %s", place)
		}
		if len(v.words) == 0 {
			t.Errorf("%s has no words", place)
		}
	}
}
