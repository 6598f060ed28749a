// Package fix provides the mending of plans: it makes the edits that need no
// decision of anybody's, and keeps every other byte.
//
// The edits are those of the diagnostics of source and validate. What an edit
// did is looked at before it is kept: what it was to mend must be gone, nothing
// new may have come, and the rest of the plan must read as it did.
//
// Byte order marks and Windows line ends are no mistakes, so a plan that has
// nothing else is right and is left alone; one that is mended loses them too.
// A whole plan is laid out, them included, by package layout.
package fix

import (
	"cmp"
	"slices"
	"unicode/utf8"

	"usher/internal/catalog"
	"usher/internal/diag"
	"usher/internal/source"
	"usher/internal/validate"
)

// Change is one thing that was mended.
type Change struct {
	Line int          // in the file as it was, from 1
	What catalog.Text // what was wrong there
}

// Result is a plan after mending.
type Result struct {
	Data    []byte            // the file's bytes; those that it had where nothing was mended
	Was     []byte            // the file as it was, in UTF-8: to compare by eye
	Changes []Change          // in the order of lines; none where nothing was mended
	Left    []diag.Diagnostic // what is still wrong, in places of Data
}

// maxWork is how many bytes are read in search of edits that can be kept, with a
// mistake counted as perMistake of them. Real plans take a hundredth; a file made
// to take more is left alone.
const (
	maxWork    = 8 << 20
	perMistake = 256
)

// Mend mends a plan as far as that is safe. Mending the result again changes
// nothing. A file that cannot be mended at all comes back as it was.
func Mend(schema *validate.Schema, f source.File) Result {
	m := &mending{schema: schema, path: f.Path}
	was := m.look(f.Data)
	asIs := Result{Data: f.Data, Was: f.Data, Left: was.found}
	text, ok := characters(f.Data, was.doc)
	if !ok || !slices.ContainsFunc(was.found, fixable) {
		return asIs
	}
	now := state{text: text, view: was, origin: count(text)}
	var changes []Change
	for {
		next, done := m.round(now)
		changes = append(changes, done...)
		if m.work > maxWork {
			return asIs
		}
		if len(done) == 0 {
			break
		}
		now = next
	}
	if len(changes) == 0 {
		return asIs
	}
	changes = append(changes, unseen(f.Data)...)
	slices.SortStableFunc(changes, func(a, b Change) int { return cmp.Compare(a.Line, b.Line) })
	r := Result{Data: []byte(now.text), Was: f.Data, Changes: changes, Left: now.view.found}
	if !utf8.Valid(f.Data) && utf8.ValidString(text) {
		r.Was = []byte(text)
	}
	return r
}

// mending is the work on one file.
type mending struct {
	schema *validate.Schema
	path   string
	work   int
}

// view is a text as source and validate see it.
type view struct {
	doc   *source.Document
	found []diag.Diagnostic
}

func (m *mending) look(data []byte) view {
	doc, found := source.Parse(m.path, data)
	if doc.Root() != nil {
		_, more := m.schema.Check(doc)
		found = append(found, more...)
		diag.Sort(found)
	}
	m.work += len(data) + perMistake*len(found) + 1
	return view{doc, found}
}

// state is a text on its way, in UTF-8 with plain line ends.
type state struct {
	text   string
	view   view
	origin []int // for each line, the line of the file that it was
}

func count(text string) []int {
	origin := []int{1}
	for i := range len(text) {
		if text[i] == '\n' {
			origin = append(origin, len(origin)+1)
		}
	}
	return origin
}

func fixable(d diag.Diagnostic) bool { return len(d.Fixes) > 0 }

// round makes as many edits at once as do not touch each other. The number of
// mistakes falls with each round that keeps any, so that there is a last one.
func (m *mending) round(now state) (state, []Change) {
	var mends []mend
	at := lines(now.text)
	for _, d := range now.view.found {
		if !fixable(d) {
			continue
		}
		if one, ok := at.mend(d); ok && !slices.ContainsFunc(mends, one.touches) {
			mends = append(mends, one)
		}
	}
	return m.keep(now, mends)
}

// keep makes the edits, or halves them where one of them does harm.
func (m *mending) keep(now state, mends []mend) (state, []Change) {
	if len(mends) == 0 || m.work > maxWork {
		return now, nil
	}
	moved := shiftOf(mends)
	next := now.apply(moved)
	next.view = m.look([]byte(next.text))
	if better(now, next, mends, moved) {
		var done []Change
		for _, one := range mends {
			line := min(max(one.diagnostic.Range.Start.Line, 1), len(now.origin))
			done = append(done, Change{now.origin[line-1], one.diagnostic.Message})
		}
		return next, done
	}
	if len(mends) == 1 {
		return now, nil
	}
	// The second half is looked at in the text as it stands, since places move;
	// the next round takes it up where the first half was kept.
	half := len(mends) / 2
	if next, done := m.keep(now, mends[:half]); len(done) > 0 {
		return next, done
	}
	return m.keep(now, mends[half:])
}

// characters is the text that places count in, with plain line ends: the bytes
// themselves or, where they are in another encoding, what source reads in them.
// It is false where writing the text back would lose some of them.
func characters(data []byte, doc *source.Document) (string, bool) {
	if len(data) > source.MaxBytes {
		return "", false
	}
	raw := plainEnds(withoutMark(data))
	if utf8.Valid(raw) {
		return string(raw), true
	}
	text := read(doc)
	switch {
	case text == toValid(raw):
		return string(raw), true // damaged characters: they are left as they are
	case lossy(data, text):
		return "", false
	}
	return text, true
}
