// Package workbook provides spreadsheets (ECMA-376) out of rows: real numbers and
// moments, formulas with their values beside them, sheets ready to print, and the
// same bytes for the same rows. A text is a text and never a formula.
package workbook

import (
	"archive/zip"
	"bytes"
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/xuri/excelize/v2"

	"usher/internal/catalog"
	"usher/internal/plan"
)

// Cell is a cell with its look.
type Cell = excelize.Cell

// Book is a workbook in the making.
type Book struct {
	File  *excelize.File
	langs []catalog.Lang
	style map[string]int
	named bool // the sheet that comes with a new file has been given its name
}

// The looks of cells, by name: a number's format, and whether it is a head or a sum.
var looks = []struct {
	name, format    string
	bold, head, sum bool
	wrap            bool
}{
	{name: "text"},
	{name: "wrapped", wrap: true},
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

// New begins a book in one or two languages; none is Chinese and English. It is to
// be closed.
func New(langs []catalog.Lang) (*Book, error) {
	if len(langs) == 0 {
		langs = []catalog.Lang{catalog.ZH, catalog.EN}
	}
	b := &Book{File: excelize.NewFile(), langs: langs, style: map[string]int{}}
	for _, look := range looks {
		s := &excelize.Style{
			Font:      &excelize.Font{Bold: look.bold, Size: 10},
			Alignment: &excelize.Alignment{Vertical: "center", WrapText: look.head || look.wrap},
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
		id, err := b.File.NewStyle(s)
		if err != nil {
			return nil, err
		}
		b.style[look.name] = id
	}
	return b, nil
}

// Close gives back what the book keeps open.
func (b *Book) Close() error { return b.File.Close() }

// Lang is the first language of the book.
func (b *Book) Lang() catalog.Lang { return b.langs[0] }

// Languages are those of the book, one or two.
func (b *Book) Languages() []catalog.Lang { return b.langs }

// Page is how a sheet is printed, on A4.
type Page struct {
	Portrait bool
	Repeat   int    // rows from the top that each page repeats
	Header   string // what stands at the head of each page; a plan's text is none
}

// a4 is the paper's number in ECMA-376, part 1, 18.3.1.63.
const a4 = 9

// Sheet adds a sheet. Its foot has its name, and the page of all pages.
func (b *Book) Sheet(name string, p Page) error {
	if b.named {
		if _, err := b.File.NewSheet(name); err != nil {
			return err
		}
	} else if err := b.File.SetSheetName("Sheet1", name); err != nil {
		return err
	}
	b.named = true
	paper, across, down, fit, margin, narrow := a4, 1, 0, true, 0.6, 0.5
	orientation := "landscape"
	if p.Portrait {
		orientation = "portrait"
	}
	marks := &excelize.HeaderFooterOptions{OddFooter: "&L&A&R&P / &N"}
	if p.Header != "" {
		marks.OddHeader = "&L" + strings.ReplaceAll(Plain(p.Header), "&", "&&")
	}
	for _, err := range []error{
		b.File.SetSheetProps(name, &excelize.SheetPropsOptions{FitToPage: &fit}),
		b.File.SetPageLayout(name, &excelize.PageLayoutOptions{Size: &paper, Orientation: &orientation, FitToWidth: &across, FitToHeight: &down}),
		b.File.SetPageMargins(name, &excelize.PageLayoutMarginsOptions{Left: &margin, Right: &narrow, Top: &margin, Bottom: &margin}),
		b.File.SetHeaderFooter(name, marks),
	} {
		if err != nil {
			return err
		}
	}
	if p.Repeat == 0 {
		return nil
	}
	return b.File.SetDefinedName(&excelize.DefinedName{
		Name: "_xlnm.Print_Titles", RefersTo: fmt.Sprintf("'%s'!$1:$%d", name, p.Repeat), Scope: name,
	})
}

// Text is a text in the languages of the book, side by side.
func (b *Book) Text(t catalog.Text) string {
	first, second := t.In(b.langs[0]), ""
	if len(b.langs) > 1 {
		second = t.In(b.langs[1])
	}
	if second == "" || second == first {
		return Plain(first)
	}
	return Plain(first + " " + second)
}

// Cell is a value with a look. A plan's times and days are moments of the wall
// clock, which is what spreadsheets know.
func (b *Book) Cell(look string, value any) Cell {
	switch v := value.(type) {
	case string:
		value = Plain(v)
	case catalog.Text:
		value = b.Text(v)
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
	return Cell{StyleID: b.style[look], Value: value}
}

// Computed is a formula with its value.
func (b *Book) Computed(look, formula string, value any) Cell {
	c := b.Cell(look, value)
	c.Formula = formula
	return c
}

// Heads is a row of heads.
func (b *Book) Heads(texts ...catalog.Text) []any {
	row := make([]any, len(texts))
	for i, t := range texts {
		if !t.IsZero() {
			row[i] = b.Cell("head", t)
		}
	}
	return row
}

// Rows writes a sheet's rows; an empty row is a blank line. The first frozen ones
// stay in sight.
func (b *Book) Rows(name string, widths []float64, frozen int, rows [][]any) error {
	sw, err := b.File.NewStreamWriter(name)
	if err != nil {
		return err
	}
	for i, w := range widths {
		if err := sw.SetColWidth(i+1, i+1, w); err != nil {
			return err
		}
	}
	if frozen > 0 {
		top := fmt.Sprintf("A%d", frozen+1)
		if err := sw.SetPanes(&excelize.Panes{Freeze: true, YSplit: frozen, TopLeftCell: top, ActivePane: "bottomLeft"}); err != nil {
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

// Letters is a column's name, which only a number below 1 has not.
func Letters(col int) string {
	name, _ := excelize.ColumnNumberToName(col)
	return name
}

// Hours is minutes as a spreadsheet counts time: in days.
func Hours(minutes int) float64 { return float64(minutes) / (24 * 60) }

// Properties are the document's. Made is what it was made from last: the clock
// would make two files of one state.
type Properties struct {
	Title, Subject string
	Made           time.Time
}

// Write writes the book.
func (b *Book) Write(w io.Writer, p Properties) error {
	made := p.Made.UTC().Format(time.RFC3339)
	if err := b.File.SetAppProps(&excelize.AppProperties{Application: "usher"}); err != nil {
		return err
	}
	if err := b.File.SetDocProps(&excelize.DocProperties{
		Creator: "usher", LastModifiedBy: "usher", Created: made, Modified: made, Language: string(b.langs[0]),
		Title: p.Title, Subject: p.Subject,
	}); err != nil {
		return err
	}
	var packed bytes.Buffer
	if _, err := b.File.WriteTo(&packed); err != nil {
		return err
	}
	return repack(w, packed.Bytes())
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

// Plain keeps a text on one line and free of what moves a cursor, turns the
// writing direction or cannot be seen.
func Plain(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t' || r == '\n' || r == '\r':
			return ' '
		case r == unicode.ReplacementChar || unicode.IsGraphic(r) || unicode.Is(unicode.Co, r):
			return r
		}
		return -1
	}, strings.ToValidUTF8(s, string(unicode.ReplacementChar)))
}
