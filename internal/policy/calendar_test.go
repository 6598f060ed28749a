package policy_test

import (
	"encoding/csv"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"usher/internal/calendar"
	"usher/internal/catalog"
	"usher/internal/plan"
	"usher/internal/policy"
)

// The built-in calendar is what the State Council published for 2025 and 2026.
func TestBuiltInCalendar(t *testing.T) {
	file, err := os.Open(filepath.Join("..", "calendar", "testdata", "holidays-cn.csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	off, work, sources := map[plan.Date]string{}, map[plan.Date]string{}, map[int]string{}
	for _, row := range rows[1:] {
		day := plan.Date(row[0])
		sources[day.Year()] = row[3]
		if row[1] == "off" {
			off[day] = row[2]
		} else {
			work[day] = row[2]
		}
	}
	c := load(t, nil).Company.Calendar
	for what, maps := range map[string][2]map[plan.Date]string{"off": {off, inChinese(c.Off)}, "work": {work, inChinese(c.Work)}} {
		t.Run(what, func(t *testing.T) { same(t, maps[1], maps[0]) })
	}
	same(t, c.Years, sources)
}

func inChinese(days map[plan.Date]catalog.Text) map[plan.Date]string {
	out := map[plan.Date]string{}
	for _, day := range slices.Sorted(maps.Keys(days)) {
		out[day] = days[day].ZH
	}
	return out
}

// What the issue works out by hand, with the policies as they come.
func TestWorkingDaysOfTheBuiltInCalendar(t *testing.T) {
	c := load(t, nil).Company
	for arrive, want := range map[plan.Time]plan.Time{
		"2026-10-08 09:00": "2026-09-29 23:59",
		"2026-02-24 14:00": "2026-02-13 23:59",
		"2026-09-21 09:00": "2026-09-18 23:59",
	} {
		latest, unknown := c.Calendar.Latest(arrive, calendar.Notice{Unit: calendar.WorkingDays, Number: 2})
		if got := plan.TimeOf(latest, c.Zone); got != want || unknown != nil {
			t.Errorf("%s: %s, unknown %v", arrive, got, unknown)
		}
	}
}

func TestACompanysOwnDays(t *testing.T) {
	c := load(t, ours(`notice: {unit: "working-days", number: 2, "cut-off": "17:00"}
calendar: closed: stocktaking: {name: {en: "Stocktaking", zh: "盘点"}, from: "2026-12-01"}
calendar: years: "2027": {source: "https://example.org/2027", holidays: "new-year": {name: {en: "New Year", zh: "元旦"}, from: "2027-01-01"}}
"trip-minutes": 90`)).Company
	same(t, c.Notice.CutOff, "17:00")
	same(t, c.Trip, 90)
	same(t, c.Calendar.Opens, "08:00")
	for day, want := range map[plan.Date]bool{"2026-12-01": false, "2027-01-01": false, "2027-01-04": true} {
		if working, known := c.Calendar.Working(day); working != want || !known {
			t.Errorf("%s: working %v, known %v", day, working, known)
		}
	}
}

func TestMistakesInTheCalendar(t *testing.T) {
	for name, text := range map[string]string{
		"no such day":       `calendar: closed: x: {name: {en: "x", zh: "x"}, from: "2026-02-30"}`,
		"the other way":     `calendar: closed: x: {name: {en: "x", zh: "x"}, from: "2026-03-02", until: "2026-03-01"}`,
		"worked anyway":     `calendar: years: "2026": holidays: x: {name: {en: "x", zh: "x"}, from: "2026-12-24", work: ["2026-12-21"]}`,
		"not a weekday":     `calendar: weekend: ["Saturday"]`,
		"never at work":     `calendar: weekend: ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]`,
		"a unit of its own": `notice: unit: "workdays"`,
	} {
		t.Run(name, func(t *testing.T) {
			_, err := with(ours(text))
			wrong, ok := err.(policy.Mistakes)
			if !ok || len(wrong) != 1 || wrong[0].File != "policies/ours.cue" || wrong[0].Line != 3 || wrong[0].Message.ZH == "" {
				t.Errorf("%v", err)
			}
		})
	}
}
