package render

// LeftOut is a plan that is not on the sheet of its days, because it has mistakes or
// because nobody has opened it.
type LeftOut struct {
	Sealed bool   // nobody has opened it; else it has mistakes
	ID     string // empty where the plan is confidential
	When   Span   // zero where its days are not known
}

// WeekFacts are what stands at the head of a week's sheet.
type WeekFacts struct {
	Number      int    // 1 to 53
	From, Until Moment // Monday and Sunday
	Visits      int
}

func weekFacts(s *period) WeekFacts {
	return WeekFacts{Number: s.from.Week().Number(), From: day(s.from, ""), Until: day(s.until, s.year), Visits: len(s.visits)}
}

// RunSheet is what run-sheet.html sees: a day, for General Affairs.
type RunSheet struct {
	Page
	Date      Moment
	Guests    int // of all visits that tell
	Rooms     int // bookings
	Transfers int
	Meals     int
	Untold    bool // a visit is confidential: guests, transfers and meals are those of the others
	Visits    []DayVisit
	Steps     []DayStep
	LeftOut   []LeftOut
}

// DayVisit is a visit on a day. Of a confidential one there is only when it is.
type DayVisit struct {
	Stay
	Secret bool
	Today  Span // the part of the stay on this day; without a beginning that was earlier
}

// DayStep is something that General Affairs sees to on a day: guests arrive or
// leave, a transfer, a room, a meal. Of a confidential visit there are its rooms,
// without anything else about it.
type DayStep struct {
	Step
	Secret       bool
	Organization string
	Today        Span // the part on this day
}

// AllDay is whether a span is neither from nor until a moment of its day.
func (s Span) AllDay() bool { return s.From.Clock == "" && s.Until.Clock == "" }
