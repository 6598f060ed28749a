package source_test

import (
	"os"
	"testing"

	"gopkg.in/yaml.v3"

	"usher/internal/source"
)

func fullPlan(tb testing.TB) []byte {
	data, err := os.ReadFile("testdata/full.yaml")
	if err != nil {
		tb.Fatal(err)
	}
	return data
}

// BenchmarkParse reads a plan with everything in it; BenchmarkBareYAML shows
// what the parser alone takes of that.
func BenchmarkParse(b *testing.B) {
	data := fullPlan(b)
	b.ReportAllocs()
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		if doc, found := source.Parse("visits/full.yaml", data); doc.Root() == nil || len(found) > 0 {
			b.Fatal(found)
		}
	}
}

func BenchmarkBareYAML(b *testing.B) {
	data := fullPlan(b)
	b.ReportAllocs()
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		var n yaml.Node
		if err := yaml.Unmarshal(data, &n); err != nil {
			b.Fatal(err)
		}
	}
}
