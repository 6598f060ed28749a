package render

import (
	"fmt"
	"slices"
	"strings"

	"usher/internal/plan"
)

// Selection says which sheets are wanted; what it leaves empty, it leaves open.
// The zero Selection is all sheets of all visits, and those of the days and weeks
// that have a visit that has not ended.
type Selection struct {
	Kinds  []string    // names of kinds
	Visits []string    // ids of plans
	Days   []plan.Date // the sheets that are printed for these days
	Weeks  []plan.Week // the sheets that are printed for these weeks and their days
}

// all reports whether nothing was left out.
func (s Selection) all() bool {
	return len(s.Kinds)+len(s.Visits)+len(s.Days)+len(s.Weeks) == 0
}

func (s Selection) check(kinds []kind) error {
	for _, name := range s.Kinds {
		if !slices.ContainsFunc(kinds, func(k kind) bool { return k.name == name }) {
			return fmt.Errorf("rendering sheets: there is no kind %q", name)
		}
	}
	return nil
}

// wants says whether sheets of a kind are wanted. Where kinds are not named, visits
// that are bring only their own sheets, and days no sheets of whole weeks.
func (s Selection) wants(k kind) bool {
	switch {
	case len(s.Kinds) > 0:
		return slices.Contains(s.Kinds, k.name)
	case k.scope == PerDay:
		return len(s.Visits) == 0
	case k.scope == PerWeek:
		return len(s.Visits) == 0 && (len(s.Weeks) > 0 || len(s.Days) == 0)
	}
	return true
}

func (s Selection) visit(id string) bool {
	return len(s.Visits) == 0 || slices.Contains(s.Visits, id)
}

// on reports whether what is printed for a day is wanted.
func (s Selection) on(d plan.Date) bool {
	return len(s.Days)+len(s.Weeks) == 0 || slices.Contains(s.Days, d) || d != "" && slices.Contains(s.Weeks, d.Week())
}

// name is what is selected, as the title of a combined file has it.
func (s Selection) name() string {
	parts := slices.Clone(s.Visits)
	for _, w := range s.Weeks {
		parts = append(parts, string(w))
	}
	for _, d := range s.Days {
		parts = append(parts, string(d))
	}
	return strings.Join(append(parts, s.Kinds...), " ")
}

// path is where a combined file goes, without extension: to what is selected where
// that is one thing.
func (s Selection) path() string {
	file := strings.Join(append([]string{"combined"}, s.Kinds...), "-")
	switch visits, days, weeks := len(s.Visits), len(s.Days), len(s.Weeks); {
	case visits == 1 && days+weeks == 0:
		return s.Visits[0] + "/" + file
	case days == 1 && visits+weeks == 0:
		return PerDay.folder() + "/" + string(s.Days[0]) + "/" + file
	case weeks == 1 && visits+days == 0:
		return PerWeek.folder() + "/" + string(s.Weeks[0]) + "/" + file
	}
	return file
}
