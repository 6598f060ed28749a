package form_test

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	cdpbrowser "github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/google/go-cmp/cmp"

	"usher/internal/catalog"
	"usher/internal/check"
	"usher/internal/layout"
	"usher/internal/source"
)

// soon is a day far enough ahead for every notice, and never over when this runs.
var soon = time.Now().AddDate(0, 0, 40)

func day(form string, days int) string { return soon.AddDate(0, 0, days).Format(form) }

// press presses keys as a keyboard does.
func press(t *testing.T, ctx context.Context, keys string) {
	t.Helper()
	if err := chromedp.Do(ctx, chromedp.KeyEvent(keys)); err != nil {
		t.Fatal(err)
	}
}

// focused is what has the focus: its label, the text on it, or what it is.
func focused(t *testing.T, ctx context.Context) string {
	t.Helper()
	return evaluate[string](t, ctx, `(() => {
		const e = document.activeElement;
		return e.labels && e.labels[0] ? e.labels[0].firstChild.textContent : e.getAttribute("aria-label") || e.textContent.slice(0, 60) || e.tagName;
	})()`, nil)
}

// tabTo goes on with the Tab key to what bears a name.
func tabTo(t *testing.T, ctx context.Context, name string) {
	t.Helper()
	var passed []string
	for range 150 {
		press(t, ctx, kb.Tab)
		at := focused(t, ctx)
		if strings.HasPrefix(at, name) {
			return
		}
		passed = append(passed, at)
	}
	t.Fatalf("the Tab key does not lead to %q, but to %q", name, passed)
}

// enter types text into what has the focus; what no key types comes as from an
// input method.
func enter(t *testing.T, ctx context.Context, text string) {
	t.Helper()
	if strings.ContainsFunc(text, func(r rune) bool { return r > 127 }) {
		if _, err := chromedp.Call(ctx, input.InsertText, input.InsertTextParams{Text: text}); err != nil {
			t.Fatal(err)
		}
		return
	}
	press(t, ctx, text)
}

// moment types into the browser's own picker of a day and a time.
func moment(t *testing.T, ctx context.Context, at time.Time) {
	t.Helper()
	press(t, ctx, at.Format("010220060304PM"))
}

// requests are the addresses that the page asks for from now on.
func requests(t *testing.T, ctx context.Context) func() []string {
	t.Helper()
	var mu sync.Mutex
	var all []string
	if _, err := chromedp.Call(ctx, network.Enable, network.EnableParams{}); err != nil {
		t.Fatal(err)
	}
	err := chromedp.Listen(ctx, func(ev any) {
		if e, ok := ev.(*network.EventRequestWillBeSent); ok {
			mu.Lock()
			defer mu.Unlock()
			all = append(all, e.Request.URL)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	return func() []string {
		mu.Lock()
		defer mu.Unlock()
		return slices.Clone(all)
	}
}

// passes holds a plan that the page has written against the check, as a file of a
// repository.
func passes(t *testing.T, name string, data []byte) {
	t.Helper()
	root := t.TempDir()
	file := filepath.Join(root, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, data, 0o644); err != nil {
		t.Fatal(err)
	}
	c, err := check.Open(check.Source{Root: root})
	if err != nil {
		t.Fatal(err)
	}
	r, err := c.Check(check.Options{Now: time.Now()})
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range r.Diagnostics {
		t.Errorf("%s %s: %s\n%s", d.Severity, d.Rule, d.Message.EN, data)
	}
	if r.Judged != 1 {
		t.Fatalf("%d plans were judged", r.Judged)
	}
	doc, _ := source.Parse(name, data)
	if out, ok := layout.New(c.Schema().Fields()).Format(doc); !ok || string(out) != string(data) {
		t.Errorf("usher fmt would change the plan: %s", cmp.Diff(string(data), string(out)))
	}
}

// The least plan, with the keyboard alone, from the top of the page to the file on
// disk; and nothing is asked for from anywhere.
func testKeyboard(t *testing.T, ctx context.Context) {
	asked := requests(t, ctx)
	open(t, ctx, checker(t, nil), catalog.EN)
	folder := t.TempDir()
	behavior := cdpbrowser.SetDownloadBehaviorParams{Behavior: cdpbrowser.SetDownloadBehaviorBehaviorAllow, DownloadPath: folder}
	if _, err := chromedp.CallBrowser(ctx, cdpbrowser.SetDownloadBehavior, behavior); err != nil {
		t.Fatal(err)
	}
	tabTo(t, ctx, "Category")
	press(t, ctx, "C")
	tabTo(t, ctx, "Arrival")
	arrive := time.Date(soon.Year(), soon.Month(), soon.Day(), 14, 0, 0, 0, time.UTC)
	moment(t, ctx, arrive)
	tabTo(t, ctx, "Departure")
	moment(t, ctx, arrive.Add(3*time.Hour))
	tabTo(t, ctx, "Purpose")
	enter(t, ctx, "年度框架协议续签洽谈")
	tabTo(t, ctx, "Organisation")
	enter(t, ctx, "恒泰电子")
	tabTo(t, ctx, "Number of guests")
	enter(t, ctx, "３") // as a Chinese keyboard has it
	tabTo(t, ctx, "Name")
	enter(t, ctx, "陈立")
	tabTo(t, ctx, "Position")
	enter(t, ctx, "采购总监")
	tabTo(t, ctx, "Name")
	enter(t, ctx, "刘洋")
	if got := evaluate[string](t, ctx, `[...document.querySelectorAll("select")].pop().value`, nil); got != "sales-group" {
		t.Errorf("the applicant's department is %q, and the directory knows it", got)
	}
	tabTo(t, ctx, "File name")
	enter(t, ctx, "hengtai-sales-review")
	if got := evaluate[string](t, ctx, `document.querySelector(".status").textContent`, nil); got != catalog.FormFine.EN {
		t.Errorf("the page says %q", got)
	}
	name := "visits/" + arrive.Format("2006/01") + "/hengtai-sales-review.yaml"
	if got := evaluate[string](t, ctx, `document.querySelector(".path").textContent`, nil); got != name {
		t.Errorf("the file is %q, want %q", got, name)
	}
	tabTo(t, ctx, "Download")
	press(t, ctx, kb.Enter)
	var data []byte
	for range 100 {
		var err error
		if data, err = os.ReadFile(filepath.Join(folder, "hengtai-sales-review.yaml")); err == nil && len(data) > 0 {
			break
		}
		time.Sleep(50 * time.Millisecond)
	}
	want := "category: C\ncustomer:\n  organization: 恒泰电子\n  headcount: 3\n  guests:\n    - name: 陈立\n      position: 采购总监\n" +
		"arrive: " + arrive.Format("2006-01-02 15:04") + "\ndepart: " + arrive.Add(3*time.Hour).Format("2006-01-02 15:04") +
		"\npurpose: 年度框架协议续签洽谈\napplicant:\n  name: 刘洋\n  department: sales-group\n"
	if diff := cmp.Diff(want, string(data)); diff != "" {
		t.Error(diff)
	}
	passes(t, name, data)
	for _, address := range asked() {
		if !strings.HasPrefix(address, "file://") && !strings.HasPrefix(address, "data:") && !strings.HasPrefix(address, "blob:") {
			t.Errorf("the page asked for %s", address)
		}
	}
	if len(asked()) == 0 {
		t.Error("no request was seen, not even for the page")
	}
}

// fill is a script that fills in what is typed, in the order of the page, as a
// person would: it opens the parts, adds the rows, and types into each control.
const fill = `(() => {
	const type = (e, value) => {
		e.focus();
		if (e.type === "checkbox") {
			if (e.checked !== value) e.click();
			return;
		}
		e.value = e.type === "datetime-local" ? value.replace(" ", "T") : value;
		e.dispatchEvent(new Event(e.tagName === "SELECT" ? "change" : "input", {bubbles: true}));
		e.blur();
	};
	const put = (at, value) => {
		if (typeof value === "string" || typeof value === "boolean") {
			const c = usher.page.form.controls.find(c => c.at().join("/") === at.join("/"));
			if (!c) throw new Error("nowhere to type " + at.join("/"));
			type(c.e, value);
			return;
		}
		const group = usher.page.form.groups.find(g => g.at().join("/") === at.join("/"));
		const box = group ? group.e : null;
		if (value.pairs) {
			value.pairs.forEach(([key, name], i) => {
				const part = document.getElementById("has-" + at[0]);
				if (i > 0) part.querySelector(".add").click();
				const line = part.querySelectorAll(".line")[i].querySelectorAll("select, input");
				type(line[0], key);
				type(line[1], name);
			});
			return;
		}
		for (const [key, v] of Object.entries(value)) put([...at, Array.isArray(value) ? Number(key) : key], v);
	};
	const add = (at, n) => { // so many rows
		const list = at.reduce((v, k) => v[k], usher.page.typed);
		for (let guard = 0; list.length < n && guard < 50; guard++) {
			const control = usher.page.form.controls.find(c => c.at().join("/").startsWith(at.join("/") + "/"));
			const legends = [...document.querySelectorAll("fieldset.list")].filter(f => f.dataset.at === at.join("/"));
			legends[0].querySelector(":scope > .add").click();
		}
	};
	const rows = (at, value) => {
		if (Array.isArray(value)) add(at, value.length);
		if (value !== null && typeof value === "object" && !value.pairs) for (const [key, v] of Object.entries(value)) rows([...at, Array.isArray(value) ? Number(key) : key], v);
	};
	for (const name of Object.keys(input)) {
		const button = document.getElementById("part-" + name);
		if (button) button.click();
		rows([name], input[name]);
		put([name], input[name]);
	}
	return document.querySelector("pre").textContent;
})()`

// A plan with everything in it.
func testFullPlan(t *testing.T, ctx context.Context) {
	open(t, ctx, checker(t, nil), catalog.ZH)
	plan := typed()
	delete(plan, "waive")   // nothing needs it
	delete(plan, "parking") // of another company
	plan["requirements"] = list{"需要英文翻译", "“投影”: 两台 # 备用"}
	plan["gifts"] = list{object{"item": "纪念册", "quantity": "6"}}
	plan["budget"] = object{"meals": "1,200"}
	shift(plan)
	got := evaluate[string](t, ctx, fill, plan)
	if !strings.Contains(got, `meals: "1,200"`) {
		t.Errorf("a number with a comma is no number:\n%s", got)
	}
	if status := evaluate[string](t, ctx, `document.querySelector(".status").textContent`, nil); status != catalog.FormError.ZH {
		t.Errorf("the page says %q", status)
	}
	got = evaluate[string](t, ctx, fill, object{"budget": object{"meals": "1200", "lodging": "2400.50"}})
	findings := evaluate[[]string](t, ctx, `[...document.querySelectorAll(".findings li")].map(e => e.textContent)`, nil)
	if len(findings) > 0 {
		t.Errorf("the page finds fault: %q", findings)
	}
	for _, part := range []string{
		"coordination: true\n", "  gm-assistant: 赵敏\n  interpreter: 何琳\n", "    equipment:\n      - projector\n      - laser-pointer\n", "  lodging: 2400.5\n",
		"  - \"“投影”: 两台 # 备用\"\n", "  tobacco: true\n", "    special: true\n",
	} {
		if !strings.Contains(got, part) {
			t.Errorf("the plan lacks %q:\n%s", part, got)
		}
	}
	passes(t, "visits/"+day("2006/01", 0)+"/typed.yaml", []byte(got))
}

// shift moves a plan of December 2026 to days that are still ahead. The season is
// that of the days.
func shift(v any) {
	switch v := v.(type) {
	case object:
		for k, x := range v {
			if s, ok := x.(string); ok {
				v[k] = shifted(s)
			} else {
				shift(x)
			}
		}
		if r, ok := v["fruit"]; ok && r != nil && soon.Month() >= 5 && soon.Month() <= 10 {
			v["fruit"], v["dried-fruit"] = "3", "1"
		}
	case list:
		for _, x := range v {
			shift(x)
		}
	}
}

func shifted(s string) string {
	for n, d := range []string{"2026-12-03", "2026-12-04"} {
		s = strings.Replace(s, d, day("2006-01-02", n), 1)
	}
	return s
}

// What is wrong is said at once, at its field and in the summary, which leads there.
func testMistakes(t *testing.T, ctx context.Context) {
	open(t, ctx, checker(t, nil), catalog.EN)
	if n := evaluate[int](t, ctx, `document.querySelectorAll("[aria-invalid=true]").length`, nil); n != 0 {
		t.Errorf("%d fields are marked before anything was typed", n)
	}
	plan := object{"category": "A", "customer": object{"headcount": "1", "organization": "a"}, "arrive": day("2006-01-02", 0) + " 09:00", "depart": day("2006-01-02", -1) + " 09:00"}
	evaluate[string](t, ctx, fill, plan)
	type said struct{ Message, Invalid, Describes, Summary string }
	at := func(path string) said {
		return evaluate[said](t, ctx, `(() => {
			const c = usher.page.form.controls.find(c => c.at().join("/") === input), link = document.querySelector('.findings a[href="#' + c.e.id + '"]');
			return {message: c.error.hidden ? "" : c.error.textContent, invalid: c.e.getAttribute("aria-invalid"),
				describes: String(c.e.getAttribute("aria-describedby").split(" ").includes(c.error.id)), summary: link ? link.textContent : ""};
		})()`, path)
	}
	got := at("depart")
	if !strings.HasPrefix(got.Message, "the guests leave on ") || got.Invalid != "true" || got.Describes != "true" || !strings.Contains(got.Summary, "The visit: the guests leave on ") {
		t.Errorf("%+v", got)
	}
	// Nobody has been at the purpose yet, so it is in the summary alone.
	if got := at("purpose"); got.Message != "" || got.Summary != "The visit: purpose: to be filled in" {
		t.Errorf("%+v", got)
	}
	// What rules say of a number follows the number.
	evaluate[string](t, ctx, fill, object{"customer": object{"headcount": "0"}})
	if got := at("customer/headcount"); got.Message != "number of guests must be at least 1, not 0" {
		t.Errorf("%+v", got)
	}
	// With mistakes the plan is not handed out: the summary has the focus.
	evaluate[bool](t, ctx, `(document.getElementById("download").click(), true)`, nil)
	if got := focused(t, ctx); got != catalog.FormCheck.EN {
		t.Errorf("the focus is on %q", got)
	}
	if got := at("purpose"); got.Message != "purpose: to be filled in" || got.Invalid != "true" {
		t.Errorf("%+v", got)
	}
	// The summary leads to the field, also in Chinese.
	evaluate[bool](t, ctx, `(document.getElementById("lang-zh").click(), true)`, nil)
	if got := focused(t, ctx); got != "中文" {
		t.Errorf("the focus is on %q", got)
	}
	evaluate[bool](t, ctx, `([...document.querySelectorAll(".findings a")].find(a => a.textContent === "来访：请填写来访目的").click(), true)`, nil)
	if got := focused(t, ctx); got != "来访目的" {
		t.Errorf("the focus is on %q", got)
	}
	// The status, which is read aloud, changes only where its words do.
	changes := evaluate[int](t, ctx, `(() => {
		let n = 0;
		const e = document.querySelector("textarea"), seen = new MutationObserver(all => n += all.length);
		seen.observe(document.querySelector(".status"), {childList: true, characterData: true, subtree: true});
		for (const text of ["a", "ab", "abc", "abcd"]) {
			e.value = text;
			e.dispatchEvent(new Event("input"));
		}
		return seen.takeRecords().length + n;
	})()`, nil)
	if changes != 1 {
		t.Errorf("four keys changed the status %d times", changes)
	}
}

// Rows and parts come and go, and the focus stays near.
func testRows(t *testing.T, ctx context.Context) {
	open(t, ctx, checker(t, nil), catalog.EN)
	click := func(expression string) string {
		t.Helper()
		evaluate[bool](t, ctx, "("+expression+".click(), true)", nil)
		return focused(t, ctx)
	}
	yaml := func() string { return evaluate[string](t, ctx, `document.querySelector("pre").textContent`, nil) }
	guests := `document.querySelector("fieldset.list")`
	evaluate[string](t, ctx, fill, object{"arrive": "2030-07-01 09:00", "customer": object{"guests": list{object{"name": "a"}, object{"name": "b"}, object{"name": "c"}}}})
	if got := click(guests + `.querySelectorAll(".row .remove")[1]`); got != "Name" {
		t.Errorf("the focus is on %q", got)
	}
	if got := evaluate[string](t, ctx, "document.activeElement.value", nil); got != "c" {
		t.Errorf("the focus is on guest %q", got)
	}
	if got := yaml(); !strings.Contains(got, "- name: a\n    - name: c\n") {
		t.Error(got)
	}
	click(guests + `.querySelectorAll(".row .remove")[1]`)
	if got := click(guests + `.querySelectorAll(".row .remove")[0]`); got != "Add a line to guests" {
		t.Errorf("the focus is on %q", got)
	}
	if got := click(guests + `.querySelector(":scope > .add")`); got != "Name" {
		t.Errorf("the focus is on %q", got)
	}
	// A part opens with what the season calls for, and goes as a whole.
	if got := click(`document.getElementById("part-refreshments")`); !strings.HasPrefix(got, "Kinds of") {
		t.Errorf("the focus is on %q", got)
	}
	if got := yaml(); !strings.Contains(got, "refreshments:\n  fruit: 3\n  dried-fruit: 1\n") {
		t.Error(got)
	}
	if got := click(`document.querySelector("#has-refreshments > .remove")`); got != "Refreshments" {
		t.Errorf("the focus is on %q", got)
	}
	if got := yaml(); strings.Contains(got, "refreshments") {
		t.Error(got)
	}
	// What was typed outlives a reload, and not a new start.
	if err := chromedp.Do(ctx, chromedp.Reload()); err != nil {
		t.Fatal(err)
	}
	if got := yaml(); !strings.Contains(got, "2030-07-01") {
		t.Errorf("gone after a reload:\n%s", got)
	}
	click(`document.getElementById("over")`)
	if got := yaml(); strings.Contains(got, "2030") {
		t.Errorf("still there:\n%s", got)
	}
}

// The forge's page for a new file opens with the plan in it; a long plan is copied.
func testForge(t *testing.T, ctx context.Context) {
	open(t, ctx, checker(t, nil), catalog.EN)
	plan := typed()
	for _, part := range slices.Collect(func(yield func(string) bool) {
		for k := range plan {
			if !slices.Contains([]string{"category", "customer", "arrive", "depart", "purpose", "applicant"}, k) && !yield(k) {
				return
			}
		}
	}) {
		delete(plan, part)
	}
	plan["category"] = "C"
	shift(plan)
	evaluate[string](t, ctx, fill, plan)
	type opened struct{ Address, Value, Name, Path, Copied, Took string }
	press := func() opened {
		return evaluate[opened](t, ctx, `(() => {
			const out = {address: "", copied: ""};
			Object.defineProperty(navigator, "clipboard", {configurable: true, value: {writeText: text => { out.copied = text; return {then: done => done()}; }}});
			window.open = address => out.address = address;
			document.getElementById("open").click();
			const u = new URL(out.address);
			return {...out, value: u.searchParams.get("value"), name: u.searchParams.get("filename"), path: u.pathname, took: document.querySelector(".took").textContent};
		})()`, nil)
	}
	got := press()
	shown := evaluate[string](t, ctx, `document.querySelector("pre").textContent`, nil)
	if got.Value != shown || got.Copied != "" || got.Path != "/acme/visits/new/main/visits/"+day("2006/01", 0) ||
		!strings.HasPrefix(got.Name, "visit-") || got.Took != catalog.FormOpened.EN {
		t.Errorf("%+v", got)
	}
	evaluate[string](t, ctx, fill, object{"purpose": strings.Repeat("年度框架协议续签洽谈", 100)})
	got = press()
	shown = evaluate[string](t, ctx, `document.querySelector("pre").textContent`, nil)
	if got.Value != "" || got.Copied != shown || got.Took != catalog.FormTooLong.EN || len(got.Address) > 300 {
		t.Errorf("%+v", got)
	}
	evaluate[bool](t, ctx, `(document.getElementById("copy").click(), true)`, nil)
	if took := evaluate[string](t, ctx, `document.querySelector(".took").textContent`, nil); !strings.HasPrefix(took, "Copied; it belongs into visits/") {
		t.Error(took)
	}
}
