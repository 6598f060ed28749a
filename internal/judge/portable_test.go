package judge_test

import (
	"encoding/json"
	"slices"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"usher/internal/judge"
	"usher/internal/overlay"
	"usher/internal/policy"
	"usher/policies"
)

// portable writes a rule of a company's own as a tree.
func portable(t *testing.T, findings string) (judge.Portable, bool) {
	t.Helper()
	source := "package rules\n\nimport \"strings\"\n\nlet unused = strings.HasPrefix(\"a\", \"b\")\n\nown: {\n" +
		"title: {en: \"a\", zh: \"b\"}\ntext: {en: \"a\", zh: \"b\"}\nseverity: \"error\"\nparameters: most: *3 | int\nfindings: [" + findings + "]\n}\n"
	own := fstest.MapFS{"rules/own.cue": {Data: []byte(source)}}
	set, err := policy.Load(overlay.New(own, policies.FS))
	if err != nil {
		t.Fatal(err)
	}
	j, err := judge.New(set)
	if err != nil {
		t.Fatal(err)
	}
	return j.Portable("own")
}

func TestPortable(t *testing.T) {
	p, ok := portable(t, `
		for i, r in facts.rooms
		if r.seats > parameters.most && visit.rooms[i].attendees != _|_ {
			let first = r.equipment[0]

			at: ["rooms", i]
			message: {en: "\(r.seats) seats: \"\(first.id)\"", zh: "\(r["free-ids"])"}
		}`)
	if !ok {
		t.Fatal("refused")
	}
	want := `[["each",` +
		`[["for","i","r",["field",["name","facts"],"rooms"]],` +
		`["if",["\u0026\u0026",["\u003e",["field",["name","r"],"seats"],["field",["name","parameters"],"most"]],` +
		`["stated",["field",["at",["field",["name","visit"],"rooms"],["name","i"]],"attendees"]]]]],` +
		`["struct",[["first",["at",["field",["name","r"],"equipment"],["=",0]]]],` +
		`[["at",["list",["=","rooms"],["name","i"]]],` +
		`["message",["struct",[],[["en",["text",["field",["name","r"],"seats"],["="," seats: \""],["field",["name","first"],"id"],["=","\""]]],` +
		`["zh",["text",["field",["name","r"],"free-ids"]]]]]]]]]]`
	got, err := json.Marshal(p.Findings)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, string(got)); diff != "" {
		t.Error(diff)
	}
	reads := []string{
		"facts.rooms", "facts.rooms[].equipment", "facts.rooms[].equipment[].id", "facts.rooms[].free-ids", "facts.rooms[].seats",
		"visit.rooms", "visit.rooms[].attendees",
	}
	if !slices.Equal(p.Reads, reads) {
		t.Errorf("reads %v, want %v", p.Reads, reads)
	}
}

// What there is no node for is refused, wherever it stands.
func TestPortableRefuses(t *testing.T) {
	for _, condition := range []string{
		`company.currency == "CNY"`,
		`visit.purpose =~ "^a"`,
		`strings.ToUpper(visit.purpose) == "A"`,
		`len([for g in visit.customer.guests if g.name != strings.TrimSpace(g.name) {g}]) > 0`,
		`visit.customer.headcount/2 > 3`,
		`visit.customer.headcount == 3.5`,
	} {
		if _, ok := portable(t, "if "+condition+` {at: ["purpose"], message: {en: "a", zh: "b"}}`); ok {
			t.Errorf("took %s", condition)
		}
	}
	if _, ok := portable(t, `if strings.HasPrefix(visit.purpose, "a") {at: ["purpose"], message: {en: "a", zh: "b"}}`); !ok {
		t.Error("refused strings.HasPrefix")
	}
}
