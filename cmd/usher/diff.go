package main

import (
	"cmp"
	"strings"

	"github.com/spf13/cobra"

	"usher/internal/catalog"
	"usher/internal/check"
	"usher/internal/history"
	"usher/internal/plan"
	"usher/internal/report"
	"usher/internal/review"
)

func diffCommand(s *session) *cobra.Command {
	var j judging
	cmd := &cobra.Command{
		Use:     "diff BASE [HEAD]",
		Short:   catalog.ShortDiff.In(s.lang),
		Long:    catalog.HelpDiff.In(s.lang),
		Example: catalog.ExampleDiff.In(s.lang),
		Args:    cobra.RangeArgs(1, 2),
		RunE: func(_ *cobra.Command, args []string) error {
			return s.compare(j, args[0], strings.Join(args[1:], ""))
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&j.at, "at", "", catalog.FlagDiffAt.In(s.lang))
	flags.StringVar(&j.rulesFrom, "rules-from", "", catalog.FlagRulesFrom.In(s.lang))
	flags.StringArrayVar(&j.formats, "format", nil, catalog.FlagFormat.With(strings.Join(pageFormatNames(), ", ")).In(s.lang))
	return cmd
}

// compare says what a change means for the visits. The rules are those of the commit
// that was asked for, else of the change.
func (s *session) compare(j judging, base, head string) error {
	if err := choosePages(j.formats); err != nil {
		return err
	}
	asked := j.rulesFrom != ""
	if !asked {
		j.rulesFrom = head
	}
	root, err := s.root()
	if err != nil {
		return err
	}
	checker, err := check.Open(check.Source{
		Root:      root,
		Git:       history.Env{GitDir: s.env("GIT_DIR"), WorkTree: s.env("GIT_WORK_TREE")},
		RulesFrom: j.rulesFrom,
	})
	if err != nil {
		return err
	}
	now, err := moment(j.at, checker.Company().Zone, s.now)
	if err != nil {
		return err
	}
	found, err := checker.Compare(base, head, now)
	if err != nil {
		return err
	}
	pairs := make([]review.Pair, len(found.Pairs))
	for i, p := range found.Pairs {
		pairs[i] = review.Pair{ID: p.ID, Was: p.Was, Is: p.Is, Before: side(p.Before), After: side(p.After)}
	}
	world := review.World{Company: checker.Company(), Lang: s.lang, Approvers: checker.Approvers}
	visits := review.Compute(pairs, world)
	against := catalog.ReviewUnrelated.With(base)
	if len(found.Forks) > 0 {
		fork := found.Forks[0]
		against = catalog.ReviewAgainst.With(base, short(fork.Hash), plan.TimeOf(fork.Time, checker.Company().Zone))
	}
	said := []string{against.In(s.lang)}
	if files := checker.Overruled(); asked && len(files) > 0 {
		said = append(said, catalog.RulesOverruled(files, j.rulesFrom).In(s.lang))
	}
	err = s.pages(j.formats, paged{
		parts: review.Parts(visits, checker.Company(), s.lang, said...),
		left:  func(rows int) catalog.Text { return catalog.ReviewLeftOut.With(rows) },
		data:  newJSONDiff(base, head, found, visits),
		lang:  s.lang,
	})
	if err != nil {
		return err
	}
	for _, v := range visits {
		if !v.Whole {
			err = errFindings
			s.say(catalog.ListPart.With(report.OneLine(cmp.Or(v.File, v.FileBefore))).In(s.lang))
		}
	}
	return err
}

// side is a plan as a review reads it.
func side(v *check.Visit) *review.Side {
	if v == nil {
		return nil
	}
	// That something is sealed is told as what is different: the sealed part.
	whole := v.Complete() || v.Plan.Sealed != nil && !v.Plan.Mistaken()
	return &review.Side{Plan: v.Plan, Facts: v.Facts, Confidential: v.Confidential(), Whole: whole}
}

// jsonDiff is version 1 of what diff writes for programs: a field is added, never
// changed or removed.
type jsonDiff struct {
	Version int                `json:"version"`
	Base    jsonCommit         `json:"base"`
	Head    jsonCommit         `json:"head"` // both empty for the work tree
	Forks   []string           `json:"forks"`
	Summary map[review.Act]int `json:"summary"` // visits by their first act
	Visits  []review.Visit     `json:"visits"`
}

// jsonCommit is a commit as it was called, and its hash.
type jsonCommit struct {
	Name   string `json:"name"`
	Commit string `json:"commit"`
}

func newJSONDiff(base, head string, found *check.Comparison, visits []review.Visit) jsonDiff {
	out := jsonDiff{
		Version: listVersion, Base: jsonCommit{base, found.Tip.Hash}, Head: jsonCommit{head, found.Head.Hash},
		Forks: []string{}, Summary: map[review.Act]int{}, Visits: []review.Visit{},
	}
	for _, f := range found.Forks {
		out.Forks = append(out.Forks, f.Hash)
	}
	for _, act := range review.Acts() {
		out.Summary[act] = 0
	}
	for _, v := range visits {
		out.Summary[v.Acts[0]]++
		out.Visits = append(out.Visits, v)
	}
	return out
}
