package layout_test

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"usher/internal/bench"
	"usher/internal/diag"
	"usher/internal/layout"
	"usher/internal/plan"
	"usher/internal/source"
	"usher/internal/validate"
	"usher/schema"
)

var update = flag.Bool("update", false, "rewrite the goldens")

// house is what a plan is laid out with.
type house struct {
	schema *validate.Schema
	layout *layout.Layout
}

func open(t testing.TB) house {
	t.Helper()
	s, err := validate.Compile(schema.FS)
	if err != nil {
		t.Fatal(err)
	}
	return house{s, layout.New(s.Fields())}
}

// read is a plan as it is decoded; false where it has mistakes.
func (h house) read(text []byte) (*source.Document, *plan.Plan, bool) {
	doc, found := source.Parse("visits/x.yaml", text)
	if doc.Root() == nil {
		return doc, nil, false
	}
	p, more := h.schema.Check(doc)
	return doc, p, diag.Count(append(found, more...), diag.Error) == 0
}

// format lays out a plan and holds it to what is true of every layout: it says
// the same, and is the layout of itself.
func (h house) format(t testing.TB, text []byte) string {
	t.Helper()
	doc, meant, ok := h.read(text)
	if !ok {
		_, found := source.Parse("visits/x.yaml", text)
		t.Fatalf("the plan has mistakes: %v\n%s", found, text)
	}
	out, ok := h.layout.Format(doc)
	if !ok {
		t.Fatalf("refused:\n%s", text)
	}
	h.holds(t, meant, text, out)
	return string(out)
}

func (h house) holds(t testing.TB, meant *plan.Plan, text, out []byte) {
	t.Helper()
	doc, said, ok := h.read(out)
	if !ok {
		t.Fatalf("laid out, the plan has mistakes:\n%s\nbefore:\n%s", out, text)
	}
	if diff := cmp.Diff(meant, said); diff != "" {
		t.Fatalf("laid out, the plan says something else (-before +after):\n%s\n%s", diff, out)
	}
	again, ok := h.layout.Format(doc)
	if diff := cmp.Diff(string(out), string(again)); !ok || diff != "" {
		t.Fatalf("laid out again, it changes (-once +twice):\n%s\nfrom:\n%s", diff, text)
	}
}

// Each file of testdata is a plan as typed, and as it is laid out.
func TestFormat(t *testing.T) {
	h := open(t)
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			a, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			got := h.format(t, a.Files[0].Data)
			if *update {
				a.Files[1].Data = []byte(got)
				if err := os.WriteFile(file, txtar.Format(a), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			if diff := cmp.Diff(string(a.Files[1].Data), got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// The plan that shows everything is laid out already: the schema has the fields
// in the order of the plan format.
func TestEverythingIsInOrder(t *testing.T) {
	text, err := os.ReadFile("testdata/everything.yaml")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(text), open(t).format(t, text)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// Our own plans, and realistic ones, say the same once laid out.
func TestPlans(t *testing.T) {
	h := open(t)
	files, err := filepath.Glob("../../visits/*/*/*.yaml")
	if err != nil || len(files) < 10 {
		t.Fatalf("our own plans: %v, %v", files, err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		h.format(t, text)
	}
	for _, f := range bench.Plans(100, 1, 0) {
		if diff := cmp.Diff(string(f.Data), h.format(t, f.Data)); diff != "" {
			t.Errorf("a tidy plan is changed (-before +after):\n%s", diff)
		}
	}
}

// Line ends, marks and encodings: what comes out is plain.
func TestPlainText(t *testing.T) {
	h := open(t)
	want := string(bench.Plans(1, 1, 0)[0].Data)
	for _, text := range []string{
		"\uFEFF" + want,
		strings.ReplaceAll(want, "\n", "\r\n"),
		strings.ReplaceAll(want, "\n", "\r"),
		strings.TrimSuffix(want, "\n"),
		want + "\n\n",
	} {
		if diff := cmp.Diff(want, h.format(t, []byte(text))); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	}
}

// A blank that is no space cannot be moved: what would be a comma's space in one
// place is part of a name in another.
func TestRefused(t *testing.T) {
	h := open(t)
	text := strings.Replace(string(bench.Plans(1, 1, 0)[0].Data), "  name: 刘洋\n  department: sales-group\n", "  {name: 刘洋,　department: sales-group}\n", 1)
	doc, _, ok := h.read([]byte(text))
	if !ok {
		t.Skip("source takes a wide blank in brackets for an error by now")
	}
	if out, ok := h.layout.Format(doc); ok {
		t.Errorf("laid out all the same:\n%s", out)
	}
}

// Whatever the bytes: no panic; and what is laid out says the same.
func FuzzFormat(f *testing.F) {
	h := open(f)
	files, _ := filepath.Glob("testdata/*.txtar")
	for _, file := range files {
		if a, err := txtar.ParseFile(file); err == nil {
			f.Add(a.Files[0].Data)
		}
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		doc, meant, ok := h.read(text)
		if !ok {
			if doc.Root() != nil {
				h.layout.Format(doc)
			}
			return
		}
		if out, ok := h.layout.Format(doc); ok {
			h.holds(t, meant, text, out)
		}
	})
}
