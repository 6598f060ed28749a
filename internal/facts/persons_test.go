package facts_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"usher/internal/company"
	"usher/internal/facts"
	"usher/internal/plan"
)

// staffed is the small company with an interpreter and a driver.
func staffed(t testing.TB) *company.Company {
	c := small(t)
	c.Roles = append(c.Roles, company.Role{ID: "interpreter", Holder: "He"}, company.Role{ID: "driver", Holder: "Sun"})
	for _, name := range []string{"Boss", "He", "Sun", "Ma"} {
		c.People = append(c.People, company.Person{Name: name, Latin: name + " (Latin)"})
	}
	return c
}

func staff(t testing.TB, plans ...*plan.Plan) []*facts.Facts {
	t.Helper()
	return facts.Compute(plans, facts.World{Company: staffed(t), Now: at(t, "2026-12-01 00:00")})
}

func TestDoubleBooked(t *testing.T) {
	type change = func(*plan.Plan)
	hours := func(from, until string) change {
		return func(p *plan.Plan) {
			p.Arrive, p.Depart = plan.Time("2026-12-03 "+from), plan.Time("2026-12-03 "+until)
		}
	}
	leader := func(p *plan.Plan) { p.Leaders = []string{"Boss"} }
	team := func(role, who string) change {
		return func(p *plan.Plan) { p.Team = map[string]string{role: who} }
	}
	step := func(from, until string, who ...string) change {
		return func(p *plan.Plan) {
			s := plan.Step{At: plan.Time("2026-12-03 " + from), Who: who}
			if until != "" {
				s.Until = plan.Time("2026-12-03 " + until)
			}
			p.Programme = append(p.Programme, s)
		}
	}
	custodian := func(from, until, who string) change {
		return func(p *plan.Plan) {
			p.Rooms = append(p.Rooms, plan.Booking{Room: "nook", From: plan.Time("2026-12-03 " + from), Until: plan.Time("2026-12-03 " + until), Custodian: who})
		}
	}
	vehicle := func(at, who string) change {
		return func(p *plan.Plan) {
			p.Vehicles = append(p.Vehicles, plan.Vehicle{At: plan.Time("2026-12-03 " + at), Driver: who})
		}
	}
	wrong := func(path string) change { return func(p *plan.Plan) { p.Wrong = map[string]bool{path: true} } }
	all := func(changes ...change) change {
		return func(p *plan.Plan) {
			for _, c := range changes {
				c(p)
			}
		}
	}
	for name, c := range map[string]struct {
		a, b change
		want string // "person at places of b, of a"
	}{
		"a leader in two visits":                            {leader, leader, "Boss leaders/0 leaders/0"},
		"one name under two roles":                          {leader, team("host", "Boss"), "Boss team/host leaders/0"},
		"one visit ends, the other starts":                  {all(leader, hours("09:00", "12:00")), all(leader, hours("12:00", "17:00")), ""},
		"filled from the directory":                         {func(*plan.Plan) {}, func(*plan.Plan) {}, ""},
		"named in one, by the directory in the other":       {team("host", "Hu"), func(*plan.Plan) {}, ""},
		"named in both":                                     {team("host", "Hu"), team("host", "Hu"), "Hu team/host team/host"},
		"one administration group looks after all":          {team("admin", "An"), team("admin", "An"), ""},
		"somebody whom the directory does not have":         {team("host", "Gao"), team("host", "Gao"), ""},
		"guests are nobody's staff":                         {step("10:00", "11:00", "Chen"), step("10:00", "11:00", "Chen"), ""},
		"an interpreter for the same hour":                  {step("10:00", "11:00", "interpreter"), step("10:30", "12:00", "interpreter"), "He programme/0/who/0 programme/0/who/0"},
		"an interpreter for one hour after the other":       {step("10:00", "11:00", "interpreter"), step("11:00", "12:00", "interpreter"), ""},
		"another interpreter":                               {step("10:00", "11:00", "interpreter"), all(team("interpreter", "Ma"), step("10:00", "11:00", "interpreter")), ""},
		"an interpreter of the team, for all of the stay":   {team("interpreter", "He"), step("10:00", "11:00", "interpreter"), "He programme/0/who/0 team/interpreter"},
		"an interpreter of the team, for an hour":           {all(team("interpreter", "He"), step("13:00", "14:00", "interpreter")), step("10:00", "11:00", "interpreter"), ""},
		"an item of the programme lasts until the next":     {all(step("10:00", "", "He"), step("11:00", "", "Hu")), step("11:00", "12:00", "He"), ""},
		"the last lasts until the guests leave":             {step("10:00", "", "He"), step("16:00", "17:00", "He"), "He programme/0/who/0 programme/0/who/0"},
		"a host who is in the programme stays all the same": {all(team("host", "Hu"), step("10:00", "11:00", "host")), all(team("host", "Hu"), step("15:00", "16:00", "host")), "Hu team/host team/host"},
		"a role of the category, by the directory":          {step("10:00", "11:00", "host"), step("10:00", "11:00", "host"), ""},
		"a leader who comes for an hour":                    {all(leader, step("10:00", "11:00", "Boss")), all(leader, hours("11:00", "17:00")), ""},
		"a leader whose hour cannot be read":                {all(leader, wrong("programme")), leader, ""},
		"a custodian":                                       {custodian("10:00", "11:00", "Ma"), custodian("10:30", "12:00", "Ma"), "Ma rooms/0/custodian rooms/0/custodian"},
		"a custodian later":                                 {custodian("10:00", "11:00", "Ma"), custodian("11:00", "12:00", "Ma"), ""},
		"a driver":                                          {vehicle("09:00", "Sun"), vehicle("09:59", "Sun"), "Sun vehicles/0/driver vehicles/0/driver"},
		"a driver an hour later":                            {vehicle("09:00", "Sun"), vehicle("10:00", "Sun"), ""},
		"a driver who is also a custodian":                  {vehicle("09:00", "Ma"), custodian("09:30", "11:00", "Ma"), "Ma rooms/0/custodian vehicles/0/driver"},
		"the team's driver drives what has none":            {all(team("driver", "Ma"), vehicle("09:00", "")), vehicle("09:30", "Ma"), "Ma vehicles/0/driver team/driver"},
		"the team's driver is free between trips":           {all(team("driver", "Ma"), vehicle("09:00", "")), vehicle("13:00", "Ma"), ""},
		"a driver whom nobody named":                        {vehicle("09:00", ""), vehicle("09:00", ""), ""},
		"twice in one visit is once":                        {all(leader, custodian("10:00", "11:00", "Boss")), all(leader, vehicle("10:00", "Boss")), "Boss leaders/0 leaders/0"},
		"cancelled":                                         {all(leader, func(p *plan.Plan) { p.Status = plan.Cancelled }), leader, ""},
		"over by the moment of judging": {all(leader, func(p *plan.Plan) { p.Arrive, p.Depart = "2026-11-30 09:00", "2026-11-30 23:00" }),
			all(leader, func(p *plan.Plan) { p.Arrive = "2026-11-30 09:00" }), ""},
	} {
		t.Run(name, func(t *testing.T) {
			f := staff(t, visit("a", c.a), visit("b", c.b))
			if len(f[0].DoubleBooked) != 0 {
				t.Error("told at the earlier plan")
			}
			var got []string
			for _, d := range f[1].DoubleBooked {
				text := d.Person + " " + plan.Path(d.At...)
				for _, o := range d.Others {
					text += " " + plan.Path(o.At...)
				}
				got = append(got, text)
			}
			if got := join(got); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestDoubleBookedNamesEveryVisit(t *testing.T) {
	lead := func(p *plan.Plan) { p.Leaders = []string{"An", "Boss"} }
	secret := visit("a", lead, func(p *plan.Plan) { p.Confidentiality, p.Customer.Organization = plan.Confidential, "Secret Ltd" })
	open := visit("b", lead, func(p *plan.Plan) { p.Leaders, p.Customer.Organization = []string{"Boss"}, "Meier" })
	last := visit("c", lead)
	f := staff(t, secret, open, last)
	elsewhere := func(p *plan.Plan, title string, at ...any) facts.Elsewhere {
		return facts.Elsewhere{Plan: p.ID, File: p.File, At: at, From: p.Arrive, Until: p.Depart, Title: title}
	}
	want := []facts.Double{
		{Person: "An", At: []any{"leaders", 0}, From: last.Arrive, Until: last.Depart,
			Others: []facts.Elsewhere{elsewhere(secret, "", "leaders", 0)}},
		{Person: "Boss", Latin: "Boss (Latin)", At: []any{"leaders", 1}, From: last.Arrive, Until: last.Depart,
			Others: []facts.Elsewhere{elsewhere(secret, "", "leaders", 1), elsewhere(open, "Meier", "leaders", 0)}},
	}
	if diff := cmp.Diff(want, f[2].DoubleBooked); diff != "" {
		t.Error(diff)
	}
}

// The sweep finds what comparing each two visits finds.
func TestDoubleBookedAgainstEveryPair(t *testing.T) {
	c := staffed(t)
	people := []string{"Sun", "Ma", "He", "nobody"}
	rapid.Check(t, func(t *rapid.T) {
		type stretch struct {
			who         string
			from, until plan.Time
		}
		var plans []*plan.Plan
		var stretches [][]stretch
		for i := range rapid.IntRange(0, 7).Draw(t, "plans") {
			p := visit(fmt.Sprintf("v%d", i))
			var own []stretch
			for range rapid.IntRange(0, 4).Draw(t, "duties") {
				from := plan.Time("2026-12-03 08:00").Add(10 * rapid.IntRange(0, 30).Draw(t, "from"))
				who := rapid.SampledFrom(people).Draw(t, "who")
				if rapid.Bool().Draw(t, "drives") {
					p.Vehicles = append(p.Vehicles, plan.Vehicle{At: from, Driver: who})
					own = append(own, stretch{who, from, from.Add(company.DefaultTrip)})
				} else {
					until := from.Add(10 * rapid.IntRange(-1, 12).Draw(t, "length"))
					p.Rooms = append(p.Rooms, plan.Booking{Room: "nook", From: from, Until: until, Custodian: who})
					own = append(own, stretch{who, from, until})
				}
			}
			plans, stretches = append(plans, p), append(stretches, own)
		}
		want := map[string]bool{}
		for later := range plans {
			for earlier := range later {
				for _, x := range stretches[later] {
					for _, y := range stretches[earlier] {
						if x.who == y.who && x.who != "nobody" && x.from < x.until && y.from < y.until && x.from < y.until && y.from < x.until {
							want[fmt.Sprintf("%s: v%d v%d", x.who, later, earlier)] = true
						}
					}
				}
			}
		}
		got := map[string]bool{}
		for i, f := range facts.Compute(plans, facts.World{Company: c, Now: plan.Time("2026-12-01 00:00").In(c.Zone)}) {
			for _, d := range f.DoubleBooked {
				for _, o := range d.Others {
					key := fmt.Sprintf("%s: v%d %s", d.Person, i, o.Plan)
					if got[key] {
						t.Errorf("told twice: %s", key)
					}
					got[key] = true
					if d.From >= d.Until || o.From >= o.Until {
						t.Errorf("%s: no time at all", key)
					}
				}
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
	})
}
