package main

import (
	"slices"
	"strconv"

	"usher/internal/catalog"
	"usher/internal/company"
	"usher/internal/facts"
	"usher/internal/plan"
)

// room asks for a meeting room and what is used in it; only what is free then is
// offered. More rooms are added in the plan.
func (d *drafting) room() {
	if d.err != nil || d.p.Arrive == "" || d.p.Depart == "" || !d.flags.Changed("room") && !d.asking {
		return
	}
	b := plan.Booking{From: d.p.Arrive, Until: d.p.Depart}
	d.roomTime(&b.From, "room-from", catalog.NewRoomFrom, d.p.Arrive)
	d.roomTime(&b.Until, "room-until", catalog.NewRoomUntil, b.From)
	attendees := facts.Expected(&plan.Plan{
		Category: d.p.Category, Customer: d.p.Customer, Leaders: d.p.Leaders, Team: d.p.Team, Counterpart: d.p.Counterpart,
		Arrive: d.p.Arrive, Depart: d.p.Depart, Rooms: []plan.Booking{{}},
	}, d.world()).Rooms[0].Attendees
	if d.flags.Changed("attendees") {
		d.number(&b.Attendees, question{flag: "attendees", title: catalog.NewAttendees}, 1, 10000)
		attendees = b.Attendees
	}
	var rooms []option
	if d.asking {
		for _, r := range facts.FreeRooms(d.plans, d.p, b.From, b.Until, d.world()) {
			if r.Seats >= attendees {
				rooms = append(rooms, option{r.ID, catalog.NewSeats.With(r.Name, r.Seats)})
			}
		}
	}
	switch {
	case d.flags.Changed("room"):
		rooms = options(d.company.Rooms, func(r company.Room) (string, catalog.Text) { return r.ID, r.Name })
	case len(rooms) == 0 && d.asking:
		d.s.say("  " + catalog.NewTaken.In(d.s.lang))
		return
	}
	d.optional(&b.Room, question{flag: "room", title: catalog.NewRoom, options: rooms})
	if d.err != nil || b.Room == "" {
		return
	}
	d.equipment(&b)
	if b.From == d.p.Arrive {
		b.From = ""
	}
	if b.Until == d.p.Depart {
		b.Until = ""
	}
	d.p.Rooms = []plan.Booking{b}
}

// roomTime asks for a time of the stay, not before another.
func (d *drafting) roomTime(into *plan.Time, flag string, title catalog.Text, after plan.Time) {
	var answer string
	d.choice(&answer, question{flag: flag, title: title, preset: string(*into), required: true, check: func(s string) catalog.Text {
		t, err := plan.ParseTime(s)
		switch {
		case err != nil:
			return catalog.NewNotTime
		case t < d.p.Arrive || t > d.p.Depart:
			return catalog.NewNotInside.With(d.p.Arrive, d.p.Depart)
		case flag == "room-until" && t <= after:
			return catalog.NewNotAfter.With(after)
		}
		return catalog.Text{}
	}})
	if d.err == nil {
		*into = plan.Time(answer)
	}
}

func (d *drafting) equipment(b *plan.Booking) {
	all := d.company.Equipment
	if d.asking && !d.flags.Changed("equipment") {
		all = facts.FreeEquipment(d.plans, d.p, b.From, b.Until, d.world())
	}
	kinds := options(all, func(e company.Equipment) (string, catalog.Text) { return e.ID, e.Name })
	d.several(&b.Equipment, question{flag: "equipment", title: catalog.NewEquipment, options: kinds})
	if len(b.Equipment) > 0 {
		d.text(&b.Custodian, question{
			flag: "custodian", title: catalog.NewCustodian, preset: d.p.Applicant.Name, required: true, hints: d.people(d.company.People),
		})
	}
}

// refreshments fills in the season's fruit, and asks for tobacco where there is
// somebody who may be offered it.
func (d *drafting) refreshments() {
	if d.err != nil || d.p.Arrive == "" {
		return
	}
	if season, ok := d.company.Season(d.p.Arrive.Month()); ok {
		fruit, dried := season.Fruit, season.DriedFruit
		d.seasons(&fruit, "fruit", catalog.NewFruit)
		d.seasons(&dried, "dried-fruit", catalog.NewDriedFruit)
		d.p.Refreshments.Fruit, d.p.Refreshments.DriedFruit = &fruit, &dried
	}
	special := slices.ContainsFunc(d.p.Customer.Guests, func(g plan.Guest) bool { return g.Special })
	if d.flags.Changed("tobacco") || special && !d.copied {
		var err error
		if d.p.Refreshments.Tobacco, err = d.yes(question{flag: "tobacco", title: catalog.NewTobacco}); d.err == nil {
			d.err = err
		}
	}
}

// seasons takes the season's number, unless a flag says otherwise: nothing else is
// allowed, so that nothing is asked.
func (d *drafting) seasons(n *int, flag string, title catalog.Text) {
	if d.flags.Changed(flag) {
		d.number(n, question{flag: flag, title: title, preset: strconv.Itoa(*n)}, 0, 20)
	}
}
