package policy_test

import (
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"usher/internal/catalog"
	"usher/internal/company"
	"usher/internal/overlay"
	"usher/internal/policy"
	"usher/policies"
)

var update = flag.Bool("update", false, "write what is found into testdata")

// with loads the built-in policies with files of a company's own.
func with(files map[string]string) (*policy.Set, error) {
	own := fstest.MapFS{}
	for name, text := range files {
		own[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return policy.Load(overlay.New(own, policies.FS))
}

// ours is a company's own file.
func ours(text string) map[string]string {
	return map[string]string{"ours.cue": "package policies\n\n" + text + "\n"}
}

func load(t *testing.T, files map[string]string) *policy.Set {
	t.Helper()
	set, err := with(files)
	if err != nil {
		t.Fatal(err)
	}
	return set
}

// What plan-format.md says of the built-in company is a contract.
func TestBuiltInCompany(t *testing.T) {
	c := load(t, nil).Company

	seats := map[string]int{}
	for _, r := range c.Rooms {
		seats[r.ID] = r.Seats
		if r.SetUp != 15 || r.CleanUp != 15 {
			t.Errorf("%s is kept free %d and %d minutes", r.ID, r.SetUp, r.CleanUp)
		}
	}
	same(t, seats, map[string]int{"board-room": 16, "meeting-1": 10, "meeting-2": 20, "lecture-hall": 80, "lounge": 8})

	pieces := map[string]int{}
	for _, e := range c.Equipment {
		pieces[e.ID] = e.Pieces
	}
	same(t, pieces, map[string]int{"projector": 2, "laser-pointer": 3, "microphone": 4, "video-conference": 1, "interpreting-set": 1})

	units := map[string]string{}
	for _, u := range c.Units {
		units[u.ID] = u.Name.ZH + " " + u.Of
	}
	same(t, units, map[string]string{
		"gm-office": "总经理办公室 ", "general-affairs": "综合管理部 ", "admin-group": "行政组 general-affairs",
		"marketing": "市场部 ", "business-group": "商务组 marketing", "sales-group": "营销组 marketing",
		"project-department": "项目部 ", "production": "生产部 ", "finance": "财务部 ",
	})

	holders := map[string]string{}
	for _, r := range c.Roles {
		holders[r.ID] = r.Holder
	}
	for _, id := range strings.Fields("gm-assistant business-group sales-group marketing-manager project-supervisor admin-group") {
		if holders[id] == "" {
			t.Errorf("nobody holds %s", id)
		}
	}
	for _, id := range strings.Fields("interpreter guide driver photographer") {
		if _, ok := holders[id]; !ok {
			t.Errorf("there is no role %s", id)
		}
	}

	needed := map[string][]string{}
	for _, k := range c.Categories {
		needed[k.ID] = append(k.Roles, c.EveryVisit...)
		if important := k.ID < "C"; k.Important != important || k.OrCounterpart != (k.ID == "D") {
			t.Errorf("class %s: important %v, or counterpart %v", k.ID, k.Important, k.OrCounterpart)
		}
	}
	same(t, needed, map[string][]string{
		"A": {"gm-assistant", "business-group", "admin-group"},
		"B": {"project-supervisor", "admin-group"},
		"C": {"marketing-manager", "business-group", "sales-group", "admin-group"},
		"D": {"admin-group", "admin-group"},
	})

	same(t, c.Notice, company.Notice{Unit: "hours", Number: 48, Leaders: true, Coordinate: true, Categories: map[string]company.CategoryNotice{}})
	for month := 1; month <= 12; month++ {
		winter := month >= 11 || month <= 4
		s, ok := c.Season(month)
		if !ok || winter && (s.DriedFruit != 3 || s.Fruit != 1) || !winter && (s.DriedFruit != 1 || s.Fruit != 3) {
			t.Errorf("month %d: %+v", month, s)
		}
	}
	if c.Zone.String() != "Asia/Shanghai" || c.Currency != "CNY" {
		t.Errorf("%v, %s", c.Zone, c.Currency)
	}
	for name, unit := range map[string]string{"李建华": "gm-office", "赵敏": "gm-office", "周涛": "business-group", "刘洋": "sales-group", "孙师傅": "admin-group"} {
		if p, ok := c.Person(name); !ok || p.Unit != unit {
			t.Errorf("%s: %+v", name, p)
		}
	}
	if !slices.Contains(c.Waivers.Approvers, "李建华") {
		t.Errorf("who may approve: %v", c.Waivers.Approvers)
	}
}

// Each clause of what is prepared, done during the visit and afterwards is on the
// checklist (R4.1 to R4.9, and the tickets, supplies and rooms of R2).
func TestChecklistCoversTheRegulation(t *testing.T) {
	var clauses []string
	for _, phase := range load(t, nil).Company.Checklist {
		for _, item := range phase.Items {
			clauses = append(clauses, item.Clause)
		}
	}
	for _, clause := range strings.Fields("R2.5 R2.6 R2.7 R2.8 R3.1 R3.2 R3.3 R3.4 R4.1 R4.2 R4.3 R4.4 R4.5 R4.6 R4.7 R4.8 R4.9 R5.1") {
		if !slices.Contains(clauses, clause) {
			t.Errorf("no line of the checklist carries %s", clause)
		}
	}
}

// A file of a new name refines the built-in policies.
func TestRefine(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		get  func(*policy.Set) any
		want any
	}{
		"a number": {
			`notice: number: 72`,
			func(s *policy.Set) any { return s.Company.Notice.Number }, 72,
		},
		"a room more, after the built-in ones": {
			`rooms: annex: {name: {en: "Annex", zh: "附楼会议室"}, place: {en: "Annex", zh: "附楼"}, seats: 12, "set-up": 30}`,
			func(s *policy.Set) any { return s.Company.Rooms[5] },
			company.Room{ID: "annex", Name: catalog.Text{EN: "Annex", ZH: "附楼会议室"}, Place: catalog.Text{EN: "Annex", ZH: "附楼"}, Seats: 12, SetUp: 30, CleanUp: 15},
		},
		"a longer pause": {
			`rooms: lounge: "clean-up": 60`,
			func(s *policy.Set) any { r, _ := s.Company.Room("lounge"); return r.CleanUp }, 60,
		},
		"something worked out": {
			`rooms: [string]: "clean-up": 45`,
			func(s *policy.Set) any { r, _ := s.Company.Room("lounge"); return r.CleanUp }, 45,
		},
		"a list": {
			`seasons: {winter: months: [12, 1, 2], summer: months: [6, 7, 8]}`,
			func(s *policy.Set) any { return s.Company.Seasons[0].Months }, []int{12, 1, 2},
		},
		"a line off the checklist": {
			`checklist: prepare: items: "welcome-screen": when: "never"`,
			func(s *policy.Set) any { return item(s, "prepare", "welcome-screen").When }, "never",
		},
		"a line more, at the end": {
			`checklist: closing: items: "badges": {what: {en: "Badges of {headcount} guests collected", zh: "收回 {headcount} 张访客证"}, clause: "R4.8", owner: "admin-group", due: {from: "depart", minutes: 15}}`,
			func(s *policy.Set) any { items := s.Company.Checklist[2].Items; return items[len(items)-1] },
			company.Item{
				ID: "badges", What: catalog.Text{EN: "Badges of {headcount} guests collected", ZH: "收回 {headcount} 张访客证"},
				Clause: "R4.8", Owner: "admin-group", Due: company.Due{From: "depart", Minutes: 15}, When: "always",
			},
		},
		"a rule's severity": {
			`rules: "room-capacity": severity: "warning"`,
			func(s *policy.Set) any { return string(s.Rule("room-capacity").Severity) }, "warning",
		},
		"a rule's parameter": {
			`rules: "room-capacity": parameters: fill: 80`,
			func(s *policy.Set) any { return s.Rule("room-capacity").Parameters }, map[string]any{"fill": int64(80)},
		},
		"a rule's approvers": {
			`rules: "lead-time": approvers: ["李建华"]`,
			func(s *policy.Set) any { return s.Rule("lead-time").Approvers }, []string{"李建华"},
		},
		"a rule that nobody may waive": {
			`rules: "lead-time": waivable: false`,
			func(s *policy.Set) any { return s.Rule("lead-time").Waivable }, false,
		},
	} {
		t.Run(name, func(t *testing.T) { same(t, c.get(load(t, ours(c.text))), c.want) })
	}
}

func item(s *policy.Set, phase, id string) company.Item {
	for _, p := range s.Company.Checklist {
		for _, i := range p.Items {
			if p.ID == phase && i.ID == id {
				return i
			}
		}
	}
	return company.Item{}
}

// A file of the same name replaces the built-in one.
func TestReplace(t *testing.T) {
	set := load(t, map[string]string{"rooms.cue": `package policies

rooms: hall: {name: {en: "Hall", zh: "大厅"}, place: {en: "Here", zh: "这里"}, seats: 40}
`})
	if len(set.Company.Rooms) != 1 || set.Company.Rooms[0].ID != "hall" || len(set.Company.Layouts) != 0 {
		t.Errorf("rooms %v, layouts %v", set.Company.Rooms, set.Company.Layouts)
	}
}

// testdata/mistakes.txtar holds files that a company might write, and what is
// said of each in both languages.
func TestMistakes(t *testing.T) {
	name := filepath.Join("testdata", "mistakes.txtar")
	archive, err := txtar.ParseFile(name)
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i+1 < len(archive.Files); i += 2 {
		file, want := archive.Files[i], &archive.Files[i+1]
		t.Run(file.Name, func(t *testing.T) {
			if want.Name != "want" {
				t.Fatalf("%s is followed by %s", file.Name, want.Name)
			}
			_, err := with(map[string]string{file.Name: string(file.Data)})
			var mistakes policy.Mistakes
			if !errors.As(err, &mistakes) {
				t.Fatalf("got %v, want mistakes", err)
			}
			got := mistakes.In(catalog.EN) + "\n" + mistakes.In(catalog.ZH) + "\n"
			if *update {
				want.Data = []byte(got)
				return
			}
			same(t, got, string(want.Data))
		})
	}
	if *update {
		if err := os.WriteFile(name, txtar.Format(archive), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// explain says of each value in force where it is set.
func TestWhereAValueIsSet(t *testing.T) {
	set := load(t, ours(`notice: number: 72

rules: "room-capacity": parameters: fill: 80
`))
	for path, want := range map[string][]policy.Setting{
		"notice.number":  {{Path: "notice.number", Value: "72", Places: []policy.Place{{File: "policies/ours.cue", Line: 3, Own: true}}}},
		"notice.leaders": {{Path: "notice.leaders", Value: "true", Places: []policy.Place{{File: "policies/notice.cue", Line: 10}}}},
		"layouts": {{
			Path: "layouts", Value: "u-shape, boardroom, classroom, theatre, reception",
			Places: []policy.Place{{File: "policies/rooms.cue", Line: 41}},
		}},
		`rules."room-capacity".parameters`: {{
			Path: `rules."room-capacity".parameters.fill`, Value: "80",
			Places: []policy.Place{{File: "policies/ours.cue", Line: 5, Own: true}},
		}},
		"rooms.board-room.seats": {{
			Path: `rooms."board-room".seats`, Value: "16",
			Places: []policy.Place{{File: "policies/rooms.cue", Line: 11}},
		}},
		"nothing.of.the.kind": nil,
	} {
		same(t, set.Settings(path), want)
	}
	inForce := set.InForce(set.Rule("room-capacity"))
	same(t, inForce[0], policy.Setting{
		Path: "parameters.fill", Value: "80",
		Places: []policy.Place{{File: "policies/ours.cue", Line: 5, Own: true}},
	})
}

// However deep a file goes, it is read or refused, and the stack holds.
func TestDeep(t *testing.T) {
	for _, bracket := range []string{"(", "[", "{a:", "-", "a:", "1+", "{\n", `"\(`, "!", "a.", "a[", "[for x in "} {
		for _, n := range []int{400, 1900, 100_000} {
			_, err := with(ours("name: " + strings.Repeat(bracket, n) + "1"))
			var mistakes policy.Mistakes
			if !errors.As(err, &mistakes) {
				t.Errorf("%d of %s: %v", n, bracket, err)
			}
		}
	}
}

// Every built-in rule has its proof beside it.
func TestExamples(t *testing.T) {
	set := load(t, nil)
	for _, r := range set.Rules {
		if _, err := set.Example(r.ID); err != nil {
			t.Error(err)
		}
	}
}

// Whatever a company's file holds, there is an answer and no panic, and a mistake
// lies inside the file.
func FuzzLoad(f *testing.F) {
	archive, err := txtar.ParseFile(filepath.Join("testdata", "mistakes.txtar"))
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range archive.Files {
		if file.Name != "want" {
			f.Add(string(file.Data))
		}
	}
	f.Add("package policies\n\nnotice: number: 72\n")
	f.Fuzz(func(t *testing.T, text string) {
		_, err := with(map[string]string{"ours.cue": text})
		var mistakes policy.Mistakes
		if err == nil || !errors.As(err, &mistakes) {
			return
		}
		for _, m := range mistakes {
			lines := strings.Split(text, "\n")
			if m.Message.EN == "" || m.Message.ZH == "" || m.File == "policies/ours.cue" && m.Line > len(lines) {
				t.Errorf("%+v", m)
			}
		}
	})
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := policy.Load(policies.FS); err != nil {
			b.Fatal(err)
		}
	}
}

func same(t *testing.T, got, want any) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// What a company really writes is never too heavy: the built-in policies as its
// own, with a directory of five thousand people and a rule that goes through it.
func TestLargePoliciesAreNotTooHeavy(t *testing.T) {
	own := fstest.MapFS{}
	for _, folder := range []string{".", "rules"} {
		names, err := fs.Glob(policies.FS, path.Join(folder, "*.cue"))
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			data, err := fs.ReadFile(policies.FS, name)
			if err != nil {
				t.Fatal(err)
			}
			own[name] = &fstest.MapFile{Data: data}
		}
	}
	var people strings.Builder
	people.WriteString("package policies\n")
	for i := range 5000 {
		fmt.Fprintf(&people, "people: \"员工%d\": {unit: \"finance\", post: {en: \"Clerk\", zh: \"职员\"}}\n", i)
	}
	people.WriteString("_finance: [for name, p in people if p.unit == \"finance\" {name}]\n")
	own["staff.cue"] = &fstest.MapFile{Data: []byte(people.String())}
	set, err := policy.Load(overlay.New(own, policies.FS))
	if err != nil {
		t.Fatal(err)
	}
	if n := len(set.Company.People); n < 5000 {
		t.Errorf("%d people", n)
	}
}
