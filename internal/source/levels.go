package source

import (
	"strings"
	"unicode/utf8"

	"usher/internal/catalog"
	"usher/internal/diag"
	"usher/internal/lazyregexp"
)

func isDash(text string, off int) bool {
	return off < len(text) && text[off] == '-' && (off+1 == len(text) || text[off+1] == ' ' || text[off+1] == '\t')
}

func (s *scan) top() *level {
	if len(s.levels) == 0 {
		return nil
	}
	return &s.levels[len(s.levels)-1]
}

func (s *scan) push(indent int, list bool) {
	if t := s.top(); t != nil {
		t.state = nested
	}
	s.levels = append(s.levels, level{indent: indent, list: list, line: s.line})
	if len(s.levels) > MaxDepth {
		s.tooDeep(indent)
	}
}

func (s *scan) tooDeep(off int) {
	s.say(s.here(off, off+1), catalog.SourceTooDeep.With(MaxDepth), catalog.SourceFlatter)
	s.fatal = true
}

// align finds the level that a line belongs to by where it begins, and mends
// its indentation where it stands between levels. It returns where the content
// begins; false where the line is done.
func (s *scan) align(off int) (int, bool) {
	off, ok := s.bullet(off)
	if !ok {
		return off, false
	}
	dash := isDash(s.text(), off)
	field := !dash && s.isField(off)
	if l := s.between(off, field); l != nil {
		return s.shift(off, l.indent, *l)
	}
	s.before = s.levels
	var gone *level
	for s.top() != nil && s.top().indent > off {
		l := *s.top()
		gone = &l
		s.levels = s.levels[:len(s.levels)-1]
	}
	// A list may stand as far left as the field that holds it.
	if n := len(s.levels); !dash && n > 1 && s.levels[n-1].list && s.levels[n-1].indent == off && s.levels[n-2].indent == off {
		s.levels = s.levels[:n-1]
	}
	t := s.top()
	switch {
	case t == nil && gone == nil:
		if dash || field {
			s.push(off, dash)
			return off, true
		}
		return s.loose(off)
	case !dash && !field && (t == nil || t.indent < off && t.state != empty && t.state != plain):
		return s.loose(off) // it ends nothing
	case gone != nil && gone.list && field && s.unshiftItem(off, len(s.levels)):
		return off, true
	case t == nil && gone.entries == 1 && field && gone.indent < len(s.lines[gone.line]):
		return s.unshift(off, *gone)
	case t == nil:
		return s.shift(off, gone.indent, *gone)
	case t.indent == off:
		return s.beside(off, dash, field, gone)
	case field && s.missingDash(off):
		return off, true
	}
	switch t.state {
	case empty:
		if dash || field {
			s.push(off, dash)
			return off, true
		}
		return s.loose(off)
	case plain:
		return s.under(off, dash, field)
	case nested:
		if gone != nil && !(dash && t.list) {
			return s.shift(off, gone.indent, *gone)
		}
	}
	if dash && !t.list {
		return s.strayDash(off)
	}
	return s.shift(off, t.indent, *t)
}

// beside is a line that begins where the level on top does.
func (s *scan) beside(off int, dash, field bool, gone *level) (int, bool) {
	t := s.top()
	switch {
	case dash && !t.list && t.state == empty && t.name != "":
		s.push(off, true)
	case dash && !t.list:
		return s.strayDash(off)
	case !dash && t.list && gone != nil && field:
		return s.shift(off, gone.indent, *gone)
	case !dash && t.list && field:
		// The list is over, and the field belongs to what holds the list.
		if n := len(s.levels); n > 1 {
			return s.shift(off, s.levels[n-2].indent, s.levels[n-2])
		}
		at := s.here(off, s.wordEnd(off))
		s.say(at, catalog.SourceListField, catalog.SourceListFieldHint)
		s.drop(s.line, off)
		return off, false
	case !dash && t.list:
		at := s.here(off, len(s.text()))
		fix := diag.Edit{Range: s.here(off, off), Text: "- "}
		s.say(at, catalog.SourceNoDash, catalog.SourceWrite.With("- "+s.text()[off:]), fix)
		s.replace(s.line, off, 0, "- ")
	case !dash && !field:
		return s.loose(off)
	}
	return off, true
}

// under is a line deeper than an entry whose text has already begun. Text runs
// on; anything else was meant to stand elsewhere.
func (s *scan) under(off int, dash, field bool) (int, bool) {
	t := s.top()
	inner := off
	if dash {
		inner = skipBlank(s.text(), off+1)
	}
	switch {
	case field:
		return s.shift(off, t.indent, *t)
	case dash && (s.isField(inner) || t.name != "" && s.listBelow() != nil && s.isField(inner)):
		if list := s.listBelow(); list != nil {
			return s.shift(off, list.indent, *list)
		}
		return s.strayDash(off)
	case dash && t.list:
		above := strings.TrimSpace(s.lines[t.line])
		joined := strings.TrimSpace(strings.TrimPrefix(above, "-")) + " " + strings.TrimSpace(s.text())
		fix := diag.Edit{Range: s.here(0, off), Text: strings.Repeat(" ", t.indent)}
		s.warn(s.here(off, off+1), catalog.SourceNestedDash.With(Brief(joined)), catalog.SourceColumn.With(t.indent+1), fix)
	}
	return off, false // the parser joins it to the text above
}

// listBelow is the innermost list that is open.
func (s *scan) listBelow() *level {
	for i := len(s.levels) - 1; i >= 0; i-- {
		if s.levels[i].list {
			return &s.levels[i]
		}
	}
	return nil
}

// strayDash is a dash where no list can begin.
func (s *scan) strayDash(off int) (int, bool) {
	if list := s.listBelow(); list != nil {
		return s.shift(off, list.indent, *list)
	}
	s.say(s.here(off, off+1), catalog.SourceStrayDash, catalog.SourceStrayDashHint)
	s.drop(s.line, off)
	return off, false
}

// dash reads "- ".
func (s *scan) dash(off int) (int, bool) {
	t := s.top()
	if !t.list || t.indent != off {
		s.push(off, true)
		t = s.top()
	}
	t.state, t.line, t.name = empty, s.line, ""
	t.entries++
	s.entries++
	next := s.blank(off + 1)
	text := s.text()
	if next == len(text) || text[next] == '#' && text[next-1] != '-' {
		return next, false
	}
	if !isDash(text, next) && (s.isField(next) || s.goesOn(next) && s.noColon(next, false)) {
		s.push(next, false)
	}
	return next, !s.fatal
}

// goesOn reports whether the next line holds a field that begins at the offset.
func (s *scan) goesOn(off int) bool {
	next := s.next(s.line)
	if next < 0 || skipSpaces(s.lines[next]) != off {
		return false
	}
	here := s.line
	s.line = next
	defer func() { s.line = here }()
	return s.isField(off)
}

// blank skips blanks from an offset on and mends those that are not spaces. A
// tab may stand after a colon, but not after a dash, where columns count.
func (s *scan) blank(off int) int {
	end := skipWide(s.text(), off)
	for i, r := range s.text()[off:end] {
		if r != ' ' && (r != '\t' || s.text()[off-1] == '-') {
			at := s.here(off+i, end)
			width := max(1, len([]rune(s.text()[off+i:end])))
			s.say(at, catalog.SourceWideSpace.With(charName(r)), catalog.SourceUseSpace, diag.Edit{Range: at, Text: " "})
			s.replace(s.line, off+i, end-off-i, strings.Repeat(" ", width))
			return skipBlank(s.text(), off)
		}
	}
	return end
}

var bullet = lazyregexp.New(`^(－|—|–|•|·|●|−|\*[ \t])[ \t\x{a0}\x{3000}]*|^-[\x{a0}\x{3000}]+`)

// bullet mends what people type for "- " at the start of an item, where an item
// may stand.
func (s *scan) bullet(off int) (int, bool) {
	text := s.text()
	if c := text[off]; c != '-' && c != '*' && c < utf8.RuneSelf || isDash(text, off) {
		return off, true
	}
	t := s.top()
	lists := t != nil && (t.state == empty && t.indent <= off || s.listAt(off))
	if m := bullet.FindString(text[off:]); m != "" && lists {
		at := s.here(off, off+len(m))
		s.say(at, catalog.SourceBullet.With(strings.TrimSpace(m)), catalog.SourceWrite.With("- "+text[off+len(m):]), diag.Edit{Range: at, Text: "- "})
		s.replace(s.line, off, len(m), "- ")
		return off, true
	}
	if len(text) > off+1 && text[off] == '-' && lists && !isDash(text, off) && !isDigit(text[off+1]) && text[off+1] != '-' {
		at := s.here(off, s.wordEnd(off))
		s.say(at, catalog.SourceDashSpace, catalog.SourceWrite.With("- "+text[off+1:]), diag.Edit{Range: s.here(off+1, off+1), Text: " "})
		s.replace(s.line, off+1, 0, " ")
	}
	return off, true
}

// listAt reports whether a list is open that begins at the indentation.
func (s *scan) listAt(off int) bool {
	for _, l := range s.levels {
		if l.list && l.indent == off {
			return true
		}
	}
	return false
}
