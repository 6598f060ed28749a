//go:build unix

package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"filippo.io/age"

	"usher/internal/seal"
)

const sealedMark = "zqgeheimkx"

// desk is a repository with a sealed plan, whose marked text is nowhere in the open, and
// everything where a program could leave it.
type desk struct {
	t                  *testing.T
	dir, usher         string
	run, tmp, home     string // XDG_RUNTIME_DIR, TMPDIR, HOME
	open, sealed, text []byte
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	top := t.TempDir()
	d := &desk{t: t, dir: filepath.Join(top, "plans"), usher: filepath.Join(top, "bin", "usher"),
		run: filepath.Join(top, "run"), tmp: filepath.Join(top, "tmp"), home: filepath.Join(top, "home")}
	for _, dir := range []string{filepath.Dir(d.usher), d.run, d.tmp, d.home, filepath.Join(d.dir, "visits"), filepath.Join(d.dir, "policies")} {
		if err := os.MkdirAll(dir, 0o700); err != nil {
			t.Fatal(err)
		}
	}
	self, err := os.Executable()
	if err == nil {
		// Under the name by which testscript runs the command; a guard is a second one.
		var program []byte
		if program, err = os.ReadFile(self); err == nil {
			err = os.WriteFile(d.usher, program, 0o700)
		}
	}
	if err != nil {
		t.Fatal(err)
	}
	key, err := age.GenerateX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	d.write("../key.txt", key.String()+"\n")
	d.write("policies/ours.cue", fmt.Sprintf(`package policies

sealing: recipients: zhao: {holder: "赵敏", key: %q, from: "2031-01-01", until: "2031-12-31"}
`, key.Recipient()))
	d.text = []byte(strings.ReplaceAll(`# @ comes to buy
category: C
confidentiality: confidential
customer: {organization: @, headcount: 3, guests: [{name: 陈立, position: 采购总监}]}
arrive: 2031-12-09 14:00
depart: 2031-12-09 17:00
purpose: "@: 收购谈判"
applicant: {name: 刘洋, department: sales-group}
`, "@", sealedMark))
	to, err := seal.ParseRecipient(key.Recipient().String())
	if err != nil {
		t.Fatal(err)
	}
	open := []string{"category", "confidentiality", "customer.headcount", "arrive", "depart", "applicant.name", "applicant.department"}
	d.open, d.sealed, err = seal.Seal("secret", d.text, open, []seal.Recipient{to})
	if err != nil {
		t.Fatal(err)
	}
	d.write("visits/secret.yaml", string(d.open))
	d.write("visits/secret.age", string(d.sealed))
	return d
}

func (d *desk) write(name, text string) {
	d.t.Helper()
	if err := os.WriteFile(filepath.Join(d.dir, filepath.FromSlash(name)), []byte(text), 0o700); err != nil {
		d.t.Fatal(err)
	}
}

// editor makes a program that edits: lines of a shell, with the file as $1.
func (d *desk) editor(lines string) string {
	d.write("../bin/editor", "#!/bin/sh\n"+lines+"\n")
	return filepath.Join(filepath.Dir(d.usher), "editor")
}

func (d *desk) edit(editor string, args ...string) *exec.Cmd {
	cmd := exec.Command(d.usher, append([]string{"-C", d.dir, "edit", "secret"}, args...)...)
	cmd.Env = []string{
		"PATH=" + os.Getenv("PATH"), "HOME=" + d.home, "XDG_RUNTIME_DIR=" + d.run, "TMPDIR=" + d.tmp, "LANG=C",
		"VISUAL=" + editor, "USHER_IDENTITY=" + filepath.Join(d.dir, "..", "key.txt"),
	}
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	return cmd
}

// found are the files that hold the marked text, anywhere that the program could write.
func (d *desk) found() (files []string) {
	d.t.Helper()
	for _, dir := range []string{d.run, d.tmp, d.home, d.dir} {
		err := filepath.WalkDir(dir, func(file string, e fs.DirEntry, err error) error {
			if err != nil || !e.Type().IsRegular() {
				return nil // gone meanwhile
			}
			if data, err := os.ReadFile(file); err == nil && bytes.Contains(data, []byte(sealedMark)) {
				files = append(files, file)
			}
			return nil
		})
		if err != nil {
			d.t.Fatal(err)
		}
	}
	return files
}

// unchanged says that the plan is as it was and that its text is nowhere.
func (d *desk) unchanged() {
	d.t.Helper()
	for name, want := range map[string][]byte{"secret.yaml": d.open, "secret.age": d.sealed} {
		if got, err := os.ReadFile(filepath.Join(d.dir, "visits", name)); err != nil || !bytes.Equal(got, want) {
			d.t.Errorf("%s was changed: %v\n%s", name, err, got)
		}
	}
	d.nowhere()
}

// nowhere says that the text is in no file, soon: a guard takes a moment.
func (d *desk) nowhere() {
	d.t.Helper()
	until := time.Now().Add(10 * time.Second)
	for {
		found := d.found()
		left, _ := filepath.Glob(filepath.Join(d.run, "*"))
		if len(found)+len(left) == 0 {
			return
		}
		if time.Now().After(until) {
			d.t.Errorf("the text is in %q, and %q is left", found, left)
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
}

// opened is the plan's text as it is sealed now.
func (d *desk) opened() string {
	d.t.Helper()
	read := func(name string) []byte {
		data, err := os.ReadFile(filepath.Join(d.dir, filepath.FromSlash(name)))
		if err != nil {
			d.t.Fatal(err)
		}
		return data
	}
	keys, err := seal.ParseIdentities(read("../key.txt"))
	if err != nil {
		d.t.Fatal(err)
	}
	text, err := seal.Open("secret", read("visits/secret.yaml"), read("visits/secret.age"), keys)
	if err != nil {
		d.t.Fatal(err)
	}
	return string(text)
}

// What an editor leaves is sealed, however it writes, and what it leaves beside the file
// goes with the folder.
func TestEdit(t *testing.T) {
	for what, lines := range map[string]string{
		"in place":     `sed 's/headcount: 3/headcount: 4/; s/收购/合并/' "$1" > "$1.new"; cat "$1.new" > "$1"; rm "$1.new"`,
		"by renaming":  `sed 's/headcount: 3/headcount: 4/; s/收购/合并/' "$1" > "$1.new"; mv "$1.new" "$1"`,
		"with backups": `cp "$1" "$1~"; cp "$1" "$(dirname "$1")/.secret.yaml.swp"; mkdir "$(dirname "$1")/undo"; cp "$1" "$(dirname "$1")/undo/1"; sed 's/headcount: 3/headcount: 4/; s/收购/合并/' "$1~" > "$1"`,
	} {
		t.Run(what, func(t *testing.T) {
			d := newDesk(t)
			out, err := d.edit(d.editor(lines)).CombinedOutput()
			if err != nil || !strings.Contains(string(out), "visits/secret.age is sealed to 赵敏") {
				t.Fatalf("%v\n%s", err, out)
			}
			if strings.Contains(string(out), sealedMark) {
				t.Errorf("the text is told:\n%s", out)
			}
			want := strings.NewReplacer("headcount: 3", "headcount: 4", "收购", "合并").Replace(string(d.text))
			if got := d.opened(); got != want {
				t.Errorf("sealed is\n%s\nnot\n%s", got, want)
			}
			d.nowhere()
		})
	}
}

// An editor comes with arguments, and its file is one argument whatever its path.
func TestEditorWithArguments(t *testing.T) {
	d := newDesk(t)
	d.run = filepath.Join(d.run, "a b'c")
	if err := os.Mkdir(d.run, 0o700); err != nil {
		t.Fatal(err)
	}
	program := d.editor(`[ "$1" = --wait ] && [ "$2" = "a b" ] && [ $# = 3 ] && sed -i.bak 's/收购/合并/' "$3"`)
	if out, err := d.edit(program + ` --wait "a b"`).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if !strings.Contains(d.opened(), "合并") {
		t.Error("the change is not sealed")
	}
	d.nowhere()
}

// Where the file is, only its owner can look.
func TestEditInPrivate(t *testing.T) {
	d := newDesk(t)
	modes := filepath.Join(d.dir, "..", "modes")
	out, err := d.edit(d.editor(`ls -ld "$(dirname "$1")" "$1" > ` + modes + `; echo "$1" >> ` + modes)).CombinedOutput()
	said, _ := os.ReadFile(modes)
	if err != nil || !strings.Contains(string(said), "-rw-------") || !strings.Contains(string(said), "drwx------") || !strings.Contains(string(said), d.run) {
		t.Errorf("%v\n%s\n%s", err, out, said)
	}
	if !strings.Contains(string(out), "nothing was changed") {
		t.Errorf("no change, and it says\n%s", out)
	}
	d.unchanged()
}

// Nothing is sealed that is wrong, that is no confidential plan, or that an editor failed on.
func TestEditRefuses(t *testing.T) {
	for what, c := range map[string]struct {
		lines, says string
		status      int
	}{
		"the editor fails":        {`echo "x: 1" >> "$1"; exit 3`, "ended with an error", 2},
		"the editor is killed":    {`echo "x: 1" >> "$1"; kill -9 $$`, "ended with an error", 2},
		"the file is gone":        {`rm "$1"`, "removed the text", 2},
		"a link is in its place":  {`mv "$1" "$1.x"; ln -s "$1.x" "$1"`, "it is no file", 2},
		"a field that is none":    {`echo "headcout: ` + sealedMark + `" >> "$1"`, "secret.yaml:9:1: Only fields that a plan knows", 1},
		"no YAML":                 {`echo "` + sealedMark + `: : [" >> "$1"`, "visits/secret.yaml:9:", 1},
		"a rule is broken":        {`sed -i.bak 's/headcount: 3/headcount: 0/' "$1"`, "visits/secret.yaml:4:", 1},
		"no longer confidential":  {`sed -i.bak 's/: confidential/: internal/' "$1"`, "confidential plan", 1},
		"the file is not to read": {`mkfifo "$1.p"; mv "$1.p" "$1"`, "it is no file", 2},
	} {
		t.Run(what, func(t *testing.T) {
			d := newDesk(t)
			out, err := d.edit(d.editor(c.lines)).CombinedOutput()
			var exit *exec.ExitError
			if ee, ok := err.(*exec.ExitError); ok {
				exit = ee
			}
			if exit == nil || exit.ExitCode() != c.status || !strings.Contains(string(out), c.says) {
				t.Errorf("%v\n%s", err, out)
			}
			if strings.Contains(string(out), sealedMark) {
				t.Errorf("the text is told:\n%s", out)
			}
			d.unchanged()
		})
	}
	d := newDesk(t)
	if out, err := d.edit("").CombinedOutput(); err == nil || !strings.Contains(string(out), "no editor is set") {
		t.Errorf("without an editor: %v\n%s", err, out)
	}
	cmd := d.edit("true")
	cmd.Env = append(cmd.Env, "USHER_IDENTITY=")
	if out, err := cmd.CombinedOutput(); err == nil || !strings.Contains(string(out), "could be opened by 赵敏") {
		t.Errorf("without a key: %v\n%s", err, out)
	}
}

// Whoever changes the plan while it is edited is not overrun.
func TestEditMeanwhile(t *testing.T) {
	d := newDesk(t)
	changed := strings.Replace(string(d.open), "headcount: 3", "headcount: 9", 1)
	out, err := d.edit(d.editor(`sed -i.bak 's/headcount: 3/headcount: 9/' ` + filepath.Join(d.dir, "visits", "secret.yaml") + `; sed -i.bak 's/收购/合并/' "$1"`)).CombinedOutput()
	if err == nil || !strings.Contains(string(out), "visits/secret.yaml") {
		t.Errorf("%v\n%s", err, out)
	}
	os.Remove(filepath.Join(d.dir, "visits", "secret.yaml.bak"))
	d.open = []byte(changed)
	d.unchanged()
}

// However usher ends, the text does not outlive it: killed outright, asked to end, or
// with the terminal gone; and not the editor either, where usher can see to that.
func TestEditKilled(t *testing.T) {
	for _, sig := range []syscall.Signal{syscall.SIGKILL, syscall.SIGTERM, syscall.SIGINT, syscall.SIGHUP, syscall.SIGQUIT} {
		t.Run(sig.String(), func(t *testing.T) {
			d := newDesk(t)
			ready := filepath.Join(d.dir, "..", "ready")
			cmd := d.edit(d.editor(`cp "$1" "$1~"; echo $$ > ` + ready + `.new; mv ` + ready + `.new ` + ready + `; sleep 60 & wait`))
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			defer syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL)
			until := time.Now().Add(30 * time.Second)
			for {
				if _, err := os.Stat(ready); err == nil {
					break
				}
				if time.Now().After(until) {
					t.Fatal("no editor")
				}
				time.Sleep(10 * time.Millisecond)
			}
			if found := d.found(); len(found) != 2 {
				t.Fatalf("while it is edited, the text is in %q", found) // the search finds it
			}
			if err := cmd.Process.Signal(sig); err != nil {
				t.Fatal(err)
			}
			err := cmd.Wait()
			if err == nil {
				t.Error("ended well")
			}
			d.unchanged()
			if sig == syscall.SIGKILL {
				return
			}
			pid, _ := os.ReadFile(ready)
			if err := exec.Command("kill", "-0", strings.TrimSpace(string(pid))).Run(); err == nil {
				t.Error("the editor lives on")
			}
		})
	}
}
