package render_test

import (
	"fmt"
	"testing"

	"usher/internal/pdf"
	"usher/internal/plan"
	"usher/internal/render"
	"usher/templates"
)

// BenchmarkRender prints 100 visits of two days, each with a checklist, an
// assignment sheet and two room-use records, the sheets of their two days and
// their week, and the index.
func BenchmarkRender(b *testing.B) {
	c := works(b)
	var visits []render.Visit
	for i := range 100 {
		p := huaqing()
		p.ID = fmt.Sprintf("visit-%d", i)
		visits = append(visits, visit(b, c, p))
	}
	benchmark(b, visits, render.Options{Company: c, Templates: templates.FS})
}

// BenchmarkThousandVisits prints a checklist, an assignment sheet and a room-use
// record for each of 1,000 visits to the company that comes with the program.
func BenchmarkThousandVisits(b *testing.B) {
	benchmark(b, thousand(b), render.Options{
		Company: readers(b), Templates: templates.FS,
		Selection: render.Selection{Kinds: []string{"checklist", "assignment", "room"}},
	})
}

// BenchmarkDaysAndWeeks prints the run sheets, room plans, procurement lists and
// duty rosters of 1,000 visits, ten a day.
func BenchmarkDaysAndWeeks(b *testing.B) {
	benchmark(b, thousand(b), render.Options{
		Company: readers(b), Templates: templates.FS,
		Selection: render.Selection{Kinds: []string{"run-sheet", "room-plan", "procurement-week", "roster"}},
	})
}

func thousand(b *testing.B) []render.Visit {
	c := readers(b)
	visits := make([]render.Visit, 1000)
	for i := range visits {
		p := hengtai()
		p.ID = fmt.Sprintf("visit-%d", i)
		days := i / 10
		p.Arrive, p.Depart = p.Arrive.Date().Add(days).At("14:00"), p.Depart.Date().Add(days).At("17:00")
		p.Programme[0].At, p.Programme[0].Until = p.Arrive, p.Arrive.Add(120)
		p.Rooms[0].Until = p.Arrive.Add(120)
		p.Meals[0].At, p.Vehicles[0].At = p.Arrive.Add(60), p.Arrive.Add(150)
		p.Gifts = []plan.Gift{{Item: "纪念册", Quantity: 3}}
		visits[i] = visit(b, c, p)
	}
	return visits
}

func benchmark(b *testing.B, visits []render.Visit, o render.Options) {
	b.ReportAllocs()
	sheets := 0
	for b.Loop() {
		out, err := render.Render(visits, o)
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
		err := pdf.Print(b.Context(), browser, "", pages, func(_ int, p pdf.Printed) error {
			size += len(p.PDF)
			return nil
		})
		if err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(size)/float64(b.N)/1e6, "MB")
}
