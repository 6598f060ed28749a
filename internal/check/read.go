package check

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"usher/internal/catalog"
	"usher/internal/facts"
	"usher/internal/plan"
	"usher/internal/source"
)

// Read reads all plans and what is true of them, and judges none: for lists,
// which need no verdict and no history.
func (c *Checker) Read(now time.Time) (*Result, error) {
	files, told, err := source.Discover(c.root)
	if err != nil {
		return nil, fmt.Errorf("reading the plans: %w", err)
	}
	if len(files) == 0 && len(told) == 0 {
		return nil, &catalog.Error{Text: catalog.ErrNoPlans.With(c.root)}
	}
	r := c.result(files, Options{Now: now})
	r.Diagnostics = told
	if err := r.open(func(*Visit) bool { return false }); err != nil {
		return nil, err
	}
	return r, r.compute(facts.World{}, nothing)
}

// Confidential reports whether nothing is told of a visit but its id and times,
// also where its plan says so in a way that cannot be read (R5.1).
func (v *Visit) Confidential() bool {
	return v.Plan.Confidentiality == plan.Confidential || v.Plan.IsWrong("confidentiality")
}

// Shown is a text of a plan as a list may show it: nothing where the visit is
// confidential, and with asterisks for personal numbers in it (R5.1). The path
// leads to it in the plan.
func (v *Visit) Shown(text string, path ...any) string {
	if v.Confidential() {
		return ""
	}
	runes := []rune(text)
	for _, n := range v.Facts.Personal {
		if plan.Path(n.At...) != plan.Path(path...) || n.End > len(runes) {
			continue
		}
		for i := n.Start; i < n.End; i++ {
			runes[i] = '*'
		}
	}
	return string(runes)
}

// Whole reports whether all that the plan says below a path could be read: what
// is listed of it is all there is.
func (v *Visit) Whole(path ...any) bool {
	if v.Plan.IsWrong(path...) || slices.ContainsFunc(v.told, unreadable) {
		return false
	}
	for wrong := range v.Plan.Wrong {
		if strings.HasPrefix(wrong, plan.Path(path...)+"/") {
			return false
		}
	}
	return true
}
