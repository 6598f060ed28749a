package facts_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"usher/internal/facts"
	"usher/internal/plan"
)

func TestClash(t *testing.T) {
	book := func(room string, from, until plan.Time) func(*plan.Plan) {
		return func(p *plan.Plan) {
			p.Rooms = append(p.Rooms, plan.Booking{Room: room, From: from, Until: until})
		}
	}
	for name, c := range map[string]struct {
		a, b  func(*plan.Plan)
		clash bool
	}{
		"overlap":                    {book("nook", "2026-12-03 10:00", "2026-12-03 12:00"), book("nook", "2026-12-03 11:00", "2026-12-03 13:00"), true},
		"one inside the other":       {book("nook", "2026-12-03 10:00", "2026-12-03 16:00"), book("nook", "2026-12-03 11:00", "2026-12-03 12:00"), true},
		"one ends, the other starts": {book("nook", "2026-12-03 10:00", "2026-12-03 12:00"), book("nook", "2026-12-03 12:00", "2026-12-03 13:00"), false},
		"set-up meets clean-up":      {book("hall", "2026-12-03 10:00", "2026-12-03 12:00"), book("hall", "2026-12-03 12:29", "2026-12-03 13:00"), true},
		"just time enough for both":  {book("hall", "2026-12-03 10:00", "2026-12-03 12:00"), book("hall", "2026-12-03 12:30", "2026-12-03 13:00"), false},
		"over midnight":              {book("nook", "2026-12-03 22:00", "2026-12-04 02:00"), book("nook", "2026-12-04 01:00", "2026-12-04 03:00"), true},
		"another room":               {book("nook", "2026-12-03 10:00", "2026-12-03 12:00"), book("hall", "2026-12-03 10:00", "2026-12-03 12:00"), false},
		"a room that nobody knows":   {book("attic", "2026-12-03 10:00", "2026-12-03 12:00"), book("attic", "2026-12-03 10:00", "2026-12-03 12:00"), false},
		"it ends before it starts":   {book("nook", "2026-12-03 12:00", "2026-12-03 10:00"), book("nook", "2026-12-03 10:00", "2026-12-03 12:00"), false},
		"cancelled":                  {func(p *plan.Plan) { book("nook", "", "")(p); p.Status = plan.Cancelled }, book("nook", "", ""), false},
		"status cannot be read":      {func(p *plan.Plan) { book("nook", "", "")(p); p.Wrong = map[string]bool{"status": true} }, book("nook", "", ""), false},
		"over by the moment of judging": {func(p *plan.Plan) {
			book("nook", "", "")(p)
			p.Arrive, p.Depart = "2026-11-30 09:00", "2026-11-30 23:00"
		}, book("nook", "2026-11-30 09:00", "2026-11-30 12:00"), false},
	} {
		t.Run(name, func(t *testing.T) {
			f := compute(t, visit("a", c.a), visit("b", c.b))
			if len(f[0].Rooms[0].Clashes) != 0 {
				t.Error("told at the earlier plan")
			}
			if got := len(f[1].Rooms[0].Clashes) == 1; got != c.clash {
				t.Errorf("clash: %v", got)
			}
		})
	}
}

func TestClashKeepsAConfidentialGuestToItself(t *testing.T) {
	secret := visit("a", func(p *plan.Plan) {
		p.Rooms, p.Confidentiality, p.Customer.Organization = []plan.Booking{{Room: "nook"}}, plan.Confidential, "Secret Ltd"
	})
	f := compute(t, secret, visit("b", func(p *plan.Plan) { p.Rooms = []plan.Booking{{Room: "nook"}} }))
	want := []facts.Clash{{Plan: "a", File: "visits/a.yaml", From: secret.Arrive, Until: secret.Depart}}
	if diff := cmp.Diff(want, f[1].Rooms[0].Clashes); diff != "" {
		t.Error(diff)
	}
}

// The sweep finds what comparing each booking with each other one finds.
func TestClashesAgainstEveryPair(t *testing.T) {
	world := small(t)
	rapid.Check(t, func(t *rapid.T) {
		var plans []*plan.Plan
		for i := range rapid.IntRange(0, 8).Draw(t, "plans") {
			p := visit(fmt.Sprintf("v%d", i))
			for range rapid.IntRange(0, 3).Draw(t, "rooms") {
				from := plan.Time("2026-12-03 08:00").Add(5 * rapid.IntRange(0, 60).Draw(t, "from"))
				p.Rooms = append(p.Rooms, plan.Booking{
					Room: rapid.SampledFrom([]string{"hall", "nook"}).Draw(t, "room"),
					From: from, Until: from.Add(5 * rapid.IntRange(-2, 40).Draw(t, "length")),
				})
			}
			plans = append(plans, p)
		}
		got := map[string]bool{}
		for i, f := range facts.Compute(plans, facts.World{Company: world, Now: plan.Time("2026-12-01 00:00").In(world.Zone)}) {
			for j, b := range f.Rooms {
				for _, c := range b.Clashes {
					got[fmt.Sprintf("%s/%d %s/%d", c.Plan, c.Index, plans[i].ID, j)] = true
				}
			}
		}
		if diff := cmp.Diff(everyPair(plans), got); diff != "" {
			t.Error(diff)
		}
	})
}

func everyPair(plans []*plan.Plan) map[string]bool {
	type flat struct {
		name   string
		room   string
		a, b   plan.Time
		really bool
	}
	var all []flat
	for _, p := range plans {
		for j, r := range p.Rooms {
			margin := 0
			if r.Room == "hall" {
				margin = 15
			}
			all = append(all, flat{fmt.Sprintf("%s/%d", p.ID, j), r.Room, r.From.Add(-margin), r.Until.Add(margin), r.From < r.Until})
		}
	}
	pairs := map[string]bool{}
	for j, second := range all {
		for _, first := range all[:j] {
			if first.room == second.room && first.really && second.really && first.a < second.b && second.a < first.b {
				pairs[first.name+" "+second.name] = true
			}
		}
	}
	return pairs
}
