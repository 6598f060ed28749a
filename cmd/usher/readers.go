package main

import (
	"strings"

	"github.com/spf13/cobra"

	"usher/internal/audience"
	"usher/internal/catalog"
	"usher/internal/company"
	"usher/internal/plan"
	"usher/internal/report"
	"usher/internal/suggest"
)

// knownReader holds the value of --for against the policies.
func knownReader(c *company.Company, reader string) error {
	if _, known := c.Reader(reader); known || reader == "" {
		return nil
	}
	var ids []string
	for _, r := range c.Readers {
		ids = append(ids, r.ID)
	}
	hint := catalog.PolicyChoices.With(strings.Join(ids, ", "))
	if near := suggest.Closest(reader, ids); near != "" {
		hint = catalog.PolicyMeant.With(near)
	}
	return &catalog.Error{Text: catalog.ErrReader.With(reader, hint)}
}

// completeReaders offers the readers of the repository's policies to a shell, those
// of the built-in ones outside a repository.
func (s *session) completeReaders(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	checker, err := s.rules(s.own())
	if err != nil {
		return nil, cobra.ShellCompDirectiveError
	}
	var out []string
	for _, r := range checker.Company().Readers {
		out = append(out, cobra.CompletionWithDesc(r.ID, r.Name.In(s.lang)))
	}
	return out, cobra.ShellCompDirectiveNoFileComp
}

// hushed says that there are findings and not which: they hold the plans' text,
// and a log is read by others than who may read the plans.
func (s *session) hushed(rep report.Report) {
	if n := len(rep.Diagnostics); n > 0 {
		s.say(catalog.Hushed.With(n).In(s.lang))
	}
}

// refuse says that a plan is not printed, by a name that the reader may know.
func (s *session) refuse(c *company.Company, reader string, p *plan.Plan, errors int) {
	switch {
	case reader != "":
		s.say(catalog.RefusedUnseen.With(called(c, reader, p)).In(s.lang))
	case errors == 1:
		s.say(catalog.RefusedOne.With(p.ID, p.File).In(s.lang))
	default:
		s.say(catalog.Refused.With(p.ID, p.File, errors).In(s.lang))
	}
}

// called is what a visit is called where the reader looks on: its id, or its alias.
func called(c *company.Company, reader string, p *plan.Plan) string {
	level := p.Confidentiality
	if level == "" && !p.IsWrong("confidentiality") {
		level = plan.Internal
	}
	if reader == "" || c.Sees(reader, "id", level) {
		return p.ID
	}
	return audience.Alias(c, p.ID)
}
