package check_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
	"golang.org/x/text/encoding/simplifiedchinese"

	"usher/internal/catalog"
	"usher/internal/check"
	"usher/internal/diag"
	"usher/internal/source"
	"usher/internal/validate"
)

// Plans as people in a hurry break them, testdata/broken/*.txtar. Each file says
// what somebody meant, holds the plan, and what is found in it:
//
//	rule severity line:column-line:column
//	    the first line of the message, in English and in Chinese
//	    hint: the same of the hint
//	    and line:column-line:column        a second place
//
// A plan whose bytes cannot be shown is written in a way that its name tells:
// plan.yaml.escaped with \t, \r, \xHH, \uHHHH and \\, and a \ before the end of
// the file for no line end there; plan.yaml.gb18030 and plan.yaml.utf-16 in UTF-8.
// They are judged as of one moment, by the built-in policies. Rules and places are
// what somebody thought a good answer is, and are never taken from the program.
func TestBroken(t *testing.T) {
	for _, name := range broken(t) {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			t.Parallel()
			archive, file := readBroken(t, name)
			result := try(t, file)
			sound(t, file, result)
			got := told(result)
			want := &archive.Files[len(archive.Files)-1]
			if want.Name != "want" {
				t.Fatalf("%s: the last part is not “want”", name)
			}
			if diff := cmp.Diff(places(string(want.Data)), places(got)); diff != "" {
				t.Fatalf("rules and places are written by hand, and differ (-want +got):\n%s\n%s", diff, got)
			}
			if *update {
				want.Data = []byte(got)
				if err := os.WriteFile(name, txtar.Format(archive), 0o666); err != nil {
					t.Fatal(err)
				}
				return
			}
			if diff := cmp.Diff(string(want.Data), got); diff != "" {
				t.Errorf("messages (-want +got; -update writes them):\n%s", diff)
			}
		})
	}
}

// What is offered as a mend must mend: with the edits of one finding made, the
// file itself has fewer mistakes. What the policies say of it they could not say before.
func TestBrokenFixes(t *testing.T) {
	for _, name := range broken(t) {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			t.Parallel()
			_, file := readBroken(t, name)
			if !utf8.Valid(file.Data) || bytes.HasPrefix(file.Data, []byte("\uFEFF")) || bytes.Contains(file.Data, []byte("\r")) {
				t.Skip("the places of edits are those of the decoded text")
			}
			before := try(t, file)
			for _, d := range before.Diagnostics {
				if len(d.Fixes) == 0 {
					continue
				}
				mended := source.File{Path: file.Path, Data: apply(t, file.Data, d.Fixes)}
				after := try(t, mended)
				if inFile(after) >= inFile(before) {
					t.Errorf("%s at %s: %s\nis mended to\n%s\nwhich has as many mistakes:\n%s", d.Rule, place(d.Range), d.Message.EN, mended.Data, told(after))
				}
			}
		})
	}
}

// inFile counts the findings about the file itself.
func inFile(result *check.Result) int {
	n := 0
	for _, d := range result.Diagnostics {
		switch d.Rule {
		case source.RuleSyntax, source.RuleDuplicate, source.RulePlanID, validate.RuleUnknownField, validate.RuleMissingField, validate.RuleWrongValue:
			n++
		}
	}
	return n
}

// rows are what people type into plans and YAML reads otherwise. Each is the
// subject of a case, which names it after "row: ".
var rows = []string{
	"2026-02-30", "date where a time is needed", "2026/12/3 9:30", "12月3日", "2026-12-03T09:30",
	"full-width digits", "headcount in quotes", "room: 0301, 3.10, 08",
	"full-width colon alone", "full-width colon before another field", "full-width comma in a list", "Chinese quotation marks",
	"NBSP or U+3000 as indentation", "tab as indentation", "BOM, CRLF", "GBK or GB18030 bytes", "duplicate key",
	"anchors, aliases, tags, <<", "deep nesting, huge file", "second document, trailing ---",
	"room: #301", "purpose: visit #3", "!urgent", "&B", "purpose: Visit: Acme", "- a then   - b",
	"empty value", "empty file", "conflict markers",
}

func TestBrokenRows(t *testing.T) {
	covered := map[string]int{}
	row := regexp.MustCompile(`(?m)^row: (.*)$`)
	for _, name := range broken(t) {
		archive, _ := readBroken(t, name)
		for _, m := range row.FindAllSubmatch(archive.Comment, -1) {
			if !slices.Contains(rows, string(m[1])) {
				t.Errorf("%s: there is no row %q", name, m[1])
			}
			covered[string(m[1])]++
		}
	}
	for _, row := range rows {
		if covered[row] == 0 {
			t.Errorf("no case has the row %q", row)
		}
	}
}

func broken(tb testing.TB) []string {
	tb.Helper()
	names, err := filepath.Glob(filepath.Join("testdata", "broken", "*.txtar"))
	if err != nil || len(names) == 0 {
		tb.Fatalf("no cases: %v", err)
	}
	return names
}

// readBroken reads a case: what is in the file, and the plan.
func readBroken(tb testing.TB, name string) (*txtar.Archive, source.File) {
	tb.Helper()
	archive, err := txtar.ParseFile(name)
	if err != nil {
		tb.Fatal(err)
	}
	part := archive.Files[0]
	file := source.File{Path: part.Name, Data: part.Data}
	switch way := filepath.Ext(part.Name); way {
	case ".escaped", ".gb18030", ".utf-16":
		file.Path = strings.TrimSuffix(part.Name, way)
		if file.Data, err = encode(way, part.Data); err != nil {
			tb.Fatalf("%s: %v", name, err)
		}
	}
	if !strings.HasPrefix(file.Path, "visits/") {
		file.Path = "visits/" + file.Path
	}
	return archive, file
}

var escape = regexp.MustCompile(`\\(?:x[0-9a-f]{2}|u[0-9a-f]{4}|[tr\\]|\n$)`)

func encode(way string, data []byte) ([]byte, error) {
	switch way {
	case ".gb18030":
		return simplifiedchinese.GB18030.NewEncoder().Bytes(data)
	case ".utf-16":
		out := []byte{0xFF, 0xFE}
		for _, unit := range utf16.Encode([]rune(string(data))) {
			out = append(out, byte(unit), byte(unit>>8))
		}
		return out, nil
	}
	return escape.ReplaceAllFunc(data, func(e []byte) []byte {
		var r rune
		switch e[1] {
		case 't':
			return []byte("\t")
		case 'r':
			return []byte("\r")
		case '\\':
			return []byte("\\")
		case '\n':
			return nil
		}
		fmt.Sscanf(string(e[2:]), "%x", &r)
		if e[1] == 'x' {
			return []byte{byte(r)}
		}
		return []byte(string(r))
	}), nil
}

var builtIn = sync.OnceValues(func() (*check.Checker, error) { return check.Rules(fstest.MapFS{}) })

// try judges one plan as of the corpus's moment.
func try(tb testing.TB, file source.File) *check.Result {
	tb.Helper()
	checker, err := builtIn()
	if err != nil {
		tb.Fatal(err)
	}
	now := time.Date(2026, 12, 1, 9, 0, 0, 0, checker.Company().Zone)
	result, err := checker.Try([]source.File{file}, nil, now, nil)
	if err != nil {
		tb.Fatalf("%v\n%s", err, file.Data)
	}
	return result
}

// sound holds what is found against what every finding must be: told in both
// languages, with a hint, on places that the file has.
func sound(tb testing.TB, file source.File, result *check.Result) {
	tb.Helper()
	for _, d := range result.Diagnostics {
		for _, text := range []catalog.Text{d.Message, d.Hint} {
			if strings.TrimSpace(text.EN) == "" || strings.TrimSpace(text.ZH) == "" {
				tb.Errorf("%s at %s has nothing to say: %+v", d.Rule, place(d.Range), text)
			}
			if strings.Contains(text.EN+text.ZH, "%!") {
				tb.Errorf("%s at %s: %q", d.Rule, place(d.Range), text)
			}
		}
		inside(tb, file, result, d.Range)
		for _, n := range d.Notes {
			inside(tb, file, result, n.Range)
		}
		for _, f := range d.Fixes {
			inside(tb, file, result, f.Range)
		}
	}
}

func inside(tb testing.TB, file source.File, result *check.Result, r diag.Range) {
	tb.Helper()
	within := func(p diag.Position) bool {
		line, ok := result.Line(file.Path, p.Line)
		return p == diag.Position{Line: 1, Column: 1} || ok && p.Column >= 1 && p.Column <= utf8.RuneCountInString(line)+1
	}
	if !within(r.Start) || !within(r.End) || r.End.Line < r.Start.Line || r.End.Line == r.Start.Line && r.End.Column < r.Start.Column {
		tb.Errorf("%s is outside the file", place(r))
	}
}

// told writes down what was found.
func told(result *check.Result) string {
	var b strings.Builder
	for _, d := range result.Diagnostics {
		fmt.Fprintf(&b, "%s %s %s\n", d.Rule, d.Severity, place(d.Range))
		fmt.Fprintf(&b, "    %s\n    %s\n", firstLine(d.Message.EN), firstLine(d.Message.ZH))
		if !d.Hint.IsZero() {
			fmt.Fprintf(&b, "    hint: %s\n    提示：%s\n", firstLine(d.Hint.EN), firstLine(d.Hint.ZH))
		}
		for _, n := range d.Notes {
			fmt.Fprintf(&b, "    and %s\n", place(n.Range))
		}
	}
	return b.String()
}

// places are the lines of what was found that say which rule and where.
func places(told string) []string {
	return slices.DeleteFunc(strings.Split(told, "\n"), func(line string) bool {
		return strings.HasPrefix(line, "    ") && !strings.HasPrefix(line, "    and ")
	})
}

// apply makes edits in a text.
func apply(tb testing.TB, data []byte, edits []diag.Edit) []byte {
	tb.Helper()
	edits = slices.Clone(edits)
	slices.SortStableFunc(edits, func(a, b diag.Edit) int {
		return (b.Range.Start.Line-a.Range.Start.Line)<<20 + b.Range.Start.Column - a.Range.Start.Column
	})
	lines := strings.Split(string(data), "\n")
	offset := func(p diag.Position) int {
		at := 0
		for _, line := range lines[:p.Line-1] {
			at += len(line) + 1
		}
		return at + len(string([]rune(lines[p.Line-1])[:p.Column-1]))
	}
	text := string(data)
	for _, e := range edits {
		text = text[:offset(e.Range.Start)] + e.Text + text[offset(e.Range.End):]
	}
	return []byte(text)
}
