package history_test

import (
	"errors"
	"io"
	"io/fs"
	"math/rand/v2"
	"testing"

	"usher/internal/history"

	"github.com/go-git/go-billy/v5/memfs"
	"github.com/go-git/go-billy/v5/util"
	"pgregory.net/rapid"
)

// A pack file read in blocks reads as the file itself, wherever and however much.
func TestPacks(t *testing.T) {
	files := memfs.New()
	served, block := history.Packs(files)
	data := make([]byte, 3*block+100)
	for i := range data {
		data[i] = byte(rand.Uint32())
	}
	if err := util.WriteFile(files, "a.pack", data, 0o644); err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(t *rapid.T) {
		f, err := served.Open("a.pack")
		if err != nil {
			t.Fatal(err)
		}
		at := 0
		for range rapid.IntRange(1, 20).Draw(t, "reads") {
			if rapid.Bool().Draw(t, "seeks") {
				at = rapid.IntRange(0, 4).Draw(t, "block")*block + rapid.IntRange(0, 200).Draw(t, "from")
				if n, err := f.Seek(int64(at), io.SeekStart); int(n) != at || err != nil {
					t.Fatal(n, err)
				}
			}
			got := make([]byte, rapid.IntRange(1, 2*block).Draw(t, "bytes"))
			n, err := io.ReadFull(f, got)
			want := data[min(at, len(data)):min(at+len(got), len(data))]
			if string(got[:n]) != string(want) || (err == nil) != (n == len(got)) {
				t.Fatalf("%d bytes from %d on: %d, %v", len(got), at, n, err)
			}
			at += n
		}
		if n, err := f.Seek(-1, io.SeekEnd); int(n) != len(data)-1 || err != nil {
			t.Fatal(n, err)
		}
		if _, err := f.Seek(-1, io.SeekStart); !errors.Is(err, fs.ErrInvalid) {
			t.Fatal(err)
		}
	})
}
