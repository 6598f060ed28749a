package render_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"usher/internal/render"
	"usher/templates"
)

// Who gets a kind of sheet is decided in policies/readers.cue; a kind that nobody
// has decided on is made for no reader.
func TestEachKindIsDecidedOn(t *testing.T) {
	c := works(t)
	for _, k := range append(render.Carriers(), render.Carrier{Kind: "index"}) {
		if s, ok := c.Sheet(k.Kind); !ok || len(s.Readers) == 0 {
			t.Errorf("policies/readers.cue: sheets does not say who gets %q", k.Kind)
		}
	}
}

// Without a reader, the sheets are those that --for general-affairs makes.
func TestFullSet(t *testing.T) {
	c := works(t)
	v := visit(t, c, huaqing())
	whole := sheets(t, c, v)
	out, err := render.Render([]render.Visit{v}, render.Options{Company: c, Templates: templates.FS, Reader: "general-affairs"})
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range out {
		if diff := cmp.Diff(whole[s.Name], string(s.Data)); diff != "" {
			t.Errorf("%s is another for General Affairs:\n%s", s.Name, diff)
		}
		delete(whole, s.Name)
	}
	for name := range whole {
		t.Errorf("General Affairs do not get %s", name)
	}
}
