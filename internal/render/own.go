package render

import (
	"cmp"
	"slices"

	"usher/internal/catalog"
	"usher/internal/company"
)

// kindsOf are the kinds of sheets of a company: those that there are, in its own
// words, and its own after those of the same scope.
func kindsOf(c *company.Company) []kind {
	all := slices.Clone(kinds)
	for i, k := range all {
		all[i].title, all[i].short = reworded(c, k.title), reworded(c, k.short)
	}
	for _, s := range c.Own() {
		if slices.ContainsFunc(kinds, func(k kind) bool { return k.name == s.ID }) {
			continue // its template replaces ours, and it stays what it is
		}
		k := kind{
			name: s.ID, code: s.Code, scope: Scope(s.Scope), title: s.Title, short: s.Short, use: s.Use, clauses: s.Clauses,
		}
		if k.short.IsZero() {
			k.short = k.title
		}
		if k.use.IsZero() {
			k.use = k.title
		}
		switch k.scope {
		case PerVisit:
			k.pages = ownVisit(k.name)
		case PerBooking:
			k.pages = ownBookings(k.name)
		case PerDay:
			k.period = ownDay
		case PerWeek:
			k.period = ownWeek
		}
		at := len(all)
		for i, other := range all {
			if rank(other.scope) > rank(k.scope) {
				at = i
				break
			}
		}
		all = slices.Insert(all, at, k)
	}
	return all
}

// rank puts visits and their bookings before days, and those before weeks.
func rank(s Scope) int {
	switch s {
	case PerDay:
		return 1
	case PerWeek:
		return 2
	}
	return 0
}

// reworded is a text of the catalogue in the company's words.
func reworded(c *company.Company, t catalog.Text) catalog.Text {
	for key, ours := range c.Words {
		if catalog.Sheets[key] == t {
			return ours
		}
	}
	return t
}

// OwnVisit is what the template of a company's own sheet of a visit sees: all that
// the sheets of the visit show.
type OwnVisit struct {
	Page
	Guests    []Guest // all that are named
	Contact   string  // whom to ring at the visitor's
	Phases    []Phase // of the checklist
	Days      []Day   // the run of show
	Team      []Member
	Emergency catalog.Text // the company's line for emergencies
	Records   []RoomRecord // one for each booking of a room; without a page of their own
}

// OwnWeek is what the template of a company's own sheet of a week sees.
type OwnWeek struct {
	Page
	From, Until Moment // Monday and Sunday
	Days        []RunSheet
}

func ownVisit(name string) func(r *run, v *visit) []page {
	return func(r *run, v *visit) []page {
		out := &OwnVisit{Page: v.base, Contact: v.in.Plan.Customer.Contact, Days: r.runOfShow(v), Team: r.team(v), Emergency: r.company.Emergency}
		for _, g := range v.in.Plan.Customer.Guests {
			out.Guests = append(out.Guests, Guest{g.Name, g.Position})
		}
		for _, p := range checklists(r, v) {
			out.Phases = p.data.(*Checklist).Phases
		}
		for _, p := range roomRecords(r, v) {
			record := *p.data.(*RoomRecord)
			record.Page = Page{Number: record.Number}
			out.Records = append(out.Records, record)
		}
		return []page{{name: name, day: v.in.Plan.Arrive.Date(), data: out}}
	}
}

func ownBookings(name string) func(r *run, v *visit) []page {
	return func(r *run, v *visit) []page {
		pages := roomRecords(r, v)
		for i := range pages {
			pages[i].name = name + pages[i].name[len("room"):]
		}
		return pages
	}
}

func ownDay(r *run, s *period) sheet { return runSheet(r, s) }

func ownWeek(r *run, s *period) sheet {
	out := &OwnWeek{Page: s.base, From: day(s.from, ""), Until: day(s.until, s.year)}
	for d := s.from; d <= s.until; d = d.Add(1) {
		today := r.period(string(d), d, d)
		for i, v := range today.visits {
			for _, seen := range s.visits {
				if seen.whole.Plan == v.whole.Plan {
					today.visits[i] = seen // as who passes by sees it
				}
			}
		}
		view := *runSheet(r, today).(*RunSheet)
		view.Page = Page{Period: cmp.Or(view.Period, string(d))}
		out.Days = append(out.Days, view)
	}
	return out
}
