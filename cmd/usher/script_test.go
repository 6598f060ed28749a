package main

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

var update = flag.Bool("update", false, "rewrite the goldens")

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"usher": main})
}

// The command, told as a user would use it. Each script starts in an empty
// folder, with git set up for somebody and no configuration of anybody's.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 filepath.Join("testdata", "script"),
		UpdateScripts:       *update,
		RequireExplicitExec: true,
		Setup: func(env *testscript.Env) error {
			home := filepath.Join(env.WorkDir, ".home")
			env.Setenv("HOME", home)
			env.Setenv("GIT_CONFIG_GLOBAL", os.DevNull)
			env.Setenv("GIT_CONFIG_NOSYSTEM", "1")
			env.Setenv("GIT_AUTHOR_NAME", "Liu Yang")
			env.Setenv("GIT_AUTHOR_EMAIL", "liuyang@example.com")
			env.Setenv("GIT_COMMITTER_NAME", "Liu Yang")
			env.Setenv("GIT_COMMITTER_EMAIL", "liuyang@example.com")
			env.Setenv("LANG", "C")
			return os.MkdirAll(home, 0o755)
		},
		Condition: func(name string) (bool, error) {
			if name != "browser" {
				return false, fmt.Errorf("unknown condition %q", name)
			}
			return canPrint()
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"commit": commit,
			"steps":  steps,
			"job":    job,
			"spoil":  spoil,
		},
	})
}

// spoil turns a bit around in the middle of each file of a folder.
func spoil(ts *testscript.TestScript, _ bool, args []string) {
	files, err := filepath.Glob(filepath.Join(ts.MkAbs(args[0]), "*"))
	ts.Check(err)
	if len(files) == 0 {
		ts.Fatalf("there is nothing in %s", args[0])
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		ts.Check(err)
		data[len(data)/2] ^= 1
		ts.Check(os.WriteFile(file, data, 0o600))
	}
}

// canPrint reports whether there is a browser to print PDFs with and what reads
// them back. In CI it is an error that there is none.
func canPrint() (bool, error) {
	_, err := printing{}.find(os.Getenv)
	if err == nil {
		_, err = exec.LookPath("pdfinfo")
	}
	if err != nil && os.Getenv("USHER_BROWSER_TESTS") == "required" {
		return false, err
	}
	return err == nil, nil
}

// commit MESSAGE TIME commits everything as of that time, with a repository made
// where there is none.
func commit(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: commit MESSAGE TIME")
	}
	if _, err := os.Stat(ts.MkAbs(".git")); err != nil {
		ts.Check(ts.Exec("git", "init", "-q", "-b", "main"))
	}
	ts.Setenv("GIT_AUTHOR_DATE", args[1])
	ts.Setenv("GIT_COMMITTER_DATE", args[1])
	ts.Check(ts.Exec("git", "add", "-A", "--", ".", ":!.home"))
	ts.Check(ts.Exec("git", "commit", "-q", "--allow-empty", "-m", args[0]))
}
