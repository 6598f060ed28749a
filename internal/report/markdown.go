package report

import (
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"usher/internal/catalog"
	"usher/internal/diag"
)

const (
	// GitHub refuses a step's summary that is longer.
	maxMarkdown = 1 << 20
	// Room for the line that says what is left out.
	markdownReserve = 1 << 10
	// Columns of a plan's line; a page scrolls sideways beyond.
	markdownColumns = 160
)

// Markdown writes findings for a pull request or a step's summary: at most 1 MiB,
// the worst kept first, with a last line that counts what is left out. No text of a
// plan becomes a link, a mention, a heading or HTML.
func Markdown(w io.Writer, r Report) error {
	ds := r.sorted()
	var b strings.Builder
	heading := catalog.ReportAllWell
	if len(ds) > 0 {
		errors, warnings := counts(ds)
		heading = catalog.ReportHeading.With(errors, warnings)
	}
	fmt.Fprintf(&b, "## %s\n\n%s\n", heading.In(r.Lang), r.summary().In(r.Lang))
	for _, n := range r.Notices {
		fmt.Fprintf(&b, "\n> %s\n", mdText(n.In(r.Lang)))
	}

	blocks := make([]string, len(ds))
	for i, d := range ds {
		blocks[i] = r.mdFinding(d)
	}
	kept, left := r.fitting(ds, blocks, maxMarkdown-markdownReserve-b.Len())
	file := ""
	for i, d := range ds {
		if !kept[i] {
			continue
		}
		if file == "" || d.File != file {
			file = d.File
			b.WriteString(mdFile(file))
		}
		b.WriteString(blocks[i])
	}
	if len(left) > 0 {
		errors, warnings := counts(left)
		fmt.Fprintf(&b, "\n%s\n", catalog.ReportLeftOut.With(errors, warnings).In(r.Lang))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// fitting chooses the blocks that fit into a number of bytes, errors before warnings.
func (r Report) fitting(ds []diag.Diagnostic, blocks []string, room int) (kept []bool, left []diag.Diagnostic) {
	kept = make([]bool, len(ds))
	headed := map[string]bool{}
	for _, pass := range []int{0, 1} {
		for i, d := range ds {
			if rank(d) != pass {
				continue
			}
			size := len(blocks[i])
			if !headed[d.File] {
				size += len(mdFile(d.File))
			}
			if size > room {
				left = append(left, d)
				continue
			}
			room -= size
			kept[i], headed[d.File] = true, true
		}
	}
	return kept, left
}

func mdFile(file string) string { return fmt.Sprintf("\n### %s\n\n", mdCode(plain(file))) }

func (r Report) mdFinding(d diag.Diagnostic) string {
	var b strings.Builder
	head := severity(d.Severity).In(r.Lang)
	if d.Range.Start.Line > 0 {
		at := catalog.ReportLine.With(d.Range.Start.Line, d.Range.Start.Column)
		head = catalog.ReportTwo.With(head, at).In(r.Lang)
	}
	fmt.Fprintf(&b, "- %s\n", catalog.ReportLabelled.With("**"+head+"**", mdText(d.Message.In(r.Lang))).In(r.Lang))
	b.WriteString(r.mdLines(d.File, d.Range, "  "))
	item := func(label catalog.Text, markdown string) {
		fmt.Fprintf(&b, "  - %s\n", strings.TrimRight(catalog.ReportLabelled.With(label, markdown).In(r.Lang), " "))
	}
	for _, n := range d.Notes {
		at := place(n.Range).Start
		item(catalog.ReportAlso, mdCode(fmt.Sprintf("%s:%d:%d", plain(n.File), at.Line, at.Column))+" "+mdText(n.Message.In(r.Lang)))
		b.WriteString(r.mdLines(n.File, n.Range, "    "))
	}
	switch hint := lines(d.Hint.In(r.Lang)); {
	case len(hint) == 1 && typed.MatchString(hint[0]):
		item(catalog.ReportFix, mdCode(plain(hint[0])))
	case len(hint) == 1:
		item(catalog.ReportFix, mdText(hint[0]))
	case len(hint) > 1:
		for i := range hint {
			hint[i] = plain(hint[i])
		}
		item(catalog.ReportFix, "")
		b.WriteString(mdBlock(hint, "    "))
	}
	item(catalog.ReportWhy, r.mdWhy(d))
	return b.String()
}

// mdWhy is the reason for a finding, its id a link to the rule's page if there is one.
func (r Report) mdWhy(d diag.Diagnostic) string {
	why := mdText(r.why(d).In(r.Lang))
	uri := r.rule(d).HelpURI
	if uri == "" {
		return why
	}
	id := mdText(d.Rule)
	at := strings.LastIndex(why, id)
	return why[:at] + "[" + id + "](<" + mdURI.Replace(uri) + ">)" + why[at+len(id):]
}

var mdURI = strings.NewReplacer("<", "%3C", ">", "%3E", "\n", "", "\r", "")

func (r Report) mdLines(file string, rng diag.Range, indent string) string {
	var out []string
	for _, l := range r.frame(file, rng, markdownColumns) {
		if l.number == 0 {
			l.text = "…"
		}
		out = append(out, l.text)
	}
	return mdBlock(out, indent)
}

// mdBlock is a fenced block that its lines cannot close; nothing where they are none.
func mdBlock(lines []string, indent string) string {
	if len(lines) == 0 {
		return ""
	}
	fence := strings.Repeat("`", max(3, ticks(strings.Join(lines, " "))+1))
	var b strings.Builder
	fmt.Fprintf(&b, "\n%s%syaml\n", indent, fence)
	for _, line := range lines {
		b.WriteString(strings.TrimRight(indent+line, " ") + "\n")
	}
	fmt.Fprintf(&b, "%s%s\n\n", indent, fence)
	return b.String()
}

// mdCode is a code span of text that has no line breaks.
func mdCode(s string) string {
	fence := strings.Repeat("`", ticks(s)+1)
	if strings.HasPrefix(s, "`") || strings.HasSuffix(s, "`") {
		s = " " + s + " "
	}
	return fence + s + fence
}

// ticks is the length of the longest run of backticks.
func ticks(s string) int {
	longest, run := 0, 0
	for _, r := range s {
		run++
		if r != '`' {
			run = 0
		}
		longest = max(longest, run)
	}
	return longest
}

// mdText is running text that stays text. A zero-width space breaks what pages
// make links of without any markup: addresses, mentions, numbers of issues, and
// GitLab's !1, %1, &1, ~label, $1 and [vulnerability:1]. Blanks in front are taken
// off: four of them make a block of code.
func mdText(s string) string {
	s = strings.TrimLeft(plain(s), " \t")
	const zero = "&#8203;"
	var b strings.Builder
	for i, r := range s {
		before, after := s[:i], s[i+utf8.RuneLen(r):]
		switch {
		case r == '&':
			b.WriteString("&amp;")
		case r == '<':
			b.WriteString("&lt;")
		case r == '>':
			b.WriteString("&gt;")
		case r == '@':
			b.WriteString("@" + zero)
		case r == '#':
			b.WriteString(`\#` + zero)
		case r == ':' && strings.HasPrefix(after, "//"):
			b.WriteString(":" + zero)
		case r == '.' && endsFold(before, "www"), r == '-' && endsFold(before, "gh"):
			b.WriteString(zero + string(r))
		case strings.ContainsRune("\\`*_[]|~$", r), before == "" && strings.ContainsRune("-+=", r),
			(r == '.' || r == ')') && strings.Trim(before, "0123456789") == "":
			b.WriteString(`\` + string(r))
		default:
			b.WriteRune(r)
		}
		if strings.ContainsRune("!%&~$[", r) && refers(after) {
			b.WriteString(zero)
		}
	}
	return b.String()
}

// refers reports whether what follows a sign could be what GitLab lets it refer to.
func refers(after string) bool {
	r, _ := utf8.DecodeRuneInString(after)
	return r == '"' || r == '_' || r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r))
}

func endsFold(s, end string) bool {
	return len(s) >= len(end) && strings.EqualFold(s[len(s)-len(end):], end)
}
