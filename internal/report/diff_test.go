package report_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"usher/internal/report"
)

func TestDiff(t *testing.T) {
	was := "category: C\n\theadcount: 3\r\narrive:\u00a02026-12-09\n  ::error::x\npurpose: \x1b[31m red\n"
	now := "category: C\n  headcount: 3\narrive: 2026-12-09\n  ::error::x\npurpose: \x1b[31m red\nbudget: {}"
	for name, c := range map[string]struct {
		named bool
		want  string
	}{
		"exact": {false, `--- a/visits/x.yaml
+++ b/visits/x.yaml
@@ -1,5 +1,6 @@
 category: C
-	headcount: 3` + "\r" + `
-arrive:` + "\u00a0" + `2026-12-09
+  headcount: 3
+arrive: 2026-12-09
   ::error::x
 purpose: ` + "\x1b" + `[31m red
+budget: {}
\ No newline at end of file
`},
		"named": {true, `--- a/visits/x.yaml
+++ b/visits/x.yaml
@@ -1,5 +1,6 @@
 category: C
-<U+0009>headcount: 3<U+000D>
-arrive:<U+00A0>2026-12-09
+  headcount: 3
+arrive: 2026-12-09
   <U+003A>:error::x
 purpose: <U+001B>[31m red
+budget: {}
\ No newline at end of file
`},
	} {
		var b strings.Builder
		if err := report.Diff(&b, report.Difference{File: "visits/x.yaml", Was: []byte(was), Now: []byte(now), Named: c.named}); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(c.want, b.String()); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

func TestDiffOfNothing(t *testing.T) {
	var b strings.Builder
	if err := report.Diff(&b, report.Difference{File: "x", Was: []byte("a\n"), Now: []byte("a\n"), Named: true, Color: true}); err != nil || b.Len() > 0 {
		t.Errorf("%q, %v", b.String(), err)
	}
}

// Colours say nothing that the signs do not.
func TestDiffColors(t *testing.T) {
	d := report.Difference{File: "x", Was: []byte("a\nb\n"), Now: []byte("a\nc\n"), Named: true}
	var plain, colored strings.Builder
	_ = report.Diff(&plain, d)
	d.Color = true
	_ = report.Diff(&colored, d)
	stripped := colored.String()
	for _, code := range []string{"\x1b[1m", "\x1b[31m", "\x1b[32m", "\x1b[36m", "\x1b[0m", "\x1b[22m", "\x1b[0;22m", "\x1b[39m"} {
		stripped = strings.ReplaceAll(stripped, code, "")
	}
	if stripped != plain.String() || colored.String() == plain.String() {
		t.Errorf("%q\n%q", colored.String(), plain.String())
	}
}

func TestOneLine(t *testing.T) {
	for text, want := range map[string]string{
		"visits/x.yaml:3: “a\n::error::b”": "visits/x.yaml:3: “a<U+000A>::error::b”",
		"  ::error::x":                     "  <U+003A>:error::x",
		"\x1b[2J恒泰":                        "<U+001B>[2J恒泰",
	} {
		if got := report.OneLine(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
