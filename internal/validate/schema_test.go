package validate_test

import (
	"errors"
	"strings"
	"testing"
	"testing/fstest"

	"cuelang.org/go/cue"
	"cuelang.org/go/cue/cuecontext"

	"usher/internal/source"
	"usher/internal/validate"
	"usher/schema"
)

// Definitions that the tree of checks must understand as CUE does, or leave to
// CUE, each with values of which CUE takes some and refuses others.
func TestDefinitions(t *testing.T) {
	for _, c := range []struct{ name, definition, values string }{
		{"bounds", `v!: int & >=1 & <=10 & !=5`, "0 1 5 10 11 1.5 a"},
		{"exclusive bounds", `v!: number & >1 & <2.5`, "1 1.5 2.5 2"},
		{"a float", `v!: float`, "1 1.5"},
		{"an unsigned byte", `v!: uint8`, "-1 0 255 256"},
		{"a constant", `v!: "x"`, "x y 1"},
		{"a constant number", `v!: 3`, "3 4 x"},
		{"a constant truth", `v!: true`, "true false x"},
		{"choices", `v!: "a" | "b" | "c"`, "a c d 1"},
		{"choices within choices", `v!: #AB | "c"` + "\n}\n#AB: {\n" + `"a" | "b"`, "a c d"},
		{"choices that must match", `v!: ("aa" | "b") & =~"^a"`, "aa b c"},
		{"two patterns", `v!: =~"^a" & =~"b$"`, "ab a b axb"},
		{"a pattern to avoid", `v!: string & !~"x"`, "a x"},
		{"a text to avoid", `v!: string & !="x"`, "a x"},
		{"text after another", `v!: string & >"m"`, "a z"},
		{"text or a number", `v!: string | int`, "a 1 1.5 true"},
		{"text or nothing", `v!: string | null`, "a ~ 1"},
		{"anything", `v!: _`, "a 1 [a] {a: b}"},
		{"nothing", `v?: _|_`, "a"},
		{"an optional value", `v?: int`, "1 a"},
		{"a default", `v: *1 | int`, "2 a"},
		{"a value without a default", `w: int, v?: int`, "1 a"},
		{"a value with its own default", `w: *1 | int, v?: int`, "1 a"},
		{"fields", `v!: {a!: int, b?: string}`, "{a: 1} {b: x} {a: 1, c: 2} {a: 1, b: 2} x"},
		{"open fields", `v!: {a!: int, ...}`, "{a: 1, c: 2} {c: 2} {a: x}"},
		{"one or the other", `v!: {a!: int} | {b!: string}`, "{a: 1} {b: x} {c: 1} {a: 1, b: x}"},
		{"names by their form", `v!: {[=~"^[a-z]+$"]: int}`, "{a: 1} {A: 1} {a: x} {}"},
		{"names of two forms", `v!: {[=~"^a"]: int, [=~"b$"]: >5}`, "{a: 1} {ab: 1} {ab: 6} {b: 6} {b: 1} {c: 1}"},
		{"names and others", `v!: {x?: int, [string]: >3}`, "{x: 4} {x: 1} {y: 4} {y: 1}"},
		{"what holds itself", `v!: #T` + "\n}\n#T: {name!: string, kids?: [...#T]", "{name: a} {name: a, kids: [{name: b}]} {name: a, kids: [{}]} {name: a, kids: [{name: b, x: 1}]}"},
		{"embedded fields", `v!: {#B, c?: int}` + "\n}\n#B: {b!: int", "{b: 1} {b: 1, c: 2} {c: 2} {b: 1, d: 1}"},
		{"a list", `v!: [...int]`, "[] [1] [1, a] 1"},
		{"a list of one at least", `v!: [#I, ...#I]` + "\n}\n#I: {int & >0", "[] [1] [1, 0]"},
		{"a list of two at least", `v!: [string, string, ...string]`, "[] [a] [a, b] [a, b, c] [a, b, 1]"},
		{"a first of another kind", `v!: [int, ...string]`, "[1] [1, a] [a]"},
		{"a pair", `v!: [int, string]`, "[1, a] [1] [1, a, b]"},
		{"another field", `w?: *5 | int, v!: <w`, "4 6"},
		{"a binding", `let m = 3` + "\n" + `v!: <m`, "2 4"},
		{"a field as a limit", `v!: {a!: int, b!: int & >a}`, "{a: 1, b: 2} {a: 2, b: 1}"},
		{"closed by hand", `v!: close({a?: int})`, "{a: 1} {b: 1}"},
	} {
		t.Run(c.name, func(t *testing.T) {
			against(t, "package schema\n#Visit: {\n"+c.definition+"\n}\n", c.values)
		})
	}
}

func TestDefinitionsWithPackages(t *testing.T) {
	for _, c := range []struct{ name, imports, definition, values string }{
		{"few items", `"list"`, `v!: list.MaxItems(2) & [...int]`, "[] [1, 2] [1, 2, 3] [a]"},
		{"some items", `"list"`, `v!: list.MinItems(2) & [...int]`, "[1] [1, 2]"},
		{"different items", `"list"`, `v!: [...int] & list.UniqueItems()`, "[1, 2] [1, 1]"},
		{"long text", `"strings"`, `v!: strings.MinRunes(3)`, "abc ab"},
		{"a time", `"time"`, `v!: time.Format("15:04")`, `"09:30" "9:30"`},
		{"few fields", `"struct"`, `v!: {struct.MaxFields(1), [string]: int}`, "{a: 1} {a: 1, b: 2}"},
	} {
		t.Run(c.name, func(t *testing.T) {
			text := "package schema\nimport " + c.imports + "\n#Visit: {\n" + c.definition + "\n}\n"
			against(t, text, c.values)
		})
	}
}

// against holds Check's verdict against CUE's over values of "v".
func against(t *testing.T, text, values string) {
	t.Helper()
	s, err := validate.Compile(fstest.MapFS{"visit.cue": {Data: []byte(text)}})
	if err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	context := cuecontext.New()
	definition := context.CompileString(text).LookupPath(cue.ParsePath("#Visit"))
	a := authority{context: context, visit: definition, used: 1}
	right, wrong := 0, 0
	for _, value := range split(values) {
		data := []byte("v: " + value + "\n")
		doc, told := source.Parse("visits/x.yaml", data)
		if len(told) > 0 {
			t.Fatalf("%s: %+v", data, told)
		}
		_, found := s.Check(doc)
		err := a.judge(t, data)
		if (err == nil) != (len(found) == 0) {
			t.Errorf("%s: CUE says %v, Check says %+v", value, err, found)
		}
		if err == nil {
			right++
		} else {
			wrong++
		}
		for _, d := range found {
			if d.Message.EN == "" || d.Message.ZH == "" || d.Hint.EN == "" || d.Hint.ZH == "" {
				t.Errorf("%s: not said: %+v", value, d)
			}
			if d.Range.Start.Line != 1 {
				t.Errorf("%s: not in the file: %+v", value, d)
			}
		}
	}
	if right+wrong == 0 {
		t.Error("nothing was tried")
	}
}

// split cuts values at blanks outside brackets and quotes.
func split(values string) []string {
	var all []string
	depth, start := 0, 0
	quoted := false
	for i, r := range values + " " {
		switch r {
		case '[', '{':
			depth++
		case ']', '}':
			depth--
		case '"':
			quoted = !quoted
		case ' ':
			if depth == 0 && !quoted {
				all = append(all, values[start:i])
				start = i + 1
			}
		}
	}
	return all
}

// A company's own file adds to the built-in definitions, or narrows them.
func TestRefinement(t *testing.T) {
	builtIn, err := schema.FS.ReadFile("visit.cue")
	if err != nil {
		t.Fatal(err)
	}
	own := `package schema
#Visit: {
	// en: cost centre: who pays
	// zh: 成本中心：由谁付款
	"cost-centre"!: =~"^CC-[0-9]{4}$" @usher(example="CC-1234")
}
#Customer: headcount!: <=30
`
	s, err := validate.Compile(fstest.MapFS{"visit.cue": {Data: builtIn}, "zz-own.cue": {Data: []byte(own)}})
	if err != nil {
		t.Fatal(err)
	}
	plan := func(headcount, more string) string {
		return "category: C\ncustomer: {organization: a, headcount: " + headcount + ", guests: [{name: a, position: b}]}\n" +
			"arrive: 2026-12-09 14:00\ndepart: 2026-12-09 17:00\npurpose: a\napplicant: {name: a, department: b}\n" + more
	}
	for _, c := range []struct{ plan, want string }{
		{plan("30", "cost-centre: CC-0001\n"), ""},
		{plan("31", "cost-centre: CC-0001\n"), "2:40-2:42 error wrong-value R2.5\n    “headcount” must be at most 30, not 31 — write it like this: headcount: 3\n    “headcount”（来访人数）不能大于 30，现在是 31 —— 这样写：headcount: 3\n"},
		{plan("3", "cost-centre: x\n"), "7:14-7:15 error wrong-value \n    “cost-centre” cannot be “x”: it does not have the required form (^CC-[0-9]{4}$) — write it like this: cost-centre: CC-1234\n    “cost-centre”（成本中心）不能写“x”，格式不符（^CC-[0-9]{4}$） —— 这样写：cost-centre: CC-1234\n"},
		{plan("3", "cost-center: CC-0001\n"), "7:1-7:12 error unknown-field \n    there is no field “cost-center” in the plan — did you mean “cost-centre”?\n    计划里没有“cost-center”这个字段 —— 是不是“cost-centre”？\n"},
		{plan("3", ""), "1:1-1:1 error missing-field \n    “cost-centre” (cost centre) is missing in the plan — add the line: cost-centre: CC-1234\n    计划里缺少“cost-centre”（成本中心） —— 补上一行：cost-centre: CC-1234\n"},
	} {
		doc, _ := source.Parse("visits/x.yaml", []byte(c.plan))
		if _, found := s.Check(doc); told(found) != c.want {
			t.Errorf("%s\n%s\nwant\n%s", c.plan, told(found), c.want)
		}
	}
}

// What is left to CUE is in the plan all the same, and told where it is wrong.
func TestLeftToCUE(t *testing.T) {
	builtIn, err := schema.FS.ReadFile("visit.cue")
	if err != nil {
		t.Fatal(err)
	}
	own := "package schema\nimport (\"strings\", \"list\")\n#Visit: {purpose!: strings.MinRunes(4), leaders?: list.MaxItems(2)}\n"
	s, err := validate.Compile(fstest.MapFS{"visit.cue": {Data: builtIn}, "own.cue": {Data: []byte(own)}})
	if err != nil {
		t.Fatal(err)
	}
	const rest = "category: C\ncustomer: {organization: a, headcount: 3, guests: [{name: a, position: b}]}\n" +
		"arrive: 2026-12-09 14:00\ndepart: 2026-12-09 17:00\napplicant: {name: a, department: b}\n"
	doc, _ := source.Parse("visits/x.yaml", []byte(rest+"purpose: 年度框架\nleaders: [李建华]\n"))
	p, found := s.Check(doc)
	if len(found) > 0 || p.Purpose != "年度框架" || len(p.Leaders) != 1 {
		t.Errorf("%s\n%q %v", told(found), p.Purpose, p.Leaders)
	}
	doc, _ = source.Parse("visits/x.yaml", []byte(rest+"purpose: 框架\nleaders: [a, b, c]\nstatus: a\n"))
	p, found = s.Check(doc)
	if len(found) != 3 || !p.IsWrong("purpose") || found[0].Range.Start.Line != 6 || found[0].Range.Start.Column != 10 {
		t.Errorf("%s", told(found))
	}
}

// What is wrong with a schema is told at its place in the company's file.
func TestCompileFails(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"package schema\n#Visit: {a: }\n", "schema/visit.cue:2:"},
		{"package schema\n#Visit: {a: nowhere}\n", "schema/visit.cue:2:13: the schema cannot be used: reference \"nowhere\" not found"},
		{"package schema\n#Visit: {a: 1 & 2}\n", "schema/visit.cue:2:"},
		{"package schema\n#Visit: {a: int, if a > 3 {b: int}}\n", "schema/visit.cue:2:18: the schema must have no “if” or “for”"},
		{"package schema\n#Vist: {}\n", "schema/visit.cue:0:0: the schema does not define #Visit with the fields of a plan"},
		{"package schema\n#Visit: string\n", "schema/visit.cue:0:0: the schema does not define #Visit with the fields of a plan"},
		{"package schema\nimport \"nowhere.example/x\"\n#Visit: {a: x.B}\n", "schema/visit.cue:2:"},
		{"package other\n#Visit: {}\n", ""},
	} {
		_, err := validate.Compile(fstest.MapFS{"visit.cue": {Data: []byte(c.text)}})
		var mistakes *validate.SchemaError
		if c.want == "" && err == nil {
			continue
		}
		if !errors.As(err, &mistakes) || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%q: %v, want %s", c.text, err, c.want)
		}
	}
	if _, err := validate.Compile(fstest.MapFS{}); err == nil {
		t.Error("no schema is no mistake")
	}
	two := fstest.MapFS{"visit.cue": {Data: []byte("package schema\n#Visit: {}\n")}, "own.cue": {Data: []byte("package mine\n")}}
	if _, err := validate.Compile(two); err == nil {
		t.Error("files of two packages are no mistake")
	}
}

// Every field is described in both languages, and its example passes.
func TestFields(t *testing.T) {
	s := compiled(t)
	all := s.Fields()
	if len(all) < 80 {
		t.Fatalf("only %d fields", len(all))
	}
	for _, f := range all {
		if f.Text.EN == "" || f.Text.ZH == "" || f.Label.EN == "" || f.Label.ZH == "" {
			t.Errorf("%s is not described: %+v", f.Path, f)
		}
		if f.Example == "" && !strings.HasSuffix(f.Path, "*") {
			t.Errorf("%s has no example", f.Path)
		}
	}
	// Examples of the outermost fields hold those of the inner ones that are required.
	var plan strings.Builder
	for _, f := range all {
		if !strings.ContainsAny(f.Path, ".*[") {
			plan.WriteString(f.Path + ": " + f.Example + "\n")
		}
	}
	doc, found := source.Parse("visits/x.yaml", []byte(plan.String()))
	_, more := s.Check(doc)
	if found = append(found, more...); len(found) > 0 {
		t.Errorf("%s\n%s", plan.String(), told(found))
	}
}
