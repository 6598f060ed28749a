package render

import (
	"strings"
	"testing"
)

func TestSplitPages(t *testing.T) {
	for _, test := range []struct{ css, pages, rest string }{
		{"", "", ""},
		{".a { b: c }", "", ".a { b: c }"},
		{"@page { size: A4 }\n.a { b: c }", "@page { size: A4 }", "\n.a { b: c }"},
		{"/* @page { } */ .a { b: c }\n@page :first { @top-left { content: \"}\" } margin: 0 }", "\n@page :first { @top-left { content: \"}\" } margin: 0 }", "/* @page { } */ .a { b: c }"},
		{"@media print { @page { size: A5 } }", "", "@media print { @page { size: A5 } }"},
		{"@import 'x'; @page { size: A4 /* } */ }", " @page { size: A4 /* } */ }", "@import 'x';"},
		{".a::before { content: \"@page {\" } @page { margin: 0 }", " @page { margin: 0 }", ".a::before { content: \"@page {\" }"},
		{"@page { size: A4", "@page { size: A4", ""},
		{".a { content: \"\\\"}\" } /* open", "", ".a { content: \"\\\"}\" } /* open"},
	} {
		if pages, rest := splitPages(test.css); pages != test.pages || rest != test.rest {
			t.Errorf("%q\n got %q, %q\nwant %q, %q", test.css, pages, rest, test.pages, test.rest)
		}
	}
}

// Nothing of a style sheet is lost, whatever it is like, and nothing said twice.
func FuzzSplitPages(f *testing.F) {
	for _, css := range []string{"@page{}a{}", "/*", "\"", "@page{", "}}@page{}", "a{/*}*/}@page;'\\"} {
		f.Add(css)
	}
	f.Fuzz(func(t *testing.T, css string) {
		pages, rest := splitPages(css)
		if len(pages)+len(rest) != len(css) {
			t.Fatalf("%q became %q and %q", css, pages, rest)
		}
		if again, _ := splitPages(rest); again != "" && !strings.Contains(css, "/*") {
			t.Fatalf("%q: %q was left among the rest", css, again)
		}
	})
}
