package form_test

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"usher/internal/catalog"
	"usher/internal/diag"
	"usher/internal/form"
)

// everything opens every part and every fold of the page.
const everything = `(() => {
	for (let b; b = document.querySelector(".offer button");) b.click();
	document.querySelectorAll("details").forEach(d => d.open = true);
	document.activeElement.blur();
	return document.querySelectorAll("input, select, textarea").length;
})()`

// On a phone nothing is wider than the screen, fingers find what they press, and
// no browser zooms into a field because its letters are small.
func testPhone(t *testing.T, ctx context.Context) {
	if err := chromedp.Do(ctx, chromedp.EmulateViewport(360, 740, chromedp.EmulateMobile, chromedp.EmulateTouch)); err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := chromedp.Do(ctx, chromedp.EmulateViewport(1280, 900)); err != nil {
			t.Error(err)
		}
	}()
	for _, lang := range []catalog.Lang{catalog.EN, catalog.ZH} {
		open(t, ctx, checker(t, nil), lang)
		if n := evaluate[int](t, ctx, everything, nil); n < 60 {
			t.Errorf("only %d fields are open", n)
		}
		bad := evaluate[[]string](t, ctx, `(() => {
			const bad = [], width = document.documentElement.clientWidth;
			if (document.documentElement.scrollWidth > width) bad.push("the page is " + document.documentElement.scrollWidth + " wide");
			for (const e of document.querySelectorAll("#page *")) {
				const box = e.getBoundingClientRect();
				if (box.width === 0 || e.closest("pre")) continue;
				if (box.right > width + 0.5 || box.left < -0.5) bad.push("off the screen: " + e.tagName + " " + e.textContent.slice(0, 40));
			}
			for (const e of document.querySelectorAll("button, summary, .bar, input, select, textarea")) {
				const box = e.getBoundingClientRect();
				if (box.height < 44 && e.type !== "checkbox" || box.height < 24) bad.push("hard to hit: " + e.tagName + " " + e.textContent.slice(0, 40) + " " + box.height);
				if (e.matches("input, select, textarea") && parseFloat(getComputedStyle(e).fontSize) < 16) bad.push("small letters: " + e.id);
			}
			return bad;
		})()`, nil)
		for _, b := range bad {
			t.Errorf("%s: %s", lang, b)
		}
		keepPicture(t, ctx, "phone-"+string(lang))
	}
}

// keepPicture saves what the page looks like, for somebody to look at, into the
// folder that USHER_KEEP_PICTURES names.
func keepPicture(t *testing.T, ctx context.Context, name string) {
	t.Helper()
	folder := os.Getenv("USHER_KEEP_PICTURES")
	if folder == "" {
		return
	}
	data, err := chromedp.Run(ctx, chromedp.FullScreenshot(100))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(folder, name+".png"), data, 0o644); err != nil {
		t.Fatal(err)
	}
}

// axe is the source of axe-core as package-lock.json pins it, where .ci/npm puts it
// for the sheets. Without it the test is skipped, or, where it is required,
// another is installed, since the sheets' own tests may be about to do so there.
func axe(t *testing.T) string {
	t.Helper()
	folder := filepath.Join("..", "render", "testdata", "strangers")
	module := filepath.Join("node_modules", "axe-core", "axe.min.js")
	data, err := os.ReadFile(filepath.Join(folder, module))
	if err == nil {
		return string(data)
	}
	if os.Getenv("USHER_NPM_TESTS") != "required" {
		t.Skip("axe-core is not installed: run .ci/npm")
	}
	dir := t.TempDir()
	for _, name := range []string{"package.json", "package-lock.json"} {
		data, err := os.ReadFile(filepath.Join(folder, name))
		if err == nil {
			err = os.WriteFile(filepath.Join(dir, name), data, 0o644)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	install := exec.Command("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
	install.Dir = dir
	if out, err := install.CombinedOutput(); err != nil {
		t.Fatalf("npm ci: %v\n%s", err, out)
	}
	if data, err = os.ReadFile(filepath.Join(dir, module)); err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// axe-core finds nothing: neither on the empty page nor with everything open and
// mistakes all over, on a screen and on a phone.
func testAccessibility(t *testing.T, ctx context.Context) {
	script := axe(t)
	look := func(name string) {
		t.Helper()
		if err := chromedp.Do(ctx, chromedp.Evaluate[chromedp.Void](script+";0")); err != nil {
			t.Fatal(err)
		}
		bad, err := chromedp.Run(ctx, chromedp.Evaluate[[]string](`axe.run(document, {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}).then(r =>
			r.violations.concat(r.passes.length < 15 ? [{id: "looked at too little", nodes: []}] : []).flatMap(v => [v.id + ": " + v.help, ...v.nodes.map(n => "  " + n.html.slice(0, 200))]))`, chromedp.EvalAwaitPromise))
		if err != nil {
			t.Fatal(err)
		}
		for _, b := range bad {
			t.Errorf("%s: %s", name, b)
		}
	}
	open(t, ctx, checker(t, nil), catalog.EN)
	look("empty")
	keepPicture(t, ctx, "empty")
	open(t, ctx, checker(t, nil), catalog.ZH)
	evaluate[int](t, ctx, everything, nil)
	evaluate[bool](t, ctx, `(document.getElementById("download").click(), true)`, nil)
	look("everything open, with mistakes")
	keepPicture(t, ctx, "mistakes")
	if err := chromedp.Do(ctx, chromedp.EmulateViewport(360, 740, chromedp.EmulateMobile)); err != nil {
		t.Fatal(err)
	}
	open(t, ctx, checker(t, nil), catalog.ZH)
	look("on a phone")
	if err := chromedp.Do(ctx, chromedp.EmulateViewport(1280, 900)); err != nil {
		t.Fatal(err)
	}
}

// evil is a text that would do something if it were not taken as text.
const evil = `</script><script>window.hacked=1</script><img src=x onerror=window.hacked=1>"'` + "`" + `{{script}}${window.hacked=1}$&<!--`

// Whatever a company's policies or people's typing say, it is text on the page.
func testHostileCompany(t *testing.T, ctx context.Context) {
	quoted := strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(evil)
	c := checker(t, map[string]string{
		"policies/company.cue": `package policies
name: {en: "` + quoted + `", zh: "` + quoted + `"}
department: {en: "` + quoted + `", zh: "` + quoted + `"}
timezone: "Asia/Shanghai"
currency: "CNY"
emergency: {en: "x", zh: "x"}
`,
		"policies/ours.cue": `package policies
units: evil: name: {en: "` + quoted + `", zh: "` + quoted + `"}
people: "` + quoted + `": {unit: "evil", post: {en: "` + quoted + `", zh: "` + quoted + `"}, phone: "138 0000 9999"}
rooms: evil: {name: {en: "` + quoted + `", zh: "` + quoted + `"}, place: {en: "` + quoted + `", zh: "` + quoted + `"}, seats: 3}
`,
		"policies/roles.cue":      replaced(t, "roles.cue", `name: {en: "Tour guide", zh: "讲解员"}`, `name: {en: "`+quoted+`", zh: "`+quoted+`"}`),
		"policies/categories.cue": replaced(t, "categories.cue", `name: {en: "Business reception", zh: "业务接待"}`, `name: {en: "`+quoted+`", zh: "`+quoted+`"}`),
	})
	for _, lang := range []catalog.Lang{catalog.EN, catalog.ZH} {
		open(t, ctx, c, lang)
		evaluate[int](t, ctx, everything, nil)
		evaluate[string](t, ctx, fill, object{
			"category": "C", "purpose": evil, "customer": object{"organization": evil, "headcount": evil, "guests": list{object{"name": evil, "position": evil}}},
			"counterpart": "evil", "applicant": object{"name": evil, "department": "evil"},
		})
		evaluate[bool](t, ctx, `(document.getElementById("copy").click(), true)`, nil)
		type page struct {
			Hacked, Named, Found   bool
			Scripts, Images, Links int
		}
		got := evaluate[page](t, ctx, `({
			hacked: "hacked" in window, scripts: document.scripts.length, images: document.images.length,
			links: [...document.querySelectorAll("a")].filter(a => !a.getAttribute("href").startsWith("#")).length,
			named: document.querySelector(".company").textContent === input, found: document.querySelector(".findings").textContent.includes("<img"),
		})`, evil)
		if want := (page{Named: true, Found: true, Scripts: 2}); got != want {
			t.Errorf("%s: %+v", lang, got)
		}
		if purpose := evaluate[string](t, ctx, `usher.page.verdict.plan.purpose`, nil); purpose != evil {
			t.Errorf("typed %q, kept %q", evil, purpose)
		}
	}
	data, err := form.Page(c.Schema(), c.Policies(), form.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, number := range []string{"138 0000 9999", "138 0000 2671"} {
		if strings.Contains(string(data), number) {
			t.Error("the page holds a phone number of the directory")
		}
	}
}

// replaced is a policy file of the built-in company with a part of it replaced.
func replaced(t *testing.T, name, from, to string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "..", "policies", name))
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(data), from) {
		t.Fatalf("%s does not say %s", name, from)
	}
	return strings.Replace(string(data), from, to, 1)
}

// The page says which rules it judges and which it leaves to the check, and each
// rule in force is in one of the lists.
func testScope(t *testing.T, ctx context.Context) {
	c := checker(t, map[string]string{"policies/ours.cue": "package policies\nrules: budget: severity: \"off\"\n", "policies/rules/own.cue": `package rules

own: {
	title: {en: "The company counts in yuan", zh: "公司以人民币记账"}
	text: {en: "The company counts in yuan.", zh: "公司以人民币记账。"}
	severity: "error"
	findings: [if company.currency != "CNY" {at: ["category"], message: {en: "a", zh: "b"}}]
}
`})
	open(t, ctx, c, catalog.EN)
	lists := evaluate[[][]string](t, ctx, `[...document.querySelectorAll(".scope .rules")].map(l => [...l.children].map(e => e.textContent))`, nil)
	if len(lists) != 2 {
		t.Fatalf("%d lists", len(lists))
	}
	has := func(list []string, text string) bool {
		return slices.ContainsFunc(list, func(line string) bool { return strings.Contains(line, text) })
	}
	for _, text := range []string{"lead-time", "confidential-text", "visit-times", "missing-field", "room-capacity"} {
		if !has(lists[0], text) || has(lists[1], text) {
			t.Errorf("%s is not said to be judged in the page", text)
		}
	}
	for _, text := range []string{
		"room-conflict" + catalog.FormWhyOthers.EN, "person-conflict" + catalog.FormWhyOthers.EN, "outcome" + catalog.FormWhyAfter.EN,
		"The company counts in yuan own" + catalog.FormWhyLanguage.EN, "yaml-syntax" + catalog.FormWhyFile.EN, "waiver-unused" + catalog.FormWhyVerdict.EN,
	} {
		if !has(lists[1], text) {
			t.Errorf("%q is not said to be left to the check: %q", text, lists[1])
		}
	}
	want := 0
	for _, r := range c.Policies().Rules {
		if r.Severity != diag.Off {
			want++
		}
	}
	if n := len(lists[0]) + len(lists[1]); n != want || has(lists[0], "budget") {
		t.Errorf("%d rules are listed, %d are in force", n, want)
	}
}
