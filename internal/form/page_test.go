package form_test

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"usher/internal/catalog"
	"usher/internal/form"
)

// script is all that the page runs, but for the model.
func script(t *testing.T) string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("page", "*.js"))
	if err != nil || len(files) == 0 {
		t.Fatal("there are no scripts")
	}
	var b strings.Builder
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		b.Write(data)
	}
	return b.String()
}

// built is the page of the built-in company.
func built(t *testing.T, o form.Options) string {
	t.Helper()
	c := checker(t, nil)
	data, err := form.Page(c.Schema(), c.Policies(), o)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// Each text that the scripts ask for is there, and each that is there is asked for.
func TestTexts(t *testing.T) {
	code := script(t)
	var model struct{ Texts map[string]any }
	_, rest, _ := strings.Cut(built(t, form.Options{}), `id="model">`)
	text, _, _ := strings.Cut(rest, "</script>")
	if err := json.Unmarshal([]byte(text), &model); err != nil {
		t.Fatal(err)
	}
	asked := map[string]bool{}
	for _, m := range regexp.MustCompile(`\bt\("([a-zA-Z]+)"|\bt\.([a-zA-Z]+)\b|\btexts\.([a-zA-Z]+)\b|"(atLeast|more|moreThan|atMost|less|not)"|\? "([a-zA-Z]+)" : "([a-zA-Z]+)"`).FindAllStringSubmatch(code, -1) {
		for _, name := range m[1:] {
			asked[name] = true
		}
	}
	for _, why := range []string{"whyOthers", "whyHistory", "whyAfter", "whyVerdict", "whyFile", "whyLanguage"} {
		asked[why] = true // the model's rules say which
	}
	for name := range model.Texts {
		if !asked[name] {
			t.Errorf("nothing says %q", name)
		}
	}
	for _, m := range regexp.MustCompile(`\bthis\.t\("([a-zA-Z]+)"`).FindAllStringSubmatch(code, -1) {
		if model.Texts[m[1]] == nil {
			t.Errorf("there is no text %q", m[1])
		}
	}
}

// What could make markup or code of a text, or ask for something, is not there.
func TestScriptsAreHarmless(t *testing.T) {
	code := script(t)
	for _, word := range []string{"innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function", "fetch(", "XMLHttpRequest", "sendBeacon", "WebSocket", "import(", "localStorage", "cookie"} {
		if strings.Contains(code, word) {
			t.Errorf("the page's scripts use %s", word)
		}
	}
	page := built(t, form.Options{})
	if !regexp.MustCompile(`content="default-src 'none'; img-src data:; style-src 'sha256-[^']+'; script-src 'sha256-[^']+'; base-uri 'none'; form-action 'none'"`).MatchString(page) {
		t.Error("the page has no content security policy")
	}
	if page != built(t, form.Options{}) {
		t.Error("the same input gives other bytes")
	}
	if len(page) > 250<<10 {
		t.Errorf("the page takes %d bytes, too much for a phone on a bad line", len(page))
	}
}

func TestNewURL(t *testing.T) {
	c := checker(t, nil)
	for _, address := range []string{"javascript:alert(1)", "//example.org", "/new", "file:///etc/passwd", "data:text/html,x", "https://", "https://[", "new/{name}"} {
		_, err := form.Page(c.Schema(), c.Policies(), form.Options{NewURL: address})
		var told *catalog.Error
		if !errors.As(err, &told) || told.Text != catalog.ErrNewURL.With(address) {
			t.Errorf("%s: %v", address, err)
		}
	}
	for _, address := range []string{"", "http://git.intranet:3000/a/b/_new/main/{folder}?filename={name}&value={text}"} {
		if _, err := form.Page(c.Schema(), c.Policies(), form.Options{NewURL: address}); err != nil {
			t.Errorf("%s: %v", address, err)
		}
	}
}

// A fact that is not worked out in the page is not one that a rule is judged by.
func TestKnownFactsAreRead(t *testing.T) {
	known := form.KnownFacts()
	for _, path := range []string{"facts.after", "facts.after.missing", "facts.double-booked", "facts.rooms[].clashes", "facts.rooms[].next", "facts.waivers[].used"} {
		if known[path] {
			t.Errorf("%s needs more than the plan", path)
		}
	}
	if !slices.ContainsFunc([]string{"facts.notice.late"}, func(p string) bool { return known[p] }) {
		t.Error("facts.notice.late is not known")
	}
}
