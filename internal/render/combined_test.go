package render_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"html"
	"io/fs"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"usher/internal/catalog"
	"usher/internal/company"
	"usher/internal/plan"
	"usher/internal/render"
	"usher/templates"
)

func combine(t testing.TB, c *company.Company, visits []render.Visit, s render.Selection, langs ...catalog.Lang) render.Sheet {
	t.Helper()
	out, err := render.Combine(visits, render.Options{Company: c, Templates: templates.FS, Languages: langs, Selection: s})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

var part = regexp.MustCompile(`<section class="sheet ([a-z-]+) sheet-[0-9]+" aria-label="([^"]*)"`)

// parts are the kinds of sheets in a combined file, in order, each with its title.
func parts(s render.Sheet) []string {
	var out []string
	for _, m := range part.FindAllSubmatch(s.Data, -1) {
		out = append(out, string(m[1])+" "+string(m[2]))
	}
	return out
}

// A week, its days, and on each day the visits by arrival.
func TestCombinedIsInPrintingOrder(t *testing.T) {
	c := works(t)
	early := hengtai()
	early.ID, early.Arrive, early.Depart, early.Rooms = "zzz", "2026-12-04 08:00", "2026-12-04 09:00", nil
	visits := among(t, c, huaqing(), early, hengtai())
	got := parts(combine(t, c, visits, render.Selection{Weeks: []plan.Week{"2026-W49"}}, catalog.ZH))
	want := []string{
		"room-plan 周会议室安排 · 2026-W49", "procurement-week 周采购汇总清单 · 2026-W49", "roster 周接待值班表 · 2026-W49",
		"run-sheet 当日接待总表 · 2026-12-03",
		"reception-plan 接待方案 · huaqing-phase-two", "checklist 接待检查表 · huaqing-phase-two", "assignment 接待分工表 · huaqing-phase-two",
		"room 会议室使用记录单 董事会议室 10:00–12:00 · huaqing-phase-two",
		"loan 设备借用单 周涛 · huaqing-phase-two", "loan 设备借用单 何琳 · huaqing-phase-two", "procurement 采购清单 · huaqing-phase-two",
		"tickets 订票单 · huaqing-phase-two", "itinerary 行程安排 · huaqing-phase-two", "welcome 欢迎牌 · huaqing-phase-two",
		"door 门牌 董事会议室 10:00–12:00 · huaqing-phase-two", "tents 席卡 · huaqing-phase-two",
		"run-sheet 当日接待总表 · 2026-12-04", "room 会议室使用记录单 报告厅 09:00–11:30 · huaqing-phase-two", "door 门牌 报告厅 09:00–11:30 · huaqing-phase-two",
		"reception-plan 接待方案 · zzz", "checklist 接待检查表 · zzz", "assignment 接待分工表 · zzz", "itinerary 行程安排 · zzz", "welcome 欢迎牌 · zzz",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	day := combine(t, c, visits, render.Selection{Days: []plan.Date{"2026-12-04"}}, catalog.ZH)
	if diff := cmp.Diff(want[slices.Index(want, "run-sheet 当日接待总表 · 2026-12-04"):], parts(day)); diff != "" {
		t.Error(diff)
	}
	if day.Parts != 8 || day.Name != "days/2026-12-04/combined.html" {
		t.Errorf("%d sheets in %s", day.Parts, day.Name)
	}
}

func TestNameOfCombinedFile(t *testing.T) {
	c := works(t)
	visits := among(t, c, huaqing(), hengtai())
	for want, s := range map[string]render.Selection{
		"combined.html":                           {},
		"combined-checklist.html":                 {Kinds: []string{"checklist"}},
		"combined-checklist-room.html":            {Kinds: []string{"checklist", "room"}, Weeks: []plan.Week{"2026-W49", "2026-W50"}},
		"huaqing-phase-two/combined.html":         {Visits: []string{"huaqing-phase-two"}},
		"weeks/2026-W49/combined.html":            {Weeks: []plan.Week{"2026-W49"}},
		"days/2026-12-03/combined-run-sheet.html": {Days: []plan.Date{"2026-12-03"}, Kinds: []string{"run-sheet"}},
	} {
		if got := combine(t, c, visits, s); got.Name != want || got.Parts == 0 {
			t.Errorf("got %s with %d sheets, want %s", got.Name, got.Parts, want)
		}
	}
	if none := combine(t, c, visits, render.Selection{Days: []plan.Date{"2030-01-01"}, Kinds: []string{"room"}}); none.Data != nil {
		t.Error("there is a file of no sheets")
	}
}

// One policy for all; one main element at most; the same bytes each time.
func TestCombinedFile(t *testing.T) {
	c := works(t)
	visits := among(t, c, append(crowd(), huaqing())...)
	first := combine(t, c, visits, render.Selection{})
	if again := combine(t, c, visits, render.Selection{}); !slices.Equal(first.Data, again.Data) {
		t.Error("the same visits gave other bytes")
	}
	out := string(first.Data)
	if n := strings.Count(out, "Content-Security-Policy"); n != 1 {
		t.Errorf("%d policies", n)
	}
	for _, once := range []string{"<body", "<html", "<title", "</body>"} {
		if n := strings.Count(out, once); n != 1 {
			t.Errorf("%s stands %d times", once, n)
		}
	}
	if strings.Contains(out, "<main") || strings.Contains(out, " style=") {
		t.Error("a main element for each sheet, or a style attribute")
	}
	want := "default-src 'none'; base-uri 'none'; form-action 'none'; style-src"
	for _, s := range regexp.MustCompile(`(?s)<style>(.*?)</style>`).FindAllStringSubmatch(out, -1) {
		sum := sha256.Sum256([]byte(s[1]))
		want += " 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
	}
	if got := html.UnescapeString(regexp.MustCompile(`Security-Policy" content="([^"]*)"`).FindStringSubmatch(out)[1]); got != want {
		t.Errorf("policy\n got %s\nwant %s", got, want)
	}
}

// For each reader, a combined file holds what its sheets hold, and is not called by
// an id that the reader may not see.
func TestCombinedIsTheSheets(t *testing.T) {
	c := works(t)
	secret := huaqing()
	secret.Confidentiality = plan.Confidential
	visits := among(t, c, secret, hengtai())
	body := regexp.MustCompile(`(?s)<body[^>]*>(.*)</body>`)
	for _, reader := range append(c.Readers, company.Reader{}) {
		o := render.Options{Company: c, Templates: templates.FS, Reader: reader.ID}
		all, err := render.Render(visits, o)
		if err != nil {
			t.Fatal(err)
		}
		file, err := render.Combine(visits, o)
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		for _, s := range all {
			if s.Kind == "index" {
				continue
			}
			n++
			part := body.FindSubmatch(s.Data)[1]
			part = bytes.ReplaceAll(bytes.ReplaceAll(part, []byte("<main>"), []byte(`<div class="main">`)), []byte("</main>"), []byte("</div>"))
			if !bytes.Contains(file.Data, part) {
				t.Errorf("%q: %s is not in the file", reader.ID, s.Name)
			}
		}
		if n != file.Parts {
			t.Errorf("%q: %d sheets in the file, %d by themselves", reader.ID, file.Parts, n)
		}
		if o.Selection.Visits = []string{secret.ID}; reader.ID != "" && !c.Sees(reader.ID, "id", plan.Confidential) {
			file, err := render.Combine(visits, o)
			if err != nil || strings.Contains(file.Name, secret.ID) || bytes.Contains(file.Data, []byte(secret.ID)) {
				t.Errorf("%q: %s tells the id of a confidential visit, %v", reader.ID, file.Name, err)
			}
		}
	}
}

var pageRules = regexp.MustCompile(`^(?:\.(sheet-\d+)\{page:sheet-\d+\}
(?:@page sheet-\d+\{@top-left\{content:none\}@bottom-left\{content:none;border:0\}@bottom-right\{content:none;border:0\}\}
|@counter-style sheet-\d+\{system:cyclic;symbols:"(?:[^"\\<>{};\n]|\\[0-9a-f]{6})*";range:2 infinite;fallback:blank\}
@page sheet-\d+\{counter-increment:sheet-\d+;@top-left\{content:counter\(sheet-\d+,sheet-\d+\)\}@bottom-left\{content:"(?:[^"\\<>{};\n]|\\[0-9a-f]{6})*"\}@bottom-right\{content:(?:"(?:[^"\\<>{};\n]|\\a)*"| |counter\([a-z0-9-]+\))+\}\}
)(?:@page sheet-\d+ \{[^{}"]*\})?\n)+$`)

func TestHostilePlanCombined(t *testing.T) {
	c := works(t)
	tame := huaqing()
	poison(tame, "text")
	wanted := withoutLabels(outline(t, string(combine(t, c, among(t, c, tame), render.Selection{}).Data)))
	for _, text := range hostile {
		t.Run(fmt.Sprintf("%.20q", text), func(t *testing.T) {
			p := huaqing()
			poison(p, text)
			got := string(combine(t, c, among(t, c, p), render.Selection{}).Data)
			if diff := cmp.Diff(wanted, withoutLabels(outline(t, got))); diff != "" {
				t.Errorf("the text became markup:\n%.2000s", diff)
			}
			styles := regexp.MustCompile(`(?s)<style>(.*?)</style>`).FindAllStringSubmatch(got, -1)
			if len(styles) != 2 || !pageRules.MatchString(styles[1][1]) {
				t.Errorf("the text became style, %d of them", len(styles))
			}
		})
	}
}

// withoutLabels drops the values of labels, which hold a plan's words.
func withoutLabels(outline []string) []string {
	label := regexp.MustCompile(`(?s)aria-label=.*$`)
	out := make([]string, len(outline))
	for i, element := range outline {
		out[i] = label.ReplaceAllString(element, "aria-label")
	}
	return out
}

// The styles of all kinds stand in one combined file: each speaks only of its own
// kind, and of pages without a name.
func TestStylesOfKindsKeepToThemselves(t *testing.T) {
	comment := regexp.MustCompile(`(?s)/\*.*?\*/`)
	block := regexp.MustCompile(`(?s)([^{}]*)\{[^{}]*\}`)
	for _, k := range render.Kinds() {
		data, err := fs.ReadFile(templates.FS, k.Name+".css")
		if err != nil {
			continue // it has none
		}
		for _, m := range block.FindAllStringSubmatch(comment.ReplaceAllString(string(data), ""), -1) {
			for selector := range strings.SplitSeq(m[1], ",") {
				selector = strings.TrimSpace(selector)
				if strings.HasPrefix(selector, "@page") || strings.HasPrefix(selector, "@bottom") || strings.HasPrefix(selector, "@top") {
					if regexp.MustCompile(`^@page +[a-z]`).MatchString(selector) {
						t.Errorf("%s.css: %q names its pages", k.Name, selector)
					}
					continue
				}
				if !strings.HasPrefix(selector, "."+k.Name) {
					t.Errorf("%s.css: %q does not begin with .%s", k.Name, selector, k.Name)
				}
				if strings.Contains(selector, "main") && !strings.Contains(selector, ".main") {
					t.Errorf("%s.css: %q: the main element is <div class=main> in a combined file", k.Name, selector)
				}
			}
		}
	}
}

// crowd is a day of thirty visits in two rooms and on the road.
func crowd() []*plan.Plan {
	var plans []*plan.Plan
	for i := range 30 {
		p := hengtai()
		p.ID = fmt.Sprintf("visit-%d", i)
		p.Customer.Organization = []string{"恒泰电子", "北方重型机械制造（集团）股份有限公司", "Müller Präzisionstechnik GmbH & Co. KG", "شركة النور"}[i%4]
		p.Arrive = plan.Time("2026-12-09 06:00").Add(20 * i)
		p.Depart = p.Arrive.Add(180)
		p.Programme = nil
		p.Rooms = []plan.Booking{{Room: []string{"board-room", "lecture-hall"}[i%2], From: p.Arrive, Until: p.Arrive.Add(20), Layout: "u-shape"}}
		p.Meals[0].At, p.Vehicles[0].At = p.Arrive.Add(60), p.Depart
		plans = append(plans, p)
	}
	return plans
}

// The sheets of days and weeks fit, whatever the week is like.
func testPrintPeriods(t *testing.T, ctx context.Context) {
	c := shop(t)
	both, english := []catalog.Lang(nil), []catalog.Lang{catalog.EN}
	for _, test := range []struct {
		name  string
		plans []*plan.Plan
		langs []catalog.Lang
		pages map[string]int
	}{
		{"a rich visit", []*plan.Plan{huaqing()}, both, map[string]int{
			"days/2026-12-03/run-sheet.html": 1, "weeks/2026-W49/room-plan.html": 1, "weeks/2026-W49/roster.html": 1, "weeks/2026-W49/procurement-week.html": 1,
		}},
		{"a rich visit", []*plan.Plan{huaqing()}, english, map[string]int{"days/2026-12-03/run-sheet.html": 1, "weeks/2026-W49/roster.html": 1}},
		{"thirty visits", crowd(), both, map[string]int{
			"days/2026-12-09/run-sheet.html": 11, "weeks/2026-W50/room-plan.html": 4, "weeks/2026-W50/roster.html": 9, "weeks/2026-W50/procurement-week.html": 3,
		}},
		{"over new year", []*plan.Plan{night()}, both, map[string]int{"weeks/2026-W53/room-plan.html": 1}},
		{"long names", []*plan.Plan{strange()["long-names"]}, both, map[string]int{
			"weeks/2026-W49/room-plan.html": 2, "weeks/2026-W49/roster.html": 3,
		}},
		{"a week", []*plan.Plan{strange()["a-week"]}, both, map[string]int{"weeks/2026-W49/roster.html": 2}},
	} {
		out := chosen(t, c, among(t, c, test.plans...), render.Selection{Kinds: []string{"run-sheet", "room-plan", "procurement-week", "roster"}}, test.langs...)
		for _, file := range slices.Sorted(maps.Keys(test.pages)) {
			t.Run(fmt.Sprint(test.name, test.langs, file), func(t *testing.T) {
				pages := printed(t, ctx, out[file])
				if len(pages) > test.pages[file] {
					t.Errorf("%d pages, %d would do", len(pages), test.pages[file])
				}
				// The head does not stand alone on the first page.
				if len(pages) > 1 && len(pages[0]) < 500 {
					t.Errorf("the first page says no more than %s", pages[0])
				}
			})
		}
	}
}

// Each sheet of a combined file begins on a page of its own, upright or across, and
// its pages count from 1; a running head stands from its second page on.
func testPrintCombined(t *testing.T, ctx context.Context) {
	c := works(t)
	visits := among(t, c, huaqing(), hengtai())
	var kinds []string
	for _, k := range render.Kinds() {
		if !slices.Contains([]string{"welcome", "door", "tents"}, k.Name) { // nothing stands in their margins
			kinds = append(kinds, k.Name)
		}
	}
	file := combine(t, c, visits, render.Selection{Kinds: kinds, Weeks: []plan.Week{"2026-W49"}}, catalog.ZH)
	pages := printed(t, ctx, string(file.Data))
	sheets, number := 0, 0
	for i, p := range pages {
		if number++; strings.Contains(p, "第1页（全册") {
			sheets++
			number = 1
		}
		if !strings.Contains(p, fmt.Sprintf("第%d页（全册%d/%d）", number, i+1, len(pages))) {
			t.Errorf("page %d has no number, or not %d of its sheet", i+1, number)
		}
		if strings.Contains(p, "（续）") != (number > 1) {
			t.Errorf("page %d, the sheet's page %d: running head %v", i+1, number, number == 1)
		}
		if strings.Contains(p, "file:") {
			t.Errorf("page %d has the browser's own head or foot", i+1)
		}
		if !strings.Contains(p, "a1b2c3d") {
			t.Errorf("page %d does not say its revision", i+1)
		}
	}
	if sheets != file.Parts {
		t.Errorf("%d sheets begin on a page of their own, of %d", sheets, file.Parts)
	}
	if !strings.Contains(pages[0], "RW周会议室安排2026-W49") {
		t.Errorf("the first page is not the week's: %s", pages[0])
	}
}
