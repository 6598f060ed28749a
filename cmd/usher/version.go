package main

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"

	"usher/internal/catalog"
)

// version is set by the release build; a build out of a checkout says "devel".
var version = "devel"

func versionCommand(s *session) *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: catalog.ShortVersion.In(s.lang),
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			commit, cue := "unknown", "unknown"
			if info, ok := debug.ReadBuildInfo(); ok {
				modified := ""
				for _, setting := range info.Settings {
					switch setting.Key {
					case "vcs.revision":
						commit = setting.Value
					case "vcs.modified":
						if setting.Value == "true" {
							modified = "+modified"
						}
					}
				}
				commit += modified
				for _, module := range info.Deps {
					if module.Path == "cuelang.org/go" {
						cue = module.Version
					}
				}
			}
			_, err := fmt.Fprintf(s.stdout, "usher %s\ncommit %s\ngo %s\ncue %s\n", version, commit, runtime.Version(), cue)
			return err
		},
	}
}
