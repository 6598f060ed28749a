package history

import (
	"cmp"
	"slices"

	"github.com/go-git/go-git/v5/plumbing"
)

// Everywhere lists for each plan, by its id, the texts that it has in any commit that
// HEAD comes from, those of merged branches included: each once, with the oldest commit
// that has it, the oldest first. It is what somebody with the repository can read.
func (r *Repository) Everywhere(ids []string) (map[string][]Version, error) {
	out := map[string][]Version{}
	head, born, err := r.head()
	if err != nil || !born || len(ids) == 0 {
		return out, err
	}
	w := everywhere{r: r, folders: map[plumbing.Hash]plumbing.Hash{}, found: map[string]map[plumbing.Hash]Commit{}}
	for _, id := range ids {
		w.found[id] = map[plumbing.Hash]Commit{}
	}
	seen := map[plumbing.Hash]bool{head: true}
	for next := []plumbing.Hash{head}; len(next) > 0; next = next[1:] {
		c, err := r.commit(next[0])
		if err != nil {
			return nil, err
		}
		if err := w.visit(c); err != nil {
			return nil, err
		}
		for _, p := range c.parents {
			if !seen[p] {
				seen[p] = true
				next = append(next, p)
			}
		}
	}
	for id, blobs := range w.found {
		for blob, c := range blobs {
			out[id] = append(out[id], Version{Commit: c, blob: blob})
		}
		slices.SortFunc(out[id], func(a, b Version) int {
			return cmp.Or(a.Commit.Time.Compare(b.Commit.Time), cmp.Compare(a.Commit.Hash, b.Commit.Hash), cmp.Compare(a.blob.String(), b.blob.String()))
		})
	}
	return out, nil
}

// everywhere is the walk through all commits.
type everywhere struct {
	r       *Repository
	folders map[plumbing.Hash]plumbing.Hash // of plans, by the tree of a commit
	found   map[string]map[plumbing.Hash]Commit
}

// visit notes the texts that a commit has and its first parent has not: any other is
// that parent's, down to the root.
func (w *everywhere) visit(c commit) error {
	if w.r.cut[c.hash] {
		return cut(c.hash)
	}
	var before plumbing.Hash
	if len(c.parents) > 0 {
		parent, err := w.r.commit(c.parents[0])
		if err != nil {
			return err
		}
		if before, err = w.folder(parent.tree); err != nil {
			return err
		}
	}
	now, err := w.folder(c.tree)
	if err != nil || now == before {
		return err
	}
	named, err := c.named()
	if err != nil {
		return err
	}
	return w.r.diff(before, now, Visits, func(file string, blob plumbing.Hash, gone bool) {
		texts, asked := w.found[planID(file)]
		if !asked || gone {
			return
		}
		if had, ok := texts[blob]; !ok || !named.Time.After(had.Time) {
			texts[blob] = named
		}
	})
}

func (w *everywhere) folder(tree plumbing.Hash) (plumbing.Hash, error) {
	if h, ok := w.folders[tree]; ok {
		return h, nil
	}
	h, err := w.r.visits(tree)
	w.folders[tree] = h
	return h, err
}
