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
	which
	from, until, opens, closes stamp
}

// hold has a booking keep its room.
func (d *demand) hold(x *claim) {
	if x.room >= 0 && x.lasts() {
		d.rooms[x.room] = append(d.rooms[x.room], held{x.which, x.from, x.until, x.opens, x.closes})
	}
}

// clashes finds the bookings of one room that overlap, set-up and clean-up
// included, and tells each collision at the later one in file order. Intervals
// are half-open. Sorting makes it O(n log n) and the collisions found. It leaves
// the bookings of each room in the order in which they open.
func (d *demand) clashes() {
	for _, bookings := range d.rooms {
		slices.SortFunc(bookings, func(a, b held) int { return cmp.Compare(a.opens, b.opens) })
		var open []held // those that may still overlap what comes
		var found []*met
		for _, next := range bookings {
			open = slices.DeleteFunc(open, func(o held) bool { return o.closes <= next.opens })
			for _, o := range open {
				first, second := o, next
				if cmp.Or(cmp.Compare(first.plan, second.plan), cmp.Compare(first.index, second.index)) > 0 {
					first, second = second, first
				}
				m := d.meet(second.which)
				if m.clashes = append(m.clashes, d.clash(first)); len(m.clashes) == 1 {
					found = append(found, m)
				}
			}
			open = append(open, next)
		}
		for _, m := range found {
			slices.SortFunc(m.clashes, func(a, b Clash) int {
				return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Index, b.Index))
			})
		}
	}
}

func (d *demand) clash(h held) Clash {
	p := d.all[h.plan]
	return Clash{Plan: p.id, File: p.file, Index: int(h.index), From: h.from.time(), Until: h.until.time(), Title: p.title()}
}

// title is what another visit may be called in front of those who do not belong
// to it: nothing where it is confidential, or where that cannot be read (R5.1).
func title(p *plan.Plan) string {
	if p.Confidentiality == plan.Confidential || p.IsWrong("confidentiality") {
		return ""
	}
	return p.Customer.Organization
}
