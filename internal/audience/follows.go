package audience

// follows says what of a plan each fact follows from: who sees all of that may see
// the fact. What is not here is seen by nobody; the team and the roles needed are
// apart, see maskFacts. A fact that speaks of other visits stays out, for a reader
// of one has no business with another.
var follows = map[string][]string{
	"now": nil,

	"status":      {"status"},
	"ended":       {"depart", "status"},
	"fresh":       nil,
	"past":        {"arrive"},
	"important":   {"category"},
	"season":      {"arrive"},
	"season-name": {"arrive"},

	"refreshments.fruit":           {"refreshments.fruit"},
	"refreshments.dried-fruit":     {"refreshments.dried-fruit"},
	"refreshments.tobacco":         {"refreshments.tobacco"},
	"refreshments.due-fruit":       {"refreshments.fruit"},
	"refreshments.due-dried-fruit": {"refreshments.dried-fruit"},

	"notice.due":           {"category", "leaders", "coordination"},
	"notice.of":            {"arrive", "status"},
	"notice.because":       {"category", "leaders", "coordination"},
	"notice.required":      nil,
	"notice.announced":     {"arrive", "category"},
	"notice.source":        {"arrive", "category"},
	"notice.commit":        {"arrive", "category"},
	"notice.deadline":      {"arrive", "category"},
	"notice.given":         {"arrive", "category"},
	"notice.late":          {"arrive", "category"},
	"notice.unknown-years": {"arrive", "category"},
	"notice.skipped":       {"arrive", "category"},

	"roles.id":            {"team"},
	"roles.known":         {"team"},
	"department.id":       {"applicant.department"},
	"department.known":    {"applicant.department"},
	"counterpart.id":      {"counterpart"},
	"counterpart.known":   {"counterpart"},
	"programme.who.id":    {"programme.who"},
	"programme.who.known": {"programme.who"},

	"rooms.room.id":         {"rooms.room"},
	"rooms.room.known":      {"rooms.room"},
	"rooms.seats":           {"rooms.room"},
	"rooms.from":            {"rooms.from"},
	"rooms.until":           {"rooms.until"},
	"rooms.opens":           {"rooms.from"},
	"rooms.closes":          {"rooms.until"},
	"rooms.attendees":       {"rooms.attendees"},
	"rooms.equipment.id":    {"rooms.equipment"},
	"rooms.equipment.known": {"rooms.equipment"},
	"rooms.custodian.id":    {"rooms.custodian"},
	"rooms.custodian.known": {"rooms.custodian"},
	"rooms.has-custodian":   {"rooms.custodian"},

	"purchases.kind":  {"gifts.item", "travel.departs", "refreshments.fruit", "refreshments.tobacco"},
	"purchases.name":  {"gifts.item", "travel.departs", "refreshments.fruit", "refreshments.tobacco"},
	"purchases.at":    {"gifts.item", "travel.departs", "refreshments.fruit", "refreshments.tobacco"},
	"purchases.by":    {"arrive", "travel.departs"},
	"purchases.hours": {"gifts.item", "travel.departs", "refreshments.fruit", "refreshments.tobacco"},
	"purchases.late":  {"gifts.item", "travel.departs", "refreshments.fruit", "refreshments.tobacco"},

	"spending.kind":      {"budget", "outcome.costs"},
	"spending.name":      {"budget", "outcome.costs"},
	"spending.planned":   {"budget"},
	"spending.standard":  {"budget", "category"},
	"spending.cost":      {"outcome.costs"},
	"spending.over":      {"budget", "category"},
	"spending.overrun":   {"budget", "outcome.costs"},
	"spending.unplanned": {"budget", "outcome.costs"},

	"altered.topic": nil,
	"altered.name":  nil,
	"altered.at":    nil,

	"after.over":               {"depart"},
	"after.days":               {"depart"},
	"after.missing":            {"outcome.summary"},
	"after.unreturned.id":      {"rooms.equipment", "outcome.returned.item"},
	"after.unreturned.name":    {"rooms.equipment", "outcome.returned.item"},
	"after.unreturned.pieces":  {"rooms.equipment", "outcome.returned.item"},
	"after.unreturned.at":      {"rooms.equipment", "outcome.returned.item"},
	"after.unreturned.written": {"rooms.equipment", "outcome.returned.item"},

	"waivers.known":     {"waive.rule"},
	"waivers.waivable":  {"waive.rule"},
	"waivers.closest":   {"waive.rule"},
	"waivers.missing":   {"waive.rule"},
	"waivers.approver":  {"waive.approved-by"},
	"waivers.approvers": {"waive.approved-by"},
	"waivers.own":       {"waive.approved-by"},
	"waivers.past":      {"waive.until"},
	"waivers.holds":     {"waive.rule", "waive.reason", "waive.approved-by", "waive.until"},
	"waivers.used":      {"waive.rule"},
}

// unseen are the facts that are on no sheet for any reader: of other visits, of
// what is free instead, of what is wrong.
var unseen = []string{
	"sealing", // is for whoever judges the plan
	"roles.closest", "roles.choices", "roles.hint",
	"department.closest", "department.choices", "department.hint",
	"counterpart.closest", "counterpart.choices", "counterpart.hint",
	"programme.who.closest", "programme.who.choices", "programme.who.hint",
	"rooms.room.closest", "rooms.room.choices", "rooms.room.hint",
	"rooms.equipment.closest", "rooms.equipment.choices", "rooms.equipment.hint",
	"rooms.custodian.closest", "rooms.custodian.choices", "rooms.custodian.hint",
	"rooms.clashes", "rooms.shortages", "rooms.free", "rooms.free-ids", "rooms.next",
	"double-booked", "personal",
}
