package source

import (
	"strings"
	"unicode/utf8"

	"usher/internal/catalog"
	"usher/internal/diag"
	"usher/internal/lazyregexp"
)

// value reads what stands at an offset as the value of the last entry of the
// level on top, and the lines after it that belong to it.
func (s *scan) value(off int) {
	parent, name := -1, ""
	if t := s.top(); t != nil {
		parent, name = t.indent, t.name
		t.state = full
	}
	text := s.text()
	if off >= len(text) || text[off] == '#' {
		s.note(off)
		s.set(empty)
		return
	}
	rest := text[off:]
	next := byte(' ')
	if len(rest) > 1 {
		next = rest[1]
	}
	switch c := text[off]; {
	case c == '"' || c == '\'':
		s.quoted(off, parent)
	case strings.HasPrefix(rest, "{{"):
		s.blankForm(off, parent)
	case c == '[' || c == '{':
		s.brackets(off, parent)
	case strings.HasPrefix(rest, "［") || strings.HasPrefix(rest, "｛"):
		s.brackets(off, parent)
	case c == '|' || c == '>':
		s.block(off, parent)
	case c == '&' || c == '*' || c == '!':
		s.mark(off, parent)
	case c == '-' && isBlank(next) && name != "":
		s.inlineDash(off)
	case strings.IndexByte("@`%,]}", c) >= 0, strings.IndexByte("-?:", c) >= 0 && isBlank(next):
		s.quote(off, s.plainEnd(off), catalog.SourceStartsWith.With(string(c)))
	default:
		s.plain(off)
	}
}

func (s *scan) set(to state) {
	if t := s.top(); t != nil {
		t.state = to
	}
}

// plainEnd is where text without quotes ends on its line: before a comment.
func (s *scan) plainEnd(off int) int {
	text := s.text()
	for i := off + 1; i < len(text); i++ {
		if text[i] == '#' && isBlank(text[i-1]) {
			s.note(i)
			text = text[:i]
			break
		}
	}
	return len(strings.TrimRight(text, " \t"))
}

// note remembers that a comment begins with no blank after its "#", which may
// have been meant as text.
func (s *scan) note(off int) {
	if text := s.text(); off+1 < len(text) && !isBlank(text[off+1]) && text[off+1] != '#' {
		s.doc.tight = true
	}
}

// plain is text without quotes. Inside it, a colon and a space are not allowed.
func (s *scan) plain(off int) {
	end := s.trail(off, s.plainEnd(off))
	text := s.text()[off:end]
	s.set(plain)
	at := strings.Index(text, ": ")
	if at < 0 && strings.HasSuffix(text, ":") {
		at = len(text) - 1
	}
	if at < 0 {
		if strings.Contains(text, "：") {
			s.second(off, text)
		}
		return
	}
	switch t := s.top(); {
	case t != nil && text[:at] == t.name && !strings.Contains(text[at+1:], t.name+":"):
		rest := off + skipBlank(text, at+1)
		s.say(s.here(off, off+at+1), catalog.SourceNameTwice.With(t.name), catalog.SourceDelete, diag.Edit{Range: s.here(off, rest)})
		s.replace(s.line, off, rest-off, "")
		s.value(skipBlank(s.text(), off))
	case !s.second(off, text):
		s.quote(off, end, catalog.SourceColonInText)
	}
}

var secondField = lazyregexp.New(`[ \t,，、；;]+([a-z][a-z-]*)[ \t]*(：|:(?:[ \t]|$))`)

// second tells of a second field in a text without quotes that begins at the
// offset, and takes it away.
func (s *scan) second(off int, text string) bool {
	m := secondField.FindStringSubmatchIndex(text)
	if m == nil || !known[text[m[2]:m[3]]] {
		begin := lastName(text[:max(0, len(text)-1)])
		if begin == 0 || text[len(text)-1] != ':' {
			return false
		}
		m = []int{begin, 0, begin, len(text) - 1, 0, len(text)}
	}
	s.another(off+m[0], off+m[2], off+m[3], strings.TrimSpace(text[m[5]:]))
	return true
}

// lastName is where the name of a field begins that ends a text and has something
// else than a letter before it; 0 if there is none.
func lastName(text string) int {
	begin := len(text)
	for begin > 0 && (text[begin-1] == '-' || text[begin-1] >= 'a' && text[begin-1] <= 'z') {
		begin--
	}
	if !known[text[begin:]] {
		return 0
	}
	return begin
}

// another tells of a second field on the line and takes it away from cut on, with
// the lines below that it holds.
func (s *scan) another(cut, from, to int, value string) {
	name := s.text()[from:to]
	s.say(s.here(from, to), catalog.SourceTwoFields.With(name), catalog.SourceOwnLine.With(strings.TrimSpace(name+": "+value)))
	s.drop(s.line, cut)
	if first := s.next(s.line); value == "" && first >= 0 {
		s.dropBelow(skipSpaces(s.lines[first]))
	}
}

// dropBelow gives up the lines below that begin at an indentation or deeper, up to
// a field beside a list.
func (s *scan) dropBelow(least int) {
	list := -1
	for i := s.line + 1; i < len(s.lines); i++ {
		in := skipSpaces(s.lines[i])
		if in == len(s.lines[i]) {
			continue
		}
		if in < least || in == list && !isDash(s.lines[i], in) {
			return
		}
		if list < 0 && isDash(s.lines[i], in) {
			list = in
		}
		s.drop(i, 0)
	}
}

// trail mends blanks other than spaces at the end of a text.
func (s *scan) trail(off, end int) int {
	text := s.text()
	cut := end
	var last rune
	for cut > off {
		r, n := utf8.DecodeLastRuneInString(text[off:cut])
		if !wideSpace(r) && r != ' ' {
			break
		}
		last, cut = r, cut-n
	}
	if cut == end {
		return end
	}
	at := s.here(cut, end)
	s.warn(at, catalog.SourceWideEnd.With(charName(last)), catalog.SourceDelete, diag.Edit{Range: at})
	s.replace(s.line, cut, end-cut, "")
	return cut
}

// What may follow a value by habit or by a slip: "C", or {…}}.
var surplus = lazyregexp.New(`^(?:[,;，；。、]|[\]}]+)[ \t]*(?:#.*)?$`)

// after is what follows quoted text or brackets on their last line: nothing but
// a comment may. Else all of it was meant as text.
func (s *scan) after(line, off, end int) {
	text := s.text()
	rest := strings.TrimLeft(text[end:], " \t")
	if rest == "" || rest[0] == '#' {
		return
	}
	if m := surplus.FindString(rest); m != "" {
		from := len(text) - len(rest)
		at := s.here(from, from+len(strings.TrimRight(m, " \t")))
		s.say(at, catalog.SourceTextAfterEnd, catalog.SourceDelete, diag.Edit{Range: at})
		s.replace(s.line, from, len(m), "")
		return
	}
	if i := strings.IndexByte(rest, ':'); i > 0 && (i+1 == len(rest) || isBlank(rest[i+1])) {
		if begin := lastName(rest[:i]); begin > 0 || known[rest[:i]] {
			from := len(text) - len(rest)
			s.another(end, from+begin, from+i, strings.TrimSpace(rest[i+1:]))
			return
		}
	}
	if strings.HasPrefix(rest, ": ") || rest == ":" {
		return // the parser has its own view of such names
	}
	if line == s.line && s.plainEnd(off) > end {
		s.quote(off, s.plainEnd(off), catalog.SourceTextAfter.With(Brief(text[off:end])))
		return
	}
	at := s.here(end+len(text[end:])-len(rest), len(strings.TrimRight(text, " \t")))
	s.say(at, catalog.SourceTextAfterEnd, catalog.SourceDelete, diag.Edit{Range: at})
	s.drop(s.line, end)
}

var blockHeader = lazyregexp.New(`^[|>]([+-]?[1-9]?|[1-9][+-])[ \t]*([ \t]#.*)?$`)

// block is text that takes the deeper lines below it.
func (s *scan) block(off, parent int) {
	if !blockHeader.MatchString(s.text()[off:]) {
		s.quote(off, s.plainEnd(off), catalog.SourceStartsWith.With(s.text()[off:off+1]))
		return
	}
	for s.line+1 < len(s.lines) {
		next := s.lines[s.line+1]
		if in := skipWide(next, 0); in < len(next) && skipSpaces(next) <= parent {
			if in == skipSpaces(next) || parent < 0 {
				return
			}
			// Blanks of another kind: the line belongs to the text all the same.
			s.line++
			s.indent()
			if n := skipSpaces(s.text()); n <= parent {
				s.replace(s.line, 0, 0, strings.Repeat(" ", parent+1-n))
			}
			continue
		}
		s.line++
	}
}

// mark is a value that begins with what YAML takes for an anchor, an alias or a tag.
func (s *scan) mark(off, parent int) {
	text := s.text()
	end := off + 1
	for end < len(text) && strings.IndexByte(" \t,[]{}", text[end]) < 0 {
		end++
	}
	name := text[off:end]
	next := skipBlank(text, end)
	below := next == len(text) || text[next] == '#'
	below = below && s.deeperBelow(parent)
	opens := next < len(text) && (text[next] == '[' || text[next] == '{')
	quotedNext := next < len(text) && (text[next] == '"' || text[next] == '\'')
	message := catalog.SourceTag
	switch text[off] {
	case '&':
		message = catalog.SourceAnchor
	case '*':
		message = catalog.SourceAlias
	}
	if text[off] != '*' && (below || opens || quotedNext) {
		at := s.here(off, end)
		cut := s.here(off, next)
		if next == len(text) {
			cut = s.here(len(strings.TrimRight(text[:off], " \t")), next)
		}
		s.say(at, message.With(Brief(name)), catalog.SourceDelete, diag.Edit{Range: cut})
		s.replace(s.line, off, next-off, "")
		s.value(off)
		return
	}
	whole := s.plainEnd(off)
	at := s.here(off, end)
	if whole < end {
		at = s.here(off, whole)
	}
	quoted := Quote(text[off:whole])
	s.say(at, message.With(Brief(name)), catalog.SourceQuoteText.With(quoted), diag.Edit{Range: s.here(off, whole), Text: quoted})
	s.tell(off)
	s.inQuotes(off, whole)
	s.set(full)
}

// deeperBelow reports whether the next line with content is deeper than parent.
func (s *scan) deeperBelow(parent int) bool {
	for _, line := range s.lines[s.line+1:] {
		if in := skipWide(line, 0); in < len(line) && line[in] != '#' {
			return in > parent || in == parent && isDash(line, in)
		}
	}
	return false
}

// blankForm is a place of a form that was to be filled in, such as {{name}}.
func (s *scan) blankForm(off, parent int) {
	end := s.plainEnd(off)
	text := s.text()[off:end]
	if !strings.HasSuffix(text, "}}") || strings.ContainsAny(text[2:len(text)-2], "{}:") {
		s.brackets(off, parent)
		return
	}
	s.say(s.here(off, end), catalog.SourceBlankForm.With(Brief(text)), catalog.SourceBlankFormHint)
	s.tell(off)
	s.inQuotes(off, end)
	s.set(full)
}

// inlineDash is an item on the line of the field that it belongs to.
func (s *scan) inlineDash(off int) {
	end := s.plainEnd(off)
	item := strings.TrimSpace(s.text()[off+1 : end])
	at := s.here(off, end)
	if t := s.top(); t != nil && s.isField(skipBlank(s.text(), off+1)) && s.deeperBelow(t.indent) {
		s.say(at, catalog.SourceInlineDash, catalog.SourceOwnLine.With("- "+Brief(item)))
		s.drop(s.line, off)
		s.dropBelow(t.indent + 1)
		return
	}
	s.say(at, catalog.SourceInlineDash, catalog.SourceWrite.With("["+item+"]"), diag.Edit{Range: at, Text: "[" + item + "]"})
	s.replace(s.line, end, 0, "]")
	s.replace(s.line, off, 1, "[")
	s.brackets(off, -1)
}

func isBlank(c byte) bool { return c == ' ' || c == '\t' }
func isDigit(c byte) bool { return c >= '0' && c <= '9' }

func skipSpaces(text string) int { return len(text) - len(strings.TrimLeft(text, " ")) }

func skipBlank(text string, off int) int {
	for off < len(text) && isBlank(text[off]) {
		off++
	}
	return off
}

// skipWide skips blanks of any kind.
func skipWide(text string, off int) int {
	for off < len(text) {
		if isBlank(text[off]) {
			off++
			continue
		}
		r, n := utf8.DecodeRuneInString(text[off:])
		if !wideSpace(r) {
			break
		}
		off += n
	}
	return off
}
