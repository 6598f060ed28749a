package validate_test

import (
	"os"
	"testing"

	"usher/internal/source"
	"usher/internal/validate"
	"usher/schema"
)

// BenchmarkCheck checks and decodes a plan with everything in it, once read.
func BenchmarkCheck(b *testing.B) {
	s, err := validate.Compile(schema.FS)
	if err != nil {
		b.Fatal(err)
	}
	data, err := os.ReadFile("testdata/full.yaml")
	if err != nil {
		b.Fatal(err)
	}
	doc, _ := source.Parse("visits/full.yaml", data)
	b.ReportAllocs()
	for b.Loop() {
		if _, found := s.Check(doc); len(found) > 0 {
			b.Fatal(found)
		}
	}
}

// BenchmarkCompile is what each run of the program pays once.
func BenchmarkCompile(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := validate.Compile(schema.FS); err != nil {
			b.Fatal(err)
		}
	}
}
