package render

import (
	"bytes"
	"cmp"
	"fmt"
	"html/template"
	"strings"
	"unicode"
	"unicode/utf8"

	"usher/internal/catalog"
)

// speaker puts texts on paper in the languages of the run. Its methods are the
// functions that templates call.
type speaker []catalog.Lang

// tags are the languages as BCP 47 tags for lang attributes.
var tags = map[catalog.Lang]string{catalog.ZH: "zh-CN", catalog.EN: "en"}

// t is a word of the catalogue: {{t "visitor"}}, {{t "seats" .Seats}}.
func (r *run) t(key string, args ...any) (template.HTML, error) {
	text, err := r.entry(key, args...)
	return r.speak.say(text), err
}

// plainly is t without markup, for titles and attributes.
func (r *run) plainly(key string, args ...any) (string, error) {
	text, err := r.entry(key, args...)
	return r.speak.plain(text), err
}

// one is t in the first language only.
func (r *run) one(key string, args ...any) (string, error) {
	text, err := r.entry(key, args...)
	return r.speak.first(text), err
}

// entry is a word of the catalogue as a text, for functions that take one.
func (r *run) entry(key string, args ...any) (catalog.Text, error) {
	if _, ok := catalog.Sheets[key]; !ok {
		return catalog.Text{}, fmt.Errorf("the catalogue of sheets has no text %q", key)
	}
	text := r.word(key)
	if len(args) > 0 {
		text = text.With(args...)
	}
	return text, nil
}

// word is a word of the catalogue, in the company's own words where it has some.
func (r *run) word(key string) catalog.Text {
	if text, ok := r.whole.Words[key]; ok {
		return text
	}
	return catalog.Sheets[key]
}

// say is a text as HTML: the first language as it is, the second, where it says
// something else, in <span class="l2" lang=…> after it.
func (s speaker) say(t catalog.Text) template.HTML {
	first, second := s.pick(t)
	if second == "" {
		return words(first)
	}
	return words(first) + template.HTML(` <span class="l2" lang="`+tags[s[1]]+`">`) + words(second) + `</span>`
}

// comma separates the items of a list in the first language.
func (s speaker) comma() string {
	return catalog.Text{EN: ", ", ZH: "、"}.In(s[0])
}

// plain is a text without markup, the languages side by side.
func (s speaker) plain(t catalog.Text) string {
	first, second := s.pick(t)
	if second == "" {
		return first
	}
	return first + " " + second
}

// first is a text in the first language only, where there is no room for two.
func (s speaker) first(t catalog.Text) string {
	first, _ := s.pick(t)
	return first
}

// pick gives what to print in each language; where a text lacks one, the other
// stands for it, and what reads alike in both is said once.
func (s speaker) pick(t catalog.Text) (first, second string) {
	first = cmp.Or(t.In(s[0]), t.ZH, t.EN)
	if len(s) > 1 {
		second = t.In(s[1])
	}
	if second == first {
		second = ""
	}
	return first, second
}

// heading numbers the i-th section of a sheet, from 0: “一、准备阶段 Preparation”.
func (s speaker) heading(i int, name catalog.Text) template.HTML {
	zh := []rune("一二三四五六七八九十")
	number := fmt.Sprintf("%d. ", i+1)
	if s[0] == catalog.ZH && i < len(zh) {
		number = string(zh[i]) + "、"
	}
	return template.HTML(number) + s.say(name)
}

// words is plain text as HTML: escaped, and a word that holds a hyphen, a colon
// or an en dash (Wi-Fi, 10:30, 09:30–10:00) kept on one line.
func words(text string) template.HTML {
	if !joins(text) {
		return template.HTML(template.HTMLEscapeString(text))
	}
	var out strings.Builder
	for text != "" {
		n, joined := word(text)
		part := template.HTMLEscapeString(text[:n])
		if joined && n <= maxJoined {
			part = `<span class="nb">` + part + `</span>`
		}
		out.WriteString(part)
		text = text[n:]
	}
	return template.HTML(out.String())
}

// joins reports whether text may hold a joint, by single bytes: 0xE2 starts "–".
func joins(text string) bool {
	for i := range len(text) {
		switch text[i] {
		case '-', ':', '/', '.', 0xe2:
			return true
		}
	}
	return false
}

// maxJoined is the longest word, in bytes, that is kept on one line: longer ones
// (addresses, part numbers) may be broken to fit their column.
const maxJoined = 18

// word measures the word at the start of text, or the run of anything else, in
// bytes, and says whether it is a word joined out of several.
func word(text string) (n int, joined bool) {
	for n < len(text) && !isWord(text[n]) {
		n++
	}
	if n > 0 {
		return n, false
	}
	for n < len(text) {
		_, size := utf8.DecodeRuneInString(text[n:])
		switch {
		case isWord(text[n]):
			n++
		case strings.Contains("-:–/.", text[n:n+size]) && n+size < len(text) && isWord(text[n+size]):
			n, joined = n+size, true
		default:
			return n, joined
		}
	}
	return n, joined
}

func isWord(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
}

// cssString is a CSS string token that holds any text: all but letters, digits,
// spaces and marks that mean nothing to CSS and HTML is written as an escape, so
// that nothing ends the string, the rule or the style element (CSS Syntax 3, 4.3.5
// and 4.3.7).
func cssString(text string) template.CSS {
	var out strings.Builder
	out.WriteByte('"')
	for _, r := range strings.ToValidUTF8(text, "") {
		switch {
		case invisible(r):
		case strings.ContainsRune(" -.,:/()", r) || r >= utf8.RuneSelf && unicode.IsPrint(r) || unicode.IsLetter(r) || unicode.IsDigit(r):
			out.WriteRune(r)
		default:
			fmt.Fprintf(&out, `\%06x`, r)
		}
	}
	out.WriteByte('"')
	return template.CSS(out.String())
}

// clean drops what must not reach paper: control characters, which browsers show
// as boxes or not at all, and the bidirectional controls that could make a line
// read other than it is. Templates hold none, so what is dropped is a plan's.
func clean(html []byte) []byte {
	if !utf8.Valid(html) {
		html = bytes.ToValidUTF8(html, nil)
	}
	out, kept := html[:0], 0
	for i := 0; i < len(html); {
		// Of what is dropped, the first bytes of UTF-8 are these.
		c := html[i]
		if c >= ' ' && c < 0x7f || c == '\n' || c >= 0x80 && c != 0xc2 && c != 0xe2 && c < 0xef {
			i++
			continue
		}
		r, n := utf8.DecodeRune(html[i:])
		if invisible(r) {
			out = append(out, html[kept:i]...)
			kept = i + n
		}
		i += n
	}
	return append(out, html[kept:]...)
}

// invisible are control characters but tab and line feed, bidirectional
// embeddings, overrides and isolates (UAX 9), non-characters and the BOM.
func invisible(r rune) bool {
	switch {
	case r == '\t' || r == '\n':
		return false
	case r < ' ' || r >= 0x7f && r < 0xa0:
		return true
	case r < 0x2000:
		return false
	}
	return r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 || r >= 0xfdd0 && r <= 0xfdef ||
		r == 0x2028 || r == 0x2029 || r == 0xfeff || r&0xfffe == 0xfffe
}
