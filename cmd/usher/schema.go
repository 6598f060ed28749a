package main

import (
	"github.com/spf13/cobra"

	"usher/internal/catalog"
	"usher/internal/jsonschema"
)

func schemaCommand(s *session) *cobra.Command {
	return &cobra.Command{
		Use:     "schema",
		Short:   catalog.ShortSchema.In(s.lang),
		Long:    catalog.HelpSchema.In(s.lang),
		Example: catalog.ExampleSchema.In(s.lang),
		Args:    cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			checker, err := s.rules(s.own())
			if err != nil {
				return err
			}
			data, err := jsonschema.Generate(checker.Schema(), checker.Policies())
			if err != nil {
				return err
			}
			_, err = s.stdout.Write(data)
			return err
		},
	}
}
