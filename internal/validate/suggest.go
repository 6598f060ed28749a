package validate

import (
	"strings"

	"usher/internal/suggest"
)

// closest is the name that was probably meant by what was typed. Case, blanks,
// underscores and quotation marks do not count.
func closest(typed string, names []string) string {
	folded := make([]string, len(names))
	for i, name := range names {
		folded[i] = fold(name)
	}
	word := fold(typed)
	if len(word) > 64 {
		return ""
	}
	found := suggest.Closest(word, folded)
	for i, name := range folded {
		if found == name && found != "" {
			return names[i]
		}
	}
	return ""
}

var folder = strings.NewReplacer("_", "-", " ", "-", "“", "", "”", "")

func fold(s string) string { return folder.Replace(strings.ToLower(strings.TrimSpace(s))) }
