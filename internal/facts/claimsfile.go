package facts

import (
	"encoding/binary"
	"errors"
	"slices"

	"usher/internal/plan"
)

// AppendBinary adds the claims of a plan, as Claimant found them, to b. They speak of
// rooms, equipment and persons by their place in the directory: only with the same
// policies do they mean the same. The error is always nil.
func (c *Claims) AppendBinary(b []byte) ([]byte, error) {
	text := func(s string) {
		b = binary.AppendUvarint(b, uint64(len(s)))
		b = append(b, s...)
	}
	number := func(n int64) { b = binary.AppendVarint(b, n) }
	text(c.title)
	text(string(c.arrive))
	text(string(c.depart))
	number(int64(len(c.rooms)))
	for _, r := range c.rooms {
		number(int64(r.room))
		number(int64(len(r.equipment)))
		for _, e := range r.equipment {
			number(int64(e))
		}
		for _, n := range []int64{int64(r.attendees), int64(r.seats), int64(r.from), int64(r.until), int64(r.opens), int64(r.closes)} {
			number(n)
		}
	}
	number(int64(len(c.persons)))
	for _, p := range c.persons {
		for _, n := range []int64{int64(p.who), int64(p.from), int64(p.until), int64(p.place.field), int64(p.place.i), int64(p.place.j)} {
			number(n)
		}
		text(p.place.role)
	}
	return b, nil
}

var errClaims = errors.New("no claims as AppendBinary writes them")

// ReadClaims are the claims of a plan that AppendBinary has written. Any other bytes
// are an error, or claims that the company cannot have made: they are for whoever
// knows where the bytes come from.
func ReadClaims(id, file string, b []byte) (*Claims, error) {
	sound := true
	number := func() int64 {
		n, used := binary.Varint(b)
		if used <= 0 {
			sound, b = false, nil
			return 0
		}
		b = b[used:]
		return n
	}
	text := func() string {
		n, used := binary.Uvarint(b)
		if used <= 0 || n > uint64(len(b)-used) {
			sound, b = false, nil
			return ""
		}
		s := string(b[used : used+int(n)])
		b = b[used+int(n):]
		return s
	}
	count := func() int { // each takes a byte at least
		n := number()
		if n < 0 || n > int64(len(b)) {
			sound = false
			return 0
		}
		return int(n)
	}
	c := &Claims{id: id, file: file, title: text(), arrive: plan.Time(text()), depart: plan.Time(text())}
	if n := count(); n > 0 {
		c.rooms = make([]claim, n)
	}
	for i := range c.rooms {
		r := &c.rooms[i]
		r.room = int16(number())
		for range count() {
			r.equipment = append(r.equipment, int16(number()))
		}
		r.attendees, r.seats = int(number()), int(number())
		r.from, r.until, r.opens, r.closes = stamp(number()), stamp(number()), stamp(number()), stamp(number())
		r.equipment = slices.Clip(r.equipment)
	}
	if n := count(); n > 0 {
		c.persons = make([]presence, n)
	}
	for i := range c.persons {
		p := &c.persons[i]
		p.who, p.from, p.until = int32(number()), stamp(number()), stamp(number())
		p.place.field, p.place.i, p.place.j = field(number()), int32(number()), int32(number())
		p.place.role = text()
	}
	if !sound || len(b) > 0 {
		return nil, errClaims
	}
	return c, nil
}
