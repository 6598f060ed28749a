package report

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/fatih/color"
	"github.com/rogpeppe/go-internal/diff"
)

// Difference is what a change does to a file.
type Difference struct {
	File     string // path from the root, with slashes
	Was, Now []byte

	// Named writes characters that cannot be seen by their names, and keeps the
	// lines from being commands to the reader of a CI log. Without it the diff is
	// exact, for "git apply" and "patch -p1".
	Named bool
	Color bool // of lines that go and come
}

// Diff writes a difference as a unified diff; nothing where there is none. Its
// errors are those of the writer.
func Diff(w io.Writer, d Difference) error {
	text := diff.Diff("a/"+plain(d.File), d.Was, "b/"+plain(d.File), d.Now)
	if _, body, ok := bytes.Cut(text, []byte("\n")); ok {
		text = body // without "diff a b", which says what the next two lines do
	}
	if d.Named || d.Color {
		text = d.display(text)
	}
	_, err := w.Write(text)
	return err
}

func (d Difference) display(text []byte) []byte {
	var out bytes.Buffer
	for i, line := range strings.SplitAfter(string(text), "\n") {
		line = strings.TrimSuffix(line, "\n")
		if line == "" {
			continue
		}
		sign, rest := line[0], line[1:]
		var paint []color.Attribute
		switch {
		case i < 2:
			paint = []color.Attribute{color.Bold}
		case sign == '-':
			paint = []color.Attribute{color.FgRed}
		case sign == '+':
			paint = []color.Attribute{color.FgGreen}
		case sign == '@':
			paint = []color.Attribute{color.FgCyan}
		}
		if d.Named && i >= 2 {
			if sign == '-' || sign == '+' {
				rest = nameBlanks(rest)
			}
			line = inert(string(sign) + plain(rest))
		}
		c := color.New(paint...)
		if d.Color && paint != nil {
			c.EnableColor()
		} else {
			c.DisableColor()
		}
		fmt.Fprintln(&out, c.Sprint(line))
	}
	return out.Bytes()
}

// nameBlanks names the blanks other than spaces, which is often all that a line
// lost.
func nameBlanks(line string) string {
	var b strings.Builder
	for line != "" {
		r, n := utf8.DecodeRuneInString(line)
		if r != ' ' && unicode.IsSpace(r) {
			b.WriteString(named(r).text)
		} else {
			b.WriteString(line[:n])
		}
		line = line[n:]
	}
	return b.String()
}

// OneLine is text that may come from a plan as it can be shown on one line of a
// terminal or of a CI log.
func OneLine(text string) string { return inert(plain(text)) }
