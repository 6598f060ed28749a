// Package history provides when each plan's present schedule was announced, and
// what else the sheets and the review of a change need from git.
//
// Announced at = the landing time of the first commit on the first-parent chain
// since when the plan's id has been present without a gap with its present
// schedule. Landing time = the running maximum of committer times along that
// chain, over the last thousand commits; a time after now does not count. What a
// repository cannot tell for certain is an *Error, never a guess. Replacements and
// grafts, by which git lets a clone see another history than was pushed, are not
// followed.
package history

import (
	"errors"
	"slices"
	"strings"
	"time"

	"usher/internal/catalog"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/storage/filesystem"
)

// Repository is the git repository around a folder of plans, opened for reading.
// It is not safe for use by several goroutines, and takes the repository not to
// change while it is open.
type Repository struct {
	gitDir  string
	refs    *filesystem.Storage
	objects objects
	root    []string               // folders from the top of the work tree to the root
	cut     map[plumbing.Hash]bool // commits whose parents a shallow clone lacks
	chains  map[plumbing.Hash]*chain
	last    struct { // of which filesOf was asked
		tree  plumbing.Hash
		files map[string]plumbing.Hash
	}

	lookBack int // lookBack, for tests to see over
}

// Commit is a commit as people name it.
type Commit struct {
	Hash string    // 40 hexadecimal digits
	Time time.Time // committer time as recorded, in UTC
}

// Close gives back the files that reading keeps open.
func (r *Repository) Close() error { return r.objects.close() }

// Head is the commit that is checked out; false in a repository without commits.
func (r *Repository) Head() (Commit, bool, error) {
	h, ok, err := r.head()
	if err != nil || !ok {
		return Commit{}, false, err
	}
	c, err := r.commit(h)
	if err != nil {
		return Commit{}, false, err
	}
	named, err := c.named()
	return named, err == nil, err
}

// Prepare reads what nearly each question about HEAD needs: its plans, and the commits
// that say when the newest plans landed. What is wrong there is told by the question.
func (r *Repository) Prepare() {
	head, born, err := r.head()
	if err != nil || !born {
		return
	}
	if _, err = r.files("HEAD"); err == nil {
		_, _, _ = r.chain(head).at(r.lookBack)
	}
}

// State is another text whenever Announced may have other answers, asked without a base
// or a head: it names the commit that is checked out, and where history is cut short.
func (r *Repository) State() (string, error) {
	head, _, err := r.head()
	if err != nil {
		return "", err
	}
	var cuts []string
	for h := range r.cut {
		cuts = append(cuts, h.String())
	}
	slices.Sort(cuts)
	return head.String() + " " + strings.Join(cuts, " "), nil
}

func (r *Repository) head() (plumbing.Hash, bool, error) {
	h, err := r.reference(plumbing.HEAD)
	if errors.Is(err, plumbing.ErrReferenceNotFound) {
		return plumbing.ZeroHash, false, nil // a branch yet to be born
	}
	if err != nil {
		return plumbing.ZeroHash, false, unreadable(err)
	}
	return h, true, nil
}

// read returns an object's bytes, which must not be changed.
func (r *Repository) read(t plumbing.ObjectType, h plumbing.Hash) ([]byte, error) {
	found, data, err := r.objects.read(h)
	if err == nil && found != t {
		err = plumbing.ErrObjectNotFound
	}
	return data, err
}

// blob returns a file's bytes as they were committed.
func (r *Repository) blob(h plumbing.Hash) ([]byte, error) {
	data, err := r.read(plumbing.BlobObject, h)
	return data, explain(err, catalog.AFile, h)
}

func explain(err error, what catalog.Text, h plumbing.Hash) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, plumbing.ErrObjectNotFound):
		return missing(what, h)
	}
	return unreadable(err)
}
