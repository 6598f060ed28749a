package render

import (
	"usher/internal/catalog"
	"usher/internal/company"
	"usher/internal/plan"
)

// Scope is what one sheet of a kind is about.
type Scope string

// The scopes of sheets.
const (
	PerVisit   Scope = "visit"
	PerBooking Scope = "booking" // of a room by a visit
	PerDay     Scope = "day"     // all visits of it
	PerWeek    Scope = "week"    // from Monday on, all visits of it
)

// folder holds the sheets of a day or a week, a folder for each.
func (s Scope) folder() string { return string(s) + "s" }

// kind is a sheet: its row in the table of kinds, a view, the template NAME.html,
// and NAME.css where it has a style of its own besides sheet.css.
type kind struct {
	name, code   string
	scope        Scope
	title, short catalog.Text
	use          catalog.Text // for whom and what for
	clauses      []string     // of the regulation that the sheet as a whole carries; its lines name theirs

	pages  func(r *run, v *visit) []page // of a visit or its bookings
	period func(r *run, s *period) sheet // of a day or a week
}

// page is one file of a visit: what its template sees.
type page struct {
	name string // of the file, without folder and extension
	note catalog.Text
	day  plan.Date // for which it is printed
	data sheet
	// langs are the languages of the sheet, where they are not those of the run.
	langs []catalog.Lang
}

// sheet is a view that carries a Page.
type sheet interface{ page() *Page }

// kinds are the sheets: of a visit in printing order, then of days, then of weeks.
// A further one is a row here, a view and a template.
var kinds = []kind{
	{
		name: "reception-plan", code: "RP", scope: PerVisit,
		title: catalog.Sheets["reception-plan-title"], short: catalog.Sheets["reception-plan"], use: catalog.UseReceptionPlan,
		clauses: []string{"R0.2", "R1", "R2.1", "R2.5"}, pages: receptionPlans,
	},
	{
		name: "checklist", code: "RC", scope: PerVisit,
		title: catalog.Sheets["checklist-title"], short: catalog.Sheets["checklist"], use: catalog.UseChecklist,
		clauses: []string{"R0.2", "R2.1"}, pages: checklists,
	},
	{
		name: "assignment", code: "AS", scope: PerVisit,
		title: catalog.Sheets["assignment-title"], short: catalog.Sheets["assignment"], use: catalog.UseAssignment,
		clauses: []string{"R2.1", "R2.5", "R2.8", "R3", "R4.A–D"}, pages: assignments,
	},
	{
		name: "room", code: "RB", scope: PerBooking,
		title: catalog.Sheets["room-title"], short: catalog.Sheets["room-record"], use: catalog.UseRoom,
		clauses: []string{"R2.6", "R2.7", "R4.9"}, pages: roomRecords,
	},
	{
		name: "loan", code: "EL", scope: PerVisit,
		title: catalog.Sheets["loan-title"], short: catalog.Sheets["loan"], use: catalog.UseLoan,
		clauses: []string{"R4.8", "R4.9"}, pages: loans,
	},
	{
		name: "procurement", code: "PL", scope: PerVisit,
		title: catalog.Sheets["procurement-title"], short: catalog.Sheets["procurement"], use: catalog.UseProcurement,
		clauses: []string{"R2.7", "R4.3", "R4.4", "R4.5", "R4.6"}, pages: procurements,
	},
	{
		name: "tickets", code: "TL", scope: PerVisit,
		title: catalog.Sheets["tickets-title"], short: catalog.Sheets["ticket-list"], use: catalog.UseTickets,
		clauses: []string{"R2.8"}, pages: tickets,
	},
	{
		name: "itinerary", code: "IT", scope: PerVisit,
		title: catalog.Sheets["itinerary-title"], short: catalog.Sheets["itinerary"], use: catalog.UseItinerary,
		clauses: []string{"R0.1"}, pages: itineraries,
	},
	{
		name: "welcome", code: "WS", scope: PerVisit,
		title: catalog.Sheets["welcome"], short: catalog.Sheets["welcome"], use: catalog.UseWelcome,
		clauses: []string{"R0.1"}, pages: welcomes,
	},
	{
		name: "door", code: "DS", scope: PerBooking,
		title: catalog.Sheets["door"], short: catalog.Sheets["door"], use: catalog.UseDoor,
		clauses: []string{"R2.6", "R5.1"}, pages: doors,
	},
	{
		name: "tents", code: "NT", scope: PerVisit,
		title: catalog.Sheets["tents"], short: catalog.Sheets["tents"], use: catalog.UseTents,
		clauses: []string{"R0.1"}, pages: tents,
	},
	{
		name: "run-sheet", code: "RS", scope: PerDay,
		title: catalog.Sheets["run-sheet-title"], short: catalog.Sheets["run-sheet"], use: catalog.UseRunSheet,
		clauses: []string{"R2.1"}, period: runSheet,
	},
	{
		name: "room-plan", code: "RW", scope: PerWeek,
		title: catalog.Sheets["room-plan-title"], short: catalog.Sheets["room-plan"], use: catalog.UseRoomPlan,
		clauses: []string{"R2.6"}, period: roomPlan,
	},
	{
		name: "procurement-week", code: "PW", scope: PerWeek,
		title: catalog.Sheets["procurement-week-title"], short: catalog.Sheets["procurement-week"], use: catalog.UseProcurementWeek,
		clauses: []string{"R2.7", "R4.3"}, period: procurementWeek,
	},
	{
		name: "roster", code: "DR", scope: PerWeek,
		title: catalog.Sheets["roster-title"], short: catalog.Sheets["roster"], use: catalog.UseRoster,
		clauses: []string{"R3"}, period: roster,
	},
}

// Kind is a kind of sheet, as people choose it.
type Kind struct {
	Name    string       // "run-sheet", for Selection
	Code    string       // "RS", at the foot of the sheet
	Title   catalog.Text // the heading
	Scope   Scope
	Use     catalog.Text // for whom and what for
	Clauses []string     // of the regulation that it carries as a whole, such as "R2.6", "R3", "R4.A–D"
}

// Kinds are all kinds of sheets, those of a visit in printing order first.
func Kinds() []Kind { return public(kinds) }

// KindsOf are the kinds of sheets of a company, its own among them.
func KindsOf(c *company.Company) []Kind { return public(kindsOf(c)) }

func public(kinds []kind) []Kind {
	out := make([]Kind, len(kinds))
	for i, k := range kinds {
		out[i] = Kind{k.name, k.code, k.title, k.scope, k.use, k.clauses}
	}
	return out
}

// Carrier is a kind of sheet and what of the regulation it carries as a whole.
type Carrier struct {
	Kind    string // as Sheet.Kind
	Title   catalog.Text
	Clauses []string // such as "R2.6", "R3", "R4.A–D"
}

// Carriers are the kinds of sheets, in the order of Kinds.
func Carriers() []Carrier {
	out := make([]Carrier, len(kinds))
	for i, k := range kinds {
		out[i] = Carrier{k.name, k.short, k.clauses}
	}
	return out
}
