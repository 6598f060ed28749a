package source

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// encoding is how the bytes of a file were found to be written.
type encoding int

const (
	inUTF8 encoding = iota
	inUTF16
	inGBK    // GB18030, of which GBK and GB 2312 are parts
	inBroken // UTF-8 with bytes that are none; U+FFFD stands for them
	inNone   // not text
)

// maxControl is how many control characters a text may have before it is taken
// for something else.
const maxControl = 20

// decode turns bytes into text. A byte order mark is dropped.
func decode(data []byte) (string, encoding) {
	switch {
	case bytes.HasPrefix(data, []byte{0xFF, 0xFE}):
		return decodeUTF16(data[2:], func(b []byte) uint16 { return uint16(b[0]) | uint16(b[1])<<8 })
	case bytes.HasPrefix(data, []byte{0xFE, 0xFF}):
		return decodeUTF16(data[2:], func(b []byte) uint16 { return uint16(b[1]) | uint16(b[0])<<8 })
	}
	data = bytes.TrimPrefix(data, []byte("\uFEFF"))
	if bytes.IndexByte(data, 0) >= 0 {
		return "", inNone
	}
	kind, text := inUTF8, string(data)
	if !utf8.Valid(data) {
		kind, text = inBroken, strings.ToValidUTF8(text, "\uFFFD")
		if gbk, ok := decodeGBK(data); ok {
			kind, text = inGBK, gbk
		}
	}
	control := 0
	for i := range len(text) {
		if c := text[i]; c < ' ' && c != '\t' && c != '\n' && c != '\r' || c == 0x7F {
			control++
		}
	}
	if control > maxControl {
		return "", inNone
	}
	return text, kind
}

func decodeUTF16(data []byte, unit func([]byte) uint16) (string, encoding) {
	units := make([]uint16, len(data)/2)
	for i := range units {
		units[i] = unit(data[2*i:])
		if units[i] == 0 {
			return "", inNone
		}
	}
	return string(utf16.Decode(units)), inUTF16
}

// decodeGBK tells whether bytes that are not UTF-8 are Chinese in GB18030.
// Nearly any bytes can be read so; it takes text that comes out as Chinese, and
// few accidental sequences of UTF-8.
func decodeGBK(data []byte) (string, bool) {
	wide := 0
	for i := 0; i < len(data); {
		r, n := utf8.DecodeRune(data[i:])
		if n >= 3 && r != utf8.RuneError {
			wide++
		}
		i += n
	}
	out, err := simplifiedchinese.GB18030.NewDecoder().Bytes(data)
	if err != nil {
		return "", false
	}
	text := string(out)
	if strings.ContainsRune(text, utf8.RuneError) {
		return "", false
	}
	chinese, other := 0, 0
	for _, r := range text {
		switch {
		case r < utf8.RuneSelf:
		case unicode.Is(unicode.Han, r) || r >= 0x2010 && r <= 0x2026 || r >= 0x3000 && r <= 0x301F || r >= 0xFF01 && r <= 0xFF5E || r == '·':
			chinese++
		default:
			other++
		}
	}
	return text, chinese > 4*other && wide*2 <= chinese
}

// splitLines cuts text at LF, CR LF and CR, the line ends of editors.
func splitLines(text string) []string {
	if strings.IndexByte(text, '\r') >= 0 {
		text = strings.ReplaceAll(text, "\r\n", "\n")
		text = strings.ReplaceAll(text, "\r", "\n")
	}
	return strings.Split(text, "\n")
}

// unprintable reports characters that no text needs and that the parser
// refuses or takes for line ends.
func unprintable(r rune) bool {
	switch {
	case r < ' ':
		return r != '\t'
	case r >= 0x7F && r <= 0x9F, r == 0x2028, r == 0x2029, r == 0xFFFE, r == 0xFFFF:
		return true
	}
	return false
}

// invisible reports characters of no width that come along when text is pasted,
// and those that make text read in another order than it is written. Joiners
// and variation selectors are left: emoji are made of them.
func invisible(r rune) bool {
	switch {
	case r == 0x200B, r == 0x2060, r == 0xFEFF, r >= 0x202A && r <= 0x202E, r >= 0x2066 && r <= 0x2069:
		return true
	}
	return false
}

// wideSpace reports blank characters other than the space and the tab.
func wideSpace(r rune) bool {
	return r == 0xA0 || r == 0x1680 || r >= 0x2000 && r <= 0x200A || r == 0x202F || r == 0x205F || r == 0x3000
}
