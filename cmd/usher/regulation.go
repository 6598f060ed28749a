package main

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"usher/internal/catalog"
	"usher/internal/check"
	"usher/internal/diag"
	"usher/internal/render"
	"usher/internal/report"
)

func regulationCommand(s *session) *cobra.Command {
	var format string
	cmd := &cobra.Command{
		Use:     "regulation",
		Short:   catalog.ShortRegulation.In(s.lang),
		Long:    catalog.HelpRegulation.In(s.lang),
		Example: catalog.ExampleRegulation.In(s.lang),
		Args:    cobra.NoArgs,
		RunE:    func(*cobra.Command, []string) error { return s.regulation(format) },
	}
	s.formatFlag(cmd, &format)
	return cmd
}

// carried is a clause of the regulation and what carries it.
type carried struct {
	Clause    string         `json:"clause"`
	Says      string         `json:"says"`
	Rules     []string       `json:"rules"`
	Sheets    []string       `json:"sheets"` // kinds
	Checklist []string       `json:"checklist"`
	Duties    []string       `json:"duties"`
	Fields    []string       `json:"fields"`
	text      catalog.Text   // Says
	titles    []catalog.Text // of Sheets
}

// bare reports whether nothing carries the clause.
func (c *carried) bare() bool {
	return len(c.Rules)+len(c.Sheets)+len(c.Checklist)+len(c.Duties)+len(c.Fields) == 0
}

func (s *session) regulation(format string) error {
	checker, err := s.rules(s.own())
	if err != nil {
		return err
	}
	table := carriers(checker)
	switch format {
	case "text":
		plain := func(rule string) string { return "`" + rule + "`" }
		_, err = io.WriteString(s.stdout, regulationPage(table, s.lang, plain))
	case "json":
		for _, c := range table {
			c.Says = c.text.In(s.lang)
		}
		err = report.Data(s.stdout, struct {
			Version int        `json:"version"`
			Clauses []*carried `json:"clauses"`
		}{listVersion, table})
	default:
		return &catalog.Error{Text: catalog.ErrFormat.With(format, strings.Join(listFormats, ", "))}
	}
	if err != nil {
		return fmt.Errorf("writing the table: %w", err)
	}
	for _, c := range table {
		if c.bare() {
			err = errFindings
			s.say(catalog.RegulationBare.With(c.Clause).In(s.lang))
		}
	}
	return err
}

// carriers says of each clause, in the regulation's order, what carries it.
func carriers(checker *check.Checker) []*carried {
	company := checker.Company()
	byID := map[string]*carried{}
	var table []*carried
	for _, c := range company.Regulation {
		x := &carried{
			Clause: c.ID, text: c.Text(),
			Rules: []string{}, Sheets: []string{}, Checklist: []string{}, Duties: []string{}, Fields: []string{},
		}
		byID[c.ID] = x
		table = append(table, x)
	}
	carry := func(reference, name string, list func(*carried) *[]string) {
		for _, id := range company.Clauses(reference) {
			if names := list(byID[id]); !slices.Contains(*names, name) {
				*names = append(*names, name)
			}
		}
	}
	for _, r := range checker.Policies().Rules {
		if r.Severity != diag.Off {
			carry(r.Clause, r.ID, func(c *carried) *[]string { return &c.Rules })
		}
	}
	for _, k := range render.Carriers() {
		for _, reference := range k.Clauses {
			for _, id := range company.Clauses(reference) {
				byID[id].Sheets = append(byID[id].Sheets, k.Kind)
				byID[id].titles = append(byID[id].titles, k.Title)
			}
		}
	}
	lines := func(c *carried) *[]string { return &c.Checklist }
	for _, phase := range company.Checklist {
		for _, item := range phase.Items {
			if item.When != "never" {
				carry(item.Clause, phase.ID+"."+item.ID, lines)
			}
		}
	}
	for _, x := range company.RoomChecks {
		carry(x.Clause, "room."+x.ID, lines)
	}
	duties := func(c *carried) *[]string { return &c.Duties }
	for _, k := range company.Categories {
		carry(k.Clause, k.ID, duties)
	}
	for _, r := range company.Roles {
		carry(r.Clause, r.ID, duties)
	}
	for _, f := range checker.Schema().Fields() {
		carry(f.Clause, f.Path, func(c *carried) *[]string { return &c.Fields })
	}
	return table
}

// regulationPage is the table in Markdown; rule writes the name of a rule.
func regulationPage(table []*carried, lang catalog.Lang, rule func(string) string) string {
	var b strings.Builder
	row := func(cells ...string) {
		for _, c := range cells {
			b.WriteString("| " + strings.NewReplacer("|", `\|`, "\n", " ").Replace(c) + " ")
		}
		b.WriteString("|\n")
	}
	fmt.Fprintf(&b, "# %s\n\n%s\n\n", catalog.RegulationTitle.In(lang), catalog.RegulationAbout.In(lang))
	row(catalog.RegulationClause.In(lang), catalog.RegulationSays.In(lang), catalog.RegulationRules.In(lang),
		catalog.RegulationSheets.In(lang), catalog.RegulationLines.In(lang), catalog.RegulationDuties.In(lang),
		catalog.RegulationFields.In(lang))
	row("---", "---", "---", "---", "---", "---", "---")
	code := func(name string) string { return "`" + name + "`" }
	for _, c := range table {
		titles := make([]string, len(c.titles))
		for i, t := range c.titles {
			titles[i] = t.In(lang)
		}
		row(c.Clause, c.text.In(lang), joined(c.Rules, rule), strings.Join(titles, ", "),
			joined(c.Checklist, code), joined(c.Duties, code), joined(c.Fields, code))
	}
	return b.String()
}

func joined(names []string, write func(string) string) string {
	out := make([]string, len(names))
	for i, name := range names {
		out[i] = write(name)
	}
	return strings.Join(out, ", ")
}
