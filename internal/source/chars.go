package source

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"usher/internal/catalog"
)

// charName names a character that cannot be seen.
func charName(r rune) catalog.Text {
	switch r {
	case '\t':
		return catalog.SourceTab
	case 0xA0, 0x202F:
		return catalog.SourceNoBreak
	case 0x3000:
		return catalog.SourceFullSpace
	}
	return catalog.SourceSpaceChar.With(codePoint(r))
}

// Brief is text as a message shows it: its first forty characters, with what
// cannot be printed as U+FFFD.
func Brief(text string) string {
	n := 0
	for i, r := range text {
		if n++; n > 40 {
			text = text[:i] + "…"
			break
		}
		if !shows(r) {
			return Brief(strings.Map(func(r rune) rune {
				if !shows(r) {
					return utf8.RuneError
				}
				return r
			}, text))
		}
	}
	return text
}

// shows reports whether a character can be shown; joiners are parts of emoji.
func shows(r rune) bool { return unicode.IsGraphic(r) || r == 0x200D }

// codePoint writes a character as Unicode does: U+3000.
func codePoint(r rune) string { return fmt.Sprintf("U+%04X", r) }
