package facts

import (
	"strconv"
	"time"

	"usher/internal/calendar"
	"usher/internal/catalog"
	"usher/internal/plan"
)

// notice says whether the visit had to be announced ahead, and whether it was
// (R2.4). A cancelled visit needs no notice.
func notice(p *plan.Plan, w World) Notice {
	n := Notice{}
	policy := w.Company.Notice
	category, _ := w.Company.Category(p.Category)
	switch {
	case p.Status == plan.Cancelled || p.IsWrong("status"):
	case category.Important:
		n.Due, n.Because = true, catalog.NoticeForCategory.With(category.ID)
	case policy.Leaders && len(p.Leaders) > 0:
		n.Due, n.Because = true, catalog.NoticeForLeader.With(p.Leaders[0])
	case policy.Coordinate && p.Coordination:
		n.Due, n.Because = true, catalog.NoticeForCoordination
	}
	ahead := calendar.Notice{Unit: policy.Unit, Number: policy.Number, CutOff: policy.CutOff}
	n.Required = ahead.Text()
	if p.Arrive == "" {
		return n
	}
	arrive := p.Arrive.In(w.Company.Zone)
	days := w.Company.Calendar
	if days == nil {
		days = &calendar.Calendar{Zone: w.Company.Zone}
	}
	count := days.Count(p.Arrive, ahead)
	n.Deadline = plan.TimeOf(count.Latest, w.Company.Zone)
	n.UnknownYears, n.Skipped = count.Unknown, count.Skipped
	a, ok := w.Announced[p.ID]
	if !ok {
		return n
	}
	n.Source, n.Commit, n.AnnouncedAt = a.Source, a.Commit, a.At
	n.Announced = plan.TimeOf(a.At, w.Company.Zone)
	n.Given = strconv.Itoa(max(0, int(arrive.Sub(a.At)/time.Hour)))
	n.Late = a.At.After(count.Latest)
	return n
}
