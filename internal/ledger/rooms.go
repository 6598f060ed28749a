package ledger

import (
	"cmp"
	"slices"
	"time"

	"usher/internal/calendar"
	"usher/internal/company"
	"usher/internal/plan"
)

// stretch is from one instant up to another.
type stretch struct{ from, until time.Time }

func (s stretch) minutes() int { return max(0, int(s.until.Sub(s.from)/time.Minute)) }

// within is what of s lies in t.
func (s stretch) within(t stretch) stretch {
	if s.from.Before(t.from) {
		s.from = t.from
	}
	if s.until.After(t.until) {
		s.until = t.until
	}
	return s
}

// useOfRooms adds up how long each room was in use in the period, and how much of
// that was working time. Bookings of visits called off are none.
func (l *Ledger) useOfRooms(entries []Entry, c *company.Company) {
	office := l.officeHours(c)
	whole := stretch{l.Period.From.At("00:00").In(c.Zone), l.Period.Until.Add(1).At("00:00").In(c.Zone)}
	byRoom := map[string][]stretch{}
	for _, e := range entries {
		if e.Plan.Status == plan.Cancelled || e.Plan.IsWrong("status") {
			continue
		}
		for _, b := range e.Facts.Rooms {
			if !b.Room.Known || b.From == "" || b.Until <= b.From {
				continue
			}
			use := stretch{b.From.In(c.Zone), b.Until.In(c.Zone)}.within(whole)
			if use.minutes() > 0 {
				byRoom[b.Room.ID] = append(byRoom[b.Room.ID], use)
			}
		}
	}
	for _, r := range c.Rooms {
		room := Room{ID: r.ID, Name: r.Name, Bookings: len(byRoom[r.ID])}
		for _, use := range merge(byRoom[r.ID]) {
			room.Minutes += use.minutes()
			// The first day of office hours that ends after the use begins.
			i, _ := slices.BinarySearchFunc(office, use.from, func(day stretch, at time.Time) int {
				if day.until.After(at) {
					return 1
				}
				return -1
			})
			for ; i < len(office) && office[i].from.Before(use.until); i++ {
				room.Working += use.within(office[i]).minutes()
			}
		}
		l.Rooms = append(l.Rooms, room)
	}
}

// merge makes stretches that meet or overlap one, in order.
func merge(all []stretch) []stretch {
	slices.SortFunc(all, func(a, b stretch) int {
		return cmp.Or(a.from.Compare(b.from), a.until.Compare(b.until))
	})
	var out []stretch
	for _, s := range all {
		if n := len(out); n > 0 && !s.from.After(out[n-1].until) {
			if s.until.After(out[n-1].until) {
				out[n-1].until = s.until
			}
			continue
		}
		out = append(out, s)
	}
	return out
}

// officeHours are those of the period's working days, in order.
func (l *Ledger) officeHours(c *company.Company) []stretch {
	days := c.Calendar
	if days == nil {
		days = &calendar.Calendar{Zone: c.Zone}
	}
	var out []stretch
	for d := l.Period.From; d != "" && d <= l.Period.Until; d = d.Add(1) {
		working, known := days.Working(d)
		if year := d.Year(); !known && !slices.Contains(l.UnknownYears, year) {
			l.UnknownYears = append(l.UnknownYears, year)
		}
		if !working {
			continue
		}
		l.WorkingDays++
		if days.Opens == "" || days.Closes <= days.Opens {
			continue
		}
		hours := stretch{d.At(days.Opens).In(c.Zone), d.At(days.Closes).In(c.Zone)}
		l.WorkingMinutes += hours.minutes()
		out = append(out, hours)
	}
	return out
}
