package facts

import (
	"slices"
	"strings"

	"usher/internal/catalog"
	"usher/internal/company"
	"usher/internal/plan"
	"usher/internal/suggest"
)

// After is what is due once the guests have left (R2.2, R4.8).
type After struct {
	Over       bool         `json:"over"`    // the guests have left, and after they arrived
	Days       int          `json:"days"`    // calendar days since then; 0 on the same day and before
	Missing    bool         `json:"missing"` // the visit is completed and nothing is said of its outcome
	Unreturned []Unreturned `json:"unreturned,omitempty"`
}

// Unreturned is the key or a kind of equipment that a completed visit had and
// does not say is back.
type Unreturned struct {
	ID     string       `json:"id"` // "key", or of the equipment
	Name   catalog.Text `json:"name"`
	Pieces int          `json:"pieces"` // still out
	At     []any        `json:"at"`     // where it was booked, or its name misspelt among what is back
	// Written is a word among what is back that was probably meant for it.
	Written string `json:"written,omitempty"`
}

// key is the item by which a plan says that a room's key is back.
const key = "key"

func after(p *plan.Plan, w World) After {
	a := After{}
	if p.Arrive != "" && p.Depart > p.Arrive {
		a.Over = !p.Depart.In(w.Company.Zone).After(w.Now)
		today := plan.TimeOf(w.Now, w.Company.Zone).Date()
		a.Days = max(0, minutes(p.Depart.Date().At("00:00"), today.At("00:00"))/(24*60))
	}
	if p.Status != plan.Completed || p.IsWrong("outcome") {
		return a
	}
	if a.Missing = empty(p); !a.Missing {
		a.Unreturned = unreturned(p, w.Company)
	}
	return a
}

// empty reports whether a plan says nothing of its outcome, not even wrongly.
func empty(p *plan.Plan) bool {
	if o := p.Outcome; o != nil && (o.Summary != "" || o.Reason != "" || o.Archived != "" ||
		len(o.Costs)+len(o.Returned)+len(o.FollowUps) > 0) {
		return false
	}
	for path := range p.Wrong {
		if strings.HasPrefix(path, "outcome/") {
			return false
		}
	}
	return true
}

// unreturned are the key, where a room was booked, and each kind of equipment of
// which less is back than the booking had that had most: what two meetings share
// need not be handed in between them. It is silent where what is back cannot be read.
func unreturned(p *plan.Plan, c *company.Company) []Unreturned {
	if p.Outcome == nil || p.IsWrong("outcome", "returned") {
		return nil
	}
	back := map[string]int{}
	for i, r := range p.Outcome.Returned {
		if p.IsWrong("outcome", "returned", i) || p.IsWrong("outcome", "returned", i, "item") {
			return nil
		}
		back[r.Item]++
	}
	var out []Unreturned
	missing := func(u Unreturned) {
		for i, r := range p.Outcome.Returned {
			if _, known := c.Equip(r.Item); !known && r.Item != key && (named(u.Name, r.Item) || suggest.Closest(r.Item, []string{u.ID}) != "") {
				u.Written, u.At = r.Item, []any{"outcome", "returned", i, "item"}
				break
			}
		}
		out = append(out, u)
	}
	for i, b := range p.Rooms {
		if _, known := c.Room(b.Room); known && back[key] == 0 {
			missing(Unreturned{ID: key, Name: catalog.ReturnKey, Pieces: 1, At: []any{"rooms", i, "room"}})
			break
		}
	}
	for _, e := range c.Equipment {
		most, pieces := -1, []int(nil)
		for i, b := range p.Rooms {
			var items []int
			for n, id := range b.Equipment {
				if id == e.ID {
					items = append(items, n)
				}
			}
			if len(items) > len(pieces) {
				most, pieces = i, items
			}
		}
		if n := back[e.ID]; n < len(pieces) {
			missing(Unreturned{ID: e.ID, Name: e.Name, Pieces: len(pieces) - n, At: []any{"rooms", most, "equipment", pieces[n]}})
		}
	}
	slices.SortStableFunc(out, func(a, b Unreturned) int { return strings.Compare(plan.Path(a.At...), plan.Path(b.At...)) })
	return out
}

// named reports whether a word is the name of a thing in either language.
func named(name catalog.Text, word string) bool {
	return fold(word) == fold(name.ZH) || fold(word) == fold(name.EN) || fold("the "+word) == fold(name.EN)
}
