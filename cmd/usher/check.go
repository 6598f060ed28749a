package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"usher/internal/cache"
	"usher/internal/catalog"
	"usher/internal/check"
	"usher/internal/diag"
	"usher/internal/history"
	"usher/internal/plan"
	"usher/internal/report"
)

// judging are the flags of the verbs that judge plans.
type judging struct {
	at, base, rulesFrom string
	all, strict         bool
	verdict             bool // only the diagnostics are wanted
	anew                bool // what earlier checks found is not used
	keys                bool // sealed plans are opened
	identity            []string
	formats             []string
}

func checkCommand(s *session) *cobra.Command {
	var j judging
	cmd := &cobra.Command{
		Use:     "check [PLAN...]",
		Short:   catalog.ShortCheck.In(s.lang),
		Long:    catalog.HelpCheck.In(s.lang),
		Example: catalog.ExampleCheck.In(s.lang),
		RunE: func(cmd *cobra.Command, plans []string) error {
			return s.check(j, plans)
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&j.at, "at", "", catalog.FlagAt.In(s.lang))
	flags.BoolVar(&j.all, "all", false, catalog.FlagAll.In(s.lang))
	flags.StringVar(&j.base, "base", "", catalog.FlagBase.In(s.lang))
	flags.StringVar(&j.rulesFrom, "rules-from", "", catalog.FlagRulesFrom.In(s.lang))
	flags.StringArrayVar(&j.formats, "format", nil, catalog.FlagFormat.With(strings.Join(report.Names(), ", ")).In(s.lang))
	s.keyFlag(flags, &j.identity)
	flags.BoolVar(&j.strict, "strict", false, catalog.FlagStrict.In(s.lang))
	flags.BoolVar(&j.anew, "no-cache", false, catalog.FlagNoCache.In(s.lang))
	return cmd
}

func (s *session) check(j judging, plans []string) error {
	outputs, err := chooseFormats(j.formats)
	if err != nil {
		return err
	}
	j.verdict, j.keys = true, true
	_, result, rep, err := s.judge(j, plans, false)
	if err != nil {
		return err
	}
	for _, o := range outputs {
		if err := s.write(o, rep); err != nil {
			return err
		}
	}
	if err := s.summarize(outputs, rep); err != nil {
		return err
	}
	errors := diag.Count(result.Diagnostics, diag.Error)
	if j.strict {
		errors += diag.Count(result.Diagnostics, diag.Warning)
	}
	if errors > 0 {
		return errFindings
	}
	return nil
}

// judge is the pipeline with the command line's answers filled in.
func (s *session) judge(j judging, plans []string, shape bool) (*check.Checker, *check.Result, report.Report, error) {
	root, err := s.root()
	if err != nil {
		return nil, nil, report.Report{}, err
	}
	// What earlier checks have found is read while the rules are.
	var memory *cache.Cache
	keep := func() {}
	var remembering sync.WaitGroup
	if j.verdict && !j.anew {
		remembering.Go(func() { memory, keep = s.remembered(root, j.all) })
	}
	checker, err := s.open(check.Source{
		Root:      root,
		Git:       history.Env{GitDir: s.env("GIT_DIR"), WorkTree: s.env("GIT_WORK_TREE")},
		RulesFrom: j.rulesFrom,
		Ahead:     true,
	})
	remembering.Wait()
	if err != nil {
		return nil, nil, report.Report{}, err
	}
	now, err := moment(j.at, checker.Company().Zone, s.now)
	if err != nil {
		return nil, nil, report.Report{}, err
	}
	o := check.Options{
		Now: now, All: j.all, Base: j.base, Only: inside(root, plans), Shape: shape, Verdict: j.verdict,
		Memory: memory, Clock: s.now, Found: collectAsFor,
	}
	if j.keys {
		if o.With, err = s.keys(j.identity); err != nil {
			return nil, nil, report.Report{}, err
		}
	}
	result, err := checker.Check(o)
	if err != nil {
		return nil, nil, report.Report{}, err
	}
	keep()
	rep := newReport(checker, result, s.lang)
	if s.terminal {
		rep.Color = s.env("NO_COLOR") == ""
		rep.Width = s.width
	}
	return checker, result, rep, nil
}

// newReport is a result for the formats, without a terminal.
func newReport(checker *check.Checker, result *check.Result, lang catalog.Lang) report.Report {
	rep := report.Report{
		Diagnostics: result.Diagnostics,
		Plans:       len(result.Files),
		Judged:      result.Judged,
		Files:       result.Files,
		Notices:     result.Notices,
		Lang:        lang,
		Version:     version,
		Lines:       result.Line,
	}
	for _, r := range checker.Policies().Rules {
		rep.Rules = append(rep.Rules, report.Rule{
			ID: r.ID, Title: r.Title, Text: r.Text, Clause: r.Clause, Severity: r.Severity,
			HelpURI: strings.ReplaceAll(checker.Company().RuleURL, "{rule}", r.ID),
		})
	}
	return rep
}

// moment reads --at; without it the moment is now, to the second.
func moment(at string, zone *time.Location, now time.Time) (time.Time, error) {
	if at == "" {
		return now.Truncate(time.Second), nil
	}
	if t, err := time.Parse(time.RFC3339, at); err == nil {
		return t, nil
	}
	if t, err := plan.ParseTime(at); err == nil {
		return t.In(zone), nil
	}
	return time.Time{}, &catalog.Error{Text: catalog.ErrTime.With(at)}
}

// inside turns the files among the names, which the user gives from the current
// folder, into paths from the root.
func inside(root string, names []string) []string {
	out := make([]string, len(names))
	for i, name := range names {
		out[i] = name
		if _, err := os.Stat(name); err != nil {
			continue
		}
		if abs, err := filepath.Abs(name); err == nil {
			if rel, err := filepath.Rel(root, abs); err == nil && filepath.IsLocal(rel) {
				out[i] = filepath.ToSlash(rel)
			}
		}
	}
	return out
}

// sink is a format and where it goes; no file is standard output.
type sink struct {
	format report.Format
	name   string
	file   string
}

func chooseFormats(asked []string) ([]sink, error) {
	if len(asked) == 0 {
		asked = []string{"text"}
	}
	var sinks []sink
	for _, word := range asked {
		name, file, _ := strings.Cut(word, "=")
		format, ok := report.Formats[name]
		if !ok {
			return nil, &catalog.Error{Text: catalog.ErrFormat.With(name, strings.Join(report.Names(), ", "))}
		}
		sinks = append(sinks, sink{format, name, file})
	}
	return sinks, nil
}

// write writes a report to its file whole, or to standard output.
func (s *session) write(o sink, rep report.Report) error {
	if o.file == "" {
		if err := o.format(s.stdout, rep); err != nil {
			return fmt.Errorf("writing the report: %w", err)
		}
		return nil
	}
	rep.Color = false
	var buf bytes.Buffer
	if err := o.format(&buf, rep); err != nil {
		return fmt.Errorf("writing the report %s: %w", o.file, err)
	}
	if err := replaceFile(o.file, buf.Bytes()); err != nil {
		return fmt.Errorf("writing the report %s: %w", o.file, err)
	}
	return nil
}

// summarize adds the whole report to the job's summary page on GitHub, whose
// annotations are ten of each kind at most.
func (s *session) summarize(outputs []sink, rep report.Report) error {
	file := s.env("GITHUB_STEP_SUMMARY")
	asked := func(name string) bool {
		return slices.ContainsFunc(outputs, func(o sink) bool { return o.name == name })
	}
	if file == "" || !asked("github") || asked("markdown") {
		return nil
	}
	page, err := os.OpenFile(file, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	if err != nil {
		return fmt.Errorf("opening the job's summary: %w", err)
	}
	if err := report.Markdown(page, rep); err != nil {
		page.Close()
		return fmt.Errorf("writing the job's summary: %w", err)
	}
	return page.Close()
}

// replaceFile puts data in the place of a file, whole or not at all. What is no file, such
// as /dev/null, /dev/stdout or a pipe, is written to and stays what it is.
func replaceFile(file string, data []byte) error {
	if info, err := os.Lstat(file); err == nil && !info.Mode().IsRegular() {
		return os.WriteFile(file, data, 0o644)
	}
	return putFile(file, data, 0o644)
}

// putFile is replaceFile for a file that not everybody may read.
func putFile(file string, data []byte, mode fs.FileMode) error {
	temp, err := os.CreateTemp(filepath.Dir(file), "."+filepath.Base(file)+".*")
	if err != nil {
		return err
	}
	defer os.Remove(temp.Name()) // fails once renamed, as it should
	if _, err := temp.Write(data); err != nil {
		temp.Close()
		return err
	}
	if err := temp.Chmod(mode); err != nil {
		temp.Close()
		return err
	}
	if err := temp.Close(); err != nil {
		return err
	}
	return os.Rename(temp.Name(), file)
}
