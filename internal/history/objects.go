package history

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/go-git/go-billy/v5"
	"github.com/go-git/go-billy/v5/osfs"
	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/format/objfile"
	"github.com/go-git/go-git/v5/storage/filesystem/dotgit"
)

const (
	// recently bounds the bytes of objects kept for deltas on them and for folders
	// that the next commit has too; more does not pay.
	recently = 16 << 20
	// largest bounds the memory for one object; what is read here, commits, folders
	// and plans, is far smaller.
	largest = 64 << 20
	// borrowing is how many folders deep git follows alternates.
	borrowing = 5
)

// objects is where objects are looked for: the repository itself and those that it
// borrows from (objects/info/alternates).
type objects struct {
	stores []store
	dirs   []string // called objects, one for each store
	recent recent[place, *object]
	reads  int  // objects asked for
	opened bool // the indexes have been read
}

// store is a folder of objects: packed, or in a file of their own.
type store struct {
	dir   *dotgit.DotGit
	packs []*pack
}

// open opens a repository's files, of which dir is the folder called objects.
//
// go-git is kept from following alternates itself: of v5.19 it reads the indexes
// over there again for each object, takes a relative path as one from the top, and
// goes no further than one step.
func (o *objects) open(files billy.Filesystem, dir string) error {
	s := store{dir: dotgit.NewWithOptions(packs{files}, dotgit.Options{KeepDescriptors: true})}
	names, err := s.dir.ObjectPacks()
	if err != nil {
		return fmt.Errorf("%s: %w", dir, err)
	}
	for _, name := range names {
		s.packs = append(s.packs, &pack{dir: s.dir, name: name, recent: &o.recent})
	}
	o.stores, o.dirs = append(o.stores, s), append(o.dirs, dir)
	return nil
}

// ready reads the indexes, all at once before the first object: a repository of which
// one cannot be read is refused. Who asks for no object need not wait for them.
func (o *objects) ready() error {
	if o.opened {
		return nil
	}
	for i, s := range o.stores {
		for _, p := range s.packs {
			if err := p.open(); err != nil {
				return fmt.Errorf("%s: %w", o.dirs[i], err)
			}
		}
	}
	o.opened = true
	return nil
}

// borrow opens the stores that the one in dir borrows from, and on from there.
func (o *objects) borrow(dir string, depth int) error {
	list, err := os.ReadFile(filepath.Join(dir, "info", "alternates"))
	if errors.Is(err, os.ErrNotExist) || depth == 0 {
		return nil
	}
	for line := range strings.Lines(string(list)) {
		from := strings.TrimSpace(line)
		if from == "" || from[0] == '#' {
			continue
		}
		if !filepath.IsAbs(from) {
			from = filepath.Join(dir, from)
		}
		if from = filepath.Clean(from); slices.Contains(o.dirs, from) {
			continue
		}
		top, name := filepath.Split(from)
		if name != "objects" { // the name that go-git looks for
			return fmt.Errorf("%s: a folder of another name than objects", from)
		}
		if err := o.open(osfs.New(top), from); err != nil {
			return err
		}
		if err := o.borrow(from, depth-1); err != nil {
			return err
		}
	}
	return err
}

func (o *objects) close() error {
	var errs []error
	for _, s := range o.stores {
		errs = append(errs, s.dir.Close())
	}
	return errors.Join(errs...)
}

var errObject = errors.New("malformed object")

// read returns an object's type and bytes, which must not be changed; without it,
// plumbing.ErrObjectNotFound.
func (o *objects) read(h plumbing.Hash) (plumbing.ObjectType, []byte, error) {
	o.reads++
	found, err := o.find(h)
	if err != nil {
		return plumbing.InvalidObject, nil, err
	}
	// Whatever was damaged on the way, go-git does not look: only here is the name
	// compared with what was read.
	if found.name.IsZero() {
		found.name = plumbing.ComputeHash(found.kind, found.data)
	}
	if found.name != h {
		return found.kind, nil, fmt.Errorf("%w %s", errObject, short(h))
	}
	return found.kind, found.data, nil
}

// find returns an object whose bytes are still to be checked.
func (o *objects) find(h plumbing.Hash) (*object, error) {
	if err := o.ready(); err != nil {
		return nil, err
	}
	for _, s := range o.stores {
		for _, p := range s.packs {
			if found, err := p.find(h); !errors.Is(err, plumbing.ErrObjectNotFound) {
				return found, err
			}
		}
		if found, err := s.loose(h); !errors.Is(err, fs.ErrNotExist) {
			return found, err
		}
	}
	return nil, plumbing.ErrObjectNotFound
}

// loose reads an object that has a file of its own; without it, fs.ErrNotExist.
func (s store) loose(h plumbing.Hash) (*object, error) {
	f, err := s.dir.Object(h)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	r, err := objfile.NewReader(f)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	kind, size, err := r.Header()
	if err != nil {
		return nil, err
	}
	if size < 0 || size > largest {
		return nil, fmt.Errorf("%w: %d bytes", errObject, size)
	}
	data := make([]byte, size)
	if _, err := io.ReadFull(r, data); err != nil {
		return nil, err
	}
	return &object{kind: kind, data: data}, nil
}

// withPrefix returns the objects whose hash begins so, each once.
func (o *objects) withPrefix(prefix []byte) ([]plumbing.Hash, error) {
	if err := o.ready(); err != nil {
		return nil, err
	}
	var all []plumbing.Hash
	for _, s := range o.stores {
		found, err := s.dir.ObjectsWithPrefix(prefix)
		if err != nil {
			return nil, err
		}
		all = append(all, found...)
		for _, p := range s.packs {
			if found, err = p.withPrefix(prefix); err != nil {
				return nil, err
			}
			all = append(all, found...)
		}
	}
	plumbing.HashesSort(all)
	return slices.Compact(all), nil
}
