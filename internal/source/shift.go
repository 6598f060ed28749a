package source

import (
	"strings"

	"usher/internal/catalog"
	"usher/internal/diag"
)

// maxMoved is how many lines one message moves; a plan has fewer below one line.
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
	at := s.first(line, before.indent)
	message := catalog.SourceUnaligned.With(before.name, s.text()[off:s.wordEnd(off)], s.line+1)
	s.say(at, message, catalog.SourceColumn.With(off+1), s.move(line, before.indent, off))
	s.push(off, false)
	s.top().entries++
	return off, true
}

// first is the place of the first word of a line that was read before.
func (s *scan) first(line, indent int) diag.Range {
	here := s.line
	s.line = line
	defer func() { s.line = here }()
	return s.here(indent, s.wordEnd(indent))
}

// unshiftItem moves the first line of a list's only item, when the item's other
// lines go on where that line does not have them: at is the list's level.
func (s *scan) unshiftItem(off, at int) bool {
	if at+2 != len(s.before) || off < 2 || at > 0 && off-2 < s.before[at-1].indent {
		return false
	}
	list, item := s.before[at], s.before[at+1]
	if !list.list || list.indent >= len(s.lines[list.line]) || list.entries != 1 || item.list || item.entries != 1 || item.line != list.line || item.state == nested || item.state == empty {
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
	if n < 2 || t.list || t.indent >= len(s.lines[t.line]) || t.entries != 1 || t.state == nested || t.state == empty || s.levels[n-2].list || !lists[s.levels[n-2].name] || off-2 < s.levels[n-2].indent || off > t.indent+4 {
		return false
	}
	text := s.lines[t.line]
	at := s.first(t.line, t.indent)
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
