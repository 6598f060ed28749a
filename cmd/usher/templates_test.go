package main

import (
	"encoding/base64"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// shop is a repository with one visit.
func shop(t *testing.T) *safe {
	t.Helper()
	s := &safe{dir: t.TempDir()}
	s.write(t, "visits/hengtai.yaml", `category: C
customer: {organization: 恒泰电子, headcount: 3, guests: [{name: 陈立, position: 采购总监}]}
arrive: 2031-03-05 14:00
depart: 2031-03-05 17:00
purpose: 年度框架协议续签洽谈
applicant: {name: 刘洋, department: sales-group}
rooms: [{room: meeting-1}]
vehicles: [{at: 2031-03-05 13:00, from: 虹桥站, to: 公司, seats: 7, driver: 孙师傅}]
`)
	return s
}

// example is the file that docs/templates.md shows under a name.
func example(t *testing.T, page, name string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "..", "docs", page))
	if err != nil {
		t.Fatal(err)
	}
	_, rest, found := strings.Cut(string(data), "`"+name+"`")
	block := regexp.MustCompile("(?s)```[a-z]+\n(.*?)```").FindStringSubmatch(rest)
	if !found || block == nil {
		t.Fatalf("docs/%s shows no %s", page, name)
	}
	return block[1]
}

// What docs/templates.md shows works as it says.
func TestTemplatesAsDocumented(t *testing.T) {
	for _, page := range []string{"templates.md", "templates.zh.md"} {
		s := shop(t)
		for _, name := range []string{"templates/words.cue", "templates/parking.cue", "templates/parking.html"} {
			s.write(t, name, example(t, page, name))
		}
		s.write(t, "templates/logo.svg", `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>`)
		out, _ := s.render(t, "")
		permit := string(out["hengtai/parking.html"])
		for _, want := range []string{"停车证", "Parking permit", "恒泰电子", "虹桥站 → 公司", "13:00", `src="data:image/svg&#43;xml;base64,`, "img-src data:"} {
			if !strings.Contains(permit, want) {
				t.Errorf("%s: the permit lacks %q:\n%s", page, want, permit)
			}
		}
		sheet := string(out["hengtai/assignment.html"])
		if !strings.Contains(sheet, "客户单位") || strings.Contains(sheet, "来访单位") || !strings.Contains(sheet, "7 座车") {
			t.Errorf("%s: the words are not the company's:\n%s", page, sheet)
		}
		if !strings.Contains(string(out["index.html"]), "hengtai/parking.html") {
			t.Errorf("%s: the index lacks the permit", page)
		}
		if _, said := s.usher(t, "render", "--list"); !strings.Contains(said, "parking") {
			t.Errorf("%s: --list names no permit:\n%s", page, said)
		}
		dir := filepath.Join(t.TempDir(), "out")
		if status, said := s.usher(t, "render", "--sheet", "parking", "-o", dir); status != 0 || len(files(t, dir)) < 1 || files(t, dir)["hengtai/parking.html"] == nil {
			t.Errorf("%s: --sheet parking: %d, %s", page, status, said)
		}
		desk, _ := s.render(t, "front-desk")
		driver, _ := s.render(t, "driver")
		if desk["hengtai/parking.html"] == nil || driver["hengtai/parking.html"] != nil {
			t.Errorf("%s: the permit is for the front desk and not for the driver", page)
		}
	}
}

// A sheet of each scope can be had.
func TestOwnSheets(t *testing.T) {
	s := shop(t)
	for scope, body := range map[string]string{
		"visit":   `{{template "top" .}}{{range .Guests}}<p>{{.Name}}</p>{{end}}{{range .Records}}{{say .Room.Name}}{{end}}{{template "bottom" .}}`,
		"booking": `{{template "top" .}}{{say .Room.Name}} {{.Use.Clock}}{{template "bottom" .}}`,
		"day":     `{{template "top" .}}{{range .Visits}}{{.Organization}}{{end}}{{template "bottom" .}}`,
		"week":    `{{template "top" .}}{{range .Days}}{{.Date.Date}}{{range .Visits}}{{.Organization}}{{end}}{{end}}{{template "bottom" .}}`,
	} {
		s.write(t, "templates/own-"+scope+".html", body)
		s.write(t, "templates/own-"+scope+".cue", `package policies
sheets: "own-`+scope+`": {code: "OW", title: {en: "Own", zh: "自定"}, scope: "`+scope+`", readers: ["general-affairs"]}
`)
	}
	out, said := s.render(t, "")
	for name, want := range map[string]string{
		"hengtai/own-visit.html": "陈立", "hengtai/own-booking-1.html": "14:00–17:00", "days/2031-03-05/own-day.html": "恒泰电子", "weeks/2031-W10/own-week.html": "恒泰电子",
	} {
		if !strings.Contains(string(out[name]), want) {
			t.Errorf("%s lacks %s: %s\n%s", name, want, out[name], said)
		}
	}
}

// A mistake names its file and line, in both languages, and nothing is written.
func TestTemplateMistakes(t *testing.T) {
	const declared = "package policies\nsheets: own: {code: \"OW\", title: {en: \"Own\", zh: \"自定\"}, scope: \"visit\", readers: [\"team\"]}\n"
	for name, test := range map[string]struct {
		files map[string]string
		want  string
	}{
		"syntax":           {map[string]string{"checklist.html": "a\n{{if}}"}, "templates/checklist.html:2"},
		"unknown function": {map[string]string{"checklist.html": "a\n{{exec \"ls\"}}"}, "templates/checklist.html:2"},
		"reading a file":   {map[string]string{"checklist.html": "{{readFile \"/etc/passwd\"}}"}, "templates/checklist.html:1"},
		"a method":         {map[string]string{"checklist.html": "\n\n{{.Title.With 1}}"}, "templates/checklist.html:3"},
		"escaping by hand": {map[string]string{"checklist.html": "{{.Visit.Purpose | js}}"}, "templates/checklist.html:1"},
		"unknown field":    {map[string]string{"checklist.html": "a\nb\n{{.Visit.Nothing}}"}, "templates/checklist.html:3"},
		"unknown word":     {map[string]string{"checklist.html": "{{t \"no-such-word\"}}"}, "templates/checklist.html:1"},
		"no template":      {map[string]string{"checklist.html": "\n{{template \"nothing\"}}"}, "templates/checklist.html:2"},
		"open attribute":   {map[string]string{"checklist.html": "<p title=\"{{.Visit.Purpose}}"}, "templates/checklist.html"},
		"no end":           {map[string]string{"checklist.html": "\n{{range 1000000000}}{{end}}"}, "templates/checklist.html:2"},
		"no end, nested":   {map[string]string{"checklist.html": "{{range 99999}}{{range 99999}}{{end}}{{end}}"}, "templates/checklist.html:1"},
		"itself":           {map[string]string{"checklist.html": "{{define \"x\"}}{{template \"x\"}}{{end}}{{template \"x\"}}"}, "templates/checklist.html:1"},
		"twice itself":     {map[string]string{"checklist.html": doubling()}, "templates/checklist.html:"},
		"a long text":      {map[string]string{"checklist.html": "{{$x := \"xxxx\"}}{{range 40}}{{$x = printf \"%s%s\" $x $x}}{{end}}"}, "templates/checklist.html:1"},
		"a large sheet":    {map[string]string{"checklist.html": "{{range 900000}}" + strings.Repeat("x", 100) + "{{end}}"}, "templates"},
		"a style":          {map[string]string{"checklist.css": "p {} </style><script>"}, "templates/checklist.css"},
		"unknown key":      {map[string]string{"words.cue": "package policies\n\nwords: vistor: {en: \"x\", zh: \"x\"}\n"}, "templates/words.cue:3:16"},
		"lost value":       {map[string]string{"words.cue": "package policies\nwords: seats: {en: \"x\", zh: \"x\"}\n"}, "templates/words.cue:2:15"},
		"one language":     {map[string]string{"words.cue": "package policies\nwords: visitor: en: \"x\"\n"}, "templates/words.cue:2:8"},
		"no template yet":  {map[string]string{"own.cue": declared}, "templates/own.html"},
		"not declared":     {map[string]string{"own.html": "x"}, "templates/own.html"},
		"half declared":    {map[string]string{"own.cue": "package policies\nsheets: own: {code: \"OW\", readers: []}\n", "own.html": "x"}, "templates/own.cue:2:14"},
		"unknown clause":   {map[string]string{"own.cue": strings.Replace(declared, "readers", "clauses: [\"R9.9\"], readers", 1), "own.html": "x"}, "templates/own.cue:2:"},
		"no picture":       {map[string]string{"logo.png": "GIF89a"}, "templates/logo.png"},
		"no SVG":           {map[string]string{"logo.svg": "<html/>"}, "templates/logo.svg"},
		"entities":         {map[string]string{"logo.svg": `<!DOCTYPE svg [<!ENTITY a "b">]><svg/>`}, "templates/logo.svg"},
		"a large logo":     {map[string]string{"logo.svg": "<svg>" + strings.Repeat(" ", 65<<10) + "</svg>"}, "64 KB"},
	} {
		t.Run(name, func(t *testing.T) {
			s := shop(t)
			for file, text := range test.files {
				s.write(t, "templates/"+file, text)
			}
			for _, lang := range []string{"en", "zh"} {
				dir := filepath.Join(t.TempDir(), "out")
				status, said := s.usher(t, "--lang", lang, "render", "-o", dir)
				if status != exitFailed || !strings.Contains(said, test.want) || strings.Contains(said, "panic") {
					t.Errorf("exit status %d, want %q in\n%s", status, test.want, said)
				}
				if len(files(t, dir)) > 0 {
					t.Error("sheets were written")
				}
			}
		})
	}
}

// doubling includes twice what includes twice, and so on.
func doubling() string {
	var out strings.Builder
	for i := range 60 {
		out.WriteString("{{define \"x" + string(rune('A'+i)) + "\"}}{{template \"x" + string(rune('B'+i)) + "\"}}{{template \"x" + string(rune('B'+i)) + "\"}}{{end}}\n")
	}
	return out.String() + "{{define \"x" + string(rune('A'+60)) + "\"}}{{end}}{{template \"xA\"}}"
}

// What a plan says is text in a company's template, too, wherever it is put.
func TestOwnTemplatesEscape(t *testing.T) {
	s := shop(t)
	s.write(t, "visits/hengtai.yaml", strings.Replace(string(files(t, s.dir)["visits/hengtai.yaml"]), "年度框架协议续签洽谈", `"<script>alert(1)</script> ' onx='1 javascript:alert(2)"`, 1))
	s.write(t, "templates/checklist.html", `<p title="{{.Visit.Purpose}}" data-x='{{.Visit.Purpose}}'>{{.Visit.Purpose}} {{words .Visit.Purpose}} {{printf "%s" .Visit.Purpose}} {{print (words .Visit.Purpose)}}</p>
<a href="{{.Visit.Purpose}}">x</a><script>f({{.Visit.Purpose}}, {{words .Visit.Purpose}})</script><style>p { color: {{.Visit.Purpose}} }</style>`)
	out, _ := s.render(t, "")
	sheet := string(out["hengtai/checklist.html"])
	if text, _, _ := strings.Cut(sheet, "<a "); strings.Count(sheet, "<script>") != 1 || strings.Contains(text, `' onx='`) || strings.Contains(sheet, "<script>alert") || strings.Contains(sheet, `href="javascript`) || strings.Contains(sheet, "color: <") {
		t.Errorf("it became markup:\n%s", sheet)
	}
	if png := "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="; true {
		data, err := base64.StdEncoding.DecodeString(png)
		if err != nil {
			t.Fatal(err)
		}
		s.write(t, "templates/logo.png", string(data))
		if out, _ := s.render(t, ""); !strings.Contains(string(out["hengtai/assignment.html"]), `<img class="logo" src="data:image/png;base64,`) {
			t.Error("the logo is not on the sheet")
		}
	}
}
