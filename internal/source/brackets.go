package source

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"usher/internal/catalog"
	"usher/internal/diag"
	"usher/internal/lazyregexp"
)

// flow reads a list or fields in brackets, which may take several lines.
type flow struct {
	*scan
	off    int
	parent int // indentation that further lines must exceed
	depth  int
	last   int        // offset after the last thing read on the line
	ended  diag.Range // where the last item ended
	fresh  bool       // an item may begin here
	open   []byte     // brackets that are open
	broken bool       // a bracket was found to have no other
}

// brackets reads the value that begins with a bracket at the offset.
func (s *scan) brackets(off, parent int) {
	start, open := s.line, off
	if close, end := s.textAfterBrackets(off); end > 0 {
		s.quote(off, end, catalog.SourceTextAfter.With(Brief(s.text()[off:close])))
		return
	}
	f := &flow{scan: s, off: off, parent: parent, depth: len(s.levels)}
	f.wideBracket()
	if f.group() && !s.fatal {
		s.after(start, open, f.off)
	}
}

// afterName is a field that follows brackets on their line.
var afterName = lazyregexp.New(`^[^A-Za-z]{0,2}[a-z][a-z-]*:([ \t]|$)`)

// textAfterBrackets is where the text ends that begins with brackets but goes
// on behind them, such as "[urgent] contract", and where its brackets close; 0 if
// there is none.
func (s *scan) textAfterBrackets(off int) (close, end int) {
	text := s.text()
	end = s.plainEnd(off)
	depth := 0
	for i := off; i < end; i++ {
		switch text[i] {
		case '"', '\'':
			if close := closing(text, i); close > 0 && strings.IndexByte("[{, :", text[i-1]) >= 0 {
				i = close - 1
			}
		case '[', '{':
			depth++
		case ']', '}':
			depth--
			if depth == 0 {
				rest := strings.TrimSpace(text[i+1 : end])
				if surplus.MatchString(rest) || afterName.MatchString(rest) || rest == "" || rest[0] == ':' || strings.IndexByte(",]}[{", rest[0]) >= 0 || strings.HasPrefix(rest, "，") {
					return 0, 0
				}
				return i + 1, end
			}
		}
	}
	return 0, 0
}

func (f *flow) text() string { return f.lines[f.line] }

var wideBrackets = strings.NewReplacer("［", "[", "］", "]", "｛", "{", "｝", "}", "【", "[", "】", "]")

// wideBracket mends a full-width bracket at the cursor.
func (f *flow) wideBracket() {
	if f.text()[f.off] < utf8.RuneSelf {
		return
	}
	r, n := utf8.DecodeRuneInString(f.text()[f.off:])
	narrow := wideBrackets.Replace(string(r))
	if narrow != string(r) {
		f.narrow(f.off, n, narrow)
	}
}

// narrow mends a full-width mark.
func (f *flow) narrow(off, n int, with string) {
	at := f.here(off, off+n)
	typed := with
	if next := off + n; with == "," && next < len(f.text()) && !isBlank(f.text()[next]) {
		typed = ", "
	}
	f.say(at, catalog.SourceWideMark.With(f.text()[off:off+n]), catalog.SourceTypeMark.With(with), diag.Edit{Range: at, Text: typed})
	f.replace(f.line, off, n, with)
}

// group reads from the opening bracket at the cursor to its closing one.
func (f *flow) group() bool {
	line, off := f.line, f.off
	open := f.text()[off]
	close := byte(']')
	if open == '{' {
		close = '}'
	}
	f.depth++
	if f.depth > MaxDepth {
		f.tooDeep(off)
		return false
	}
	f.open = append(f.open, close)
	defer func() { f.open = f.open[:len(f.open)-1] }()
	f.off++
	f.last = f.off
	comma := true // nothing since the last comma
	for !f.fatal {
		f.fresh = comma
		if !f.skip() {
			f.unclosedBracket(line, off, close)
			return false
		}
		text := f.text()
		switch c := text[f.off]; {
		case c == close:
			f.off++
			f.depth--
			f.last = f.off
			f.ended = f.here(f.off, f.off)
			return true
		case (c == ']' || c == '}') && bytes.IndexByte(f.open, c) >= 0:
			f.unclosedBracket(line, off, close)
			f.depth--
			f.broken = false
			return true
		case c == ']' || c == '}':
			at := f.here(f.off, f.off+1)
			f.say(at, catalog.SourceOtherBracket.With(string(c), string(close)), catalog.SourceTypeMark.With(string(close)), diag.Edit{Range: at, Text: string(close)})
			f.replace(f.line, f.off, 1, string(close))
		case c == ',':
			if comma {
				at := f.here(f.off, f.off+1)
				f.say(at, catalog.SourceEmptyItem, catalog.SourceDelete, diag.Edit{Range: at})
				f.replace(f.line, f.off, 1, " ")
			}
			comma = true
			f.off++
		case f.wideSeparator(open):
		case strings.HasPrefix(text[f.off:], "//"):
			f.slashRemark()
		default:
			if !comma && (open == '[' || fieldHere.MatchString(text[f.off:])) {
				f.missingComma()
			}
			comma = false
			if !f.item(open) {
				if !f.fatal {
					f.unclosedBracket(line, off, close)
				}
				return false
			}
		}
	}
	return false
}

// slashRemark is a remark as in JSON that has them.
func (f *flow) slashRemark() {
	text := f.text()
	end := len(strings.TrimRight(text, " \t"))
	at := f.here(f.off, end)
	rest := "# " + strings.TrimLeft(text[f.off:end], "/ \t")
	f.say(at, catalog.SourceNotRemark.With("//"), catalog.SourceWrite.With(rest), diag.Edit{Range: at, Text: rest})
	f.replace(f.line, f.off, len(text)-f.off, "")
}

// missingComma is an item that follows another without a comma.
func (f *flow) missingComma() {
	end := min(f.wordEnd(f.off), len(f.text()))
	if c := f.text()[f.off]; c == '"' || c == '\'' {
		if close := closing(f.text(), f.off); close > 0 {
			end = close
		}
	}
	if f.ended == (diag.Range{}) {
		f.ended = f.here(f.off, f.off)
	}
	f.say(f.here(f.off, end), catalog.SourceNoComma.With(Brief(f.text()[f.off:end])), catalog.SourceAddComma.With(Brief(f.text()[f.off:end])), diag.Edit{Range: f.ended, Text: ","})
	f.replace(f.line, f.off, 0, ", ")
	f.off += 2
}

// skip goes to the next thing in the brackets, over blanks, comments and lines;
// false where the brackets can go no further.
func (f *flow) skip() bool {
	for !f.fatal {
		f.off = f.blankIn(f.off)
		text := f.text()
		if f.off < len(text) && !(text[f.off] == '#' && f.comment()) {
			return true
		}
		if f.line+1 >= len(f.lines) {
			return false
		}
		next := f.lines[f.line+1]
		in := skipBlank(next, 0)
		if in < len(next) && next[in] != '#' && in <= f.parent && next[in] != ']' && next[in] != '}' {
			return false
		}
		if f.parent < 0 && in == 0 && (isMark(next, "---") || isMark(next, "...")) {
			return false
		}
		f.line++
		f.off, f.last = 0, 0
	}
	return false
}

// comment reports whether the "#" at the cursor begins a comment. Where an item
// may begin, one that is written together with a word was meant as text.
func (f *flow) comment() bool {
	text := f.text()
	switch {
	case f.last == 0:
		return true
	case f.off > 0 && !isBlank(text[f.off-1]):
		return false
	}
	return !f.fresh || f.off+1 == len(text) || isBlank(text[f.off+1])
}

// blankIn skips blanks and mends those that are neither spaces nor tabs.
func (f *flow) blankIn(off int) int {
	end := skipWide(f.text(), off)
	for i, r := range f.text()[off:end] {
		if !wideSpace(r) {
			continue
		}
		at := f.here(off+i, end)
		f.warn(at, catalog.SourceWideSpace.With(charName(r)), catalog.SourceUseSpace, diag.Edit{Range: at, Text: " "})
		f.replace(f.line, off+i, end-off-i, " ")
		return skipBlank(f.text(), off)
	}
	return end
}

// wideSeparator mends a full-width comma or bracket where a comma or a closing
// bracket belongs.
func (f *flow) wideSeparator(open byte) bool {
	r, n := utf8.DecodeRuneInString(f.text()[f.off:])
	switch r {
	case '，', '、', '；':
		f.narrow(f.off, n, ",")
		return true
	case '］', '】', '｝':
		f.narrow(f.off, n, wideBrackets.Replace(string(r)))
		return true
	}
	return false
}

// item reads one item of a list, or one field.
func (f *flow) item(open byte) bool {
	if !f.scalar(open, open == '{') {
		return false
	}
	f.fresh = false
	if !f.skip() {
		return false
	}
	if f.text()[f.off] != ':' {
		return true
	}
	f.off++
	f.fresh = true
	if !f.skip() {
		return false
	}
	if strings.IndexByte(",]}", f.text()[f.off]) >= 0 {
		return true
	}
	return f.scalar(open, false)
}

// scalar reads text, quoted text or brackets at the cursor. A name ends before
// its colon.
func (f *flow) scalar(open byte, name bool) bool {
	text := f.text()
	rest := text[f.off:]
	switch c := text[f.off]; {
	case c == '[' || c == '{':
		return f.group()
	case strings.HasPrefix(rest, "［") || strings.HasPrefix(rest, "｛"):
		f.wideBracket()
		return f.group()
	case c == '"' || c == '\'':
		line, off := f.line, f.off
		end, ok := f.throughQuotes(f.off, f.parent)
		if !ok {
			f.unclosedIn(line, off)
			return true
		}
		f.off, f.last = end, end
		f.ended = f.here(end, end)
		return true
	case strings.IndexByte("&*!@`%|>#", c) >= 0, strings.IndexByte("-?", c) >= 0 && len(rest) > 1 && isBlank(rest[1]):
		return f.odd(open, name)
	}
	f.words(open, name)
	return true
}

// unclosedIn is a quote inside brackets with no other: it is taken to end with
// its item.
func (f *flow) unclosedIn(line, off int) {
	f.off = off + 1
	end := f.itemEnd()
	mark := f.text()[off : off+1]
	text := f.text()
	if r, n := utf8.DecodeLastRuneInString(text[:end]); end-n > off && strings.ContainsRune("”“＂’‘＇", r) {
		at := f.here(end-n, end)
		f.say(at, catalog.SourceWideQuote.With(string(r), mark), catalog.SourceWrite.With(text[off:end-n]+mark), diag.Edit{Range: at, Text: mark})
		f.replace(line, end-n, n, mark)
		f.off = end - n + 1
		return
	}
	f.say(f.here(off, off+1), catalog.SourceUnclosed.With(mark), catalog.SourceWrite.With(text[off:end]+mark), diag.Edit{Range: f.here(end, end), Text: mark})
	f.replace(line, end, 0, mark)
	f.off = end + 1
}

// unclosedBracket is a bracket with no other: it is taken to close after the
// last thing read.
func (f *flow) unclosedBracket(line, off int, close byte) {
	end := len(strings.TrimRight(f.text(), " \t"))
	if f.last > 0 {
		end = f.last
	}
	if !f.broken {
		f.broken = true
		f.say(f.span(line, off, off+1), catalog.SourceUnclosed.With(f.lines[line][off:off+1]), catalog.SourceCloseWith.With(string(close), f.line+1), diag.Edit{Range: f.here(end, end), Text: string(close)})
	}
	f.replace(f.line, end, 0, string(close))
	f.off = end + 1
	f.last = f.off
}
