package report

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"usher/internal/catalog"
	"usher/internal/diag"
)

// Every log is valid against the schema that OASIS publishes, kept in testdata
// (https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json).
func TestSARIFSchema(t *testing.T) {
	file, err := os.Open("testdata/sarif-schema-2.1.0.json")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	doc, err := jsonschema.UnmarshalJSON(file)
	if err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	compiler.AssertFormat()
	if err := compiler.AddResource(sarifSchema, doc); err != nil {
		t.Fatal(err)
	}
	schema, err := compiler.Compile(sarifSchema)
	if err != nil {
		t.Fatal(err)
	}

	reports := map[string]Report{"example": example(catalog.ZH), "clean": clean(catalog.EN)}
	notice := clean(catalog.EN)
	notice.Notices = []catalog.Text{catalog.Same("a notice")}
	notice.Rules[0].HelpURI = "https://example.com/rules/room-conflict"
	reports["notice"] = notice
	reports["no place"] = Report{Diagnostics: []diag.Diagnostic{{Rule: "plan-id", Severity: diag.Error, File: "visits/a b：c.yaml"}}}
	for _, s := range hostileTexts {
		reports[s] = hostile(s, 1, diag.Warning)
	}
	for name, r := range reports {
		log, err := jsonschema.UnmarshalJSON(bytes.NewReader(write(t, SARIF, r)))
		if err != nil {
			t.Fatalf("%q: %v", name, err)
		}
		if err := schema.Validate(log); err != nil {
			t.Errorf("%q: %v", name, err)
		}
	}

	// The schema is one that can refuse.
	if schema.Validate(map[string]any{"version": "2.1.0"}) == nil {
		t.Error("the schema accepts a log without runs")
	}
}

// Fingerprints follow a finding when lines above it come and go or the file moves,
// and tell alike findings apart.
func TestFingerprints(t *testing.T) {
	prints := func(prefix string, folder string) []string {
		file := folder + "x.yaml"
		r := Report{Lines: linesOf(map[string]string{file: prefix + "rooms:\n  - room: lounge\n  - room: lounge\n"})}
		n := strings.Count(prefix, "\n")
		for _, line := range []int{n + 1, n + 2, n + 3} {
			r.Diagnostics = append(r.Diagnostics, diag.Diagnostic{
				Rule: "room-known", File: file, Plan: "x", Range: at(line, 5, line, 9), Message: catalog.Same(prefix),
			})
		}
		return r.fingerprints(r.sorted())
	}
	first := prints("", "visits/")
	if diff := cmp.Diff(first, prints("category: C\n# more\n", "visits/2026/")); diff != "" {
		t.Errorf("other fingerprints after a move:\n%s", diff)
	}
	if first[0] == first[1] || first[1] == first[2] {
		t.Errorf("alike: %q", first)
	}
}

// The names of cli.md, no other and none missing, whatever a finding leaves out.
func TestJSONNames(t *testing.T) {
	r := Report{Plans: 1, Diagnostics: []diag.Diagnostic{{Rule: "plan-id", Severity: diag.Error, File: "visits/A.yaml", Notes: []diag.Note{{File: "visits/B.yaml"}}}}}
	want := `{"version":1,"summary":{"plans":1,"judged":0,"errors":1,"warnings":0},"diagnostics":[` +
		`{"rule":"plan-id","severity":"error","clause":"","plan":"","file":"visits/A.yaml",` +
		`"start":{"line":1,"column":1},"end":{"line":1,"column":1},"message":"","hint":"",` +
		`"notes":[{"file":"visits/B.yaml","start":{"line":1,"column":1},"message":""}]}]}`
	var got bytes.Buffer
	if err := json.Compact(&got, write(t, JSON, r)); err != nil {
		t.Fatal(err)
	}
	if got.String() != want {
		t.Errorf("got  %s\nwant %s", got.String(), want)
	}
}

// Whatever a plan says, what is written parses, and says what the plan says.
func TestHostileTextInMachineFormats(t *testing.T) {
	for _, s := range hostileTexts {
		r := hostile(s, 3, diag.Error)

		var report jsonReport
		out := write(t, JSON, r)
		if err := json.Unmarshal(out, &report); err != nil {
			t.Fatalf("json of %q: %v", s, err)
		}
		if got := report.Diagnostics[0].Message; got != strings.ToValidUTF8("found "+s, "\ufffd") && !strings.Contains(s, "\xff") {
			t.Errorf("json says %q of %q", got, s)
		}
		if commandBracket.Match(out) {
			t.Errorf("json of %q is a command to a CI log", s)
		}

		var issues []gitlabIssue
		if err := json.Unmarshal(write(t, GitLab, r), &issues); err != nil {
			t.Fatalf("gitlab of %q: %v", s, err)
		}
		seen := map[string]bool{}
		for _, issue := range issues {
			seen[issue.Fingerprint] = true
		}
		if len(seen) != 3 {
			t.Errorf("%d fingerprints for 3 issues of %q", len(seen), s)
		}

		var suites junitSuites
		if err := xml.Unmarshal(write(t, JUnit, r), &suites); err != nil {
			t.Fatalf("junit of %q: %v", s, err)
		}
		if suites.Tests != 1 || len(suites.Suite.Cases) != 1 || suites.Failures != 1 {
			t.Errorf("junit of %q has %d cases, %d failures", s, suites.Tests, suites.Failures)
		} else if got := suites.Suite.Cases[0].Failure.Text; strings.Count(got, "error: "+plain("found "+s)+"\n") != 3 {
			t.Errorf("junit of %q says %q", s, got)
		}
	}
}
