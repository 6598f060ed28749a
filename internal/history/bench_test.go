package history_test

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"usher/internal/history"
)

// The archive of ten years: each plan is added on a branch, merged, and edited once
// on main, every fifth time by a reschedule. The last plans have not ended.
const (
	archivePlans = 10_000
	archiveAhead = 200
)

// archive makes the repository with git fast-import, and repacks it as a clone is.
func archive(b *testing.B, plans int) *repo {
	b.Helper()
	r := newRepo(b)
	cmd := exec.Command("git", "fast-import", "--quiet")
	cmd.Dir, cmd.Env = r.dir, isolated("2026-12-01T09:00:00+08:00")
	cmd.Stderr = os.Stderr
	in, err := cmd.StdinPipe()
	if err != nil {
		b.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		b.Fatal(err)
	}
	w := bufio.NewWriter(in)
	at := time.Date(2017, 1, 1, 0, 0, 0, 0, time.UTC)
	mark := 0
	commit := func(ref, parents, files string) int {
		mark++
		at = at.Add(10 * time.Minute)
		fmt.Fprintf(w, "commit %s\nmark :%d\ncommitter C <c@example.com> %d +0800\ndata 5\nplan\n%s%s\n",
			ref, mark, at.Unix(), parents, files)
		return mark
	}
	put := func(i, day, version int) string {
		text := archivePlan(i, day, version)
		return fmt.Sprintf("M 100644 inline %s\ndata %d\n%s\n", archiveFile(i, plans), len(text), text)
	}
	tip := commit("refs/heads/main", "", "")
	edit := func(i int) {
		day, version := 10, 2
		if i%5 == 0 {
			day = 12
		}
		tip = commit("refs/heads/main", fmt.Sprintf("from :%d\n", tip), put(i, day, version))
	}
	const later = 30 // an edit comes so many plans later
	for i := range plans {
		side := commit("refs/heads/side", fmt.Sprintf("from :%d\n", tip), put(i, 10, 1))
		tip = commit("refs/heads/main", fmt.Sprintf("from :%d\nmerge :%d\n", tip, side), put(i, 10, 1))
		if i >= later {
			edit(i - later)
		}
	}
	for i := plans - later; i < plans; i++ {
		edit(i)
	}
	if err := w.Flush(); err != nil {
		b.Fatal(err)
	}
	in.Close()
	if err := cmd.Wait(); err != nil {
		b.Fatal(err)
	}
	r.git("update-ref", "-d", "refs/heads/side")
	r.git("-c", "gc.writeCommitGraph=false", "gc", "-q")
	return r
}

// archiveFile spreads the plans over the months of ten years.
func archiveFile(i, plans int) string {
	month := i * 120 / plans
	return fmt.Sprintf("visits/%d/%02d/visit-%05d.yaml", 2017+month/12, month%12+1, i)
}

// archivePlan is a plan of about 75 lines.
func archivePlan(i, day, version int) string {
	var b strings.Builder
	fmt.Fprintf(&b, "organisation: 恒泰集团 %d\narrive: 2026-12-%02d 09:00\nversion: %d\nprogramme:\n", i, day, version)
	for j := range 24 {
		fmt.Fprintf(&b, "  - at: %02d:%02d\n    what: 参观第 %d 车间，第 %d 批客人\n    who: guide-%d\n", 9+j/6, j%6*10, j, i, (i+j)%7)
	}
	return b.String()
}

// BenchmarkSmall is one plan in a small repository, as in a pre-commit hook.
func BenchmarkSmall(b *testing.B) {
	r := newRepo(b)
	for range 20 {
		r.play("put hengtai 24\ncommit added 1\nput hengtai 24 typo\ncommit mended 2")
	}
	for b.Loop() {
		if err := r.ask(); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkHistory(b *testing.B) {
	r := archive(b, archivePlans)
	var queries []history.Query
	for i := range archivePlans {
		day := 10
		if i%5 == 0 {
			day = 12
		}
		data := []byte(archivePlan(i, day, 2))
		queries = append(queries, history.Query{
			ID: strings.TrimSuffix(filepath.Base(archiveFile(i, archivePlans)), ".yaml"), Schedule: schedule(data), Data: data,
		})
	}
	var log time.Duration
	b.Run("git log --raw", func(b *testing.B) {
		for b.Loop() {
			r.git("log", "--raw", "--", "visits")
		}
		log = b.Elapsed() / time.Duration(b.N)
	})
	for _, bench := range []struct {
		name    string
		queries []history.Query
	}{{"ahead", queries[archivePlans-archiveAhead:]}, {"all", queries}} {
		b.Run(bench.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				h, err := history.Open(r.dir, history.Env{})
				if err != nil {
					b.Fatal(err)
				}
				got, err := h.Announced(bench.queries, history.Options{Now: time.Now(), Schedule: schedule})
				if err != nil || len(got) != len(bench.queries) {
					b.Fatal(len(got), err)
				}
				for id, a := range got {
					if a.Source != history.FromCommit {
						b.Fatal(id, a)
					}
				}
				h.Close()
			}
			b.ReportMetric(b.Elapsed().Seconds()/float64(b.N)/log.Seconds(), "×git-log")
		})
	}
}
