package facts

import (
	"strconv"
	"time"

	"usher/internal/calendar"
	"usher/internal/catalog"
	"usher/internal/company"
	"usher/internal/plan"
)

// notice says whether the visit had to be announced ahead, or that it is moved or
// called off, and whether it was (R2.4).
func notice(p *plan.Plan, w World) Notice {
	n := Notice{Of: company.Arranged}
	a, ok := w.Announced[p.ID]
	switch {
	case p.Status == plan.Cancelled:
		n.Of = company.CalledOff
		if off, known := w.CalledOff[p.ID]; known {
			a, ok = off, true
		}
	case a.Rescheduled:
		n.Of = company.Rescheduled
	}
	days := w.Company.Calendar
	if days == nil {
		days = &calendar.Calendar{Zone: w.Company.Zone}
	}
	ahead, _ := w.Company.Notice.Ahead(p.Category, n.Of)
	count := days.Count(p.Arrive, ahead)
	for _, r := range reasons(p, w.Company, n.Of) {
		own := days.Count(p.Arrive, r.ahead)
		if !n.Due || own.Latest.Before(count.Latest) {
			ahead, count, n.Because = r.ahead, own, r.because
		}
		n.Due = true
	}
	n.Required = ahead.Text()
	if p.Arrive == "" {
		return n
	}
	arrive := p.Arrive.In(w.Company.Zone)
	n.Deadline = plan.TimeOf(count.Latest, w.Company.Zone)
	n.UnknownYears, n.Skipped = count.Unknown, count.Skipped
	if !ok {
		return n
	}
	n.Source, n.Commit, n.AnnouncedAt = a.Source, a.Commit, a.At
	n.Announced = plan.TimeOf(a.At, w.Company.Zone)
	n.Given = strconv.Itoa(max(0, int(arrive.Sub(a.At)/time.Hour)))
	n.Late = a.At.After(count.Latest)
	return n
}

// reason is why notice is due, and how much then.
type reason struct {
	because catalog.Text
	ahead   calendar.Notice
}

// reasons are all that ask for notice. One that is stated wrongly asks for none:
// that is told already.
func reasons(p *plan.Plan, c *company.Company, of company.Change) (all []reason) {
	if p.IsWrong("status") {
		return nil
	}
	policy := c.Notice
	add := func(category string, because catalog.Text) {
		if ahead, asked := policy.Ahead(category, of); asked {
			all = append(all, reason{because, ahead})
		}
	}
	if category, _ := c.Category(p.Category); category.Important || policy.Asks(p.Category, of) {
		add(p.Category, catalog.NoticeForCategory.With(p.Category))
	}
	if policy.Leaders && len(p.Leaders) > 0 {
		add("", catalog.NoticeForLeader.With(p.Leaders[0]))
	}
	if policy.Coordinate && p.Coordination {
		add("", catalog.NoticeForCoordination)
	}
	return all
}
