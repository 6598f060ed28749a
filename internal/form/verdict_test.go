package form_test

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"usher/internal/catalog"
	"usher/internal/check"
	"usher/internal/diag"
	"usher/internal/source"
)

type (
	object = map[string]any
	list   = []any
)

// typed is a full plan as it is typed into the form.
func typed() object {
	return object{
		"category": "A",
		"customer": object{
			"organization": "华清精密制造", "headcount": "6", "contact": "王秘书 138 0000 2671",
			"guests": list{
				object{"name": "王建国", "position": "董事长", "special": true, "dietary": "清真"},
				object{"name": "宋明远", "position": "副总裁"},
			},
		},
		"arrive": "2026-12-03 09:30", "depart": "2026-12-04 16:00", "purpose": "二期项目框架协议",
		"requirements": list{"需要英文翻译", "", "投影"},
		"applicant":    object{"name": "周涛", "department": "business-group"},
		"leaders":      list{"李建华"},
		"coordination": true, "counterpart": "project-department", "confidentiality": "internal",
		"team": object{"pairs": list{list{"gm-assistant", "赵敏"}, list{"interpreter", "何琳"}}},
		"programme": list{
			object{"at": "2026-12-03 09:30", "until": "2026-12-03 10:00", "what": "迎宾", "where": "大堂", "who": list{"gm-assistant", "李建华"}},
			object{"at": "2026-12-04 14:00", "what": "签约"},
		},
		"rooms": list{
			object{
				"room": "board-room", "from": "2026-12-03 10:00", "until": "2026-12-03 12:00", "attendees": "12", "layout": "u-shape",
				"equipment": list{"projector", "laser-pointer"}, "custodian": "周涛",
			},
			object{"room": "meeting-2", "from": "2026-12-04 09:00", "until": "2026-12-04 10:00"},
		},
		"refreshments": object{"fruit": "1", "dried-fruit": "3", "tobacco": true},
		"travel":       list{object{"kind": "train", "number": "G102", "from": "北京南", "to": "上海虹桥", "departs": "2026-12-03 06:20", "for": list{"王建国"}}},
		"lodging":      list{object{"hotel": "滨江酒店", "rooms": "4", "from": "2026-12-03", "until": "2026-12-04"}},
		"meals":        list{object{"at": "2026-12-03 12:15", "place": "行政餐厅", "guests": "6", "companions": "3"}},
		"vehicles":     list{object{"at": "2026-12-03 08:50", "from": "虹桥站", "to": "公司", "seats": "7", "driver": "孙师傅"}},
		"parking":      "2",
		"gifts":        list{object{"item": "纪念册", "quantity": "6"}},
		"budget":       object{"meals": "1200", "lodging": "2400", "gifts": "600.5"},
		"waive":        list{object{"rule": "lead-time", "reason": "客户临时变更行程", "approved-by": "李建华", "until": "2026-12-31"}},
	}
}

// words are what is typed instead, of every kind that a form lets through.
var words = []string{
	"", " ", "　", "A", "B", "C", "D", "E", "0", "1", "2", "3", "7", "12", "40", "900", "１２", "3.5", "-1", "007", "99999999999999999999", "6 人",
	"2026-12-03 09:30", "2026-12-03 10:00", "2026-12-04 16:00", "2026-12-05 08:00", "2026-12-02 23:59", "2026-11-20 12:00", "2026-12-01 09:00",
	"2026-12-03", "2026-12-31", "2026-11-01", "2026-02-30", "2027-01-04 09:00", "2028-02-29 10:00", "1999-12-31 10:00", "2027-10-08 10:00", "?",
	"board-room", "meeting-1", "meeting-2", "lecture-hall", "lounge", "bord-room", "projector", "microphone", "beamer", "gm-assistant", "guide",
	"gm-asistant", "business-group", "sales-group", "no-unit", "李建华", "周涛", "刘洋", "赵敏", "张三", "lead-time", "budget", "headcount", "room-capacity",
	"tobacco-special", "nothing", "train", "u-shape", "confidential", "public", "true", "yes", "null", "~", "2026", "1e3", "0x1F",
	"王秘书 13812345678", "身份证 11010519491231002X", "护照 E12345678", "卡号 4111 1111 1111 1111", "订单 13812345678", "订单号 4111111111111111",
	"a: b", "# no comment", "- x", "\"quoted\"", "'", "line\nbreak", "tab\tbed", "😀 emoji", "“洽谈”", "＃全角：", "trailing ", " leading", "&a", "*b", "!c", "%", "@", "`",
	"\u200b", "\u00a0", "\ufeffbom", "\u2028", "\u0085", "\x00", "\x1b[31m", "a\\b", "<script>alert(1)</script>", "{{x}}", "=1+1",
}

// change changes one thing somewhere in what was typed.
func change(r *rand.Rand, v any) any {
	word := func() string { return words[r.IntN(len(words))] }
	switch v := v.(type) {
	case object:
		names := slices.Sorted(maps.Keys(v))
		if len(names) == 0 {
			return v
		}
		name := names[r.IntN(len(names))]
		if name != "pairs" && r.IntN(5) == 0 {
			delete(v, name)
			return v
		}
		v[name] = change(r, v[name])
	case list:
		switch i := r.IntN(len(v) + 2); {
		case i < len(v):
			v[i] = change(r, v[i])
		case len(v) > 0 && i == len(v):
			return slices.Delete(v, 0, 1)
		case len(v) > 0:
			// The first again, so that a change of one is not one of both.
			var again any
			data, _ := json.Marshal(v[0])
			_ = json.Unmarshal(data, &again)
			return append(v, again)
		}
	case bool:
		return !v
	case string:
		return word()
	}
	return v
}

// slip makes one of the mistakes that people make.
func slip(r *rand.Rand, plan object) {
	at := func(path ...any) (object, bool) {
		var v any = plan
		for _, p := range path {
			switch p := p.(type) {
			case string:
				o, _ := v.(object)
				v = o[p]
			case int:
				l, _ := v.(list)
				if p >= len(l) {
					return nil, false
				}
				v = l[p]
			}
		}
		o, ok := v.(object)
		return o, ok
	}
	set := func(value any, path ...any) {
		if o, ok := at(path[:len(path)-1]...); ok {
			o[path[len(path)-1].(string)] = value
		}
	}
	slips := []func(){
		func() { set("1", "customer", "headcount") },
		func() { set("40", "rooms", 0, "attendees") },
		func() { set("", "rooms", 0, "custodian") },
		func() { set("张三", "rooms", 0, "custodian") },
		func() { set("room-9", "rooms", 1, "room") },
		func() { set(list{"beamer", "projector"}, "rooms", 0, "equipment") },
		func() { set(false, "customer", "guests", 0, "special") },
		func() { set("B", "category") },
		func() { set("C", "category") },
		func() { set("D", "category"); set("", "counterpart") },
		func() { set("99999", "budget", "meals") },
		func() { set("2", "refreshments", "fruit") },
		func() { set("2026-11-01", "waive", 0, "until") },
		func() { set("周涛", "waive", 0, "approved-by") },
		func() { set("no-rule", "waive", 0, "rule") },
		func() { set("2026-12-05 10:00", "programme", 0, "at") },
		func() { set("2026-12-03 08:00", "meals", 0, "at") },
		func() { set("2026-12-03 09:00", "rooms", 0, "until") },
		func() { set("2029-10-09 09:30", "arrive"); set("2029-10-10 09:30", "depart") },
		func() { set("王芳 护照号 E12345678", "applicant", "name") },
		func() { set("C", "category"); set(false, "coordination") },
		func() { set(list{}, "leaders") },
	}
	slips[r.IntN(len(slips))]()
}

// answer is what the page says of a plan.
type answer struct {
	YAML     string
	Wrong    []string
	Plan     object
	Facts    object
	Findings []struct {
		Rule, Clause  string
		Severity      diag.Severity
		At            []any
		Message, Hint catalog.Text
	}
}

// companies are those that the page is held against the check for.
var companies = map[string]map[string]string{
	"built-in": nil,
	"another": {"policies/ours.cue": `package policies

timezone: "America/New_York"
currency: "USD"
notice: {unit: "working-days", number: 3, "cut-off": "16:00", categories: {C: {unit: "hours", number: 90}, D: number: 1}}
rules: "meal-companions": severity: "error"
rules: "meal-companions": parameters: companions: 2
calendar: closed: "stocktaking": {name: {en: "Stocktaking", zh: "盘点"}, from: "2026-11-30"}
rooms: annex: {name: {en: "Annex", zh: "附楼会议室"}, place: {en: "Annex", zh: "附楼"}, seats: 12}
rules: "room-capacity": parameters: fill: 80
rules: "tobacco-special": severity: "warning"
purchasing: gifts: 100
roles: "project-supervisor": holder: ""
seasons: winter: months: [12, 1, 2]
seasons: summer: months: [3, 4, 5, 6, 7, 8, 9, 10, 11]
`, "schema/ours.cue": `package schema

#Visit: {
	// en: parking: how many parking spaces are kept
	// zh: 停车位：预留几个停车位
	parking?: int & >=1 & <=9
}
`, "policies/rules/bus-needed.cue": `package rules

import "strings"

_many: "many"

"bus-needed": {
	title: {en: "Many guests come by bus", zh: "来宾较多时安排大巴"}
	text: {en: "More guests than a van seats need a bus.", zh: "来宾超过商务车座位数时，应安排大巴。"}
	severity: "error"
	parameters: guests: *3 | int & >=1
	let few = parameters.guests - 1
	findings: [
		if visit.customer.headcount > few+1 if len([for v in visit.vehicles if v.seats > parameters.guests {v}]) == 0 {
			at: ["customer", "headcount"]
			severity: "warning"
			message: {en: "\(visit.customer.headcount) guests (\(_many)), and no bus", zh: "来宾 \(visit.customer.headcount) 人，没有安排大巴"}
		},
		for i, g in visit.customer.guests
		let name = g.name
		if strings.HasPrefix(name, "王") || !(g.special || name != "张三") {
			let size = len(name)

			at: ["customer", "guests", i, "name"]
			message: [
				if size > 6 {en: "\(size) bytes of \"\(name)\"", zh: "\(name) 占 \(size) 字节"},
				{en: "short", zh: "短"},
			][0]
		},
	]
}
`},
}

// The page and the check agree on plans that were changed at random: on what is
// wrong with them, where, how much it weighs and in which words, as far as the
// page says that it judges.
func testVerdict(t *testing.T, ctx context.Context) {
	rounds := 400
	if testing.Short() {
		rounds = 100
	}
	for _, name := range slices.Sorted(maps.Keys(companies)) {
		t.Run(name, func(t *testing.T) {
			c := checker(t, companies[name])
			open(t, ctx, c, catalog.EN)
			here := map[string]bool{}
			for _, id := range evaluate[[]string](t, ctx, "usher.model.rules.filter(r => r.here).map(r => r.id)", nil) {
				here[id] = true
			}
			random := rand.New(rand.NewPCG(20261203, 930))
			var plans []any
			var nows []int64
			for round := range rounds {
				full := typed()
				slip(random, full)
				plan := any(full)
				for range round % 4 {
					plan = change(random, plan)
				}
				plans = append(plans, plan)
				// Around the time when notice and purchases are late.
				at := time.Date(2026, 11, 27, 0, 0, 0, 0, time.UTC).Add(time.Duration(random.IntN(9*24*3600)) * time.Second)
				nows = append(nows, at.UnixMilli())
			}
			answers := evaluate[[]answer](t, ctx, `input.plans.map((p, i) => usher.judge(usher.model, p, input.nows[i], "uncommitted"))`,
				object{"plans": plans, "nows": nows})
			found := map[string]int{}
			for i, a := range answers {
				differ := t.Failed()
				compare(t, c, here, a, time.UnixMilli(nows[i]), found)
				if t.Failed() && !differ {
					data, _ := json.Marshal(plans[i])
					t.Logf("plan %d at %s\n%s\n%s", i, time.UnixMilli(nows[i]).UTC(), data, a.YAML)
				}
			}
			if name == "another" && found["parking"] == 0 {
				t.Error("the field of the company's own schema was never read")
			}
			for id := range here {
				// The page looks at the name itself; the built-in company has a holder for
				// each role, and counts no working days.
				if id == source.RulePlanID || name == "built-in" && (id == "category-team" || id == "calendar-known") {
					continue
				}
				if found[id] == 0 {
					t.Errorf("no plan broke %s: the changes prove too little", id)
				}
			}
		})
	}
}

// compare holds one answer against the check's.
func compare(t *testing.T, c *check.Checker, here map[string]bool, a answer, now time.Time, found map[string]int) {
	t.Helper()
	if slices.Contains(a.Wrong, "team/") {
		return // a person without a role cannot be written down, and the page says so
	}
	file := source.File{Path: "visits/2026/12/typed.yaml", Data: []byte(a.YAML)}
	r, err := c.Try([]source.File{file}, nil, now, nil)
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Visits) != 1 {
		t.Errorf("the plan cannot be read: %+v", r.Diagnostics)
		return
	}
	if a.Plan["parking"] != nil {
		found["parking"]++
	}
	doc, _ := source.Parse(file.Path, file.Data)
	wrong := slices.Sorted(maps.Keys(r.Visits[0].Plan.Wrong))
	slices.Sort(a.Wrong)
	if diff := cmp.Diff(wrong, slices.Compact(a.Wrong), cmp.Transformer("nil", func(s []string) string { return strings.Join(s, " ") })); diff != "" {
		t.Errorf("wrong values (-check +page): %s", diff)
	}
	var want, got []string
	// The check hides names and numbers in its words (R5.1); the page is whose they are.
	secret := r.Visits[0].Confidential() || slices.ContainsFunc(r.Diagnostics, func(d diag.Diagnostic) bool { return d.Rule == "confidential-text" })
	line := func(rule, clause string, s diag.Severity, at diag.Range, m catalog.Text) string {
		if rule == "missing-field" || rule == "wrong-value" || rule == "duplicate-key" {
			return rule // the page has its own words for what its fields take
		}
		if secret {
			m = catalog.Text{}
		}
		return fmt.Sprintf("%s %s %s %v %s %s", rule, clause, s, at, m.EN, m.ZH)
	}
	for _, d := range r.Diagnostics {
		if here[d.Rule] {
			want = append(want, line(d.Rule, d.Clause, d.Severity, d.Range, d.Message))
			found[d.Rule]++
		} else if slices.Contains([]string{"yaml-syntax", "unknown-field"}, d.Rule) {
			t.Errorf("the page wrote what cannot be: %s: %s", d.Rule, d.Message.EN)
		}
	}
	for _, f := range a.Findings {
		for i, x := range f.At {
			if n, ok := x.(float64); ok {
				f.At[i] = int(n)
			}
		}
		at := doc.Range(f.At)
		if f.Rule == "role-known" && f.At[0] == "team" {
			at = doc.KeyRange(f.At)
		}
		got = append(got, line(f.Rule, f.Clause, f.Severity, at, f.Message))
	}
	slices.Sort(want)
	slices.Sort(got)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("findings (-check +page): %s", diff)
	}
	compareFacts(t, r.Visits[0].Facts, a.Facts)
}
