//go:build unix

package main

import (
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"filippo.io/age"

	"usher/internal/report"
)

// usherAs runs usher with a file of keys, or none, and gives all that it says.
func (d *desk) usherAs(identity string, args ...string) (string, int) {
	d.t.Helper()
	cmd := exec.Command(d.usher, append([]string{"-C", d.dir}, args...)...)
	cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "HOME=" + d.home, "XDG_RUNTIME_DIR=" + d.run, "TMPDIR=" + d.tmp, "LANG=C"}
	if identity != "" {
		cmd.Args = append(cmd.Args, "--identity", identity)
	}
	out, err := cmd.CombinedOutput()
	if err != nil && cmd.ProcessState == nil {
		d.t.Fatal(err)
	}
	return string(out), cmd.ProcessState.ExitCode()
}

// holds lists the files below a folder that hold a text.
func holds(t *testing.T, dir, text string) (files []string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		data, err := os.ReadFile(name)
		if err == nil && strings.Contains(string(data), text) {
			files = append(files, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func TestCheckSealed(t *testing.T) {
	d := newDesk(t)
	mine := filepath.Join(d.dir, "..", "key.txt")
	stranger, err := age.GenerateX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	d.write("../other.txt", stranger.String()+"\n")
	d.write("../wrong.txt", "no key\n")
	for _, c := range []struct {
		identity string
		exit     int
		says     []string
		not      []string
	}{
		{"", 0, []string{"open part only: 1 (secret)", "customer.organization", "purpose"}, []string{"missing-field", "the key given"}},
		{mine, 0, nil, []string{"open part only"}},
		{filepath.Join(d.dir, "..", "other.txt"), 0, []string{"open part only: 1 (secret)", "the key given opens none"}, nil},
		{filepath.Join(d.dir, "..", "wrong.txt"), 2, []string{"wrong.txt"}, nil},
		{filepath.Join(d.dir, "..", "none.txt"), 2, []string{"none.txt"}, nil},
	} {
		for _, format := range report.Names() {
			if c.exit == 2 && format != "text" {
				continue
			}
			out, exit := d.usherAs(c.identity, "check", "--format", format)
			if exit != c.exit {
				t.Errorf("with %q, %s: exit %d: %s", c.identity, format, exit, out)
			}
			if strings.Contains(out, sealedMark) {
				t.Errorf("with %q, %s tells what is sealed", c.identity, format)
			}
			if format != "text" {
				continue
			}
			flat := strings.Join(strings.Fields(out), " ")
			for _, word := range c.says {
				if !strings.Contains(flat, word) {
					t.Errorf("with %q: %q is not said: %s", c.identity, word, out)
				}
			}
			for _, word := range c.not {
				if strings.Contains(flat, word) {
					t.Errorf("with %q: %q is said: %s", c.identity, word, out)
				}
			}
		}
	}
	d.unchanged()
	d.nowhere()
}

func TestRenderSealed(t *testing.T) {
	d := newDesk(t)
	mine := filepath.Join(d.dir, "..", "key.txt")
	with, without := filepath.Join(d.dir, "..", "with"), filepath.Join(d.dir, "..", "without")
	if out, exit := d.usherAs("", "render", "--output", without); exit != 0 || !strings.Contains(out, "no key opens it: secret") || strings.Contains(out, sealedMark) {
		t.Errorf("without a key: exit %d: %s", exit, out)
	}
	if files := holds(t, without, sealedMark); files != nil {
		t.Errorf("without a key, %q", files)
	}
	out, exit := d.usherAs(mine, "render", "--output", with)
	if exit != 0 || strings.Contains(out, "no key opens it") {
		t.Errorf("with a key: exit %d: %s", exit, out)
	}
	told := holds(t, with, sealedMark)
	if len(told) == 0 {
		t.Error("with a key, nothing is printed of what is sealed")
	}
	for _, name := range told {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if filepath.Ext(name) == ".html" && !strings.Contains(string(data), "保密") {
			t.Errorf("%s is not marked", name)
		}
	}
	if len(holds(t, d.tmp, sealedMark))+len(holds(t, d.run, sealedMark))+len(holds(t, d.home, sealedMark)) > 0 {
		t.Error("something is left in a temporary folder")
	}

	// Where git would take it in, it is not written; what a key has not opened is.
	if out, err := exec.Command("git", "-C", d.dir, "init", "-q").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	if out, exit := d.usherAs(mine, "render", "--output", filepath.Join(d.dir, "sheets")); exit != 2 || !strings.Contains(out, ".gitignore") {
		t.Errorf("into a folder of git's: exit %d: %s", exit, out)
	}
	if files := holds(t, filepath.Join(d.dir), sealedMark); files != nil {
		t.Errorf("written: %q", files)
	}
	d.write(".gitignore", "/sheets/\n")
	if out, exit := d.usherAs(mine, "render", "--output", filepath.Join(d.dir, "sheets")); exit != 0 || len(holds(t, filepath.Join(d.dir, "sheets"), sealedMark)) == 0 {
		t.Errorf("into a folder that git leaves out: exit %d: %s", exit, out)
	}
}
