package main

import (
	"embed"
	"fmt"
	"io"
	"io/fs"
	"strings"

	"github.com/spf13/cobra"

	"usher/internal/catalog"
	"usher/internal/check"
	"usher/internal/policy"
	"usher/internal/suggest"
)

func explainCommand(s *session) *cobra.Command {
	return &cobra.Command{
		Use:     "explain [RULE]",
		Short:   catalog.ShortExplain.In(s.lang),
		Long:    catalog.HelpExplain.In(s.lang),
		Example: catalog.ExampleExplain.In(s.lang),
		Args:    cobra.MaximumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			own := s.own()
			checker, err := s.rules(own)
			if err != nil {
				return err
			}
			text := ""
			if len(args) == 0 {
				text = ruleList(checker.Policies(), s.lang)
			} else if text, err = s.explain(own, checker.Policies(), args[0]); err != nil {
				return err
			}
			_, err = io.WriteString(s.stdout, text)
			return err
		},
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			checker, err := check.Rules(embed.FS{})
			if err != nil {
				return nil, cobra.ShellCompDirectiveError
			}
			return checker.Policies().RuleIDs(), cobra.ShellCompDirectiveNoFileComp
		},
	}
}

func ruleList(policies *policy.Set, lang catalog.Lang) string {
	width := 0
	for _, r := range policies.Rules {
		width = max(width, len(r.ID))
	}
	var b strings.Builder
	for _, r := range policies.Rules {
		line := fmt.Sprintf("%-*s  %-6s  %s", width, r.ID, r.Clause, r.Title.In(lang))
		b.WriteString(strings.TrimRight(line, " ") + "\n")
	}
	return b.String()
}

func (s *session) explain(own fs.FS, policies *policy.Set, id string) (string, error) {
	rule := policies.Rule(id)
	if rule == nil {
		return "", noSuchRule(policies, id)
	}
	page, err := newRulePage(own, policies, rule)
	if err != nil {
		return "", err
	}
	return page.markdown(s.lang)
}

// noSuchRule says which rule was probably meant.
func noSuchRule(policies *policy.Set, id string) error {
	if near := suggest.Closest(id, policies.RuleIDs()); near != "" {
		return &catalog.Error{Text: catalog.ErrNoSuchRuleMeant.With(id, near)}
	}
	return &catalog.Error{Text: catalog.ErrNoSuchRule.With(id)}
}
