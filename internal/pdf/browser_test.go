package pdf

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// need finds a browser that prints, a Chinese font to print with, and what reads the
// print back. Without them
// the test is skipped, unless USHER_BROWSER_TESTS=required, as in CI.
func need(t testing.TB) (browser string) {
	t.Helper()
	missing := t.Skip
	if os.Getenv("USHER_BROWSER_TESTS") == "required" {
		missing = t.Fatal
	}
	if _, err := exec.LookPath("pdfinfo"); err != nil {
		missing("poppler-utils is not installed")
	}
	if fonts, err := exec.Command("fc-list", ":lang=zh", "family").Output(); err != nil || len(fonts) == 0 {
		missing("no Chinese font is installed, such as fonts-noto-cjk")
	}
	for _, place := range Places(runtime.GOOS, os.Getenv) {
		if path, err := exec.LookPath(place); err == nil {
			return path
		}
	}
	missing("no Chrome, Chromium or Edge is installed")
	return ""
}

// profiles lists what browsers left in the folder for temporary files.
func profiles(t *testing.T) []string {
	t.Helper()
	left, err := filepath.Glob(filepath.Join(os.TempDir(), "*"))
	if err != nil {
		t.Fatal(err)
	}
	return left
}

func document(body string) []byte {
	return []byte(`<!doctype html><html lang="zh-CN"><head><title>接待检查表</title><style>
		@page { size: A5 landscape; margin: 10mm } html { font-family: "Noto Sans SC", "Noto Sans CJK SC", sans-serif }
		</style></head><body>` + body + `</body></html>`)
}

// print prints pages by one browser.
func print(t testing.TB, browser string, pages ...Page) []Printed {
	t.Helper()
	out := make([]Printed, len(pages))
	err := Print(t.Context(), browser, "", pages, func(i int, p Printed) error {
		out[i] = p
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestPrint(t *testing.T) {
	browser := need(t)
	t.Setenv("TMPDIR", t.TempDir())
	at := time.Date(2026, 11, 23, 14, 20, 0, 0, time.FixedZone("CST", 8*60*60))
	pages := []Page{
		{HTML: document(`<h1>客户来访</h1><h2>一、准备</h2><table><thead><tr><th scope="col" id="a">事项</th></tr></thead><tbody><tr><td headers="a">茶水</td></tr></tbody></table>`), Time: at},
		{HTML: document(`<h1>第二张</h1>`)},
		{HTML: document(`<h1>第三张</h1>`), Time: at.Add(time.Hour)},
	}
	first := print(t, browser, pages...)
	for i, p := range first {
		if len(p.Missing) > 0 {
			t.Errorf("page %d: no font for %q, which is ordinary", i, string(p.Missing))
		}
	}

	t.Run("the same page is the same bytes", func(t *testing.T) {
		again := print(t, browser, pages[2], pages[1], pages[0])
		for i := range pages {
			if !bytes.Equal(first[i].PDF, again[2-i].PDF) {
				t.Errorf("page %d came out otherwise", i)
			}
		}
	})
	t.Run("tagged, with title, language, bookmarks, size and time", func(t *testing.T) {
		info := poppler(t, first[0].PDF, "pdfinfo", "-isodates", "-")
		for _, want := range []string{"Title:           接待检查表", "Tagged:          yes", "Pages:           1", "A5", "CreationDate:    2026-11-23T06:20:00Z", "ModDate:         2026-11-23T06:20:00Z"} {
			if !strings.Contains(info, want) {
				t.Errorf("%q is not in\n%s", want, info)
			}
		}
		for _, want := range []string{"/Lang (zh-CN)", "/Outlines", "/Type /StructTreeRoot"} {
			if !bytes.Contains(first[0].PDF, []byte(want)) {
				t.Errorf("the PDF has no %s", want)
			}
		}
		if info := poppler(t, first[1].PDF, "pdfinfo", "-isodates", "-"); strings.Contains(info, "Date") {
			t.Errorf("a page without a time says one:\n%s", info)
		}
	})
	if left := profiles(t); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

// poppler runs one of its tools over a PDF.
func poppler(t *testing.T, pdf []byte, tool string, args ...string) string {
	t.Helper()
	cmd := exec.Command(tool, args...)
	cmd.Stdin = bytes.NewReader(pdf)
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s: %v", tool, err)
	}
	return string(out)
}

// A character without a font is told, whatever kind it is, and no other.
func TestMissingCharacters(t *testing.T) {
	browser := need(t)
	var common strings.Builder // the level 1 characters of GB 2312, and marks
	for r := rune(0x4e00); r < 0x9fa5; r += 3 {
		common.WriteRune(r)
	}
	pages := []Page{
		{HTML: document(`<p>普通文字 ordinary ☐ ★ ×–→ “引号”，全角空格　，&#x200b;ﾀ한 Dr. Müller e&#x301; ℃</p>`)},
		{HTML: document(`<p>` + common.String() + `</p>`)},
		{HTML: document("<p>王\U000F0101，再一次\U000F0101</p>")},       // private use: no font but one's own has it
		{HTML: document("<p>\ue5e5 <b>\U0010FFFD</b> \u0378</p>")}, // private use, unassigned
		{HTML: document("<p>普通</p>")},
	}
	want := []string{"", "", "\U000F0101", "\ue5e5\U0010FFFD\u0378", ""}
	for i, p := range print(t, browser, pages...) {
		if got := string(p.Missing); got != want[i] {
			t.Errorf("page %d: no font for %+q, want %+q", i, got, want[i])
		}
	}
}

// A page reaches nobody and runs nothing, even one without a policy of its own.
func TestPageIsAlone(t *testing.T) {
	browser := need(t)
	var asked atomic.Int64
	server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { asked.Add(1) }))
	defer server.Close()
	secret := filepath.Join(t.TempDir(), "secret.svg")
	if err := os.WriteFile(secret, []byte(`<svg xmlns="http://www.w3.org/2000/svg"><text y="20">SECRET</text></svg>`), 0o644); err != nil {
		t.Fatal(err)
	}
	body := fmt.Sprintf(`<link rel="stylesheet" href="%[1]s/x.css"><img src="%[1]s/x.png"><iframe src="%[1]s/x.html"></iframe>
		<img src="file://%[2]s"><iframe src="file://%[2]s"></iframe>
		<p id="p">text</p><script>document.getElementById("p").textContent = "script"; fetch(%[1]q)</script>`, server.URL, filepath.ToSlash(secret))
	p := print(t, browser, Page{HTML: document(body)})[0]
	// One that leads away is printed as it is, or not at all.
	away := Page{HTML: document(fmt.Sprintf(`<meta http-equiv="refresh" content="0; url=%s">`, server.URL))}
	if err := Print(t.Context(), browser, "", []Page{away}, func(int, Printed) error { return nil }); err != nil {
		t.Log(err)
	}
	if n := asked.Load(); n > 0 {
		t.Errorf("%d requests left the page", n)
	}
	if got := strings.TrimSpace(poppler(t, p.PDF, "pdftotext", "-", "-")); got != "text" {
		t.Errorf("the page reads %q", got)
	}
}

// Whatever ends the printing, no profile stays.
func TestPrintFails(t *testing.T) {
	browser := need(t)
	t.Setenv("TMPDIR", t.TempDir())
	pages := []Page{{HTML: document("一")}, {HTML: document("二")}, {HTML: document("三")}}
	full := errors.New("the disk is full")
	if err := Print(t.Context(), browser, "", pages, func(int, Printed) error { return full }); !errors.Is(err, full) {
		t.Errorf("got %v, want what done said", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	err := Print(ctx, browser, "", pages, func(int, Printed) error { cancel(); return nil })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want that it was cancelled", err)
	}
	for name, broken := range map[string]string{"not there": filepath.Join(t.TempDir(), "chrome"), "not a browser": "/bin/false"} {
		err := Print(t.Context(), broken, "", pages, func(int, Printed) error { return nil })
		if err == nil || !strings.Contains(err.Error(), broken) {
			t.Errorf("%s: got %v", name, err)
		}
	}
	if left := profiles(t); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}
