package main

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"usher/internal/catalog"
	"usher/internal/source"
)

// A plan is replaced whole: its mode stays, and nothing else is left in its folder.
func TestReplaceKeepsTheMode(t *testing.T) {
	root, file, f := onePlan(t)
	if err := os.Chmod(file, 0o640); err != nil {
		t.Fatal(err)
	}
	if err := (&texts{root: root}).replace(f, []byte("after\n")); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(file)
	if err != nil || string(data) != "after\n" {
		t.Errorf("%q, %v", data, err)
	}
	if info, err := os.Stat(file); err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o640 {
		t.Errorf("%v, %v", info.Mode(), err)
	}
	entries, err := os.ReadDir(filepath.Dir(file))
	if err != nil || len(entries) != 1 {
		t.Errorf("left behind: %v, %v", entries, err)
	}
}

// What changed since it was read is somebody's work.
func TestReplaceLeavesWhatChanged(t *testing.T) {
	root, file, f := onePlan(t)
	if err := os.WriteFile(file, []byte("somebody's\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	err := (&texts{root: root}).replace(f, []byte("after\n"))
	var told *catalog.Error
	if !errors.As(err, &told) || told.Text != catalog.ErrChangedMeanwhile.With(f.Path) {
		t.Errorf("error %v", err)
	}
	if data, _ := os.ReadFile(file); string(data) != "somebody's\n" {
		t.Errorf("it was overwritten: %q", data)
	}
}

// A link that took the plan's place is not followed, nor replaced.
func TestReplaceLeavesLinks(t *testing.T) {
	root, file, f := onePlan(t)
	elsewhere := filepath.Join(root, "elsewhere.yaml")
	if err := os.Rename(file, elsewhere); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("../elsewhere.yaml", file); err != nil {
		t.Skip("no links here:", err)
	}
	if err := (&texts{root: root}).replace(f, []byte("after\n")); err == nil {
		t.Error("a link was written through")
	}
	if data, _ := os.ReadFile(elsewhere); string(data) != "before\n" {
		t.Errorf("what the link leads to was overwritten: %q", data)
	}
}

func onePlan(t *testing.T) (root, file string, f source.File) {
	t.Helper()
	root = t.TempDir()
	file = filepath.Join(root, "visits", "x.yaml")
	if err := os.Mkdir(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte("before\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	return root, file, source.File{Path: "visits/x.yaml", Data: []byte("before\n")}
}
