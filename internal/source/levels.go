package source

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"usher/internal/catalog"
	"usher/internal/diag"
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
	case t == nil && gone.entries == 1 && field:
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

const maxMoved = 200

// shift moves the line to where it was meant to begin: under the entry beside
// which it stands.
func (s *scan) shift(off, to int, beside level) (int, bool) {
	end := s.wordEnd(off)
	what := Brief(s.text()[off:end])
	message := catalog.SourceMisplaced.With(what, off+1)
	if beside.name != "" {
		message = catalog.SourceUnaligned.With(what, Brief(beside.name), beside.line+1)
	}
	at := s.here(off, end)
	s.tell(off)
	fixes := []diag.Edit{s.move(s.line, off, to)}
	// What stands below it moves along, as far as a plan may well have it, and so
	// do the lines that begin where it does, unless they are what it holds.
	alone, dash := s.holdsNext(off, to), isDash(s.text(), to)
	holds := strings.HasSuffix(strings.TrimRight(s.text(), " \t"), ":")
	for i := s.line + 1; i < len(s.lines) && len(fixes) < maxMoved; i++ {
		line := s.lines[i]
		in := skipSpaces(line)
		if in == len(line) {
			continue
		}
		if in < off || in == off && (alone || dash && !isDash(line, in)) || in > off && to > off && (alone || !holds) || to > off && (line[in] == '#' || in == off && dash != isDash(line, in)) {
			break
		}
		if in == off {
			holds = strings.HasSuffix(strings.TrimRight(line, " \t"), ":")
		}
		fixes = append(fixes, s.move(i, in, max(0, in+to-off)))
	}
	hint := catalog.SourceColumn.With(to + 1)
	if len(fixes) > 1 {
		hint = catalog.SourceColumns.With(to + 1)
	}
	s.say(at, message, hint, fixes...)
	for s.top() != nil && s.top().indent > to {
		s.levels = s.levels[:len(s.levels)-1]
	}
	if t := s.top(); t == nil || t.indent != to {
		s.levels = append(s.levels, level{indent: to, list: beside.list, state: full, line: s.line})
	}
	if t := s.top(); t.list && !isDash(s.text(), to) || !t.list && isDash(s.text(), to) {
		s.drop(s.line, to)
		// The lines with it belong to nothing either.
		for i := s.line + 1; t.list && i < len(s.lines); i++ {
			in := skipSpaces(s.lines[i])
			if in < len(s.lines[i]) && (in < to || in == to && isDash(s.lines[i], in)) {
				break
			}
			s.drop(i, 0)
		}
		return to, false
	}
	return to, true
}

// holdsNext reports whether the lines below a line that moves are better left
// where they are: to the left, those that begin where it does and that it holds;
// to the right, those that stand in their place already.
func (s *scan) holdsNext(off, to int) bool {
	next := s.next(s.line)
	if next < 0 {
		return false
	}
	in := skipSpaces(s.lines[next])
	_, at, kind := s.field(to)
	opens := kind != noColon && skipBlank(s.text(), at+1) >= len(s.text())
	if to > off {
		return in > to && opens
	}
	return in == off && opens
}

// next is the next line that has content, or -1.
func (s *scan) next(line int) int {
	for i := line + 1; i < len(s.lines); i++ {
		if in := skipSpaces(s.lines[i]); in < len(s.lines[i]) && s.lines[i][in] != '#' {
			return i
		}
	}
	return -1
}

// between finds the level that a field stands out of to the left, though the line
// after it goes on with that level: then the field was meant to be in it.
func (s *scan) between(off int, field bool) *level {
	t := s.top()
	if t == nil || t.indent <= off || !field {
		return nil
	}
	_, at, kind := s.field(off)
	value := s.text()[min(skipWide(s.text(), at+1), len(s.text())):]
	if kind == noColon || value == "" || strings.IndexByte("#|>&!", value[0]) >= 0 ||
		strings.IndexByte("[{\"'", value[0]) >= 0 && strings.IndexByte("]}\"'", value[len(value)-1]) < 0 {
		return nil // what follows may belong to it
	}
	next := s.next(s.line)
	if next < 0 {
		return nil
	}
	here := s.line
	s.line = next
	defer func() { s.line = here }()
	in := skipSpaces(s.text())
	if in <= off || !isDash(s.text(), in) && !s.isField(in) || isDash(s.text(), in) && !s.isField(skipBlank(s.text(), in+1)) {
		return nil
	}
	for i := range s.levels {
		l := &s.levels[i]
		if l.list && l.indent == in && i+1 < len(s.levels) && isDash(s.text(), in) {
			l = &s.levels[i+1]
		} else if l.indent != in || isDash(s.text(), in) {
			continue
		}
		if l.list {
			return nil
		}
		return l
	}
	return nil
}

// unshift moves the only line of the plan before this one, which stands further
// left, to where this one begins.
func (s *scan) unshift(off int, before level) (int, bool) {
	line := before.line
	if before.list {
		// An item before the first field belongs to nothing.
		s.say(s.span(line, before.indent, before.indent+1), catalog.SourceStrayDash, catalog.SourceStrayDashHint)
		for i := line; i < s.line; i++ {
			s.drop(i, 0)
		}
		s.push(off, false)
		return off, true
	}
	at := s.span(line, before.indent, before.indent+len(before.name))
	message := catalog.SourceUnaligned.With(before.name, s.text()[off:s.wordEnd(off)], s.line+1)
	s.say(at, message, catalog.SourceColumn.With(off+1), s.move(line, before.indent, off))
	s.push(off, false)
	s.top().entries++
	return off, true
}

// unshiftItem moves the first line of a list's only item, when the item's other
// lines go on where that line does not have them: at is the list's level.
func (s *scan) unshiftItem(off, at int) bool {
	if at+2 != len(s.before) || off < 2 || at > 0 && off-2 < s.before[at-1].indent {
		return false
	}
	list, item := s.before[at], s.before[at+1]
	if !list.list || list.entries != 1 || item.list || item.entries != 1 || item.line != list.line || item.state == nested || item.state == empty {
		return false
	}
	fix := s.move(list.line, list.indent, off-2)
	dash := s.span(list.line, off-2, off-1)
	s.say(dash, catalog.SourceMisplaced.With("-", dash.Start.Column), catalog.SourceColumn.With(off-1), fix)
	list.indent, item.indent = off-2, off
	s.levels = append(s.levels[:at:at], list, item)
	return true
}

// missingDash mends the first line of an item whose dash was forgotten: the other
// lines of the item stand where they would with it.
func (s *scan) missingDash(off int) bool {
	n := len(s.levels)
	t := s.top()
	if n < 2 || t.list || t.entries != 1 || t.state == nested || t.state == empty || s.levels[n-2].list || !lists[s.levels[n-2].name] || off-2 < s.levels[n-2].indent || off > t.indent+4 {
		return false
	}
	text := s.lines[t.line]
	at := s.span(t.line, t.indent, t.indent+len(t.name))
	with := strings.Repeat(" ", off-2) + "- "
	fix := diag.Edit{Range: s.span(t.line, 0, t.indent), Text: with}
	s.say(at, catalog.SourceNoDash, catalog.SourceWrite.With("- "+text[t.indent:]), fix)
	s.replace(t.line, 0, t.indent, with)
	item := *t
	item.indent, item.state = off, full
	s.levels = append(s.levels[:n-1], level{indent: off - 2, list: true, state: nested, line: t.line, entries: 1}, item)
	return true
}

// move makes a line begin elsewhere.
func (s *scan) move(line, from, to int) diag.Edit {
	spaces := strings.Repeat(" ", to)
	fix := diag.Edit{Range: s.span(line, 0, from), Text: spaces}
	s.replace(line, 0, from, spaces)
	return fix
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

var bullet = regexp.MustCompile(`^(－|—|–|•|·|●|−|\*[ \t])[ \t\x{a0}\x{3000}]*|^-[\x{a0}\x{3000}]+`)

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
