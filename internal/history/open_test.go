package history_test

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"usher/internal/history"
)

// Wherever the root lies in a repository and however that is laid out, the answer
// is the same.
var places = []struct {
	name string
	// from makes the place out of a repository that has announced its plan on the
	// 1st, and returns the root and the environment.
	from func(r *repo) (string, history.Env)
}{
	{"the work tree", func(r *repo) (string, history.Env) {
		return r.dir, history.Env{}
	}},
	{"a folder of the work tree", func(r *repo) (string, history.Env) {
		r.git("mv", "visits", "elsewhere")
		r.git("rm", "-q", "-r", "--cached", "elsewhere")
		return r.below("reception/苏州"), history.Env{}
	}},
	{"a link to the work tree", func(r *repo) (string, history.Env) {
		link := filepath.Join(r.t.TempDir(), "link")
		if err := os.Symlink(r.dir, link); err != nil {
			r.t.Skip(err)
		}
		return link, history.Env{}
	}},
	{"a linked work tree", func(r *repo) (string, history.Env) {
		dir := filepath.Join(r.t.TempDir(), "linked")
		r.git("worktree", "add", "-q", "-b", "visit", dir)
		r.play("remove hengtai\ncommit gone 5") // on main, which the linked one does not see
		return dir, history.Env{}
	}},
	{"a submodule", func(r *repo) (string, history.Env) {
		super := newRepo(r.t)
		super.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", r.dir, "plans")
		return filepath.Join(super.dir, "plans"), history.Env{}
	}},
	{"a detached HEAD", func(r *repo) (string, history.Env) {
		r.git("checkout", "-q", "--detach")
		return r.dir, history.Env{}
	}},
	{"everything in packs, references too", func(r *repo) (string, history.Env) {
		r.git("gc", "-q")
		r.git("pack-refs", "--all")
		return r.dir, history.Env{}
	}},
	{"packs of deltas by hash", func(r *repo) (string, history.Env) {
		r.git("-c", "repack.useDeltaBaseOffset=false", "repack", "-a", "-d", "-f", "-q")
		return r.dir, history.Env{}
	}},
	{"a commit-graph and an index over several packs", func(r *repo) (string, history.Env) {
		r.git("repack", "-d", "-q")
		r.play("commit then 4")
		r.git("repack", "-d", "-q")
		r.git("multi-pack-index", "write")
		r.git("commit-graph", "write", "--reachable")
		return r.dir, history.Env{}
	}},
	{"a clone that borrows objects", func(r *repo) (string, history.Env) {
		dir := r.t.TempDir()
		r.git("gc", "-q")
		r.git("clone", "-q", "--shared", r.dir, dir)
		return dir, history.Env{}
	}},
	{"a clone that borrows objects by a relative path", func(r *repo) (string, history.Env) {
		dir := filepath.Join(r.dir, "clone")
		r.git("clone", "-q", "--shared", r.dir, dir)
		if err := os.WriteFile(filepath.Join(dir, ".git/objects/info/alternates"), []byte("../../../.git/objects\n"), 0o644); err != nil {
			r.t.Fatal(err)
		}
		return dir, history.Env{}
	}},
	{"a clone that borrows from one that borrows, loose objects too", func(r *repo) (string, history.Env) {
		one, two := r.t.TempDir(), r.t.TempDir()
		r.git("clone", "-q", "--shared", r.dir, one)
		r.git("clone", "-q", "--shared", one, two)
		return two, history.Env{}
	}},
	{"a folder that looks like .git but is none", func(r *repo) (string, history.Env) {
		root := r.below("reception")
		if err := os.Mkdir(filepath.Join(root, ".git"), 0o755); err != nil {
			r.t.Fatal(err)
		}
		return root, history.Env{}
	}},
	{"GIT_DIR names a bare repository, as in a server's hook", func(r *repo) (string, history.Env) {
		bare := filepath.Join(r.t.TempDir(), "server.git")
		r.git("clone", "-q", "--bare", r.dir, bare)
		if err := os.RemoveAll(filepath.Join(r.dir, ".git")); err != nil {
			r.t.Fatal(err)
		}
		return r.dir, history.Env{GitDir: bare}
	}},
	{"GIT_DIR of a work tree that lies elsewhere", func(r *repo) (string, history.Env) {
		return r.t.TempDir(), history.Env{GitDir: filepath.Join(r.dir, ".git")}
	}},
	{"GIT_DIR alone, and a folder of its work tree", func(r *repo) (string, history.Env) {
		return r.below("reception"), history.Env{GitDir: filepath.Join(r.dir, ".git")}
	}},
	{"GIT_DIR in a linked work tree's hook", func(r *repo) (string, history.Env) {
		dir := filepath.Join(r.t.TempDir(), "linked")
		r.git("worktree", "add", "-q", "-b", "visit", dir)
		main := r.dir
		r.dir = dir
		root := r.below("reception")
		return root, history.Env{GitDir: filepath.Join(main, ".git/worktrees/linked")}
	}},
	{"GIT_DIR and GIT_WORK_TREE", func(r *repo) (string, history.Env) {
		root := r.below("reception")
		return root, history.Env{GitDir: filepath.Join(r.dir, ".git"), WorkTree: r.dir}
	}},
}

// below commits the plan again in a folder, on the day that everything is expected.
func (r *repo) below(root string) string {
	r.t.Helper()
	r.write(root+"/"+file("hengtai"), planText("24", "in a folder"))
	r.git("add", root)
	r.gitOn(stamp(r.t, "3"), "commit", "-q", "-m", "added")
	return filepath.Join(r.dir, filepath.FromSlash(root))
}

func TestOpen(t *testing.T) {
	for _, tt := range places {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			r := newRepo(t)
			r.play(`
				commit first 2
				put hengtai 24
				commit added 3
				put hengtai 24 typo
				commit mended 3`)
			root, env := tt.from(r)
			h, err := history.Open(root, env)
			if err != nil {
				t.Fatal(err)
			}
			defer h.Close()
			got, err := h.Announced([]history.Query{{ID: "hengtai", Schedule: "2026-12-24 09:00"}}, history.Options{Now: at(20), Schedule: schedule})
			if err != nil {
				t.Fatal(err)
			}
			a := got["hengtai"]
			name, _ := run(t, root, "", "--git-dir="+gitDir(root, env), "log", "-1", "--format=%s", a.Commit)
			if name != "added" || !a.At.Equal(at(3)) {
				t.Errorf("announced by %q, %+v; want added on the 3rd", name, a)
			}
			head, _, err := h.Head()
			if err != nil {
				t.Fatal(err)
			}
			if want, _ := run(t, root, "", "--git-dir="+gitDir(root, env), "rev-parse", "HEAD"); head.Hash != want {
				t.Errorf("HEAD is %s, git says %s", head.Hash, want)
			}
		})
	}
}

// gitDir is for asking git itself.
func gitDir(root string, env history.Env) string {
	if env.GitDir != "" {
		return env.GitDir
	}
	for {
		dot := filepath.Join(root, ".git")
		if _, err := os.Stat(filepath.Join(dot, "HEAD")); err == nil {
			return dot
		}
		if info, err := os.Stat(dot); err == nil && !info.IsDir() {
			return dot
		}
		root = filepath.Dir(root)
	}
}

func TestOpenOutsideARepository(t *testing.T) {
	if _, err := history.Open(t.TempDir(), history.Env{}); !errors.Is(err, history.ErrNone) {
		t.Errorf("got %v, want ErrNone", err)
	}
}

func TestOpenRefusesAnEnvironmentThatDoesNotFit(t *testing.T) {
	r := newRepo(t)
	for name, env := range map[string]history.Env{
		"GIT_DIR names nothing":             {GitDir: filepath.Join(r.dir, "nothing")},
		"GIT_WORK_TREE is not around root":  {GitDir: filepath.Join(r.dir, ".git"), WorkTree: t.TempDir()},
		"GIT_WORK_TREE is beside the root":  {GitDir: filepath.Join(r.dir, ".git"), WorkTree: r.dir + "/.git"},
		"GIT_WORK_TREE is not there at all": {GitDir: filepath.Join(r.dir, ".git"), WorkTree: r.dir + "/nothing"},
	} {
		var refused *history.Error
		if _, err := history.Open(r.dir, env); !errors.As(err, &refused) || errors.Is(err, history.ErrNone) {
			t.Errorf("%s: got %v, want a refusal", name, err)
		}
	}
}

func TestHead(t *testing.T) {
	r := newRepo(t)
	if _, ok, err := r.open().Head(); ok || err != nil {
		t.Errorf("a repository without commits: %v, %v", ok, err)
	}
	r.play("commit first 5\ncommit second 3")
	head, ok, err := r.open().Head()
	if !ok || err != nil || head.Hash != r.git("rev-parse", "HEAD") || !head.Time.Equal(at(3)) {
		t.Errorf("got %+v %v %v", head, ok, err)
	}
}
