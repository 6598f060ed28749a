package render

import (
	"fmt"
	"html/template"
	"strings"
	"testing"

	"rsc.io/qr"

	"usher/internal/catalog"
	"usher/internal/plan"
)

func TestWords(t *testing.T) {
	for text, want := range map[string]string{
		"":                                    "",
		"会场":                                  "会场",
		"访客 Wi-Fi 正常":                         `访客 <span class="nb">Wi-Fi</span> 正常`,
		"10:30–12:00 茶歇":                      `<span class="nb">10:30–12:00</span> 茶歇`,
		"HDMI / Type-C":                       `HDMI / <span class="nb">Type-C</span>`,
		"v1.5":                                `<span class="nb">v1.5</span>`,
		"ends with - and .":                   "ends with - and .",
		"a<b>-c":                              "a&lt;b&gt;-c",
		"https://example.com":                 "https://" + `<span class="nb">example.com</span>`,
		"a-word-too-long-to-keep-on-one-line": "a-word-too-long-to-keep-on-one-line",
	} {
		if got := string(words(text)); got != want {
			t.Errorf("%q: got %s, want %s", text, got, want)
		}
	}
}

func TestSay(t *testing.T) {
	both, zh, en := speaker{catalog.ZH, catalog.EN}, speaker{catalog.ZH}, speaker{catalog.EN}
	for _, test := range []struct {
		name  string
		speak speaker
		text  catalog.Text
		want  template.HTML
	}{
		{"both", both, catalog.Text{EN: "Room", ZH: "会议室"}, `会议室 <span class="l2" lang="en">Room</span>`},
		{"the same is said once", both, catalog.Same("A301"), "A301"},
		{"what lacks one is said in the other", both, catalog.Text{EN: "Room"}, "Room"},
		{"and in one language too", zh, catalog.Text{EN: "Room"}, "Room"},
		{"Chinese", zh, catalog.Text{EN: "Room", ZH: "会议室"}, "会议室"},
		{"English", en, catalog.Text{EN: "Room", ZH: "会议室"}, "Room"},
		{"nothing", both, catalog.Text{}, ""},
		{"markup is text", both, catalog.Text{EN: "<b>", ZH: "<i>"}, `&lt;i&gt; <span class="l2" lang="en">&lt;b&gt;</span>`},
	} {
		if got := test.speak.say(test.text); got != test.want {
			t.Errorf("%s: got %s, want %s", test.name, got, test.want)
		}
	}
}

func TestCSSString(t *testing.T) {
	for text, want := range map[string]template.CSS{
		"接待检查表 · 2026-12-03": `"接待检查表 · 2026-12-03"`,
		`"; } body {`:        `"\000022\00003b \00007d body \00007b"`,
		`</style>`:           `"\00003c/style\00003e"`,
		`\22`:                `"\00005c22"`,
		"two\nlines":         `"two\00000alines"`,
		"nul\x00":            `"nul"`,
		"\u202eabc":          `"abc"`,
		"\xff":               `""`,
	} {
		if got := cssString(text); got != want {
			t.Errorf("%q: got %s, want %s", text, got, want)
		}
	}
}

func TestClean(t *testing.T) {
	for in, want := range map[string]string{
		"plain 中文 é 😀\n\t":                 "plain 中文 é 😀\n\t",
		"a\x00b\x1b[1mc\x7f\r\n":           "ab[1mc\n",
		"\u0085a\u009b":                    "a",
		"\u202ea\u2066b\u2069\u2028\ufeff": "ab",
		"\xffa\xc0\xafb":                   "ab",
		"\U0001fffea\ufdd0\uffff":          "a",
		"ends in \u202e":                   "ends in ",
	} {
		if got := string(clean([]byte(in))); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

func TestSpanClock(t *testing.T) {
	for _, test := range []struct {
		from, until string
		want        string
	}{
		{"2026-12-03 09:30", "2026-12-03 10:00", "09:30–10:00"},
		{"2026-12-03 22:00", "2026-12-04 01:00", "22:00–12-04 01:00"},
		{"2026-12-31 22:00", "2027-01-01 01:00", "22:00–2027-01-01 01:00"},
		{"2026-12-03 09:30", "", "09:30"},
		{"2026-12-03 09:30", "2026-12-03 09:30", "09:30"},
		{"", "2026-12-03 09:30", "–09:30"},
		{"", "", ""},
	} {
		if got := span(plan.Time(test.from), plan.Time(test.until), "2026").Clock(); got != test.want {
			t.Errorf("%s to %s: got %q, want %q", test.from, test.until, got, test.want)
		}
	}
}

// The path draws the code's modules and no others.
func TestQR(t *testing.T) {
	for _, text := range []string{"https://git.example.com/reception/visits/blob/main/visits/2026/12/huaqing.yaml", "x"} {
		drawn, err := qrCode(text)
		if err != nil {
			t.Fatal(err)
		}
		code, err := qr.Encode(text, qr.M)
		if err != nil {
			t.Fatal(err)
		}
		dark := paint(t, drawn.Path, drawn.Size)
		for y := range code.Size {
			for x := range code.Size {
				if dark[y][x] != code.Black(x, y) {
					t.Fatalf("%q: module %d,%d is dark: %v", text, x, y, dark[y][x])
				}
			}
		}
	}
}

// paint fills the rectangles of a path made of "Mx yhNv1h-Nz".
func paint(t *testing.T, path string, size int) [][]bool {
	t.Helper()
	dark := make([][]bool, size)
	for i := range dark {
		dark[i] = make([]bool, size)
	}
	for part := range strings.SplitSeq(strings.TrimSuffix(path, "z"), "z") {
		var x, y, n, back int
		if _, err := fmt.Sscanf(part, "M%d %dh%dv1h-%d", &x, &y, &n, &back); err != nil || n != back {
			t.Fatalf("%q: %v", part, err)
		}
		for i := range n {
			dark[y][x+i] = true
		}
	}
	return dark
}
