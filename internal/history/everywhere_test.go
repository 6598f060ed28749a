package history_test

import (
	"path"
	"strings"
	"testing"
	"time"

	"usher/internal/bench"
	"usher/internal/history"
)

// everywhere puts into words which texts plan a has anywhere in the history: the oldest
// commit's label, and what the plan notes there.
func (r *repo) everywhere() string {
	r.t.Helper()
	h := r.open()
	got, err := h.Everywhere([]string{"a", "never"})
	if err != nil {
		r.t.Fatal(err)
	}
	if len(got["never"])+len(got["b"]) != 0 {
		r.t.Errorf("plans that were not asked for: %v", got)
	}
	var words []string
	for _, v := range got["a"] {
		data, err := h.Content(v)
		if err != nil || v.Gone {
			r.t.Fatal(v, err)
		}
		_, note, _ := strings.Cut(string(data), "note:")
		words = append(words, strings.Join(strings.Fields(r.git("log", "-1", "--format=%s", v.Commit.Hash)+" "+note), " "))
	}
	return strings.Join(words, ", ")
}

func TestEverywhere(t *testing.T) {
	for _, tt := range []struct{ name, history, want string }{
		{"without commits", "put a 24", ""},
		{"not committed", "commit first 1\nput a 24", ""},
		{"each text once, there and back again", `
			put a 24 x
			commit first 1
			put a 24 y
			put b 24 z
			commit second 2
			put a 24 x
			commit back 3
			move a visits/a.yaml
			commit moved 4`,
			"first x, second y"},
		{"what was taken away", "put a 24 x\ncommit first 1\nremove a\ncommit away 2", "first x"},
		{"what a merged branch held only for itself", `
			commit first 1
			branch visit
			put a 24 secret
			commit one 2
			put a 24 sealed
			commit two 3
			on main
			put b 24
			commit other 4
			merge visit merged 5`,
			"one secret, two sealed"},
		{"a branch that was not merged", `
			put a 24 x
			commit first 1
			branch visit
			put a 24 y
			commit one 2
			on main`,
			"first x"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			r := newRepo(t)
			r.play(tt.history)
			if got := r.everywhere(); got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
		})
	}
}

func TestEverywhereNeedsTheWholeHistory(t *testing.T) {
	r := newRepo(t)
	r.play("put a 24\ncommit first 1\nput a 24 x\ncommit second 2")
	shallow := &repo{t: t, dir: t.TempDir()}
	r.git("clone", "-q", "--depth=1", "file://"+r.dir, shallow.dir)
	if got, err := shallow.open().Everywhere([]string{"a"}); err == nil {
		t.Errorf("%d texts in a history that is cut short", len(got["a"]))
	}
}

// BenchmarkEverywhere asks for one plan of the archive, and for all.
func BenchmarkEverywhere(b *testing.B) {
	a := bench.NewArchive(archived)
	r := archive(b, a)
	var ids []string
	for _, f := range a.Files {
		ids = append(ids, strings.TrimSuffix(path.Base(f.Path), ".yaml"))
	}
	start := time.Now()
	r.git("log", "--raw", "--", "visits")
	log := time.Since(start)
	for name, ids := range map[string][]string{"one": ids[len(ids)-1:], "all": ids} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				h, err := history.Open(r.dir, history.Env{})
				if err != nil {
					b.Fatal(err)
				}
				got, err := h.Everywhere(ids)
				if err != nil || len(got) != len(ids) {
					b.Fatal(len(got), err)
				}
				h.Close()
			}
			b.ReportMetric(b.Elapsed().Seconds()/float64(b.N)/log.Seconds(), "×git-log")
		})
	}
}
