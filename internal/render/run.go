package render

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"html/template"
	"io/fs"
	"slices"
	"strings"

	"usher/internal/catalog"
	"usher/internal/company"
	"usher/internal/plan"
)

// run is what the sheets of one Render share.
type run struct {
	company   *company.Company
	speak     speaker
	templates *template.Template
	css       template.CSS
	cssHash   string
	out       bytes.Buffer // of the sheet at hand
}

// visit is one visit and what its sheets share.
type visit struct {
	in   Visit
	year string
	stay Stay
	base Page // all but title and margins
}

func newRun(o Options) (*run, error) {
	langs, err := o.languages()
	if err != nil {
		return nil, err
	}
	if o.Company == nil || o.Company.Zone == nil {
		return nil, fmt.Errorf("rendering sheets: no company, or one without a time zone")
	}
	r := &run{company: o.Company, speak: langs}
	r.templates, err = template.New("").Option("missingkey=error").Funcs(template.FuncMap{
		"t":        r.speak.t,
		"plain":    r.speak.plainly,
		"say":      r.speak.say,
		"first":    r.speak.first,
		"one":      r.speak.one,
		"text":     entry,
		"comma":    r.speak.comma,
		"list":     list,
		"sentence": sentence,
		"words":    words,
		"heading":  r.speak.heading,
		"inc":      func(i int) int { return i + 1 },
	}).ParseFS(o.Templates, "*.html")
	if err != nil {
		return nil, fmt.Errorf("reading the sheets' templates: %w", err)
	}
	css, err := fs.ReadFile(o.Templates, "sheet.css")
	if err != nil {
		return nil, fmt.Errorf("reading the sheets' style: %w", err)
	}
	r.css = template.CSS(clean(css))
	r.cssHash = styleHash(r.css)
	return r, nil
}

// styleHash names a style element in a content security policy (CSP 3, 2.3.1).
func styleHash(css template.CSS) string {
	sum := sha256.Sum256([]byte(css))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

// visit gathers what the sheets of a visit share.
func (r *run) visit(in Visit) (*visit, error) {
	if err := check(in, r.company); err != nil {
		return nil, err
	}
	v := &visit{in: in, year: yearOf(in.Plan.Arrive)}
	v.stay = r.stay(v)
	v.base = Page{
		Lang: tags[r.speak[0]], Company: r.company.Name, Department: r.company.Department, Letterhead: r.letterhead(),
		Visit: v.stay, PlanURL: planURL(r.company.PlanURL, in.Plan.File),
	}
	var err error
	if v.base.QR, err = qrCode(v.base.PlanURL); err != nil {
		return nil, fmt.Errorf("rendering sheets: %s: %w", in.Plan.ID, err)
	}
	if c := in.Revision.Commit; c != "" {
		v.base.Commit = c[:min(7, len(c))]
		v.base.Committed = string(plan.TimeOf(in.Revision.Time, r.company.Zone))
	}
	return v, nil
}

func (r *run) letterhead() catalog.Text {
	c := r.company
	return catalog.Text{EN: dots(c.Name.EN, c.Department.EN), ZH: dots(c.Name.ZH, c.Department.ZH)}
}

// dress gives a page its style and what stands in its margins: a page margin box
// takes nothing from the document but generated content.
func (r *run) dress(p *Page, subject string) {
	short := r.speak.first(p.Short)
	open, shut := " (", ")"
	if r.speak[0] == catalog.ZH {
		open, shut = "（", "）"
	}
	continued := open + r.speak.plain(catalog.Sheets["continued"]) + shut
	running := cssString(dots(short, p.Visit.When.From.Date) + continued)
	if subject != "" {
		// Isolated (UAX 9), so that a name from right to left leaves the rest in order.
		running = cssString(short+" · ") + ` "\2068" ` + cssString(shorten(subject)) + ` "\2069" ` +
			cssString(" · "+p.Visit.When.From.Date+continued)
	}
	p.FileTitle = oneLine(strings.Join([]string{p.Code, short, subject, p.Visit.When.From.Date, p.Visit.ID, p.Commit}, " "))
	p.Margins = template.CSS(":root{--running:") + running +
		";--foot:" + cssString(strings.TrimSpace(p.Code+" "+short+"  "+p.Visit.ID+"\n"+r.revision(p))) +
		";--number:" + r.pageNumber() + "}"
	p.CSS = r.css
	p.Policy = "default-src 'none'; base-uri 'none'; form-action 'none'; style-src " + r.cssHash + " " + styleHash(p.Margins)
}

// shorten cuts a name that would not fit the running head's line.
func shorten(name string) string {
	const most = 40
	if runes := []rune(name); len(runes) > most {
		return string(runes[:most-1]) + "…"
	}
	return name
}

// revision says which state of the plan a sheet shows; empty for the index.
func (r *run) revision(p *Page) string {
	switch {
	case p.Visit.ID == "":
		return ""
	case p.Commit == "":
		return r.speak.plain(catalog.Sheets["revision"]) + " " + r.speak.plain(catalog.Sheets["not-committed"])
	}
	return r.speak.plain(catalog.Sheets["revision"]) + " " + p.Commit + " · " + p.Committed
}

// pageNumber is "Page 1 of 2" as generated content, a line for each language.
func (r *run) pageNumber() template.CSS {
	var lines []string
	for _, l := range r.speak {
		text := catalog.Sheets["page-of"].In(l)
		before, rest, _ := strings.Cut(text, "#")
		between, after, _ := strings.Cut(rest, "#")
		lines = append(lines, string(cssString(before)+" counter(page) "+cssString(between)+" counter(pages) "+cssString(after)))
	}
	return template.CSS(strings.Join(lines, ` "\a" `))
}

// dots joins what there is of parts.
func dots(parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), " · ")
}
