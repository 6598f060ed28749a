package main

import (
	"embed"
	"io/fs"
	"os"

	"github.com/spf13/cobra"

	"usher/internal/catalog"
	"usher/internal/check"
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
			var own fs.FS = embed.FS{} // outside a repository: what comes with the program
			if root, err := s.root(); err == nil {
				own = os.DirFS(root)
			}
			checker, err := check.Rules(own)
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
