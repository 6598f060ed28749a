package main

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"
	"unicode"

	"pgregory.net/rapid"

	"usher/internal/catalog"
	"usher/internal/check"
	"usher/internal/starter"
)

// keys is a keyboard: it has nothing more to say once its keys are typed, but is
// not gone.
func keys(t *testing.T, typed string) io.Reader {
	r, w := io.Pipe()
	go func() { _, _ = io.WriteString(w, typed) }()
	t.Cleanup(func() { w.Close() })
	return r
}

// On a terminal there is a form; who leaves it has written nothing.
func TestFormOnTerminal(t *testing.T) {
	for _, c := range []struct {
		keys   string
		status int
		wanted string
	}{
		{"Yuanchuan\r", exitClean, `"Yuanchuan"`},
		{"Yuan\x03", exitFailed, ""},
	} {
		dir := filepath.Join(t.TempDir(), "company")
		var out, talk bytes.Buffer
		status := run([]string{"init", dir, "--name-zh", "远川", "--time-zone", "Asia/Shanghai", "--language", "en", "--forge", "none"}, session{
			stdin: keys(t, c.keys), stdout: &out, stderr: &talk, env: func(string) string { return "" }, now: time.Now(), typed: true,
		})
		if status != c.status {
			t.Errorf("%q: exit status %d\n%s", c.keys, status, &talk)
		}
		data, err := os.ReadFile(filepath.Join(dir, "policies", "company.cue"))
		if (err == nil) != (c.wanted != "") || !strings.Contains(string(data), c.wanted) {
			t.Errorf("%q: %v\n%s", c.keys, err, data)
		}
	}
}

// Whatever a company is called, its policies say so and nothing else.
func TestAnyNameFits(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.StringOfN(rapid.RuneFrom([]rune("\\(){}\"'`#\n${}[[]]中é😀 "), unicode.L, unicode.P, unicode.S), 1, 20, -1).Draw(t, "name")
		if wrong := starter.CheckName(name); !wrong.IsZero() {
			t.Skip(wrong.EN)
		}
		rules, err := starter.Rules(starter.Answers{Name: catalog.Same(name), Zone: "Asia/Shanghai", Currency: "CNY", Forge: starter.None})
		if err != nil {
			t.Fatal(err)
		}
		files := fstest.MapFS{}
		for _, f := range rules {
			files[f.Path] = &fstest.MapFile{Data: f.Data}
		}
		checker, err := check.Rules(files)
		if err != nil {
			t.Fatalf("%q: %v", name, err)
		}
		if got := checker.Company().Name; got != catalog.Same(name) {
			t.Errorf("%q became %q", name, got)
		}
	})
}
