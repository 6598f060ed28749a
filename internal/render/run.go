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

	"usher/internal/audience"
	"usher/internal/catalog"
	"usher/internal/company"
	"usher/internal/facts"
	"usher/internal/plan"
)

// run is what the sheets of one Render share.
type run struct {
	company   *company.Company // as the sheet at hand may show it
	whole     *company.Company
	reader    string
	speak     speaker
	kinds     []kind
	templates *template.Template
	guard     guard
	logo      template.URL
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
	in    Visit // as the reader may see it
	whole Visit
	by    map[string]*visit // as others may see it, too, see company.Sheet
	year  string
	stay  Stay
	base  Page // all but title and margins; the QR code only once code has run
}

func newRun(o Options) (*run, error) {
	langs, err := o.languages()
	if err != nil {
		return nil, err
	}
	if o.Company == nil || o.Company.Zone == nil {
		return nil, fmt.Errorf("rendering sheets: no company, or one without a time zone")
	}
	all := kindsOf(o.Company)
	if err := o.Selection.check(all); err != nil {
		return nil, err
	}
	if _, known := o.Company.Reader(o.Reader); o.Reader != "" && !known {
		return nil, fmt.Errorf("rendering sheets: no reader %q", o.Reader)
	}
	r := &run{
		whole: o.Company, company: audience.Directory(o.Company, o.Reader), reader: o.Reader, speak: langs,
		files: o.Templates, styles: map[string]style{}, choice: o.Selection, refused: unnamed(o),
	}
	r.kinds = all
	if r.logo, err = logo(o.Templates); err != nil {
		return nil, err
	}
	if err := r.parse(); err != nil {
		return nil, err
	}
	_, err = r.style("")
	return r, err
}

// speaking does something in other languages; nil are those of the run.
func (r *run) speaking(langs []catalog.Lang, do func() error) error {
	if langs == nil {
		return do()
	}
	defer func(before speaker) { r.speak = before }(r.speak)
	r.speak = langs
	return do()
}

// style is sheet.css, and after it the style of the kind where it has one.
func (r *run) style(kind string) (style, error) {
	if s, ok := r.styles[kind]; ok {
		return s, nil
	}
	shared, own, err := r.css(kind)
	if err != nil {
		return style{}, err
	}
	s := style{css: template.CSS(shared + own)}
	s.hash = styleHash(s.css)
	r.styles[kind] = s
	return s, nil
}

// css is the style of all sheets and that of a kind, empty where it has none.
func (r *run) css(kind string) (shared, own string, err error) {
	read := func(name string) string {
		data, failed := fs.ReadFile(r.files, name+".css")
		if failed != nil && !(name == kind && errors.Is(failed, fs.ErrNotExist)) && err == nil {
			err = fmt.Errorf("reading the sheets' style: %w", failed)
		}
		if bytes.Contains(data, []byte("</")) && err == nil {
			err = &catalog.Error{Text: catalog.ErrStyle.With(name + ".css")}
		}
		return string(clean(data))
	}
	if kind != "" {
		own = read(kind)
	}
	return read("sheet"), own, err
}

// styleHash names a style element in a content security policy (CSP 3, 2.3.1).
func styleHash(css template.CSS) string {
	sum := sha256.Sum256([]byte(css))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

// gets reports whether the sheets of a kind are for the reader.
func (r *run) gets(kind string) bool { return audience.Sheets(r.whole, r.reader, kind) }

// unnamed are the refused plans as the reader may see them. One with mistakes may
// be confidential, whatever it says.
func unnamed(o Options) []*plan.Plan {
	if o.Reader == "" {
		return o.Refused
	}
	out := make([]*plan.Plan, len(o.Refused))
	for i, p := range o.Refused {
		secret := *p
		secret.Confidentiality = plan.Confidential
		out[i], _, _ = audience.For(&secret, &facts.Facts{}, o.Company, o.Reader)
	}
	return out
}

// seen is a visit as a sheet of a kind may show it, which others than its reader
// may see, too.
func (r *run) seen(v *visit, k kind) *visit {
	s, _ := r.whole.Sheet(k.name)
	r.company = audience.Directory(r.whole, r.reader, s.SeenBy)
	if s.SeenBy == "" {
		return v
	}
	if v.by[s.SeenBy] == nil {
		v.by[s.SeenBy] = r.as(v.whole, r.reader, s.SeenBy)
	}
	return v.by[s.SeenBy]
}

// visit gathers what the sheets of a visit share.
func (r *run) visit(in Visit) (*visit, error) {
	if err := check(in, r.whole); err != nil {
		return nil, err
	}
	return r.as(in, r.reader), nil
}

// as is a visit as all of the readers may see it.
func (r *run) as(whole Visit, readers ...string) *visit {
	in := whole
	in.Plan, in.Facts, r.company = audience.For(whole.Plan, whole.Facts, r.whole, readers...)
	v := &visit{in: in, whole: whole, by: map[string]*visit{}, year: yearOf(in.Plan.Arrive)}
	v.stay = r.stay(v)
	r.mark(v, readers)
	v.base = r.base()
	v.base.Visit, v.base.Versioned = v.stay, true
	if !in.Plan.Hides("file") {
		v.base.PlanURL = r.company.PlanAt(in.Plan.File)
	}
	if c := in.Revision.Commit; c != "" {
		v.base.Commit = c[:min(shortHash, len(c))]
		v.base.Committed = string(plan.TimeOf(in.Revision.Time, r.company.Zone))
	}
	return v
}

// code draws the code that leads to a visit's plan.
func (r *run) code(v *visit) (err error) {
	if v.base.QR.Size > 0 {
		return nil
	}
	if v.base.QR, err = qrCode(v.base.PlanURL); err != nil {
		return fmt.Errorf("rendering sheets: %s: %w", v.in.Plan.ID, err)
	}
	return nil
}

// base is what all pages of a run share.
func (r *run) base() Page {
	return Page{Lang: tags[r.speak[0]], Company: r.company.Name, Department: r.company.Department, Letterhead: r.letterhead(), Logo: r.logo}
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
	continued := open + r.speak.plain(r.word("continued")) + shut
	p.running = [3]string{dots(short, date) + continued}
	if subject != "" {
		p.running = [3]string{short + " · ", shorten(subject), " · " + date + continued}
	}
	id, number := p.Visit.ID, r.pageNumber(r.word("page-of"), "page", "pages")
	if p.Outside {
		id = ""
	}
	p.foot = strings.TrimSpace(p.Code + " " + short + "  " + cmp.Or(id, p.Period) + "\n" + r.revision(p))
	p.FileTitle = oneLine(strings.Join([]string{p.Code, short, subject, date, id, p.Commit}, " "))
	running := string(cssString(p.running[0]))
	if subject != "" {
		// Isolated (UAX 9), so that a name from right to left leaves the rest in order.
		running += ` "\2068" ` + string(cssString(p.running[1])) + ` "\2069" ` + string(cssString(p.running[2]))
	}
	if p.Bare {
		running, p.foot, number = `""`, "", `""`
	}
	p.Margins = template.CSS(":root{--running:" + running + ";--foot:" + string(cssString(p.foot)) +
		";--number:" + number + "}" + r.marks(p, ""))
	p.CSS = look.css
	p.Policy = policy(look.hash, styleHash(p.Margins)) + r.pictures()
	return nil
}

// policy is a content security policy that allows some styles and nothing else.
func policy(styles ...string) string {
	return "default-src 'none'; base-uri 'none'; form-action 'none'; style-src " + strings.Join(styles, " ")
}

// pictures allows the logo, which is in the sheet itself.
func (r *run) pictures() string {
	if r.logo == "" {
		return ""
	}
	return "; img-src data:"
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
		return r.speak.plain(r.word("revision")) + " " + r.speak.plain(r.word("not-committed"))
	}
	return r.speak.plain(r.word("revision")) + " " + p.Commit + " · " + p.Committed
}

// pageNumber is a text with counters for its “#”, such as "Page 1 of 2", as
// generated content, a line for each language.
func (r *run) pageNumber(text catalog.Text, counters ...string) string {
	var lines []string
	for _, l := range r.speak {
		parts := strings.Split(text.In(l), "#")
		line := string(cssString(parts[0]))
		for i, c := range counters {
			line += " counter(" + c + ") " + string(cssString(parts[i+1]))
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, ` "\a" `)
}

// dots joins what there is of parts.
func dots(parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), " · ")
}
