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
func (d *demand) alternatives(w World) {
	diary := newDiary(d, w)
	for i, p := range d.all {
		if p == nil || p.found == nil && !d.crowded[int32(i)] {
			continue
		}
		wants := d.wants(int32(i))
		for j := range wants.rooms {
			x := &wants.rooms[j]
			var taken, short bool
			if p.found != nil && p.found.rooms[x.index] != nil {
				m := p.found.rooms[x.index]
				taken, short = len(m.clashes) > 0, len(m.shortages) > 0
			}
			if taken || x.crowded() {
				if free := diary.free(x); free != nil {
					d.meet(x.which).free = free
				}
			}
			if taken || short {
				d.meet(x.which).next = diary.next(x, &wants)
			}
		}
	}
}

// diary knows what is free when.
type diary struct {
	c     *company.Company
	now   plan.Time
	rooms []room
	kinds []*lending
	left  int // bookings that may still be looked at
}

func newDiary(d *demand, w World) *diary {
	out := &diary{c: d.c, now: plan.TimeOf(w.Now, d.c.Zone), left: allLooks}
	for i, r := range d.c.Rooms {
		out.rooms = append(out.rooms, newRoom(r, d.rooms[i]))
	}
	for i := range d.kinds {
		out.kinds = append(out.kinds, newLending(&d.kinds[i]))
	}
	return out
}

// free lists the rooms that are free for all of the booking, with their own set-up
// and clean-up, and seat everybody: the smallest first, for the large ones may be
// needed.
func (d *diary) free(x *claim) []FreeRoom {
	if !x.lasts() {
		return nil
	}
	var free []FreeRoom
	from, until := x.from.time(), x.until.time()
	for i, r := range d.c.Rooms {
		if i != int(x.room) && r.Seats >= x.attendees && d.rooms[i].open(stampOf(from.Add(-r.SetUp)), stampOf(until.Add(r.CleanUp))) {
			free = append(free, FreeRoom{ID: r.ID, Name: r.Name, Seats: r.Seats})
		}
	}
	slices.SortStableFunc(free, func(a, b FreeRoom) int { return cmp.Compare(a.Seats, b.Seats) })
	return free
}

// joined are the ids of rooms, in their order.
func joined(rooms []FreeRoom) string {
	ids := make([]string, len(rooms))
	for i, r := range rooms {
		ids[i] = r.ID
	}
	return strings.Join(ids, ", ")
}

// next looks for the first time from the booking's start on, and not before now,
// at which its room and equipment are free for as long as it lasts. A booking
// within office hours stays within them; outside the stay only working days are
// offered.
func (d *diary) next(x *claim, w *wants) *Slot {
	if x.room < 0 || !x.lasts() || !d.possible(x) {
		return nil
	}
	guests := stay{w.arrive.time(), w.depart.time()}
	r := d.rooms[x.room]
	begin := x.from.time()
	length := minutes(begin, x.until.time())
	hours := d.officeHours(begin, x.until.time())
	last := begin.Add(slotDays * 24 * 60)
	from := max(begin, d.now)
	looks := min(slotLooks, d.left)
	defer func(given int) { d.left -= given - max(0, looks) }(looks)
	for looks > 0 {
		looks--
		from = d.permitted(from, length, guests, hours)
		if from == "" || from > last {
			return nil
		}
		until := from.Add(length)
		if later := r.busy(stampOf(from.Add(-r.SetUp)), stampOf(until.Add(r.CleanUp)), x.which, &looks); later != 0 {
			from = later.time().Add(r.SetUp)
			continue
		}
		if later := d.short(x, stampOf(from), stampOf(until), &looks); later != 0 {
			from = later.time()
			continue
		}
		return &Slot{From: from, Until: until, Stay: from >= guests.arrive && until <= guests.depart}
	}
	return nil
}

// stay is when the guests are there.
type stay struct{ arrive, depart plan.Time }

// minutes is how long it is from one time to another on the wall clock.
func minutes(from, until plan.Time) int {
	return int(until.In(time.UTC).Sub(from.In(time.UTC)) / time.Minute)
}

// officeHours reports whether a booking keeps to the company's office hours.
func (d *diary) officeHours(from, until plan.Time) bool {
	c := d.c.Calendar
	return c != nil && c.Opens != "" && from.Date() == until.Date() && from.Clock() >= c.Opens && until.Clock() <= c.Closes
}

// permitted is the first time from a moment on at which a slot may start.
func (d *diary) permitted(from plan.Time, length int, s stay, hours bool) plan.Time {
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
		inStay := s.arrive.Date() <= day && day <= s.depart.Date()
		if (working || inStay) && (!hours || until <= day.At(c.Closes)) {
			return from
		}
		from = day.Add(1).At("00:00")
	}
	return ""
}

// short is the first moment at which the booking's equipment may be there again,
// where there is too little from one time to another; else it is zero.
func (d *diary) short(x *claim, from, until stamp, looks *int) (later stamp) {
	for i, e := range x.equipment {
		if e >= 0 && !slices.Contains(x.equipment[:i], e) {
			later = max(later, d.kinds[e].short(x.which, from, until, x.pieces(e), looks))
		}
	}
	return later
}

// possible reports whether the company owns all that is booked.
func (d *diary) possible(x *claim) bool {
	return !slices.ContainsFunc(x.equipment, func(e int16) bool { return e >= 0 && x.pieces(e) > d.kinds[e].owned })
}

// pieces is how many of a kind of equipment are booked.
func (c *claim) pieces(kind int16) (n int) {
	for _, e := range c.equipment {
		if e == kind {
			n++
		}
	}
	return n
}

// room is the bookings of a room in the order in which they open.
type room struct {
	company.Room
	bookings []held
	closed   []stamp // by when all up to this one have closed
}

func newRoom(r company.Room, bookings []held) room {
	x := room{Room: r, bookings: bookings, closed: make([]stamp, 0, len(bookings))}
	var last stamp
	for _, h := range bookings {
		last = max(last, h.closes)
		x.closed = append(x.closed, last)
	}
	return x
}

// before is how many bookings open before a moment.
func (r room) before(t stamp) int {
	n, _ := slices.BinarySearchFunc(r.bookings, t, func(b held, t stamp) int { return cmp.Compare(b.opens, t) })
	return n
}

// open reports whether nothing keeps the room from one time to another.
func (r room) open(from, until stamp) bool {
	n := r.before(until)
	return n == 0 || r.closed[n-1] <= from
}

// busy is when something, but not the booking itself, that keeps the room from
// one time to another closes; else it is zero. Each booking looked at is counted.
func (r room) busy(from, until stamp, self which, looks *int) stamp {
	for n := r.before(until) - 1; n >= 0 && r.closed[n] > from; n-- {
		if *looks--; *looks <= 0 {
			return until
		}
		if b := r.bookings[n]; b.which != self && b.closes > from {
			return b.closes
		}
	}
	return 0
}

// lending is the loans of a kind in the order in which they start.
type lending struct {
	owned int
	loans []loan
	over  []stamp // by when all up to this one are over
}

func newLending(k *kind) *lending {
	l := &lending{owned: k.owned, loans: slices.Clone(k.loans)}
	slices.SortStableFunc(l.loans, func(a, b loan) int { return cmp.Compare(a.from, b.from) })
	var last stamp
	for _, x := range l.loans {
		last = max(last, x.until)
		l.over = append(l.over, last)
	}
	return l
}

// short is the earliest that some pieces can be had, where at some moment from one
// time to another too few are left of them; else it is zero.
func (l *lending) short(self which, from, until stamp, pieces int, looks *int) (later stamp) {
	first, _ := slices.BinarySearchFunc(l.loans, from, func(x loan, t stamp) int { return cmp.Compare(x.from, t) })
	for first > 0 && l.over[first-1] > from && *looks > 0 {
		*looks--
		first--
	}
	var out []loan // at the moment
	used := pieces
	for _, x := range l.loans[first:] {
		if x.from >= until {
			break
		}
		*looks -= 1 + len(out)
		if *looks <= 0 {
			return until
		}
		if x.which == self || x.until <= from {
			continue
		}
		out = slices.DeleteFunc(out, func(o loan) bool {
			over := o.until <= x.from
			if over {
				used -= int(o.pieces)
			}
			return over
		})
		out = append(out, x)
		if used += int(x.pieces); used > l.owned {
			// No slot that starts before one of these comes back can do.
			back := slices.MinFunc(out, func(a, b loan) int { return cmp.Compare(a.until, b.until) })
			later = max(later, back.until)
		}
	}
	return later
}
