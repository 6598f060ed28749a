package jsonschema_test

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"usher/internal/company"
	"usher/internal/jsonschema"
)

// least is the least plan that passes, as plan-format has it.
const least = `category: C
customer:
  organization: 恒泰电子
  headcount: 3
  guests:
    - name: 陈立
      position: 采购总监
arrive: 2026-12-09 14:00
depart: 2026-12-09 17:00
purpose: 年度框架协议续签洽谈
applicant:
  name: 刘洋
  department: sales-group
`

// committed are the plans of this repository, by file.
func committed(t testing.TB) map[string]string {
	t.Helper()
	plans := map[string]string{}
	err := filepath.WalkDir(filepath.Join(root, "visits"), func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(root, file)
		plans[filepath.ToSlash(rel)] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(plans) == 0 {
		t.Fatal("there are no plans")
	}
	return plans
}

// Each plan begins with the line that shows the schema to an editor.
func TestPlansNameTheSchema(t *testing.T) {
	for file, text := range committed(t) {
		first, _, _ := strings.Cut(text, "\n")
		if want := jsonschema.Modeline(file); first != want {
			t.Errorf("%s begins with %q, want %q", file, first, want)
		}
	}
}

func TestModeline(t *testing.T) {
	for file, want := range map[string]string{
		"visits/a.yaml":         "# yaml-language-server: $schema=../schema/visit.schema.json",
		"visits/2026/12/a.yaml": "# yaml-language-server: $schema=../../../schema/visit.schema.json",
	} {
		if got := jsonschema.Modeline(file); got != want {
			t.Errorf("Modeline(%q) = %q, want %q", file, got, want)
		}
	}
}

// What somebody sees who writes a plan in an editor that has the language
// server of Red Hat's YAML extension.
func TestEditor(t *testing.T) {
	t.Parallel()
	s := start(t, outOfTheBox())
	c := builtIn(t).Company()
	// Plans are shown to the server as if they lay there; no such file is written.
	const file = "visits/2026/12/new-visit.yaml"
	modeline := jsonschema.Modeline(file) + "\n"
	n := 0
	open := func(text string) (uri, before string, marked []finding) {
		n++
		before, after, _ := strings.Cut(modeline+text, "▮")
		uri, marked = s.open(filepath.Join(root, "visits", "2026", "12", "new-"+string(rune('a'+n))+".yaml"), before+after)
		return uri, before, marked
	}

	t.Run("offers", func(t *testing.T) {
		rooms := ids(c.Rooms, func(r company.Room) string { return r.ID })
		units := ids(c.Units, func(u company.Unit) string { return u.ID })
		roles := ids(c.Roles, func(r company.Role) string { return r.ID })
		equipment := ids(c.Equipment, func(e company.Equipment) string { return e.ID })
		people := ids(c.People, func(p company.Person) string { return p.Name })
		for _, test := range []struct {
			name, plan string // ▮ is where the cursor stands
			want       []string
		}{
			{"rooms", "rooms:\n  - room: ▮\n", rooms},
			{"rooms, in one line", "rooms: [{room: ▮}]\n", rooms},
			{"equipment", "rooms:\n  - room: lounge\n    equipment:\n      - ▮\n", equipment},
			{"layouts", "rooms:\n  - room: lounge\n    layout: ▮\n", ids(c.Layouts, func(l company.Layout) string { return l.ID })},
			{"custodians", "rooms:\n  - room: lounge\n    custodian: ▮\n", people},
			{"roles", "team:\n  ▮\n", roles},
			{"people for a role", "team:\n  gm-assistant: ▮\n", people},
			{"roles and people for the programme", "programme:\n  - at: 2026-12-09 14:00\n    who: [▮]\n", slices.Concat(roles, people)},
			{"departments", "applicant:\n  department: ▮\n", units},
			{"counterparts", "counterpart: ▮\n", units},
			{"categories", "category: ▮\n", []string{"A", "B", "C", "D"}},
			{"states", "status: ▮\n", []string{"planned", "completed", "cancelled"}},
			{"approvers", "waive:\n  - rule: lead-time\n    approved-by: ▮\n", c.Waivers.Approvers},
			{"the key and equipment", "outcome:\n  returned:\n    - item: ▮\n", append([]string{"key"}, equipment...)},
			{"the form of a time", "arrive: ▮\n", []string{"YYYY-MM-DD HH:MM"}},
			{"the form of a date", "outcome:\n  archived: ▮\n", []string{"YYYY-MM-DD"}},
		} {
			t.Run(test.name, func(t *testing.T) {
				uri, before, _ := open(test.plan)
				var labels []string
				for _, item := range s.complete(uri, before) {
					labels = append(labels, item.Label)
				}
				if diff := cmp.Diff(sortedCopy(test.want), sortedCopy(labels)); diff != "" {
					t.Errorf("offered (-want +got):\n%s", diff)
				}
			})
		}
	})

	t.Run("explains a room in both languages", func(t *testing.T) {
		uri, before, _ := open("rooms:\n  - room: ▮\n")
		for _, item := range s.complete(uri, before) {
			r, _ := c.Room(item.Label)
			for _, want := range []string{r.Name.EN, r.Name.ZH} {
				if !strings.Contains(string(item.Documentation), want) {
					t.Errorf("%s is explained by %s, want %q in it", item.Label, item.Documentation, want)
				}
			}
		}
	})

	t.Run("writes down a whole plan", func(t *testing.T) {
		uri, before, _ := open("▮\n")
		for _, item := range s.complete(uri, before) {
			if !strings.HasPrefix(item.Label, "visit plan") {
				continue
			}
			for _, key := range []string{"category:", "customer:", "  headcount:", "    - name:", "arrive: ${", "applicant:", "  department:"} {
				if !strings.Contains(item.text(), key) {
					t.Errorf("no %q in\n%s", key, item.text())
				}
			}
			return
		}
		t.Error("not offered")
	})

	t.Run("marks", func(t *testing.T) {
		for _, test := range []struct {
			name, right, wrong string
			marked, message    string
		}{
			{"nothing in a plan that is right", "category: C", "category: C", "", ""},
			{"an unknown key", "purpose: ", "note: 请提前备茶\npurpose: ", "note", "note is not allowed"},
			{"an unknown key inside", "  headcount: 3", "  headcount: 3\n  hotel: 滨江酒店", "hotel", "hotel is not allowed"},
			{"an unknown key after wide characters", "applicant:\n  name: 刘洋\n  department: sales-group",
				"applicant: {name: 刘洋, 部门: x, department: sales-group}", "部门", "部门 is not allowed"},
			{"an unknown room", "purpose: ", "rooms: [{room: board-rom}]\npurpose: ", "board-rom", `"board-room", "meeting-1"`},
			{"an unknown role", "purpose: ", "team: {gm-asistant: 赵敏}\npurpose: ", "gm-asistant", "gm-asistant is not allowed"},
			{"an unknown department", "sales-group", "sales", "sales", `"sales-group"`},
			{"an impossible day", "2026-12-09 14:00", "2026-02-30 14:00", "2026-02-30 14:00", "请写日期和时间，如 2026-12-03 09:30"},
			{"a date for a time", "arrive: 2026-12-09 14:00", "arrive: 2026-12-09", "2026-12-09", "write a date and time such as 2026-12-03 09:30"},
			{"a number in quotes", "headcount: 3", `headcount: "3"`, `"3"`, "integer"},
			{"nobody", "headcount: 3", "headcount: 0", "0", "minimum"},
			{"no guests", "guests:\n    - name: 陈立\n      position: 采购总监", "guests: []", "[]", "too few items"},
			{"a missing key", "      position: 采购总监\n", "", "n", `"position"`}, // the start of what lacks it
		} {
			t.Run(test.name, func(t *testing.T) {
				if !strings.Contains(least, test.right) {
					t.Fatalf("%q is not in the plan", test.right)
				}
				text := strings.Replace(least, test.right, test.wrong, 1)
				_, _, marked := open(text)
				if test.message == "" {
					if len(marked) > 0 {
						t.Errorf("marked: %+v", marked)
					}
					return
				}
				if len(marked) != 1 {
					t.Fatalf("want one mark, got %+v", marked)
				}
				if got := under(modeline+text, marked[0]); got != test.marked {
					t.Errorf("marked %q, want %q", got, test.marked)
				}
				if !strings.Contains(marked[0].Message, test.message) {
					t.Errorf("says %q, want %q in it", marked[0].Message, test.message)
				}
			})
		}
	})

	t.Run("tells what a key means in both languages", func(t *testing.T) {
		for plan, want := range map[string][]string{
			strings.Replace(least, "arrive", "arr▮ive", 1):       {"arrival", "when the guests arrive", "到达时间", "客户到达的日期和时间", "2026-12-03 09:30", "R2.5"},
			strings.Replace(least, "headcount", "head▮count", 1): {"number of guests", "来访人数"},
			least + "rooms:\n  - ro▮om: lounge\n":                {"会议室代号", "Lounge, 8 seats", "贵宾接待室，8 座"},
			least + "team:\n  gm-as▮sistant: 赵敏\n":               {"General manager's assistant", "总经理助理"},
		} {
			uri, before, _ := open(plan)
			text := s.hover(uri, before)
			for _, w := range want {
				if !strings.Contains(text, w) {
					t.Errorf("no %q in\n%s", w, text)
				}
			}
		}
	})

	t.Run("needs no first line in VS Code", func(t *testing.T) {
		s := start(t, setUp(t))
		file := filepath.Join(root, "visits", "2028", "without.yaml")
		before := "rooms:\n  - room: "
		uri, _ := s.open(file, before+"\n")
		if len(s.complete(uri, before)) != len(c.Rooms) {
			t.Error("the rooms are not offered")
		}
		uri, marked := s.open(filepath.Join(root, "elsewhere.yaml"), "note: x\n")
		if len(marked) > 0 {
			t.Errorf("%s is no plan, and is marked: %+v", uri, marked)
		}
	})

	// As they are committed: the schema is found by the modeline alone.
	t.Run("finds the committed plans right", func(t *testing.T) {
		for file, text := range committed(t) {
			uri, marked := s.open(filepath.Join(root, filepath.FromSlash(file)), text)
			if len(marked) > 0 {
				t.Errorf("%s: %+v", file, marked)
			}
			before, _, _ := strings.Cut(text, "category:")
			if !strings.Contains(s.hover(uri, before), "接待类别") {
				t.Errorf("%s: the schema is not found", file)
			}
		}
	})
}

// under is the text that a mark covers.
func under(text string, f finding) string {
	lines := strings.Split(text, "\n")
	line := []rune(lines[f.Range.Start.Line]) // in the Basic Multilingual Plane
	if f.Range.End.Line != f.Range.Start.Line {
		return string(line[f.Range.Start.Character:]) + "…"
	}
	return string(line[f.Range.Start.Character:f.Range.End.Character])
}

func ids[T any](list []T, id func(T) string) []string {
	out := make([]string, len(list))
	for i, x := range list {
		out[i] = id(x)
	}
	return out
}

func sortedCopy(words []string) []string {
	words = slices.Clone(words)
	slices.Sort(words)
	return words
}

// ajv, the validator that most tools are built on, in its strict mode.
func TestAjv(t *testing.T) {
	t.Parallel()
	node := needNode(t)
	plans := committed(t)
	valid := len(plans)
	plans["everything"] = string(write(t, everything(t)))
	plans["least"] = least
	broken := map[string]struct{ right, wrong, want string }{
		"unknown key":       {"purpose: ", "note: x\npurpose: ", " additionalProperties"},
		"missing key":       {"purpose: 年度框架协议续签洽谈\n", "", " required"},
		"missing inside":    {"      position: 采购总监\n", "", "/customer/guests/0 required"},
		"no guests":         {"guests:\n    - name: 陈立\n      position: 采购总监", "guests: []", "/customer/guests minItems"},
		"unknown category":  {"category: C", "category: E", "/category enum"},
		"unknown unit":      {"sales-group", "sales", "/applicant/department enum"},
		"unknown room":      {"purpose: ", "rooms: [{room: board-rom}]\npurpose: ", "/rooms/0/room enum"},
		"room by number":    {"purpose: ", "rooms: [{room: 301}]\npurpose: ", "/rooms/0/room type, /rooms/0/room enum"},
		"unknown role":      {"purpose: ", "team: {boss: 赵敏}\npurpose: ", "/team additionalProperties"},
		"unknown equipment": {"purpose: ", "rooms: [{room: lounge, equipment: [beamer]}]\npurpose: ", "/rooms/0/equipment/0 enum"},
		"impossible day":    {"2026-12-09 14:00", "2026-02-30 14:00", "/arrive pattern"},
		"no leap year":      {"2026-12-09 14:00", "2026-02-29 14:00", "/arrive pattern"},
		"date for a time":   {"2026-12-09 14:00", "2026-12-09", "/arrive pattern"},
		"number in quotes":  {"headcount: 3", `headcount: "3"`, "/customer/headcount type"},
		"half a guest":      {"headcount: 3", "headcount: 2.5", "/customer/headcount type"},
		"nobody":            {"headcount: 3", "headcount: 0", "/customer/headcount minimum"},
		"left blank":        {"purpose: 年度框架协议续签洽谈", "purpose:", "/purpose type"},
		"only spaces":       {"purpose: 年度框架协议续签洽谈", `purpose: "　 "`, "/purpose pattern"},
		"a list for a text": {"purpose: 年度框架协议续签洽谈", "purpose: [a]", "/purpose type"},
	}
	for name, b := range broken {
		if !strings.Contains(least, b.right) {
			t.Fatalf("%s: %q is not in the plan", name, b.right)
		}
		plans["broken: "+name] = strings.Replace(least, b.right, b.wrong, 1)
	}
	input, err := json.Marshal(map[string]any{"schema": json.RawMessage(generate(t, builtIn(t))), "plans": plans})
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(node, "ajv.mjs")
	cmd.Dir = filepath.Join("testdata", "editors")
	cmd.Stdin = bytes.NewReader(input)
	var said bytes.Buffer
	cmd.Stderr = &said
	output, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v: %s", err, said.String())
	}
	var verdicts map[string][]string
	if err := json.Unmarshal(output, &verdicts); err != nil {
		t.Fatal(err)
	}
	passed := 0
	for name := range plans {
		got, judged := verdicts[name]
		if !judged {
			t.Errorf("%s was not judged", name)
			continue
		}
		var want []string
		if b, ok := broken[strings.TrimPrefix(name, "broken: ")]; ok {
			want = []string{b.want}
		} else {
			passed++
		}
		if diff := cmp.Diff(want, got, cmp.Transformer("", func(s []string) string { return strings.Join(s, ", ") })); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
	if passed != valid+2 {
		t.Errorf("%d plans were to pass, want %d", passed, valid+2)
	}
}
