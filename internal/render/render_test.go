package render_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"flag"
	"html"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"usher/internal/catalog"
	"usher/internal/company"
	"usher/internal/plan"
	"usher/internal/render"
	"usher/templates"
)

var update = flag.Bool("update", false, "write the golden files anew")

// sheets renders one visit and returns its sheets by name.
func sheets(t testing.TB, c *company.Company, v render.Visit, langs ...catalog.Lang) map[string]string {
	t.Helper()
	out, err := render.Render([]render.Visit{v}, render.Options{Company: c, Templates: templates.FS, Languages: langs})
	if err != nil {
		t.Fatal(err)
	}
	byName := map[string]string{}
	for _, s := range out {
		byName[s.Name] = string(s.Data)
	}
	return byName
}

// hengtai is a short visit, for goldens that can be read.
func hengtai() *plan.Plan {
	return &plan.Plan{
		ID: "hengtai-sales-review", File: "visits/2026/12/hengtai-sales-review.yaml",
		Category:  "A",
		Customer:  plan.Customer{Organization: "恒泰电子", Headcount: 3, Guests: []plan.Guest{{Name: "陈立", Position: "采购总监", Dietary: "清真"}}},
		Arrive:    "2026-12-09 14:00",
		Depart:    "2026-12-09 17:00",
		Purpose:   "年度框架协议续签洽谈",
		Applicant: plan.Applicant{Name: "周涛", Department: "business-group"},
		Programme: []plan.Step{{At: "2026-12-09 14:00", Until: "2026-12-09 16:00", What: "洽谈", Where: "董事会议室", Who: []string{"business-group", "interpreter"}}},
		Rooms:     []plan.Booking{{Room: "board-room", Until: "2026-12-09 16:00", Layout: "u-shape", Equipment: []string{"projector"}, Custodian: "周涛"}},
		Meals:     []plan.Meal{{At: "2026-12-09 12:15", Place: "行政餐厅", Guests: 3, Companions: 2}},
		Vehicles:  []plan.Vehicle{{At: "2026-12-09 16:30", From: "公司", To: "虹桥站", Seats: 7, Driver: "孙师傅"}},
	}
}

// One golden a sheet. The style is cut out, it is templates/sheet.css, and so is
// the QR code, see TestQR.
func TestGolden(t *testing.T) {
	c := works(t)
	out := sheets(t, c, visit(t, c, hengtai()))
	rich := sheets(t, c, visit(t, c, huaqing()))
	delete(rich, "index.html")
	style := regexp.MustCompile(`(?s)<style>/\*.*?</style>`)
	hash := regexp.MustCompile(`sha256-[^&]*(?:&#[0-9]+;[^&]*)*?=&#39;`)
	code := regexp.MustCompile(`d="M0 0h7v1[^"]*"`)
	for name, golden := range map[string]string{
		"hengtai-sales-review/checklist.html":   "checklist.html",
		"hengtai-sales-review/assignment.html":  "assignment.html",
		"hengtai-sales-review/room-1.html":      "room.html",
		"huaqing-phase-two/reception-plan.html": "reception-plan.html",
		"huaqing-phase-two/loan-1.html":         "loan.html",
		"huaqing-phase-two/procurement.html":    "procurement.html",
		"huaqing-phase-two/tickets.html":        "tickets.html",
		"huaqing-phase-two/itinerary.html":      "itinerary.html",
		"hengtai-sales-review/welcome.html":     "welcome.html",
		"hengtai-sales-review/door-1.html":      "door.html",
		"hengtai-sales-review/tents.html":       "tents.html",
		"index.html":                            "index.html",
	} {
		t.Run(golden, func(t *testing.T) {
			got := out[name] + rich[name]
			got = style.ReplaceAllString(got, "<style>…</style>")
			got = hash.ReplaceAllString(code.ReplaceAllString(got, `d="…"`), "sha256-…&#39;")
			file := filepath.Join("testdata", golden)
			if *update {
				if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Errorf("run with -update if this is right:\n%s", diff)
			}
		})
	}
}

func TestSameInputSameBytes(t *testing.T) {
	c := works(t)
	first := sheets(t, c, visit(t, c, huaqing()))
	for range 5 {
		if diff := cmp.Diff(first, sheets(t, c, visit(t, c, huaqing()))); diff != "" {
			t.Fatal(diff)
		}
	}
}

func TestLanguages(t *testing.T) {
	c := works(t)
	v := visit(t, c, huaqing())
	for _, test := range []struct {
		name      string
		langs     []catalog.Lang
		has, lack []string
	}{
		{"both by default", nil, []string{`<html lang="zh-CN">`, `来访单位 <span class="l2" lang="en">Visitor</span>`, "一、准备阶段", ">关键<"}, nil},
		{"English first", []catalog.Lang{catalog.EN, catalog.ZH}, []string{`<html lang="en">`, `Visitor <span class="l2" lang="zh-CN">来访单位</span>`, "1. Preparation"}, nil},
		{"Chinese", []catalog.Lang{catalog.ZH}, []string{"来访单位", "赵敏"}, []string{"Visitor", "Preparation", "Zhao Min", "Page "}},
		{"English", []catalog.Lang{catalog.EN}, []string{"Visitor", "Zhao Min", ">Key<", "Page "}, []string{"来访单位", "准备阶段", "赵敏", "页"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			out := sheets(t, c, v, test.langs...)["huaqing-phase-two/checklist.html"]
			_, out, _ = strings.Cut(out, "</style>") // the style's comments are English
			for _, s := range test.has {
				if !strings.Contains(out, s) && !strings.Contains(sheets(t, c, v, test.langs...)["huaqing-phase-two/checklist.html"], s) {
					t.Errorf("lacks %q", s)
				}
			}
			for _, s := range test.lack {
				if strings.Contains(out, s) {
					t.Errorf("has %q", s)
				}
			}
		})
	}
	_, err := render.Render(nil, render.Options{Company: c, Templates: templates.FS, Languages: []catalog.Lang{"de"}})
	if err == nil {
		t.Error("German was taken for a language of sheets")
	}
}

func TestWhatIsRefused(t *testing.T) {
	c := works(t)
	good := visit(t, c, hengtai())
	with := func(change func(*plan.Plan)) render.Visit {
		p := hengtai()
		change(p)
		return render.Visit{Plan: p, Facts: good.Facts}
	}
	for name, v := range map[string]render.Visit{
		"an id that climbs":     with(func(p *plan.Plan) { p.ID = "../x" }),
		"an id with a slash":    with(func(p *plan.Plan) { p.ID = "a/b" }),
		"an id with a line end": with(func(p *plan.Plan) { p.ID = "a\n" }),
		"no id":                 with(func(p *plan.Plan) { p.ID = "" }),
		"no facts":              {Plan: hengtai()},
		"no plan":               {Facts: good.Facts},
		"facts of another plan": with(func(p *plan.Plan) { p.Rooms = nil }),
	} {
		if _, err := render.Render([]render.Visit{v}, render.Options{Company: c, Templates: templates.FS}); err == nil {
			t.Errorf("%s was rendered", name)
		}
	}
}

// A company's own template that asks for what is not there stops, with the place.
func TestTemplateErrorsNameTheirPlace(t *testing.T) {
	c := works(t)
	for _, test := range []struct{ name, template, want string }{
		{"a word", "line one\n{{t \"colour\"}}", `checklist.html:2:2`},
		{"a field", "{{.Colour}}", `checklist.html:1:2`},
		{"syntax", "{{if}}", `checklist.html:1`},
		{"a function", "{{readFile \"/etc/passwd\"}}", `function "readFile" not defined`},
	} {
		t.Run(test.name, func(t *testing.T) {
			own := fstest.MapFS{}
			files, err := fs.Glob(templates.FS, "*")
			if err != nil {
				t.Fatal(err)
			}
			for _, name := range files {
				data, err := templates.FS.ReadFile(name)
				if err != nil {
					t.Fatal(err)
				}
				own[name] = &fstest.MapFile{Data: data}
			}
			own["checklist.html"] = &fstest.MapFile{Data: []byte(test.template)}
			_, err = render.Render([]render.Visit{visit(t, c, hengtai())}, render.Options{Company: c, Templates: own})
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v, want it to name %s", err, test.want)
			}
		})
	}
}

func TestHead(t *testing.T) {
	c := works(t)
	head := func(change func(*render.Visit)) string {
		v := visit(t, c, huaqing())
		change(&v)
		_, out, _ := strings.Cut(sheets(t, c, v)["huaqing-phase-two/checklist.html"], "<body")
		return out
	}
	for _, test := range []struct {
		name   string
		change func(*render.Visit)
		want   string
		is     bool
	}{
		{"a waiver in force is printed", func(v *render.Visit) {}, "客户临时改签", true},
		{"one of an unknown rule is not", func(v *render.Visit) { v.Facts.Waivers[0].Known = false }, "客户临时改签", false},
		{"one that nobody may give is not", func(v *render.Visit) { v.Facts.Waivers[0].Waivable = false }, "客户临时改签", false},
		{"one by somebody who may not is not", func(v *render.Visit) { v.Facts.Waivers[0].Approver = false }, "客户临时改签", false},
		{"one by the applicant is not", func(v *render.Visit) { v.Facts.Waivers[0].Own = true }, "客户临时改签", false},
		{"one of a visit that is not judged again is", func(v *render.Visit) { v.Facts.Waivers = nil }, "客户临时改签", true},
		{"internal is the default", func(v *render.Visit) {}, `<p class="mark">内部`, true},
		{"confidential stands out", func(v *render.Visit) { v.Plan.Confidentiality = plan.Confidential }, `<p class="mark strong">机密`, true},
		{"public has no mark", func(v *render.Visit) { v.Plan.Confidentiality = plan.Public }, `class="mark`, false},
		{"the commit is cut to seven", func(v *render.Visit) {}, "a1b2c3d · 2026-11-23 14:20", true},
		{"no commit is said", func(v *render.Visit) { v.Revision = render.Revision{} }, `未提交 <span class="l2" lang="en">not committed`, true},
		{"the code leads to the plan", func(v *render.Visit) {}, `href="https://git.example.com/reception/visits/blob/main/visits/2026/12/huaqing-phase-two.yaml"`, true},
		{"a folder's name is escaped", func(v *render.Visit) { v.Plan.File = "visits/德国 #1/a.yaml" }, `blob/main/visits/%E5%BE%B7%E5%9B%BD%20%231/a.yaml"`, true},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := strings.Contains(head(test.change), test.want); got != test.is {
				t.Errorf("%q printed: %v, want %v", test.want, got, test.is)
			}
		})
	}
	t.Run("no address, no code", func(t *testing.T) {
		c := works(t)
		c.PlanURL = ""
		if out := sheets(t, c, visit(t, c, huaqing()))["huaqing-phase-two/checklist.html"]; strings.Contains(out, "<svg") {
			t.Error("there is a code")
		}
	})
}

// The sheets load nothing, run nothing, and allow their two styles only.
func TestContentSecurityPolicy(t *testing.T) {
	c := works(t)
	policy := regexp.MustCompile(`Content-Security-Policy" content="([^"]*)"`)
	style := regexp.MustCompile(`(?s)<style>(.*?)</style>`)
	for name, out := range sheets(t, c, visit(t, c, huaqing())) {
		m := policy.FindStringSubmatch(out)
		if m == nil {
			t.Errorf("%s: no policy", name)
			continue
		}
		want := "default-src 'none'; base-uri 'none'; form-action 'none'; style-src"
		for _, s := range style.FindAllStringSubmatch(out, -1) {
			sum := sha256.Sum256([]byte(s[1]))
			want += " 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
		}
		if got := html.UnescapeString(m[1]); got != want {
			t.Errorf("%s: policy\n got %s\nwant %s", name, got, want)
		}
		if bytes.Contains([]byte(out), []byte(" style=")) {
			t.Errorf("%s has a style attribute, which the policy forbids", name)
		}
	}
}

// A confidential visit is on the index without its name (R5.1).
func TestIndexOfConfidentialVisit(t *testing.T) {
	c := works(t)
	p := huaqing()
	p.Confidentiality = plan.Confidential
	out := sheets(t, c, visit(t, c, p))["index.html"]
	if strings.Contains(out, "华清") || !strings.Contains(out, "内部会议") {
		t.Error("the index names the guests of a confidential visit")
	}
}

func TestIndexIsByDay(t *testing.T) {
	c := works(t)
	var visits []render.Visit
	for id, arrive := range map[string]plan.Time{"b": "2026-12-09 10:00", "a": "2026-12-09 10:00", "c": "2026-12-09 08:00", "d": "2026-12-01 10:00"} {
		p := hengtai()
		p.ID, p.Arrive, p.Depart, p.Rooms, p.Programme, p.Meals, p.Vehicles = id, arrive, arrive.Add(60), nil, nil, nil, nil
		visits = append(visits, visit(t, c, p))
	}
	visits = append(visits, visit(t, c, huaqing())) // of two days, with a room on each
	out, err := render.Render(visits, render.Options{Company: c, Templates: templates.FS})
	if err != nil {
		t.Fatal(err)
	}
	index := out[len(out)-1]
	if index.Name != "index.html" || index.Visit != "" {
		t.Fatalf("the index is %q", index.Name)
	}
	var got []string
	kinds := []string{"room-plan.html", "procurement-week.html", "roster.html", "room-plan.html", "procurement-week.html", "roster.html", "run-sheet.html", "checklist.html", "assignment.html", "room-1.html", "room-2.html", "door-2.html"}
	for _, m := range regexp.MustCompile(`<h2><span class="nb">([^<]*)|href="([^"]*)"`).FindAllStringSubmatch(string(index.Data), -1) {
		// Not every sheet, so that the order can be seen.
		if kind := path.Base(m[2]); m[1] != "" || slices.Contains(kinds, kind) {
			got = append(got, m[1]+m[2])
		}
	}
	want := []string{
		"weeks/2026-W49/room-plan.html", "weeks/2026-W49/procurement-week.html", "weeks/2026-W49/roster.html",
		"2026-12-01", "days/2026-12-01/run-sheet.html", "d/checklist.html", "d/assignment.html",
		"2026-12-03", "days/2026-12-03/run-sheet.html", "huaqing-phase-two/checklist.html", "huaqing-phase-two/assignment.html", "huaqing-phase-two/room-1.html",
		"2026-12-04", "days/2026-12-04/run-sheet.html", "huaqing-phase-two/room-2.html", "huaqing-phase-two/door-2.html",
		"weeks/2026-W50/room-plan.html", "weeks/2026-W50/procurement-week.html", "weeks/2026-W50/roster.html",
		"2026-12-09", "days/2026-12-09/run-sheet.html", "c/checklist.html", "c/assignment.html", "a/checklist.html", "a/assignment.html", "b/checklist.html", "b/assignment.html",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestNoVisits(t *testing.T) {
	out, err := render.Render(nil, render.Options{Company: works(t), Templates: templates.FS})
	if err != nil || len(out) != 1 || !strings.Contains(string(out[0].Data), "没有要打印的来访") {
		t.Errorf("got %d sheets, %v", len(out), err)
	}
}
