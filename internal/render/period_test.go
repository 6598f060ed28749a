package render_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"usher/internal/catalog"
	"usher/internal/company"
	"usher/internal/facts"
	"usher/internal/plan"
	"usher/internal/render"
	"usher/templates"
)

// among computes the facts of plans as those of one repository.
func among(t testing.TB, c *company.Company, plans ...*plan.Plan) []render.Visit {
	t.Helper()
	visits := make([]render.Visit, len(plans))
	for i, f := range facts.Compute(plans, facts.World{Company: c, Now: visit(t, c, hengtai()).Revision.Time}) {
		visits[i] = visit(t, c, plans[i])
		visits[i].Facts = f
	}
	return visits
}

// chosen renders the sheets selected, by name.
func chosen(t testing.TB, c *company.Company, visits []render.Visit, s render.Selection, langs ...catalog.Lang) map[string]string {
	t.Helper()
	out, err := render.Render(visits, render.Options{Company: c, Templates: templates.FS, Languages: langs, Selection: s})
	if err != nil {
		t.Fatal(err)
	}
	byName := map[string]string{}
	for _, sheet := range out {
		byName[sheet.Name] = string(sheet.Data)
	}
	return byName
}

// cellsOf are the texts of the cells of a sheet's tables, "|" between them, those of
// the Chinese only.
func cellsOf(t testing.TB, sheet string) []string {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(sheet))
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode || n.Data != "tr" || n.Parent.Data == "thead" {
			continue
		}
		var cells []string
		for c := range n.ChildNodes() {
			if c.Type != html.ElementNode {
				continue
			}
			var words []string
			for d := range c.Descendants() {
				if d.Type == html.TextNode {
					words = append(words, strings.Fields(d.Data)...)
				}
			}
			cells = append(cells, strings.Join(words, " "))
		}
		out = append(out, strings.Join(cells, "|"))
	}
	return out
}

// taken are the cells of the room plan or the roster that are not empty, "row/day: text".
func taken(t testing.TB, sheet string) []string {
	t.Helper()
	var out []string
	for _, row := range cellsOf(t, sheet) {
		cells := strings.Split(row, "|")
		for i, text := range cells[1:] {
			if text != "" {
				name, _, _ := strings.Cut(cells[0], " ")
				out = append(out, fmt.Sprintf("%s/%d: %s", name, i+1, text))
			}
		}
	}
	return out
}

func price(yuan float64) *float64 { return &yuan }

// shop is works with a few things to buy.
func shop(t testing.TB) *company.Company {
	c := works(t)
	c.Supplies = []company.Supply{
		{ID: "orange", Kind: company.SupplyFruit, Name: text("脐橙", "Navel oranges"), Spec: text("果径 70–80 mm", "70–80 mm"), Unit: text("千克", "kg"), Each: 4, Buy: "by-day", Price: price(8.5), Supplier: text("新鲜果行", "Xinxian Fruit")},
		{ID: "water", Kind: company.SupplyDrink, Name: text("瓶装水", "Water"), Unit: text("瓶", "bottle"), Of: "people", Quantity: 2, Price: price(1.5)},
	}
	c.Purchasing = map[string]int{company.BuyRefreshments: 4, company.BuyGifts: 24}
	return c
}

// A short week, for goldens that can be read: two visits, one of them confidential.
func shortWeek(t testing.TB, c *company.Company) []render.Visit {
	secret := hengtai()
	secret.ID, secret.Confidentiality = "project-x", plan.Confidential
	secret.Customer.Organization, secret.Purpose = "绝密单位", "绝密事项"
	secret.Arrive, secret.Depart = "2026-12-10 09:00", "2026-12-10 11:00"
	secret.Programme, secret.Meals, secret.Vehicles = nil, nil, nil
	secret.Rooms[0].From, secret.Rooms[0].Until = "", ""
	first := hengtai()
	first.Gifts = []plan.Gift{{Item: "纪念册"}}
	return among(t, c, first, secret)
}

func TestGoldenPeriods(t *testing.T) {
	c := shop(t)
	out := chosen(t, c, shortWeek(t, c), render.Selection{Weeks: []plan.Week{"2026-W50"}, Kinds: []string{"run-sheet", "room-plan", "procurement-week", "roster"}})
	style := regexp.MustCompile(`(?s)<style>/\*.*?</style>`)
	hash := regexp.MustCompile(`sha256-[^&]*(?:&#[0-9]+;[^&]*)*?=&#39;`)
	for name, golden := range map[string]string{
		"days/2026-12-09/run-sheet.html":       "run-sheet.html",
		"weeks/2026-W50/room-plan.html":        "room-plan.html",
		"weeks/2026-W50/procurement-week.html": "procurement-week.html",
		"weeks/2026-W50/roster.html":           "roster.html",
	} {
		t.Run(golden, func(t *testing.T) {
			got := hash.ReplaceAllString(style.ReplaceAllString(out[name], "<style>…</style>"), "sha256-…&#39;")
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

// What General Affairs sees to, in order of time, of all visits.
func TestRunSheet(t *testing.T) {
	c := works(t)
	other := hengtai()
	other.ID, other.Customer.Organization = "north", "北方重工"
	other.Arrive, other.Depart = "2026-12-04 08:30", "2026-12-04 12:00"
	other.Rooms = []plan.Booking{{Room: "lecture-hall", From: "2026-12-04 11:30", Until: "2026-12-04 12:00"}}
	other.Programme, other.Meals, other.Vehicles = nil, nil, nil
	out := chosen(t, c, among(t, c, huaqing(), other), render.Selection{Days: []plan.Date{"2026-12-04"}, Kinds: []string{"run-sheet"}}, catalog.ZH)
	want := []string{
		"–16:00|华清精密制造 二期项目框架协议|A 类 · 6 人|赵敏 138 0000 3105|李建华",
		"08:30–12:00|北方重工 年度框架协议续签洽谈|A 类 · 3 人|赵敏 138 0000 3105|",
		"08:30|客人到达|北方重工||赵敏|3 人|",
		"09:00–11:30|会议室使用|华清精密制造|报告厅|林悦 何琳|剧院式、9 人、无线话筒； 08:45 起布场， 11:45 前复位|",
		"11:30–12:00|会议室使用|北方重工|报告厅|林悦|6 人； 11:15 起布场， 12:15 前复位|",
		"12:00|午餐|华清精密制造|行政餐厅|林悦|客人 6，陪同 2|",
		"12:00|客人离开|北方重工||赵敏|3 人|",
		"16:00|接送|华清精密制造|公司 → 虹桥站|孙师傅|7 座|",
		"16:00|客人离开|华清精密制造|一号楼前|赵敏|6 人|",
	}
	if diff := cmp.Diff(want, cellsOf(t, out["days/2026-12-04/run-sheet.html"])); diff != "" {
		t.Error(diff)
	}
}

// night works from 22:00 to 01:30, over the end of the year and of the week.
func night() *plan.Plan {
	p := hengtai()
	p.ID = "night"
	p.Arrive, p.Depart = "2026-12-31 20:00", "2027-01-04 10:00"
	p.Programme, p.Meals, p.Vehicles = nil, nil, nil
	p.Rooms = []plan.Booking{
		{Room: "board-room", From: "2026-12-31 22:00", Until: "2027-01-01 01:30"},
		{Room: "lecture-hall", From: "2027-01-01 22:00", Until: "2027-01-02 00:00"},
		{Room: "board-room", From: "2027-01-02 18:00", Until: "2027-01-04 09:00"},
	}
	return p
}

func TestOverMidnightAndNewYear(t *testing.T) {
	c := works(t)
	out := chosen(t, c, among(t, c, night()), render.Selection{}, catalog.ZH)
	used := func(names ...string) []string {
		var got []string
		for _, name := range names {
			for _, cell := range taken(t, out[name]) {
				cell, _, _ = strings.Cut(cell, " 恒泰电子")
				got = append(got, cell)
			}
		}
		return got
	}
	want := []string{
		// 2026-12-28 to 2027-01-03, of which Thursday is the last day of the year.
		"董事会议室/4: 22:00–", "董事会议室/5: –01:30", "董事会议室/6: 18:00–", "董事会议室/7: 全天",
		"报告厅/5: 22:00–24:00",
		// 2027-01-04 and on.
		"董事会议室/1: –09:00",
	}
	if diff := cmp.Diff(want, used("weeks/2026-W53/room-plan.html", "weeks/2027-W01/room-plan.html")); diff != "" {
		t.Error(diff)
	}
	if head := out["weeks/2026-W53/room-plan.html"]; !strings.Contains(head, "第 53 周") || !strings.Contains(head, "2027-01-03") {
		t.Error("the head does not tell the week")
	}
	var days []string
	for name, sheet := range out {
		if day, ok := strings.CutPrefix(name, "days/"); ok {
			day, _, _ = strings.Cut(day, "/")
			for _, row := range cellsOf(t, sheet) {
				cells := strings.Split(row, "|")
				if cells[1] == "会议室使用" {
					cells[0] += " " + cells[3]
				}
				days = append(days, day+" "+cells[0])
			}
		}
	}
	slices.Sort(days)
	want = []string{
		"2026-12-31 20:00", "2026-12-31 20:00– 2027-01-04 10:00", "2026-12-31 22:00– 2027-01-01 01:30 董事会议室",
		"2027-01-01 22:00– 01-02 00:00 报告厅", "2027-01-01 –01:30 董事会议室", "2027-01-01 全天",
		"2027-01-02 18:00– 01-04 09:00 董事会议室", "2027-01-02 全天",
		"2027-01-03 全天", "2027-01-03 全天 董事会议室",
		"2027-01-04 10:00", "2027-01-04 –09:00 董事会议室", "2027-01-04 –10:00",
	}
	slices.Sort(want)
	if diff := cmp.Diff(want, days); diff != "" {
		t.Error(diff)
	}
}

// Of a confidential visit the sheets that hang about tell a room and when (R5.1).
func TestPublicSheetsOfConfidentialVisit(t *testing.T) {
	c := works(t)
	p := huaqing()
	p.Confidentiality = plan.Confidential
	out := chosen(t, c, among(t, c, p), render.Selection{Kinds: []string{"run-sheet", "room-plan", "roster", "procurement-week"}})
	if len(out) != 5 {
		t.Fatalf("%d sheets, want those of two days and a week", len(out))
	}
	for name, sheet := range out {
		_, sheet, _ = strings.Cut(sheet, "<body")
		for _, secret := range []string{"华清", "huaqing", "二期项目", "王建国", "Müller", "清真", "虹桥站", "李建华", "洽谈", "工厂参观", "行政餐厅"} {
			if strings.Contains(sheet, secret) {
				t.Errorf("%s tells of %s", name, secret)
			}
		}
	}
	want := []string{"09:30– 12-04 16:00|内部会议|||", "10:00–12:00|会议室使用|内部会议|董事会议室|||"}
	got := cellsOf(t, chosen(t, c, among(t, c, p), render.Selection{Days: []plan.Date{"2026-12-03"}}, catalog.ZH)["days/2026-12-03/run-sheet.html"])
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	for level, told := range map[string]bool{plan.Confidential: true, plan.Internal: false} {
		p.Confidentiality = level
		sheet := chosen(t, c, among(t, c, p), render.Selection{Days: []plan.Date{"2026-12-03"}}, catalog.ZH)["days/2026-12-03/run-sheet.html"]
		if strings.Contains(sheet, "人数、用车、用餐不含内部会议") != told {
			t.Errorf("%s: whom the sums are without is told: %v", level, !told)
		}
	}
	p.Confidentiality = plan.Confidential
	want = []string{"董事会议室/4: 10:00–12:00 内部会议", "报告厅/5: 09:00–11:30 内部会议"}
	got = taken(t, chosen(t, c, among(t, c, p), render.Selection{Weeks: []plan.Week{"2026-W49"}}, catalog.ZH)["weeks/2026-W49/room-plan.html"])
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// Who fills a role is on duty all the stay; others only when something names them.
func TestRoster(t *testing.T) {
	c := works(t)
	p := huaqing()
	p.Programme[3].Who = append(p.Programme[3].Who, "张宁") // a guest
	out := chosen(t, c, among(t, c, p), render.Selection{Weeks: []plan.Week{"2026-W49"}, Kinds: []string{"roster"}}, catalog.ZH)
	want := []string{
		"李建华/4: 10:00–12:00 华清精密制造 框架协议洽谈",
		"赵敏/4: 09:30– 华清精密制造 总经理助理", "赵敏/5: –16:00 华清精密制造 总经理助理",
		"周涛/4: 09:30– 华清精密制造 商务组、设备领用与归还", "周涛/5: –16:00 华清精密制造 商务组、设备领用与归还",
		"林悦/4: 09:30– 华清精密制造 行政组、董事会议室、报告厅", "林悦/5: –16:00 华清精密制造 行政组、董事会议室、报告厅",
		"何琳/4: 10:00–12:00 华清精密制造 框架协议洽谈 13:30–15:00 华清精密制造 工厂参观", "何琳/5: 09:00–11:30 华清精密制造 设备领用与归还",
		"郑凯/4: 13:30–15:00 华清精密制造 工厂参观",
		"孙师傅/4: 08:50–09:50 华清精密制造 虹桥站 → 公司", "孙师傅/5: 16:00–17:00 华清精密制造 公司 → 虹桥站",
	}
	if diff := cmp.Diff(want, taken(t, out["weeks/2026-W49/roster.html"])); diff != "" {
		t.Error(diff)
	}
}

// Who has very many visits a day has several rows, each of which fits on a page.
func TestRosterOfManyVisits(t *testing.T) {
	c := works(t)
	sheet := chosen(t, c, among(t, c, crowd()...), render.Selection{Weeks: []plan.Week{"2026-W50"}, Kinds: []string{"roster"}}, catalog.ZH)["weeks/2026-W50/roster.html"]
	rows, visits := 0, 0
	for i, row := range cellsOf(t, sheet) {
		if name, cells, _ := strings.Cut(row, "|"); strings.HasPrefix(name, "林悦") {
			if strings.Contains(name, "续") != (rows > 0) {
				t.Errorf("row %d: %s", i, name)
			}
			rows, visits = rows+1, visits+strings.Count(cells, "行政组")
		}
	}
	if rows != 5 || visits != 30 {
		t.Errorf("%d visits in %d rows", visits, rows)
	}
}

// Two visits at once want the same person: both say so.
func TestRosterClash(t *testing.T) {
	c := works(t)
	other := hengtai()
	other.ID, other.Customer.Organization = "other", "北方重工"
	other.Programme = []plan.Step{{At: "2026-12-09 15:00", Until: "2026-12-09 15:30", What: "参观", Who: []string{"何琳", "郑凯"}}}
	other.Rooms, other.Vehicles = nil, nil
	sheet := chosen(t, c, among(t, c, hengtai(), other), render.Selection{Weeks: []plan.Week{"2026-W50"}, Kinds: []string{"roster"}}, catalog.ZH)["weeks/2026-W50/roster.html"]
	var got []string
	for _, cell := range taken(t, sheet) {
		if strings.HasPrefix(cell, "何琳") || strings.HasPrefix(cell, "郑凯") {
			got = append(got, cell)
		}
	}
	want := []string{"何琳/3: 14:00–16:00 冲突 恒泰电子 洽谈 15:00–15:30 冲突 北方重工 参观", "郑凯/3: 15:00–15:30 北方重工 参观"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if !strings.Contains(sheet, "同一时间有两次来访需要同一人") {
		t.Error("nothing says what the mark means")
	}
}

// The same thing for several visits is one line, to be bought for the first of them.
func TestProcurementWeek(t *testing.T) {
	c := shop(t)
	first, second, unclear := hengtai(), hengtai(), hengtai()
	first.Gifts = []plan.Gift{{Item: "纪念册", Quantity: 3}}
	second.ID, second.Customer.Organization, second.Arrive, second.Depart = "north", "北方重工", "2026-12-08 09:00", "2026-12-08 12:00"
	second.Programme, second.Meals, second.Vehicles = nil, nil, nil
	second.Rooms = []plan.Booking{{Room: "lecture-hall", Attendees: 20}}
	second.Gifts = []plan.Gift{{Item: "纪念册", Quantity: 2}}
	unclear.ID, unclear.Customer.Organization, unclear.Rooms = "south", "南山铝材", nil
	unclear.Gifts = []plan.Gift{{Item: "茶具"}}
	out := chosen(t, c, among(t, c, first, second, unclear), render.Selection{Weeks: []plan.Week{"2026-W50"}, Kinds: []string{"procurement-week"}}, catalog.ZH)
	want := []string{
		"1|12-07 09:00 周一|12-08 09:00 周二|纪念册|5|份||||12-08 北方重工 × 2 12-09 恒泰电子 × 3|",
		"2|12-08 05:00 周二|12-08 09:00 周二|脐橙 果径 70–80 mm|2|千克|8.50|17.00|新鲜果行|12-08 北方重工 × 1 12-09 恒泰电子 × 1|",
		"3|12-08 05:00 周二|12-08 09:00 周二|瓶装水|52|瓶|1.50|78.00||12-08 北方重工 × 40 12-09 恒泰电子 × 12|",
		"4|12-08 05:00 周二|12-08 09:00 周二|其他干果|3|种||||12-08 北方重工 × 3 12-09 恒泰电子 × 3|",
		"5|12-08 14:00 周二|12-09 14:00 周三|茶具||份||||12-09 南山铝材|",
		"合计 另有 3 项未定单价|95.00|金额单位：元",
	}
	if diff := cmp.Diff(want, cellsOf(t, out["weeks/2026-W50/procurement-week.html"])); diff != "" {
		t.Error(diff)
	}
}

// A sheet of all visits is from the newest of their plans, and from none that could
// be looked up as soon as one is not committed.
func TestRevisionOfPeriods(t *testing.T) {
	c := works(t)
	foot := regexp.MustCompile(`<footer class="foot">(.*?)</footer>`)
	say := func(change func(visits []render.Visit)) string {
		other := hengtai()
		other.ID = "other"
		visits := among(t, c, hengtai(), other)
		change(visits)
		sheet := chosen(t, c, visits, render.Selection{Days: []plan.Date{"2026-12-09"}, Kinds: []string{"run-sheet"}}, catalog.ZH)["days/2026-12-09/run-sheet.html"]
		return foot.FindStringSubmatch(sheet)[1]
	}
	newer := say(func(visits []render.Visit) {
		visits[1].Revision = render.Revision{Commit: "fffffff0", Time: visits[0].Revision.Time.AddDate(0, 0, 1)}
	})
	if newer != "RS 当日接待总表 2026-12-09 · 计划版本 fffffff · 2026-11-24 14:20" {
		t.Error(newer)
	}
	if none := say(func(visits []render.Visit) { visits[0].Revision = render.Revision{} }); none != "RS 当日接待总表 2026-12-09 · 计划版本 未提交" {
		t.Error(none)
	}
}

// A stay that ends in a hundred years has no forty thousand run sheets.
func TestEndlessStay(t *testing.T) {
	c := works(t)
	p := hengtai()
	p.Depart = "2126-12-09 17:00"
	p.Rooms[0].Until = ""
	if out := chosen(t, c, among(t, c, p), render.Selection{}); len(out) > 700 {
		t.Errorf("%d sheets", len(out))
	}
}
