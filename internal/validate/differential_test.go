package validate_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"cuelang.org/go/cue"
	"cuelang.org/go/cue/cuecontext"
	"cuelang.org/go/cue/errors"
	"cuelang.org/go/cue/literal"
	cueyaml "cuelang.org/go/encoding/yaml"
	"gopkg.in/yaml.v3"

	"usher/internal/diag"
	"usher/internal/source"
	"usher/schema"
)

// authority is CUE's own verdict on a file, by its own reading of YAML: nothing
// of it is shared with Check.
type authority struct {
	context *cue.Context
	visit   cue.Value
	used    int
}

func (a *authority) judge(t *testing.T, data []byte) error {
	t.Helper()
	if a.used++; a.used%500 == 1 { // a context keeps whatever it has seen
		definitions, err := schema.FS.ReadFile("visit.cue")
		if err != nil {
			t.Fatal(err)
		}
		a.context = cuecontext.New()
		a.visit = a.context.CompileBytes(definitions).LookupPath(cue.ParsePath("#Visit"))
	}
	file, err := cueyaml.Extract("x.yaml", data)
	if err != nil {
		t.Fatalf("%v\n%s", err, data)
	}
	return a.visit.Unify(a.context.BuildFile(file)).Validate(cue.Concrete(true))
}

// path is where in the plan an error of CUE is.
func path(e errors.Error) []any {
	var p []any
	for _, name := range e.Path() {
		if strings.HasPrefix(name, "#") {
			continue
		}
		if i, err := strconv.Atoi(name); err == nil {
			p = append(p, i)
		} else if s, err := literal.Unquote(name); err == nil {
			p = append(p, s)
		} else {
			p = append(p, name)
		}
	}
	return p
}

// TestAgainstCUE holds the tree of checks and CUE against each other over plans
// that were changed at random: they agree on whether a plan is right, and where
// one thing was changed, on what is wrong.
func TestAgainstCUE(t *testing.T) {
	full, err := os.ReadFile("testdata/full.yaml")
	if err != nil {
		t.Fatal(err)
	}
	// Comments go: the library writes some of them where they change the plan.
	full = regexp.MustCompile(` +# .*`).ReplaceAll(full, nil)
	s := compiled(t)
	rounds := 3000
	if testing.Short() {
		rounds = 300
	}
	var cue authority
	random := rand.New(rand.NewPCG(20261203, 930))
	right, wrong := 0, 0
	for round := range rounds {
		var plan yaml.Node
		if err := yaml.Unmarshal(full, &plan); err != nil {
			t.Fatal(err)
		}
		changes := 1 + round%3
		var what []string
		for range changes {
			what = append(what, mutate(random, plan.Content[0]))
		}
		var out bytes.Buffer
		enc := yaml.NewEncoder(&out)
		if err := enc.Encode(&plan); err != nil {
			t.Fatal(err)
		}
		data := out.Bytes()
		doc, found := source.Parse("visits/x.yaml", data)
		if len(found) > 0 {
			if found[0].Rule == source.RuleDuplicate { // two changes hit one name: CUE merges such
				continue
			}
			t.Fatalf("%v: %+v\n%s", what, found[0], data)
		}
		_, found = s.Check(doc)
		found = slices.DeleteFunc(found, func(d diag.Diagnostic) bool { return d.Severity != diag.Error })
		verdict := cue.judge(t, data)
		if (verdict == nil) != (len(found) == 0) {
			t.Fatalf("%v: CUE says %v, Check says %+v\n%s", what, verdict, found, data)
		}
		if verdict == nil {
			right++
			continue
		}
		wrong++
		if changes > 1 {
			continue
		}
		// CUE keeps some errors back, so only what it tells of is compared.
		agreed := false
		for _, e := range errors.Errors(verdict) {
			p := path(e)
			for _, d := range found {
				// What is missing is told at the name of what should hold it.
				agreed = agreed || d.Range == doc.Range(p) || d.Range == doc.KeyRange(p) || d.Range == doc.KeyRange(p[:max(0, len(p)-1)])
			}
		}
		if !agreed {
			t.Errorf("%v: CUE says %v\nCheck says %+v", what, errors.Details(verdict, nil), found)
		}
	}
	if right < rounds/20 || wrong < rounds/2 {
		t.Errorf("%d plans were right and %d wrong: the changes prove too little", right, wrong)
	}
}

// values are what a value is changed into: of every type and form that YAML
// readers agree on.
var values = []string{
	"A", "E", "planned", "text", "一", "''", `" "`, `"　"`, "a b", "true", "false", `"true"`, "0", "1", "-1", "12", "3.5", "-0.5", `"7"`, "null",
	"2026-12-03 09:30", "2026-12-03", "2026-02-28 23:59", "2026-02-29 10:00", "2028-02-29", "2028-02-29 00:00", "2027-02-29", "2026-04-31", "2026-13-01",
	"2026-12-03 24:00", "2026-12-03 9:30", "2026-12-3", "1999-12-31", "2100-01-01", "2000-02-29", "2099-12-31", "20260-01-01", "u-shape", "train", "lead-time",
	"[]", "[a]", "[1]", "[[a]]", "{}", "{a: b}", "{name: a}", "{name: a, position: b}", "[{name: a, position: b}]", "[{at: 2026-12-03 09:30, what: a}]", "[null]", "{meals: 3}",
}

// mutate changes one thing somewhere in a plan and says what.
func mutate(random *rand.Rand, n *yaml.Node) string {
	// Go down to a random place.
	for {
		if n.Kind == yaml.ScalarNode || len(n.Content) == 0 || random.IntN(4) == 0 {
			break
		}
		i := random.IntN(len(n.Content))
		if n.Kind == yaml.MappingNode {
			i |= 1
		}
		n = n.Content[i]
	}
	value := func() *yaml.Node {
		var v yaml.Node
		if err := yaml.Unmarshal([]byte(values[random.IntN(len(values))]), &v); err != nil {
			panic(err)
		}
		return v.Content[0]
	}
	k := len(n.Content)
	switch {
	case n.Kind == yaml.MappingNode && k > 0:
		i := random.IntN(k) &^ 1
		name := n.Content[i].Value
		switch random.IntN(5) {
		case 0:
			n.Content = slices.Delete(n.Content, i, i+2)
			return "left out " + name
		case 1:
			n.Content[i].Value = name + "x"
			return "misspelt " + name
		case 2:
			n.Content[i].Value = []string{"unheard-of", "headcount", "1", "名称", "Purpose"}[random.IntN(5)]
			for j := 0; j < k; j += 2 {
				if j != i && n.Content[j].Value == n.Content[i].Value {
					n.Content[i].Value = name
				}
			}
			return "renamed " + name + " to " + n.Content[i].Value
		case 3:
			v := value()
			n.Content = append(n.Content, &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: "added"}, v)
			return "added a field"
		}
		v := value()
		n.Content[i+1] = v
		return fmt.Sprintf("changed %s to %s %s", name, v.ShortTag(), v.Value)
	case n.Kind == yaml.SequenceNode && k > 0:
		i := random.IntN(k)
		switch random.IntN(3) {
		case 0:
			n.Content = slices.Delete(n.Content, i, i+1)
			return "left out an item"
		case 1:
			n.Content = append(n.Content, n.Content[i])
			return "an item twice"
		}
		v := value()
		n.Content[i] = v
		return fmt.Sprintf("changed an item to %s %s", v.ShortTag(), v.Value)
	}
	*n = *value()
	return fmt.Sprintf("changed a value to %s %s", n.ShortTag(), n.Value)
}

// Where Check is stricter than CUE's reading of YAML, on purpose: what these
// stand for is nobody's intention.
func TestStricterThanCUE(t *testing.T) {
	s := compiled(t)
	var cue authority
	for _, c := range []struct{ field, value, why string }{
		{"headcount", "012", "YAML reads it as ten"},
		{"headcount", "0x1F", "YAML reads it as 31"},
		{"headcount", "1_000", "a number in no plan"},
		{"headcount", "9999999999", "more guests than people"},
		{"headcount", "+3", ""},
	} {
		data := []byte("category: C\ncustomer: {organization: a, " + c.field + ": " + c.value + ", guests: [{name: a, position: b}]}\n" +
			"arrive: 2026-12-09 14:00\ndepart: 2026-12-09 17:00\npurpose: a\napplicant: {name: a, department: b}\n")
		if err := cue.judge(t, data); err != nil {
			t.Errorf("%s: CUE refuses it too: %v", c.value, err)
		}
		doc, _ := source.Parse("visits/x.yaml", data)
		if _, found := s.Check(doc); (len(found) > 0) != (c.why != "") {
			t.Errorf("%s (%s): %+v", c.value, c.why, found)
		}
	}
}
