package history

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/go-git/go-billy/v5"
	"github.com/go-git/go-billy/v5/memfs"
	"github.com/go-git/go-billy/v5/osfs"
	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/cache"
	"github.com/go-git/go-git/v5/storage/filesystem"
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
	stores []*filesystem.Storage
	dirs   []string // called objects, one for each store
	recent cache.Object
	reads  int // objects asked for
}

// open opens a repository's files, of which dir is the folder called objects, and
// returns its store.
//
// go-git is kept from following alternates itself: of v5.19 it reads the indexes
// over there again for each object, takes a relative path as one from the top, and
// goes no further than one step. Nor does it get ExclusiveAccess, with which it
// lists all loose objects first and HashesWithPrefix overwrites that list.
func (o *objects) open(files billy.Filesystem, dir string) (*filesystem.Storage, error) {
	store := filesystem.NewStorageWithOptions(packs{files}, o.recent, filesystem.Options{
		KeepDescriptors:      true,
		LargeObjectThreshold: largest,
		AlternatesFS:         memfs.New(), // where nothing is
	})
	o.stores, o.dirs = append(o.stores, store), append(o.dirs, dir)
	// Looking for what is not there reads the indexes; left to a later time, one that
	// cannot be read would be refused once and passed over from then on.
	if _, err := store.EncodedObject(plumbing.AnyObject, plumbing.ZeroHash); !errors.Is(err, plumbing.ErrObjectNotFound) {
		return nil, fmt.Errorf("%s: %w", dir, err)
	}
	return store, nil
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
		if _, err := o.open(osfs.New(top), from); err != nil {
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
		errs = append(errs, s.Close())
	}
	return errors.Join(errs...)
}

// find returns an object whose bytes are still to be checked; without it,
// plumbing.ErrObjectNotFound.
func (o *objects) find(h plumbing.Hash) (plumbing.EncodedObject, error) {
	for _, s := range o.stores {
		found, err := s.EncodedObject(plumbing.AnyObject, h)
		if !errors.Is(err, plumbing.ErrObjectNotFound) {
			return found, err
		}
	}
	return nil, plumbing.ErrObjectNotFound
}

var errObject = errors.New("malformed object")

// read returns an object's type and bytes; without it, plumbing.ErrObjectNotFound.
func (o *objects) read(h plumbing.Hash) (plumbing.ObjectType, []byte, error) {
	o.reads++
	found, err := o.find(h)
	if err != nil {
		return plumbing.InvalidObject, nil, err
	}
	t := found.Type()
	if found.Size() < 0 || found.Size() > largest {
		return t, nil, fmt.Errorf("%w: %d bytes", errObject, found.Size())
	}
	r, err := found.Reader()
	if err != nil {
		return t, nil, err
	}
	defer r.Close()
	data := make([]byte, found.Size())
	if _, err := io.ReadFull(r, data); err != nil {
		return t, nil, err
	}
	// Whatever was damaged on the way, go-git does not look: only here is the name
	// compared with what was read. An object in memory knows its real name already,
	// any other repeats the one it was asked for.
	name := found.Hash()
	if _, ok := found.(*plumbing.MemoryObject); !ok {
		name = plumbing.ComputeHash(t, data)
	}
	if name != h {
		return t, nil, fmt.Errorf("%w %s", errObject, short(h))
	}
	return t, data, nil
}

// withPrefix returns the objects whose hash begins so, each once.
func (o *objects) withPrefix(prefix []byte) ([]plumbing.Hash, error) {
	var all []plumbing.Hash
	for _, s := range o.stores {
		found, err := s.HashesWithPrefix(prefix)
		if err != nil {
			return nil, err
		}
		all = append(all, found...)
	}
	plumbing.HashesSort(all)
	return slices.Compact(all), nil
}
