package main

import (
	"bytes"
	"fmt"

	"github.com/spf13/cobra"

	"usher/internal/catalog"
	"usher/internal/diag"
	"usher/internal/layout"
	"usher/internal/report"
	"usher/internal/source"
)

func fmtCommand(s *session) *cobra.Command {
	var check, diff bool
	cmd := &cobra.Command{
		Use:     "fmt [PLAN...]",
		Short:   catalog.ShortFmt.In(s.lang),
		Long:    catalog.HelpFmt.In(s.lang),
		Example: catalog.ExampleFmt.In(s.lang),
		RunE: func(_ *cobra.Command, plans []string) error {
			return s.fmt(plans, check, diff)
		},
	}
	cmd.Flags().BoolVar(&check, "check", false, catalog.FlagFmtCheck.In(s.lang))
	cmd.Flags().BoolVar(&diff, "diff", false, catalog.FlagDiff.In(s.lang))
	return cmd
}

// fmt lays out the plans, or says or shows which it would. The files that change
// are listed on standard output, one on each line.
func (s *session) fmt(names []string, check, diff bool) error {
	t, err := s.texts(names)
	if err != nil {
		return err
	}
	order := layout.New(t.schema.Fields())
	changed, refused := 0, 0
	for _, f := range t.files {
		data, mistakes := format(t, order, f)
		switch {
		case mistakes > 0:
			refused++
			s.say(report.OneLine(catalog.FmtMistakes.With(f.Path, catalog.ErrorCount(mistakes)).In(s.lang)))
		case data == nil:
			refused++
			s.say(report.OneLine(catalog.FmtRefused.With(f.Path).In(s.lang)))
		case !bytes.Equal(data, f.Data):
			changed++
			if err := s.layOut(t, f, data, check, diff); err != nil {
				return err
			}
		}
	}
	for _, d := range t.told {
		if d.Severity == diag.Error && d.Rule == source.RuleSyntax { // a file that was not read
			refused++
			s.say(report.OneLine(catalog.FmtMistakes.With(d.File, catalog.ErrorCount(1)).In(s.lang)))
		}
	}
	summary := catalog.FmtDone
	if check || diff {
		summary = catalog.FmtWould
	}
	s.say(summary.With(catalog.PlanCount(changed), catalog.PlanCount(len(t.files)-changed-refused)).In(s.lang))
	if refused > 0 || check && changed > 0 {
		return errFindings
	}
	return nil
}

// format lays out one plan; one with mistakes is not touched, and they are counted.
func format(t *texts, order *layout.Layout, f source.File) (data []byte, mistakes int) {
	doc, found := source.Parse(f.Path, f.Data)
	if doc.Root() != nil {
		_, more := t.schema.Check(doc)
		found = append(found, more...)
	}
	if n := diag.Count(found, diag.Error); n > 0 {
		return nil, n
	}
	data, ok := order.Format(doc)
	if !ok {
		return nil, 0
	}
	return data, 0
}

// layOut writes one plan, or shows or names it.
func (s *session) layOut(t *texts, f source.File, data []byte, check, diff bool) error {
	switch {
	case diff:
		return s.diff(f.Path, f.Data, data)
	case !check:
		if err := t.replace(f, data); err != nil {
			return err
		}
	}
	if _, err := fmt.Fprintln(s.stdout, report.OneLine(f.Path)); err != nil {
		return fmt.Errorf("listing the plans: %w", err)
	}
	return nil
}
