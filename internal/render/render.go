// Package render provides the printed sheets of visits, as HTML files that print
// from any browser without touching a setting.
//
// Views hold what a sheet says, templates how it looks. The same visits, company
// and templates give the same bytes.
package render

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"time"

	"usher/internal/catalog"
	"usher/internal/company"
	"usher/internal/facts"
	"usher/internal/lazyregexp"
	"usher/internal/plan"
)

// Visit is a plan to print. What is printed of it is what the plan and its facts
// say; whether it should be printed at all is for the caller to decide.
type Visit struct {
	Plan     *plan.Plan
	Facts    *facts.Facts
	Revision Revision
	// Before is the plan as it was when its sheets were printed last, at the commit
	// Since: what has changed is marked. Nil marks nothing.
	Before *plan.Plan
	Since  string
	// Opened are the fields of the plan that were sealed and that a key has opened:
	// what tells of one of them is marked as confidential on each page (R5.1).
	Opened []string
	// Sealed are those that are sealed and that nobody has opened: only such sheets
	// are printed as hang or lie where others see them, and tell none of them anyway.
	Sealed []string
}

// Revision is the commit that last changed a plan. The zero Revision is a plan
// that is not committed yet.
type Revision struct {
	Commit string    // hash, full or abbreviated; seven characters of it are printed
	Time   time.Time // of the commit; printed in the company's zone
}

// Options are what all sheets of a run share.
type Options struct {
	Company *company.Company
	// Templates holds the *.html and *.css files at its root, as templates.FS does.
	Templates fs.FS
	// Reader is whom the sheets are made for, of the company's Readers: the sheets
	// are those that this reader gets, with what it may see. Empty is who runs
	// reception and sees all.
	Reader string
	// Languages are printed in this order on one sheet: one or two of catalog.ZH
	// and catalog.EN. Empty is both, Chinese first.
	Languages []catalog.Lang
	Selection Selection
	// Refused are plans that are not among the visits because of their mistakes.
	// The sheets of their days say that they are left out; of one without arrival
	// nobody knows the day.
	Refused []*plan.Plan
}

// Sheet is one file.
type Sheet struct {
	Name   string       // path beneath the output folder, with slashes
	Kind   string       // the name of a Kind, "index" or "combined"
	Visit  string       // id of the plan; empty for a day, a week and the index
	Period string       // "2026-12-03" or "2026-W49" for the sheet of a day or a week; what is in a combined file
	Title  catalog.Text // what it is, for lists
	Parts  int          // how many sheets are in a combined file; else 0
	Data   []byte       // HTML, UTF-8
}

// id is the form of a plan's id (plan-format.md); it becomes a folder's name.
var id = lazyregexp.New(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// Render returns the sheets selected: those of the visits, in their order, then
// those of days and weeks, and at last the index, where all are selected. Sheets of
// days and weeks tell of all visits, whichever are selected. Errors are a template
// that cannot be used, a visit without facts, an id that is no file name, or a kind
// that there is not.
func Render(visits []Visit, o Options) ([]Sheet, error) {
	r, err := newRun(o)
	if err != nil {
		return nil, err
	}
	if err := r.gather(visits); err != nil {
		return nil, err
	}
	done, err := r.spread(o)
	if err != nil {
		return nil, err
	}
	if err := r.eachPeriod(r.into(&done)); err != nil {
		return nil, err
	}
	var sheets []Sheet
	var index indexBuilder
	for _, d := range done {
		sheets = append(sheets, Sheet{Name: d.name, Kind: d.kind.name, Visit: d.id(), Period: d.period, Title: d.title(), Data: d.html})
		index.add(d.printed)
	}
	if !o.Selection.all() || !r.gets("index") {
		return sheets, nil
	}
	s, err := r.index(&index)
	if err != nil {
		return nil, err
	}
	return append(sheets, s), nil
}

// printed is a sheet about to be printed.
type printed struct {
	kind   kind
	visit  *visit // nil for a day or a week
	period string // as Sheet.Period
	name   string // as Sheet.Name
	page   page
}

func (p *printed) id() string {
	if p.visit == nil {
		return ""
	}
	return p.visit.in.Plan.ID
}

func (p *printed) title() catalog.Text {
	title := p.kind.short
	if !p.page.note.IsZero() {
		title = catalog.Text{EN: title.EN + " " + p.page.note.EN, ZH: title.ZH + " " + p.page.note.ZH}
	}
	return title
}

// each makes the views of the selected sheets ready, one after the other.
func (r *run) each(do func(*printed) error) error {
	if err := r.eachOf(r.visits, do); err != nil {
		return err
	}
	return r.eachPeriod(do)
}

// eachOf is each for the sheets of some visits.
func (r *run) eachOf(visits []*visit, do func(*printed) error) error {
	for _, v := range visits {
		if !r.choice.visit(v.whole.Plan.ID) {
			continue
		}
		for _, k := range r.kinds {
			if k.pages == nil || !r.choice.wants(k) || !r.gets(k.name) || r.shut(v, k) {
				continue
			}
			// Where others see the sheet, it is filed under the visit all the same.
			seen := r.seen(v, k)
			if err := r.code(seen); err != nil {
				return err
			}
			tells := r.tells(k, v)
			for _, p := range k.pages(r, seen) {
				if !r.choice.on(p.day) {
					continue
				}
				err := r.speaking(p.langs, func() error {
					p.data.page().Mark = r.confidential(tells)
					if err := r.title(k, p.data, oneLine(seen.stay.Organization)); err != nil {
						return err
					}
					return do(&printed{kind: k, visit: v, name: v.in.Plan.ID + "/" + p.name + ".html", page: p})
				})
				if err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// eachPeriod is each for the sheets of days and weeks.
func (r *run) eachPeriod(do func(*printed) error) error {
	for _, k := range r.kinds {
		if k.period == nil || !r.choice.wants(k) || !r.gets(k.name) {
			continue
		}
		for _, s := range r.periods(k.scope) {
			tells := r.tells(k, s.visits...)
			s.setAside(func(v *visit) bool { return r.shut(v, k) })
			for i, v := range s.visits {
				s.visits[i] = r.seen(v, k)
			}
			data := k.period(r, s)
			data.page().Mark = r.confidential(tells)
			if err := r.title(k, data, ""); err != nil {
				return err
			}
			p := &printed{kind: k, period: s.name, name: k.scope.folder() + "/" + s.name + "/" + k.name + ".html", page: page{name: k.name, day: s.from, data: data}}
			if err := do(p); err != nil {
				return err
			}
		}
	}
	return nil
}

func (o Options) languages() ([]catalog.Lang, error) {
	if len(o.Languages) == 0 {
		return []catalog.Lang{catalog.ZH, catalog.EN}, nil
	}
	for i, l := range o.Languages {
		if l != catalog.ZH && l != catalog.EN || slices.Contains(o.Languages[:i], l) {
			return nil, fmt.Errorf("rendering sheets: languages %q: want zh, en, or both", o.Languages)
		}
	}
	return o.Languages, nil
}

func check(v Visit, c *company.Company) error {
	switch {
	case v.Plan == nil || v.Facts == nil:
		return errors.New("rendering sheets: a visit without plan or facts")
	case !id.MatchString(v.Plan.ID):
		return fmt.Errorf("rendering sheets: plan id %q cannot name a folder", v.Plan.ID)
	case len(v.Facts.Rooms) != len(v.Plan.Rooms):
		return fmt.Errorf("rendering sheets: %s: the facts are not of this plan", v.Plan.ID)
	}
	return nil
}

// title gives a page what its kind is called and its style.
func (r *run) title(k kind, data sheet, subject string) error {
	d := data.page()
	d.Kind, d.Code, d.Title, d.Short = k.name, k.code, k.title, k.short
	if d.Outside {
		subject = oneLine(d.Visit.Organization)
	}
	return r.dress(d, subject)
}

func (r *run) execute(file string, data any) ([]byte, error) {
	r.out.Reset()
	r.guard.steps = 0
	if err := r.templates.ExecuteTemplate(&limited{&r.out, maxSheet}, file, data); err != nil {
		return nil, explain(err)
	}
	return bytes.Clone(clean(r.out.Bytes())), nil
}
