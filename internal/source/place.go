package source

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"gopkg.in/yaml.v3"

	"usher/internal/diag"
)

// Range is the place of the value at a path of field names (string) and list
// indexes (int). A value that is written over the lines below its name, or left
// blank, stands where its name does; an item of fields where its first name
// does. What is not there stands where the nearest thing around it does, and
// the plan itself at the first character of the file.
func (d *Document) Range(path []any) diag.Range {
	at := start
	n := d.Root()
	for _, step := range path {
		key, value := child(n, step)
		if value == nil {
			break
		}
		n = value
		if key != nil && (isBlock(value) || isBlankNode(value)) {
			at = d.NodeRange(key)
		} else {
			at = d.NodeRange(value)
		}
	}
	return at
}

// KeyRange is the place of the name of the field at a path; that of the value
// where the path ends in a list index.
func (d *Document) KeyRange(path []any) diag.Range {
	n := d.Root()
	for i, step := range path {
		key, value := child(n, step)
		if value == nil {
			break
		}
		if i == len(path)-1 && key != nil {
			return d.NodeRange(key)
		}
		n = value
	}
	return d.Range(path)
}

var start = diag.Range{Start: diag.Position{Line: 1, Column: 1}, End: diag.Position{Line: 1, Column: 1}}

// Text is the text at a path, as the plan means it; "" where there is none.
func (d *Document) Text(path []any) string {
	n := d.Root()
	for _, step := range path {
		_, n = child(n, step)
	}
	if n == nil || n.Kind != yaml.ScalarNode {
		return ""
	}
	return n.Value
}

// child is the value of a field, with the node of its name, or the item of a
// list. Of fields given twice it is the first.
func child(n *yaml.Node, step any) (key, value *yaml.Node) {
	if n == nil {
		return nil, nil
	}
	switch step := step.(type) {
	case string:
		if n.Kind == yaml.MappingNode {
			for i := 0; i+1 < len(n.Content); i += 2 {
				if n.Content[i].Value == step && n.Content[i].Kind == yaml.ScalarNode {
					return n.Content[i], n.Content[i+1]
				}
			}
		}
	case int:
		if n.Kind == yaml.SequenceNode && step >= 0 && step < len(n.Content) {
			return nil, n.Content[step]
		}
	}
	return nil, nil
}

// isBlock reports whether a node is written over lines, without brackets.
func isBlock(n *yaml.Node) bool {
	return (n.Kind == yaml.MappingNode || n.Kind == yaml.SequenceNode) && n.Style&yaml.FlowStyle == 0
}

func isBlankNode(n *yaml.Node) bool {
	return n.Kind == yaml.ScalarNode && n.Value == "" && n.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle) == 0
}

// NodeRange is the place of a node: of text, all of it with its quotes; of
// brackets, from one to the other; of fields or items on lines of their own,
// that of the first name. The root is at the first character of the file.
func (d *Document) NodeRange(n *yaml.Node) diag.Range {
	for isBlock(n) || n.Kind == yaml.DocumentNode {
		if n == d.root || len(n.Content) == 0 || n.Kind == yaml.DocumentNode {
			return start
		}
		n = n.Content[0]
	}
	line, col := n.Line-1, n.Column-1
	if line < 0 || line >= len(d.read) {
		return start
	}
	if isBlankNode(n) {
		// An item left blank stands where its dash does.
		text := d.read[line]
		if before := strings.TrimRight(text[:offset(text, col)], " \t"); strings.HasSuffix(before, "-") && strings.Trim(before, " \t-") == "" {
			at := utf8.RuneCountInString(before)
			return diag.Range{Start: d.position(line, at-1), End: d.position(line, at)}
		}
	}
	c := cursor{lines: d.read, line: line, off: offset(d.read[line], col)}
	if n.Kind != yaml.ScalarNode {
		if b := c.byte(); b == '[' || b == '{' {
			c.brackets()
		} else if k := len(n.Content); k > 0 {
			return diag.Range{Start: d.NodeRange(n.Content[0]).Start, End: d.NodeRange(n.Content[k-1]).End}
		}
	} else if n.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle) != 0 {
		c.quotes()
	} else {
		if n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0 {
			c.off = len(d.read[line])
		}
		c.words(n.Value)
	}
	return diag.Range{
		Start: d.position(line, col),
		End:   d.position(c.line, utf8.RuneCountInString(d.read[c.line][:c.off])),
	}
}

// Lost is what follows a value on its line as a comment though it has no blank
// after its "#", so that it may have been meant as text; "" where there is none.
func (d *Document) Lost(n *yaml.Node) (string, diag.Range) {
	if !d.tight || n.Kind != yaml.ScalarNode || n.Line < 1 || n.Line > len(d.read) {
		return "", diag.Range{}
	}
	at := d.NodeRange(n).End
	text := d.Line(at.Line)
	off := skipBlank(text, offset(text, at.Column-1))
	lost := strings.TrimRight(text[off:], " \t")
	if len(lost) < 2 || lost[0] != '#' || isBlank(lost[1]) || lost[1] == '#' {
		return "", diag.Range{}
	}
	from := utf8.RuneCountInString(text[:off])
	return lost, diag.Range{
		Start: diag.Position{Line: at.Line, Column: from + 1},
		End:   diag.Position{Line: at.Line, Column: from + 1 + utf8.RuneCountInString(lost)},
	}
}

// offset is the byte offset of a character index.
func offset(text string, col int) int {
	for i := range text {
		if col <= 0 {
			return i
		}
		col--
	}
	return len(text)
}

// cursor goes over lines to find where a node ends.
type cursor struct {
	lines     []string
	line, off int
}

func (c *cursor) byte() byte {
	if c.off < len(c.lines[c.line]) {
		return c.lines[c.line][c.off]
	}
	return 0
}

// next goes to the next line; false at the end.
func (c *cursor) next() bool {
	if c.line+1 >= len(c.lines) {
		c.off = len(c.lines[c.line])
		return false
	}
	c.line, c.off = c.line+1, 0
	return true
}

// quotes goes over quoted text.
func (c *cursor) quotes() {
	mark := c.byte()
	c.off++
	for {
		text := c.lines[c.line]
		for c.off < len(text) {
			b := text[c.off]
			switch {
			case b == '\\' && mark == '"':
				c.off++
			case b == mark && mark == '\'' && c.off+1 < len(text) && text[c.off+1] == mark:
				c.off++
			case b == mark:
				c.off++
				return
			}
			c.off = min(c.off+1, len(text))
		}
		if !c.next() {
			return
		}
	}
}

// brackets goes from a bracket over its closing one.
func (c *cursor) brackets() {
	depth := 0
	fresh := true // quotes open a text only where one may begin
	for {
		switch b := c.byte(); {
		case b == 0:
			if !c.next() {
				return
			}
			continue
		case b == '[' || b == '{':
			depth++
			fresh = true
		case b == ']' || b == '}':
			depth--
			if depth == 0 {
				c.off++
				return
			}
		case (b == '"' || b == '\'') && fresh:
			c.quotes()
			fresh = false
			continue
		case b == '#' && (c.off == 0 || isBlank(c.lines[c.line][c.off-1])):
			if !c.next() {
				return
			}
			continue
		case b == ',' || b == ':':
			fresh = true
		case !isBlank(b):
			fresh = false
		}
		c.off++
	}
}

// words goes over the characters of a text that may be folded over lines.
func (c *cursor) words(value string) {
	for _, want := range value {
		if unicode.IsSpace(want) {
			continue
		}
		for {
			text := c.lines[c.line]
			r, n := utf8.DecodeRuneInString(text[c.off:])
			if c.off < len(text) && r == want {
				c.off += n
				break
			}
			if c.off < len(text) && unicode.IsSpace(r) {
				c.off += n
				continue
			}
			if c.off < len(text) || !c.next() {
				return
			}
		}
	}
}
