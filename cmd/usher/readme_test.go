package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// fences are the code blocks of a language in a Markdown file.
func fences(t *testing.T, file, language string) []string {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var blocks []string
	for _, m := range regexp.MustCompile("(?ms)^```"+language+"\n(.*?)^```").FindAllStringSubmatch(string(data), -1) {
		blocks = append(blocks, m[1])
	}
	return blocks
}

// Every command of the README works in a fresh clone, today and in ten years.
func TestREADMECommands(t *testing.T) {
	root := clone(t)
	t.Chdir(root)
	for _, now := range []time.Time{time.Now(), time.Now().AddDate(10, 0, 0)} {
		for _, block := range fences(t, "README.md", "sh") {
			for line := range strings.Lines(block) {
				line = strings.TrimSpace(line)
				args, ok := strings.CutPrefix(strings.TrimPrefix(line, "go run ./cmd/"), "usher ")
				if !ok {
					if line != "go test ./..." { // this test is part of it
						t.Errorf("the README has a command that nothing runs: %s", line)
					}
					continue
				}
				var out, talk bytes.Buffer
				status := run(words(args), session{
					stdin: strings.NewReader(""), stdout: &out, stderr: &talk, env: func(string) string { return "" }, now: now,
				})
				if status != exitClean {
					t.Errorf("%s, as of %s: exit status %d\n%s%s", line, now.Format(time.DateOnly), status, &out, &talk)
				}
				if out.Len()+talk.Len() == 0 {
					t.Errorf("%s, as of %s: prints nothing\n%s", line, now.Format(time.DateOnly), &talk)
				}
			}
		}
		if sheets, _ := filepath.Glob("out/*/checklist.html"); len(sheets) < 10 {
			t.Errorf("as of %s: only %d checklists were printed", now.Format(time.DateOnly), len(sheets))
		}
	}
}

// The plan in the README passes, and what is shown of a mistake is what usher says.
func TestREADMEPlan(t *testing.T) {
	readme := filepath.Join("..", "..", "README.md")
	plan := fences(t, readme, "yaml")[0]
	want := fences(t, readme, "text")[0]
	root := t.TempDir()
	for _, c := range []struct{ plan, want string }{
		{plan, "nothing wrong"},
		{strings.Replace(plan, "headcount:", "headcout:", 1), want},
	} {
		file := filepath.Join(root, "visits", "2026", "12", "hengtai-sales-review.yaml")
		if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(c.plan), 0o666); err != nil {
			t.Fatal(err)
		}
		var out, talk bytes.Buffer
		run([]string{"-C", root, "check", "--at", "2026-12-01 09:00"}, session{
			stdout: &out, stderr: &talk, env: func(string) string { return "" }, now: time.Now(),
		})
		if !strings.Contains(out.String(), c.want) {
			t.Errorf("want\n%s\ngot\n%s%s", c.want, &out, &talk)
		}
	}
}

// clone makes a repository of this one's files as they stand, with a history of
// one commit of the day the visits were announced.
func clone(t *testing.T) string {
	t.Helper()
	root := t.TempDir()
	for _, name := range []string{"README.md", "visits", "schema", "policies", "templates"} {
		if info, err := os.Stat(filepath.Join("..", "..", name)); err == nil && !info.IsDir() {
			data, err := os.ReadFile(filepath.Join("..", "..", name))
			if err == nil {
				err = os.WriteFile(filepath.Join(root, name), data, 0o666)
			}
			if err != nil {
				t.Fatal(err)
			}
			continue
		}
		if err := os.CopyFS(filepath.Join(root, name), os.DirFS(filepath.Join("..", "..", name))); err != nil {
			t.Fatal(err)
		}
	}
	for _, args := range [][]string{
		{"init", "-q", "-b", "main"},
		{"add", "-A"},
		{"-c", "user.name=Lin Yue", "-c", "user.email=linyue@example.com", "commit", "-q", "-m", "visits"},
		{"update-ref", "refs/remotes/origin/main", "HEAD"},
	} {
		cmd := exec.Command("git", args...)
		cmd.Dir = root
		cmd.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_CONFIG_NOSYSTEM=1",
			"GIT_AUTHOR_DATE=2026-11-23T18:00:00+08:00", "GIT_COMMITTER_DATE=2026-11-23T18:00:00+08:00")
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("git %v: %v\n%s", args, err, out)
		}
	}
	return root
}

// words splits a command line at its blanks, outside double quotes.
func words(line string) []string {
	var out []string
	for i, part := range strings.Split(line, `"`) {
		if i%2 == 1 {
			out = append(out, part)
		} else {
			out = append(out, strings.Fields(part)...)
		}
	}
	return out
}

// Each direct dependency has a sentence in CONTRIBUTING.md on what it saves us.
func TestEachDependencyPaysRent(t *testing.T) {
	mod, err := os.ReadFile(filepath.Join("..", "..", "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	contributing, err := os.ReadFile(filepath.Join("..", "..", "CONTRIBUTING.md"))
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for _, m := range regexp.MustCompile(`(?m)^\t(\S+\.\S+/?\S*) v\S+$`).FindAllStringSubmatch(string(mod), -1) {
		found++
		if !strings.Contains(string(contributing), "| "+m[1]+" |") {
			t.Errorf("CONTRIBUTING.md does not say what %s saves us", m[1])
		}
	}
	if found < 10 {
		t.Errorf("found only %d direct dependencies", found)
	}
}
