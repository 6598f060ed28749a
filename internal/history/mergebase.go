package history

import (
	"cmp"
	"container/heap"
	"slices"

	"github.com/go-git/go-git/v5/plumbing"
)

// MergeBase is the commit that HEAD and the commit called name last had in
// common: where a change under review started from. It is false where they have
// none.
func (r *Repository) MergeBase(name string) (Commit, bool, error) {
	tip, err := r.resolve(name)
	if err != nil {
		return Commit{}, false, err
	}
	head, born, err := r.head()
	if err != nil || !born {
		return Commit{}, false, err
	}
	h, ok, err := r.mergeBase(head, tip)
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

// mark says from which side a commit can be reached.
type mark byte

const (
	ours mark = 1 << iota
	theirs
	stale // an ancestor of a common one
)

// mergeBase paints the ancestors of both commits, newest first, until all that
// is left is older than a common one: git's own way, which reads no more than the
// two sides differ by. A best common ancestor is never missed whatever the dates
// say, because no path to it leads through another common one; only an ancestor
// of it may come up too, and then the painting goes on to the roots. Of several
// best ones (criss-cross merges) it takes the newest, by date and hash.
//
// go-git's MergeBase reads all of one side's history, and takes a missing commit
// for the end of it.
func (r *Repository) mergeBase(a, b plumbing.Hash) (plumbing.Hash, bool, error) {
	p := painting{r: r, marks: map[plumbing.Hash]mark{}}
	if err := p.add(a, ours); err != nil {
		return a, false, err
	}
	if err := p.add(b, theirs); err != nil {
		return a, false, err
	}
	for p.fresh() || len(p.common) > 1 && p.Len() > 0 {
		if err := p.next(); err != nil {
			return a, false, err
		}
	}
	best := slices.DeleteFunc(p.common, func(c commit) bool { return p.marks[c.hash]&stale != 0 })
	if len(best) == 0 {
		return a, false, nil
	}
	return slices.MinFunc(best, newest).hash, true, nil
}

func newest(a, b commit) int {
	return cmp.Or(cmp.Compare(b.date.seconds, a.date.seconds), slices.Compare(a.hash[:], b.hash[:]))
}

// painting is a queue of commits, newest first, whose marks are not passed on yet.
type painting struct {
	r      *Repository
	marks  map[plumbing.Hash]mark
	queue  []commit
	common []commit
}

func (p *painting) Len() int           { return len(p.queue) }
func (p *painting) Less(i, j int) bool { return newest(p.queue[i], p.queue[j]) < 0 }
func (p *painting) Swap(i, j int)      { p.queue[i], p.queue[j] = p.queue[j], p.queue[i] }
func (p *painting) Push(x any)         { p.queue = append(p.queue, x.(commit)) }
func (p *painting) Pop() any {
	last := p.queue[len(p.queue)-1]
	p.queue = p.queue[:len(p.queue)-1]
	return last
}

// fresh reports whether anything in the queue could still lead to a best one.
func (p *painting) fresh() bool {
	return slices.ContainsFunc(p.queue, func(c commit) bool { return p.marks[c.hash]&stale == 0 })
}

func (p *painting) add(h plumbing.Hash, m mark) error {
	if p.marks[h]&m == m {
		return nil
	}
	c, err := p.r.commit(h)
	if err != nil {
		return err
	}
	p.marks[h] |= m
	heap.Push(p, c)
	return nil
}

func (p *painting) next() error {
	c := heap.Pop(p).(commit)
	m := p.marks[c.hash]
	if m&(ours|theirs) == ours|theirs {
		if m&stale == 0 && !slices.ContainsFunc(p.common, func(o commit) bool { return o.hash == c.hash }) {
			p.common = append(p.common, c)
		}
		m |= stale // for its parents
	}
	if len(c.parents) > 0 && p.r.cut[c.hash] {
		if m&stale != 0 && len(p.common) <= 1 {
			return nil
		}
		return cut(c.hash)
	}
	for _, parent := range c.parents {
		if err := p.add(parent, m); err != nil {
			return err
		}
	}
	return nil
}
