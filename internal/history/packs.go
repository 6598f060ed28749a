package history

import (
	"errors"
	"io"
	"io/fs"
	"strings"

	"github.com/go-git/go-billy/v5"
)

// packs serves a folder's pack files in blocks, the recent ones from memory: for
// each object go-git seeks, and reads a buffer of which it needs some bytes.
type packs struct{ billy.Filesystem }

const (
	block  = 64 << 10
	blocks = 256 // kept of each file
)

// Open opens a file for reading.
func (p packs) Open(name string) (billy.File, error) {
	f, err := p.Filesystem.Open(name)
	if err != nil || !strings.HasSuffix(name, ".pack") {
		return f, err
	}
	return &packFile{File: f, recent: recent[int64, []byte]{limit: blocks * block}}, nil
}

type packFile struct {
	billy.File
	at     int64
	recent recent[int64, []byte]
}

func (f *packFile) Seek(offset int64, whence int) (int64, error) {
	switch whence {
	case io.SeekStart:
	case io.SeekCurrent:
		offset += f.at
	default:
		var err error
		if offset, err = f.File.Seek(offset, whence); err != nil {
			return 0, err
		}
	}
	if offset < 0 { // as the system says it; a damaged index may ask for anything
		return 0, &fs.PathError{Op: "seek", Path: f.Name(), Err: fs.ErrInvalid}
	}
	f.at = offset
	return offset, nil
}

func (f *packFile) Read(to []byte) (int, error) {
	number := f.at / block
	data, ok := f.recent.get(number)
	if !ok {
		data = make([]byte, block)
		n, err := f.File.ReadAt(data, number*block)
		if err != nil && !errors.Is(err, io.EOF) {
			return 0, err
		}
		data = data[:n]
		f.recent.put(number, data, block)
	}
	from := int(f.at - number*block)
	if from >= len(data) {
		return 0, io.EOF
	}
	n := copy(to, data[from:])
	f.at += int64(n)
	return n, nil
}
