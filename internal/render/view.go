package render

import (
	"html/template"

	"usher/internal/catalog"
)

// Page is what every sheet's template sees, beside the fields of its own.
type Page struct {
	Lang       string       // BCP 47 tag of the first language, for <html lang>
	Kind       string       // "checklist", "run-sheet", …, "index"
	Code       string       // the sheet's code, such as "RC"
	Title      catalog.Text // the heading
	Short      catalog.Text // what the sheet is called elsewhere
	Company    catalog.Text
	Department catalog.Text // that runs reception (R2.1)
	Letterhead catalog.Text // both
	Logo       template.URL // the company's, for <img src>; may be empty
	Number     string       // of this record, where the sheet has one: "RB-hengtai-sales-review-1"
	Visit      Stay         // zero on the sheet of a day or a week
	Period     string       // the day or the week that the sheet is for, "2026-12-03" or "2026-W49"; empty on a visit's
	Versioned  bool         // Commit counts: the sheet shows plans
	Outside    bool         // guests and passers-by see it: neither the plan's id nor a way to the plan is on it
	Bare       bool         // printed to the edge of the paper, with nothing in the margins
	Mark       string       // "保密 Confidential" where it tells of what was sealed: each page says so; else empty
	PlanURL    string       // where the plan can be read; may be empty
	QR         QR           // PlanURL; Size 0 where that is empty
	Commit     string       // seven characters of the commit that last changed the plan, or one of the plans; empty: not committed
	Committed  string       // its time, "2026-09-12 14:20" in the company's zone
	FileTitle  string       // for <title>, which browsers offer as the file name of a PDF

	CSS     template.CSS // sheet.css
	Margins template.CSS // the texts of the page margins, as custom properties that sheet.css uses
	Policy  string       // content security policy: the two styles, by their hashes, and nothing else

	running [3]string // the head from the second page on: before the subject, the subject, after it
	foot    string
}

// page lets the run fill in what all sheets share.
func (p *Page) page() *Page { return p }

// Stay is the visit that a sheet is about.
type Stay struct {
	ID           string
	Organization string
	Headcount    int    // 0 where the plan does not say
	Principal    Guest  // the first guest named; zero where none is
	Dietary      []Diet // what the guests eat, in the guests' order
	Category     string // "A" to "D"
	CategoryName catalog.Text
	When         Span // arrive to depart
	Purpose      string
	Requirements []string // what the guests asked for (R2.5)
	Applicant    Person
	Coordinator  Person   // holds the first role that the category needs; else the applicant
	Leaders      []Person // company leaders who appear (R2.4)
	Rooms        []Place  // one for each booking
	Tickets      []Ticket // that General Affairs buys (R2.8)
	Lodging      []Lodging
	Gifts        []Gift
	Level        string // "public", "internal", "confidential" (R5.1)
	LevelName    catalog.Text
	Waivers      []Waiver // in force
	// Changed holds what is other than when the sheets were printed last, by the
	// topics of package change such as "time", "rooms", "guests"; ChangedSince says so
	// in words, with the commit that was printed.
	Changed      map[string]bool
	ChangedSince catalog.Text
	// Hidden are the fields of the plan that the reader may not see, such as
	// "customer.guests.name": what is empty for that reason is not to be taken for
	// "none". Empty where the reader sees all.
	Hidden map[string]bool
}

// Guest is a guest by name.
type Guest struct{ Name, Position string }

// Diet is what one or several guests eat, as the plan writes it.
type Diet struct {
	What  string
	Count int
}

// Ticket is a journey.
type Ticket struct {
	Number, From, To string
	Departs          Moment
	For              []string // guests' names
}

// Lodging is rooms in a hotel for some nights.
type Lodging struct {
	Hotel       string
	Rooms       int // 0 where the plan does not say
	From, Until Moment
}

// Gift is a present for the guests.
type Gift struct {
	Item     string
	Quantity int // 0 where the plan does not say
}

// Person is somebody of the company. Whoever the directory lacks has a name only.
type Person struct {
	Name  catalog.Text // in English in Latin letters, where the directory has them
	Post  catalog.Text
	Unit  catalog.Text
	Phone string
}

// Place is a meeting room. A room that the inventory lacks has its id for a name.
type Place struct {
	ID    string
	Name  catalog.Text
	Place catalog.Text // where it is
	Seats int
}

// Waiver is a rule set aside for this visit, by whom and why.
type Waiver struct {
	Rule       string
	Reason     string
	ApprovedBy Person
	Until      string // last day, "2026-12-03"; may be empty
}

// Checklist is what checklist.html sees.
type Checklist struct {
	Page
	Phases []Phase // prepare, during, closing; those with a line
}

// Phase is a part of the checklist.
type Phase struct {
	Name  catalog.Text
	Lines []Line
	Long  bool // surely longer than a page, so that it may be torn
}

// Line is a line of the checklist.
type Line struct {
	Number int // from 1 through all phases
	What   catalog.Text
	Clause string // of the regulation, such as "R4.3"
	Owner  Person
	Due    Moment
	Key    bool // must be done before the next phase starts
}

// RoomRecord is what room.html sees (R2.6).
type RoomRecord struct {
	Page
	Room      Place
	Use       Span // the booking
	Kept      Span // with set-up and clean-up
	SetUp     int  // minutes kept free before
	CleanUp   int  // minutes kept free after
	Attendees int
	Service   Person // who looks after the room
	Custodian Person // who collects and returns the equipment (R4.9)
	Layouts   []Choice
	Equipment []Choice
	Services  []Choice
	Checks    []RoomCheck // before and after use (R4.7, R4.8)
}

// Choice is something to tick.
type Choice struct {
	ID   string
	Name catalog.Text
	On   bool
}

// RoomCheck is a line of the check before and after use.
type RoomCheck struct {
	What   catalog.Text
	Clause string
}

// Assignment is what assignment.html sees.
type Assignment struct {
	Page
	Days      []Day
	Team      []Member
	Emergency catalog.Text
}

// Day is the run of show of one day.
type Day struct {
	Date  Moment
	Steps []Step
}

// Step is something that happens: an item of the programme, a meal, a transfer,
// the use of a room.
type Step struct {
	Kind    string // "programme", "meal", "vehicle", "room", "arrive", "depart"
	When    Span
	What    catalog.Text
	Where   catalog.Text
	Lead    catalog.Text   // a name; a role where nobody fills it; may be zero
	Support []catalog.Text // names
	Notes   catalog.Text   // what to do
}

// Member is somebody on duty, with all that is theirs.
type Member struct {
	Person
	Leader bool
	Duties []catalog.Text
}

// Index is what index.html sees.
type Index struct {
	Page
	Weeks []IndexWeek
}

// IndexWeek is a week and what is to be printed for it and for its days.
type IndexWeek struct {
	Name        string // "2026-W49"
	Number      int    // 1 to 53
	From, Until Moment // Monday and Sunday
	Sheets      []IndexSheet
	Days        []IndexDay
}

// IndexDay is a day and what is to be printed for it.
type IndexDay struct {
	Date   Moment
	Sheets []IndexSheet // of all visits of the day
	Visits []IndexVisit
}

// IndexVisit is a visit on a day of the index. Of a confidential visit only the
// sheets and the time are told (R5.1).
type IndexVisit struct {
	Stay
	Continued bool // it began on an earlier day
	Sheets    []IndexSheet
}

// IndexSheet is a link to a sheet.
type IndexSheet struct {
	Name  string // path from the index
	Code  string
	Title catalog.Text
	Note  catalog.Text // which room, when
}
