package pdf

import (
	"slices"
	"strings"
	"testing"
	"time"
)

// Two prints of one page, at different times and after different pages. What
// looks like a date or a mark inside a stream is data.
func TestSettle(t *testing.T) {
	print := func(date, first, second string) []byte {
		return []byte("%PDF-1.4\n1 0 obj\n<</CreationDate (D:" + date + "+00'00')\n/ModDate (D:" + date + "+00'00')>>\nendobj\n" +
			"2 0 obj\n<</Filter /X\n/Length 47>> stream\n/ModDate (D:20010101000000+00'00') (node00000077)\nendstream\nendobj\n" +
			"3 0 obj\n<</ID (node" + second + ")>>\nendobj\n4 0 obj\n<</ID (node" + first + ")\n/Headers [(node" + second + ")]>>\nendobj\n")
	}
	at := time.Date(2026, 12, 1, 8, 0, 0, 0, time.FixedZone("", 8*60*60))
	one, two := print("20261125170450", "00000109", "00000113"), print("20261125170508", "00004109", "00004200")
	got := string(settle(one, at))
	if want := string(print("20261201000000", "00000001", "00000002")); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if again := string(settle(two, at)); again != got {
		t.Errorf("the second print differs:\n%s", again)
	}
	if none := string(settle(one, time.Time{})); len(none) != len(got) || strings.Count(none, "Date") != 1 {
		t.Errorf("without a time:\n%s", none)
	}
	if string(one) != string(print("20261125170450", "00000109", "00000113")) {
		t.Error("the print itself was changed")
	}
}

// Whatever the bytes are, they stay as many, and settling them again changes nothing.
func FuzzSettle(f *testing.F) {
	for _, s := range []string{"", "/Length 9>> stream\n", "/Length 99999999999999999999>> stream\n", "/Length 1>> stream\n(node00000001)", "(node00000009)(node00000003)/ModDate (D:20261125170450+00'00')"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		at := time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC)
		once := settle(data, at)
		if len(once) != len(data) || !slices.Equal(settle(once, at), once) {
			t.Errorf("%q became %q", data, once)
		}
	})
}

func TestPlaces(t *testing.T) {
	env := func(name string) string {
		return map[string]string{"HOME": "/Users/liu", "ProgramFiles": `C:\Program Files`, "LocalAppData": `C:\Users\liu\AppData\Local`}[name]
	}
	for system, want := range map[string][]string{
		"linux":   {"google-chrome", "chromium", "microsoft-edge"},
		"darwin":  {"/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", "/Users/liu/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge"},
		"windows": {`C:\Program Files\Microsoft\Edge\Application\msedge.exe`, `C:\Users\liu\AppData\Local\Google\Chrome\Application\chrome.exe`},
	} {
		got := Places(system, env)
		for _, place := range want {
			if !slices.Contains(got, place) {
				t.Errorf("%s: %s is not among %q", system, place, got)
			}
		}
	}
}
