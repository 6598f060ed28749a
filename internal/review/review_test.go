package review_test

import (
	"bytes"
	"embed"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"usher/internal/catalog"
	"usher/internal/check"
	"usher/internal/facts"
	"usher/internal/plan"
	"usher/internal/report"
	"usher/internal/review"
	"usher/internal/source"
)

const base = `category: A
customer:
  organization: 华清精密制造
  headcount: 6
  contact: 王秘书
  guests: [{name: 王建国, position: 董事长, dietary: 清真}]
arrive: 2026-12-03 09:30
depart: 2026-12-04 16:00
purpose: 二期项目框架协议
requirements: [需要英文翻译]
applicant: {name: 周涛, department: business-group}
leaders: [李建华]
rooms: [{room: board-room, from: 2026-12-03 10:00, until: 2026-12-03 12:00, attendees: 12, equipment: [projector], custodian: 丁宁}]
programme: [{at: 2026-12-03 09:30, until: 2026-12-03 10:00, what: 迎宾, where: 大堂}]
travel: [{kind: train, number: G102, from: 北京南, to: 上海虹桥, departs: 2026-12-03 06:20, for: [王建国]}]
gifts: [{item: 青花瓷瓶, quantity: 6}]
budget: {meals: 1200}
`

// world is the built-in company, on the morning of the first of December.
func world(t testing.TB, lang catalog.Lang) (review.World, *check.Checker) {
	t.Helper()
	checker, err := check.Rules(embed.FS{})
	if err != nil {
		t.Fatal(err)
	}
	return review.World{Company: checker.Company(), Lang: lang, Approvers: checker.Approvers}, checker
}

func side(t testing.TB, c *check.Checker, text string) *review.Side {
	t.Helper()
	doc, unread := source.Parse("visits/huaqing.yaml", []byte(text))
	if len(unread) > 0 {
		return nil
	}
	p, told := c.Schema().Check(doc)
	now := time.Date(2026, 12, 1, 9, 0, 0, 0, c.Company().Zone)
	f := facts.Compute([]*plan.Plan{p}, facts.World{
		Company: c.Company(), Now: now,
		Announced: map[string]facts.Announcement{p.ID: {Source: facts.SourceChange, At: now}},
	})[0]
	return &review.Side{Plan: p, Facts: f, Confidential: p.Confidentiality == plan.Confidential, Whole: len(told) == 0}
}

// pair is a plan before and after; "-" is no file.
func pair(t testing.TB, c *check.Checker, before, after string) review.Pair {
	p := review.Pair{ID: "huaqing"}
	if before != "-" {
		p.Was, p.Before = "visits/huaqing.yaml", side(t, c, before)
	}
	if after != "-" {
		p.Is, p.After = "visits/huaqing.yaml", side(t, c, after)
	}
	return p
}

// edited is the plan with some of its text replaced.
func edited(t testing.TB, pairs ...string) string {
	t.Helper()
	text := base
	for i := 0; i < len(pairs); i += 2 {
		if !strings.Contains(text, pairs[i]) {
			t.Fatalf("there is no %q", pairs[i])
		}
		text = strings.ReplaceAll(text, pairs[i], pairs[i+1])
	}
	return text
}

// What becomes of a visit, and what follows, as the text says it.
func TestCompute(t *testing.T) {
	w, c := world(t, catalog.EN)
	for _, tt := range []struct {
		name          string
		before, after string
		acts          string
		says          []string
		silent        []string
	}{
		{"new", "-", base, "added", []string{
			"merge by 2026-12-01 09:30 (30 min left)", "Guests 6", "Purpose 二期项目框架协议",
			"Room taken Board room, 2026-12-03 10:00–12:00", "On duty new 李建华 (company leader)", "丁宁 (collects the equipment)",
			"Approval 李建华: appears at the visit (R2.4)", "Approval 黄磊: an important visit is arranged by General Affairs (R2.1)",
			"To buy added 青花瓷瓶: 6 (piece), buy by", "To buy added G102 北京南 – 上海虹桥: 1 (tickets), buy by 2026-12-02 06:20", "Budget CNY 1,200",
		}, []string{"王建国", "freed"}},
		{"deleted", base, "-", "called-off", []string{
			"Room freed Board room, 2026-12-03 10:00–12:00", "On duty relieved 李建华 (company leader)", "To buy no longer 青花瓷瓶: 6 (piece)",
			"CNY 1,200 → CNY 0",
		}, []string{"(R2", "merge by", "buy by"}},
		{"called off", base, "status: cancelled\n" + base, "called-off", []string{"Room freed", "On duty relieved"}, []string{"(R2", "merge by"}},
		{"called off, and on again", "status: cancelled\n" + base, base, "added", []string{"Room taken", "On duty new", "merge by"}, nil},
		{"the plan of one that was called off is deleted", "status: cancelled\n" + base, "-", "removed", nil, []string{"Room", "duty"}},
		{"rescheduled", base, edited(t, "2026-12-03", "2026-12-10", "2026-12-04", "2026-12-11"), "rescheduled", []string{
			"2026-12-03 09:30 → 2026-12-10 09:30", "Stay 2026-12-03 09:30 – 2026-12-04 16:00 → 2026-12-10 09:30 – 2026-12-11 16:00",
			"Room freed Board room, 2026-12-03", "Room taken Board room, 2026-12-10", "On duty other time 李建华",
			"the same things for another time, the first by", "merge by 2026-12-08 09:30", "Approval 黄磊",
		}, []string{"programme", "To buy added", "On duty new"}},
		{"moved", base, edited(t, "board-room", "lecture-hall"), "moved", []string{
			"Room freed Board room", "Room taken Lecture hall", "Approval 黄磊",
		}, []string{"On duty"}},
		{"a room at another time", base, edited(t, "2026-12-03 12:00", "2026-12-03 13:00"), "changed", []string{"Room taken Board room, 2026-12-03 10:00–13:00"}, []string{"(R2", "(R0"}},
		{"other people", base, edited(t, "leaders: [李建华]", "leaders: [何建国]\nteam: {business-group: 何琳}"), "changed", []string{
			"Approval 何建国: appears at the visit", "On duty new 何建国 (company leader), 何琳 (Business group)", "On duty relieved 李建华 (company leader), 周涛 (Business group)",
		}, []string{"other time"}},
		{"more guests, more to buy", base, edited(t, "headcount: 6", "headcount: 9", "quantity: 6", "quantity: 9", "meals: 1200", "meals: 1800"), "changed", []string{
			"Guests changed 6 → 9", "To buy changed 青花瓷瓶: 6 → 9 (piece)", "Budget CNY 1,200 → CNY 1,800",
		}, []string{"(R2", "(R0"}},
		{"a waiver", base, base + "waive: [{rule: lead-time, reason: 临时变更, approved-by: 何建国, until: 2026-12-31}]\n", "changed", []string{
			"Waiver added lead-time until 2026-12-31, approver: 何建国: 临时变更", "Approval 何建国: the waiver of lead-time (R0.2)",
		}, nil},
		{"a waiver by somebody who may not", base, base + "waive: [{rule: lead-time, reason: 临时变更, approved-by: 刘洋, until: 2026-12-31}]\n", "changed",
			[]string{"Approval 李建华, 何建国 (one of them): the waiver of lead-time"}, nil},
		{"a waiver of what cannot be waived", base, base + "waive: [{rule: confidential-text, reason: x, approved-by: 李建华, until: 2026-12-31}]\n", "changed",
			[]string{"confidential-text (cannot be waived)"}, []string{"(R2", "(R0"}},
		{"it has come to need approval", edited(t, "category: A", "category: C", "leaders: [李建华]", "coordination: false"), base, "changed",
			[]string{"Approval 李建华: appears", "Category changed C → A"}, []string{"R2.7"}},
		{"only comments", base, "# 注释\n" + base, "file-only", nil, []string{"(R2", "Room"}},
		{"it cannot be read any longer", base, "category: [", "unread", []string{"has mistakes"}, []string{"freed", "relieved"}},
		{"it could not be read before", "category: [", base, "changed", []string{"Room taken", "has mistakes"}, nil},
		{"a mistake in it", base, edited(t, "category: A", "category: Z"), "file-only", []string{"has mistakes"}, nil},
		{"a mistake in its rooms and its team", base, edited(t, "room: board-room", "room: {x: y}", "leaders: [李建华]", "leaders: {x: y}"), "file-only",
			[]string{"has mistakes"}, []string{"freed", "relieved", "room changed"}},
		{"over", edited(t, "2026-12-0", "2026-11-0"), "-", "removed", nil, []string{"To buy", "Purchases", "Room", "On duty"}},
		{"completed early", base, "status: completed\n" + base, "changed", []string{"Status changed planned → completed"}, []string{"To buy", "Purchases", "Room", "(R2"}},
		{"a personal number", base, edited(t, "purpose: 二期项目框架协议", "purpose: 联系 13800138000"), "changed", []string{"联系 ***********"}, []string{"13800138000"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			visits := review.Compute([]review.Pair{pair(t, c, tt.before, tt.after)}, w)
			var acts []string
			for _, a := range visits[0].Acts {
				acts = append(acts, string(a))
			}
			if got := strings.Join(acts, " "); got != tt.acts {
				t.Errorf("acts: %s, want %s", got, tt.acts)
			}
			out := text(t, review.Parts(visits, c.Company(), w.Lang))
			flat := strings.Join(strings.Fields(out), " ")
			for _, want := range tt.says {
				if !strings.Contains(flat, want) {
					t.Errorf("it does not say %q:\n%s", want, out)
				}
			}
			for _, not := range tt.silent {
				if strings.Contains(flat, not) {
					t.Errorf("it says %q:\n%s", not, out)
				}
			}
		})
	}
}

func text(t testing.TB, parts []report.Part) string {
	t.Helper()
	var b bytes.Buffer
	if err := report.TextParts(&b, parts); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// Of a visit that is confidential on either side nothing is told that would say
// who comes or why, in any format.
func TestConfidential(t *testing.T) {
	secret := "confidentiality: confidential\n" + base
	other := edited(t, "华清精密制造", "东海船舶", "headcount: 6", "headcount: 87", "王建国", "赵大海", "董事长", "船长", "清真", "素食",
		"二期项目框架协议", "船坞参观", "需要英文翻译", "要法语翻译", "青花瓷瓶", "丝绸围巾", "迎宾", "登船", "大堂", "码头",
		"G102", "G999", "北京南", "大连北", "王秘书", "钱秘书", "meals: 1200", "meals: 4321", "quantity: 6", "quantity: 87") +
		"waive: [{rule: lead-time, reason: 客户要求保密行程, approved-by: 何建国, until: 2026-12-31}]\n"
	words := []string{"华清", "东海", "王建国", "赵大海", "董事长", "船长", "清真", "素食", "二期", "船坞", "英文", "法语",
		"青花瓷瓶", "丝绸", "迎宾", "登船", "大堂", "码头", "G102", "G999", "北京南", "大连北", "王秘书", "钱秘书", "87", "1,200", "1200", "4,321", "4321", "保密行程"}
	for _, lang := range []catalog.Lang{catalog.EN, catalog.ZH} {
		w, c := world(t, lang)
		for name, p := range map[string]review.Pair{
			"new":                 pair(t, c, "-", secret),
			"gone":                pair(t, c, secret, "-"),
			"edited":              pair(t, c, secret, "confidentiality: confidential\n"+other),
			"confidential now":    pair(t, c, base, "confidentiality: confidential\n"+other),
			"no longer":           pair(t, c, secret, other),
			"nobody can tell":     pair(t, c, base, strings.Replace(secret, "confidential\n", "[x]\n", 1)),
			"called off, at once": pair(t, c, secret, "status: cancelled\n"+other),
		} {
			if p.After != nil {
				p.After.Confidential = p.After.Confidential || p.After.Plan.IsWrong("confidentiality")
			}
			visits := review.Compute([]review.Pair{p}, w)
			parts := review.Parts(visits, c.Company(), lang)
			data, err := json.Marshal(visits)
			if err != nil {
				t.Fatal(err)
			}
			var page bytes.Buffer
			if err := report.MarkdownParts(&page, parts, report.Comment, func(int) catalog.Text { return catalog.Text{} }, lang); err != nil {
				t.Fatal(err)
			}
			for _, out := range []string{text(t, parts), string(data), page.String()} {
				for _, word := range words {
					if strings.Contains(out, word) {
						t.Errorf("%s, %s: it tells %q:\n%s", name, lang, word, out)
					}
				}
				if !strings.Contains(out, "huaqing") {
					t.Errorf("%s, %s: it does not tell the id:\n%s", name, lang, out)
				}
			}
		}
	}
}

// A change of many visits fits into a comment, all of them in the first table.
func TestManyVisitsFitIntoAComment(t *testing.T) {
	w, c := world(t, catalog.ZH)
	var pairs []review.Pair
	for i := range 400 {
		p := pair(t, c, "-", base)
		p.ID = fmt.Sprintf("visit-%03d", i)
		pairs = append(pairs, p)
	}
	parts := review.Parts(review.Compute(pairs, w), c.Company(), w.Lang)
	var page strings.Builder
	err := report.MarkdownParts(&page, parts, report.Comment, func(n int) catalog.Text { return catalog.ReviewLeftOut.With(n) }, w.Lang)
	if err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(page.String(), "| visit-"); n != 400 {
		t.Errorf("%d visits", n)
	}
	if !strings.Contains(page.String(), "此处略去") {
		t.Error("it does not say what is left out")
	}
	if err := report.TextParts(io.Discard, parts); err != nil {
		t.Error(err)
	}
}
