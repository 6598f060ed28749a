package source

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"gopkg.in/yaml.v3"

	"usher/internal/diag"
)

// glanced holds a Take against what it promises: where it is sure, the long way
// round finds nothing to say, changes nothing, and the parser reads the same.
func glanced(t *testing.T, data []byte) bool {
	t.Helper()
	g, sure := Take(data)
	if !sure {
		return false
	}
	text, kind := decode(data)
	if kind != inUTF8 || text != string(data) {
		t.Fatalf("sure of bytes that are decoded:\n%s", data)
	}
	d := &Document{File: "x.yaml", lines: splitLines(text)}
	s := newScan(d)
	s.run()
	if len(s.found) > 0 || s.fatal || s.dropped || s.entries == 0 || d.tight || d.from != nil || d.told != nil || !slices.Equal(s.lines, strings.Split(text, "\n")) {
		t.Fatalf("sure of what is looked at twice:\n%s\n%+v", data, s.found)
	}
	doc, err := unmarshal(data)
	if err != nil {
		t.Fatalf("sure of what the parser refuses: %v\n%s", err, data)
	}
	d.read = d.lines
	found := d.accept(doc, false)
	if slices.ContainsFunc(found, func(x diag.Diagnostic) bool { return x.Rule == RuleSyntax }) || d.root == nil {
		t.Fatalf("sure of a mistake:\n%s\n%+v", data, found)
	}
	for name, said := range map[string]string{"arrive": g.Arrive, "depart": g.Depart, "status": g.Status} {
		n, value := 0, ""
		for i := 0; i < len(d.root.Content); i += 2 {
			if d.root.Content[i].Value == name {
				n++
				value = d.root.Content[i+1].Value
				if d.root.Content[i+1].Kind != yaml.ScalarNode {
					t.Fatalf("sure of %s:\n%s", name, data)
				}
			}
		}
		if n > 1 || value != said {
			t.Fatalf("%s is %q, not %q:\n%s", name, value, said, data)
		}
	}
	return true
}

// plansToBreak are plans of the repository, and one with everything in it.
func plansToBreak(tb testing.TB) (all [][]byte) {
	tb.Helper()
	names, err := filepath.Glob(filepath.Join("..", "..", "visits", "*", "*", "*.yaml"))
	if err != nil || len(names) == 0 {
		tb.Fatalf("no plans: %v", err)
	}
	for _, name := range append(names, filepath.Join("testdata", "full.yaml")) {
		data, err := os.ReadFile(name)
		if err != nil {
			tb.Fatal(err)
		}
		all = append(all, data)
	}
	return all
}

// What a glance is for must be glanced at: plans as they are usually written.
func TestTakeIsUsuallySure(t *testing.T) {
	plans, sure := plansToBreak(t), 0
	for _, data := range plans {
		if glanced(t, data) {
			sure++
		}
	}
	if sure < len(plans)/2 {
		t.Errorf("sure of %d plans of %d", sure, len(plans))
	}
}

// Whatever a slip of the hand makes of a plan, a Take is right or not sure.
func TestTakeOfBrokenPlans(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	plans := plansToBreak(t)
	sure := 0
	const slips = ":,-#[]{}'\"&*!|>%@`?=~()<\\/;. \t\n\r0a：，、；。“【　年\u00a0\u200b\ufeff\u2028\x00é😀"
	runes := []rune(slips)
	for range 5_000 {
		lines := strings.Split(string(plans[r.IntN(len(plans))]), "\n")
		for range 1 + r.IntN(2) {
			at := r.IntN(len(lines))
			line := []rune(lines[at])
			i := 0
			if len(line) > 0 {
				i = r.IntN(len(line))
			}
			switch r.IntN(7) {
			case 0:
				lines = slices.Delete(slices.Clone(lines), at, min(len(lines)-1, at+1))
			case 1:
				lines = slices.Insert(slices.Clone(lines), r.IntN(len(lines)), lines[at])
			case 2:
				lines[at] = strings.Repeat(" ", r.IntN(4)) + lines[at]
			case 3:
				lines[at] = strings.TrimPrefix(lines[at], strings.Repeat(" ", 1+r.IntN(3)))
			case 4:
				lines[at] = string(slices.Insert(line, i, runes[r.IntN(len(runes))]))
			case 5:
				if len(line) > 0 {
					line[i] = runes[r.IntN(len(runes))]
					lines[at] = string(line)
				}
			case 6:
				lines[at] = strings.Trim(string(line[:i]), " ") + []string{"", "|", "#", " # x", ":", "- a", "[a, b]"}[r.IntN(7)]
			}
		}
		if glanced(t, []byte(strings.Join(lines, "\n"))) {
			sure++
		}
	}
	if sure < 500 {
		t.Errorf("sure of only %d", sure)
	}
}

// FuzzTake: of whatever bytes, a Take is right or not sure.
func FuzzTake(f *testing.F) {
	for _, data := range plansToBreak(f) {
		f.Add(data)
	}
	for i, text := range []string{
		"a:\n- b\n- c: |\n    x\n\n     y\nd: e\n", "a: >-\n  x\n# y\nb: [c, d]\n", "a:\n  b:\n    - c: d\n      e: f\n  g: h\n",
		"a: b\n\n\n", "a:\n# x\n    # y\n  b: c\n", "depart: \"2026-12-03 09:30\"\nstatus: completed # x\n", "a: 'b'\nb: c:d\n", "y: null\ntrue: ~\n", "a: \"\n",
	} {
		if !glanced(&testing.T{}, []byte(text)) && i < 6 {
			f.Errorf("not sure of %q", text)
		}
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, data []byte) { glanced(t, data) })
}

func BenchmarkTake(b *testing.B) {
	data, err := os.ReadFile(filepath.Join("testdata", "full.yaml"))
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		if _, sure := Take(data); !sure {
			b.Fatal(fmt.Errorf("not sure"))
		}
	}
}
