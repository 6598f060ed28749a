// Package bench provides realistic repositories of any size, to measure usher with.
package bench

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"time"
)

// File is a plan of a generated repository.
type File struct {
	Path string // from the root, with slashes
	Data []byte
}

// Start is the day of the first generated visit; ten visits come each day.
var Start = time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC)

// perDay is how many visits a day the five rooms can hold without a collision.
const perDay = 10

// Plans makes n plans of about 75 lines for the built-in company, the same ones
// for the same seed. mistakes is the share, 0 to 1, that has one of the usual
// mistakes; without any the plans pass every rule.
func Plans(n int, seed uint64, mistakes float64) []File {
	return plans(n, perDay, seed, mistakes)
}

// plans is Plans with so many visits a day, perDay at most.
func plans(n, aDay int, seed uint64, mistakes float64) []File {
	r := rand.New(rand.NewPCG(seed, seed))
	files := make([]File, n)
	for i := range files {
		day := Start.AddDate(0, 0, i/aDay)
		text := onePlan(r, i, day)
		if r.Float64() < mistakes {
			text = spoil(r, text)
		}
		files[i] = File{
			Path: file(i, day),
			Data: []byte(text),
		}
	}
	return files
}

func file(i int, day time.Time) string {
	return fmt.Sprintf("visits/%s/v-%05d.yaml", day.Format("2006/01"), i)
}

var (
	organizations = []string{"恒泰电子", "北方重工", "华清精密制造", "东海船舶", "南山铝材", "Müller Präzisionstechnik", "远东电缆", "长江液压", "天成仪表", "金石资本"}
	surnames      = []string{"王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴"}
	given         = []string{"伟", "芳", "建国", "秀英", "敏", "静", "立", "志强", "洋", "晓明"}
	positions     = []string{"董事长", "总经理", "采购总监", "技术部长", "项目经理", "工程师", "财务总监"}
	purposes      = []string{"年度框架协议续签洽谈", "二期项目技术交流", "设备选型与产线参观", "质量体系审核", "新产品导入评审", "售后服务回访"}
	wishes        = []string{"需要英文翻译", "希望参观二号车间", "会议需投影", "安排无烟会议室"}
	summaries     = []string{"双方确认框架协议续签，价格维持不变", "技术方案通过，客户补充接口要求", "客户认可产线，十日内回复报价", "审核无不符合项"}
	rooms         = []struct {
		id        string
		seats     int
		equipment string // together no more than the company owns
	}{
		{"board-room", 16, "projector"}, {"meeting-1", 10, "laser-pointer"}, {"meeting-2", 20, "projector"},
		{"lecture-hall", 80, "microphone"}, {"lounge", 8, "laser-pointer"},
	}
)

// hosts and custodians are one for each room, nobody twice.
var (
	hosts      = []string{"许薇", "郑凯", "何琳", "徐刚", "丁宁"}
	custodians = []string{"刘洋", "孙浩", "吴强", "陈静", "赵敏"}
)

func pick[T any](r *rand.Rand, list []T) T { return list[r.IntN(len(list))] }

func name(r *rand.Rand) string { return pick(r, surnames) + pick(r, given) }

func onePlan(r *rand.Rand, i int, day time.Time) string {
	room := rooms[i%len(rooms)]
	morning := i%perDay < perDay/2
	arrive, depart := clock(day, 9, 0), clock(day, 12, 0)
	if !morning {
		arrive, depart = clock(day, 13, 30), clock(day, 17, 0)
	}
	guests := 2 + r.IntN(3)
	var b strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	line("# 第 %d 次来访，%s", i+1, day.Format("2006年1月"))
	line("category: %s", []string{"A", "B", "C", "C", "C", "D"}[r.IntN(6)])
	line("customer:")
	line("  organization: %s", pick(r, organizations))
	line("  headcount: %d", guests)
	line("  contact: %s秘书", pick(r, surnames))
	line("  guests:")
	var named []string
	for g := range guests {
		named = append(named, name(r))
		line("    - name: %s", named[g])
		line("      position: %s", pick(r, positions))
		if g == 0 {
			line("      special: true")
		}
	}
	line("arrive: %s", arrive)
	line("depart: %s", depart)
	line("purpose: %s", pick(r, purposes))
	line("requirements:")
	line("  - %s", pick(r, wishes))
	line("  - %s", pick(r, wishes))
	line("applicant:")
	line("  name: 刘洋")
	line("  department: sales-group")
	// The rooms of one half-day are five visits at once; each has its own people.
	host, custodian := hosts[i%len(hosts)], custodians[i%len(custodians)]
	line("team:")
	line("  photographer: %s", host)
	line("programme:")
	h, m := 9, 0
	if !morning {
		h, m = 13, 30
	}
	for s, what := range []string{"迎宾", "会谈", "参观", "总结"} {
		line("  - at: %s", clock(day, h, m+s*40))
		line("    until: %s", clock(day, h, m+s*40+40))
		line("    what: %s", what)
		line("    where: %s", []string{"大堂", "会议室", "车间", "会议室"}[s])
		line("    who: [%s]", host)
	}
	line("rooms:")
	line("  - room: %s", room.id)
	line("    from: %s", clock(day, h, m+20))
	line("    until: %s", clock(day, h, m+160))
	line("    attendees: %d", guests+3)
	line("    layout: u-shape")
	line("    equipment: [%s]", room.equipment)
	line("    custodian: %s", custodian)
	line("refreshments:")
	if mo := day.Month(); mo >= 5 && mo <= 10 {
		line("  fruit: 3")
		line("  dried-fruit: 1")
	} else {
		line("  fruit: 1")
		line("  dried-fruit: 3")
	}
	line("travel:")
	line("  - kind: train")
	line("    number: G%d", 100+r.IntN(800))
	line("    from: 北京南")
	line("    to: 苏州北")
	line("    departs: %s", clock(day, 6, 20))
	line("    for: [%s]", named[0])
	line("vehicles:")
	line("  - at: %s", clock(day, 8, 30))
	line("    from: 苏州北站")
	line("    to: 公司")
	line("    seats: 7")
	line("gifts:")
	line("  - item: 纪念册")
	line("    quantity: %d", guests)
	line("budget:")
	line("  gifts: %d", 50*guests)
	line("confidentiality: internal")
	return b.String()
}

// outcome is what a plan says once its visit is over.
func outcome(i int, day, filed time.Time) string {
	room, custodian := rooms[i%len(rooms)], custodians[i%len(custodians)]
	var b strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	line("status: completed")
	line("outcome:")
	line("  summary: %s", summaries[i%len(summaries)])
	line("  costs: {gifts: 100}")
	line("  returned:")
	for _, item := range []string{"key", room.equipment} {
		line("    - {item: %s, by: %s, at: %s}", item, custodian, clock(day, 17, 30))
	}
	line("  archived: %s", filed.Format(time.DateOnly))
	return b.String()
}

func clock(day time.Time, hour, minute int) string {
	return day.Add(time.Duration(hour)*time.Hour + time.Duration(minute)*time.Minute).Format("2006-01-02 15:04")
}

// spoil makes one of the mistakes that people make.
func spoil(r *rand.Rand, text string) string {
	for _, try := range r.Perm(len(slips)) {
		if spoilt := strings.Replace(text, slips[try][0], slips[try][1], 1); spoilt != text {
			return spoilt
		}
	}
	return text
}

var slips = [][2]string{
	{"headcount:", "headcout:"},
	{"purpose: ", "purpose："},
	{"category: C", "category: c"},
	{"room: board-room", "room: bord-room"},
	{"fruit: 1\n", "fruit: 3\n"},
	{"    custodian: 刘洋\n", ""},
	{"department: sales-group", "department: sales"},
	{"attendees: ", "attendees: 9"},
	{"special: true", "special: yes please"},
	{"layout: u-shape", "layout: U"},
}
