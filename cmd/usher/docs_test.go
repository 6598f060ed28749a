package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// guides are the pages of docs/ that tell people what to type.
var guides = []string{"staff", "coordinators", "administrators", "ci", "github", "gitlab"}

// Every command of the guides works in a fresh clone; those of the Chinese ones are
// the same. What needs somebody at the keyboard, Go's own commands or Docker stands in
// blocks of text.
func TestGuidesCommands(t *testing.T) {
	for _, guide := range guides {
		t.Run(guide, func(t *testing.T) {
			dir := clone(t)
			ran := 0
			for _, block := range fences(t, filepath.Join("..", "..", "docs", guide+".md"), "sh") {
				for line := range strings.Lines(block) {
					ran++
					cmd := exec.Command("sh", "-c", line)
					cmd.Dir = dir
					cmd.Env = append(os.Environ(), "LANG=C", "USHER_LANG=")
					if out, err := cmd.CombinedOutput(); err != nil {
						t.Errorf("%s%v\n%s", line, err, out)
					}
				}
			}
			if ran == 0 && guide != "github" {
				t.Error("tells nobody what to type")
			}
		})
	}
}

// The languages of a guide tell the same: the same commands, as many headings, and
// links that lead somewhere.
func TestGuidesAgree(t *testing.T) {
	link := regexp.MustCompile(`\]\(([^)#:]+)\)`)
	for _, guide := range append(slices.Clone(guides), "sealed") {
		var blocks, headings [2]string
		for i, name := range []string{guide + ".md", guide + ".zh.md"} {
			file := filepath.Join("..", "..", "docs", name)
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			for _, language := range []string{"sh", "text", "yaml"} {
				blocks[i] += strings.Join(fences(t, file, language), "\n")
			}
			headings[i] = strings.Join(regexp.MustCompile(`(?m)^#+ `).FindAllString(string(data), -1), "")
			for _, m := range link.FindAllStringSubmatch(string(data), -1) {
				if _, err := os.Stat(filepath.Join("..", "..", "docs", m[1])); err != nil {
					t.Errorf("%s: %v", name, err)
				}
			}
		}
		if blocks[0] != blocks[1] || headings[0] != headings[1] {
			t.Errorf("%s: the languages differ", guide)
		}
	}
}
