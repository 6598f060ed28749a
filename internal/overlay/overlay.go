// Package overlay provides one folder laid over another: a company's own files
// over those that the binary carries.
package overlay

import (
	"cmp"
	"errors"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// union is upper laid over lower.
type union struct {
	upper, lower fs.FS
}

// New lays upper over lower: a file of the same name replaces, folders merge, and
// where one has a file and the other a folder, upper wins. A nil upper has nothing.
func New(upper, lower fs.FS) fs.FS {
	if upper == nil {
		return lower
	}
	return union{upper, lower}
}

// Own reports whether the file of that name comes from the upper of a New.
func Own(fsys fs.FS, name string) bool {
	u, ok := fsys.(union)
	if !ok {
		return false
	}
	_, err := fs.Stat(u.upper, name)
	return err == nil
}

// Open opens the file of upper, else the one of lower; of a folder in both, a
// folder that lists both. An upper that cannot be read is an error, not a reason
// to fall back.
func (u union) Open(name string) (fs.File, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrInvalid}
	}
	over, err := fs.Stat(u.upper, name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if hidden(u.upper, name) {
			return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
		}
		return u.lower.Open(name)
	case err != nil:
		return nil, err
	case !over.IsDir():
		return u.upper.Open(name)
	}
	if under, err := fs.Stat(u.lower, name); err != nil || !under.IsDir() {
		return u.upper.Open(name)
	}
	entries, err := u.ReadDir(name)
	if err != nil {
		return nil, err
	}
	return &folder{info: over, name: name, entries: entries}, nil
}

// hidden reports whether a file of upper stands where lower has a folder above name.
func hidden(upper fs.FS, name string) bool {
	for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
		if info, err := fs.Stat(upper, dir); err == nil {
			return !info.IsDir()
		}
	}
	return false
}

// ReadDir lists both folders, sorted by name, each name once.
func (u union) ReadDir(name string) ([]fs.DirEntry, error) {
	over, overErr := fs.ReadDir(u.upper, name)
	if overErr != nil && !errors.Is(overErr, fs.ErrNotExist) {
		return nil, overErr
	}
	if overErr != nil && hidden(u.upper, name) {
		return nil, overErr
	}
	under, underErr := fs.ReadDir(u.lower, name)
	if overErr != nil && underErr != nil {
		return nil, underErr
	}
	if underErr != nil {
		return over, nil
	}
	entries := slices.Clone(over)
	for _, e := range under {
		if _, found := slices.BinarySearchFunc(over, e.Name(), byName); !found {
			entries = append(entries, e)
		}
	}
	slices.SortFunc(entries, func(a, b fs.DirEntry) int { return cmp.Compare(a.Name(), b.Name()) })
	return entries, nil
}

func byName(e fs.DirEntry, name string) int { return strings.Compare(e.Name(), name) }

// folder is an open folder that both sides have.
type folder struct {
	info    fs.FileInfo
	name    string
	entries []fs.DirEntry
}

func (f *folder) Stat() (fs.FileInfo, error) { return f.info, nil }

func (f *folder) Close() error { return nil }

func (f *folder) Read([]byte) (int, error) {
	return 0, &fs.PathError{Op: "read", Path: f.name, Err: errors.New("is a directory")}
}

// ReadDir is as of fs.ReadDirFile.
func (f *folder) ReadDir(n int) ([]fs.DirEntry, error) {
	if n <= 0 {
		rest := f.entries
		f.entries = nil
		return rest, nil
	}
	if len(f.entries) == 0 {
		return nil, io.EOF
	}
	n = min(n, len(f.entries))
	next := f.entries[:n]
	f.entries = f.entries[n:]
	return next, nil
}
