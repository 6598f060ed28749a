package output

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func file(name, data string) File { return File{Name: name, Data: []byte(data)} }

func sum(t *testing.T, data string) string {
	t.Helper()
	d, err := file("x", data).digest()
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func all(string) bool { return true }

func write(t *testing.T, dir string, stale func(string) bool, files ...File) Changes {
	t.Helper()
	done, err := Write(dir, Set{Files: files, Stale: stale})
	if err != nil {
		t.Fatal(err)
	}
	return done
}

func TestWriteReplacesAndRemovesOnlyItsOwn(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "out")
	write(t, dir, all, file("a/1.html", "one"), file("b/1.html", "two"), file("index.html", "i"))
	if err := os.WriteFile(filepath.Join(dir, "notes.txt"), []byte("mine"), 0o644); err != nil {
		t.Fatal(err)
	}
	done := write(t, dir, all, file("a/1.html", "one"), file("index.html", "i2"))
	want := Changes{Written: []string{"index.html"}, Unchanged: []string{"a/1.html"}, Removed: []string{"b/1.html"}}
	if diff := cmp.Diff(want, done); diff != "" {
		t.Error(diff)
	}
	if _, err := os.Stat(filepath.Join(dir, "b")); !errors.Is(err, os.ErrNotExist) {
		t.Error("the emptied folder b is still there")
	}
	if data, err := os.ReadFile(filepath.Join(dir, "notes.txt")); err != nil || string(data) != "mine" {
		t.Errorf("somebody's own file: %q, %v", data, err)
	}
	if entries, _ := os.ReadDir(filepath.Join(dir, staging)); entries != nil {
		t.Error("the staging folder is still there")
	}
}

func TestWriteWithoutPruneKeepsEarlierFiles(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, all, file("a.html", "one"))
	write(t, dir, nil, file("b.html", "two"))
	if done := write(t, dir, all, file("b.html", "two")); len(done.Removed) != 1 || done.Removed[0] != "a.html" {
		t.Errorf("a.html was forgotten by the run that did not concern it: %+v", done)
	}
}

// Two kinds of files share a folder, each written whole by runs of its own.
func TestWriteKeepsWhatIsNotStale(t *testing.T) {
	dir := t.TempDir()
	calendars := func(name string) bool { return filepath.Ext(name) == ".ics" }
	write(t, dir, all, file("a.html", "one"), file("a.ics", "one"), file("b.ics", "two"))
	done := write(t, dir, calendars, file("b.ics", "two"))
	if len(done.Removed) != 1 || done.Removed[0] != "a.ics" {
		t.Errorf("%+v", done)
	}
	if done := write(t, dir, all, file("b.ics", "two")); len(done.Removed) != 1 || done.Removed[0] != "a.html" {
		t.Errorf("a.html was forgotten: %+v", done)
	}
}

func TestWriteRefuses(t *testing.T) {
	for name, prepare := range map[string]func(t *testing.T, dir string){
		"a file that somebody else wrote": func(t *testing.T, dir string) {
			os.WriteFile(filepath.Join(dir, "x.html"), []byte("mine"), 0o644)
		},
		"a file that somebody changed": func(t *testing.T, dir string) {
			write(t, dir, all, file("x.html", "ours"))
			os.WriteFile(filepath.Join(dir, "x.html"), []byte("edited"), 0o644)
		},
		"a link in the place of a file": func(t *testing.T, dir string) {
			if err := os.Symlink("elsewhere", filepath.Join(dir, "x.html")); err != nil {
				t.Skip(err)
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			prepare(t, dir)
			_, err := Write(dir, Set{Files: []File{file("new.html", "new"), file("x.html", "theirs")}, Stale: all})
			var foreign *ForeignError
			if !errors.As(err, &foreign) || foreign.Name != "x.html" {
				t.Errorf("got %v, want x.html to be refused", err)
			}
			if _, err := os.Stat(filepath.Join(dir, "new.html")); err == nil {
				t.Error("new.html was written all the same")
			}
		})
	}
}

func TestWriteStaysInside(t *testing.T) {
	for _, name := range []string{"../x", "/x", "a/../../x", "", "a//b", "."} {
		if _, err := Write(t.TempDir(), Set{Files: []File{file(name, "x")}, Stale: all}); err == nil {
			t.Errorf("%q was written", name)
		}
	}
	dir, outside := t.TempDir(), t.TempDir()
	if err := os.Symlink(outside, filepath.Join(dir, "a")); err != nil {
		t.Skip(err)
	}
	if _, err := Write(dir, Set{Files: []File{file("a/x", "x")}, Stale: all}); err == nil {
		t.Error("a linked folder led out of the output folder")
	}
	if entries, _ := os.ReadDir(outside); len(entries) != 0 {
		t.Errorf("written outside: %v", entries)
	}
}

func TestWriteTakesUpAfterARunThatWasCutShort(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, all, file("a.html", "old"), file("b.html", "old"))
	os.MkdirAll(filepath.Join(dir, staging, "b"), 0o755)
	os.WriteFile(filepath.Join(dir, staging, "b", "x"), []byte("half"), 0o644)
	// Killed between two renames: b.html has its new content already, a.html not yet.
	os.WriteFile(filepath.Join(dir, "b.html"), []byte("new"), 0o644)
	os.WriteFile(filepath.Join(dir, Manifest), fmt.Appendf(nil,
		`{"version": 1, "files": {"a.html": %q, "b.html": %q}, "next": {"a.html": %[3]q, "b.html": %[3]q}}`,
		sum(t, "old"), sum(t, "old"), sum(t, "new")), 0o644)
	write(t, dir, all, file("a.html", "new"))
	if _, err := os.Stat(filepath.Join(dir, "b.html")); err == nil {
		t.Error("b.html of the run that was cut short was taken for somebody else's")
	}
	if data, _ := os.ReadFile(filepath.Join(dir, "a.html")); string(data) != "new" {
		t.Errorf("a.html holds %q", data)
	}
	if _, err := os.Stat(filepath.Join(dir, staging)); err == nil {
		t.Error("the half-written files are still there")
	}
}

func TestWriteCopiesFromElsewhere(t *testing.T) {
	dir, from := t.TempDir(), filepath.Join(t.TempDir(), "spool")
	if err := os.WriteFile(from, []byte("large"), 0o600); err != nil {
		t.Fatal(err)
	}
	write(t, dir, all, File{Name: "a/x.pdf", From: from})
	if data, err := os.ReadFile(filepath.Join(dir, "a", "x.pdf")); err != nil || string(data) != "large" {
		t.Errorf("a/x.pdf holds %q, %v", data, err)
	}
	if done := write(t, dir, all, file("a/x.pdf", "large")); len(done.Unchanged) != 1 {
		t.Errorf("the same content from memory is a change: %+v", done)
	}
	if _, err := os.Stat(from); err != nil {
		t.Errorf("the original is gone: %v", err)
	}
	if _, err := Write(dir, Set{Files: []File{{Name: "b.pdf", From: from + "-not-there"}}}); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("got %v, want that the original is not there", err)
	}
}
