package render

import (
	"cmp"
	"slices"

	"usher/internal/catalog"
	"usher/internal/plan"
)

func runSheet(r *run, s *period) sheet {
	out := &RunSheet{Page: s.base, Date: day(s.from, ""), LeftOut: r.leftOut(s)}
	type entry struct {
		at   plan.Time
		rank int
		step DayStep
	}
	var entries []entry
	for _, v := range s.visits {
		p := v.in.Plan
		row := DayVisit{Secret: v.secret(), Today: s.part(p.Arrive, p.Depart)}
		if !row.Secret {
			row.Stay = v.stay
			out.Guests += p.Customer.Headcount
		}
		out.Untold = out.Untold || row.Secret
		out.Visits = append(out.Visits, row)
		for _, e := range r.duties(v) {
			if !s.covers(e.at, e.until) || row.Secret && e.step.Kind != "room" {
				continue
			}
			switch e.step.Kind {
			case "room":
				out.Rooms++
			case "vehicle":
				out.Transfers++
			case "meal":
				out.Meals++
			}
			step := DayStep{Step: e.step, Secret: row.Secret, Today: s.part(e.at, e.until)}
			if step.Secret {
				step.Step = Step{Kind: e.step.Kind, What: e.step.What, Where: e.step.Where}
			} else {
				step.Organization = v.stay.Organization
			}
			entries = append(entries, entry{max(e.at, s.from.At("00:00")), e.rank, step})
		}
	}
	slices.SortStableFunc(entries, func(a, b entry) int {
		return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(a.rank, b.rank))
	})
	for _, e := range entries {
		out.Steps = append(out.Steps, e.step)
	}
	return out
}

// duty is an event, and when it ends where it lasts.
type duty struct {
	event
	until plan.Time
}

// duties are what General Affairs sees to in a visit. What the guests do between
// is on the visit's own sheets.
func (r *run) duties(v *visit) []duty {
	p := v.in.Plan
	var out []duty
	guests := func(at plan.Time, kind string, what catalog.Text, rank int) {
		if at == "" {
			return
		}
		s := Step{Kind: kind, When: span(at, "", v.year), What: what, Lead: v.stay.Coordinator.Name}
		if n := p.Customer.Headcount; n > 0 {
			s.Notes = r.word("people").With(n)
		}
		for _, item := range p.Programme {
			if item.At == at || item.Until == at && kind == "depart" {
				s.Where = catalog.Same(item.Where)
			}
		}
		out = append(out, duty{event{at, rank, s}, ""})
	}
	for _, e := range r.vehicles(v) {
		out = append(out, duty{e, ""})
	}
	guests(p.Arrive, "arrive", r.word("guests-arrive"), 1)
	for i, f := range v.in.Facts.Rooms {
		out = append(out, duty{r.booking(v, i), f.Until})
	}
	for _, m := range p.Meals {
		out = append(out, duty{r.meal(v, m), ""})
	}
	guests(p.Depart, "depart", r.word("guests-leave"), 9)
	return out
}

// part is what of a stretch is in the period: without a beginning where that was
// before it, without an end as well where that is after it too.
func (s *period) part(from, until plan.Time) Span {
	out := span(from, until, s.year)
	if from < s.from.At("00:00") {
		out.From, out.OneDay = Moment{}, true
		if until >= s.until.Add(1).At("00:00") {
			out.Until = Moment{}
		}
	}
	return out
}
