package render

import (
	"slices"
	"strconv"

	"usher/internal/catalog"
)

// LoanSlip is what loan.html sees (R4.8, R4.9): what one custodian collects from
// General Affairs for a visit and brings back.
type LoanSlip struct {
	Page
	Custodian Person // nobody where the plan names none
	Lines     []LoanLine
}

// LoanLine is pieces of one kind for one booking.
type LoanLine struct {
	Number int
	Name   catalog.Text
	Model  string // may be empty
	Pieces int
	Room   Place
	Use    Span // the booking; due back when it ends
}

// loans are one slip for each custodian, in the order of the bookings.
func loans(r *run, v *visit) []page {
	var out []page
	for _, custodian := range custodians(v) {
		name := r.person(custodian)
		data := &LoanSlip{Page: v.base, Custodian: name}
		number := strconv.Itoa(len(out) + 1)
		data.Number = "EL-" + v.in.Plan.ID + "-" + number
		for i, b := range v.in.Plan.Rooms {
			if b.Custodian != custodian {
				continue
			}
			f := v.in.Facts.Rooms[i]
			for _, line := range r.pieces(b.Equipment) {
				line.Number, line.Room, line.Use = len(data.Lines)+1, r.room(b.Room), span(f.From, f.Until, v.year)
				data.Lines = append(data.Lines, line)
			}
		}
		out = append(out, page{name: "loan-" + number, note: name.Name, day: v.in.Plan.Arrive.Date(), data: data})
	}
	return out
}

// custodians are those who collect something, each once.
func custodians(v *visit) (names []string) {
	for _, b := range v.in.Plan.Rooms {
		if len(b.Equipment) > 0 && !slices.Contains(names, b.Custodian) {
			names = append(names, b.Custodian)
		}
	}
	return names
}

// pieces counts equipment by kind, in the order in which it is first named.
func (r *run) pieces(ids []string) (lines []LoanLine) {
	at := map[string]int{}
	for _, id := range ids {
		i, ok := at[id]
		if !ok {
			i = len(lines)
			at[id] = i
			line := LoanLine{Name: catalog.Same(id)}
			if e, known := r.company.Equip(id); known {
				line.Name, line.Model = e.Name, e.Model
			}
			lines = append(lines, line)
		}
		lines[i].Pieces++
	}
	return lines
}
