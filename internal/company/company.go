// Package company provides the company's own facts as its policies state them:
// directory, rooms, equipment, seasons, notice, checklists. It is data only; the
// policy package reads it from policies/*.cue, whose keys are the json names here.
package company

import (
	"net/url"
	"strings"
	"time"

	"usher/internal/calendar"
	"usher/internal/catalog"
)

// Company is everything a company's policies say of the company. Lists are in
// the order of the policy files.
type Company struct {
	Name       catalog.Text `json:"name"`
	Department catalog.Text `json:"department"` // the department that runs reception (R2.1)
	Timezone   string       `json:"timezone"`   // IANA name, such as "Asia/Shanghai"
	Currency   string       `json:"currency"`   // ISO 4217 code
	PlanURL    string       `json:"plan-url"`   // where a plan can be read; {file} stands for its path
	NewURL     string       `json:"new-url"`    // the forge's page for a new file; {folder}, {name} and {text} stand for the plan's; may be empty
	RuleURL    string       `json:"rule-url"`   // where a rule is explained; {rule} stands for its id; may be empty
	Emergency  catalog.Text `json:"emergency"`  // line at the foot of the assignment sheet

	EveryVisit []string `json:"every-visit"` // roles on duty in each visit, whatever its category (R3.1)

	Units      []Unit
	Roles      []Role
	People     []Person
	Rooms      []Room
	Layouts    []Layout
	Equipment  []Equipment
	Services   []Service
	Categories []Category
	Seasons    []Season
	Checklist  []Phase
	RoomChecks []RoomCheck // of the room-use record
	Regulation []Clause
	Supplies   []Supply
	Notice     Notice
	Waivers    WaiverPolicy
	Approvals  []Approval
	Retention  Retention
	Sealing    Sealing

	Readers []Reader            // whom sheets are made for (R5.1)
	Sheets  []Sheet             // who gets which
	Fields  map[string][]string `json:"fields"` // who sees what of a plan, see Sees
	// Words are texts of catalog.Sheets that the company says otherwise, by key.
	Words map[string]catalog.Text `json:"words"`
	Alias string                  `json:"alias-key"` // a word of the company's that visits' aliases are made with; may be empty

	Budgets map[string]map[string]Standard `json:"budgets"` // by category and kind of cost (R0.2)
	// Purchasing is how many hours buying takes, by kind of purchase; what takes
	// none is left out.
	Purchasing map[string]int `json:"purchasing"`

	Days calendar.Policy `json:"calendar"` // the company's own days as stated; Calendar is to be used

	// Trip is how many minutes a vehicle and its driver are away from At on;
	// 0 is DefaultTrip.
	Trip int `json:"trip-minutes"`

	Zone     *time.Location     `json:"-"` // Timezone, loaded
	Calendar *calendar.Calendar `json:"-"` // the company's own days; nil where the policies have none
}

// DefaultTrip is the minutes of a transfer where the policies do not say.
const DefaultTrip = 60

// Unit is a department or a group of one.
type Unit struct {
	ID   string       `json:"-"`
	Name catalog.Text `json:"name"`
	Of   string       `json:"of"` // id of the unit it belongs to; may be empty
}

// Role is a duty in receiving guests (R3).
type Role struct {
	ID     string       `json:"-"`
	Name   catalog.Text `json:"name"`
	Unit   string       `json:"unit"`
	Holder string       `json:"holder"` // a person of the directory; may be empty
	Duty   catalog.Text `json:"duty"`   // what the assignment sheet says of it
	Clause string       `json:"clause"`
}

// Person is a member of staff in the directory, known by name.
type Person struct {
	Name  string       `json:"-"`
	Latin string       `json:"latin"` // the name in Latin letters, for English sheets; may be empty
	Unit  string       `json:"unit"`
	Post  catalog.Text `json:"post"`
	Phone string       `json:"phone"`
}

// Room is a room that can be booked (R2.6).
type Room struct {
	ID      string       `json:"-"`
	Name    catalog.Text `json:"name"`
	Place   catalog.Text `json:"place"`
	Seats   int          `json:"seats"`
	SetUp   int          `json:"set-up"`   // minutes kept free before a booking
	CleanUp int          `json:"clean-up"` // minutes kept free after a booking
	Service string       `json:"service"`  // person who looks after the room; may be empty
}

// Layout is a way to place tables and chairs (R4.1).
type Layout struct {
	ID   string       `json:"-"`
	Name catalog.Text `json:"name"`
}

// Equipment is a kind of thing that General Affairs lends (R2.7, R4.9).
type Equipment struct {
	ID     string       `json:"-"`
	Name   catalog.Text `json:"name"`
	Pieces int          `json:"pieces"` // how many the company owns
	Model  string       `json:"model"`  // for the loan slip; may be empty
}

// Service is what General Affairs provides in a room besides equipment, such as tea (R4.4).
type Service struct {
	ID   string       `json:"-"`
	Name catalog.Text `json:"name"` // {name} stands for a value of the visit, as in Item.What
	When string       `json:"when"` // as Item.When; empty: ticked by hand on the room-use record
}

// RoomCheck is a line of the check before and after a room is used (R4.7, R4.8).
type RoomCheck struct {
	ID     string       `json:"-"`
	What   catalog.Text `json:"what"`
	Clause string       `json:"clause"`
}

// Category is a class of guest (R1).
type Category struct {
	ID        string       `json:"-"`
	Name      catalog.Text `json:"name"`
	Important bool         `json:"important"` // "important customer": notice is always due (R2.1, R2.4)
	Roles     []string     `json:"roles"`     // roles that must be filled (R4.A to R4.D)
	// OrCounterpart lets the unit that the plan names as counterpart stand in
	// for the roles (R4.D).
	OrCounterpart bool   `json:"or-counterpart"`
	Clause        string `json:"clause"`
}

// Season says what fruit is offered in some months (R4.3).
type Season struct {
	ID         string       `json:"-"`
	Name       catalog.Text `json:"name"`
	Months     []int        `json:"months"` // 1 to 12, by arrival
	Fruit      int          `json:"fruit"`  // kinds of fresh fruit
	DriedFruit int          `json:"dried-fruit"`
}

// Phase is a part of the checklist: prepare, during, closing.
type Phase struct {
	ID    string       `json:"-"`
	Name  catalog.Text `json:"name"`
	Items []Item       `json:"-"`
}

// Item is a line of the checklist.
type Item struct {
	ID     string       `json:"-"`
	What   catalog.Text `json:"what"` // {name} stands for a value of the visit
	Clause string       `json:"clause"`
	Owner  string       `json:"owner"` // role id, or "applicant", "custodian", "driver"
	Key    bool         `json:"key"`   // must be done before the next phase starts
	Due    Due          `json:"due"`
	When   string       `json:"when"` // "always", or what the visit must have, such as "equipment"
}

// Due is a moment counted from the visit.
type Due struct {
	From    string `json:"from"`    // "arrive" or "depart"
	Days    int    `json:"days"`    // calendar days after (negative: before) that day
	Minutes int    `json:"minutes"` // minutes after (negative: before) that moment
	Clock   string `json:"clock"`   // "15:04" on that day instead of the moment's own time
}

// Standard is the most that guests may cost, in the company's currency; nil is no
// limit. Where both are given, the lower holds.
type Standard struct {
	PerGuest *float64 `json:"per-guest"`
	PerVisit *float64 `json:"per-visit"`
}

// The kinds of purchase (R2.7, R2.8).
const (
	BuyRefreshments = "refreshments"
	BuyTobacco      = "tobacco"
	BuyGifts        = "gifts"
	BuyTickets      = "tickets"
)

// Supply is something that is bought for visits (R2.7, R4.3 to R4.5).
type Supply struct {
	ID         string       `json:"-"`
	Kind       string       `json:"kind"` // such as SupplyFruit
	Name       catalog.Text `json:"name"`
	Spec       catalog.Text `json:"spec"`       // may be zero
	Unit       catalog.Text `json:"unit"`       // "kg"
	Seasons    []string     `json:"seasons"`    // ids; empty: all year
	Categories []string     `json:"categories"` // who gets it; empty: everybody
	When       string       `json:"when"`       // as Item.When; empty: whatever the visit has
	Quantity   int          `json:"quantity"`   // units, for each Each of Of; 0 is 1
	Each       int          `json:"each"`       // begun ones count; 0 is 1
	Of         string       `json:"of"`         // "guests", "special-guests", "people", "rooms", "visit"; empty: guests
	Buy        string       `json:"buy"`        // "by-day", "together" (for all days with a meeting), "once"; empty: together
	Price      *float64     `json:"price"`      // of a unit, in the company's currency; nil: not known
	Supplier   catalog.Text `json:"supplier"`   // may be zero
}

// The values of Supply.Kind.
const (
	SupplyFruit      = "fruit"
	SupplyDriedFruit = "dried-fruit"
	SupplyDrink      = "drink"
	SupplyTobacco    = "tobacco"
	SupplyGift       = "gift"
	SupplyOther      = "other"
)

// WaiverPolicy is who may set a rule aside.
type WaiverPolicy struct {
	Approvers []string `json:"approvers"` // people of the directory
}

// Approval is who has to agree before a change is merged (R2.1, R2.7).
type Approval struct {
	ID     string       `json:"-"`
	Why    catalog.Text `json:"why"`
	When   []string     `json:"when"` // as Item.When; one of them is enough
	By     []string     `json:"by"`   // people of the directory, one of whom is enough; "leaders" are all that the plan names
	Clause string       `json:"clause"`
}

// Retention is how long plans are kept after the visit (R5.1).
type Retention struct {
	Months int `json:"months"` // from the day of departure on
}

// Unit returns the unit of an id.
func (c *Company) Unit(id string) (Unit, bool) {
	return find(c.Units, func(u Unit) bool { return u.ID == id })
}

// Role returns the role of an id.
func (c *Company) Role(id string) (Role, bool) {
	return find(c.Roles, func(r Role) bool { return r.ID == id })
}

// Person returns the person of a name.
func (c *Company) Person(name string) (Person, bool) {
	return find(c.People, func(p Person) bool { return p.Name == name })
}

// Room returns the room of an id.
func (c *Company) Room(id string) (Room, bool) {
	return find(c.Rooms, func(r Room) bool { return r.ID == id })
}

// Equip returns the kind of equipment of an id.
func (c *Company) Equip(id string) (Equipment, bool) {
	return find(c.Equipment, func(e Equipment) bool { return e.ID == id })
}

// Category returns the category of an id.
func (c *Company) Category(id string) (Category, bool) {
	return find(c.Categories, func(k Category) bool { return k.ID == id })
}

// Layout returns the layout of an id.
func (c *Company) Layout(id string) (Layout, bool) {
	return find(c.Layouts, func(l Layout) bool { return l.ID == id })
}

// Season returns the season of a month, 1 to 12.
func (c *Company) Season(month int) (Season, bool) {
	return find(c.Seasons, func(s Season) bool {
		for _, m := range s.Months {
			if m == month {
				return true
			}
		}
		return false
	})
}

// PlanAt is where a plan can be read, by its path: PlanURL with the path, each
// folder escaped, for {file}. Empty where the company has no such address.
func (c *Company) PlanAt(file string) string {
	parts := strings.Split(file, "/")
	for i, p := range parts {
		parts[i] = url.PathEscape(p)
	}
	return strings.ReplaceAll(c.PlanURL, "{file}", strings.Join(parts, "/"))
}

func find[T any](list []T, is func(T) bool) (T, bool) {
	for _, x := range list {
		if is(x) {
			return x, true
		}
	}
	var none T
	return none, false
}
