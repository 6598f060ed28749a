package history

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/format/idxfile"
	"github.com/go-git/go-git/v5/plumbing/format/packfile"
	"github.com/go-git/go-git/v5/storage/filesystem/dotgit"
)

// pack is a pack file with its index. go-git reads both, but what an object is a delta
// on is kept here, by its place: go-git's own Packfile keeps it by its name, for which
// it hashes each and lists the names of all by their places first.
type pack struct {
	dir     *dotgit.DotGit
	name    plumbing.Hash
	index   *idxfile.MemoryIndex // nil until open
	scanner *packfile.Scanner    // nil until something is read
	recent  *recent[place, *object]
}

// place is where an object is.
type place struct {
	*pack
	offset int64
}

// object is one that was read.
type object struct {
	kind plumbing.ObjectType
	data []byte
	name plumbing.Hash // by its bytes; zero until it is asked for
}

// deepest is how many deltas git puts on top of each other at most (pack.depth).
const deepest = 4095

// open reads the index.
func (p *pack) open() error {
	f, err := p.dir.ObjectPackIdx(p.name)
	if err != nil {
		return err
	}
	defer f.Close()
	index := idxfile.NewMemoryIndex()
	if err := idxfile.NewDecoder(f).Decode(index); err != nil {
		return err
	}
	if index.PackfileChecksum != p.name {
		return fmt.Errorf("%w: of another pack than %s", idxfile.ErrMalformedIdxFile, p.name)
	}
	p.index = index
	return nil
}

// find returns an object; plumbing.ErrObjectNotFound where the pack has it not.
func (p *pack) find(h plumbing.Hash) (*object, error) {
	offset, err := p.index.FindOffset(h)
	if err != nil {
		return nil, err
	}
	return p.at(offset)
}

// at returns the object at a place: what deltas make of what they are on.
func (p *pack) at(offset int64) (*object, error) {
	type step struct {
		offset int64
		delta  []byte
	}
	var steps []step
	var found *object
	for {
		var ok bool
		if found, ok = p.recent.get(place{p, offset}); ok {
			break
		}
		h, data, err := p.entry(offset)
		if err != nil {
			return nil, err
		}
		if h.Type != plumbing.OFSDeltaObject && h.Type != plumbing.REFDeltaObject {
			found = &object{kind: h.Type, data: data}
			p.recent.put(place{p, offset}, found, len(data))
			break
		}
		if steps = append(steps, step{offset, data}); len(steps) > deepest {
			return nil, fmt.Errorf("%w: a delta on itself", errObject)
		}
		if offset = h.OffsetReference; h.Type == plumbing.REFDeltaObject {
			if offset, err = p.index.FindOffset(h.Reference); err != nil {
				return nil, fmt.Errorf("%w: a delta on what is missing", errObject)
			}
		}
	}
	for len(steps) > 0 {
		s := steps[len(steps)-1]
		steps = steps[:len(steps)-1]
		if size := deltaSize(s.delta); size > largest {
			return nil, fmt.Errorf("%w: %d bytes", errObject, size)
		}
		data, err := packfile.PatchDelta(found.data, s.delta)
		if err != nil {
			return nil, err
		}
		found = &object{kind: found.kind, data: data}
		p.recent.put(place{p, s.offset}, found, len(data))
	}
	return found, nil
}

// entry reads what stands at a place: an object, or a delta.
func (p *pack) entry(offset int64) (*packfile.ObjectHeader, []byte, error) {
	if p.scanner == nil {
		f, err := p.dir.ObjectPack(p.name) // which p.dir closes
		if err != nil {
			return nil, nil, err
		}
		p.scanner = packfile.NewScanner(f)
	}
	h, err := p.scanner.SeekObjectHeader(offset)
	if err != nil {
		if errors.Is(err, io.EOF) {
			err = io.ErrUnexpectedEOF
		}
		return nil, nil, err
	}
	if h.Length > largest {
		return nil, nil, fmt.Errorf("%w: %d bytes", errObject, h.Length)
	}
	data := bytes.NewBuffer(make([]byte, 0, h.Length))
	if n, _, err := p.scanner.NextObject(data); err != nil {
		return nil, nil, err
	} else if n != h.Length {
		return nil, nil, fmt.Errorf("%w: %d bytes of %d", errObject, n, h.Length)
	}
	return h, data.Bytes(), nil
}

// deltaSize is how many bytes a delta makes; gitformat-pack: it begins with the size
// before and after.
func deltaSize(delta []byte) uint64 {
	_, n := binary.Uvarint(delta)
	size, _ := binary.Uvarint(delta[max(n, 0):])
	return size
}

// withPrefix returns the objects whose hash begins so.
func (p *pack) withPrefix(prefix []byte) (found []plumbing.Hash, err error) {
	all, err := p.index.Entries()
	if err != nil {
		return nil, err
	}
	defer all.Close()
	for {
		e, err := all.Next()
		if errors.Is(err, io.EOF) {
			return found, nil
		}
		if err != nil {
			return nil, err
		}
		if bytes.HasPrefix(e.Hash[:], prefix) {
			found = append(found, e.Hash)
		}
	}
}
