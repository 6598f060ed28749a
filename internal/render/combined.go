package render

import (
	"bytes"
	"cmp"
	"fmt"
	"html/template"
	"slices"
	"strings"

	"usher/internal/catalog"
	"usher/internal/plan"
)

// Combined is what combined.html sees: several sheets in one file, each beginning
// on a page of its own.
type Combined struct {
	Page
	Sheets []Part
}

// Part is a sheet of a combined file.
type Part struct {
	Kind  string
	Class string        // names its pages in Combined.CSS
	Label catalog.Text  // which sheet of what: no two parts have the same
	Lang  string        // as Page.Lang: what guests get may be in theirs
	Body  template.HTML // what its own template put inside the body
}

// Combine returns the sheets selected as one file in printing order: of each week
// its own sheets, then day by day those of the day and those of its visits by
// arrival. Nothing selected gives a Sheet without Data.
//
// CSS counts the pages of each sheet and of the whole, but cannot say how many
// pages a sheet has within a file.
func Combine(visits []Visit, o Options) (Sheet, error) {
	r, err := newRun(o)
	if err != nil {
		return Sheet{}, err
	}
	if err := r.gather(visits); err != nil {
		return Sheet{}, err
	}
	type part struct {
		*printed
		body []byte
	}
	var parts []part
	err = r.each(func(p *printed) error {
		data, err := r.execute(p.kind.name+".html", p.page.data)
		if err != nil {
			return fmt.Errorf("rendering %s: %w", p.name, err)
		}
		parts = append(parts, part{p, inside(data)})
		return nil
	})
	if err != nil || len(parts) == 0 {
		return Sheet{}, err
	}
	slices.SortStableFunc(parts, func(a, b part) int { return inPrintingOrder(a.printed, b.printed) })

	out := &Combined{Page: r.base()}
	out.Kind, out.Title, out.Short = "combined", r.word("combined"), r.word("combined")
	named := o.Selection
	if named.Visits = nil; len(o.Selection.Visits) > 0 {
		for _, p := range parts { // as the reader knows them
			if id := p.id(); id != "" && !slices.Contains(named.Visits, id) {
				named.Visits = append(named.Visits, id)
			}
		}
	}
	out.Period = named.name()
	if err := r.dress(&out.Page, ""); err != nil {
		return Sheet{}, err
	}
	shared, own, err := r.css("combined")
	if err != nil {
		return Sheet{}, err
	}
	var css, pages strings.Builder
	css.WriteString(shared + own)
	rules := map[string]string{} // for the pages of a kind
	for i, p := range parts {
		if _, ok := rules[p.kind.name]; !ok {
			_, own, err := r.css(p.kind.name)
			if err != nil {
				return Sheet{}, err
			}
			paper, rest := splitPages(own)
			rules[p.kind.name] = strings.TrimSpace(paper) + "\n"
			css.WriteString(rest)
		}
		class := fmt.Sprintf("sheet-%d", i+1)
		pages.WriteString(r.pagesOf(class, p.page.data.page()))
		pages.WriteString(strings.ReplaceAll(rules[p.kind.name], "@page", "@page "+class))
		out.Sheets = append(out.Sheets, Part{p.kind.name, class, p.label(), p.page.data.page().Lang, template.HTML(p.body)})
	}
	out.CSS, out.Margins = template.CSS(css.String()), template.CSS(pages.String())
	out.Policy = policy(styleHash(out.CSS), styleHash(out.Margins)) + r.pictures()
	data, err := r.execute("combined.html", out)
	if err != nil {
		return Sheet{}, fmt.Errorf("rendering combined.html: %w", err)
	}
	return Sheet{Name: named.path() + ".html", Kind: out.Kind, Period: out.Period, Title: out.Short, Parts: len(parts), Data: data}, nil
}

// label tells a sheet from all others.
func (p *printed) label() catalog.Text {
	title, of := p.title(), cmp.Or(p.id(), p.period)
	return catalog.Text{EN: dots(title.EN, of), ZH: dots(title.ZH, of)}
}

// inPrintingOrder is the order of the index: a week before its days, a day before
// its visits. Of one visit or day the sheets stay in the order of the kinds.
func inPrintingOrder(a, b *printed) int {
	order := func(p *printed) (plan.Week, plan.Date, int) {
		switch p.kind.scope {
		case PerWeek:
			return p.page.day.Week(), "", 0
		case PerDay:
			return p.page.day.Week(), p.page.day, 0
		}
		return p.page.day.Week(), p.page.day, 1
	}
	weekA, dayA, rankA := order(a)
	weekB, dayB, rankB := order(b)
	c := cmp.Or(cmp.Compare(weekA, weekB), cmp.Compare(dayA, dayB), cmp.Compare(rankA, rankB))
	if c != 0 || rankA == 0 {
		return c
	}
	return byArrival(a.visit, b.visit)
}

// inside is what a sheet has in its body, its main part as one of several: a
// document has one main element. A template that writes no body is taken whole.
func inside(data []byte) []byte {
	if _, rest, ok := bytes.Cut(data, []byte("<body")); ok {
		if _, rest, ok = bytes.Cut(rest, []byte(">")); ok {
			data, _, _ = bytes.Cut(rest, []byte("</body>"))
		}
	}
	data = bytes.ReplaceAll(data, []byte("<main>"), []byte(`<div class="main">`))
	return bytes.ReplaceAll(data, []byte("</main>"), []byte("</div>"))
}

// pagesOf are the rules for the pages of one sheet in a combined file: a page has
// the name of its sheet, and a counter that only pages of that name count up. The
// running head is how that counter writes the numbers from 2 on. Bare pages have neither.
func (r *run) pagesOf(class string, p *Page) string {
	if p.Bare {
		return fmt.Sprintf(".%[1]s{page:%[1]s}\n@page %[1]s{@top-left{content:none}@bottom-left{content:none;border:0}@bottom-right{content:none;border:0}}\n", class)
	}
	text := func(s string) string { return strings.Trim(string(cssString(s)), `"`) }
	running := text(p.running[0])
	if p.running[1] != "" {
		running += `\002068` + text(p.running[1]) + `\002069` + text(p.running[2])
	}
	var b strings.Builder
	fmt.Fprintf(&b, ".%[1]s{page:%[1]s}\n", class)
	fmt.Fprintf(&b, "@counter-style %s{system:cyclic;symbols:\"%s\";range:2 infinite;fallback:blank}\n", class, running)
	fmt.Fprintf(&b, "@page %[1]s{counter-increment:%[1]s;@top-left{content:counter(%[1]s,%[1]s)}@bottom-left{content:%[2]s}@bottom-right{content:%[3]s}}\n",
		class, cssString(p.foot), r.pageNumber(r.word("page-of-sheet"), class, "page", "pages"))
	b.WriteString(r.marks(p, class))
	return b.String()
}

// splitPages parts the @page rules at the top of a style sheet from the rest.
func splitPages(css string) (pages, rest string) {
	var paper, others strings.Builder
	for css != "" {
		n := statement(css)
		if strings.HasPrefix(strings.TrimSpace(css[:n]), "@page") {
			paper.WriteString(css[:n])
		} else {
			others.WriteString(css[:n])
		}
		css = css[n:]
	}
	return paper.String(), others.String()
}

// statement measures the rule, at-rule or comment at the start of a style sheet,
// with the white space before it (CSS Syntax 3, 5.4.1).
func statement(css string) int {
	depth := 0
	for i := 0; i < len(css); i++ {
		switch css[i] {
		case '"', '\'':
			quote := css[i]
			for i++; i < len(css) && css[i] != quote; i++ {
				if css[i] == '\\' {
					i++
				}
			}
		case '/':
			if strings.HasPrefix(css[i:], "/*") {
				end := strings.Index(css[i+2:], "*/")
				if end < 0 {
					return len(css)
				}
				outside := strings.TrimSpace(css[:i]) == ""
				if i += end + 3; outside {
					return i + 1
				}
			}
		case '{':
			depth++
		case '}':
			if depth--; depth <= 0 {
				return i + 1
			}
		case ';':
			if depth == 0 {
				return i + 1
			}
		}
	}
	return len(css)
}
