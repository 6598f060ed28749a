package render

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/base64"
	"errors"
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
	files     fs.FS            // of the templates
	styles    map[string]style // by kind, as far as used
	out       bytes.Buffer     // of the sheet at hand

	choice  Selection
	refused []*plan.Plan
	visits  []*visit
	days    map[plan.Date][]*visit // by arrival
}

// style is what sheets of a kind look like.
type style struct {
	css  template.CSS
	hash string // as a content security policy names it
}

// visit is one visit and what its sheets share.
type visit struct {
	in   Visit
	year string
	stay Stay
	base Page // all but title and margins; the QR code only once code has run
}

func newRun(o Options) (*run, error) {
	langs, err := o.languages()
	if err != nil {
		return nil, err
	}
	if o.Company == nil || o.Company.Zone == nil {
		return nil, fmt.Errorf("rendering sheets: no company, or one without a time zone")
	}
	if err := o.Selection.check(); err != nil {
		return nil, err
	}
	r := &run{company: o.Company, speak: langs, files: o.Templates, styles: map[string]style{}, choice: o.Selection, refused: o.Refused}
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
	_, err = r.style("")
	return r, err
}

// style is sheet.css, and after it the style of the kind where it has one.
func (r *run) style(kind string) (style, error) {
	if s, ok := r.styles[kind]; ok {
		return s, nil
	}
	var css []byte
	for _, name := range []string{"sheet", kind} {
		data, err := fs.ReadFile(r.files, name+".css")
		if errors.Is(err, fs.ErrNotExist) && name == kind {
			continue
		}
		if err != nil {
			return style{}, fmt.Errorf("reading the sheets' style: %w", err)
		}
		css = append(css, data...)
	}
	s := style{css: template.CSS(clean(css))}
	s.hash = styleHash(s.css)
	r.styles[kind] = s
	return s, nil
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
	v.base = r.base()
	v.base.Visit, v.base.Versioned = v.stay, true
	v.base.PlanURL = planURL(r.company.PlanURL, in.Plan.File)
	if c := in.Revision.Commit; c != "" {
		v.base.Commit = c[:min(7, len(c))]
		v.base.Committed = string(plan.TimeOf(in.Revision.Time, r.company.Zone))
	}
	return v, nil
}

// code draws the code that leads to a visit's plan.
func (r *run) code(v *visit) (err error) {
	if v.base.QR, err = qrCode(v.base.PlanURL); err != nil {
		return fmt.Errorf("rendering sheets: %s: %w", v.in.Plan.ID, err)
	}
	return nil
}

// base is what all pages of a run share.
func (r *run) base() Page {
	return Page{Lang: tags[r.speak[0]], Company: r.company.Name, Department: r.company.Department, Letterhead: r.letterhead()}
}

func (r *run) letterhead() catalog.Text {
	c := r.company
	return catalog.Text{EN: dots(c.Name.EN, c.Department.EN), ZH: dots(c.Name.ZH, c.Department.ZH)}
}

// dress gives a page its style and what stands in its margins: a page margin box
// takes nothing from the document but generated content.
func (r *run) dress(p *Page, subject string) error {
	look, err := r.style(p.Kind)
	if err != nil {
		return err
	}
	date := cmp.Or(p.Period, p.Visit.When.From.Date)
	short := r.speak.first(p.Short)
	open, shut := " (", ")"
	if r.speak[0] == catalog.ZH {
		open, shut = "（", "）"
	}
	continued := open + r.speak.plain(catalog.Sheets["continued"]) + shut
	running := cssString(dots(short, date) + continued)
	if subject != "" {
		// Isolated (UAX 9), so that a name from right to left leaves the rest in order.
		running = cssString(short+" · ") + ` "\2068" ` + cssString(shorten(subject)) + ` "\2069" ` +
			cssString(" · "+date+continued)
	}
	p.FileTitle = oneLine(strings.Join([]string{p.Code, short, subject, date, p.Visit.ID, p.Commit}, " "))
	p.Margins = template.CSS(":root{--running:") + running +
		";--foot:" + cssString(strings.TrimSpace(p.Code+" "+short+"  "+cmp.Or(p.Visit.ID, p.Period)+"\n"+r.revision(p))) +
		";--number:" + r.pageNumber() + "}"
	p.CSS = look.css
	p.Policy = "default-src 'none'; base-uri 'none'; form-action 'none'; style-src " + look.hash + " " + styleHash(p.Margins)
	return nil
}

// shorten cuts a name that would not fit the running head's line.
func shorten(name string) string {
	const most = 40
	if runes := []rune(name); len(runes) > most {
		return string(runes[:most-1]) + "…"
	}
	return name
}

// revision says which state of the plans a sheet shows; empty for the index.
func (r *run) revision(p *Page) string {
	switch {
	case !p.Versioned:
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
