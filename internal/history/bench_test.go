package history_test

import (
	"errors"
	"os"
	"os/exec"
	"path"
	"strings"
	"testing"
	"time"

	"usher/internal/bench"
	"usher/internal/history"
)

// ten years of use, of which the last plans have not ended.
var archived = bench.Shape{Plans: 10_000, Ahead: 200, Commits: 30_000, Seed: 1}

// archive makes the repository with git fast-import, and repacks it as a clone is.
func archive(b testing.TB, a *bench.Archive) *repo {
	b.Helper()
	r := newRepo(b)
	cmd := exec.Command("git", "fast-import", "--quiet", "--force")
	cmd.Dir, cmd.Env = r.dir, isolated("2026-12-01T09:00:00+08:00")
	cmd.Stderr = os.Stderr
	in, err := cmd.StdinPipe()
	if err != nil {
		b.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		b.Fatal(err)
	}
	if err := errors.Join(a.Stream(in), in.Close(), cmd.Wait()); err != nil {
		b.Fatal(err)
	}
	r.git("update-ref", "-d", "refs/heads/change")
	r.git("-c", "gc.writeCommitGraph=false", "gc", "-q")
	return r
}

// questions ask for all plans of an archive, the last ones being ahead.
func questions(a *bench.Archive) []history.Query {
	var queries []history.Query
	for _, f := range a.Files {
		queries = append(queries, history.Query{
			ID: strings.TrimSuffix(path.Base(f.Path), ".yaml"), Schedule: schedule(f.Data), Sum: history.NewSummer().Sum(f.Data),
		})
	}
	return queries
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
	a := bench.NewArchive(archived)
	r := archive(b, a)
	queries := questions(a)
	var log time.Duration
	b.Run("git log --raw", func(b *testing.B) {
		for b.Loop() {
			r.git("log", "--raw", "--", "visits")
		}
		log = b.Elapsed() / time.Duration(b.N)
	})
	for _, c := range []struct {
		name    string
		queries []history.Query
	}{{"ahead", queries[len(queries)-archived.Ahead:]}, {"all", queries}} {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				h, err := history.Open(r.dir, history.Env{})
				if err != nil {
					b.Fatal(err)
				}
				got, err := h.Announced(c.queries, history.Options{Now: a.Now, Schedule: schedule})
				if err != nil || len(got) != len(c.queries) {
					b.Fatal(len(got), err)
				}
				for id, answer := range got {
					if answer.Source != history.FromCommit {
						b.Fatal(id, answer)
					}
				}
				h.Close()
			}
			b.ReportMetric(b.Elapsed().Seconds()/float64(b.N)/log.Seconds(), "×git-log")
		})
	}
}
