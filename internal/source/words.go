package source

import (
	"strings"
	"unicode/utf8"

	"usher/internal/catalog"
	"usher/internal/diag"
	"usher/internal/lazyregexp"
)

// itemEnd is where an item without quotes ends on its line, whatever is in it.
func (f *flow) itemEnd() int {
	text := f.text()
	end, inner := f.off, 0
	for ; end < len(text); end++ {
		switch text[end] {
		case '[', '{':
			inner++
		case ']', '}':
			inner--
		}
		if inner < 0 || inner == 0 && text[end] == ',' {
			break
		}
	}
	return f.off + len(strings.TrimRight(text[f.off:end], " \t"))
}

// odd is an item that begins with a character that YAML gives a meaning.
func (f *flow) odd(open byte, name bool) bool {
	end := f.itemEnd()
	text := f.text()
	c := text[f.off]
	if c == '-' {
		at := f.here(f.off, f.off+1)
		f.say(at, catalog.SourceDashInside, catalog.SourceDelete, diag.Edit{Range: f.here(f.off, skipBlank(text, f.off+1))})
		f.replace(f.line, f.off, 1, " ")
		return f.rest(open, name)
	}
	if c == '&' || c == '!' {
		token := f.off
		for token < end && !isBlank(text[token]) {
			token++
		}
		if next := skipBlank(text, token); next < len(text) && strings.IndexByte(`[{"'`, text[next]) >= 0 {
			message := catalog.SourceAnchor
			if c == '!' {
				message = catalog.SourceTag
			}
			at := f.here(f.off, token)
			f.say(at, message.With(Brief(text[f.off:token])), catalog.SourceDelete, diag.Edit{Range: f.here(f.off, next)})
			f.replace(f.line, f.off, next-f.off, "")
			return f.rest(open, name)
		}
	}
	item := text[f.off:end]
	message, hint := catalog.SourceStartsWith.With(string(c)), catalog.SourceQuote.With(Quote(item))
	token := end
	if strings.IndexByte("&*!", c) >= 0 {
		token = f.off + len(strings.Fields(item)[0])
		hint = catalog.SourceQuoteText.With(Quote(item))
	}
	switch c {
	case '&':
		message = catalog.SourceAnchor.With(Brief(text[f.off:token]))
	case '*':
		message = catalog.SourceAlias.With(Brief(text[f.off:token]))
	case '!':
		message = catalog.SourceTag.With(Brief(text[f.off:token]))
	case '#':
		message = catalog.SourceHash
	}
	f.quoteItem(token, end, message, hint)
	return true
}

// rest reads an item whose beginning was taken away.
func (f *flow) rest(open byte, name bool) bool {
	if !f.skip() {
		return false
	}
	if strings.IndexByte(",]}", f.text()[f.off]) >= 0 {
		return true
	}
	return f.scalar(open, name)
}

// quoteItem quotes from the cursor up to end. The message is about what stands
// before token.
func (f *flow) quoteItem(token, end int, message, hint catalog.Text) {
	fix := diag.Edit{Range: f.here(f.off, end), Text: Quote(f.text()[f.off:end])}
	tail := len(f.text()) - end
	f.say(f.here(f.off, token), message, hint, fix)
	f.tell(f.off)
	f.inQuotes(f.off, end)
	f.off = len(f.text()) - tail
	f.last = f.off
}

var fieldHere = lazyregexp.New(`^([A-Za-z][A-Za-z0-9_-]*|"[^"]*"|'[^']*')[ \t]*[:：]`)

// A semicolon that sets fields apart, as in other languages.
var semicolonAhead = lazyregexp.New(`^;[ \t]*[A-Za-z][A-Za-z0-9_-]*[ \t]*[:：=]`)

var fieldAhead = lazyregexp.New(`^[，、；][ \t\x{3000}]*[A-Za-z][A-Za-z0-9_-]*[ \t]*[:：]`)

// words reads text without quotes. A full-width comma in a list separates; among
// fields it does where another field follows, and is text elsewhere.
func (f *flow) words(open byte, name bool) {
	start := f.off
	odd := -1 // offset of a colon that was meant to end a name
	oddLen := 0
	for f.off < len(f.text()) {
		text := f.text()
		r, n := utf8.DecodeRuneInString(text[f.off:])
		next := f.off + n
		switch {
		case r == ',' || r == ']' || r == '}':
			if name && odd < 0 {
				f.bareName(start)
			}
			f.endWords(start, odd, oddLen)
			return
		case r == ':' && (next == len(text) || isBlank(text[next]) || strings.IndexByte(",]}[{", text[next]) >= 0):
			if name || open == '[' && f.onlyName(start) {
				f.last = f.off
				return
			}
			if begin := strings.LastIndexAny(text[start:f.off], " \t") + 1; begin > 0 && known[text[start+begin:f.off]] {
				f.off = start + begin
				f.last = f.off
				end := start + len(strings.TrimRight(text[start:f.off], " \t"))
				f.ended = f.here(end, end)
				return // a comma is missing before it
			}
			f.quoteItem0(start, catalog.SourceColonInText)
			return
		case r == '#' && isBlank(text[f.off-1]):
			f.endWords(start, odd, oddLen)
			return
		case (r == '[' || r == '{') && f.off > start:
			f.quoteItem0(start, catalog.SourceBracketInText)
			return
		case r == ';' && open == '{' && !name && semicolonAhead.MatchString(text[f.off:]):
			f.endWords(start, odd, oddLen)
			at := f.here(f.off, next)
			f.say(at, catalog.SourceOtherMark.With(";", ","), catalog.SourceTypeMark.With(","), diag.Edit{Range: at, Text: ","})
			f.replace(f.line, f.off, 1, ",")
			return
		case name && odd < 0 && (r == '=' || r == '＝') && known[strings.TrimSpace(text[start:f.off])]:
			key := strings.TrimSpace(text[start:f.off])
			f.say(f.here(f.off, next), catalog.SourceOtherMark.With(string(r), ":"), catalog.SourceWrite.With(key+": …"), diag.Edit{Range: f.here(start+len(key), skipBlank(text, next)), Text: ": "})
			f.replace(f.line, f.off, n, ": ")
			f.last = f.off
			return
		case name && odd < 0 && (strings.ContainsRune(wideColons, r) || r == ':' && !strings.HasPrefix(text[next:], "//") && word.MatchString(text[start:f.off])):
			odd, oddLen = f.off, n
		case (r == '，' || r == '、' || r == '；') && (open == '[' || fieldAhead.MatchString(text[f.off:])):
			f.endWords(start, odd, oddLen)
			f.narrow(f.off, n, ",")
			return
		case (r == '］' || r == '】' || r == '｝') && f.closesHere(next):
			f.endWords(start, odd, oddLen)
			f.narrow(f.off, n, wideBrackets.Replace(string(r)))
			return
		}
		f.off = next
	}
	f.endWords(start, odd, oddLen)
}

// bareName puts the colon after the name of a field that has none.
func (f *flow) bareName(start int) {
	text := f.text()[start:f.off]
	name, value, ok := strings.Cut(text, " ")
	if value = strings.TrimSpace(value); !ok || !known[name] || value == "" {
		return
	}
	end := start + len(name)
	f.say(f.here(start, end), catalog.SourceNoColon.With(name), catalog.SourceWrite.With(name+": "+value), diag.Edit{Range: f.here(end, end), Text: ":"})
	f.replace(f.line, end, 0, ":")
	f.off++
}

// closesHere reports whether nothing of an item follows at the offset.
func (f *flow) closesHere(off int) bool {
	rest := strings.TrimLeft(f.text()[off:], " \t")
	return rest == "" || strings.IndexByte(",]}#", rest[0]) >= 0 || strings.HasPrefix(rest, "，") || strings.HasPrefix(rest, "］") || strings.HasPrefix(rest, "】") || strings.HasPrefix(rest, "｝")
}

// onlyName reports whether what was read since start is one word, as in [a: b].
func (f *flow) onlyName(start int) bool {
	return word.MatchString(strings.TrimSpace(f.text()[start:f.off]))
}

// endWords ends text without quotes at the cursor, and mends the colon of a name.
func (f *flow) endWords(start, odd, n int) {
	f.trailIn(start)
	f.last = f.off
	end := start + len(strings.TrimRight(f.text()[start:f.off], " \t"))
	f.ended = f.here(end, end)
	if odd < 0 {
		return
	}
	text := f.text()
	key := strings.TrimSpace(text[start:odd])
	line := key + ": " + strings.TrimSpace(text[odd+n:f.off])
	fix := diag.Edit{Range: f.here(odd, odd+n), Text: ": "}
	message := catalog.SourceTight
	if n > 1 {
		message = catalog.SourceColon.With(text[odd : odd+n])
	}
	f.say(f.here(odd, odd+n), message, catalog.SourceWrite.With(line), fix)
	f.replace(f.line, odd, n, ": ")
	f.off += 2 - n
	f.last = f.off
}

// trailIn mends wide blanks at the end of text that ends at the cursor.
func (f *flow) trailIn(start int) {
	end := start + len(strings.TrimRight(f.text()[start:f.off], " \t"))
	before := len(f.text())
	f.trail(start, end)
	f.off += len(f.text()) - before
}

// quoteItem0 quotes the item that began at start.
func (f *flow) quoteItem0(start int, message catalog.Text) {
	f.off = start
	end := f.itemEnd()
	f.quoteItem(end, end, message, catalog.SourceQuote.With(Quote(f.text()[start:end])))
}
