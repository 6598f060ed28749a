package check

import (
	"bytes"
	"fmt"
	"hash/maphash"
	"slices"
	"sync"
	"sync/atomic"

	"usher/internal/catalog"
	"usher/internal/diag"
	"usher/internal/facts"
	"usher/internal/history"
	"usher/internal/judge"
	"usher/internal/plan"
	"usher/internal/source"
)

// reading is how far a visit has been read and judged. There is one for each plan, also
// for those that were let go of, so that what only a few have is kept elsewhere.
type reading struct {
	path     string
	held     *source.File // with its bytes; nil where they are read again when they are needed
	sum      history.Sum  // of its bytes; zero where it is not known
	seen     atomic.Uint64
	doc      *source.Document // only while the visit is being read and judged
	*pair                     // what is known of its sealed file
	*said                     // what is to be told of it
	claims   *facts.Claims
	paired   bool // there is a sealed file beside it
	past     bool // it has ended and is not looked at any further
	opened   bool
	unread   bool // the file holds no plan that can be read
	barred   bool // or may not be read at all
	lasting  bool // the rules looked at no moment
	known    bool // what there is to say of it is from an earlier check, and it was not judged now
	nameless bool // and there are no names in it that are to be hidden
	recalled bool // its sum is that which an earlier check saw
}

// said is what is to be told of a visit. All of which there is nothing share silent.
type said struct {
	told  []diag.Diagnostic // by source and validate
	found []diag.Diagnostic // in all
	hides *hides            // nil where nothing is to be hidden
}

var silent = &said{}

// file is that of the visit.
func (v *reading) file() source.File {
	if v.held != nil {
		return *v.held
	}
	return source.File{Path: v.path, Paired: v.paired}
}

// bytes are those of its file, where they are kept.
func (v *reading) bytes() []byte { return v.file().Data }

var seed = maphash.MakeSeed()

// discover finds the files of the plans and reads them, but for those that will be
// read when it is their turn. It notes whether there is something for keys to open.
func (c *Checker) discover(o *Options) ([]source.File, []diag.Diagnostic, error) {
	files, told, err := c.find()
	if err != nil {
		return nil, nil, err
	}
	if o.Found != nil {
		o.Found(len(files))
	}
	told = c.orphans(told)
	o.keyed = len(o.With) > 0 && slices.ContainsFunc(files, func(f source.File) bool { return f.Paired })
	if c.streams(*o) {
		return files, told, nil
	}
	barred := make([]*diag.Diagnostic, len(files))
	err = each(len(files), c.root, func(w *worker, i int) (err error) {
		var f source.File
		if f, barred[i], err = w.read(files[i]); barred[i] == nil {
			files[i] = f
		}
		return err
	})
	for _, d := range barred {
		if d != nil {
			told = append(told, *d)
			files = slices.DeleteFunc(files, func(f source.File) bool { return f.Path == d.File })
		}
	}
	told = append(told, source.CheckIDs(source.Paths(files))...)
	diag.Sort(told)
	return files, told, err
}

// streams reports whether plans are read, judged and let go of one by one: nothing
// was opened that must be kept.
func (c *Checker) streams(o Options) bool {
	return o.Verdict && !o.Shape && o.Base == "" && !o.keyed
}

// result is a check of files that has not begun.
func (c *Checker) result(files []source.File, o Options) *Result {
	r := &Result{checker: c, options: o, lines: worker{root: c.root}, Files: source.Paths(files)}
	visits := make([]Visit, len(files))
	for i, f := range files {
		v := &visits[i]
		v.path, v.paired, v.pair, v.said = f.Path, f.Paired, unpaired, silent
		if f.Data != nil || f.Sealed != nil {
			v.held = &f
		}
		r.all = append(r.all, &visits[i])
	}
	r.byFile = sync.OnceValue(func() map[string]*Visit {
		all := make(map[string]*Visit, len(r.all))
		for _, v := range r.all {
			all[v.path] = v
		}
		return all
	})
	r.byID = sync.OnceValue(func() map[string][]*Visit {
		all := map[string][]*Visit{}
		for _, v := range r.all {
			id := source.ID(v.path)
			all[id] = append(all[id], v)
		}
		return all
	})
	return r
}

// judges says which plans are judged: all, or those that have not ended and those
// under review.
func (v *review) judges(r *Result) func(*Visit) bool {
	c, o := r.checker, r.options
	return func(x *Visit) bool {
		return o.All || v.brings[x.path] || !c.ended(x.Plan, o.Now)
	}
}

// open decides which plans are judged, and reads them for that. Where only the
// diagnostics are asked for, a glance is enough: what has ended has none then, and
// what has not is read when it is its turn.
func (r *Result) open(judged func(*Visit) bool) error {
	c, o := r.checker, r.options
	return each(len(r.all), c.root, func(w *worker, i int) error {
		v := r.all[i]
		if o.Verdict && o.Base == "" && !o.Shape {
			if g, sure := c.glance(v.file()); sure {
				v.Plan = glimpse{Glance: g}.of(v.file())
				v.Judged = judged(v)
				if v.past = !v.Judged; v.past {
					v.Plan = nil
				}
				return nil
			}
		}
		if err := r.read(w, v); err != nil {
			return err
		}
		v.Judged = v.Plan != nil && judged(v)
		v.doc = nil // most plans have no finding, and nodes take much room
		return nil
	})
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

// read parses a file and holds it against the schema.
func (r *Result) read(w *worker, v *Visit) error {
	doc, barred, err := r.parse(w, v)
	if err != nil {
		return err
	}
	v.opened, v.known, v.nameless, v.said = true, false, false, &said{}
	switch {
	case barred != nil:
		v.barred, v.told = true, []diag.Diagnostic{*barred}
	case doc.doc.Root() == nil:
		v.unread, v.told = true, doc.told
	default:
		v.doc = doc.doc
		var verdict []diag.Diagnostic
		v.Plan, verdict = r.checker.schema.Check(doc.doc)
		v.told = append(doc.told, verdict...)
		if v.Plan.Sealed != nil || v.paired {
			if err := r.unseal(w, v, doc.data); err != nil {
				return err
			}
		}
	}
	if v.Plan == nil {
		v.Judged = false
	}
	return nil
}

// maxAhead is how many plans are read ahead, each of some 10 KB.
const maxAhead = 4096

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

// mark tells one text from another; it is never zero.
func mark(text []byte) uint64 { return maphash.Bytes(seed, text) | 1 }

type parsed struct {
	doc  *source.Document
	told []diag.Diagnostic
	data []byte
}

// parse reads the text of a plan.
func (r *Result) parse(w *worker, v *Visit) (parsed, *diag.Diagnostic, error) {
	data, barred, err := r.bytes(w, v)
	if err != nil || barred != nil {
		return parsed{}, barred, err
	}
	if v.text != nil {
		data = v.text
	}
	doc, told := source.Parse(v.path, data)
	return parsed{doc, told, data}, nil, nil
}

// bytes are those of a plan, from its file where they are not kept.
func (r *Result) bytes(w *worker, v *Visit) ([]byte, *diag.Diagnostic, error) {
	if w.at == v && w.data != nil {
		return w.data, nil, nil
	}
	data, barred, err := r.peek(w, v)
	if err != nil || barred != nil || v.bytes() != nil {
		return data, barred, err
	}
	data = bytes.Clone(data)
	if w.at == v {
		w.data = data
	}
	return data, nil, nil
}

// peek is bytes for who needs them no longer than until the next file is read. A file
// that is no longer what it was is an error: what was found would not fit it.
func (r *Result) peek(w *worker, v *Visit) ([]byte, *diag.Diagnostic, error) {
	if v.bytes() != nil || !r.checker.streams(r.options) {
		return v.bytes(), nil, nil
	}
	f, barred, err := w.peek(v.file())
	if err != nil || barred != nil {
		return nil, barred, err
	}
	if v.recalled && w.sum(f.Data) != v.sum {
		return nil, nil, &catalog.Error{Text: catalog.ErrPlanChanged.With(f.Path)}
	}
	if now := mark(f.Data); !v.seen.CompareAndSwap(0, now) && v.seen.Load() != now {
		return nil, nil, &catalog.Error{Text: catalog.ErrPlanChanged.With(f.Path)}
	}
	return f.Data, nil, nil
}

// release lets go of what is not needed once a plan has been judged.
func (r *Result) release(v *Visit) {
	v.doc = nil
	if r.options.Verdict && r.options.Base == "" && v.text == nil {
		v.Plan, v.Facts = nil, nil
		if v.told = nil; len(v.found) == 0 && v.hides == nil {
			v.said = silent
		}
	}
}

// world is what the facts of a plan are computed against.
func (r *Result) world(w facts.World, v *Visit) facts.World {
	if r.outside && v.Judged && v.Plan.Arrive != "" {
		now := facts.Announcement{Source: facts.SourceNoRepository, At: w.Now}
		w.Announced = map[string]facts.Announcement{v.Plan.ID: now}
		w.Fresh = map[string]bool{v.Plan.ID: !w.Archive}
		if v.Plan.Status == plan.Cancelled && w.Company.Notice.Cancellations() {
			w.CalledOff = w.Announced
		}
	}
	if v.files != (facts.Pair{}) {
		w.Sealed = map[string]facts.Pair{v.Plan.ID: v.files}
	}
	return w
}

// whole says of a world what the check as a whole is about.
func (r *Result) whole(w facts.World) facts.World {
	w.Company, w.Now, w.Archive, w.Fresh = r.checker.Company(), r.options.Now, r.options.All, map[string]bool{}
	for id, a := range w.Announced {
		// Without a repository nothing is known to be new; who asks for the archive
		// has old plans in mind.
		if a.Source != facts.SourceCommit {
			w.Fresh[id] = a.Source != facts.SourceNoRepository || !w.Archive
		}
	}
	return w
}

// judge works out what is true of each plan and asks the rules about those that are
// to be judged: first of each by itself, then again of those that meet another.
func (r *Result) judge(w facts.World) error { return r.compute(w, r.ask) }

// compute works out what is true of each plan, and has something done with it.
func (r *Result) compute(w facts.World, then func(*worker, *Visit) error) error {
	w = r.whole(w)
	claimant := facts.NewClaimant(w)
	err := each(len(r.all), r.checker.root, func(k *worker, i int) error {
		v := r.all[i]
		k.turn(v)
		if !v.past && !v.opened {
			if done, err := r.recall(k, v, w); done || err != nil {
				return err
			}
			if err := r.read(k, v); err != nil {
				return err
			}
		}
		if v.Plan == nil {
			if len(v.told) > 0 {
				v.found = v.told
			}
			return nil
		}
		v.Facts = facts.Alone(v.Plan, r.world(w, v))
		v.claims = claimant.Claims(v.Plan, v.Facts)
		if err := then(k, v); err != nil {
			return fmt.Errorf("%s: %w", v.path, err)
		}
		r.remember(k, v, w)
		r.release(v)
		return nil
	})
	if err != nil {
		return err
	}
	claims := make([]*facts.Claims, len(r.all))
	for i, v := range r.all {
		claims[i] = v.claims
	}
	facts.Meet(claims, w)
	err = each(len(r.all), r.checker.root, func(k *worker, i int) error {
		v := r.all[i]
		if !v.claims.Met() {
			return nil
		}
		k.turn(v)
		if v.Plan == nil {
			if err := r.read(k, v); err != nil {
				return err
			}
			v.Facts = facts.Alone(v.Plan, r.world(w, v))
		}
		v.claims.Complete(v.Facts)
		if err := then(k, v); err != nil {
			return fmt.Errorf("%s: %w", v.path, err)
		}
		r.release(v)
		return nil
	})
	if err != nil {
		return err
	}
	r.gather()
	return nil
}

// nothing is done with a plan of which only the facts are wanted.
func nothing(*worker, *Visit) error { return nil }

// ask has a plan judged, and finds what is to be said of it.
func (r *Result) ask(w *worker, v *Visit) error {
	v.found, v.hides = nil, nil
	if names := guests(v.Plan); names != nil {
		v.hides = &hides{guests: names}
	}
	if !v.Judged {
		for _, d := range v.told {
			if r.options.Shape || unreadable(d) {
				v.found = append(v.found, d)
			}
		}
		return nil
	}
	verdict, err := r.checker.judge.Judge(v.Plan, v.Facts)
	if err != nil {
		return err
	}
	v.lasting = verdict.Lasting
	findings := slices.DeleteFunc(verdict.Findings, func(f judge.Finding) bool { return v.Plan.IsWrong(f.At...) })
	if len(findings) == 0 {
		v.found = v.told
		return nil
	}
	doc, err := r.text(w, v)
	if err != nil {
		return err
	}
	placed := make([]diag.Diagnostic, len(findings))
	for i, f := range findings {
		if placed[i], err = r.place(w, v, doc, f); err != nil {
			return err
		}
	}
	v.found = append(slices.Clip(v.told), v.hide(doc, findings, placed)...)
	return nil
}

// gather puts together what was found, in the order of files.
func (r *Result) gather() {
	c := r.checker
	if c.streams(r.options) {
		r.all = slices.DeleteFunc(r.all, func(v *Visit) bool {
			if v.barred {
				r.Diagnostics = append(r.Diagnostics, v.found...)
			}
			return v.barred
		})
		r.Files = r.Files[:0]
		for _, v := range r.all {
			r.Files = append(r.Files, v.path)
		}
		r.Diagnostics = append(r.Diagnostics, source.CheckIDs(r.Files)...)
	}
	for _, v := range r.all {
		if len(v.found) > 0 {
			r.Diagnostics, v.found = append(r.Diagnostics, v.found...), nil
		}
		if v.hides != nil {
			r.secrets.texts = append(r.secrets.texts, v.hides.texts...)
		}
		if v.Plan != nil {
			r.Visits = append(r.Visits, v)
		}
		v.claims = nil
	}
	r.mask()
}

// place gives a finding its lines and columns.
func (r *Result) place(w *worker, v *Visit, doc *source.Document, f judge.Finding) (diag.Diagnostic, error) {
	d := diag.Diagnostic{
		Rule: f.Rule, Severity: f.Severity, Clause: f.Clause,
		Plan: v.Plan.ID, File: v.Plan.File, Range: doc.Range(f.At),
		Message: f.Message, Hint: f.Hint,
	}
	if f.Key {
		d.Range = doc.KeyRange(f.At)
	}
	for _, n := range f.Notes {
		for _, other := range r.byID()[n.Plan] {
			doc, err := r.text(w, other)
			if err != nil {
				return diag.Diagnostic{}, err
			}
			if doc == nil || doc.Root() == nil {
				continue
			}
			d.Notes = append(d.Notes, diag.Note{File: other.path, Range: doc.Range(n.At), Message: n.Message})
			break
		}
	}
	return d, nil
}

// text is a plan's text with its places; nil where it may not be read.
func (r *Result) text(w *worker, v *Visit) (*source.Document, error) {
	if w.at == v && v.doc != nil {
		return v.doc, nil
	}
	file := v.path
	if doc, ok := w.docs[file]; ok {
		return doc, nil
	}
	p, _, err := r.parse(w, v)
	if err != nil {
		return nil, err
	}
	if len(w.docs) >= maxDocs || w.docs == nil {
		w.docs = map[string]*source.Document{}
	}
	w.docs[file] = p.doc
	return p.doc, nil
}

// maxDocs is how many texts are kept parsed, each of some 50 KB.
const maxDocs = 64
