// Package check provides the pipeline: plans in, verdicts out. Read this first.
//
//	visits/*.yaml ─ source ─ validate ─ facts ─ judge ─ diagnostics
//	          git ─────────── history ──┘
package check

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"usher/internal/catalog"
	"usher/internal/diag"
	"usher/internal/facts"
	"usher/internal/judge"
	"usher/internal/plan"
	"usher/internal/source"
)

// Options say what a check is about.
type Options struct {
	Now  time.Time // the moment of judging
	All  bool      // judge plans that have ended, too
	Base string    // report what the change since this commit brings; "" reports all
	Only []string  // report on these plans, by id or file; empty reports on all
	// Shape reports what the schema says of the plans that are not judged, too:
	// who prints a plan has to know it whole.
	Shape bool

	head string // the commit that the plans are of; "" is the work tree
}

// Result is what a check found.
type Result struct {
	Visits      []*Visit // every plan that could be read, in the order of files
	Diagnostics []diag.Diagnostic
	Files       []string       // every plan file there is
	Judged      int            // how many plans were judged
	Notices     []catalog.Text // about the check as a whole
	files       map[string]source.File
	documents   map[string]*source.Document // of those that had to be looked at twice
	secrets     secrets
}

// Visit is one plan with all that is known of it.
type Visit struct {
	Plan   *plan.Plan
	Facts  *facts.Facts
	Judged bool
	Errors int               // diagnostics of severity error at this plan
	told   []diag.Diagnostic // what source and validate say of it
}

// Check judges the plans under the root. What is wrong with a plan is in the
// result; an error means that the check could not be made.
func (c *Checker) Check(o Options) (*Result, error) {
	files, told, err := source.Discover(c.root)
	if err != nil {
		return nil, fmt.Errorf("reading the plans: %w", err)
	}
	if len(files) == 0 && len(told) == 0 {
		return nil, &catalog.Error{Text: catalog.ErrNoPlans.With(c.root)}
	}
	review, merged, err := c.review(files, o.Base)
	if err != nil {
		return nil, fmt.Errorf("comparing the plans with history: %w", err)
	}
	changed := review.brings
	r := c.read(merged, review.ids(told, files, merged))
	only, err := Choose(r.Files, o.Only)
	if err != nil {
		return nil, err
	}
	for _, v := range r.Visits {
		v.Judged = o.All || changed[v.Plan.File] || !c.ended(v.Plan, o.Now)
	}
	announced, calledOff, err := c.announcements(r, o)
	if err != nil {
		return nil, fmt.Errorf("reading when the plans were announced: %w", err)
	}
	r.computeFacts(c, facts.World{Announced: announced, CalledOff: calledOff, Before: c.plans(review.before)}, o)
	if err := r.judge(c, o); err != nil {
		return nil, fmt.Errorf("judging the plans: %w", err)
	}
	r.keep(only, changed, o.Base != "")
	if c.repository == nil {
		r.Notices = append(r.Notices, catalog.NoticeNoRepository)
	}
	r.Notices = append(r.Notices, review.notices(r)...)
	if len(c.overruled) > 0 {
		r.Notices = append(r.Notices, catalog.RulesOverruled(c.overruled, c.rulesFrom))
	}
	return r, nil
}

// Try judges plans that are in no repository, such as a rule's example, as
// announced when announced says; those it does not name are not committed yet.
// Those in before are what the plans of the same id were before a change under
// review.
func (c *Checker) Try(files, before []source.File, now time.Time, announced map[string]time.Time) (*Result, error) {
	r := c.read(files, source.CheckIDs(files))
	when := map[string]facts.Announcement{}
	for _, v := range r.Visits {
		v.Judged = true
		when[v.Plan.ID] = facts.Announcement{Source: facts.SourceUncommitted, At: now}
		if at, ok := announced[v.Plan.ID]; ok {
			when[v.Plan.ID] = facts.Announcement{Source: facts.SourceCommit, Commit: "1a2b3c4", At: at}
		}
	}
	r.computeFacts(c, facts.World{Announced: when, Before: c.plans(before)}, Options{Now: now, All: true})
	if err := r.judge(c, Options{}); err != nil {
		return nil, fmt.Errorf("judging the plans: %w", err)
	}
	r.keep(nil, nil, false)
	return r, nil
}

func (c *Checker) read(files []source.File, told []diag.Diagnostic) *Result {
	r := &Result{Diagnostics: told, files: map[string]source.File{}, documents: map[string]*source.Document{}}
	r.secrets = secrets{guests: map[string][]string{}, words: map[string][]string{}, ranges: map[string][]diag.Range{}, masks: map[string]*strings.Replacer{}, lines: map[string]*strings.Replacer{}}
	for _, f := range files {
		r.read(f, c)
	}
	return r
}

// read parses a file and holds it against the schema. A file that cannot be read
// at all is always reported; what the schema says is reported where the plan is
// judged.
func (r *Result) read(f source.File, c *Checker) {
	doc, told := source.Parse(f.Path, f.Data)
	r.Files = append(r.Files, f.Path)
	r.files[f.Path] = f
	if doc.Root() == nil {
		r.documents[f.Path] = doc
		r.Diagnostics = append(r.Diagnostics, told...)
		return
	}
	p, verdict := c.schema.Check(doc)
	r.Visits = append(r.Visits, &Visit{Plan: p, told: append(told, verdict...)})
}

func (r *Result) computeFacts(c *Checker, w facts.World, o Options) {
	w.Company, w.Now, w.Archive, w.Fresh = c.Company(), o.Now, o.All, map[string]bool{}
	plans := make([]*plan.Plan, len(r.Visits))
	for i, v := range r.Visits {
		plans[i] = v.Plan
		// Without a repository nothing is known to be new; who asks for the archive
		// has old plans in mind.
		if a, ok := w.Announced[v.Plan.ID]; ok && a.Source != facts.SourceCommit {
			w.Fresh[v.Plan.ID] = a.Source != facts.SourceNoRepository || !o.All
		}
	}
	for i, f := range facts.Compute(plans, w) {
		r.Visits[i].Facts = f
	}
}

// judge asks the rules about each plan that is to be judged.
func (r *Result) judge(c *Checker, o Options) error {
	for _, v := range r.Visits {
		if !v.Judged {
			for _, d := range v.told {
				if o.Shape || unreadable(d) {
					r.Diagnostics = append(r.Diagnostics, d)
				}
			}
			continue
		}
		r.Diagnostics = append(r.Diagnostics, v.told...)
		findings, err := c.judge.Judge(v.Plan, v.Facts)
		if err != nil {
			return fmt.Errorf("%s: %w", v.Plan.File, err)
		}
		findings = slices.DeleteFunc(findings, func(f judge.Finding) bool { return v.Plan.IsWrong(f.At...) })
		told := make([]diag.Diagnostic, len(findings))
		for i, f := range findings {
			told[i] = r.place(v, f)
		}
		r.Diagnostics = append(r.Diagnostics, r.hide(v, findings, told)...)
	}
	r.mask()
	return nil
}

// keep leaves the diagnostics that were asked for, in order, and counts the
// errors of each plan. Under review, what an unchanged plan said before is left
// out, but not its collisions with a changed one.
func (r *Result) keep(only, changed map[string]bool, review bool) {
	concerns := func(d diag.Diagnostic, files map[string]bool) bool {
		if files[d.File] {
			return true
		}
		for _, n := range d.Notes {
			if files[n.File] {
				return true
			}
		}
		return false
	}
	r.Diagnostics = slices.DeleteFunc(r.Diagnostics, func(d diag.Diagnostic) bool {
		return len(only) > 0 && !concerns(d, only) ||
			review && !concerns(d, changed) && !unreadable(d)
	})
	diag.Sort(r.Diagnostics)
	errors := map[string]int{}
	for _, d := range r.Diagnostics {
		if d.Severity == diag.Error {
			errors[d.File]++
		}
	}
	for _, v := range r.Visits {
		v.Errors = errors[v.Plan.File]
		if review && !changed[v.Plan.File] {
			v.Judged = false
		}
		if v.Judged && (only == nil || only[v.Plan.File]) {
			r.Judged++
		}
	}
}

// Unread are the files that hold no plan that could be read, in order.
func (r *Result) Unread() []*source.Document {
	var docs []*source.Document
	for _, file := range r.Files {
		if doc := r.documents[file]; doc != nil && doc.Root() == nil {
			docs = append(docs, doc)
		}
	}
	return docs
}

// unreadable reports whether a diagnostic says that a file cannot be read, which
// is told whatever else was asked for.
func unreadable(d diag.Diagnostic) bool {
	return d.Rule == source.RuleSyntax && d.Severity == diag.Error
}
