//go:build unix

package check_test

import (
	"bytes"
	"os"
	"os/exec"
	"testing"

	"usher/internal/bench"
	"usher/internal/check"
)

// What is measured is what usually happens: the generated plans pass every rule,
// though the five rooms are taken twice a day.
func TestGeneratedPlansPass(t *testing.T) {
	pass(t, checkAll(t, layOut(t, bench.Plans(300, 1, 0))))
}

// So does an archive of them, with the history that tells when each was announced.
func TestGeneratedArchivePasses(t *testing.T) {
	a := bench.NewArchive(bench.Shape{Plans: 300, Ahead: 30, Commits: 900, Seed: 1})
	root := layOut(t, a.Files)
	var history bytes.Buffer
	if err := a.Stream(&history); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{{"init", "-q", "-b", "main"}, {"fast-import", "--quiet"}} {
		cmd := exec.Command("git", args...)
		cmd.Dir = root
		if args[0] == "fast-import" {
			cmd.Stdin = &history
		}
		cmd.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_CONFIG_NOSYSTEM=1")
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("git %s: %v\n%s", args[0], err, out)
		}
	}
	checker, err := check.Open(check.Source{Root: root})
	if err != nil {
		t.Fatal(err)
	}
	r, err := checker.Check(check.Options{Now: a.Now, All: true})
	if err != nil {
		t.Fatal(err)
	}
	if r.Judged != len(a.Files) {
		t.Errorf("judged %d of %d", r.Judged, len(a.Files))
	}
	pass(t, r)
}

func pass(t *testing.T, r *check.Result) {
	t.Helper()
	for _, d := range r.Diagnostics {
		t.Errorf("%s %s: %s", d.File, d.Rule, d.Message.EN)
	}
}
