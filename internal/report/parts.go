package report

import (
	"io"
	"strings"
	"unicode/utf16"

	"usher/internal/catalog"
)

// Part is a part of a page: a heading, sentences, a table. All of it is plain text,
// whatever it holds.
type Part struct {
	Heading string
	Below   bool // the heading is below that of the first part
	Text    []string
	Heads   []string // of the columns; none where these speak for themselves
	Rows    [][]string
}

// Limit is how much a place takes.
type Limit struct {
	size func(string) int
	max  int
}

// The limits of a comment on GitHub, in characters, of which those beyond the
// first 65,536 of Unicode count twice to be on the safe side, and of a step's
// summary, in bytes. A comment on GitLab takes more than either.
var (
	Comment = Limit{func(s string) int { return len(utf16.Encode([]rune(s))) }, 1 << 16}
	Summary = Limit{func(s string) int { return len(s) }, maxMarkdown}
)

// MarkdownParts writes a page for a pull request or a step's summary, in GitHub's
// kind of Markdown. No text in it becomes a link, a mention, a heading or HTML. Rows
// that do not fit are left out as a whole, and left says how many these are.
func MarkdownParts(w io.Writer, parts []Part, limit Limit, left func(rows int) catalog.Text, lang catalog.Lang) error {
	all := 0
	for _, p := range parts {
		all += len(p.Rows)
	}
	room := limit.max - limit.size("\n"+mdText(left(all).In(lang))+"\n")
	out := 0
	var b strings.Builder
	for i, p := range parts {
		head := p.markdown(i == 0)
		kept := 0
		for _, row := range p.Rows {
			line := mdRow(row)
			cost := limit.size(line)
			if kept == 0 {
				cost += limit.size(head)
			}
			if cost > room {
				out++
				continue
			}
			if kept == 0 {
				b.WriteString(head)
			}
			b.WriteString(line)
			room -= cost
			kept++
		}
		if cost := limit.size(head); len(p.Rows) == 0 && cost <= room {
			b.WriteString(head)
			room -= cost
		}
	}
	if out > 0 {
		b.WriteString("\n" + mdText(left(out).In(lang)) + "\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// markdown is all of a part but its rows.
func (p Part) markdown(first bool) string {
	var b strings.Builder
	if !first {
		b.WriteString("\n")
	}
	if p.Heading != "" {
		b.WriteString(map[bool]string{false: "## ", true: "### "}[p.Below] + mdText(p.Heading) + "\n\n")
	}
	for _, s := range p.Text {
		b.WriteString(mdText(s) + "\n\n")
	}
	if len(p.Rows) == 0 {
		return strings.TrimRight(b.String(), "\n") + "\n"
	}
	columns := len(p.Heads)
	for _, row := range p.Rows {
		columns = max(columns, len(row))
	}
	heads := make([]string, columns)
	copy(heads, p.Heads)
	b.WriteString(mdRow(heads) + strings.Repeat("| --- ", columns) + "|\n")
	return b.String()
}

func mdRow(cells []string) string {
	var b strings.Builder
	for _, c := range cells {
		b.WriteString("| " + mdText(c) + " ")
	}
	return b.String() + "|\n"
}

// TextParts writes a page for a terminal.
func TextParts(w io.Writer, parts []Part) error {
	for i, p := range parts {
		var b strings.Builder
		if i > 0 {
			b.WriteString("\n")
		}
		for _, s := range append([]string{p.Heading}, p.Text...) {
			if s != "" {
				b.WriteString(inert(plain(s)) + "\n")
			}
		}
		if _, err := io.WriteString(w, b.String()); err != nil {
			return err
		}
		var rows [][]string
		if len(p.Heads) > 0 && len(p.Rows) > 0 {
			rows = append(rows, p.Heads)
		}
		rows = append(rows, p.Rows...)
		for j, row := range rows {
			rows[j] = append([]string{"  " + row[0]}, row[1:]...)
		}
		if err := Columns(w, rows); err != nil {
			return err
		}
	}
	return nil
}
