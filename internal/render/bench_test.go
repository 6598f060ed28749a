package render_test

import (
	"fmt"
	"testing"

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
