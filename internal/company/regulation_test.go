package company_test

import (
	"strings"
	"testing"

	"usher/internal/company"
)

func TestClauses(t *testing.T) {
	c := &company.Company{}
	for _, id := range strings.Fields("R2.4 R3.1 R3.2 R4.A R4.B R4.C R4.D R4.1 R4.2") {
		c.Regulation = append(c.Regulation, company.Clause{ID: id})
	}
	for reference, want := range map[string]string{
		"R2.4":   "R2.4",
		"R3":     "R3.1 R3.2",
		"R4.A–D": "R4.A R4.B R4.C R4.D",
		"R4.B-C": "R4.B R4.C",
		"R4.D–D": "R4.D",
		"R4.C–Z": "",
		"R4.Z–C": "",
		"R9.1":   "",
		"R":      "",
		"":       "",
	} {
		if got := strings.Join(c.Clauses(reference), " "); got != want {
			t.Errorf("%q means %q, want %q", reference, got, want)
		}
	}
}
