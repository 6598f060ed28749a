package report

import (
	"regexp"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"usher/internal/catalog"
	"usher/internal/diag"
)

var ansi = regexp.MustCompile(`\x1b\[[0-9;]*m`)

// Colours carry nothing: without them the words are the same.
func TestColour(t *testing.T) {
	r := example(catalog.ZH)
	plain := string(write(t, Text, r))
	if strings.Contains(plain, "\x1b") {
		t.Error("escape sequences without Color")
	}
	r.Color = true
	coloured := string(write(t, Text, r))
	if !strings.Contains(coloured, "\x1b[") {
		t.Error("no escape sequences with Color")
	}
	if ansi.ReplaceAllString(coloured, "") != plain {
		t.Errorf("the words differ with Color:\n%s", coloured)
	}
}

// No line is longer than the terminal is wide; paths alone are never broken.
func TestWidth(t *testing.T) {
	for _, lang := range []catalog.Lang{catalog.EN, catalog.ZH} {
		for _, columns := range []int{64, 80, 100, 200} {
			r := example(lang)
			r.Width = columns
			for line := range strings.Lines(string(write(t, Text, r))) {
				if w := width(strings.TrimSuffix(line, "\n")); w > columns {
					t.Errorf("%s, %d columns: %d in %q", lang, columns, w, line)
				}
			}
		}
	}
}

// A notice about the run stands before the summary.
func TestNotices(t *testing.T) {
	r := clean(catalog.EN)
	r.Notices = []catalog.Text{{EN: "this folder is not in a git repository: every plan counts as announced now"}}
	golden(t, "notice-text.txt", write(t, Text, r))
	for _, format := range []string{"github", "json", "markdown", "sarif"} {
		if out := string(write(t, Formats[format], r)); !strings.Contains(out, "not in a git repository") {
			t.Errorf("%s leaves the notice out:\n%s", format, out)
		}
	}
}

// A hint of several lines is kept as it is typed, under its label.
func TestHints(t *testing.T) {
	for _, test := range []struct {
		name, hint, want string
	}{
		{"a line to copy, however long", "requirements: [" + strings.Repeat("需要英文翻译, ", 8) + "素食]",
			"  fix      requirements: [" + strings.Repeat("需要英文翻译, ", 8) + "素食]\n"},
		{"several lines", "guests:\n  - name: 陈立\n    position: 采购总监\n",
			"  fix      guests:\n             - name: 陈立\n               position: 采购总监\n"},
		{"a sentence", "Take the waiver out, or let the plan need it: a waiver that nothing needs hides the next mistake.",
			"  fix      Take the waiver out, or let the plan need it: a waiver that nothing\n           needs hides the next mistake.\n"},
		{"none", "", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := example(catalog.EN)
			r.Diagnostics = r.Diagnostics[2:]
			r.Diagnostics[0].Hint = catalog.Same(test.hint)
			out := string(write(t, Text, r))
			if test.hint == "" && strings.Contains(out, "  fix") || !strings.Contains(out, test.want) {
				t.Errorf("want\n%sin\n%s", test.want, out)
			}
		})
	}
}

// Every finding is told, however many there are.
func TestNeverCapped(t *testing.T) {
	r := example(catalog.EN)
	first := r.Diagnostics[0]
	r.Diagnostics = nil
	for i := range 5000 {
		d := first
		d.Range = at(i+1, 1, i+1, 2)
		r.Diagnostics = append(r.Diagnostics, d)
	}
	out := string(write(t, Text, r))
	if n := strings.Count(out, "  at       "+hengtai); n != 5000 {
		t.Errorf("%d findings told, want 5000", n)
	}
	if !strings.HasSuffix(out, "0 errors, 5000 warnings.\n") {
		t.Error("the summary does not end it")
	}
}

// hostile is a report in which every text that can come out of a plan is s.
func hostile(s string, n int, severity diag.Severity) Report {
	r := Report{
		Plans: 1, Judged: 1, Lang: catalog.EN,
		Lines: func(string, int) (string, bool) { return strings.ReplaceAll(s, "\n", ""), true },
		Files: []string{"visits/" + s},
	}
	for range n {
		r.Diagnostics = append(r.Diagnostics, diag.Diagnostic{
			Rule: "wrong-value", Severity: severity, File: "visits/" + s, Range: at(3, 2, 3, 40),
			Message: catalog.Same("found " + s),
			Hint:    catalog.Same("organization: " + s),
			Notes:   []diag.Note{{File: "visits/" + s, Range: at(1, 1, 1, 2), Message: catalog.Same("also " + s)}},
			Fixes:   []diag.Edit{{Range: at(3, 2, 3, 4), Text: s}},
		})
	}
	return r
}

// hostileTexts are what a plan may say to become something else.
var hostileTexts = []string{
	"",
	"恒泰电子",
	"\x1b[2J\x1b]0;title\a",
	"\u202egnitirw\u202c \u2066x\u2069 \u200b\ufeff",
	"a\nvisits/b.yaml:1:1: error: forged\r\n12 plans, 12 judged: nothing wrong.",
	"\n::error file=a::b\n ::add-mask::c",
	"::set-env name=A::b",
	"%0A::error::x%2C,:",
	"x ##[add-path]y ##vso[task.setvariable]z ###[error] ##teamcity[x]",
	"<script>alert(1)</script><img src=x onerror=y><!-- -->",
	"[x](http://evil.example) ![x](//evil.example) [x]: http://evil.example",
	"@octocat #1 GH-1 octocat/hello#1 a@b.example www.evil.example https://evil.example mailto:a@b.example",
	"```\n# heading\n```",
	"``` ` `` ``` ````` ~~~",
	"- a\n- b\n\n1. c\n\n> d\n\n| a | b |\n|---|---|\n\n***\n===\n---",
	"*a* **b** _c_ __d__ ~~e~~ `f` $g$ $$h$$ \\ &lt; &#64; &amp;",
	"]]><x>&y;\x00\x01\ufffe\uffff",
	"{0} {{}} [a](1)",
	"\xff\xfe\xb3\xc2\xe4\xbd",
	"e" + strings.Repeat("\u0301", 100),
	strings.Repeat("接待", 2000),
	strings.Repeat("x", 5000),
	strings.Repeat("::", 60),
	"{{7*7}}${x}$(y)`z`",
	"!1 %1 %\"v1\" &1 ~bug ~\"a b\" $1 [issue:1] [vulnerability:1] [^1] [^1]: x",
}

func FuzzText(f *testing.F) {
	for _, s := range hostileTexts {
		f.Add(s, 80)
	}
	f.Fuzz(func(t *testing.T, s string, columns int) {
		r := hostile(s, 2, diag.Error)
		r.Width = columns % 300
		out := string(write(t, Text, r))
		if !utf8.ValidString(out) {
			t.Error("not UTF-8")
		}
		findings := 0
		for line := range strings.Lines(out) {
			line = strings.TrimSuffix(line, "\n")
			for _, c := range line {
				if unicode.IsControl(c) || unicode.In(c, unicode.Bidi_Control, unicode.Zl, unicode.Zp) {
					t.Errorf("%U in %q", c, line)
				}
			}
			if strings.HasPrefix(strings.TrimLeftFunc(line, unicode.IsSpace), "::") || commandBracket.MatchString(line) {
				t.Errorf("a command to a CI log: %q", line)
			}
			// Labels stand at the left; text of a plan never does.
			if strings.HasPrefix(line, "  error ") {
				findings++
			}
		}
		if findings != 2 {
			t.Errorf("%d findings told, want 2:\n%s", findings, out)
		}
		if strings.Count(out, "\n1 plan, 1 judged: 2 errors, 0 warnings.\n") != 1 || !strings.HasSuffix(out, "warnings.\n") {
			t.Errorf("the summary does not end it:\n%s", out)
		}
	})
}
