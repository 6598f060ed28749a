package history

import (
	"bytes"
	"encoding/hex"
	"errors"
	"strconv"
	"time"

	"usher/internal/catalog"

	"github.com/go-git/go-git/v5/plumbing"
)

// commit is what is read of a commit object.
type commit struct {
	link
	parents []plumbing.Hash
}

// link is a commit without its parents, as it is kept for a chain of them.
type link struct {
	hash, tree plumbing.Hash
	date       date
}

// date is a committer date: seconds since 1970 in UTC, or the text that is none.
type date struct {
	seconds int64
	bad     string
}

// named is the commit as people name it; an error where its date is none.
func (c link) named() (Commit, error) {
	return Commit{Hash: c.hash.String(), Time: time.Unix(c.date.seconds, 0).UTC()}, c.dated()
}

// dated is an error where the commit's date is none.
func (c link) dated() error {
	if c.date.bad == "" {
		return nil
	}
	return &Error{
		Message: catalog.CommitDate.With(short(c.hash), c.date.bad),
		Hint:    catalog.CommitDateHint,
	}
}

func (r *Repository) commit(h plumbing.Hash) (commit, error) {
	data, err := r.read(plumbing.CommitObject, h)
	if err != nil {
		return commit{}, explain(err, catalog.ACommit, h)
	}
	c, err := parseCommit(data)
	if err != nil {
		return commit{}, unreadable(err)
	}
	c.hash = h
	return c, nil
}

var errCommit = errors.New("malformed commit")

// parseCommit reads the header of a commit object; gitformat: one "key value" a
// line up to the first empty line, and lines that go on begin with a space.
func parseCommit(data []byte) (commit, error) {
	c := commit{link: link{date: date{bad: "-"}}}
	for len(data) > 0 && data[0] != '\n' {
		var line []byte
		line, data, _ = bytes.Cut(data, []byte{'\n'})
		key, value, _ := bytes.Cut(line, []byte{' '})
		switch string(key) {
		case "tree", "parent":
			var h plumbing.Hash
			if n, err := hex.Decode(h[:], value[:min(len(value), 2*len(h))]); err != nil || n != len(h) {
				return commit{}, errCommit
			}
			if len(key) == len("tree") {
				c.tree = h
			} else {
				c.parents = append(c.parents, h)
			}
		case "committer":
			c.date = parseDate(value)
			return c, nil // parents come before it, and nothing after it matters
		}
	}
	return c, nil
}

// latest is the last second of the year 9999.
const latest = 253402300799

// parseDate reads the date of "Name <mail> 1795401600 +0800": plain seconds after
// the last ">". The zone says only where the committer sat. Git reads any other
// text as 1970 and go-git as the year 1; both would let a rule pass.
func parseDate(ident []byte) date {
	text := bytes.TrimSpace(ident[bytes.LastIndexByte(ident, '>')+1:])
	digits, _, _ := bytes.Cut(text, []byte{' '})
	seconds, err := strconv.ParseUint(string(digits), 10, 63)
	if err != nil || seconds == 0 || seconds > latest {
		if len(text) == 0 {
			return date{bad: "-"}
		}
		return date{bad: string(text[:min(len(text), 40)])}
	}
	return date{seconds: int64(seconds)}
}
