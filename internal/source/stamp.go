package source

import (
	"encoding/binary"
	"path"
	"time"
)

// Stamp is what the system says of a file without reading it. While it says the same,
// nobody has written to the file, but for who did so within the tick of the system's
// clock in which the stamp was taken: see Settled.
type Stamp struct {
	written, changed time.Time // nobody but the system sets the latter
	rest             [6 * 8]byte
}

// AppendBinary adds the stamp to b: the same bytes for the same stamp. The error is
// always nil.
func (s Stamp) AppendBinary(b []byte) ([]byte, error) {
	b = binary.LittleEndian.AppendUint64(b, uint64(s.written.UnixNano()))
	b = binary.LittleEndian.AppendUint64(b, uint64(s.changed.UnixNano()))
	return append(b, s.rest[:]...), nil
}

// settling is how coarse the clocks of file systems are at most (FAT: two seconds), and
// as much again.
const settling = 4 * time.Second

// Settled reports whether a file that was not written to since before a moment is known
// by its stamp alone: a later change would give it another.
func (s Stamp) Settled(before time.Time) bool {
	return s.written.Before(before.Add(-settling)) && s.changed.Before(before.Add(-settling))
}

// Stamp takes the stamp of a file; false where the system has none that can be relied on.
func (r *Reader) Stamp(f File) (Stamp, bool) {
	dir, name := path.Split(f.Path)
	if r.enter(path.Clean(dir)) != nil {
		return Stamp{}, false
	}
	return r.dir.stamp(name)
}
