package check

import (
	"fmt"
	"slices"
	"time"

	"usher/internal/catalog"
	"usher/internal/facts"
	"usher/internal/history"
	"usher/internal/source"
)

// Comparison is what a change does to the plans.
type Comparison struct {
	history.Review
	Pairs []Pair // of the plans that it touches, by path
}

// Pair is a plan before and after a change. A visit is nil where there is no file,
// or none that can be read.
type Pair struct {
	ID            string
	Was, Is       string // the file's path before and after; empty where there is none
	Before, After *Visit
}

// Compare reads the plans that merging a change into the commit called base would
// alter, before and after, and what is true of each by itself. The change is the
// commit called head, or where that is empty the work tree.
func (c *Checker) Compare(base, head string, now time.Time) (*Comparison, error) {
	if c.repository == nil {
		return nil, &catalog.Error{Text: catalog.ErrDiffNoGit.With(c.root)}
	}
	var contents map[string][]byte
	if head == "" {
		files, _, err := source.Discover(c.root)
		if err != nil {
			return nil, fmt.Errorf("reading the plans: %w", err)
		}
		contents = make(map[string][]byte, len(files))
		for _, f := range files {
			contents[f.Path] = f.Data
		}
	}
	review, err := c.repository.Review(base, head, contents)
	if err != nil {
		return nil, fmt.Errorf("comparing the plans with history: %w", err)
	}
	var was, is []source.File
	for _, e := range review.Brings {
		if e.Was != "" {
			was = append(was, source.File{Path: e.Was, Data: e.Before})
		}
		if e.Is != "" {
			is = append(is, source.File{Path: e.Is, Data: e.After})
		}
	}
	before, err := c.alone(was, Options{Now: now}, false)
	if err != nil {
		return nil, err
	}
	after, err := c.alone(is, Options{Now: now, Base: base, head: head}, true)
	if err != nil {
		return nil, err
	}
	out := &Comparison{Review: *review}
	for _, e := range review.Brings {
		p := Pair{ID: source.ID(e.Was + e.Is), Was: e.Was, Is: e.Is, Before: before[e.Was], After: after[e.Is]}
		if e.Is != "" {
			p.ID = source.ID(e.Is)
		}
		out.Pairs = append(out.Pairs, p)
	}
	return out, nil
}

// alone reads plans with what is true of each by itself, by path, and where asked
// for, when they were announced.
func (c *Checker) alone(files []source.File, o Options, announced bool) (map[string]*Visit, error) {
	slices.SortFunc(files, byPath)
	r := c.result(files, o)
	if err := r.open(func(*Visit) bool { return announced }); err != nil {
		return nil, err
	}
	when, calledOff, err := c.announcements(r, o)
	if err != nil {
		return nil, fmt.Errorf("reading when the plans were announced: %w", err)
	}
	if err := r.compute(facts.World{Announced: when, CalledOff: calledOff}, nothing); err != nil {
		return nil, err
	}
	visits := map[string]*Visit{}
	for _, v := range r.Visits {
		if !slices.ContainsFunc(v.told, unreadable) { // what is left of it would look like much that is gone
			visits[v.Plan.File] = v
		}
	}
	return visits, nil
}

// Complete reports whether all that the plan says could be read.
func (v *Visit) Complete() bool { return len(v.Plan.Wrong) == 0 }

// Approvers are the people who may waive a rule; false where nobody may.
func (c *Checker) Approvers(rule string) ([]string, bool) {
	r := c.policies.Rule(rule)
	if r == nil || !r.Waivable {
		return nil, false
	}
	return r.Approvers, true
}
