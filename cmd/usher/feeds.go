package main

import (
	"fmt"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"usher/internal/catalog"
	"usher/internal/check"
	"usher/internal/feed"
	"usher/internal/output"
	"usher/internal/register"
	"usher/internal/report"
)

// published are the files that render writes instead of sheets.
type published struct{ ics, xlsx bool }

func (p published) any() bool { return p.ics || p.xlsx }

// stale reports whether a file of the output folder is of a kind that is written.
func (p published) stale(name string) bool {
	return p.ics && isFeed(name) || p.xlsx && isRegister(name)
}

// publish checks the plans as render does, and writes the files that tell of all
// visits at once, those called off as well. They take the place of those that
// earlier runs wrote; sheets in the same folder are left alone.
func (s *session) publish(j judging, what published, want wanted, t target, languages []catalog.Lang, reader string) error {
	if !want.whole() {
		return &catalog.Error{Text: catalog.ErrPublishAll}
	}
	checker, result, rep, err := s.judge(j, nil, true)
	if err != nil {
		return err
	}
	if err := knownReader(checker.Company(), reader); err != nil {
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
	_, refused := s.choose(result, nil, checker.Company(), reader)
	var visits []*check.Visit
	for _, v := range result.Visits {
		if v.Errors == 0 {
			visits = append(visits, v)
		}
	}
	if len(visits) == 0 {
		s.say(catalog.NoSheets.In(s.lang))
		return errFindings
	}
	var files []output.File
	if what.ics {
		drawn, err := feeds(checker, result, visits, feed.Options{Company: checker.Company(), Languages: languages, Reader: reader})
		if err != nil {
			return err
		}
		files = append(files, drawn...)
	}
	if what.xlsx {
		drawn, err := registers(checker, result, visits, register.Options{Company: checker.Company(), Languages: languages, Reader: reader})
		if err != nil {
			return err
		}
		files = append(files, drawn...)
	}
	set := output.Set{Files: files, Stale: what.stale}
	var names []string
	for _, f := range files {
		names = append(names, f.Name)
	}
	if err := s.covered(t, names, slices.ContainsFunc(visits, func(v *check.Visit) bool { return len(v.Plan.Opened) > 0 })); err != nil {
		return err
	}
	if t.check != "" {
		err := s.inspect(t, set, nil)
		if err == nil && refused {
			err = errFindings
		}
		return err
	}
	out := t.dir
	done, err := output.Write(out, set)
	if err != nil {
		return fmt.Errorf("writing calendars and registers: %w", err)
	}
	s.say(catalog.Published.With(len(files), len(visits), out, len(done.Written), len(done.Removed)).In(s.lang))
	first := catalog.OpenThis
	if what.ics {
		first = catalog.SubscribeTo
	}
	fmt.Fprintln(s.stdout, first.With(filepath.Join(out, filepath.FromSlash(files[0].Name))).In(s.lang))
	if refused {
		return errFindings
	}
	return nil
}

// feeds are the calendars of the visits, numbered and dated by history.
func feeds(checker *check.Checker, result *check.Result, visits []*check.Visit, o feed.Options) ([]output.File, error) {
	past, err := checker.Past(result, visits)
	if err != nil {
		return nil, err
	}
	told := make([]feed.Visit, len(visits))
	for i, v := range visits {
		p := past[v.Plan.File]
		told[i] = feed.Visit{
			Plan: v.Plan, Facts: v.Facts, Earlier: p.Earlier,
			Revision: feed.Revision{Changes: p.Changes, Time: p.Last.Time},
		}
	}
	drawn, err := feed.Feeds(told, o)
	if err != nil {
		return nil, err
	}
	files := make([]output.File, len(drawn))
	for i, f := range drawn {
		files[i] = output.File{Name: f.Name, Data: f.Data}
	}
	return files, nil
}

// isFeed reports whether a file of the output folder is a calendar, or the list of
// them: a plan may be called what their folder is.
func isFeed(name string) bool {
	return strings.HasPrefix(name, feed.Folder+"/") && (path.Ext(name) == ".ics" || path.Ext(name) == ".json")
}

// isRegister reports whether a file of the output folder is a register.
func isRegister(name string) bool {
	return strings.HasPrefix(name, register.Folder+"/") && path.Ext(name) == ".xlsx"
}

// isSheet reports whether a file of the output folder is a printed sheet.
func isSheet(name string) bool { return !isFeed(name) && !isRegister(name) }

// registers are the registers of the visits, with the commits that they go by.
func registers(checker *check.Checker, result *check.Result, visits []*check.Visit, o register.Options) ([]output.File, error) {
	commits, err := checker.Revisions(result, visits)
	if err != nil {
		return nil, fmt.Errorf("reading the plans' revisions: %w", err)
	}
	entered := make([]register.Visit, len(visits))
	for i, v := range visits {
		c := commits[v.Plan.File]
		entered[i] = register.Visit{Plan: v.Plan, Facts: v.Facts, Opened: v.Plan.Opened, Commit: c.Hash, Time: c.Time}
	}
	drawn, err := register.Registers(entered, o)
	if err != nil {
		return nil, err
	}
	files := make([]output.File, len(drawn))
	for i, f := range drawn {
		files[i] = output.File{Name: f.Name, Data: f.Data}
	}
	return files, nil
}
