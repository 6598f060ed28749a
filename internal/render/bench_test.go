package render_test

import (
	"fmt"
	"testing"

	"usher/internal/pdf"
	"usher/internal/render"
	"usher/templates"
)

// BenchmarkRender prints 100 visits of two days, each with a checklist, an
// assignment sheet and two room-use records, and their index.
func BenchmarkRender(b *testing.B) {
	c := works(b)
	var visits []render.Visit
	for i := range 100 {
		p := huaqing()
		p.ID = fmt.Sprintf("visit-%d", i)
		visits = append(visits, visit(b, c, p))
	}
	b.ReportAllocs()
	sheets := 0
	for b.Loop() {
		out, err := render.Render(visits, render.Options{Company: c, Templates: templates.FS})
		if err != nil {
			b.Fatal(err)
		}
		sheets += len(out)
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(sheets), "µs/sheet")
}

// BenchmarkPDF prints 100 sheets of all kinds through one browser.
func BenchmarkPDF(b *testing.B) {
	browser := need(b)
	c := works(b)
	var pages []pdf.Page
	for len(pages) < 100 {
		for _, s := range everything(b, c, nil, huaqing(), hengtai()) {
			pages = append(pages, pdf.Page{HTML: s.Data})
		}
	}
	pages = pages[:100]
	size := 0
	for b.Loop() {
		err := pdf.Print(b.Context(), browser, pages, func(_ int, p pdf.Printed) error {
			size += len(p.PDF)
			return nil
		})
		if err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(size)/float64(b.N)/1e6, "MB")
}
