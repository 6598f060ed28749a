package render_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"usher/internal/calendar"
	"usher/internal/catalog"
	"usher/internal/company"
	"usher/internal/facts"
	"usher/internal/ledger"
	"usher/internal/plan"
	"usher/internal/render"
	"usher/templates"
)

// accounted is a company with categories and office hours.
func accounted(t testing.TB) *company.Company {
	t.Helper()
	c := works(t)
	c.Categories = []company.Category{
		{ID: "A", Name: text("公司贵客", "Company VIP"), Important: true},
		{ID: "C", Name: text("业务接待", "Business reception")},
	}
	c.Calendar = &calendar.Calendar{Zone: c.Zone, Weekend: []time.Weekday{time.Saturday, time.Sunday}, Opens: "08:00", Closes: "18:00", Years: map[int]string{2026: "test"}}
	return c
}

// account draws up December 2026, with the waivers of the plans used.
func account(c *company.Company, plans ...*plan.Plan) *ledger.Ledger {
	w := facts.World{Company: c, Now: time.Date(2026, 12, 31, 0, 0, 0, 0, c.Zone), Archive: true, Announced: map[string]facts.Announcement{}}
	for _, p := range plans {
		p.File = "visits/" + p.ID + ".yaml"
		w.Announced[p.ID] = facts.Announcement{Source: facts.SourceCommit, At: p.Arrive.In(c.Zone).Add(-time.Hour)}
	}
	var entries []ledger.Entry
	for i, f := range facts.Compute(plans, w) {
		for range plans[i].Waive {
			f.Waivers = append(f.Waivers, facts.Waiver{Used: true})
		}
		entries = append(entries, ledger.Entry{Plan: plans[i], Facts: f})
	}
	return ledger.Compute(entries, ledger.Month("2026-12-01"), c, 0)
}

// settled is a visit with cost, a room and a waiver.
func settled(id string) *plan.Plan {
	p := hengtai()
	p.ID, p.Category, p.Status = id, "C", plan.Completed
	p.Budget = map[string]plan.Amount{"meals": 1200, "gifts": 300.5}
	p.Outcome = &plan.Outcome{Costs: map[string]plan.Amount{"meals": 1180, "gifts": 310}}
	p.Waive = []plan.Waiver{{Rule: "room-capacity", ApprovedBy: "李建华", Until: "2026-12-31"}}
	return p
}

func ledgerPage(t testing.TB, c *company.Company, l *ledger.Ledger, langs ...catalog.Lang) string {
	t.Helper()
	data, err := render.Ledger(l, render.Options{Company: c, Templates: templates.FS, Languages: langs})
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func TestLedgerGolden(t *testing.T) {
	c := accounted(t)
	secret := settled("huaqing-phase-two")
	secret.Category, secret.Confidentiality = "A", plan.Confidential
	got := ledgerPage(t, c, account(c, settled("hengtai-sales-review"), secret))
	got = regexp.MustCompile(`(?s)<style>/\*.*?</style>`).ReplaceAllString(got, "<style>…</style>")
	got = regexp.MustCompile(`sha256-[^&]*(?:&#[0-9]+;[^&]*)*?=&#39;`).ReplaceAllString(got, "sha256-…&#39;")
	file := filepath.Join("testdata", "ledger.html")
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("run with -update if this is right:\n%s", diff)
	}
	for _, name := range []string{"huaqing", "恒泰", secret.Customer.Guests[0].Name} {
		if strings.Contains(got, name) {
			t.Errorf("the page tells %s", name)
		}
	}
}

// No text of a plan or a policy becomes markup, style or a request.
func TestLedgerHostile(t *testing.T) {
	elements := func(page string) (names []string) {
		z := html.NewTokenizer(strings.NewReader(page))
		for {
			switch z.Next() {
			case html.ErrorToken:
				return names
			case html.StartTagToken, html.SelfClosingTagToken:
				name, _ := z.TagName()
				names = append(names, string(name))
			}
		}
	}
	drawn := func(word string) string {
		c := accounted(t)
		c.Name, c.Department, c.Currency = catalog.Same(word), catalog.Same(word), word
		c.Rooms[0].Name = catalog.Same(word)
		p := settled(word)
		p.Category, p.Applicant.Department = word, word
		p.Budget[word] = 7
		p.Waive[0].Rule, p.Waive[0].ApprovedBy = word, word
		return ledgerPage(t, c, account(c, p))
	}
	// A hyphen or a colon keeps a word on one line by a span of its own.
	plainly := func(names []string) []string {
		return slices.DeleteFunc(names, func(s string) bool { return s == "span" })
	}
	want := plainly(elements(drawn("harmless")))
	for _, word := range hostile {
		if diff := cmp.Diff(want, plainly(elements(drawn("x"+word)))); diff != "" {
			t.Errorf("%q changes the page's elements:\n%s", word, diff)
		}
	}
}

// Whatever a month brings, it is one page.
func TestLedgerPrintsOnOnePage(t *testing.T) {
	ctx := browser(t)
	quiet := accounted(t)
	crowd := accounted(t)
	crowd.Calendar.Years = nil
	var plans []*plan.Plan
	for i := range 14 {
		id := fmt.Sprintf("K%d", i)
		crowd.Categories = append(crowd.Categories, company.Category{ID: id, Name: text("很长的接待类别名称之一二三四五六七八九十", "A category of a rather long name indeed"), Important: true})
		crowd.Rooms = append(crowd.Rooms, company.Room{ID: id, Name: text("很长的会议室名称之一二三四五六", "A room of a rather long name")})
		p := settled(fmt.Sprintf("a-visit-with-a-rather-long-name-of-its-own-%d", i))
		p.Category, p.Applicant.Department = id, "department-"+id
		p.Budget["kind-"+id], p.Outcome.Costs["kind-"+id] = 123456.78, 123456.78
		plans = append(plans, p)
	}
	off := settled("off")
	off.Status = plan.Cancelled
	lost := settled("lost")
	lost.Arrive = ""
	plans = append(plans, off, lost)
	for name, test := range map[string]struct {
		c     *company.Company
		plans []*plan.Plan
	}{"nothing": {quiet, nil}, "two visits": {quiet, []*plan.Plan{settled("a"), settled("b")}}, "a crowd": {crowd, plans}} {
		for _, langs := range [][]catalog.Lang{nil, {catalog.ZH}, {catalog.EN}} {
			t.Run(fmt.Sprint(name, langs), func(t *testing.T) {
				if pages := printed(t, ctx, ledgerPage(t, test.c, account(test.c, test.plans...), langs...)); len(pages) != 1 {
					t.Errorf("%d pages", len(pages))
				}
			})
		}
	}
}
