package company

import (
	"strings"

	"usher/internal/catalog"
)

// Clause is a clause of the regulation.
type Clause struct {
	ID string `json:"-"` // such as "R2.4"
	EN string `json:"en"`
	ZH string `json:"zh"`
}

// Text is what the clause says, retold.
func (c Clause) Text() catalog.Text { return catalog.Text{EN: c.EN, ZH: c.ZH} }

// Clauses are the ids that a reference to the regulation means, in its order: one
// clause ("R2.4"), those below a part ("R3"), or a range within a part ("R4.A–D").
// None where the regulation has no such clause.
func (c *Company) Clauses(reference string) (ids []string) {
	first, last, isRange := strings.Cut(strings.ReplaceAll(reference, "-", "–"), "–")
	part, _, _ := strings.Cut(first, ".")
	in := false
	for _, clause := range c.Regulation {
		switch {
		case isRange:
			in = in || clause.ID == first
		default:
			in = clause.ID == reference || strings.HasPrefix(clause.ID, reference+".")
		}
		if in && reference != "" {
			ids = append(ids, clause.ID)
		}
		if isRange && clause.ID == part+"."+last {
			return ids
		}
	}
	if isRange {
		return nil // it has no end
	}
	return ids
}
