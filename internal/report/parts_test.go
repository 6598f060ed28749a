package report

import (
	"fmt"
	"io"
	"strings"
	"testing"
	"unicode/utf16"

	"usher/internal/catalog"
)

var leftOut = catalog.Text{EN: "%[1]d rows are left out", ZH: "略去 %[1]d 行"}

// parts is a page in which every text is s.
func parts(s string, rows int) []Part {
	first := Part{Heading: "Visits: " + s, Text: []string{s, "Compared with " + s}, Heads: []string{"Visit", s}}
	second := Part{Heading: s, Below: true}
	for range rows {
		first.Rows = append(first.Rows, []string{s, s})
		second.Rows = append(second.Rows, []string{"Room", s, "taken " + s})
	}
	return []Part{first, second}
}

func page(t testing.TB, parts []Part, limit Limit) string {
	t.Helper()
	return string(write(t, func(w io.Writer, _ Report) error {
		return MarkdownParts(w, parts, limit, func(n int) catalog.Text { return leftOut.With(n) }, catalog.EN)
	}, Report{}))
}

// Whatever a plan says, the page has the structure that it has for a plan that
// says "x": no cell, row, heading, link or HTML comes of it.
func FuzzMarkdownParts(f *testing.F) {
	for _, s := range hostileTexts {
		f.Add(s)
	}
	want, _ := shape([]byte(page(f, parts("x", 2), Summary)))
	f.Fuzz(func(t *testing.T, s string) {
		if strings.TrimSpace(s) == "" || len(s) > 10_000 {
			return // no text is an empty paragraph or heading, which is less than "x" makes
		}
		out := page(t, parts(s, 2), Summary)
		got, prose := shape([]byte(out))
		if got != want {
			t.Errorf("%q changes the page:\n%s\n%s", s, out, got)
		}
		if found := linked.FindString(prose); found != "" {
			t.Errorf("%q becomes a link (%s) in\n%s", s, found, out)
		}
	})
}

// What does not fit is left out row by row, the last parts first, and counted;
// a row that fits no place does not push out the smaller ones behind it.
func TestMarkdownPartsLimit(t *testing.T) {
	big := parts("接待", 3000)
	big[0].Rows[1][1] = strings.Repeat("长", 70_000)
	for _, tt := range []struct {
		name  string
		limit Limit
		size  func(string) int
		max   int
	}{
		{"comment", Comment, func(s string) int { return len(utf16.Encode([]rune(s))) }, 65_536},
		{"summary", Summary, func(s string) int { return len(s) }, 1 << 20},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := big
			if tt.name == "summary" {
				p = parts(strings.Repeat("接待", 20), 3000)
			}
			out := page(t, p, tt.limit)
			if n := tt.size(out); n > tt.max || n < tt.max*9/10 {
				t.Errorf("%d of %d", n, tt.max)
			}
			rows := strings.Count(out, "\n| 接") + strings.Count(out, "\n| Room")
			want := fmt.Sprintf("\n%d rows are left out\n", 6000-rows)
			if !strings.HasSuffix(out, want) {
				t.Errorf("it has %d rows and ends %q", rows, out[len(out)-100:])
			}
			if strings.Count(out, "\n| 接") < 2000 {
				t.Errorf("the first part has %d rows", strings.Count(out, "\n| 接"))
			}
			if !strings.HasSuffix(strings.TrimSuffix(out, want), " |\n") {
				t.Error("a row is cut in two")
			}
		})
	}
}

// Emoji and other characters beyond the first plane count twice in a comment.
func TestMarkdownPartsCountsAsForgesDo(t *testing.T) {
	out := page(t, parts("😀", 20_000), Comment)
	if n := len(utf16.Encode([]rune(out))); n > 65_536 || n < 60_000 {
		t.Errorf("%d", n)
	}
}

func TestPartsWithoutRows(t *testing.T) {
	p := []Part{{Heading: "No visit changes", Text: []string{"Compared with main."}}}
	if out, want := page(t, p, Comment), "## No visit changes\n\nCompared with main.\n"; out != want {
		t.Errorf("got %q, want %q", out, want)
	}
	out := write(t, func(w io.Writer, _ Report) error { return TextParts(w, p) }, Report{})
	if want := "No visit changes\nCompared with main.\n"; string(out) != want {
		t.Errorf("got %q, want %q", out, want)
	}
}

// A plan cannot forge a line of its own on a terminal, or a command to a CI log.
func TestTextPartsAreInert(t *testing.T) {
	for _, s := range hostileTexts {
		out := string(write(t, func(w io.Writer, _ Report) error { return TextParts(w, parts(s, 2)) }, Report{}))
		want := string(write(t, func(w io.Writer, _ Report) error { return TextParts(w, parts("x", 2)) }, Report{}))
		if got, want := strings.Count(out, "\n"), strings.Count(want, "\n"); got != want && s != "" {
			t.Errorf("%q makes %d lines of %d:\n%s", s, got, want, out)
		}
		for line := range strings.Lines(out) {
			if strings.HasPrefix(strings.TrimSpace(line), "::") || strings.ContainsAny(line, "\x1b\r") {
				t.Errorf("%q becomes %q", s, line)
			}
		}
	}
}
