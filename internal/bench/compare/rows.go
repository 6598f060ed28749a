//go:build unix

package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"time"
)

// row is one line of the table: what usher does, held against what another does.
type row struct {
	name, what, against, aim string

	usher, peer func(l *lab) *exec.Cmd
	ready       func(l *lab, round int) error // what goes before each round; may be nil
}

// anew has a check find all that it says, as if for the first time.
const anew = "--no-cache"

var rows = []row{
	{
		name: "yaml", what: "`check --all`, all plans, no history", against: "bare yaml.v3, the same files to nodes on the same cores", aim: "1.5 ×",
		usher: func(l *lab) *exec.Cmd { return l.check(plain, "--all", anew) },
		peer:  func(l *lab) *exec.Cmd { return l.peer("yaml", plain) },
	},
	{
		name: "jsonschema", what: "the same", against: "a compiled JSON Schema on yaml.v3, shape only, on the same cores", aim: "–",
		usher: func(l *lab) *exec.Cmd { return l.check(plain, "--all", anew) },
		peer:  func(l *lab) *exec.Cmd { return l.peer("jsonschema", plain) },
	},
	{
		name: "cue", what: "the same, plans without mistakes", against: "`cue vet`, shape only", aim: "0.083 ×",
		usher: func(l *lab) *exec.Cmd { return l.check(clean, "--all", anew) },
		peer: func(l *lab) *exec.Cmd {
			files, _ := filepath.Glob(filepath.Join(l.dir, clean, "visits", "*", "*", "*.yaml"))
			return exec.Command(l.cue, append([]string{"vet", "-c", "-d", "#Visit", filepath.Join(l.schema, "visit.cue")}, files...)...)
		},
	},
	{
		name: "again", what: "`check --all` again, nothing changed", against: "reading the files, on the same cores", aim: "3 ×",
		ready: func(l *lab, round int) error { return l.checked(worked, "--all") },
		usher: func(l *lab) *exec.Cmd { return l.check(worked, "--all") },
		peer:  func(l *lab) *exec.Cmd { return l.peer("read", worked) },
	},
	{
		name: "changed", what: "`check --all` again, one plan changed", against: "the same, nothing changed", aim: "20 ms more",
		ready: func(l *lab, round int) error {
			return errors.Join(l.checked(worked, "--all"), l.change(worked, round))
		},
		usher: func(l *lab) *exec.Cmd { return l.check(worked, "--all") },
		peer:  func(l *lab) *exec.Cmd { return l.check(worked, "--all") },
	},
	{
		name: "archive", what: "`check` in the archive", against: "git's `log --raw -- visits`", aim: "0.25 ×",
		usher: func(l *lab) *exec.Cmd { return l.check(archive, anew) },
		peer:  (*lab).log,
	},
	{
		name: "archive-again", what: "`check` in the archive again, nothing changed", against: "the same log", aim: "0.1 ×",
		ready: func(l *lab, round int) error { return l.checked(archive) },
		usher: func(l *lab) *exec.Cmd { return l.check(archive) },
		peer:  (*lab).log,
	},
	{
		name: "archive-all", what: "`check --all` in the archive", against: "the same log", aim: "2 ×",
		usher: func(l *lab) *exec.Cmd { return l.check(archive, "--all", anew) },
		peer:  (*lab).log,
	},
	{
		name: "one", what: "`check` of one plan, as before each commit", against: "git's `status` there", aim: "30 ms",
		usher: func(l *lab) *exec.Cmd { return l.check(small, anew) },
		peer:  func(l *lab) *exec.Cmd { return exec.Command("git", "-C", filepath.Join(l.dir, small), "status") },
	},
}

// check is usher's check of a repository, to a file, as CI has it.
func (l *lab) check(name string, flags ...string) *exec.Cmd {
	at := planned
	if name == archive {
		at = l.archived
	}
	args := []string{"-C", filepath.Join(l.dir, name), "check", "--at", at.Format(time.RFC3339), "--format", "json=" + filepath.Join(l.dir, "found.json")}
	return exec.Command(l.usher, append(args, flags...)...)
}

// checked has a repository checked before it is timed.
func (l *lab) checked(name string, flags ...string) error {
	_, err := l.time(l.check(name, flags...))
	return err
}

// change adds a remark to one plan, another in each round.
func (l *lab) change(name string, round int) error {
	files, err := filepath.Glob(filepath.Join(l.dir, name, "visits", "*", "*", "*.yaml"))
	if err != nil || len(files) == 0 {
		return fmt.Errorf("no plans in %s: %v", name, err)
	}
	f, err := os.OpenFile(files[round%len(files)], os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(f, "# %d\n", time.Now().UnixNano())
	return errors.Join(err, f.Close())
}

func (l *lab) log() *exec.Cmd {
	return exec.Command("git", "-C", filepath.Join(l.dir, archive), "log", "--raw", "--", "visits")
}
