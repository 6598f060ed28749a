package company

import (
	"slices"
	"strings"

	"usher/internal/catalog"
)

// Reader is somebody whom sheets are made for (R5.1).
type Reader struct {
	ID   string       `json:"-"`
	Name catalog.Text `json:"name"`
	// Visits are words of Item.When: a visit concerns the reader that has one of
	// them. Empty is every visit.
	Visits []string `json:"visits"`
}

// Sheet is who gets a kind of sheet, and where it is one of the company's own,
// what it is.
type Sheet struct {
	ID      string   `json:"-"`
	Readers []string `json:"readers"`
	// SeenBy is the reader who may pass by where the sheet hangs or lies: it says
	// nothing that this one may not see, whoever prints it. May be empty.
	SeenBy string `json:"seen-by"`

	Code    string       `json:"code"` // as OwnSheet, as is what follows
	Title   catalog.Text `json:"title"`
	Short   catalog.Text `json:"short"`
	Use     catalog.Text `json:"use"`
	Scope   string       `json:"scope"`
	Clauses []string     `json:"clauses"`
}

// What the policies speak of besides the fields of a plan.
const (
	FieldPhone       = "people.phone" // of the directory; a level does not bear on it
	FieldCoordinator = "coordinator"  // the first on duty of those whom the category needs
)

// Levels are the levels of confidentiality, the most open first (R5.1).
var Levels = []string{"public", "internal", "confidential"}

// Sight takes a word of Fields apart: a reader, and the most confidential level
// at which the reader sees the field; "driver" is "driver:confidential".
func Sight(word string) (reader, level string) {
	reader, level, limited := strings.Cut(word, ":")
	if !limited {
		level = Levels[len(Levels)-1]
	}
	return reader, level
}

// Sees reports whether a reader sees a field of plans of a level. What the
// policies do not name is seen by nobody, and a level that is none is the most
// confidential one.
func (c *Company) Sees(reader, field, level string) bool {
	at := slices.Index(Levels, level)
	if at < 0 {
		at = len(Levels) - 1
	}
	return slices.ContainsFunc(c.Fields[field], func(word string) bool {
		who, upTo := Sight(word)
		return who == reader && at <= slices.Index(Levels, upTo)
	})
}

// Reader returns the reader of an id.
func (c *Company) Reader(id string) (Reader, bool) {
	return find(c.Readers, func(r Reader) bool { return r.ID == id })
}

// Sheet returns who gets the sheets of a kind.
func (c *Company) Sheet(kind string) (Sheet, bool) {
	return find(c.Sheets, func(s Sheet) bool { return s.ID == kind })
}
