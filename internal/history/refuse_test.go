package history_test

import (
	"crypto/sha1"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"usher/internal/history"
)

// What a repository cannot tell for certain is refused, in both languages, with
// what mends it.
var refusals = []struct {
	name    string
	spoil   func(r *repo)
	message string // part of the English message
	hint    string // part of the English hint
	// mended is whether running the hint in a shell mends it; else it takes a new
	// clone, a newer git, or a person.
	mended bool
}{
	{
		name: "a shallow clone",
		spoil: func(r *repo) {
			r.play("put hengtai 24\ncommit added 1\ncommit then 2\ncommit now 3")
			r.cloneSelf("--depth=2")
		},
		message: "cut off at commit", hint: "git fetch --unshallow", mended: true,
	},
	{
		name: "a shallow clone that has the plan's commit: an older one may bear a later date",
		spoil: func(r *repo) {
			r.play("commit first 1\nput hengtai 22\ncommit early 1\nput hengtai 24\ncommit added 2\ncommit now 3")
			r.cloneSelf("--depth=3")
		},
		message: "cut off at commit", hint: "fetch-depth: 0", mended: true,
	},
	{
		name: "a partial clone",
		spoil: func(r *repo) {
			r.play("put hengtai 24\ncommit added 1\nput hengtai 24 typo\ncommit mended 2")
			r.git("config", "uploadpack.allowFilter", "true")
			r.cloneSelf("--filter=blob:none")
		},
		message: "file ", hint: "git fetch --refetch --no-filter", mended: true,
	},
	{
		name: "a partial clone without folders",
		spoil: func(r *repo) {
			r.play("put hengtai 24\ncommit added 1\nput hengtai 24 typo\ncommit mended 2")
			r.git("config", "uploadpack.allowFilter", "true")
			r.cloneSelf("--filter=tree:0")
		},
		message: "folder ", hint: "git fetch --refetch --no-filter", mended: true,
	},
	{
		name: "a partial clone as older versions of git mark it",
		spoil: func(r *repo) {
			r.play("put hengtai 24\ncommit added 1")
			r.git("config", "core.repositoryFormatVersion", "1")
			r.git("config", "extensions.partialClone", "origin")
		},
		message: "extensions.partialClone = origin", hint: "--filter",
	},
	{
		name: "a file of an older commit is missing",
		spoil: func(r *repo) {
			r.play("put hengtai 24\ncommit added 1\nput hengtai 24 typo\ncommit mended 2")
			r.lose("HEAD^:" + file("hengtai"))
		},
		message: "file ", hint: "git fetch --refetch",
	},
	{
		name: "a folder of an older commit is missing",
		spoil: func(r *repo) {
			r.play("put hengtai 24\ncommit added 1\nput hengtai 24 typo\ncommit mended 2")
			r.lose("HEAD^:visits/2026")
		},
		message: "folder ", hint: "git fetch --refetch",
	},
	{
		name: "a folder of an older commit is malformed",
		spoil: func(r *repo) {
			r.play("put hengtai 24\ncommit added 1")
			r.write("bad", "100644 hengtai.yaml")
			tree := r.git("hash-object", "-t", "tree", "-w", "--literally", "bad")
			r.write("bad", "40000 visits\x00"+raw(tree))
			tree = r.git("hash-object", "-t", "tree", "-w", "--literally", "bad")
			r.git("update-ref", "HEAD", r.git("commit-tree", "-m", "bad", tree))
			r.play("commit then 3")
		},
		message: "malformed tree", hint: "git fsck",
	},
	{
		name: "a file of an older commit is damaged",
		spoil: func(r *repo) {
			r.play("put hengtai 24\ncommit added 1\nput hengtai 24 typo\ncommit mended 2")
			other, err := os.ReadFile(r.object("HEAD:" + file("hengtai")))
			if err != nil {
				r.t.Fatal(err)
			}
			old := r.object("HEAD^:" + file("hengtai"))
			if err := errors.Join(os.Remove(old), os.WriteFile(old, other, 0o644)); err != nil {
				r.t.Fatal(err)
			}
		},
		message: "malformed object", hint: "git fsck",
	},
	{
		name: "an index of a pack takes one file for another",
		spoil: func(r *repo) {
			r.play("put hengtai 24\ncommit added 1\nput hengtai 24 typo\ncommit mended 2")
			r.confuse("HEAD:"+file("hengtai"), "HEAD^:"+file("hengtai"))
		},
		message: "malformed object", hint: "git fsck",
	},
	{
		name: "an index of a pack takes one file for another, too large for go-git to keep",
		spoil: func(r *repo) {
			long := strings.Repeat("a long note ", 2000)
			r.play("put hengtai 24 " + long + "\ncommit added 1\nput hengtai 24 another " + long + "\ncommit mended 2")
			r.confuse("HEAD:"+file("hengtai"), "HEAD^:"+file("hengtai"))
		},
		message: "malformed object", hint: "git fsck",
	},
	{
		name: "a pack is cut off",
		spoil: func(r *repo) {
			r.play("put hengtai 24\ncommit added 1\nput hengtai 24 typo\ncommit mended 2")
			r.git("gc", "-q")
			r.rewrite(".git/objects/pack/*.pack", func(data []byte) []byte { return data[:20] })
		},
		message: "cannot be read", hint: "git fsck",
	},
	{
		name: "an index of a pack is damaged",
		spoil: func(r *repo) {
			r.play("put hengtai 24\ncommit added 1")
			r.git("gc", "-q")
			r.rewrite(".git/objects/pack/*.idx", func(data []byte) []byte { return data[:len(data)/2] })
		},
		message: "cannot be read", hint: "git fsck",
	},
	{
		name: "a file of an older commit is larger than any plan",
		spoil: func(r *repo) {
			r.play("put hengtai 24\ncommit added 1")
			r.write(file("hengtai"), planText("24", strings.Repeat(" ", 65<<20)))
			r.play("commit large 2\nput hengtai 24\ncommit again 3")
		},
		message: "malformed object: 68", hint: "git fsck",
	},
	{
		name: "objects borrowed from a folder of another name",
		spoil: func(r *repo) {
			r.play("put hengtai 24\ncommit added 1")
			r.write(".git/objects/info/alternates", r.t.TempDir()+"\n")
		},
		message: "another name than objects", hint: "git fsck",
	},
	{
		name: "an older commit is missing",
		spoil: func(r *repo) {
			r.play("commit first 1\nput hengtai 24\ncommit added 1\ncommit then 2")
			r.lose("HEAD^^")
		},
		message: "commit ", hint: "git fetch --refetch",
	},
	{
		name: "the SHA-256 format",
		spoil: func(r *repo) {
			r.play("put hengtai 24")
			if err := os.RemoveAll(filepath.Join(r.dir, ".git")); err != nil {
				r.t.Fatal(err)
			}
			r.git("init", "-q", "-b", "main", "--object-format=sha256")
			r.play("commit added 1")
		},
		message: "extensions.objectformat = sha256", hint: "--object-format=sha1",
	},
	{
		name: "configuration for each work tree",
		spoil: func(r *repo) {
			r.play("put hengtai 24\ncommit added 1")
			r.git("config", "extensions.worktreeConfig", "true")
		},
		message: "extensions.worktreeConfig = true", hint: "git config --unset extensions.worktreeConfig", mended: true,
	},
	{
		name: "objects that must not be dropped",
		spoil: func(r *repo) {
			r.play("put hengtai 24\ncommit added 1")
			r.git("config", "core.repositoryFormatVersion", "1")
			r.git("config", "extensions.preciousObjects", "true")
		},
		message: "extensions.preciousObjects = true", hint: "git config --unset extensions.preciousObjects", mended: true,
	},
	{
		name: "references in a table",
		spoil: func(r *repo) {
			r.play("put hengtai 24\ncommit added 1")
			r.git("config", "extensions.refStorage", "reftable")
		},
		message: "extensions.refStorage = reftable", hint: "git refs migrate --ref-format=files",
	},
	{
		name: "linked by relative paths",
		spoil: func(r *repo) {
			r.play("put hengtai 24\ncommit added 1")
			r.git("config", "extensions.relativeWorktrees", "true")
		},
		message: "extensions.relativeWorktrees = true", hint: "git worktree repair --no-relative-paths",
	},
	{
		name: "something that does not exist yet",
		spoil: func(r *repo) {
			r.play("put hengtai 24\ncommit added 1")
			r.git("config", "extensions.newThing", "yes")
		},
		message: "extensions.newThing = yes", hint: "without that setting",
	},
	{
		name: "a format of the future",
		spoil: func(r *repo) {
			r.play("put hengtai 24\ncommit added 1")
			r.git("config", "core.repositoryFormatVersion", "2")
		},
		message: "core.repositoryFormatVersion = 2", hint: "without that setting",
	},
	{
		name: "a committer date that is none",
		spoil: func(r *repo) {
			r.play("put hengtai 24\ncommit added 1")
			r.forge("C <c@example.com> yesterday +0800")
		},
		message: `no usable committer date ("yesterday +0800")`, hint: "git commit --amend --no-edit", mended: true,
	},
	{
		name: "a committer date that is none, below a good one",
		spoil: func(r *repo) {
			r.play("put hengtai 24\ncommit added 1")
			r.forge("C <c@example.com> -1 +0800")
			r.play("commit then 3")
		},
		message: `no usable committer date ("-1 +0800")`, hint: "written again",
	},
	{
		name: "a committer date after the year 9999",
		spoil: func(r *repo) {
			r.play("put hengtai 24\ncommit added 1")
			r.forge("C <c@example.com> 999999999999999 +0800")
		},
		message: "no usable committer date", hint: "git commit --amend --no-edit", mended: true,
	},
	{
		name: "a commit without a committer",
		spoil: func(r *repo) {
			r.play("put hengtai 24\ncommit added 1")
			r.forge("")
		},
		message: "no usable committer date", hint: "git commit --amend --no-edit", mended: true,
	},
	{
		name: "settings that cannot be read",
		spoil: func(r *repo) {
			r.play("put hengtai 24\ncommit added 1")
			r.write(".git/config", "[core\n")
		},
		message: "cannot be read", hint: "git fsck",
	},
	{
		name: "a link to a repository that is gone",
		spoil: func(r *repo) {
			r.play("put hengtai 24\ncommit added 1")
			if err := os.RemoveAll(filepath.Join(r.dir, ".git")); err != nil {
				r.t.Fatal(err)
			}
			r.write(".git", "gitdir: /nowhere/at/all\n")
		},
		message: "/nowhere/at/all", hint: "git worktree repair",
	},
}

func TestRefused(t *testing.T) {
	for _, tt := range refusals {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			r := newRepo(t)
			tt.spoil(r)
			err := r.ask()
			var refused *history.Error
			if !errors.As(err, &refused) {
				t.Fatalf("got %v, want a refusal", err)
			}
			if !strings.Contains(refused.Message.EN, tt.message) || refused.Message.ZH == "" {
				t.Errorf("message %q, want %q in it", refused.Message, tt.message)
			}
			if !strings.Contains(refused.Hint.EN, tt.hint) || refused.Hint.ZH == "" {
				t.Errorf("hint %q, want %q in it", refused.Hint, tt.hint)
			}
			if !tt.mended {
				return
			}
			r.shell(refused.Hint.EN)
			if err := r.ask(); err != nil {
				t.Errorf("after %s: %v", refused.Hint.EN, err)
			}
		})
	}
}

// ask wants the announcement of every plan.
func (r *repo) ask() error {
	h, err := history.Open(r.dir, history.Env{})
	if err != nil {
		return err
	}
	defer h.Close()
	_, err = h.Announced(r.queries(), history.Options{Now: at(20), Schedule: schedule})
	return err
}

// cloneSelf goes on in a clone of the repository.
func (r *repo) cloneSelf(args ...string) {
	r.t.Helper()
	dir := r.t.TempDir()
	r.git(append(append([]string{"clone", "-q"}, args...), "file://"+r.dir, dir)...)
	r.dir = dir
}

// raw is a hash as trees have it.
func raw(hash string) string {
	b, _ := hex.DecodeString(hash)
	return string(b)
}

// lose removes an object from the repository.
func (r *repo) lose(name string) {
	r.t.Helper()
	if err := os.Remove(r.object(name)); err != nil {
		r.t.Fatal(err)
	}
}

// object is the file of an object.
func (r *repo) object(name string) string {
	r.t.Helper()
	hash := r.git("rev-parse", name)
	return filepath.Join(r.dir, ".git", "objects", hash[:2], hash[2:])
}

// confuse packs everything and makes the pack's index give one object's place for
// another's and the other way round, as if both were in order.
func (r *repo) confuse(one, other string) {
	r.t.Helper()
	one, other = r.git("rev-parse", one), r.git("rev-parse", other)
	r.git("gc", "-q")
	r.rewrite(".git/objects/pack/*.idx", func(data []byte) []byte {
		const names = 8 + 256*4 // version 2: a fan-out table, then names, checksums, offsets
		n := int(binary.BigEndian.Uint32(data[names-4:]))
		place := func(hash string) []byte {
			for i := range n {
				if string(data[names+20*i:][:20]) == raw(hash) {
					return data[names+24*n+4*i:][:4]
				}
			}
			r.t.Fatalf("%s is not in the pack", hash)
			return nil
		}
		a, b := place(one), place(other)
		for i := range a {
			a[i], b[i] = b[i], a[i]
		}
		sum := sha1.Sum(data[:len(data)-20])
		return append(data[:len(data)-20], sum[:]...)
	})
}

// rewrite changes the one file of a pattern.
func (r *repo) rewrite(pattern string, change func([]byte) []byte) {
	r.t.Helper()
	names, err := filepath.Glob(filepath.Join(r.dir, pattern))
	if err != nil || len(names) != 1 {
		r.t.Fatal(names, err)
	}
	data, err := os.ReadFile(names[0])
	if err != nil {
		r.t.Fatal(err)
	}
	if err := errors.Join(os.Remove(names[0]), os.WriteFile(names[0], change(data), 0o644)); err != nil {
		r.t.Fatal(err)
	}
}

// forge puts a commit with a committer of its own on top, as git itself never would.
func (r *repo) forge(committer string) {
	r.t.Helper()
	if committer != "" {
		committer = "committer " + committer + "\n"
	}
	r.write("another", "change")
	r.git("add", "another")
	r.write("forged", "tree "+r.git("write-tree")+"\nparent "+r.git("rev-parse", "HEAD")+
		"\nauthor C <c@example.com> 1795000000 +0800\n"+committer+"\nforged\n")
	r.git("update-ref", "HEAD", r.git("hash-object", "-t", "commit", "-w", "--literally", "forged"))
}

// shell runs a hint as somebody would who copies it, up to the notes behind it.
func (r *repo) shell(hint string) {
	r.t.Helper()
	hint, _, _ = strings.Cut(hint, "   (")
	cmd := exec.Command("sh", "-c", hint)
	cmd.Dir, cmd.Env = r.dir, isolated("2026-12-03T09:00:00+08:00")
	if out, err := cmd.CombinedOutput(); err != nil {
		r.t.Fatalf("%s: %v\n%s", hint, err, out)
	}
}

// A change that started below the cut cannot be told from main.
func TestShallowCloneRefusesABaseBelowTheCut(t *testing.T) {
	r := newRepo(t)
	r.play(`
		put hengtai 24
		commit first 1
		branch visit
		commit ours 2
		commit ours2 3
		on main
		commit theirs 2
		commit theirs2 3
		on visit`)
	r.cloneSelf("--depth=2", "--no-single-branch")
	var refused *history.Error
	if _, _, err := r.open().MergeBase("origin/main"); !errors.As(err, &refused) || !strings.Contains(refused.Hint.EN, "--unshallow") {
		t.Errorf("got %v, want a refusal", err)
	}
	r.git("fetch", "-q", "--unshallow")
	if base, ok, err := r.open().MergeBase("origin/main"); !ok || err != nil || base.Hash != r.git("rev-parse", "HEAD~2") {
		t.Errorf("got %v %v %v", base, ok, err)
	}
}

// Plans that are announced now need no history, so a cut one does not matter.
func TestShallowCloneAnswersWhatIsNew(t *testing.T) {
	r := newRepo(t)
	r.play("commit first 1\ncommit then 2")
	r.cloneSelf("--depth=1")
	var refused *history.Error
	if _, err := r.open().Tree("HEAD^"); !errors.As(err, &refused) || !strings.Contains(refused.Hint.EN, "--unshallow") {
		t.Errorf("below the cut: got %v, want a refusal", err)
	}
	r.play("put hengtai 24")
	if got, err := r.announced(history.Options{Now: at(20)}); got != "hengtai uncommitted" || err != nil {
		t.Errorf("got %q, %v", got, err)
	}
	r.play("branch visit\ncommit added 3")
	if got, err := r.announced(history.Options{Now: at(20), Base: "main"}); got != "hengtai change" || err != nil {
		t.Errorf("got %q, %v", got, err)
	}
}
