package history_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"usher/internal/history"
)

// What git would take in is what git says it would: check-ignore is asked about each
// file, in work trees with all kinds of patterns in all places.
func TestKeepsAsGitDoes(t *testing.T) {
	names := []string{"index.html", "hua/checklist.html", "weeks/2026-W49/roster.html", ".usher-manifest.json"}
	for what, files := range map[string]map[string]string{
		"nothing":                  {},
		"the folder":               {".gitignore": "/out/\n"},
		"any folder of the name":   {".gitignore": "out/\n"},
		"any of the name":          {".gitignore": "# sheets\n\nout\n"},
		"with Windows' line ends":  {".gitignore": "/out/\r\n"},
		"what is in it":            {".gitignore": "/out/*\n"},
		"some of what is in it":    {".gitignore": "*.html\n"},
		"all but one":              {".gitignore": "/out/*\n!/out/index.html\n"},
		"taken back in vain":       {".gitignore": "/out/\n!/out/index.html\n"},
		"taken back":               {".gitignore": "/out/\n!/out/\n"},
		"a pattern":                {".gitignore": "o?t/\n"},
		"a class":                  {".gitignore": "[a-o]ut/\n"},
		"any depth":                {".gitignore": "**/out/\n"},
		"everything below":         {".gitignore": "out/**\n"},
		"a file, not a folder":     {".gitignore": "/out/index.html\n"},
		"another folder":           {".gitignore": "/outer/\n/ou/\n"},
		"a longer path":            {".gitignore": "/visits/out/\n"},
		"a comment":                {".gitignore": "#/out/\n"},
		"a space at the end":       {".gitignore": "/out/ \n"},
		"by itself":                {"out/.gitignore": "*\n"},
		"by itself, in part":       {"out/.gitignore": "*\n!index.html\n"},
		"by itself, further down":  {"out/hua/.gitignore": "*\n"},
		"for this clone":           {".git/info/exclude": "/out/\n"},
		"for this clone, and back": {".git/info/exclude": "/out/\n", ".gitignore": "!/out/\n"},
		"without a line's end":     {".gitignore": "/out/"},
		"everything":               {".gitignore": "*\n"},
		"everything but folders":   {".gitignore": "/*\n!/out\n"},
	} {
		t.Run(what, func(t *testing.T) {
			r := newRepo(t)
			for name, text := range files {
				r.plain(name, text)
			}
			for _, name := range names {
				_, err := run(t, r.dir, "", "check-ignore", "-q", "--no-index", "out/"+name)
				k, failed := history.Keeps(filepath.Join(r.dir, "out"), []string{name}, history.Env{})
				if failed != nil {
					t.Fatal(failed)
				}
				if ignored := err == nil; ignored != (k == nil) {
					t.Errorf("%s: git leaves it out: %t; we say %+v", name, ignored, k)
				}
				if k == nil {
					continue
				}
				if k.File != "out/"+name || k.Folder != "/out/" || k.Tracked {
					t.Errorf("%s: %+v", name, k)
				}
			}
		})
	}
}

// plain writes a file of the work tree.
func (r *repo) plain(name, text string) {
	r.t.Helper()
	file := filepath.Join(r.dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		r.t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		r.t.Fatal(err)
	}
}

// The line that is proposed leaves the folder out, whatever it is called.
func TestKeepsProposes(t *testing.T) {
	for _, folder := range []string{"out", "a b/out", "#1", "!important", "star*", "q[1]", `back\slash`, "中文/单据"} {
		r := newRepo(t)
		dir := filepath.Join(r.dir, filepath.FromSlash(folder))
		k, err := history.Keeps(dir, []string{"index.html"}, history.Env{})
		if err != nil || k == nil {
			t.Fatalf("%q: %+v, %v", folder, k, err)
		}
		r.plain(".gitignore", k.Folder+"\n")
		if said, err := run(t, r.dir, "", "check-ignore", "-q", folder+"/index.html"); err != nil {
			t.Errorf("%q: git does not leave it out for %q: %s", folder, k.Folder, said)
		}
		if k, err := history.Keeps(dir, []string{"index.html"}, history.Env{}); k != nil || err != nil {
			t.Errorf("%q: %+v, %v", folder, k, err)
		}
	}
}

// No pattern leaves out what git has already; nothing is kept outside of a work tree.
func TestKeepsElsewhere(t *testing.T) {
	r := newRepo(t)
	r.plain(".gitignore", "/out/\n/link/\n")
	r.plain("out/index.html", "an old print\n")
	r.git("add", "-f", "out/index.html")
	keeps := func(dir string, env history.Env) *history.Keeping {
		t.Helper()
		k, err := history.Keeps(dir, []string{"hua/x.html", "index.html"}, env)
		if err != nil {
			t.Fatal(err)
		}
		return k
	}
	if k := keeps(filepath.Join(r.dir, "out"), history.Env{}); k == nil || !k.Tracked || k.File != "out/index.html" {
		t.Errorf("a file that git has: %+v", k)
	}
	if k := keeps(filepath.Join(t.TempDir(), "a", "b"), history.Env{}); k != nil {
		t.Errorf("outside: %+v", k)
	}
	if k := keeps(filepath.Join(r.dir, ".git", "usher"), history.Env{}); k != nil {
		t.Errorf("among git's own files: %+v", k)
	}
	if k := keeps(r.dir, history.Env{}); k == nil || k.Folder != "" {
		t.Errorf("the top itself: %+v", k)
	}

	// Where a link leads is what counts, and a link is not the folder that a pattern names.
	if err := os.Symlink(filepath.Join(r.dir, "visits"), filepath.Join(r.dir, "link")); err != nil {
		t.Skip("no links here")
	}
	r.plain("visits/a.yaml", "")
	if k := keeps(filepath.Join(r.dir, "link", "sheets"), history.Env{}); k == nil || k.Folder != "/visits/sheets/" {
		t.Errorf("through a link: %+v", k)
	}
	outside := t.TempDir()
	if err := os.Symlink(outside, filepath.Join(r.dir, "away")); err != nil {
		t.Fatal(err)
	}
	if k := keeps(filepath.Join(r.dir, "away", "sheets"), history.Env{}); k != nil {
		t.Errorf("a link that leads out: %+v", k)
	}

	// A work tree that the environment names, and one that another repository made.
	bare, tree := t.TempDir(), t.TempDir()
	if said, err := run(t, bare, "", "init", "-q", "--bare"); err != nil {
		t.Fatal(said)
	}
	if k := keeps(filepath.Join(tree, "out"), history.Env{GitDir: bare, WorkTree: tree}); k == nil {
		t.Error("a work tree of the environment's was not seen")
	}
	r.plain("visits/a.yaml", "x")
	r.git("add", "visits")
	r.git("commit", "-qm", "one")
	linked := filepath.Join(t.TempDir(), "linked")
	r.git("worktree", "add", "-q", linked)
	r.plain(".git/info/exclude", "/sheets/\n")
	if k := keeps(filepath.Join(linked, "sheets"), history.Env{}); k != nil {
		t.Errorf("a linked work tree has the exclude file of the repository: %+v", k)
	}
	if k := keeps(filepath.Join(linked, "out"), history.Env{}); k == nil {
		t.Error("a linked work tree keeps what its own .gitignore does not leave out")
	}
}

// An index that cannot be read is no reason to guess.
func TestKeepsBroken(t *testing.T) {
	r := newRepo(t)
	r.plain(".git/index", "DIRC, but not really")
	if _, err := history.Keeps(filepath.Join(r.dir, "out"), []string{"a"}, history.Env{}); err == nil || !strings.Contains(fmt.Sprint(err), "index") {
		t.Errorf("%v", err)
	}
	// A pattern that nothing matches is passed over, as git does.
	if err := os.Remove(filepath.Join(r.dir, ".git", "index")); err != nil {
		t.Fatal(err)
	}
	r.plain(".gitignore", "[\n/out/\n")
	if k, err := history.Keeps(filepath.Join(r.dir, "out"), []string{"a"}, history.Env{}); k != nil || err != nil {
		t.Errorf("%+v, %v", k, err)
	}
}
