package history

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/go-git/go-git/v5/plumbing/format/gitignore"
	"github.com/go-git/go-git/v5/plumbing/format/index"
)

// Keeping is a file that git would take into a repository.
type Keeping struct {
	Top    string // of the work tree
	File   string // from there, with slashes
	Folder string // the line of Top's .gitignore that would leave out the folder that was asked about
	// Tracked says that git has it already: no .gitignore leaves it out.
	Tracked bool
}

// Keeps looks for files with the names, paths beneath the folder with slashes, that git
// would take into the repository that the folder lies in; it need not be there yet. Nil
// where there is none, or no repository.
//
// What leaves a file out is a .gitignore on the way to it, or the repository's own
// info/exclude: what only the user's own settings leave out others may commit.
func Keeps(dir string, names []string, env Env) (*Keeping, error) {
	dir, err := toBe(dir)
	if err != nil {
		return nil, unreadable(err)
	}
	here := dir
	for !isDir(here) {
		here = filepath.Dir(here)
	}
	envs := []Env{{}}
	if env.GitDir != "" {
		envs = append(envs, env)
	}
	for _, env := range envs {
		top, gitDir, err := locate(here, env)
		if errors.Is(err, ErrNone) {
			continue
		}
		if err != nil {
			return nil, err
		}
		inside, ok := below(top, dir)
		if !ok || slices.Contains(inside, ".git") {
			continue // where git looks for nothing
		}
		k, err := keeps(top, gitDir, inside, names)
		if k != nil || err != nil {
			return k, err
		}
	}
	return nil, nil
}

// toBe is the path of a folder that need not be there, as git sees it.
func toBe(dir string) (string, error) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	real, err := filepath.EvalSymlinks(abs)
	if !errors.Is(err, fs.ErrNotExist) || filepath.Dir(abs) == abs {
		return real, err
	}
	parent, err := toBe(filepath.Dir(abs))
	return filepath.Join(parent, filepath.Base(abs)), err
}

func isDir(dir string) bool {
	info, err := os.Stat(dir)
	return err == nil && info.IsDir()
}

func keeps(top, gitDir string, inside []string, names []string) (*Keeping, error) {
	common, err := commonDir(gitDir)
	if err != nil {
		return nil, unreadable(err)
	}
	tracked, err := trackedFiles(filepath.Join(gitDir, "index"))
	if err != nil {
		return nil, unreadable(err)
	}
	i := ignoring{top: top, read: map[string][]gitignore.Pattern{}}
	if i.exclude, err = patterns(filepath.Join(common, "info", "exclude"), nil); err != nil {
		return nil, unreadable(err)
	}
	for _, name := range names {
		at := append(slices.Clone(inside), strings.Split(name, "/")...)
		file := strings.Join(at, "/")
		out, err := i.ignores(at)
		if err != nil {
			return nil, unreadable(err)
		}
		if !out || tracked[file] {
			return &Keeping{Top: top, File: file, Folder: ignoreLine(inside), Tracked: tracked[file]}, nil
		}
	}
	return nil, nil
}

// commonDir is the folder of what all work trees of a repository share.
func commonDir(gitDir string) (string, error) {
	data, err := os.ReadFile(filepath.Join(gitDir, "commondir"))
	if errors.Is(err, fs.ErrNotExist) {
		return gitDir, nil
	}
	common := strings.TrimSpace(string(data))
	if err == nil && !filepath.IsAbs(common) {
		common = filepath.Join(gitDir, common)
	}
	return common, err
}

// trackedFiles are those in the index; a repository without commits has none.
func trackedFiles(file string) (map[string]bool, error) {
	f, err := os.Open(file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var idx index.Index
	if err := index.NewDecoder(bufio.NewReader(f)).Decode(&idx); err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	out := map[string]bool{}
	for _, e := range idx.Entries {
		out[e.Name] = true
	}
	return out, nil
}

// ignoring is what git leaves out of one work tree.
type ignoring struct {
	top     string
	exclude []gitignore.Pattern
	read    map[string][]gitignore.Pattern // of the .gitignore of a folder, by its path
}

// ignores reports whether git leaves out a file: itself, or a folder that it lies in,
// from which nothing can be taken back.
func (i *ignoring) ignores(at []string) (bool, error) {
	all := slices.Clone(i.exclude)
	for n := range at {
		own, err := i.of(at[:n])
		if err != nil {
			return false, err
		}
		all = append(all, own...)
		if gitignore.NewMatcher(all).Match(at[:n+1], n+1 < len(at)) {
			return true, nil
		}
	}
	return false, nil
}

// of are the patterns of a folder's .gitignore. Git follows no link there.
func (i *ignoring) of(folder []string) ([]gitignore.Pattern, error) {
	name := strings.Join(folder, "/")
	if list, ok := i.read[name]; ok {
		return list, nil
	}
	list, err := patterns(filepath.Join(i.top, filepath.FromSlash(name), ".gitignore"), folder)
	i.read[name] = list
	return list, err
}

func patterns(file string, folder []string) ([]gitignore.Pattern, error) {
	info, err := os.Lstat(file)
	if errors.Is(err, fs.ErrNotExist) || err == nil && !info.Mode().IsRegular() {
		return nil, nil
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var all []gitignore.Pattern
	for line := range strings.Lines(string(bytes.TrimPrefix(data, []byte("\ufeff")))) {
		line = strings.TrimSuffix(strings.TrimSuffix(line, "\n"), "\r")
		if strings.TrimSpace(line) != "" && !strings.HasPrefix(line, "#") {
			all = append(all, gitignore.ParsePattern(line, folder))
		}
	}
	return all, nil
}

// ignoreLine leaves out a folder and nothing else; all of the work tree cannot be.
func ignoreLine(folder []string) string {
	if len(folder) == 0 {
		return ""
	}
	var out strings.Builder
	for _, name := range folder {
		out.WriteByte('/')
		for _, r := range name {
			if strings.ContainsRune(`\*?[`, r) {
				out.WriteByte('\\')
			}
			out.WriteRune(r)
		}
	}
	return out.String() + "/"
}
