//go:build !unix

package source

import (
	"errors"
	"io"
	"io/fs"
	"os"
)

// folder is an open folder, out of which no link leads.
type folder struct{ *os.Root }

func openFolder(dir string) (folder, error) {
	root, err := os.OpenRoot(dir)
	return folder{root}, err
}

// sub opens a folder in a folder.
func (f folder) sub(name string) (folder, error) {
	root, err := f.OpenRoot(name)
	return folder{root}, err
}

// ReadDir lists what lies in a folder.
func (f folder) ReadDir(int) ([]fs.DirEntry, error) { return fs.ReadDir(f.FS(), ".") }

// append reads a file and puts its bytes behind those in to, until there are more than
// limit.
func (f folder) append(to []byte, name string, limit int) ([]byte, error) {
	file, err := f.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return fill(to, limit, func(b []byte) (int, error) {
		n, err := file.Read(b)
		if errors.Is(err, io.EOF) {
			err = nil
		}
		return n, err
	})
}

// stamp is what the system says of a file without reading it: here it does not say when
// a file was changed if somebody sets its time.
func (f folder) stamp(string) (Stamp, bool) { return Stamp{}, false }
