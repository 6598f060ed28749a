package overlay

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"
)

func file(s string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(s), Mode: 0o444} }

var (
	company = fstest.MapFS{
		"policies/ours.cue":         file("ours"),
		"policies/rooms.cue":        file("our rooms"),
		"policies/rules/bus.cue":    file("bus"),
		"policies/seasons/note.txt": file("a folder of ours"),
		"templates":                 file("a file where the binary has a folder"),
	}
	binary = fstest.MapFS{
		"policies/notice.cue":          file("notice"),
		"policies/rooms.cue":           file("built-in rooms"),
		"policies/rules/headcount.cue": file("headcount"),
		"policies/seasons":             file("a file where the company has a folder"),
		"templates/room.html":          file("room"),
	}
)

func TestNew(t *testing.T) {
	both := New(company, binary)
	for name, want := range map[string]string{
		"policies/ours.cue":            "ours",      // only above
		"policies/notice.cue":          "notice",    // only below
		"policies/rooms.cue":           "our rooms", // the same name replaces
		"policies/rules/bus.cue":       "bus",
		"policies/rules/headcount.cue": "headcount",
		"policies/seasons/note.txt":    "a folder of ours",
		"templates":                    "a file where the binary has a folder",
	} {
		got, err := fs.ReadFile(both, name)
		if err != nil || string(got) != want {
			t.Errorf("%s: got %q, %v; want %q", name, got, err, want)
		}
	}
	if _, err := fs.ReadFile(both, "templates/room.html"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("what a file of ours hides can still be read: %v", err)
	}
	if err := fstest.TestFS(both, "policies/ours.cue", "policies/notice.cue", "policies/rules/headcount.cue"); err != nil {
		t.Error(err)
	}
}

func TestOwn(t *testing.T) {
	both := New(company, binary)
	for name, want := range map[string]bool{
		"policies/rooms.cue":  true,
		"policies/notice.cue": false,
		"policies/none.cue":   false,
	} {
		if got := Own(both, name); got != want {
			t.Errorf("Own(%q) = %v", name, got)
		}
	}
	if Own(New(nil, binary), "policies/rooms.cue") {
		t.Error("without a folder of one's own nothing is one's own")
	}
}

// A file of one's own that cannot be read must not let the built-in one in: the
// company would be judged by rules that it has replaced.
func TestUnreadableDoesNotFallBack(t *testing.T) {
	dir := t.TempDir()
	if err := os.Symlink("rooms.cue", filepath.Join(dir, "rooms.cue")); err != nil {
		t.Skip("no symbolic links here: ", err)
	}
	got, err := fs.ReadFile(New(os.DirFS(dir), fstest.MapFS{"rooms.cue": file("built-in")}), "rooms.cue")
	if err == nil || errors.Is(err, fs.ErrNotExist) {
		t.Errorf("got %q, %v; want an error", got, err)
	}
}
