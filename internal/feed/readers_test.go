package feed_test

import (
	"strings"
	"testing"
	"time"

	"usher/internal/company"
	"usher/internal/facts"
	"usher/internal/feed"
	"usher/internal/plan"
	"usher/internal/policy"
	"usher/policies"
)

// marked is a plan that says of each text which field it is.
func marked(level string) *plan.Plan {
	return &plan.Plan{
		ID: "marked-id", File: "visits/marked-file.yaml", Category: "A", Confidentiality: level,
		Customer: plan.Customer{
			Organization: "«customer.organization»", Headcount: 6, Contact: "«customer.contact»",
			Guests: []plan.Guest{{Name: "«customer.guests.name»", Position: "«customer.guests.position»", Dietary: "«customer.guests.dietary»"}},
		},
		Arrive: "2026-12-03 09:30", Depart: "2026-12-03 16:00", Purpose: "«purpose»", Requirements: []string{"«requirements»"},
		Applicant: plan.Applicant{Name: "«applicant.name»", Department: "sales-group"},
		Leaders:   []string{"«leaders»"}, Team: map[string]string{"guide": "«team»"},
		Programme: []plan.Step{{At: "2026-12-03 10:00", What: "«programme.what»", Where: "«programme.where»", Who: []string{"«programme.who»"}}},
		Rooms:     []plan.Booking{{Room: "lounge", Layout: "«rooms.layout»", Custodian: "«rooms.custodian»"}},
		Meals:     []plan.Meal{{At: "2026-12-03 12:00", Place: "«meals.place»"}},
		Vehicles:  []plan.Vehicle{{At: "2026-12-03 08:50", From: "«vehicles.from»", To: "«vehicles.to»", Driver: "«vehicles.driver»"}},
		Travel:    []plan.Ticket{{Number: "«travel.number»", From: "«travel.from»", To: "«travel.to»"}},
		Lodging:   []plan.Lodging{{Hotel: "«lodging.hotel»"}},
		Gifts:     []plan.Gift{{Item: "«gifts.item»"}},
		Waive:     []plan.Waiver{{Rule: "lead-time", Reason: "«waive.reason»"}},
		Outcome:   &plan.Outcome{Summary: "«outcome.summary»"},
	}
}

// Calendars tell each reader what the policies show to it and no more, of every
// level of confidentiality; and they tell the same events to all.
func TestReaders(t *testing.T) {
	set, err := policy.Load(policies.FS)
	if err != nil {
		t.Fatal(err)
	}
	c := set.Company
	for _, level := range company.Levels {
		known := map[string]bool{}
		for _, r := range append([]company.Reader{{ID: ""}}, c.Readers...) {
			earlier := marked(plan.Public)
			earlier.Rooms = append(earlier.Rooms, plan.Booking{Room: "meeting-1"})
			p := marked(level)
			f := facts.Compute([]*plan.Plan{p}, facts.World{Company: c, Now: time.Unix(0, 0)})[0]
			files := draw(t, feed.Options{Company: c, Reader: r.ID}, feed.Visit{Plan: p, Facts: f, Earlier: []*plan.Plan{earlier}})
			for name, text := range files {
				flat := strings.ReplaceAll(text, "\r\n ", "")
				sees := func(field string) bool { return c.Sees(r.ID, field, level) }
				if r.ID == "" {
					sees = func(string) bool { return level != plan.Confidential }
					_, flat, _ = strings.Cut(flat, "BEGIN:VEVENT") // whose calendar it is, is no secret
				}
				for _, field := range plan.Fields() {
					if strings.Contains(flat, "«"+field+"»") && !sees(field) {
						t.Errorf("%s shows %s of a visit that is %s to %q", name, field, level, r.ID)
					}
				}
				for _, word := range []string{"id", "file"} {
					if strings.Contains(flat, "marked-"+word) && (level == plan.Confidential || !sees(word)) {
						t.Errorf("%s shows the %s of a visit that is %s to %q", name, word, level, r.ID)
					}
				}
				if !strings.HasSuffix(name, ".ics") {
					continue
				}
				for uid := range events(t, text) {
					if r.ID == "" {
						known[uid] = true
					} else if !known[uid] {
						t.Errorf("%s tells %q of an event that nobody else has", name, r.ID)
					}
				}
			}
			if all := files["all.ics"]; r.ID == "leader" && level == plan.Internal && !strings.Contains(strings.ReplaceAll(all, "\r\n ", ""), "«purpose»") {
				t.Error("the leader does not see the purpose")
			}
		}
	}
}
