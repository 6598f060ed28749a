package check

import (
	"encoding/binary"
	"iter"
	"time"

	"usher/internal/cache"
	"usher/internal/facts"
	"usher/internal/history"
	"usher/internal/plan"
	"usher/internal/source"
)

// glimpse is what a glance at a plan shows, and the sum of its bytes.
type glimpse struct {
	plan *plan.Plan
	sum  history.Sum
}

// glimpsed is what an earlier check saw of a plan whose file nobody has written to since.
func (m *memory) glimpsed(v *Visit, stamp source.Stamp) (g glimpse, ok bool) {
	b, ok := m.Get(m.fileKey(v, stamp))
	if !ok || len(b) < len(g.sum) {
		return g, false
	}
	copy(g.sum[:], b)
	texts, ok := split(b[len(g.sum):])
	if !ok || len(texts) != 3 {
		return g, false
	}
	g.plan = glanced(v.file, texts[0], texts[1], texts[2])
	return g, true
}

// glanced is a plan with no more than a glance shows.
func glanced(f source.File, status, arrive, depart string) *plan.Plan {
	return &plan.Plan{
		ID: source.ID(f.Path), File: f.Path,
		Status: status, Arrive: plan.Time(arrive), Depart: plan.Time(depart),
	}
}

// saw keeps what was seen of a plan after its file had a stamp.
func (m *memory) saw(v *Visit, stamp source.Stamp, g glimpse) {
	if stamp.Settled(m.clock) {
		m.Put(m.fileKey(v, stamp), join(g.sum[:], g.plan.Status, string(g.plan.Arrive), string(g.plan.Depart)))
	}
}

func (m *memory) fileKey(v *Visit, stamp source.Stamp) cache.Key {
	h := m.begin("file")
	text(h, v.file.Path)
	b, _ := stamp.AppendBinary(nil) // never fails
	h.Write(b)
	return cache.Key(h.Sum(nil))
}

// committed reports whether an earlier check found that HEAD has these very files.
func (m *memory) committed(sums iter.Seq2[string, history.Sum]) bool {
	_, ok := m.Get(m.filesKey(sums))
	return ok
}

// commits keeps that HEAD has these files.
func (m *memory) commits(sums iter.Seq2[string, history.Sum]) { m.Put(m.filesKey(sums), nil) }

func (m *memory) filesKey(sums iter.Seq2[string, history.Sum]) cache.Key {
	h := m.begin("files")
	text(h, m.state)
	for file, sum := range sums {
		text(h, file)
		h.Write(sum[:])
	}
	return cache.Key(h.Sum(nil))
}

// since answers as Result.since does what an earlier check has asked history, which has
// not changed; the rest is left.
func (m *memory) since(queries []history.Query, says string, now time.Time) (known map[string]facts.Announcement, left []history.Query) {
	known = map[string]facts.Announcement{}
	for _, q := range queries {
		b, _ := m.Get(m.queryKey(q, says))
		texts, ok := split(b)
		if !ok || len(texts) != 5 {
			left = append(left, q)
			continue
		}
		holds, errHolds := time.Parse(time.RFC3339, texts[0])
		at, errAt := time.Parse(time.RFC3339, texts[1])
		if errHolds != nil || errAt != nil || now.Before(holds) {
			left = append(left, q)
			continue
		}
		a := facts.Announcement{Source: texts[2], Commit: texts[3], At: at, Rescheduled: texts[4] != ""}
		if a.Source != facts.SourceCommit {
			a.At = now
		}
		known[q.ID] = a
	}
	return known, left
}

// said keeps an answer of history.
func (m *memory) said(q history.Query, says string, a facts.Announcement, holds time.Time) {
	m.Put(m.queryKey(history.Query{}, ""), nil)
	if holds.IsZero() {
		return
	}
	rescheduled := ""
	if a.Rescheduled {
		rescheduled = "rescheduled"
	}
	m.Put(m.queryKey(q, says), join(nil, holds.UTC().Format(time.RFC3339), a.At.UTC().Format(time.RFC3339), a.Source, a.Commit, rescheduled))
}

func (m *memory) queryKey(q history.Query, says string) cache.Key {
	h := m.begin("since")
	for _, s := range []string{m.state, says, q.ID, q.Schedule} {
		text(h, s)
	}
	return cache.Key(h.Sum(nil))
}

// asked reports whether an earlier check has asked this history for announcements.
func (m *memory) asked() bool {
	_, ok := m.Get(m.queryKey(history.Query{}, ""))
	return ok
}

// join puts texts behind some bytes, each with its length.
func join(b []byte, texts ...string) []byte {
	for _, s := range texts {
		b = binary.AppendUvarint(b, uint64(len(s)))
		b = append(b, s...)
	}
	return b
}

// split takes apart what join has put together.
func split(b []byte) (texts []string, ok bool) {
	for len(b) > 0 {
		n, used := binary.Uvarint(b)
		if used <= 0 || n > uint64(len(b)-used) {
			return nil, false
		}
		texts = append(texts, string(b[used:used+int(n)]))
		b = b[used+int(n):]
	}
	return texts, true
}
