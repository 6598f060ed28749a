package feed

import (
	"strings"
	"unicode/utf8"
)

// object is an iCalendar object in the making: content lines (RFC 5545, 3.1).
type object struct{ strings.Builder }

// line adds a property that is no text: its value stands as it is, and so do the
// parameters after its name, such as "DTSTART;TZID=Europe/Berlin".
func (o *object) line(name, value string) { fold(&o.Builder, name+":"+value) }

// text adds a property of type TEXT. One that says nothing is left out.
func (o *object) text(name, value string) {
	if value != "" {
		o.line(name, escape(value))
	}
}

// longest is the most octets of a line without its line break (RFC 5545, 3.1).
const longest = 75

// fold writes a content line, folded where it is too long, but inside no
// character: "might"-folding of octets is allowed and breaks readers.
func fold(b *strings.Builder, line string) {
	room := longest
	for len(line) > room {
		n := room
		for !utf8.RuneStart(line[n]) {
			n--
		}
		b.WriteString(line[:n])
		b.WriteString("\r\n ")
		line = line[n:]
		room = longest - len(" ")
	}
	b.WriteString(line)
	b.WriteString("\r\n")
}

// RFC 5545, 3.3.11
var escapes = strings.NewReplacer(`\`, `\\`, `;`, `\;`, `,`, `\,`, "\n", `\n`)

var breaks = strings.NewReplacer("\r\n", "\n", "\r", "\n")

// escape writes a text as a value of type TEXT. Control characters, which none may
// hold, and what would turn or hide the text around it are dropped.
func escape(text string) string {
	return escapes.Replace(strings.Map(func(r rune) rune {
		if r != '\n' && invisible(r) {
			return -1
		}
		return r
	}, breaks.Replace(strings.ToValidUTF8(text, string(utf8.RuneError)))))
}

// invisible are control characters but the tab, bidirectional embeddings,
// overrides and isolates (UAX 9), line separators, non-characters and the BOM.
func invisible(r rune) bool {
	switch {
	case r == '\t':
		return false
	case r < ' ' || r >= 0x7f && r < 0xa0:
		return true
	}
	return r >= 0x2028 && r <= 0x202e || r >= 0x2066 && r <= 0x2069 ||
		r >= 0xfdd0 && r <= 0xfdef || r == 0xfeff || r&0xfffe == 0xfffe
}
