package history

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/go-git/go-git/v5/plumbing"
)

// packed makes a repository whose objects lie in one pack, most of them as deltas
// on others, and returns its objects folder. Config goes before git's repack.
func packed(t testing.TB, config []string, reindex ...string) string {
	t.Helper()
	dir := t.TempDir()
	git := func(in io.Reader, args ...string) {
		cmd := exec.Command("git", args...)
		cmd.Dir, cmd.Stdin = dir, in
		cmd.Env = append(os.Environ(), "GIT_DIR="+dir, "GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_CONFIG_NOSYSTEM=1",
			"GIT_COMMITTER_NAME=C", "GIT_COMMITTER_EMAIL=c@example.com")
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("git %s: %v\n%s", strings.Join(args, " "), err, out)
		}
	}
	git(nil, "init", "-q", "--bare", dir)
	var in bytes.Buffer
	for i := range 40 {
		fmt.Fprintf(&in, "commit refs/heads/main\ncommitter C <c@example.com> %d +0800\ndata 0\n", 1795000000+i)
		for j := range 8 {
			text := strings.Repeat(fmt.Sprintf("line %d of many\n", j), 50) + fmt.Sprint(i*j)
			fmt.Fprintf(&in, "M 100644 inline visits/%d/%d.yaml\ndata %d\n%s\n", j%3, j, len(text), text)
		}
	}
	text := strings.Repeat("an object of several pages, ", 10_000)
	fmt.Fprintf(&in, "commit refs/heads/main\ncommitter C <c@example.com> 1795000100 +0800\ndata 0\nM 100644 inline large\ndata %d\n%s\n", len(text), text)
	git(&in, "fast-import", "--quiet")
	git(nil, "tag", "-a", "-m", "note", "v1", "main")
	git(nil, append(config, "repack", "-a", "-d", "-f", "-q")...)
	if reindex != nil {
		packs, _ := filepath.Glob(filepath.Join(dir, "objects/pack/*.pack"))
		index := strings.TrimSuffix(packs[0], ".pack") + ".idx"
		if err := os.Remove(index); err != nil {
			t.Fatal(err)
		}
		git(nil, append(reindex, packs[0])...)
	}
	return filepath.Join(dir, "objects")
}

// Each object's bytes give its name again, so all of them were read right.
func TestPack(t *testing.T) {
	for _, tt := range []struct {
		name            string
		config, reindex []string
	}{
		{name: "deltas by distance"},
		{name: "deltas by hash", config: []string{"-c", "repack.useDeltaBaseOffset=false"}},
		{name: "long chains of deltas", config: []string{"-c", "pack.depth=4000", "-c", "pack.window=50"}},
		{name: "without compression", config: []string{"-c", "pack.compression=0"}},
		{name: "an index with 64-bit offsets, as beyond 2 GiB", reindex: []string{"index-pack", "--index-version=2,0x100"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			o, err := openObjects(packed(t, tt.config, tt.reindex...))
			if err != nil {
				t.Fatal(err)
			}
			defer o.close()
			if len(o.packs) != 1 {
				t.Fatalf("%d packs", len(o.packs))
			}
			kinds := map[plumbing.ObjectType]int{}
			deltas := 0
			for first := range 256 {
				for _, h := range o.packs[0].withPrefix([]byte{byte(first)}) {
					for range 2 { // the second time out of the cache
						kind, data, err := o.read(h)
						if err != nil || plumbing.ComputeHash(kind, data) != h {
							t.Fatalf("%s: %s of %d bytes, %v", h, kind, len(data), err)
						}
						kinds[kind]++
					}
					at, _ := o.packs[0].find(h)
					if _, _, base, _ := o.packs[0].header(at); base > 0 {
						deltas++
					}
				}
			}
			if kinds[plumbing.CommitObject] != 2*41 || kinds[plumbing.TagObject] != 2 || kinds[plumbing.BlobObject] < 200 || deltas < 100 {
				t.Errorf("read %v, %d of them deltas", kinds, deltas)
			}
		})
	}
}

// contents are a pack and its index out of an objects folder, as bytes.
func contents(t testing.TB, dir string) (index, whole []byte) {
	t.Helper()
	for ending, to := range map[string]*[]byte{"idx": &index, "pack": &whole} {
		names, _ := filepath.Glob(filepath.Join(dir, "pack", "*."+ending))
		data, err := os.ReadFile(names[0])
		if err != nil {
			t.Fatal(err)
		}
		*to = data
	}
	return index, whole
}

// whereabouts are the offsets of a pack's objects, in order.
func whereabouts(t testing.TB, p *pack) []int64 {
	var all []int64
	for first := range 256 {
		for _, h := range p.withPrefix([]byte{byte(first)}) {
			at, ok := p.find(h)
			if !ok {
				t.Fatalf("%s is gone", h)
			}
			all = append(all, at)
		}
	}
	slices.Sort(all)
	return all
}

// Any damaged byte within an object's compressed bytes is noticed.
func TestPackNoticesDamage(t *testing.T) {
	index, whole := contents(t, packed(t, nil))
	p, err := openPack(bytes.NewReader(index), bytes.NewReader(whole))
	if err != nil {
		t.Fatal(err)
	}
	all := whereabouts(t, p)
	for i, at := range all[:10] {
		if _, _, _, err := p.header(at); err != nil {
			t.Fatal(err)
		}
		for damaged := p.next; damaged < all[i+1]; damaged++ {
			data := bytes.Clone(whole)
			data[damaged] ^= 0x55
			q, err := openPack(bytes.NewReader(index), bytes.NewReader(data))
			if err != nil {
				t.Fatal(err)
			}
			if _, _, err := q.read(at); err == nil {
				t.Fatalf("object at %d: byte %d is damaged and nobody noticed", at, damaged)
			}
		}
	}
}

// A delta that is based on itself ends in an error.
func TestPackWithACircle(t *testing.T) {
	index, whole := contents(t, packed(t, []string{"-c", "repack.useDeltaBaseOffset=false"}))
	p, err := openPack(bytes.NewReader(index), bytes.NewReader(whole))
	if err != nil {
		t.Fatal(err)
	}
	circles := 0
	for first := range 256 {
		for _, h := range p.withPrefix([]byte{byte(first)}) {
			at, _ := p.find(h)
			if kind, _, _, _ := p.header(at); kind != plumbing.REFDeltaObject {
				continue
			}
			data := bytes.Clone(whole)
			copy(data[p.next-int64(len(h)):], h[:])
			q, err := openPack(bytes.NewReader(index), bytes.NewReader(data))
			if err != nil {
				t.Fatal(err)
			}
			if _, _, err := q.read(at); !errors.Is(err, errObject) {
				t.Fatalf("got %v, want %v", err, errObject)
			}
			if circles++; circles == 3 {
				return
			}
		}
	}
	t.Fatal("no deltas by hash")
}

// A pack with any stretch of bytes overwritten is read to the end or refused, object
// by object: no panic, no endless loop, no memory that it does not pay for.
func FuzzPack(f *testing.F) {
	index, whole := contents(f, packed(f, nil))
	f.Add(uint32(12), []byte{0xff})
	f.Add(uint32(13), []byte{0x7f, 0xff, 0xff, 0xff, 0xff, 0xff})
	f.Add(uint32(len(whole)/2), []byte("other bytes"))
	f.Fuzz(func(t *testing.T, at uint32, over []byte) {
		data := bytes.Clone(whole)
		copy(data[int(at)%len(data):], over)
		p, err := openPack(bytes.NewReader(index), bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		for _, offset := range whereabouts(t, p) {
			if kind, _, err := p.read(offset); err == nil && (kind < plumbing.CommitObject || kind > plumbing.TagObject) {
				t.Fatalf("the object at %d is of type %d", offset, kind)
			}
		}
	})
}
