package render_test

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"

	"github.com/chromedp/chromedp"
)

// strangers is where .ci/npm puts the judges of HTML that package-lock.json pins.
var strangers = filepath.Join("testdata", "strangers")

// install does what .ci/npm does, for a checkout where it has not run since the
// list of packages changed.
var install = sync.OnceValue(func() error {
	cmd := exec.Command("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
	cmd.Dir = strangers
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("npm ci: %w\n%s", err, out)
	}
	return nil
})

// needStrangers skips a test where they are not installed; what judges a change
// requires them.
func needStrangers(t *testing.T) (node string) {
	t.Helper()
	required := os.Getenv("USHER_NPM_TESTS") == "required"
	missing := t.Skipf
	if required {
		missing = t.Fatalf
	}
	node, err := exec.LookPath("node")
	if err != nil {
		missing("node is not installed: %v", err)
	}
	_, err = os.Stat(filepath.Join(strangers, "node_modules", "axe-core", "axe.min.js"))
	if err != nil && required {
		err = install()
	}
	if err != nil {
		missing("its modules are not installed, run .ci/npm: %v", err)
	}
	return node
}

// html-validate finds nothing that HTML does not allow on any sheet, also where
// a visit is strange.
func TestValidHTML(t *testing.T) {
	node := needStrangers(t)
	c := works(t)
	dir := t.TempDir()
	write := func(name string, data []byte) {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for name, langs := range languages {
		for _, s := range everything(t, c, langs, huaqing(), hengtai()) {
			write(name+"/"+s.Name, s.Data)
		}
	}
	for id, p := range strange() {
		if id == "nothing-known" {
			continue // has no names to head anything with; such a plan is refused
		}
		for _, s := range ofVisits(everything(t, c, nil, p)) {
			write("strange/"+id+"/"+s.Name, s.Data)
		}
	}
	config, err := filepath.Abs(filepath.Join(strangers, "htmlvalidate.json"))
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(node, filepath.Join(strangers, "node_modules", "html-validate", "bin", "html-validate.mjs"),
		"--config", config, "--formatter", "json", "--max-warnings", "0", filepath.ToSlash(dir)+"/**/*.html")
	out, err := cmd.Output()
	if err == nil {
		return
	}
	var results []struct {
		FilePath string
		Messages []struct {
			RuleID, Message, Selector string
			Line                      int
		}
	}
	if json.Unmarshal(out, &results) != nil {
		t.Fatalf("html-validate: %v\n%s", err, out)
	}
	for _, r := range results {
		name, _ := filepath.Rel(dir, r.FilePath)
		for _, m := range r.Messages {
			t.Errorf("%s:%d: %s (%s) at %s", name, m.Line, m.Message, m.RuleID, m.Selector)
		}
	}
}

// axe finds nothing on any sheet that keeps somebody from reading it.
func TestAccessible(t *testing.T) {
	needStrangers(t)
	axe, err := os.ReadFile(filepath.Join(strangers, "node_modules", "axe-core", "axe.min.js"))
	if err != nil {
		t.Fatal(err)
	}
	ctx := browser(t)
	c := works(t)
	type violation struct {
		ID, Help string
		Nodes    []struct{ HTML, FailureSummary string }
	}
	for name, langs := range languages {
		p := hengtai() // the kinds are the same; one visit of two days shows all that they can hold
		if name == "both" {
			p = huaqing()
		}
		for _, s := range everything(t, c, langs, p) {
			t.Run(name+"/"+s.Name, func(t *testing.T) {
				file := filepath.Join(t.TempDir(), "sheet.html")
				if err := os.WriteFile(file, s.Data, 0o644); err != nil {
					t.Fatal(err)
				}
				if err := chromedp.Do(ctx, chromedp.Navigate(address(file))); err != nil {
					t.Fatal(err)
				}
				run := fmt.Sprintf("%s;axe.run(document, {resultTypes: ['violations']}).then((r) => r.violations)", axe)
				found, err := chromedp.Run(ctx, chromedp.Evaluate[[]violation](run, chromedp.EvalAwaitPromise))
				if err != nil {
					t.Fatal(err)
				}
				for _, v := range found {
					t.Errorf("%s: %s", v.ID, v.Help)
					for _, n := range v.Nodes[:min(3, len(v.Nodes))] {
						t.Logf("%s\n%s", n.HTML, n.FailureSummary)
					}
				}
			})
		}
	}
}
