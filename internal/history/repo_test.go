package history_test

import (
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"usher/internal/history"
)

// A repo is a real repository made by git, in which days stand for moments: all
// that happens happens in December 2026, at 09:00 in Shanghai.
type repo struct {
	t   testing.TB
	dir string // the work tree
}

func newRepo(t testing.TB, args ...string) *repo {
	t.Helper()
	r := &repo{t: t, dir: t.TempDir()}
	r.git(append([]string{"init", "-q", "-b", "main"}, args...)...)
	return r
}

// at is the moment that a day stands for.
func at(day int) time.Time {
	return time.Date(2026, 12, day, 9, 0, 0, 0, time.FixedZone("", 8*3600))
}

// run starts git in a folder, with nobody's configuration and the clock at a date,
// and returns what it prints, or what it says went wrong.
func run(t testing.TB, dir string, date string, args ...string) (string, error) {
	t.Helper()
	cmd := exec.Command("git", args...)
	cmd.Dir = dir
	cmd.Env = isolated(date)
	var talk strings.Builder
	cmd.Stderr = &talk
	out, err := cmd.Output()
	if err != nil {
		return talk.String(), err
	}
	return strings.TrimSpace(string(out)), nil
}

func isolated(date string) []string {
	env := slices.DeleteFunc(os.Environ(), func(s string) bool {
		return strings.HasPrefix(s, "GIT_") // of a hook that runs the tests
	})
	return append(env,
		"GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_CONFIG_NOSYSTEM=1", "HOME="+os.DevNull, "LC_ALL=C",
		"GIT_CONFIG_COUNT=1", "GIT_CONFIG_KEY_0=maintenance.auto", "GIT_CONFIG_VALUE_0=false", // nothing in the background
		"GIT_AUTHOR_NAME=陈静", "GIT_AUTHOR_EMAIL=chen@example.com", "GIT_AUTHOR_DATE="+date,
		"GIT_COMMITTER_NAME=陈静", "GIT_COMMITTER_EMAIL=chen@example.com", "GIT_COMMITTER_DATE="+date,
	)
}

func (r *repo) git(args ...string) string { return r.gitOn("2026-12-01T09:00:00+08:00", args...) }

func (r *repo) gitOn(date string, args ...string) string {
	r.t.Helper()
	out, err := run(r.t, r.dir, date, args...)
	if err != nil {
		r.t.Fatalf("git %s: %v\n%s", strings.Join(args, " "), err, out)
	}
	return out
}

// file is where a plan lies: its path, or its id alone.
func file(plan string) string {
	if strings.Contains(plan, "/") {
		return plan
	}
	return "visits/2026/12/" + plan + ".yaml"
}

func (r *repo) write(name, text string) {
	r.t.Helper()
	path := filepath.Join(r.dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		r.t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		r.t.Fatal(err)
	}
}

// plan is a plan that arrives on a day, with something else in it that may change.
func planText(day, note string) string {
	return fmt.Sprintf("organisation: Hengtai 恒泰\narrive: 2026-12-%s 09:00\ncategory: A\nguests: 3\nhost: 陈静\nnote: %s\n", day, note)
}

// play makes a history out of a script, one step a line:
//
//	put PLAN DAY [NOTE]    write the plan, arriving on that day
//	move PLAN PLAN         move its file
//	remove PLAN
//	commit LABEL DAY       commit everything, on that day
//	branch NAME            start a branch here and go there
//	on NAME                go to a branch
//	merge NAME LABEL DAY   merge a branch with a merge commit
//	forward NAME           merge a branch by fast-forward
//	squash NAME LABEL DAY  merge a branch as one new commit
//	orphan NAME            start a branch without any history
//	rebase NAME DAY        put this branch on top of another, on that day
func (r *repo) play(script string) {
	r.t.Helper()
	for _, line := range strings.Split(strings.TrimSpace(script), "\n") {
		word := append(strings.Fields(line), "", "", "")
		switch word[0] {
		case "put":
			r.write(file(word[1]), planText(word[2], strings.TrimSpace(strings.Join(word[3:], " "))))
		case "move":
			to := filepath.Join(r.dir, file(word[2]))
			if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
				r.t.Fatal(err)
			}
			if err := os.Rename(filepath.Join(r.dir, file(word[1])), to); err != nil {
				r.t.Fatal(err)
			}
		case "remove":
			if err := os.Remove(filepath.Join(r.dir, file(word[1]))); err != nil {
				r.t.Fatal(err)
			}
		case "commit":
			r.git("add", "-A")
			r.gitOn(stamp(r.t, word[2]), "commit", "-q", "--allow-empty", "-m", word[1])
		case "branch":
			r.git("checkout", "-q", "-b", word[1])
		case "orphan":
			r.git("checkout", "-q", "--orphan", word[1])
		case "on":
			r.git("checkout", "-q", word[1])
		case "merge":
			r.gitOn(stamp(r.t, word[3]), "merge", "-q", "--no-ff", "-m", word[2], word[1])
		case "forward":
			r.git("merge", "-q", "--ff-only", word[1])
		case "squash":
			r.git("merge", "-q", "--squash", word[1])
			r.gitOn(stamp(r.t, word[3]), "commit", "-q", "-m", word[2])
		case "rebase":
			r.gitOn(stamp(r.t, word[2]), "rebase", "-q", word[1])
		default:
			r.t.Fatalf("no such step: %s", line)
		}
	}
}

// stamp is a day, or a date as git writes it, as a date for git.
func stamp(t testing.TB, day string) string {
	t.Helper()
	if strings.HasPrefix(day, "@") {
		return strings.TrimPrefix(day, "@") + " +0800"
	}
	var d int
	if _, err := fmt.Sscan(day, &d); err != nil {
		t.Fatalf("%q is no day", day)
	}
	return at(d).Format(time.RFC3339)
}

// open opens the repository as usher does.
func (r *repo) open() *history.Repository {
	r.t.Helper()
	h, err := history.Open(r.dir, history.Env{})
	if err != nil {
		r.t.Fatal(err)
	}
	r.t.Cleanup(func() { h.Close() })
	return h
}

// schedule is the arrive of a plan written by planText.
func schedule(data []byte) string {
	for line := range strings.Lines(string(data)) {
		if day, ok := strings.CutPrefix(line, "arrive: "); ok {
			return strings.TrimSpace(day)
		}
	}
	return ""
}

// queries are the plans in the work tree.
func (r *repo) queries() []history.Query {
	r.t.Helper()
	var qs []history.Query
	for _, name := range r.worktree() {
		data, err := os.ReadFile(filepath.Join(r.dir, name))
		if err != nil {
			r.t.Fatal(err)
		}
		id := strings.TrimSuffix(filepath.Base(name), filepath.Ext(name))
		qs = append(qs, history.Query{ID: id, Schedule: schedule(data), Sum: history.NewSummer().Sum(data)})
	}
	return qs
}

func (r *repo) worktree() []string {
	r.t.Helper()
	var names []string
	filepath.WalkDir(filepath.Join(r.dir, "visits"), func(path string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			name, _ := filepath.Rel(r.dir, path)
			names = append(names, filepath.ToSlash(name))
		}
		return nil
	})
	return names
}

// announced asks for all plans of the work tree and puts the answers into words:
// the plan, then the label of the commit and the day it landed, or the source.
func (r *repo) announced(o history.Options) (string, error) {
	r.t.Helper()
	o.Schedule = schedule
	got, err := r.open().Announced(r.queries(), o)
	var words []string
	for _, id := range slices.Sorted(maps.Keys(got)) {
		words = append(words, id+" "+r.words(got[id], o.Now))
	}
	return strings.Join(words, ", "), err
}

func (r *repo) words(a history.Announcement, now time.Time) string {
	switch {
	case a.Source != history.FromCommit && a.At.Equal(now):
		return a.Source
	case a.Source != history.FromCommit:
		return a.Source + " but not now"
	}
	return r.git("log", "-1", "--format=%s", a.Commit) + " " + day(a.At)
}

// day is the reverse of at.
func day(t time.Time) string {
	d := t.Sub(at(1)).Hours()/24 + 1
	return fmt.Sprint(d)
}
