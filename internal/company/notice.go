package company

import (
	"cmp"

	"usher/internal/calendar"
)

// Notice is how long ahead a visit is announced, moved or called off (R2.4).
type Notice struct {
	Unit       string `json:"unit"`       // "hours", "calendar-days" or "working-days"
	Number     int    `json:"number"`     // of units
	CutOff     string `json:"cut-off"`    // "15:04"; what is announced later that day counts as the next day
	Leaders    bool   `json:"leaders"`    // due when a leader appears
	Coordinate bool   `json:"coordinate"` // due when General Affairs must coordinate

	Reschedule   *Ahead                    `json:"reschedule"`   // nil: as for a new visit
	Cancellation *Ahead                    `json:"cancellation"` // nil: none is asked for
	Categories   map[string]CategoryNotice `json:"categories"`   // by category; announced ahead, important or not
}

// Ahead is how long ahead. What is left out is as in Notice.
type Ahead struct {
	Unit   string `json:"unit"`
	Number *int   `json:"number"`
	CutOff string `json:"cut-off"`
}

// CategoryNotice is what one category has of its own.
type CategoryNotice struct {
	Unit         string `json:"unit"`
	Number       *int   `json:"number"`
	CutOff       string `json:"cut-off"`
	Reschedule   *Ahead `json:"reschedule"`
	Cancellation *Ahead `json:"cancellation"`
}

// Change is what a notice is of.
type Change string

// What is announced.
const (
	Arranged    Change = "new"          // a visit
	Rescheduled Change = "reschedule"   // another time of arrival for a visit that was announced before
	CalledOff   Change = "cancellation" // that a visit does not take place
)

// Ahead is the notice of a change that is asked for in a category, or in any
// where category is ""; false where none is.
func (n Notice) Ahead(category string, of Change) (calendar.Notice, bool) {
	ahead := calendar.Notice{Unit: n.Unit, Number: n.Number, CutOff: n.CutOff}
	own := n.Categories[category]
	asked := of != CalledOff
	switch {
	case of == CalledOff && n.Cancellation != nil:
		ahead, asked = n.Cancellation.over(ahead), true
	case of == Rescheduled && n.Reschedule != nil:
		ahead = n.Reschedule.over(ahead)
	}
	ahead = (&Ahead{Unit: own.Unit, Number: own.Number, CutOff: own.CutOff}).over(ahead)
	switch {
	case of == CalledOff && own.Cancellation != nil:
		ahead, asked = own.Cancellation.over(ahead), true
	case of == Rescheduled && own.Reschedule != nil:
		ahead = own.Reschedule.over(ahead)
	}
	return ahead, asked
}

// Asks reports whether a category asks for notice of a change by itself,
// important or not.
func (n Notice) Asks(category string, of Change) bool {
	own := n.Categories[category]
	switch of {
	case CalledOff:
		return own.Cancellation != nil
	case Rescheduled:
		return own.Reschedule != nil || own.Number != nil
	}
	return own.Number != nil
}

// Cancellations reports whether notice of a cancellation may be asked for.
func (n Notice) Cancellations() bool {
	for _, c := range n.Categories {
		if c.Cancellation != nil {
			return true
		}
	}
	return n.Cancellation != nil
}

func (a *Ahead) over(general calendar.Notice) calendar.Notice {
	general.Unit, general.CutOff = cmp.Or(a.Unit, general.Unit), cmp.Or(a.CutOff, general.CutOff)
	if a.Number != nil {
		general.Number = *a.Number
	}
	return general
}
