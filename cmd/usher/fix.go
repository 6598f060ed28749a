package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"usher/internal/catalog"
	"usher/internal/diag"
	"usher/internal/fix"
	"usher/internal/report"
	"usher/internal/source"
)

func fixCommand(s *session) *cobra.Command {
	var diff bool
	cmd := &cobra.Command{
		Use:     "fix [PLAN...]",
		Short:   catalog.ShortFix.In(s.lang),
		Long:    catalog.HelpFix.In(s.lang),
		Example: catalog.ExampleFix.In(s.lang),
		RunE: func(_ *cobra.Command, plans []string) error {
			return s.fix(plans, diff)
		},
	}
	cmd.Flags().BoolVar(&diff, "diff", false, catalog.FlagDiff.In(s.lang))
	return cmd
}

// fix mends the plans, or shows what it would mend, and says what is left.
func (s *session) fix(names []string, diff bool) error {
	t, err := s.texts(names)
	if err != nil {
		return err
	}
	mended, changes := 0, 0
	left := t.told
	for _, f := range t.files {
		r := fix.Mend(t.schema, f)
		left = append(left, r.Left...)
		if len(r.Changes) == 0 {
			if len(names) > 0 && len(r.Left) == 0 && fix.Foreign(f.Data) {
				s.say(catalog.FixRight.With(report.OneLine(f.Path)).In(s.lang))
			}
			continue
		}
		mended++
		changes += len(r.Changes)
		if err := s.mend(t, f, r, diff); err != nil {
			return err
		}
	}
	return s.finishFix(mended, changes, left, diff)
}

// finishFix says what was done and lists the errors that are left.
func (s *session) finishFix(mended, changes int, left []diag.Diagnostic, diff bool) error {
	places, plans := catalog.FixCount(changes), catalog.PlanCount(mended)
	switch {
	case mended == 0:
		s.say(catalog.FixNothing.In(s.lang))
	case diff:
		s.say(catalog.FixWould.With(places, plans).In(s.lang))
	default:
		s.say(catalog.FixDone.With(places, plans).In(s.lang))
	}
	diag.Sort(left)
	errors := 0
	for _, d := range left {
		if d.Severity != diag.Error {
			continue
		}
		errors++
		if err := s.tellPlace(s.stderr, d.File, d.Range.Start.Line, catalog.FixLeft.With(d.Message)); err != nil {
			return fmt.Errorf("listing what is left: %w", err)
		}
	}
	if errors > 0 {
		s.say(catalog.FixDecide.With(catalog.ErrorCount(errors)).In(s.lang))
		return errFindings
	}
	return nil
}

// mend writes or shows one mended plan, and lists what was mended in it.
func (s *session) mend(t *texts, f source.File, r fix.Result, diff bool) error {
	list := s.stdout
	if diff {
		list = s.stderr // what stdout has is the difference alone
		was := f.Data
		if s.watched() {
			was = r.Was
		}
		if err := s.diff(f.Path, was, r.Data); err != nil {
			return err
		}
	} else if err := t.replace(f, r.Data); err != nil {
		return err
	}
	for _, c := range r.Changes {
		if err := s.tellPlace(list, f.Path, c.Line, catalog.FixMended.With(c.What)); err != nil {
			return fmt.Errorf("listing the changes: %w", err)
		}
	}
	return nil
}
