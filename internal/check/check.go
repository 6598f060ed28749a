// Package check provides the pipeline: plans in, verdicts out. Read this first.
//
//	visits/*.yaml ─ source ─ validate ─ facts ─ judge ─ diagnostics
//	          git ─────────── history ──┘
package check

import (
	"fmt"
	"slices"
	"time"

	"usher/internal/cache"
	"usher/internal/catalog"
	"usher/internal/diag"
	"usher/internal/facts"
	"usher/internal/plan"
	"usher/internal/seal"
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
	// Verdict asks for the diagnostics alone. There are no Visits then, and a plan
	// is let go of as soon as it has been judged.
	Verdict bool

	// With are the keys to open sealed plans with (R5.1). A plan that none of them
	// opens is judged by its open part.
	With []seal.Identity

	// Memory is what earlier checks found, and learns what this one finds; nil where
	// all is found anew. It is used where only the Verdict is asked for.
	Memory *cache.Cache
	Clock  time.Time // what the machine's clock says; for Memory

	// Found is told how many plans there are before they are read; may be nil.
	Found func(plans int)

	head  string // the commit that the plans are of; "" is the work tree
	keyed bool   // there is a sealed file that With may open
}

// Result is what a check found.
type Result struct {
	Visits      []*Visit // every plan that could be read, in the order of files
	Diagnostics []diag.Diagnostic
	Files       []string       // every plan file there is
	Judged      int            // how many plans were judged
	Notices     []catalog.Text // about the check as a whole

	checker *Checker
	options Options
	all     []*Visit // one for each of Files
	byFile  func() map[string]*Visit
	byID    func() map[string][]*Visit
	outside bool // nothing is known of any announcement
	memory  *memory
	lines   worker
	secrets secrets
	shown   *Result // what the files say where this has opened some; nil: this
}

// Visit is one plan with all that is known of it.
type Visit struct {
	Plan   *plan.Plan // nil where the file cannot be read, and once it was let go of
	Facts  *facts.Facts
	Judged bool
	Errors int // diagnostics of severity error at this plan
	reading
}

// Check judges the plans under the root. What is wrong with a plan is in the
// result; an error means that the check could not be made.
func (c *Checker) Check(o Options) (*Result, error) {
	r, err := c.check(o)
	if err != nil || !r.hasOpened() {
		return r, err
	}
	// What the open parts say by themselves is told as ever; it is found by judging
	// them without a key.
	o.With = nil
	open, err := c.check(o)
	if err != nil {
		return nil, err
	}
	r.discreet(open)
	return r, nil
}

// check judges the plans, the sealed ones as far as the keys open them.
func (c *Checker) check(o Options) (*Result, error) {
	files, told, err := c.discover(&o)
	if err != nil {
		return nil, fmt.Errorf("reading the plans: %w", err)
	}
	if len(files) == 0 && len(told) == 0 {
		return nil, &catalog.Error{Text: catalog.ErrNoPlans.With(c.root)}
	}
	review, merged, err := c.review(files, o)
	if err != nil {
		return nil, fmt.Errorf("comparing the plans with history: %w", err)
	}
	r := c.result(merged, o)
	r.Diagnostics = review.ids(told, files, merged)
	only, err := Choose(r.Files, o.Only)
	if err != nil {
		return nil, err
	}
	if err := r.remembers(); err != nil {
		return nil, err
	}
	if c.streams(o) {
		err = r.skim(review)
	} else {
		err = r.open(review.judges(r))
	}
	if err != nil {
		return nil, err
	}
	announced, calledOff, err := c.announcements(r, o)
	if err != nil {
		return nil, fmt.Errorf("reading when the plans were announced: %w", err)
	}
	if err := r.judge(facts.World{Announced: announced, CalledOff: calledOff, Before: c.plans(review.before)}); err != nil {
		return nil, r.unsaid(err)
	}
	r.keep(only, review.brings, o.Base != "")
	if o.Base != "" {
		if err := c.heldOpen(r, only); err != nil {
			return nil, err
		}
	}
	if c.repository == nil {
		r.Notices = append(r.Notices, catalog.NoticeNoRepository)
	}
	r.Notices = append(r.Notices, review.notices(r)...)
	r.Notices = append(r.Notices, r.inPart(only)...)
	if len(c.overruled) > 0 {
		r.Notices = append(r.Notices, catalog.RulesOverruled(c.overruled, c.rulesFrom))
	}
	return r, nil
}

// Try judges plans that are in no repository, such as a rule's example, as
// announced when announced says; those it does not name are not committed yet. Sealed
// files may be among them.
// Those in before are what the plans of the same id were before a change under
// review.
func (c *Checker) Try(files, before []source.File, now time.Time, announced map[string]time.Time) (*Result, error) {
	files, told := source.Together(files)
	r := c.result(files, Options{Now: now, All: true})
	r.Diagnostics = append(c.orphans(told), source.CheckIDs(r.Files)...)
	if err := r.open(func(*Visit) bool { return true }); err != nil {
		return nil, err
	}
	when := map[string]facts.Announcement{}
	for _, v := range r.all {
		if v.Plan == nil {
			continue
		}
		when[v.Plan.ID] = facts.Announcement{Source: facts.SourceUncommitted, At: now}
		if at, ok := announced[v.Plan.ID]; ok {
			when[v.Plan.ID] = facts.Announcement{Source: facts.SourceCommit, Commit: "1a2b3c4", At: at}
		}
	}
	if err := r.judge(facts.World{Announced: when, Before: c.plans(before)}); err != nil {
		return nil, fmt.Errorf("judging the plans: %w", err)
	}
	r.keep(nil, nil, false)
	return r, nil
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
	for _, v := range r.all {
		v.Errors = errors[v.path]
		if review && !changed[v.path] {
			v.Judged = false
		}
		if v.Judged && (only == nil || only[v.path]) {
			r.Judged++
		}
	}
}

// Unread are the files that hold no plan that could be read, in order.
func (r *Result) Unread() []*source.Document {
	var docs []*source.Document
	for _, v := range r.all {
		if v.unread {
			docs = append(docs, r.document(v.path))
		}
	}
	return docs
}

// unreadable reports whether a diagnostic says that a file, or what was sealed of it, cannot be read, which
// is told whatever else was asked for.
func unreadable(d diag.Diagnostic) bool {
	return (d.Rule == source.RuleSyntax || d.Rule == source.RuleSealedMissing) && d.Severity == diag.Error
}
