package check

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"maps"
	"slices"
	"sync"
)

// witness is a folder that remembers what was read of it, so that what was made of
// that is told from what would be made of anything else.
type witness struct {
	of fs.FS

	mu     sync.Mutex
	seen   map[string]digest // what was asked, and a digest of the answer
	unsure bool              // something was read in part
}

// digest is a SHA-256 digest.
type digest = [sha256.Size]byte

func newWitness(of fs.FS) *witness { return &witness{of: of, seen: map[string]digest{}} }

// Open is as of fs.FS.
func (w *witness) Open(name string) (fs.File, error) {
	f, err := w.of.Open(name)
	w.saw("open", name, err)
	if err != nil {
		return nil, err
	}
	return &witnessed{File: f, by: w, name: name, text: sha256.New()}, nil
}

// Stat is as of fs.StatFS. Only the kind of file is remembered.
func (w *witness) Stat(name string) (fs.FileInfo, error) {
	info, err := fs.Stat(w.of, name)
	w.saw("stat", name, err, kind(info, err))
	return info, err
}

func kind(info fs.FileInfo, err error) []byte {
	if err != nil {
		return nil
	}
	return []byte(info.Mode().Type().String())
}

// saw keeps an answer; of errors, whether it is that there is no such file.
func (w *witness) saw(asked, name string, err error, answer ...[]byte) {
	h := sha256.New()
	fmt.Fprintf(h, "%t %t\n", err == nil, errors.Is(err, fs.ErrNotExist))
	for _, part := range answer {
		h.Write(part)
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.seen[asked+" "+name] = digest(h.Sum(nil))
}

// sum is a digest of all that was read; false where it cannot say.
func (w *witness) sum() (digest, bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	h := sha256.New()
	for _, asked := range slices.Sorted(maps.Keys(w.seen)) {
		fmt.Fprintf(h, "%q %x\n", asked, w.seen[asked])
	}
	return digest(h.Sum(nil)), !w.unsure
}

// witnessed is an open file of a witness.
type witnessed struct {
	fs.File
	by           *witness
	name         string
	text         hash.Hash
	begun, ended bool
}

func (f *witnessed) Read(p []byte) (int, error) {
	n, err := f.File.Read(p)
	f.text.Write(p[:n])
	f.begun = true
	if err == io.EOF {
		f.ended = true
		f.by.saw("read", f.name, nil, f.text.Sum(nil))
	}
	return n, err
}

func (f *witnessed) Stat() (fs.FileInfo, error) {
	info, err := f.File.Stat()
	f.by.saw("stat", f.name, err, kind(info, err))
	return info, err
}

// ReadDir is as of fs.ReadDirFile.
func (f *witnessed) ReadDir(n int) ([]fs.DirEntry, error) {
	d, ok := f.File.(fs.ReadDirFile)
	if !ok {
		return nil, &fs.PathError{Op: "readdir", Path: f.name, Err: errors.ErrUnsupported}
	}
	entries, err := d.ReadDir(n)
	if n > 0 {
		f.begun = true
		return entries, err
	}
	var list []byte
	for _, e := range entries {
		list = fmt.Appendf(list, "%q %s\n", e.Name(), e.Type())
	}
	f.by.saw("list", f.name, err, list)
	return entries, err
}

func (f *witnessed) Close() error {
	if f.begun && !f.ended {
		f.by.mu.Lock()
		f.by.unsure = true
		f.by.mu.Unlock()
	}
	return f.File.Close()
}
