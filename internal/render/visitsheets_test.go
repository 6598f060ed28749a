package render_test

import (
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"usher/internal/catalog"
	"usher/internal/company"
	"usher/internal/facts"
	"usher/internal/plan"
	"usher/internal/render"
)

// body is a sheet without its style, and texts are what stands in its elements of
// a class, without their markup.
func body(sheet string) string {
	_, out, _ := strings.Cut(sheet, "<body")
	return out
}

func texts(sheet, class string) (out []string) {
	element := regexp.MustCompile(`(?s)<(td|p|dd|th|b)[^>]* class="` + class + `"[^>]*>(.*?)</(td|p|dd|th|b)>`)
	for _, m := range element.FindAllStringSubmatch(body(sheet), -1) {
		out = append(out, strings.TrimSpace(regexp.MustCompile(`<[^>]*>`).ReplaceAllString(m[2], "")))
	}
	return out
}

// A sheet that a visit has no use for is not printed.
func TestSheetsThatAVisitNeeds(t *testing.T) {
	c := works(t)
	for name, test := range map[string]struct {
		change func(*plan.Plan)
		want   string
	}{
		"everything":      {func(*plan.Plan) {}, "assignment checklist door-1 door-2 itinerary loan-1 loan-2 procurement reception-plan room-1 room-2 tents tickets welcome"},
		"confidential":    {func(p *plan.Plan) { p.Confidentiality = plan.Confidential }, "assignment checklist door-1 door-2 itinerary loan-1 loan-2 procurement reception-plan room-1 room-2 tents tickets"},
		"no equipment":    {func(p *plan.Plan) { p.Rooms[0].Equipment, p.Rooms[1].Equipment = nil, nil }, "assignment checklist door-1 door-2 itinerary procurement reception-plan room-1 room-2 tents tickets welcome"},
		"one custodian":   {func(p *plan.Plan) { p.Rooms[1].Custodian = p.Rooms[0].Custodian }, "assignment checklist door-1 door-2 itinerary loan-1 procurement reception-plan room-1 room-2 tents tickets welcome"},
		"no tickets":      {func(p *plan.Plan) { p.Travel = nil }, "assignment checklist door-1 door-2 itinerary loan-1 loan-2 procurement reception-plan room-1 room-2 tents welcome"},
		"no room, a gift": {func(p *plan.Plan) { p.Rooms, p.Travel, p.Refreshments.Tobacco = nil, nil, false }, "assignment checklist itinerary procurement reception-plan welcome"},
		"nothing to buy":  {func(p *plan.Plan) { p.Rooms, p.Travel, p.Refreshments.Tobacco, p.Gifts = nil, nil, false, nil }, "assignment checklist itinerary reception-plan welcome"},
		"nobody named": {func(p *plan.Plan) {
			p.Rooms, p.Travel, p.Refreshments.Tobacco, p.Gifts, p.Customer = nil, nil, false, nil, plan.Customer{}
		}, "assignment checklist itinerary reception-plan"},
	} {
		t.Run(name, func(t *testing.T) {
			p := huaqing()
			test.change(p)
			var got []string
			for name := range sheets(t, c, visit(t, c, p)) {
				if dir, file := path.Split(name); dir == p.ID+"/" {
					got = append(got, strings.TrimSuffix(file, ".html"))
				}
			}
			slices.Sort(got)
			if got := strings.Join(got, " "); got != test.want {
				t.Errorf("\ngot  %s\nwant %s", got, test.want)
			}
		})
	}
}

// What guests get on paper is in their language, where the plan says which; all
// else is in the languages of the run.
func TestGuestsReadTheirLanguage(t *testing.T) {
	c := works(t)
	chinese := regexp.MustCompile(`[一-鿿]+`)
	for _, test := range []struct {
		language string
		run      []catalog.Lang
		want     []string // of the guests' sheets: the language, and words
		lacks    []string
	}{
		{"", nil, []string{`<html lang="zh-CN">`, "行程安排", "Itinerary"}, nil},
		{"", []catalog.Lang{catalog.EN}, []string{`<html lang="en">`, "Itinerary"}, []string{"行程安排"}},
		{"en", nil, []string{`<html lang="en">`, "Itinerary", "Board room", "Lunch", "driver <bdi>Sun", "<bdi>Zhao Min"}, []string{"行程安排", "午餐", "赵敏"}},
		{"zh", []catalog.Lang{catalog.EN}, []string{`<html lang="zh-CN">`, "行程安排", "午餐", "赵敏"}, []string{"Itinerary", "Lunch", "Zhao Min"}},
	} {
		p := huaqing()
		p.Customer.Language = test.language
		out := sheets(t, c, visit(t, c, p), test.run...)
		itinerary := out["huaqing-phase-two/itinerary.html"]
		for _, word := range test.want {
			if !strings.Contains(itinerary, word) {
				t.Errorf("%q %v: the itinerary lacks %q", test.language, test.run, word)
			}
		}
		for _, word := range test.lacks {
			if strings.Contains(body(itinerary), word) {
				t.Errorf("%q %v: the itinerary has %q", test.language, test.run, word)
			}
		}
		if lang := `<html lang="en">`; strings.Contains(out["huaqing-phase-two/checklist.html"], lang) != (len(test.run) == 1) {
			t.Errorf("%q %v: the checklist is in the guests' language", test.language, test.run)
		}
	}
	english := huaqing()
	english.Customer = plan.Customer{Organization: "Müller GmbH", Headcount: 1, Language: "en", Guests: []plan.Guest{{Name: "Anna Müller", Position: "CTO"}}}
	english.Purpose, english.Programme = "Audit", nil
	out := sheets(t, c, visit(t, c, english))
	for _, name := range []string{"welcome", "door-1", "tents"} {
		if word := chinese.FindString(body(out["huaqing-phase-two/"+name+".html"])); word != "" {
			t.Errorf("%s has %q on it", name, word)
		}
	}
}

// What guests and passers-by see tells nothing internal: no class, duty, gift or
// budget, no way to the plan, nobody's number but the coordinator's.
func TestOutsideSheetsTellNothingInternal(t *testing.T) {
	c := works(t)
	p := huaqing()
	p.Gifts = []plan.Gift{{Item: "苏绣", Quantity: 1}}
	out := sheets(t, c, visit(t, c, p))
	for _, name := range []string{"itinerary", "welcome", "door-1", "door-2", "tents"} {
		sheet := out["huaqing-phase-two/"+name+".html"]
		_, sheet, _ = strings.Cut(sheet, "<title>")
		if sheet == "" {
			t.Fatalf("there is no %s", name)
		}
		for _, secret := range []string{
			"huaqing-phase-two", "git.example.com", "<svg", "A 类", "贵客", "内部", "豁免", "改签", "苏绣", "1,200", "综合管理部",
			"王秘书", "清真", "特殊", "7093", "8820", "7016", "6244", "5512",
		} {
			if strings.Contains(sheet, secret) {
				t.Errorf("%s tells %q", name, secret)
			}
		}
		if !strings.Contains(sheet, "a1b2c3d") {
			t.Errorf("%s does not say which state of the plan it shows", name)
		}
	}
}

// The door of a confidential meeting shows room and time (R5.1), in every byte.
func TestDoorOfConfidentialMeeting(t *testing.T) {
	c := works(t)
	p := huaqing()
	p.Confidentiality = plan.Confidential
	sheet := sheets(t, c, visit(t, c, p))["huaqing-phase-two/door-1.html"]
	for _, secret := range []string{"huaqing", "华清", "框架协议", "王建国", "周涛"} {
		if strings.Contains(sheet, secret) {
			t.Errorf("the door tells %q", secret)
		}
	}
	for _, word := range []string{"董事会议室", "2026-12-03", "10:00–12:00", "内部会议", "Internal meeting"} {
		if !strings.Contains(sheet, word) {
			t.Errorf("the door lacks %q", word)
		}
	}
}

// Guests first, then the company's own who sit at the table, each once. A name of
// two Chinese characters is spaced; the longer a name, the smaller.
func TestTents(t *testing.T) {
	c := works(t)
	p := huaqing()
	p.Customer.Guests = append(p.Customer.Guests,
		plan.Guest{Name: strings.Repeat("阿", 12), Position: "x"}, plan.Guest{Name: strings.Repeat("阿", 300), Position: "x"}, plan.Guest{Position: "nobody"})
	got := map[string]string{}
	var order []string
	face := regexp.MustCompile(`<p class="big (s[0-9]+)"><bdi>([^<]*)</bdi></p>`)
	for _, m := range face.FindAllStringSubmatch(sheets(t, c, visit(t, c, p))["huaqing-phase-two/tents.html"], -1) {
		if _, twice := got[m[2]]; !twice {
			order = append(order, m[2])
		}
		got[m[2]] = m[1]
	}
	long, longer := strings.Repeat("阿", 12), strings.Repeat("阿", 300)
	want := []string{"王建国", "Dr. Anna Müller", "张　宁", long, longer, "李建华", "赵　敏", "周　涛", "何　琳"}
	if diff := cmp.Diff(want, order); diff != "" {
		t.Errorf("in order:\n%s", diff)
	}
	sizes := map[string]string{"王建国": "s34", "张　宁": "s34", "Dr. Anna Müller": "s20", long: "s20", longer: "s6"}
	maps.DeleteFunc(got, func(name, _ string) bool { return sizes[name] == "" })
	if diff := cmp.Diff(sizes, got); diff != "" {
		t.Errorf("sizes:\n%s", diff)
	}
}

// A custodian signs for what is collected for each of the bookings.
func TestLoanSlip(t *testing.T) {
	c := works(t)
	p := huaqing()
	p.Rooms[0].Equipment = []string{"microphone", "projector", "microphone", "beamer"}
	p.Rooms[1].Custodian = "周涛"
	out := sheets(t, c, visit(t, c, p))
	sheet := out["huaqing-phase-two/loan-1.html"]
	row := regexp.MustCompile(`(?s)<tr><td>(\d+)</td><td class="two"><b>([^ <]*).*?<td class="fig">(\d+)</td>.*?<span class="nb">([^<]*)</span> <span class="nb">([^<]*)</span></span></td><td class="two"><span class="nb">([^<]*)</span> <span class="nb">([^<]*)`)
	var got []string
	for _, m := range row.FindAllStringSubmatch(sheet, -1) {
		got = append(got, strings.Join(m[1:], " "))
	}
	want := []string{
		"1 无线话筒 2 12-03 10:00 12-03 12:00",
		"2 投影仪 1 12-03 10:00 12-03 12:00",
		"3 beamer 1 12-03 10:00 12-03 12:00",
		"4 无线话筒 1 12-04 09:00 12-04 11:30",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if !strings.Contains(sheet, "EL-huaqing-phase-two-1") || !strings.Contains(sheet, "周涛") {
		t.Error("the slip has no number, or nobody signs for it")
	}
}

// The list is what facts.Procurement says, and its total is theirs.
func TestProcurementList(t *testing.T) {
	c := works(t)
	p := huaqing()
	p.Gifts = append(p.Gifts, plan.Gift{Item: "苏绣摆件", Quantity: 2})
	v := visit(t, c, p)
	sheet := sheets(t, c, v)["huaqing-phase-two/procurement.html"]
	total := 0.0
	for _, b := range facts.Procurement(v.Plan, v.Facts, c) {
		total += b.Amount()
		if !strings.Contains(sheet, "<bdi>"+b.Name.ZH) {
			t.Errorf("%s is not on the list", b.Name.ZH)
		}
	}
	if fig := texts(sheet, "fig"); total == 0 || !slices.Contains(fig, catalog.Amount(total)) {
		t.Errorf("no total of %v among %v", total, fig)
	}
	for _, word := range []string{"另有 2 项未定单价", "最迟采购", "2026-12-02", "预算 礼品费", "清真</bdi> <span class=\"nb\">× 2"} {
		if !strings.Contains(sheet, word) {
			t.Errorf("the list lacks %q", word)
		}
	}
}

// Tickets of guests whom the plan does not name are one line.
func TestTicketList(t *testing.T) {
	c := works(t)
	p := huaqing()
	p.Travel = append(p.Travel, plan.Ticket{Kind: "flight", Number: "MU5515", From: "上海虹桥", To: "青岛", Departs: "2026-12-04 18:40"})
	sheet := sheets(t, c, visit(t, c, p))["huaqing-phase-two/tickets.html"]
	for _, word := range []string{
		"<tr><td>1</td><td><b><bdi>王建国", "<tr><td>2</td><td><b><bdi>张宁", "<tr><td>3</td><td>全体来宾 6 人", "火车", "飞机",
		`最迟购票 <span class="l2" lang="en">Buy by</span> <b class="nb">2026-12-02</b>`,
	} {
		if !strings.Contains(sheet, word) {
			t.Errorf("the list lacks %q", word)
		}
	}
}

// The plan for approval adds up what is budgeted, and says what goes beyond the
// category's standard.
func TestReceptionPlan(t *testing.T) {
	c := works(t)
	sheet := sheets(t, c, visit(t, c, huaqing()))["huaqing-phase-two/reception-plan.html"]
	for _, word := range []string{
		`<b class="nb">1,800 元</b>`, "1,800 元（每位客人 300 元）", "超出标准", "另有 3 人未列名", "特殊客户",
		"框架协议洽谈", "G102", "虹桥站 → 公司", "滨江酒店", "纪念册 × 6", "客人 6，陪同 3", "烟品（特殊客户）", "李建华", "修改后同意",
	} {
		if !strings.Contains(sheet, word) {
			t.Errorf("the plan lacks %q", word)
		}
	}
}

// Whatever is blank in plan, facts and company, each sheet is made, without labels
// that label nothing.
func TestSheetsOfNothing(t *testing.T) {
	c := &company.Company{Zone: works(t).Zone, Supplies: works(t).Supplies}
	empty := &plan.Plan{ID: "x", File: "visits/x.yaml", Rooms: make([]plan.Booking, 1), Travel: make([]plan.Ticket, 1), Gifts: make([]plan.Gift, 1),
		Meals: make([]plan.Meal, 1), Vehicles: make([]plan.Vehicle, 1), Lodging: make([]plan.Lodging, 1), Programme: make([]plan.Step, 1),
		Customer: plan.Customer{Guests: make([]plan.Guest, 1)}}
	empty.Rooms[0].Equipment = []string{"projector"}
	odd := regexp.MustCompile(` · <|>\s*· |→ <|> →|class="unit">司机 |× 0|：<|CNY <`)
	for name, sheet := range sheets(t, c, render.Visit{Plan: empty, Facts: &facts.Facts{Rooms: make([]facts.Booking, 1)}}) {
		if path.Dir(name) != "x" || slices.Contains([]string{"assignment.html", "checklist.html", "room-1.html"}, path.Base(name)) {
			continue
		}
		main := body(sheet)
		if i := strings.Index(main, "<main"); i >= 0 {
			main = main[i:]
		}
		if i := strings.Index(main, "<footer"); i >= 0 {
			main = main[:i]
		}
		if m := odd.FindString(main); m != "" {
			t.Errorf("%s has %q: %s", name, m, main)
		}
	}
}
