package policy

import (
	"maps"
	"slices"

	"usher/internal/company"
	"usher/internal/plan"
)

// sight finds the words of readers.cue that name no reader, no level of
// confidentiality or no field of a plan.
func sight(c *company.Company, s *sources) (wrong Mistakes) {
	readers := ids(c.Readers, func(r company.Reader) string { return r.ID })
	known := append(plan.Fields(), company.FieldCoordinator, company.FieldPhone)
	for _, field := range slices.Sorted(maps.Keys(c.Fields)) {
		path := []string{"fields", field}
		wrong = append(wrong, s.names(field, known, path)...)
		for _, word := range c.Fields[field] {
			reader, level := company.Sight(word)
			wrong = append(wrong, s.names(reader, readers, path)...)
			wrong = append(wrong, s.names(level, company.Levels, path)...)
		}
	}
	for _, sheet := range c.Sheets {
		for _, reader := range sheet.Readers {
			wrong = append(wrong, s.names(reader, readers, []string{"sheets", sheet.ID, "readers"})...)
		}
		if sheet.SeenBy != "" {
			wrong = append(wrong, s.names(sheet.SeenBy, readers, []string{"sheets", sheet.ID, "seen-by"})...)
		}
	}
	return wrong
}
