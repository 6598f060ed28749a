package history_test

import (
	"fmt"
	"os/exec"
	"strings"
	"testing"
	"time"

	"usher/internal/bench"
	"usher/internal/history"
)

// long is a main line of some thousand commits, an hour between them, and what a
// script puts on top of it. A line of the script is a branch, the commit to stand
// on as git names it (further parents behind a plus), how many commits, and a
// date for all of them: "-" for the hours that follow.
func long(t testing.TB, commits int, script string) *repo {
	t.Helper()
	r := newRepo(t, "--template=")
	at := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	load := func(in string) {
		t.Helper()
		cmd := exec.Command("git", "fast-import", "--quiet", "--force")
		cmd.Dir, cmd.Env, cmd.Stdin = r.dir, isolated("2026-12-01T09:00:00Z"), strings.NewReader(in)
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("git fast-import: %v\n%s", err, out)
		}
	}
	var in strings.Builder
	commit := func(branch, parents, date string) {
		seconds := at.Unix()
		if date != "-" {
			fmt.Sscan(date, &seconds)
		} else {
			at = at.Add(time.Hour)
		}
		fmt.Fprintf(&in, "commit refs/heads/%s\ncommitter C <c@example.com> %d +0800\ndata 0\n%s\n", branch, seconds, parents)
	}
	for range commits {
		commit("main", "", "-")
	}
	load(in.String())
	for line := range strings.Lines(strings.TrimSpace(script)) {
		word := strings.Fields(line)
		in.Reset()
		var parents strings.Builder
		for i, p := range strings.Split(word[1], "+") {
			fmt.Fprintf(&parents, "%s %s\n", []string{"from", "merge"}[min(i, 1)], r.git("rev-parse", p))
		}
		n := 0
		fmt.Sscan(word[2], &n)
		for i := range n {
			if i > 0 {
				parents.Reset()
			}
			commit(word[0], parents.String(), word[3])
		}
		load(in.String())
	}
	r.git("symbolic-ref", "HEAD", "refs/heads/change")
	return r
}

const (
	since2001 = "1000000000"
	until2099 = "4070880000"
)

// Where a change parted from main is found by reading about as much as both
// differ by, however long the history is and whatever the dates say.
func TestMergeBaseReadsOnlyWhatDiffers(t *testing.T) {
	for _, tt := range []struct {
		name, script string
		most         int // commits read
	}{
		{"on top of main", "change main 3 -", 12},
		{"main has moved on", "change main 3 -\nmain main 50 -", 130},
		{"nothing of its own", "change main~50 1 -\nmain main 1 -", 130},
		{"a clock that was years behind", "change main 2 " + since2001 + "\nmain main 20 -", 60},
		{"clocks that were years behind, on both sides", "change main 2 " + since2001 + "\nmain main 20 " + since2001, 60},
		{"a clock that was years ahead", "change main 2 " + until2099 + "\nmain main 20 -", 60},
		{"the commit they share was years behind", "main main 1 " + since2001 + "\nchange main 2 -\nmain main 20 -", 60},
		{"criss-cross merges", `
			a main 3 -
			b main 4 -
			change a+b 2 -
			main b+a 3 -`, 80},
		{"the forge's test merge", "topic main~5 3 -\nchange main+topic 1 -", 30},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			r := long(t, 3000, tt.script)
			h := r.open()
			got, ok, err := h.MergeBase("main")
			if err != nil || !ok {
				t.Fatal(ok, err)
			}
			if all := r.git("merge-base", "--all", "HEAD", "main"); !strings.Contains(all, got.Hash) {
				t.Errorf("got %s, git says %s", got.Hash, all)
			}
			read, apart, err := h.CommitsRead("main")
			if err != nil || read > tt.most {
				t.Errorf("read %d commits (%d of them to tell several apart), want %d at most; %v", read, apart, tt.most, err)
			}
			t.Log(read, apart)
		})
	}
}

// Histories without a common commit are read to their ends, once.
func TestMergeBaseOfUnrelatedHistories(t *testing.T) {
	r := long(t, 50, "change main 1 -")
	r.git("checkout", "-q", "--orphan", "other")
	r.git("commit", "-q", "--allow-empty", "-m", "other")
	if base, ok, err := r.open().MergeBase("main"); ok || err != nil {
		t.Errorf("got %v %v %v", base, ok, err)
	}
}

// A shallow clone answers where what it has is enough, also where one side comes
// to its end before the other has come down to where they parted.
func TestShallowCloneFindsTheMergeBaseThatItHas(t *testing.T) {
	r := long(t, 100, "change main 1 -\nmain main 12 -")
	r.git("checkout", "-q", "-f", "change")
	r.cloneSelf("--depth=14", "--no-single-branch")
	if base, ok, err := r.open().MergeBase("origin/main"); !ok || err != nil || base.Hash != r.git("rev-parse", "HEAD^") {
		t.Errorf("got %v %v %v", base, ok, err)
	}
}

// BenchmarkMergeBase finds where a change of two commits parted from a main line
// of some 30,000 commits, a third of them merged pull requests, that has moved on by 60 since.
func BenchmarkMergeBase(b *testing.B) {
	r := archive(b, bench.NewArchive(archived))
	r.git("checkout", "-q", "-f", "-b", "change", "main~60")
	r.git("commit", "-q", "--allow-empty", "-m", "one")
	for _, c := range []struct{ name, date string }{
		{"", "2026-12-01T09:00:00+08:00"}, {"back-dated", "2001-12-01T09:00:00+08:00"},
	} {
		r.gitOn(c.date, "commit", "-q", "--amend", "--allow-empty", "-m", "one")
		b.Run("git"+c.name, func(b *testing.B) {
			for b.Loop() {
				r.git("merge-base", "HEAD", "main")
			}
		})
		b.Run("usher"+c.name, func(b *testing.B) {
			for b.Loop() {
				h, err := history.Open(r.dir, history.Env{})
				if err != nil {
					b.Fatal(err)
				}
				if _, ok, err := h.MergeBase("main"); !ok || err != nil {
					b.Fatal(ok, err)
				}
				h.Close()
			}
			h := r.open()
			read, _, err := h.CommitsRead("main")
			if err != nil {
				b.Fatal(err)
			}
			b.ReportMetric(float64(read), "commits-read")
		})
	}
}

// BenchmarkReview compares a change of one plan with such a main line: 10,000
// plans on three sides, of which only those that differ are read.
func BenchmarkReview(b *testing.B) {
	r := archive(b, bench.NewArchive(archived))
	r.git("checkout", "-q", "-f", "-b", "change", "main~60")
	r.play("put hengtai 24\ncommit one 20")
	files := r.contents()
	b.Run("git", func(b *testing.B) {
		for b.Loop() {
			r.git("diff", "--name-status", "main...HEAD")
			r.git("diff", "--name-status", "HEAD...main")
		}
	})
	b.Run("usher", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			h, err := history.Open(r.dir, history.Env{})
			if err != nil {
				b.Fatal(err)
			}
			got, err := h.Review("main", "", files)
			if err != nil || len(got.Brings) != 1 || len(got.Behind) == 0 {
				b.Fatal(len(got.Brings), len(got.Behind), err)
			}
			h.Close()
		}
	})
}
