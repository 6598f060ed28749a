//go:build unix

package source

import (
	"encoding/binary"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"golang.org/x/sys/unix"
)

// folder is an open folder, in which files are opened by their names alone, so that no
// link is followed. os.Root would ask the system nine times for each.
type folder struct {
	*os.File
	fd int
}

func openFolder(dir string) (folder, error) {
	f, err := os.OpenFile(dir, os.O_RDONLY|unix.O_DIRECTORY, 0)
	if err != nil {
		return folder{}, err
	}
	return folder{f, int(f.Fd())}, nil
}

// sub opens a folder in a folder.
func (f folder) sub(name string) (folder, error) {
	fd, err := f.open(name, unix.O_DIRECTORY)
	if err != nil {
		return folder{}, err
	}
	return folder{os.NewFile(uintptr(fd), filepath.Join(f.Name(), name)), fd}, nil
}

// append reads a file and puts its bytes behind those in to, until there are more than
// limit.
func (f folder) append(to []byte, name string, limit int) ([]byte, error) {
	fd, err := f.open(name, unix.O_NONBLOCK) // to open a pipe would wait for who writes to it
	if err != nil {
		return nil, err
	}
	defer unix.Close(fd)
	return fill(to, limit, func(b []byte) (int, error) {
		n, err := again(func() (int, error) { return unix.Read(fd, b) })
		if err != nil {
			return 0, &fs.PathError{Op: "read", Path: name, Err: err}
		}
		return n, nil
	})
}

func (f folder) open(name string, how int) (int, error) {
	fd, err := again(func() (int, error) {
		return unix.Openat(f.fd, name, unix.O_RDONLY|unix.O_NOFOLLOW|unix.O_CLOEXEC|how, 0)
	})
	if err != nil {
		return 0, &fs.PathError{Op: "open", Path: name, Err: err}
	}
	return fd, nil
}

// again asks the system until no signal interrupts it.
func again(ask func() (int, error)) (int, error) {
	for {
		if n, err := ask(); err != unix.EINTR {
			return n, err
		}
	}
}

// stamp is what the system says of a file without reading it.
func (f folder) stamp(name string) (Stamp, bool) {
	var st unix.Stat_t
	_, err := again(func() (int, error) { return 0, unix.Fstatat(f.fd, name, &st, unix.AT_SYMLINK_NOFOLLOW) })
	if err != nil || st.Mode&unix.S_IFMT != unix.S_IFREG {
		return Stamp{}, false
	}
	s := Stamp{written: time.Unix(st.Mtim.Unix()), changed: time.Unix(st.Ctim.Unix())}
	for i, n := range []uint64{uint64(st.Dev), uint64(st.Ino), uint64(st.Mode), uint64(st.Uid), uint64(st.Gid), uint64(st.Size)} {
		binary.LittleEndian.PutUint64(s.rest[8*i:], n)
	}
	return s, true
}
