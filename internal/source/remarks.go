package source

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"usher/internal/catalog"
	"usher/internal/diag"
	"usher/internal/lazyregexp"
)

// Lines that are no part of a plan but come along, or were typed for people.
var (
	otherRemark = lazyregexp.New(`^(//+|＃+|<!--)[ \t]*`)
	dividing    = lazyregexp.New(`^(?:[-=*_~+]{3,}|[＝－—─━…·]{2,}|(?:[=*_] ){3,})`)
	codeFence   = lazyregexp.New("^(```|~~~)[A-Za-z]*[ \\t]*$")
)

// remark reads a line that is no part of the plan: what other languages write for
// "#", a line that divides, the marks around a block of code.
func (s *scan) remark(off int) bool {
	text := s.text()
	if t := s.top(); t != nil && t.state == plain && off > t.indent {
		return false // text that runs on
	}
	end := len(strings.TrimRight(text, " \t"))
	at := s.here(off, end)
	switch m := otherRemark.FindStringSubmatchIndex(text[off:]); {
	case m != nil:
		mark := text[off : off+m[3]]
		rest := "# " + strings.TrimSpace(strings.TrimSuffix(text[min(off+m[1], end):end], "-->"))
		s.say(at, catalog.SourceNotRemark.With(mark), catalog.SourceWrite.With(rest), diag.Edit{Range: at, Text: rest})
	case codeFence.MatchString(text[off:]):
		s.say(at, catalog.SourceFence.With(text[off:off+3]), catalog.SourceDeleteLine, s.cutLine(s.line))
	case dividing.MatchString(text[off:]) && !s.isField(off):
		s.say(at, catalog.SourceDivider, catalog.SourceDividerHint, diag.Edit{Range: s.here(off, off), Text: "# "})
	default:
		return false
	}
	s.replace(s.line, off, len(text)-off, "")
	return true
}

// quotedMail takes the mark from the lines of a plan that was copied out of a
// mail, where every line begins with it.
func (s *scan) quotedMail() {
	var edits []diag.Edit
	for i, line := range s.lines {
		if line == "" {
			continue
		}
		if line[0] != '>' {
			return
		}
		n := 1
		if len(line) > 1 && line[1] == ' ' {
			n = 2
		}
		edits = append(edits, diag.Edit{Range: s.span(i, 0, n)})
	}
	if len(edits) < 2 {
		return
	}
	first := edits[0].Range
	first.End.Column = 2
	s.say(first, catalog.SourceQuotedMail, catalog.SourceQuotedMailHint, edits...)
	for _, e := range edits {
		s.replace(e.Range.Start.Line-1, 0, e.Range.End.Column-1, "")
	}
}

// stray takes out a mark that slipped in before the indentation of a line, and
// returns where the content begins.
func (s *scan) stray(off int) int {
	text := s.text()
	r, n := utf8.DecodeRuneInString(text[off:])
	if (unicode.IsPunct(r) || unicode.IsSymbol(r)) && !strings.ContainsRune("-–—－•·●−\"'[{?<&*!_#", r) && s.isKnown(off+n) {
		at := s.here(off, off+n)
		s.say(at, catalog.SourceStray.With(string(r)), catalog.SourceDelete, diag.Edit{Range: at})
		s.replace(s.line, off, n, "")
		return off
	}
	if unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune("-–—－•·●−\"'[{?<#", r) {
		return off
	}
	next := skipBlank(text, off+n)
	if next == off+n || next == len(text) || !isDash(text, next) && !s.isKnown(next) {
		return off
	}
	at := s.here(off, off+n)
	indent := next - n
	if s.opens(indent) || !s.opens(indent+1) {
		s.say(at, catalog.SourceStray.With(string(r)), catalog.SourceDelete, diag.Edit{Range: at})
		s.replace(s.line, off, n, "")
		return indent
	}
	s.say(at, catalog.SourceStray.With(string(r)), catalog.SourceUseSpace, diag.Edit{Range: at, Text: " "})
	s.replace(s.line, off, n, " ")
	return indent + 1
}

// isKnown reports whether a field of the plan format begins at the offset.
func (s *scan) isKnown(off int) bool {
	end, _, kind := s.field(off)
	return kind != noColon && known[s.text()[off:end]]
}

// opens reports whether a level is open, or may begin, at the indentation.
func (s *scan) opens(indent int) bool {
	for i, l := range s.levels {
		if l.indent == indent || i == len(s.levels)-1 && l.state == empty && l.indent < indent {
			return true
		}
	}
	return false
}
