package feed_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"usher/internal/catalog"
	"usher/internal/company"
	"usher/internal/facts"
	"usher/internal/feed"
	"usher/internal/plan"
)

var update = flag.Bool("update", false, "rewrite the golden files")

func text(zh, en string) catalog.Text { return catalog.Text{ZH: zh, EN: en} }

// works is a small company, in some time zone.
func works(t testing.TB, zone string) *company.Company {
	t.Helper()
	z, err := time.LoadLocation(zone)
	if err != nil {
		t.Fatal(err)
	}
	return &company.Company{
		Name: text("远川智造", "Yuanchuan"), Timezone: zone, Zone: z,
		PlanURL: "https://git.example.com/visits/{file}",
		People: []company.Person{
			{Name: "赵敏", Latin: "Zhao Min"}, {Name: "周涛", Latin: "Zhou Tao"}, {Name: "孙师傅", Latin: "Sun"}, {Name: "林悦"},
		},
		Rooms: []company.Room{
			{ID: "board-room", Name: text("董事会议室", "Board room"), Place: text("一号楼三层", "Building 1, 3rd floor")},
			{ID: "lounge", Name: text("贵宾室", "Lounge"), Place: text("一号楼一层", "Building 1, ground floor")},
		},
		Categories: []company.Category{{ID: "A", Name: text("公司贵客", "Company VIPs")}},
	}
}

// huaqing is a visit with something of everything that calendars tell.
func huaqing() *plan.Plan {
	return &plan.Plan{
		ID: "huaqing-phase-two", File: "visits/2026/12/huaqing-phase-two.yaml", Category: "A",
		Customer: plan.Customer{
			Organization: "华清精密制造; 二期, 扩建", Headcount: 6,
			Guests: []plan.Guest{{Name: "王建国", Position: "董事长"}},
		},
		Arrive: "2026-12-03 09:30", Depart: "2026-12-04 16:00", Purpose: "二期项目框架协议",
		Applicant: plan.Applicant{Name: "周涛"},
		Leaders:   []string{"李建华"},
		Rooms: []plan.Booking{
			{Room: "board-room", From: "2026-12-03 10:00", Until: "2026-12-03 12:00", Attendees: 12},
			{Room: "lounge"},
			{Room: "board-room", From: "2026-12-04 09:00", Until: "2026-12-04 10:00"},
		},
		Vehicles: []plan.Vehicle{{At: "2026-12-03 08:50", From: "虹桥站", To: "公司", Driver: "孙师傅"}},
	}
}

// told is a plan as a visit, changed some times.
func told(p *plan.Plan, changes int) feed.Visit {
	v := feed.Visit{
		Plan: p, Facts: &facts.Facts{Team: []facts.Member{{Person: "赵敏"}, {Person: "李建华", Leader: true}}},
		Revision: feed.Revision{Changes: changes, Time: time.Date(2026, 11, 20, 1, 30, changes, 0, time.UTC)},
	}
	for _, b := range p.Rooms {
		from, until := b.From, b.Until
		if from == "" {
			from, until = p.Arrive, p.Depart
		}
		v.Facts.Rooms = append(v.Facts.Rooms, facts.Booking{Room: facts.Ref{ID: b.Room, Known: true}, From: from, Until: until, Attendees: b.Attendees})
	}
	return v
}

// draw gives the files by name.
func draw(t testing.TB, o feed.Options, visits ...feed.Visit) map[string]string {
	t.Helper()
	files, err := feed.Feeds(visits, o)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, f := range files {
		if strings.HasSuffix(f.Name, ".ics") {
			grammatical(t, f.Name, f.Data)
		}
		out[strings.TrimPrefix(f.Name, feed.Folder+"/")] = string(f.Data)
	}
	return out
}

func shanghai(t testing.TB) feed.Options { return feed.Options{Company: works(t, "Asia/Shanghai")} }

func TestFeeds(t *testing.T) {
	files := draw(t, shanghai(t), told(huaqing(), 2))
	for _, name := range []string{"all.ics", "rooms/board-room.ics", "feeds.json"} {
		got := strings.ReplaceAll(files[name], "\r\n", "\n")
		golden := filepath.Join("testdata", filepath.Base(name))
		if *update {
			if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

// events are the events of a calendar, by their UID.
func events(t testing.TB, calendar string) map[string]component {
	t.Helper()
	all := map[string]component{}
	for _, c := range parse(t, []byte(calendar)).inner {
		if c.name == "VEVENT" {
			if uid := c.value("UID"); uid == "" || all[uid].name != "" {
				t.Errorf("UID %q: none, or twice", uid)
			}
			all[c.value("UID")] = c
		}
	}
	return all
}

// summaries puts a calendar into words: when and what each event is.
func summaries(t testing.TB, calendar string) []string {
	t.Helper()
	var out []string
	for _, c := range events(t, calendar) {
		out = append(out, c.value("DTSTART")[4:13]+" "+unescape(c.value("SUMMARY"))+" "+c.value("STATUS"))
	}
	slices.Sort(out)
	return out
}

func TestWhoHasWhat(t *testing.T) {
	o := shanghai(t)
	o.Languages = []catalog.Lang{catalog.ZH}
	files := draw(t, o, told(huaqing(), 0))
	const visit = "1203T0930 来访：华清精密制造; 二期, 扩建 CONFIRMED"
	for whose, want := range map[string][]string{
		"全部来访":  {visit},
		"董事会议室": {"1203T1000 来访：华清精密制造; 二期, 扩建 CONFIRMED", "1204T0900 来访：华清精密制造; 二期, 扩建 CONFIRMED"},
		"贵宾室":   {visit},
		"赵敏":    {visit},
		"周涛":    {visit}, // the applicant
		"李建华":   {visit}, // not in the directory
		"孙师傅":   {"1203T0850 接送：华清精密制造; 二期, 扩建 CONFIRMED"},
		"林悦":    nil,
	} {
		found := 0
		for _, calendar := range files {
			if strings.Contains(calendar, "\r\nNAME:远川智造："+whose+"\r\n") {
				found++
				if diff := cmp.Diff(want, summaries(t, calendar)); diff != "" {
					t.Errorf("%s (-want +got):\n%s", whose, diff)
				}
			}
		}
		if found != 1 {
			t.Errorf("%s has %d calendars", whose, found)
		}
	}
}

// Whoever takes in two calendars has each event once, and finds it to be the same.
func TestAnEventIsTheSameInEachCalendar(t *testing.T) {
	seen := map[string]component{}
	for name, calendar := range draw(t, shanghai(t), told(huaqing(), 0)) {
		if !strings.HasSuffix(name, ".ics") {
			continue
		}
		for uid, e := range events(t, calendar) {
			if old, ok := seen[uid]; ok {
				if diff := cmp.Diff(old.lines, e.lines); diff != "" {
					t.Errorf("%s in %s: %s", uid, name, diff)
				}
			}
			seen[uid] = e
		}
	}
	if len(seen) != 5 { // the stay, three bookings, the transfer
		t.Errorf("%d events", len(seen))
	}
}

// What is sent again replaces what was sent before: the same UIDs, numbered higher.
func TestSentAgain(t *testing.T) {
	before := draw(t, shanghai(t), told(huaqing(), 0))
	p := huaqing()
	p.Arrive, p.Purpose = "2026-12-03 10:00", "签约"
	slices.Reverse(p.Rooms)
	p.Rooms[1].From, p.Rooms[1].Until = p.Arrive, p.Depart
	after := draw(t, shanghai(t), told(p, 1))
	for _, name := range []string{"all.ics", "rooms/board-room.ics", "rooms/lounge.ics"} {
		was, is := events(t, before[name]), events(t, after[name])
		if len(was) != len(is) {
			t.Errorf("%s: %d events, then %d", name, len(was), len(is))
		}
		for uid, e := range is {
			if was[uid].value("SEQUENCE") != "0" || e.value("SEQUENCE") != "1" || e.value("DTSTAMP") <= was[uid].value("DTSTAMP") {
				t.Errorf("%s: %v, then %v", name, was[uid].lines, e.lines)
			}
		}
	}
}

func TestCancelled(t *testing.T) {
	p := huaqing()
	p.Status = plan.Cancelled
	for name, calendar := range draw(t, shanghai(t), told(p, 3)) {
		if !strings.HasSuffix(name, ".ics") {
			continue
		}
		for _, e := range events(t, calendar) {
			if e.value("STATUS") != "CANCELLED" || e.value("TRANSP") != "TRANSPARENT" || !strings.HasPrefix(unescape(e.value("SUMMARY")), "已取消 Called off：") {
				t.Errorf("%s: %v", name, e.lines)
			}
		}
	}
}

// A booking that a plan had once is told as cancelled: a calendar that took it in
// would keep it otherwise.
func TestBookingsThatAreGone(t *testing.T) {
	o := shanghai(t)
	o.Languages = []catalog.Lang{catalog.EN}
	p := huaqing()
	p.Rooms = []plan.Booking{{Room: "lounge", From: "2026-12-03 10:00", Until: "2026-12-03 12:00"}}
	v := told(p, 1)
	v.Earlier = []*plan.Plan{huaqing()}
	files := draw(t, o, v)
	for name, want := range map[string][]string{
		"rooms/board-room.ics": {
			"1203T1000 Called off: Visit: 华清精密制造; 二期, 扩建 CANCELLED",
			"1204T0900 Called off: Visit: 华清精密制造; 二期, 扩建 CANCELLED",
		},
		"rooms/lounge.ics": {"1203T1000 Visit: 华清精密制造; 二期, 扩建 CONFIRMED"},
	} {
		if diff := cmp.Diff(want, summaries(t, files[name])); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

// Of a confidential visit nothing is told but room and time, and that by no name.
func TestConfidential(t *testing.T) {
	p := huaqing()
	p.Confidentiality = plan.Confidential
	p.Vehicles[0].From, p.Vehicles[0].To = "密地", "密处"
	v := told(p, 0)
	v.Earlier = []*plan.Plan{huaqing()}
	v.Earlier[0].Rooms = append(v.Earlier[0].Rooms, plan.Booking{Room: "lounge", From: "2026-12-01 10:00", Until: "2026-12-01 12:00"})
	files, err := feed.Feeds([]feed.Visit{v}, shanghai(t))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if !strings.HasSuffix(f.Name, ".ics") {
			continue
		}
		flat := strings.ReplaceAll(string(f.Data), "\r\n ", "")
		_, told, _ := strings.Cut(flat, "BEGIN:VEVENT")
		for _, secret := range []string{"华清", "huaqing", "王建国", "董事长", "框架", "密", "周涛", "公司贵客", "git.example.com", "到会人数"} {
			if strings.Contains(told, secret) {
				t.Errorf("%s tells %q:\n%s", f.Name, secret, told)
			}
		}
	}
	all := string(files[0].Data)
	for _, want := range []string{"SUMMARY:内部会议 Internal meeting\r\n", "LOCATION:董事会议室", "DTSTART;TZID=Asia/Shanghai:20261203T093000\r\n", "CLASS:CONFIDENTIAL\r\n"} {
		if !strings.Contains(all, want) {
			t.Errorf("%q is missing:\n%s", want, all)
		}
	}
}

// A plan that is not committed, and one outside any repository, have an answer that
// asks no clock.
func TestNotCommitted(t *testing.T) {
	v := told(huaqing(), 0)
	v.Revision = feed.Revision{}
	for _, e := range events(t, draw(t, shanghai(t), v)["all.ics"]) {
		if e.value("SEQUENCE") != "0" || e.value("DTSTAMP") != "19700101T000000Z" || e.value("LAST-MODIFIED") != "" {
			t.Errorf("%v", e.lines)
		}
	}
}

func TestSameVisitsSameBytes(t *testing.T) {
	draw := func() []feed.File {
		files, err := feed.Feeds([]feed.Visit{told(huaqing(), 1)}, shanghai(t))
		if err != nil {
			t.Fatal(err)
		}
		return files
	}
	a, b := draw(), draw()
	for i := range a {
		if a[i].Name != b[i].Name || !bytes.Equal(a[i].Data, b[i].Data) {
			t.Errorf("%s is not %s", a[i].Name, b[i].Name)
		}
	}
}

// No name of a plan or of the directory becomes a path.
func TestNamesBecomeNoPaths(t *testing.T) {
	p := huaqing()
	p.Applicant.Name = "../../etc/passwd"
	files, err := feed.Feeds([]feed.Visit{told(p, 0)}, shanghai(t))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		for _, r := range f.Name {
			if !strings.ContainsRune("abcdefghijklmnopqrstuvwxyz0123456789-/.", r) || strings.Contains(f.Name, "..") {
				t.Fatalf("a file named %q", f.Name)
			}
		}
	}
}
