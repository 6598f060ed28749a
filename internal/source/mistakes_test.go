package source_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
	"gopkg.in/yaml.v3"

	"usher/internal/diag"
	"usher/internal/source"
)

var update = flag.Bool("update", false, "write what was found into testdata")

// Each file of testdata/mistakes says what is wrong, holds a plan with \t and
// \uXXXX for what cannot be seen, and then: what is found in it, in both
// languages; what was read of it all the same; and the plan with all fixes made,
// where there are any. "…" at the end of that means that it is not right yet.
func TestMistakes(t *testing.T) {
	for _, name := range mistakes(t) {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			archive, text := readMistake(t, name)
			doc, found := source.Parse("visits/x.yaml", []byte(text))
			sound(t, doc, found)
			parts := []txtar.File{archive.Files[0], {Name: "found", Data: []byte(told(found))}, {Name: "read", Data: []byte(written(doc))}}
			if mended, ok := mend(text, found); ok {
				_, left := source.Parse("visits/x.yaml", []byte(mended))
				if len(left) > 0 {
					mended += "…\n"
				}
				parts = append(parts, txtar.File{Name: "mended", Data: []byte(mended)})
			}
			archive.Files = parts
			got := string(txtar.Format(archive))
			if *update {
				if err := os.WriteFile(name, []byte(got), 0o666); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Errorf("-want +got (-update writes it):\n%s", diff)
			}
		})
	}
}

func mistakes(tb testing.TB) []string {
	names, err := filepath.Glob("testdata/mistakes/*.txtar")
	if err != nil || len(names) == 0 {
		tb.Fatal("no mistakes", err)
	}
	return names
}

func readMistake(tb testing.TB, name string) (*txtar.Archive, string) {
	archive, err := txtar.ParseFile(name)
	if err != nil {
		tb.Fatal(err)
	}
	text := string(archive.Files[0].Data)
	for _, r := range []rune{0x08, 0xA0, 0x200B, 0x2028, 0x3000} {
		text = strings.ReplaceAll(text, fmt.Sprintf(`\u%04x`, r), string(r))
	}
	return archive, strings.ReplaceAll(strings.ReplaceAll(text, `\t`, "\t"), `\\`, `\`)
}

func told(found []diag.Diagnostic) string {
	var b strings.Builder
	for _, d := range found {
		fmt.Fprintf(&b, "%s %s %s\n", place(d.Range), d.Severity, d.Rule)
		fmt.Fprintf(&b, "    %s — %s\n    %s —— %s\n", d.Message.EN, d.Hint.EN, d.Message.ZH, d.Hint.ZH)
		for _, n := range d.Notes {
			fmt.Fprintf(&b, "    note %s %s — %s\n", place(n.Range), n.Message.EN, n.Message.ZH)
		}
	}
	return b.String()
}

func place(r diag.Range) string {
	return fmt.Sprintf("%d:%d-%d:%d", r.Start.Line, r.Start.Column, r.End.Line, r.End.Column)
}

// written is what was read, written anew.
func written(doc *source.Document) string {
	if doc.Root() == nil {
		return ""
	}
	var b strings.Builder
	if doc.Partial() {
		b.WriteString("# in part\n")
	}
	enc := yaml.NewEncoder(&b)
	enc.SetIndent(2)
	if err := enc.Encode(doc.Root()); err != nil {
		return err.Error()
	}
	return b.String()
}

// mend makes all edits; false where there are none.
func mend(text string, found []diag.Diagnostic) (string, bool) {
	var edits []diag.Edit
	for _, d := range found {
		edits = append(edits, d.Fixes...)
	}
	if len(edits) == 0 {
		return "", false
	}
	slices.SortStableFunc(edits, func(a, b diag.Edit) int {
		if a.Range.Start.Line != b.Range.Start.Line {
			return b.Range.Start.Line - a.Range.Start.Line
		}
		return b.Range.Start.Column - a.Range.Start.Column
	})
	lines := strings.SplitAfter(text, "\n")
	at := func(p diag.Position) int {
		n := 0
		for _, l := range lines[:min(p.Line-1, len(lines))] {
			n += len(l)
		}
		if p.Line <= len(lines) {
			n += len(string([]rune(lines[p.Line-1])[:p.Column-1]))
		}
		return n
	}
	last := len(text)
	for _, e := range edits {
		start, end := at(e.Range.Start), at(e.Range.End)
		if end > last {
			continue // two edits of one place: the later one wins, the other is for the next round
		}
		text = text[:start] + e.Text + text[end:]
		last = start
	}
	return text, true
}
