package facts

import (
	"encoding/binary"
	"errors"
)

// pack writes claims as a text, numbers as encoding/binary does. Times are told from
// that of arrival: most are of its day, and take two bytes.
func (w *wants) pack() string {
	var most [256]byte // of what is packed is less
	b := most[:0]
	text := func(s string) {
		b = binary.AppendUvarint(b, uint64(len(s)))
		b = append(b, s...)
	}
	number := func(n int64) { b = binary.AppendVarint(b, n) }
	text(w.title)
	number(int64(w.arrive))
	number(int64(w.depart - w.arrive))
	number(int64(len(w.rooms)))
	for _, r := range w.rooms {
		number(int64(r.room))
		number(int64(len(r.equipment)))
		for _, e := range r.equipment {
			number(int64(e))
		}
		number(int64(r.attendees))
		number(int64(r.seats))
		for _, t := range []stamp{r.from, r.until, r.opens, r.closes} {
			number(int64(t - w.arrive))
		}
	}
	number(int64(len(w.persons)))
	for _, p := range w.persons {
		number(int64(p.who))
		number(int64(p.from - w.arrive))
		number(int64(p.until - w.arrive))
		number(int64(p.place.field))
		number(int64(p.place.i))
		number(int64(p.place.j))
		text(p.place.role)
	}
	return string(b)
}

// unpack reads what pack has written, as the claims of the n-th plan. What it was
// before is forgotten, and its room is used anew. It is false for any other text.
func (w *wants) unpack(n int32, packed string) bool {
	u := unpacker{packed, true}
	w.title = u.text()
	w.arrive = stamp(u.number())
	w.depart = w.arrive + stamp(u.number())
	w.rooms, w.items, w.persons = w.rooms[:0], w.items[:0], w.persons[:0]
	for i := range u.count() {
		r := claim{which: which{n, int32(i)}, room: int16(u.number())}
		first := len(w.items)
		for range u.count() {
			w.items = append(w.items, int16(u.number()))
		}
		r.equipment = w.items[first:]
		r.attendees, r.seats = int(u.number()), int(u.number())
		for _, t := range []*stamp{&r.from, &r.until, &r.opens, &r.closes} {
			*t = w.arrive + stamp(u.number())
		}
		w.rooms = append(w.rooms, r)
	}
	for range u.count() {
		p := presence{who: int32(u.number())}
		p.from, p.until = w.arrive+stamp(u.number()), w.arrive+stamp(u.number())
		p.place = place{field(u.number()), int32(u.number()), int32(u.number()), u.text()}
		w.persons = append(w.persons, p)
	}
	return u.sound && u.left == ""
}

// unpacker reads numbers and texts for as long as there are some.
type unpacker struct {
	left  string
	sound bool // so far
}

func (u *unpacker) unsigned() uint64 {
	var n uint64
	for i := range min(len(u.left), binary.MaxVarintLen64) {
		c := u.left[i]
		n |= uint64(c&0x7f) << (7 * i)
		if c < 0x80 {
			u.left = u.left[i+1:]
			return n
		}
	}
	u.left, u.sound = "", false
	return 0
}

func (u *unpacker) number() int64 {
	n := u.unsigned()
	return int64(n>>1) ^ -int64(n&1)
}

func (u *unpacker) text() string {
	n := u.unsigned()
	if n > uint64(len(u.left)) {
		u.left, u.sound = "", false
		return ""
	}
	s := u.left[:n]
	u.left = u.left[n:]
	return s
}

// count is how many there are of what takes a byte at least.
func (u *unpacker) count() int {
	n := u.number()
	if n < 0 || n > int64(len(u.left)) {
		u.left, u.sound = "", false
		return 0
	}
	return int(n)
}

// AppendBinary adds the claims of a plan, as Claimant found them, to b. They speak of
// rooms, equipment and persons by their place in the directory: only with the same
// policies do they mean the same. The error is always nil.
func (c *Claims) AppendBinary(b []byte) ([]byte, error) { return append(b, c.packed...), nil }

var errClaims = errors.New("no claims as AppendBinary writes them")

// ClaimsReader reads claims that AppendBinary has written. Its zero value is ready; it is
// for one reader at a time.
type ClaimsReader struct{ w wants }

// Read reads those of a plan. Any other bytes are an error, or claims that the company
// cannot have made: they are for whoever knows where the bytes come from.
func (r *ClaimsReader) Read(id, file string, b []byte) (*Claims, error) {
	c := &Claims{id: id, file: file, packed: string(b)}
	if !r.w.unpack(0, c.packed) {
		return nil, errClaims
	}
	return c, nil
}
