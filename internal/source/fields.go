package source

import (
	"reflect"
	"strings"
	"unicode"
	"unicode/utf8"

	"usher/internal/catalog"
	"usher/internal/diag"
	"usher/internal/lazyregexp"
	"usher/internal/plan"
)

// colon is how a field's name and its value are set apart.
type colon int

const (
	noColon    colon = iota
	goodColon        // ": ", or ":" at the end of the line
	wideColon        // a full-width colon or one that looks alike
	tightColon       // no space after it
	wideAfter        // a blank other than a space after it
)

// colons that a Chinese input method or a word processor types.
const wideColons = "：﹕∶︰"

var word = lazyregexp.New(`^[A-Za-z][A-Za-z0-9_-]*$`)

// isField reports whether a field begins at the offset, its colon mended or not.
func (s *scan) isField(off int) bool {
	_, _, kind := s.field(off)
	return kind != noColon
}

// field finds the end of the name of the field that begins at the offset, and
// the offset of its colon.
func (s *scan) field(off int) (end, at int, kind colon) {
	text := s.text()
	if off >= len(text) {
		return 0, 0, noColon
	}
	switch c := text[off]; c {
	case '"', '\'':
		close := closing(text, off)
		if close < 0 {
			return 0, 0, noColon
		}
		at = skipBlank(text, close)
		if at < len(text) && text[at] == ':' && (at+1 == len(text) || isBlank(text[at+1])) {
			return close, at, goodColon
		}
		return 0, 0, noColon
	case '[', '{', '#', '|', '>':
		return 0, 0, noColon
	case '&', '*', '!', '@', '`', '%':
		if !strings.Contains(text[off:], ": ") {
			return 0, 0, noColon
		}
	}
	at, kind = s.findColon(off)
	end = at
	for end > off && isBlank(text[end-1]) {
		end--
	}
	if kind != noColon && end == off {
		return 0, 0, noColon
	}
	return end, at, kind
}

func (s *scan) findColon(off int) (int, colon) {
	text := s.text()
	odd, oddKind := -1, noColon
	for i := off; i < len(text); {
		c := text[i]
		if c < utf8.RuneSelf {
			switch {
			case c == '#' && i > off && isBlank(text[i-1]):
				return odd, oddKind
			case c == ':' && (i+1 == len(text) || isBlank(text[i+1])):
				if odd >= 0 && (oddKind != tightColon && s.sureColon(text[off:odd], off) || known[text[off:odd]]) {
					return odd, oddKind
				}
				return i, goodColon
			case c == ':' && odd < 0:
				kind := tightColon
				if r, _ := utf8.DecodeRuneInString(text[i+1:]); wideSpace(r) {
					kind = wideAfter
				}
				if s.oddField(text[off:i], text[i+1:], off, kind) {
					odd, oddKind = i, kind
				}
			}
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(text[i:])
		if odd < 0 && strings.ContainsRune(wideColons, r) && s.oddField(text[off:i], text[i+n:], off, wideColon) {
			odd, oddKind = i, wideColon
		}
		i += n
	}
	return odd, oddKind
}

// oddField reports whether what stands before a colon that is none for the
// parser was meant as the name of a field: where only a field can stand, nearly
// anything; elsewhere a name that plans use.
func (s *scan) oddField(name, rest string, off int, kind colon) bool {
	name = strings.TrimSpace(name)
	if kind == tightColon && (strings.HasPrefix(rest, "//") || rest == "") {
		return false
	}
	if s.onlyField(off) {
		return kind != tightColon || word.MatchString(name)
	}
	return known[name] || kind == wideAfter && word.MatchString(name) || s.sureColon(name, off)
}

// sureColon reports whether a name before a full-width colon can only be a field's.
func (s *scan) sureColon(name string, off int) bool {
	name = strings.TrimSpace(name)
	if known[name] {
		return true
	}
	t := s.top()
	return word.MatchString(name) && strings.ToLower(name) == name && (s.onlyField(off) || t != nil && !t.list && t.state == empty && t.indent < off && t.name == "team")
}

// onlyField reports whether nothing but a field can stand at the offset: a
// mapping is open there, or nothing is yet.
func (s *scan) onlyField(off int) bool {
	for i := len(s.levels) - 1; i >= 0; i-- {
		if l := s.levels[i]; l.indent <= off {
			return l.indent == off && !l.list
		}
	}
	return len(s.levels) == 0
}

// known has every field name of the built-in plan format, lists those that hold
// items with fields of their own.
var known, lists = fieldNames(reflect.TypeFor[plan.Plan](), map[string]bool{}, map[string]bool{})

func fieldNames(t reflect.Type, names, lists map[string]bool) (map[string]bool, map[string]bool) {
	switch t.Kind() {
	case reflect.Slice, reflect.Pointer:
		return fieldNames(t.Elem(), names, lists)
	case reflect.Struct:
		for i := range t.NumField() {
			name, _, _ := strings.Cut(t.Field(i).Tag.Get("json"), ",")
			names[name] = true
			if f := t.Field(i).Type; f.Kind() == reflect.Slice && f.Elem().Kind() == reflect.Struct {
				lists[name] = true
			}
			fieldNames(t.Field(i).Type, names, lists)
		}
	}
	return names, lists
}

// entry reads what stands at an offset, once it is known to stand in its place:
// a field, or the text of an item.
func (s *scan) entry(off int) {
	end, at, kind := s.field(off)
	if kind == noColon {
		s.value(off)
		return
	}
	t := s.top()
	t.state, t.line, t.name = empty, s.line, strings.Trim(s.text()[off:end], `"'`)
	t.entries++
	s.entries++
	if s.text()[off] == '?' && isBlank(s.text()[off+1]) {
		s.say(s.here(off, off+1), catalog.SourceQuestion, catalog.SourceDelete)
		s.drop(s.line, off)
		return
	}
	if name := s.text()[off:end]; name == "<<" || strings.ContainsRune("&*!", rune(name[0])) {
		s.special(off, end, name)
		return
	}
	switch _, n := utf8.DecodeRuneInString(s.text()[at:]); {
	case (kind == goodColon || kind == tightColon) && s.strayValue(at+n):
	case kind == wideColon:
		rest := s.text()[at+n:]
		with := ": "
		if rest == "" || isBlank(rest[0]) {
			with = ":"
		}
		r, _ := utf8.DecodeRuneInString(s.text()[at:])
		line := strings.TrimSpace(s.text()[off:end] + ": " + strings.TrimSpace(rest))
		s.say(s.here(at, at+n), catalog.SourceColon.With(string(r)), catalog.SourceWrite.With(line), diag.Edit{Range: s.here(end, at+n), Text: with})
		s.replace(s.line, at, n, with)
	case kind == tightColon:
		line := s.text()[off:end] + ": " + s.text()[at+1:]
		s.say(s.here(at, at+1), catalog.SourceTight, catalog.SourceWrite.With(line), diag.Edit{Range: s.here(at+1, at+1), Text: " "})
		s.replace(s.line, at+1, 0, " ")
	}
	s.value(s.blank(at + 1))
}

// strayValue takes out a mark that slipped in after a colon, where the lines
// below hold the value.
func (s *scan) strayValue(off int) bool {
	text := s.text()
	value := strings.TrimSpace(text[off:])
	if n := utf8.RuneCountInString(value); n == 0 || n > 2 || strings.IndexByte("#|>[{\"'&*!-", value[0]) >= 0 ||
		strings.ContainsFunc(value, func(r rune) bool { return !unicode.IsPunct(r) && !unicode.IsSymbol(r) }) || !s.deeperBelow(s.top().indent) {
		return false
	}
	from := off + strings.Index(text[off:], value)
	at := s.here(from, from+len(value))
	s.say(at, catalog.SourceStray.With(value), catalog.SourceDelete, diag.Edit{Range: at})
	s.replace(s.line, from, len(value), "")
	return true
}

// special is a field name that YAML gives a meaning that plans do not use.
func (s *scan) special(off, end int, name string) {
	at := s.here(off, end)
	switch name[0] {
	case '<':
		s.say(at, catalog.SourceMerge, catalog.SourceWriteOut)
		s.drop(s.line, off)
	case '*':
		s.say(at, catalog.SourceAlias.With(Brief(name)), catalog.SourceWriteOut)
		s.drop(s.line, off)
	default:
		token := off + len(strings.Fields(name)[0])
		next := skipBlank(s.text(), token)
		at = s.here(off, token)
		message := catalog.SourceAnchor
		if name[0] == '!' {
			message = catalog.SourceTag
		}
		s.say(at, message.With(Brief(s.text()[off:token])), catalog.SourceDelete, diag.Edit{Range: s.here(off, next)})
		s.replace(s.line, off, next-off, "")
		s.entry(off)
	}
}

// loose is text that is neither a field nor an item.
func (s *scan) loose(off int) (int, bool) {
	t := s.top()
	below := t != nil && t.indent < off && t.state == empty
	if s.noColon(off, below) {
		if t == nil || below {
			s.push(off, false)
		}
		return off, true
	}
	if below {
		s.value(off)
		return off, false
	}
	text := s.text()
	if c := text[off]; (c == '{' || c == '[') && t == nil {
		s.entries++
		s.value(off)
		return off, false
	}
	at := s.here(off, len(strings.TrimRight(text, " \t")))
	if t != nil && t.state == plain {
		fix := diag.Edit{Range: s.here(0, off), Text: strings.Repeat(" ", t.indent+2)}
		s.say(at, catalog.SourceRunsOn.With(Brief(t.name)), catalog.SourceColumn.With(t.indent+3), fix)
		s.drop(s.line, off)
		return off, false
	}
	s.say(at, catalog.SourceNoField, catalog.SourceNoFieldRemark)
	s.drop(s.line, off)
	s.levels = s.before // what is no part of the plan ends nothing
	return off, false
}

// Something else than a colon after a name: "category = C", "category. C".
var otherColon = lazyregexp.New(`^([A-Za-z][A-Za-z-]*)[ \t]*(=>|->|→|=|＝|\.|。|;|；|,|，|、|~|～)[ \t]*`)

// noColon mends a line that begins with the name of a field and has no colon, or
// something else, after it. Where it may be text, below a name, it is the name of
// a field only if it stands alone and something is below it in turn.
func (s *scan) noColon(off int, below bool) bool {
	text := s.text()
	end := s.wordEnd(off)
	name := text[off:end]
	next := skipBlank(text, end)
	alone := next == len(text) || text[next] == '#' && next > end
	if below && !(known[name] && alone && s.deeperBelow(off)) {
		return false
	}
	if m := otherColon.FindStringSubmatchIndex(text[off:]); m != nil && known[text[off+m[2]:off+m[3]]] {
		end, mark, next := off+m[3], s.here(off+m[4], off+m[5]), off+m[1]
		line := text[off:end] + ": " + text[next:]
		s.say(mark, catalog.SourceOtherMark.With(text[off+m[4]:off+m[5]], ":"), catalog.SourceWrite.With(line), diag.Edit{Range: s.here(end, next), Text: ": "})
		s.replace(s.line, end, next-end, ": ")
		return true
	}
	if !known[name] || !alone && next == end {
		return false
	}
	hint := catalog.SourceWrite.With(name + ": " + Brief(text[next:]))
	fixes := []diag.Edit{{Range: s.here(end, end), Text: ":"}}
	if alone {
		s.tell(off)
		hint = catalog.SourceWrite.With(name + ":")
		if !s.deeperBelow(off) {
			hint, fixes, s.dropped = catalog.SourceWrite.With(name+": …"), nil, true
		}
	}
	s.say(s.here(off, end), catalog.SourceNoColon.With(name), hint, fixes...)
	s.replace(s.line, end, 0, ":")
	return true
}

// wordEnd is where the word that begins at the offset ends.
func (s *scan) wordEnd(off int) int {
	text := s.text()
	if isDash(text, off) {
		return off + 1
	}
	for i, r := range text[off:] {
		if r == ' ' || r == '\t' || r == ':' || wideSpace(r) || strings.ContainsRune(wideColons, r) {
			if i > 0 {
				return off + i
			}
			return off + utf8.RuneLen(r)
		}
	}
	return len(text)
}
