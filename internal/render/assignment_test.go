package render_test

import (
	"html"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"usher/internal/catalog"
	"usher/internal/company"
	"usher/internal/plan"
)

var (
	row  = regexp.MustCompile(`(?s)<tr(?: class="day")?>(.*?)</tr>`)
	cell = regexp.MustCompile(`(?s)<t[dh][^>]*>(.*?)</t[dh]>`)
	tag  = regexp.MustCompile(`<br>|<[^>]*>`)
)

// rows are the rows of a table, by the class it has, its cells joined by " | ".
func rows(sheet, class string) []string {
	_, table, _ := strings.Cut(sheet, `<table class="`+class+`">`)
	table, _, _ = strings.Cut(table, "</table>")
	var out []string
	for _, r := range row.FindAllStringSubmatch(table, -1) {
		var cells []string
		for _, c := range cell.FindAllStringSubmatch(r[1], -1) {
			text := tag.ReplaceAllStringFunc(c[1], func(t string) string {
				if t == "<br>" {
					return " / "
				}
				return ""
			})
			cells = append(cells, strings.TrimSpace(html.UnescapeString(text)))
		}
		out = append(out, strings.TrimRight(strings.Join(cells, " | "), " |"))
	}
	return out[1:] // the head
}

// Programme, meals, vehicles and rooms are one run of show, by time; a room or a
// meal that an item of the programme takes place in is told with that item.
func TestRunOfShow(t *testing.T) {
	c := works(t)
	sheet := func(p *plan.Plan) string {
		return sheets(t, c, visit(t, c, p), catalog.ZH)[p.ID+"/assignment.html"]
	}
	for _, test := range []struct {
		name   string
		change func(*plan.Plan)
		want   []string
	}{
		{"everything", func(*plan.Plan) {}, []string{
			"12:15 | 午餐 | 行政餐厅 | ★ 林悦 | 客人 3，陪同 2；清真 1",
			"14:00–16:00 | 洽谈 | 董事会议室 | ★ 周涛 / 何琳、林悦 | U 型、6 人、投影仪；13:45 起布场，16:15 前复位",
			"16:30 | 接送 | 公司 → 虹桥站 | ★ 孙师傅 | 7 座",
		}},
		{"a room without an item", func(p *plan.Plan) { p.Programme[0].Where = "大堂" }, []string{
			"12:15 | 午餐 | 行政餐厅 | ★ 林悦 | 客人 3，陪同 2；清真 1",
			"14:00–16:00 | 会议室使用 | 董事会议室 | ★ 林悦 / 周涛 | U 型、6 人、投影仪；13:45 起布场，16:15 前复位",
			"14:00–16:00 | 洽谈 | 大堂 | ★ 周涛 / 何琳",
			"16:30 | 接送 | 公司 → 虹桥站 | ★ 孙师傅 | 7 座",
		}},
		{"a meal on the programme", func(p *plan.Plan) {
			p.Programme[0] = plan.Step{At: "2026-12-09 12:00", Until: "2026-12-09 13:00", What: "工作餐", Where: "行政餐厅"}
			p.Rooms, p.Vehicles = nil, nil
		}, []string{
			"12:00–13:00 | 工作餐 | 行政餐厅 |  | 客人 3，陪同 2；清真 1",
		}},
		{"no programme", func(p *plan.Plan) { p.Programme, p.Rooms, p.Meals, p.Vehicles = nil, nil, nil, nil }, []string{
			"14:00 | 客人到达 |  | ★ 赵敏",
			"17:00 | 客人离开 |  | ★ 赵敏",
		}},
		{"a role that nobody holds, a name nobody knows", func(p *plan.Plan) {
			c := p
			c.Programme[0].Who, c.Programme[0].Where = []string{"张三", "no-such-role"}, ""
			c.Rooms, c.Meals, c.Vehicles = nil, nil, nil
		}, []string{
			"14:00–16:00 | 洽谈 |  | ★ 张三 / no-such-role",
		}},
		{"days have a line each, and the night is said", func(p *plan.Plan) {
			p.Depart = "2026-12-10 12:00"
			p.Rooms, p.Meals, p.Vehicles = nil, nil, nil
			p.Programme = []plan.Step{{At: "2026-12-10 09:00", What: "送行"}, {At: "2026-12-09 22:00", Until: "2026-12-10 01:00", What: "夜班"}}
		}, []string{
			"2026-12-09 周三",
			"22:00– 12-10 01:00 | 夜班",
			"2026-12-10 周四",
			"09:00 | 送行",
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			p := hengtai()
			test.change(p)
			if diff := cmp.Diff(test.want, rows(sheet(p), "run")); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// Each person is on the list once, with all that is theirs, whoever names them.
func TestTeam(t *testing.T) {
	c := works(t)
	p := huaqing()
	p.Programme[3].Who = []string{"business-group", "王工", "李建华"}
	p.Programme[4].Who = []string{"王工"}
	got := rows(sheets(t, c, visit(t, c, p), catalog.ZH)["huaqing-phase-two/assignment.html"], "team")
	want := []string{
		"李建华 | 总经理办公室 | 138 0000 2671 | 出席接待",
		"赵敏 | 总经理办公室 | 138 0000 3105 | 贵客引导、会谈陪同、参观介绍",
		"周涛 | 商务组 | 138 0000 7093 | 信息沟通、洽谈陪同；设备领用与归还",
		"林悦 | 行政组 | 139 0000 8820 | 会场环境、物品采购摆放、后勤；会场服务",
		"何琳 | 商务组 | 135 0000 7016 | 会谈与参观翻译；设备领用与归还",
		"郑凯 | 生产部 | 139 0000 6244 | 参观讲解",
		"王工 |  |  | 技术交流 · 合影、赠礼、送行",
		"孙师傅 | 行政组 | 136 0000 5512 | 车辆接送",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// The checklist has each line with its owner and its time, counted from the visit,
// and leaves white what nobody knows.
func TestChecklistLines(t *testing.T) {
	c := works(t)
	v := visit(t, c, hengtai())
	items := c.Checklist[0].Items[:3]
	items[1].Owner, items[1].Due = "", company.Due{}
	items[2].Due = company.Due{From: "arrive", Days: -343, Clock: "17:00"} // a year before
	c.Checklist[0].Items = items
	got := rows(sheets(t, c, v, catalog.ZH)["hengtai-sales-review/checklist.html"], "checks")
	want := []string{
		" | 1 关键R2.5 | 3 位来宾的姓名、职务与称谓已与对方书面核对，含生僻字 | 周涛 | 12-06 17:00 周日",
		" | 2R2.1 | 接待方案已批准，分工表已发全体成员",
		" | 3 关键R2.6 | 董事会议室：使用记录单已提交，门牌已打印 | 周涛 | 2025-12-31 17:00 周三",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
