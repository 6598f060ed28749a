package pdf

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"time"

	"usher/internal/lazyregexp"
)

var (
	// ISO 32000-1, 7.9.4; Skia writes it in UTC.
	date = lazyregexp.New(`/(?:Creation|Mod)Date \(D:(\d{14})\+00'00'\)`)
	// A mark of the structure tree (14.7.2), numbered through all pages that the
	// browser has opened so far.
	node = lazyregexp.New(`\(node(\d{8})\)`)
	// A stream's data has this many bytes (7.3.8).
	stream = lazyregexp.New(`/Length (\d+)>> stream\n`)
)

// settle takes out of a PDF what differs from print to print. Nothing changes its
// length or its place, so that the table of places at the end stays true. The data
// of streams is left alone; a PDF that is not written as Skia writes them is
// returned as far as it was understood.
func settle(pdf []byte, at time.Time) []byte {
	pdf = bytes.Clone(pdf)
	var parts [][]byte // all but the streams
	for rest := pdf; len(rest) > 0; {
		m := stream.FindSubmatchIndex(rest)
		if m == nil {
			parts = append(parts, rest)
			break
		}
		parts = append(parts, rest[:m[1]])
		n, err := strconv.Atoi(string(rest[m[2]:m[3]]))
		if err != nil || n > len(rest)-m[1] {
			break
		}
		rest = rest[m[1]+n:]
	}
	ranks := ranks(parts)
	for _, part := range parts {
		for _, m := range node.FindAllSubmatchIndex(part, -1) {
			copy(part[m[2]:m[3]], ranks[string(part[m[2]:m[3]])])
		}
		for _, m := range date.FindAllSubmatchIndex(part, -1) {
			if at.IsZero() {
				copy(part[m[0]:m[1]], bytes.Repeat([]byte(" "), m[1]-m[0]))
			} else {
				copy(part[m[2]:m[3]], at.UTC().Format("20060102150405"))
			}
		}
	}
	return pdf
}

// ranks numbers the marks anew, from 1, in the order that they had: the tree in
// which they are looked up is sorted.
func ranks(parts [][]byte) map[string]string {
	numbers := map[string]string{}
	for _, part := range parts {
		for _, m := range node.FindAllSubmatch(part, -1) {
			numbers[string(m[1])] = ""
		}
	}
	all := make([]string, 0, len(numbers))
	for n := range numbers {
		all = append(all, n)
	}
	slices.Sort(all)
	for i, n := range all {
		numbers[n] = fmt.Sprintf("%08d", i+1)
	}
	return numbers
}
