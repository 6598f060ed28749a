package main

import (
	"fmt"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"usher/internal/catalog"
	"usher/internal/check"
	"usher/internal/output"
	"usher/internal/plan"
	"usher/internal/render"
	"usher/internal/report"
)

// sheetLanguages are the values of --sheet-lang.
var sheetLanguages = map[string][]catalog.Lang{
	"both": {catalog.ZH, catalog.EN},
	"en":   {catalog.EN},
	"zh":   {catalog.ZH},
}

func renderCommand(s *session) *cobra.Command {
	var j judging
	var out, sheetLang string
	cmd := &cobra.Command{
		Use:     "render [PLAN...]",
		Short:   catalog.ShortRender.In(s.lang),
		Long:    catalog.HelpRender.In(s.lang),
		Example: catalog.ExampleRender.In(s.lang),
		RunE: func(cmd *cobra.Command, plans []string) error {
			languages, ok := sheetLanguages[sheetLang]
			if !ok {
				return &catalog.Error{Text: catalog.ErrLang.With(sheetLang, "both, en, zh")}
			}
			return s.render(j, plans, out, languages)
		},
	}
	flags := cmd.Flags()
	flags.StringVarP(&out, "output", "o", "out", catalog.FlagOut.In(s.lang))
	flags.StringVar(&sheetLang, "sheet-lang", "both", catalog.FlagSheetLang.In(s.lang))
	flags.StringVar(&j.at, "at", "", catalog.FlagAt.In(s.lang))
	flags.StringVar(&j.rulesFrom, "rules-from", "", catalog.FlagRulesFrom.In(s.lang))
	return cmd
}

// render checks the plans as check does, and prints those that passed. What is
// over is printed without being judged again: nothing turns red because a day
// went by.
func (s *session) render(j judging, plans []string, out string, languages []catalog.Lang) error {
	checker, result, rep, err := s.judge(j, nil, true)
	if err != nil {
		return err
	}
	wanted, err := check.Choose(result.Files, inside(checker.Root(), plans))
	if err != nil {
		return err
	}
	rep.Color = false
	if len(rep.Diagnostics) > 0 {
		if err := report.Text(s.stderr, rep); err != nil {
			return fmt.Errorf("writing the findings: %w", err)
		}
	}
	printable, refused := s.choose(result, wanted)
	visits, err := revised(checker, result, printable)
	if err != nil {
		return err
	}
	sheets, err := render.Render(visits, render.Options{
		Company: checker.Company(), Templates: checker.Templates(), Languages: languages,
	})
	if err != nil {
		return err
	}
	// An index of some visits only would pass for the index of all.
	whole := len(plans) == 0
	var files []output.File
	for _, sheet := range sheets {
		if whole || sheet.Visit != "" {
			files = append(files, output.File{Name: sheet.Name, Data: sheet.Data})
		}
	}
	if len(visits) == 0 && refused {
		s.say(catalog.NoSheets.In(s.lang))
		return errFindings
	}
	done, err := output.Write(out, files, whole)
	if err != nil {
		return fmt.Errorf("writing the sheets: %w", err)
	}
	s.finish(files, visits, out, done)
	if refused {
		return errFindings
	}
	return nil
}

// choose picks the visits to print and says of each of the others why not.
func (s *session) choose(result *check.Result, wanted map[string]bool) (printable []*check.Visit, refused bool) {
	for _, v := range result.Unread() {
		if wanted == nil || wanted[v.File] {
			refused = true
			s.say(catalog.RefusedOne.With(v.ID, v.File).In(s.lang))
		}
	}
	for _, v := range result.Visits {
		switch {
		case wanted != nil && !wanted[v.Plan.File]:
		case v.Errors == 1:
			refused = true
			s.say(catalog.RefusedOne.With(v.Plan.ID, v.Plan.File).In(s.lang))
		case v.Errors > 1:
			refused = true
			s.say(catalog.Refused.With(v.Plan.ID, v.Plan.File, v.Errors).In(s.lang))
		case v.Plan.Status == plan.Cancelled:
			if wanted != nil {
				s.say(catalog.CancelledBy.With(v.Plan.ID).In(s.lang))
			}
		default:
			printable = append(printable, v)
		}
	}
	return printable, refused
}

// revised adds to each visit the commit that last changed its plan.
func revised(checker *check.Checker, result *check.Result, printable []*check.Visit) ([]render.Visit, error) {
	commits, err := checker.Revisions(result, printable)
	if err != nil {
		return nil, fmt.Errorf("reading the plans' revisions: %w", err)
	}
	visits := make([]render.Visit, len(printable))
	for i, v := range printable {
		visits[i] = render.Visit{Plan: v.Plan, Facts: v.Facts}
		if c, ok := commits[v.Plan.File]; ok {
			visits[i].Revision = render.Revision{Commit: c.Hash, Time: c.Time}
		}
	}
	return visits, nil
}

// finish says what was done and which file to open.
func (s *session) finish(files []output.File, visits []render.Visit, out string, done output.Changes) {
	first := "" // the index comes last, and is the one to open
	for _, f := range files {
		if first == "" || !strings.Contains(f.Name, "/") {
			first = f.Name
		}
	}
	s.say(catalog.Rendered.With(len(files), len(visits), out, len(done.Written), len(done.Removed)).In(s.lang))
	if first != "" {
		fmt.Fprintln(s.stdout, catalog.OpenThis.With(filepath.Join(out, filepath.FromSlash(first))).In(s.lang))
	}
}
