package render_test

import (
	"fmt"
	"strings"

	"usher/internal/plan"
)

// strange are visits that try the pages: too long, too many, too few.
func strange() map[string]*plan.Plan {
	alter := func(id string, change func(*plan.Plan)) *plan.Plan {
		p := huaqing()
		p.ID = id
		change(p)
		return p
	}
	all := []*plan.Plan{
		alter("one-guest-nothing-else", func(p *plan.Plan) {
			*p = plan.Plan{
				ID: p.ID, File: "visits/one.yaml", Category: "A",
				Customer:  plan.Customer{Organization: "恒泰电子", Headcount: 1, Guests: []plan.Guest{{Name: "陈立", Position: "采购总监"}}},
				Arrive:    "2026-12-09 14:00",
				Depart:    "2026-12-09 17:00",
				Purpose:   "年度框架协议续签洽谈",
				Applicant: plan.Applicant{Name: "孙浩", Department: "nowhere"},
			}
		}),
		alter("long-names", func(p *plan.Plan) {
			p.Customer.Organization = strings.Repeat("北方重型机械制造", 12) + "（集团）股份有限公司"
			p.Customer.Guests[0].Name = "Karl-Theodor Maria Nikolaus Johann Jacob Philipp Franz Joseph Sylvester von und zu Guttenberg-Donaudampfschiffahrtsgesellschaft"
			p.Customer.Guests[0].Position = strings.Repeat("首席", 20) + "执行官"
			p.Purpose = strings.Repeat("Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft", 4)
			p.Applicant.Name = strings.Repeat("买买提·", 12) + "库尔班"
			p.Leaders = []string{strings.Repeat("阿", 40), "李建华", "赵敏"}
			p.Programme[0].What = strings.Repeat("超长环节名称", 20)
			p.Programme[0].Where = strings.Repeat("ABCDEFGHIJ", 20)
			p.Programme[0].Who = []string{strings.Repeat("主", 50), strings.Repeat("Wolfeschlegelsteinhausenbergerdorff", 3)}
			p.Rooms[0].Custodian = strings.Repeat("领还人", 20)
			p.Vehicles[0].Driver = strings.Repeat("司机", 30)
			p.Requirements = []string{strings.Repeat("需要", 150), strings.Repeat("x", 300)}
			p.Waive[0].Reason = strings.Repeat("原因", 120)
		}),
		alter("right-to-left", func(p *plan.Plan) {
			p.Customer.Organization = "شركة النور للصناعات الدقيقة"
			p.Customer.Guests[0].Name, p.Customer.Guests[0].Position = "محمد بن عبد الله", "المدير العام"
			p.Purpose = "مفاوضات المرحلة الثانية (2026)"
			p.Programme[0].What, p.Programme[0].Where = "استقبال 10:00", "בניין 1"
		}),
		alter("sixty-guests-forty-steps", func(p *plan.Plan) {
			p.Customer.Headcount = 60
			p.Customer.Guests, p.Programme, p.Meals, p.Vehicles, p.Rooms = nil, nil, nil, nil, nil
			for i := range 60 {
				p.Customer.Guests = append(p.Customer.Guests, plan.Guest{Name: fmt.Sprintf("来宾%d", i+1), Position: "工程师", Dietary: []string{"", "清真", "素食", "花生过敏"}[i%4]})
			}
			at := plan.Time("2026-12-03 09:30")
			for i := range 40 {
				p.Programme = append(p.Programme, plan.Step{At: at, Until: at.Add(10), What: fmt.Sprintf("议程第 %d 项", i+1), Where: "报告厅", Who: []string{"business-group", "interpreter"}})
				at = at.Add(10)
			}
		}),
		alter("sixty-guests-at-table", func(p *plan.Plan) {
			p.Customer.Headcount, p.Customer.Guests, p.Travel, p.Gifts = 60, nil, nil, nil
			for i := range 60 {
				p.Customer.Guests = append(p.Customer.Guests, plan.Guest{Name: fmt.Sprintf("来宾%d", i+1), Position: "工程师", Dietary: []string{"", "清真", "素食", "花生过敏"}[i%4]})
				p.Travel = append(p.Travel, plan.Ticket{Kind: "train", Number: fmt.Sprintf("G%d", 100+i), From: "北京南", To: "上海虹桥", Departs: "2026-12-03 06:20", For: []string{p.Customer.Guests[i].Name}})
				p.Gifts = append(p.Gifts, plan.Gift{Item: fmt.Sprintf("礼品%d", i+1), Quantity: i + 1})
			}
		}),
		alter("a-week", func(p *plan.Plan) {
			p.Depart = "2026-12-10 18:00"
			p.Programme, p.Rooms = nil, nil
			for d := range 7 {
				day := p.Arrive.Date().Add(d)
				p.Programme = append(p.Programme,
					plan.Step{At: day.At("09:00"), Until: day.At("11:30"), What: "技术交流", Where: "报告厅", Who: []string{"business-group"}},
					plan.Step{At: day.At("22:00"), Until: day.Add(1).At("01:30"), What: "夜班跟线", Where: "二号车间", Who: []string{"guide"}})
				p.Rooms = append(p.Rooms, plan.Booking{Room: "board-room", From: day.At("13:30"), Until: day.At("17:00"), Layout: "classroom"})
			}
			p.Rooms = append(p.Rooms, plan.Booking{Room: "no-such-room"})
		}),
		alter("over-new-year", func(p *plan.Plan) {
			p.Arrive, p.Depart = "2026-12-31 20:00", "2027-01-02 10:00"
			p.Programme, p.Meals, p.Vehicles = nil, nil, nil
			p.Rooms = []plan.Booking{{Room: "board-room"}}
		}),
		alter("nothing-known", func(p *plan.Plan) {
			*p = plan.Plan{ID: p.ID}
		}),
	}
	byID := map[string]*plan.Plan{}
	for _, p := range all {
		byID[p.ID] = p
	}
	return byID
}
