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
	_, born, err := r.head()
	if err != nil || !born {
		return Commit{}, false, err
	}
	c, related, err := r.Fork(name, "")
	if err != nil || !related {
		return Commit{}, false, err
	}
	return c, true, nil
}

// Fork is where the commit called head, or HEAD where that is empty, parted from
// the one called base; base itself, and false, where they have nothing in common.
func (r *Repository) Fork(base, head string) (Commit, bool, error) {
	tip, err := r.resolve(base)
	if err != nil {
		return Commit{}, false, err
	}
	from, born, err := r.start(head)
	if err != nil {
		return Commit{}, false, err
	}
	h, related := tip, false
	if born {
		if h, related, err = r.mergeBase(from, tip); err != nil {
			return Commit{}, false, err
		}
	}
	if !related {
		h = tip
	}
	c, err := r.commit(h)
	if err != nil {
		return Commit{}, false, err
	}
	named, err := c.named()
	return named, related, err
}

// mergeBase is the newest of the best common ancestors.
func (r *Repository) mergeBase(a, b plumbing.Hash) (plumbing.Hash, bool, error) {
	best, err := r.mergeBases(a, b)
	if err != nil || len(best) == 0 {
		return a, false, err
	}
	return best[0].hash, true, nil
}

// mergeBases are the best common ancestors of two commits, those that no other
// common one descends from, newest first. There are several after criss-cross
// merges, and none of unrelated histories.
//
// go-git's MergeBase reads all of one side's history, and takes a missing commit
// for the end of it.
func (r *Repository) mergeBases(a, b plumbing.Hash) ([]commit, error) {
	p, err := r.paint([]plumbing.Hash{a}, []plumbing.Hash{b})
	if err != nil {
		return nil, err
	}
	var best []commit
	for _, c := range p.seen {
		if c.marks == ours|theirs {
			best = append(best, c.commit)
		}
	}
	slices.SortFunc(best, newest)
	// The painting may stop before it has found that one of several descends from
	// another; painting these from each other reads only what lies between them.
	for i := 0; i < len(best) && len(best) > 1; {
		var others []plumbing.Hash
		for j, c := range best {
			if j != i {
				others = append(others, c.hash)
			}
		}
		q, err := r.paint([]plumbing.Hash{best[i].hash}, others)
		if err != nil {
			return nil, err
		}
		if q.seen[best[i].hash].marks&theirs != 0 {
			best = slices.Delete(best, i, i+1)
		} else {
			i++
		}
	}
	return best, nil
}

func newest(a, b commit) int {
	return cmp.Or(cmp.Compare(b.date.seconds, a.date.seconds), slices.Compare(a.hash[:], b.hash[:]))
}

// mark says from which side a commit can be reached.
type mark byte

const (
	ours mark = 1 << iota
	theirs
	stale // an ancestor of a common one
)

// The lines in which commits wait for their parents to be painted.
const (
	lineOurs = iota
	lineTheirs
	lineCommon // and what is older
	lines
)

func (m mark) line() int {
	switch m {
	case ours:
		return lineOurs
	case theirs:
		return lineTheirs
	}
	return lineCommon
}

// painting marks the ancestors of both sides until nothing is left that only one
// side is known to reach. A best common ancestor is never missed, whatever the
// dates say, because no path to it leads through another common one.
//
// The sides take turns, each with its newest commit first, as does what is common
// to both. Git goes by date alone, so that one commit with a wrong clock makes it
// read all that is newer than it claims to be. By turns, no side reads more than
// the other needs, and marks are passed on at once where the parents are known.
type painting struct {
	r       *Repository
	seen    map[plumbing.Hash]*painted
	queues  [lines]queue
	waiting [lines]int // commits in line; a queue may hold some that have left it
	cut     int        // of them, for parents that a shallow clone lacks; of the first two lines
}

type painted struct {
	commit
	marks mark
	waits bool // its parents are not painted yet
	cut   bool // they cannot be
}

func (r *Repository) paint(a, b []plumbing.Hash) (*painting, error) {
	p := &painting{r: r, seen: map[plumbing.Hash]*painted{}}
	for _, h := range a {
		if err := p.reach(h, ours); err != nil {
			return nil, err
		}
	}
	for _, h := range b {
		if err := p.reach(h, theirs); err != nil {
			return nil, err
		}
	}
	for p.waiting[lineOurs]+p.waiting[lineTheirs] > p.cut {
		for line := range lines {
			if err := p.next(line); err != nil {
				return nil, err
			}
		}
	}
	for _, line := range []int{lineOurs, lineTheirs} {
		if p.waiting[line] > 0 {
			return nil, p.lacking(line)
		}
	}
	return p, nil
}

// lacking says which commit's parents would have to be known.
func (p *painting) lacking(line int) error {
	var all []commit
	for _, c := range p.seen {
		if c.cut && c.waits && c.marks.line() == line {
			all = append(all, c.commit)
		}
	}
	return cut(slices.MinFunc(all, newest).hash)
}

// reach gives a commit and, as far as they are known, its ancestors a mark.
func (p *painting) reach(h plumbing.Hash, m mark) error {
	type way struct {
		to plumbing.Hash
		m  mark
	}
	for ways := []way{{h, m}}; len(ways) > 0; {
		w := ways[len(ways)-1]
		ways = ways[:len(ways)-1]
		c := p.seen[w.to]
		if c == nil {
			read, err := p.r.commit(w.to)
			if err != nil {
				return err
			}
			c = &painted{commit: read, waits: true}
			p.seen[w.to] = c
		} else if c.marks&w.m == w.m {
			continue
		} else if c.waits {
			p.leave(c)
		}
		c.marks |= w.m
		if c.waits {
			p.enter(c)
			continue
		}
		for _, parent := range c.parents {
			ways = append(ways, way{parent, c.passes()})
		}
	}
	return nil
}

// passes are the marks that a commit gives its parents.
func (c *painted) passes() mark {
	if c.marks&(ours|theirs) == ours|theirs {
		return ours | theirs | stale
	}
	return c.marks
}

func (p *painting) enter(c *painted) {
	line := c.marks.line()
	p.waiting[line]++
	switch {
	case !c.cut:
		heap.Push(&p.queues[line], c)
	case line != lineCommon:
		p.cut++
	}
}

func (p *painting) leave(c *painted) {
	line := c.marks.line()
	p.waiting[line]--
	if c.cut && line != lineCommon {
		p.cut--
	}
}

// next paints the parents of the newest commit in a line.
func (p *painting) next(line int) error {
	for len(p.queues[line]) > 0 {
		c := heap.Pop(&p.queues[line]).(*painted)
		if !c.waits || c.cut || c.marks.line() != line {
			continue // it has left
		}
		p.leave(c)
		if len(c.parents) > 0 && p.r.cut[c.hash] {
			// The other side may still come upon it from above.
			c.cut = true
			p.enter(c)
			return nil
		}
		c.waits = false
		for _, parent := range c.parents {
			if err := p.reach(parent, c.passes()); err != nil {
				return err
			}
		}
		return nil
	}
	return nil
}

// queue is commits, the newest first.
type queue []*painted

func (q queue) Len() int           { return len(q) }
func (q queue) Less(i, j int) bool { return newest(q[i].commit, q[j].commit) < 0 }
func (q queue) Swap(i, j int)      { q[i], q[j] = q[j], q[i] }
func (q *queue) Push(x any)        { *q = append(*q, x.(*painted)) }
func (q *queue) Pop() any {
	last := (*q)[len(*q)-1]
	*q = (*q)[:len(*q)-1]
	return last
}
