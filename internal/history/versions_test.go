package history_test

import (
	"path"
	"slices"
	"strings"
	"testing"
	"time"

	"usher/internal/bench"
	"usher/internal/history"
)

// versions puts into words which states plan a has had: the commit's label, and
// what its plan notes.
func (r *repo) versions(id string) string {
	r.t.Helper()
	h := r.open()
	got, err := h.Versions([]string{id, "never"})
	if err != nil {
		r.t.Fatal(err)
	}
	if len(got["never"]) != 0 {
		r.t.Errorf("a plan that was never there: %+v", got["never"])
	}
	var words []string
	for _, v := range got[id] {
		data, err := h.Content(v)
		if err != nil || v.Gone != (data == nil) {
			r.t.Fatal(v, data, err)
		}
		_, note, _ := strings.Cut(string(data), "note:")
		label := r.git("log", "-1", "--format=%s", v.Commit.Hash)
		if v.Gone {
			note = "gone"
		}
		words = append(words, strings.Join(strings.Fields(label+" "+day(v.Commit.Time)+" "+note), " "))
	}
	return strings.Join(words, ", ")
}

func TestVersions(t *testing.T) {
	for _, tt := range []struct{ name, history, want string }{
		{"without commits", `
			put a 24`, ""},
		{"not committed", `
			commit first 1
			put a 24`, ""},
		{"there from the root on", `
			put a 24
			commit first 1`, "first 1"},
		{"each change is one, of this plan only", `
			commit first 1
			put a 24
			put b 24
			commit added 2
			put b 24 typo
			commit other 3
			put a 24 x
			commit mended 4
			put a 24 y`,
			"mended 4 x, added 2"},
		{"moving is none", `
			put a 24
			commit first 1
			move a visits/a.yaml
			commit moved 3`,
			"first 1"},
		{"there and back is two", `
			put a 24
			commit first 1
			put a 26
			commit there 3
			put a 24
			commit back 5`,
			"back 5, there 3, first 1"},
		{"taken away, and back", `
			put a 24
			commit first 1
			remove a
			commit away 2
			commit nothing 3
			put a 24
			commit back 4`,
			"back 4, away 2 gone, first 1"},
		{"taken away", `
			put a 24
			commit first 1
			remove a
			commit away 2`,
			"away 2 gone, first 1"},
		{"a branch counts once, when it is merged", `
			commit first 1
			branch visit
			put a 24
			commit one 2
			put a 24 x
			commit two 3
			on main
			commit other 4
			merge visit merged 5`,
			"merged 5 x"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			r := newRepo(t)
			r.play(tt.history)
			if got := r.versions("a"); got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
		})
	}
}

func TestVersionsNeedTheWholeHistory(t *testing.T) {
	r := newRepo(t)
	r.play("put a 24\ncommit first 1\nput a 24 x\ncommit second 2")
	shallow := &repo{t: t, dir: t.TempDir()}
	r.git("clone", "-q", "--depth=1", "file://"+r.dir, shallow.dir)
	if got, err := shallow.open().Versions([]string{"a"}); err == nil {
		t.Errorf("counted %d versions in a history that is cut short", len(got["a"]))
	}
}

func TestAt(t *testing.T) {
	r := newRepo(t)
	r.play("put a 24 x\nput b 24\ncommit first 1\nput a 26 y\nmove b visits/b.yaml\ncommit second 2\nput a 26 z")
	h := r.open()
	for ref, want := range map[string]string{"HEAD~1": "x", "HEAD": "y"} {
		got, ok, err := h.At(ref, []string{"a", "never"})
		if err != nil || !ok || len(got) != 1 || !strings.HasSuffix(string(got["a"]), "note: "+want+"\n") {
			t.Errorf("%s: %q, %v, %v", ref, got, ok, err)
		}
	}
	if _, ok, err := h.At(strings.Repeat("12", 20), []string{"a"}); ok || err != nil {
		t.Errorf("a commit that is not there: %v, %v", ok, err)
	}
}

// BenchmarkVersions asks for a page of plans, and for all of them, in the archive.
func BenchmarkVersions(b *testing.B) {
	a := bench.NewArchive(archived)
	r := archive(b, a)
	var ids []string
	for _, f := range a.Files {
		ids = append(ids, strings.TrimSuffix(path.Base(f.Path), ".yaml"))
	}
	start := time.Now()
	r.git("log", "--raw", "--", "visits")
	log := time.Since(start)
	for name, ids := range map[string][]string{"ahead": ids[len(ids)-archived.Ahead:], "all": slices.Clone(ids)} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				h, err := history.Open(r.dir, history.Env{})
				if err != nil {
					b.Fatal(err)
				}
				got, err := h.Versions(ids)
				if err != nil || len(got) != len(ids) {
					b.Fatal(len(got), err)
				}
				h.Close()
			}
			b.ReportMetric(b.Elapsed().Seconds()/float64(b.N)/log.Seconds(), "×git-log")
		})
	}
}
