package report

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/text"

	"usher/internal/catalog"
	"usher/internal/diag"
)

// shape is the structure of a page as GitHub's kind of Markdown reads it, without
// its text; prose is the text that is neither code nor markup, as it was written.
func shape(source []byte) (shape, prose string) {
	page := goldmark.New(goldmark.WithExtensions(extension.GFM)).Parser().Parse(text.NewReader(source))
	var kinds, words strings.Builder
	_ = ast.Walk(page, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		switch n := n.(type) {
		case *ast.Text:
			if entering {
				words.Write(n.Segment.Value(source))
			}
		case *ast.String:
		case *ast.CodeSpan, *ast.FencedCodeBlock:
			if entering {
				fmt.Fprintf(&kinds, "%s\n", n.Kind())
			}
			return ast.WalkSkipChildren, nil
		default:
			fmt.Fprintf(&kinds, "%s %v\n", n.Kind(), entering)
			if n.Type() == ast.TypeBlock {
				words.WriteByte('\n') // its text does not go on in the next one
			}
		}
		return ast.WalkContinue, nil
	})
	return kinds.String(), strings.ReplaceAll(words.String(), "&#8203;", "\u200b")
}

// What pages make links of though it is no Markdown.
var linked = regexp.MustCompile(`(?i)@[a-z0-9]|://|www\.|#[0-9]|\bgh-[0-9]|[!%&~$][0-9]|[%~]["a-z]|\[(issue|vulnerability|feature_flag):`)

// Whatever a plan says, the page has the structure that it has for a plan that says "x".
func FuzzMarkdown(f *testing.F) {
	for _, s := range hostileTexts {
		f.Add(s)
	}
	want, _ := shape(write(f, Markdown, hostile("x", 2, diag.Error)))
	f.Fuzz(func(t *testing.T, s string) {
		r := hostile(s, 2, diag.Error)
		for i := range r.Diagnostics {
			r.Diagnostics[i].Hint = catalog.Same("organization: " + strings.ReplaceAll(s, "\n", " "))
		}
		out := write(t, Markdown, r)
		got, prose := shape(out)
		if got != want {
			t.Errorf("%q changes the page:\n%s", s, out)
		}
		if found := linked.FindString(prose); found != "" {
			t.Errorf("%q becomes a link in\n%s", found, out)
		}
	})
}

// A hint of several lines is a block, which its text cannot close.
func TestMarkdownBlock(t *testing.T) {
	r := example(catalog.EN)
	r.Diagnostics = r.Diagnostics[2:]
	r.Diagnostics[0].Hint = catalog.Same("guests:\n  - name: ```\n```\n# x")
	golden(t, "block-markdown.md", write(t, Markdown, r))
}

// A rule that has a page is linked to it.
func TestMarkdownLink(t *testing.T) {
	r := example(catalog.EN)
	r.Rules[0].HelpURI = "https://example.com/rules/room-conflict"
	out := string(write(t, Markdown, r))
	if want := "([room-conflict](<https://example.com/rules/room-conflict>), R2.6)"; !strings.Contains(out, want) {
		t.Errorf("no %s in\n%s", want, out)
	}
}

// A summary keeps to 1 MiB: errors stay, warnings go first, and a last line counts them.
func TestMarkdownLimit(t *testing.T) {
	r := example(catalog.EN)
	warning, problem := r.Diagnostics[0], r.Diagnostics[1]
	r.Diagnostics = nil
	for i := range 4000 {
		problem.Range, warning.Range = at(i+1, 1, i+1, 2), at(i+1, 1, i+1, 2)
		r.Diagnostics = append(r.Diagnostics, warning)
		if i < 1000 {
			r.Diagnostics = append(r.Diagnostics, problem)
		}
	}
	out := string(write(t, Markdown, r))
	if len(out) > 1<<20 {
		t.Errorf("%d bytes", len(out))
	}
	errors, warnings := strings.Count(out, "- **error"), strings.Count(out, "- **warning")
	if errors != 1000 || warnings == 0 || warnings == 4000 {
		t.Errorf("%d errors and %d warnings are kept", errors, warnings)
	}
	want := fmt.Sprintf("\n0 errors and %d warnings are left out here, because a summary holds 1 MiB; the log has them all.\n", 4000-warnings)
	if !strings.HasSuffix(out, want) {
		t.Errorf("it ends %q", out[len(out)-200:])
	}
}
