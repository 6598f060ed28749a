package check

import (
	"fmt"
	"slices"
	"sync"
	"sync/atomic"

	"usher/internal/history"
	"usher/internal/source"
)

// streams reports whether plans are read, judged and let go of one by one: nothing
// was opened that must be kept.
func (c *Checker) streams(o Options) bool {
	return o.Verdict && !o.Shape && o.Base == "" && !o.keyed
}

// skim is open for a stream, of which no bytes are kept. Outside a repository all are
// judged, and there is no need to look at them.
func (r *Result) skim(v *review) error {
	c := r.checker
	if c.repository == nil {
		for _, x := range r.all {
			x.Judged = true
		}
		return nil
	}
	// While the files are looked at, the other core reads what HEAD has, unless that will
	// hardly be asked for.
	var history sync.WaitGroup
	if r.memory == nil || !r.memory.asked() {
		history.Go(c.repository.Prepare)
	}
	if r.memory != nil {
		r.memory.look(r.all)
	}
	err := each(len(r.all), c.root, func(w *worker, i int) error { return r.look(w, i, r.all[i]) })
	history.Wait()
	if err != nil {
		return err
	}
	if r.memory != nil {
		r.memory.looked(r.all)
	}
	if r.memory == nil || !r.memory.committed(r.sums) {
		if v.brings, err = c.repository.Changed(r.sums, r.bytesOf); err != nil {
			return fmt.Errorf("comparing the plans with history: %w", err)
		}
		if r.memory != nil && len(v.brings) == 0 {
			r.memory.commits(r.sums)
		}
	}
	judged := v.judges(r)
	for _, x := range r.all {
		if x.past && v.brings[x.path] {
			x.past = false
			if err := r.read(&r.lines, x); err != nil {
				return err
			}
			x.doc = nil
		}
		x.Judged = x.Plan != nil && judged(x)
	}
	return nil
}

// look looks at the i-th plan of a stream. Of one that has ended, no more is known than
// that.
func (r *Result) look(w *worker, i int, v *Visit) error {
	g, sure, err := r.glimpse(w, i, v)
	if err != nil {
		return err
	}
	v.sum = g.sum
	switch v.past = sure && !r.options.All && g.isOver(r.checker, r.options.Now); {
	case v.past:
		v.Plan, v.said = nil, silent
	case !v.opened:
		v.Plan = g.of(v.file())
	}
	return nil
}

// glimpse glances at the i-th plan of a stream, and reads it where that does not do;
// false where something is to be said of it however old it is.
func (r *Result) glimpse(w *worker, i int, v *Visit) (g glimpse, sure bool, err error) {
	var stamp source.Stamp
	stamped := false
	if r.memory != nil {
		if stamp, stamped, err = w.stamp(v.file()); err != nil {
			return g, false, err
		}
		if stamped {
			if g, v.recalled = r.memory.glimpsed(i, v, stamp); v.recalled {
				return g, true, nil
			}
		}
	}
	f, sum, barred, err := w.look(v.file())
	if err != nil {
		return g, false, err
	}
	g.sum = sum
	if barred == nil {
		v.seen.Store(mark(f.Data))
		g.Glance, sure = r.checker.glance(f)
	}
	if !sure {
		if err = r.read(w, v); err != nil {
			return g, false, err
		}
		v.doc = nil
		if v.Plan == nil || slices.ContainsFunc(v.told, unreadable) {
			return g, false, nil
		}
		g.Glance = source.Glance{Status: v.Plan.Status, Arrive: string(v.Plan.Arrive), Depart: string(v.Plan.Depart)}
	}
	if stamped {
		r.memory.saw(i, stamp, g)
	}
	return g, true, nil
}

// sums are those of the files that could be read.
func (r *Result) sums(yield func(string, history.Sum) bool) {
	for _, v := range r.all {
		if !v.barred && !yield(v.path, v.sum) {
			return
		}
	}
}

// bytesOf are those of a plan by its file.
func (r *Result) bytesOf(file string) ([]byte, error) {
	data, _, err := r.bytes(&r.lines, r.byFile()[file])
	return data, err
}

// glance is what says whether a plan has ended and what its schedule is, where that can
// be seen without parsing it and nothing is to be said of its syntax.
func (c *Checker) glance(f source.File) (source.Glance, bool) {
	g, sure := source.Take(f.Data)
	takes := func(field, value string) bool { return value == "" || c.schema.Takes(field, value) }
	if !sure || !takes("status", g.Status) || !takes("arrive", g.Arrive) || !takes("depart", g.Depart) {
		return source.Glance{}, false
	}
	return g, true
}

// maxAhead is how many plans are read ahead, each of some 10 KB.
const maxAhead = 8192

// readAhead reads plans that are to be judged until it is told to stop, or has read
// enough: history is walked on one core, and another would be idle.
func (r *Result) readAhead() (stop func() error) {
	if !r.checker.streams(r.options) || r.memory != nil && r.memory.asked() {
		return func() error { return nil }
	}
	var stopped atomic.Bool
	done := make(chan error, 1)
	go func() {
		w := &worker{root: r.checker.root}
		defer w.close()
		left := maxAhead
		for _, v := range r.all {
			if stopped.Load() || left == 0 {
				break
			}
			if v.opened || !v.Judged {
				continue
			}
			if err := r.read(w, v); err != nil {
				done <- err
				return
			}
			v.doc = nil
			left--
		}
		done <- nil
	}()
	return func() error {
		stopped.Store(true)
		return <-done
	}
}
