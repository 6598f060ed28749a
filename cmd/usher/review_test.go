package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"testing"
	"time"
)

// What docs/review.md shows is what usher writes; -update writes the pages.
func TestReviewPages(t *testing.T) {
	root := t.TempDir()
	write := func(name, text string) {
		t.Helper()
		file := filepath.Join(root, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	plan := func(category, organization, arrive, depart, more string) string {
		return "category: " + category + "\ncustomer: {organization: " + organization +
			", headcount: 6, guests: [{name: 王建国, position: 董事长, special: true}]}\narrive: " + arrive + "\ndepart: " + depart +
			"\npurpose: 二期项目框架协议\napplicant: {name: 周涛, department: business-group}\n" + more
	}
	write("visits/2026/12/huaqing-phase-two.yaml", plan("A", "华清精密制造", "2026-12-09 09:30", "2026-12-09 16:00",
		"leaders: [李建华]\nrooms: [{room: board-room}]\n"))
	for _, args := range [][]string{
		{"init", "-q", "-b", "main"}, {"add", "-A"},
		{"-c", "user.name=Zhou Tao", "-c", "user.email=zhoutao@example.com", "commit", "-q", "-m", "huaqing"},
	} {
		cmd := exec.Command("git", args...)
		cmd.Dir = root
		cmd.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_CONFIG_NOSYSTEM=1",
			"GIT_AUTHOR_DATE=2026-11-23T18:00:00+08:00", "GIT_COMMITTER_DATE=2026-11-23T18:00:00+08:00")
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("git %v: %v\n%s", args, err, out)
		}
	}
	write("visits/2026/12/huaqing-phase-two.yaml", plan("A", "华清精密制造", "2026-12-10 09:30", "2026-12-10 16:00",
		"leaders: [李建华]\nrooms: [{room: lecture-hall}]\n"))
	write("visits/2026/12/hengtai-review.yaml", plan("C", "恒泰电子", "2026-12-11 14:00", "2026-12-11 17:00",
		"gifts: [{item: 定制保温杯, quantity: 6}]\nbudget: {meals: 900}\n"))
	write("policies/ours.cue", "package policies\n\nrooms: \"lecture-hall\": seats: 5\nnotice: number: 72\n")

	say := func(lang string, args ...string) string {
		t.Helper()
		var out, talk bytes.Buffer
		s := session{stdout: &out, stderr: &talk, env: func(string) string { return "" }, now: time.Now()}
		args = append([]string{"-C", root, "--lang", lang}, append(args, "--at", "2026-12-01 09:00")...)
		if status := run(args, s); status != exitClean {
			t.Fatalf("%v: exit status %d\n%s", args, status, &talk)
		}
		return out.String()
	}
	for lang, ending := range map[string]string{"en": ".md", "zh": ".zh.md"} {
		name := filepath.Join("..", "..", "docs", "review"+ending)
		page, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		page = bytes.ReplaceAll(page, []byte("\r\n"), []byte("\n"))
		want := page
		for language, text := range map[string]string{
			"markdown": say(lang, "diff", "main", "--rules-from", "main", "--format", "markdown"),
			"text":     say(lang, "policy", "diff", "main"),
		} {
			block := regexp.MustCompile("(?s)(\n````" + language + "\n).*?(````\n)")
			if !block.Match(page) {
				t.Fatalf("%s has no block of %s", name, language)
			}
			want = block.ReplaceAllFunc(want, func(m []byte) []byte {
				parts := block.FindSubmatch(m)
				return append(append(bytes.Clone(parts[1]), text...), parts[2]...)
			})
		}
		if *update {
			if err := os.WriteFile(name, want, 0o666); err != nil {
				t.Fatal(err)
			}
			continue
		}
		if !bytes.Equal(page, want) {
			t.Errorf("%s is stale: go test ./cmd/usher -run ReviewPages -update", name)
		}
	}
}
