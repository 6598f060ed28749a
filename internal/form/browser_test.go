package form_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"testing/fstest"
	"time"

	"github.com/chromedp/chromedp"

	"usher/internal/catalog"
	"usher/internal/check"
	"usher/internal/form"
)

// browser starts a headless browser that makes no request of its own. Without one
// the test is skipped, unless USHER_BROWSER_TESTS=required, as in CI.
func browser(t *testing.T) context.Context {
	t.Helper()
	found := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge"} {
		if path, err := exec.LookPath(name); err == nil && found == "" {
			found = path
		}
	}
	if found == "" {
		const missing = "no Chromium, Chrome or Edge is installed"
		if os.Getenv("USHER_BROWSER_TESTS") == "required" {
			t.Fatal(missing)
		}
		t.Skip(missing)
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(found),
		chromedp.UserDataDir(t.TempDir()),
		chromedp.NoSandbox, // CI runs as root in a container
		chromedp.Flag("disable-background-networking", true),
		chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-domain-reliability", true),
		chromedp.Flag("disable-sync", true),
		chromedp.Flag("no-pings", true),
		chromedp.Flag("lang", "en-US"),
	)
	ctx, stop := chromedp.NewExecAllocator(t.Context(), options...)
	t.Cleanup(stop)
	ctx, stop = chromedp.NewContext(ctx)
	t.Cleanup(stop)
	ctx, stop = context.WithTimeout(ctx, 9*time.Minute)
	t.Cleanup(stop)
	return ctx
}

// checker is the built-in company with files of a company's own laid over it.
func checker(t testing.TB, own map[string]string) *check.Checker {
	t.Helper()
	files := fstest.MapFS{}
	for name, text := range own {
		files[name] = &fstest.MapFile{Data: []byte(text)}
	}
	c, err := check.Rules(fs.FS(files))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

const newURL = "https://forge.example/acme/visits/new/main/{folder}?filename={name}&value={text}"

// page writes the form of a company into a file.
func page(t testing.TB, c *check.Checker, lang catalog.Lang) string {
	t.Helper()
	data, err := form.Page(c.Schema(), c.Policies(), form.Options{Lang: lang, NewURL: newURL})
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), form.File)
	if err := os.WriteFile(file, data, 0o644); err != nil {
		t.Fatal(err)
	}
	return file
}

// open shows the form of a company, empty.
func open(t testing.TB, ctx context.Context, c *check.Checker, lang catalog.Lang) {
	t.Helper()
	address := (&url.URL{Scheme: "file", Path: filepath.ToSlash(page(t, c, lang))}).String()
	if err := chromedp.Do(ctx, chromedp.Navigate(address), chromedp.Evaluate[chromedp.Void]("sessionStorage.clear()"), chromedp.Reload()); err != nil {
		t.Fatal(err)
	}
}

// evaluate works out an expression of the page's, in which input is a value of Go's.
func evaluate[T any](t testing.TB, ctx context.Context, expression string, input any) T {
	t.Helper()
	data, err := json.Marshal(input)
	if err != nil {
		t.Fatal(err)
	}
	out, err := chromedp.Run(ctx, chromedp.Evaluate[T](fmt.Sprintf("(input => %s)(%s)", expression, data)))
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// One browser for all of it.
func TestBrowser(t *testing.T) {
	ctx := browser(t)
	t.Run("verdict", func(t *testing.T) { testVerdict(t, ctx) })
	t.Run("personal numbers", func(t *testing.T) { testPersonal(t, ctx) })
	t.Run("patterns", func(t *testing.T) { testPatterns(t, ctx) })
	t.Run("texts", func(t *testing.T) { testTexts(t, ctx) })
	t.Run("keyboard", func(t *testing.T) { testKeyboard(t, ctx) })
	t.Run("full plan", func(t *testing.T) { testFullPlan(t, ctx) })
	t.Run("mistakes", func(t *testing.T) { testMistakes(t, ctx) })
	t.Run("rows", func(t *testing.T) { testRows(t, ctx) })
	t.Run("forge", func(t *testing.T) { testForge(t, ctx) })
	t.Run("phone", func(t *testing.T) { testPhone(t, ctx) })
	t.Run("accessibility", func(t *testing.T) { testAccessibility(t, ctx) })
	t.Run("hostile company", func(t *testing.T) { testHostileCompany(t, ctx) })
	t.Run("scope", func(t *testing.T) { testScope(t, ctx) })
}
