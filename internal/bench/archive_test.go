package bench_test

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"usher/internal/bench"
)

// repository makes the archive one, with the work tree of its tip.
func repository(t *testing.T, s bench.Shape) (*bench.Archive, string) {
	t.Helper()
	a, dir := bench.NewArchive(s), t.TempDir()
	git(t, dir, nil, "init", "-q", "-b", "main")
	var history bytes.Buffer
	if err := a.Stream(&history); err != nil {
		t.Fatal(err)
	}
	git(t, dir, &history, "fast-import", "--quiet")
	git(t, dir, nil, "update-ref", "-d", "refs/heads/change")
	git(t, dir, nil, "reset", "-q", "--hard")
	return a, dir
}

func git(t *testing.T, dir string, in io.Reader, args ...string) string {
	t.Helper()
	cmd := exec.Command("git", args...)
	cmd.Dir, cmd.Stdin = dir, in
	cmd.Env = slices.DeleteFunc(os.Environ(), func(s string) bool { return strings.HasPrefix(s, "GIT_") }) // of a hook that runs the tests
	cmd.Env = append(cmd.Env, "GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_CONFIG_NOSYSTEM=1", "HOME="+os.DevNull, "LC_ALL=C")
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("git %s: %v\n%s", args[0], err, out)
	}
	return strings.TrimSpace(string(out))
}

func TestArchive(t *testing.T) {
	for _, s := range []bench.Shape{
		{Plans: 300, Ahead: 30, Commits: 900, Seed: 1, Mistakes: 0.02},
		{Plans: 300, Ahead: 30, Commits: 200, Seed: 1},
		{Plans: 20, Ahead: 20, Commits: 1000, Seed: 2},
		{Plans: 3, Ahead: 1, Commits: 1, Seed: 1},
		{Plans: 0, Commits: 5, Seed: 1},
	} {
		t.Run(fmt.Sprint(s), func(t *testing.T) {
			t.Parallel()
			a, dir := repository(t, s)
			if got := git(t, dir, nil, "rev-list", "--count", "main"); got != strconv.Itoa(s.Commits) {
				t.Errorf("%s commits", got)
			}
			if got := git(t, dir, nil, "status", "--porcelain"); got != "" {
				t.Errorf("the work tree differs from main:\n%s", got)
			}
			files := strings.Fields(git(t, dir, nil, "ls-files", "visits"))
			if len(files) != s.Plans || len(a.Files) != s.Plans {
				t.Errorf("%d files of %d plans", len(files), len(a.Files))
			}
			ahead := 0
			for _, f := range a.Files {
				data, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(f.Path)))
				if err != nil || !bytes.Equal(data, f.Data) {
					t.Fatalf("%s is not what it should be: %v", f.Path, err)
				}
				_, arrive, _ := strings.Cut(string(data), "\narrive: ")
				at, err := time.Parse("2006-01-02 15:04 -07", arrive[:len("2006-01-02 15:04")]+" +08")
				if err != nil {
					t.Fatal(err)
				}
				if at.After(a.Now) {
					ahead++
				}
			}
			if ahead < s.Ahead || ahead > s.Ahead+2 {
				t.Errorf("%d plans ahead", ahead)
			}
			tip, err := strconv.ParseInt(git(t, dir, nil, "log", "-1", "--format=%ct"), 10, 64)
			if err != nil || tip > a.Now.Unix() {
				t.Errorf("the last commit is of %v, after %v", time.Unix(tip, 0), a.Now)
			}
		})
	}
}

// Histories hold what real ones do, and come out the same each time.
func TestArchiveHistory(t *testing.T) {
	s := bench.Shape{Plans: 300, Ahead: 30, Commits: 900, Seed: 1, Mistakes: 0.02}
	_, dir := repository(t, s)
	_, again := repository(t, s)
	if git(t, dir, nil, "rev-parse", "main") != git(t, again, nil, "rev-parse", "main") {
		t.Error("the same shape makes another repository")
	}
	if n, err := strconv.Atoi(git(t, dir, nil, "rev-list", "--count", "--first-parent", "main")); err != nil || n < 500 || n > 700 {
		t.Errorf("%d commits on the main line of 900", n)
	}
	kinds := map[string]int{}
	for _, line := range strings.Split(git(t, dir, nil, "log", "-M", "--first-parent", "-m", "--name-status", "--format="), "\n") {
		status, name, _ := strings.Cut(line, "\t")
		if status == "" {
			continue
		}
		kind := status[:1]
		if !strings.HasPrefix(name, "visits/") {
			kind = "other"
		}
		kinds[kind]++
	}
	for kind, least := range map[string]int{"A": 200, "M": 100, "R": 2, "other": 20} {
		if kinds[kind] < least {
			t.Errorf("%s %d times", kind, kinds[kind])
		}
	}
}
