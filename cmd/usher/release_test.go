package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"gopkg.in/yaml.v3"
)

// release is what of .goreleaser.yaml says how programs are built.
type release struct {
	Builds []struct {
		Main                              string
		Env, Goos, Goarch, Flags, Ldflags []string
	}
}

func readRelease(t *testing.T) release {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "..", ".goreleaser.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	var r release
	if err := yaml.Unmarshal(data, &r); err != nil || len(r.Builds) != 1 {
		t.Fatalf("%d builds, %v", len(r.Builds), err)
	}
	return r
}

// A release is the program for every usual system; one of Linux says which it is,
// and whoever builds it elsewhere gets the same bytes.
func TestRelease(t *testing.T) {
	if os.Getenv("USHER_RELEASE_TESTS") != "required" {
		t.Skip("builds the program seven times; USHER_RELEASE_TESTS=required runs it")
	}
	b := readRelease(t).Builds[0]
	values := strings.NewReplacer("{{ .Version }}", "1.2.3", "{{ trimsuffix .GitURL \".git\" }}", "https://git.example.com/usher", "{{ .Tag }}", "v1.2.3")
	build := func(dir, out, goos, goarch string) {
		t.Helper()
		args := append([]string{"build", "-o", out}, b.Flags...)
		args = append(args, "-ldflags="+values.Replace(strings.Join(b.Ldflags, " ")), b.Main)
		cmd := exec.Command("go", args...)
		cmd.Dir = dir
		cmd.Env = append(append(os.Environ(), b.Env...), "GOOS="+goos, "GOARCH="+goarch, "GOFLAGS=")
		if text, err := cmd.CombinedOutput(); err != nil {
			t.Errorf("%s/%s: %v\n%.2000s", goos, goarch, err, text)
		}
	}
	here := clones(t)
	var first []byte
	for _, goos := range b.Goos {
		for _, goarch := range b.Goarch {
			out := filepath.Join(t.TempDir(), "usher")
			build(here, out, goos, goarch)
			if goos != runtime.GOOS || goarch != runtime.GOARCH {
				continue
			}
			said, err := exec.Command(out, "version").CombinedOutput()
			if err != nil || !strings.HasPrefix(string(said), "usher 1.2.3\ncommit ") || strings.Contains(string(said), "unknown") {
				t.Errorf("%v\n%s", err, said)
			}
			if first, err = os.ReadFile(out); err != nil {
				t.Fatal(err)
			}
		}
	}
	if first == nil {
		t.Skipf("no release is built for %s on %s", runtime.GOOS, runtime.GOARCH)
	}
	out := filepath.Join(t.TempDir(), "usher")
	build(clones(t), out, runtime.GOOS, runtime.GOARCH)
	second, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(first, second) {
		t.Error("the same commit gives other bytes elsewhere")
	}
}

// clones is this repository's present commit in a folder of its own.
func clones(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "clone")
	if text, err := exec.Command("git", "clone", "-q", "../..", dir).CombinedOutput(); err != nil {
		t.Skipf("not in a repository: %s", text)
	}
	return dir
}

// A release names its systems, is static, names its version, and has its checksums.
func TestReleaseConfiguration(t *testing.T) {
	b := readRelease(t).Builds[0]
	if got := strings.Join(b.Goos, " ") + " " + strings.Join(b.Goarch, " "); got != "linux darwin windows amd64 arm64" {
		t.Errorf("is built for %s", got)
	}
	for _, want := range []string{"CGO_ENABLED=0", "-trimpath", "-buildvcs=true", "main.version=", "main.releases="} {
		all := strings.Join(append(append(append([]string{}, b.Env...), b.Flags...), b.Ldflags...), "\n")
		if !strings.Contains(all, want) {
			t.Errorf("lacks %s", want)
		}
	}
	docker, err := os.ReadFile(filepath.Join("..", "..", ".ci", "Dockerfile"))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"FROM scratch\n", "USER 65534:65534\n", `ENTRYPOINT ["/usher"]`} {
		if !strings.Contains(string(docker), want) {
			t.Errorf("the image lacks %s", want)
		}
	}
}

// Each hook for pre-commit is a command that works, and finds what it should.
func TestPreCommitHooks(t *testing.T) {
	data, err := os.ReadFile(filepath.Join("..", "..", ".pre-commit-hooks.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	var hooks []struct {
		ID, Language, Entry, Files string
		PassFilenames              *bool `yaml:"pass_filenames"`
	}
	if err := yaml.Unmarshal(data, &hooks); err != nil || len(hooks) != 3 {
		t.Fatalf("%d hooks, %v", len(hooks), err)
	}
	root := clone(t)
	t.Chdir(root)
	plan := filepath.Join("visits", "2026", "12", "hengtai-sales-review.yaml")
	sound, err := os.ReadFile(plan)
	if err != nil {
		t.Fatal(err)
	}
	for _, h := range hooks {
		if h.Language != "golang" || h.PassFilenames == nil || *h.PassFilenames {
			t.Errorf("%s: %+v", h.ID, h)
		}
		for _, c := range []struct {
			text  []byte
			wrong bool
		}{
			{sound, false},
			{bytes.Replace(sound, []byte("headcount: 3"), []byte("headcount: none"), 1), h.ID == "usher-check"},
		} {
			if err := os.WriteFile(plan, c.text, 0o666); err != nil {
				t.Fatal(err)
			}
			args := strings.Fields(h.Entry)
			text, err := exec.Command(args[0], args[1:]...).CombinedOutput()
			if failed := err != nil; c.wrong && !failed || !c.wrong && failed && h.ID == "usher-check" {
				t.Errorf("%s: %v\n%s", h.Entry, err, text)
			}
		}
	}
}
