package history_test

import (
	"bytes"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// differs puts into words which files of the work tree differ from a commit.
func (r *repo) differs(ref string) string {
	r.t.Helper()
	files := map[string][]byte{}
	for _, name := range r.worktree() {
		data, err := os.ReadFile(filepath.Join(r.dir, name))
		if err != nil {
			r.t.Fatal(err)
		}
		files[name] = data
	}
	got, err := r.open().Differs(ref, files)
	if err != nil {
		r.t.Fatal(err)
	}
	if len(got) != len(files) {
		r.t.Errorf("%d answers for %d files", len(got), len(files))
	}
	var names []string
	for _, name := range slices.Sorted(maps.Keys(got)) {
		if got[name] {
			names = append(names, strings.TrimSuffix(filepath.Base(name), ".yaml"))
		}
	}
	slices.Sort(names)
	return strings.Join(names, " ")
}

func TestDiffers(t *testing.T) {
	r := newRepo(t)
	r.play("put a 24\nput b 24\nput c 24")
	if got := r.differs("HEAD"); got != "a b c" {
		t.Errorf("without commits: %q", got)
	}
	r.play("commit first 1")
	if got := r.differs("HEAD"); got != "" {
		t.Errorf("all committed: %q", got)
	}
	r.play("put b 24 other\nput d 24\nmove c visits/c.yaml")
	if got := r.differs("HEAD"); got != "b c d" {
		t.Errorf("b changed, c moved, d new: %q", got)
	}
	r.play("branch visit\ncommit second 2\nput a 26")
	if got := r.differs("HEAD"); got != "a" {
		t.Errorf("a changed: %q", got)
	}
	if got := r.differs("main"); got != "a b c d" {
		t.Errorf("all since main: %q", got)
	}
}

// Line ends are git's affair: core.autocrlf changes them on checkout.
func TestDiffersIgnoresLineEnds(t *testing.T) {
	lf := []byte(planText("24", "x"))
	crlf := bytes.ReplaceAll(lf, []byte("\n"), []byte("\r\n"))
	mixed := bytes.Replace(lf, []byte("\n"), []byte("\r\n"), 1)
	for name, texts := range map[string][2][]byte{
		"LF in git, CRLF here":    {lf, crlf},
		"CRLF in git, LF here":    {crlf, lf},
		"CRLF in git, CRLF here":  {crlf, crlf},
		"mixed in git, CRLF here": {mixed, crlf},
		"LF in git, mixed here":   {lf, mixed},
	} {
		r := newRepo(t)
		r.write(file("a"), string(texts[0]))
		r.play("commit first 1")
		r.write(file("a"), string(texts[1]))
		if got := r.differs("HEAD"); got != "" {
			t.Errorf("%s: differs", name)
		}
		r.write(file("a"), string(texts[1])+"more\n")
		if got := r.differs("HEAD"); got != "a" {
			t.Errorf("%s, and more: does not differ", name)
		}
	}
}

// changed puts into words by which commit and when each plan last changed.
func (r *repo) changed() string {
	r.t.Helper()
	got, err := r.open().LastChanged(r.worktree())
	if err != nil {
		r.t.Fatal(err)
	}
	var words []string
	for _, name := range slices.Sorted(maps.Keys(got)) {
		words = append(words, strings.TrimSuffix(filepath.Base(name), ".yaml")+" "+
			r.git("log", "-1", "--format=%s", got[name].Hash)+" "+day(got[name].Time))
	}
	return strings.Join(words, ", ")
}

func TestLastChanged(t *testing.T) {
	for _, tt := range []struct{ name, history, want string }{
		{"without commits", `
			put a 24`,
			""},
		{"each by its own", `
			put a 24
			put b 24
			commit both 1
			put b 24 typo
			commit mended 3`,
			"a both 1, b mended 3"},
		{"not committed", `
			put a 24
			commit first 1
			put a 24 typo
			put b 24`,
			"a first 1"},
		{"moving changes nothing", `
			put a 24
			commit first 1
			move a visits/a.yaml
			commit moved 3`,
			"a first 1"},
		{"changed there and back", `
			put a 24
			commit first 1
			put a 26
			commit there 3
			put a 24
			commit back 5`,
			"a back 5"},
		{"merged", `
			put a 24
			commit first 1
			branch visit
			put a 24 typo
			commit mended 2
			on main
			put b 24
			commit other 3
			merge visit merged 7`,
			"a merged 7, b other 3"},
		{"the committer's own time, even if it went back", `
			commit first 5
			put a 24
			commit added 3`,
			"a added 3"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			r := newRepo(t)
			r.play(tt.history)
			if got := r.changed(); got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
		})
	}
}
