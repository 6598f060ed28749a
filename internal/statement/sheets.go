package statement

import (
	"fmt"
	"strings"

	"usher/internal/catalog"
	"usher/internal/lazyregexp"
	"usher/internal/ledger"
	"usher/internal/plan"
	"usher/internal/workbook"
)

// The columns of the sheet of visits, from 1. The costs of each kind follow, first
// all that is planned, then all that was spent.
const (
	colArrive = iota + 1
	colPlan
	colVisitor
	colCategory
	colUnit
	colStatus
	colCounted // 1, or 0 where the visit was called off
	colGuests
	colHours
	colSettled // 1 or 0
	colLate    // 1 or 0
	colWaivers
	colPlanned
	colActual
	colDifference
	colKinds
)

func (b *book) plannedCol(kind int) int { return colKinds + kind }

func (b *book) actualCol(kind int) int { return colKinds + len(b.kinds) + kind }

// visits writes the sheet that the figures are computed from.
func (b *book) visits() error {
	for _, s := range []ledger.Sums{b.l.Total, b.l.Cancelled} {
		for _, k := range s.Kinds {
			known := false
			for _, have := range b.kinds {
				known = known || have.ID == k.ID
			}
			if !known {
				b.kinds = append(b.kinds, k)
			}
		}
	}
	head := b.Heads(catalog.LedgerArrive, catalog.LedgerPlan, catalog.LedgerVisitor, catalog.LedgerCategory, catalog.LedgerUnit, catalog.LedgerStatus,
		catalog.LedgerCounted, catalog.LedgerGuests, catalog.LedgerHours, catalog.LedgerSettled, catalog.LedgerLate, catalog.LedgerWaivers,
		catalog.LedgerPlanned, catalog.LedgerActual, catalog.LedgerDifference)
	for _, column := range []catalog.Text{catalog.LedgerPlanned, catalog.LedgerActual} {
		for _, k := range b.kinds {
			head = append(head, b.cell("head", catalog.LedgerOfKind.With(column, k.Name)))
		}
	}
	rows := [][]any{head}
	for i, v := range b.l.Visits {
		rows = append(rows, b.visit(v, i+2))
	}
	widths := []float64{17, 26, 26, 9, 20, 11, 9, 8, 9, 9, 9, 9, 12, 12, 12}
	for range 2 * len(b.kinds) {
		widths = append(widths, 12)
	}
	whole := fmt.Sprintf("A1:%s%d", workbook.Letters(len(head)), max(len(rows), 2))
	if err := b.File.AutoFilter(b.visitsName, whole, nil); err != nil {
		return err
	}
	return b.Rows(b.visitsName, widths, 1, rows)
}

// visit is the row of a visit.
func (b *book) visit(v ledger.Visit, row int) []any {
	flag := func(on bool) int {
		if on {
			return 1
		}
		return 0
	}
	var visitor any = v.Organization
	if v.Confidential {
		visitor = catalog.LedgerSecret
	}
	at := func(col int) string { return fmt.Sprintf("%s%d", workbook.Letters(col), row) }
	sum := func(from func(int) int, value ledger.Cents) workbook.Cell {
		if len(b.kinds) == 0 {
			return b.cell("money", value)
		}
		return b.computed("money", "SUM("+at(from(0))+":"+at(from(len(b.kinds)-1))+")", value)
	}
	out := []any{
		b.cell("moment", v.Arrive), b.cell("text", v.ID), b.cell("text", visitor), b.cell("text", v.Category), b.cell("text", v.Unit),
		b.cell("text", status(v.Status)), b.cell("count", flag(v.Status != plan.Cancelled)), b.cell("count", v.Guests), b.cell("hours", workbook.Hours(v.Minutes)),
		b.cell("count", flag(v.Settled)), b.cell("count", flag(v.Late)), b.cell("count", v.Waivers),
		sum(b.plannedCol, v.Planned), sum(b.actualCol, v.Actual),
		b.computed("money", fmt.Sprintf("%s*(%s-%s)", at(colSettled), at(colActual), at(colPlanned)), v.Difference),
	}
	costs := map[string]ledger.Cost{}
	for _, k := range v.Kinds {
		costs[k.ID] = k.Cost
	}
	for _, k := range b.kinds {
		out = append(out, b.cell("money", costs[k.ID].Planned))
	}
	for _, k := range b.kinds {
		out = append(out, b.cell("money", costs[k.ID].Actual))
	}
	return out
}

func status(s string) catalog.Text {
	switch s {
	case plan.Planned:
		return catalog.LedgerStatusPlanned
	case plan.Completed:
		return catalog.LedgerStatusCompleted
	case plan.Cancelled:
		return catalog.LedgerCancelled
	}
	return catalog.Same(s)
}

// over is a formula that adds up a column of the visits, or counts them where it
// is colCounted, by conditions: a column and what it has to be, and so on.
func (b *book) over(col int, conditions ...any) string {
	list := ""
	for i := 0; i < len(conditions); i += 2 {
		list += fmt.Sprintf(",%s,%v", b.column(conditions[i].(int)), conditions[i+1])
	}
	if col == colCounted {
		return "COUNTIFS(" + list[1:] + ")"
	}
	return "SUMIFS(" + b.column(col) + list + ")"
}

// compares says of each group whether SUMIFS can tell it by its id: it knows no
// case, takes * and ? for anything and 1 and TRUE for no text. Figures of a group
// that it cannot tell are values.
func compares(all []ledger.Group) func(id string) bool {
	alike := map[string]int{}
	for _, g := range all {
		alike[strings.ToLower(g.ID)]++
	}
	return func(id string) bool {
		word := strings.ToLower(id)
		return word != "true" && word != "false" && alike[word] == 1 && len(id) <= 200 && ordinary.MatchString(id)
	}
}

var ordinary = lazyregexp.New(`^\p{L}[\p{L}\p{N}-]*$`)

// column is a column of the visits; of no visits, an empty row.
func (b *book) column(col int) string {
	c := workbook.Letters(col)
	return fmt.Sprintf("'%s'!$%s$2:$%s$%d", b.visitsName, c, c, max(len(b.l.Visits), 1)+1)
}

// figures writes the sheet of figures.
func (b *book) figures() error {
	rows := [][]any{
		{b.cell("bold", b.l.Company)},
		{b.cell("bold", b.Text(catalog.LedgerTitle)+" "+b.l.Period.String())},
		{b.cell("text", catalog.LedgerAmountsIn.With(b.l.Currency))},
	}
	add := func(row ...any) { rows = append(rows, row) }
	section := func(title catalog.Text, heads ...catalog.Text) {
		add()
		add(b.cell("bold", title))
		rows = append(rows, b.Heads(heads...))
	}
	groups := func(title, first catalog.Text, by int, all []ledger.Group) {
		section(title, first, catalog.LedgerName, catalog.LedgerVisits, catalog.LedgerGuests, catalog.LedgerHoursShort, catalog.LedgerSettled,
			catalog.LedgerPlanned, catalog.LedgerActual, catalog.LedgerDifference, catalog.LedgerLate, catalog.LedgerWaivers)
		start, can := len(rows)+1, compares(all)
		for _, g := range all {
			is := fmt.Sprintf(`"="&$A%d`, len(rows)+1)
			add(append([]any{b.cell("text", g.ID), b.cell("text", g.Name)}, b.sums("", g.Sums, func(col int) string {
				if !can(g.ID) {
					return ""
				}
				return b.over(col, by, is, colCounted, 1)
			})...)...)
		}
		end := len(rows)
		column := 2
		add(append([]any{b.cell("text-sum", catalog.LedgerTotal), b.cell("text-sum", "")}, b.sums("-sum", b.l.Total, func(int) string {
			column++
			if end < start {
				return ""
			}
			return fmt.Sprintf("SUM(%s%d:%s%d)", workbook.Letters(column), start, workbook.Letters(column), end)
		})...)...)
	}
	groups(catalog.LedgerByCategory, catalog.LedgerCategory, colCategory, b.l.Categories)
	add(append([]any{b.cell("text", catalog.LedgerCancelled), nil}, b.sums("", b.l.Cancelled, func(col int) string {
		return b.over(col, colCounted, 0)
	})...)...)
	groups(catalog.LedgerByUnit, catalog.LedgerUnit, colUnit, b.l.Units)
	b.kindRows(section, add, func() int { return len(rows) })
	b.roomRows(section, add, func() int { return len(rows) })
	add()
	for _, n := range ledger.Notes(b.l) {
		for _, lang := range b.Languages() {
			add(b.cell("text", n.In(lang)))
		}
	}
	return b.Rows(b.figuresName, []float64{22, 30, 9, 9, 10, 9, 13, 13, 13, 9, 9}, 0, rows)
}

// sums are the figures of some visits, from the third column on; formula says how
// each is computed from a column of the visits, colCounted being their number.
func (b *book) sums(suffix string, s ledger.Sums, formula func(col int) string) []any {
	return []any{
		b.computed("count"+suffix, formula(colCounted), s.Visits), b.computed("count"+suffix, formula(colGuests), s.Guests),
		b.computed("hours"+suffix, formula(colHours), workbook.Hours(s.Minutes)), b.computed("count"+suffix, formula(colSettled), s.Settled),
		b.computed("money"+suffix, formula(colPlanned), s.Planned), b.computed("money"+suffix, formula(colActual), s.Actual),
		b.computed("money"+suffix, formula(colDifference), s.Difference),
		b.computed("count"+suffix, formula(colLate), s.Late), b.computed("count"+suffix, formula(colWaivers), s.Waivers),
	}
}

func (b *book) kindRows(section func(catalog.Text, ...catalog.Text), add func(...any), count func() int) {
	none := catalog.Text{}
	section(catalog.LedgerByKind, catalog.LedgerKind, catalog.LedgerName, none, none, none, none, catalog.LedgerPlanned, catalog.LedgerActual, catalog.LedgerDifference)
	start := count() + 1
	for i, k := range b.kinds {
		var cost ledger.Cost
		for _, x := range b.l.Total.Kinds {
			if x.ID == k.ID {
				cost = x.Cost
			}
		}
		planned, actual := b.plannedCol(i), b.actualCol(i)
		add(b.cell("text", k.ID), b.cell("text", k.Name), nil, nil, nil, nil,
			b.computed("money", b.over(planned, colCounted, 1), cost.Planned),
			b.computed("money", b.over(actual, colCounted, 1), cost.Actual),
			b.computed("money", b.over(actual, colCounted, 1, colSettled, 1)+"-"+b.over(planned, colCounted, 1, colSettled, 1), cost.Difference))
	}
	end := count()
	sum := func(col string, value ledger.Cents) workbook.Cell {
		if end < start {
			return b.cell("money-sum", value)
		}
		return b.computed("money-sum", fmt.Sprintf("SUM(%s%d:%s%d)", col, start, col, end), value)
	}
	blank := b.cell("text-sum", "")
	t := b.l.Total
	add(b.cell("text-sum", catalog.LedgerTotal), blank, blank, blank, blank, blank, sum("G", t.Planned), sum("H", t.Actual), sum("I", t.Difference))
}

func (b *book) roomRows(section func(catalog.Text, ...catalog.Text), add func(...any), count func() int) {
	section(catalog.LedgerRoomUse, catalog.LedgerRoom, catalog.LedgerName, catalog.LedgerBookings, catalog.Text{}, catalog.LedgerInUse, catalog.LedgerWorking, catalog.LedgerShare)
	office := count() + len(b.l.Rooms) + 1 // the row of the office hours themselves
	for _, r := range b.l.Rooms {
		row := []any{b.cell("text", r.ID), b.cell("text", r.Name), b.cell("count", r.Bookings), nil, b.cell("hours", workbook.Hours(r.Minutes)), b.cell("hours", workbook.Hours(r.Working))}
		if share, ok := b.l.Share(r); ok {
			row = append(row, b.computed("share", fmt.Sprintf("F%d/$F$%d", count()+1, office), share))
		}
		add(row...)
	}
	if b.l.WorkingMinutes > 0 {
		blank := b.cell("text-sum", "")
		add(b.cell("text-sum", catalog.LedgerOfficeHours), blank, blank, blank, blank, b.cell("hours-sum", workbook.Hours(b.l.WorkingMinutes)))
	}
}

// exceptions lists late notices and waivers.
func (b *book) exceptions() error {
	rows := [][]any{b.Heads(catalog.LedgerWhat, catalog.LedgerArrive, catalog.LedgerPlan, catalog.LedgerCategory, catalog.LedgerUnit,
		catalog.LedgerDeadline, catalog.LedgerAnnounced, catalog.LedgerWaived, catalog.LedgerRule, catalog.LedgerApproved, catalog.LedgerUntil)}
	for _, n := range b.l.Late {
		announced := b.cell("moment", n.Announced)
		if !n.Committed {
			announced = b.cell("text", catalog.LedgerNotYet)
		}
		waived := catalog.LedgerNo
		if n.Waived {
			waived = catalog.LedgerYes
		}
		rows = append(rows, []any{b.cell("text", catalog.LedgerLate), b.cell("moment", n.Arrive), b.cell("text", ledger.VisitName(n.Visit)),
			b.cell("text", n.Category), b.cell("text", n.Unit), b.cell("moment", n.Deadline), announced, b.cell("text", waived)})
	}
	for _, w := range b.l.Waivers {
		rule := catalog.Same(w.Rule)
		if b.rule != nil {
			if title := b.rule(w.Rule); !title.IsZero() {
				rule = catalog.LedgerRuleTitle.With(w.Rule, title)
			}
		}
		rows = append(rows, []any{b.cell("text", catalog.LedgerWaived), b.cell("moment", w.Arrive), b.cell("text", ledger.VisitName(w.Visit)),
			nil, nil, nil, nil, nil, b.cell("text", rule), b.cell("text", w.Approver), b.cell("day", w.Until)})
	}
	return b.Rows(b.exceptionsName, []float64{18, 17, 26, 9, 20, 17, 17, 10, 44, 18, 12}, 1, rows)
}
