package review

import (
	"slices"

	"usher/internal/catalog"
	"usher/internal/facts"
)

// notice is what is left of the time to announce the visit; nil where none is due
// or its announcement is not this change's doing.
func (c *comparison) notice() *Notice {
	n := c.After.Facts.Notice
	if !n.Due || n.Announced == "" || n.Source == facts.SourceCommit {
		return nil
	}
	zone := c.Company.Zone
	left := n.Deadline.In(zone).Sub(c.After.Facts.Now.In(zone))
	return &Notice{
		Of:      string(n.Of),
		Because: c.text(n.Because.In(c.Lang)), Required: n.Required.In(c.Lang),
		MergeBy: n.Deadline, MinutesLeft: int(left.Minutes()), Late: n.Late,
	}
}

// waivers are those that the plan did not have, or had otherwise.
func (c *comparison) waivers() []Waiver {
	var out []Waiver
	for _, x := range c.After.Plan.Waive {
		if c.Before != nil && slices.Contains(c.Before.Plan.Waive, x) {
			continue
		}
		w := Waiver{Rule: c.text(x.Rule), Reason: c.text(x.Reason), ApprovedBy: c.text(x.ApprovedBy), Until: x.Until, Approvers: []string{}}
		if c.secret {
			w.Reason = ""
		}
		may, waivable := c.Approvers(x.Rule)
		w.Waivable = waivable
		for _, name := range may {
			if name != c.After.Plan.Applicant.Name {
				w.Approvers = append(w.Approvers, name)
			}
		}
		out = append(out, w)
	}
	return out
}

// approvals are who has to agree: to each waiver, and by the policies where the
// visit is new, elsewhere or at another time, or has just come to need it.
func (c *comparison) approvals(v Visit) []Approval {
	var out []Approval
	for _, w := range v.Waivers {
		if !w.Waivable {
			continue
		}
		by := w.Approvers
		if slices.Contains(by, w.ApprovedBy) {
			by = []string{w.ApprovedBy}
		}
		out = append(out, Approval{By: by, Why: catalog.ReviewApproveWaiver.With(w.Rule).In(c.Lang), Clause: "R0.2", Waiver: w.Rule})
	}
	afresh := v.Acts[0] == Added || v.Acts[0] == Rescheduled || v.Acts[0] == Moved || c.Before == nil
	for _, a := range c.Company.Approvals {
		needs := func(s *Side) bool {
			return slices.ContainsFunc(a.When, func(word string) bool {
				is, ok := facts.Conditions[word]
				return ok && is(s.Plan, s.Facts)
			})
		}
		if !needs(c.After) {
			continue
		}
		known := !afresh && needs(c.Before)
		var by []string
		for _, name := range a.By {
			if name != "leaders" {
				by = append(by, name)
				continue
			}
			for _, l := range c.After.Plan.Leaders {
				if !known || !slices.Contains(c.Before.Plan.Leaders, l) {
					out = append(out, Approval{By: []string{c.text(l)}, Why: a.Why.In(c.Lang), Clause: a.Clause})
				}
			}
		}
		if len(by) > 0 && !known {
			out = append(out, Approval{By: by, Why: a.Why.In(c.Lang), Clause: a.Clause})
		}
	}
	return out
}
