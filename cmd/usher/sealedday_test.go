//go:build unix

package main

import (
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"filippo.io/age"

	"usher/internal/leak"
	"usher/internal/report"
)

var marks = []leak.Secret{{Text: sealedMark}}

// leaks lists the files below a folder that hold the mark, in whatever form.
func leaks(t *testing.T, dir string) (files []string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		data, err := os.ReadFile(name)
		if err == nil && len(leak.Find(append(data, filepath.Base(name)...), marks)) > 0 {
			files = append(files, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// A day's work with a confidential visit, from its plan to the end of its keeping: what
// was sealed is afterwards in no object of the repository, in nothing that was said, and
// in no file that is left, but for the sheets that were made with a key.
func TestDayWithASealedPlan(t *testing.T) {
	d := newDesk(t)
	mine, other := filepath.Join(d.dir, "..", "key.txt"), filepath.Join(d.dir, "..", "other.txt")
	stranger, err := age.GenerateX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	d.write("../other.txt", stranger.String()+"\n")
	for _, name := range []string{"secret.yaml", "secret.age"} { // the day makes its own
		if err := os.Remove(filepath.Join(d.dir, "visits", name)); err != nil {
			t.Fatal(err)
		}
	}
	git := func(args ...string) string {
		t.Helper()
		cmd := exec.Command("git", append([]string{"-C", d.dir, "-c", "user.name=Z", "-c", "user.email=z@example.com"}, args...)...)
		cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "HOME=" + d.home, "GIT_CONFIG_NOSYSTEM=1"}
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Fatalf("git %v: %v\n%s", args, err, out)
		}
		return string(out)
	}
	commit := func(what string) {
		t.Helper()
		git("add", "-A")
		git("commit", "-q", "-m", what)
	}
	var said strings.Builder
	say := func(exit int, identity string, args ...string) string {
		t.Helper()
		out, got := d.usherAs(identity, args...)
		if got != exit {
			t.Errorf("usher %v: exit %d, want %d: %s", args, got, exit, out)
		}
		said.WriteString(out)
		return out
	}
	git("init", "-q", "-b", "main")
	commit("policies")

	// The visit is planned, found to lie open, and sealed before it is committed.
	say(1, "", "new", "--yes", "--id", "talks", "--category", "C", "--confidentiality", "confidential", "--organization", sealedMark+" 公司",
		"--guest", "王"+sealedMark+"=总经理", "--headcount", "3", "--arrive", "2031-12-09 14:00", "--depart", "2031-12-09 17:00",
		"--purpose", "收购谈判 "+sealedMark, "--requirement", sealedMark, "--applicant", "刘洋", "--room", "board-room")
	plan := filepath.Join("visits", "2031", "12", "talks.yaml")
	if len(holds(t, d.dir, sealedMark)) != 1 {
		t.Fatal("the plan does not hold what is to be sealed")
	}
	if out, exit := d.usherAs("", "check"); exit != 1 || !strings.Contains(out, "confidential-open") {
		t.Errorf("before sealing: exit %d: %s", exit, out)
	}
	say(0, "", "seal", "talks")
	say(0, "", "seal", "talks") // once more does nothing
	commit("the visit")

	// What is sealed can be read with a key, and with no other.
	told, _ := d.usherAs(mine, "open", "talks")
	if strings.Count(told, sealedMark) < 4 {
		t.Errorf("opened, the plan lacks what was sealed: %s", told)
	}
	say(2, other, "open", "talks")
	say(2, "", "open", "talks")

	// It is edited with a key, and moved without.
	cmd := d.edit(d.editor("sed 's/收购谈判/合资谈判/' \"$1\" > \"$1.new\" && mv \"$1.new\" \"$1\""))
	cmd.Args[4] = "talks"
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("edit: %v: %s", err, out)
	} else {
		said.Write(out)
	}
	if out, _ := d.usherAs(mine, "open", "talks"); !strings.Contains(out, "合资谈判 "+sealedMark) {
		t.Errorf("what was edited is not in the plan: %s", out)
	}
	commit("another purpose")
	text, err := os.ReadFile(filepath.Join(d.dir, plan))
	if err != nil {
		t.Fatal(err)
	}
	d.write(plan, strings.Replace(string(text), "headcount: 3", "headcount: 4", 1))
	commit("one guest more")

	// Another visit wants the same room. Every format says so, and nothing of the secret.
	d.write("visits/2031/12/lunch.yaml", `category: C
customer: {organization: 恒泰电子, headcount: 2, guests: [{name: 陈立, position: 采购总监}]}
arrive: 2031-12-09 15:00
depart: 2031-12-09 16:00
purpose: 续签
applicant: {name: 刘洋, department: sales-group}
rooms: [{room: board-room}]
`)
	for _, identity := range []string{"", mine, other} {
		for _, format := range report.Names() {
			for _, lang := range []string{"en", "zh"} {
				out := say(1, identity, "check", "--format", format, "--lang", lang)
				if format == "json" && !strings.Contains(out, "room-conflict") {
					t.Errorf("with %q, the collision is not told: %s", identity, out)
				}
			}
		}
	}
	say(0, "", "diff", "HEAD")
	say(0, "", "report")
	git("reset", "-q", "--hard")
	if err := os.Remove(filepath.Join(d.dir, "visits", "2031", "12", "lunch.yaml")); err != nil {
		t.Fatal(err)
	}

	// The sheets: whole with a key, those that tell nothing without.
	with, without := filepath.Join(d.dir, "..", "with"), filepath.Join(d.dir, "..", "without")
	say(0, mine, "render", "--output", with)
	say(0, mine, "render", "--ics", "--xlsx", "--output", filepath.Join(with, "feeds"))
	say(0, "", "render", "--output", without)
	say(0, "", "render", "--ics", "--xlsx", "--output", filepath.Join(without, "feeds"))
	if files := leaks(t, with); len(files) < 5 {
		t.Errorf("with a key, only %q tell what is sealed", files)
	}
	if files := leaks(t, without); files != nil {
		t.Errorf("without a key, %q tell it", files)
	}

	// The holder changes, and with the year the plan's time ends.
	rules, err := os.ReadFile(filepath.Join(d.dir, "policies", "ours.cue"))
	if err != nil {
		t.Fatal(err)
	}
	d.write("policies/ours.cue", string(rules)+fmt.Sprintf("sealing: recipients: lin: {holder: \"林洁\", key: %q, from: \"2031-01-01\", until: \"2031-12-31\"}\n", stranger.Recipient()))
	if out := say(1, "", "check", "--format", "json"); !strings.Contains(out, "sealed-stale") {
		t.Errorf("a new recipient is not missed: %s", out)
	}
	say(0, mine, "rekey")
	commit("another holder")
	if told, _ = d.usherAs(other, "open", "talks"); !strings.Contains(told, sealedMark) {
		t.Errorf("the new holder cannot read it: %s", told)
	}
	broken, err := os.ReadFile(filepath.Join(d.dir, "visits", "2031", "12", "talks.age"))
	if err != nil {
		t.Fatal(err)
	}
	d.write("visits/2031/12/talks.age", string(broken[:len(broken)/2]))
	if out := say(1, mine, "check", "--format", "json"); !strings.Contains(out, "sealed-missing") {
		t.Errorf("a cut file is not told of: %s", out)
	}
	say(2, mine, "open", "talks")
	git("checkout", "-q", "--", ".")
	say(0, "", "purge", "--at", "2040-01-01 09:00")
	commit("its time is over")
	if _, err := os.Stat(filepath.Join(d.dir, "visits", "2031", "12", "talks.age")); err == nil {
		t.Error("the sealed file is still there")
	}

	if len(leak.Find([]byte(said.String()), marks)) > 0 {
		t.Errorf("it was said: %s", said.String())
	}
	objects := git("cat-file", "--batch", "--batch-all-objects")
	if len(leak.Find([]byte(objects), marks)) > 0 {
		t.Error("an object of the repository holds it")
	}
	if !strings.Contains(objects, "BEGIN AGE ENCRYPTED FILE") || !strings.Contains(objects, "headcount: 4") {
		t.Error("the objects were not searched")
	}
	d.nowhere()
}
