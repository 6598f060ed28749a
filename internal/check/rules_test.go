package check_test

import (
	"embed"
	"flag"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"usher/internal/check"
	"usher/internal/diag"
	"usher/internal/history"
	"usher/internal/policy"
	"usher/policies"
)

var update = flag.Bool("update", false, "write what is found into the proofs of the rules")

// Each rule has its proof, policies/rules/<id>.txtar: plans that pass, plans that
// fail, and where and how. It holds as "usher policy test" sees it, and with the
// same plans in a repository, history included.
func TestRules(t *testing.T) {
	none := embed.FS{} // no company's own
	checker, err := check.Rules(none)
	if err != nil {
		t.Fatal(err)
	}
	for _, rule := range checker.Policies().Rules {
		t.Run(rule.ID, func(t *testing.T) {
			proof, err := checker.Prove(none, rule.ID)
			if err != nil {
				t.Fatal(err)
			}
			if proof.Pass != "" {
				t.Errorf("plans that should pass do not:\n%s", proof.Pass)
			}
			if !proof.Found {
				t.Errorf("nothing is found by %s:\n%s", rule.ID, proof.Fail)
			}
			if *update {
				writeWant(t, rule.ID, proof.Fail)
			} else if diff := cmp.Diff(proof.Example.Want, proof.Fail); diff != "" {
				t.Errorf("findings (-want +got; -update writes them):\n%s", diff)
			}
			if got := inRepository(t, proof.Example, proof.Example.Pass); got != "" {
				t.Errorf("plans that should pass do not, in a repository:\n%s", got)
			}
			if diff := cmp.Diff(proof.Fail, inRepository(t, proof.Example, proof.Example.Fail)); diff != "" {
				t.Errorf("findings in a repository (-without +in):\n%s", diff)
			}
		})
	}
}

// A file of policies/rules without its other half is a mistake.
func TestRulesAreWhole(t *testing.T) {
	entries, err := fs.ReadDir(policies.FS, "rules")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		id := strings.TrimSuffix(strings.TrimSuffix(e.Name(), ".cue"), ".txtar")
		for _, half := range []string{".cue", ".txtar"} {
			if _, err := fs.Stat(policies.FS, "rules/"+id+half); err != nil {
				t.Errorf("%s: there is no %s%s", e.Name(), id, half)
			}
		}
	}
}

// landed is a commit as a finding names it; a proof names none in particular.
var landed = regexp.MustCompile(`(commit|提交) [0-9a-f]{7}\b`)

// inRepository lays out a repository with the plans, checks it, and writes down
// what is found.
func inRepository(t *testing.T, example *policy.Example, plans []policy.ExampleFile) string {
	t.Helper()
	root := t.TempDir()
	zone, err := time.LoadLocation("Asia/Shanghai")
	if err != nil {
		t.Fatal(err)
	}
	moment := func(s string) time.Time {
		at, err := time.ParseInLocation("2006-01-02 15:04", s, zone)
		if err != nil {
			t.Fatal(err)
		}
		return at
	}
	git(t, root, moment("2020-01-01 00:00"), "init", "-q", "-b", "main")
	write(t, root, example.Policies)
	git(t, root, moment("2020-01-01 00:00"), "add", "-A")
	git(t, root, moment("2020-01-01 00:00"), "commit", "-q", "--allow-empty", "-m", "policies")
	options := check.Options{Now: moment(example.At), All: true}
	rest := slices.Clone(plans)
	if len(example.Before) > 0 {
		write(t, root, example.Before)
		git(t, root, moment("2020-01-01 00:00"), "add", "-A")
		git(t, root, moment("2020-01-01 00:00"), "commit", "-q", "-m", "before")
		options.Base = "HEAD"
		for _, f := range example.Before { // those that the change takes away are not this example's
			if !slices.ContainsFunc(plans, func(p policy.ExampleFile) bool { return p.Path == f.Path }) {
				if err := os.Remove(filepath.Join(root, filepath.FromSlash(f.Path))); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	announced := slices.Sorted(maps.Keys(example.Announced))
	slices.SortStableFunc(announced, func(a, b string) int {
		return strings.Compare(example.Announced[a], example.Announced[b])
	})
	for _, id := range announced {
		isIt := func(f policy.ExampleFile) bool { return strings.HasSuffix(f.Path, "/"+id+".yaml") }
		if i := slices.IndexFunc(rest, isIt); i >= 0 && len(example.Before) == 0 {
			write(t, root, rest[i:i+1])
			git(t, root, moment(example.Announced[id]), "add", "-A")
			git(t, root, moment(example.Announced[id]), "commit", "-q", "-m", id)
			rest = slices.Delete(rest, i, i+1)
		}
	}
	write(t, root, rest)

	checker, err := check.Open(check.Source{Root: root, Git: history.Env{}})
	if err != nil {
		t.Fatal(err)
	}
	result, err := checker.Check(options)
	if err != nil {
		t.Fatal(err)
	}
	return landed.ReplaceAllString(result.Findings(), "$1 1a2b3c4")
}

func place(r diag.Range) string {
	return fmt.Sprintf("%d:%d-%d:%d", r.Start.Line, r.Start.Column, r.End.Line, r.End.Column)
}

func firstLine(s string) string {
	line, _, _ := strings.Cut(s, "\n")
	return line
}

func write(t *testing.T, root string, files []policy.ExampleFile) {
	t.Helper()
	for _, f := range files {
		name := filepath.Join(root, filepath.FromSlash(f.Path))
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, f.Data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// git runs git as nobody in particular at a set time, so that commits are the same everywhere.
func git(t *testing.T, dir string, at time.Time, args ...string) {
	t.Helper()
	cmd := exec.Command("git", args...)
	cmd.Dir = dir
	date := at.Format(time.RFC3339)
	cmd.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_CONFIG_SYSTEM="+os.DevNull, "GIT_CONFIG_NOSYSTEM=1",
		"GIT_AUTHOR_NAME=A", "GIT_AUTHOR_EMAIL=a@example.com", "GIT_COMMITTER_NAME=A", "GIT_COMMITTER_EMAIL=a@example.com",
		"GIT_AUTHOR_DATE="+date, "GIT_COMMITTER_DATE="+date)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("git %s: %v\n%s", strings.Join(args, " "), err, out)
	}
}

// writeWant puts what was found into the proof, everything else as it was.
func writeWant(t *testing.T, id, want string) {
	t.Helper()
	name := filepath.Join("..", "..", "policies", "rules", id+".txtar")
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, policy.WithWant(data, want), 0o666); err != nil {
		t.Fatal(err)
	}
}
