package facts_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"usher/internal/catalog"
	"usher/internal/company"
	"usher/internal/facts"
	"usher/internal/plan"
)

// stocked is the small company with two projectors and one video set.
func stocked(t testing.TB) *company.Company {
	c := small(t)
	c.Equipment = []company.Equipment{
		{ID: "projector", Name: catalog.Text{EN: "Projector", ZH: "投影仪"}, Pieces: 2},
		{ID: "video", Pieces: 1},
	}
	return c
}

// lends is a visit with one booking.
func lends(id string, from, until plan.Time, equipment ...string) *plan.Plan {
	return visit(id, func(p *plan.Plan) {
		p.Rooms = []plan.Booking{{Room: "nook", From: from, Until: until, Equipment: equipment}}
	})
}

func stock(t testing.TB, plans ...*plan.Plan) []*facts.Facts {
	t.Helper()
	return facts.Compute(plans, facts.World{Company: stocked(t), Now: at(t, "2026-12-01 00:00")})
}

func TestShortages(t *testing.T) {
	const ten, eleven, noon, one = "2026-12-03 10:00", "2026-12-03 11:00", "2026-12-03 12:00", "2026-12-03 13:00"
	for name, c := range map[string]struct {
		plans []*plan.Plan
		short string // "plan/item: in use of pieces at, others"
	}{
		"one too many": {
			[]*plan.Plan{lends("a", ten, noon, "projector"), lends("b", eleven, one, "projector"), lends("c", ten, one, "projector")},
			"c/0 projector: 3 of 2 at 11:00 [a b]"},
		"two pieces, two meetings": {
			[]*plan.Plan{lends("a", ten, noon, "projector"), lends("b", ten, noon, "projector")}, ""},
		"handed on as the meeting ends": {
			[]*plan.Plan{lends("a", ten, noon, "video"), lends("b", noon, one, "video")}, ""},
		"each too many is told": {
			[]*plan.Plan{lends("a", ten, one, "video"), lends("b", ten, one, "video"), lends("c", ten, one, "video")},
			"b/0 video: 2 of 1 at 10:00 [a], c/0 video: 3 of 1 at 10:00 [a b]"},
		"who comes between two others": {
			[]*plan.Plan{lends("a", ten, eleven, "video"), lends("b", noon, one, "video"), lends("c", ten, one, "video")},
			"c/0 video: 2 of 1 at 10:00 [a b]"},
		"who has it when there are enough is not named": {
			[]*plan.Plan{lends("a", ten, eleven, "projector"), lends("b", eleven, one, "projector"), lends("c", noon, one, "projector"), lends("d", ten, one, "projector")},
			"d/0 projector: 3 of 2 at 12:00 [b c]"},
		"two pieces in one booking": {
			[]*plan.Plan{lends("a", ten, noon, "projector"), lends("b", ten, noon, "laser", "projector", "projector")},
			"b/2 projector: 3 of 2 at 10:00 [a]"},
		"more than there are, in one booking": {
			[]*plan.Plan{lends("a", ten, noon, "video", "video")},
			"a/1 video: 2 of 1 at 10:00 []"},
		"several kinds": {
			[]*plan.Plan{lends("a", ten, noon, "video", "projector", "projector"), lends("b", ten, noon, "projector", "video")},
			"b/0 projector: 3 of 2 at 10:00 [a], b/1 video: 2 of 1 at 10:00 [a]"},
		"over midnight": {
			[]*plan.Plan{lends("a", "2026-12-03 22:00", "2026-12-04 02:00", "video"), lends("b", "2026-12-04 01:00", "2026-12-04 03:00", "video")},
			"b/0 video: 2 of 1 at 01:00 [a]"},
		"a kind that nobody knows": {
			[]*plan.Plan{lends("a", ten, noon, "vidio"), lends("b", ten, noon, "vidio")}, ""},
		"the room does not matter": {
			[]*plan.Plan{lends("a", ten, noon, "video"), visit("b", func(p *plan.Plan) {
				p.Rooms = []plan.Booking{{Room: "attic", From: ten, Until: noon, Equipment: []string{"video"}}}
			})}, "b/0 video: 2 of 1 at 10:00 [a]"},
		"cancelled": {
			[]*plan.Plan{visit("a", func(p *plan.Plan) {
				p.Status, p.Rooms = plan.Cancelled, []plan.Booking{{Room: "nook", Equipment: []string{"video"}}}
			}), lends("b", ten, noon, "video")}, ""},
		"its times are wrong": {
			[]*plan.Plan{lends("a", noon, ten, "video"), lends("b", ten, noon, "video")}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			var got []string
			for i, f := range stock(t, c.plans...) {
				for _, s := range f.Rooms[0].Shortages {
					others := []string{}
					for _, o := range s.Others {
						others = append(others, o.Plan)
					}
					got = append(got, fmt.Sprintf("%s/%d %s: %d of %d at %s %v", c.plans[i].ID, s.Item, s.ID, s.InUse, s.Pieces, s.At.Clock(), others))
				}
			}
			if got := join(got); got != c.short {
				t.Errorf("got  %s\nwant %s", got, c.short)
			}
		})
	}
}

func join(parts []string) string {
	out := ""
	for i, p := range parts {
		if i > 0 {
			out += ", "
		}
		out += p
	}
	return out
}

func TestShortageNamesThePlaces(t *testing.T) {
	a := visit("a", func(p *plan.Plan) {
		p.Customer.Organization = "Meier"
		p.Rooms = []plan.Booking{{Room: "hall"}, {Room: "nook", Equipment: []string{"laser", "video"}}}
	})
	f := stock(t, a, lends("b", "2026-12-03 10:00", "2026-12-03 11:00", "video"))
	want := []facts.Use{{Plan: "a", File: "visits/a.yaml", Index: 1, Item: 1, Pieces: 1, From: a.Arrive, Until: a.Depart, Title: "Meier"}}
	if diff := cmp.Diff(want, f[1].Rooms[0].Shortages[0].Others); diff != "" {
		t.Error(diff)
	}
	a.Confidentiality = plan.Confidential
	f = stock(t, a, lends("b", "2026-12-03 10:00", "2026-12-03 11:00", "video"))
	if got := f[1].Rooms[0].Shortages[0].Others[0].Title; got != "" {
		t.Errorf("a confidential guest is named: %s", got)
	}
}

// The sweep finds what looking at each moment, for each booking, finds.
func TestShortagesAgainstEachMoment(t *testing.T) {
	c := stocked(t)
	rapid.Check(t, func(t *rapid.T) {
		c.Equipment[0].Pieces = rapid.IntRange(0, 3).Draw(t, "projectors")
		plans := drawPlans(t)
		got := map[string]string{}
		for i, f := range facts.Compute(plans, facts.World{Company: c, Now: plan.Time("2026-12-01 00:00").In(c.Zone)}) {
			for j, b := range f.Rooms {
				for _, s := range b.Shortages {
					others := []string{}
					for _, o := range s.Others {
						others = append(others, fmt.Sprintf("%s/%d×%d", o.Plan, o.Index, o.Pieces))
					}
					got[fmt.Sprintf("%s/%d %s", plans[i].ID, j, s.ID)] = fmt.Sprintf("%d at %s: %v", s.InUse, s.At, others)
				}
			}
		}
		if diff := cmp.Diff(eachMoment(plans, c), got); diff != "" {
			t.Error(diff)
		}
	})
}

func drawPlans(t *rapid.T) []*plan.Plan {
	var plans []*plan.Plan
	for i := range rapid.IntRange(0, 8).Draw(t, "plans") {
		p := visit(fmt.Sprintf("v%d", i))
		for range rapid.IntRange(0, 3).Draw(t, "rooms") {
			from := plan.Time("2026-12-03 08:00").Add(10 * rapid.IntRange(0, 30).Draw(t, "from"))
			p.Rooms = append(p.Rooms, plan.Booking{
				Room: rapid.SampledFrom([]string{"hall", "nook"}).Draw(t, "room"),
				From: from, Until: from.Add(10 * rapid.IntRange(-1, 20).Draw(t, "length")),
				Equipment: rapid.SliceOfN(rapid.SampledFrom([]string{"projector", "video"}), 0, 3).Draw(t, "equipment"),
			})
		}
		plans = append(plans, p)
	}
	return plans
}

func eachMoment(plans []*plan.Plan, c *company.Company) map[string]string {
	type use struct {
		name        string
		from, until plan.Time
		pieces      int
	}
	short := map[string]string{}
	for _, kind := range c.Equipment {
		var uses []use
		for _, p := range plans {
			for j, r := range p.Rooms {
				u := use{fmt.Sprintf("%s/%d", p.ID, j), r.From, r.Until, 0}
				for _, e := range r.Equipment {
					if e == kind.ID {
						u.pieces++
					}
				}
				if u.pieces > 0 && u.from < u.until {
					uses = append(uses, u)
				}
			}
		}
		for n, u := range uses {
			worst, worstAt := 0, plan.Time("")
			others := []string{}
			for now := u.from; now < u.until; now = now.Add(10) {
				used, with := u.pieces, []string{}
				for _, o := range uses[:n] {
					if o.from <= now && now < o.until {
						used += o.pieces
						with = append(with, fmt.Sprintf("%s×%d", o.name, o.pieces))
					}
				}
				if used > kind.Pieces {
					others = append(others, with...)
					if used > worst {
						worst, worstAt = used, now
					}
				}
			}
			if worst > 0 {
				slices.Sort(others)
				short[u.name+" "+kind.ID] = fmt.Sprintf("%d at %s: %v", worst, worstAt, slices.Compact(others))
			}
		}
	}
	return short
}
