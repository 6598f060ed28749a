package form_test

import (
	"context"
	"math/rand/v2"
	"regexp"
	"testing"

	"usher/internal/catalog"
	"usher/internal/form"
)

var patterns = []string{
	`^[a-z0-9]+(-[a-z0-9]+)*$`, `[^\s\x{00a0}\x{3000}]`, `^(20[0-9]{2})-((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01]))$`, `(?i)^yes|no$`, `a.c`, `(?s)a.c`, `\bword\b`, `^$`,
	`^\p{Han}+$`, `[[:alpha:]]{2,3}?`, `\Qa.b\E`, `x{2,}`, `(?:ab)+?c`, `[^a-c]`, `\d\D\w\W\S`, `é|[à-ü]`, `^.{0,4}$`, `\/`, `[\]\-^]`, `\z`, `(a|b|)c`, `😀+`,
}

// An expression of a company's schema matches in the page what it matches here.
func testPatterns(t *testing.T, ctx context.Context) {
	open(t, ctx, checker(t, nil), catalog.EN)
	random := rand.New(rand.NewPCG(3, 3))
	texts := append([]string{"", "a.c", "abc", "a\nc", "yes", "NO", "word", "a word.", "2026-12-03", "meeting-1", "会议室", "Kk", "\u212a", "ſs"}, pieces...)
	for range 300 {
		texts = append(texts, randomText(random))
	}
	for _, p := range patterns {
		e, ok := form.ECMA(p)
		if !ok {
			t.Errorf("%s has no counterpart", p)
			continue
		}
		re := regexp.MustCompile(p)
		for i, got := range evaluate[[]bool](t, ctx, "input.texts.map(text => usher.matches(input.pattern, text))", object{"pattern": e, "texts": texts}) {
			if want := re.MatchString(texts[i]); got != want {
				t.Errorf("%s on %q: %v here, %v in the page (%s)", p, texts[i], want, got, e)
			}
		}
	}
	if _, ok := form.ECMA(`(?m)^a$`); ok {
		t.Error("(?m) was translated")
	}
}
