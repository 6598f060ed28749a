package facts

import (
	"slices"

	"usher/internal/plan"
)

// Claims are what a plan keeps from other plans: rooms, equipment and persons, and
// when. They are all that is needed to find which plans collide, and take a small
// part of the room that the plan takes.
type Claims struct {
	id, file, title string
	arrive, depart  plan.Time
	rooms           []claim // one for each of the plan's rooms
	persons         []presence
	doubles         []Double // persons who are elsewhere at once
}

// claim is what one booking keeps from others.
type claim struct {
	room                       int16 // in the directory; -1 for none that is known
	equipment                  []int16
	attendees, seats           int
	from, until, opens, closes stamp
	met                        *met // what was found; nil for most
}

// met is what of a Booking depends on other bookings.
type met struct {
	clashes   []Clash
	shortages []Shortage
	free      []FreeRoom
	next      *Slot
}

// lasts reports whether the booking has a time.
func (c *claim) lasts() bool { return c.from != 0 && c.from < c.until }

func (c *claim) meet() *met {
	if c.met == nil {
		c.met = &met{}
	}
	return c.met
}

// Claimant finds the claims of plans. It is for concurrent use.
type Claimant struct {
	w      World
	roster *roster
	rooms  map[string]int16
	kinds  map[string]int16
}

// NewClaimant makes a Claimant for the plans of a world.
func NewClaimant(w World) *Claimant {
	c := &Claimant{w: w, roster: newRoster(w.Company), rooms: map[string]int16{}, kinds: map[string]int16{}}
	for i, r := range w.Company.Rooms {
		c.rooms[r.ID] = int16(i)
	}
	for i, e := range w.Company.Equipment {
		c.kinds[e.ID] = int16(i)
	}
	return c
}

// Claims are those of a plan, whose facts are those by Alone; nil where it keeps
// nothing from others.
func (c *Claimant) Claims(p *plan.Plan, f *Facts) *Claims {
	if !holds(p, f, c.w) {
		return nil
	}
	out := &Claims{id: p.ID, file: p.File, title: title(p), arrive: p.Arrive, depart: p.Depart}
	for i := range f.Rooms {
		b := &f.Rooms[i]
		x := claim{
			room: -1, attendees: b.Attendees, seats: b.Seats,
			from: stampOf(b.From), until: stampOf(b.Until), opens: stampOf(b.Opens), closes: stampOf(b.Closes),
		}
		if n, ok := c.rooms[b.Room.ID]; ok && b.Room.Known {
			x.room = n
		}
		for _, e := range b.Equipment {
			n, ok := c.kinds[e.ID]
			if !ok {
				n = -1
			}
			x.equipment = append(x.equipment, n)
		}
		out.rooms = append(out.rooms, x)
	}
	out.persons = slices.Clip(merged(c.roster.presences(nil, p, f)))
	return out
}

// Meet finds what plans want at once, and what is free instead. The claims are in
// the order of the plans' files; nil ones are passed over.
func Meet(all []*Claims, w World) {
	held := holdings(all, w.Company)
	lent := loans(all, w.Company)
	clashes(held)
	shortages(lent)
	doubles(all, w.Company)
	alternatives(all, w, held, lent)
}

// Met reports whether Meet found something that the plan's facts say.
func (c *Claims) Met() bool {
	return c != nil && (len(c.doubles) > 0 || slices.ContainsFunc(c.rooms, func(x claim) bool { return x.met != nil }))
}

// Complete adds to the facts of a plan by Alone what Meet found.
func (c *Claims) Complete(f *Facts) {
	if !c.Met() {
		return
	}
	f.DoubleBooked = c.doubles
	for i := range c.rooms {
		if m, b := c.rooms[i].met, &f.Rooms[i]; m != nil {
			b.Clashes, b.Shortages, b.Free, b.Next = m.clashes, m.shortages, m.free, m.next
			b.FreeIDs = joined(m.free)
		}
	}
}
