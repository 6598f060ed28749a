package statement

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/mattn/go-runewidth"

	"usher/internal/catalog"
	"usher/internal/ledger"
	"usher/internal/workbook"
)

// Text writes the account for people, in columns.
func Text(w io.Writer, l *ledger.Ledger, o Options) error {
	t := &printer{lang: o.Lang}
	t.line(l.Company.In(o.Lang))
	t.line(catalog.LedgerTitle.In(o.Lang) + "  " + l.Period.String())
	t.line(catalog.LedgerAmounts.With(l.Currency).In(o.Lang))

	t.groups(catalog.LedgerByCategory, catalog.LedgerCategory, l.Categories, l.Total)
	t.groups(catalog.LedgerByUnit, catalog.LedgerUnit, l.Units, l.Total)

	kinds := [][]string{t.heads(catalog.LedgerKind, catalog.LedgerPlanned, catalog.LedgerActual, catalog.LedgerDifference)}
	cost := func(name catalog.Text, c ledger.Cost) {
		kinds = append(kinds, []string{name.In(o.Lang), c.Planned.Grouped(), c.Spent(l.Total.Settled > 0), c.Compared(l.Total.Settled > 0)})
	}
	for _, k := range l.Total.Kinds {
		cost(k.Name, k.Cost)
	}
	cost(catalog.LedgerTotal, l.Total.Cost)
	t.section(catalog.LedgerByKind)
	t.table(kinds, 1, true)

	rooms := [][]string{t.heads(catalog.LedgerRoom, catalog.LedgerBookings, catalog.LedgerInUse, catalog.LedgerWorking, catalog.LedgerShare)}
	for _, r := range l.Rooms {
		share := "–"
		if s, ok := l.Share(r); ok {
			share = ledger.Percent(s)
		}
		rooms = append(rooms, []string{r.Name.In(o.Lang), fmt.Sprint(r.Bookings), ledger.Clock(r.Minutes), ledger.Clock(r.Working), share})
	}
	t.section(catalog.LedgerRoomUse)
	t.table(rooms, 1, false)

	t.late(l)
	t.waivers(l, o)
	t.line("")
	for _, n := range ledger.Notes(l) {
		t.line(n.In(o.Lang))
	}
	_, err := io.WriteString(w, t.b.String())
	return err
}

type printer struct {
	b    strings.Builder
	lang catalog.Lang
}

func (t *printer) line(s string) { t.b.WriteString(strings.TrimRight(workbook.Plain(s), " ") + "\n") }

func (t *printer) section(head catalog.Text) {
	t.line("")
	t.line(head.In(t.lang))
	t.line("")
}

func (t *printer) heads(texts ...catalog.Text) []string {
	out := make([]string, len(texts))
	for i, text := range texts {
		out[i] = text.In(t.lang)
	}
	return out
}

func (t *printer) groups(head, first catalog.Text, all []ledger.Group, total ledger.Sums) {
	rows := [][]string{t.heads(first, catalog.LedgerVisits, catalog.LedgerGuests, catalog.LedgerHoursShort, catalog.LedgerPlanned,
		catalog.LedgerActual, catalog.LedgerDifference, catalog.LedgerLateShort, catalog.LedgerWaiversShort)}
	add := func(name string, s ledger.Sums) {
		rows = append(rows, []string{name, fmt.Sprint(s.Visits), fmt.Sprint(s.Guests), ledger.Clock(s.Minutes), s.Planned.Grouped(), s.Spent(s.Settled > 0),
			s.Compared(s.Settled > 0), fmt.Sprint(s.Late), fmt.Sprint(s.Waivers)})
	}
	for _, g := range all {
		name := g.Name
		if first == catalog.LedgerCategory {
			name = g.Title()
		}
		add(name.In(t.lang), g.Sums)
	}
	add(catalog.LedgerTotal.In(t.lang), total)
	t.section(head)
	t.table(rows, 1, true)
}

func (t *printer) late(l *ledger.Ledger) {
	t.section(catalog.LedgerLate)
	if len(l.Late) == 0 {
		t.line("  " + catalog.LedgerNone.In(t.lang))
		return
	}
	rows := [][]string{t.heads(catalog.LedgerArrive, catalog.LedgerVisit, catalog.LedgerCategory, catalog.LedgerDeadline, catalog.LedgerAnnounced, catalog.LedgerWaived)}
	for _, n := range l.Late {
		announced, waived := string(n.Announced), ""
		if !n.Committed {
			announced = catalog.LedgerNotYet.In(t.lang)
		}
		if n.Waived {
			waived = catalog.LedgerYes.In(t.lang)
		}
		rows = append(rows, []string{string(n.Arrive), ledger.VisitName(n.Visit).In(t.lang), n.Category, string(n.Deadline), announced, waived})
	}
	t.table(rows, len(rows[0]), false)
}

func (t *printer) waivers(l *ledger.Ledger, o Options) {
	t.section(catalog.LedgerWaivers)
	if len(l.Waivers) == 0 {
		t.line("  " + catalog.LedgerNone.In(t.lang))
		return
	}
	rows := [][]string{t.heads(catalog.LedgerArrive, catalog.LedgerVisit, catalog.LedgerRule, catalog.LedgerApproved, catalog.LedgerUntil)}
	for _, w := range l.Waivers {
		rows = append(rows, []string{string(w.Arrive), ledger.VisitName(w.Visit).In(t.lang), w.Rule, w.Approver.In(t.lang), string(w.Until)})
	}
	t.table(rows, len(rows[0]), false)
}

// width is the number of terminal columns of s; what Unicode calls ambiguous is narrow.
func width(s string) int {
	c := runewidth.Condition{EastAsianWidth: false, StrictEmojiNeutral: true}
	return c.StringWidth(s)
}

// table sets rows in columns, the first so many to the left and the rest, which
// are figures, to the right; under the head, and over a total, there is a rule.
func (t *printer) table(rows [][]string, left int, total bool) {
	widths := make([]int, len(rows[0]))
	for _, row := range rows {
		for i := range row {
			row[i] = workbook.Plain(row[i])
			widths[i] = max(widths[i], width(row[i]))
		}
	}
	rule := make([]string, len(widths))
	for i, w := range widths {
		rule[i] = strings.Repeat("─", w)
	}
	rows = slices.Insert(rows, 1, rule)
	if total {
		rows = slices.Insert(rows, len(rows)-1, rule)
	}
	for _, row := range rows {
		var b strings.Builder
		for i, s := range row {
			pad := strings.Repeat(" ", widths[i]-width(s))
			b.WriteString("  ")
			if i < left {
				b.WriteString(s + pad)
			} else {
				b.WriteString(pad + s)
			}
		}
		t.line(b.String())
	}
}
