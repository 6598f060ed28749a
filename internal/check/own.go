package check

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"usher/internal/catalog"
)

// Own are the files under a folder, those of schema, policies and templates among
// them. A link that leads out of the folder is an error: a change could otherwise
// have whoever judges it read a file that is none of its business.
func Own(root string) fs.FS { return own(root) }

// own opens the folder anew for each file, so that there is nothing to close.
type own string

func (o own) Open(name string) (fs.File, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrInvalid}
	}
	f, err := os.OpenInRoot(string(o), name)
	if err != nil {
		return nil, o.outside(name, err)
	}
	return f, nil
}

// Stat opens nothing: to open a pipe would wait for who writes to it.
func (o own) Stat(name string) (fs.FileInfo, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: "stat", Path: name, Err: fs.ErrInvalid}
	}
	root, err := os.OpenRoot(string(o))
	if err != nil {
		return nil, err
	}
	defer root.Close()
	info, err := root.Stat(name)
	if err != nil {
		return nil, o.outside(name, err)
	}
	return info, nil
}

// outside says of a file that is there, but not to be had within the folder, that
// a link leads out.
func (o own) outside(name string, err error) error {
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, fs.ErrPermission) {
		return err
	}
	if _, there := os.Stat(filepath.Join(string(o), filepath.FromSlash(name))); there != nil {
		return err
	}
	return &catalog.Error{Text: catalog.ErrLinkLeadsOut.With(name)}
}
