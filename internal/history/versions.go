package history

import (
	"errors"
	"maps"
	"slices"
	"strings"

	"github.com/go-git/go-git/v5/plumbing"
)

// Version is a state that a plan has had on the main line.
type Version struct {
	Commit Commit // that brought it
	Gone   bool   // the commit took the plan away
	blob   plumbing.Hash
}

// Versions lists for each plan, by its id, the states that it has had on the main
// line of HEAD, the newest first; moving a file does not change the plan. A plan
// that was never there has none. Where two files share an id, a change of either is
// one of the plan, and the first by path is read.
//
// The walk goes down to the root, since a plan may have been there before it was
// taken away: whoever counts must not begin again.
func (r *Repository) Versions(ids []string) (map[string][]Version, error) {
	versions := map[string][]Version{}
	head, born, err := r.head()
	if err != nil || !born || len(ids) == 0 {
		return versions, err
	}
	w := past{chain: r.chain(head), states: map[string]held{}, versions: versions}
	for _, id := range ids {
		w.states[id] = held{}
	}
	var visits plumbing.Hash // of the commit one newer
	for i := 0; ; i++ {
		c, ok, err := w.at(i)
		if err != nil {
			return nil, err
		}
		var here plumbing.Hash // below the root there is nothing
		if ok {
			if i > 0 && c.tree == w.commits[i-1].tree {
				continue
			}
			if here, err = r.visits(c.tree); err != nil {
				return nil, err
			}
		}
		if here != visits {
			if err := w.step(i, visits, here); err != nil {
				return nil, err
			}
			visits = here
		}
		if !ok {
			return versions, nil
		}
	}
}

// Content is a version's bytes; nil where it is gone.
func (r *Repository) Content(v Version) ([]byte, error) {
	if v.Gone {
		return nil, nil
	}
	return r.blob(v.blob)
}

// At reads plans, by their id, as the commit called ref has them; those that it
// has not are left out. The bool says whether there is such a commit: a print may
// tell of one that was rebased away.
func (r *Repository) At(ref string, ids []string) (map[string][]byte, bool, error) {
	files, err := r.files(ref)
	if errors.Is(err, plumbing.ErrReferenceNotFound) {
		return nil, false, nil
	}
	if err != nil {
		return nil, false, err
	}
	plans := map[string][]byte{}
	for _, file := range slices.Sorted(maps.Keys(files)) {
		id := planID(file)
		if _, ok := plans[id]; ok || !slices.Contains(ids, id) {
			continue
		}
		if plans[id], err = r.blob(files[file]); err != nil {
			return nil, false, err
		}
	}
	return plans, true, nil
}

// past is the walk through all states of some plans.
type past struct {
	*chain
	states   map[string]held // by id, at the commit that the walk is at
	versions map[string][]Version
}

// held is the files of one plan at a commit, by path.
type held map[string]plumbing.Hash

// word is the same for two states that differ in nothing but where files lie.
func (s held) word() string {
	words := make([]string, 0, len(s))
	for _, h := range s {
		words = append(words, h.String())
	}
	slices.Sort(words)
	return strings.Join(words, " ")
}

// version is the state as the commit brought it.
func (s held) version(c Commit) Version {
	v := Version{Commit: c, Gone: len(s) == 0}
	if !v.Gone {
		v.blob = s[slices.Min(slices.Collect(maps.Keys(s)))]
	}
	return v
}

// step goes from the commit after the i-th to the i-th, and notes the versions
// that the former brought.
func (w *past) step(i int, newer, visits plumbing.Hash) error {
	before := map[string]held{} // those touched, as the newer commit has them
	type found struct {
		file string
		blob plumbing.Hash
	}
	var came []found
	err := w.r.diff(newer, visits, Visits, func(file string, blob plumbing.Hash, gone bool) {
		id := planID(file)
		s, ok := w.states[id]
		if !ok {
			return
		}
		if _, ok := before[id]; !ok {
			before[id] = maps.Clone(s)
		}
		if gone {
			delete(s, file)
		} else {
			came = append(came, found{file, blob})
		}
	})
	if err != nil {
		return err
	}
	for _, f := range came {
		w.states[planID(f.file)][f.file] = f.blob
	}
	if i == 0 {
		return nil
	}
	for _, id := range slices.Sorted(maps.Keys(before)) {
		if before[id].word() == w.states[id].word() {
			continue
		}
		c, err := w.commits[i-1].named()
		if err != nil {
			return err
		}
		w.versions[id] = append(w.versions[id], before[id].version(c))
	}
	return nil
}
