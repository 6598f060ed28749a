package render

import (
	"cmp"
	"fmt"
	"slices"

	"usher/internal/plan"
)

// indexBuilder gathers the sheets by the day for which they are printed.
type indexBuilder struct {
	days   map[plan.Date][]indexEntry
	weeks  map[plan.Week][]IndexSheet
	marked bool // one of the sheets is
}

type indexEntry struct {
	visit *visit // nil for a sheet of the day
	link  IndexSheet
}

func (b *indexBuilder) add(p *printed) {
	if b.days == nil {
		b.days, b.weeks = map[plan.Date][]indexEntry{}, map[plan.Week][]IndexSheet{}
	}
	d := p.page.data.page()
	b.marked = b.marked || d.Mark != ""
	link := IndexSheet{Name: p.name, Code: d.Code, Title: d.Short, Note: p.page.note}
	if p.kind.scope == PerWeek {
		week := p.page.day.Week()
		b.weeks[week] = append(b.weeks[week], link)
		return
	}
	b.days[p.page.day] = append(b.days[p.page.day], indexEntry{p.visit, link})
}

// index lists the sheets by week and day, the visits of a day by arrival. A visit
// of several days comes up again on each day that has a sheet of its own.
func (r *run) index(b *indexBuilder) (Sheet, error) {
	out := &Index{Page: r.base()}
	out.Kind, out.Title, out.Short = "index", r.word("index-title"), r.word("index")
	weeks := map[plan.Week]*IndexWeek{}
	week := func(name plan.Week) *IndexWeek {
		if weeks[name] == nil {
			from := name.Monday()
			weeks[name] = &IndexWeek{Name: string(name), Number: name.Number(), From: day(from, ""), Until: day(from.Add(6), yearOf(from.At("")))}
		}
		return weeks[name]
	}
	for name, sheets := range b.weeks {
		week(name).Sheets = sheets
	}
	dates := make([]plan.Date, 0, len(b.days))
	for d := range b.days {
		dates = append(dates, d)
	}
	slices.Sort(dates)
	for _, d := range dates {
		w := week(d.Week())
		w.Days = append(w.Days, indexDay(d, b.days[d]))
	}
	for _, w := range weeks {
		out.Weeks = append(out.Weeks, *w)
	}
	slices.SortFunc(out.Weeks, func(a, b IndexWeek) int { return cmp.Compare(a.Name, b.Name) })
	out.Mark = r.confidential(b.marked)
	if err := r.dress(&out.Page, ""); err != nil {
		return Sheet{}, err
	}
	data, err := r.execute("index.html", out)
	if err != nil {
		return Sheet{}, fmt.Errorf("rendering index.html: %w", err)
	}
	return Sheet{Name: "index.html", Kind: "index", Title: out.Short, Data: data}, nil
}

func indexDay(d plan.Date, entries []indexEntry) IndexDay {
	out := IndexDay{Date: day(d, "")}
	var visits []indexEntry
	for _, e := range entries {
		if e.visit == nil {
			out.Sheets = append(out.Sheets, e.link)
		} else {
			visits = append(visits, e)
		}
	}
	slices.SortStableFunc(visits, func(a, b indexEntry) int { return byArrival(a.visit, b.visit) })
	for _, e := range visits {
		if n := len(out.Visits); n == 0 || out.Visits[n-1].ID != e.visit.stay.ID {
			out.Visits = append(out.Visits, IndexVisit{Stay: e.visit.stay, Continued: e.visit.in.Plan.Arrive.Date() < d})
		}
		last := &out.Visits[len(out.Visits)-1]
		last.Sheets = append(last.Sheets, e.link)
	}
	return out
}

func byArrival(a, b *visit) int {
	return cmp.Or(cmp.Compare(a.in.Plan.Arrive, b.in.Plan.Arrive), cmp.Compare(a.in.Plan.ID, b.in.Plan.ID))
}
