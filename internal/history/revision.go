package history

import (
	"bytes"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"usher/internal/catalog"
	"usher/internal/lazyregexp"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/storer"
)

// revision is a name, then steps to parents. Of gitrevisions(7) this is what
// names a commit for certain; go-git's parser passes over what it does not know.
var revision = lazyregexp.New(`^([^~^:{}\\ ]+?)((?:\^[0-9]*|~[0-9]*)*)(?:\^\{commit\})?$`)

var step = lazyregexp.New(`[~^][0-9]*`)

// resolve finds a commit by branch, tag, remote branch, hash or its beginning,
// with ^, ^2 and ~3 behind it.
func (r *Repository) resolve(name string) (plumbing.Hash, error) {
	parts := revision.FindStringSubmatch(name)
	if parts == nil {
		return plumbing.ZeroHash, noCommit(name)
	}
	h, err := r.named(parts[1])
	if err != nil {
		return plumbing.ZeroHash, err
	}
	if h, err = r.peel(h, name); err != nil {
		return plumbing.ZeroHash, err
	}
	for _, s := range step.FindAllString(parts[2], -1) {
		if h, err = r.ancestor(h, s, name); err != nil {
			return plumbing.ZeroHash, err
		}
	}
	return h, nil
}

func noCommit(name string) error {
	return &Error{
		Message: catalog.NoSuchCommit.With(name),
		Hint:    catalog.NoSuchCommitHint,
		Err:     plumbing.ErrReferenceNotFound,
	}
}

// named looks in the order that git does: a whole hash, references, a hash's beginning.
func (r *Repository) named(name string) (plumbing.Hash, error) {
	if plumbing.IsHash(name) {
		return plumbing.NewHash(name), nil
	}
	if name == "@" {
		name = "HEAD"
	}
	if strings.HasSuffix(name, "_HEAD") {
		// What git notes down itself: FETCH_HEAD, MERGE_HEAD, ORIG_HEAD.
		line, err := os.ReadFile(filepath.Join(r.gitDir, filepath.Base(name)))
		if hash, _, _ := strings.Cut(strings.TrimSpace(string(line)), "\t"); err == nil && plumbing.IsHash(hash) {
			return plumbing.NewHash(hash), nil
		}
	}
	for _, rule := range plumbing.RefRevParseRules {
		full := plumbing.ReferenceName(fmt.Sprintf(rule, name))
		if full != plumbing.HEAD && (full.Validate() != nil || !strings.HasPrefix(string(full), "refs/")) {
			continue // go-git would take any file of git's own for a reference
		}
		h, err := r.reference(full)
		if err == nil {
			return h, nil
		}
		if !errors.Is(err, plumbing.ErrReferenceNotFound) {
			return plumbing.ZeroHash, unreadable(err)
		}
	}
	return r.abbreviated(name)
}

func (r *Repository) reference(name plumbing.ReferenceName) (plumbing.Hash, error) {
	ref, err := storer.ResolveReference(r.refs, name)
	if err != nil {
		return plumbing.ZeroHash, err
	}
	return ref.Hash(), nil
}

// abbreviated finds the one commit whose hash begins so.
func (r *Repository) abbreviated(name string) (plumbing.Hash, error) {
	start := strings.ToLower(name)
	prefix, err := hex.DecodeString(start[:len(start)/2*2])
	if err != nil || len(start) < 4 || len(start) > 2*len(plumbing.Hash{}) {
		return plumbing.ZeroHash, noCommit(name)
	}
	hashes, err := r.objects.withPrefix(prefix)
	if err != nil {
		return plumbing.ZeroHash, unreadable(err)
	}
	var found []plumbing.Hash
	for _, h := range hashes {
		if !strings.HasPrefix(h.String(), start) {
			continue
		}
		kind, _, err := r.objects.read(h)
		switch {
		case errors.Is(err, plumbing.ErrObjectNotFound): // a file that git has not finished
		case err != nil:
			return plumbing.ZeroHash, unreadable(err)
		case kind == plumbing.CommitObject || kind == plumbing.TagObject:
			found = append(found, h)
		}
	}
	switch len(found) {
	case 0:
		return plumbing.ZeroHash, noCommit(name)
	case 1:
		return found[0], nil
	}
	return plumbing.ZeroHash, &Error{Message: catalog.AmbiguousCommit.With(name)}
}

var errTag = errors.New("malformed tag")

// peel goes from an annotated tag to its commit.
func (r *Repository) peel(h plumbing.Hash, name string) (plumbing.Hash, error) {
	for {
		t, data, err := r.objects.read(h)
		switch {
		case errors.Is(err, plumbing.ErrObjectNotFound):
			return plumbing.ZeroHash, noCommit(name)
		case err != nil:
			return plumbing.ZeroHash, unreadable(err)
		case t == plumbing.CommitObject:
			return h, nil
		case t != plumbing.TagObject:
			return plumbing.ZeroHash, noCommit(name)
		}
		line, _, _ := bytes.Cut(data, []byte{'\n'}) // "object" and a hash come first
		target, _ := bytes.CutPrefix(line, []byte("object "))
		if !plumbing.IsHash(string(target)) {
			return plumbing.ZeroHash, unreadable(errTag)
		}
		h = plumbing.NewHash(string(target))
	}
}

// ancestor takes one step of a name: ^ or ^1 the first parent, ^2 the second,
// ~3 the first parent three times.
func (r *Repository) ancestor(h plumbing.Hash, s, name string) (plumbing.Hash, error) {
	n := 1
	if len(s) > 1 {
		var err error
		if n, err = strconv.Atoi(s[1:]); err != nil {
			return plumbing.ZeroHash, noCommit(name)
		}
	}
	times, parent := 1, n
	if s[0] == '~' {
		times, parent = n, 1
	}
	for ; times > 0 && parent > 0; times-- {
		c, err := r.commit(h)
		switch {
		case err != nil:
			return plumbing.ZeroHash, err
		case parent > len(c.parents):
			return plumbing.ZeroHash, noCommit(name)
		case r.cut[h]:
			return plumbing.ZeroHash, cut(h)
		}
		h = c.parents[parent-1]
	}
	return h, nil
}
