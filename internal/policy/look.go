package policy

import (
	"maps"
	"slices"

	"usher/internal/catalog"
	"usher/internal/company"
	"usher/internal/lazyregexp"
)

// look finds what is wrong with the words and the sheets of the company's own.
func look(c *company.Company, s *sources) (wrong Mistakes) {
	known := slices.Sorted(maps.Keys(catalog.Sheets))
	for _, key := range slices.Sorted(maps.Keys(c.Words)) {
		path := []string{"words", key}
		text, ok := catalog.Sheets[key]
		if !ok {
			wrong = append(wrong, s.names(key, known, path)...)
			continue
		}
		ours := c.Words[key]
		if !slices.Equal(blanks(text.EN), blanks(ours.EN)) || !slices.Equal(blanks(text.ZH), blanks(ours.ZH)) {
			wrong = append(wrong, s.mistake(path, catalog.PolicyWordBlanks.With(key), catalog.PolicyWordWas.With(text.EN, text.ZH)))
		}
	}
	for _, sheet := range c.Sheets {
		given := 0
		for _, is := range []bool{sheet.Scope != "", sheet.Code != "", !sheet.Title.IsZero()} {
			if is {
				given++
			}
		}
		if given != 0 && given != 3 {
			wrong = append(wrong, s.mistake([]string{"sheets", sheet.ID}, catalog.PolicyOwnSheet.With(sheet.ID), catalog.PolicyOwnSheetHint))
		}
		for _, clause := range sheet.Clauses {
			if len(c.Clauses(clause)) == 0 {
				ids := make([]string, len(c.Regulation))
				for i, r := range c.Regulation {
					ids[i] = r.ID
				}
				wrong = append(wrong, s.names(clause, ids, []string{"sheets", sheet.ID, "clauses"})...)
			}
		}
	}
	return wrong
}

var blank = lazyregexp.New(`%(?:\[[0-9]+\])?[a-z%]|#`)

// blanks are the places of a text that values are put into, in the order of their
// numbers: a translation may turn them round.
func blanks(text string) []string {
	return slices.Sorted(slices.Values(blank.FindAllString(text, -1)))
}
