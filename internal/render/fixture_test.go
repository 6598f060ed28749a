package render_test

import (
	"sync"
	"testing"
	"time"

	"usher/internal/catalog"
	"usher/internal/company"
	"usher/internal/facts"
	"usher/internal/plan"
	"usher/internal/policy"
	"usher/internal/render"
	"usher/policies"
)

func text(zh, en string) catalog.Text { return catalog.Text{ZH: zh, EN: en} }

// readers is the company that comes with the program, which says who sees what.
var readers = func() func(t testing.TB) *company.Company {
	load := sync.OnceValues(func() (*policy.Set, error) { return policy.Load(policies.FS) })
	return func(t testing.TB) *company.Company {
		t.Helper()
		set, err := load()
		if err != nil {
			t.Fatal(err)
		}
		return set.Company
	}
}()

// works is a small company with something of everything that sheets show.
func works(t testing.TB) *company.Company {
	t.Helper()
	zone, err := time.LoadLocation("Asia/Shanghai")
	if err != nil {
		t.Fatal(err)
	}
	readers := readers(t)
	return &company.Company{
		Readers: readers.Readers, Sheets: readers.Sheets, Fields: readers.Fields,
		Name:       text("远川智造（苏州）有限公司", "Yuanchuan Intelligent Manufacturing (Suzhou) Co., Ltd."),
		Department: text("综合管理部", "General Affairs"),
		Timezone:   "Asia/Shanghai", Currency: "CNY",
		PlanURL:    "https://git.example.com/reception/visits/blob/main/{file}",
		Emergency:  text("应急：急救 120，火警 119，园区安保 0512-0000 8888。", "Emergency: ambulance 120, fire 119, site security 0512-0000 8888."),
		EveryVisit: []string{"admin-group"},
		Zone:       zone,
		Units: []company.Unit{
			{ID: "gm-office", Name: text("总经理办公室", "General Manager's Office")},
			{ID: "admin-group", Name: text("行政组", "Administration Group")},
			{ID: "business-group", Name: text("商务组", "Business Group")},
			{ID: "marketing", Name: text("市场部", "Marketing")},
			{ID: "production", Name: text("生产部", "Production")},
		},
		Roles: []company.Role{
			{ID: "gm-assistant", Name: text("总经理助理", "GM's assistant"), Unit: "gm-office", Holder: "赵敏", Duty: text("贵客引导、会谈陪同、参观介绍", "Brings the guests in, talks, tour"), Clause: "R3.2"},
			{ID: "business-group", Name: text("商务组", "Business group"), Unit: "business-group", Holder: "周涛", Duty: text("信息沟通、洽谈陪同", "Information, talks"), Clause: "R3.2"},
			{ID: "admin-group", Name: text("行政组", "Administration group"), Unit: "admin-group", Holder: "林悦", Duty: text("会场环境、物品采购摆放、后勤", "Meeting place, supplies, logistics"), Clause: "R3.1"},
			{ID: "interpreter", Name: text("翻译", "Interpreter"), Unit: "business-group", Holder: "何琳", Duty: text("会谈与参观翻译", "Interprets talks and tour"), Clause: "R2.5"},
			{ID: "guide", Name: text("讲解员", "Tour guide"), Unit: "production", Holder: "郑凯", Duty: text("参观讲解", "Leads the tour"), Clause: "R5.1"},
			{ID: "driver", Name: text("驾驶员", "Driver"), Unit: "admin-group", Holder: "孙师傅", Duty: text("接站、送站", "Fetches and sees off"), Clause: "R3.1"},
		},
		People: []company.Person{
			{Name: "李建华", Latin: "Li Jianhua", Unit: "gm-office", Post: text("总经理", "General Manager"), Phone: "138 0000 2671"},
			{Name: "赵敏", Latin: "Zhao Min", Unit: "gm-office", Post: text("总经理助理", "GM's assistant"), Phone: "138 0000 3105"},
			{Name: "周涛", Latin: "Zhou Tao", Unit: "business-group", Post: text("商务经理", "Business Manager"), Phone: "138 0000 7093"},
			{Name: "林悦", Latin: "Lin Yue", Unit: "admin-group", Post: text("行政组主管", "Administration Supervisor"), Phone: "139 0000 8820"},
			{Name: "何琳", Latin: "He Lin", Unit: "business-group", Post: text("翻译", "Interpreter"), Phone: "135 0000 7016"},
			{Name: "郑凯", Latin: "Zheng Kai", Unit: "production", Post: text("讲解员", "Tour guide"), Phone: "139 0000 6244"},
			{Name: "孙师傅", Latin: "Sun", Unit: "admin-group", Post: text("驾驶员", "Driver"), Phone: "136 0000 5512"},
		},
		Rooms: []company.Room{
			{ID: "board-room", Name: text("董事会议室", "Board room"), Place: text("一号楼三层", "Building 1, 3rd floor"), Seats: 16, SetUp: 15, CleanUp: 15, Service: "林悦"},
			{ID: "lecture-hall", Name: text("报告厅", "Lecture hall"), Place: text("二号楼一层", "Building 2, ground floor"), Seats: 80, SetUp: 15, CleanUp: 15, Service: "林悦"},
		},
		Layouts: []company.Layout{
			{ID: "u-shape", Name: text("U 型", "U-shape")},
			{ID: "boardroom", Name: text("董事会式", "Boardroom")},
			{ID: "classroom", Name: text("课桌式", "Classroom")},
			{ID: "theatre", Name: text("剧院式", "Theatre")},
			{ID: "reception", Name: text("会见式", "Reception")},
		},
		Equipment: []company.Equipment{
			{ID: "projector", Name: text("投影仪", "Projector"), Pieces: 2, Model: "5000 lm"},
			{ID: "laser-pointer", Name: text("激光笔", "Laser pointer"), Pieces: 3},
			{ID: "microphone", Name: text("无线话筒", "Wireless microphone"), Pieces: 4},
			{ID: "video-conference", Name: text("视频会议设备", "Video conference set"), Pieces: 1},
			{ID: "interpreting-set", Name: text("同传设备", "Interpreting set"), Pieces: 1},
		},
		Services: []company.Service{
			{ID: "tea", Name: text("茶水", "Tea and water"), When: "always"},
			{ID: "fruit", Name: text("水果 {fruit} 份、干果 {dried-fruit} 份", "Fruit {fruit}, dried fruit {dried-fruit}"), When: "always"},
			{ID: "tobacco", Name: text("烟品", "Tobacco"), When: "tobacco"},
			{ID: "name-cards", Name: text("席卡", "Name cards"), When: "always"},
			{ID: "welcome-screen", Name: text("欢迎屏", "Welcome screen"), When: "always"},
			{ID: "whiteboard", Name: text("白板与笔", "Whiteboard, pens")},
			{ID: "adapters", Name: text("转接头 HDMI / Type-C", "Adapters HDMI / Type-C")},
		},
		RoomChecks: []company.RoomCheck{
			{ID: "furniture", What: text("桌椅、地面、垃圾清理", "Furniture, floor, bins"), Clause: "R4.1"},
			{ID: "screen", What: text("投影、大屏、视频会议", "Projector, display, video"), Clause: "R4.9"},
			{ID: "sound", What: text("话筒、音响、翻页笔（数量）", "Mics, speakers, clicker (count)"), Clause: "R4.9"},
			{ID: "air", What: text("空调、灯光、窗帘、门窗", "Air-con, lights, blinds, doors"), Clause: "R4.8"},
			{ID: "board", What: text("白板擦净、资料与遗留物品", "Whiteboard, papers, left items"), Clause: "R4.7"},
			{ID: "network", What: text("网络与电源插座", "Network and sockets"), Clause: "R4.7"},
		},
		Categories: []company.Category{
			{ID: "A", Name: text("公司贵客", "Company VIPs"), Important: true, Roles: []string{"gm-assistant", "business-group"}, Clause: "R4.A"},
		},
		Seasons: []company.Season{
			{ID: "winter", Name: text("冬季", "winter"), Months: []int{11, 12, 1, 2, 3, 4}, Fruit: 1, DriedFruit: 3},
			{ID: "summer", Name: text("夏季", "summer"), Months: []int{5, 6, 7, 8, 9, 10}, Fruit: 3, DriedFruit: 1},
		},
		Supplies: []company.Supply{
			{ID: "orange", Kind: "fruit", Name: text("脐橙", "Navel oranges"), Spec: text("果径 70–80 mm", "70–80 mm"), Unit: text("千克", "kg"), Seasons: []string{"winter"}, Each: 10, Buy: "by-day", Price: price(8), Supplier: text("新鲜果行", "Xinxian Fruit")},
			{ID: "raisins", Kind: "dried-fruit", Name: text("葡萄干", "Raisins"), Spec: text("500 g/袋", "500 g bag"), Unit: text("袋", "bag"), Each: 20, Price: price(12), Supplier: text("园区超市", "Park Supermarket")},
			{ID: "walnuts", Kind: "dried-fruit", Name: text("核桃", "Walnuts"), Spec: text("纸皮，500 g/袋", "thin-shelled, 500 g bag"), Unit: text("袋", "bag"), Each: 20, Price: price(28.5), Supplier: text("园区超市", "Park Supermarket")},
			{ID: "water", Kind: "drink", Name: text("瓶装纯净水", "Purified water, bottled"), Spec: text("350 ml", "350 ml"), Unit: text("瓶", "bottle"), Of: "people", Price: price(1.5), Supplier: text("园区超市", "Park Supermarket")},
			{ID: "cigarettes", Kind: "tobacco", Name: text("卷烟", "Cigarettes"), Unit: text("包", "packet"), Of: "special-guests", Buy: "once", Price: price(45), Supplier: text("烟草专卖零售店", "Licensed tobacconist")},
			{ID: "album", Kind: "gift", Name: text("纪念册", "Commemorative album"), Unit: text("册", "copy"), Price: price(100), Supplier: text("雅韵印务", "Yayun Printing")},
		},
		Purchasing: map[string]int{company.BuyRefreshments: 4, company.BuyTobacco: 24, company.BuyGifts: 24, company.BuyTickets: 24},
		Budgets:    map[string]map[string]company.Standard{"A": {"meals": {PerGuest: price(300)}, "gifts": {PerGuest: price(80)}}},
		Notice:     company.Notice{Unit: "hours", Number: 48},
		Checklist: []company.Phase{
			{ID: "prepare", Name: text("准备阶段", "Preparation"), Items: []company.Item{
				{What: text("{headcount} 位来宾的姓名、职务与称谓已与对方书面核对，含生僻字", "Names, positions and forms of address of all {headcount} guests confirmed in writing"), Clause: "R2.5", Owner: "applicant", Key: true, When: "always", Due: company.Due{From: "arrive", Days: -3, Clock: "17:00"}},
				{What: text("接待方案已批准，分工表已发全体成员", "Reception plan approved; assignment sheet sent to everybody on it"), Clause: "R2.1", Owner: "admin-group", When: "important", Due: company.Due{From: "arrive", Days: -2, Clock: "12:00"}},
				{What: text("{rooms}：使用记录单已提交，门牌已打印", "Use record handed in and door sign printed: {rooms}"), Clause: "R2.6", Owner: "applicant", Key: true, When: "rooms", Due: company.Due{From: "arrive", Days: -2, Clock: "17:00"}},
				{What: text("饮食要求已告知餐厅：{dietary}", "Dietary needs passed to the kitchen: {dietary}"), Clause: "R2.5", Owner: "admin-group", Key: true, When: "dietary", Due: company.Due{From: "arrive", Days: -1, Clock: "12:00"}},
				{What: text("{equipment}：由专人向综合部领取，并在会场实机测试", "Collected from General Affairs and tested in the room: {equipment}"), Clause: "R4.9", Owner: "custodian", Key: true, When: "equipment", Due: company.Due{From: "arrive", Days: -1, Clock: "16:00"}},
				{What: text("桌椅按布置要求摆放整齐，席卡按礼宾次序摆放并核对", "Tables and chairs in line as the layout says; name cards in order of rank"), Clause: "R4.1", Owner: "admin-group", When: "rooms", Due: company.Due{From: "arrive", Days: -1, Clock: "17:30"}},
				{What: text("室内温度适中（22 至 26 ℃），灯光、音响、访客 Wi-Fi 正常", "Room temperature comfortable, 22 to 26 °C; lights, sound and guest Wi-Fi work"), Clause: "R4.2", Owner: "admin-group", Key: true, When: "rooms", Due: company.Due{From: "arrive", Minutes: -60}},
				{What: text("水果 {fruit} 份、干果 {dried-fruit} 份已摆放", "Set out: kinds of fresh fruit {fruit}, of dried fruit and nuts {dried-fruit}"), Clause: "R4.3", Owner: "admin-group", When: "always", Due: company.Due{From: "arrive", Minutes: -30}},
			}},
			{ID: "during", Name: text("接待当日", "During the visit"), Items: []company.Item{
				{What: text("司机到达接站地点，举牌迎接", "Driver at the meeting point with a name board"), Clause: "R3.1", Owner: "driver", Key: true, When: "vehicles", Due: company.Due{From: "arrive", Minutes: -60}},
				{What: text("门口迎接{principal}一行，发放访客证", "{principal} and party welcomed at the door; badges handed out"), Clause: "R0.1", Owner: "applicant", Key: true, When: "always", Due: company.Due{From: "arrive"}},
				{What: text("每半小时添加一次茶水", "Tea and water refilled every half hour"), Clause: "R4.4", Owner: "admin-group", When: "rooms", Due: company.Due{From: "arrive", Minutes: 30}},
			}},
			{ID: "closing", Name: text("收尾阶段", "Closing"), Items: []company.Item{
				{What: text("关好门窗、空调，擦净白板，登记遗留物品，锁好门", "Doors, windows and air conditioning closed; whiteboard wiped; room locked"), Clause: "R4.8", Owner: "applicant", Key: true, When: "rooms", Due: company.Due{From: "depart", Minutes: 30}},
				{What: text("费用单据已报销，实际费用已与预算核对并填写", "Expenses claimed; actual cost held against the budget and entered"), Clause: "R0.2", Owner: "applicant", When: "always", Due: company.Due{From: "depart", Days: 7, Clock: "18:00"}},
			}},
		},
		Waivers: company.WaiverPolicy{Approvers: []string{"李建华"}},
	}
}

// huaqing is a visit of two days with something of everything.
func huaqing() *plan.Plan {
	return &plan.Plan{
		ID: "huaqing-phase-two", File: "visits/2026/12/huaqing-phase-two.yaml",
		Category: "A",
		Customer: plan.Customer{
			Organization: "华清精密制造", Headcount: 6, Contact: "王秘书",
			Guests: []plan.Guest{
				{Name: "王建国", Position: "董事长", Special: true, Dietary: "清真"},
				{Name: "Dr. Anna Müller", Position: "CTO", Dietary: "素食"},
				{Name: "张宁", Position: "项目总监", Dietary: "清真"},
			},
		},
		Arrive: "2026-12-03 09:30", Depart: "2026-12-04 16:00",
		Purpose:      "二期项目框架协议",
		Requirements: []string{"需要英文翻译", "会场备 Wi-Fi"},
		Applicant:    plan.Applicant{Name: "周涛", Department: "business-group"},
		Leaders:      []string{"李建华"},
		Programme: []plan.Step{
			{At: "2026-12-03 09:30", Until: "2026-12-03 10:00", What: "迎宾与签到", Where: "一号楼大堂", Who: []string{"gm-assistant", "business-group"}},
			{At: "2026-12-03 10:00", Until: "2026-12-03 12:00", What: "框架协议洽谈", Where: "董事会议室", Who: []string{"李建华", "business-group", "interpreter"}},
			{At: "2026-12-03 13:30", Until: "2026-12-03 15:00", What: "工厂参观", Where: "二号、三号车间", Who: []string{"guide", "interpreter"}},
			{At: "2026-12-04 09:00", Until: "2026-12-04 11:30", What: "技术交流", Where: "报告厅", Who: []string{"business-group"}},
			{At: "2026-12-04 15:30", Until: "2026-12-04 16:00", What: "合影、赠礼、送行", Where: "一号楼前", Who: []string{"gm-assistant"}},
		},
		Rooms: []plan.Booking{
			{Room: "board-room", From: "2026-12-03 10:00", Until: "2026-12-03 12:00", Attendees: 12, Layout: "u-shape", Equipment: []string{"projector", "laser-pointer"}, Custodian: "周涛"},
			{Room: "lecture-hall", From: "2026-12-04 09:00", Until: "2026-12-04 11:30", Layout: "theatre", Equipment: []string{"microphone"}, Custodian: "何琳"},
		},
		Refreshments: plan.Refreshments{Tobacco: true},
		Meals: []plan.Meal{
			{At: "2026-12-03 12:15", Place: "行政餐厅", Guests: 6, Companions: 3},
			{At: "2026-12-03 18:30", Place: "滨江酒店", Guests: 6, Companions: 3},
			{At: "2026-12-04 12:00", Place: "行政餐厅", Guests: 6, Companions: 2},
		},
		Vehicles: []plan.Vehicle{
			{At: "2026-12-03 08:50", From: "虹桥站", To: "公司", Seats: 7, Driver: "孙师傅"},
			{At: "2026-12-04 16:00", From: "公司", To: "虹桥站", Seats: 7},
		},
		Travel:  []plan.Ticket{{Kind: "train", Number: "G102", From: "北京南", To: "上海虹桥", Departs: "2026-12-03 06:20", For: []string{"王建国", "张宁"}}},
		Lodging: []plan.Lodging{{Hotel: "滨江酒店", Rooms: 4, From: "2026-12-03", Until: "2026-12-04"}},
		Gifts:   []plan.Gift{{Item: "纪念册", Quantity: 6}},
		Budget:  map[string]plan.Amount{"meals": 1200, "gifts": 600},
		Waive:   []plan.Waiver{{Rule: "lead-time", Reason: "客户临时改签，总经理已口头同意", ApprovedBy: "李建华", Until: "2026-12-03"}},
	}
}

// visit computes the facts of a plan and gives it a revision.
func visit(t testing.TB, c *company.Company, p *plan.Plan) render.Visit {
	t.Helper()
	at := time.Date(2026, 11, 23, 6, 20, 0, 0, time.UTC)
	f := facts.Compute([]*plan.Plan{p}, facts.World{Company: c, Now: at})[0]
	for range p.Waive {
		f.Waivers = append(f.Waivers, facts.Waiver{Known: true, Waivable: true, Approver: true, Used: true})
	}
	return render.Visit{Plan: p, Facts: f, Revision: render.Revision{Commit: "a1b2c3d4e5f60718293a4b5c6d7e8f9012345678", Time: at}}
}
