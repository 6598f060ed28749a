//go:build unix

package source_test

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"usher/internal/source"
)

// A file that has become something else since it was found is not read: a link is not
// followed, be it a folder on the way, and a pipe is not waited for.
func TestReadWhatIsNoLongerThere(t *testing.T) {
	for _, change := range []struct {
		name string
		make func(file, outside string) error
	}{
		{"a link", func(file, outside string) error { return os.Symlink(filepath.Join(outside, "a.yaml"), file) }},
		{"a link to a file beside it", func(file, _ string) error { return os.Symlink("b.yaml", file) }},
		{"a pipe", func(file, _ string) error { return syscall.Mkfifo(file, 0o600) }},
		{"a folder", func(file, _ string) error { return os.Mkdir(file, 0o700) }},
		{"nothing", func(string, string) error { return nil }},
		{"in a folder that has become a link", func(file, outside string) error {
			dir := filepath.Dir(file)
			if err := os.Rename(dir, dir+"-before"); err != nil {
				return err
			}
			return os.Symlink(outside, dir)
		}},
	} {
		t.Run(change.name, func(t *testing.T) {
			root := write(t, map[string]string{"visits/2026/a.yaml": least, "visits/2026/b.yaml": least, "outside/a.yaml": "secret: true\n"})
			files, _, err := source.Find(root)
			if err != nil || len(files) != 2 {
				t.Fatal(files, err)
			}
			file := filepath.Join(root, "visits", "2026", "a.yaml")
			if err := os.Remove(file); err != nil {
				t.Fatal(err)
			}
			if err := change.make(file, filepath.Join(root, "outside")); err != nil {
				t.Fatal(err)
			}
			reader, err := source.NewReader(root)
			if err != nil {
				t.Fatal(err)
			}
			defer reader.Close()
			if f, _, err := reader.Read(files[0]); len(f.Data) > 0 || err == nil && change.name != "a pipe" {
				t.Errorf("%q, %v", f.Data, err)
			}
		})
	}
}

// What was looked at is gone with the next file; what was read stays.
func TestLookLastsUntilTheNextFile(t *testing.T) {
	root := write(t, map[string]string{"visits/a.yaml": "category: A\n", "visits/b.yaml": "category: B\n"})
	files, _, err := source.Find(root)
	if err != nil {
		t.Fatal(err)
	}
	reader, err := source.NewReader(root)
	if err != nil {
		t.Fatal(err)
	}
	defer reader.Close()
	read, _, err := reader.Read(files[0])
	if err != nil {
		t.Fatal(err)
	}
	looked, _, err := reader.Look(files[1])
	if err != nil || string(looked.Data) != "category: B\n" || string(read.Data) != "category: A\n" {
		t.Errorf("%q, %q, %v", read.Data, looked.Data, err)
	}
}
