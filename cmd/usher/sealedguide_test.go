package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"filippo.io/age"
)

// The day that docs/sealed.md tells goes as told: with its policy, but for the key, its
// plan, and its commands.
func TestSealedGuide(t *testing.T) {
	guide := filepath.Join("..", "..", "docs", "sealed.md")
	key, err := age.GenerateX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	dir := clone(t)
	identity := filepath.Join(t.TempDir(), "identity.txt")
	plans := fences(t, guide, "yaml")
	plan := plans[len(plans)-1]
	file := filepath.Join(dir, "visits", "2026", "12", "huaqing-talks.yaml")
	for name, text := range map[string]string{
		identity: key.String(),
		filepath.Join(dir, "policies", "recipients.cue"): strings.Replace(fences(t, guide, "cue")[0], "age1…", key.Recipient().String(), 1),
		file: plan,
	} {
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	env := append(os.Environ(), "LANG=C", "USHER_LANG=", "USHER_IDENTITY="+identity, "VISUAL=true",
		"GIT_AUTHOR_NAME=Liu Yang", "GIT_AUTHOR_EMAIL=liuyang@example.com", "GIT_COMMITTER_NAME=Liu Yang", "GIT_COMMITTER_EMAIL=liuyang@example.com",
		"GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_CONFIG_NOSYSTEM=1")
	shell := func(line string) string {
		t.Helper()
		cmd := exec.Command("sh", "-c", line)
		cmd.Dir, cmd.Env = dir, env
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Errorf("%s%v\n%s", line, err, out)
		}
		return string(out)
	}
	ran := map[string]bool{}
	for _, block := range fences(t, guide, "sh") {
		for line := range strings.Lines(block) {
			out := shell(line)
			words := strings.Fields(line)
			ran[words[1]] = true
			if words[1] == "open" && out != plan {
				t.Errorf("opened\n%s\nnot\n%s", out, plan)
			}
		}
	}
	for _, verb := range []string{"seal", "open", "edit", "rekey", "purge"} {
		if !ran[verb] {
			t.Errorf("tells nobody to %s", verb)
		}
	}
	shell("usher check --at '2026-11-25 09:00' huaqing-talks")
	if out := shell("git cat-file --batch-all-objects --batch --buffer | grep -ac 收购谈判 || true"); out != "0\n" {
		t.Errorf("%s objects of git hold what is sealed", out)
	}
}
