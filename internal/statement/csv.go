package statement

import (
	"encoding/csv"
	"io"
	"strconv"

	"usher/internal/catalog"
	"usher/internal/ledger"
)

// columns are the heads of the CSV; they are for programs and have one language.
var columns = []string{
	"from", "to", "by", "id", "name", "kind", "arrive", "visits", "settled", "guests", "hours",
	"planned", "actual", "difference", "currency", "late-notices", "waivers", "bookings", "office-hours", "share",
}

// CSV writes one table (RFC 4180: commas, CR LF). Each row is the figures of one
// group: "by" says by what ("total", "cancelled", "category", "unit", "room", "visit"),
// id and name which. Where "kind" is filled the row is that kind of cost alone, else
// all kinds together; a figure that a row has not is empty. Hours are decimal.
//
// It begins with a byte order mark, without which spreadsheets take Chinese for
// another encoding. What comes out of plans and policies is never a formula: a
// text that begins like one gets an apostrophe in front.
func CSV(w io.Writer, l *ledger.Ledger, o Options) error {
	if _, err := io.WriteString(w, "\uFEFF"); err != nil {
		return err
	}
	t := &sheet{l: l, csv: csv.NewWriter(w)}
	t.csv.UseCRLF = true
	t.csv.Write(columns)
	t.sums("total", "", catalog.LedgerTotal.In(o.Lang), l.Total)
	t.sums("cancelled", "", catalog.LedgerCancelled.In(o.Lang), l.Cancelled)
	for _, g := range l.Categories {
		t.sums("category", g.ID, g.Name.In(o.Lang), g.Sums)
	}
	for _, g := range l.Units {
		t.sums("unit", g.ID, g.Name.In(o.Lang), g.Sums)
	}
	for _, r := range l.Rooms {
		row := record{"by": "room", "id": inert(r.ID), "name": inert(r.Name.In(o.Lang)), "bookings": strconv.Itoa(r.Bookings),
			"hours": hours(r.Minutes), "office-hours": hours(r.Working)}
		if s, ok := l.Share(r); ok {
			row["share"] = strconv.FormatFloat(s, 'f', 4, 64)
		}
		t.write(row)
	}
	for _, v := range l.Visits {
		name := v.Organization
		if v.Confidential {
			name = catalog.LedgerSecret.In(o.Lang)
		}
		row := record{"by": "visit", "id": inert(v.ID), "name": inert(name), "arrive": string(v.Arrive)}
		s := ledger.Sums{Visits: 1, Guests: v.Guests, Minutes: v.Minutes, Waivers: v.Waivers, Cost: v.Cost}
		if v.Settled {
			s.Settled = 1
		}
		if v.Late {
			s.Late = 1
		}
		t.write(row.with(s))
	}
	t.csv.Flush()
	return t.csv.Error()
}

// record is a row by the names of its columns.
type record map[string]string

type sheet struct {
	l   *ledger.Ledger
	csv *csv.Writer
}

func (t *sheet) write(r record) {
	r["from"], r["to"] = string(t.l.Period.From), string(t.l.Period.Until)
	if r["planned"] != "" {
		r["currency"] = inert(t.l.Currency)
	}
	row := make([]string, len(columns))
	for i, c := range columns {
		row[i] = r[c]
	}
	t.csv.Write(row) // the writer keeps its error
}

// sums writes a group, and each kind of cost of it.
func (t *sheet) sums(by, id, name string, s ledger.Sums) {
	row := func() record { return record{"by": by, "id": inert(id), "name": inert(name)} }
	t.write(row().with(s))
	for _, k := range s.Kinds {
		r := row().cost(k.Cost)
		r["kind"] = inert(k.ID)
		t.write(r)
	}
}

func (r record) with(s ledger.Sums) record {
	for column, n := range map[string]int{"visits": s.Visits, "settled": s.Settled, "guests": s.Guests, "late-notices": s.Late, "waivers": s.Waivers} {
		r[column] = strconv.Itoa(n)
	}
	r["hours"] = hours(s.Minutes)
	return r.cost(s.Cost)
}

func (r record) cost(c ledger.Cost) record {
	r["planned"], r["actual"], r["difference"] = c.Planned.String(), c.Actual.String(), c.Difference.String()
	return r
}
