package main

import (
	"path/filepath"
	"strings"
	"testing"

	"usher/internal/catalog"
)

func TestNoBrowser(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	path, err := printing{}.find(func(string) string { return "" })
	if err == nil {
		t.Skipf("%s is installed at a fixed place", filepath.Base(path))
	}
	for lang, want := range map[catalog.Lang]string{
		catalog.EN: "apt install chromium), or name yours with --browser PATH; the HTML sheets are written",
		catalog.ZH: "或用 --browser PATH 指定；网页单据已生成",
	} {
		if got := tell(err, lang); !strings.Contains(got, want) {
			t.Errorf("%q does not say %q", got, want)
		}
	}
}

// What to install fits the character, also one that is newer than Go's tables.
func TestFontFor(t *testing.T) {
	for r, want := range map[rune]string{
		'龘': "rare Chinese", 0x323AF: "rare Chinese", 0x20547: "rare Chinese", 0x3FFFD: "rare Chinese",
		'🎉': "emoji", 'अ': "Noto Sans Devanagari", 'ქ': "Noto Sans Georgian",
		0xE5E5: "private-use", 0xF0101: "private-use", '☃': "a font that has it",
	} {
		if got := fontFor(r).EN; !strings.Contains(got, want) {
			t.Errorf("%U: %q, want %q", r, got, want)
		}
	}
}
