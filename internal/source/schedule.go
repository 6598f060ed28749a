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
	value, whole := topLevel(data, "arrive")
	if whole {
		if t, err := plan.ParseTime(value); err == nil {
			return string(t)
		}
	}
	value = parsed(data, "arrive", value)
	if t, ok := plan.GuessTime(value); ok {
		return string(t)
	}
	return strings.Join(strings.Fields(value), " ")
}

// CalledOff is plan.Cancelled where a version of a plan says at its top level
// that the visit is, and "" otherwise.
func CalledOff(data []byte) string {
	value, whole := topLevel(data, "status")
	if !whole {
		value = parsed(data, "status", value)
	}
	if value == plan.Cancelled {
		return plan.Cancelled
	}
	return ""
}

// topLevel is what a key's line says, without parsing the file, which would be
// most of the work: whole where there is one such line.
func topLevel(data []byte, key string) (value string, whole bool) {
	if len(data) > MaxBytes {
		return "", false
	}
	text, kind := decode(data)
	if kind == inNone {
		return "", false
	}
	n := 0
	for _, line := range splitLines(text) {
		if rest, ok := strings.CutPrefix(line, key+":"); ok && (rest == "" || isBlank(rest[0])) {
			value = rest
			n++
		}
	}
	if i := strings.Index(value, " #"); i >= 0 && n == 1 {
		value = value[:i]
	}
	return strings.Trim(strings.TrimSpace(value), `"'`), n == 1
}

// parsed is the scalar that a key has once the file is parsed; what its line said
// where the file cannot be read that far.
func parsed(data []byte, key, said string) string {
	if len(data) > MaxBytes {
		return ""
	}
	doc, _ := Parse("", data)
	if _, node := child(doc.Root(), key); node != nil && node.Kind == yaml.ScalarNode {
		return node.Value
	}
	if doc.Root() != nil && !doc.Partial() {
		return ""
	}
	return said
}
