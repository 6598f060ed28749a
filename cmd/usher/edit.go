package main

import (
	"context"
	"errors"
	"fmt"
	"path"
	"slices"

	"github.com/spf13/cobra"

	"usher/internal/catalog"
	"usher/internal/check"
	"usher/internal/diag"
	"usher/internal/plan"
	"usher/internal/report"
	"usher/internal/source"
)

// maxEdited is more than a plan can be (package source refuses larger ones).
const maxEdited = 4 << 20

func editCommand(s *session) *cobra.Command {
	var identity []string
	cmd := &cobra.Command{
		Use:     "edit PLAN",
		Short:   catalog.ShortEdit.In(s.lang),
		Long:    catalog.HelpEdit.In(s.lang),
		Example: catalog.ExampleEdit.In(s.lang),
		Args:    cobra.ExactArgs(1),
		RunE:    func(_ *cobra.Command, args []string) error { return s.edit(args[0], identity) },
	}
	s.keyFlag(cmd.Flags(), &identity)
	return cmd
}

// edit lets a key holder change a sealed plan as a whole, and seals it again. What is
// not sealed again leaves everything as it was.
func (s *session) edit(name string, identity []string) error {
	w, err := s.sealing([]string{name})
	if err != nil {
		return err
	}
	if len(w.files) == 0 {
		return errFindings // the file cannot be read, which check tells
	}
	f := w.files[0]
	p, err := w.plan(f)
	if err != nil {
		return err
	}
	if p.Sealed == nil {
		return &catalog.Error{Text: catalog.ErrNotSealed.With(f.Path)}
	}
	keys, err := s.keys(identity)
	if err != nil {
		return err
	}
	pair, err := w.pair(p, f)
	if err != nil {
		return err
	}
	text, err := openPair(w.company, p, pair, keys)
	if err != nil {
		return err
	}
	before, err := w.findings(s, f, text)
	if err != nil {
		return err
	}
	err = s.rewrite(path.Base(f.Path), text, maxEdited, func(ctx context.Context, now []byte) (bool, error) {
		after, err := w.findings(s, f, now)
		if err != nil {
			return true, err
		}
		if fresh := without(after, before); len(fresh) > 0 {
			return s.again(w, f, fresh)
		}
		if ctx.Err() != nil {
			return true, errInterrupted
		}
		whole, err := w.plan(source.File{Path: f.Path, Data: now})
		if err != nil {
			return true, err
		}
		to, err := w.reseal(whole, pair, now)
		if err == nil {
			s.say(catalog.Resealed.With(pair.sealed.Path, holders(to)).In(s.lang))
		}
		return true, err
	})
	if errors.Is(err, errNothing) {
		s.say(catalog.EditedNothing.With(f.Path).In(s.lang))
		return nil
	}
	return err
}

// ruleOpen is the rule that a plan as a whole breaks until it is sealed.
const ruleOpen = "confidential-open"

// findings are the errors of a plan with a text in the place of its own, all other plans
// as they are; that it would not be sealed any more is one of them.
func (w *sealing) findings(s *session, f source.File, text []byte) ([]diag.Diagnostic, error) {
	all, told, err := source.Discover(w.root)
	if err != nil {
		return nil, fmt.Errorf("reading the plans: %w", err)
	}
	_ = told // of other plans
	for i := range all {
		if all[i].Path == f.Path {
			all[i] = source.File{Path: f.Path, Data: text}
		}
	}
	now, err := moment("", w.company.Zone, s.now)
	if err != nil {
		return nil, err
	}
	result, err := w.checker.Try(all, nil, now, nil)
	if err != nil {
		return nil, err
	}
	errors := slices.DeleteFunc(result.Diagnostics, func(d diag.Diagnostic) bool {
		return d.File != f.Path || d.Severity != diag.Error || d.Rule == ruleOpen
	})
	i := slices.IndexFunc(result.Visits, func(v *check.Visit) bool { return v.Plan.File == f.Path })
	if i < 0 {
		return errors, nil
	}
	if p := result.Visits[i].Plan; p.Confidentiality != plan.Confidential || p.Sealed != nil {
		errors = append(errors, diag.Diagnostic{Rule: source.RuleSyntax, Severity: diag.Error, File: f.Path, Message: catalog.EditedOpen})
	}
	return errors, nil
}

// without are the findings that were not there before. Which line they are on does not
// count.
func without(after, before []diag.Diagnostic) []diag.Diagnostic {
	return slices.DeleteFunc(after, func(d diag.Diagnostic) bool {
		return slices.ContainsFunc(before, func(b diag.Diagnostic) bool { return b.Rule == d.Rule && b.Message == d.Message })
	})
}

// again tells what is wrong with an edited text, by rule and place only, and asks what to
// do where somebody is there to ask: true ends it with all left as it was.
func (s *session) again(w *sealing, f source.File, found []diag.Diagnostic) (bool, error) {
	for _, d := range found {
		what := d.Message
		if r := w.checker.Policies().Rule(d.Rule); r != nil && d.Message != catalog.EditedOpen {
			what = catalog.EditedFinding.With(r.Title, r.ID)
		}
		s.say(report.OneLine(fmt.Sprintf("%s:%d:%d: %s", f.Path, d.Range.Start.Line, d.Range.Start.Column, what.In(s.lang))))
	}
	if s.typed {
		answer, err := (&interview{s: s}).answer(question{title: catalog.EditAgain, preset: "again", options: []option{
			{"again", catalog.EditAnswerAgain}, {"leave", catalog.EditAnswerLeave},
		}})
		if err != nil {
			return true, err
		}
		if answer == "again" {
			return false, nil
		}
	}
	s.say(catalog.EditLeft.With(f.Path, catalog.ErrorCount(len(found))).In(s.lang))
	return true, errFindings
}
