package layout

import "strings"

const step = 2 // spaces a level

// print sets down a page.
func (p *page) print() []byte {
	w := &writer{}
	w.comments(p.header, 0)
	if p.gap {
		w.blank()
	}
	if v := p.root.value; v.flow != nil {
		w.comments(p.root.lead, 0)
		w.flow(v.flow, v.flow.base(0))
		w.line(v.tail)
		w.comments(p.root.more, 0)
	} else {
		w.block(v.block, 0, 0, len(p.header) > 0 && !p.gap)
	}
	w.comments(p.footer, 0)
	return []byte(w.b.String())
}

type writer struct {
	b    strings.Builder
	kept bool // a blank line here would belong to the text block above
}

func (w *writer) text(s string) { w.b.WriteString(s) }

// line writes the rest of a line and ends it.
func (w *writer) line(s string) {
	w.b.WriteString(s)
	w.b.WriteByte('\n')
}

// blank ends a paragraph.
func (w *writer) blank() {
	if !w.kept {
		w.line("")
	}
}

func (w *writer) indent(col int) {
	w.kept = false
	for range col {
		w.b.WriteByte(' ')
	}
}

func (w *writer) comments(lines []line, col int) {
	for _, l := range lines {
		if l == "" {
			w.blank()
			continue
		}
		w.indent(col)
		w.line(string(l))
	}
}

// block writes the entries of a block, from one on, in a column. The first of all
// keeps the blank line above it only where asked.
func (w *writer) block(b *block, from, col int, blank bool) {
	for i := from; i < len(b.entries); i++ {
		e := b.entries[i]
		e.hoist(b.list)
		ended := i > 0 && len(b.entries[i-1].foot) > 0
		if (e.blank || ended) && (i > 0 || blank) {
			w.blank()
		}
		w.comments(e.lead, col)
		w.indent(col)
		w.entry(e, col, b.list)
		w.comments(e.foot, col)
	}
	w.comments(b.last, col)
}

// hoist puts the comments above the first field of an item above the item, since
// the two share a line.
func (e *entry) hoist(item bool) {
	if !item || e.value.block == nil {
		return
	}
	first := e.value.block.entries[0]
	first.hoist(e.value.block.list)
	e.lead = append(e.lead, first.lead...)
	first.lead, first.blank = nil, false
}

// entry writes an entry whose line has been indented.
func (w *writer) entry(e *entry, col int, item bool) {
	switch {
	case !item:
		w.text(e.key + ":" + e.value.after)
	case e.value.block != nil:
		w.text("- ")
		w.inline(e.value.block, col+step)
		return
	default:
		w.text("-")
	}
	v := &e.value
	switch {
	case v.block != nil:
		w.line("")
		w.block(v.block, 0, col+step, false)
		return
	case v.below && !item:
		w.line("")
		w.comments(v.above, col+step)
		w.indent(col + step)
	default:
		w.text(" ")
	}
	if v.flow != nil {
		w.flow(v.flow, col+step)
	} else {
		w.scalar(v, col)
	}
	w.line(v.tail)
	w.comments(e.more, col)
}

// inline writes a block whose first entry shares the line of its item.
func (w *writer) inline(b *block, col int) {
	first := b.entries[0]
	w.entry(first, col, b.list)
	w.comments(first.foot, col)
	w.block(b, 1, col, false)
}

// scalar writes a value in an entry that begins in a column.
func (w *writer) scalar(v *value, entry int) {
	col := entry + step
	if v.text > 0 {
		col = entry + v.text
	}
	for i, text := range v.scalar {
		if i > 0 {
			w.line("")
			if text != "" {
				w.indent(col)
			}
		}
		w.text(text)
	}
	w.kept = v.keep
}

// flow writes a list or fields in brackets. Lines inside begin in the base column
// or deeper, the closing bracket too: YAML wants them deeper than the entry.
func (w *writer) flow(f *flow, base int) {
	inner := base
	if f.hangs() {
		inner += step
	}
	w.b.WriteByte(f.open)
	w.text(f.first)
	for i, p := range f.parts {
		switch {
		case f.breaks[i]:
			w.line("")
			w.comments(p.lead, inner)
			w.indent(inner)
		case i > 0:
			w.text(" ")
		}
		if p.key != "" {
			w.text(p.key + ": ")
		}
		if p.value.flow != nil {
			w.flow(p.value.flow, p.value.flow.base(inner))
		} else {
			w.scalar(&p.value, inner)
		}
		if i < len(f.parts)-1 || f.comma {
			w.text(",")
		}
		w.text(p.value.tail)
	}
	if f.closeBelow {
		w.line("")
		w.comments(f.last, inner)
		w.indent(base)
	}
	w.b.WriteByte(f.close)
}

// hangs reports whether the brackets stand on lines of their own.
func (f *flow) hangs() bool { return f.closeBelow || len(f.breaks) > 0 && f.breaks[0] }

// base is the base column for brackets that begin at a column or behind it.
func (f *flow) base(col int) int {
	if f.hangs() {
		return col
	}
	return col + step
}
