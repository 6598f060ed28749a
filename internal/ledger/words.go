package ledger

import (
	"fmt"
	"strconv"
	"strings"

	"usher/internal/catalog"
)

// String is the amount with two decimals and no separators: "1180.50".
func (c Cents) String() string {
	sign, n := "", uint64(c)
	if c < 0 {
		sign, n = "-", -n
	}
	s := strconv.FormatUint(100+n%100, 10)
	return sign + strconv.FormatUint(n/100, 10) + "." + s[1:]
}

// Grouped is the amount as people read it: "1,180" or "1,180.50".
func (c Cents) Grouped() string {
	sign := ""
	if c < 0 {
		sign = "-"
	}
	whole, cents, _ := strings.Cut(strings.TrimPrefix(c.String(), "-"), ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if cents != "00" {
		whole += "." + cents
	}
	return sign + whole
}

// Signed is a difference as people read it: "+40", "−40", "0".
func (c Cents) Signed() string {
	switch {
	case c > 0:
		return "+" + c.Grouped()
	case c < 0:
		return "−" + strings.TrimPrefix(c.Grouped(), "-")
	}
	return c.Grouped()
}

// unknown stands for a figure that nobody has stated.
const unknown = "–"

// Spent is Actual as people read it; a dash where no visit has stated its costs.
func (c Cost) Spent(settled bool) string {
	if !settled {
		return unknown
	}
	return c.Actual.Grouped()
}

// Compared is Difference as people read it; a dash as Spent has it.
func (c Cost) Compared(settled bool) string {
	if !settled {
		return unknown
	}
	return c.Difference.Signed()
}

// Clock is minutes as hours: "112:30".
func Clock(minutes int) string { return fmt.Sprintf("%d:%02d", minutes/60, minutes%60) }

// Percent is a share of 1 with one decimal: "12.5%".
func Percent(share float64) string { return strconv.FormatFloat(share*100, 'f', 1, 64) + "%" }

// String is the month, else both days.
func (p Period) String() string {
	if m := p.Month(); m != "" {
		return m
	}
	return string(p.From) + " – " + string(p.Until)
}

// Title puts the id before the name, as people speak of categories: "A 重要客户".
func (g Group) Title() catalog.Text {
	if g.ID == "" || g.Name == catalog.Same(g.ID) {
		return g.Name
	}
	return catalog.Text{EN: g.ID + " " + g.Name.EN, ZH: g.ID + " " + g.Name.ZH}
}

// VisitName is what a visit is called by its id, which a confidential one has not.
func VisitName(id string) catalog.Text {
	if id == "" {
		return catalog.LedgerSecret
	}
	return catalog.Same(id)
}

// Notes are the sentences that belong under the figures.
func Notes(l *Ledger) []catalog.Text {
	out := []catalog.Text{catalog.LedgerSettledOf.With(l.Total.Settled, l.Total.Visits)}
	if l.Cancelled.Visits > 0 {
		out = append(out, catalog.LedgerCancelledOf.With(l.Cancelled.Visits, l.Cancelled.Planned.Grouped(), l.Cancelled.Actual.Grouped()))
	}
	if l.WorkingMinutes > 0 {
		out = append(out, catalog.LedgerRoomsOf.With(l.WorkingDays, Clock(l.WorkingMinutes)))
	} else {
		out = append(out, catalog.LedgerNoHours.With(l.WorkingDays))
	}
	if len(l.UnknownYears) > 0 {
		years := make([]string, len(l.UnknownYears))
		for i, y := range l.UnknownYears {
			years[i] = strconv.Itoa(y)
		}
		out = append(out, catalog.LedgerUnknownYear.With(strings.Join(years, ", ")))
	}
	if l.Undated > 0 {
		out = append(out, catalog.LedgerUndated.With(l.Undated))
	}
	return out
}
