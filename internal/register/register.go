// Package register provides the company's registers as spreadsheets: visits, use of
// rooms, loans of equipment, and what has to be bought.
package register

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"usher/internal/audience"
	"usher/internal/catalog"
	"usher/internal/company"
	"usher/internal/facts"
	"usher/internal/plan"
	"usher/internal/workbook"
)

// Folder is the folder beneath the output folder that all registers lie in.
const Folder = "registers"

// Visit is a plan to enter, also a cancelled one.
type Visit struct {
	Plan   *plan.Plan
	Facts  *facts.Facts
	Commit string    // that last changed the plan; empty: not committed
	Time   time.Time // of the commit; zero: not known
	Opened []string  // fields that were sealed and that a key has opened (R5.1)
}

// Options are what all registers of a run share.
type Options struct {
	Company *company.Company
	// Languages are written side by side, one or two; empty is Chinese and English.
	Languages []catalog.Lang
	// Reader is whom the registers are for (R5.1); empty is who runs reception.
	// Whoever it is, of a confidential visit they tell neither visitor nor purpose.
	Reader string
}

// File is one register.
type File struct {
	Name string // path beneath the output folder, with slashes
	Data []byte
}

// Registers draws up all of them, in the order of arrival. Numbers, moments and
// days are real ones, sums are formulas with their values, and what a plan says is
// text whatever it begins with. Buying is for visits that have not ended. The same
// visits give the same bytes; the documents are dated by the newest commit, or by
// the first second of 1970 where there is none.
func Registers(visits []Visit, o Options) ([]File, error) {
	if o.Company == nil {
		return nil, errors.New("drawing up registers: no company")
	}
	e := entries{Options: o, made: time.Unix(0, 0)}
	for _, v := range visits {
		if v.Plan == nil || v.Facts == nil || len(v.Facts.Rooms) != len(v.Plan.Rooms) {
			return nil, errors.New("drawing up registers: a visit without plan, or with the facts of another")
		}
		if v.Time.After(e.made) {
			e.made = v.Time
		}
		if audience.Tells(o.Company, plan.Confidential, v.Opened, o.Reader) {
			e.mark = "  " + catalog.Sheets["sealed-mark"].ZH + " " + catalog.Sheets["sealed-mark"].EN
		}
		if audience.Concerns(o.Company, o.Reader, v.Plan, v.Facts) {
			e.visits = append(e.visits, e.see(v))
		}
	}
	slices.SortStableFunc(e.visits, func(a, b *entry) int { return strings.Compare(string(a.plan.Arrive), string(b.plan.Arrive)) })
	var files []File
	for _, r := range []table{e.visitTable(), e.roomTable(), e.loanTable(), e.procurementTable()} {
		data, err := e.write(r)
		if err != nil {
			return nil, fmt.Errorf("drawing up the register %s: %w", r.name, err)
		}
		files = append(files, File{Folder + "/" + r.name + ".xlsx", data})
	}
	return files, nil
}

// entries are the visits of a run as the reader may see them.
type entries struct {
	Options
	visits []*entry
	made   time.Time
	mark   string // at the head of each page, where something that was sealed is told
}

// entry is a visit as the reader may see it.
type entry struct {
	plan   *plan.Plan
	facts  *facts.Facts
	status string
	secret bool // neither visitor nor purpose
	ended  bool
	commit string
}

func (e *entries) see(v Visit) *entry {
	s := &entry{
		status: v.Plan.Status, ended: v.Facts.Ended,
		secret: v.Plan.Confidentiality == plan.Confidential || v.Plan.IsWrong("confidentiality"),
		commit: v.Commit[:min(7, len(v.Commit))],
	}
	if s.status == "" {
		s.status = plan.Planned
	}
	s.plan, s.facts, _ = audience.For(v.Plan, v.Facts, e.Company, e.Reader)
	return s
}

// visitor is who comes, or that it is an internal meeting.
func (v *entry) visitor() catalog.Text {
	if v.secret || v.plan.Hides("customer.organization") {
		return catalog.FeedSecret
	}
	return catalog.Same(v.plan.Customer.Organization)
}

// open is a text of the plan; nothing of a confidential one.
func (v *entry) open(text string) string {
	if v.secret {
		return ""
	}
	return text
}

// column is a column of a register.
type column struct {
	head  catalog.Text
	look  string // of workbook.Cell
	width float64
	sum   bool
	// product names two columns, from 1, whose product this one is: a formula.
	product [2]int
	// between names two columns of moments, from 1, whose difference this one is.
	between [2]int
}

// table is a register: its rows hold a value for each column.
type table struct {
	name    string
	title   catalog.Text
	columns []column
	rows    [][]any
}

// write makes a workbook of one sheet out of a register: its heads, its rows, and
// the sums below.
func (e *entries) write(t table) ([]byte, error) {
	b, err := workbook.New(e.Languages)
	if err != nil {
		return nil, err
	}
	defer b.Close()
	name := t.title.In(b.Lang())
	if err := b.Sheet(name, workbook.Page{Repeat: 1, Header: b.Text(e.Company.Name) + "  " + b.Text(t.title) + e.mark}); err != nil {
		return nil, err
	}
	heads := make([]catalog.Text, len(t.columns))
	widths := make([]float64, len(t.columns))
	for i, c := range t.columns {
		heads[i], widths[i] = c.head, c.width
	}
	rows := [][]any{b.Heads(heads...)}
	for i, values := range t.rows {
		rows = append(rows, e.row(b, t, values, i+2))
	}
	if sums := e.sums(b, t); sums != nil {
		rows = append(rows, sums)
	}
	if err := b.Rows(name, widths, 1, rows); err != nil {
		return nil, err
	}
	whole := fmt.Sprintf("A1:%s%d", workbook.Letters(len(t.columns)), len(t.rows)+1)
	if err := b.File.AutoFilter(name, whole, nil); err != nil {
		return nil, err
	}
	var out bytes.Buffer
	err = b.Write(&out, workbook.Properties{Title: b.Text(t.title) + e.mark, Subject: b.Text(e.Company.Name), Made: e.made})
	return out.Bytes(), err
}

func (e *entries) row(b *workbook.Book, t table, values []any, row int) []any {
	out := make([]any, len(values))
	at := func(col int) string { return fmt.Sprintf("%s%d", workbook.Letters(col), row) }
	for i, c := range t.columns {
		switch {
		case values[i] == nil:
			out[i] = b.Cell(c.look, nil)
		case c.product[0] > 0:
			out[i] = b.Computed(c.look, at(c.product[0])+"*"+at(c.product[1]), values[i])
		case c.between[0] > 0:
			out[i] = b.Computed(c.look, at(c.between[1])+"-"+at(c.between[0]), values[i])
		default:
			out[i] = b.Cell(c.look, values[i])
		}
	}
	return out
}

// sums is the row of totals; nil where there is nothing to add up.
func (e *entries) sums(b *workbook.Book, t table) []any {
	if len(t.rows) == 0 {
		return nil
	}
	out := make([]any, len(t.columns))
	for i, c := range t.columns {
		out[i] = b.Cell("text-sum", "")
		if !c.sum {
			continue
		}
		total := 0.0
		for _, row := range t.rows {
			switch v := row[i].(type) {
			case int:
				total += float64(v)
			case float64:
				total += v
			}
		}
		if c.look == "money" {
			total = cents(total)
		}
		col := workbook.Letters(i + 1)
		out[i] = b.Computed(c.look+"-sum", fmt.Sprintf("SUM(%s2:%s%d)", col, col, len(t.rows)+1), total)
	}
	out[0] = b.Cell("text-sum", catalog.LedgerTotal)
	return out
}
