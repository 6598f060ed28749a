package facts

import (
	"usher/internal/company"
	"usher/internal/plan"
)

// Claims are what a plan keeps from other plans: rooms, equipment and persons, and
// when. They are all that is needed to find which plans collide. As those of all plans
// are kept until then, they are packed: most take some hundred bytes.
type Claims struct {
	id, file string
	packed   string // wants
	found    *found // by Meet; nil for most
}

// found is what a plan collides with, and what is free instead.
type found struct {
	rooms   map[int32]*met // by index, those that Meet has something to say of
	doubles []Double       // persons who are elsewhere at once
}

// met is what of a Booking depends on other bookings.
type met struct {
	clashes   []Clash
	shortages []Shortage
	free      []FreeRoom
	next      *Slot
}

// wants are the claims of a plan, unpacked.
type wants struct {
	title          string
	arrive, depart stamp
	rooms          []claim // one for each of the plan's rooms
	items          []int16 // of equipment, of all rooms
	persons        []presence
}

// claim is what one booking keeps from others.
type claim struct {
	which
	room                       int16 // in the directory; -1 for none that is known
	equipment                  []int16
	attendees, seats           int
	from, until, opens, closes stamp
}

// which tells a booking from all others, or a presence.
type which struct {
	plan  int32 // of all claims
	index int32 // of that plan's rooms, or persons
}

// lasts reports whether the booking has a time.
func (c *claim) lasts() bool { return c.from != 0 && c.from < c.until }

// crowded reports whether the room has too few seats.
func (c *claim) crowded() bool { return c.seats > 0 && c.attendees > c.seats }

// wants are those of a plan.
func (d *demand) wants(plan int32) (w wants) {
	w.unpack(plan, d.all[plan].packed)
	return w
}

// title is what the visit may be called in front of others.
func (c *Claims) title() string {
	u := unpacker{c.packed, true}
	return u.text()
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
	out := wants{title: title(p), arrive: stampOf(p.Arrive), depart: stampOf(p.Depart)}
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
	out.persons = merged(c.roster.presences(nil, p, f))
	return &Claims{id: p.ID, file: p.File, packed: out.pack()}
}

// demand is what all plans want at all times, in the order of their files.
type demand struct {
	all     []*Claims
	c       *company.Company
	rooms   [][]held // by room
	kinds   []kind
	crowded map[int32]bool // plans that want more seats than their room has
}

// each gives the claims of all plans, one by one.
func (d *demand) each(do func(plan int32, w *wants)) {
	var w wants
	for i, p := range d.all {
		if p != nil {
			w.unpack(int32(i), p.packed)
			do(int32(i), &w)
		}
	}
}

// bookings finds who wants which rooms and equipment.
func (d *demand) bookings() {
	rooms, pieces := make([]int, len(d.c.Rooms)), make([]int, len(d.c.Equipment))
	d.each(func(_ int32, w *wants) {
		for _, x := range w.rooms {
			if x.room >= 0 {
				rooms[x.room]++
			}
			for _, e := range x.equipment {
				if e >= 0 {
					pieces[e]++
				}
			}
		}
	})
	d.rooms, d.kinds, d.crowded = sized[held](rooms), newKinds(d.c, pieces), map[int32]bool{}
	d.each(func(plan int32, w *wants) {
		for i := range w.rooms {
			x := &w.rooms[i]
			d.hold(x)
			d.lend(x)
			if x.crowded() {
				d.crowded[plan] = true
			}
		}
	})
}

// sized are empty lists with room for so many. Lists of all bookings that grow leave
// several times as much behind.
func sized[T any](counts []int) [][]T {
	lists := make([][]T, len(counts))
	for i, n := range counts {
		lists[i] = make([]T, 0, n)
	}
	return lists
}

// found is what was found of a plan, to be added to.
func (d *demand) found(plan int32) *found {
	p := d.all[plan]
	if p.found == nil {
		p.found = &found{rooms: map[int32]*met{}}
	}
	return p.found
}

// meet is what was found of a booking, to be added to.
func (d *demand) meet(booking which) *met {
	rooms := d.found(booking.plan).rooms
	if rooms[booking.index] == nil {
		rooms[booking.index] = &met{}
	}
	return rooms[booking.index]
}

// Meet finds what plans want at once, and what is free instead. The claims are in
// the order of the plans' files; nil ones are passed over.
func Meet(all []*Claims, w World) {
	d := &demand{all: all, c: w.Company}
	d.doubles()
	d.bookings()
	d.clashes()
	d.shortages()
	d.alternatives(w)
}

// Met reports whether Meet found something that the plan's facts say.
func (c *Claims) Met() bool { return c != nil && c.found != nil }

// Complete adds to the facts of a plan by Alone what Meet found.
func (c *Claims) Complete(f *Facts) {
	if !c.Met() {
		return
	}
	f.DoubleBooked = c.found.doubles
	for i, m := range c.found.rooms {
		b := &f.Rooms[i]
		b.Clashes, b.Shortages, b.Free, b.Next = m.clashes, m.shortages, m.free, m.next
		b.FreeIDs = joined(m.free)
	}
}
