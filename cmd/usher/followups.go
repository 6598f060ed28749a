package main

import (
	"cmp"
	"slices"

	"github.com/spf13/cobra"

	"usher/internal/catalog"
	"usher/internal/check"
	"usher/internal/facts"
	"usher/internal/plan"
	"usher/internal/suggest"
)

func followUpsCommand(s *session) *cobra.Command {
	var at, owner, format string
	cmd := &cobra.Command{
		Use:     "follow-ups",
		Short:   catalog.ShortFollowUps.In(s.lang),
		Long:    catalog.HelpFollowUps.In(s.lang),
		Example: catalog.ExampleFollowUps.In(s.lang),
		Args:    cobra.NoArgs,
		RunE:    func(*cobra.Command, []string) error { return s.followUps(at, owner, format) },
	}
	cmd.Flags().StringVar(&at, "at", "", catalog.ListAt.In(s.lang))
	cmd.Flags().StringVar(&owner, "owner", "", catalog.FlagOwner.In(s.lang))
	s.formatFlag(cmd, &format)
	return cmd
}

// jsonFollowUp is a promise that is not kept yet.
type jsonFollowUp struct {
	jsonVisit
	What    string    `json:"what"`
	Owner   string    `json:"owner"`
	Due     plan.Date `json:"due"` // empty where the plan names no day
	Overdue bool      `json:"overdue"`
}

// followUps lists open promises, the most urgent first.
func (s *session) followUps(at, owner, format string) error {
	checker, result, err := s.readPlans(at)
	if err != nil {
		return err
	}
	if err := knownOwner(checker, result, owner); err != nil {
		return err
	}
	l := listing{none: catalog.NoFollowUps, heads: []catalog.Text{
		catalog.ColumnDue, catalog.ColumnState, catalog.ColumnOwner, catalog.ColumnPlan, catalog.ColumnVisit, catalog.ColumnWhat,
	}}
	type entry struct {
		jsonFollowUp
		shown string
	}
	var all []entry
	for _, v := range result.Visits {
		for _, x := range facts.FollowUps(v.Plan, v.Facts) {
			if owner != "" && x.Owner != owner {
				continue
			}
			path := []any{"outcome", "follow-ups", x.Index, "what"}
			all = append(all, entry{
				jsonFollowUp{ofVisit(v), v.Shown(x.What, path...), x.Owner, x.Due, x.Overdue},
				s.shown(v, x.What, path...),
			})
		}
	}
	slices.SortStableFunc(all, func(a, b entry) int { return cmp.Or(unknownLast(a.Due, b.Due), cmp.Compare(a.File, b.File)) })
	list := []jsonFollowUp{}
	for _, x := range all {
		state := catalog.StateOpen
		if x.Overdue {
			state = catalog.StateOverdue
		}
		l.rows = append(l.rows, []string{string(x.Due), state.In(s.lang), x.Owner, x.Plan, string(x.Arrive.Date()), x.shown})
		list = append(list, x.jsonFollowUp)
	}
	l.data = struct {
		Version   int            `json:"version"`
		FollowUps []jsonFollowUp `json:"follow-ups"`
	}{listVersion, list}
	if err := s.list(format, l); err != nil {
		return err
	}
	return s.complete(result, result.Visits, "outcome/follow-ups")
}

// knownOwner finds fault with a name that is neither in the directory nor in a
// follow-up: an empty list would pass for good news.
func knownOwner(checker *check.Checker, result *check.Result, owner string) error {
	var names []string
	for _, p := range checker.Company().People {
		names = append(names, p.Name)
	}
	for _, v := range result.Visits {
		for _, x := range facts.FollowUps(v.Plan, v.Facts) {
			names = append(names, x.Owner)
		}
	}
	if owner == "" || slices.Contains(names, owner) {
		return nil
	}
	if near := suggest.Closest(owner, names); near != "" {
		return &catalog.Error{Text: catalog.NoOwnerMeant.With(owner, near)}
	}
	return &catalog.Error{Text: catalog.NoOwner.With(owner)}
}
