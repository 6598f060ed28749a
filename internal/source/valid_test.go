package source_test

import (
	"bytes"
	"encoding/json"
	"testing"

	"gopkg.in/yaml.v3"
	"pgregory.net/rapid"

	"usher/internal/diag"
	"usher/internal/source"
)

// Whatever a program writes as YAML or as JSON is read as it was meant, and
// nothing in it is taken for a mistake.
func TestWrittenByPrograms(t *testing.T) {
	word := rapid.StringMatching(`[a-z][a-z-]{0,8}`)
	// Text of what has a meaning in YAML or is often mistyped. Names of fields are left
	// out: text such as “name：x” in a list is taken for a mistake, and must be quoted.
	text := rapid.Custom(func(t *rapid.T) string {
		parts := rapid.SliceOfN(rapid.SampledFrom([]string{
			"a", "vip", "洽谈", "0", "30", " ", " ", ":", ": ", "：", "，", "、", ",", "#", " #", "-", "- ", "\"", "'", "“", "”",
			"[", "]", "{", "}", "&", "*", "!", "|", ">", "%", "@", "`", "?", "? ", "\n", "\\", "...", "---", "https://x.cn/a", "☎️", "👩‍💼",
		}), 0, 8).Draw(t, "parts")
		out := ""
		for _, p := range parts {
			out += p
		}
		return out
	})
	var value *rapid.Generator[any]
	value = rapid.Custom(func(t *rapid.T) any {
		switch rapid.IntRange(0, 5).Draw(t, "kind") {
		case 0:
			return rapid.SliceOfN(rapid.Deferred(func() *rapid.Generator[any] { return value }), 0, 3).Draw(t, "items")
		case 1:
			return rapid.MapOfN(word, rapid.Deferred(func() *rapid.Generator[any] { return value }), 0, 3).Draw(t, "fields")
		case 2:
			return rapid.IntRange(0, 99).Draw(t, "number")
		default:
			return text.Draw(t, "text")
		}
	})
	rapid.Check(t, func(t *rapid.T) {
		plan := rapid.MapOfN(word, value, 1, 4).Draw(t, "plan")
		var data []byte
		var err error
		switch rapid.IntRange(0, 2).Draw(t, "form") {
		case 0:
			data, err = json.MarshalIndent(plan, "", "  ")
		case 1:
			data, err = json.Marshal(plan)
		default:
			var b bytes.Buffer
			enc := yaml.NewEncoder(&b)
			enc.SetIndent(rapid.IntRange(1, 4).Draw(t, "indent"))
			err = enc.Encode(plan)
			data = b.Bytes()
		}
		if err != nil {
			t.Fatal(err)
		}
		var bare yaml.Node
		if err := yaml.Unmarshal(data, &bare); err != nil {
			t.Skip("the library cannot read what it wrote:", err)
		}
		doc, found := source.Parse("visits/x.yaml", data)
		if diag.Count(found, diag.Error) > 0 {
			t.Fatalf("%+v\n%s", found[0], data)
		}
		if want, got := outline(bare.Content[0]), outline(doc.Root()); want != got {
			t.Fatalf("read as\n%s\nnot as\n%s\n%s", got, want, data)
		}
	})
}
