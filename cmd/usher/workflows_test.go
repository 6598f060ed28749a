package main

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/rhysd/actionlint"
	"gopkg.in/yaml.v3"

	"usher/internal/catalog"
	"usher/internal/form"
	"usher/internal/plan"
	"usher/internal/starter"
)

// pins are the actions that workflows may use, each at the commit of a release.
var pins = map[string]string{
	"actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683":              "v4.2.2",
	"actions/setup-go@d35c59abb061a4a6fb18e82ac0862c26744d6ab5":              "v5.5.0",
	"actions/upload-artifact@ea165f8d65b6e75b540449e92b4886f43607fa02":       "v4.6.2",
	"actions/upload-pages-artifact@7b1f4a764d45c48632c6b24a0339c27f5614fb0b": "v4.0.0",
	"actions/deploy-pages@d6db90164ac5ed86f2b6aed7e0febac5b3c0c03e":          "v4.0.5",
	"goreleaser/goreleaser-action@e435ccd777264be153ace6237001ef4d979d3a7a":  "v6.4.0",
}

// workflows are what GitHub runs: of this repository, and of one that init starts.
func workflows(t *testing.T) map[string][]byte {
	t.Helper()
	all := map[string][]byte{}
	for _, pattern := range []string{"workflows/*.yml", "actions/*/action.yml"} {
		names, err := filepath.Glob(filepath.Join("..", "..", ".github", filepath.FromSlash(pattern)))
		if err != nil || len(names) == 0 {
			t.Fatalf("no .github/%s: %v", pattern, err)
		}
		for _, name := range names {
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			all[filepath.ToSlash(name)] = data
		}
	}
	for _, f := range started(t, starter.GitHub) {
		if strings.HasPrefix(f.Path, ".github/") && strings.HasSuffix(f.Path, ".yml") {
			all["init:"+f.Path] = f.Data
		}
	}
	all["init:"+form.WorkflowFile] = form.Workflow
	return all
}

// started are the files that init writes.
func started(t *testing.T, forge string) []starter.File {
	t.Helper()
	files, err := starter.Files(starter.Answers{
		Name: catalog.Same("Yuanchuan"), Zone: "Asia/Shanghai", Currency: "CNY", Lang: catalog.ZH, Forge: forge, Owners: "@example/staff",
	}, starter.Days{Important: plan.Date("2026-12-09"), Ordinary: plan.Date("2026-12-04")}, time.Date(2026, 11, 25, 0, 0, 0, 0, time.UTC))
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func TestActionlint(t *testing.T) {
	linter, err := actionlint.NewLinter(io.Discard, &actionlint.LinterOptions{})
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range workflows(t) {
		if strings.HasSuffix(name, "action.yml") {
			continue // actionlint reads those where a workflow uses them
		}
		found, err := linter.Lint(name, data, nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range found {
			t.Errorf("%s", e)
		}
	}
}

// What zizmor looks for: a change under review must not run with rights, with
// credentials, with somebody else's code of tomorrow, or with its own text as code.
func TestWorkflowsAreSafe(t *testing.T) {
	for name, data := range workflows(t) {
		var file node
		if err := yaml.Unmarshal(data, &file.Node); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		root := node{*file.Content[0]}
		file.each(func(key string, v node) {
			switch key {
			case "uses":
				checkUses(t, name, v)
			case "run":
				if strings.Contains(v.Value, "${{") {
					t.Errorf("%s:%d: an expression becomes code; pass it by env", name, v.Line)
				}
			}
		})
		if strings.Contains(string(data), "pull_request_target") || strings.Contains(string(data), "secrets.") {
			t.Errorf("%s: runs a change with rights or secrets", name)
		}
		file.each(func(_ string, v node) {
			if strings.HasPrefix(v.get("uses").Value, "actions/checkout@") && v.get("with").get("persist-credentials").Value != "false" {
				t.Errorf("%s:%d: the checkout keeps its credentials", name, v.Line)
			}
		})
		if strings.HasSuffix(name, "action.yml") {
			continue
		}
		if p := root.get("permissions"); p.Kind != yaml.MappingNode || len(p.Content) != 0 {
			t.Errorf("%s: the workflow has permissions; give them to jobs", name)
		}
		reviewed := root.get("on").has("pull_request") || root.get("on").has("merge_group")
		jobs := root.get("jobs")
		for i := 0; i+1 < len(jobs.Content); i += 2 {
			job := node{*jobs.Content[i+1]}
			if job.get("permissions").Kind != yaml.MappingNode || job.get("timeout-minutes").Value == "" {
				t.Errorf("%s:%d: a job says neither what it may do nor how long", name, job.Line)
			}
			if rights := job.get("permissions"); reviewed && (len(rights.Content) != 2 || rights.get("contents").Value != "read") {
				t.Errorf("%s:%d: a change under review may do more than read", name, job.Line)
			}
			if strings.HasSuffix(job.get("runs-on").Value, "-latest") {
				t.Errorf("%s:%d: runs on whatever is the latest", name, job.Line)
			}
		}
	}
}

var pinned = regexp.MustCompile(`^[\w.-]+/[\w./-]+@[0-9a-f]{40}$`)

func checkUses(t *testing.T, name string, v node) {
	if strings.HasPrefix(v.Value, "./") {
		return
	}
	if !pinned.MatchString(v.Value) {
		t.Errorf("%s:%d: %s is not pinned by commit", name, v.Line, v.Value)
	}
	if version, ok := pins[v.Value]; !ok || v.LineComment != "# "+version {
		t.Errorf("%s:%d: %s %s is not on the list of actions", name, v.Line, v.Value, v.LineComment)
	}
}

// node is a YAML node that can be asked for a field.
type node struct{ yaml.Node }

func (n node) get(field string) node {
	for i := 0; n.Kind == yaml.MappingNode && i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == field {
			return node{*n.Content[i+1]}
		}
	}
	return node{}
}

func (n node) has(word string) bool {
	return n.get(word).Kind != 0 || slices.ContainsFunc(n.Content, func(c *yaml.Node) bool { return c.Value == word })
}

// each calls f for each field, and for each item of a list with an empty name.
func (n node) each(f func(key string, value node)) {
	for i, c := range n.Content {
		key := ""
		if n.Kind == yaml.MappingNode {
			if i%2 == 0 {
				continue
			}
			key = n.Content[i-1].Value
		}
		f(key, node{*c})
		node{*c}.each(f)
	}
}

// No job and no hook on a server has a key: what it prints or says anybody may see who
// sees the forge (R5.1).
func TestNoKeyInCI(t *testing.T) {
	jobs := workflows(t)
	for _, forge := range starter.Forges {
		for _, f := range started(t, forge) {
			if strings.HasPrefix(f.Path, ".git") && f.Path != ".gitignore" && f.Path != ".gitattributes" {
				jobs["init:"+f.Path] = f.Data
			}
		}
	}
	for _, name := range starter.Hooks {
		jobs["hook:"+name], _ = starter.Hook(name)
	}
	for _, want := range []string{"init:.gitlab-ci.yml", "hook:pre-receive", "init:.github/workflows/publish.yml", "../../.github/workflows/publish.yml"} {
		if len(jobs[want]) == 0 {
			t.Errorf("no %s", want)
		}
	}
	key := regexp.MustCompile(`(?i)identity|age-secret-key|begin \w+ private key|\bage\b.*-d|usher (open|edit|seal|rekey)`)
	for name, data := range jobs {
		for line := range strings.Lines(string(data)) {
			if key.MatchString(line) {
				t.Errorf("%s has to do with keys: %s", name, line)
			}
		}
	}
}

// This repository's action is the one that init writes, for others to use by commit.
func TestActionIsTheStarters(t *testing.T) {
	name := filepath.Join("..", "..", ".github", "actions", "usher", "action.yml")
	for _, f := range started(t, starter.GitHub) {
		if f.Path != ".github/actions/usher/action.yml" {
			continue
		}
		if *update {
			if err := os.WriteFile(name, f.Data, 0o666); err != nil {
				t.Fatal(err)
			}
		}
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(data, f.Data) {
			t.Errorf("%s differs from what init writes (-update writes it)", name)
		}
	}
}

// What changes are judged by is owned by somebody, in this repository and in one
// that init starts.
func TestCodeOwners(t *testing.T) {
	ours, err := os.ReadFile(filepath.Join("..", "..", ".github", "CODEOWNERS"))
	if err != nil {
		t.Fatal(err)
	}
	guarded := map[string][]string{"ours": {"/policies/", "/schema/", "/templates/", "/.github/", "/.ci/"}}
	texts := map[string][]byte{"ours": ours}
	guarded[starter.GitHub] = []string{"/policies/", "/schema/", "/templates/", "/.github/"}
	guarded[starter.GitLab] = []string{"/policies/", "/schema/", "/templates/", "/.gitlab/", "/.gitlab-ci.yml"}
	for _, forge := range []string{starter.GitHub, starter.GitLab} {
		for _, f := range started(t, forge) {
			if strings.HasSuffix(f.Path, "CODEOWNERS") {
				texts[forge] = f.Data
			}
		}
	}
	for name, paths := range guarded {
		for _, path := range paths {
			if !regexp.MustCompile(`(?m)^` + regexp.QuoteMeta(path) + ` @\S+$`).Match(texts[name]) {
				t.Errorf("%s: nobody owns %s", name, path)
			}
		}
	}
}
