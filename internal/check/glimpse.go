package check

import (
	"encoding/binary"
	"iter"
	"strings"
	"time"

	"usher/internal/cache"
	"usher/internal/facts"
	"usher/internal/history"
	"usher/internal/plan"
	"usher/internal/source"
)

// glimpse is what a glance at a plan shows, and the sum of its bytes.
type glimpse struct {
	sum history.Sum
	source.Glance
}

// isOver reports whether the plan has ended.
func (g glimpse) isOver(c *Checker, now time.Time) bool {
	return c.ended(&plan.Plan{Status: g.Status, Depart: plan.Time(g.Depart)}, now)
}

// of is a plan with no more than a glance shows.
func (g glimpse) of(f source.File) *plan.Plan {
	return &plan.Plan{
		ID: source.ID(f.Path), File: f.Path,
		Status: g.Status, Arrive: plan.Time(g.Arrive), Depart: plan.Time(g.Depart),
	}
}

// text is the glimpse with the stamp that its file had.
func (g glimpse) text(stamp source.Stamp) string {
	b, _ := stamp.AppendBinary(nil) // never fails
	return string(join(append(b, g.sum[:]...), g.Status, g.Arrive, g.Depart))
}

// glimpses are those of all plans, kept as one: ten thousand keys would take as long
// as reading the files.
type glimpses struct {
	had map[string]string // by file: as glimpse.text writes them
	now []string          // by number of the visit; "" where the file has to be looked at next time
}

// glimpsed is what an earlier check saw of the i-th plan, whose file nobody has written
// to since.
func (m *memory) glimpsed(i int, v *Visit, stamp source.Stamp) (g glimpse, ok bool) {
	text := m.glimpses.had[v.path]
	b, _ := stamp.AppendBinary(make([]byte, 0, 64)) // never fails
	rest, ok := strings.CutPrefix(text, string(b))
	if !ok || len(rest) < len(g.sum) {
		return g, false
	}
	copy(g.sum[:], rest)
	texts, ok := split(rest[len(g.sum):])
	if !ok || len(texts) != 3 {
		return g, false
	}
	g.Status, g.Arrive, g.Depart = texts[0], texts[1], texts[2]
	m.glimpses.now[i] = text
	return g, true
}

// saw keeps what was seen of a plan after its file had a stamp.
func (m *memory) saw(i int, stamp source.Stamp, g glimpse) {
	if stamp.Settled(m.clock) {
		m.glimpses.now[i] = g.text(stamp)
	}
}

// look takes out what earlier checks saw of some plans.
func (m *memory) look(all []*Visit) {
	m.glimpses = glimpses{had: map[string]string{}, now: make([]string, len(all))}
	b, _ := m.Get(m.glimpsesKey())
	texts, ok := split(string(b))
	if !ok || len(texts)%2 != 0 {
		return
	}
	m.glimpses.had = make(map[string]string, len(texts)/2)
	for i := 0; i < len(texts); i += 2 {
		m.glimpses.had[texts[i]] = texts[i+1]
	}
}

// looked keeps what was seen of them, if any of it is new.
func (m *memory) looked(all []*Visit) {
	var texts []string
	same := true
	for i, text := range m.glimpses.now {
		file := all[i].path
		same = same && m.glimpses.had[file] == text
		if text != "" {
			texts = append(texts, file, text)
		}
	}
	if !same || len(texts) != 2*len(m.glimpses.had) {
		m.Put(m.glimpsesKey(), join(nil, texts...))
	}
	m.glimpses = glimpses{}
}

func (m *memory) glimpsesKey() cache.Key { return cache.Key(m.begin("glimpses").Sum(nil)) }

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
		texts, ok := split(string(b))
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
func split(s string) (texts []string, ok bool) {
	for len(s) > 0 {
		n, used := binary.Uvarint([]byte(s[:min(len(s), binary.MaxVarintLen64)]))
		if used <= 0 || n > uint64(len(s)-used) {
			return nil, false
		}
		texts = append(texts, s[used:used+int(n)])
		s = s[used+int(n):]
	}
	return texts, true
}
