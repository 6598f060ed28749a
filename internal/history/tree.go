package history

import (
	"bytes"
	"cmp"
	"errors"
	"strings"

	"usher/internal/catalog"

	"github.com/go-git/go-git/v5/plumbing"
)

// kind is what a line of a tree object stands for.
type kind byte

const (
	none kind = iota
	folder
	file
	symlink // never followed
	other   // a submodule, or what git has no name for
)

func kindOf(mode []byte) kind {
	switch string(mode) {
	case "40000", "040000":
		return folder
	case "100644", "100755", "100664": // the last by very old versions of git
		return file
	case "120000":
		return symlink
	}
	return other
}

// entry is one line of a tree object.
type entry struct {
	kind kind
	name []byte
	hash plumbing.Hash
}

// cursor goes through the entries of a tree object; the entry's kind is none at
// the end. Trees are read by hand because decoding them whole takes twice as
// long, and because go-git's walkers end at a missing folder without an error.
type cursor struct {
	entry
	rest []byte
	err  error
}

var errTree = errors.New("malformed tree")

// advance reads one entry, "mode name\0" and the 20 bytes of its hash.
func (c *cursor) advance() {
	c.entry = entry{}
	if len(c.rest) == 0 {
		return
	}
	mode, rest, ok := bytes.Cut(c.rest, []byte{' '})
	name, rest, ok2 := bytes.Cut(rest, []byte{0})
	if !ok || !ok2 || len(name) == 0 || len(rest) < len(c.hash) {
		c.rest, c.err = nil, unreadable(errTree)
		return
	}
	c.entry = entry{kind: kindOf(mode), name: name}
	c.rest = rest[copy(c.hash[:], rest):]
}

// entries opens a folder; the zero hash is one without entries.
func (r *Repository) entries(h plumbing.Hash) (*cursor, error) {
	c := &cursor{}
	if h.IsZero() {
		return c, nil
	}
	data, err := r.read(plumbing.TreeObject, h)
	if err != nil {
		return nil, explain(err, catalog.AFolder, h)
	}
	c.rest = data
	c.advance()
	return c, nil
}

// before compares in the order of git's trees, where a folder's name sorts as if
// it ended in a slash. What is at its end comes last.
func (e entry) before(o entry) int {
	if e.kind == none || o.kind == none {
		return -cmp.Compare(min(e.kind, 1), min(o.kind, 1))
	}
	n := min(len(e.name), len(o.name))
	if c := bytes.Compare(e.name[:n], o.name[:n]); c != 0 {
		return c
	}
	return cmp.Compare(e.char(n), o.char(n))
}

func (e entry) char(n int) byte {
	switch {
	case n < len(e.name):
		return e.name[n]
	case e.kind == folder:
		return '/'
	}
	return 0
}

// lookup finds a folder by its names below a tree; the zero hash where there is none.
func (r *Repository) lookup(tree plumbing.Hash, names ...string) (plumbing.Hash, error) {
	for _, name := range names {
		c, err := r.entries(tree)
		if err != nil {
			return tree, err
		}
		for c.kind != none && (c.kind != folder || string(c.name) != name) {
			c.advance()
		}
		if c.err != nil {
			return tree, c.err
		}
		tree = c.hash // zero at the end
	}
	return tree, nil
}

// A difference is called for each plan file that one of two folders has and the
// other has not, or has with other bytes.
type difference func(file string, h plumbing.Hash, gone bool)

// diff compares two folders at a path, reading only those below them that differ.
// A plan that changed is one call for what it was, gone, and one for what it is.
func (r *Repository) diff(was, is plumbing.Hash, at string, f difference) error {
	a, err := r.entries(was)
	if err != nil {
		return err
	}
	b, err := r.entries(is)
	if err != nil {
		return err
	}
	for a.kind != none || b.kind != none {
		order := a.before(b.entry)
		switch {
		case order == 0 && a.kind == b.kind && a.hash == b.hash:
		case order == 0 && a.kind == folder:
			if !hidden(a.name) {
				err = r.diff(a.hash, b.hash, a.path(at), f)
			}
		default:
			if order <= 0 {
				err = r.only(a.entry, at, true, f)
			}
			if order >= 0 && err == nil {
				err = r.only(b.entry, at, false, f)
			}
		}
		if err != nil {
			return err
		}
		if order <= 0 {
			a.advance()
		}
		if order >= 0 {
			b.advance()
		}
	}
	return cmp.Or(a.err, b.err)
}

// only is diff for an entry that just one of the folders has.
func (r *Repository) only(e entry, at string, gone bool, f difference) error {
	if hidden(e.name) {
		return nil
	}
	switch {
	case e.kind == folder && gone:
		return r.diff(e.hash, plumbing.ZeroHash, e.path(at), f)
	case e.kind == folder:
		return r.diff(plumbing.ZeroHash, e.hash, e.path(at), f)
	case e.kind == file && isPlan(e.name):
		f(e.path(at), e.hash, gone)
	}
	return nil
}

// path is where the entry of a folder is.
func (e entry) path(folder string) string { return folder + "/" + string(e.name) }

func hidden(name []byte) bool { return name[0] == '.' }

// isPlan reports whether a file of that name holds a plan.
func isPlan(name []byte) bool {
	stem, ok := bytes.CutSuffix(name, []byte(".yaml"))
	if !ok {
		stem, ok = bytes.CutSuffix(name, []byte(".yml"))
	}
	return ok && len(stem) > 0
}

// planID is the stem of a plan's file, by its path.
func planID(file string) string {
	name := file[strings.LastIndexByte(file, '/')+1:]
	return name[:max(0, strings.LastIndexByte(name, '.'))]
}
