package history

import (
	"bytes"
	"maps"
	"slices"

	"github.com/go-git/go-git/v5/plumbing"
)

// Review is what a change does to the plans, and what has become of its base
// meanwhile.
type Review struct {
	Tip  Commit // what the change is to be merged into
	Head Commit // the change; zero where it is the work tree
	// Forks are the commits that it started from, newest first: several after
	// criss-cross merges, none where the histories have no commit in common.
	Forks []Commit
	// Brings are the plans that merging the change would alter, by id: those that
	// differ from where it started, and from the tip too.
	Brings []Edit
	// Behind is what the tip has done since to plans that the change leaves alone:
	// with it, the change is what merging makes of it.
	Behind []Edit
}

// Edit is the file of one plan before and after. A plan is known by its id, so
// that moving its file is one edit; where an id is there twice, by its path.
type Edit struct {
	Was, Is       string // paths from the root; empty where there is none
	Before, After []byte // as git has them, or the work tree
	Moved         bool   // to another path, and nothing else; CRLF and LF are the same
}

// Review compares a change with the commit called base. The change is the commit
// called head, or where that is empty the files of the work tree on top of HEAD,
// by their path from the root.
func (r *Repository) Review(base, head string, files map[string][]byte) (*Review, error) {
	tip, err := r.resolve(base)
	if err != nil {
		return nil, err
	}
	from, born, err := r.start(head)
	if err != nil {
		return nil, err
	}
	v := &Review{}
	ours := workTree(files)
	if head != "" {
		if v.Head, ours, err = r.state(from); err != nil {
			return nil, err
		}
	}
	var theirs state
	if v.Tip, theirs, err = r.state(tip); err != nil {
		return nil, err
	}
	var bases []commit
	if born {
		if bases, err = r.mergeBases(from, tip); err != nil {
			return nil, err
		}
	}
	var forks, before []state // before: where each fork and the first parted
	for i, b := range bases {
		named, s, err := r.state(b.hash)
		if err != nil {
			return nil, err
		}
		v.Forks, forks = append(v.Forks, named), append(forks, s)
		if i == 0 {
			continue
		}
		if s, err = r.parted(bases[0].hash, b.hash); err != nil {
			return nil, err
		}
		before = append(before, s)
	}
	if len(forks) == 0 {
		forks = []state{theirs}
	}
	states := slices.Concat([]state{ours, theirs}, forks, before)
	for _, key := range keys(states) {
		versions := make([]version, len(states))
		for i, s := range states {
			versions[i] = s[key]
		}
		n := 2 + len(forks)
		fork, err := r.fold(versions[2:n], versions[n:])
		if err == nil {
			err = v.compare(r, versions[0], versions[1], fork)
		}
		if err != nil {
			return nil, err
		}
	}
	return v, nil
}

// parted is the plans where two commits parted.
func (r *Repository) parted(a, b plumbing.Hash) (state, error) {
	bases, err := r.mergeBases(a, b)
	if err != nil || len(bases) == 0 {
		return nil, err
	}
	_, s, err := r.state(bases[0].hash)
	return s, err
}

// start is the commit called head, or HEAD where there is one.
func (r *Repository) start(head string) (plumbing.Hash, bool, error) {
	if head == "" {
		return r.head()
	}
	h, err := r.resolve(head)
	return h, true, err
}

// version is a plan's file as one side has it; its path is empty where it has none.
type version struct {
	path string
	hash plumbing.Hash
	data []byte // of the work tree; of a commit it is read when it is needed
	torn bool   // forks have it each in its own way: nothing is like it
}

// state is the files of the plans, by path or key.
type state map[string]version

func (r *Repository) state(h plumbing.Hash) (Commit, state, error) {
	c, err := r.commit(h)
	if err != nil {
		return Commit{}, nil, err
	}
	named, err := c.named()
	if err != nil {
		return Commit{}, nil, err
	}
	blobs, err := r.filesOf(c.tree)
	s := make(state, len(blobs))
	for path, h := range blobs {
		s[path] = version{path: path, hash: h}
	}
	return named, s, err
}

func workTree(files map[string][]byte) state {
	sums, s := NewSummer(), make(state, len(files))
	for path, data := range files {
		s[path] = version{path: path, hash: sums.Sum(withLF(data)), data: data}
	}
	return s
}

// keys names the plans of all sides, in order: by id, or by path those whose id
// one of the sides has twice. The sides are keyed anew by it.
func keys(states []state) []string {
	twice := map[string]bool{}
	for _, s := range states {
		ids := map[string]bool{}
		for path := range s {
			id := planID(path)
			twice[id] = twice[id] || ids[id]
			ids[id] = true
		}
	}
	all := map[string]bool{}
	for i, s := range states {
		byKey := make(state, len(s))
		for path, v := range s {
			key := path
			if id := planID(path); !twice[id] {
				key = id
			}
			byKey[key], all[key] = v, true
		}
		states[i] = byKey
	}
	return slices.Sorted(maps.Keys(all))
}

// fold is a plan as merging all forks has it: git's virtual merge base.
func (r *Repository) fold(forks, before []version) (version, error) {
	all := forks[0]
	for i, f := range forks[1:] {
		same, err := r.sameVersion(all, f)
		if err != nil {
			return all, err
		}
		kept, err := r.sameVersion(all, before[i])
		if err != nil {
			return all, err
		}
		left, err := r.sameVersion(f, before[i])
		switch {
		case err != nil:
			return all, err
		case same || left:
		case kept:
			all = f
		default:
			all.torn = true
		}
	}
	return all, nil
}

// compare finds what the change and the tip have done to one plan.
func (v *Review) compare(r *Repository, ours, tip, fork version) error {
	unchanged, err := r.sameVersion(ours, fork)
	if err != nil {
		return err
	}
	landed, err := r.sameVersion(ours, tip)
	if err != nil {
		return err
	}
	// Both have brought a plan of this id, which once merged is there twice.
	twins := fork.path == "" && ours.path != "" && tip.path != "" && ours.path != tip.path
	landed = landed && !twins
	moved := ours.path != "" && fork.path != "" && ours.path != fork.path && ours.path != tip.path
	if !unchanged && !landed || moved {
		if err := r.edit(&v.Brings, fork, ours, unchanged || landed); err != nil {
			return err
		}
	}
	switch {
	case twins:
		return r.edit(&v.Behind, version{}, tip, false)
	case unchanged && !landed:
		if moved && tip.path == fork.path {
			tip.path = ours.path
		}
		return r.edit(&v.Behind, ours, tip, false)
	}
	return nil
}

func (r *Repository) sameVersion(a, b version) (bool, error) {
	if a.torn || b.torn || (a.path == "") != (b.path == "") {
		return false, nil
	}
	if a.path == "" || a.hash == b.hash {
		return true, nil
	}
	before, err := r.dataOf(a)
	if err != nil {
		return false, err
	}
	after, err := r.dataOf(b)
	return bytes.Equal(withLF(before), withLF(after)), err
}

func (r *Repository) dataOf(v version) ([]byte, error) {
	if v.data != nil || v.path == "" {
		return v.data, nil
	}
	return r.blob(v.hash)
}

func (r *Repository) edit(edits *[]Edit, was, is version, moved bool) error {
	e := Edit{Was: was.path, Is: is.path, Moved: moved}
	var err error
	if e.Before, err = r.dataOf(was); err != nil {
		return err
	}
	if e.After, err = r.dataOf(is); err != nil {
		return err
	}
	*edits = append(*edits, e)
	return nil
}
