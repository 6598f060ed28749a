package history

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"usher/internal/catalog"

	"github.com/go-git/go-billy/v5"
	"github.com/go-git/go-billy/v5/osfs"
	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/format/config"
	"github.com/go-git/go-git/v5/storage/filesystem"
	"github.com/go-git/go-git/v5/storage/filesystem/dotgit"
)

// Env is what git's environment variables say; the zero value is "nothing", and
// the repository is then looked for from the root upwards. Hooks set them. Paths
// are absolute or from the current folder.
type Env struct {
	GitDir   string // GIT_DIR
	WorkTree string // GIT_WORK_TREE; git takes it together with GIT_DIR only
}

// Open opens the repository that root, the folder holding visits/, lies in: the
// work tree itself, a folder below it, or a work tree made by git worktree.
// Outside a repository it returns ErrNone; a repository whose format go-git
// does not read is an *Error that names the setting.
func Open(root string, env Env) (*Repository, error) {
	root, err := physical(root)
	if err != nil {
		return nil, unreadable(err)
	}
	top, gitDir, err := locate(root, env)
	if err != nil {
		return nil, err
	}
	inside, ok := below(top, root)
	if !ok {
		return nil, &Error{Message: catalog.OutsideWorkTree.With(root, top), Hint: catalog.UnsetGitDirHint}
	}
	r := &Repository{gitDir: gitDir, root: inside, cut: map[plumbing.Hash]bool{}, chains: map[plumbing.Hash]*chain{}, lookBack: lookBack}
	if err := r.open(); err != nil {
		return nil, err
	}
	return r, nil
}

// physical is the path that git sees, with links resolved.
func physical(dir string) (string, error) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	return filepath.EvalSymlinks(abs)
}

// below returns the folders from top to dir; false where dir lies elsewhere.
func below(top, dir string) ([]string, bool) {
	rel, err := filepath.Rel(top, dir)
	switch {
	case err != nil:
		return nil, false
	case rel == ".":
		return nil, true
	}
	names := strings.Split(filepath.ToSlash(rel), "/")
	return names, names[0] != ".."
}

// locate finds the top of the work tree and the folder with git's own files.
func locate(root string, env Env) (top, gitDir string, err error) {
	if env.GitDir == "" {
		return search(root)
	}
	if !isGitDir(env.GitDir) {
		return "", "", &Error{Message: catalog.NoGitDir.With(env.GitDir), Hint: catalog.UnsetGitDirHint}
	}
	if gitDir, err = physical(env.GitDir); err != nil {
		return "", "", unreadable(err)
	}
	if env.WorkTree != "" {
		if top, err = physical(env.WorkTree); err != nil {
			return "", "", &Error{Message: catalog.OutsideWorkTree.With(root, env.WorkTree), Hint: catalog.UnsetGitDirHint, Err: err}
		}
		return top, gitDir, nil
	}
	// Git takes the current folder, which in a hook is the top; from -C it is not.
	if top = owner(gitDir); top != "" {
		if _, ok := below(top, root); ok {
			return top, gitDir, nil
		}
	}
	return root, gitDir, nil
}

// owner is the work tree that git's folder belongs to; empty for a bare repository.
func owner(gitDir string) string {
	if link, err := os.ReadFile(filepath.Join(gitDir, "gitdir")); err == nil { // of a linked work tree
		top, err := physical(filepath.Dir(strings.TrimSpace(string(link))))
		if err != nil {
			return ""
		}
		return top
	}
	if filepath.Base(gitDir) == ".git" {
		return filepath.Dir(gitDir)
	}
	return ""
}

// search looks for .git from the root upwards. One that is no repository is passed
// over, as git does.
func search(root string) (top, gitDir string, err error) {
	for dir := root; ; dir = filepath.Dir(dir) {
		dot := filepath.Join(dir, ".git")
		info, err := os.Stat(dot)
		switch {
		case err == nil && info.IsDir():
			if isGitDir(dot) {
				return dir, dot, nil
			}
		case err == nil:
			gitDir, err := linked(dot)
			return dir, gitDir, err
		case !errors.Is(err, fs.ErrNotExist):
			return "", "", unreadable(err)
		}
		if filepath.Dir(dir) == dir {
			return "", "", ErrNone
		}
	}
}

// isGitDir reports whether dir looks like git's own folder: it has a HEAD.
func isGitDir(dir string) bool {
	_, err := os.Lstat(filepath.Join(dir, "HEAD"))
	return err == nil
}

// linked reads the .git file of a linked work tree or of a submodule.
func linked(file string) (string, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return "", unreadable(err)
	}
	name := strings.TrimPrefix(strings.TrimRight(string(data), "\r\n"), "gitdir: ")
	dir := name
	if !filepath.IsAbs(dir) {
		dir = filepath.Join(filepath.Dir(file), dir)
	}
	if !isGitDir(dir) {
		return "", &Error{Message: catalog.LinkBroken.With(file, name), Hint: catalog.LinkBrokenHint}
	}
	return dir, nil
}

func (r *Repository) open() error {
	gitDir := r.gitDir
	common, err := commonDir(gitDir)
	if err != nil {
		return unreadable(err)
	}
	if err := readable(filepath.Join(common, "config")); err != nil {
		return err
	}
	var files billy.Filesystem = osfs.New(gitDir)
	if common != gitDir {
		files = dotgit.NewRepositoryFilesystem(files, osfs.New(common))
	}
	dir := filepath.Join(common, "objects")
	r.refs = filesystem.NewStorage(files, nil) // objects are read by r.objects
	r.objects.recent.limit = recently
	if err = r.objects.open(files, dir); err == nil {
		err = r.objects.borrow(dir, borrowing)
	}
	if err != nil {
		return unreadable(errors.Join(err, r.Close()))
	}
	cuts, err := r.refs.Shallow()
	if err != nil {
		return unreadable(errors.Join(err, r.Close()))
	}
	for _, h := range cuts {
		r.cut[h] = true
	}
	return nil
}

// readable is an error for a repository of a format that go-git does not read:
// it takes version 0 and 1 without extensions. go-git's own check sits in its top
// package, which would bring ssh and openpgp into the program.
func readable(file string) error {
	f, err := os.Open(file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return unreadable(err)
	}
	defer f.Close()
	settings := config.New()
	if err := config.NewDecoder(f).Decode(settings); err != nil {
		return unreadable(fmt.Errorf("%s: %w", file, err))
	}
	if v := settings.Section("core").Option("repositoryformatversion"); v != "" && v != "0" && v != "1" {
		return &Error{Message: catalog.FormatVersion.With(v), Hint: catalog.FormatHint}
	}
	for _, o := range settings.Section("extensions").Options {
		if hint := mend(o.Key); !hint.IsZero() {
			return &Error{Message: catalog.FormatExtension.With(o.Key, o.Value), Hint: hint}
		}
	}
	return nil
}

// mend is what takes an extension away; zero for one that changes nothing. The
// list is of git's repository-version.
func mend(extension string) catalog.Text {
	switch strings.ToLower(extension) {
	case "noop", "noop-v1":
		return catalog.Text{}
	case "partialclone":
		return catalog.FormatPartialHint
	case "worktreeconfig":
		return catalog.FormatWorktreeHint
	case "objectformat", "compatobjectformat":
		return catalog.FormatSHA256Hint
	case "refstorage":
		return catalog.FormatReftableHint
	case "preciousobjects":
		return catalog.FormatPreciousHint
	case "relativeworktrees":
		return catalog.FormatRelativeHint
	}
	return catalog.FormatHint
}
