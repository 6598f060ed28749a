package main

import (
	"os"
	"path/filepath"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
	"gopkg.in/yaml.v3"
)

// step is a step of a job, or of an action.
type step struct {
	Name, If, Uses, Run string
	Env                 map[string]string
}

// value stands for the expression that workflows use: a pull request's.
const (
	expression = "${{ github.event.merge_group.base_sha || 'HEAD^1' }}"
	value      = "HEAD^1"
)

// steps FILE runs what a workflow of GitHub runs, job by job, as the runner does; a
// curl on the path stands for the network. The actions of others are left out: they
// bring the repository, which is there, and take the sheets away.
func steps(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 1 {
		ts.Fatalf("usage: [!] steps FILE")
	}
	var workflow struct {
		Jobs map[string]struct {
			Env   map[string]string
			Steps []step
		}
	}
	ts.Check(yaml.Unmarshal([]byte(ts.ReadFile(args[0])), &workflow))
	runner := filepath.Join(ts.Getenv("WORK"), ".runner")
	ts.Setenv("RUNNER_TEMP", runner)
	ts.Setenv("GITHUB_PATH", filepath.Join(runner, "path"))
	ts.Setenv("GITHUB_STEP_SUMMARY", filepath.Join(runner, "summary"))
	ts.Check(os.MkdirAll(runner, 0o777))
	ran := 0
	var failed error
	for _, job := range workflow.Jobs {
		for _, s := range job.Steps {
			for _, inner := range unfold(ts, s) {
				if inner.Run == "" || failed != nil && inner.If != "${{ !cancelled() }}" {
					continue
				}
				ran++
				for _, env := range []map[string]string{job.Env, inner.Env} {
					for name, text := range env {
						text = strings.ReplaceAll(text, expression, value)
						if strings.Contains(text, "${{") {
							ts.Fatalf("%s: %s is an expression that nobody knows here", args[0], text)
						}
						ts.Setenv(name, text)
					}
				}
				ts.Check(os.WriteFile(filepath.Join(runner, "step.sh"), []byte(inner.Run), 0o666))
				if err := ts.Exec("bash", "-e", "-o", "pipefail", filepath.Join(runner, "step.sh")); failed == nil {
					failed = err
				}
				if path, err := os.ReadFile(filepath.Join(runner, "path")); err == nil {
					ts.Setenv("PATH", strings.TrimSpace(string(path))+string(os.PathListSeparator)+ts.Getenv("PATH"))
					ts.Check(os.Remove(filepath.Join(runner, "path")))
				}
			}
		}
	}
	switch {
	case ran == 0:
		ts.Fatalf("%s has no step to run", args[0])
	case neg && failed == nil:
		ts.Fatalf("%s succeeds", args[0])
	case !neg && failed != nil:
		ts.Fatalf("%s: %v", args[0], failed)
	}
}

// unfold is a step, or the steps of the repository's own action that it uses, with
// the action's defaults.
func unfold(ts *testscript.TestScript, s step) []step {
	dir, ok := strings.CutPrefix(s.Uses, "./")
	if !ok {
		return []step{s}
	}
	var action struct {
		Inputs map[string]struct{ Default string }
		Runs   struct{ Steps []step }
	}
	ts.Check(yaml.Unmarshal([]byte(ts.ReadFile(dir+"/action.yml")), &action))
	if len(action.Runs.Steps) == 0 {
		ts.Fatalf("%s has no steps", dir)
	}
	for _, inner := range action.Runs.Steps {
		for name, text := range inner.Env {
			for input, its := range action.Inputs {
				text = strings.ReplaceAll(text, "${{ inputs."+input+" }}", its.Default)
			}
			inner.Env[name] = text
		}
	}
	return action.Runs.Steps
}

// job FILE NAME runs a job of GitLab's as its runner does: what it extends first, in
// one shell. A wget on the path stands for the network.
func job(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: [!] job FILE NAME")
	}
	var file map[string]yaml.Node
	ts.Check(yaml.Unmarshal([]byte(ts.ReadFile(args[0])), &file))
	var variables map[string]string
	var base, its struct {
		Extends string
		Before  []string `yaml:"before_script"`
		Script  []string
	}
	for name, into := range map[string]any{"variables": &variables, ".usher": &base, args[1]: &its} {
		part := file[name]
		ts.Check(part.Decode(into))
	}
	if its.Extends != ".usher" || len(its.Script) == 0 {
		ts.Fatalf("%s: there is no job %s that extends .usher", args[0], args[1])
	}
	for name, value := range variables {
		ts.Setenv(name, value)
	}
	script := filepath.Join(ts.Getenv("WORK"), ".job.sh")
	ts.Check(os.WriteFile(script, []byte(strings.Join(append(base.Before, its.Script...), "\n")), 0o666))
	switch err := ts.Exec("sh", "-e", script); {
	case neg && err == nil:
		ts.Fatalf("%s succeeds", args[1])
	case !neg && err != nil:
		ts.Fatalf("%s: %v", args[1], err)
	}
}
