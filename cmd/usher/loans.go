package main

import (
	"cmp"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"usher/internal/catalog"
	"usher/internal/facts"
	"usher/internal/plan"
)

func loansCommand(s *session) *cobra.Command {
	var at, format string
	cmd := &cobra.Command{
		Use:     "loans",
		Short:   catalog.ShortLoans.In(s.lang),
		Long:    catalog.HelpLoans.In(s.lang),
		Example: catalog.ExampleLoans.In(s.lang),
		Args:    cobra.NoArgs,
		RunE:    func(*cobra.Command, []string) error { return s.loans(at, format) },
	}
	cmd.Flags().StringVar(&at, "at", "", catalog.ListAt.In(s.lang))
	s.formatFlag(cmd, &format)
	return cmd
}

// jsonLoan is the key or a kind of equipment that is out.
type jsonLoan struct {
	jsonVisit
	Item    string    `json:"item"` // "key", or the id of the equipment
	Pieces  int       `json:"pieces"`
	Holder  string    `json:"holder"`
	Rooms   []string  `json:"rooms"`
	Since   plan.Time `json:"since"`
	Due     plan.Time `json:"due"` // empty where it cannot be read
	Overdue bool      `json:"overdue"`
}

// loans lists what is out, the first due first.
func (s *session) loans(at, format string) error {
	checker, result, err := s.readPlans(at)
	if err != nil {
		return err
	}
	l := listing{none: catalog.NoLoans, heads: []catalog.Text{
		catalog.ColumnHolder, catalog.ColumnItem, catalog.ColumnRooms, catalog.ColumnSince,
		catalog.ColumnDue, catalog.ColumnState, catalog.ColumnPlan,
	}}
	list := []jsonLoan{}
	names := map[string]catalog.Text{}
	for _, e := range checker.Company().Equipment {
		names[e.ID] = e.Name
	}
	names["key"] = catalog.LoanKey // what returned: calls a room's key
	for _, v := range result.Visits {
		for _, x := range facts.Loans(v.Plan, v.Facts, checker.Company()) {
			list = append(list, jsonLoan{ofVisit(v), x.ID, x.Pieces, x.Holder, append([]string{}, x.Rooms...), x.Since, x.Due, x.Overdue})
		}
	}
	slices.SortStableFunc(list, func(a, b jsonLoan) int { return cmp.Or(unknownLast(a.Due, b.Due), cmp.Compare(a.File, b.File)) })
	for _, x := range list {
		item, state := names[x.Item], catalog.LoanOut
		if x.Pieces > 1 {
			item = catalog.LoanPieces.With(item, x.Pieces)
		}
		if x.Overdue {
			state = catalog.StateOverdue
		}
		l.rows = append(l.rows, []string{
			x.Holder, item.In(s.lang), strings.Join(x.Rooms, ", "), string(x.Since), string(x.Due), state.In(s.lang), x.Plan,
		})
	}
	l.data = struct {
		Version int        `json:"version"`
		Loans   []jsonLoan `json:"loans"`
	}{listVersion, list}
	if err := s.list(format, l); err != nil {
		return err
	}
	return s.complete(result, result.Visits, "rooms", "status", "outcome/returned")
}

// unknownLast compares days or times, of which the empty one comes last.
func unknownLast[T ~string](a, b T) int {
	if (a == "") != (b == "") {
		return cmp.Compare(b, a)
	}
	return cmp.Compare(a, b)
}
