package feed_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"usher/internal/feed"
	"usher/internal/plan"
)

// strangers is where package-lock.json pins the readers that are not ours.
var strangers = filepath.Join("testdata", "strangers")

// needNode skips a test where node or its modules are not installed. What judges a
// change requires them, and has them fetched as package-lock.json pins them.
func needNode(t testing.TB) (node string) {
	t.Helper()
	required := os.Getenv("USHER_NPM_TESTS") == "required"
	missing := t.Skipf
	if required {
		missing = t.Fatalf
	}
	node, err := exec.LookPath("node")
	if err != nil {
		missing("node is not installed: %v", err)
	}
	if _, err := os.Stat(filepath.Join(strangers, "node_modules", "ical.js")); err != nil {
		if !required {
			t.Skipf("its modules are not installed, run .ci/npm: %v", err)
		}
		npm := exec.Command("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
		npm.Dir = strangers
		if out, err := npm.CombinedOutput(); err != nil {
			t.Fatalf("fetching its modules: %v\n%s", err, out)
		}
	}
	return node
}

// read is what a stranger understood of an event.
type read struct {
	UID         string    `json:"uid"`
	Sequence    int       `json:"sequence"`
	Start       time.Time `json:"start"`
	End         time.Time `json:"end"`
	Summary     string    `json:"summary"`
	Location    string    `json:"location"`
	Description string    `json:"description"`
	Status      string    `json:"status"`
	Stamp       time.Time `json:"stamp"`
}

// Two strangers understand our calendars as they are meant: moments to the minute
// in zones with and without daylight saving, texts to the character, each event once.
func TestStrangersReadOurCalendars(t *testing.T) {
	t.Parallel()
	node := needNode(t)
	calendars := map[string]string{}
	want := map[string][]read{}
	for _, zone := range []string{"Asia/Shanghai", "Europe/Berlin", "America/New_York"} {
		c := works(t, zone)
		var visits []feed.Visit
		var expected []read
		for i, from := range []plan.Time{
			"2026-01-15 09:30", "2026-03-28 20:00", "2026-03-29 03:15", "2026-07-01 09:00", "2026-10-24 22:00",
			"2026-10-25 03:00", "2026-11-01 09:00", "2027-03-14 08:00", "2028-12-31 23:59",
		} {
			p := huaqing()
			p.ID = fmt.Sprintf("visit-%d", i)
			p.Arrive, p.Depart = from, from.Add(14*60)
			p.Customer.Organization = strings.Repeat("华清; 精密, 制造\\ ", i+1) + "👩‍🔬"
			p.Rooms, p.Vehicles = nil, nil
			if i == 3 {
				p.Status = plan.Cancelled
			}
			v := told(p, i)
			visits = append(visits, v)
			e := read{
				Sequence: i, Start: p.Arrive.In(c.Zone).UTC(), End: p.Depart.In(c.Zone).UTC(),
				Summary: "来访 Visit：" + p.Customer.Organization, Status: "CONFIRMED", Stamp: v.Revision.Time,
				Description: "接待类别 Category：公司贵客 Company VIPs\n来宾人数 Guests：6\n主宾 Principal guest：王建国 董事长\n" +
					"来访目的 Purpose：二期项目框架协议\n接待人员 On duty：赵敏、李建华\n申请人 Applicant：周涛\n计划 Plan：" + p.ID,
			}
			if i == 3 {
				e.Summary, e.Status = "已取消 Called off："+e.Summary, "CANCELLED"
			}
			expected = append(expected, e)
		}
		calendars[zone] = draw(t, feed.Options{Company: c}, visits...)["all.ics"]
		want[zone] = expected
	}
	in, err := json.Marshal(calendars)
	if err != nil {
		t.Fatal(err)
	}
	for _, script := range []string{"ical.mjs", "node-ical.mjs"} {
		t.Run(script, func(t *testing.T) {
			cmd := exec.Command(node, script)
			cmd.Dir, cmd.Stdin = strangers, bytes.NewReader(in)
			var talk bytes.Buffer
			cmd.Stderr = &talk
			out, err := cmd.Output()
			if err != nil {
				t.Fatalf("%v\n%s", err, talk.String())
			}
			var got map[string][]read
			if err := json.Unmarshal(out, &got); err != nil {
				t.Fatal(err)
			}
			for zone := range want {
				seen := map[string]bool{}
				for i := range got[zone] {
					seen[got[zone][i].UID] = true
					got[zone][i].UID = "" // ours to make up; TestSentAgain holds it
				}
				if len(seen) != len(want[zone]) {
					t.Errorf("%s: %d UIDs of %d events", zone, len(seen), len(want[zone]))
				}
				slices.SortFunc(got[zone], func(a, b read) int { return a.Start.Compare(b.Start) })
				if diff := cmp.Diff(want[zone], got[zone]); diff != "" {
					t.Errorf("%s (-want +got):\n%s", zone, diff)
				}
			}
		})
	}
}
