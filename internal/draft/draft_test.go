package draft_test

import (
	"bytes"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"usher/internal/check"
	"usher/internal/diag"
	"usher/internal/draft"
	"usher/internal/layout"
	"usher/internal/plan"
	"usher/internal/source"
	"usher/internal/validate"
)

func schema(tb testing.TB) *validate.Schema {
	tb.Helper()
	s, err := check.Schema(fstest.MapFS{})
	if err != nil {
		tb.Fatal(err)
	}
	return s
}

// read reads a plan back; it must be without mistakes.
func read(t interface{ Fatalf(string, ...any) }, s *validate.Schema, data []byte) *plan.Plan {
	doc, found := source.Parse("visits/x.yaml", data)
	if doc.Root() == nil {
		t.Fatalf("cannot be read: %v\n%s", found, data)
	}
	p, more := s.Check(doc)
	if all := append(found, more...); diag.Count(all, diag.Error) > 0 {
		t.Fatalf("%s\n%s", all[0].Message.EN, data)
	}
	return p
}

var same = cmpopts.IgnoreFields(plan.Plan{}, "ID", "File", "Wrong")

// Whatever people type is read back as they typed it, and stands as fmt lays it out.
func TestAnyTextComesBack(t *testing.T) {
	s := schema(t)
	order := layout.New(s.Fields())
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.OneOf(
			rapid.StringN(1, 30, -1),
			rapid.SampledFrom(hostile),
			rapid.StringOfN(rapid.SampledFrom([]rune("a1 中：:#-'\"\\{}[]，,|>&*!%@`~?\u3000\u00a0\n\t\u2028“”=")), 1, 12, -1),
		).Filter(func(s string) bool { return utf8.ValidString(s) && strings.TrimSpace(s) != "" })
		p := some(text.Draw(t, "organization"), text.Draw(t, "name"), text.Draw(t, "purpose"), text.Draw(t, "what"))
		data := draft.YAML(p)
		back := read(t, s, data)
		if diff := cmp.Diff(p, back, same, cmpopts.EquateEmpty()); diff != "" {
			t.Fatalf("%s\n%s", diff, data)
		}
		doc, _ := source.Parse("visits/x.yaml", data)
		if out, ok := order.Format(doc); !ok || !bytes.Equal(out, data) {
			t.Fatalf("fmt would change\n%s\ninto\n%s", data, out)
		}
	})
}

var hostile = []string{
	"null", "~", "yes", "0301", "3.10", "1e3", "2026-12-03", "- a", "a: b", "a #b", "# a", "{a}", "[a]", "*a", "&a", "!a", "'", `"`, `\`,
	"会谈：第一轮", "“会谈”", "a\nb", "a\tb", "...", "---", "%YAML", "@a", "`a`", "<<", "=", "|", ">", "?", "a, b", "王，李", "\u2028", "a\u00a0b", "é", "😀",
}

// some is a plan with all that a plan can say before the visit.
func some(organization, name, purpose, what string) *plan.Plan {
	fruit := 0
	return &plan.Plan{
		Category: "A",
		Customer: plan.Customer{Organization: organization, Headcount: 6, Contact: name, Language: "en", Guests: []plan.Guest{
			{Name: name, Position: purpose, Special: true, Dietary: what}, {Name: "高远", Position: "总经理"},
		}},
		Arrive: "2026-12-03 09:30", Depart: "2026-12-04 16:00", Purpose: purpose, Requirements: []string{what, purpose},
		Applicant: plan.Applicant{Name: name, Department: "business-group"},
		Leaders:   []string{name}, Coordination: true, Counterpart: "project-department",
		Team:         map[string]string{"gm-assistant": name, "interpreter": "何琳"},
		Programme:    []plan.Step{{At: "2026-12-03 09:30", Until: "2026-12-03 10:00", What: what, Where: organization, Who: []string{"gm-assistant", name}}},
		Rooms:        []plan.Booking{{Room: "board-room", From: "2026-12-03 10:00", Until: "2026-12-03 12:00", Attendees: 12, Layout: "u-shape", Equipment: []string{"projector"}, Custodian: name}},
		Refreshments: plan.Refreshments{Fruit: &fruit, Tobacco: true},
		Travel:       []plan.Ticket{{Kind: "train", Number: "G102", From: organization, To: what, Departs: "2026-12-03 06:20", For: []string{name}}},
		Lodging:      []plan.Lodging{{Hotel: what, Rooms: 4, From: "2026-12-03", Until: "2026-12-04"}},
		Meals:        []plan.Meal{{At: "2026-12-03 12:15", Place: what, Guests: 6, Companions: 3}},
		Vehicles:     []plan.Vehicle{{At: "2026-12-03 08:50", From: what, To: purpose, Seats: 7, Driver: name}},
		Gifts:        []plan.Gift{{Item: what, Quantity: 6}},
		Budget:       map[string]plan.Amount{"meals": 1200.5, "gifts": 600}, Confidentiality: plan.Confidential,
		Waive: []plan.Waiver{{Rule: "lead-time", Reason: purpose, ApprovedBy: name, Until: "2026-12-31"}},
	}
}

// Nothing that a plan can say before the visit is forgotten: some says all of it.
func TestEveryField(t *testing.T) {
	later := []string{"ID", "File", "Status", "Outcome", "Wrong", "Hidden", "DriedFruit", "Sealed", "Opened"} // of the visit that comes, or no field
	var empty func(path string, v reflect.Value)
	empty = func(path string, v reflect.Value) {
		if v.IsZero() {
			t.Errorf("%s is not tried", path)
		}
		switch v.Kind() {
		case reflect.Struct:
			for i := range v.NumField() {
				if name := v.Type().Field(i).Name; !slices.Contains(later, name) {
					empty(path+"."+name, v.Field(i))
				}
			}
		case reflect.Slice:
			if v.Len() > 0 {
				empty(path+"[]", v.Index(0))
			}
		}
	}
	empty("plan", reflect.ValueOf(*some("a", "b", "c", "d")))
}

// A copy moves with its arrival, and leaves behind what came of the visit.
func TestCopy(t *testing.T) {
	s := schema(t)
	data, err := os.ReadFile(filepath.Join("..", "..", "visits", "2026", "12", "huaqing-phase-two.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	was := read(t, s, data)
	was.Status, was.Outcome = plan.Completed, &plan.Outcome{Summary: "x"}
	before := draft.YAML(was)
	c := draft.Copy(was, "2027-03-10 10:00") // 97 days and half an hour later
	for got, want := range map[string]string{
		string(c.Arrive): "2027-03-10 10:00", string(c.Depart): "2027-03-11 16:30",
		string(c.Programme[3].At): "2027-03-10 14:30", string(c.Rooms[2].Until): "2027-03-11 15:30",
		string(c.Travel[0].Departs): "2027-03-10 06:50", string(c.Lodging[0].Until): "2027-03-11",
		string(c.Meals[2].At): "2027-03-11 12:30", string(c.Vehicles[0].At): "2027-03-10 09:20",
	} {
		if got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
	if c.Status != "" || c.Outcome != nil || c.Waive != nil || c.Refreshments.Fruit != nil || c.ID != "" {
		t.Errorf("the copy keeps what is the other's: %+v", c)
	}
	if !bytes.Equal(before, draft.YAML(was)) {
		t.Error("the earlier visit was changed")
	}
	// There and back again.
	back := draft.Copy(c, was.Arrive)
	was.Status, was.Outcome, was.Refreshments = "", nil, back.Refreshments
	if diff := cmp.Diff(was, back, same); diff != "" {
		t.Error(diff)
	}
}
