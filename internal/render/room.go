package render

import (
	"slices"
	"strconv"

	"usher/internal/catalog"
	"usher/internal/facts"
)

func roomRecords(r *run, v *visit) []page {
	var out []page
	for i, booked := range v.in.Plan.Rooms {
		f := v.in.Facts.Rooms[i]
		room, _ := r.company.Room(booked.Room)
		number := strconv.Itoa(i + 1)
		data := &RoomRecord{
			Page: v.base, Room: r.room(booked.Room),
			Use: span(f.From, f.Until, v.year), Kept: span(f.Opens, f.Closes, v.year),
			SetUp: room.SetUp, CleanUp: room.CleanUp, Attendees: f.Attendees,
			Service: r.person(room.Service), Custodian: r.person(booked.Custodian),
		}
		data.Number = "RB-" + v.in.Plan.ID + "-" + number
		for _, l := range r.company.Layouts {
			data.Layouts = append(data.Layouts, Choice{l.ID, l.Name, l.ID == booked.Layout})
		}
		for _, e := range r.company.Equipment {
			data.Equipment = append(data.Equipment, Choice{e.ID, e.Name, slices.Contains(booked.Equipment, e.ID)})
		}
		for _, s := range facts.Services(v.in.Plan, v.in.Facts, r.company) {
			data.Services = append(data.Services, Choice{s.ID, s.Name, s.On})
		}
		for _, c := range r.company.RoomChecks {
			data.Checks = append(data.Checks, RoomCheck{c.What, c.Clause})
		}
		note := catalog.Text{EN: data.Room.Name.EN + " " + data.Use.Clock(), ZH: data.Room.Name.ZH + " " + data.Use.Clock()}
		out = append(out, page{name: "room-" + number, note: note, day: f.From.Date(), data: data})
	}
	return out
}
