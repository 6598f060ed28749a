package check

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"reflect"
	"slices"
	"time"

	"usher/internal/cache"
	"usher/internal/diag"
	"usher/internal/facts"
	"usher/internal/source"
)

// memory is what earlier checks found: of plans, of files that nobody has written to, and
// of history. Whoever takes it away misses nothing but
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
	if r.memory == nil || v.paired {
		return false, nil
	}
	data, barred, err := r.peek(k, v)
	if err != nil || barred != nil {
		return false, err
	}
	text, ok := r.memory.Get(r.memory.verdictKey(v, data, w))
	var known known
	if ok {
		known, err = k.known(v, text)
	}
	if !ok || err != nil || !known.stands.Holds(w.Now) {
		k.data = bytes.Clone(data)
		return false, nil
	}
	v.Plan, v.claims, v.known, v.nameless = nil, known.claims, true, known.nameless
	if len(known.found) > 0 {
		v.said = &said{found: known.found}
	}
	return true, nil
}

// remember keeps what is known of a plan, but for findings that need more to be told
// than the plan. Waivers are looked at by the day, so plans that have any are judged each
// time.
func (r *Result) remember(k *worker, v *Visit, w facts.World) {
	if r.memory == nil || !v.Judged || v.paired || v.Plan.Sealed != nil || len(v.Plan.Waive) > 0 || !v.memorable() {
		return
	}
	data, barred, err := r.bytes(k, v)
	if err != nil || barred != nil {
		return
	}
	known := known{facts.Span{From: w.Now, Until: w.Now.Add(time.Nanosecond)}, v.hides == nil, v.claims, v.found}
	if v.lasting {
		known.stands = facts.Stands(v.Plan, v.Facts, r.world(w, v))
	}
	if text, ok := known.text(); ok {
		r.memory.Put(r.memory.verdictKey(v, data, w), text)
	}
}

// memorable reports whether what was found of a plan can be told another time without
// the plan: nothing is to be hidden in it, and it points at no other file.
func (v *Visit) memorable() bool {
	elsewhere := func(n diag.Note) bool { return n.File != v.path }
	return len(v.found) == 0 ||
		v.hides == nil && !slices.ContainsFunc(v.found, func(d diag.Diagnostic) bool { return slices.ContainsFunc(d.Notes, elsewhere) })
}

// verdictKey is of all that has a say in what is found of a plan, but the moment.
func (m *memory) verdictKey(v *Visit, data []byte, w facts.World) cache.Key {
	h := m.begin("verdict")
	id := source.ID(v.path)
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
	text(h, v.path)
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
	stands   facts.Span
	nameless bool              // it has no names that are to be hidden
	claims   *facts.Claims     // nil where it keeps nothing from others
	found    []diag.Diagnostic // what is to be said of it
}

// text is false where reading it would not give the same.
func (k known) text() ([]byte, bool) {
	var b []byte
	for _, at := range []time.Time{k.stands.From, k.stands.Until} {
		b = binary.AppendVarint(b, at.Unix())
		b = binary.AppendVarint(b, int64(at.Nanosecond()))
	}
	var found []byte
	if len(k.found) > 0 {
		var again []diag.Diagnostic
		var err error
		if found, err = json.Marshal(k.found); err != nil || json.Unmarshal(found, &again) != nil || !reflect.DeepEqual(k.found, again) {
			return nil, false
		}
	}
	b = append(b, flags(k.nameless, k.claims != nil)...)
	b = join(b, string(found))
	if k.claims != nil {
		b, _ = k.claims.AppendBinary(b) // never fails
	}
	return b, true
}

var errKnown = errors.New("not what a check remembers")

// known reads what text has written.
func (w *worker) known(v *Visit, b []byte) (k known, err error) {
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
	if err != nil || len(b) < 2 || b[0] > 1 || b[1] > 1 {
		return k, errKnown
	}
	k.nameless = b[0] == 1
	claims := b[1] == 1
	size, used := binary.Uvarint(b[2:])
	if b = b[2:]; used <= 0 || size > uint64(len(b)-used) {
		return k, errKnown
	}
	if found := b[used : used+int(size)]; size > 0 {
		if err := json.Unmarshal(found, &k.found); err != nil {
			return k, err
		}
	}
	switch b = b[used+int(size):]; {
	case claims:
		k.claims, err = w.claims.Read(source.ID(v.path), v.path, b)
	case len(b) > 0:
		err = errKnown
	}
	return k, err
}
