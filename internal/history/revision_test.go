package history_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"usher/internal/history"
)

// Names of commits mean what git takes them for.
func TestNamesOfCommits(t *testing.T) {
	r := newRepo(t)
	r.play(`
		put a 24
		commit one 1
		branch visit/恒泰
		put b 24
		commit two 2
		on main
		put c 24
		commit three 3
		merge visit/恒泰 four 4`)
	r.git("tag", "light")
	r.git("tag", "-a", "-m", "note", "v1.0", "HEAD^")
	r.git("tag", "-a", "-m", "note", "again", "v1.0")
	r.git("update-ref", "refs/remotes/origin/main", "HEAD~1")
	r.git("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/main")
	r.git("tag", "both", "HEAD^2")
	r.git("branch", "both", "HEAD")
	r.git("fetch", "-q", ".", "visit/恒泰")
	hash := r.git("rev-parse", "HEAD")
	for _, packed := range []bool{false, true} {
		if packed {
			r.git("gc", "-q")
		}
		for _, name := range []string{
			"HEAD", "@", "main", "heads/main", "refs/heads/main", "visit/恒泰", "origin/main", "origin",
			"light", "v1.0", "again", "both", "FETCH_HEAD", hash, hash[:7], hash[:12], strings.ToUpper(hash[:9]),
			"HEAD^", "HEAD^1", "HEAD^2", "HEAD~", "HEAD~2", "HEAD^^", "HEAD^2~1", "HEAD^0", "HEAD~0", "v1.0^", "v1.0^{commit}", "main^{commit}",
		} {
			want := r.git("rev-parse", name+"^{commit}")
			tree, err := r.open().Tree(name)
			if err != nil {
				t.Errorf("%s: %v", name, err)
				continue
			}
			got := names(t, tree)
			if listed := r.git("ls-tree", "-r", "--name-only", want); got != listed {
				t.Errorf("%s: files\n%s\nwant\n%s", name, got, listed)
			}
		}
		for _, name := range []string{
			"", "nope", "HEAD^3", "HEAD~9", "HEAD^^^^", "main@{1}", "@{u}", "HEAD:visits", ":/three", "HEAD^{tree}", "HEAD^{/one}",
			"main..HEAD", "config", "../config", "refs/../config", "HEAD ", "-x", "^HEAD", "abc", "ffffffff",
			strings.Repeat("f", 40), r.git("rev-parse", "HEAD^{tree}"), r.git("rev-parse", "HEAD^{tree}")[:8],
		} {
			var refused *history.Error
			if _, err := r.open().Tree(name); !errors.As(err, &refused) {
				t.Errorf("%q: got %v, want a refusal", name, err)
			}
		}
	}
}

func names(t *testing.T, tree fs.FS) string {
	t.Helper()
	var all []string
	err := fs.WalkDir(tree, ".", func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			all = append(all, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(all, "\n")
}

func TestTree(t *testing.T) {
	r := newRepo(t)
	r.write("company/policies/company.yaml", "name: 远川\n")
	r.write("company/policies/rules/a.cue", "a: 1\n")
	r.write("company/policies/rules.txt", "sorts between\n")
	r.write("company/empty", "")
	r.write("outside/secret.cue", "x")
	r.play("commit first 5")
	r.write("company/policies/company.yaml", "name: changed\n")
	r.write("company/policies/new.cue", "b: 1\n")
	r.play("commit second 6")
	r.dir = filepath.Join(r.dir, "company")

	tree, err := r.open().Tree("HEAD^")
	if err != nil {
		t.Fatal(err)
	}
	if err := fstest.TestFS(tree, "policies/company.yaml", "policies/rules/a.cue", "policies/rules.txt", "empty"); err != nil {
		t.Error(err)
	}
	if data, err := fs.ReadFile(tree, "policies/company.yaml"); string(data) != "name: 远川\n" || err != nil {
		t.Errorf("got %q, %v", data, err)
	}
	if info, err := fs.Stat(tree, "policies/company.yaml"); err != nil || !info.ModTime().Equal(at(5)) || info.Size() != 13 {
		t.Errorf("got %v, %v", info, err)
	}
	for _, name := range []string{"policies/new.cue", "outside/secret.cue", "policies/company.yaml/x", "nothing/at/all"} {
		if _, err := fs.ReadFile(tree, name); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s: got %v, want %v", name, err, fs.ErrNotExist)
		}
	}
	if _, err := fs.ReadFile(tree, "../outside/secret.cue"); !errors.Is(err, fs.ErrInvalid) {
		t.Errorf("got %v, want %v", err, fs.ErrInvalid)
	}
}

// A link is listed, so that nobody takes it for absent, and never followed.
func TestTreeDoesNotFollowLinks(t *testing.T) {
	r := newRepo(t)
	r.write("policies/real.cue", "a: 1\n")
	for link, to := range map[string]string{"policies/file.cue": "real.cue", "policies/out.cue": "/etc/passwd", "rules": "policies"} {
		if err := os.Symlink(to, filepath.Join(r.dir, link)); err != nil {
			t.Skip(err)
		}
	}
	r.play("commit first 1")
	r.git("update-index", "--add", "--cacheinfo", "160000,"+r.git("rev-parse", "HEAD")+",module")
	r.git("commit", "-q", "-m", "second")
	tree, err := r.open().Tree("HEAD")
	if err != nil {
		t.Fatal(err)
	}
	if got, want := names(t, tree), "module\npolicies/file.cue\npolicies/out.cue\npolicies/real.cue\nrules"; got != want {
		t.Errorf("listed\n%s\nwant\n%s", got, want)
	}
	for _, name := range []string{"policies/file.cue", "policies/out.cue", "rules", "rules/real.cue", "module", "module/x"} {
		if data, err := fs.ReadFile(tree, name); err == nil {
			t.Errorf("%s reads %q", name, data)
		}
	}
	if info, err := fs.Stat(tree, "rules"); err != nil || info.Mode().Type() != fs.ModeSymlink {
		t.Errorf("rules is %v, %v", info, err)
	}
}
