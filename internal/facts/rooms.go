package facts

import (
	"cmp"
	"slices"

	"usher/internal/company"
	"usher/internal/plan"
)

// booking fills in what the plan leaves open about its i-th room: the whole stay,
// and everybody who comes or is on duty.
func booking(p *plan.Plan, i int, members []Member, c *company.Company) Booking {
	r := p.Rooms[i]
	room, _ := c.Room(r.Room)
	b := Booking{
		Room: ref(r.Room, c.Rooms, roomID, roomName), Seats: room.Seats,
		From: cmp.Or(r.From, p.Arrive), Until: cmp.Or(r.Until, p.Depart),
		Attendees:    r.Attendees,
		Custodian:    ref(r.Custodian, c.People, personName, personLatin),
		HasCustodian: r.Custodian != "" || p.IsWrong("rooms", i, "custodian"),
	}
	if p.IsWrong("rooms", i, "from") {
		b.From = ""
	}
	if p.IsWrong("rooms", i, "until") {
		b.Until = ""
	}
	b.Opens, b.Closes = b.From.Add(-room.SetUp), b.Until.Add(room.CleanUp)
	if b.Attendees == 0 && p.Customer.Headcount > 0 && !p.IsWrong("rooms", i, "attendees") {
		b.Attendees = p.Customer.Headcount + people(members)
	}
	for _, item := range r.Equipment {
		b.Equipment = append(b.Equipment, ref(item, c.Equipment, equipmentID, equipmentName))
	}
	return b
}

// held is a stretch of time for which a booking keeps its room from others.
type held struct {
	plan, index int // of plans, and of that plan's rooms
	booking     *Booking
}

// holdings are the bookings that keep a room, by room and in file order.
func holdings(plans []*plan.Plan, all []*Facts, w World) map[string][]held {
	byRoom := map[string][]held{}
	for i, f := range all {
		if !holds(plans[i], f, w) {
			continue
		}
		for j := range f.Rooms {
			b := &f.Rooms[j]
			if b.Room.Known && b.From != "" && b.From < b.Until {
				byRoom[b.Room.ID] = append(byRoom[b.Room.ID], held{i, j, b})
			}
		}
	}
	return byRoom
}

// clashes finds the bookings of one room that overlap, set-up and clean-up
// included, and tells each collision at the later one in file order. Intervals
// are half-open. Sorting makes it O(n log n) and the collisions found. It leaves
// the bookings of each room in the order in which they open.
func clashes(plans []*plan.Plan, all []*Facts, byRoom map[string][]held) {
	for _, bookings := range byRoom {
		slices.SortFunc(bookings, func(a, b held) int { return cmp.Compare(a.booking.Opens, b.booking.Opens) })
		var open []held // those that may still overlap what comes
		for _, next := range bookings {
			open = slices.DeleteFunc(open, func(o held) bool { return o.booking.Closes <= next.booking.Opens })
			for _, o := range open {
				first, second := o, next
				if cmp.Or(cmp.Compare(first.plan, second.plan), cmp.Compare(first.index, second.index)) > 0 {
					first, second = second, first
				}
				second.booking.Clashes = append(second.booking.Clashes, clash(plans[first.plan], first))
			}
			open = append(open, next)
		}
	}
	for _, f := range all {
		for j := range f.Rooms {
			slices.SortFunc(f.Rooms[j].Clashes, func(a, b Clash) int {
				return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Index, b.Index))
			})
		}
	}
}

func clash(p *plan.Plan, h held) Clash {
	return Clash{Plan: p.ID, File: p.File, Index: h.index, From: h.booking.From, Until: h.booking.Until, Title: title(p)}
}

// title is what another visit may be called in front of those who do not belong
// to it: nothing where it is confidential, or where that cannot be read (R5.1).
func title(p *plan.Plan) string {
	if p.Confidentiality == plan.Confidential || p.IsWrong("confidentiality") {
		return ""
	}
	return p.Customer.Organization
}
