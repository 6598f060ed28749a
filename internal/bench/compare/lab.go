//go:build unix

package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	"usher/internal/bench"
)

// sizes are those of the generated repositories.
type sizes struct{ Plans, Ahead, Commits int }

// lab is where the programs and the repositories are.
type lab struct {
	dir, usher, cue, schema, self string
	archived                      time.Time // the moment that the archive is checked at
}

// The repositories, each a folder of the lab.
const (
	plain   = "plain"   // plans, some with mistakes, without history
	worked  = "worked"  // the same, to be changed
	clean   = "clean"   // plans without mistakes: cue vet stops at the first that is no YAML
	small   = "small"   // one plan, with history
	archive = "archive" // what ten years leave
)

// planned is the moment that the plans without history are checked at, before all of them.
var planned = bench.Start.AddDate(0, -1, 0)

// newLab builds the programs and makes the repositories.
func newLab(dir string, s sizes) (*lab, error) {
	l := &lab{dir: dir, usher: filepath.Join(dir, "usher"), cue: filepath.Join(dir, "cue")}
	var err error
	if l.self, err = os.Executable(); err != nil {
		return nil, err
	}
	mod, err := exec.Command("go", "env", "GOMOD").Output()
	if err != nil {
		return nil, fmt.Errorf("looking for the module: %w", err)
	}
	l.schema = filepath.Join(filepath.Dir(strings.TrimSpace(string(mod))), "schema")
	for to, pkg := range map[string]string{l.usher: "usher/cmd/usher", l.cue: "cuelang.org/go/cmd/cue"} {
		if out, err := exec.Command("go", "build", "-o", to, pkg).CombinedOutput(); err != nil {
			return nil, fmt.Errorf("building %s: %w\n%s", pkg, err, out)
		}
	}
	// What a process has held counts for those that it starts: this one stays small.
	if out, err := exec.Command(l.self, asMaker, dir, strconv.Itoa(s.Plans), strconv.Itoa(s.Ahead), strconv.Itoa(s.Commits)).CombinedOutput(); err != nil {
		return nil, fmt.Errorf("making the repositories: %w\n%s", err, out)
	}
	at, err := os.ReadFile(filepath.Join(dir, archive+".at"))
	if err != nil {
		return nil, err
	}
	l.archived, err = time.Parse(time.RFC3339, string(at))
	return l, err
}

// asMaker is the first argument of a run of this program that makes the repositories.
const asMaker = "-make"

// makeAll makes the repositories in a folder, but for those that are there with these
// very sizes.
func makeAll(args []string) error {
	if len(args) != 4 {
		return fmt.Errorf("%s takes a folder and three sizes", asMaker)
	}
	dir := args[0]
	var n [3]int
	for i := range n {
		var err error
		if n[i], err = strconv.Atoi(args[i+1]); err != nil {
			return err
		}
	}
	a := bench.NewArchive(bench.Shape{Plans: n[0], Ahead: n[1], Commits: n[2], Seed: 1, Mistakes: 0.02})
	for name, fill := range map[string]func(string) error{
		plain:  func(to string) error { return layOut(to, bench.Plans(n[0], 1, 0.02)) },
		worked: func(to string) error { return layOut(to, bench.Plans(n[0], 1, 0.02)) },
		clean:  func(to string) error { return layOut(to, bench.Plans(n[0], 1, 0)) },
		small: func(to string) error {
			return errors.Join(layOut(to, bench.Plans(1, 1, 0)), git(to, nil, "init", "-q"), git(to, nil, "add", "."),
				git(to, nil, "commit", "-q", "-m", "One visit"))
		},
		archive: func(to string) error { return unpack(a, to) },
	} {
		kept, link := fmt.Sprintf("%s-%d-%d-%d", name, n[0], n[1], n[2]), filepath.Join(dir, name)
		to := filepath.Join(dir, kept)
		if _, err := os.Stat(to); errors.Is(err, fs.ErrNotExist) {
			part := to + ".part"
			if err := errors.Join(os.RemoveAll(part), os.MkdirAll(part, 0o777), fill(part), os.Rename(part, to)); err != nil {
				return err
			}
		}
		if err := os.RemoveAll(link); err != nil {
			return err
		}
		if err := os.Symlink(kept, link); err != nil {
			return err
		}
	}
	return os.WriteFile(filepath.Join(dir, archive+".at"), []byte(a.Now.Format(time.RFC3339)), 0o666)
}

func layOut(root string, files []bench.File) error {
	for _, f := range files {
		name := filepath.Join(root, filepath.FromSlash(f.Path))
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			return err
		}
		if err := os.WriteFile(name, f.Data, 0o666); err != nil {
			return err
		}
	}
	return nil
}

// unpack makes an archive's repository, packed as a clone is.
func unpack(a *bench.Archive, dir string) error {
	var stream bytes.Buffer
	return errors.Join(
		a.Stream(&stream),
		git(dir, nil, "init", "-q", "-b", "main"),
		git(dir, &stream, "fast-import", "--quiet"),
		git(dir, nil, "update-ref", "-d", "refs/heads/change"),
		git(dir, nil, "-c", "gc.writeCommitGraph=false", "gc", "-q"),
		git(dir, nil, "reset", "-q", "--hard"),
	)
}

// git runs git as nobody in particular: what the user has set changes nothing.
func git(dir string, in *bytes.Buffer, args ...string) error {
	cmd := exec.Command("git", append([]string{"-C", dir, "-c", "user.name=usher", "-c", "user.email=usher@example.com"}, args...)...)
	if in != nil {
		cmd.Stdin = in
	}
	cmd.Env = alone()
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("git %s: %w\n%s", args[0], err, out)
	}
	return nil
}

// alone is the environment without what the user or a hook has set for git.
func alone() []string {
	env := slices.DeleteFunc(os.Environ(), func(s string) bool { return strings.HasPrefix(s, "GIT_") })
	return append(env, "GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_CONFIG_NOSYSTEM=1", "LC_ALL=C")
}

// taken is what a command took.
type taken struct {
	wall time.Duration
	peak int64 // bytes that it held at most
}

// time runs a command to its end. That there are findings is no failure.
func (l *lab) time(cmd *exec.Cmd) (taken, error) {
	var told bytes.Buffer
	cmd.Env = append(alone(), "XDG_CACHE_HOME="+filepath.Join(l.dir, "cache"), "XDG_CONFIG_HOME="+filepath.Join(l.dir, "config"))
	cmd.Stderr = &told
	begin := time.Now()
	err := cmd.Run()
	t := taken{wall: time.Since(begin)}
	if cmd.ProcessState != nil {
		if usage, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok {
			t.peak = usage.Maxrss << 10
		}
		if cmd.ProcessState.ExitCode() == 1 && cmd.Path == l.usher {
			err = nil
		}
	}
	if err != nil {
		return taken{}, fmt.Errorf("%s: %w\n%.2000s", cmd, err, told.String())
	}
	return t, nil
}
