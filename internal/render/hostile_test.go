package render_test

import (
	"fmt"
	"reflect"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"usher/internal/plan"
	"usher/internal/render"
	"usher/templates"
)

// hostile are texts that would be markup, style or template if anything let them.
var hostile = []string{
	`<script>alert(1)</script>`,
	`</style><script>alert(1)</script><style>`,
	`"; } body { background: url(https://evil.example/x) } a { content: "`,
	`\22; } @import url(https://evil.example/x); a { content: \22`,
	`{{.Visit.ID}} {{template "top" .}} {{/*`,
	`"><img src=x onerror=alert(1)>`,
	`' onmouseover='alert(1)`,
	`</bdi></b></td></tr></table></main></body></html><!--`,
	`javascript:alert(1)`,
	`<!--`, `-->`, `]]>`, `&lt;script&gt;`, `&#60;script&#62;`, `</title><svg/onload=alert(1)>`,
	"nul\x00 bell\x07 escape\x1b[31m delete\x7f c1\u0085\u009b ends\r\n\u2028\u2029 bom\ufeff",
	"override\u202egnp.exe embed\u202a\u202b pop\u202c isolate\u2066\u2067\u2068",
	"broken \xff\xfe\xc0 utf-8",
	"\ufffe\uffff\U0001fffe",
	`* { display: none } /*`,
}

// poison puts a text into every string of a plan that its writer is free in, with
// a mark by which to find it again, and into each list and map.
func poison(p *plan.Plan, text string) {
	var walk func(v reflect.Value)
	n := 0
	walk = func(v reflect.Value) {
		switch v.Kind() {
		case reflect.Pointer:
			if !v.IsNil() {
				walk(v.Elem())
			}
		case reflect.Struct:
			for i := range v.NumField() {
				if v.Type().Field(i).IsExported() {
					walk(v.Field(i))
				}
			}
		case reflect.Slice:
			for i := range v.Len() {
				walk(v.Index(i))
			}
		case reflect.String:
			if v.Type() == reflect.TypeFor[string]() {
				n++
				v.SetString(fmt.Sprintf("mark%d%s", n, text))
			}
		}
	}
	id, category, level := p.ID, p.Category, p.Confidentiality
	walk(reflect.ValueOf(p).Elem())
	p.ID, p.Category, p.Confidentiality = id, category, level
	p.Team = map[string]string{"gm-assistant": "team" + text, "nobody" + text: "x" + text}
}

// size is that of a name on a sign.
var size = regexp.MustCompile(`class=big s[0-9]+$`)

// outline is a sheet's elements and attributes in order, without what depends on
// the length and the words of a text.
func outline(t *testing.T, sheet string) []string {
	t.Helper()
	var out []string
	z := html.NewTokenizer(strings.NewReader(sheet))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return out
		case html.CommentToken:
			out = append(out, "comment")
		case html.StartTagToken, html.SelfClosingTagToken:
			token := z.Token()
			element := token.Data
			for _, a := range token.Attr {
				element += " " + a.Key
				if a.Key != "d" && a.Key != "viewbox" && a.Key != "href" && a.Key != "content" {
					element += "=" + a.Val
				}
			}
			element = size.ReplaceAllString(strings.TrimSuffix(element, " long"), "class=big")
			if element != "span class=nb" && !strings.Contains(element, "class=l2") {
				out = append(out, element)
			}
		}
	}
}

var margins = regexp.MustCompile(`^:root\{--running:(?:"(?:[^"\\<>{};\n]|\\[0-9a-f]{6})*"(?: "\\2068" | "\\2069" )?)+;--foot:"(?:[^"\\<>{};\n]|\\[0-9a-f]{6})*";--number:[^\\{};<>]*(?:\\a)?[^\\{};<>]*\}$`)

// A plan's text is data everywhere on a sheet (design.md, Trust).
func TestHostilePlan(t *testing.T) {
	c := works(t)
	tame := huaqing()
	poison(tame, "text")
	want := sheets(t, c, visit(t, c, tame))
	style := regexp.MustCompile(`(?s)<style>(.*?)</style>`)
	for _, text := range hostile {
		t.Run(fmt.Sprintf("%.20q", text), func(t *testing.T) {
			p := huaqing()
			poison(p, text)
			for name, sheet := range sheets(t, c, visit(t, c, p)) {
				if diff := cmp.Diff(outline(t, want[name]), outline(t, sheet)); diff != "" {
					t.Errorf("%s: the text became markup:\n%s", name, diff)
				}
				styles := style.FindAllStringSubmatch(sheet, -1)
				if len(styles) != 2 || !margins.MatchString(styles[1][1]) {
					t.Errorf("%s: the text became style: %q", name, styles[1:])
				}
				if strings.Contains(text, "{{") && name != "index.html" && !strings.Contains(sheet, `{{template &#34;top&#34; .}}`) {
					t.Errorf("%s: the text became a template, or was lost", name)
				}
				for _, r := range sheet {
					if unicode.IsControl(r) && r != '\n' && r != '\t' || unicode.Is(unicode.Bidi_Control, r) {
						t.Errorf("%s: %U reached the paper", name, r)
						break
					}
				}
				if !strings.Contains(sheet, "mark") {
					t.Errorf("%s: the seeds are not on it", name)
				}
			}
		})
	}
}

// The margins of a page hold the same text as the page, with white space as one space.
func FuzzMargins(f *testing.F) {
	for _, text := range hostile {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		c := works(t)
		p := hengtai()
		p.Customer.Organization = text
		out, err := render.Render([]render.Visit{visit(t, c, p)}, render.Options{Company: c, Templates: templates.FS})
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range out[:3] {
			found := false
			for _, line := range strings.Split(string(s.Data), "\n") {
				if line, ok := strings.CutPrefix(line, "<style>:root"); ok {
					found = true
					if css := ":root" + strings.TrimSuffix(line, "</style>"); !margins.MatchString(css) {
						t.Errorf("%q became %q", text, css)
					}
				}
			}
			if !found {
				t.Errorf("%s has no margins on one line", s.Name)
			}
		}
	})
}
