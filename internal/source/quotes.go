package source

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"usher/internal/catalog"
	"usher/internal/diag"
)

// quote mends a text that YAML would read otherwise, or not at all, by quoting it.
func (s *scan) quote(off, end int, message catalog.Text) {
	text := s.text()[off:end]
	at := s.here(off, end)
	quoted := Quote(unevenQuotes(text))
	s.say(at, message, catalog.SourceQuote.With(quoted), diag.Edit{Range: at, Text: quoted})
	s.tell(off)
	s.inQuotes(off, end)
	s.set(full)
}

// unevenQuotes takes the quotes from around a text that has another such quote
// within, as in 'Müller's': the outer two were meant as quotes.
func unevenQuotes(text string) string {
	mark := text[:1]
	if n := len(text); n > 2 && (mark == "'" || mark == `"`) && text[n-1:] == mark && strings.Count(text, mark)%2 == 1 {
		return text[1 : n-1]
	}
	return text
}

// inQuotes puts a text into quotes in memory only.
func (s *scan) inQuotes(off, end int) {
	s.replace(s.line, end, 0, "'")
	for i := end - 1; i >= off; i-- {
		if s.text()[i] == '\'' {
			s.replace(s.line, i, 0, "'")
		}
	}
	s.replace(s.line, off, 0, "'")
}

// Quote writes text so that a plan reads it as text, whatever it holds.
func Quote(text string) string {
	if strings.ContainsFunc(text, unicode.IsControl) {
		return strconv.QuoteToGraphic(text)
	}
	if strings.ContainsAny(text, `"\`) {
		return "'" + strings.ReplaceAll(text, "'", "''") + "'"
	}
	return `"` + text + `"`
}

// quoted is text in quotes, which may take several lines.
func (s *scan) quoted(off, parent int) {
	start, open := s.line, off
	end, ok := s.throughQuotes(off, parent)
	if !ok {
		s.unclosed(start, open)
		return
	}
	s.after(start, open, end)
}

// throughQuotes finds the end of the quoted text that begins at the offset,
// going on to further lines that are deeper than its parent, and mends
// backslashes that mean nothing. On failure the line read does not change.
func (s *scan) throughQuotes(off, parent int) (int, bool) {
	mark := s.text()[off]
	line, i := s.line, off+1
	for {
		text := s.lines[line]
		for i < len(text) {
			switch c := text[i]; {
			case c == '\\' && mark == '"':
				if i+1 < len(text) && strings.IndexByte("0abt\tnvfre \"/\\N_LPxuU", text[i+1]) < 0 {
					at := s.span(line, i, i+1)
					s.say(at, catalog.SourceBackslash, catalog.SourceWrite.With(text[:i]+`\`+text[i:]), diag.Edit{Range: at, Text: `\\`})
					s.replace(line, i, 0, `\`)
					text = s.lines[line]
				}
				i += 2
			case c == mark && mark == '\'' && i+1 < len(text) && text[i+1] == mark:
				i += 2
			case c == mark:
				s.line = line
				return i + 1, true
			default:
				i++
			}
		}
		line++
		if line == len(s.lines) {
			return 0, false
		}
		i = skipBlank(s.lines[line], 0)
		if i < len(s.lines[line]) && (i <= parent || i == 0 && isMark(s.lines[line], "---")) {
			return 0, false
		}
	}
}

// unclosed is a quote with no other: the text is taken to end with its line.
func (s *scan) unclosed(line, off int) {
	text := s.lines[line]
	end := len(strings.TrimRight(text, " \t"))
	mark := text[off : off+1]
	if r, n := utf8.DecodeLastRuneInString(text[:end]); end-n > off && strings.ContainsRune("”“＂’‘＇", r) {
		at := s.span(line, end-n, end)
		s.say(at, catalog.SourceWideQuote.With(string(r), mark), catalog.SourceWrite.With(text[off:end-n]+mark), diag.Edit{Range: at, Text: mark})
		s.replace(line, end-n, n, mark)
		return
	}
	s.say(s.span(line, off, off+1), catalog.SourceUnclosed.With(mark), catalog.SourceWrite.With(text[off:end]+mark), diag.Edit{Range: s.span(line, end, end), Text: mark})
	if mark == `"` && strings.HasSuffix(text[off:end], `\`) {
		mark = `\` + mark
	}
	s.replace(line, end, 0, mark)
}

// closing is the offset after the quote that closes the one at off on the same
// line, or -1.
func closing(text string, off int) int {
	mark := text[off]
	for i := off + 1; i < len(text); i++ {
		switch {
		case text[i] == '\\' && mark == '"':
			i++
		case text[i] == mark && mark == '\'' && i+1 < len(text) && text[i+1] == mark:
			i++
		case text[i] == mark:
			return i + 1
		}
	}
	return -1
}
