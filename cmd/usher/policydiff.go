package main

import (
	"encoding/json"
	"strings"

	"github.com/spf13/cobra"

	"usher/internal/catalog"
	"usher/internal/check"
	"usher/internal/diag"
	"usher/internal/history"
	"usher/internal/plan"
	"usher/internal/policy"
	"usher/internal/report"
)

func policyDiffCommand(s *session) *cobra.Command {
	var j judging
	cmd := &cobra.Command{
		Use:     "diff BASE [HEAD]",
		Short:   catalog.ShortPolicyDiff.In(s.lang),
		Long:    catalog.HelpPolicyDiff.In(s.lang),
		Example: catalog.ExamplePolicyDiff.In(s.lang),
		Args:    cobra.RangeArgs(1, 2),
		RunE: func(_ *cobra.Command, args []string) error {
			return s.policyDiff(j, args[0], strings.Join(args[1:], ""))
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&j.at, "at", "", catalog.FlagAt.In(s.lang))
	flags.BoolVar(&j.all, "all", false, catalog.FlagAll.In(s.lang))
	flags.StringArrayVar(&j.formats, "format", nil, catalog.FlagFormat.With(strings.Join(pageFormatNames(), ", ")).In(s.lang))
	return cmd
}

// jsonPolicyDiff is version 1 of what policy diff writes for programs: a field is
// added, never changed or removed.
type jsonPolicyDiff struct {
	Version  int           `json:"version"`
	Base     jsonCommit    `json:"base"` // and the commit from which the old rules are
	Head     jsonCommit    `json:"head"` // both empty for the work tree
	Judged   int           `json:"judged"`
	Verdicts []jsonVerdict `json:"verdicts"`
	Policies []jsonChange  `json:"policies"`
	Files    []string      `json:"files"`
}

// jsonVerdict is what a rule finds in a plan, before and after.
type jsonVerdict struct {
	Plan   string        `json:"plan"`
	File   string        `json:"file"`
	Rule   string        `json:"rule"`
	Before []jsonFinding `json:"before"`
	After  []jsonFinding `json:"after"`
}

// jsonFinding is one thing that a rule finds.
type jsonFinding struct {
	Severity diag.Severity `json:"severity"`
	Line     int           `json:"line"`
	Message  string        `json:"message"`
}

// jsonChange is a value in force that is another; null where there is none.
type jsonChange struct {
	Path   string          `json:"path"`
	Before json.RawMessage `json:"before"`
	After  json.RawMessage `json:"after"`
	From   []jsonPlace     `json:"from"` // of the new value; of the old one where it is gone
}

// policyDiff says which plans a change to the rules judges differently.
func (s *session) policyDiff(j judging, base, head string) error {
	if err := choosePages(j.formats); err != nil {
		return err
	}
	root, err := s.root()
	if err != nil {
		return err
	}
	checker, err := check.Open(check.Source{
		Root:      root,
		Git:       history.Env{GitDir: s.env("GIT_DIR"), WorkTree: s.env("GIT_WORK_TREE")},
		RulesFrom: head,
	})
	if err != nil {
		return err
	}
	zone := checker.Company().Zone
	now, err := moment(j.at, zone, s.now)
	if err != nil {
		return err
	}
	found, err := checker.CompareRules(base, head, check.Options{Now: now, All: j.all})
	if err != nil {
		return err
	}
	data := jsonPolicyDiff{
		Version: listVersion, Base: jsonCommit{base, found.Fork.Hash}, Head: jsonCommit{head, found.Head.Hash}, Judged: found.Judged,
		Verdicts: []jsonVerdict{}, Policies: []jsonChange{}, Files: append([]string{}, found.Files...),
	}
	plans := map[string]bool{}
	judgements := report.Part{Below: true, Heads: s.heads(catalog.ColumnPlan, catalog.ColumnRule, catalog.ColumnBefore, catalog.ColumnAfter)}
	for _, v := range found.Verdicts {
		plans[v.File] = true
		judgements.Rows = append(judgements.Rows, []string{v.Plan, v.Rule, s.findings(v.Before), s.findings(v.After)})
		data.Verdicts = append(data.Verdicts, jsonVerdict{v.Plan, v.File, v.Rule, s.jsonFindings(v.Before), s.jsonFindings(v.After)})
	}
	values := report.Part{Below: true, Heading: catalog.PolicyDiffValues.In(s.lang),
		Heads: s.heads(catalog.ColumnValue, catalog.ColumnBefore, catalog.ColumnAfter, catalog.ColumnFrom)}
	for _, v := range found.Values {
		row, x := []string{"", "–", "–", ""}, jsonChange{From: []jsonPlace{}}
		for i, side := range []struct {
			into *json.RawMessage
			v    *policy.Value
		}{{&x.Before, v.Before}, {&x.After, v.After}} {
			if side.v == nil {
				continue
			}
			row[0], row[1+i], row[3] = side.v.Name(), side.v.Text, strings.TrimPrefix(s.from(side.v.Places), "// ")
			x.Path, *side.into, x.From = side.v.Name(), side.v.Data, nil
			for _, p := range side.v.Places {
				x.From = append(x.From, jsonPlace(p))
			}
		}
		values.Rows = append(values.Rows, row)
		data.Policies = append(data.Policies, x)
	}
	files := report.Part{Below: true, Heading: catalog.PolicyDiffFiles.In(s.lang)}
	for _, f := range found.Files {
		files.Rows = append(files.Rows, []string{f})
	}
	against := catalog.ReviewUnrelated.With(base)
	if found.Related {
		against = catalog.ReviewAgainst.With(base, short(found.Fork.Hash), plan.TimeOf(found.Fork.Time, zone))
	}
	judgements.Below = false
	judgements.Heading = catalog.PolicyDiffHead(len(plans), found.Judged).In(s.lang)
	judgements.Text = []string{against.In(s.lang)}
	parts := []report.Part{judgements}
	for _, p := range []report.Part{values, files} {
		if len(p.Rows) > 0 {
			parts = append(parts, p)
		}
	}
	return s.pages(j.formats, paged{
		parts: parts, data: data, lang: s.lang,
		left: func(rows int) catalog.Text { return catalog.PolicyDiffLeftOut.With(rows) },
	})
}

func (s *session) heads(texts ...catalog.Text) []string {
	out := make([]string, len(texts))
	for i, t := range texts {
		out[i] = t.In(s.lang)
	}
	return out
}

// findings are what a rule finds, for a cell of a table.
func (s *session) findings(all []diag.Diagnostic) string {
	if len(all) == 0 {
		return catalog.PolicyDiffPasses.In(s.lang)
	}
	words := make([]string, len(all))
	for i, d := range all {
		words[i] = catalog.ReportLabelled.With(severity(d.Severity), d.Message).In(s.lang)
	}
	return strings.Join(words, " ")
}

func (s *session) jsonFindings(all []diag.Diagnostic) []jsonFinding {
	out := []jsonFinding{}
	for _, d := range all {
		out = append(out, jsonFinding{d.Severity, d.Range.Start.Line, d.Message.In(s.lang)})
	}
	return out
}
