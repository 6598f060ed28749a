package leak

import (
	"bytes"
	"compress/zlib"
	"encoding/hex"
	"strconv"
	"unicode/utf16"

	"usher/internal/lazyregexp"
)

// stream is packed data within a PDF (ISO 32000-1, 7.3.8).
var stream = lazyregexp.New(`(?s)\bstream\r?\n(.*?)\r?\n?endstream\b`)

// hash is a byte of a name, in hexadecimal (7.3.5).
var hash = lazyregexp.New(`#[0-9a-fA-F]{2}`)

// told are streams that are written to be read: objects, metadata, files.
var told = lazyregexp.New(`/(?:ObjStm|Metadata|EmbeddedFile)\b`)

// document is what a PDF holds that may be text: strings and names, both in its objects
// and in what is drawn, and whole streams that are written to be read.
func document(data []byte) (parts [][]byte) {
	parts = append(parts, quoted(stream.ReplaceAll(data[len("%PDF"):], nil)))
	end := 0
	for _, m := range stream.FindAllSubmatchIndex(data, -1) {
		head, body := data[end:m[0]], data[m[2]:m[3]]
		end = m[1]
		if r, err := zlib.NewReader(bytes.NewReader(body)); err == nil {
			body = inflated(r)
		}
		if told.Match(head[max(0, bytes.LastIndex(head, []byte(" obj"))):]) {
			parts = append(parts, body)
		}
		parts = append(parts, quoted(body))
	}
	return parts
}

// mark is a string that a browser numbers the parts of a PDF by: there are thousands.
var mark = lazyregexp.New(`^node\d{8}$`)

// quoted are the strings of a PDF's objects (7.3.4), which are titles, bookmarks, links and
// alternative texts, and its names and comments, one on a line.
func quoted(data []byte) (out []byte) {
	names := map[string]bool{}
	for i := 0; i < len(data); i++ {
		var text []byte
		switch data[i] {
		case '(':
			text, i = literal(data, i+1)
		case '<':
			end := bytes.IndexByte(data[i:], '>')
			if end < 0 {
				return out
			}
			bare := bytes.Join(bytes.Fields(data[i+1:i+end]), nil)
			if len(bare)%2 == 1 {
				bare = append(bare, '0')
			}
			var err error
			if text, err = hex.DecodeString(string(bare)); err != nil {
				continue // a dictionary
			}
			i += end
		case '/':
			end := i + 1
			for end < len(data) && bytes.IndexByte([]byte("()<>[]{}/% \t\r\n\f\x00"), data[end]) < 0 {
				end++
			}
			name := string(data[i:end])
			i = end - 1
			if names[name] {
				continue
			}
			names[name] = true
			text = hash.ReplaceAllFunc([]byte(name), func(code []byte) []byte { return []byte(character(string(code[1:]))) })
		case '%':
			end := bytes.IndexAny(data[i:], "\r\n")
			if end < 0 {
				end = len(data) - i
			}
			text = data[i : i+end]
			i += end
		default:
			continue
		}
		if !mark.Match(text) {
			out = append(append(out, meant(text)...), '\n')
		}
	}
	return out
}

// literal reads a string in parentheses from within, and says where it ends.
func literal(data []byte, i int) (text []byte, end int) {
	for open := 1; i < len(data); i++ {
		c := data[i]
		switch c {
		case '(':
			open++
		case ')':
			if open--; open == 0 {
				return text, i
			}
		case '\\':
			i++
			n := 0
			for n < 3 && i+n < len(data) && data[i+n] >= '0' && data[i+n] <= '7' {
				n++
			}
			switch {
			case n > 0:
				code, _ := strconv.ParseUint(string(data[i:i+n]), 8, 16)
				c = byte(code)
				i += n - 1
			case i == len(data):
				return text, i
			case data[i] == '\n' || data[i] == '\r': // the string goes on
				continue
			case bytes.IndexByte([]byte("nrtbf"), data[i]) >= 0:
				c = ' '
			default:
				c = data[i]
			}
		}
		text = append(text, c)
	}
	return text, i
}

// meant is a text string in UTF-8 (7.9.2.2): it is in UTF-16 where it begins with a mark
// of that, else ASCII but for what is no letter of a secret.
func meant(text []byte) []byte {
	if !bytes.HasPrefix(text, []byte{0xfe, 0xff}) {
		return text
	}
	var units []uint16
	for i := 2; i+1 < len(text); i += 2 {
		units = append(units, uint16(text[i])<<8|uint16(text[i+1]))
	}
	return []byte(string(utf16.Decode(units)))
}
