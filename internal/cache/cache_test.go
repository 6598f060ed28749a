package cache_test

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"testing"

	"usher/internal/cache"
)

func key(name string) (k cache.Key) {
	copy(k[:], name)
	return k
}

var owner = cache.Owner{Secret: []byte("of this user alone"), Program: "usher of today"}

func written() []byte {
	c := cache.Read(nil, owner)
	c.Put(key("a"), []byte("clean"))
	c.Put(key("b"), nil)
	c.Put(key("c"), []byte("clean until noon"))
	return c.Bytes()
}

func TestReadsWhatItWrote(t *testing.T) {
	c := cache.Read(written(), owner)
	for name, want := range map[string]string{"a": "clean", "b": "", "c": "clean until noon"} {
		if got, ok := c.Get(key(name)); !ok || string(got) != want {
			t.Errorf("%s: %q, %v", name, got, ok)
		}
	}
	if _, ok := c.Get(key("d")); ok {
		t.Error("it has what nobody put there")
	}
	if c.Changed() {
		t.Error("reading is no reason to write")
	}
}

// What was not asked for is not kept: it was of another plan, or of the plan as it was.
func TestForgetsWhatNobodyAsksFor(t *testing.T) {
	c := cache.Read(written(), owner)
	c.Get(key("a"))
	c.Put(key("d"), []byte("new"))
	if !c.Changed() {
		t.Error("there is something to write")
	}
	c = cache.Read(c.Bytes(), owner)
	for name, want := range map[string]bool{"a": true, "b": false, "c": false, "d": true} {
		if _, ok := c.Get(key(name)); ok != want {
			t.Errorf("%s is there: %v", name, ok)
		}
	}
}

// A file that another has written, or that is torn, is as good as none.
func TestBelievesNoOther(t *testing.T) {
	good := written()
	for n := range good {
		cut, flipped := good[:n], bytes.Clone(good)
		flipped[n] ^= 1
		for _, data := range [][]byte{cut, flipped} {
			c := cache.Read(data, owner)
			for _, name := range []string{"a", "b", "c"} {
				if _, ok := c.Get(key(name)); ok {
					t.Fatalf("believed at byte %d of %d", n, len(good))
				}
			}
		}
	}
	for _, other := range []cache.Owner{
		{Secret: []byte("of another user"), Program: owner.Program},
		{Secret: owner.Secret, Program: "usher of tomorrow"},
	} {
		if _, ok := cache.Read(good, other).Get(key("a")); ok {
			t.Errorf("%s believed what another has written", other.Program)
		}
	}
}

func TestIsBounded(t *testing.T) {
	c := cache.Read(nil, owner)
	large := make([]byte, cache.MaxBytes/4)
	for _, name := range []string{"a", "b", "c", "d", "e"} {
		c.Put(key(name), large)
	}
	data := c.Bytes()
	if len(data) > cache.MaxBytes {
		t.Fatalf("%d bytes", len(data))
	}
	if _, ok := cache.Read(data, owner).Get(key("c")); !ok {
		t.Error("what there was room for is not there")
	}
}

// Not even what is signed may do more than be unknown.
func FuzzRead(f *testing.F) {
	f.Add(written()[14+32:])
	f.Fuzz(func(t *testing.T, body []byte) {
		m := hmac.New(sha256.New, owner.Secret)
		m.Write(append([]byte("usher-cache 1\n\"usher of today\"\n"), body...))
		data := append(m.Sum([]byte("usher-cache 1\n")), body...)
		c := cache.Read(data, owner)
		text, ok := c.Get(key("a"))
		if ok && !bytes.Contains(body, text) {
			t.Error("it has what nobody put there")
		}
		again := cache.Read(c.Bytes(), owner)
		if _, kept := again.Get(key("a")); kept != ok {
			t.Error("what was asked for is not kept")
		}
	})
}
