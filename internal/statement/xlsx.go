package statement

import (
	"fmt"
	"io"
	"time"

	"usher/internal/catalog"
	"usher/internal/ledger"
	"usher/internal/workbook"
)

// XLSX writes a workbook of three sheets: the figures, the visits they come from,
// and what was out of the ordinary. The figures are formulas over the visits, with
// their values stored beside them, so that they show where nothing recalculates.
// Numbers, hours and moments are real ones; a text of a plan is a text and never a
// formula. The same account gives the same bytes.
func XLSX(w io.Writer, l *ledger.Ledger, o Options) error {
	made, err := workbook.New(o.Languages)
	if err != nil {
		return fmt.Errorf("writing the spreadsheet: %w", err)
	}
	defer made.Close()
	b := &book{Book: made, l: l, rule: o.Rule}
	for _, step := range []func() error{
		b.sheets, b.visits, b.figures, b.exceptions,
		func() error { return b.Write(w, b.properties()) },
	} {
		if err := step(); err != nil {
			return fmt.Errorf("writing the spreadsheet: %w", err)
		}
	}
	return nil
}

// book is a workbook in the making.
type book struct {
	*workbook.Book
	l    *ledger.Ledger
	rule func(id string) catalog.Text
	// The names of the sheets, in the first language.
	figuresName, visitsName, exceptionsName string
	kinds                                   []ledger.Kind // of all visits, those called off too
}

// sheets makes the three sheets, each ready to print.
func (b *book) sheets() error {
	first := b.Lang()
	b.figuresName, b.visitsName, b.exceptionsName = catalog.LedgerShort.In(first), catalog.LedgerVisits.In(first), catalog.LedgerExceptions.In(first)
	if err := b.Sheet(b.figuresName, workbook.Page{Portrait: true}); err != nil {
		return err
	}
	for _, name := range []string{b.visitsName, b.exceptionsName} {
		if err := b.Sheet(name, workbook.Page{Repeat: 1}); err != nil {
			return err
		}
	}
	return nil
}

// properties are the document's; its dates are those of the period.
func (b *book) properties() workbook.Properties {
	return workbook.Properties{
		Title: b.Text(catalog.LedgerTitle) + " " + b.l.Period.String(), Subject: b.Text(b.l.Company),
		Made: b.l.Period.Until.At("00:00").In(time.UTC),
	}
}

func (b *book) cell(look string, value any) workbook.Cell {
	if cents, ok := value.(ledger.Cents); ok {
		value = cents.Float()
	}
	return b.Cell(look, value)
}

// computed is a formula with its value.
func (b *book) computed(look, formula string, value any) workbook.Cell {
	c := b.cell(look, value)
	c.Formula = formula
	return c
}
