package render

import (
	"cmp"
	"slices"

	"usher/internal/catalog"
	"usher/internal/plan"
)

// RoomPlan is what room-plan.html sees: the rooms of the company by the days of a
// week.
type RoomPlan struct {
	Page
	Week    WeekFacts
	Days    []WeekDay
	Rooms   []RoomWeek
	SetUp   int  // minutes kept free before each booking, where Alike
	CleanUp int  // and after it
	Alike   bool // all rooms are kept free for the same time
	LeftOut []LeftOut
}

// WeekDay is the head of a day's column.
type WeekDay struct {
	Date Moment
	Rest catalog.Text // why it is not worked; zero where it is
	Full bool         // something stands in the column
}

// RoomWeek is the row of a room; one with very many bookings a day has several.
type RoomWeek struct {
	Room           Place
	SetUp, CleanUp int         // minutes kept free around each booking
	Cells          [][]RoomUse // by day
	Continued      bool        // the row before is of the same room
}

// cellEntries is how many entries a cell of a week has at most: a row is not torn,
// and must not be longer than a page.
const cellEntries = 7

// rowsOf deals what there is on each day to rows of at most cellEntries a cell.
func rowsOf[T any](cells [][]T) [][][]T {
	var rows [][][]T
	for first := 0; ; first += cellEntries {
		row := make([][]T, len(cells))
		more := false
		for i, all := range cells {
			row[i] = all[min(first, len(all)):min(first+cellEntries, len(all))]
			more = more || len(all) > first+cellEntries
		}
		if rows = append(rows, row); !more {
			return rows
		}
	}
}

// RoomUse is a booking on a day. Of a confidential visit there is only when.
type RoomUse struct {
	Clock  string // "10:00–12:00"; without the side that is on another day; empty: all day
	Secret bool
	Title  string       // the visitors
	Topic  string       // the purpose of the visit
	Owner  catalog.Text // who asked for the visit
	People int
}

func roomPlan(r *run, s *period) sheet {
	out := &RoomPlan{Page: s.base, Week: weekFacts(s), Days: r.weekDays(s), LeftOut: r.leftOut(s)}
	row := map[string]int{}
	add := func(id string) int {
		i, ok := row[id]
		if !ok {
			i = len(out.Rooms)
			row[id] = i
			room, _ := r.company.Room(id)
			out.Rooms = append(out.Rooms, RoomWeek{Room: r.room(id), SetUp: room.SetUp, CleanUp: room.CleanUp, Cells: make([][]RoomUse, len(out.Days))})
		}
		return i
	}
	for _, room := range r.company.Rooms {
		add(room.ID)
	}
	type booking struct {
		from plan.Time
		room string
		use  RoomUse
		day  int
	}
	var all []booking
	for _, v := range s.visits {
		p := v.in.Plan
		for i, f := range v.in.Facts.Rooms {
			use := RoomUse{Secret: v.secret()}
			if !use.Secret {
				use.Title, use.Topic, use.Owner, use.People = v.stay.Organization, p.Purpose, v.stay.Applicant.Name, f.Attendees
			}
			for d := range out.Days {
				if date := s.from.Add(d); on(date, f.From, f.Until) {
					use.Clock = clip(date, f.From, f.Until)
					all = append(all, booking{max(f.From, date.At("00:00")), p.Rooms[i].Room, use, d})
				}
			}
		}
	}
	slices.SortStableFunc(all, func(a, b booking) int { return cmp.Compare(a.from, b.from) })
	for _, b := range all {
		cells := out.Rooms[add(b.room)].Cells
		cells[b.day] = append(cells[b.day], b.use)
		out.Days[b.day].Full = true
	}
	whole := out.Rooms
	out.Rooms = nil
	for _, room := range whole {
		for i, cells := range rowsOf(room.Cells) {
			room.Cells, room.Continued = cells, i > 0
			out.Rooms = append(out.Rooms, room)
		}
	}
	if len(out.Rooms) > 0 {
		first := out.Rooms[0]
		out.SetUp, out.CleanUp = first.SetUp, first.CleanUp
		out.Alike = !slices.ContainsFunc(out.Rooms, func(room RoomWeek) bool {
			return room.SetUp != first.SetUp || room.CleanUp != first.CleanUp
		})
	}
	return out
}

// weekDays are the heads of the columns.
func (r *run) weekDays(s *period) []WeekDay {
	var out []WeekDay
	for d := s.from; d <= s.until; d = d.Add(1) {
		w := WeekDay{Date: day(d, s.year)}
		if c := r.company.Calendar; c != nil {
			w.Rest, _ = c.Rest(d)
		}
		out = append(out, w)
	}
	return out
}

// on reports whether something from one moment up to another is on a day; what has
// no end is on the day on which it begins.
func on(d plan.Date, from, until plan.Time) bool {
	return from != "" && (from.Date() == d || from.Date() < d && until > d.At("00:00"))
}

// clip is the times of a stretch on one day: "10:00–12:00", "22:00–" and "–01:30"
// where it goes on over midnight, empty where it lasts all day.
func clip(d plan.Date, from, until plan.Time) string {
	begins, midnight := from.Date() == d, d.Add(1).At("00:00")
	switch {
	case begins && (until == "" || until == from):
		return from.Clock()
	case begins && until == midnight:
		return from.Clock() + "–24:00"
	case begins && until > midnight:
		return from.Clock() + "–"
	case begins:
		return from.Clock() + "–" + until.Clock()
	case until < midnight:
		return "–" + until.Clock()
	}
	return ""
}
