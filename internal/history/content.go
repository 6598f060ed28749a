package history

import (
	"bytes"
	"iter"
	"strconv"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/hash"
)

// visits is the folder of plans in a commit's tree; the zero hash where there is
// none, and for the zero hash.
func (r *Repository) visits(tree plumbing.Hash) (plumbing.Hash, error) {
	tree, err := r.lookup(tree, r.root...)
	if err != nil {
		return tree, err
	}
	return r.lookup(tree, Visits)
}

// Sum is the name that git has for a file's bytes.
type Sum = plumbing.Hash

// Summer makes the sums of many files, one after the other, with the memory of one.
type Summer struct {
	hash      hash.Hash
	head, sum []byte
}

// NewSummer makes a Summer; it is not for concurrent use.
func NewSummer() *Summer { return &Summer{hash: hash.New(hash.CryptoType)} }

// Sum is the sum of a file.
func (s *Summer) Sum(data []byte) (sum Sum) {
	s.hash.Reset()
	s.head = append(strconv.AppendInt(append(s.head[:0], "blob "...), int64(len(data)), 10), 0)
	s.hash.Write(s.head)
	s.hash.Write(data)
	s.sum = s.hash.Sum(s.sum[:0])
	copy(sum[:], s.sum)
	return sum
}

// withLF is text with the line ends that git keeps under core.autocrlf; data
// itself where it has no others.
func withLF(data []byte) []byte {
	if !bytes.Contains(data, crlf) {
		return data
	}
	return bytes.ReplaceAll(data, crlf, crlf[1:])
}

var crlf = []byte("\r\n")

// Differs says of files, by their path from the root, whether the commit called
// ref lacks them or has them with other bytes; CRLF and LF count as the same.
// In a repository without commits "HEAD" lacks everything.
func (r *Repository) Differs(ref string, files map[string][]byte) (map[string]bool, error) {
	there, err := r.files(ref)
	if err != nil {
		return nil, err
	}
	sums, differs := NewSummer(), make(map[string]bool, len(files))
	for name, data := range files {
		h, ok := there[name]
		if !ok {
			differs[name] = true
			continue
		}
		same, err := r.same(h, data, sums)
		if err != nil {
			return nil, err
		}
		differs[name] = !same
	}
	return differs, nil
}

// Changed is Differs from HEAD for files that are known by their sums. It has those
// only that differ; read is asked for the bytes of one whose sum is another.
func (r *Repository) Changed(files iter.Seq2[string, Sum], read func(file string) ([]byte, error)) (map[string]bool, error) {
	there, err := r.files("HEAD")
	if err != nil {
		return nil, err
	}
	sums, changed := NewSummer(), map[string]bool{}
	for name, sum := range files {
		h, ok := there[name]
		if ok && h == sum {
			continue
		}
		if ok {
			data, err := read(name)
			if err != nil {
				return nil, err
			}
			if ok, err = r.same(h, data, sums); err != nil {
				return nil, err
			}
		}
		if !ok {
			changed[name] = true
		}
	}
	return changed, nil
}

// same compares a committed file with one of the work tree. Hashes first: only
// what differs is read.
func (r *Repository) same(h plumbing.Hash, data []byte, sums *Summer) (bool, error) {
	if h == sums.Sum(data) {
		return true, nil
	}
	lf := withLF(data)
	if len(lf) < len(data) && h == sums.Sum(lf) {
		return true, nil
	}
	committed, err := r.blob(h)
	return err == nil && bytes.Equal(withLF(committed), lf), err
}

// files are the blobs of plan files by their path from the root.
func (r *Repository) files(ref string) (map[string]plumbing.Hash, error) {
	if _, born, err := r.head(); err != nil || ref == "HEAD" && !born {
		return nil, err
	}
	h, err := r.resolve(ref)
	if err != nil {
		return nil, err
	}
	c, err := r.commit(h)
	if err != nil {
		return nil, err
	}
	return r.filesOf(c.tree)
}

// filesOf is files for a commit's tree, which must not be changed. Those of the last
// one are kept: more than one question is about HEAD.
func (r *Repository) filesOf(tree plumbing.Hash) (map[string]plumbing.Hash, error) {
	if r.last.files != nil && r.last.tree == tree {
		return r.last.files, nil
	}
	visits, err := r.visits(tree)
	if err != nil {
		return nil, err
	}
	files := map[string]plumbing.Hash{}
	err = r.diff(plumbing.ZeroHash, visits, Visits, func(file string, h plumbing.Hash, _ bool) {
		files[file] = h
	})
	if err != nil {
		return nil, err
	}
	r.last.tree, r.last.files = tree, files
	return files, nil
}

// LastChanged gives for each plan file of HEAD, by its path from the root, the
// commit of the main line since when its plan has had its present bytes; moving a
// file does not change the plan. Files that HEAD has not are left out.
func (r *Repository) LastChanged(files []string) (map[string]Commit, error) {
	head, born, err := r.head()
	if err != nil || !born {
		return nil, err
	}
	there, err := r.files("HEAD")
	if err != nil {
		return nil, err
	}
	var watches []*watch
	var watched []string
	for _, file := range files {
		present, ok := there[file]
		if !ok {
			continue
		}
		watched = append(watched, file)
		watches = append(watches, &watch{id: planID(file), holds: func(blob plumbing.Hash) (bool, error) {
			return blob == present, nil
		}})
	}
	c := r.chain(head)
	if err := c.since(watches); err != nil {
		return nil, err
	}
	changed := make(map[string]Commit, len(watched))
	for i, w := range watches {
		if changed[watched[i]], err = c.commits[w.since].named(); err != nil {
			return nil, err
		}
	}
	return changed, nil
}
