package check

import (
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"hash"
	"time"

	"usher/internal/cache"
	"usher/internal/facts"
	"usher/internal/source"
)

// memory is what earlier checks found: of plans that nothing was to be said of, of files
// that nobody has written to, and of history. Whoever takes it away misses nothing but
// time: all of it is found anew then, and is the same.
type memory struct {
	*cache.Cache
	about digest    // all that has a say in a verdict but the plan and its announcement
	state string    // of the repository, as of history; "" outside one
	clock time.Time // the machine's, when this check began

	glimpses glimpses // while the plans are looked at
}

// remembers gives a check the memory of earlier ones. A plan under review is judged by
// what it was as well, and is not remembered.
func (r *Result) remembers() error {
	c, o := r.checker, r.options
	if o.Memory == nil || !o.Verdict || o.Base != "" {
		return nil
	}
	rules, sure := c.read.sum()
	if !sure {
		return nil
	}
	m := &memory{Cache: o.Memory, clock: o.Clock}
	if c.repository != nil {
		var err error
		if m.state, err = c.repository.State(); err != nil {
			return fmt.Errorf("reading the commit that is checked out: %w", err)
		}
	}
	h := sha256.New()
	h.Write(rules[:])
	h.Write(flags(o.All, c.repository == nil))
	m.about = digest(h.Sum(nil))
	r.memory = m
	return nil
}

// begin begins a key for one kind of what is remembered.
func (m *memory) begin(kind string) hash.Hash {
	h := sha256.New()
	text(h, kind)
	h.Write(m.about[:])
	return h
}

// recall takes what an earlier check found of a plan instead of reading it; false where
// that has to be found anew. A sealed plan is: its other file has a say.
func (r *Result) recall(k *worker, v *Visit, w facts.World) (bool, error) {
	if r.memory == nil || v.file.Paired {
		return false, nil
	}
	data, barred, err := r.bytes(k, v)
	if err != nil || barred != nil {
		return false, err
	}
	text, ok := r.memory.Get(r.memory.verdictKey(v, data, w))
	if !ok {
		return false, nil
	}
	known, err := readKnown(v, text)
	if err != nil || !known.stands.Holds(w.Now) {
		return false, nil
	}
	v.Plan, v.claims, v.known = nil, known.claims, true
	return true, nil
}

// remember keeps what is known of a plan that nothing is to be said of. Waivers are
// looked at by the day, so plans that have any are judged each time.
func (r *Result) remember(k *worker, v *Visit, w facts.World) {
	if r.memory == nil || !v.Judged || len(v.found) > 0 || v.file.Paired || v.Plan.Sealed != nil || len(v.Plan.Waive) > 0 {
		return
	}
	data, barred, err := r.bytes(k, v)
	if err != nil || barred != nil {
		return
	}
	known := known{facts.Span{From: w.Now, Until: w.Now.Add(time.Nanosecond)}, v.claims}
	if v.lasting {
		known.stands = facts.Stands(v.Plan, v.Facts, r.world(w, v))
	}
	r.memory.Put(r.memory.verdictKey(v, data, w), known.text())
}

// verdictKey is of all that has a say in what is found of a plan, but the moment.
func (m *memory) verdictKey(v *Visit, data []byte, w facts.World) cache.Key {
	h := m.begin("verdict")
	id := source.ID(v.file.Path)
	for _, known := range []map[string]facts.Announcement{w.Announced, w.CalledOff} {
		a, ok := known[id]
		h.Write(flags(ok, a.Rescheduled))
		if a.Source == facts.SourceCommit { // else it is announced at the moment of judging
			text(h, a.At.UTC().Format(time.RFC3339Nano))
		}
		text(h, a.Source)
		text(h, a.Commit)
	}
	h.Write(flags(w.Fresh[id]))
	text(h, v.file.Path)
	h.Write(data)
	return cache.Key(h.Sum(nil))
}

func text(h hash.Hash, s string) { h.Write(join(nil, s)) }

func flags(set ...bool) []byte {
	out := make([]byte, len(set))
	for i, is := range set {
		if is {
			out[i] = 1
		}
	}
	return out
}

// known is what is remembered of a plan.
type known struct {
	stands facts.Span
	claims *facts.Claims // nil where it keeps nothing from others
}

func (k known) text() []byte {
	var b []byte
	for _, at := range []time.Time{k.stands.From, k.stands.Until} {
		b = binary.AppendVarint(b, at.Unix())
		b = binary.AppendVarint(b, int64(at.Nanosecond()))
	}
	if k.claims == nil {
		return append(b, 0)
	}
	b, _ = k.claims.AppendBinary(append(b, 1)) // never fails
	return b
}

var errKnown = errors.New("not what a check remembers")

func readKnown(v *Visit, b []byte) (k known, err error) {
	number := func() int64 {
		n, used := binary.Varint(b)
		if used <= 0 {
			err, b = errKnown, nil
			return 0
		}
		b = b[used:]
		return n
	}
	k.stands.From = time.Unix(number(), number()).UTC()
	k.stands.Until = time.Unix(number(), number()).UTC()
	switch {
	case err != nil:
		return k, err
	case len(b) == 1 && b[0] == 0:
		return k, nil
	case len(b) == 0 || b[0] != 1:
		return k, errKnown
	}
	k.claims, err = facts.ReadClaims(source.ID(v.file.Path), v.file.Path, b[1:])
	return k, err
}
