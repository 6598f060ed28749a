package source

import (
	"bytes"
	"encoding/binary"
	"math/bits"
	"strings"
	"unicode/utf8"
)

// Glance is what a plan says of its schedule, as far as that can be seen without
// parsing it: the text of a field at the top, "" where there is none.
type Glance struct {
	Arrive, Depart, Status string
}

// Take looks at a plan without parsing it, which takes a twentieth of the time. It
// is sure where the text is written as nearly all plans are: fields and items one
// to a line, in even columns, with plain values. Parse then finds no mistake of
// yaml-syntax in it and reads of the three fields what the Glance says. Where there
// is the least doubt, sure is false and nothing is known.
func Take(data []byte) (g Glance, sure bool) {
	if len(data) > MaxBytes {
		return Glance{}, false
	}
	l := look{block: -1}
	if !l.characters(data) || !l.run(data) {
		return Glance{}, false
	}
	return l.glance, l.entries > 0
}

// look is the state of a Take. It knows the levels as scan does, but gives up
// where scan would have to think.
type look struct {
	glance  Glance
	levels  [maxLook]seen
	depth   int
	lines   int
	entries int
	block   int // indentation of the field whose block of text is being read; -1: none
	inner   int // of its first line; 0: not seen

	colons bool // there is some wide colon in the text
}

// seen is a level: its indentation, and whether its last entry may have others below.
type seen struct {
	indent     int
	list, open bool
}

// What a glance is enough for. Beyond so many lines a plan may have more mistakes
// than are told, of whatever rule, which is told as yaml-syntax.
const (
	maxLook  = 12 // levels
	maxLines = 900
	maxName  = 64
)

func (l *look) run(data []byte) bool {
	for len(data) > 0 {
		line := data
		if i := bytes.IndexByte(data, '\n'); i >= 0 {
			line, data = data[:i], data[i+1:]
		} else {
			data = nil
		}
		if l.lines++; l.lines > maxLines || len(line) > MaxLine || !l.line(line) {
			return false
		}
	}
	return true
}

// characters reports whether a text has none that scan would look at twice.
func (l *look) characters(text []byte) bool {
	for i := 0; i < len(text); {
		for i+8 <= len(text) {
			n := printable(binary.LittleEndian.Uint64(text[i:]))
			if i += n; n < 8 {
				break
			}
		}
		for i+2 < len(text) && text[i] >= 0xE4 && text[i] <= 0xE9 && text[i+1]&0xC0 == 0x80 && text[i+2]&0xC0 == 0x80 {
			i += 3 // nearly all of Chinese
		}
		if i == len(text) {
			break
		}
		switch c := text[i]; {
		case c >= ' ' && c < 0x7F || c == '\n':
			i++
		case c < utf8.RuneSelf:
			return false
		default:
			r, n := utf8.DecodeRune(text[i:])
			if r == utf8.RuneError || unprintable(r) || invisible(r) || wideSpace(r) {
				return false
			}
			l.colons = l.colons || strings.ContainsRune(wideColons, r)
			i += n
		}
	}
	return true
}

// printable is how many of eight bytes come before the first that is neither printable
// ASCII nor the end of a line: one at a time they take as long as the rest of a glance.
func printable(w uint64) int {
	const ones, tops = 0x0101010101010101, 0x8080808080808080
	low := ^((w | tops) - ' '*ones)           // below a space
	del := (w &^ tops) + ones                 // 0x7F
	no := (w^'\n'*ones)&^tops + (0x80-1)*ones // no end of a line
	return bits.TrailingZeros64((w|low&no|del)&tops) / 8
}

func (l *look) line(line []byte) bool {
	off := 0
	for off < len(line) && line[off] == ' ' {
		off++
	}
	if off == len(line) {
		return l.block < 0 || off == 0
	}
	if l.block >= 0 {
		if off > l.block {
			if l.inner == 0 {
				l.inner = off
			}
			return off >= l.inner
		}
		l.block = -1
	}
	if line[off] == '#' {
		return true
	}
	dash := line[off] == '-' && off+2 < len(line) && line[off+1] == ' '
	name := 0
	if !dash {
		if name = nameAt(line[off:]); name == 0 {
			return false
		}
	}
	if !l.place(off, dash) {
		return false
	}
	if dash {
		off += 2
		if name = nameAt(line[off:]); name > 0 && !l.push(off, false) {
			return false
		}
	}
	l.entries++
	if name == 0 {
		l.top().open = false
		return l.value(nil, line[off:])
	}
	value := line[off+name+1:]
	for len(value) > 0 && value[0] == ' ' {
		value = value[1:]
	}
	if len(value) == 0 || value[0] == '#' {
		l.top().open = true
		return remark(value) && l.field(line[off:off+name], nil)
	}
	l.top().open = false
	return l.value(line[off:off+name], value)
}

// nameAt is how long the name is of the field that begins a text; 0 for none.
func nameAt(text []byte) int {
	for i, c := range text {
		switch {
		case 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z':
		case i > 0 && (c == '-' || c == '_' || '0' <= c && c <= '9'):
		case i > 0 && i <= maxName && c == ':' && (i+1 == len(text) || text[i+1] == ' '):
			return i
		default:
			return 0
		}
	}
	return 0
}

func (l *look) top() *seen { return &l.levels[l.depth-1] }

func (l *look) push(indent int, list bool) bool {
	if l.depth == maxLook {
		return false
	}
	if l.depth > 0 {
		l.top().open = false
	}
	l.levels[l.depth] = seen{indent: indent, list: list}
	l.depth++
	return true
}

// place finds the level that an entry belongs to, or opens it.
func (l *look) place(off int, dash bool) bool {
	if l.depth == 0 {
		return off == 0 && !dash && l.push(0, false)
	}
	for l.depth > 1 && l.top().indent > off {
		l.depth--
	}
	if !dash && l.depth > 1 && l.top().list && l.top().indent == off && l.levels[l.depth-2].indent == off {
		l.depth--
	}
	switch t := l.top(); {
	case t.indent == off && t.list == dash:
		return true
	case t.indent == off:
		return dash && t.open && l.push(off, true)
	case t.indent < off:
		return t.open && l.push(off, dash)
	}
	return false
}

// value reads the text of an entry, which is not blank: plain or quoted words, what
// stands in brackets, or the mark before a block of text.
func (l *look) value(name, text []byte) bool {
	if bytes.IndexByte(text, '#') >= 0 {
		if i := bytes.Index(text, []byte(" #")); i >= 0 {
			if text[0] == '"' || text[0] == '\'' || !remark(text[i+1:]) {
				return false
			}
			text = text[:i]
		}
	}
	for len(text) > 0 && text[len(text)-1] == ' ' {
		text = text[:len(text)-1]
	}
	if len(text) == 0 {
		return false
	}
	switch c := text[0]; {
	case c == '"' || c == '\'':
		end := bytes.IndexByte(text[1:], c)
		return end >= 0 && end == len(text)-2 && bytes.IndexByte(text, '\\') < 0 && l.field(name, text[1:end+1])
	case c == '[' || c == '{':
		rest, ok := bracketed(text, maxLook)
		return ok && len(rest) == 0 && l.field(name, nil)
	case name == nil:
		return isWord(text) && bytes.IndexByte(text, ':') < 0 && l.plain(text)
	case c == '|' || c == '>':
		l.block, l.inner = l.top().indent, 0
		return (len(text) == 1 || len(text) == 2 && (text[1] == '-' || text[1] == '+')) && l.field(name, nil)
	}
	return isWord(text) && l.plain(text) && l.field(name, text)
}

// remark reports whether a comment is none that may have been meant as text.
func remark(text []byte) bool { return len(text) < 2 || text[1] == ' ' || text[1] == '#' }

// isWord reports whether a text begins with a letter of English, a digit or a
// Chinese character.
func isWord(text []byte) bool {
	c := text[0]
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c >= 0xE4 && c <= 0xE9
}

// plain reports whether no colon in a text could be taken for that of a field.
func (l *look) plain(text []byte) bool {
	for rest := text; ; {
		i := bytes.IndexByte(rest, ':')
		if i < 0 {
			return !l.colons || !bytes.ContainsAny(text, wideColons)
		}
		if rest = rest[i+1:]; len(rest) == 0 || rest[0] == ' ' {
			return false
		}
	}
}

// bracketed reads the list or the fields that begin with a bracket, and returns
// what follows.
func bracketed(text []byte, deep int) (rest []byte, ok bool) {
	open := text[0]
	for deep > 0 {
		text = bytes.TrimLeft(text[1:], " ") // the bracket or a comma
		if open == '{' {
			n := nameAt(text)
			if n == 0 {
				return nil, false
			}
			text = bytes.TrimLeft(text[n+1:], " ")
		}
		switch {
		case len(text) == 0:
			return nil, false
		case text[0] == '[' || text[0] == '{':
			if text, ok = bracketed(text, deep-1); !ok {
				return nil, false
			}
		default:
			n := words(text, open)
			if n == 0 {
				return nil, false
			}
			text = text[n:]
		}
		switch {
		case len(text) == 0:
			return nil, false
		case text[0] == open+2: // in ASCII, ] and } are two after [ and {
			return text[1:], true
		case text[0] != ',':
			return nil, false
		}
	}
	return nil, false
}

// words is how long the plain words are that begin a text in brackets, up to what
// ends them; 0 where some character in them may mean more.
func words(text []byte, open byte) int {
	if !isWord(text) {
		return 0
	}
	for i := 0; i < len(text); {
		switch c := text[i]; {
		case c == ',' || c == ']' || c == '}':
			return i
		case c == ':':
			if i+1 == len(text) || text[i+1] < '0' || text[i+1] > '9' {
				return 0
			}
			i++
		case c < utf8.RuneSelf:
			if c != ' ' && c != '-' && c != '_' && c != '.' && c != '/' && c != '(' && c != ')' && c != '+' && !isWord(text[i:]) {
				return 0
			}
			i++
		default:
			r, n := utf8.DecodeRune(text[i:])
			i += n
			switch r {
			case '，', '、', '；':
				if open == '[' || i == len(text) || text[i] < utf8.RuneSelf {
					return 0
				}
			case '：', '﹕', '∶', '︰', '＝', '［', '］', '｛', '｝', '【', '】':
				return 0
			}
		}
	}
	return 0
}

// field takes what a field at the top says, nil for what is not on its line; false
// where the glance cannot say it.
func (l *look) field(name, value []byte) bool {
	if l.depth > 1 {
		return true
	}
	var into *string
	switch string(name) {
	case "arrive":
		into = &l.glance.Arrive
	case "depart":
		into = &l.glance.Depart
	case "status":
		into = &l.glance.Status
	default:
		return true
	}
	if *into != "" || len(value) == 0 {
		return false
	}
	*into = string(value)
	return true
}
