package validate_test

import (
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/rogpeppe/go-internal/txtar"

	"usher/internal/diag"
	"usher/internal/source"
	"usher/internal/validate"
)

// FuzzCheck: whatever a plan holds, checking it ends, and what is told has words
// in both languages and a place inside the file.
func FuzzCheck(f *testing.F) {
	for _, name := range plans(f) {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(archive.Files[0].Data)
	}
	full, err := os.ReadFile("testdata/full.yaml")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(full)
	s := compiled(f)
	f.Fuzz(func(t *testing.T, data []byte) { checkSoundly(t, s, data) })
}

func checkSoundly(t *testing.T, s *validate.Schema, data []byte) {
	doc, _ := source.Parse("visits/x.yaml", data)
	p, found := s.Check(doc)
	if p == nil || p.ID != "x" {
		t.Fatalf("the plan is %+v", p)
	}
	if doc.Root() == nil && len(found) > 0 {
		t.Fatal("told of a plan that could not be read")
	}
	for _, d := range found {
		said := d.Message.EN + d.Message.ZH + d.Hint.EN + d.Hint.ZH
		switch {
		case d.Rule == "" || d.Message.EN == "" || d.Message.ZH == "" || d.Hint.EN == "" || d.Hint.ZH == "":
			t.Fatalf("not said: %+v", d)
		case strings.Contains(said, "%!") && !strings.Contains(string(data), "%"):
			t.Fatalf("arguments do not fit: %+v", d)
		case !utf8.ValidString(said):
			t.Fatalf("not text: %+v", d)
		case strings.ContainsAny(d.Message.EN, "\x00\x07\x1b\r\n"):
			t.Fatalf("control characters: %+v", d)
		}
		inside(t, doc, d.Range)
		for _, e := range d.Fixes {
			inside(t, doc, e.Range)
		}
	}
}

func inside(t *testing.T, doc *source.Document, r diag.Range) {
	t.Helper()
	for _, p := range []diag.Position{r.Start, r.End} {
		if p.Line < 1 || p.Line > doc.Lines() || p.Column < 1 || p.Column > utf8.RuneCountInString(doc.Line(p.Line))+1 {
			t.Fatalf("%v is outside the file; line %q", r, doc.Line(p.Line))
		}
	}
	if r.End.Line < r.Start.Line || r.End.Line == r.Start.Line && r.End.Column < r.Start.Column {
		t.Fatalf("%v ends before it starts", r)
	}
}
