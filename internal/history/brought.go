package history

import (
	"maps"
	"slices"

	"github.com/go-git/go-git/v5/plumbing"
)

// Held is the file of a plan as a commit brought it.
type Held struct {
	Commit Commit
	File   string // path from the root
	Data   []byte
}

// Brought are the files of plans that each commit of a change brought: those that can be
// reached from HEAD and not from the commit called base, the oldest first. What a commit
// has from one of its parents it did not bring.
func (r *Repository) Brought(base string) ([]Held, error) {
	tip, err := r.resolve(base)
	if err != nil {
		return nil, err
	}
	from, born, err := r.head()
	if err != nil || !born {
		return nil, err
	}
	p, err := r.paint([]plumbing.Hash{from}, []plumbing.Hash{tip})
	if err != nil {
		return nil, err
	}
	var change []commit
	for _, c := range p.seen {
		if c.marks.line() == lineOurs {
			change = append(change, c.commit)
		}
	}
	slices.SortFunc(change, newest)
	slices.Reverse(change)
	trees := map[plumbing.Hash]map[string]plumbing.Hash{}
	files := func(h plumbing.Hash) (map[string]plumbing.Hash, error) {
		c, err := r.commit(h)
		if err != nil || trees[c.tree] != nil {
			return trees[c.tree], err
		}
		trees[c.tree], err = r.filesOf(c.tree)
		return trees[c.tree], err
	}
	var out []Held
	for _, c := range change {
		has, err := files(c.hash)
		if err != nil {
			return nil, err
		}
		named, err := c.named()
		if err != nil {
			return nil, err
		}
		had := map[string][]plumbing.Hash{}
		for _, parent := range c.parents {
			before, err := files(parent)
			if err != nil {
				return nil, err
			}
			for file, h := range before {
				had[file] = append(had[file], h)
			}
		}
		for _, file := range slices.Sorted(maps.Keys(has)) {
			if slices.Contains(had[file], has[file]) {
				continue
			}
			data, err := r.blob(has[file])
			if err != nil {
				return nil, err
			}
			out = append(out, Held{named, file, data})
		}
	}
	return out, nil
}
