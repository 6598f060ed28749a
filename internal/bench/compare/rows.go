//go:build unix

package main

import (
	"os/exec"
	"path/filepath"
	"time"
)

// row is one line of the table: what usher does, held against what another does.
type row struct {
	name, what, against, aim string

	usher, peer func(l *lab) *exec.Cmd
}

var rows = []row{
	{
		name: "yaml", what: "`check --all`, all plans, no history", against: "bare yaml.v3, the same files to nodes on the same cores", aim: "1.5 ×",
		usher: func(l *lab) *exec.Cmd { return l.check(plain, "--all") },
		peer:  func(l *lab) *exec.Cmd { return l.peer("yaml", plain) },
	},
	{
		name: "jsonschema", what: "the same", against: "a compiled JSON Schema on yaml.v3, shape only, on the same cores", aim: "–",
		usher: func(l *lab) *exec.Cmd { return l.check(plain, "--all") },
		peer:  func(l *lab) *exec.Cmd { return l.peer("jsonschema", plain) },
	},
	{
		name: "cue", what: "the same, plans without mistakes", against: "`cue vet`, shape only", aim: "0.083 ×",
		usher: func(l *lab) *exec.Cmd { return l.check(clean, "--all") },
		peer: func(l *lab) *exec.Cmd {
			files, _ := filepath.Glob(filepath.Join(l.dir, clean, "visits", "*", "*", "*.yaml"))
			return exec.Command(l.cue, append([]string{"vet", "-c", "-d", "#Visit", filepath.Join(l.schema, "visit.cue")}, files...)...)
		},
	},
	{
		name: "archive", what: "`check` in an archive", against: "git's `log --raw -- visits`", aim: "0.25 ×",
		usher: func(l *lab) *exec.Cmd { return l.check(archive) },
		peer:  (*lab).log,
	},
	{
		name: "archive-all", what: "`check --all` in the archive", against: "the same log", aim: "2 ×",
		usher: func(l *lab) *exec.Cmd { return l.check(archive, "--all") },
		peer:  (*lab).log,
	},
	{
		name: "one", what: "`check` of one plan, as before each commit", against: "git's `status` there", aim: "30 ms",
		usher: func(l *lab) *exec.Cmd { return l.check(small) },
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

func (l *lab) log() *exec.Cmd {
	return exec.Command("git", "-C", filepath.Join(l.dir, archive), "log", "--raw", "--", "visits")
}
