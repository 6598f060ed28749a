// Package cache provides a memory of what was found before, in a file that is believed
// only where it is as this user's program wrote it.
package cache

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"sync"
)

// Key is what an entry was found from, as a SHA-256 digest: of everything that had a
// say in it.
type Key [sha256.Size]byte

// MaxBytes is how large a cache may be: what is not in it is found anew.
const MaxBytes = 64 << 20

// Owner is whose cache it is: what another program found, or another user's, is none
// of ours.
type Owner struct {
	Secret  []byte // known to no one who could profit from another verdict
	Program string // other for any two programs that may find something else
}

// Cache is a memory of what was found. It is for concurrent use.
type Cache struct {
	owner Owner
	had   map[Key][]byte // of the last run

	mu   sync.Mutex
	now  map[Key][]byte // of this run
	news bool           // now has what had has not
	size int            // of what is in now, in the file
}

const (
	magic = "usher-cache 1\n"
	head  = len(magic) + sha256.Size
	each  = sha256.Size + 4 // beside the text of an entry
)

// Read reads a cache that Bytes has written for the same owner. Any other, and one
// that is cut, altered or from elsewhere, is an empty one.
func Read(data []byte, owner Owner) *Cache {
	c := &Cache{owner: owner, had: map[Key][]byte{}, now: map[Key][]byte{}, size: head}
	if len(data) < head || len(data) > MaxBytes || string(data[:len(magic)]) != magic ||
		!hmac.Equal(data[len(magic):head], owner.seal(data[head:])) {
		return c
	}
	for rest := data[head:]; len(rest) >= each; {
		n := int(binary.LittleEndian.Uint32(rest[sha256.Size:]))
		if n > len(rest)-each {
			break
		}
		c.had[Key(rest[:sha256.Size])] = rest[each : each+n : each+n]
		rest = rest[each+n:]
	}
	return c
}

// Get returns what was found before, and keeps it for the next run.
func (c *Cache) Get(k Key) ([]byte, bool) {
	text, ok := c.had[k]
	if ok {
		c.add(k, text, false)
	}
	return text, ok
}

// Put keeps what was found, as long as there is room, instead of what was found before.
func (c *Cache) Put(k Key, text []byte) { c.add(k, text, true) }

func (c *Cache) add(k Key, text []byte, news bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	had, ok := c.now[k]
	grows := len(text) - len(had)
	if !ok {
		grows += each
	}
	if ok && !news || c.size+grows > MaxBytes {
		return
	}
	c.now[k] = text
	c.size += grows
	c.news = c.news || news
}

// Changed reports whether there is something to write: what was only read again needs
// no new file.
func (c *Cache) Changed() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.news
}

// Bytes is the cache as a file, of what was read or found in this run alone.
func (c *Cache) Bytes() []byte {
	c.mu.Lock()
	defer c.mu.Unlock()
	out := make([]byte, head, c.size)
	copy(out, magic)
	for k, text := range c.now {
		out = append(out, k[:]...)
		out = binary.LittleEndian.AppendUint32(out, uint32(len(text)))
		out = append(out, text...)
	}
	copy(out[len(magic):], c.owner.seal(out[head:]))
	return out
}

// seal is the HMAC (RFC 2104) of a cache's body.
func (o Owner) seal(body []byte) []byte {
	m := hmac.New(sha256.New, o.Secret)
	fmt.Fprintf(m, "%s%q\n", magic, o.Program)
	m.Write(body)
	return m.Sum(nil)
}
