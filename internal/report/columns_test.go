package report_test

import (
	"strings"
	"testing"

	"usher/internal/report"
)

// A Chinese character takes two columns; nothing in a cell is a command or
// breaks the line; the last column ends where its text does.
func TestColumns(t *testing.T) {
	var b strings.Builder
	err := report.Columns(&b, [][]string{
		{"计划", "when", "what"},
		{"hengtai", "2026-12-09", "a\nb"},
		{"::error::x", strings.Repeat("y", 60), "pushed aside"},
		{"last", "", ""},
	})
	if err != nil {
		t.Fatal(err)
	}
	want := "" +
		"计划        when        what\n" +
		"hengtai     2026-12-09  a<U+000A>b\n" +
		"<U+003A>:error::x  " + strings.Repeat("y", 60) + "  pushed aside\n" +
		"last\n"
	if b.String() != want {
		t.Errorf("want\n%s\ngot\n%s", want, &b)
	}
}
