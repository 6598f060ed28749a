package source

import (
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"gopkg.in/yaml.v3"

	"usher/internal/catalog"
	"usher/internal/diag"
)

// maxTries is how many lines are given up before a file is; maxWork how many
// bytes are parsed in search of them.
const (
	maxTries = 16
	maxWork  = 8 << 20
)

// Parse reads a plan. There is always a Document; its Root is nil where the text
// holds no mapping. The diagnostics are of the rules yaml-syntax and
// duplicate-key, in the order of the text.
func Parse(path string, data []byte) (*Document, []diag.Diagnostic) {
	d := &Document{File: path, ID: ID(path), lines: []string{""}, partial: true}
	whole := func(message, hint catalog.Text, fixes ...diag.Edit) []diag.Diagnostic {
		return []diag.Diagnostic{d.syntax(diag.Error, start, message, hint, fixes...)}
	}
	if len(data) > MaxBytes {
		return d, whole(catalog.SourceTooLarge.With(MaxBytes>>20), catalog.SourceTooLargeHint)
	}
	if _, usual := Take(data); usual {
		if doc, err := unmarshal(data); err == nil {
			d.lines = strings.Split(string(data), "\n")
			d.read, d.partial = d.lines, false
			found := d.accept(doc, false)
			diag.Sort(found)
			return d, found
		}
	}
	text, kind := decode(data)
	if kind == inNone {
		return d, whole(catalog.SourceBinary, catalog.SourceBinaryHint)
	}
	d.lines = splitLines(text)
	var found []diag.Diagnostic
	switch kind {
	case inUTF16:
		found = whole(catalog.SourceUTF16, catalog.SourceSaveUTF8, diag.Edit{Range: start})
	case inGBK:
		at := d.firstWide()
		found = append(found, d.syntax(diag.Error, at, catalog.SourceGBK, catalog.SourceSaveUTF8, diag.Edit{Range: diag.Range{Start: at.Start, End: at.Start}}))
	case inBroken:
		found = d.brokenBytes()
	}
	if isEmpty(d.lines) {
		return d, append(found, whole(catalog.SourceEmpty, catalog.SourceEmptyHint)...)
	}
	s := newScan(d)
	s.run()
	if s.entries == 0 && !s.fatal {
		return d, append(found, d.syntax(diag.Error, d.firstText(), catalog.SourceNotFields, catalog.SourceNoFieldHint))
	}
	found = append(found, s.found...)
	d.read = s.lines
	if !s.fatal {
		d.partial = s.dropped
		found = append(found, d.parse(s.safe, len(found) > 0)...)
	}
	diag.Sort(found)
	return d, found
}

// isEmpty reports whether lines hold nothing but blanks, comments and "---".
func isEmpty(lines []string) bool {
	for _, line := range lines {
		rest := line[skipWide(line, 0):]
		if rest != "" && rest[0] != '#' && !isMark(line, "---") && !isMark(line, "...") {
			return false
		}
	}
	return true
}

// firstText is the first line that holds more than blanks and a comment.
func (d *Document) firstText() diag.Range {
	for i, line := range d.lines {
		if off := skipWide(line, 0); off < len(line) && line[off] != '#' {
			text := strings.TrimRight(line, " \t")
			return diag.Range{
				Start: diag.Position{Line: i + 1, Column: utf8.RuneCountInString(line[:off]) + 1},
				End:   diag.Position{Line: i + 1, Column: utf8.RuneCountInString(text) + 1},
			}
		}
	}
	return start
}

// firstWide is the first run of characters that ASCII lacks.
func (d *Document) firstWide() diag.Range {
	for i, line := range d.lines {
		col, from := 0, -1
		for _, r := range line {
			if r >= utf8.RuneSelf && from < 0 {
				from = col
			}
			if r < utf8.RuneSelf && from >= 0 {
				break
			}
			col++
		}
		if from >= 0 {
			return diag.Range{Start: d.position(i, from), End: d.position(i, col)}
		}
	}
	return start
}

// brokenBytes tells of bytes that are no characters; U+FFFD stands for them.
func (d *Document) brokenBytes() []diag.Diagnostic {
	var found []diag.Diagnostic
	for i, line := range d.lines {
		col, from := 0, -1
		for _, r := range line + "\n" {
			if r == utf8.RuneError && from < 0 {
				from = col
			}
			if r != utf8.RuneError && from >= 0 {
				at := diag.Range{Start: d.position(i, from), End: d.position(i, col)}
				found = append(found, d.syntax(diag.Error, at, catalog.SourceBrokenByte, catalog.SourceRetype))
				from = -1
				if len(found) >= maxControl {
					return found
				}
			}
			col++
		}
	}
	return found
}

// parse hands the mended text, d.read, to the parser. Where that still finds fault, the
// line at fault is told of, left out, and the rest read. Where nothing is left
// to read, that is told unless something was told before.
func (d *Document) parse(safe []bool, before bool) []diag.Diagnostic {
	var found []diag.Diagnostic
	copied := false
	work := 0
	for range maxTries {
		text := []byte(strings.Join(d.read, "\n"))
		work += len(text)
		doc, err := unmarshal(text)
		if err == nil {
			return append(found, d.accept(doc, before || len(found) > 0)...)
		}
		bad, n := d.fault(safe, maxWork-work)
		work += n
		if bad < 0 || work > maxWork {
			break
		}
		line := d.read[bad]
		from := skipBlank(line, 0)
		to := len(strings.TrimRight(line, " \t"))
		at := diag.Range{
			Start: d.position(bad, utf8.RuneCountInString(line[:from])),
			End:   d.position(bad, utf8.RuneCountInString(line[:max(from, to)])),
		}
		found = append(found, d.syntax(diag.Error, at, catalog.SourceUnreadable, catalog.SourceNoFieldHint))
		if !copied {
			d.read, copied = append([]string(nil), d.read...), true
		}
		// With the line goes what it opened: brackets, quotes, deeper lines.
		d.read[bad] = ""
		for bad++; bad < len(d.read) && (!safe[bad] || skipSpaces(d.read[bad]) > from); bad++ {
			d.read[bad] = ""
		}
		d.partial = true
	}
	if len(found) == 0 && !before {
		found = append(found, d.syntax(diag.Error, start, catalog.SourceUnreadableFile, catalog.SourceNoFieldHint))
	}
	d.partial = true
	return found
}

// fault finds the line that the parser stumbles over: all before it can be read,
// with it they cannot. It returns -1 when the search takes more than budget bytes.
func (d *Document) fault(safe []bool, budget int) (line, work int) {
	var ends []int // lines before which the text may be cut
	for i := range d.read {
		if i > 0 && safe[i] {
			ends = append(ends, i)
		}
	}
	ends = append(ends, len(d.read))
	lo, hi := -1, len(ends)-1 // ends[lo] can be read, ends[hi] cannot
	for hi-lo > 1 {
		mid := (lo + hi) / 2
		text := []byte(strings.Join(d.read[:ends[mid]], "\n"))
		work += len(text)
		if work > budget {
			return -1, work
		}
		if _, err := unmarshal(text); err == nil {
			lo = mid
		} else {
			hi = mid
		}
	}
	first := 0
	if lo >= 0 {
		first = ends[lo]
	}
	for i := first; i < ends[hi]; i++ {
		if strings.TrimSpace(d.read[i]) != "" {
			return i, work
		}
	}
	return -1, work
}

// unmarshal guards against panics of the parser, which are faults of the text here.
func unmarshal(text []byte) (doc *yaml.Node, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = errParser
		}
	}()
	doc = new(yaml.Node)
	if err = yaml.Unmarshal(text, doc); err == nil && doc.Kind == 0 {
		err = io.EOF
	}
	return doc, err
}

type parserError string

func (e parserError) Error() string { return string(e) }

const errParser = parserError("the parser gave up")

// accept takes the parsed nodes, and refuses what plans do not use.
func (d *Document) accept(doc *yaml.Node, before bool) []diag.Diagnostic {
	w := &walk{doc: d}
	if len(doc.Content) == 0 {
		return []diag.Diagnostic{d.syntax(diag.Error, start, catalog.SourceEmpty, catalog.SourceEmptyHint)}
	}
	root := doc.Content[0]
	if root.Kind != yaml.MappingNode {
		d.partial = true
		if before && root.Kind == yaml.ScalarNode {
			return nil
		}
		if root.Kind == yaml.SequenceNode {
			at := d.NodeRange(root)
			if isBlock(root) {
				at = diag.Range{Start: d.position(root.Line-1, root.Column-1), End: d.position(root.Line-1, root.Column)}
			}
			return []diag.Diagnostic{d.syntax(diag.Error, at, catalog.SourceListAtTop, catalog.SourceListAtTopHint)}
		}
		return []diag.Diagnostic{d.syntax(diag.Error, d.NodeRange(root), catalog.SourceNotFields, catalog.SourceNoFieldHint)}
	}
	w.node(root, 1, false)
	if w.over {
		d.partial = true
	} else {
		d.root = root
	}
	return w.found
}

// walk goes over the nodes once: what the look at the raw text let through of
// aliases, anchors and tags is refused here, so that no later walk can loop.
type walk struct {
	doc   *Document
	found []diag.Diagnostic
	over  bool // too deep, or too many mistakes
}

func (w *walk) say(n *yaml.Node, message, hint catalog.Text) {
	w.add(w.doc.syntax(diag.Error, w.doc.NodeRange(n), message, hint))
}

func (w *walk) add(d diag.Diagnostic) {
	if len(w.found) >= maxFound && !w.over {
		w.over = true
		d = w.doc.syntax(diag.Error, d.Range, catalog.SourceTooMany.With(maxFound), catalog.SourceMendFirst)
	}
	w.found = append(w.found, d)
}

func (w *walk) node(n *yaml.Node, depth int, item bool) {
	if w.over {
		return
	}
	if depth > MaxDepth {
		w.say(n, catalog.SourceTooDeep.With(MaxDepth), catalog.SourceFlatter)
		w.over = true
		return
	}
	switch {
	case n.Kind == yaml.AliasNode:
		w.say(n, catalog.SourceAlias.With("*"+Brief(n.Value)), catalog.SourceWriteOut)
		*n = yaml.Node{Kind: yaml.ScalarNode, Tag: "!!null", Line: n.Line, Column: n.Column}
	case n.Anchor != "":
		w.say(n, catalog.SourceAnchor.With("&"+Brief(n.Anchor)), catalog.SourceDelete)
		n.Anchor = ""
	case n.Style&yaml.TaggedStyle != 0:
		w.say(n, catalog.SourceTag.With(Brief(n.Tag)), catalog.SourceDelete)
		n.Style &^= yaml.TaggedStyle
	}
	switch n.Kind {
	case yaml.MappingNode:
		w.keys(n, item)
		for i := 1; i < len(n.Content); i += 2 {
			w.node(n.Content[i-1], depth+1, false)
			w.node(n.Content[i], depth+1, false)
		}
	case yaml.SequenceNode:
		for _, c := range n.Content {
			w.node(c, depth+1, true)
		}
	}
}

// keys looks for names that are no words, and for those given twice.
func (w *walk) keys(n *yaml.Node, item bool) {
	var first map[string]*yaml.Node
	var again []int
	looked := false
	for i := 0; i < len(n.Content) && !w.over; i += 2 {
		key := n.Content[i]
		if key.Kind != yaml.ScalarNode {
			w.say(key, catalog.SourceOddName, catalog.SourceNoFieldHint)
			w.doc.partial = true
			continue
		}
		var before *yaml.Node
		if len(n.Content) <= 64 {
			for j := 0; j < i; j += 2 {
				if k := n.Content[j]; k.Value == key.Value && k.Kind == yaml.ScalarNode {
					before = k
					break
				}
			}
		} else {
			if first == nil {
				first = make(map[string]*yaml.Node, len(n.Content)/2)
			}
			if before = first[key.Value]; before == nil {
				first[key.Value] = key
			}
		}
		if before == nil {
			continue
		}
		if w.doc.twice == nil {
			w.doc.twice = map[*yaml.Node]bool{}
		}
		w.doc.twice[key] = true
		if !looked {
			again, looked = w.again(n, item), true
		}
		switch {
		case again == nil || i < again[0]:
			w.twice(before, key, catalog.SourceTwiceHint)
		case slices.Contains(again, i) && item:
			w.twice(before, key, catalog.SourceTwiceItem.With(Brief(key.Value)))
		case slices.Contains(again, i):
			w.twice(before, key, catalog.SourceTwicePlan)
		}
	}
}

// again are the fields with which an item, or a plan, begins anew without the
// dash, or the file of its own, that it should have: that is one mistake, and not
// one for each field. They are the first field's repetitions, if the next one is
// repeated too; a plan has more fields in common with another.
func (w *walk) again(n *yaml.Node, item bool) []int {
	least := 2
	if !item {
		least = 4
	}
	if n.Style&yaml.FlowStyle != 0 || len(n.Content) < 4*least || len(n.Content) > 1000 || !item && n.Column > 1 {
		return nil
	}
	var starts []int
	seen := map[string]bool{n.Content[0].Value: true}
	repeated := 0
	for i := 2; i < len(n.Content); i += 2 {
		name := n.Content[i].Value
		if name == n.Content[0].Value {
			starts = append(starts, i)
		}
		if seen[name] && len(starts) > 0 {
			repeated++
		}
		seen[name] = true
	}
	if repeated < least {
		return nil
	}
	return starts
}

func (w *walk) twice(before, key *yaml.Node, hint catalog.Text) {
	d := w.doc
	at := d.NodeRange(before)
	w.add(diag.Diagnostic{
		Rule: RuleDuplicate, Severity: diag.Error, Plan: d.ID, File: d.File, Range: d.NodeRange(key),
		Message: catalog.SourceTwice.With(Brief(key.Value), at.Start.Line),
		Hint:    hint,
		Notes:   []diag.Note{{File: d.File, Range: at, Message: catalog.SourceTwiceNote.With(Brief(key.Value))}},
	})
}
