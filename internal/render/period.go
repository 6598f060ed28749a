package render

import (
	"maps"
	"slices"

	"usher/internal/audience"
	"usher/internal/plan"
)

// period is a day or a week and what is on it.
type period struct {
	name        string    // "2026-12-03" or "2026-W49"
	from, until plan.Date // the first and the last day
	year        string    // whose days are printed without it
	visits      []*visit  // by arrival
	shut        []*visit  // those that are sealed, where the sheet would tell of that
	base        Page      // all but title and margins
}

// longest is how many days of one stay have sheets: a plan whose departure is a
// hundred years off has no forty thousand run sheets.
const longest = 366

// gather prepares the visits and sorts them by day.
func (r *run) gather(visits []Visit) error {
	r.days = map[plan.Date][]*visit{}
	for _, in := range visits {
		v, err := r.visit(in)
		if err != nil {
			return err
		}
		if !audience.Concerns(r.whole, r.reader, in.Plan, in.Facts) {
			continue
		}
		r.visits = append(r.visits, v)
		for _, d := range days(v) {
			r.days[d] = append(r.days[d], v)
		}
	}
	for _, list := range r.days {
		slices.SortStableFunc(list, byArrival)
	}
	return nil
}

// days are those of the stay, and those before and after it on which something
// happens for it: a driver who sets out the evening before.
func days(v *visit) []plan.Date {
	p := v.in.Plan
	on := map[plan.Date]bool{}
	through := func(from, until plan.Time) {
		day := from.Date()
		if day == "" {
			return
		}
		on[day] = true
		for n := 1; n < longest && day.Add(n).At("00:00") < until; n++ {
			on[day.Add(n)] = true
		}
	}
	through(p.Arrive, p.Depart)
	for _, s := range p.Programme {
		through(s.At, s.Until)
	}
	for _, b := range v.in.Facts.Rooms {
		through(b.From, b.Until)
	}
	for _, m := range p.Meals {
		through(m.At, "")
	}
	for _, c := range p.Vehicles {
		through(c.At, "")
	}
	return slices.Sorted(maps.Keys(on))
}

// periods are the days or weeks that have a sheet: those selected, whether or not
// there is a visit, and the days with one of the weeks selected; else those of the
// visits selected; else those that have a visit that has not ended.
func (r *run) periods(scope Scope) []*period {
	on := map[plan.Date]bool{}
	switch s := r.choice; {
	case len(s.Days)+len(s.Weeks) > 0:
		for _, d := range s.Days {
			on[d] = true
		}
		for _, w := range s.Weeks {
			for n, monday := 0, w.Monday(); n < 7; n++ {
				if d := monday.Add(n); scope == PerWeek || len(r.days[d]) > 0 {
					on[d] = true
				}
			}
		}
	default:
		for d, visits := range r.days {
			on[d] = slices.ContainsFunc(visits, func(v *visit) bool {
				if len(s.Visits) > 0 {
					return s.visit(v.whole.Plan.ID)
				}
				return !v.whole.Facts.Ended
			})
		}
	}
	var out []*period
	for _, d := range slices.Sorted(maps.Keys(on)) {
		switch week := d.Week(); {
		case !on[d] || week == "":
		case scope == PerDay:
			out = append(out, r.period(string(d), d, d))
		case len(out) == 0 || out[len(out)-1].name != string(week):
			out = append(out, r.period(string(week), week.Monday(), week.Monday().Add(6)))
		}
	}
	return out
}

func (r *run) period(name string, from, until plan.Date) *period {
	s := &period{name: name, from: from, until: until, year: yearOf(from.At(""))}
	for d := from; d <= until; d = d.Add(1) {
		for _, v := range r.days[d] {
			if !slices.Contains(s.visits, v) {
				s.visits = append(s.visits, v)
			}
		}
	}
	slices.SortStableFunc(s.visits, byArrival)
	s.base = r.base()
	s.base.Period, s.base.Versioned = name, true
	s.base.Commit, s.base.Committed = latest(s.visits)
	return s
}

// latest is the newest revision of the visits' plans; none as soon as one of the
// plans is not committed.
func latest(visits []*visit) (commit, committed string) {
	for _, v := range visits {
		if v.base.Commit == "" {
			return "", ""
		}
		if v.base.Committed > committed || v.base.Committed == committed && v.base.Commit > commit {
			commit, committed = v.base.Commit, v.base.Committed
		}
	}
	return commit, committed
}

// setAside sets those visits aside that are shut.
func (s *period) setAside(shut func(*visit) bool) {
	for _, v := range s.visits {
		if shut(v) {
			s.shut = append(s.shut, v)
		}
	}
	s.visits = slices.DeleteFunc(s.visits, shut)
	s.base.Commit, s.base.Committed = latest(s.visits)
}

// covers reports whether something from one moment up to another is on a day of
// the period.
func (s *period) covers(from, until plan.Time) bool {
	if from == "" {
		return false
	}
	return from < s.until.Add(1).At("00:00") && (from.Date() >= s.from || until > s.from.At("00:00"))
}

// secret reports whether a visit is confidential: what hangs where anybody passes
// tells of it only a room and when (R5.1).
func (v *visit) secret() bool { return v.whole.Plan.Confidentiality == plan.Confidential }

// leftOut are the refused and the sealed plans that would be on a sheet of the period,
// by the day. Of one that is confidential, or without a known arrival, there is no more
// to say.
func (r *run) leftOut(s *period) []LeftOut {
	var out []LeftOut
	for _, v := range s.shut {
		out = append(out, LeftOut{Sealed: true, When: span(v.in.Plan.Arrive, v.in.Plan.Depart, s.year)})
	}
	for _, p := range r.refused {
		switch {
		case p.Arrive == "":
			l := LeftOut{ID: p.ID}
			if p.Hides("id") {
				l.ID = ""
			}
			out = append(out, l)
		case s.covers(p.Arrive, p.Depart):
			l := LeftOut{ID: p.ID, When: span(p.Arrive, p.Depart, s.year)}
			if p.Confidentiality == plan.Confidential || p.Hides("id") {
				l.ID = ""
			}
			out = append(out, l)
		}
	}
	return out
}
