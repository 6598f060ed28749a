package report

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/graphemes"
	"github.com/mattn/go-runewidth"
)

// A cell is one character as a reader sees it: a grapheme cluster, or the name in
// angle brackets of something without a shape, such as <U+202E> or <FF>.
type cell struct {
	text  string
	width int // columns of a terminal
	runes int // characters of the file
}

const (
	tabStop = 4
	// A cluster of more characters than this is noise stacked upon one letter.
	maxCluster = 16
)

// cells splits a line for display. Nothing in the result moves the cursor, turns
// the writing direction, or is invisible; a tab is spaces up to the next stop.
func cells(line string) []cell {
	var out []cell
	column := 0
	add := func(c cell) {
		out = append(out, c)
		column += c.width
	}
	hashes := 0 // how far into a log command the text before is: see commandPrefix
	for line != "" {
		valid := validPrefix(line)
		for it := graphemes.FromString(line[:valid]); it.Next(); {
			cluster := it.Value()
			switch {
			case cluster == "\t":
				n := tabStop - column%tabStop
				add(cell{strings.Repeat(" ", n), n, 1})
			case cluster == "[" && hashes >= 2:
				add(named('['))
			case visible(cluster):
				add(cell{cluster, width(cluster), utf8.RuneCountInString(cluster)})
			default:
				for _, r := range cluster {
					if unicode.IsGraphic(r) && width(string(r)) > 0 {
						add(cell{string(r), width(string(r)), 1})
					} else {
						add(named(r))
					}
				}
			}
			hashes = commandPrefix(hashes, cluster)
		}
		line = line[valid:]
		if line != "" {
			add(cell{fmt.Sprintf("<%02X>", line[0]), 4, 1})
			line, hashes = line[1:], 0
		}
	}
	return out
}

// commandPrefix counts along "##", "##vso" and the like, which followed by "["
// are commands to the log readers of GitHub, Azure Pipelines and TeamCity
// wherever in a line they stand.
func commandPrefix(hashes int, cluster string) int {
	if cluster == "#" {
		return hashes + 1
	}
	if hashes >= 2 && len(cluster) == 1 && (unicode.IsLetter(rune(cluster[0])) || cluster == ".") {
		return hashes
	}
	return 0
}

func validPrefix(s string) int {
	for i, r := range s {
		if r == utf8.RuneError {
			if _, size := utf8.DecodeRuneInString(s[i:]); size == 1 {
				return i
			}
		}
	}
	return len(s)
}

func named(r rune) cell {
	text := fmt.Sprintf("<U+%04X>", r)
	return cell{text, len(text), 1}
}

// visible reports whether a cluster can be shown as it is.
func visible(cluster string) bool {
	base, n := rune(-1), 0
	for _, r := range cluster {
		n++
		if base < 0 {
			base = r
		}
		switch {
		case unicode.IsGraphic(r), unicode.Is(unicode.Co, r):
		case n > 1 && joins(r) && joinable(base):
		default:
			return false
		}
	}
	return n <= maxCluster && width(cluster) > 0
}

// joins reports whether r has no shape but a place within emoji and Indic words.
func joins(r rune) bool {
	return r == '\u200C' || r == '\u200D' || 0xE0020 <= r && r <= 0xE007F
}

// joinable reports whether a joiner after base is writing; after a Latin letter
// or a Chinese character it is something invisible that came along by mistake.
func joinable(base rune) bool {
	return base > 0x2FF && !unicode.In(base, unicode.Han, unicode.Latin)
}

// width is the number of terminal columns of s. What Unicode calls ambiguous is
// narrow, as it is in every terminal that was not set up otherwise.
func width(s string) int {
	c := runewidth.Condition{EastAsianWidth: false, StrictEmojiNeutral: true}
	return c.StringWidth(s)
}

// plain is s as it can be shown on one line.
func plain(s string) string {
	var b strings.Builder
	for _, c := range cells(s) {
		b.WriteString(c.text)
	}
	return b.String()
}

func widthOf(cs []cell) int {
	n := 0
	for _, c := range cs {
		n += c.width
	}
	return n
}

func textOf(cs []cell) string {
	var b strings.Builder
	for _, c := range cs {
		b.WriteString(c.text)
	}
	return b.String()
}
