package main

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"usher/internal/catalog"
	"usher/internal/check"
	"usher/internal/company"
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
	var want wanted
	var p printing
	var t target
	var sheetLang, reader string
	var list bool
	var what published
	cmd := &cobra.Command{
		Use:     "render [PLAN...]",
		Short:   catalog.ShortRender.In(s.lang),
		Long:    catalog.HelpRender.In(s.lang),
		Example: catalog.ExampleRender.In(s.lang),
		RunE: func(cmd *cobra.Command, plans []string) error {
			if list {
				return s.listSheets(t.format, j.rulesFrom)
			}
			if cmd.Flags().Changed("format") && t.check == "" {
				return &catalog.Error{Text: catalog.ErrOnlyWithList}
			}
			if t.check != "" && (p.wanted || cmd.Flags().Changed("output")) {
				return &catalog.Error{Text: catalog.ErrCheckAlone}
			}
			languages, ok := sheetLanguages[sheetLang]
			if !ok {
				return &catalog.Error{Text: catalog.ErrLang.With(sheetLang, "both, en, zh")}
			}
			if err := p.complain(); err != nil {
				return err
			}
			want.visits = append(want.visits, plans...)
			j.keys = true
			if what.any() {
				return s.publish(j, what, want, t, languages, reader)
			}
			return s.render(j, want, p, t, languages, reader)
		},
	}
	flags := cmd.Flags()
	t.flags(s, cmd)
	flags.StringSliceVar(&want.kinds, "sheet", nil, catalog.FlagSheet.In(s.lang))
	flags.StringSliceVar(&want.visits, "visit", nil, catalog.FlagVisit.In(s.lang))
	flags.StringSliceVar(&want.days, "day", nil, catalog.FlagDay.In(s.lang))
	flags.StringSliceVar(&want.weeks, "week", nil, catalog.FlagWeek.In(s.lang))
	flags.BoolVar(&want.combined, "combined", false, catalog.FlagCombined.In(s.lang))
	flags.BoolVar(&what.ics, "ics", false, catalog.FlagICS.In(s.lang))
	flags.BoolVar(&what.xlsx, "xlsx", false, catalog.FlagXLSX.In(s.lang))
	flags.BoolVar(&list, "list", false, catalog.FlagSheetList.In(s.lang))
	flags.StringVar(&sheetLang, "sheet-lang", "both", catalog.FlagSheetLang.In(s.lang))
	flags.StringVar(&reader, "for", "", catalog.FlagFor.In(s.lang))
	p.flags(s, cmd)
	s.keyFlag(flags, &j.identity)
	flags.StringVar(&j.at, "at", "", catalog.FlagAt.In(s.lang))
	flags.StringVar(&j.rulesFrom, "rules-from", "", catalog.FlagRulesFrom.In(s.lang))
	_ = cmd.RegisterFlagCompletionFunc("sheet", cobra.FixedCompletions(sheetNames(render.Kinds()), cobra.ShellCompDirectiveNoFileComp))
	_ = cmd.RegisterFlagCompletionFunc("for", s.completeReaders)
	return cmd
}

// render checks the plans as check does, and prints those that passed. What is
// over is printed without being judged again: nothing turns red because a day
// went by.
func (s *session) render(j judging, want wanted, p printing, t target, languages []catalog.Lang, reader string) error {
	checker, result, rep, err := s.judge(j, nil, true)
	if err != nil {
		return err
	}
	if err := want.complain(checker.Company()); err != nil {
		return err
	}
	if err := knownReader(checker.Company(), reader); err != nil {
		return err
	}
	named, err := check.Choose(result.Files, inside(checker.Root(), want.visits))
	if err != nil {
		return err
	}
	now, err := moment(j.at, checker.Company().Zone, s.now)
	if err != nil {
		return err
	}
	selection, err := want.selection(plan.TimeOf(now, checker.Company().Zone).Date())
	if err != nil {
		return err
	}
	rep.Color = false
	if reader != "" {
		s.hushed(rep)
	} else if len(rep.Diagnostics) > 0 {
		if err := report.Text(s.stderr, rep); err != nil {
			return fmt.Errorf("writing the findings: %w", err)
		}
	}
	printable, refused := s.choose(result, named, checker.Company(), reader)
	if named != nil {
		for _, v := range printable {
			if named[v.Plan.File] {
				selection.Visits = append(selection.Visits, v.Plan.ID)
			}
		}
		if len(selection.Visits) == 0 && !refused {
			return nil // all of them are called off
		}
	}
	if len(printable) == 0 && refused || named != nil && len(selection.Visits) == 0 {
		s.say(catalog.NoSheets.In(s.lang))
		return errFindings
	}
	if reader == "" {
		s.tellSealed(printable, named)
	}
	visits, err := revised(checker, result, printable)
	if err != nil {
		return err
	}
	printed, err := since(checker, visits, t.folder(), reader)
	if err != nil {
		return err
	}
	options := render.Options{
		Company: checker.Company(), Templates: checker.Templates(), Languages: languages,
		Reader: reader, Selection: selection, Refused: leftOut(result),
	}
	var sheets []render.Sheet
	if want.combined {
		sheets, err = combine(visits, options)
	} else {
		sheets, err = render.Render(visits, options)
	}
	if err != nil {
		return err
	}
	if len(sheets) == 0 {
		s.say(catalog.NoSuchSheets.In(s.lang))
	} else if err := s.put(sheets, visits, p, t, printed, want); err != nil {
		var lack *lacking
		if errors.As(err, &lack) {
			s.tellMissing(lack, checker, result, reader)
		}
		return err
	}
	if t.check == "" {
		s.tellChanges(printed, result, checker, reader, want)
	}
	if refused {
		return errFindings
	}
	return nil
}

// tellSealed says of which visits only such sheets are made as tell nothing that is
// sealed. Named are files, or all where that is nil.
func (s *session) tellSealed(visits []*check.Visit, named map[string]bool) {
	var ids []string
	for _, v := range visits {
		if v.Plan.Sealed != nil && len(v.Plan.Opened) == 0 && (named == nil || named[v.Plan.File]) {
			ids = append(ids, v.Plan.ID)
		}
	}
	if len(ids) > 0 {
		s.say(catalog.RenderedSealed.With(strings.Join(ids, ", ")).In(s.lang))
	}
}

// combine makes one file of all sheets; none where there is no sheet.
func combine(visits []render.Visit, o render.Options) ([]render.Sheet, error) {
	sheet, err := render.Combine(visits, o)
	if err != nil || len(sheet.Data) == 0 {
		return nil, err
	}
	return []render.Sheet{sheet}, nil
}

// put writes the sheets, whole ones taking the place of what earlier runs wrote,
// and says what was done and which file to open. What could not be made a PDF is
// an error after that.
func (s *session) put(sheets []render.Sheet, from []render.Visit, p printing, t target, printed *prints, want wanted) error {
	var names []string
	for _, sheet := range sheets {
		names = append(names, sheet.Name, pdfName(sheet))
	}
	opened := slices.ContainsFunc(from, func(v render.Visit) bool { return len(v.Opened) > 0 })
	if err := s.covered(t, names, opened); err != nil {
		return err
	}
	spooled, failed := s.pdfs(p, sheets, from)
	defer spooled.remove()
	if errors.Is(failed, errInterrupted) {
		return failed
	}
	var files []output.File
	visits := map[string]bool{}
	open := sheets[0].Name
	for _, sheet := range sheets {
		files = append(files, output.File{Name: sheet.Name, Data: sheet.Data})
		if sheet.Visit != "" {
			visits[sheet.Visit] = true
		}
		if sheet.Kind == "index" {
			open = sheet.Name
		}
	}
	printed.note(sheets, want)
	set := output.Set{Files: append(files, spooled.files...), Printed: printed.is}
	if want.whole() {
		set.Stale = isSheet
	}
	if t.check != "" {
		if want.whole() { // the PDFs of sheets are as good as these
			set.Stale = func(name string) bool { return isSheet(name) && filepath.Ext(name) != ".pdf" }
		}
		return s.inspect(t, set, printed)
	}
	out := t.dir
	done, err := output.Write(out, set)
	if err != nil {
		return fmt.Errorf("writing the sheets: %w", err)
	}
	switch n, written, removed := len(files), len(done.Written), len(done.Removed); {
	case sheets[0].Parts > 0:
		s.say(catalog.RenderedCombined.With(sheets[0].Parts, sheets[0].Name).In(s.lang))
	case len(visits) == 0:
		s.say(catalog.RenderedPeriods.With(n, out, written, removed).In(s.lang))
	default:
		s.say(catalog.Rendered.With(n, len(visits), out, written, removed).In(s.lang))
	}
	fmt.Fprintln(s.stdout, catalog.OpenThis.With(filepath.Join(out, filepath.FromSlash(open))).In(s.lang))
	return failed
}

// choose picks the visits that can be printed, and says of each of the others why
// not, as far as they are named. Named are files, or all where that is nil.
func (s *session) choose(result *check.Result, named map[string]bool, c *company.Company, reader string) (printable []*check.Visit, refused bool) {
	for _, v := range result.Unread() {
		if named == nil || named[v.File] {
			refused = true
			s.refuse(c, reader, &plan.Plan{ID: v.ID, File: v.File, Confidentiality: plan.Confidential}, 1)
		}
	}
	for _, v := range result.Visits {
		switch is := named == nil || named[v.Plan.File]; {
		case v.Errors > 0 && is:
			refused = true
			s.refuse(c, reader, v.Plan, v.Errors)
		case v.Errors > 0:
		case v.Plan.Status == plan.Cancelled:
			if named != nil && is {
				s.say(catalog.CancelledBy.With(called(c, reader, v.Plan)).In(s.lang))
			}
		default:
			printable = append(printable, v)
		}
	}
	return printable, refused
}

// leftOut are the plans that are not printed because of their mistakes.
func leftOut(result *check.Result) []*plan.Plan {
	var out []*plan.Plan
	for _, doc := range result.Unread() {
		out = append(out, &plan.Plan{ID: doc.ID, File: doc.File})
	}
	for _, v := range result.Visits {
		if v.Errors > 0 && v.Plan.Status != plan.Cancelled {
			out = append(out, v.Plan)
		}
	}
	return out
}

// revised adds to each visit the commit that last changed its plan.
func revised(checker *check.Checker, result *check.Result, printable []*check.Visit) ([]render.Visit, error) {
	commits, err := checker.Revisions(result, printable)
	if err != nil {
		return nil, fmt.Errorf("reading the plans' revisions: %w", err)
	}
	visits := make([]render.Visit, len(printable))
	for i, v := range printable {
		visits[i] = render.Visit{Plan: v.Plan, Facts: v.Facts, Opened: v.Plan.Opened}
		if v.Plan.Sealed != nil && len(v.Plan.Opened) == 0 {
			visits[i].Sealed = v.Plan.Sealed.Fields
		}
		if c, ok := commits[v.Plan.File]; ok {
			visits[i].Revision = render.Revision{Commit: c.Hash, Time: c.Time}
		}
	}
	return visits, nil
}
