package layout_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
)

// Comments, blank lines and line ends may stand anywhere that YAML lets them: the
// plan is laid out, and says the same.
func TestAnywhere(t *testing.T) {
	h := open(t)
	var texts []string
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		a, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		texts = append(texts, string(a.Files[0].Data), string(a.Files[1].Data))
	}
	everything, err := os.ReadFile("testdata/everything.yaml")
	if err != nil {
		t.Fatal(err)
	}
	texts = append(texts, string(everything))
	r := rand.New(rand.NewPCG(1, 2))
	valid := 0
	for range 2000 {
		lines := strings.Split(texts[r.IntN(len(texts))], "\n")
		for k := range 1 + r.IntN(8) {
			i := r.IntN(len(lines) + 1)
			switch r.IntN(6) {
			case 0, 1:
				lines = append(lines[:i:i], append([]string{strings.Repeat(" ", r.IntN(9)) + fmt.Sprintf("# n%d", k)}, lines[i:]...)...)
			case 2:
				lines = append(lines[:i:i], append([]string{strings.Repeat(" ", r.IntN(3))}, lines[i:]...)...)
			case 3:
				if i < len(lines) && lines[i] != "" {
					lines[i] += strings.Repeat(" ", 1+r.IntN(3)) + fmt.Sprintf("# t%d", k)
				}
			case 4: // break a line after a comma or bracket
				if i < len(lines) {
					if j := strings.IndexAny(lines[i], ",{["); j >= 0 {
						lines[i] = lines[i][:j+1] + "\n" + strings.Repeat(" ", 4+r.IntN(12)) + lines[i][j+1:]
						lines = strings.Split(strings.Join(lines, "\n"), "\n")
					}
				}
			case 5: // swap two lines
				if j := r.IntN(len(lines)); i < len(lines) {
					lines[i], lines[j] = lines[j], lines[i]
				}
			}
		}
		text := []byte(strings.Join(lines, "\n"))
		if _, _, ok := h.read(text); ok {
			valid++
			h.format(t, text)
		}
	}
	if valid < 1000 {
		t.Errorf("only %d of 2000 plans were valid: the test proves little", valid)
	}
}
