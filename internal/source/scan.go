package source

import (
	"strings"
	"unicode/utf8"

	"usher/internal/catalog"
	"usher/internal/diag"
)

// scan is the look at the raw text. It knows as much of YAML's lines as plans
// need, tells what people mistype in words of its own, and mends it in memory,
// so that the parser reads what was meant and the rest of the file gets its
// findings too. What it does not understand it leaves to the parser.
type scan struct {
	doc   *Document
	lines []string // the lines as mended so far
	found []diag.Diagnostic
	safe  []bool // lines at which no quote, bracket or block of text is open

	levels  []level
	before  []level // those that were open when the line began
	line    int     // the line being read, from 0
	fatal   bool
	entries int  // fields and items that were seen
	dropped bool // some text was given up
	some    bool // a field or an item was seen
}

// level is a mapping or a list that is open at the line being read.
type level struct {
	indent  int
	list    bool
	state   state
	line    int    // of its last entry
	name    string // of its last entry; "" in a list
	entries int
}

// state is what the last entry of a level holds so far.
type state int

const (
	empty  state = iota // nothing: it may be nested below
	plain               // text without quotes, which may run on
	full                // a value that has ended
	nested              // a level of its own
)

func newScan(doc *Document) *scan {
	return &scan{doc: doc, lines: doc.lines, safe: make([]bool, len(doc.lines))}
}

// run reads all lines.
func (s *scan) run() {
	s.quotedMail()
	for s.line = 0; s.line < len(s.lines) && !s.fatal; s.line++ {
		if len(s.text()) > MaxLine {
			s.say(s.here(0, 1), catalog.SourceLongLine.With(MaxLine>>10), catalog.SourceTooLargeHint)
			s.fatal = true
			return
		}
		s.clean()
	}
	for s.line = 0; s.line < len(s.lines) && !s.fatal; s.line++ {
		s.safe[s.line] = true
		s.one()
	}
}

// one reads a line, and the lines that its value takes.
func (s *scan) one() {
	off, ok := s.indent()
	if !ok || s.text()[off] == '#' {
		return
	}
	if off == 0 && s.marker() || s.remark(off) {
		return
	}
	off = s.stray(off)
	s.some = true
	off, ok = s.align(off)
	for ok && isDash(s.text(), off) {
		off, ok = s.dash(off)
	}
	if ok {
		s.entry(off)
	}
}

// text is the line being read, as mended so far.
func (s *scan) text() string { return s.lines[s.line] }

// pos is the place of a byte offset of a line.
func (s *scan) pos(line, off int) diag.Position {
	return s.doc.position(line, utf8.RuneCountInString(s.lines[line][:off]))
}

// span is a range within one line.
func (s *scan) span(line, from, to int) diag.Range {
	return diag.Range{Start: s.pos(line, from), End: s.pos(line, to)}
}

// here is a range within the line being read.
func (s *scan) here(from, to int) diag.Range { return s.span(s.line, from, to) }

// say reports a mistake.
func (s *scan) say(at diag.Range, message, hint catalog.Text, fixes ...diag.Edit) {
	s.add(s.doc.syntax(diag.Error, at, message, hint, fixes...))
}

// warn reports what is probably a mistake.
func (s *scan) warn(at diag.Range, message, hint catalog.Text, fixes ...diag.Edit) {
	s.add(s.doc.syntax(diag.Warning, at, message, hint, fixes...))
}

// add ends the reading of a file that is hardly a plan, and says so.
func (s *scan) add(d diag.Diagnostic) {
	if len(s.found) < maxFound {
		s.found = append(s.found, d)
		return
	}
	if !s.fatal {
		s.found = append(s.found, s.doc.syntax(diag.Error, d.Range, catalog.SourceTooMany.With(maxFound), catalog.SourceMendFirst))
	}
	s.fatal = true
}

func (d *Document) syntax(severity diag.Severity, at diag.Range, message, hint catalog.Text, fixes ...diag.Edit) diag.Diagnostic {
	return diag.Diagnostic{
		Rule: RuleSyntax, Severity: severity, Plan: d.ID, File: d.File,
		Range: at, Message: message, Hint: hint, Fixes: fixes,
	}
}

// tell remembers that what begins at an offset is what a message is about.
func (s *scan) tell(off int) {
	if s.doc.told == nil {
		s.doc.told = map[diag.Position]bool{}
	}
	s.doc.told[s.pos(s.line, off)] = true
}

// replace mends n bytes of a line in memory and keeps account of where the
// characters came from.
func (s *scan) replace(line, off, n int, with string) {
	old := s.lines[line]
	if s.doc.from == nil {
		s.doc.from = map[int][]int{}
		s.lines = append([]string(nil), s.lines...)
	}
	from := s.doc.from[line]
	if from == nil {
		from = make([]int, utf8.RuneCountInString(old)+1)
		for i := range from {
			from[i] = i
		}
	}
	start := utf8.RuneCountInString(old[:off])
	end := start + utf8.RuneCountInString(old[off:off+n])
	mended := make([]int, 0, len(from)+len(with))
	mended = append(mended, from[:start]...)
	for i := range utf8.RuneCountInString(with) {
		mended = append(mended, from[min(start+i, end)])
	}
	s.doc.from[line] = append(mended, from[end:]...)
	s.lines[line] = old[:off] + with + old[off+n:]
}

// drop gives up reading a line from an offset on.
func (s *scan) drop(line, off int) {
	s.replace(line, off, len(s.lines[line])-off, "")
	s.dropped = true
}

// clean takes characters out of the line that nobody can see.
func (s *scan) clean() {
	for off := 0; off < len(s.text()); {
		text := s.text()
		// Only these bytes begin characters that are looked for.
		if c := text[off]; c >= ' ' && c != 0x7F && c != 0xC2 && c != 0xE2 && c != 0xEF {
			off++
			continue
		}
		end, bad, hidden := off, false, false
		var first rune
		for end < len(text) {
			r, n := utf8.DecodeRuneInString(text[end:])
			if !unprintable(r) && !invisible(r) {
				break
			}
			if first == 0 {
				first = r
			}
			bad, hidden, end = bad || unprintable(r), true, end+n
		}
		if !hidden {
			_, n := utf8.DecodeRuneInString(text[off:])
			off += n
			continue
		}
		at := s.here(off, end)
		cut := diag.Edit{Range: at}
		if bad {
			s.say(at, catalog.SourceControl.With(codePoint(first)), catalog.SourceDelete, cut)
		} else {
			s.warn(at, catalog.SourceInvisible.With(codePoint(first)), catalog.SourceDelete, cut)
		}
		s.replace(s.line, off, end-off, "")
	}
}

// indent finds where the content of the line begins and mends what stands in
// for the spaces before it; false for a blank line.
func (s *scan) indent() (int, bool) {
	text := s.text()
	off, width, bad, last := 0, 0, -1, 0
	var first rune
	for off < len(text) {
		r, n := rune(text[off]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(text[off:])
		}
		if r != ' ' && r != '\t' && !wideSpace(r) {
			break
		}
		if r != ' ' {
			if bad < 0 {
				bad, first = off, r
			}
			last = off + n
		}
		off += n
		width += spaceWidth(r)
	}
	if bad < 0 {
		return off, off < len(text)
	}
	if off == len(text) {
		width = 0
	} else {
		width = s.indented(text[:off], width)
	}
	spaces := strings.Repeat(" ", width)
	fix := diag.Edit{Range: s.here(0, off), Text: spaces}
	s.say(s.here(bad, last), catalog.SourceIndent.With(charName(first)), catalog.SourceUseSpaces.With(width), fix)
	s.replace(s.line, 0, off, spaces)
	return width, width < len(s.text())
}

// spaceWidth is how many spaces a blank character stands for.
func spaceWidth(r rune) int {
	switch r {
	case '\t', 0x3000:
		return 2
	}
	return 1
}

// indented is the indentation that was meant by blanks of several kinds: the
// widths of a tab and of a full-width space with which the line stands beside
// others, or below a name that is still without a value.
func (s *scan) indented(lead string, width int) int {
	t := s.top()
	fits := func(w int) bool {
		if t != nil && t.state == empty && w > t.indent {
			return true
		}
		for _, l := range s.levels {
			if l.indent == w {
				return true
			}
		}
		return false
	}
	for _, wide := range []int{2, 1} {
		for _, tab := range []int{2, 4, 8, 1} {
			w := 0
			for _, r := range lead {
				switch r {
				case '\t':
					w += tab
				case 0x3000:
					w += wide
				default:
					w++
				}
			}
			if fits(w) {
				return w
			}
		}
	}
	return width
}

// marker reads what may only stand at the start of a line: marks between
// documents, directives, and what an unfinished git merge leaves behind.
func (s *scan) marker() bool {
	text := s.text()
	switch {
	case strings.HasPrefix(text, "<<<<<<< "), strings.HasPrefix(text, ">>>>>>> "):
		s.conflict()
		return true
	case isMark(text, "---"), isMark(text, "..."):
		s.document(text[:3])
		return true
	case text[0] == '%':
		s.say(s.here(0, len(text)), catalog.SourceDirective, catalog.SourceDeleteLine, s.cutLine(s.line))
		s.replace(s.line, 0, len(text), "")
		return true
	}
	return false
}

func isMark(text, mark string) bool {
	return strings.HasPrefix(text, mark) && (len(text) == 3 || text[3] == ' ' || text[3] == '\t')
}

// conflict tells of a merge that was not finished, and reads on with the side
// that was there first.
func (s *scan) conflict() {
	at := s.here(0, len(s.text()))
	s.say(at, catalog.SourceConflict, catalog.SourceResolve)
	ours := strings.HasPrefix(s.text(), "<<<<<<< ")
	s.replace(s.line, 0, len(s.text()), "")
	if !ours {
		return
	}
	end := -1
	for i := s.line + 1; i < len(s.lines); i++ {
		if strings.HasPrefix(s.lines[i], ">>>>>>> ") {
			end = i
			break
		}
	}
	theirs := false
	for i := s.line + 1; i <= end; i++ {
		line := s.lines[i]
		theirs = theirs || line == "=======" || strings.HasPrefix(line, "||||||| ")
		if theirs {
			s.replace(i, 0, len(line), "")
		}
	}
}

// document reads "---" and "...". The first may open the file; nothing may
// follow either at its end.
func (s *scan) document(mark string) {
	text := s.text()
	rest := strings.TrimLeft(text[3:], " \t")
	bare := rest == "" || rest[0] == '#'
	if !s.some && mark == "---" && bare && !s.seenMark() {
		return
	}
	more := !bare
	for _, line := range s.lines[s.line+1:] {
		line = strings.TrimSpace(line)
		more = more || line != "" && line[0] != '#' && !isMark(line, "---") && !isMark(line, "...")
	}
	at := s.here(0, 3)
	switch {
	case more && !s.some:
		s.say(at, catalog.SourceOddMark.With(mark), catalog.SourceDelete, diag.Edit{Range: at})
		s.replace(s.line, 0, 3, "")
		return
	case more:
		s.say(at, catalog.SourceSecond, catalog.SourceOwnFile)
	case mark == "...":
		return
	default:
		s.say(at, catalog.SourceTrailing.With(mark), catalog.SourceDeleteLine, s.cutLine(s.line))
	}
	for i := s.line; i < len(s.lines); i++ {
		if s.lines[i] != "" {
			s.replace(i, 0, len(s.lines[i]), "")
		}
		s.safe[i] = true
	}
	s.line = len(s.lines)
}

// seenMark reports whether an earlier line is "---".
func (s *scan) seenMark() bool {
	for _, line := range s.lines[:s.line] {
		if isMark(line, "---") {
			return true
		}
	}
	return false
}

// cutLine deletes a line with its end.
func (s *scan) cutLine(line int) diag.Edit {
	at := diag.Range{Start: diag.Position{Line: line + 1, Column: 1}, End: diag.Position{Line: line + 2, Column: 1}}
	if line+1 == len(s.doc.lines) {
		at.End = diag.Position{Line: line + 1, Column: utf8.RuneCountInString(s.doc.lines[line]) + 1}
	}
	return diag.Edit{Range: at}
}
