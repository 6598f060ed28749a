package main

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"usher/internal/catalog"
	"usher/internal/check"
	"usher/internal/policy"
	"usher/internal/report"
	"usher/internal/source"
)

func policyTestCommand(s *session) *cobra.Command {
	var all, update bool
	var format string
	cmd := &cobra.Command{
		Use:     "test [RULE...]",
		Short:   catalog.ShortPolicyTest.In(s.lang),
		Long:    catalog.HelpPolicyTest.In(s.lang),
		Example: catalog.ExamplePolicyTest.In(s.lang),
		RunE: func(_ *cobra.Command, rules []string) error {
			return s.policyTest(rules, all, update, format)
		},
	}
	cmd.Flags().BoolVar(&all, "all", false, catalog.FlagAllRules.In(s.lang))
	cmd.Flags().BoolVar(&update, "update", false, catalog.FlagUpdate.In(s.lang))
	s.formatFlag(cmd, &format)
	return cmd
}

// trial is one rule tried on its example.
type trial struct {
	Rule     string   `json:"rule"`
	Own      bool     `json:"own"`  // the company's rule
	File     string   `json:"file"` // the example's
	Holds    bool     `json:"holds"`
	Written  bool     `json:"written"`
	Problems []string `json:"problems"`
	Passing  string   `json:"passing,omitempty"` // what is found in the plans that pass
	Want     string   `json:"want,omitempty"`    // what should be found in those that fail
	Got      string   `json:"got,omitempty"`     // and what is, where that differs
}

// policyTest tries rules on their examples.
func (s *session) policyTest(names []string, all, update bool, format string) error {
	if !slices.Contains(listFormats, format) {
		return &catalog.Error{Text: catalog.ErrFormat.With(format, strings.Join(listFormats, ", "))}
	}
	own := s.own()
	checker, err := s.rules(own)
	if err != nil {
		return err
	}
	rules, err := chooseRules(checker.Policies(), names, all)
	if err != nil {
		return err
	}
	for _, r := range rules {
		if _, err := fs.Stat(own, exampleFile(r.ID)); update && !r.Own && errors.Is(err, fs.ErrNotExist) {
			return &catalog.Error{Text: catalog.ProofNotOwn.With(r.ID)}
		}
	}
	orphans, err := s.orphans(own, checker.Policies(), names)
	if err != nil {
		return err
	}
	trials := []*trial{}
	for _, rule := range rules {
		t, err := s.try(own, checker, rule, update)
		if err != nil {
			return err
		}
		trials = append(trials, t)
	}
	trials = append(trials, orphans...)
	if format == "json" {
		err = report.Data(s.stdout, struct {
			Version int      `json:"version"`
			Rules   []*trial `json:"rules"`
		}{listVersion, trials})
	} else {
		err = s.tellTrials(own, trials)
	}
	if err != nil {
		return fmt.Errorf("writing the result: %w", err)
	}
	if slices.ContainsFunc(trials, func(t *trial) bool { return !t.Holds }) {
		return errFindings
	}
	return nil
}

// chooseRules are the rules named, else the company's own, else all.
func chooseRules(policies *policy.Set, names []string, all bool) (rules []*policy.Rule, err error) {
	for _, name := range names {
		if policies.Rule(name) == nil {
			return nil, noSuchRule(policies, name)
		}
	}
	for _, r := range policies.Rules {
		if slices.Contains(names, r.ID) || len(names) == 0 && (all || r.Own) {
			rules = append(rules, r)
		}
	}
	return rules, nil
}

// orphans are the examples in the company's folder whose rule is missing.
func (s *session) orphans(own fs.FS, policies *policy.Set, names []string) (trials []*trial, err error) {
	if len(names) > 0 {
		return nil, nil
	}
	entries, err := fs.ReadDir(own, "policies/rules")
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	} else if err != nil {
		return nil, fmt.Errorf("listing the rules: %w", err)
	}
	for _, e := range entries {
		id, isExample := strings.CutSuffix(e.Name(), ".txtar")
		if isExample && !strings.HasPrefix(id, ".") && policies.Rule(id) == nil {
			t := &trial{Rule: id, Own: true, File: exampleFile(id)}
			t.Problems = []string{catalog.ProofOrphan.With(t.File, path.Join("policies", "rules", id+".cue")).In(s.lang)}
			trials = append(trials, t)
		}
	}
	return trials, nil
}

// exampleFile is where the example of a rule is.
func exampleFile(id string) string { return path.Join("policies", "rules", id+".txtar") }

// try tries a rule, and with update writes into its example what is found.
func (s *session) try(own fs.FS, checker *check.Checker, rule *policy.Rule, update bool) (*trial, error) {
	t := &trial{Rule: rule.ID, Own: rule.Own, File: exampleFile(rule.ID), Problems: []string{}}
	problem := func(text catalog.Text) { t.Problems = append(t.Problems, text.In(s.lang)) }
	data, unread := fs.ReadFile(own, t.File)
	if update && unread != nil { // the company's rule with the program's example, or with none
		problem(catalog.ProofMissing.With(t.File))
		return t, nil
	}
	proof, err := checker.Prove(own, rule.ID)
	var told *catalog.Error
	switch {
	case errors.Is(err, fs.ErrNotExist):
		problem(catalog.ProofMissing.With(t.File))
		return t, nil
	case errors.As(err, &told), errors.As(err, new(policy.Mistakes)):
		problem(catalog.ProofUnreadable.With(tell(err, s.lang)))
		return t, nil
	case err != nil:
		return nil, fmt.Errorf("trying %s: %w", rule.ID, err)
	}
	want := proof.Example.Want
	if update && proof.Fail != want {
		root, err := s.root()
		if err != nil {
			return nil, err
		}
		f := source.File{Path: t.File, Data: data}
		if err := (&texts{root: root}).replace(f, policy.WithWant(data, proof.Fail)); err != nil {
			return nil, err
		}
		t.Written, want = true, proof.Fail
	}
	if proof.Pass != "" {
		problem(catalog.ProofPassFinds)
		t.Passing = proof.Pass
	}
	if !proof.Found {
		problem(catalog.ProofFailSilent.With(rule.ID))
	}
	if proof.Fail != want {
		problem(catalog.ProofFailOther)
		t.Want, t.Got = want, proof.Fail
	}
	t.Holds = len(t.Problems) == 0
	return t, nil
}

// tellTrials writes the trials for people.
func (s *session) tellTrials(own fs.FS, trials []*trial) error {
	if len(trials) == 0 {
		s.say(catalog.ProofNoneOwn.In(s.lang))
		return nil
	}
	failed, differ := 0, false
	for _, t := range trials {
		verdict := catalog.ProofHolds
		switch {
		case !t.Holds:
			failed++
			verdict = catalog.ProofFails
		case t.Written:
			verdict = catalog.ProofWritten
		}
		if _, err := fmt.Fprintf(s.stdout, "%s: %s\n", report.OneLine(t.Rule), verdict.In(s.lang)); err != nil {
			return err
		}
		for _, line := range t.Problems {
			if err := s.indented(line); err != nil {
				return err
			}
			if line == catalog.ProofPassFinds.In(s.lang) {
				if err := s.indented(t.Passing); err != nil {
					return err
				}
			}
		}
		if t.Got != t.Want {
			differ = differ || t.Own
			data, err := fs.ReadFile(own, t.File)
			if err != nil { // a built-in one's
				data = policy.WithWant(nil, t.Want)
			}
			if err := s.diff(t.File, data, policy.WithWant(data, t.Got)); err != nil {
				return err
			}
		}
	}
	s.say(catalog.ProofSummary.With(len(trials), failed).In(s.lang))
	if differ {
		s.say(catalog.ProofUpdate.In(s.lang))
	}
	return nil
}

// indented writes lines below the rule that they are about.
func (s *session) indented(text string) error {
	for line := range strings.Lines(text) {
		if _, err := fmt.Fprintln(s.stdout, "    "+report.OneLine(strings.TrimRight(line, "\n"))); err != nil {
			return err
		}
	}
	return nil
}
