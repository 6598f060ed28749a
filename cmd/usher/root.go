package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"usher/internal/catalog"
)

// command builds the whole command line in the session's language.
func command(s *session) *cobra.Command {
	root := &cobra.Command{
		Use:               "usher",
		Long:              catalog.HelpRoot.In(s.lang),
		Example:           catalog.ExampleRoot.In(s.lang),
		Args:              cobra.NoArgs,
		SilenceErrors:     true,
		SilenceUsage:      true,
		CompletionOptions: cobra.CompletionOptions{DisableDefaultCmd: true},
		RunE:              func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	root.SetIn(s.stdin)
	root.SetOut(s.stdout)
	root.SetErr(s.stderr)
	root.SetFlagErrorFunc(s.usage)
	root.SetUsageTemplate(usageTemplate(s.lang))
	root.PersistentFlags().StringVarP(&s.dir, "directory", "C", ".", catalog.HelpDir.In(s.lang))
	root.PersistentFlags().String("lang", "", catalog.HelpLang.In(s.lang))
	root.PersistentFlags().BoolP("help", "h", false, catalog.HelpHelp.In(s.lang))
	root.SetHelpCommand(&cobra.Command{
		Use:   "help [COMMAND]",
		Short: catalog.ShortHelp.In(s.lang),
		RunE: func(cmd *cobra.Command, args []string) error {
			about, _, err := cmd.Root().Find(args)
			if err != nil {
				return s.usage(cmd.Root(), err)
			}
			return about.Help()
		},
	})
	root.AddCommand(
		initCommand(s),
		newCommand(s),
		checkCommand(s),
		diffCommand(s),
		renderCommand(s),
		reportCommand(s),
		explainCommand(s),
		policyCommand(s),
		waiversCommand(s),
		loansCommand(s),
		followUpsCommand(s),
		purgeCommand(s),
		sealCommand(s),
		openCommand(s),
		editCommand(s),
		rekeyCommand(s),
		guardCommand(s),
		regulationCommand(s),
		schemaCommand(s),
		formCommand(s),
		intakeCommand(s),
		fixCommand(s),
		fmtCommand(s),
		hookCommand(s),
		cacheCommand(s),
		versionCommand(s),
		completionCommand(s),
	)
	for _, c := range root.Commands() {
		wrapArgs(s, c)
	}
	wrapArgs(s, root)
	return root
}

// wrapArgs makes a wrong number of arguments a complaint like any other.
func wrapArgs(s *session, c *cobra.Command) {
	if check := c.Args; check != nil {
		c.Args = func(cmd *cobra.Command, args []string) error {
			if err := check(cmd, args); err != nil {
				return s.usage(cmd, err)
			}
			return nil
		}
	}
}

func usageTemplate(lang catalog.Lang) string {
	more := catalog.MoreHelp.With("{{.CommandPath}}")
	return catalog.HeadUsage.In(lang) + `{{if .Runnable}}
  {{.UseLine}}{{end}}{{if .HasAvailableSubCommands}}
  {{.CommandPath}} COMMAND{{end}}{{if .HasExample}}

` + catalog.HeadExamples.In(lang) + `
{{.Example}}{{end}}{{if .HasAvailableSubCommands}}

` + catalog.HeadCommands.In(lang) + `{{range .Commands}}{{if .IsAvailableCommand}}
  {{rpad .Name .NamePadding}} {{.Short}}{{end}}{{end}}{{end}}{{if .HasAvailableLocalFlags}}

` + catalog.HeadFlags.In(lang) + `
{{.LocalFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}{{if .HasAvailableInheritedFlags}}

` + catalog.HeadGlobal.In(lang) + `
{{.InheritedFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}{{if .HasAvailableSubCommands}}

` + more.In(lang) + `{{end}}
`
}

// root is the nearest folder from -C upwards that holds visits/.
func (s *session) root() (string, error) {
	start, err := filepath.Abs(s.dir)
	if err != nil {
		return "", fmt.Errorf("finding the folder to start in: %w", err)
	}
	if _, err := os.Stat(start); err != nil {
		return "", fmt.Errorf("-C: %w", err)
	}
	for dir := start; ; dir = filepath.Dir(dir) {
		info, err := os.Stat(filepath.Join(dir, "visits"))
		switch {
		case err == nil && info.IsDir():
			return dir, nil
		case err != nil && !errors.Is(err, fs.ErrNotExist):
			return "", fmt.Errorf("looking for visits/: %w", err)
		case dir == filepath.Dir(dir):
			return "", &catalog.Error{Text: catalog.ErrNoRoot.With(start)}
		}
	}
}

func completionCommand(s *session) *cobra.Command {
	shells := []string{"bash", "zsh", "fish", "powershell"}
	return &cobra.Command{
		Use:       "completion " + strings.Join(shells, "|"),
		Short:     catalog.ShortCompletion.In(s.lang),
		Long:      catalog.HelpCompletion.In(s.lang),
		Example:   catalog.ExampleCompletion.In(s.lang),
		Args:      cobra.MatchAll(cobra.ExactArgs(1), cobra.OnlyValidArgs),
		ValidArgs: shells,
		RunE: func(cmd *cobra.Command, args []string) error {
			switch args[0] {
			case "bash":
				return cmd.Root().GenBashCompletionV2(s.stdout, true)
			case "zsh":
				return cmd.Root().GenZshCompletion(s.stdout)
			case "fish":
				return cmd.Root().GenFishCompletion(s.stdout, true)
			default:
				return cmd.Root().GenPowerShellCompletionWithDesc(s.stdout)
			}
		},
	}
}
