package history

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/cache"
	"github.com/go-git/go-git/v5/plumbing/format/idxfile"
	"github.com/go-git/go-git/v5/plumbing/format/packfile"
)

// pack reads objects out of a pack file (gitformat-pack). go-git reads the index
// and puts deltas together; its reader of a single object hashes all that it
// reads, twice, and seeks in the file for each: BenchmarkHistory took twice as
// long with it.
type pack struct {
	index  *idxfile.MemoryIndex
	file   io.ReaderAt
	pages  [pages]page
	next   int64 // where the inflater goes on
	zlib   io.ReadCloser
	recent *cache.BufferLRU // by offset: an object's bytes, then its type
}

const (
	// recently bounds the bytes of objects kept for deltas on them and for folders
	// that the next commit has too; more does not pay.
	recently = 16 * cache.MiByte
	// A pack is read by pages, because git writes together what is read together.
	pageSize = 1 << 15
	pages    = 32
	// deepest is the longest chain of deltas; git writes at most 4095.
	deepest = 5000
)

type page struct {
	start int64
	data  []byte
}

func openPack(index io.Reader, file io.ReaderAt) (*pack, error) {
	p := &pack{index: idxfile.NewMemoryIndex(), file: file, recent: cache.NewBufferLRU(recently)}
	return p, idxfile.NewDecoder(index).Decode(p.index)
}

// bucket is the sorted hashes that begin with a byte, one behind the other, and
// its number in the index.
func (p *pack) bucket(first byte) ([]byte, int) {
	n := p.index.FanoutMapping[first]
	if n < 0 || n >= len(p.index.Names) {
		return nil, 0
	}
	return p.index.Names[n], n
}

const hashSize = len(plumbing.Hash{})

// lowest is the place of the first hash in a bucket that is not before prefix.
func lowest(names, prefix []byte) int {
	low, high := 0, len(names)/hashSize
	for low < high {
		mid := int(uint(low+high) / 2)
		if bytes.Compare(names[mid*hashSize:(mid+1)*hashSize], prefix) < 0 {
			low = mid + 1
		} else {
			high = mid
		}
	}
	return low
}

// find is where an object lies; false where the pack lacks it.
func (p *pack) find(h plumbing.Hash) (int64, bool) {
	names, n := p.bucket(h[0])
	i := lowest(names, h[:])
	if i*hashSize >= len(names) || !bytes.Equal(names[i*hashSize:(i+1)*hashSize], h[:]) {
		return 0, false
	}
	offset := binary.BigEndian.Uint32(p.index.Offset32[n][4*i:])
	if offset>>31 == 0 {
		return int64(offset), true
	}
	far, err := p.index.FindOffset(h) // beyond 2 GiB
	return far, err == nil
}

func (p *pack) withPrefix(prefix []byte) []plumbing.Hash {
	names, _ := p.bucket(prefix[0])
	var found []plumbing.Hash
	for i := lowest(names, prefix) * hashSize; i < len(names) && bytes.HasPrefix(names[i:], prefix); i += hashSize {
		found = append(found, plumbing.Hash(names[i:i+hashSize]))
	}
	return found
}

// at returns the bytes from an offset to the end of its page.
func (p *pack) at(offset int64) ([]byte, error) {
	start := offset &^ (pageSize - 1)
	here := &p.pages[start/pageSize%pages]
	if len(here.data) == 0 || here.start != start {
		if here.data == nil {
			here.data = make([]byte, pageSize)
		}
		n, err := p.file.ReadAt(here.data[:pageSize], start)
		here.start, here.data = start, here.data[:n]
		if err != nil && err != io.EOF {
			return nil, err
		}
	}
	if offset-start >= int64(len(here.data)) {
		return nil, io.ErrUnexpectedEOF
	}
	return here.data[offset-start:], nil
}

// Read and ReadByte are for the inflater.
func (p *pack) Read(b []byte) (int, error) {
	data, err := p.at(p.next)
	n := copy(b, data)
	p.next += int64(n)
	return n, err
}

func (p *pack) ReadByte() (byte, error) {
	data, err := p.at(p.next)
	if err != nil {
		return 0, err
	}
	p.next++
	return data[0], nil
}

// read returns the type and the bytes of the object at an offset.
func (p *pack) read(offset int64) (plumbing.ObjectType, []byte, error) {
	return p.readDelta(offset, 0)
}

func (p *pack) readDelta(offset int64, depth int) (plumbing.ObjectType, []byte, error) {
	if data, ok := p.recent.Get(offset); ok {
		n := len(data) - 1
		return plumbing.ObjectType(data[n]), data[:n:n], nil
	}
	t, size, base, err := p.header(offset)
	if err != nil || depth > deepest || size > largest {
		return t, nil, malformed(offset, err)
	}
	data, err := p.inflate(int(size))
	if err != nil {
		return t, nil, malformed(offset, err)
	}
	if base > 0 {
		var from []byte
		if t, from, err = p.readDelta(base, depth+1); err != nil {
			return t, nil, err
		}
		if data, err = patch(from, data); err != nil {
			return t, nil, malformed(offset, err)
		}
	}
	if t != plumbing.CommitObject { // a commit is read once
		p.recent.Put(offset, append(data, byte(t)))
	}
	return t, data, nil
}

func malformed(offset int64, err error) error {
	if err == nil {
		return fmt.Errorf("%w at %d", errObject, offset)
	}
	return fmt.Errorf("%w at %d: %w", errObject, offset, err)
}

// header reads what comes before an object's bytes: its type, its size, and where
// the object lies that it is a delta on, 0 where it is whole.
func (p *pack) header(offset int64) (t plumbing.ObjectType, size, base int64, err error) {
	p.next = offset
	c, err := p.ReadByte()
	t, size = plumbing.ObjectType(c>>4&7), int64(c&15)
	for shift := 4; c&0x80 != 0 && err == nil; shift += 7 {
		if shift > 40 {
			return t, 0, 0, errObject
		}
		c, err = p.ReadByte()
		size |= int64(c&0x7f) << shift
	}
	if err != nil {
		return t, 0, 0, err
	}
	switch t {
	case plumbing.CommitObject, plumbing.TreeObject, plumbing.BlobObject, plumbing.TagObject:
		return t, size, 0, nil
	case plumbing.OFSDeltaObject:
		back, err := p.distance()
		if err == nil && (back <= 0 || back >= offset) {
			err = errObject
		}
		return t, size, offset - back, err
	case plumbing.REFDeltaObject:
		var h plumbing.Hash
		if _, err := io.ReadFull(p, h[:]); err != nil {
			return t, 0, 0, err
		}
		base, ok := p.find(h)
		if !ok {
			return t, 0, 0, errObject
		}
		return t, size, base, nil
	}
	return t, 0, 0, errObject
}

// distance reads how far back the base of a delta lies.
func (p *pack) distance() (int64, error) {
	c, err := p.ReadByte()
	back := int64(c & 0x7f)
	for c&0x80 != 0 && err == nil {
		if back > 1<<48 {
			return 0, errObject
		}
		c, err = p.ReadByte()
		back = (back+1)<<7 | int64(c&0x7f)
	}
	return back, err
}

// inflate reads exactly size bytes, into a slice that has room for one more.
func (p *pack) inflate(size int) ([]byte, error) {
	var err error
	if p.zlib == nil {
		p.zlib, err = zlib.NewReader(p)
	} else {
		err = p.zlib.(zlib.Resetter).Reset(p, nil)
	}
	if err != nil {
		p.zlib = nil
		return nil, err
	}
	data := make([]byte, 0, min(size, pageSize)+1)
	for len(data) < size { // grown as it comes: a size is only a promise
		data = slices.Grow(data, 2)
		n, err := p.zlib.Read(data[len(data):min(cap(data)-1, size)])
		data = data[:len(data)+n]
		if err != nil && len(data) < size {
			return nil, err
		}
	}
	if n, err := p.zlib.Read(data[size : size+1]); n > 0 || err != io.EOF { // the checksum comes last
		return nil, errors.Join(errObject, err)
	}
	return data, nil
}

// patch puts a delta on its base; a delta begins with the sizes before and after.
func patch(base, delta []byte) ([]byte, error) {
	_, n := binary.Uvarint(delta)
	size, m := binary.Uvarint(delta[max(n, 0):])
	if n <= 0 || m <= 0 || size > largest {
		return nil, errObject
	}
	return packfile.PatchDelta(base, delta)
}
