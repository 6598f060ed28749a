package form_test

import (
	"context"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"gopkg.in/yaml.v3"

	"usher/internal/catalog"
	"usher/internal/form"
	"usher/internal/personal"
)

// pieces are what texts are made of that YAML readers stumble over.
var pieces = []string{
	":", ": ", "#", " #", "- ", "-", "'", "\"", "\\", "\n", "\r\n", "\t", " ", "  ", "　", "{", "}", "[", "]", ",", "，", "：", "、", "&", "*", "!", "|", ">", "%", "@", "`", "?", "~",
	"yes", "no", "on", "Off", "true", "FALSE", "null", "Null", "y", "N", ".inf", ".nan", "1", "007", "0x1F", "0o17", "1e3", "1_000", "12:30:45", "3.10", "2026-12-03", "2026-12-03 09:30",
	"---", "...", "<<", "=", "恒泰", "洽谈", "王", "é", "e\u0301", "😀", "👨\u200d👩\u200d👧", "\u200b", "\u00a0", "\u2028", "\u2029", "\u0085", "\ufeff", "\ufffe", "\U0001F1E8\U0001F1F3",
	"\x00", "\x01", "\x1b", "\x7f", "\u0080", "\u009f", "\ue000", "\U000e0001", "\U0010ffff", "ＡＢ１２", "（）", "“”", "‘’", "《》", "·", "/", ".", "a", "Z", "9", "$&", "${x}", "{{x}}", "</script>",
}

func randomText(r *rand.Rand) string {
	var b strings.Builder
	for range 1 + r.IntN(6) {
		if r.IntN(8) == 0 {
			if c := rune(r.IntN(utf8.MaxRune)); utf8.ValidRune(c) {
				b.WriteRune(c)
				continue
			}
		}
		b.WriteString(pieces[r.IntN(len(pieces))])
	}
	return b.String()
}

// Whatever text the page writes, a YAML reader reads as that text.
func testTexts(t *testing.T, ctx context.Context) {
	open(t, ctx, checker(t, nil), catalog.EN)
	random := rand.New(rand.NewPCG(7, 7))
	texts := append([]string{}, pieces...)
	for range 4000 {
		texts = append(texts, randomText(random))
	}
	written := evaluate[[]string](t, ctx, "input.map(usher.yamlText)", texts)
	for i, text := range texts {
		var got struct {
			Value any   `yaml:"value"`
			List  []any `yaml:"list"`
		}
		if err := yaml.Unmarshal([]byte("value: "+written[i]+"\nlist:\n  - "+written[i]+"\n"+written[i]+": key\n"), &got); err != nil && !strings.Contains(err.Error(), "already defined") {
			t.Fatalf("%q was written %s: %v", text, written[i], err)
		}
		if got.Value != text || len(got.List) != 1 || got.List[0] != text {
			t.Fatalf("%q was written %s and read %q", text, written[i], got.Value)
		}
		if ours := form.YAMLText(text); i < len(pieces) && ours != written[i] && !strings.ContainsAny(text, "\r\x00") {
			t.Fatalf("%q is written %s in the page and %s of an issue", text, written[i], ours)
		}
		if strings.ContainsAny(written[i], "\n\r\u2028\u2029\u0085") {
			t.Fatalf("%q takes more than a line: %s", text, written[i])
		}
	}

	// The same through the fields themselves.
	for range 60 {
		text := randomText(random)
		if strings.ContainsAny(text, "\x00\r") || strings.TrimFunc(text, func(r rune) bool { return strings.ContainsRune(" \t\n\f\u00a0\u3000", r) }) == "" {
			continue // browsers drop the one and make line breaks alike, and blanks alone are nothing
		}
		if err := chromedp.Do(ctx, chromedp.Evaluate[chromedp.Void](`(() => {
			const e = document.querySelector("textarea");
			e.value = "";
			e.focus();
		})()`)); err != nil {
			t.Fatal(err)
		}
		if _, err := chromedp.Call(ctx, input.InsertText, input.InsertTextParams{Text: text}); err != nil {
			t.Fatal(err)
		}
		typed := evaluate[string](t, ctx, `document.querySelector("textarea").value`, nil)
		shown := evaluate[string](t, ctx, `document.querySelector("pre").textContent`, nil)
		var got struct{ Purpose string }
		if err := yaml.Unmarshal([]byte(shown), &got); err != nil || got.Purpose != typed || typed != text {
			t.Fatalf("typed %q, which the field holds as %q: %v\n%s", text, typed, err, shown)
		}
	}
}

// The page finds the personal numbers that the check finds, where it finds them.
func testPersonal(t *testing.T, ctx context.Context) {
	open(t, ctx, checker(t, nil), catalog.EN)
	random := rand.New(rand.NewPCG(11, 11))
	parts := []string{
		"13812345678", "138 1234 5678", "138-1234-5678", "+86 138 1234 5678", "8613812345678", "11010519491231002X", "110105 19491231 002X", "110105491231002",
		"4111 1111 1111 1111", "6222021234567890123", "4111111111111111", "436742 1234567890123", "E12345678", "EA1234567", "G 12345678", "C01X00T47", "１３８１２３４５６７８",
		"٠١٢٣٤٥٦٧٨٩", "𝟏𝟑𝟖𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖", "护照", "passport ", "Passport No. ", "证件号码：", "电话", "tel: ", "手机号是", "订单号 ", "PO-", "order ", "No.", "分机 ", "8801", "2026-12-03", "2026.12.3 ",
		" ", "，", ",", ".", "-", "/", "#", "¥", "元", " 件", "a", "X", "x ", "\u200b", "－", "—", "王秘书", "(", "税号 ", "id", "m", "t ", "是", "0512-0000 8888", "1", "12", "20261203",
	}
	var texts []string
	for range 8000 {
		var b strings.Builder
		for range 1 + random.IntN(5) {
			b.WriteString(parts[random.IntN(len(parts))])
		}
		texts = append(texts, b.String())
	}
	type match struct {
		Kind       personal.Kind
		Start, End int
	}
	found := 0
	for i, got := range evaluate[[][]match](t, ctx, "input.map(usher.findPersonal)", texts) {
		want := personal.Find(texts[i])
		same := len(want) == len(got)
		for n := 0; same && n < len(want); n++ {
			same = match(want[n]) == got[n]
		}
		if !same {
			t.Fatalf("%q: the check finds %v, the page %v", texts[i], want, got)
		}
		found += len(want)
	}
	if found < len(texts)/5 {
		t.Errorf("only %d numbers in %d texts: they prove too little", found, len(texts))
	}
}
