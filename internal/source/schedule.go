package source

import (
	"strings"

	"gopkg.in/yaml.v3"

	"usher/internal/plan"
)

// Schedule is the arrival that any version of a plan states at its top level:
// in the form of plan-format.md where it can be understood, else as typed with
// its blanks folded; "" where there is none. It takes broken plans too.
func Schedule(data []byte) string {
	if len(data) > MaxBytes {
		return ""
	}
	text, kind := decode(data)
	if kind == inNone {
		return ""
	}
	lines := splitLines(text)
	value, n := "", 0
	for _, line := range lines {
		if rest, ok := strings.CutPrefix(line, "arrive:"); ok && (rest == "" || isBlank(rest[0])) {
			value = rest
			n++
		}
	}
	if n == 1 {
		if i := strings.Index(value, " #"); i >= 0 {
			value = value[:i]
		}
		value = strings.Trim(strings.TrimSpace(value), `"'`)
		if t, err := plan.ParseTime(value); err == nil {
			return string(t)
		}
	}
	doc, _ := Parse("", data)
	if _, node := child(doc.Root(), "arrive"); node != nil && node.Kind == yaml.ScalarNode {
		value = node.Value
	} else if doc.Root() != nil && !doc.Partial() {
		return ""
	}
	if t, ok := plan.GuessTime(value); ok {
		return string(t)
	}
	return strings.Join(strings.Fields(value), " ")
}
