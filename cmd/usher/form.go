package main

import (
	"fmt"
	"path/filepath"

	"github.com/spf13/cobra"

	"usher/internal/catalog"
	"usher/internal/check"
	"usher/internal/form"
	"usher/internal/output"
)

func formCommand(s *session) *cobra.Command {
	var out, address string
	var issue bool
	cmd := &cobra.Command{
		Use:     "form",
		Short:   catalog.ShortForm.In(s.lang),
		Long:    catalog.HelpForm.In(s.lang),
		Example: catalog.ExampleForm.In(s.lang),
		Args:    cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			checker, err := check.Rules(s.own())
			if err != nil {
				return err
			}
			if issue {
				_, err = s.stdout.Write(form.Issue(checker.Policies()))
				return err
			}
			page, err := form.Page(checker.Schema(), checker.Policies(), form.Options{Lang: s.lang, NewURL: address})
			if err != nil {
				return err
			}
			if _, err := output.Write(out, output.Set{Files: []output.File{{Name: form.File, Data: page}}}); err != nil {
				return fmt.Errorf("writing the form: %w", err)
			}
			s.say(catalog.FormWritten.With(filepath.Join(out, form.File)).In(s.lang))
			return nil
		},
	}
	flags := cmd.Flags()
	flags.StringVarP(&out, "output", "o", "form", catalog.FlagFormOut.In(s.lang))
	flags.StringVar(&address, "new-url", "", catalog.FlagNewURL.In(s.lang))
	flags.BoolVar(&issue, "issue-form", false, catalog.FlagIssueForm.In(s.lang))
	return cmd
}
