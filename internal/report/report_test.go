package report

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"usher/internal/catalog"
	"usher/internal/diag"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// golden compares what a format writes with a file of testdata.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s (-want +got):\n%s", file, diff)
	}
}

func write(t testing.TB, f Format, r Report) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := f(&b, r); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// linesOf serves the lines of files held in memory.
func linesOf(files map[string]string) func(string, int) (string, bool) {
	return func(file string, n int) (string, bool) {
		text, ok := files[file]
		all := strings.Split(text, "\n")
		if !ok || n < 1 || n > len(all) {
			return "", false
		}
		return all[n-1], true
	}
}

func at(line, column, endLine, endColumn int) diag.Range {
	return diag.Range{Start: diag.Position{Line: line, Column: column}, End: diag.Position{Line: endLine, Column: endColumn}}
}

const (
	hengtai = "visits/2026/12/hengtai-sales-review.yaml"
	huaqing = "visits/2026/12/huaqing-phase-two.yaml"
)

// example is a check with a collision, a misspelt field and a warning.
func example(lang catalog.Lang) Report {
	return Report{
		Plans: 12, Judged: 7, Lang: lang, Version: "1.0.0",
		Files: []string{hengtai, huaqing, "visits/2026/12/ningbo-tour.yaml"},
		Lines: linesOf(map[string]string{
			hengtai: "category: C\n" +
				"customer:\n" +
				"  organization: 恒泰电子\n" +
				"  headcount: 3\n" +
				"  gests:\n" +
				"    - name: 陈立\n" +
				"      position: 采购总监\n" +
				"purpose: 年度框架协议续签洽谈\n" +
				"rooms:\n" +
				"  - room: board-room\n" +
				"    from: 2026-12-03 10:30\n" +
				"waive:\n" +
				"  - {rule: lead-time, reason: 客户临时变更行程, approved-by: 李建华, until: 2026-12-31}\n",
			huaqing: "category: A\nrooms:\n  - room: board-room\n    from: 2026-12-03 10:00\n",
		}),
		Rules: []Rule{
			{
				ID: "room-conflict", Clause: "R2.6", Severity: diag.Error,
				Title: catalog.Text{EN: "A room is booked once at a time", ZH: "同一会议室同一时间只安排一场"},
				Text:  catalog.Text{EN: "Two meetings cannot share a room. Set-up and clean-up minutes count.", ZH: "会议室不能重复预订，布置和清理的时间也算在内。"},
			},
			{
				ID: "unknown-field", Severity: diag.Error,
				Title: catalog.Text{EN: "Only the fields of a plan are used", ZH: "只使用计划规定的字段"},
				Text:  catalog.Text{EN: "A field that nobody reads is a mistake that nobody sees.", ZH: "没有人读取的字段，写错了也不会有人发现。"},
			},
			{
				ID: "waiver-unused", Clause: "R0.2", Severity: diag.Warning,
				Title: catalog.Text{EN: "A waiver is for something", ZH: "豁免要有用处"},
				Text:  catalog.Text{EN: "What is set aside without need hides the next mistake.", ZH: "不必要的豁免会掩盖以后的错误。"},
			},
		},
		Diagnostics: []diag.Diagnostic{
			{
				Rule: "waiver-unused", Severity: diag.Warning, Clause: "R0.2", Plan: "hengtai-sales-review",
				File: hengtai, Range: at(13, 12, 13, 21),
				Message: catalog.Text{EN: `the waiver of "lead-time" is not needed: the rule finds nothing here`, ZH: "对“lead-time”的豁免没有必要：本计划并未违反这条规则"},
				Hint:    catalog.Text{EN: "Take the waiver out.", ZH: "删去这条豁免。"},
			},
			{
				Rule: "room-conflict", Severity: diag.Error, Clause: "R2.6", Plan: "hengtai-sales-review",
				File: hengtai, Range: at(10, 11, 10, 21),
				Message: catalog.Text{
					EN: "board-room is taken: 2026-12-03 10:30 to 12:00 overlaps another booking, 15 minutes of set-up and 15 of clean-up included",
					ZH: "会议室“board-room”已被占用：2026-12-03 10:30 至 12:00 与另一场预订重叠（含布置 15 分钟、清理 15 分钟）",
				},
				Hint: catalog.Same("room: meeting-2"),
				Notes: []diag.Note{{
					File: huaqing, Range: at(3, 11, 3, 21),
					Message: catalog.Text{EN: "华清精密制造, 2026-12-03 10:00 to 12:00", ZH: "华清精密制造，2026-12-03 10:00 至 12:00"},
				}},
			},
			{
				Rule: "unknown-field", Severity: diag.Error, Plan: "hengtai-sales-review",
				File: hengtai, Range: at(5, 3, 5, 8),
				Message: catalog.Text{EN: `there is no field "gests"; did you mean "guests"?`, ZH: "没有“gests”这个字段，是不是“guests”？"},
				Hint:    catalog.Same("guests:"),
				Fixes:   []diag.Edit{{Range: at(5, 3, 5, 8), Text: "guests"}},
			},
		},
	}
}

// clean is a check that found nothing.
func clean(lang catalog.Lang) Report {
	r := example(lang)
	r.Diagnostics = nil
	return r
}

// Each format on the same check, in the language its golden file is named for.
func TestFormats(t *testing.T) {
	for _, test := range []struct {
		format string
		lang   catalog.Lang
		golden string
	}{
		{"text", catalog.EN, "text-en.txt"},
		{"text", catalog.ZH, "text-zh.txt"},
		{"json", catalog.EN, "json-en.json"},
		{"json", catalog.ZH, "json-zh.json"},
		{"github", catalog.EN, "github-en.txt"},
		{"github", catalog.ZH, "github-zh.txt"},
		{"sarif", catalog.EN, "sarif-en.json"},
		{"sarif", catalog.ZH, "sarif-zh.json"},
		{"junit", catalog.EN, "junit-en.xml"},
		{"gitlab", catalog.ZH, "gitlab-zh.json"},
		{"markdown", catalog.EN, "markdown-en.md"},
		{"markdown", catalog.ZH, "markdown-zh.md"},
	} {
		t.Run(test.golden, func(t *testing.T) {
			golden(t, test.golden, write(t, Formats[test.format], example(test.lang)))
		})
	}
}

// Nothing wrong is said, not left to silence; lists are empty, not null.
func TestClean(t *testing.T) {
	for _, test := range []struct {
		format string
		golden string
	}{
		{"text", "clean-text.txt"},
		{"json", "clean-json.json"},
		{"github", "clean-github.txt"},
		{"sarif", "clean-sarif.json"},
		{"junit", "clean-junit.xml"},
		{"gitlab", "clean-gitlab.json"},
		{"markdown", "clean-markdown.md"},
	} {
		t.Run(test.format, func(t *testing.T) {
			golden(t, test.golden, write(t, Formats[test.format], clean(catalog.EN)))
		})
	}
}

func TestNames(t *testing.T) {
	want := []string{"github", "gitlab", "json", "junit", "markdown", "sarif", "text"}
	if got := Names(); !slices.Equal(got, want) {
		t.Errorf("Names() = %q, want %q", got, want)
	}
}

// A format is a function of the report: neither the order of the findings nor a
// second run changes a byte, and the report is left as it was.
func TestSameReportSameBytes(t *testing.T) {
	for name, format := range Formats {
		t.Run(name, func(t *testing.T) {
			r := example(catalog.EN)
			first := write(t, format, r)
			given := slices.Clone(r.Diagnostics)
			slices.Reverse(r.Diagnostics)
			if again := write(t, format, r); !bytes.Equal(first, again) {
				t.Error("another order of the same findings gives other bytes")
			}
			slices.Reverse(r.Diagnostics)
			if diff := cmp.Diff(given, r.Diagnostics); diff != "" {
				t.Errorf("the report was changed:\n%s", diff)
			}
		})
	}
}

// A finding about a rule that the report knows nothing of, without place, hint or
// clause, is still told in every format.
func TestBareFinding(t *testing.T) {
	r := Report{
		Plans: 1, Lang: catalog.EN,
		Diagnostics: []diag.Diagnostic{{
			Rule: "yaml-syntax", Severity: diag.Error, File: "visits/a.yaml",
			Message: catalog.Same("the file is empty"),
		}},
	}
	for name, format := range Formats {
		out := string(write(t, format, r))
		for _, want := range []string{"yaml-syntax", "visits/a.yaml", "the file is empty"} {
			if !strings.Contains(out, want) {
				t.Errorf("%s does not say %q:\n%s", name, want, out)
			}
		}
	}
}
