package history

import (
	"bytes"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/format/objfile"
)

// objects is where objects are looked for: the repository's own folder of them and
// those that it borrows from (objects/info/alternates).
type objects struct {
	dirs  []string // of objects in a file each
	packs []*pack
	files []io.Closer // of the packs
}

// borrowing is how many folders deep git follows alternates.
const borrowing = 5

// openObjects opens a folder called objects and those that it borrows from.
func openObjects(dir string) (objects, error) {
	var o objects
	if err := o.open(dir, borrowing); err != nil {
		return o, errors.Join(err, o.close())
	}
	return o, nil
}

func (o *objects) open(dir string, depth int) error {
	if slices.Contains(o.dirs, dir) {
		return nil
	}
	o.dirs = append(o.dirs, dir)
	entries, err := os.ReadDir(filepath.Join(dir, "pack"))
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	for _, e := range entries {
		if name, ok := strings.CutSuffix(e.Name(), ".idx"); ok {
			if err := o.openPack(filepath.Join(dir, "pack", name)); err != nil {
				return err
			}
		}
	}
	borrowed, err := os.ReadFile(filepath.Join(dir, "info", "alternates"))
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	for line := range strings.Lines(string(borrowed)) {
		name := strings.TrimSpace(line)
		if name == "" || name[0] == '#' || depth == 0 {
			continue
		}
		if !filepath.IsAbs(name) {
			name = filepath.Join(dir, name)
		}
		if err := o.open(filepath.Clean(name), depth-1); err != nil {
			return err
		}
	}
	return err
}

// openPack opens the files NAME.idx and NAME.pack. An index whose pack is gone is
// left over by git gc.
func (o *objects) openPack(name string) error {
	file, err := os.Open(name + ".pack")
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	o.files = append(o.files, file)
	index, err := os.Open(name + ".idx")
	if err != nil {
		return err
	}
	defer index.Close()
	p, err := openPack(index, file)
	if err != nil {
		return fmt.Errorf("%s: %w", index.Name(), err)
	}
	o.packs = append(o.packs, p)
	return nil
}

func (o *objects) close() error {
	var errs []error
	for _, f := range o.files {
		errs = append(errs, f.Close())
	}
	return errors.Join(errs...)
}

// read returns an object's type and bytes, which must not be changed; without it,
// plumbing.ErrObjectNotFound.
func (o *objects) read(h plumbing.Hash) (plumbing.ObjectType, []byte, error) {
	for _, p := range o.packs {
		if at, ok := p.find(h); ok {
			return p.read(at)
		}
	}
	name := h.String()
	for _, dir := range o.dirs {
		f, err := os.Open(filepath.Join(dir, name[:2], name[2:]))
		if errors.Is(err, os.ErrNotExist) {
			continue
		}
		if err != nil {
			return plumbing.InvalidObject, nil, err
		}
		defer f.Close()
		return loose(f, h)
	}
	return plumbing.InvalidObject, nil, plumbing.ErrObjectNotFound
}

// loose reads an object that has a file of its own.
func loose(f io.Reader, h plumbing.Hash) (plumbing.ObjectType, []byte, error) {
	r, err := objfile.NewReader(f)
	if err != nil {
		return plumbing.InvalidObject, nil, errors.Join(errObject, err)
	}
	defer r.Close()
	t, size, err := r.Header()
	if err != nil || size < 0 || size > largest {
		return plumbing.InvalidObject, nil, errors.Join(errObject, err)
	}
	var data bytes.Buffer
	if _, err := io.CopyN(&data, r, size); err != nil || r.Hash() != h {
		return t, nil, errors.Join(errObject, err)
	}
	return t, data.Bytes(), nil
}

// largest bounds the memory for one object; what is read here, commits, folders
// and plans, is far smaller.
const largest = 64 << 20

var errObject = errors.New("malformed object")

// withPrefix returns the objects whose hash begins so, in order.
func (o *objects) withPrefix(prefix []byte) ([]plumbing.Hash, error) {
	var found []plumbing.Hash
	for _, p := range o.packs {
		found = append(found, p.withPrefix(prefix)...)
	}
	first := hex.EncodeToString(prefix[:1])
	for _, dir := range o.dirs {
		entries, err := os.ReadDir(filepath.Join(dir, first))
		if err != nil && !errors.Is(err, os.ErrNotExist) {
			return nil, err
		}
		for _, e := range entries {
			if name := first + e.Name(); plumbing.IsHash(name) && strings.HasPrefix(name, hex.EncodeToString(prefix)) {
				found = append(found, plumbing.NewHash(name))
			}
		}
	}
	slices.SortFunc(found, func(a, b plumbing.Hash) int { return bytes.Compare(a[:], b[:]) })
	return slices.Compact(found), nil
}
