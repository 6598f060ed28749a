package check

import (
	"fmt"
	"slices"
	"sync"

	"usher/internal/diag"
	"usher/internal/facts"
	"usher/internal/judge"
	"usher/internal/plan"
	"usher/internal/source"
)

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
