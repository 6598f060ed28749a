package statement

import (
	"archive/zip"
	"bytes"
	"cmp"
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/xuri/excelize/v2"

	"usher/internal/catalog"
	"usher/internal/ledger"
	"usher/internal/plan"
)

// XLSX writes a workbook of three sheets: the figures, the visits they come from,
// and what was out of the ordinary. The figures are formulas over the visits, with
// their values stored beside them, so that they show where nothing recalculates.
// Numbers, hours and moments are real ones; a text of a plan is a text and never a
// formula. The same account gives the same bytes.
func XLSX(w io.Writer, l *ledger.Ledger, o Options) error {
	b := &book{l: l, langs: o.Languages, rule: o.Rule, file: excelize.NewFile()}
	defer b.file.Close()
	if len(b.langs) == 0 {
		b.langs = []catalog.Lang{catalog.ZH, catalog.EN}
	}
	var packed bytes.Buffer
	for _, step := range []func() error{
		b.styles, b.sheets, b.visits, b.figures, b.exceptions, b.properties,
		func() error { _, err := b.file.WriteTo(&packed); return err },
		func() error { return repack(w, packed.Bytes()) },
	} {
		if err := step(); err != nil {
			return fmt.Errorf("writing the spreadsheet: %w", err)
		}
	}
	return nil
}

// book is a workbook in the making.
type book struct {
	l     *ledger.Ledger
	langs []catalog.Lang
	rule  func(id string) catalog.Text
	file  *excelize.File
	style map[string]int
	// The names of the sheets, in the first language.
	figuresName, visitsName, exceptionsName string
	kinds                                   []ledger.Kind // of all visits, those called off too
}

// The looks of cells, by name: a number's format, and whether it is a head or a sum.
var looks = []struct {
	name, format    string
	bold, head, sum bool
}{
	{name: "text"},
	{name: "bold", bold: true},
	{name: "head", bold: true, head: true},
	{name: "count", format: "#,##0"},
	{name: "money", format: "#,##0.00"},
	{name: "hours", format: "[h]:mm"},
	{name: "share", format: "0.0%"},
	{name: "moment", format: "yyyy-mm-dd hh:mm"},
	{name: "day", format: "yyyy-mm-dd"},
	{name: "text-sum", bold: true, sum: true},
	{name: "count-sum", format: "#,##0", bold: true, sum: true},
	{name: "money-sum", format: "#,##0.00", bold: true, sum: true},
	{name: "hours-sum", format: "[h]:mm", bold: true, sum: true},
}

func (b *book) styles() error {
	b.style = map[string]int{}
	for _, look := range looks {
		s := &excelize.Style{
			Font:      &excelize.Font{Bold: look.bold, Size: 10},
			Alignment: &excelize.Alignment{Vertical: "center", WrapText: look.head},
		}
		if look.format != "" {
			s.CustomNumFmt = &look.format
		}
		if look.head {
			s.Border = []excelize.Border{{Type: "bottom", Color: "000000", Style: 1}}
		}
		if look.sum {
			s.Border = []excelize.Border{{Type: "top", Color: "000000", Style: 1}}
		}
		id, err := b.file.NewStyle(s)
		if err != nil {
			return err
		}
		b.style[look.name] = id
	}
	return nil
}

// a4 is the paper's number in ECMA-376, part 1, 18.3.1.63.
const a4 = 9

// sheets makes the three sheets, each ready to print.
func (b *book) sheets() error {
	first := b.langs[0]
	b.figuresName, b.visitsName, b.exceptionsName = catalog.LedgerShort.In(first), catalog.LedgerVisits.In(first), catalog.LedgerExceptions.In(first)
	if err := b.file.SetSheetName("Sheet1", b.figuresName); err != nil {
		return err
	}
	for _, name := range []string{b.visitsName, b.exceptionsName} {
		if _, err := b.file.NewSheet(name); err != nil {
			return err
		}
	}
	for _, name := range []string{b.figuresName, b.visitsName, b.exceptionsName} {
		paper, across, down, fit, margin, narrow := a4, 1, 0, true, 0.6, 0.5
		orientation := "landscape"
		if name == b.figuresName {
			orientation = "portrait"
		}
		for _, err := range []error{
			b.file.SetSheetProps(name, &excelize.SheetPropsOptions{FitToPage: &fit}),
			b.file.SetPageLayout(name, &excelize.PageLayoutOptions{Size: &paper, Orientation: &orientation, FitToWidth: &across, FitToHeight: &down}),
			b.file.SetPageMargins(name, &excelize.PageLayoutMarginsOptions{Left: &margin, Right: &narrow, Top: &margin, Bottom: &margin}),
			b.file.SetHeaderFooter(name, &excelize.HeaderFooterOptions{OddFooter: "&L&A&R&P / &N"}),
		} {
			if err != nil {
				return err
			}
		}
		if name != b.figuresName {
			title := &excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: "'" + name + "'!$1:$1", Scope: name}
			if err := b.file.SetDefinedName(title); err != nil {
				return err
			}
		}
	}
	return nil
}

// properties are the document's; its dates are those of the period, since the
// clock would make two files of one account.
func (b *book) properties() error {
	made := string(b.l.Period.Until) + "T00:00:00Z"
	if err := b.file.SetAppProps(&excelize.AppProperties{Application: "usher"}); err != nil {
		return err
	}
	return b.file.SetDocProps(&excelize.DocProperties{
		Creator: "usher", LastModifiedBy: "usher", Created: made, Modified: made, Language: string(b.langs[0]),
		Title: b.text(catalog.LedgerTitle) + " " + b.l.Period.String(), Subject: b.text(b.l.Company),
	})
}

// text is a text in the languages of the book.
func (b *book) text(t catalog.Text) string {
	first, second := t.In(b.langs[0]), ""
	if len(b.langs) > 1 {
		second = t.In(b.langs[1])
	}
	if second == "" || second == first {
		return plain(first)
	}
	return plain(first + " " + second)
}

func (b *book) cell(look string, value any) excelize.Cell {
	switch v := value.(type) {
	case string:
		value = plain(v)
	case catalog.Text:
		value = b.text(v)
	case ledger.Cents:
		value = v.Float()
	case plan.Time:
		value = nil
		if v != "" {
			value = v.In(time.UTC)
		}
	case plan.Date:
		value = nil
		if v != "" {
			value = v.At("00:00").In(time.UTC)
		}
	}
	return excelize.Cell{StyleID: b.style[look], Value: value}
}

// computed is a formula with its value.
func (b *book) computed(look, formula string, value any) excelize.Cell {
	c := b.cell(look, value)
	c.Formula = formula
	return c
}

// stay is minutes as a spreadsheet counts time: in days.
func stay(minutes int) float64 { return float64(minutes) / (24 * 60) }

func (b *book) heads(texts ...catalog.Text) []any {
	row := make([]any, len(texts))
	for i, t := range texts {
		if !t.IsZero() {
			row[i] = b.cell("head", t)
		}
	}
	return row
}

// write writes a sheet's rows; an empty row is a blank line. With frozen, the
// first row stays in sight.
func (b *book) write(name string, widths []float64, frozen bool, rows [][]any) error {
	sw, err := b.file.NewStreamWriter(name)
	if err != nil {
		return err
	}
	for i, w := range widths {
		if err := sw.SetColWidth(i+1, i+1, w); err != nil {
			return err
		}
	}
	if frozen {
		if err := sw.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
			return err
		}
	}
	for i, row := range rows {
		if len(row) == 0 {
			continue
		}
		at, err := excelize.CoordinatesToCellName(1, i+1)
		if err != nil {
			return err
		}
		if err := sw.SetRow(at, row); err != nil {
			return err
		}
	}
	return sw.Flush()
}

// repack writes a zip archive again with its files in the order of their names,
// the list of types first, and without times: the library's order is by chance.
func repack(w io.Writer, packed []byte) error {
	in, err := zip.NewReader(bytes.NewReader(packed), int64(len(packed)))
	if err != nil {
		return err
	}
	const types = "[Content_Types].xml"
	slices.SortFunc(in.File, func(a, b *zip.File) int {
		if (a.Name == types) != (b.Name == types) {
			if a.Name == types {
				return -1
			}
			return 1
		}
		return cmp.Compare(a.Name, b.Name)
	})
	out := zip.NewWriter(w)
	for _, f := range in.File {
		from, err := f.Open()
		if err != nil {
			return err
		}
		to, err := out.CreateHeader(&zip.FileHeader{Name: f.Name, Method: zip.Deflate})
		if err == nil {
			_, err = io.Copy(to, from)
		}
		if err := cmp.Or(err, from.Close()); err != nil {
			return err
		}
	}
	return out.Close()
}
