package main

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strconv"
	"strings"

	"usher/internal/catalog"
	"usher/internal/check"
	"usher/internal/diag"
	"usher/internal/policy"
	"usher/internal/report"
)

// rulePage is all there is to know of a rule, as explain prints it and as
// docs/rules holds it.
type rulePage struct {
	rule     *policy.Rule
	settings []policy.Setting
	example  *policy.Example // nil where a company's own rule has none
	checker  *check.Checker  // of the example
	said     *check.Result   // about the plans that fail
}

func newRulePage(own fs.FS, policies *policy.Set, rule *policy.Rule) (*rulePage, error) {
	p := &rulePage{rule: rule, settings: policies.InForce(rule)}
	var err error
	if p.example, err = policies.Example(rule.ID); errors.Is(err, fs.ErrNotExist) {
		return p, nil
	} else if err != nil {
		return nil, err
	}
	if p.checker, err = check.ExampleRules(own, p.example); err != nil {
		return nil, err
	}
	if p.said, err = p.checker.TryExample(p.example, p.example.Fail); err != nil {
		return nil, fmt.Errorf("judging the example of %s: %w", rule.ID, err)
	}
	return p, nil
}

// markdown reads well on a terminal and on a page.
func (p *rulePage) markdown(lang catalog.Lang) (string, error) {
	var b strings.Builder
	say := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	r := p.rule
	say("# %s: %s\n\n%s\n", r.ID, r.Title.In(lang), r.Text.In(lang))
	waivable := catalog.No
	if r.Waivable {
		waivable = catalog.YesBy.With(strings.Join(r.Approvers, ", "))
	}
	if r.Clause != "" || r.Builtin {
		say("- %s: %s", catalog.ExplainWhy.In(lang), cmp.Or(r.Clause, catalog.ExplainNoClause.In(lang)))
	}
	say("- %s: %s", catalog.ExplainSeverity.In(lang), severity(r.Severity).In(lang))
	say("- %s: %s", catalog.ExplainWaivable.In(lang), waivable.In(lang))
	if len(p.settings) > 0 {
		say("\n## %s\n", catalog.ExplainParameters.In(lang))
		for _, setting := range p.settings {
			say("- `%s: %s` (%s)", setting.Path, setting.Value, places(setting.Places))
		}
	}
	if p.example == nil {
		return b.String(), nil
	}
	plans := func(head catalog.Text, files []policy.ExampleFile) {
		say("\n## %s", head.In(lang))
		for _, f := range files {
			kind := "yaml"
			if path.Ext(f.Path) == ".age" {
				kind = "text"
			}
			say("\n%s:\n\n```%s\n%s```", f.Path, kind, whole(strings.ToValidUTF8(string(f.Data), "\uFFFD")))
		}
	}
	plans(catalog.ExplainPasses, p.example.Pass)
	plans(catalog.ExplainFails, p.example.Fail)
	said, err := p.words(lang)
	if err != nil {
		return "", err
	}
	say("\n## %s\n\n```text\n%s```", catalog.ExplainSays.In(lang), said)
	return b.String(), nil
}

// words is what usher says of the plans that fail, as a reader of it sees it.
func (p *rulePage) words(lang catalog.Lang) (string, error) {
	rep := newReport(p.checker, p.said, lang)
	var said strings.Builder
	if err := report.Text(&said, rep); err != nil {
		return "", err
	}
	return whole(said.String()), nil
}

// whole ends a text with one line break.
func whole(text string) string { return strings.TrimRight(text, "\n") + "\n" }

func places(all []policy.Place) string {
	words := make([]string, len(all))
	for i, p := range all {
		words[i] = p.File
		if p.Line > 0 {
			words[i] += ":" + strconv.Itoa(p.Line)
		}
	}
	return strings.Join(words, ", ")
}

func severity(s diag.Severity) catalog.Text {
	switch s {
	case diag.Error:
		return catalog.SeverityError
	case diag.Warning:
		return catalog.SeverityWarning
	}
	return catalog.SeverityOff
}
