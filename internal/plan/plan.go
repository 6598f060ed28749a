// Package plan provides the domain's types: a customer visit as its plan states it.
//
// A zero value (an empty string, a zero number, a nil list) means that the plan
// does not say, or that what it says is wrong and validate has told so: whoever
// needs the value stays silent then. The json names are the keys of the plan.
package plan

import (
	"fmt"
	"slices"
	"strings"
)

// Plan is one visit.
type Plan struct {
	ID   string `json:"id"`   // the file's stem, unique in the repository
	File string `json:"file"` // path from the root, with slashes

	Category        string            `json:"category,omitempty"` // "A" to "D" in the built-in company (R1)
	Status          string            `json:"status,omitempty"`   // Planned when left out
	Customer        Customer          `json:"customer"`
	Arrive          Time              `json:"arrive,omitempty"`
	Depart          Time              `json:"depart,omitempty"`
	Purpose         string            `json:"purpose,omitempty"`
	Requirements    []string          `json:"requirements,omitempty"` // what the guests asked for (R2.5)
	Applicant       Applicant         `json:"applicant"`
	Leaders         []string          `json:"leaders,omitempty"`      // company leaders who appear (R2.4)
	Coordination    bool              `json:"coordination,omitempty"` // General Affairs must coordinate (R2.4)
	Counterpart     string            `json:"counterpart,omitempty"`  // unit that the guests come to see (R4.D)
	Team            map[string]string `json:"team,omitempty"`         // role id: person
	Programme       []Step            `json:"programme,omitempty"`
	Rooms           []Booking         `json:"rooms,omitempty"`
	Refreshments    Refreshments      `json:"refreshments"`
	Travel          []Ticket          `json:"travel,omitempty"`
	Lodging         []Lodging         `json:"lodging,omitempty"`
	Meals           []Meal            `json:"meals,omitempty"`
	Vehicles        []Vehicle         `json:"vehicles,omitempty"`
	Gifts           []Gift            `json:"gifts,omitempty"`
	Budget          map[string]Amount `json:"budget,omitempty"`          // by kind of cost (R0.2)
	Confidentiality string            `json:"confidentiality,omitempty"` // Internal when left out (R5.1)
	Waive           []Waiver          `json:"waive,omitempty"`
	Outcome         *Outcome          `json:"outcome,omitempty"` // required once completed (R2.2)
	Sealed          *Sealed           `json:"sealed,omitempty"`  // nil in a plan that lies open (R5.1)

	// Wrong holds the paths whose values the plan states wrongly, keyed as Path
	// writes them: a rule that needs such a value stays silent (cli.md).
	Wrong map[string]bool `json:"-"`

	// Opened are the fields that were sealed and that a key has opened; nil in a plan
	// that nobody has opened.
	Opened []string `json:"-"`

	// Hidden holds what was taken out of a copy made for a reader, see Hides; nil
	// in the plan itself.
	Hidden map[string]bool `json:"-"`
}

// Path writes a path inside a plan as one word, such as "rooms/0/from".
func Path(elements ...any) string {
	var b strings.Builder
	for i, e := range elements {
		if i > 0 {
			b.WriteByte('/')
		}
		fmt.Fprint(&b, e)
	}
	return b.String()
}

// IsWrong reports whether the value at the path, or what holds it, is stated wrongly.
func (p *Plan) IsWrong(elements ...any) bool {
	if len(p.Wrong) == 0 {
		return false
	}
	for n := len(elements); n > 0; n-- {
		if p.Wrong[Path(elements[:n]...)] {
			return true
		}
	}
	return false
}

// Mistaken reports whether something at the path or below it, or what holds it, is
// stated wrongly or is missing, and not because it is sealed; without a path, anything.
func (p *Plan) Mistaken(elements ...any) bool {
	at := Path(elements...)
	for wrong := range p.Wrong {
		if (at == "" || under(wrong, at, "/") || under(at, wrong, "/")) && !p.seals(fieldOf(wrong)) {
			return true
		}
	}
	return false
}

// Shut reports whether something at the path, names alone, or what holds it, is in the
// sealed file, which nobody has opened.
func (p *Plan) Shut(names ...any) bool {
	if p.Sealed == nil || p.Opened != nil {
		return false
	}
	field := fieldOf(Path(names...))
	return p.seals(field) || slices.ContainsFunc(p.Sealed.Fields, func(s string) bool { return under(s, field, ".") })
}

// seals reports whether a field is sealed, by itself or with what holds it.
func (p *Plan) seals(field string) bool {
	return p.Sealed != nil && slices.ContainsFunc(p.Sealed.Fields, func(s string) bool { return under(field, s, ".") })
}

// under reports whether a path is another or lies below it.
func under(path, other, between string) bool {
	return path == other || strings.HasPrefix(path, other+between)
}

// fieldOf is the field, as Fields writes it, that a path leads to.
func fieldOf(path string) string {
	names := strings.Split(path, "/")
	return strings.Join(slices.DeleteFunc(names, func(name string) bool { return name != "" && name[0] >= '0' && name[0] <= '9' }), ".")
}

// The values of Plan.Status.
const (
	Planned   = "planned"
	Completed = "completed"
	Cancelled = "cancelled"
)

// The values of Plan.Confidentiality (R5.1).
const (
	Public       = "public"
	Internal     = "internal"
	Confidential = "confidential"
)

// Amount is money in the company's currency.
type Amount float64

// Customer is who comes.
type Customer struct {
	Organization string  `json:"organization,omitempty"`
	Headcount    int     `json:"headcount,omitempty"` // all guests, named or not
	Contact      string  `json:"contact,omitempty"`   // whom to ring
	Language     string  `json:"language,omitempty"`  // of what the guests get on paper, "zh" or "en"; those of all sheets when left out
	Guests       []Guest `json:"guests,omitempty"`    // the principal guest first
}

// Guest is a guest named in the plan.
type Guest struct {
	Name     string `json:"name,omitempty"`
	Position string `json:"position,omitempty"`
	Special  bool   `json:"special,omitempty"` // may be offered tobacco (R4.5)
	Dietary  string `json:"dietary,omitempty"`
}

// Applicant is the member of staff who asks for the visit.
type Applicant struct {
	Name       string `json:"name,omitempty"`
	Department string `json:"department,omitempty"` // unit id
}

// Step is one item of the run of show.
type Step struct {
	At    Time     `json:"at,omitempty"`
	Until Time     `json:"until,omitempty"`
	What  string   `json:"what,omitempty"`
	Where string   `json:"where,omitempty"`
	Who   []string `json:"who,omitempty"` // role ids, or names of people
}

// Booking is the use of one room (R2.6).
type Booking struct {
	Room      string   `json:"room,omitempty"`
	From      Time     `json:"from,omitempty"`      // Arrive when left out
	Until     Time     `json:"until,omitempty"`     // Depart when left out
	Attendees int      `json:"attendees,omitempty"` // everybody in the room; headcount and team when left out
	Layout    string   `json:"layout,omitempty"`
	Equipment []string `json:"equipment,omitempty"`
	Custodian string   `json:"custodian,omitempty"` // who collects and returns the equipment (R4.9)
}

// Refreshments are what the plan says against the season's; nil leaves it to the season (R4.3).
type Refreshments struct {
	Fruit      *int `json:"fruit,omitempty"`       // kinds of fresh fruit
	DriedFruit *int `json:"dried-fruit,omitempty"` // kinds of dried fruit and nuts
	Tobacco    bool `json:"tobacco,omitempty"`     // for special guests only (R4.5)
}

// Ticket is a journey that General Affairs buys (R2.8).
type Ticket struct {
	Kind    string   `json:"kind,omitempty"`
	Number  string   `json:"number,omitempty"`
	From    string   `json:"from,omitempty"`
	To      string   `json:"to,omitempty"`
	Departs Time     `json:"departs,omitempty"`
	For     []string `json:"for,omitempty"` // guests' names
}

// Lodging is rooms in a hotel for the nights From up to Until.
type Lodging struct {
	Hotel string `json:"hotel,omitempty"`
	Rooms int    `json:"rooms,omitempty"`
	From  Date   `json:"from,omitempty"`
	Until Date   `json:"until,omitempty"`
}

// Meal is a meal with guests and the company's own companions at table.
type Meal struct {
	At         Time   `json:"at,omitempty"`
	Place      string `json:"place,omitempty"`
	Guests     int    `json:"guests,omitempty"`
	Companions int    `json:"companions,omitempty"`
}

// Vehicle is a transfer.
type Vehicle struct {
	At     Time   `json:"at,omitempty"`
	From   string `json:"from,omitempty"`
	To     string `json:"to,omitempty"`
	Seats  int    `json:"seats,omitempty"`
	Driver string `json:"driver,omitempty"`
}

// Gift is a present for the guests.
type Gift struct {
	Item     string `json:"item,omitempty"`
	Quantity int    `json:"quantity,omitempty"`
}

// Waiver sets a rule aside, on the record.
type Waiver struct {
	Rule       string `json:"rule,omitempty"`
	Reason     string `json:"reason,omitempty"`
	ApprovedBy string `json:"approved-by,omitempty"`
	Until      Date   `json:"until,omitempty"` // last day on which it holds
}

// Outcome is what is kept of a completed visit (R2.2).
type Outcome struct {
	Summary   string            `json:"summary,omitempty"`
	Costs     map[string]Amount `json:"costs,omitempty"` // by kind, as in Plan.Budget
	Reason    string            `json:"reason,omitempty"`
	Returned  []Return          `json:"returned,omitempty"`
	FollowUps []FollowUp        `json:"follow-ups,omitempty"`
	Archived  Date              `json:"archived,omitempty"`
	// Corrections are why a plan was changed once it was completed.
	Corrections []Correction `json:"corrections,omitempty"`
}

// Correction is a reason to change a completed plan.
type Correction struct {
	Date   Date   `json:"date,omitempty"`
	Reason string `json:"reason,omitempty"`
}

// Sealed is what the open part of a plan says of its sealed file.
type Sealed struct {
	Fields []string `json:"fields,omitempty"` // what is in there, as Fields writes it
	To     []string `json:"to,omitempty"`     // fingerprints of the keys that open it
	Digest string   `json:"digest,omitempty"` // of the file: "sha256:" and 64 hexadecimal digits
	Purged Date     `json:"purged,omitempty"` // when the file was taken out; empty while it must be there
}

// Return is the key or a piece of equipment given back (R4.8, R4.9).
type Return struct {
	Item string `json:"item,omitempty"`
	By   string `json:"by,omitempty"`
	At   Time   `json:"at,omitempty"`
}

// FollowUp is a promise made during the visit (R2.2).
type FollowUp struct {
	What  string `json:"what,omitempty"`
	Owner string `json:"owner,omitempty"`
	Due   Date   `json:"due,omitempty"`
	Done  bool   `json:"done,omitempty"`
}
