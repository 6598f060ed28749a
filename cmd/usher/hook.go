package main

import (
	"strings"

	"github.com/spf13/cobra"

	"usher/internal/catalog"
	"usher/internal/starter"
)

func hookCommand(s *session) *cobra.Command {
	return &cobra.Command{
		Use:       "hook " + strings.Join(starter.Hooks, "|"),
		Short:     catalog.ShortHook.In(s.lang),
		Long:      catalog.HelpHook.In(s.lang),
		Example:   catalog.ExampleHook.In(s.lang),
		Args:      cobra.ExactArgs(1),
		ValidArgs: starter.Hooks,
		RunE: func(_ *cobra.Command, args []string) error {
			data, ok := starter.Hook(args[0])
			if !ok {
				return &catalog.Error{Text: catalog.ErrNoHook.With(args[0], strings.Join(starter.Hooks, ", "))}
			}
			_, err := s.stdout.Write(data)
			return err
		},
	}
}
