package layout

import (
	"strings"

	"gopkg.in/yaml.v3"
)

// flow reads a list or fields in brackets, from the opening one over the closing one.
func (r *reader) flow(n *yaml.Node) *flow {
	f := &flow{list: n.Kind == yaml.SequenceNode}
	f.open, f.close = '{', '}'
	if f.list {
		f.open, f.close = '[', ']'
	}
	r.must(r.peek() == f.open)
	r.at.off++
	before := &f.first
	for i := 0; i < len(n.Content); i++ {
		p := &part{}
		node := n.Content[i]
		below, comments, commas := r.between(before, node)
		r.must(commas == min(len(f.parts), 1))
		f.parts, f.breaks = append(f.parts, p), append(f.breaks, below)
		p.lead = comments
		switch {
		case !f.list:
			i++
			r.must(i < len(n.Content))
			r.pair(p, node, n.Content[i])
		case node.Kind == yaml.MappingNode && r.peek() != '{':
			r.must(len(node.Content) == 2)
			r.pair(p, node.Content[0], node.Content[1])
		default:
			r.content(p, node)
		}
		before = &p.value.tail
	}
	below, comments, commas := r.between(before, nil)
	r.must(commas == 0 || commas == 1 && len(f.parts) > 0)
	f.comma, f.last, f.closeBelow = commas == 1, comments, below
	r.must(r.peek() == f.close)
	r.at.off++
	return f
}

func (r *reader) peek() byte {
	if text := r.lines[r.at.line]; r.at.off < len(text) {
		return text[r.at.off]
	}
	return 0
}

// pair reads a field in brackets.
func (r *reader) pair(p *part, key, content *yaml.Node) {
	r.must(key.Kind == yaml.ScalarNode)
	end := r.spot(r.doc.NodeRange(key).End)
	r.must(end.line == r.at.line && end.off > r.at.off)
	p.name, p.key = key.Value, r.lines[end.line][r.at.off:end.off]
	r.at.off = blanks(r.lines[end.line], end.off)
	r.must(r.peek() == ':')
	r.at.off++
	var behind string
	_, comments, commas := r.between(&behind, content)
	r.must(commas == 0)
	if behind != "" {
		p.lead = append(p.lead, line(strings.TrimLeft(behind, " ")))
	}
	p.lead = append(p.lead, comments...)
	r.content(p, content)
}

// content reads a value in brackets.
func (r *reader) content(p *part, n *yaml.Node) {
	if n.Kind == yaml.ScalarNode {
		r.scalar(n, &p.value, 0)
		return
	}
	p.value.flow = r.flow(n)
}

// between reads up to a node, or to a closing bracket where there is none. It
// returns whether a line ended on the way, the comments on lines of their own
// and the number of commas; a comment behind what was read last goes to before.
func (r *reader) between(before *string, to *yaml.Node) (below bool, comments []line, commas int) {
	end := spot{len(r.lines), 0}
	if to != nil {
		end = r.flowStart(to)
	}
	for r.at != end {
		text := r.lines[r.at.line]
		off := blanks(text, r.at.off)
		if end.line == r.at.line && off > end.off {
			r.fail()
		}
		switch {
		case off == len(text) || text[off] == '#':
			if off < len(text) {
				comment := strings.TrimRight(text[off:], " \t")
				if below {
					comments = append(comments, line(comment))
				} else {
					*before = space(text[r.at.off:off]) + comment
				}
			}
			below = true
			r.at = spot{r.at.line + 1, 0}
			r.must(r.at.line < len(r.lines) && r.at.line <= end.line)
		case spot{r.at.line, off} == end:
			r.at = end
		case text[off] == ',':
			commas++
			r.at.off = off + 1
		case to == nil && (text[off] == ']' || text[off] == '}'):
			r.at.off = off
			return below, comments, commas
		default:
			r.fail()
		}
	}
	return below, comments, commas
}

// flowStart is where a node in brackets begins; a field without braces where its
// name does.
func (r *reader) flowStart(n *yaml.Node) spot { return r.spot(r.doc.NodeRange(n).Start) }
