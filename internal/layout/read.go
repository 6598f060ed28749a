package layout

import (
	"strings"

	"gopkg.in/yaml.v3"

	"usher/internal/diag"
	"usher/internal/lazyregexp"
	"usher/internal/source"
)

// reader takes a plan apart. The nodes say where names and values stand; what is
// between them is blanks, comments and marks.
type reader struct {
	doc   *source.Document
	lines []string
	at    spot
	open  []*entry // entries that hold what is being read
	chain []*entry // those that held the value read last
	tail  *string  // where a comment behind what was read last belongs
	begun bool
	page  *page
}

// spot is a line from 0 and a byte offset in it.
type spot struct{ line, off int }

// failure stops the reading of a text that this package does not understand.
type failure struct{}

func read(doc *source.Document) (p *page, ok bool) {
	defer func() {
		if r := recover(); r != nil {
			if _, mine := r.(failure); !mine {
				panic(r)
			}
			p, ok = nil, false
		}
	}()
	r := &reader{doc: doc, page: &page{}}
	for i := range doc.Lines() {
		r.lines = append(r.lines, doc.Line(i+1))
	}
	if r.lines[len(r.lines)-1] != "" {
		r.lines = append(r.lines, "") // the last line ends too
	}
	e := &entry{}
	r.page.root = e
	if root := doc.Root(); isBlock(root) {
		e.value.block = r.block(root)
	} else {
		r.begin(e, r.start(root))
		r.open = append(r.open, e)
		r.value(root, e)
	}
	r.finish()
	return r.page, true
}

func (r *reader) fail() { panic(failure{}) }

func (r *reader) must(ok bool) {
	if !ok {
		r.fail()
	}
}

func isBlock(n *yaml.Node) bool {
	return (n.Kind == yaml.MappingNode || n.Kind == yaml.SequenceNode) && n.Style&yaml.FlowStyle == 0
}

func (r *reader) spot(p diag.Position) spot {
	r.must(p.Line >= 1 && p.Line <= len(r.lines))
	col := p.Column - 1
	text := r.lines[p.Line-1]
	for i := range text {
		if col == 0 {
			return spot{p.Line - 1, i}
		}
		col--
	}
	return spot{p.Line - 1, len(text)}
}

// start is where the first name or value of a node begins.
func (r *reader) start(n *yaml.Node) spot {
	for isBlock(n) {
		r.must(len(n.Content) > 0)
		n = n.Content[0]
	}
	return r.spot(r.doc.NodeRange(n).Start)
}

// block reads fields or items on lines of their own.
func (r *reader) block(n *yaml.Node) *block {
	b := &block{list: n.Kind == yaml.SequenceNode}
	r.must(len(n.Content) > 0)
	for i := 0; i < len(n.Content); i++ {
		e := &entry{in: b}
		b.entries = append(b.entries, e)
		r.begin(e, r.start(n.Content[i]))
		r.open = append(r.open, e)
		if !b.list {
			key := n.Content[i]
			e.name, e.col = key.Value, r.at.off
			e.key = r.name(key)
			r.tail = &e.value.after
			i++
			r.must(i < len(n.Content))
		}
		r.value(n.Content[i], e)
		r.open = r.open[:len(r.open)-1]
	}
	return b
}

// name reads a name and its colon.
func (r *reader) name(key *yaml.Node) string {
	r.must(key.Kind == yaml.ScalarNode)
	end := r.spot(r.doc.NodeRange(key).End)
	r.must(end.line == r.at.line && end.off > r.at.off)
	text := r.lines[end.line]
	name := text[r.at.off:end.off]
	off := blanks(text, end.off)
	r.must(off < len(text) && text[off] == ':')
	r.at = spot{end.line, off + 1}
	return name
}

func blanks(text string, off int) int {
	for off < len(text) && (text[off] == ' ' || text[off] == '\t') {
		off++
	}
	return off
}

// value reads what an entry holds, up to its last character.
func (r *reader) value(n *yaml.Node, e *entry) {
	r.chain = append(r.chain[:0], r.open...)
	if isBlock(n) {
		e.value.block = r.block(n)
		return
	}
	start := r.start(n)
	if start.line > r.at.line {
		e.value.below = true
		for _, t := range r.gap(start).lines {
			if t.comment != "" {
				e.value.above = append(e.value.above, line(t.comment))
			}
		}
	} else {
		r.must(strings.Trim(r.lines[start.line][r.at.off:start.off], " \t") == "")
	}
	r.at = start
	if n.Kind == yaml.ScalarNode {
		r.scalar(n, &e.value, e.col)
	} else {
		e.value.flow = r.flow(n)
	}
	r.tail = &e.value.tail
}

// scalar reads text or a number as typed.
func (r *reader) scalar(n *yaml.Node, v *value, col int) {
	if n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0 {
		r.textBlock(v, col)
		return
	}
	end := r.spot(r.doc.NodeRange(n).End)
	r.must(end.line > r.at.line || end.line == r.at.line && end.off > r.at.off)
	quoted := n.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle) != 0
	for i := r.at.line; i <= end.line; i++ {
		text := r.lines[i]
		if i == end.line {
			text = text[:end.off]
		} else if !quoted {
			text = strings.TrimRight(text, " \t")
		}
		if i == r.at.line {
			text = text[r.at.off:]
		} else {
			text = strings.TrimLeft(text, " \t")
		}
		v.scalar = append(v.scalar, text)
	}
	r.at = end
}

var header = lazyregexp.New(`^[|>](?:([+-]?)([1-9]?)|([1-9])([+-]))[ \t]*(?:[ \t]#.*)?$`)

// textBlock reads a text block in an entry that begins in a column. Its lines are
// those that are deeper than the entry, up to one that is less deep than the
// first; blank lines at its end belong to it only if its header says so.
func (r *reader) textBlock(v *value, col int) {
	head := r.lines[r.at.line][r.at.off:]
	m := header.FindStringSubmatch(head)
	r.must(m != nil)
	v.keep = m[1]+m[4] == "+"
	depth := -1
	v.text = step
	if digit := m[2] + m[3]; digit != "" {
		v.text = int(digit[0] - '0')
		depth = col + v.text
	}
	last := r.at.line
	i := last + 1
	for ; i < len(r.lines); i++ {
		indent := spaces(r.lines[i])
		if indent == len(r.lines[i]) {
			continue
		}
		if depth < 0 && indent > col {
			depth = indent
		}
		if depth < 0 || indent < depth {
			break
		}
		last = i
	}
	if v.keep {
		last = i - 1
		if i == len(r.lines) && r.lines[i-1] == "" {
			last-- // what follows the last line end is no line
		}
	}
	v.scalar = []string{strings.TrimRight(head, " \t")}
	for _, text := range r.lines[r.at.line+1 : last+1] {
		v.scalar = append(v.scalar, text[min(max(depth, 0), spaces(text)):])
	}
	r.at = spot{last, len(r.lines[last])}
}

// spaces is how many spaces a line begins with.
func spaces(text string) int { return len(text) - len(strings.TrimLeft(text, " ")) }
