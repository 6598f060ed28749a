//go:build unix

package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"filippo.io/age"

	"usher/internal/leak"
	"usher/internal/report"
)

// day is a desk on which a sealed plan goes through all that is done with it, and what
// was said meanwhile that has to hold nothing of it.
type day struct {
	*desk
	cache string       // XDG_CACHE_HOME
	said  bytes.Buffer // of all calls, in case that one alone does not tell
	marks []leak.Secret
}

// mark is the text for a sealed field, another one for each.
func (d *day) mark(field string) string {
	for _, m := range d.marks {
		if m.Field == field {
			return m.Text
		}
	}
	m := leak.Secret{Plan: "secret", Field: field, Text: leak.Word(3, len(d.marks))}
	d.marks = append(d.marks, m)
	return m.Text
}

func (d *day) env() []string {
	return []string{
		"PATH=" + os.Getenv("PATH"), "HOME=" + d.home, "XDG_RUNTIME_DIR=" + d.run, "XDG_CACHE_HOME=" + d.cache,
		"XDG_CONFIG_HOME=" + filepath.Join(d.home, ".config"), "TMPDIR=" + d.tmp, "LANG=C",
		"GIT_CONFIG_GLOBAL=" + os.DevNull, "GIT_CONFIG_NOSYSTEM=1",
		"GIT_AUTHOR_NAME=Liu Yang", "GIT_AUTHOR_EMAIL=liuyang@example.com", "GIT_COMMITTER_NAME=Liu Yang", "GIT_COMMITTER_EMAIL=liuyang@example.com",
		"VISUAL=" + filepath.Join(filepath.Dir(d.usher), "editor"),
	}
}

// call runs usher as a program, which has its own folders and guard, and gives its output.
// All that it says is searched, but for what open is there to give.
func (d *day) call(status int, says string, args ...string) string {
	d.t.Helper()
	cmd := exec.Command(d.usher, append([]string{"-C", d.dir}, args...)...)
	cmd.Env = d.env()
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	if err := cmd.Run(); err != nil && cmd.ProcessState == nil {
		d.t.Fatal(err)
	}
	words := func(s string) string { return strings.Join(strings.Fields(s), " ") }
	if got := cmd.ProcessState.ExitCode(); got != status || !strings.Contains(words(out.String()+errs.String()), says) {
		d.t.Errorf("%q: exit status %d, not %d, or it does not say %q\n%s%s", args, got, status, says, out.Bytes(), errs.Bytes())
	}
	if args[0] == "open" {
		d.clean("stderr of open", errs.Bytes())
		return out.String()
	}
	d.clean(fmt.Sprintf("%q", args), append(out.Bytes(), errs.Bytes()...))
	d.said.Write(out.Bytes())
	d.said.Write(errs.Bytes())
	return out.String()
}

// clean says that nothing sealed is in what is named.
func (d *day) clean(what string, data []byte) {
	d.t.Helper()
	for _, secret := range leak.Find(data, d.marks) {
		d.t.Errorf("%s tells %v", what, secret)
	}
}

func (d *day) git(args ...string) []byte {
	d.t.Helper()
	cmd := exec.Command("git", append([]string{"-C", d.dir}, args...)...)
	cmd.Env = d.env()
	out, err := cmd.CombinedOutput()
	if err != nil {
		d.t.Fatalf("git %v: %v\n%s", args, err, out)
	}
	return out
}

func (d *day) commit(message string) {
	d.t.Helper()
	d.git("add", "-A")
	d.git("commit", "-q", "-m", message)
}

func (d *day) replace(name, old, new string) {
	d.t.Helper()
	data, err := os.ReadFile(filepath.Join(d.dir, name))
	if err != nil || !bytes.Contains(data, []byte(old)) {
		d.t.Fatalf("%s holds no %q: %v", name, old, err)
	}
	d.write(name, strings.ReplaceAll(string(data), old, new))
}

// search goes through every file below a folder, git's included, but for what is below
// the folders left out.
func (d *day) search(top string, without ...string) (count int) {
	d.t.Helper()
	err := filepath.WalkDir(top, func(name string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if slices.Contains(without, name) {
			return fs.SkipDir
		}
		if !e.Type().IsRegular() {
			return nil
		}
		data, err := os.ReadFile(name)
		d.clean(name, append([]byte(name+"\n"), data...))
		count++
		return err
	})
	if err != nil {
		d.t.Fatal(err)
	}
	return count
}

// A whole day with a sealed plan leaves nothing of it in git, in what was said, in the
// sheets made without a key or in any folder that a program writes to.
func TestSealedDay(t *testing.T) {
	d := &day{desk: newDesk(t)}
	top := filepath.Dir(d.dir)
	d.cache = filepath.Join(top, "cache")
	keys := map[string]*age.X25519Identity{}
	for _, who := range []string{"zhao", "wang", "li", "stranger"} {
		key, err := age.GenerateX25519Identity()
		if err != nil {
			t.Fatal(err)
		}
		keys[who] = key
		d.write("../"+who+".txt", key.String()+"\n")
	}
	mine, wang, li, stranger := filepath.Join(top, "zhao.txt"), filepath.Join(top, "wang.txt"), filepath.Join(top, "li.txt"), filepath.Join(top, "stranger.txt")
	recipients := func(who ...string) {
		text := "package policies\n\nsealing: recipients: {\n"
		for _, w := range who {
			text += fmt.Sprintf("\t%s: {holder: %q, key: %q, from: \"2031-01-01\", until: \"2031-12-31\"}\n", w, map[string]string{"zhao": "赵敏", "wang": "王芳", "li": "李明"}[w], keys[w].Recipient())
		}
		d.write("policies/ours.cue", text+"}\n")
	}
	for _, name := range []string{"visits/secret.yaml", "visits/secret.age"} {
		if err := os.Remove(filepath.Join(d.dir, filepath.FromSlash(name))); err != nil {
			t.Fatal(err)
		}
	}
	recipients("zhao", "wang")
	d.git("init", "-q", "-b", "main")
	d.call(0, "", "new", "--at", "2031-11-01 09:00", "--id", "plain", "--category", "C", "--organization", "北方重工", "--guest", "陈立=采购总监", "--headcount", "3",
		"--arrive", "2031-12-09 14:00", "--depart", "2031-12-09 17:00", "--purpose", "设备选型", "--applicant", "刘洋", "--yes")
	d.commit("an open plan")

	// As somebody writes it, before anything is in git.
	text := `# ` + d.mark("comment") + ` must not be known
category: A
confidentiality: confidential
customer: {organization: ` + d.mark("organization") + ` 公司, headcount: 6, guests: [{name: ` + d.mark("name") + `, position: ` + d.mark("position") + `}]}
arrive: 2031-12-03 09:30
depart: 2031-12-03 16:00
purpose: ` + d.mark("purpose") + ` 收购
applicant: {name: 刘洋, department: sales-group}
team: {gm-assistant: 赵敏}
programme:
  - {at: 2031-12-03 09:30, what: 签署` + d.mark("what") + `, who: [` + d.mark("who") + `]}
rooms:
  - {room: board-room, from: 2031-12-03 09:30, until: 2031-12-03 11:00, attendees: 8, equipment: [projector], custodian: 刘洋}
meals: [{at: 2031-12-03 12:00, place: ` + d.mark("place") + `, guests: 6, companions: 6}]
waive: [{rule: meal-companions, reason: ` + d.mark("reason") + `, approved-by: 李建华, until: 2031-12-31}]
`
	d.write("visits/secret.yaml", text)
	d.call(0, "visits/secret.age is sealed to", "seal", "secret")
	d.commit("sealed")
	if got := d.call(0, "", "open", "secret", "--identity", mine); got != text {
		t.Errorf("opened is\n%s\nnot\n%s", got, text)
	}

	// Who has no key moves the end of the visit; who has one changes what it is for.
	d.replace("visits/secret.yaml", "16:00", "16:30")
	d.commit("moved")
	edited := d.mark("purpose as edited")
	d.editor(`cp "$1" "$1~"; sed 's/收购/` + edited + `/' "$1~" > "$1"`)
	d.call(0, "visits/secret.age is sealed to", "edit", "secret", "--identity", mine)
	d.call(0, "Sealed part changed", "diff", "HEAD", "--at", "2031-11-03 09:00")
	d.commit("edited")
	d.editor(`echo "headcout: ` + d.mark("mistake") + `" >> "$1"; echo ` + d.mark("mistake") + `: : >> "$1"`)
	d.call(1, "visits/secret.yaml:", "edit", "secret", "--identity", mine)
	opened := d.call(0, "", "open", "secret", "--identity", wang)
	for _, m := range d.marks {
		if in := len(leak.Find([]byte(opened), []leak.Secret{m})) > 0; in != (m.Field != "mistake") {
			t.Errorf("opened after editing: %v: %v", m, in)
		}
	}
	if !strings.Contains(opened, "16:30") {
		t.Errorf("opened without what was moved:\n%s", opened)
	}

	// Another plan wants the room.
	d.write("visits/other.yaml", `category: C
customer: {organization: 恒泰电子, headcount: 3, guests: [{name: 陈立, position: 采购总监}]}
arrive: 2031-12-03 09:00
depart: 2031-12-03 12:00
purpose: 设备选型
applicant: {name: 刘洋, department: sales-group}
rooms:
  - {room: board-room, from: 2031-12-03 10:00, until: 2031-12-03 11:30, attendees: 5, equipment: [projector], custodian: 刘洋}
`)
	for _, format := range report.Names() {
		for _, lang := range []string{"en", "zh"} {
			d.call(1, "", "check", "--format", format, "--lang", lang)
			d.call(1, "", "check", "--format", format, "--lang", lang, "--identity", mine)
			d.call(1, "", "check", "--format", format, "--lang", lang, "--base", "HEAD~2", "--identity", mine)
		}
	}
	d.call(1, "room-conflict", "check")
	d.call(1, "room-conflict", "check", "--identity", mine)
	d.call(1, "the sealed part does not keep this rule, at programme.who", "check", "--identity", mine)
	d.commit("another")
	d.editor(`sed -i.bak 's/` + d.mark("who") + `/gm-assistant/' "$1"`)
	d.call(0, "visits/secret.age is sealed to", "edit", "secret", "--identity", mine)
	if err := os.Remove(filepath.Join(d.dir, "visits", "other.yaml")); err != nil {
		t.Fatal(err)
	}
	d.commit("it is gone")

	with, without := filepath.Join(top, "with"), filepath.Join(top, "without")
	d.call(0, "no key opens it: secret", "render", "--output", without)
	d.call(0, "", "render", "--output", with, "--identity", mine)
	d.call(0, "", "render", "--ics", "--xlsx", "--output", filepath.Join(without, "feeds"))
	d.call(0, "", "render", "--ics", "--xlsx", "--output", filepath.Join(with, "feeds"), "--identity", mine)
	if d.search(without) == 0 {
		t.Error("no sheet is made without a key")
	}
	for _, field := range []string{"organization", "name", "what", "place", "purpose as edited"} {
		if holds(t, with, d.mark(field)) == nil {
			t.Errorf("no sheet made with a key holds %s", field)
		}
	}
	d.call(2, ".gitignore", "render", "--output", filepath.Join(d.dir, "sheets"), "--identity", mine)
	d.call(0, "", "report", "--month", "2031-12", "--at", "2031-12-20 09:00")
	d.call(0, "", "waivers", "--all", "--at", "2031-12-20 09:00")
	d.call(0, "", "diff", "HEAD~4", "--at", "2031-11-03 09:00", "--format", "json")

	// What goes wrong tells nothing either.
	opened = d.call(0, "", "open", "secret", "--identity", mine)
	d.call(2, "could be opened by", "open", "secret")
	d.call(2, "赵敏", "--lang", "zh", "edit", "secret")
	d.call(2, "could be opened by", "open", "secret", "--identity", stranger)
	d.call(2, "could be opened by", "edit", "secret", "--identity", stranger)
	whole, err := os.ReadFile(filepath.Join(d.dir, "visits", "secret.age"))
	if err != nil {
		t.Fatal(err)
	}
	for _, broken := range []string{string(whole[:len(whole)/2]), strings.Replace(string(whole), "A", "B", 1), "", "no age\n"} {
		d.write("visits/secret.age", broken)
		d.call(2, "visits/secret.age", "open", "secret", "--identity", mine)
		d.call(2, "visits/secret.age", "--lang", "zh", "edit", "secret", "--identity", mine)
		d.call(1, "sealed-missing", "check", "--identity", mine)
		d.call(1, "sealed-missing", "check")
	}
	d.write("visits/secret.age", string(whole))

	// 王芳 goes, and 李明 comes.
	recipients("zhao", "li")
	d.call(1, "sealed-stale", "check")
	d.call(0, "sealed anew: 1", "rekey", "--identity", mine)
	d.commit("rekeyed")
	d.call(2, "could be opened by", "open", "secret", "--identity", wang)
	if got := d.call(0, "", "open", "secret", "--identity", li); got != opened {
		t.Errorf("opened by who came is\n%s\nnot\n%s", got, opened)
	}

	d.call(0, "", "purge", "--list", "--at", "2040-01-01 09:00")
	d.call(0, "secret", "purge", "--at", "2040-01-01 09:00")
	d.commit("purged")
	d.call(2, "", "open", "secret", "--identity", mine)
	if _, err := os.Stat(filepath.Join(d.dir, "visits", "secret.age")); !os.IsNotExist(err) {
		t.Errorf("the sealed file is there after its time: %v", err)
	}

	objects := d.git("cat-file", "--batch-all-objects", "--batch")
	if n := bytes.Count(objects, []byte("BEGIN AGE ENCRYPTED FILE")); n < 3 {
		t.Errorf("git holds %d sealed files: it is not searched", n)
	}
	d.clean("git", objects)
	d.clean("what was said", d.said.Bytes())
	d.nowhere() // a guard takes a moment
	d.search(top, with, filepath.Dir(d.usher))
}
