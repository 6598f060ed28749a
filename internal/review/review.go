// Package review provides what a change means for the visits: which are new,
// rescheduled, moved, called off or changed, and what follows from it for rooms,
// people, purchases, notice and approval. It is computed from the plans before and
// after alone, in one language, for those who decide whether to merge it.
//
// Nothing is told of a confidential visit's guests, organisation or purpose, nor
// what would give them away, where it is confidential on either side (R5.1).
package review

import (
	"usher/internal/catalog"
	"usher/internal/change"
	"usher/internal/company"
	"usher/internal/facts"
	"usher/internal/plan"
)

// Side is a plan as one side of the change has it.
type Side struct {
	Plan         *plan.Plan
	Facts        *facts.Facts
	Confidential bool // or it cannot be read whether it is
	Whole        bool // all of it could be read
}

// Pair is a plan that the change touches, before and after. A side is nil where
// there is no file, or none that can be read.
type Pair struct {
	ID            string
	Was, Is       string // the file's path before and after; empty where there is none
	Before, After *Side
}

// World is what the answer depends on besides the plans.
type World struct {
	Company *company.Company
	Lang    catalog.Lang
	// Approvers are the people who may waive a rule; false where nobody may, or
	// where there is no such rule.
	Approvers func(rule string) ([]string, bool)
}

// Act is what becomes of a visit.
type Act string

// The acts, what matters most first.
const (
	Unread      Act = "unread" // the plan cannot be read any longer
	Added       Act = "added"
	CalledOff   Act = "called-off"
	Rescheduled Act = "rescheduled" // arrival or departure
	Moved       Act = "moved"       // to other rooms
	Changed     Act = "changed"     // something else
	Removed     Act = "removed"     // the plan of a visit that is over, or had been called off
	FileOnly    Act = "file-only"   // where the file lies, comments, layout
)

// Acts are all acts, in the order in which visits are told.
func Acts() []Act {
	return []Act{Unread, Added, CalledOff, Rescheduled, Moved, Changed, Removed, FileOnly}
}

// Visit is what a change means for one visit. The json names are those of usher
// diff, version 1: a field is added, never changed or removed. Texts are in the
// language of the World.
type Visit struct {
	Plan         string    `json:"plan"`
	File         string    `json:"file"`          // empty where it is gone
	FileBefore   string    `json:"file-before"`   // empty where it is new
	Acts         []Act     `json:"acts"`          // one at least
	Confidential bool      `json:"confidential"`  // on either side
	Whole        bool      `json:"whole"`         // both sides could be read whole; else something may be missing
	Category     string    `json:"category"`      // as all that follows, of what is, else of what was
	Organization string    `json:"organization"`  // empty where confidential
	Headcount    int       `json:"headcount"`     // 0 where confidential
	Purpose      string    `json:"purpose"`       // empty where confidential
	Arrive       plan.Time `json:"arrive"`        // empty where it cannot be read
	Depart       plan.Time `json:"depart"`        //
	ArriveBefore plan.Time `json:"arrive-before"` // empty where it is new
	DepartBefore plan.Time `json:"depart-before"`

	Notice    *Notice    `json:"notice"` // null where none is due, or the announcement stands
	Rooms     []Room     `json:"rooms"`
	People    []Person   `json:"people"`
	Purchases []Purchase `json:"purchases"`
	Cost      *Cost      `json:"cost"` // null where confidential
	Waivers   []Waiver   `json:"waivers"`
	Approvals []Approval `json:"approvals"`
	Changes   []Detail   `json:"changes"` // value by value; none where the visit is new or gone
}

// Notice is how long is left to announce the visit in time, by merging (R2.4).
type Notice struct {
	Of          string    `json:"of"` // what is announced: "new", "reschedule" or "cancellation"
	Because     string    `json:"because"`
	Required    string    `json:"required"` // "48 hours"
	MergeBy     plan.Time `json:"merge-by"`
	MinutesLeft int       `json:"minutes-left"` // negative where it is too late
	Late        bool      `json:"late"`
}

// Room is a booking that comes or goes (R2.6).
type Room struct {
	Act    string    `json:"act"` // "taken" or "freed"
	Room   string    `json:"room"`
	Name   string    `json:"name"` // the id where the inventory lacks it
	From   plan.Time `json:"from"`
	Until  plan.Time `json:"until"`
	Opens  plan.Time `json:"opens"` // with set-up and clean-up
	Closes plan.Time `json:"closes"`
}

// Person is somebody who comes on duty or goes off (R3).
type Person struct {
	Act    string `json:"act"` // "new", "relieved", or "other-time" where the visit was rescheduled
	Person string `json:"person"`
	Role   string `json:"role"` // id; "leader", "custodian", "driver"
	Name   string `json:"name"` // of the role
}

// Purchase is something to buy that comes, goes, or is more or less (R2.7, R2.8).
type Purchase struct {
	Act            string    `json:"act"`  // "added", "dropped", "changed"
	Kind           string    `json:"kind"` // such as company.BuyGifts
	Name           string    `json:"name"`
	Unit           string    `json:"unit"`
	Quantity       int       `json:"quantity"` // 0 where nothing says, or confidential
	QuantityBefore int       `json:"quantity-before"`
	Amount         *float64  `json:"amount"` // more than before, in the company's currency; null where no price is known
	Needed         plan.Time `json:"needed"` // the first time; empty where the plan does not say
	BuyBy          plan.Time `json:"buy-by"`
	onlyLater      bool      // the same, at another time
}

// Cost is money in the company's currency: what is to be bought, as far as prices
// are known, and the budget.
type Cost struct {
	Purchases       float64 `json:"purchases"`
	PurchasesBefore float64 `json:"purchases-before"`
	Budget          float64 `json:"budget"`
	BudgetBefore    float64 `json:"budget-before"`
}

// Waiver is a rule that the change asks to set aside.
type Waiver struct {
	Rule       string    `json:"rule"`
	Reason     string    `json:"reason"` // empty where confidential
	ApprovedBy string    `json:"approved-by"`
	Until      plan.Date `json:"until"`
	Waivable   bool      `json:"waivable"`
	Approvers  []string  `json:"approvers"` // who may approve it, the applicant apart
}

// Approval is who has to agree before the change is merged.
type Approval struct {
	By     []string `json:"by"` // one of them
	Why    string   `json:"why"`
	Clause string   `json:"clause"` // of the regulation
	Waiver string   `json:"waiver"` // the rule, where that is why; else empty
}

// Detail is one value that is another, or an item of a list that came or went.
type Detail struct {
	Topic  change.Topic `json:"topic"`
	Act    change.Act   `json:"act"`
	Item   string       `json:"item"`   // as all that follows, empty where confidential
	Before string       `json:"before"` // as a plan writes it
	After  string       `json:"after"`
	// Told is true where rooms, people or the visit's own times say it already.
	Told bool `json:"-"`
}
