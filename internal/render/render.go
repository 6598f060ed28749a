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
	"regexp"
	"slices"
	"time"

	"usher/internal/catalog"
	"usher/internal/company"
	"usher/internal/facts"
	"usher/internal/plan"
)

// Visit is a plan to print. What is printed of it is what the plan and its facts
// say; whether it should be printed at all is for the caller to decide.
type Visit struct {
	Plan     *plan.Plan
	Facts    *facts.Facts
	Revision Revision
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
	// Languages are printed in this order on one sheet: one or two of catalog.ZH
	// and catalog.EN. Empty is both, Chinese first.
	Languages []catalog.Lang
}

// Sheet is one file.
type Sheet struct {
	Name  string       // path beneath the output folder, with slashes
	Kind  string       // "checklist", "room", "assignment", "index"
	Visit string       // id of the plan; empty for the index
	Title catalog.Text // what it is, for lists
	Data  []byte       // HTML, UTF-8
}

// kind is a sheet that each visit has.
type kind struct {
	name, code, file string
	title, short     catalog.Text
	clauses          []string // of the regulation that the sheet as a whole carries; its lines name theirs
	pages            func(r *run, v *visit) []page
}

// page is one file of a kind: what its template sees.
type page struct {
	name string // of the file, without folder and extension
	note catalog.Text
	day  plan.Date // under which the index lists it
	data sheet
}

// sheet is a view that carries a Page.
type sheet interface{ page() *Page }

// kinds are the sheets of a visit in printing order. A further one is a row
// here, a view and a template.
var kinds = []kind{
	{"checklist", "RC", "checklist.html", catalog.Sheets["checklist-title"], catalog.Sheets["checklist"], []string{"R0.2", "R2.1"}, checklists},
	{"assignment", "AS", "assignment.html", catalog.Sheets["assignment-title"], catalog.Sheets["assignment"], []string{"R2.1", "R2.5", "R2.8", "R3", "R4.A–D"}, assignments},
	{"room", "RB", "room.html", catalog.Sheets["room-title"], catalog.Sheets["room-record"], []string{"R2.6", "R2.7", "R4.9"}, roomRecords},
}

// Carrier is a kind of sheet and what of the regulation it carries as a whole.
type Carrier struct {
	Kind    string // as Sheet.Kind
	Title   catalog.Text
	Clauses []string // such as "R2.6", "R3", "R4.A–D"
}

// Carriers are the kinds of sheets that a visit has, in printing order.
func Carriers() []Carrier {
	out := make([]Carrier, len(kinds))
	for i, k := range kinds {
		out[i] = Carrier{k.name, k.short, k.clauses}
	}
	return out
}

// id is the form of a plan's id (plan-format.md); it becomes a folder's name.
var id = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// Render returns the sheets of the visits, in their order, and then the index of
// all of them. Errors are a template that cannot be used, a visit without facts,
// or an id that is no file name.
func Render(visits []Visit, o Options) ([]Sheet, error) {
	r, err := newRun(o)
	if err != nil {
		return nil, err
	}
	var sheets []Sheet
	var index indexBuilder
	for _, in := range visits {
		v, err := r.visit(in)
		if err != nil {
			return nil, err
		}
		for _, k := range kinds {
			for _, p := range k.pages(r, v) {
				s, err := r.sheet(k, v, p)
				if err != nil {
					return nil, err
				}
				sheets = append(sheets, s)
				index.add(v, p, s)
			}
		}
	}
	s, err := r.index(&index)
	if err != nil {
		return nil, err
	}
	return append(sheets, s), nil
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

func (r *run) sheet(k kind, v *visit, p page) (Sheet, error) {
	name := v.in.Plan.ID + "/" + p.name + ".html"
	d := p.data.page()
	d.Kind, d.Code, d.Title, d.Short = k.name, k.code, k.title, k.short
	r.dress(d, oneLine(v.stay.Organization))
	data, err := r.execute(k.file, p.data)
	if err != nil {
		return Sheet{}, fmt.Errorf("rendering %s: %w", name, err)
	}
	title := k.short
	if !p.note.IsZero() {
		title = catalog.Text{EN: title.EN + " " + p.note.EN, ZH: title.ZH + " " + p.note.ZH}
	}
	return Sheet{Name: name, Kind: k.name, Visit: v.in.Plan.ID, Title: title, Data: data}, nil
}

func (r *run) execute(file string, data any) ([]byte, error) {
	r.out.Reset()
	if err := r.templates.ExecuteTemplate(&r.out, file, data); err != nil {
		return nil, err
	}
	return bytes.Clone(clean(r.out.Bytes())), nil
}
