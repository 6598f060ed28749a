package judge

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"usher/internal/catalog"
	"usher/internal/diag"
	"usher/internal/facts"
	"usher/internal/overlay"
	"usher/internal/plan"
	"usher/internal/policy"
	"usher/policies"
)

// judged are the findings of a plan, as "rule severity path".
func judged(t *testing.T, own map[string]string, p *plan.Plan) []string {
	t.Helper()
	set, j := load(t, own)
	v, err := j.Judge(p, factsOf(set, p))
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, f := range v.Findings {
		out = append(out, f.Rule+" "+string(f.Severity)+" "+plan.Path(f.At...))
	}
	return out
}

func ours(text string) map[string]string {
	return map[string]string{"ours.cue": "package policies\n\n" + text + "\n"}
}

// ruleOf is a company's own rule with the given findings.
func ruleOf(findings string) map[string]string {
	return map[string]string{"rules/own.cue": `package rules

own: {
	title: {en: "a", zh: "a"}
	text: {en: "a", zh: "a"}
	severity: "error"
	findings: [
` + findings + `
	]
}
`}
}

const finding = `{at: ["purpose"], message: {en: "a", zh: "a"}}`

// What a plan leaves out, or states wrongly, silences what needs it and nothing else.
func TestSilence(t *testing.T) {
	for name, c := range map[string]struct {
		findings string
		change   func(*plan.Plan)
		want     []string
	}{
		"a number that is stated": {
			`if visit.customer.headcount > 5 ` + finding, nil, []string{"own error purpose"},
		},
		"a number that is left out": {
			`if visit.customer.headcount < 5 ` + finding,
			func(p *plan.Plan) { p.Customer.Headcount = 0 }, nil,
		},
		"a text that is left out, asked for": {
			`if visit.purpose == _|_ ` + finding,
			func(p *plan.Plan) { p.Purpose = "" }, []string{"own error purpose"},
		},
		"a text that is stated wrongly is there": {
			`if visit.purpose == _|_ ` + finding,
			func(p *plan.Plan) { p.Purpose = ""; p.Wrong = map[string]bool{"purpose": true} }, nil,
		},
		"and cannot be used": {
			`if visit.purpose != "x" ` + finding,
			func(p *plan.Plan) { p.Purpose = ""; p.Wrong = map[string]bool{"purpose": true} }, nil,
		},
		"true or false is always there": {
			`if !visit.coordination ` + finding,
			func(p *plan.Plan) { p.Coordination = false }, []string{"own error purpose"},
		},
		"unless it is wrong": {
			`if !visit.coordination ` + finding,
			func(p *plan.Plan) { p.Coordination = false; p.Wrong = map[string]bool{"coordination": true} }, nil,
		},
		"a list is always there": {
			`if len(visit.gifts) == 0 ` + finding, nil, []string{"own error purpose"},
		},
		"an entry that lacks something does not silence the others": {
			`for i, r in visit.rooms if r.attendees > 7 {at: ["rooms", i], message: {en: "a", zh: "a"}}`,
			func(p *plan.Plan) { p.Rooms[0].Attendees = 0 }, []string{"own error rooms/1"},
		},
		"past the end of a list": {
			`if visit.rooms[7].attendees > 7 ` + finding, nil, nil,
		},
		"a message that needs what is left out": {
			`if visit.coordination {at: ["purpose"], message: {en: "\(visit.counterpart)", zh: "a"}}`, nil, nil,
		},
		"a clause that only CUE understands": {
			`if "\(visit.category)" == "A" ` + finding, nil, []string{"own error purpose"},
		},
		"a finding without a clause": {
			finding, nil, []string{"own error purpose"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			p := realistic()
			if c.change != nil {
				c.change(p)
			}
			expect(t, judged(t, ruleOf(c.findings), p), c.want)
		})
	}
}

func TestSeverity(t *testing.T) {
	full := func() *plan.Plan {
		p := realistic()
		p.Rooms[0].Attendees = 17
		return p
	}
	for name, c := range map[string]struct {
		own  map[string]string
		want []string
	}{
		"as the rule has it":         {nil, []string{"room-capacity error rooms/0/attendees"}},
		"less":                       {ours(`rules: "room-capacity": severity: "warning"`), []string{"room-capacity warning rooms/0/attendees"}},
		"off":                        {ours(`rules: "room-capacity": severity: "off"`), nil},
		"a parameter":                {ours(`rules: "room-capacity": parameters: fill: 50`), []string{"room-capacity error rooms/0/attendees", "room-capacity error rooms/1/attendees"}},
		"a bigger room":              {ours(`rooms: "board-room": seats: 17`), nil},
		"a finding's own is less":    {ruleOf(`{at: ["purpose"], severity: "warning", message: {en: "a", zh: "a"}}`), []string{"own warning purpose", "room-capacity error rooms/0/attendees"}},
		"a finding's own never more": {merge(ruleOf(`{at: ["purpose"], severity: "error", message: {en: "a", zh: "a"}}`), ours(`rules: own: severity: "warning"`)), []string{"own warning purpose", "room-capacity error rooms/0/attendees"}},
	} {
		t.Run(name, func(t *testing.T) { expect(t, judged(t, c.own, full()), c.want) })
	}
}

func merge(a, b map[string]string) map[string]string {
	for k, v := range b {
		a[k] = v
	}
	return a
}

// A waiver holds when it has a reason, an approver who may, and a day that is not
// past; else it waives nothing. It is needed, or told to be unused.
func TestWaivers(t *testing.T) {
	const capacity = "room-capacity error rooms/0/attendees"
	good := plan.Waiver{Rule: "room-capacity", Reason: "加座", ApprovedBy: "李建华", Until: "2026-12-31"}
	with := func(change func(*plan.Waiver)) plan.Waiver {
		w := good
		change(&w)
		return w
	}
	for name, c := range map[string]struct {
		waivers []plan.Waiver
		change  func(*plan.Plan)
		own     map[string]string
		want    []string
	}{
		"holds":            {waivers: []plan.Waiver{good}},
		"holds on its day": {waivers: []plan.Waiver{with(func(w *plan.Waiver) { w.Until = "2026-11-20" })}},
		"past":             {waivers: []plan.Waiver{with(func(w *plan.Waiver) { w.Until = "2026-11-19" })}, want: []string{capacity, "waiver error waive/0/until"}},
		"held until the end": {waivers: []plan.Waiver{with(func(w *plan.Waiver) { w.Until = "2026-10-04" })}, change: func(p *plan.Plan) {
			p.Arrive, p.Depart, p.Rooms[0].From, p.Rooms[0].Until, p.Rooms = "2026-10-03 09:30", "2026-10-04 16:00", "", "", p.Rooms[:1]
			p.Programme, p.Meals = nil, nil
			*p.Refreshments.Fruit, *p.Refreshments.DriedFruit = 3, 1
			p.Status = plan.Completed
			p.Category, p.Leaders, p.Coordination, p.Budget = "C", nil, false, nil
			p.Outcome = &plan.Outcome{Summary: "签署", Returned: []plan.Return{{Item: "key"}, {Item: "projector"}, {Item: "laser-pointer"}}}
		}},
		"no reason":       {waivers: []plan.Waiver{with(func(w *plan.Waiver) { w.Reason = "" })}, want: []string{capacity, "waiver error waive/0/rule"}},
		"no end":          {waivers: []plan.Waiver{with(func(w *plan.Waiver) { w.Until = "" })}, want: []string{capacity, "waiver error waive/0/rule"}},
		"not an approver": {waivers: []plan.Waiver{with(func(w *plan.Waiver) { w.ApprovedBy = "陈静" })}, want: []string{capacity, "waiver error waive/0/approved-by"}},
		"the applicant's own": {
			waivers: []plan.Waiver{good}, change: func(p *plan.Plan) { p.Applicant.Name = "李建华" },
			want: []string{capacity, "waiver error waive/0/approved-by"},
		},
		"by one who may for this rule": {
			waivers: []plan.Waiver{with(func(w *plan.Waiver) { w.ApprovedBy = "黄磊" })},
			own:     ours(`rules: "room-capacity": approvers: ["黄磊"]`),
		},
		"by one who may for others": {
			waivers: []plan.Waiver{good}, own: ours(`rules: "room-capacity": approvers: ["黄磊"]`),
			want: []string{capacity, "waiver error waive/0/approved-by"},
		},
		"of a rule that nobody may waive": {
			waivers: []plan.Waiver{good}, own: ours(`rules: "room-capacity": waivable: false`),
			want: []string{capacity, "waiver error waive/0/rule"},
		},
		"of a rule about files":      {waivers: []plan.Waiver{with(func(w *plan.Waiver) { w.Rule = "wrong-value" })}, want: []string{capacity, "waiver error waive/0/rule"}},
		"of waivers themselves":      {waivers: []plan.Waiver{good, with(func(w *plan.Waiver) { w.Rule = "waiver-unused" })}, want: []string{"waiver error waive/1/rule"}},
		"of no rule that there is":   {waivers: []plan.Waiver{with(func(w *plan.Waiver) { w.Rule = "room-size" })}, want: []string{capacity, "waiver error waive/0/rule"}},
		"twice, the first past":      {waivers: []plan.Waiver{with(func(w *plan.Waiver) { w.Until = "2026-11-01" }), good}, want: []string{"waiver error waive/0/until"}},
		"unused":                     {waivers: []plan.Waiver{good}, change: func(p *plan.Plan) { p.Rooms[0].Attendees = 12 }, want: []string{"waiver-unused warning waive/0/rule"}},
		"not known to be unused":     {waivers: []plan.Waiver{good}, change: func(p *plan.Plan) { p.Rooms[0].Attendees = 0; p.Wrong = map[string]bool{"rooms/0/attendees": true} }},
		"unused in a called-off one": {waivers: []plan.Waiver{good}, change: func(p *plan.Plan) { p.Status = plan.Cancelled }},
		"with a wrong date":          {waivers: []plan.Waiver{with(func(w *plan.Waiver) { w.Until = "" })}, change: func(p *plan.Plan) { p.Wrong = map[string]bool{"waive/0/until": true} }, want: []string{capacity}},
	} {
		t.Run(name, func(t *testing.T) {
			p := realistic()
			p.Rooms[0].Attendees = 17
			p.Waive = c.waivers
			if c.change != nil {
				c.change(p)
			}
			expect(t, judged(t, c.own, p), c.want)
		})
	}
}

// The text of a plan is text, whatever it looks like to CUE.
func TestHostileText(t *testing.T) {
	for _, text := range []string{`\(visit)`, `"`, "a\nb", `\`, `"""`, "#", "\u2028", "`", "\x00", "恒泰\u202e"} {
		p := realistic()
		p.Team = map[string]string{text: text}
		set, j := load(t, nil)
		v, err := j.Judge(p, factsOf(set, p))
		if err != nil {
			t.Fatalf("%q: %v", text, err)
		}
		findings := v.Findings
		i := slices.IndexFunc(findings, func(f Finding) bool { return f.Rule == "role-known" })
		if i < 0 || !cmp.Equal(findings[i].At, []any{"team", text}) || findings[i].Message.ZH != "通讯录里没有“"+text+"”这个岗位" {
			t.Errorf("%q: %+v", text, findings)
		}
	}
}

// A word in a rule that leads nowhere is a mistake at its place, before any plan is read.
func TestMistakesInRules(t *testing.T) {
	for findings, want := range map[string]string{
		`if vist.purpose != "" ` + finding:                                                                         "8:4: “vist” means nothing here / did you mean “visit”?",
		`if visit.purpos != "" ` + finding:                                                                         "8:10: there is no “purpos” in visit / did you mean “purpose”?",
		`if visit["dried"] ` + finding:                                                                             "8:10: there is no “dried” in visit / one of: ",
		`for r in visit.rooms if r.seats > 3 ` + finding:                                                           "8:27: there is no “seats” in r / one of: ",
		`for r in facts.rooms for e in r.equipment if !e.knwon ` + finding:                                         "8:49: there is no “knwon” in e / did you mean “known”?",
		`if visit.coordination {at: ["purpose"], message: {en: "\(visit.category.name)", zh: "a"}}`:                "8:73: there is no “name” in visit.category / ",
		`if visit.coordination {let x = facts.seson, at: ["purpose"], message: {en: x, zh: "a"}}`:                  "8:38: there is no “seson” in facts / did you mean “season”?",
		`if len([for g in visit.customer.guests if g.vip {g}]) > 0 ` + finding:                                     "8:45: there is no “vip” in g / one of: ",
		`if company.notice.hours > 3 ` + finding:                                                                   "8:19: there is no “hours” in company.notice / ",
		`if parameters.most > 3 ` + finding:                                                                        "8:4: the rule “own” has no parameters / ",
		`if x && x ` + finding + "]\n\tlet x = facts.lat\n\t_y: [":                                                 "9:16: there is no “lat” in facts / one of: ",
		`for findings in visit.rooms ` + finding:                                                                   "8:5: the name “findings” is taken / ",
		`for visit in visit.rooms ` + finding:                                                                      "8:5: the name “visit” is taken / ",
		`for i, r in visit.rooms for i, e in r.equipment {at: ["rooms", i], message: {en: "\(e)", zh: "a"}}`:       "8:29: the name “i” is taken / ",
		`{at: ["purpose"], message: {en: "a", zh: "a"}, hint: visit.refreshments.tobaco}`:                          "8:73: there is no “tobaco” in visit.refreshments / did you mean “tobacco”?",
		`{at: ["purpose"], message: {en: "a", zh: "a"}, notes: [for c in facts.rooms[0].clashes {plan: c.visit}]}`: "8:97: there is no “visit” in c / ",
	} {
		own := fstest.MapFS{}
		for name, text := range ruleOf(findings) {
			own[name] = &fstest.MapFile{Data: []byte(text)}
		}
		set, err := policy.Load(overlay.New(own, policies.FS))
		if err == nil {
			_, err = New(set)
		}
		var mistakes policy.Mistakes
		if !errors.As(err, &mistakes) {
			t.Errorf("%s: got %v, want a mistake", findings, err)
			continue
		}
		m := mistakes[0]
		got := strings.TrimPrefix(oneLine(m), "policies/rules/own.cue:")
		if len(mistakes) != 1 || !strings.HasPrefix(got, want) || m.Message.ZH == "" {
			t.Errorf("%s:\n got %s\nwant %s", findings, mistakes, want)
		}
	}
}

// oneLine writes a mistake on one line.
func oneLine(m policy.Mistake) string {
	return strings.TrimPrefix(strings.Join(strings.Split(policy.Mistakes{m}.Error(), "\n")[1:2], ""), "") + " / " + m.Hint.EN
}

// What goes wrong while a plan is judged is an error at its place, not a finding.
func TestRulesThatFail(t *testing.T) {
	for findings, want := range map[string]string{
		`if visit.customer.headcount > "x" ` + finding:                                                        "policies/rules/own.cue:8:4: ",
		`if visit.coordination {at: ["purpose"], message: {en: visit.purpose + 1, zh: "a"}}`:                  "policies/rules/own.cue:8:",
		`if visit.coordination {at: ["purpose"], message: {en: "a"}}`:                                         "policies/rules/own.cue",
		`if visit.coordination {message: {en: "a", zh: "a"}}`:                                                 "policies/rules/own.cue",
		`if visit.coordination {at: ["purpose"], mesage: {en: "a", zh: "a"}, message: {en: "a", zh: "a"}}`:    "policies/rules/own.cue",
		`if visit.coordination {at: "purpose", message: {en: "a", zh: "a"}}`:                                  "policies/rules/own.cue",
		`if visit.coordination {at: ["purpose"], severity: "fatal", message: {en: "a", zh: "a"}}`:             "policies/rules/own.cue",
		`if visit.coordination {at: ["purpose"], message: {en: "a", zh: "b"} & {en: "c"}}`:                    "policies/rules/own.cue:8:",
		`if visit.coordination {at: ["purpose"], message: {en: "a", zh: "a"}, notes: [{place: ["purpose"]}]}`: "policies/rules/own.cue",
	} {
		set, j := load(t, ruleOf(findings))
		p := realistic()
		_, err := j.Judge(p, factsOf(set, p))
		var mistakes policy.Mistakes
		if !errors.As(err, &mistakes) || !strings.Contains(err.Error(), want) || !strings.Contains(mistakes.In(catalog.ZH), "规则“own”算不出结果") {
			t.Errorf("%s: got %v, want %s", findings, err, want)
		}
	}
}

// Names built on names are worked out once each, or this would not end.
func TestLetsDoNotExplode(t *testing.T) {
	var lets strings.Builder
	for i := range 60 {
		fmt.Fprintf(&lets, "\tlet a%d = a%d && a%d\n", i, i+1, i+1)
	}
	lets.WriteString("\tlet a60 = visit.coordination\n")
	own := ruleOf("if a0 " + finding)
	own["rules/own.cue"] = strings.Replace(own["rules/own.cue"], "\tfindings:", lets.String()+"\tfindings:", 1)
	expect(t, judged(t, own, realistic()), []string{"own error purpose"})
}

// The rule that policies/rules/README.md shows works as it says.
func TestReadme(t *testing.T) {
	readme, err := os.ReadFile(filepath.Join("..", "..", "policies", "rules", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	blocks := regexp.MustCompile("(?s)```cue\n(.*?)```").FindAllSubmatch(readme, -1)
	if len(blocks) != 2 {
		t.Fatalf("found %d blocks of CUE", len(blocks))
	}
	rule, settings := string(blocks[0][1]), string(blocks[1][1])
	p := realistic()
	p.Customer.Headcount = 31
	p.Rooms, p.Refreshments.Tobacco = nil, false
	expect(t, judged(t, map[string]string{"rules/bus-needed.cue": rule}, p), []string{"bus-needed error customer/headcount"})
	expect(t, judged(t, map[string]string{"rules/bus-needed.cue": rule, "ours.cue": settings}, p), []string{"bus-needed warning customer/headcount"})
	p.Vehicles = append(p.Vehicles, plan.Vehicle{Seats: 45})
	expect(t, judged(t, map[string]string{"rules/bus-needed.cue": rule}, p), []string(nil))
}

// The words that definitions.cue allows on a checklist are those that package
// facts knows.
func TestWordsOfTheChecklist(t *testing.T) {
	definitions, err := policies.FS.ReadFile("definitions.cue")
	if err != nil {
		t.Fatal(err)
	}
	words := func(definition string) []string {
		m := regexp.MustCompile(`(?m)^#` + definition + `:.*\(([a-z|-]+)\)`).FindSubmatch(definitions)
		if m == nil {
			t.Fatalf("definitions.cue has no #%s", definition)
		}
		list := strings.Split(string(m[1]), "|")
		slices.Sort(list)
		return list
	}
	expect(t, words("When"), sorted(append(keys(facts.Conditions), "never")))
	expect(t, words("Line"), keys(facts.Placeholders))
}

func sorted(s []string) []string { slices.Sort(s); return s }

// No finding of a built-in rule names a severity that is not diag's.
func TestSeveritiesAreKnown(t *testing.T) {
	set, _ := load(t, nil)
	for _, r := range set.Rules {
		if r.Severity != diag.Error && r.Severity != diag.Warning && r.Severity != diag.Off {
			t.Errorf("%s: %q", r.ID, r.Severity)
		}
	}
}

func expect(t *testing.T, got, want any) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// Whatever a company's rule says, there are findings or an error, and no panic.
func FuzzRule(f *testing.F) {
	f.Add(strings.ReplaceAll(everything, "\neverything:", "\nown:"))
	f.Add(ruleOf(`if visit.customer.headcount > 5 ` + finding)["rules/own.cue"])
	f.Add(ruleOf(`for i, r in facts.rooms for e in r.equipment if !e.known ` + finding)["rules/own.cue"])
	f.Add(ruleOf(`if company.rooms[visit.rooms[0].room].seats > 3 ` + finding)["rules/own.cue"])
	f.Fuzz(func(t *testing.T, text string) {
		own := fstest.MapFS{"rules/own.cue": {Data: []byte(text)}}
		set, err := policy.Load(overlay.New(own, policies.FS))
		if err != nil {
			return
		}
		j, err := New(set)
		if err != nil {
			return
		}
		p := realistic()
		v, err := j.Judge(p, factsOf(set, p))
		for _, f := range v.Findings {
			if err == nil && (len(f.At) == 0 || f.Message.EN == "" || f.Message.ZH == "") {
				t.Errorf("%+v", f)
			}
		}
	})
}
