package main

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/spf13/cobra"

	"usher/internal/catalog"
	"usher/internal/source"
)

func openCommand(s *session) *cobra.Command {
	var identity []string
	cmd := &cobra.Command{
		Use:     "open PLAN",
		Short:   catalog.ShortOpen.In(s.lang),
		Long:    catalog.HelpOpen.In(s.lang),
		Example: catalog.ExampleOpen.In(s.lang),
		Args:    cobra.ExactArgs(1),
		RunE:    func(_ *cobra.Command, args []string) error { return s.show(args[0], identity) },
	}
	s.keyFlag(cmd.Flags(), &identity)
	return cmd
}

// show writes a sealed plan as a whole to the output, also one whose open part has
// mistakes: whoever mends them may need to see it.
func (s *session) show(name string, identity []string) error {
	w, err := s.sealing([]string{name})
	if err != nil {
		return err
	}
	keys := s.keysOnce(identity)
	for _, f := range w.files {
		doc, _ := source.Parse(f.Path, f.Data)
		if doc.Root() == nil {
			return &catalog.Error{Text: catalog.SealMistakes.With(f.Path, catalog.ErrorCount(1))}
		}
		p, _ := w.checker.Schema().Check(doc)
		if p.Sealed == nil {
			return &catalog.Error{Text: catalog.ErrNotSealed.With(f.Path)}
		}
		pair, err := w.pair(p, f)
		if err != nil {
			return err
		}
		with, err := keys()
		if err != nil {
			return err
		}
		text, err := openPair(w.company, p, pair, with)
		if err != nil {
			return err
		}
		if s.terminal {
			text = []byte(strings.Map(harmless, string(text)))
		}
		if _, err := s.stdout.Write(text); err != nil {
			return fmt.Errorf("writing the plan: %w", err)
		}
	}
	return nil
}

// harmless keeps a plan from telling a terminal what to do: who seals a file may be
// anybody.
func harmless(r rune) rune {
	switch {
	case r == '\r':
		return -1 // of a line end
	case r != '\n' && r != '\t' && !unicode.IsGraphic(r):
		return unicode.ReplacementChar
	}
	return r
}
