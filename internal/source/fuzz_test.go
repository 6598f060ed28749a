package source_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"gopkg.in/yaml.v3"

	"usher/internal/diag"
	"usher/internal/source"
)

// FuzzParse: whatever the bytes, reading ends, what is told has words in both
// languages and places inside the file, and nothing that the parser refuses or
// reads otherwise goes by in silence.
func FuzzParse(f *testing.F) {
	for _, name := range mistakes(f) {
		_, text := readMistake(f, name)
		f.Add([]byte(text))
	}
	full, err := os.ReadFile(filepath.Join("testdata", "full.yaml"))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(full)
	f.Add([]byte("\xff\xfea\x00"))
	f.Add([]byte("category: \xc4\xe3\xba\xc3\n"))
	f.Fuzz(func(t *testing.T, data []byte) { parseSoundly(t, data) })
}

func parseSoundly(t *testing.T, data []byte) {
	doc, found := source.Parse("visits/x.yaml", data)
	sound(t, doc, found)
	if root := doc.Root(); root != nil {
		eachNode(root, func(n *yaml.Node) { inside(t, doc, doc.NodeRange(n)) })
	}
	if doc.Root() == nil && len(found) == 0 {
		t.Fatal("nothing was read and nothing told")
	}
	if len(found) > 0 {
		return
	}
	var bare yaml.Node
	if err := yaml.Unmarshal(data, &bare); err != nil {
		t.Fatalf("the parser says %v, nothing was told", err)
	}
	if want, got := outline(bare.Content[0]), outline(doc.Root()); want != got {
		t.Fatalf("read as\n%s\nnot as\n%s", got, want)
	}
	source.Schedule(data)
}

// sound holds what is told of a file against what each diagnostic must be.
func sound(t *testing.T, doc *source.Document, found []diag.Diagnostic) {
	t.Helper()
	var text strings.Builder
	for i := 1; i <= doc.Lines(); i++ {
		text.WriteString(doc.Line(i) + "\n")
	}
	for _, d := range found {
		said := d.Message.EN + d.Message.ZH + d.Hint.EN + d.Hint.ZH
		switch {
		case d.Rule == "" || d.Message.EN == "" || d.Message.ZH == "" || d.Hint.EN == "" || d.Hint.ZH == "":
			t.Fatalf("not said: %+v", d)
		case strings.Contains(said, "%!") && !strings.Contains(text.String(), "%!"):
			t.Fatalf("arguments do not fit: %+v", d)
		case !utf8.ValidString(said):
			t.Fatalf("not text: %+v", d)
		}
		inside(t, doc, d.Range)
		for _, n := range d.Notes {
			inside(t, doc, n.Range)
		}
		for _, e := range d.Fixes {
			if !utf8.ValidString(e.Text) {
				t.Fatalf("not text: %+v", e)
			}
			if e.Range.End.Line > doc.Lines() && e.Range.End.Column == 1 {
				e.Range.End = e.Range.Start // up to the end of the last line
			}
			inside(t, doc, e.Range)
		}
	}
}

func inside(t *testing.T, doc *source.Document, r diag.Range) {
	t.Helper()
	for _, p := range []diag.Position{r.Start, r.End} {
		if p.Line < 1 || p.Line > doc.Lines() || p.Column < 1 || p.Column > utf8.RuneCountInString(doc.Line(p.Line))+1 {
			t.Fatalf("%v is outside the file of %d lines; line %q", r, doc.Lines(), doc.Line(p.Line))
		}
	}
	if r.End.Line < r.Start.Line || r.End.Line == r.Start.Line && r.End.Column < r.Start.Column {
		t.Fatalf("%v ends before it starts", r)
	}
}

func eachNode(n *yaml.Node, do func(*yaml.Node)) {
	do(n)
	for _, c := range n.Content {
		eachNode(c, do)
	}
}

// outline writes what a plan's readers see of a node.
func outline(n *yaml.Node) string {
	var b strings.Builder
	var write func(n *yaml.Node, indent string)
	write = func(n *yaml.Node, indent string) {
		b.WriteString(indent + n.Tag + " " + n.Value + "\n")
		for _, c := range n.Content {
			write(c, indent+" ")
		}
	}
	write(n, "")
	return b.String()
}
