package report

import (
	"strings"
	"testing"
	"unicode"

	"usher/internal/catalog"
	"usher/internal/diag"
)

type workflowCommand struct {
	name       string
	properties map[string]string
	data       string
}

// parseCommand reads a line of a log as the runner does
// (actions/runner, src/Runner.Common/ActionCommand.cs, TryParseV2).
func parseCommand(line string) (workflowCommand, bool) {
	line = strings.TrimLeftFunc(line, unicode.IsSpace)
	rest, ok := strings.CutPrefix(line, "::")
	if !ok {
		return workflowCommand{}, false
	}
	head, data, ok := strings.Cut(rest, "::")
	if !ok {
		return workflowCommand{}, false
	}
	name, list, _ := strings.Cut(head, " ")
	c := workflowCommand{name, map[string]string{}, unescape(data)}
	for pair := range strings.SplitSeq(strings.TrimSpace(list), ",") {
		if key, value, ok := strings.Cut(pair, "="); ok {
			c.properties[key] = unescape(value)
		}
	}
	return c, true
}

func unescape(s string) string {
	for _, p := range [][2]string{{"%0D", "\r"}, {"%0A", "\n"}, {"%3A", ":"}, {"%2C", ","}, {"%25", "%"}} {
		s = strings.ReplaceAll(s, p[0], p[1])
	}
	return s
}

func commands(out string) (list []workflowCommand, others []string) {
	for line := range strings.SplitSeq(strings.ReplaceAll(out, "\r", "\n"), "\n") {
		if c, ok := parseCommand(line); ok {
			list = append(list, c)
		} else {
			others = append(others, line)
		}
	}
	return list, others
}

// Ten of a kind are marked, errors first; the others are listed, and a last notice says so.
func TestTenOfAKind(t *testing.T) {
	r := example(catalog.EN)
	warning, problem := r.Diagnostics[0], r.Diagnostics[1]
	r.Diagnostics = nil
	for i := range 12 {
		warning.Range, problem.Range = at(i+1, 1, i+1, 2), at(i+1, 1, i+1, 2)
		r.Diagnostics = append(r.Diagnostics, warning, problem)
	}
	r.Diagnostics = append(r.Diagnostics, warning)
	list, others := commands(string(write(t, GitHub, r)))

	var names []string
	for _, c := range list {
		names = append(names, c.name)
	}
	want := strings.Repeat("error ", 10) + strings.Repeat("warning ", 10) + "notice"
	if got := strings.Join(names, " "); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if got := list[len(list)-1].data; !strings.HasPrefix(got, "2 errors and 3 warnings are not marked") {
		t.Errorf("the last notice says %q", got)
	}
	log := strings.Join(others, "\n")
	if n := strings.Count(log, hengtai+":11:1: error: ") + strings.Count(log, hengtai+":12:1: error: "); n != 2 {
		t.Errorf("%d of the 2 other errors are in the log:\n%s", n, log)
	}
}

// GitHub refuses columns on an annotation of several lines.
func TestAnnotationOfSeveralLines(t *testing.T) {
	r := example(catalog.EN)
	r.Diagnostics = r.Diagnostics[:1]
	r.Diagnostics[0].Range = at(4, 3, 6, 1)
	list, _ := commands(string(write(t, GitHub, r)))
	p := list[0].properties
	if p["line"] != "4" || p["endLine"] != "6" || p["col"] != "" || p["endColumn"] != "" {
		t.Errorf("properties are %q", p)
	}
}

// No text of a plan leaves its annotation, starts another command, or is one in the log.
func FuzzGithub(f *testing.F) {
	for _, s := range hostileTexts {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		list, others := commands(string(write(t, GitHub, hostile(s, 11, diag.Warning))))
		if len(list) != 11 {
			t.Fatalf("%d commands, want 10 warnings and a notice", len(list))
		}
		for _, c := range list[:10] {
			message, _, _ := strings.Cut(c.data, "\n")
			if c.name != "warning" || message != plain("found "+s) || c.properties["file"] != plain("visits/"+s) ||
				c.properties["line"] != "3" || c.properties["col"] != "2" || len(c.properties) != 6 {
				t.Errorf("a forged annotation: %+v", c)
			}
		}
		if c := list[10]; c.name != "notice" || len(c.properties) != 0 {
			t.Errorf("a forged notice: %+v", c)
		}
		for _, line := range others {
			if commandBracket.MatchString(line) {
				t.Errorf("a command in the log: %q", line)
			}
		}
	})
}
