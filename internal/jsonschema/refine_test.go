package jsonschema_test

import (
	"strings"
	"testing"

	"gopkg.in/yaml.v3"

	"usher/internal/source"
)

// A company's own schema/ refines the built-in one, and its JSON Schema says
// what it adds: as usher does where the two can say the same, and less where
// JSON Schema or its expressions cannot.
func TestOwnSchema(t *testing.T) {
	for _, test := range []struct {
		name, cue string
		right     []string // lines that a plan may add
		wrong     []string // and those that both refuse
		unseen    []string // refused by usher only
	}{
		{"a required field with a pattern", `#Visit: "cost-centre"!: =~"^CC[0-9]+$"`,
			[]string{"cost-centre: CC12"}, []string{"", "cost-centre: 12", "cost-centre: cc12"}, nil},
		{"bounds", `#Visit: floor?: int & >0 & <=30 & !=13`,
			[]string{"floor: 12", ""}, []string{"floor: 0", "floor: 31", "floor: 13", "floor: 1.5"}, nil},
		{"more than one pattern", `#Visit: code?: =~"^[A-Z]" & =~"[0-9]$"`,
			[]string{"code: A1"}, []string{"code: A", "code: a1"}, nil},
		{"an open mapping", `#Visit: extra?: {name!: string, ...}`,
			[]string{"extra: {name: a, more: 1}"}, []string{"extra: {more: 1}"}, nil},
		{"keys of any name", `#Visit: extra?: {[string]: int}`,
			[]string{"extra: {x: 1}"}, []string{"extra: {x: a}"}, nil},
		{"keys of a form", `#Visit: extra?: {[=~"^x-"]: int}`,
			[]string{"extra: {x-a: 1}"}, []string{"extra: {x-a: a}", "extra: {y: 1}"}, nil},
		{"keys of a list", `#Visit: extra?: {["a.b" | "c"]: int}`,
			[]string{"extra: {a.b: 1, c: 2}"}, []string{"extra: {aXb: 1}"}, nil},
		{"a length, which CUE exports", "import \"strings\"\n#Visit: purpose: strings.MaxRunes(12)",
			[]string{""}, []string{"requirements: 1"}, nil},
		{"alternatives, which CUE exports", `#Visit: extra?: {kind!: "a", n!: int} | {kind!: "b", s!: string}`,
			[]string{"extra: {kind: a, n: 1}", "extra: {kind: b, s: x}"}, []string{"extra: {kind: c}", "extra: {kind: a}"}, nil},
		{"a definition that holds itself", "#Visit: part?: #Part\n#Part: {name!: string, parts?: [...#Part]}",
			[]string{"part: {name: a, parts: [{name: b, parts: []}]}"}, []string{"part: {parts: []}", "part: {name: a, parts: [{name: 1}]}"}, nil},
		{"a pattern of another dialect", `#Visit: code?: =~"(?i)^cc"`,
			[]string{"code: Cc1"}, []string{"code: 1"}, []string{"code: x"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			c := rules(t, folder(t, map[string]string{"schema/ours.cue": "package schema\n\n" + test.cue + "\n"}))
			s := compile(t, generate(t, c))
			judge := func(line string) (usher, editor bool) {
				text := least + line + "\n"
				doc, told := source.Parse("visits/own.yaml", []byte(text))
				_, verdict := c.Schema().Check(doc)
				var root yaml.Node
				if err := yaml.Unmarshal([]byte(text), &root); err != nil {
					t.Fatal(err)
				}
				return len(told)+len(verdict) == 0, s.Validate(value(root.Content[0])) == nil
			}
			for _, line := range test.right {
				if usher, editor := judge(line); !usher || !editor {
					t.Errorf("%q: usher accepts: %v, the JSON Schema: %v", line, usher, editor)
				}
			}
			for _, line := range test.wrong {
				if usher, editor := judge(line); usher || editor {
					t.Errorf("%q: usher accepts: %v, the JSON Schema: %v", line, usher, editor)
				}
			}
			for _, line := range test.unseen {
				if usher, editor := judge(line); usher || !editor {
					t.Errorf("%q: usher accepts: %v, the JSON Schema: %v", line, usher, editor)
				}
			}
		})
	}
}

// A company's own words are offered, and refused where their rule is in force.
func TestOwnWords(t *testing.T) {
	c := rules(t, folder(t, map[string]string{"policies/ours.cue": `package policies

rooms: "301": {name: {en: "Room 301", zh: "301 会议室"}, place: {en: "Annex", zh: "附楼"}, seats: 12}
people: "Ana $ {x}": {unit: "finance", post: {en: "Clerk", zh: "文员"}}
rules: "equipment-known": severity: "warning"
`}))
	data := generate(t, c)
	for _, want := range []string{
		`"301"`, `Room 301, 12 seats, Annex · 301 会议室，12 座，附楼`, // quoted by the editor: it knows the type
		`"body": "\"Ana \\$ {x\\}\""`, // quoted by us: a snippet is inserted as it stands
	} {
		if !strings.Contains(string(data), want) {
			t.Errorf("no %s", want)
		}
	}
	s := compile(t, data)
	for line, right := range map[string]bool{
		`rooms: [{room: "301"}]`:                       true,
		`rooms: [{room: "302"}]`:                       false,
		`rooms: [{room: lounge, equipment: [beamer]}]`: true, // its rule only warns
	} {
		var root yaml.Node
		if err := yaml.Unmarshal([]byte(least+line), &root); err != nil {
			t.Fatal(err)
		}
		if err := s.Validate(value(root.Content[0])); (err == nil) != right {
			t.Errorf("%s: %v", line, err)
		}
	}
}

// The same input gives the same bytes.
func TestDeterministic(t *testing.T) {
	first := generate(t, builtIn(t))
	for range 5 {
		if string(generate(t, builtIn(t))) != string(first) {
			t.Fatal("the second schema differs from the first")
		}
	}
}
