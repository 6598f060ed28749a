package main

import (
	"embed"
	"encoding/json"
	"strings"

	"github.com/spf13/cobra"

	"usher/internal/catalog"
	"usher/internal/check"
	"usher/internal/policy"
)

func policyCommand(s *session) *cobra.Command {
	var format string
	cmd := &cobra.Command{
		Use:     "policy [PATH]",
		Short:   catalog.ShortPolicy.In(s.lang),
		Long:    catalog.HelpPolicy.In(s.lang),
		Example: catalog.ExamplePolicy.In(s.lang),
		Args:    cobra.MaximumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			return s.policy(strings.Join(args, ""), format)
		},
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			checker, err := check.Rules(embed.FS{})
			if err != nil {
				return nil, cobra.ShellCompDirectiveError
			}
			return policyPaths(checker.Policies()), cobra.ShellCompDirectiveNoFileComp
		},
	}
	s.formatFlag(cmd, &format)
	test := policyTestCommand(s)
	wrapArgs(s, test)
	diff := policyDiffCommand(s)
	wrapArgs(s, diff)
	cmd.AddCommand(test, diff)
	return cmd
}

// jsonValue is a value in force.
type jsonValue struct {
	Path  string          `json:"path"`
	Value json.RawMessage `json:"value"`
	From  []jsonPlace     `json:"from"`
}

// jsonPlace is a line of a policy file; of the program's own where own is false.
type jsonPlace struct {
	File string `json:"file"`
	Line int    `json:"line"`
	Own  bool   `json:"own"`
}

// policy lists the values in force at a path and below.
func (s *session) policy(path, format string) error {
	checker, err := s.rules(s.own())
	if err != nil {
		return err
	}
	values, err := checker.Policies().Values(path)
	if err != nil {
		return err
	}
	var rows [][]string
	list := make([]jsonValue, len(values))
	for i, v := range values {
		rows = append(rows, []string{v.Line(), s.from(v.Places)})
		list[i] = jsonValue{v.Name(), v.Data, []jsonPlace{}}
		for _, p := range v.Places {
			list[i].From = append(list[i].From, jsonPlace(p))
		}
	}
	return s.list(format, listing{rows: rows, data: struct {
		Version  int         `json:"version"`
		Policies []jsonValue `json:"policies"`
	}{listVersion, list}})
}

// from is a comment that says which lines a value comes from.
func (s *session) from(all []policy.Place) string {
	if len(all) == 0 {
		return ""
	}
	words := make([]string, len(all))
	for i, p := range all {
		words[i] = places(all[i : i+1])
		if !p.Own {
			words[i] = catalog.PolicyBuiltIn.With(words[i]).In(s.lang)
		}
	}
	return "// " + strings.Join(words, ", ")
}

// policyPaths are the paths that a user is offered: the parts of the policies and
// the rules.
func policyPaths(set *policy.Set) []string {
	values, err := set.Values("")
	if err != nil {
		return nil
	}
	var paths []string
	seen := map[string]bool{}
	for _, v := range values {
		path := v.Path[0]
		if path == "rules" {
			path += "." + v.Path[1]
		}
		if !seen[path] {
			seen[path] = true
			paths = append(paths, path)
		}
	}
	return paths
}
