// Package output provides the writing of a set of files into one folder, whole or
// not at all, touching nothing there that it did not write itself.
package output

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
)

// Manifest is the name of the file in the folder that lists what was written
// there, each with its SHA-256. What it does not list is somebody else's.
const Manifest = ".usher-manifest.json"

// staging is where new files wait until all of them are on disk.
const staging = ".usher-staging"

// Own are the names of what is written into the folder beside the set's files, for a time
// or to stay.
var Own = []string{Manifest, Manifest + ".new", staging + "/file"}

// File is one file to write.
type File struct {
	Name string // path inside the folder, with slashes
	Data []byte
	// From is a file that holds what to write in place of Data, for what would be
	// too much to hold in memory. It is copied.
	From string
}

// open reads what is to be written.
func (f File) open() (io.ReadCloser, error) {
	if f.From == "" {
		return io.NopCloser(bytes.NewReader(f.Data)), nil
	}
	return os.Open(f.From)
}

// Changes says what a Write did, by names in order.
type Changes struct {
	Written   []string // new, or other than before
	Unchanged []string
	Removed   []string // written by an earlier run, no longer wanted
}

// ForeignError is a file in the way that this package did not write, or that
// somebody has changed since.
type ForeignError struct{ Dir, Name string }

func (e *ForeignError) Error() string {
	return fmt.Sprintf("%s was not written by usher, or was changed since: move it away", filepath.Join(e.Dir, filepath.FromSlash(e.Name)))
}

// Set is what a run writes.
type Set struct {
	Files []File
	// Stale says of a file of earlier runs that is not among Files whether it is to
	// be removed; nil keeps them all.
	Stale func(name string) bool
	// Printed is noted down in place of what was; nil keeps that.
	Printed map[string]Printed
}

// Printed is the state of a plan that its sheets in the folder show.
type Printed struct {
	Commit string `json:"commit"`          // that last changed the plan; empty: it was not committed
	Since  string `json:"since,omitempty"` // the commit that the marks of changes on the sheets count from
}

// Write makes dir hold the files. Everything is staged inside dir first, so that a
// full disk leaves what was there; then each file takes its place by a rename. No
// name and no link leads out of dir.
func Write(dir string, s Set) (Changes, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return Changes{}, fmt.Errorf("making the output folder: %w", err)
	}
	w, err := open(dir)
	if err != nil {
		return Changes{}, err
	}
	defer w.root.Close()
	return w.write(s)
}

// Was is what the folder says of the plans that it was printed from, by their id;
// nothing where there is no such folder.
func Was(dir string) (map[string]Printed, error) {
	w, err := open(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer w.root.Close()
	return w.printed, nil
}

// open opens a folder that there is, and reads what earlier runs wrote there.
func open(dir string) (*writer, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fmt.Errorf("opening the output folder: %w", err)
	}
	w := &writer{dir: dir, root: root}
	if err := w.readManifest(); err != nil {
		root.Close()
		return nil, err
	}
	return w, nil
}

type writer struct {
	dir  string
	root *os.Root
	had  map[string]string // name: digest, as the manifest has it
	next map[string]string // what a run that was cut short was about to put there

	printed map[string]Printed
}

// names lists what earlier runs wrote or were about to.
func (w *writer) names() []string {
	all := maps.Clone(w.had)
	maps.Copy(all, w.next)
	return slices.Sorted(maps.Keys(all))
}

// own reports whether a digest found at name is of this package's writing.
func (w *writer) own(name, digest string) bool {
	return digest == w.had[name] || digest == w.next[name]
}

func (w *writer) write(s Set) (Changes, error) {
	var done Changes
	if err := w.settle(); err != nil {
		return done, err
	}
	has := w.kept(s)
	var fresh []File
	for _, f := range s.Files {
		if !local(f.Name) {
			return done, fmt.Errorf("writing %q: the name leads out of the output folder", f.Name)
		}
		wanted, err := f.digest()
		if err != nil {
			return done, fmt.Errorf("reading what to write: %w", err)
		}
		has[f.Name] = wanted
		now, err := w.digestOf(f.Name)
		switch {
		case err != nil:
			return done, err
		case now == has[f.Name]:
			done.Unchanged = append(done.Unchanged, f.Name)
			continue
		case now != "" && !w.own(f.Name, now):
			return done, &ForeignError{w.dir, f.Name}
		}
		fresh = append(fresh, f)
		done.Written = append(done.Written, f.Name)
	}
	if err := w.stage(fresh); err != nil {
		return Changes{}, errors.Join(err, w.root.RemoveAll(staging))
	}
	// Both runs' files are on the list while they are moved, so that after a run
	// that is cut short here the next one knows all of them for its own.
	if err := w.writeManifest(manifest{Files: w.had, Next: has, Printed: w.printed}); err != nil {
		return Changes{}, errors.Join(err, w.root.RemoveAll(staging))
	}
	for _, f := range fresh {
		if err := w.root.Rename(path.Join(staging, f.Name), f.Name); err != nil {
			return done, fmt.Errorf("putting %s in its place: %w", f.Name, err)
		}
	}
	for _, name := range w.names() {
		if _, keep := has[name]; keep {
			continue
		}
		now, err := w.digestOf(name)
		if err != nil {
			return done, err
		}
		if now == "" || !w.own(name, now) { // gone, or somebody else's by now
			continue
		}
		if err := w.root.Remove(name); err != nil {
			return done, fmt.Errorf("removing the old %s: %w", name, err)
		}
		_ = w.root.Remove(path.Dir(name)) // only goes if it is empty
		done.Removed = append(done.Removed, name)
	}
	if err := w.root.RemoveAll(staging); err != nil {
		return done, fmt.Errorf("clearing up: %w", err)
	}
	if s.Printed != nil {
		w.printed = s.Printed
	}
	return done, w.writeManifest(manifest{Files: has, Printed: w.printed})
}

// settle finds out how far a run that was cut short has come. If this one is cut
// short too, what that one wrote must still be known for its own.
func (w *writer) settle() error {
	if len(w.next) == 0 {
		return nil
	}
	for _, name := range w.names() {
		now, err := w.digestOf(name)
		var foreign *ForeignError
		if err != nil && !errors.As(err, &foreign) {
			return err
		}
		switch {
		case err == nil && now == "":
			delete(w.had, name)
		case err == nil && w.own(name, now):
			w.had[name] = now
		}
	}
	w.next = nil
	return nil
}

// kept are the files of earlier runs that stay whatever the set holds.
func (w *writer) kept(s Set) map[string]string {
	has := map[string]string{}
	for name, digest := range w.had {
		if s.Stale == nil || !s.Stale(name) {
			has[name] = digest
		}
	}
	return has
}

// local reports whether a name leads to a file inside the folder, in the one way
// that names are written.
func local(name string) bool {
	return filepath.IsLocal(filepath.FromSlash(name)) && path.Clean(name) == name
}

// stage writes all files beside their places.
func (w *writer) stage(files []File) error {
	if err := w.root.RemoveAll(staging); err != nil {
		return fmt.Errorf("clearing up after an earlier run: %w", err)
	}
	for _, f := range files {
		for _, dir := range []string{path.Dir(f.Name), path.Dir(path.Join(staging, f.Name))} {
			if err := w.root.MkdirAll(dir, 0o755); err != nil {
				return fmt.Errorf("making the folder %s: %w", dir, err)
			}
		}
		if err := w.copy(f, path.Join(staging, f.Name)); err != nil {
			return fmt.Errorf("writing %s: %w", f.Name, err)
		}
	}
	return nil
}

// copy writes a file to a name that nothing is at.
func (w *writer) copy(f File, name string) error {
	from, err := f.open()
	if err != nil {
		return err
	}
	defer from.Close()
	to, err := w.root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o644)
	if err != nil {
		return err
	}
	_, err = io.Copy(to, from)
	return errors.Join(err, to.Close())
}

// digestOf is the digest of a file that is there, or "" where none is.
func (w *writer) digestOf(name string) (string, error) {
	info, err := w.root.Lstat(name)
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	if err == nil && !info.Mode().IsRegular() {
		return "", &ForeignError{w.dir, name}
	}
	if err == nil {
		var there *os.File
		if there, err = w.root.Open(name); err == nil {
			defer there.Close()
			var sum string
			if sum, err = digest(there); err == nil {
				return sum, nil
			}
		}
	}
	return "", fmt.Errorf("reading what is there: %w", err)
}

type manifest struct {
	Version int                `json:"version"`
	Files   map[string]string  `json:"files"`
	Next    map[string]string  `json:"next,omitempty"`
	Printed map[string]Printed `json:"printed,omitempty"`
}

func (w *writer) readManifest() error {
	m := manifest{Version: 1}
	data, err := w.root.ReadFile(Manifest)
	switch {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return fmt.Errorf("reading the list of written files: %w", err)
	default:
		if err := json.Unmarshal(data, &m); err != nil || m.Version != 1 {
			return fmt.Errorf("%s cannot be read: empty the folder, or choose another with -o", filepath.Join(w.dir, Manifest))
		}
	}
	w.had, w.next = map[string]string{}, map[string]string{}
	maps.Copy(w.had, m.Files)
	maps.Copy(w.next, m.Next)
	w.printed = m.Printed
	return nil
}

func (w *writer) writeManifest(m manifest) error {
	m.Version = 1
	data, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		return err
	}
	const next = Manifest + ".new"
	if err := w.root.WriteFile(next, append(data, '\n'), 0o644); err != nil {
		return fmt.Errorf("writing the list of written files: %w", err)
	}
	if err := w.root.Rename(next, Manifest); err != nil {
		return fmt.Errorf("writing the list of written files: %w", err)
	}
	return nil
}

func (f File) digest() (string, error) {
	from, err := f.open()
	if err != nil {
		return "", err
	}
	defer from.Close()
	return digest(from)
}

func digest(from io.Reader) (string, error) {
	sum := sha256.New()
	if _, err := io.Copy(sum, from); err != nil {
		return "", err
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}
