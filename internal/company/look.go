package company

import "usher/internal/catalog"

// OwnSheet is a kind of sheet that comes with the company's templates.
type OwnSheet struct {
	ID      string // also the name of its template, ID.html
	Code    string
	Title   catalog.Text // the heading
	Short   catalog.Text // what it is called elsewhere
	Use     catalog.Text // for whom and what for
	Scope   string       // what one sheet is about: "visit", "booking", "day" or "week"
	Clauses []string     // of the regulation that it carries
}

// Own are the company's own kinds of sheets, in the order of the files.
func (c *Company) Own() (own []OwnSheet) {
	for _, s := range c.Sheets {
		if s.Scope != "" {
			own = append(own, OwnSheet{s.ID, s.Code, s.Title, s.Short, s.Use, s.Scope, s.Clauses})
		}
	}
	return own
}
