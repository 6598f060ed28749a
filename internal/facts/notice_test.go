package facts_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"usher/internal/calendar"
	"usher/internal/catalog"
	"usher/internal/company"
	"usher/internal/facts"
	"usher/internal/plan"
)

// Notice in working days: two whole ones before the day of the visit, holidays left out.
func TestNoticeInWorkingDays(t *testing.T) {
	holiday := catalog.Text{EN: "stocktaking", ZH: "盘点"}
	for name, c := range map[string]struct {
		cutOff    string
		closed    map[plan.Date]catalog.Text
		announced string
		deadline  plan.Time
		late      bool
	}{
		"at the end of the last day": {"", nil, "2026-12-01 23:59", "2026-12-01 23:59", false},
		"a minute later":             {"", nil, "2026-12-02 00:00", "2026-12-01 23:59", true},
		"at the cut-off":             {"17:00", nil, "2026-12-01 17:00", "2026-12-01 17:00", false},
		"after the cut-off":          {"17:00", nil, "2026-12-01 17:01", "2026-12-01 17:00", true},
		"over a closing day":         {"", map[plan.Date]catalog.Text{"2026-12-01": holiday}, "2026-12-01 08:00", "2026-11-30 23:59", true},
	} {
		t.Run(name, func(t *testing.T) {
			firm := small(t)
			firm.Notice = company.Notice{Unit: "working-days", Number: 2, CutOff: c.cutOff, Leaders: true}
			firm.Calendar = &calendar.Calendar{Zone: firm.Zone, Weekend: []time.Weekday{time.Saturday, time.Sunday}, Closed: c.closed}
			p := visit("v", func(p *plan.Plan) { p.Leaders = []string{"Boss"} })
			n := facts.Compute([]*plan.Plan{p}, facts.World{
				Company: firm, Now: at(t, c.announced),
				Announced: map[string]facts.Announcement{"v": {Source: facts.SourceUncommitted, At: at(t, c.announced)}},
			})[0].Notice
			if n.Deadline != c.deadline || n.Late != c.late || !n.Due {
				t.Errorf("due %v, latest %s, late %v", n.Due, n.Deadline, n.Late)
			}
			if diff := cmp.Diff([]int{2026}, n.UnknownYears); diff != "" {
				t.Error(diff)
			}
			if (len(n.Skipped) > 0) != (len(c.closed) > 0) {
				t.Errorf("skipped: %v", n.Skipped)
			}
		})
	}
}
