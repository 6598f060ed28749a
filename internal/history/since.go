package history

import (
	"maps"
	"slices"

	"github.com/go-git/go-git/v5/plumbing"
)

// watch asks since when something has been true of the files of one plan.
type watch struct {
	id    string
	holds func(blob plumbing.Hash) (bool, error) // asked of the plan's files, one by one

	since    int  // the answer: index in the chain, -1 where it does not hold at the tip
	replaced bool // the commit before that has the plan, otherwise
}

// since walks down the chain until every watch is answered: by the oldest commit
// of the unbroken run up to the tip in which one of the plan's files, wherever
// below visits/ it lies, is as asked. A plan whose id appears twice in a commit
// holds if either file does, because either could be the one that stayed.
func (c *chain) since(watches []*watch) error {
	w := walk{chain: c, open: map[string][]*watch{}, files: map[string]map[string]plumbing.Hash{}}
	for _, x := range watches {
		w.open[x.id] = append(w.open[x.id], x)
	}
	var tree, visits plumbing.Hash // of the commit one newer
	for i := 0; len(w.open) > 0; i++ {
		c, ok, err := w.at(i)
		if err != nil {
			return err
		}
		if !ok { // the root has what is still open
			w.close(i - 1)
			return nil
		}
		if i > 0 && c.tree == tree {
			continue
		}
		newer := visits
		tree = c.tree
		if visits, err = w.r.visits(tree); err != nil {
			return err
		}
		if i > 0 && visits == newer {
			continue
		}
		if err := w.step(i, newer, visits); err != nil {
			return err
		}
	}
	return nil
}

type walk struct {
	*chain
	open  map[string][]*watch                 // those not answered, by id
	files map[string]map[string]plumbing.Hash // of plans with an open watch: blobs by path, by id
}

// step goes from the commit after the i-th to the i-th.
func (w *walk) step(i int, newer, visits plumbing.Hash) error {
	if i == 0 {
		return w.first()
	}
	touched := map[string]bool{}
	type found struct {
		file string
		blob plumbing.Hash
	}
	var came []found
	err := w.r.diff(newer, visits, Visits, func(file string, blob plumbing.Hash, gone bool) {
		id := planID(file)
		if w.open[id] == nil {
			return
		}
		touched[id] = true
		if gone {
			delete(w.files[id], file)
		} else {
			came = append(came, found{file, blob})
		}
	})
	if err != nil {
		return err
	}
	for _, f := range came {
		w.add(f.file, f.blob)
	}
	for _, id := range slices.Sorted(maps.Keys(touched)) { // so that errors come in one order
		if err := w.settle(i, id); err != nil {
			return err
		}
	}
	return nil
}

// first begins at the tip.
func (w *walk) first() error {
	files, err := w.r.filesOf(w.commits[0].tree)
	if err != nil {
		return err
	}
	for file, blob := range files {
		if w.open[planID(file)] != nil {
			w.add(file, blob)
		}
	}
	for _, id := range slices.Sorted(maps.Keys(w.open)) { // so that errors come in one order
		if err := w.settle(0, id); err != nil {
			return err
		}
	}
	return nil
}

func (w *walk) add(file string, blob plumbing.Hash) {
	id := planID(file)
	if w.files[id] == nil {
		w.files[id] = map[string]plumbing.Hash{}
	}
	w.files[id][file] = blob
}

// close answers every open watch.
func (w *walk) close(since int) {
	for _, watches := range w.open {
		for _, x := range watches {
			x.since = since
		}
	}
}

// settle answers the watches of a plan that do not hold at the i-th commit.
func (w *walk) settle(i int, id string) error {
	var still []*watch
	for _, x := range w.open[id] {
		holds := false
		for _, file := range slices.Sorted(maps.Keys(w.files[id])) {
			var err error
			if holds, err = x.holds(w.files[id][file]); err != nil {
				return err
			}
			if holds {
				break
			}
		}
		if holds {
			still = append(still, x)
			continue
		}
		x.since, x.replaced = i-1, len(w.files[id]) > 0
	}
	if len(still) == 0 {
		delete(w.open, id)
		delete(w.files, id)
		return nil
	}
	w.open[id] = still
	return nil
}
