package main

import (
	"cmp"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"usher/internal/catalog"
	"usher/internal/facts"
	"usher/internal/plan"
)

func purgeCommand(s *session) *cobra.Command {
	var at, format string
	var list bool
	cmd := &cobra.Command{
		Use:     "purge",
		Short:   catalog.ShortPurge.In(s.lang),
		Long:    catalog.HelpPurge.In(s.lang),
		Example: catalog.ExamplePurge.In(s.lang),
		Args:    cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			if !list {
				return &catalog.Error{Text: catalog.PurgeNotDone}
			}
			return s.purge(at, format)
		},
	}
	cmd.Flags().BoolVar(&list, "list", false, catalog.FlagPurgeList.In(s.lang))
	cmd.Flags().StringVar(&at, "at", "", catalog.ListAt.In(s.lang))
	s.formatFlag(cmd, &format)
	return cmd
}

// jsonPurge is a plan that need not be kept.
type jsonPurge struct {
	jsonVisit
	KeptUntil plan.Date `json:"kept-until"` // the last day on which it is kept
}

// purge lists the plans that are kept no longer, the oldest first.
func (s *session) purge(at, format string) error {
	checker, result, err := s.readPlans(at)
	if err != nil {
		return err
	}
	months := checker.Company().Retention.Months
	list := []jsonPurge{}
	for _, v := range result.Visits {
		if until := facts.KeptUntil(v.Plan, months); until != "" && until < v.Facts.Now.Date() {
			list = append(list, jsonPurge{ofVisit(v), until})
		}
	}
	slices.SortStableFunc(list, func(a, b jsonPurge) int { return cmp.Compare(a.KeptUntil, b.KeptUntil) })
	l := listing{none: catalog.NoPurge.With(months), heads: []catalog.Text{catalog.ColumnLeft, catalog.ColumnKept, catalog.ColumnFile}}
	var files []string
	for _, x := range list {
		l.rows = append(l.rows, []string{string(cmp.Or(x.Depart, x.Arrive).Date()), string(x.KeptUntil), x.File})
		files = append(files, x.File)
	}
	slices.Sort(files)
	remove, rewrite := purgeCommands(files, s.lang)
	l.data = struct {
		Version int         `json:"version"`
		Months  int         `json:"months"`
		Plans   []jsonPurge `json:"plans"`
		Remove  []string    `json:"remove"`  // commands that take the files out of the present state
		Rewrite string      `json:"rewrite"` // and the one that takes them out of the history
	}{listVersion, months, list, remove, rewrite}
	if err := s.list(format, l); err != nil {
		return err
	}
	if len(files) > 0 && format == "text" {
		s.say("\n" + catalog.PurgeRemove.In(s.lang))
		for _, c := range remove {
			s.say("  " + c)
		}
		s.say(catalog.PurgeKeeps.In(s.lang))
		s.say("  " + rewrite)
	}
	return s.complete(result, result.Visits, "arrive", "depart")
}

// purgeCommands are for whoever looks after the repository, to run in the root.
func purgeCommands(files []string, lang catalog.Lang) (remove []string, rewrite string) {
	if len(files) == 0 {
		return []string{}, ""
	}
	quoted := make([]string, len(files))
	for i, f := range files {
		quoted[i] = quoteShell(f)
	}
	rewrite = "git filter-repo --invert-paths"
	for _, f := range quoted {
		rewrite += " --path " + f
	}
	return []string{
		// A file's name is no pattern.
		"git --literal-pathspecs rm -- " + strings.Join(quoted, " "),
		"git commit -m " + quoteShell(catalog.PurgeCommit.In(lang)),
	}, rewrite
}

// quoteShell writes a word as a POSIX shell reads it.
func quoteShell(word string) string {
	const plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/._-"
	if word != "" && !strings.ContainsFunc(word, func(r rune) bool { return !strings.ContainsRune(plain, r) }) {
		return word
	}
	return "'" + strings.ReplaceAll(word, "'", `'\''`) + "'"
}
