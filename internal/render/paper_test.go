package render_test

import (
	"bytes"
	"fmt"
	"maps"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"usher/internal/render"
)

// extremes are the visits that try paper most, and the longest that a sheet of
// each may be, in pages. A kind that is not named has most.
var extremes = map[string]struct {
	most  int
	pages map[string]int
}{
	"long-names":               {3, map[string]int{"checklist": 5, "assignment": 5, "tents": 7}},
	"sixty-guests-forty-steps": {4, nil},
	"a-week":                   {4, map[string]int{"tents": 6}},
	"one-guest-nothing-else":   {2, nil}, // and no room
}

// Whatever the visit, every sheet is as many pages as it must be, each of them
// numbered, none without words, and every word of the sheet is on one. What stands
// on doors and tables has no head, a page for each, and cuts what is too long.
func TestExtremesOnPaper(t *testing.T) {
	browser := need(t)
	c := works(t)
	var sheets []render.Sheet
	var of []string
	for _, id := range slices.Sorted(maps.Keys(extremes)) {
		for _, s := range ofVisits(everything(t, c, nil, strange()[id])) {
			sheets, of = append(sheets, s), append(of, id)
		}
	}
	for i, s := range printAll(t, browser, sheets) {
		t.Run(of[i]+"/"+s.Name, func(t *testing.T) {
			pages := pagesOf(t, s.pdf)
			headed := bytes.Contains(s.Data, []byte(`<header class="head">`))
			most := extremes[of[i]].most
			if n, ok := extremes[of[i]].pages[s.Kind]; ok {
				most = n
			}
			if headed && len(pages) > most {
				t.Errorf("%d pages, %d would do", len(pages), most)
			}
			for n, page := range pages {
				_, number, found := strings.Cut(page, fmt.Sprintf("第%d/%d页", n+1, len(pages)))
				if headed && !found {
					t.Errorf("page %d of %d is not numbered", n+1, len(pages))
				}
				if page == "" || found && len([]rune(number)) < 5 {
					t.Errorf("page %d has nothing on it: %q", n+1, page)
				}
			}
			if !headed {
				return
			}
			if lost := lacking(strings.Join(pages, ""), words(t, s.Data)); lost != "" {
				t.Errorf("not on paper: %q", lost)
			}
		})
	}
}

// pagesOf is the text of each page, without blanks.
func pagesOf(t *testing.T, pdf []byte) []string {
	t.Helper()
	cmd := exec.Command("pdftotext", "-raw", "-", "-")
	cmd.Stdin = strings.NewReader(string(pdf))
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	pages := strings.Split(strings.TrimSuffix(string(out), "\f"), "\f")
	for i, p := range pages {
		pages[i] = squeeze(p)
	}
	return pages
}

// words is what a sheet says in its body, but for what is not printed.
func words(t *testing.T, data []byte) string {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(string(data)))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.TextNode {
			b.WriteString(n.Data)
		}
		if n.Type == html.ElementNode && (n.Data == "head" || slices.ContainsFunc(n.Attr, func(a html.Attribute) bool {
			return a.Key == "class" && (a.Val == "imprint" || a.Val == "foot")
		})) {
			return
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
	}
	walk(doc)
	return squeeze(b.String())
}

// lacking are the characters of want of which there are fewer in got: in which
// order a reader of PDFs takes columns is its own affair.
func lacking(got, want string) string {
	count := map[rune]int{}
	for _, r := range got {
		count[r]++
	}
	var lost []rune
	for _, r := range want {
		if count[r]--; count[r] == -1 {
			lost = append(lost, r)
		}
	}
	return string(lost)
}
