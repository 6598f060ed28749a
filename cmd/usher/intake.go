package main

import (
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"

	"github.com/spf13/cobra"

	"usher/internal/catalog"
	"usher/internal/check"
	"usher/internal/form"
	"usher/internal/source"
)

func intakeCommand(s *session) *cobra.Command {
	return &cobra.Command{
		Use:     "intake EVENT",
		Short:   catalog.ShortIntake.In(s.lang),
		Long:    catalog.HelpIntake.In(s.lang),
		Example: catalog.ExampleIntake.In(s.lang),
		Args:    cobra.ExactArgs(1),
		RunE:    func(_ *cobra.Command, args []string) error { return s.intake(args[0]) },
	}
}

// maxEvent is far more than an issue can be; other events hold more.
const maxEvent = 4 << 20

// intake makes a plan of an issue and says where it is.
func (s *session) intake(file string) error {
	data, err := readAtMost(file, maxEvent)
	if err != nil {
		return fmt.Errorf("reading the event: %w", err)
	}
	number, body, err := form.Event(data)
	if err != nil {
		return &catalog.Error{Text: catalog.ErrEvent.With(file), Err: err}
	}
	dir, err := s.root()
	if err != nil {
		return err
	}
	checker, err := check.Rules(s.own())
	if err != nil {
		return err
	}
	draft, err := form.Intake(checker.Policies(), number, body)
	if err != nil {
		return err
	}
	known, _, err := source.Discover(dir)
	if err != nil {
		return fmt.Errorf("reading the plans: %w", err)
	}
	for _, f := range known {
		if source.ID(f.Path) == draft.ID {
			return &catalog.Error{Text: catalog.ErrIssueMerged.With(f.Path)}
		}
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return fmt.Errorf("opening the repository: %w", err)
	}
	defer root.Close()
	if err := root.MkdirAll(filepath.FromSlash(path.Dir(draft.File)), 0o755); err != nil {
		return fmt.Errorf("making the plan's folder: %w", err)
	}
	if err := root.WriteFile(filepath.FromSlash(draft.File), draft.Data, 0o644); err != nil {
		return fmt.Errorf("writing the plan: %w", err)
	}
	_, err = fmt.Fprintln(s.stdout, draft.File)
	return err
}

// readAtMost reads a file that is not larger than it can be.
func readAtMost(file string, most int64) ([]byte, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, most+1))
	if err == nil && int64(len(data)) > most {
		err = fmt.Errorf("%s is larger than %d bytes", file, most)
	}
	return data, err
}
