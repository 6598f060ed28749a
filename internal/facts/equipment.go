package facts

import (
	"cmp"
	"maps"
	"slices"

	"usher/internal/catalog"
	"usher/internal/company"
	"usher/internal/plan"
)

// Shortage is a kind of equipment of which a booking asks for more than the
// bookings before it, in file order, leave at some moment (R2.7).
type Shortage struct {
	Item   int          `json:"item"` // in the booking's equipment: the first piece that is not there
	ID     string       `json:"id"`
	Name   catalog.Text `json:"name"`
	Pieces int          `json:"pieces"` // that the company owns
	InUse  int          `json:"in-use"` // at the worst moment, in this booking and those before it
	At     plan.Time    `json:"at"`     // the first such moment
	Others []Use        `json:"others"` // who has them whenever one is missing here, in file order
}

// Use is another booking that has pieces of the kind.
type Use struct {
	Plan   string    `json:"plan"`
	File   string    `json:"file"`
	Index  int       `json:"index"` // in that plan's rooms
	Item   int       `json:"item"`  // in that booking's equipment
	Pieces int       `json:"pieces"`
	From   plan.Time `json:"from"`
	Until  plan.Time `json:"until"`
	Title  string    `json:"title"` // as Clash.Title
}

// kind is a kind of equipment and who has it when, in file order.
type kind struct {
	id    string
	name  catalog.Text
	owned int
	loans []loan
	items []int32 // of the bookings' equipment, those of each loan
}

// loan is the pieces of one kind that one booking has. They are in use from its
// From to its Until: set-up and clean-up are minutes of the room, and a
// projector can be handed on the moment a meeting ends.
type loan struct {
	which
	first, pieces int32 // of the kind's items
	from, until   stamp
}

// newKinds are the kinds of equipment that nobody has yet, in the policies' order, with
// room for loans of so many pieces.
func newKinds(c *company.Company, pieces []int) []kind {
	kinds := make([]kind, len(c.Equipment))
	for i, e := range c.Equipment {
		kinds[i] = kind{id: e.ID, name: e.Name, owned: e.Pieces, loans: make([]loan, 0, pieces[i]), items: make([]int32, 0, pieces[i])}
	}
	return kinds
}

// lend has a booking take its equipment.
func (d *demand) lend(x *claim) {
	if !x.lasts() {
		return
	}
	for n, e := range x.equipment {
		if e < 0 {
			continue
		}
		k := &d.kinds[e]
		if last := len(k.loans) - 1; last < 0 || k.loans[last].which != x.which {
			k.loans = append(k.loans, loan{x.which, int32(len(k.items)), 0, x.from, x.until})
		}
		k.loans[len(k.loans)-1].pieces++
		k.items = append(k.items, int32(n))
	}
}

// item is the n-th piece of a loan, as its place in the booking's equipment.
func (k *kind) item(l loan, n int) int { return int(k.items[int(l.first)+n]) }

// shortages finds the bookings for which too few pieces are left. The first in
// file order keeps its pieces; each later one for which there are too few at
// some moment is told, with all who have them then. So the finding stands at the
// booking that brings the count over, and each of several too many has its own.
func (d *demand) shortages() {
	for i := range d.kinds {
		s := sweep{kind: &d.kinds[i], found: map[int]*Shortage{}, others: map[int][]int{}, short: map[int]bool{}}
		s.run()
		for _, n := range slices.Sorted(maps.Keys(s.found)) {
			found := s.found[n]
			slices.Sort(s.others[n])
			for _, o := range slices.Compact(s.others[n]) {
				l := s.loans[o]
				p := d.all[l.plan]
				found.Others = append(found.Others, Use{
					Plan: p.id, File: p.file, Index: int(l.index), Item: s.item(l, 0), Pieces: int(l.pieces),
					From: l.from.time(), Until: l.until.time(), Title: p.title(),
				})
			}
			m := d.meet(s.loans[n].which)
			m.shortages = append(m.shortages, *found)
			slices.SortFunc(m.shortages, func(a, b Shortage) int { return cmp.Compare(a.Item, b.Item) })
		}
	}
}

// sweep goes through the loans of a kind in the order of time. Loans are known
// by their index, which is file order.
type sweep struct {
	*kind
	active []int        // loans at this moment, in file order
	total  int          // their pieces
	short  map[int]bool // of active: those for which too few were left when last looked at
	found  map[int]*Shortage
	others map[int][]int // by loan that is short, maybe with repetitions
}

// run is O(n log n) and the collisions found, as long as the company owns few
// pieces: where too many are in use, each start of a loan looks at those in use.
func (s *sweep) run() {
	starts := make([]int, len(s.loans))
	for n := range starts {
		starts[n] = n
	}
	ends := slices.Clone(starts)
	slices.SortStableFunc(starts, func(a, b int) int { return cmp.Compare(s.loans[a].from, s.loans[b].from) })
	slices.SortStableFunc(ends, func(a, b int) int { return cmp.Compare(s.loans[a].until, s.loans[b].until) })
	for _, n := range starts {
		for len(ends) > 0 && s.loans[ends[0]].until <= s.loans[n].from {
			s.end(ends[0])
			ends = ends[1:]
		}
		s.start(n, s.loans[n].from.time())
	}
}

func (s *sweep) end(n int) {
	at, _ := slices.BinarySearch(s.active, n)
	s.active = slices.Delete(s.active, at, at+1)
	s.total -= int(s.loans[n].pieces)
	delete(s.short, n)
}

// start lets a loan begin and looks for whom too few pieces are left now.
func (s *sweep) start(n int, now plan.Time) {
	at, _ := slices.BinarySearch(s.active, n)
	s.active = slices.Insert(s.active, at, n)
	s.total += int(s.loans[n].pieces)
	if s.total <= s.owned {
		clear(s.short)
		return
	}
	used := 0
	for i, m := range s.active {
		used += int(s.loans[m].pieces)
		switch {
		case used <= s.owned:
			delete(s.short, m)
			continue
		case !s.short[m]:
			s.short[m] = true
			s.others[m] = append(s.others[m], s.active[:i]...)
		case n < m:
			s.others[m] = append(s.others[m], n)
		}
		s.note(m, used, now)
	}
}

// note keeps the worst moment of a loan that is short.
func (s *sweep) note(n, used int, now plan.Time) {
	f := s.found[n]
	if f == nil {
		f = &Shortage{ID: s.id, Name: s.name, Pieces: s.owned}
		s.found[n] = f
	}
	if used > f.InUse {
		l := s.loans[n]
		f.InUse, f.At = used, now
		f.Item = s.item(l, max(0, int(l.pieces)-(used-s.owned)))
	}
}
