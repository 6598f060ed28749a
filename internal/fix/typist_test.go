package fix_test

import (
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/simplifiedchinese"

	"usher/internal/bench"
	"usher/internal/diag"
	"usher/internal/fix"
	"usher/internal/plan"
	"usher/internal/source"
	"usher/internal/validate"
)

// slips are what a hurried typist with a Chinese input method does to a line.
// None of them leaves a doubt about what was meant.
var slips = []struct {
	name string
	line *regexp.Regexp
	typo string
}{
	{"full-width colon", regexp.MustCompile(`^( *(?:- )?)(\w+): (.)`), "$1$2：$3"},
	{"no space after the colon", regexp.MustCompile(`^( *(?:- )?)(\w+): ([^0-9])`), "$1$2:$3"},
	{"wide space after the colon", regexp.MustCompile(`^( *(?:- )?[a-z-]+): `), "$1:　"},
	{"full-width digit", regexp.MustCompile(`^( *(?:headcount|quantity|seats|attendees|fruit): )3$`), "${1}３"},
	{"number in quotes", regexp.MustCompile(`^( *(?:headcount|quantity|seats|attendees|fruit|gifts): )(\d+)$`), `$1"$2"`},
	{"no-break spaces", regexp.MustCompile(`^    (\w)`), "\u00a0\u00a0\u00a0\u00a0$1"},
	{"wide spaces", regexp.MustCompile(`^    (\w)`), "　　$1"},
	{"slashes in the date", regexp.MustCompile(`: (\d{4})-(\d\d)-(\d\d) `), ": $1/$2/$3 "},
	{"T in the time", regexp.MustCompile(`: (\d{4}-\d\d-\d\d) (\d\d)`), ": ${1}T$2"},
	{"Chinese date", regexp.MustCompile(`: (\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d)`), ": ${1}年${2}月${3}日 ${4}：$5"},
	{"curly quotes", regexp.MustCompile(`: (\p{Han}+)$`), ": “$1”"},
	{"wide brackets", regexp.MustCompile(`\[([\w-]+)\]`), "［$1］"},
	{"no brackets", regexp.MustCompile(`^(    (?:who|equipment|for): )\[([\p{Han}\w-]+)\]`), "$1$2"},
	{"something invisible", regexp.MustCompile(`([\p{Han}])$`), "$1\u200b"},
	{"wide space at the end", regexp.MustCompile(`([\p{Han}])$`), "$1　"},
	{"capital", regexp.MustCompile(`layout: u-shape`), "layout: U-Shape"},
	{"open quote", regexp.MustCompile(`: (\p{Han}+)$`), `: "$1`},
	{"colon in a time", regexp.MustCompile(`(\d\d):(\d\d)$`), "$1：$2"},
}

// mistype makes up to n slips, each on a line that has none yet, and now and then
// one that the whole file shows.
func mistype(r *rand.Rand, text string, n int) (string, []string) {
	lines := strings.Split(text, "\n")
	touched := map[int]bool{}
	var done []string
	for range n {
		slip := slips[r.IntN(len(slips))]
		i := r.IntN(len(lines))
		if typo := slip.line.ReplaceAllString(lines[i], slip.typo); typo != lines[i] && !touched[i] {
			lines[i], touched[i] = typo, true
			done = append(done, slip.name)
		}
	}
	text = strings.Join(lines, "\n")
	if r.IntN(4) == 0 {
		text, done = text+"---\n", append(done, "mark at the end")
	}
	if r.IntN(4) == 0 {
		text, done = strings.ReplaceAll(text, "\n", "\r\n"), append(done, "Windows")
	}
	switch r.IntN(8) {
	case 0:
		text, done = "\uFEFF"+text, append(done, "byte order mark")
	case 1:
		if gbk, err := simplifiedchinese.GB18030.NewEncoder().String(text); err == nil {
			text, done = gbk, append(done, "GB18030")
		}
	}
	return text, done
}

// Whatever the typist does, the mended plan is the plan that was meant.
func TestTypist(t *testing.T) {
	s := compiled(t)
	r := rand.New(rand.NewPCG(3, 14))
	for _, f := range bench.Plans(200, 7, 0) {
		meant := decoded(t, s, f.Data)
		typed, done := mistype(r, string(f.Data), 1+r.IntN(40))
		got := fix.Mend(s, source.File{Path: "visits/x.yaml", Data: []byte(typed)})
		if n := diag.Count(got.Left, diag.Error); n > 0 {
			t.Errorf("after %q, left is %v\n%s", done, got.Left, got.Data)
			continue
		}
		if diff := cmp.Diff(meant, decoded(t, s, got.Data)); diff != "" {
			t.Errorf("after %q, the plan is another (-meant +got):\n%s", done, diff)
		}
		if again := fix.Mend(s, source.File{Path: "visits/x.yaml", Data: got.Data}); len(again.Changes) > 0 {
			t.Errorf("after %q, a second run changes %v", done, again.Changes)
		}
		if t.Failed() {
			break
		}
	}
}

func decoded(t *testing.T, s *validate.Schema, data []byte) *plan.Plan {
	t.Helper()
	doc, _ := source.Parse("visits/x.yaml", data)
	if doc.Root() == nil {
		t.Fatalf("unreadable:\n%s", data)
	}
	p, _ := s.Check(doc)
	return p
}
