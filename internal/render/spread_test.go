package render_test

import (
	"bytes"
	"fmt"
	"runtime"
	"strings"
	"testing"
	"testing/fstest"

	laid "usher/internal/overlay"
	"usher/internal/render"
	"usher/templates"
)

// withProcessors does something as a computer of n processors does it.
func withProcessors(n int, do func()) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(n))
	do()
}

// many are visits enough for several processors, of both kinds that these tests know.
func many(t *testing.T) []render.Visit {
	c := works(t)
	var visits []render.Visit
	for i := range 130 {
		p := hengtai()
		if i%3 == 0 {
			p = huaqing()
		}
		p.ID = fmt.Sprintf("visit-%d", i)
		visits = append(visits, visit(t, c, p))
	}
	return visits
}

// Sheets are the same, and in the same order, however many processors print them.
func TestProcessorsPrintAlike(t *testing.T) {
	for _, reader := range []string{"", "front-desk"} {
		o := render.Options{Company: works(t), Templates: templates.FS, Reader: reader}
		var alone, together []render.Sheet
		var err error
		withProcessors(1, func() { alone, err = render.Render(many(t), o) })
		if err != nil {
			t.Fatal(err)
		}
		withProcessors(4, func() { together, err = render.Render(many(t), o) })
		if err != nil {
			t.Fatal(err)
		}
		if len(alone) != len(together) {
			t.Fatalf("one processor prints %d sheets, four print %d", len(alone), len(together))
		}
		for i := range alone {
			if alone[i].Name != together[i].Name || !bytes.Equal(alone[i].Data, together[i].Data) {
				t.Fatalf("four processors print another %s than one prints %s", together[i].Name, alone[i].Name)
			}
		}
	}
}

// The error told is the one that a single processor would have met.
func TestProcessorsFailAlike(t *testing.T) {
	own := fstest.MapFS{"checklist.html": {Data: []byte(`{{template "top" .}}
{{if eq .Visit.ID "visit-40"}}{{slice .Visit.ID 0 99}}{{end}}
{{if eq .Visit.ID "visit-100"}}{{index .Phases 99}}{{end}}`)}}
	o := render.Options{Company: works(t), Templates: laid.New(own, templates.FS)}
	for _, n := range []int{1, 2, 4} {
		withProcessors(n, func() {
			_, err := render.Render(many(t), o)
			if err == nil || !strings.Contains(err.Error(), "checklist.html:2") {
				t.Errorf("%d processors: %v", n, err)
			}
		})
	}
}
