// Package leak provides a search for secrets in output of any kind, however they
// are written in it, so that a test can say that there are none.
package leak

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"html"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"usher/internal/lazyregexp"
)

// Secret is a text that must not be found. What counts of it are its letters and
// digits; but a time of day, "09:41", is as short that it is sought as it is.
type Secret struct {
	Plan, Field string // where it comes from
	Text        string
}

func (s Secret) String() string { return fmt.Sprintf("%s of %s (%q)", s.Field, s.Plan, s.Text) }

// Word is a text for a secret, another one for each n from 0 on and each plan of
// up to 26: six letters that are in no language.
func Word(plan, n int) string {
	return "zq" + string([]rune{rune('a' + plan), rune('a' + n/26), rune('a' + n%26)}) + "kx"
}

// Find returns the secrets that are in the data, in their order: as text in any
// case and with anything between its letters, inside markup, as references and
// escapes of HTML, URLs, CSS and programs, in base64 and hexadecimal, in UTF-16,
// in folded lines, in the strings of a PDF, and in what archives and compressed streams
// hold. What a PDF draws it names by the numbers of a font's shapes; a reader of PDFs
// has to tell that.
func Find(data []byte, secrets []Secret) []Secret {
	found := map[string]bool{}
	look(data, secrets, found, 0)
	var out []Secret
	for _, s := range secrets {
		if found[s.Text] {
			out = append(out, s)
		}
	}
	return out
}

// deepest is how many layers of encoding are taken off.
const deepest = 4

func look(data []byte, secrets []Secret, found map[string]bool, depth int) {
	if depth > deepest || len(data) == 0 {
		return
	}
	if bytes.HasPrefix(data, []byte("%PDF")) {
		for _, part := range document(data) {
			look(part, secrets, found, depth+1)
		}
		return
	}
	for _, part := range unpacked(data) {
		look(part, secrets, found, depth+1)
	}
	if utf16 := bytes.ReplaceAll(data, []byte{0}, nil); len(utf16) < len(data) {
		look(utf16, secrets, found, depth+1)
	}
	for _, text := range readings(string(data)) {
		bare := letters(text)
		for _, s := range secrets {
			if !found[s.Text] && (strings.Contains(text, s.Text) || !strings.Contains(s.Text, ":") && strings.Contains(bare, letters(s.Text))) {
				found[s.Text] = true
			}
		}
		for _, part := range encoded(text) {
			look(part, secrets, found, depth+1)
		}
	}
}

var (
	tag     = lazyregexp.New(`(?s)<[^>]*>`)
	fold    = lazyregexp.New(`\r?\n[ \t]`)
	percent = lazyregexp.New(`%[0-9a-fA-F]{2}`)
	escape  = lazyregexp.New(`\\(?:u\{?|x)?([0-9a-fA-F]{2,6})[ }]?`)
	run     = lazyregexp.New(`[A-Za-z0-9+/_-]{10,}`)
	digits  = lazyregexp.New(`(?:[0-9a-fA-F]{2}[ :,]?){4,}`)
)

// readings are what a text says, read in each way that it could be meant.
func readings(text string) []string {
	out := []string{text}
	add := func(reading string) {
		if !slices.Contains(out, reading) {
			out = append(out, reading)
		}
	}
	add(html.UnescapeString(text))
	add(html.UnescapeString(tag.ReplaceAllString(text, "")))
	add(fold.ReplaceAllString(text, ""))
	add(percent.ReplaceAllStringFunc(text, func(s string) string { return character(s[1:]) }))
	add(escape.ReplaceAllStringFunc(text, func(s string) string { return character(escape.FindStringSubmatch(s)[1]) }))
	return out
}

func character(hexadecimal string) string {
	n, err := strconv.ParseUint(hexadecimal, 16, 32)
	if err != nil || n > utf8.MaxRune {
		return ""
	}
	return string(rune(n))
}

// encoded are the parts of a text that are written in base64 or hexadecimal.
func encoded(text string) (parts [][]byte) {
	for _, word := range run.FindAllString(text, -1) {
		word = strings.NewReplacer("-", "+", "_", "/").Replace(word)
		// The text may begin within the word, at any of four places.
		for at := range min(4, len(word)) {
			rest := word[at:]
			if len(rest)%4 == 1 {
				rest = rest[:len(rest)-1]
			}
			if data, err := base64.RawStdEncoding.DecodeString(rest); err == nil && plausible(data) {
				parts = append(parts, data)
			}
		}
	}
	for _, word := range digits.FindAllString(text, -1) {
		word = strings.NewReplacer(" ", "", ":", "", ",", "").Replace(word)
		if data, err := hex.DecodeString(word); err == nil && plausible(data) {
			parts = append(parts, data)
		}
	}
	return parts
}

// plausible reports whether data may be somebody's text or an archive: most of
// what decodes at all is a word that was none.
func plausible(data []byte) bool {
	if bytes.HasPrefix(data, []byte("PK")) || bytes.HasPrefix(data, []byte{0x1f, 0x8b}) {
		return true
	}
	return utf8.Valid(data) && !bytes.ContainsFunc(data, func(r rune) bool { return r < ' ' && !strings.ContainsRune("\r\n\t", r) })
}

// unpacked is what an archive or a compressed file holds.
func unpacked(data []byte) (parts [][]byte) {
	if archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data))); err == nil {
		parts = append(parts, []byte(archive.Comment))
		for _, f := range archive.File {
			parts = append(parts, []byte(f.Name+" "+f.Comment))
			if r, err := f.Open(); err == nil {
				parts = append(parts, inflated(r))
			}
		}
	}
	if bytes.HasPrefix(data, []byte{0x1f, 0x8b}) {
		if r, err := gzip.NewReader(bytes.NewReader(data)); err == nil {
			parts = append(parts, inflated(r))
		}
	}
	return parts
}

// inflated is as much as can be read, up to a size that no output of ours has.
func inflated(r io.Reader) []byte {
	data, _ := io.ReadAll(io.LimitReader(r, 64<<20)) // what comes before an error counts
	return data
}

// letters is a text in small letters and digits, with nothing between them.
func letters(text string) string {
	out := make([]byte, 0, len(text))
	for i := range len(text) {
		switch c := text[i]; {
		case c >= 'a' && c <= 'z', c >= '0' && c <= '9':
			out = append(out, c)
		case c >= 'A' && c <= 'Z':
			out = append(out, c+'a'-'A')
		}
	}
	return string(out)
}
