package main

import (
	"cmp"
	"slices"

	"github.com/spf13/cobra"

	"usher/internal/catalog"
	"usher/internal/check"
	"usher/internal/facts"
	"usher/internal/plan"
)

func waiversCommand(s *session) *cobra.Command {
	var j judging
	var format string
	cmd := &cobra.Command{
		Use:     "waivers",
		Short:   catalog.ShortWaivers.In(s.lang),
		Long:    catalog.HelpWaivers.In(s.lang),
		Example: catalog.ExampleWaivers.In(s.lang),
		Args:    cobra.NoArgs,
		RunE:    func(*cobra.Command, []string) error { return s.waivers(j, format) },
	}
	cmd.Flags().StringVar(&j.at, "at", "", catalog.ListAt.In(s.lang))
	cmd.Flags().BoolVar(&j.all, "all", false, catalog.FlagWaiversAll.In(s.lang))
	s.formatFlag(cmd, &format)
	return cmd
}

// jsonWaiver is a waiver as a list has it.
type jsonWaiver struct {
	jsonVisit
	Rule       string    `json:"rule"`
	Reason     string    `json:"reason"`
	ApprovedBy string    `json:"approved-by"`
	Until      plan.Date `json:"until"`
	Holds      bool      `json:"holds"`   // it sets the rule aside
	Used       bool      `json:"used"`    // and the rule has something to set aside
	Expired    bool      `json:"expired"` // it ended before today, and before the visit did
}

// waivers lists what is set aside, and whether it is.
func (s *session) waivers(j judging, format string) error {
	_, result, _, err := s.judge(j, nil, false)
	if err != nil {
		return err
	}
	// What is not committed is judged even where it is over.
	visits := slices.DeleteFunc(slices.Clone(result.Visits), func(v *check.Visit) bool {
		return v.Plan.Status == plan.Cancelled || v.Facts.Ended && !j.all
	})
	slices.SortStableFunc(visits, func(a, b *check.Visit) int { return cmp.Compare(a.Plan.Arrive, b.Plan.Arrive) })
	l := listing{none: catalog.NoWaivers, heads: []catalog.Text{
		catalog.ColumnPlan, catalog.ColumnVisit, catalog.ColumnRule, catalog.ColumnState,
		catalog.ColumnApproved, catalog.ColumnUntil, catalog.ColumnReason,
	}}
	list := []jsonWaiver{}
	for _, v := range visits {
		for i, w := range v.Plan.Waive {
			f := v.Facts.Waivers[i]
			l.rows = append(l.rows, []string{
				v.Plan.ID, string(v.Plan.Arrive.Date()), w.Rule, waiverState(f).In(s.lang),
				w.ApprovedBy, string(w.Until), s.shown(v, w.Reason, "waive", i, "reason"),
			})
			list = append(list, jsonWaiver{
				ofVisit(v), w.Rule, v.Shown(w.Reason, "waive", i, "reason"), w.ApprovedBy, w.Until,
				f.Holds, f.Holds && f.Used, f.Past,
			})
		}
	}
	l.data = struct {
		Version int          `json:"version"`
		Waivers []jsonWaiver `json:"waivers"`
	}{listVersion, list}
	if err := s.list(format, l); err != nil {
		return err
	}
	return s.complete(result, visits, "waive")
}

func waiverState(w facts.Waiver) catalog.Text {
	switch {
	case w.Holds && w.Used:
		return catalog.WaiverInForce
	case w.Holds:
		return catalog.WaiverUnneeded
	case w.Past:
		return catalog.WaiverExpired
	}
	return catalog.WaiverDoesntHold
}
