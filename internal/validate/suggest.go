package validate

import (
	"slices"
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
	i := slices.Index(folded, found)
	if i < 0 || len(found) < 2 && found != word {
		return "" // any letter is as near to a single letter as any other
	}
	return names[i]
}

var folder = strings.NewReplacer("_", "-", " ", "-", "“", "", "”", "")

func fold(s string) string { return folder.Replace(strings.ToLower(strings.TrimSpace(s))) }
