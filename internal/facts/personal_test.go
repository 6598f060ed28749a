package facts_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"usher/internal/plan"
)

func TestPersonalNumbersInEveryText(t *testing.T) {
	const number = "130 0000 2671"
	p := visit("v", func(p *plan.Plan) {
		p.Purpose = "洽谈 " + number
		p.Requirements = []string{"需要英文翻译", "请联系 " + number}
		p.Customer.Contact = "王秘书 " + number
		p.Customer.Guests[0].Dietary = number
		p.Team = map[string]string{"host": "胡 " + number}
		p.Programme = []plan.Step{{At: "2026-12-03 10:00", What: "会谈", Who: []string{"host", number}}}
		p.Rooms = []plan.Booking{{Room: "hall", Custodian: number}}
		p.Outcome = &plan.Outcome{Summary: number, FollowUps: []plan.FollowUp{{What: number}}}
	})
	f := compute(t, p)[0]
	var got []string
	for _, n := range f.Personal {
		got = append(got, fmt.Sprintf("%s %s %d-%d %v", plan.Path(n.At...), n.Kind, n.Start, n.End, n.Contact))
	}
	want := []string{
		"customer/contact mobile 4-17 true",
		"customer/guests/0/dietary mobile 0-13 false",
		"purpose mobile 3-16 false",
		"requirements/1 mobile 4-17 false",
		"team/host mobile 2-15 false",
		"programme/0/who/1 mobile 0-13 false",
		"rooms/0/custodian mobile 0-13 false",
		"outcome/summary mobile 0-13 false",
		"outcome/follow-ups/0/what mobile 0-13 false",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	for _, n := range f.Personal {
		if strings.Contains(fmt.Sprintf("%+v", n), "2671") {
			t.Errorf("the number itself: %+v", n)
		}
	}
}

func TestNoPersonalNumberInAnOrdinaryPlan(t *testing.T) {
	f := compute(t, visit("20261203-visit", func(p *plan.Plan) {
		p.File = "visits/13000002671.yaml"
		p.Travel = []plan.Ticket{{Number: "G102", From: "北京南", Departs: "2026-12-03 06:20"}}
		p.Purpose = "订单 4500012345 验收"
	}))[0]
	if len(f.Personal) != 0 {
		t.Errorf("%+v", f.Personal)
	}
}
