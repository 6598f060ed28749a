// Package facts provides what is true of a plan among all plans: its season and
// refreshments, who fills which role, what each booking takes and collides with,
// and what notice was given. Go computes facts; the rules judge them. The json
// names are what the rules of policies/rules read.
package facts

import (
	"time"

	"usher/internal/calendar"
	"usher/internal/catalog"
	"usher/internal/company"
	"usher/internal/plan"
)

// Facts are the facts of one plan.
type Facts struct {
	Now plan.Time `json:"now"` // the moment of judging
	// Status is the plan's, planned where it says none; empty where it is stated wrongly.
	Status       string       `json:"status,omitempty"`
	Ended        bool         `json:"ended"`     // the stay is over, or the plan is completed
	Fresh        bool         `json:"fresh"`     // not committed yet, or new or rescheduled against the base
	Past         bool         `json:"past"`      // arrival lies before the moment of judging
	Important    bool         `json:"important"` // of a category of important customers (R2.1)
	Season       string       `json:"season,omitempty"`
	SeasonName   catalog.Text `json:"season-name"`
	Refreshments Refreshments `json:"refreshments"`
	Notice       Notice       `json:"notice"`
	Needs        []Need       `json:"needs,omitempty"`         // roles that the category calls for
	Team         []Member     `json:"team,omitempty"`          // who is on duty
	Roles        []Ref        `json:"roles,omitempty"`         // the keys of team in the plan, sorted
	Department   Ref          `json:"department"`              // the applicant's
	Counterpart  Ref          `json:"counterpart"`             // the plan's, where it names one
	Rooms        []Booking    `json:"rooms,omitempty"`         // one for each of the plan's rooms
	Steps        []Step       `json:"programme,omitempty"`     // one for each of the plan's programme
	DoubleBooked []Double     `json:"double-booked,omitempty"` // persons who are in an earlier visit, in file order, at once
	Personal     []Personal   `json:"personal,omitempty"`      // personal numbers in the plan's texts
	Purchases    []Purchase   `json:"purchases,omitempty"`     // what has to be bought
	Spending     []Spending   `json:"spending,omitempty"`      // by kind of cost
	After        After        `json:"after"`                   // what is due once the guests have left
	Altered      []Alteration `json:"altered,omitempty"`       // what a change under review does to a completed plan, without a correction that says why
	Sealing      Sealing      `json:"sealing"`
	Waivers      []Waiver     `json:"waivers,omitempty"` // one for each of the plan's waivers; judge fills it
}

// Ref is a word of the plan that must name something in the policies.
type Ref struct {
	ID      string `json:"id,omitempty"`
	Known   bool   `json:"known"`
	Closest string `json:"closest,omitempty"` // a known id that was probably meant
	Choices string `json:"choices,omitempty"` // the known ids, joined by ", "; only where not known
	// Hint is the id that was probably meant, else the known ones; only where not known.
	Hint catalog.Text `json:"hint"`
}

// Refreshments are what will be offered, and what the season calls for (R4.3).
type Refreshments struct {
	Fruit         int  `json:"fruit"`
	DriedFruit    int  `json:"dried-fruit"`
	Tobacco       bool `json:"tobacco"`
	DueFruit      int  `json:"due-fruit"` // what the season calls for
	DueDriedFruit int  `json:"due-dried-fruit"`
}

// Notice is whether notice is due, what was given and what would have done (R2.4).
// Moments are wall-clock times of the company, and instants for the sheets.
type Notice struct {
	Due       bool           `json:"due"`
	Of        company.Change `json:"of"`        // what was to be announced
	Because   catalog.Text   `json:"because"`   // why it is due
	Required  catalog.Text   `json:"required"`  // "48 hours"
	Announced plan.Time      `json:"announced"` // empty: cannot be known, or arrive is not stated
	// Source is how the announcement is known: "commit", "uncommitted" (now, not
	// committed yet), "change" (now, a change under review), "no-repository".
	Source   string    `json:"source,omitempty"`
	Commit   string    `json:"commit,omitempty"` // abbreviated hash, where Source is "commit"
	Deadline plan.Time `json:"deadline"`         // the latest moment that would have done
	Given    string    `json:"given,omitempty"`  // hours of notice given, rounded down, as text
	Late     bool      `json:"late"`             // announced after Deadline
	// UnknownYears are those whose holidays had to be known to count working days
	// back to Deadline and are not in the policies: it goes by their weekends alone.
	UnknownYears []int `json:"unknown-years,omitempty"`
	// Skipped are the holidays and closing days that were not counted, in order.
	Skipped []calendar.Span `json:"skipped,omitempty"`

	AnnouncedAt time.Time `json:"-"`
}

// Need is a role that the visit needs, and who fills it (R4.A to R4.D).
type Need struct {
	Role   string       `json:"role"`
	Name   catalog.Text `json:"name"`
	Filled bool         `json:"filled"`
	Clause string       `json:"clause"`
	// OrCounterpart says that the unit named as counterpart would do instead.
	OrCounterpart bool `json:"or-counterpart"`
}

// Member is a person on duty in a visit. A person with two roles is two members.
type Member struct {
	Role   string       `json:"role"` // empty for a leader
	Name   catalog.Text `json:"name"` // of the role
	Person string       `json:"person"`
	Latin  string       `json:"latin"`
	Unit   catalog.Text `json:"unit"`
	Post   catalog.Text `json:"post"`
	Phone  string       `json:"phone"`
	Duty   catalog.Text `json:"duty"`
	Clause string       `json:"clause"`
	Stated bool         `json:"stated"` // by the plan; else out of the directory
	Leader bool         `json:"leader"`
}

// Booking is a room of the plan with everything filled in.
type Booking struct {
	Room      Ref       `json:"room"`
	Seats     int       `json:"seats"` // 0 where the room is not known
	From      plan.Time `json:"from"`
	Until     plan.Time `json:"until"`
	Opens     plan.Time `json:"opens"`  // From less set-up
	Closes    plan.Time `json:"closes"` // Until and clean-up
	Attendees int       `json:"attendees"`
	Equipment []Ref     `json:"equipment,omitempty"`
	Custodian Ref       `json:"custodian"`
	// HasCustodian is also true where the plan tries to name one and validate has
	// found fault with it.
	HasCustodian bool       `json:"has-custodian"`
	Clashes      []Clash    `json:"clashes,omitempty"`   // bookings before it, in file order, that overlap
	Shortages    []Shortage `json:"shortages,omitempty"` // equipment that bookings before it leave too little of
	// Free are other rooms that could be taken instead, the smallest first; only
	// where this one has clashes or too few seats. FreeIDs is their ids, joined by ", ".
	Free    []FreeRoom `json:"free,omitempty"`
	FreeIDs string     `json:"free-ids"`
	Next    *Slot      `json:"next,omitempty"` // the next free time of this room; only with clashes or shortages
}

// Clash is another booking of the same room that overlaps.
type Clash struct {
	Plan  string    `json:"plan"`
	File  string    `json:"file"`
	Index int       `json:"index"` // in that plan's rooms
	From  plan.Time `json:"from"`
	Until plan.Time `json:"until"`
	Title string    `json:"title"` // its organisation; empty where the other plan is confidential
}

// Step is what is true of an item of the programme.
type Step struct {
	Who []Ref `json:"who,omitempty"` // the words in who that are written like role ids
}

// Waiver is what is true of one of the plan's waivers.
type Waiver struct {
	Known     bool     `json:"known"`             // the rule exists
	Waivable  bool     `json:"waivable"`          // and may be waived
	Closest   string   `json:"closest,omitempty"` // a known rule that was probably meant
	Missing   []string `json:"missing,omitempty"` // keys that a waiver needs and this one lacks, in the plan's order
	Approver  bool     `json:"approver"`          // approved by a person who may
	Approvers string   `json:"approvers"`         // those who may, joined by ", "
	Own       bool     `json:"own"`               // approved by the applicant
	Past      bool     `json:"past"`              // ended before today, and before the visit did
	Holds     bool     `json:"holds"`             // nothing of the above speaks against it
	Used      bool     `json:"used"`              // the rule has a finding that it sets aside, or may have one once the plan's mistakes are mended
}

// Phase is a part of the checklist with what this visit needs of it.
type Phase struct {
	ID     string
	Name   catalog.Text
	Checks []Check
}

// Check is one line of the checklist.
type Check struct {
	What   catalog.Text
	Clause string
	Owner  string // a person; empty where nobody is known
	Due    plan.Time
	Key    bool
}
