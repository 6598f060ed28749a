package bench

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"
)

// Create makes the archive a repository in an empty folder, packed as a fresh
// clone is, with the work tree of its tip.
func (a *Archive) Create(dir string) error {
	if err := a.Import(dir); err != nil {
		return err
	}
	return git(dir, "reset", "-q", "--hard")
}

// Import is Create without a work tree.
func (a *Archive) Import(dir string) error {
	if err := git(dir, "init", "-q", "-b", "main"); err != nil {
		return err
	}
	cmd := Git(dir, "fast-import", "--quiet")
	var talk strings.Builder
	cmd.Stderr = &talk
	in, err := cmd.StdinPipe()
	if err != nil {
		return err
	}
	if err := cmd.Start(); err != nil {
		return err
	}
	err = errors.Join(a.Stream(in), in.Close(), cmd.Wait())
	if err != nil {
		return fmt.Errorf("git fast-import: %w\n%s", err, talk.String())
	}
	if a.requests() {
		if err := git(dir, "update-ref", "-d", "refs/heads/change"); err != nil {
			return err
		}
	}
	// A clone has no commit graph, and git's speed is not to hang on one.
	return git(dir, "-c", "gc.writeCommitGraph=false", "gc", "-q")
}

func (a *Archive) requests() bool {
	return slices.ContainsFunc(a.events, func(e event) bool { return e.request })
}

// Git is git in a folder, with nobody's configuration, and nothing in the background.
func Git(dir string, args ...string) *exec.Cmd {
	cmd := exec.Command("git", args...)
	cmd.Dir = dir
	cmd.Env = slices.DeleteFunc(os.Environ(), func(s string) bool { return strings.HasPrefix(s, "GIT_") })
	cmd.Env = append(cmd.Env, "GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_CONFIG_NOSYSTEM=1", "HOME="+os.DevNull, "LC_ALL=C",
		"GIT_CONFIG_COUNT=1", "GIT_CONFIG_KEY_0=maintenance.auto", "GIT_CONFIG_VALUE_0=false")
	return cmd
}

func git(dir string, args ...string) error {
	if out, err := Git(dir, args...).CombinedOutput(); err != nil {
		return fmt.Errorf("git %s: %w\n%s", args[0], err, out)
	}
	return nil
}
