package judge

import (
	"testing"
	"time"

	"usher/internal/facts"
	"usher/internal/plan"
	"usher/internal/policy"
)

// realistic is a plan with something of everything that the rules look at.
func realistic() *plan.Plan {
	one, three := 1, 3
	return &plan.Plan{
		ID: "huaqing", File: "visits/huaqing.yaml", Category: "A", Status: plan.Planned,
		Customer: plan.Customer{Organization: "华清精密制造", Headcount: 6, Contact: "王秘书", Guests: []plan.Guest{
			{Name: "王建国", Position: "董事长", Special: true, Dietary: "清真"}, {Name: "陈立", Position: "采购总监"}, {Name: "何倩", Position: "工程师"},
		}},
		Arrive: "2026-12-03 09:30", Depart: "2026-12-04 16:00", Purpose: "二期项目框架协议", Requirements: []string{"需要英文翻译"},
		Applicant: plan.Applicant{Name: "周涛", Department: "business-group"}, Leaders: []string{"李建华"}, Coordination: true,
		Team: map[string]string{"gm-assistant": "赵敏", "business-group": "周涛"},
		Programme: []plan.Step{
			{At: "2026-12-03 09:30", Until: "2026-12-03 10:00", What: "迎宾", Where: "大堂", Who: []string{"gm-assistant"}},
			{At: "2026-12-03 10:00", Until: "2026-12-03 12:00", What: "会谈", Where: "董事会议室", Who: []string{"gm-assistant", "business-group"}},
			{At: "2026-12-03 14:00", Until: "2026-12-03 16:00", What: "参观", Where: "车间", Who: []string{"guide", "郑凯"}},
		},
		Rooms: []plan.Booking{
			{Room: "board-room", From: "2026-12-03 10:00", Until: "2026-12-03 12:00", Attendees: 12, Layout: "u-shape", Equipment: []string{"projector", "laser-pointer"}, Custodian: "周涛"},
			{Room: "meeting-1", From: "2026-12-04 09:00", Until: "2026-12-04 11:00", Attendees: 8},
		},
		Refreshments: plan.Refreshments{Fruit: &one, DriedFruit: &three, Tobacco: true},
		Meals:        []plan.Meal{{At: "2026-12-03 12:15", Place: "行政餐厅", Guests: 6, Companions: 3}},
		Vehicles:     []plan.Vehicle{{At: "2026-12-03 08:50", From: "虹桥站", To: "公司", Seats: 7, Driver: "孙师傅"}},
		Budget:       map[string]plan.Amount{"meals": 1200, "lodging": 2400},
	}
}

func factsOf(set *policy.Set, p *plan.Plan) *facts.Facts {
	now := time.Date(2026, 11, 20, 9, 0, 0, 0, set.Company.Zone)
	return facts.Compute([]*plan.Plan{p}, facts.World{
		Company: set.Company, Now: now,
		Announced: map[string]facts.Announcement{p.ID: {Source: facts.SourceCommit, Commit: "abc1234", At: now}},
	})[0]
}

// A plan in order, as nearly all are: the guards alone.
func BenchmarkJudge(b *testing.B) {
	set, j := load(b, nil)
	p := realistic()
	f := factsOf(set, p)
	b.ReportAllocs()
	for b.Loop() {
		if v, err := j.Judge(p, f); err != nil || len(v.Findings) > 0 {
			b.Fatal(v, err)
		}
	}
}

// A plan with one finding: the guards, and CUE once.
func BenchmarkJudgeFinding(b *testing.B) {
	set, j := load(b, nil)
	p := realistic()
	p.Rooms[0].Attendees = 17
	f := factsOf(set, p)
	b.ReportAllocs()
	for b.Loop() {
		if v, err := j.Judge(p, f); err != nil || len(v.Findings) != 1 {
			b.Fatal(v, err)
		}
	}
}

func BenchmarkNew(b *testing.B) {
	set, _ := load(b, nil)
	for b.Loop() {
		if _, err := New(set); err != nil {
			b.Fatal(err)
		}
	}
}
