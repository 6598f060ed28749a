package render

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"

	"usher/internal/catalog"
	"usher/internal/ledger"
)

// LedgerPage is what ledger.html sees: the figures as text, and bars beside them.
// It prints on one A4 page; what a company has too much of is summed up in a last
// row.
type LedgerPage struct {
	Page
	Period string // "2026-12", or both days
	Facts  []LedgerFact
	Wide   []LedgerTable // by category, department, kind
	Rooms  LedgerTable
	Lists  []LedgerList // late notices, waivers; beside the rooms
	Notes  []catalog.Text
}

// LedgerFact is one of the figures at the head.
type LedgerFact struct {
	Name  catalog.Text
	Value string
}

// LedgerTable is a table of figures with a bar chart in its last column.
type LedgerTable struct {
	Number int // of the section, from 0
	Title  catalog.Text
	Head   []catalog.Text // of the first column and of the figures
	Rows   []LedgerRow
	Cost   bool // two bars a row, planned over actual; else one, of the office hours
	Chart  int  // width of the chart's column, as the bars count
}

// LedgerRow is a row of figures and its bars.
type LedgerRow struct {
	ID    string // before the name; may be empty
	Name  catalog.Text
	Cells []string
	Bars  []Bar
	Total bool
}

// Bar is a bar of a chart, in tenths of a millimetre.
type Bar struct {
	Top, Width, Height int
	Filled             bool // black; else an outline
}

// LedgerList is what was out of the ordinary.
type LedgerList struct {
	Number int // of the section, from 0
	Title  catalog.Text
	Items  []catalog.Text
	More   catalog.Text // zero where all are shown
}

// The widths of the charts in ledger.css, in tenths of a millimetre, and how many
// items of a list are shown, the rest being counted.
const (
	wideChart   = 285
	roomsChart  = 170
	ledgerItems = 2
)

// ledgerRows is how many rows the tables may have, the last one standing beside
// the lists, for all to fit on one page. What is longest is cut first. The heights
// are those of ledger.css, in tenths of a millimetre.
func ledgerRows(wanted []int, lists []LedgerList, notes, languages int) []int {
	const page, head, section, foot, row, item, line, second = 2660, 450, 170, 30, 49, 82, 46, 30
	note := 36
	if languages > 1 {
		note = 58 // every other one breaks
	}
	left := (page - head - (len(wanted)*section + foot) - notes*note) / row
	height := second
	for _, l := range lists {
		height += len(l.Items) * item
		if len(l.Items) == 0 || !l.More.IsZero() {
			height += line
		}
	}
	beside := (height + row - 1) / row
	limits := slices.Clone(wanted)
	last := len(limits) - 1
	for {
		sum, longest := max(limits[last], beside), 0
		for i, n := range limits {
			if i < last {
				sum += n
			} else if n <= beside {
				continue
			}
			if n > limits[longest] {
				longest = i
			}
		}
		if sum <= left || limits[longest] <= 3 {
			return limits
		}
		limits[longest]--
	}
}

// Ledger returns the account of a period as one HTML page, with bars for the cost
// and the use of rooms. Its look is ledger.html, sheet.css and ledger.css of the
// templates.
func Ledger(l *ledger.Ledger, o Options) ([]byte, error) {
	r, err := newRun(o)
	if err != nil {
		return nil, err
	}
	p := &LedgerPage{
		Page: Page{
			Lang: tags[r.speak[0]], Kind: "ledger", Code: "CR", Title: catalog.LedgerTitle, Short: catalog.LedgerShort,
			Company: r.company.Name, Department: r.company.Department, Letterhead: r.letterhead(),
		},
		Period: l.Period.String(),
		Notes:  append([]catalog.Text{catalog.LedgerAmountsIn.With(l.Currency)}, ledger.Notes(l)...),
	}
	p.facts(l)
	p.Lists = []LedgerList{lateNotices(l), waivers(l)}
	// One row more for the total, which the rooms have not.
	rows := ledgerRows([]int{len(l.Categories) + 1, len(l.Units) + 1, len(l.Total.Kinds) + 1, len(l.Rooms)}, p.Lists, len(p.Notes), len(r.speak))
	p.Wide = []LedgerTable{
		costs(catalog.LedgerByCategory, catalog.LedgerCategory, l.Categories, l.Total, rows[0]-1),
		costs(catalog.LedgerByUnit, catalog.LedgerUnit, l.Units, l.Total, rows[1]-1),
		kindsOfCost(l.Total, rows[2]-1),
	}
	p.Rooms = rooms(l, rows[3])
	for i := range p.Wide {
		p.Wide[i].Number = i
	}
	p.Rooms.Number = len(p.Wide)
	for i := range p.Lists {
		p.Lists[i].Number = len(p.Wide) + 1 + i
	}
	p.Page.Period = p.Period // for the running head and the file's name
	if err := r.dress(&p.Page, ""); err != nil {
		return nil, err
	}
	data, err := r.execute("ledger.html", p)
	if err != nil {
		return nil, fmt.Errorf("rendering the report: %w", err)
	}
	return data, nil
}

func (p *LedgerPage) facts(l *ledger.Ledger) {
	t := l.Total
	p.Facts = []LedgerFact{
		{catalog.LedgerVisits, strconv.Itoa(t.Visits)},
		{catalog.LedgerGuests, strconv.Itoa(t.Guests)},
		{catalog.LedgerHours, ledger.Clock(t.Minutes)},
		{catalog.LedgerPlanned, t.Planned.Grouped()},
		{catalog.LedgerActual, t.Spent(t.Settled > 0)},
		{catalog.LedgerLate, strconv.Itoa(t.Late)},
		{catalog.LedgerWaivers, strconv.Itoa(t.Waivers)},
		{catalog.LedgerCancelled, strconv.Itoa(l.Cancelled.Visits)},
	}
}

// costs is a table of groups of visits.
func costs(title, first catalog.Text, groups []ledger.Group, total ledger.Sums, most int) LedgerTable {
	t := LedgerTable{Title: title, Cost: true, Chart: wideChart, Head: []catalog.Text{
		first, catalog.LedgerVisits, catalog.LedgerGuests, catalog.LedgerHoursShort, catalog.LedgerPlanned, catalog.LedgerActual, catalog.LedgerDifference,
	}}
	shown, rest := fit(groups, most, func(g ledger.Group) ledger.Cents { return max(g.Planned, g.Actual) })
	if len(rest) > 0 {
		others := ledger.Group{Name: catalog.LedgerMore.With(len(rest))}
		for _, g := range rest {
			others.Visits, others.Guests, others.Minutes = others.Visits+g.Visits, others.Guests+g.Guests, others.Minutes+g.Minutes
			others.Settled += g.Settled
			others.Add(g.Cost)
		}
		shown = append(slices.Clip(shown), others)
	}
	var top ledger.Cents
	for _, g := range shown {
		top = max(top, g.Planned, g.Actual)
	}
	row := func(name catalog.Text, s ledger.Sums) LedgerRow {
		return LedgerRow{Name: name, Cells: []string{
			strconv.Itoa(s.Visits), strconv.Itoa(s.Guests), ledger.Clock(s.Minutes), s.Planned.Grouped(), s.Spent(s.Settled > 0), s.Compared(s.Settled > 0),
		}}
	}
	for _, g := range shown {
		r := row(g.Name, g.Sums)
		// As people speak of categories: "A, company VIP".
		if first == catalog.LedgerCategory && g.Name != catalog.Same(g.ID) {
			r.ID = g.ID
		}
		r.Bars = costBars(g.Cost, top, wideChart)
		t.Rows = append(t.Rows, r)
	}
	sum := row(catalog.LedgerTotal, total)
	sum.Total = true
	t.Rows = append(t.Rows, sum)
	return t
}

func kindsOfCost(total ledger.Sums, most int) LedgerTable {
	t := LedgerTable{Title: catalog.LedgerByKind, Cost: true, Chart: wideChart, Head: []catalog.Text{
		catalog.LedgerKind, {}, {}, {}, catalog.LedgerPlanned, catalog.LedgerActual, catalog.LedgerDifference,
	}}
	shown, rest := fit(total.Kinds, most, func(k ledger.Kind) ledger.Cents { return max(k.Planned, k.Actual) })
	if len(rest) > 0 {
		others := ledger.Kind{Name: catalog.LedgerMore.With(len(rest))}
		for _, k := range rest {
			others.Add(k.Cost)
		}
		shown = append(slices.Clip(shown), others)
	}
	var top ledger.Cents
	for _, k := range shown {
		top = max(top, k.Planned, k.Actual)
	}
	row := func(name catalog.Text, c ledger.Cost) LedgerRow {
		return LedgerRow{Name: name, Cells: []string{"", "", "", c.Planned.Grouped(), c.Spent(total.Settled > 0), c.Compared(total.Settled > 0)}}
	}
	for _, k := range shown {
		r := row(k.Name, k.Cost)
		r.Bars = costBars(k.Cost, top, wideChart)
		t.Rows = append(t.Rows, r)
	}
	sum := row(catalog.LedgerTotal, total.Cost)
	sum.Total = true
	t.Rows = append(t.Rows, sum)
	return t
}

// rooms is a table without a total: a company's rooms are not one room. Its bars
// are of the office hours, not of the busiest room.
func rooms(l *ledger.Ledger, most int) LedgerTable {
	t := LedgerTable{Title: catalog.LedgerRoomUse, Chart: roomsChart, Head: []catalog.Text{
		catalog.LedgerRoom, catalog.LedgerBookings, catalog.LedgerInUse, catalog.LedgerShare,
	}}
	shown, rest := fit(l.Rooms, most, func(r ledger.Room) int { return r.Minutes })
	row := func(r ledger.Room) LedgerRow {
		return LedgerRow{Name: r.Name, Cells: []string{strconv.Itoa(r.Bookings), ledger.Clock(r.Minutes), "–"}}
	}
	for _, r := range shown {
		row := row(r)
		if share, ok := l.Share(r); ok {
			row.Cells[2] = ledger.Percent(share)
			row.Bars = []Bar{{Top: 6, Width: part(share, roomsChart), Height: 18, Filled: true}}
		}
		t.Rows = append(t.Rows, row)
	}
	if len(rest) > 0 {
		others := ledger.Room{Name: catalog.LedgerMore.With(len(rest))}
		for _, r := range rest {
			others.Bookings, others.Minutes = others.Bookings+r.Bookings, others.Minutes+r.Minutes
		}
		t.Rows = append(t.Rows, row(others))
	}
	return t
}

// fit is what of a table is shown row by row, and what is summed up in a last
// row, at most so many together; those that weigh most are shown then.
func fit[T any, W cmp.Ordered](all []T, most int, weight func(T) W) (shown, rest []T) {
	if len(all) <= most {
		return all, nil
	}
	all = slices.Clone(all)
	slices.SortStableFunc(all, func(a, b T) int { return cmp.Compare(weight(b), weight(a)) })
	return all[:most-1], all[most-1:]
}

// part is a share of a chart's width; what is something is seen.
func part(share float64, width int) int {
	if share <= 0 {
		return 0
	}
	return max(2, int(share*float64(width)+0.5))
}

// costBars are planned, in outline, over actual, in black.
func costBars(c ledger.Cost, most ledger.Cents, width int) []Bar {
	of := func(n ledger.Cents) int {
		if most == 0 {
			return 0
		}
		return part(float64(n)/float64(most), width)
	}
	return []Bar{{Top: 2, Width: of(c.Planned), Height: 12}, {Top: 16, Width: of(c.Actual), Height: 12, Filled: true}}
}

func lateNotices(l *ledger.Ledger) LedgerList {
	out := LedgerList{Title: catalog.LedgerLate}
	for i, n := range l.Late {
		if i == ledgerItems {
			out.More = catalog.LedgerMore.With(len(l.Late) - i)
			break
		}
		announced := catalog.Same(string(n.Announced))
		if !n.Committed {
			announced = catalog.LedgerNotYet
		}
		item := catalog.LedgerLateItem
		if n.Waived {
			item = catalog.LedgerLateWaived
		}
		item = item.With(n.Arrive.Date(), ledger.VisitName(n.Visit), n.Deadline, announced)
		out.Items = append(out.Items, item)
	}
	return out
}

func waivers(l *ledger.Ledger) LedgerList {
	out := LedgerList{Title: catalog.LedgerWaivers}
	for i, w := range l.Waivers {
		if i == ledgerItems {
			out.More = catalog.LedgerMore.With(len(l.Waivers) - i)
			break
		}
		out.Items = append(out.Items, catalog.LedgerWaiverItem.With(w.Arrive.Date(), ledger.VisitName(w.Visit), w.Rule, w.Approver))
	}
	return out
}
