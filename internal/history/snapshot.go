package history

import (
	"bytes"
	"io"
	"io/fs"
	"path"
	"strings"
	"time"

	"github.com/go-git/go-git/v5/plumbing"
)

// Tree is the files below the root as the commit called ref has them, whatever
// the work tree says. Its files bear the time of the commit. A symbolic link or
// a submodule is listed as what it is, and opening it is an error: it is never
// followed. The tree reads from the repository, which must stay open.
func (r *Repository) Tree(ref string) (fs.FS, error) {
	h, err := r.resolve(ref)
	if err != nil {
		return nil, err
	}
	c, err := r.commit(h)
	if err != nil {
		return nil, err
	}
	named, err := c.named()
	if err != nil {
		return nil, err
	}
	root, err := r.lookup(c.tree, r.root...)
	if err != nil {
		return nil, err
	}
	return &snapshot{r: r, root: root, at: named.Time}, nil
}

// snapshot is a folder of a commit as an fs.FS.
type snapshot struct {
	r    *Repository
	root plumbing.Hash
	at   time.Time
}

func (s *snapshot) Open(name string) (fs.File, error) {
	n, err := s.find("open", name)
	if err != nil {
		return nil, err
	}
	switch n.kind {
	case folder:
		entries, err := s.list(n.hash)
		if err != nil {
			return nil, &fs.PathError{Op: "open", Path: name, Err: err}
		}
		return &openFolder{node: n, rest: entries}, nil
	case file:
		data, err := s.r.blob(n.hash)
		if err != nil {
			return nil, &fs.PathError{Op: "open", Path: name, Err: err}
		}
		n.size = int64(len(data))
		return &openFile{node: n, Reader: bytes.NewReader(data)}, nil
	}
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrInvalid}
}

func (s *snapshot) Stat(name string) (fs.FileInfo, error) {
	n, err := s.find("stat", name)
	if err != nil {
		return nil, err
	}
	return n.Info()
}

// find walks down to a name, from folder to folder.
func (s *snapshot) find(op, name string) (node, error) {
	if !fs.ValidPath(name) {
		return node{}, &fs.PathError{Op: op, Path: name, Err: fs.ErrInvalid}
	}
	n := node{s: s, name: ".", kind: folder, hash: s.root}
	if name == "." {
		return n, nil
	}
	for _, part := range strings.Split(name, "/") {
		if n.kind != folder {
			return node{}, &fs.PathError{Op: op, Path: name, Err: fs.ErrNotExist}
		}
		c, err := s.r.entries(n.hash)
		if err != nil {
			return node{}, &fs.PathError{Op: op, Path: name, Err: err}
		}
		for c.kind != none && string(c.name) != part {
			c.advance()
		}
		if c.err != nil {
			return node{}, &fs.PathError{Op: op, Path: name, Err: c.err}
		}
		if c.kind == none {
			return node{}, &fs.PathError{Op: op, Path: name, Err: fs.ErrNotExist}
		}
		n = node{s: s, name: path.Base(part), kind: c.kind, hash: c.hash}
	}
	return n, nil
}

// list is a folder's entries in git's order; fs.ReadDir sorts them by name.
func (s *snapshot) list(h plumbing.Hash) ([]fs.DirEntry, error) {
	c, err := s.r.entries(h)
	if err != nil {
		return nil, err
	}
	var entries []fs.DirEntry
	for ; c.kind != none; c.advance() {
		entries = append(entries, node{s: s, name: string(c.name), kind: c.kind, hash: c.hash})
	}
	return entries, c.err
}

// node is a file or folder of a snapshot; its size is read when it is asked for.
type node struct {
	s    *snapshot
	name string
	kind kind
	hash plumbing.Hash
	size int64
}

func (n node) Name() string       { return n.name }
func (n node) IsDir() bool        { return n.kind == folder }
func (n node) Type() fs.FileMode  { return n.Mode().Type() }
func (n node) Size() int64        { return n.size }
func (n node) ModTime() time.Time { return n.s.at }
func (n node) Sys() any           { return nil }
func (n node) Mode() fs.FileMode {
	switch n.kind {
	case folder:
		return fs.ModeDir | 0o555
	case file:
		return 0o444
	case symlink:
		return fs.ModeSymlink | 0o444
	}
	return fs.ModeIrregular
}

func (n node) Info() (fs.FileInfo, error) {
	if n.kind == file {
		data, err := n.s.r.blob(n.hash)
		if err != nil {
			return nil, err
		}
		n.size = int64(len(data))
	}
	return n, nil
}

type openFile struct {
	node
	*bytes.Reader
}

func (f *openFile) Stat() (fs.FileInfo, error) { return f.node, nil }
func (f *openFile) Size() int64                { return f.node.size }
func (f *openFile) Close() error               { return nil }

type openFolder struct {
	node
	rest []fs.DirEntry
}

func (f *openFolder) Stat() (fs.FileInfo, error) { return f.node, nil }
func (f *openFolder) Close() error               { return nil }
func (f *openFolder) Read([]byte) (int, error) {
	return 0, &fs.PathError{Op: "read", Path: f.name, Err: fs.ErrInvalid}
}

func (f *openFolder) ReadDir(n int) ([]fs.DirEntry, error) {
	if n <= 0 || n > len(f.rest) {
		if n > 0 && len(f.rest) == 0 {
			return nil, io.EOF
		}
		n = len(f.rest)
	}
	entries := f.rest[:n]
	f.rest = f.rest[n:]
	return entries, nil
}
