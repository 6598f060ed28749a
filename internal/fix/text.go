package fix

import (
	"bytes"
	"cmp"
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"usher/internal/catalog"
	"usher/internal/diag"
	"usher/internal/source"
)

var mark = []byte("\uFEFF") // the byte order mark of UTF-8

func withoutMark(data []byte) []byte { return bytes.TrimPrefix(data, mark) }

// plainEnds turns the line ends of other systems into LF.
func plainEnds(data []byte) []byte {
	if bytes.IndexByte(data, '\r') < 0 {
		return data
	}
	data = bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n"))
	return bytes.ReplaceAll(data, []byte("\r"), []byte("\n"))
}

// Foreign reports a byte order mark or line ends of other systems, which are no
// mistakes and are mended only along with others.
func Foreign(data []byte) bool {
	return bytes.HasPrefix(data, mark) || bytes.IndexByte(data, '\r') >= 0
}

// toValid writes bytes that are no characters as source shows them.
func toValid(data []byte) string {
	return strings.ToValidUTF8(string(data), string(utf8.RuneError))
}

func read(doc *source.Document) string {
	all := make([]string, doc.Lines())
	for i := range all {
		all[i] = doc.Line(i + 1)
	}
	return strings.Join(all, "\n")
}

// lossy reports whether text read in another encoding lacks some of the bytes:
// half a character at the end, or one that stands for none.
func lossy(data []byte, text string) bool {
	utf16 := len(data) >= 2 && (data[0] == 0xFF && data[1] == 0xFE || data[0] == 0xFE && data[1] == 0xFF)
	return utf16 && len(data)%2 != 0 || strings.ContainsRune(text, utf8.RuneError)
}

// unseen are the changes that no diagnostic tells of.
func unseen(data []byte) []Change {
	var all []Change
	if bytes.HasPrefix(data, mark) {
		all = append(all, Change{1, catalog.FixMark})
	}
	if i := bytes.IndexByte(data, '\r'); i >= 0 && !bytes.ContainsRune(data, 0) {
		all = append(all, Change{1 + bytes.Count(data[:i], []byte("\n")), catalog.FixEnds})
	}
	return all
}

// edit replaces bytes of a text.
type edit struct {
	from, to int
	text     string
}

// mend is one mistake and the edits that mend it.
type mend struct {
	diagnostic diag.Diagnostic
	edits      []edit
}

// touches reports whether two mends would get into each other's way: they
// overlap, or one could be put before or after the other.
func (a mend) touches(b mend) bool {
	for _, x := range a.edits {
		for _, y := range b.edits {
			if x.from < y.to && y.from < x.to || x.from == y.from || x.to == y.to {
				return true
			}
		}
	}
	return false
}

// mend finds where the edits of a diagnostic are made; false where they get into
// each other's way.
func (t table) mend(d diag.Diagnostic) (mend, bool) {
	m := mend{diagnostic: d}
	for _, f := range d.Fixes {
		one := mend{edits: []edit{{t.offset(f.Range.Start), t.offset(f.Range.End), f.Text}}}
		if one.edits[0].from > one.edits[0].to || m.touches(one) {
			return m, false
		}
		m.edits = append(m.edits, one.edits...)
	}
	return m, true
}

// table finds the places of diagnostics in a text.
type table struct {
	text   string
	starts []int
}

func lines(text string) table {
	t := table{text: text, starts: []int{0}}
	for i := range len(text) {
		if text[i] == '\n' {
			t.starts = append(t.starts, i+1)
		}
	}
	return t
}

// offset is the byte at a place; one outside the text is at its nearest end.
// Bytes that are no characters count one together, as source counts them.
func (t table) offset(p diag.Position) int {
	if p.Line < 1 {
		return 0
	}
	if p.Line > len(t.starts) {
		return len(t.text)
	}
	i := t.starts[p.Line-1]
	bad := false
	for col := 1; i < len(t.text) && t.text[i] != '\n'; {
		r, n := utf8.DecodeRuneInString(t.text[i:])
		broken := r == utf8.RuneError && n == 1
		if !(broken && bad) {
			if col >= p.Column {
				break
			}
			col++
		}
		bad = broken
		i += n
	}
	return i
}

// line is the line of a byte, from 1.
func (t table) line(offset int) int {
	i, found := slices.BinarySearch(t.starts, offset)
	if found {
		return i + 1
	}
	return i
}

// apply makes edits that do not touch each other.
func (s state) apply(m shift) state {
	var b strings.Builder
	at := 0
	for _, e := range m.edits {
		b.WriteString(s.text[at:e.from])
		b.WriteString(e.text)
		at = e.to
	}
	b.WriteString(s.text[at:])
	next := state{text: b.String()}
	was := lines(s.text)
	for _, start := range lines(next.text).starts {
		next.origin = append(next.origin, s.origin[was.line(m.before(start))-1])
	}
	return next
}

// shift is where edits move the bytes of a text.
type shift struct {
	edits []edit // in order
	moved []int  // for each edit, by how much those before it move what follows
}

func shiftOf(mends []mend) shift {
	var s shift
	for _, m := range mends {
		s.edits = append(s.edits, m.edits...)
	}
	slices.SortFunc(s.edits, func(a, b edit) int { return cmp.Compare(a.from, b.from) })
	moved := 0
	for _, e := range s.edits {
		s.moved = append(s.moved, moved)
		moved += len(e.text) - (e.to - e.from)
	}
	return s
}

// before is where a byte of the edited text was; one that an edit brought is
// where the edit begins.
func (s shift) before(offset int) int {
	i := sort.Search(len(s.edits), func(i int) bool { return s.edits[i].from+s.moved[i] > offset }) - 1
	if i < 0 {
		return offset
	}
	e := s.edits[i]
	if offset < e.from+s.moved[i]+len(e.text) {
		return e.from
	}
	return offset - s.moved[i] - len(e.text) + (e.to - e.from)
}

// after is where a byte of the text is in the edited one; one that an edit took
// away is where the edit begins.
func (s shift) after(offset int) int {
	i := sort.Search(len(s.edits), func(i int) bool { return s.edits[i].from >= offset }) - 1
	if i < 0 {
		return offset
	}
	e := s.edits[i]
	if offset < e.to {
		return e.from + s.moved[i]
	}
	return offset + s.moved[i] + len(e.text) - (e.to - e.from)
}
