package history_test

import (
	"crypto/sha1"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"usher/internal/history"

	"pgregory.net/rapid"
)

// Each case is a history, and what merging the present change into main would do
// and what main has done meanwhile: + new, - gone, ~ edited, > moved.
var reviews = []struct {
	name, history, brings, behind string
}{
	{"nothing", `
		put a 24
		commit first 1`,
		"", ""},
	{"new, edited, gone and moved", `
		put a 22
		put b 22
		put c 22
		put d 22
		commit first 1
		branch visit
		put a 24
		remove b
		move c visits/c.yaml
		put e 24
		commit change 2`,
		"~a -b >c +e", ""},
	{"not committed", `
		put a 22
		put b 22
		commit first 1
		branch visit
		put a 24
		commit change 2
		put a 22
		remove b
		put c 24`,
		"-b +c", ""},
	{"moved and edited in one", `
		put a 22
		commit first 1
		branch visit
		move a visits/a.yaml
		put visits/a.yaml 24
		commit change 2`,
		"~a", ""},
	{"another id is another plan", `
		put a 22
		commit first 1
		branch visit
		move a b
		commit change 2`,
		"-a +b", ""},
	{"there and back", `
		put a 22
		commit first 1
		branch visit
		put a 24
		commit there 2
		put a 22
		commit back 3`,
		"", ""},
	{"main has gone on with other plans", `
		put a 22
		put b 22
		put c 22
		commit first 1
		branch visit
		put d 24
		commit change 2
		on main
		put a 24
		remove b
		move c visits/c.yaml
		put e 24
		commit meanwhile 3
		on visit`,
		"+d", "~a -b +e"},
	{"main has gone on with the same plan", `
		put a 22
		commit first 1
		branch visit
		put a 24
		commit change 2
		on main
		put a 26
		commit meanwhile 3
		on visit`,
		"~a", ""},
	{"main has come to the same", `
		put a 22
		put b 22
		commit first 1
		branch visit
		put a 24
		remove b
		put c 24
		commit change 2
		on main
		put a 24
		remove b
		put c 24
		commit meanwhile 3
		on visit`,
		"", ""},
	{"main has deleted what the change edits", `
		put a 22
		commit first 1
		branch visit
		put a 24
		commit change 2
		on main
		remove a
		commit meanwhile 3
		on visit`,
		"~a", ""},
	{"main has edited what the change deletes", `
		put a 22
		commit first 1
		branch visit
		remove a
		commit change 2
		on main
		put a 24
		commit meanwhile 3
		on visit`,
		"-a", ""},
	{"main has edited what the change moves", `
		put a 22
		commit first 1
		branch visit
		move a visits/a.yaml
		commit change 2
		on main
		put a 24
		commit meanwhile 3
		on visit`,
		">a", "~a"},
	{"main has moved what the change edits", `
		put a 22
		commit first 1
		branch visit
		put a 24
		commit change 2
		on main
		move a visits/a.yaml
		commit meanwhile 3
		on visit`,
		"~a", ""},
	{"both have brought a plan of one id", `
		put b 22
		commit first 1
		branch visit
		put a 24
		commit change 2
		on main
		put visits/2026/11/a.yaml 24
		commit meanwhile 3
		on visit`,
		"+a", "+a"},
	{"the id is there twice", `
		put a 22
		put visits/copy/a.yaml 22
		commit first 1
		branch visit
		put visits/copy/a.yaml 24
		commit change 2`,
		"~a", ""},
	{"main was merged into the change", `
		put a 22
		commit first 1
		branch visit
		put b 24
		commit change 2
		on main
		put c 24
		commit meanwhile 3
		on visit
		merge main merged 4`,
		"+b", ""},
	{"criss-cross: what each took from the other is nobody's change", `
		put a 22
		commit first 1
		branch visit
		put b 24
		commit ours 2
		branch ours
		on main
		put c 24
		commit theirs 3
		branch theirs
		merge ours left 4
		on main
		forward theirs
		put b 26
		commit later 5
		on visit
		merge theirs~1 right 4
		put d 24
		commit more 6`,
		"+d", "~b"},
	{"histories without a common commit", `
		put a 22
		put b 22
		commit first 1
		orphan visit
		put a 24
		commit again 2`,
		"~a", ""},
	{"a merge queue: on top of another change", `
		put a 22
		commit first 1
		branch one
		put b 24
		commit change 2
		on main
		branch two
		put c 24
		commit other 2
		on main
		branch queue
		merge one first-in-line 3
		merge two second-in-line 4`,
		"+b +c", ""},
}

func TestReview(t *testing.T) {
	for _, tt := range reviews {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			r := newRepo(t)
			r.play(tt.history)
			check := func(head string, files map[string][]byte) {
				t.Helper()
				got, err := r.open().Review("main", head, files)
				if err != nil {
					t.Fatal(err)
				}
				if brings, behind := edits(got.Brings), edits(got.Behind); brings != tt.brings || behind != tt.behind {
					t.Errorf("brings %q behind %q, want %q %q\n%s", brings, behind, tt.brings, tt.behind,
						r.git("log", "--graph", "--format=%h %s", "--all"))
				}
			}
			check("", r.contents())
			if r.git("status", "--porcelain") == "" {
				r.git("checkout", "-q", "--detach")
				check("", r.contents())
				head := r.git("rev-parse", "HEAD")
				r.git("checkout", "-q", "main")
				check(head, nil)
			}
		})
	}
}

// edits puts edits into a word each.
func edits(all []history.Edit) string {
	var words []string
	for _, e := range all {
		sign := "~"
		switch {
		case e.Was == "":
			sign = "+"
		case e.Is == "":
			sign = "-"
		case e.Moved:
			sign = ">"
		}
		id := path.Base(e.Was + e.Is)
		words = append(words, sign+strings.TrimSuffix(id, ".yaml"))
	}
	return strings.Join(words, " ")
}

// contents are the plans of the work tree.
func (r *repo) contents() map[string][]byte {
	r.t.Helper()
	files := map[string][]byte{}
	for _, name := range r.worktree() {
		data, err := os.ReadFile(filepath.Join(r.dir, name))
		if err != nil {
			r.t.Fatal(err)
		}
		files[name] = data
	}
	return files
}

// A queue's entry for the second change is judged against that for the first.
func TestReviewInAMergeQueue(t *testing.T) {
	r := newRepo(t)
	r.play(reviews[len(reviews)-1].history)
	got, err := r.open().Review("HEAD^1", "", r.contents())
	if err != nil || edits(got.Brings) != "+c" || len(got.Behind) > 0 {
		t.Errorf("brings %q, behind %q, %v", edits(got.Brings), edits(got.Behind), err)
	}
	if len(got.Forks) != 1 || got.Forks[0] != got.Tip || got.Tip.Hash != r.git("rev-parse", "HEAD^1") {
		t.Errorf("got %+v from %+v", got.Tip, got.Forks)
	}
}

// What core.autocrlf does to the work tree is no change, nor is it where the
// repository itself has CRLF.
func TestReviewOfLineEnds(t *testing.T) {
	r := newRepo(t)
	text := planText("24", "")
	r.write(file("a"), text)
	r.write(file("b"), strings.ReplaceAll(text, "\n", "\r\n"))
	r.play("commit first 1\nbranch visit")
	r.write(file("a"), strings.ReplaceAll(text, "\n", "\r\n"))
	r.write(file("b"), text)
	got, err := r.open().Review("main", "", r.contents())
	if err != nil || edits(got.Brings) != "" {
		t.Errorf("brings %q, %v", edits(got.Brings), err)
	}
	if d := got.Brings; len(d) > 0 {
		t.Errorf("%+v", d)
	}
}

// What a change and its base make together is what git merges, over histories of
// any shape: every plan that one side alone has added, edited or deleted.
func TestReviewIsWhatGitMerges(t *testing.T) {
	first := newRepo(t)
	first.play("commit first 1")
	if out, err := run(t, first.dir, "2026-12-01T09:00:00Z", "merge-tree", "--write-tree", "HEAD", "HEAD"); err != nil {
		t.Skip("this git does not merge without a work tree:", out)
	}
	compared := 0
	rapid.Check(t, func(rt *rapid.T) {
		all := histories(rt)
		base := rapid.IntRange(0, len(all)-1).Draw(rt, "base")
		r := store(t, all)
		tip := all[base].hash
		out, err := run(t, r.dir, "2026-12-01T09:00:00Z", "-c", "merge.renames=false", "merge-tree", "--write-tree", "HEAD", tip)
		if err != nil {
			return // a conflict, or histories that have nothing in common
		}
		v, err := r.open().Review(tip, r.git("rev-parse", "HEAD"), nil)
		if err != nil {
			rt.Fatal(err)
		}
		want, got, theirs := plansOf(r, strings.Fields(out)[0]), plansOf(r, "HEAD"), plansOf(r, tip)
		for _, files := range []map[string][]string{want, got, theirs} {
			for _, hashes := range files {
				if len(hashes) > 1 {
					return // moved on one side: git without renames has it twice
				}
			}
		}
		brought := map[string]bool{}
		for _, e := range v.Brings {
			brought[path.Base(e.Was)], brought[path.Base(e.Is)] = true, true
		}
		for _, e := range v.Behind {
			delete(got, path.Base(e.Was))
			if e.Is != "" {
				got[path.Base(e.Is)] = []string{blob(e.After)}
			}
		}
		compared++
		for _, files := range []map[string][]string{want, got} {
			for name := range files {
				// What both sides have edited is git's to merge line by line.
				if len(want[name]) != len(got[name]) || !brought[name] && want[name][0] != got[name][0] {
					rt.Errorf("%s: %s, git has %s\nbrings %s, behind %s", name, got[name], want[name], edits(v.Brings), edits(v.Behind))
				}
			}
		}
	})
	if compared < 20 {
		t.Errorf("only %d merges were compared", compared)
	}
}

// plansOf are the hashes of the plans of a tree or commit, by file name.
func plansOf(r *repo, tree string) map[string][]string {
	files := map[string][]string{}
	for line := range strings.Lines(r.git("ls-tree", "-r", tree, "visits")) {
		word := strings.Fields(line) // mode, type, hash, path
		if name := path.Base(word[3]); !strings.Contains(word[3], "/.") {
			files[name] = append(files[name], word[2])
		}
	}
	return files
}

// blob is the hash that git gives a file.
func blob(data []byte) string {
	return fmt.Sprintf("%x", sha1.Sum(fmt.Appendf(nil, "blob %d\x00%s", len(data), data)))
}
