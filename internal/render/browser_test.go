package render_test

import (
	"context"
	"fmt"
	"maps"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"usher/internal/catalog"
	"usher/internal/facts"
	"usher/internal/policy"
	"usher/policies"
)

// A browser prints, poppler reads the print back. Without them the tests are
// skipped, unless USHER_BROWSER_TESTS=required, as in CI.
func need(t testing.TB) (chromium string) {
	t.Helper()
	missing := func(what string) {
		if os.Getenv("USHER_BROWSER_TESTS") == "required" {
			t.Fatal(what)
		}
		t.Skip(what)
	}
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge"} {
		if path, err := exec.LookPath(name); err == nil && chromium == "" {
			chromium = path
		}
	}
	if chromium == "" {
		missing("no Chromium, Chrome or Edge is installed")
	}
	for _, tool := range []string{"pdftotext", "pdfinfo"} {
		if _, err := exec.LookPath(tool); err != nil {
			missing("poppler-utils is not installed: no " + tool)
		}
	}
	if fonts, err := exec.Command("fc-list", ":lang=zh", "family").Output(); err != nil || len(fonts) == 0 {
		missing("no Chinese font is installed, such as fonts-noto-cjk")
	}
	return chromium
}

// browser starts a headless browser that makes no request of its own.
func browser(t *testing.T) context.Context {
	t.Helper()
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(need(t)),
		chromedp.UserDataDir(t.TempDir()),
		chromedp.NoSandbox, // CI runs as root in a container
		chromedp.Flag("disable-background-networking", true),
		chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-domain-reliability", true),
		chromedp.Flag("disable-sync", true),
		chromedp.Flag("no-pings", true),
		chromedp.Flag("font-render-hinting", "none"),
	)
	ctx, stop := chromedp.NewExecAllocator(t.Context(), options...)
	t.Cleanup(stop)
	ctx, stop = chromedp.NewContext(ctx)
	t.Cleanup(stop)
	ctx, stop = context.WithTimeout(ctx, 3*time.Minute)
	t.Cleanup(stop)
	return ctx
}

// overflow lists the elements that are wider than the paper or than the box they
// stand in, and boxes of text that lie over each other.
const overflow = `(() => {
	const bad = [], width = document.body.getBoundingClientRect();
	const tell = (e, why) => bad.push(why + ": <" + e.tagName.toLowerCase() + " class=" + e.className + "> " + e.textContent.trim().slice(0, 40));
	for (const e of document.body.querySelectorAll("*:not(svg, svg *)")) {
		const box = e.getBoundingClientRect();
		if (box.width === 0) continue;
		if (box.right > width.right + 0.6 || box.left < width.left - 0.6) tell(e, "off the page");
		if (getComputedStyle(e).display !== "inline" && e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).textOverflow !== "ellipsis") tell(e, "wider than its box");
	}
	for (const row of document.querySelectorAll("tr, .facts, .bar, .name, article, article li")) {
		const cells = [...row.children].filter(c => c.textContent.trim() || c.querySelector(".box")).map(c => {
			const range = document.createRange();
			range.selectNodeContents(c);
			return [c, getComputedStyle(c).textOverflow === "ellipsis" ? c.getBoundingClientRect() : range.getBoundingClientRect()];
		});
		for (let i = 1; i < cells.length; i++) {
			const a = cells[i-1][1], b = cells[i][1];
			if (a.right > b.left + 0.6 && a.bottom > b.top + 3 && b.bottom > a.top + 3) tell(cells[i][0], "over its neighbour");
		}
	}
	return bad;
})()`

// paper is the width that a sheet is printed on, in CSS pixels: that of its pages of
// A4 or A5, upright unless they are landscape, without the margins.
const paper = `(() => {
	let size = "A4", left = 0, right = 0;
	const name = getComputedStyle(document.body).page;
	for (const sheet of document.styleSheets) for (const rule of sheet.cssRules) {
		// A combined file has pages of several sizes, each with a name; the widest counts.
		if (!(rule instanceof CSSPageRule) || rule.selectorText && rule.selectorText !== name && document.body.className !== "combined") continue;
		size = rule.style.getPropertyValue("size") || size;
		left = parseFloat(rule.style.getPropertyValue("margin-left") || left);
		right = parseFloat(rule.style.getPropertyValue("margin-right") || right);
	}
	const [short, long] = /A5/i.test(size) ? [148, 210] : [210, 297];
	return Math.round(((/landscape/.test(size) ? long : short) - left - right) / 25.4 * 96);
})()`

// layOut opens a sheet as wide as its paper and reports whatever does not fit.
func layOut(t *testing.T, ctx context.Context, sheet string) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "sheet.html")
	if err := os.WriteFile(file, []byte(sheet), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := chromedp.Do(ctx, chromedp.Navigate(address(file))); err != nil {
		t.Fatal(err)
	}
	width, err := chromedp.Run(ctx, chromedp.Evaluate[int64](paper))
	if err != nil {
		t.Fatal(err)
	}
	if err := chromedp.Do(ctx, chromedp.EmulateViewport(width, 1000)); err != nil {
		t.Fatal(err)
	}
	if _, err = chromedp.Call(ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"}); err != nil {
		t.Fatal(err)
	}
	bad, err := chromedp.Run(ctx, chromedp.Evaluate[[]string](overflow))
	if err != nil {
		t.Fatal(err)
	}
	for _, b := range bad {
		t.Error(b)
	}
}

// printed lays a sheet out, prints it and returns the text of each page.
func printed(t *testing.T, ctx context.Context, sheet string) (pages []string) {
	t.Helper()
	layOut(t, ctx, sheet)
	pdf := filepath.Join(t.TempDir(), "sheet.pdf")
	// With the browser's own head and foot, as somebody prints who touches no setting.
	yes := true
	print, err := chromedp.Call(ctx, page.PrintToPDF, page.PrintToPDFParams{PreferCSSPageSize: &yes, DisplayHeaderFooter: &yes})
	if err != nil {
		t.Fatal(err)
	}
	data := print.Data
	if err := os.WriteFile(pdf, data, 0o644); err != nil {
		t.Fatal(err)
	}
	if keep := os.Getenv("USHER_KEEP_PDF"); keep != "" { // a folder, to look at the pages
		name := strings.NewReplacer("/", "-", " ", "-").Replace(t.Name()) + ".pdf"
		if err := os.WriteFile(filepath.Join(keep, name), data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	info, err := exec.Command("pdfinfo", pdf).Output()
	if err != nil {
		t.Fatal(err)
	}
	_, count, _ := strings.Cut(string(info), "Pages:")
	count, _, _ = strings.Cut(strings.TrimSpace(count), "\n")
	n, err := strconv.Atoi(count)
	if err != nil || !strings.Contains(string(info), "A4") {
		t.Fatalf("not pages of A4: %s", info)
	}
	for i := range n {
		number := strconv.Itoa(i + 1)
		text, err := exec.Command("pdftotext", "-f", number, "-l", number, "-raw", pdf, "-").Output()
		if err != nil {
			t.Fatal(err)
		}
		pages = append(pages, squeeze(string(text)))
	}
	return pages
}

// address is the URL of a file.
func address(file string) string {
	return (&url.URL{Scheme: "file", Path: filepath.ToSlash(file)}).String()
}

// squeeze drops white space: where a line ends is the browser's business.
func squeeze(s string) string { return strings.Join(strings.Fields(s), "") }

// One browser for all of it.
func TestBrowser(t *testing.T) {
	ctx := browser(t)
	t.Run("sheets", func(t *testing.T) { testPrint(t, ctx) })
	t.Run("built-in company", func(t *testing.T) { testPrintBuiltInCompany(t, ctx) })
	t.Run("strange visits", func(t *testing.T) { testPrintStrangeVisits(t, ctx) })
	t.Run("days and weeks", func(t *testing.T) { testPrintPeriods(t, ctx) })
	t.Run("combined", func(t *testing.T) { testPrintCombined(t, ctx) })
	t.Run("sealed plans", func(t *testing.T) { testPrintSealed(t, ctx) })
	t.Run("hostile texts", func(t *testing.T) { testMarginsInBrowser(t, ctx) })
}

// The three sheets of a rich visit, in each set of languages.
func testPrint(t *testing.T, ctx context.Context) {
	c := works(t)
	v := visit(t, c, huaqing())
	var lines []string // of the checklist, per phase
	for _, phase := range facts.Checklist(v.Plan, v.Facts, c) {
		text := ""
		for _, check := range phase.Checks {
			text += squeeze(check.What.ZH) + "\n"
		}
		lines = append(lines, strings.TrimSpace(text))
	}
	for _, langs := range [][]catalog.Lang{nil, {catalog.ZH}, {catalog.EN}} {
		out := sheets(t, c, v, langs...)
		for name, want := range map[string]struct {
			pages int
			text  []string
		}{
			"huaqing-phase-two/checklist.html":  {2, []string{"客户来访接待检查表", "华清精密制造", "Dr.AnnaMüller", "主会场", "一、准备阶段", "三、收尾阶段", "异常与改进", "归档人", "豁免"}},
			"huaqing-phase-two/assignment.html": {2, []string{"接待分工表", "框架协议洽谈", "虹桥站→公司", "★郑凯", "二、成员签收", "信息沟通、洽谈陪同", "138 0000 7093", "急救120", "纪念册×6"}},
			"huaqing-phase-two/room-1.html":     {1, []string{"会议室使用记录单", "10:00–12:00", "含布场09:45–12:15", "周涛", "水果1份、干果3份", "实际使用与交接", "钥匙/门卡归还"}},
			"index.html":                        {1, []string{"2026-12-03", "华清精密制造", "报告厅"}},
		} {
			t.Run(fmt.Sprint(langs, name), func(t *testing.T) {
				pages := printed(t, ctx, out[name])
				if len(pages) != want.pages {
					t.Errorf("%d pages, want %d", len(pages), want.pages)
				}
				all := strings.Join(pages, "\n")
				if slices.Contains(langs, catalog.EN) {
					want.text = []string{"华清精密制造", "Page1of"}
				}
				for _, text := range want.text {
					if !strings.Contains(all, squeeze(text)) {
						t.Errorf("%q cannot be read in the print", text)
					}
				}
				for i, p := range pages {
					if langs == nil && !strings.Contains(p, fmt.Sprintf("第%d/%d页Page%dof%d", i+1, len(pages), i+1, len(pages))) {
						t.Errorf("page %d has no number", i+1)
					}
					if name != "index.html" && !strings.Contains(p, "a1b2c3d·2026-11-2314:20") {
						t.Errorf("page %d does not say its revision", i+1)
					}
					if strings.Contains(p, "file:") {
						t.Errorf("page %d has the browser's own head or foot", i+1)
					}
					if strings.Contains(p, "（续") != (i > 0) && langs == nil {
						t.Errorf("page %d: running head %v", i+1, i == 0)
					}
				}
				if strings.HasSuffix(name, "checklist.html") && len(langs) == 0 {
					for i, phase := range lines {
						at := slices.IndexFunc(pages, func(p string) bool { return strings.Contains(p, strings.Split(phase, "\n")[0]) })
						for line := range strings.SplitSeq(phase, "\n") {
							if at < 0 || !strings.Contains(pages[at], line) {
								t.Errorf("phase %d is torn, or this line cannot be read: %s", i+1, line)
							}
						}
					}
				}
			})
		}
	}
}

// The sheets of the company that comes with usher: its rooms, its checklist and
// its names fit, and the record of a room's use is one page.
func testPrintBuiltInCompany(t *testing.T, ctx context.Context) {
	set, err := policy.Load(policies.FS)
	if err != nil {
		t.Fatal(err)
	}
	for _, langs := range [][]catalog.Lang{nil, {catalog.ZH}} {
		out := sheets(t, set.Company, visit(t, set.Company, huaqing()), langs...)
		for name, most := range map[string]int{"checklist": 4, "assignment": 2, "room-1": 1, "room-2": 1} {
			t.Run(fmt.Sprint(langs, name), func(t *testing.T) {
				if pages := printed(t, ctx, out["huaqing-phase-two/"+name+".html"]); len(pages) > most {
					t.Errorf("%d pages, %d would do", len(pages), most)
				}
			})
		}
	}
}

// Whatever a visit is like, nothing leaves the page or lies over something else,
// and no sheet is longer than it must be.
func testPrintStrangeVisits(t *testing.T, ctx context.Context) {
	c := works(t)
	pages := map[string]int{
		"long-names/checklist.html":                5,
		"a-week/assignment.html":                   3,
		"sixty-guests-forty-steps/assignment.html": 3,
		"one-guest-nothing-else/checklist.html":    2,
		"over-new-year/room-1.html":                1,

		"one-guest-nothing-else/reception-plan.html":   1,
		"one-guest-nothing-else/itinerary.html":        1,
		"sixty-guests-forty-steps/reception-plan.html": 4,
		"sixty-guests-forty-steps/itinerary.html":      3,
		"sixty-guests-at-table/tickets.html":           6,
		"sixty-guests-at-table/procurement.html":       4,
		"sixty-guests-at-table/tents.html":             65,
		"a-week/procurement.html":                      3,
		"a-week/reception-plan.html":                   3,
		"a-week/itinerary.html":                        2,
		"long-names/tents.html":                        8,
		"long-names/welcome.html":                      1,
		"long-names/door-1.html":                       1,
		"long-names/loan-1.html":                       1,
		"long-names/reception-plan.html":               4,
	}
	for id, p := range strange() {
		out := sheets(t, c, visit(t, c, p))
		for _, name := range slices.Sorted(maps.Keys(out)) {
			t.Run(id+" "+name, func(t *testing.T) {
				most, ok := pages[name]
				if !ok {
					layOut(t, ctx, out[name])
					return
				}
				if got := printed(t, ctx, out[name]); len(got) > most {
					t.Errorf("%d pages, %d would do", len(got), most)
				}
			})
		}
	}
}

// What stands in the page margins is the plan's text, whatever it is made of: the
// browser reads the style back.
func testMarginsInBrowser(t *testing.T, ctx context.Context) {
	c := works(t)
	for _, text := range hostile {
		p := hengtai()
		p.Customer.Organization = text
		file := filepath.Join(t.TempDir(), "sheet.html")
		if err := os.WriteFile(file, []byte(sheets(t, c, visit(t, c, p))["hengtai-sales-review/checklist.html"]), 0o644); err != nil {
			t.Fatal(err)
		}
		if err := chromedp.Do(ctx, chromedp.Navigate(address(file))); err != nil {
			t.Fatal(err)
		}
		got, err := chromedp.Run(ctx, chromedp.Evaluate[string](`[
			document.styleSheets[1].cssRules.length,
			document.querySelectorAll("script, img, svg svg, iframe, object").length,
			getComputedStyle(document.documentElement).getPropertyValue("--number").includes("counter(pages)"),
			CSS.supports("content", getComputedStyle(document.documentElement).getPropertyValue("--running")),
		].join()`))
		if err != nil {
			t.Fatal(err)
		}
		if got != "1,0,true,true" {
			t.Errorf("%q: rules, elements that do things, page number, running head: %s", text, got)
		}
	}
}
