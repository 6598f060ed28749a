package facts

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"usher/internal/catalog"
	"usher/internal/company"
	"usher/internal/plan"
)

// FreeRoom is a room that could be taken instead.
type FreeRoom struct {
	ID    string       `json:"id"`
	Name  catalog.Text `json:"name"`
	Seats int          `json:"seats"`
}

// Slot is a free time of a room, as long as the booking that looks for one.
type Slot struct {
	From  plan.Time `json:"from"`
	Until plan.Time `json:"until"`
	Stay  bool      `json:"stay"` // within the stay; else the visit would have to move
}

// How far a free slot is looked for: days ahead, and bookings looked at for one
// slot and for all. Beyond, the company is too full for an offer to be of use,
// or somebody has written plans to keep the search busy.
const (
	slotDays  = 14
	slotLooks = 20_000
	allLooks  = 20_000_000
)

// alternatives says of each booking that collides, or has too few seats, what
// else is free then, and of one that collides, when its room is free next.
// Equipment is not tied to rooms, so that a room is free whatever is short; a
// slot is free for the room and for all the equipment that is booked with it.
func alternatives(plans []*plan.Plan, all []*Facts, w World, byRoom map[string][]held, kinds []kind) {
	d := &diary{c: w.Company, rooms: map[string]room{}, kinds: map[string]*lending{}, left: allLooks}
	for _, r := range w.Company.Rooms {
		d.rooms[r.ID] = newRoom(r, byRoom[r.ID])
	}
	for i := range kinds {
		d.kinds[kinds[i].id] = newLending(&kinds[i])
	}
	for i, f := range all {
		if !holds(plans[i], f, w) {
			continue
		}
		for j := range f.Rooms {
			b := &f.Rooms[j]
			taken := len(b.Clashes) > 0
			if taken || b.Seats > 0 && b.Attendees > b.Seats {
				d.free(b)
			}
			if taken || len(b.Shortages) > 0 {
				d.next(b, plans[i], f.Now)
			}
		}
	}
}

// diary knows what is free when.
type diary struct {
	c     *company.Company
	rooms map[string]room
	kinds map[string]*lending
	left  int // bookings that may still be looked at
}

// free lists the rooms that are free for all of the booking, with their own set-up
// and clean-up, and seat everybody: the smallest first, for the large ones may be
// needed.
func (d *diary) free(b *Booking) {
	if b.From == "" || b.From >= b.Until {
		return
	}
	for _, r := range d.c.Rooms {
		if r.ID != b.Room.ID && r.Seats >= b.Attendees && d.rooms[r.ID].open(b.From.Add(-r.SetUp), b.Until.Add(r.CleanUp)) {
			b.Free = append(b.Free, FreeRoom{ID: r.ID, Name: r.Name, Seats: r.Seats})
		}
	}
	slices.SortStableFunc(b.Free, func(a, b FreeRoom) int { return cmp.Compare(a.Seats, b.Seats) })
	ids := make([]string, len(b.Free))
	for i, r := range b.Free {
		ids[i] = r.ID
	}
	b.FreeIDs = strings.Join(ids, ", ")
}

// next looks for the first time from the booking's start on, and not before now,
// at which its room and equipment are free for as long as it lasts. A booking
// within office hours stays within them; outside the stay only working days are
// offered.
func (d *diary) next(b *Booking, p *plan.Plan, now plan.Time) {
	r, known := d.rooms[b.Room.ID]
	if !known || b.From == "" || b.From >= b.Until || !d.possible(b) {
		return
	}
	length := minutes(b.From, b.Until)
	hours := d.officeHours(b)
	last := b.From.Add(slotDays * 24 * 60)
	from := max(b.From, now)
	looks := min(slotLooks, d.left)
	defer func(given int) { d.left -= given - max(0, looks) }(looks)
	for looks > 0 {
		looks--
		from = d.permitted(from, length, p, hours)
		if from == "" || from > last {
			return
		}
		until := from.Add(length)
		if later := r.busy(from.Add(-r.SetUp), until.Add(r.CleanUp), b, &looks); later != "" {
			from = later.Add(r.SetUp)
			continue
		}
		if later := d.short(b, from, until, &looks); later != "" {
			from = later
			continue
		}
		b.Next = &Slot{From: from, Until: until, Stay: from >= p.Arrive && until <= p.Depart}
		return
	}
}

// minutes is how long it is from one time to another on the wall clock.
func minutes(from, until plan.Time) int {
	return int(until.In(time.UTC).Sub(from.In(time.UTC)) / time.Minute)
}

// officeHours reports whether the booking keeps to the company's office hours.
func (d *diary) officeHours(b *Booking) bool {
	c := d.c.Calendar
	return c != nil && c.Opens != "" && b.From.Date() == b.Until.Date() && b.From.Clock() >= c.Opens && b.Until.Clock() <= c.Closes
}

// permitted is the first time from a moment on at which a slot may start.
func (d *diary) permitted(from plan.Time, length int, p *plan.Plan, hours bool) plan.Time {
	c := d.c.Calendar
	if c == nil {
		return from
	}
	for range 2 * slotDays {
		if hours && from.Clock() < c.Opens {
			from = from.Date().At(c.Opens)
		}
		day := from.Date()
		until := from.Add(length)
		working, _ := c.Working(day)
		inStay := p.Arrive.Date() <= day && day <= p.Depart.Date()
		if (working || inStay) && (!hours || until <= day.At(c.Closes)) {
			return from
		}
		from = day.Add(1).At("00:00")
	}
	return ""
}

// short is the first moment at which the booking's equipment may be there again,
// where there is too little from one time to another; else it is empty.
func (d *diary) short(b *Booking, from, until plan.Time, looks *int) (later plan.Time) {
	wanted := pieces(b)
	for _, e := range b.Equipment {
		if k := d.kinds[e.ID]; k != nil && wanted[e.ID] > 0 {
			later = max(later, k.short(b, from, until, wanted[e.ID], looks))
			wanted[e.ID] = 0
		}
	}
	return later
}

// possible reports whether the company owns all that is booked.
func (d *diary) possible(b *Booking) bool {
	for id, pieces := range pieces(b) {
		if k := d.kinds[id]; k != nil && pieces > k.owned {
			return false
		}
	}
	return true
}

// pieces is how many of each kind of equipment are booked.
func pieces(b *Booking) map[string]int {
	n := map[string]int{}
	for _, e := range b.Equipment {
		n[e.ID]++
	}
	return n
}

// room is the bookings of a room in the order in which they open.
type room struct {
	company.Room
	bookings []*Booking
	closed   []plan.Time // by when all up to this one have closed
}

func newRoom(r company.Room, bookings []held) room {
	x := room{Room: r, bookings: make([]*Booking, 0, len(bookings)), closed: make([]plan.Time, 0, len(bookings))}
	var last plan.Time
	for _, h := range bookings {
		last = max(last, h.booking.Closes)
		x.bookings, x.closed = append(x.bookings, h.booking), append(x.closed, last)
	}
	return x
}

// before is how many bookings open before a moment.
func (r room) before(t plan.Time) int {
	n, _ := slices.BinarySearchFunc(r.bookings, t, func(b *Booking, t plan.Time) int { return cmp.Compare(b.Opens, t) })
	return n
}

// open reports whether nothing keeps the room from one time to another.
func (r room) open(from, until plan.Time) bool {
	n := r.before(until)
	return n == 0 || r.closed[n-1] <= from
}

// busy is when something, but not the booking itself, that keeps the room from
// one time to another closes; else it is empty. Each booking looked at is counted.
func (r room) busy(from, until plan.Time, self *Booking, looks *int) plan.Time {
	for n := r.before(until) - 1; n >= 0 && r.closed[n] > from; n-- {
		if *looks--; *looks <= 0 {
			return until
		}
		if b := r.bookings[n]; b != self && b.Closes > from {
			return b.Closes
		}
	}
	return ""
}

// lending is the loans of a kind in the order in which they start.
type lending struct {
	owned int
	loans []loan
	over  []plan.Time // by when all up to this one are over
}

func newLending(k *kind) *lending {
	l := &lending{owned: k.owned, loans: slices.Clone(k.loans)}
	slices.SortStableFunc(l.loans, func(a, b loan) int { return cmp.Compare(a.from, b.from) })
	var last plan.Time
	for _, x := range l.loans {
		last = max(last, x.booking.Until)
		l.over = append(l.over, last)
	}
	return l
}

// short is the earliest that some pieces can be had, where at some moment from one
// time to another too few are left of them; else it is empty.
func (l *lending) short(self *Booking, from, until plan.Time, pieces int, looks *int) (later plan.Time) {
	first, _ := slices.BinarySearchFunc(l.loans, from, func(x loan, t plan.Time) int { return cmp.Compare(x.booking.From, t) })
	for first > 0 && l.over[first-1] > from && *looks > 0 {
		*looks--
		first--
	}
	var out []loan // at the moment
	used := pieces
	for _, x := range l.loans[first:] {
		if x.booking.From >= until {
			break
		}
		*looks -= 1 + len(out)
		if *looks <= 0 {
			return until
		}
		if x.booking == self || x.booking.Until <= from {
			continue
		}
		out = slices.DeleteFunc(out, func(o loan) bool {
			over := o.booking.Until <= x.booking.From
			if over {
				used -= len(o.items)
			}
			return over
		})
		out = append(out, x)
		if used += len(x.items); used > l.owned {
			// No slot that starts before one of these comes back can do.
			back := slices.MinFunc(out, func(a, b loan) int { return cmp.Compare(a.booking.Until, b.booking.Until) })
			later = max(later, back.booking.Until)
		}
	}
	return later
}
