package render

import (
	"cmp"
	"fmt"
	"slices"

	"usher/internal/catalog"
	"usher/internal/plan"
)

// indexBuilder gathers the sheets by the day for which they are printed.
type indexBuilder struct {
	days map[plan.Date][]indexEntry
}

type indexEntry struct {
	visit *visit
	link  IndexSheet
}

func (b *indexBuilder) add(v *visit, p page, s Sheet) {
	if b.days == nil {
		b.days = map[plan.Date][]indexEntry{}
	}
	d := p.data.page()
	b.days[p.day] = append(b.days[p.day], indexEntry{v, IndexSheet{Name: s.Name, Code: d.Code, Title: d.Short, Note: p.note}})
}

// index lists the sheets by day, the visits of a day by arrival. A visit of
// several days comes up again on each day that has a sheet of its own.
func (r *run) index(b *indexBuilder) (Sheet, error) {
	out := &Index{Page: Page{
		Lang: tags[r.speak[0]], Kind: "index", Title: catalog.Sheets["index-title"], Short: catalog.Sheets["index"],
		Company: r.company.Name, Department: r.company.Department, Letterhead: r.letterhead(),
	}}
	dates := make([]plan.Date, 0, len(b.days))
	for d := range b.days {
		dates = append(dates, d)
	}
	slices.Sort(dates)
	for _, d := range dates {
		day := IndexDay{Date: day(d, "")}
		entries := b.days[d]
		slices.SortStableFunc(entries, func(a, b indexEntry) int {
			return byArrival(a.visit, b.visit)
		})
		for _, e := range entries {
			if n := len(day.Visits); n == 0 || day.Visits[n-1].ID != e.visit.stay.ID {
				day.Visits = append(day.Visits, IndexVisit{Stay: e.visit.stay, Continued: e.visit.in.Plan.Arrive.Date() < d})
			}
			last := &day.Visits[len(day.Visits)-1]
			last.Sheets = append(last.Sheets, e.link)
		}
		out.Days = append(out.Days, day)
	}
	r.dress(&out.Page, "")
	data, err := r.execute("index.html", out)
	if err != nil {
		return Sheet{}, fmt.Errorf("rendering index.html: %w", err)
	}
	return Sheet{Name: "index.html", Kind: "index", Title: out.Short, Data: data}, nil
}

func byArrival(a, b *visit) int {
	return cmp.Or(cmp.Compare(a.in.Plan.Arrive, b.in.Plan.Arrive), cmp.Compare(a.in.Plan.ID, b.in.Plan.ID))
}
