package main

import (
	"bytes"
	"fmt"
	"io"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"usher/internal/catalog"
	"usher/internal/check"
	"usher/internal/ledger"
	"usher/internal/plan"
	"usher/internal/render"
	"usher/internal/statement"
)

// account is what report draws up, and how it is to be written.
type account struct {
	ledger  *ledger.Ledger
	checker *check.Checker
	lang    catalog.Lang
	langs   []catalog.Lang // of the page and the spreadsheet
}

// statements are the formats of report, by the name that --format takes.
var statements = map[string]func(io.Writer, account) error{
	"text": func(w io.Writer, a account) error { return statement.Text(w, a.ledger, a.options()) },
	"json": func(w io.Writer, a account) error { return statement.JSON(w, a.ledger, a.options()) },
	"csv":  func(w io.Writer, a account) error { return statement.CSV(w, a.ledger, a.options()) },
	"xlsx": func(w io.Writer, a account) error { return statement.XLSX(w, a.ledger, a.options()) },
	"html": func(w io.Writer, a account) error {
		page, err := render.Ledger(a.ledger, render.Options{
			Company: a.checker.Company(), Templates: a.checker.Templates(), Languages: a.langs,
		})
		if err == nil {
			_, err = w.Write(page)
		}
		return err
	},
}

func (a account) options() statement.Options {
	return statement.Options{Lang: a.lang, Languages: a.langs, Rule: func(id string) catalog.Text {
		if r := a.checker.Policies().Rule(id); r != nil {
			return r.Title
		}
		return catalog.Text{}
	}}
}

// endings are the endings of file names that name a format.
var endings = map[string]string{".txt": "text", ".json": "json", ".csv": "csv", ".xlsx": "xlsx", ".html": "html", ".htm": "html"}

// stretch is the period as the command line states it.
type stretch struct{ month, from, to string }

func reportCommand(s *session) *cobra.Command {
	var j judging
	var p stretch
	var out, sheetLang string
	cmd := &cobra.Command{
		Use:     "report",
		Short:   catalog.ShortReport.In(s.lang),
		Long:    catalog.HelpReport.In(s.lang),
		Example: catalog.ExampleReport.In(s.lang),
		Args:    cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			languages, ok := sheetLanguages[sheetLang]
			if !ok {
				return &catalog.Error{Text: catalog.ErrLang.With(sheetLang, "both, en, zh")}
			}
			return s.report(j, p, out, languages)
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&p.month, "month", "", catalog.FlagMonth.In(s.lang))
	flags.StringVar(&p.from, "from", "", catalog.FlagFrom.In(s.lang))
	flags.StringVar(&p.to, "to", "", catalog.FlagTo.In(s.lang))
	flags.StringArrayVar(&j.formats, "format", nil, catalog.FlagFormat.With(strings.Join(statementNames(), ", ")).In(s.lang))
	flags.StringVarP(&out, "output", "o", "", catalog.FlagReportOut.In(s.lang))
	flags.StringVar(&sheetLang, "sheet-lang", "both", catalog.FlagReportLang.In(s.lang))
	flags.StringVar(&j.at, "at", "", catalog.FlagAt.In(s.lang))
	flags.StringVar(&j.rulesFrom, "rules-from", "", catalog.FlagRulesFrom.In(s.lang))
	return cmd
}

func statementNames() []string { return slices.Sorted(maps.Keys(statements)) }

// report adds up a period. All plans are judged, for their waivers; what is wrong
// with them is for check to say.
func (s *session) report(j judging, p stretch, out string, languages []catalog.Lang) error {
	outputs, err := chooseStatements(j.formats, out)
	if err != nil {
		return err
	}
	if err := p.complain(); err != nil {
		return err
	}
	j.all = true
	checker, result, _, err := s.judge(j, nil, false)
	if err != nil {
		return err
	}
	now, err := moment(j.at, checker.Company().Zone, s.now)
	if err != nil {
		return err
	}
	period := p.period(plan.TimeOf(now, checker.Company().Zone).Date())
	entries := make([]ledger.Entry, len(result.Visits))
	for i, v := range result.Visits {
		entries[i] = ledger.Entry{Plan: v.Plan, Facts: v.Facts}
	}
	a := account{
		ledger:  ledger.Compute(entries, period, checker.Company(), len(result.Unread())),
		checker: checker, lang: s.lang, langs: languages,
	}
	var shut []string
	for _, v := range result.Visits {
		if v.Plan.Shut("outcome", "costs") && period.Holds(v.Plan.Arrive.Date()) {
			shut = append(shut, v.Plan.ID)
		}
	}
	if len(shut) > 0 {
		s.say(catalog.ReportSealed.With(strings.Join(shut, ", ")).In(s.lang))
	}
	for _, o := range outputs {
		var buf bytes.Buffer
		if err := statements[o.name](&buf, a); err != nil {
			return fmt.Errorf("drawing up the report: %w", err)
		}
		if o.file == "" {
			if _, err := s.stdout.Write(buf.Bytes()); err != nil {
				return fmt.Errorf("writing the report: %w", err)
			}
			continue
		}
		if err := replaceFile(o.file, buf.Bytes()); err != nil {
			return fmt.Errorf("writing the report %s: %w", o.file, err)
		}
		s.say(catalog.ReportWritten.With(o.file).In(s.lang))
	}
	return nil
}

// chooseStatements reads --format and -o: the latter is the file of the one format
// that has none, or names the format by its ending.
func chooseStatements(asked []string, out string) ([]sink, error) {
	if len(asked) == 0 {
		name := "text"
		if out != "" {
			var ok bool
			if name, ok = endings[strings.ToLower(filepath.Ext(out))]; !ok {
				return nil, &catalog.Error{Text: catalog.ErrNoEnding.With(out, strings.Join(statementNames(), ", "))}
			}
		}
		asked = []string{name}
	}
	var sinks []sink
	bare := -1 // the one without a file
	for i, word := range asked {
		name, file, _ := strings.Cut(word, "=")
		if _, ok := statements[name]; !ok {
			return nil, &catalog.Error{Text: catalog.ErrFormat.With(name, strings.Join(statementNames(), ", "))}
		}
		sinks = append(sinks, sink{name: name, file: file})
		if file != "" || out == "" {
			continue
		}
		if bare >= 0 {
			return nil, &catalog.Error{Text: catalog.ErrTwoOutputs}
		}
		bare = i
	}
	switch {
	case bare >= 0:
		sinks[bare].file = out
	case out != "":
		return nil, &catalog.Error{Text: catalog.ErrNoFormatLeft.With(out)}
	}
	for _, o := range sinks {
		if o.name == "xlsx" && o.file == "" {
			return nil, &catalog.Error{Text: catalog.ErrNeedsFile.With(o.name)}
		}
	}
	return sinks, nil
}

// complain says what is wrong with the period as it was typed.
func (p stretch) complain() error {
	switch {
	case p.month != "" && p.from+p.to != "":
		return &catalog.Error{Text: catalog.ErrPeriodTwice}
	case (p.from == "") != (p.to == ""):
		return &catalog.Error{Text: catalog.ErrPeriodHalf}
	case p.month != "":
		if _, err := plan.ParseDate(p.month + "-01"); err != nil {
			return &catalog.Error{Text: catalog.ErrMonth.With(p.month)}
		}
	case p.from != "":
		for _, day := range [][2]string{{"--from", p.from}, {"--to", p.to}} {
			if _, err := plan.ParseDate(day[1]); err != nil {
				return &catalog.Error{Text: catalog.ErrDay.With(day[0], day[1])}
			}
		}
		if p.to < p.from {
			return &catalog.Error{Text: catalog.ErrPeriodOrder.With(p.from, p.to)}
		}
		if plan.Date(p.from).At("00:00").In(time.UTC).AddDate(10, 0, 0).Before(plan.Date(p.to).At("00:00").In(time.UTC)) {
			return &catalog.Error{Text: catalog.ErrPeriodLong.With(p.from, p.to)}
		}
	}
	return nil
}

// period is what was asked for; by default the month of today.
func (p stretch) period(today plan.Date) ledger.Period {
	switch {
	case p.month != "":
		return ledger.Month(plan.Date(p.month + "-01"))
	case p.from != "":
		return ledger.Period{From: plan.Date(p.from), Until: plan.Date(p.to)}
	}
	return ledger.Month(today)
}
