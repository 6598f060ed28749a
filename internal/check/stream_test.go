//go:build unix

package check_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"usher/internal/bench"
	"usher/internal/catalog"
	"usher/internal/check"
	"usher/internal/report"
)

// messy are generated plans with mistakes of every kind: collisions of rooms,
// equipment and persons, too few seats, secrets, confidential visits, ids given
// twice, files that are no plans.
func messy(n int, seed uint64) []bench.File {
	r := rand.New(rand.NewPCG(seed, seed))
	files := bench.Plans(n, seed, 0.1)
	for i := range files {
		text := string(files[i].Data)
		swap := func(odds int, old, with string) {
			if r.IntN(odds) == 0 {
				text = strings.Replace(text, old, with, 1)
			}
		}
		swap(6, "room: meeting-1", "room: meeting-2")
		swap(6, "room: lecture-hall", "room: board-room")
		swap(6, "equipment: [laser-pointer]", "equipment: [projector, projector]")
		swap(6, "photographer: 何琳", "photographer: 许薇")
		swap(8, "attendees: ", "attendees: 9")
		swap(8, "confidentiality: internal", "confidentiality: confidential")
		swap(12, "purpose: ", "purpose: 电话 13912345678，")
		swap(15, "gifts:", "status: cancelled\ngifts:")
		swap(30, "gifts:", "  x:\n gifts: [")
		swap(40, "category: ", "confidentiality: confidental\ncategory: ")
		files[i].Data = []byte(text)
		if r.IntN(40) == 0 {
			files[i].Path = filepath.ToSlash(filepath.Join(filepath.Dir(files[i].Path), fmt.Sprintf("v-%05d.yaml", max(0, i-300))))
		}
	}
	return append(files, bench.File{Path: "visits/empty.yaml"}, bench.File{Path: "visits/Bad Name.yaml", Data: files[0].Data})
}

// printed is all that a user sees of a check.
func printed(t *testing.T, c *check.Checker, r *check.Result) string {
	t.Helper()
	var out bytes.Buffer
	for _, name := range []string{"text", "json", "sarif"} {
		rep := report.Report{
			Diagnostics: r.Diagnostics, Plans: len(r.Files), Judged: r.Judged, Files: r.Files, Notices: r.Notices,
			Lang: catalog.EN, Lines: r.Line, Width: 200,
		}
		if err := report.Formats[name](&out, rep); err != nil {
			t.Fatal(err)
		}
	}
	return out.String()
}

func checked(t *testing.T, root string, o check.Options) string {
	t.Helper()
	c, err := check.Open(check.Source{Root: root})
	if err != nil {
		t.Fatal(err)
	}
	r, err := c.Check(o)
	if err != nil {
		t.Fatal(err)
	}
	return printed(t, c, r)
}

// Whether plans are kept or let go of, and on however many cores they are judged,
// the check says the very same.
func TestStreamedCheckSaysTheSame(t *testing.T) {
	for seed := range uint64(3) {
		root := layOut(t, messy(400, seed+1))
		o := check.Options{Now: bench.Start.AddDate(0, 0, 20), All: seed != 1}
		whole := checked(t, root, o)
		for _, word := range []string{"room-conflict", "equipment-conflict", "person-conflict", "room-capacity", "confidential-text", "plan-id", "yaml-syntax"} {
			if !strings.Contains(whole, word) {
				t.Errorf("nothing to compare: no %s", word)
			}
		}
		o.Verdict = true
		for _, cores := range []int{1, 4} {
			before := runtime.GOMAXPROCS(cores)
			streamed := checked(t, root, o)
			runtime.GOMAXPROCS(before)
			if diff := cmp.Diff(strings.Split(whole, "\n"), strings.Split(streamed, "\n")); diff != "" {
				t.Fatalf("on %d cores (-whole +streamed):\n%.4000s", cores, diff)
			}
		}
	}
}

// In an archive, what a glance shows to have ended is not parsed; that changes
// nothing either, and a file that cannot be read is told of, however old.
func TestArchiveAtAGlanceSaysTheSame(t *testing.T) {
	root := layOut(t, messy(400, 7))
	for _, args := range [][]string{{"init", "-q"}, {"add", "."}, {"-c", "user.name=x", "-c", "user.email=x@x", "commit", "-q", "-m", "x"}} {
		if out, err := exec.Command("git", append([]string{"-C", root}, args...)...).CombinedOutput(); err != nil {
			t.Fatalf("git %v: %v\n%s", args, err, out)
		}
	}
	for _, days := range []int{0, 20, 60} {
		o := check.Options{Now: bench.Start.AddDate(0, 0, days)}
		whole := checked(t, root, o)
		o.Verdict = true
		if diff := cmp.Diff(strings.Split(whole, "\n"), strings.Split(checked(t, root, o), "\n")); diff != "" {
			t.Fatalf("after %d days (-whole +at a glance):\n%.4000s", days, diff)
		}
		if !strings.Contains(whole, "empty.yaml") || !strings.Contains(whole, "yaml-syntax") {
			t.Error("what cannot be read is not told of")
		}
	}
}

// A file that becomes another while it is being checked cannot be told of.
func TestPlanChangedMeanwhile(t *testing.T) {
	root := layOut(t, messy(50, 1))
	c, err := check.Open(check.Source{Root: root})
	if err != nil {
		t.Fatal(err)
	}
	r, err := c.Check(check.Options{Now: time.Date(2026, 11, 1, 9, 0, 0, 0, time.UTC), All: true, Verdict: true})
	if err != nil {
		t.Fatal(err)
	}
	file := r.Diagnostics[len(r.Diagnostics)-1].File
	if _, ok := r.Line(file, 1); !ok {
		t.Fatalf("%s has no line", file)
	}
	if r, err = c.Check(check.Options{Now: time.Date(2026, 11, 1, 9, 0, 0, 0, time.UTC), All: true, Verdict: true}); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(root, file), []byte("x: y\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	if line, ok := r.Line(file, 1); ok {
		t.Errorf("a line that was not checked: %q", line)
	}
}
