package output

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func compare(t *testing.T, dir string, stale func(string) bool, files ...File) map[string]State {
	t.Helper()
	found, err := Compare(dir, Set{Files: files, Stale: stale})
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]State{}
	for _, f := range found {
		out[f.Name] = f.State
	}
	return out
}

func TestCompare(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "out")
	now := []File{file("same.html", "one"), file("old.html", "new"), file("gone.html", "x"), file("edited.html", "x"), file("new.html", "x"), file("theirs.html", "x")}
	all3 := map[string]State{}
	for _, f := range now {
		all3[f.Name] = Missing
	}
	if diff := cmp.Diff(all3, compare(t, dir, all, now...)); diff != "" {
		t.Errorf("no folder at all (-want +got):\n%s", diff)
	}
	if _, err := os.Stat(dir); err == nil {
		t.Error("comparing made the folder")
	}
	write(t, dir, all, file("same.html", "one"), file("old.html", "old"), file("gone.html", "x"), file("edited.html", "x"),
		file("cancelled/a.html", "x"), file("calendar/all.ics", "x"))
	for name, text := range map[string]string{"edited.html": "by hand", "theirs.html": "mine", "notes.txt": "mine"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Remove(filepath.Join(dir, "gone.html")); err != nil {
		t.Fatal(err)
	}
	want := map[string]State{
		"old.html": Outdated, "gone.html": Missing, "edited.html": Altered, "new.html": Missing, "theirs.html": Foreign,
		"notes.html": Foreign, "cancelled/a.html": LeftOver,
	}
	sheets := func(name string) bool { return filepath.Ext(name) == ".html" }
	if err := os.WriteFile(filepath.Join(dir, "notes.html"), []byte("mine"), 0o644); err != nil {
		t.Fatal(err)
	}
	before := tree(t, dir)
	if diff := cmp.Diff(want, compare(t, dir, sheets, now...)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(before, tree(t, dir)); diff != "" {
		t.Errorf("comparing changed the folder:\n%s", diff)
	}
	want = map[string]State{"old.html": Outdated}
	if diff := cmp.Diff(want, compare(t, dir, nil, now[0], now[1])); diff != "" {
		t.Errorf("a part of the files (-want +got):\n%s", diff)
	}
}

// What has just been written is as it should be.
func TestCompareAfterWrite(t *testing.T) {
	dir := t.TempDir()
	files := []File{file("a/1.html", "one"), file("b.html", "two")}
	write(t, dir, all, files...)
	if got := compare(t, dir, all, files...); len(got) != 0 {
		t.Errorf("%v", got)
	}
}

func TestPrinted(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "out")
	if was, err := Was(dir); was != nil || err != nil {
		t.Errorf("no folder: %v, %v", was, err)
	}
	printed := map[string]Printed{"hengtai": {Commit: "b", Since: "a"}}
	if _, err := Write(dir, Set{Files: []File{file("a.html", "x")}, Printed: printed}); err != nil {
		t.Fatal(err)
	}
	write(t, dir, nil, file("a.ics", "x")) // a run that prints no plan
	was, err := Was(dir)
	if diff := cmp.Diff(printed, was); diff != "" || err != nil {
		t.Errorf("%v %s", err, diff)
	}
}

// tree is all files of a folder with what they hold.
func tree(t *testing.T, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := filepath.WalkDir(dir, func(name string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(name)
		rel, _ := filepath.Rel(dir, name)
		out[filepath.ToSlash(rel)] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}
