package feed

import (
	"cmp"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"usher/internal/audience"
	"usher/internal/catalog"
	"usher/internal/company"
	"usher/internal/facts"
	"usher/internal/plan"
)

// event is a VEVENT.
type event struct {
	uid       string
	from      plan.Time
	until     plan.Time
	summary   catalog.Text
	location  string
	lines     []string // of the description
	cancelled bool
	text      string // as it is written
}

// add sorts what a visit means to calendars into them.
func (w *writer) add(whole Visit) {
	v := seen{Visit: whole, whole: whole.Plan}
	v.Plan, v.Facts, _ = audience.For(whole.Plan, whole.Facts, w.Company, w.Reader)
	v.Earlier = nil
	for _, earlier := range whole.Earlier {
		// At the level that the visit has now: what it was once may be a secret by now.
		then := *earlier
		then.Confidentiality = whole.Plan.Confidentiality
		p, _, _ := audience.For(&then, &facts.Facts{}, w.Company, w.Reader)
		v.Earlier = append(v.Earlier, p)
	}
	w.visit(v)
	w.bookings(v)
	w.trips(v)
}

// seen is a visit as the reader may see it.
type seen struct {
	Visit
	// The whole plan, for what is the same whoever reads: UIDs, the level, and
	// whether the visit was called off.
	whole *plan.Plan
}

// secret reports whether only room and time are told of a visit, also where its
// plan says so in a way that cannot be read (R5.1).
func secret(p *plan.Plan) bool {
	return p.Confidentiality == plan.Confidential || p.IsWrong("confidentiality")
}

// visit adds the stay, for all and for those who take part.
func (w *writer) visit(v seen) {
	p := v.Plan
	e := &event{
		uid: w.id("visit", v.whole.ID), from: p.Arrive, until: p.Depart,
		summary:  w.title(v, catalog.FeedVisit),
		location: w.list(w.roomsOf(v)),
		lines:    w.about(v),
	}
	if !w.put(e, v) {
		return
	}
	w.visits = append(w.visits, e)
	for _, name := range w.participants(p, v.Facts) {
		w.people[name] = append(w.people[name], e)
	}
}

// bookings adds the use of each room. A booking is known by its room and by its
// number among the plan's bookings of that room: it may move in time, or in the
// plan, but in another room it is another.
func (w *writer) bookings(v seen) {
	said := map[string]bool{}
	count := map[string]int{}
	for _, b := range v.Facts.Rooms {
		room, ok := w.Company.Room(b.Room.ID)
		if !ok {
			continue
		}
		e := w.booking(v, room, count, b.From, b.Until)
		if b.Attendees > 0 && !secret(v.whole) {
			e.lines = append([]string{w.labelled(catalog.FeedAttendees, catalog.Same(fmt.Sprint(b.Attendees)))}, e.lines...)
		}
		if w.put(e, v) {
			w.rooms[room.ID] = append(w.rooms[room.ID], e)
			said[e.uid] = true
		}
	}
	for _, earlier := range v.Earlier {
		count := map[string]int{}
		for _, b := range earlier.Rooms {
			room, ok := w.Company.Room(b.Room)
			if !ok {
				continue
			}
			e := w.booking(v, room, count, cmp.Or(b.From, earlier.Arrive), cmp.Or(b.Until, earlier.Depart))
			e.cancelled = true
			if !said[e.uid] && w.put(e, v) {
				w.rooms[room.ID] = append(w.rooms[room.ID], e)
				said[e.uid] = true
			}
		}
	}
}

func (w *writer) booking(v seen, room company.Room, count map[string]int, from, until plan.Time) *event {
	count[room.ID]++
	return &event{
		uid: w.id("room", v.whole.ID, room.ID, fmt.Sprint(count[room.ID])), from: from, until: until,
		summary:  w.title(v, catalog.FeedVisit),
		location: w.place(room),
		lines:    w.about(v),
	}
}

// trips adds the transfers that somebody drives. Where a visit is confidential,
// the way is not told.
func (w *writer) trips(v seen) {
	onDuty := ""
	for _, m := range v.Facts.Team {
		if m.Role == "driver" {
			onDuty = m.Person
		}
	}
	for i, t := range v.Plan.Vehicles {
		driver := cmp.Or(t.Driver, onDuty)
		if driver == "" || t.At == "" {
			continue
		}
		e := &event{
			uid: w.id("trip", v.whole.ID, fmt.Sprint(i+1)), from: t.At, until: t.At.Add(cmp.Or(w.Company.Trip, company.DefaultTrip)),
			summary: w.title(v, catalog.FeedTrip),
			lines:   w.about(v),
		}
		if !secret(v.whole) && t.From+t.To != "" {
			e.location = t.From
			e.lines = append([]string{w.labelled(catalog.FeedWay, catalog.Same(t.From+" → "+t.To))}, e.lines...)
		}
		if w.put(e, v) {
			w.people[driver] = append(w.people[driver], e)
		}
	}
}

func (w *writer) title(v seen, what catalog.Text) catalog.Text {
	if secret(v.whole) || v.Plan.Hides("customer.organization") {
		return catalog.FeedSecret
	}
	return catalog.Same(w.labelled(what, catalog.Same(v.Plan.Customer.Organization)))
}

func (w *writer) labelled(label, value catalog.Text) string {
	return w.say(label) + catalog.FeedColon.In(w.Languages[0]) + w.say(value)
}

// about is what a description says of a visit, a line each; nothing of a
// confidential one.
func (w *writer) about(v seen) []string {
	p := v.Plan
	if secret(v.whole) {
		return nil
	}
	var lines []string
	add := func(label, value catalog.Text) {
		if value.ZH != "" || value.EN != "" {
			lines = append(lines, w.labelled(label, value))
		}
	}
	if c, ok := w.Company.Category(p.Category); ok {
		add(catalog.FeedCategory, c.Name)
	}
	if p.Customer.Headcount > 0 {
		add(catalog.FeedGuests, catalog.Same(fmt.Sprint(p.Customer.Headcount)))
	}
	if len(p.Customer.Guests) > 0 {
		g := p.Customer.Guests[0]
		add(catalog.FeedPrincipal, catalog.Same(strings.TrimSpace(g.Name+" "+g.Position)))
	}
	add(catalog.FeedPurpose, catalog.Same(p.Purpose))
	for _, b := range v.Facts.Rooms {
		if room, ok := w.Company.Room(b.Room.ID); ok {
			add(catalog.FeedRoom, catalog.Same(w.say(room.Name)+" "+stretch(b.From, b.Until)))
		}
	}
	var team []string
	for _, m := range v.Facts.Team {
		if m.Person != "" && !slices.Contains(team, m.Person) {
			team = append(team, m.Person)
		}
	}
	add(catalog.FeedTeam, catalog.Same(w.list(team)))
	add(catalog.FeedApplicant, catalog.Same(p.Applicant.Name))
	if !p.Hides("id") {
		add(catalog.FeedPlan, catalog.Same(p.ID))
	}
	return lines
}

// stretch is a stretch of time on one day, or over several.
func stretch(from, until plan.Time) string {
	if from.Date() == until.Date() {
		return string(from) + "–" + until.Clock()
	}
	return string(from) + " – " + string(until)
}

func (w *writer) list(items []string) string {
	return strings.Join(items, catalog.Text{EN: ", ", ZH: "、"}.In(w.Languages[0]))
}

func (w *writer) place(r company.Room) string {
	return w.say(catalog.FeedPlace.With(r.Name, r.Place))
}

// roomsOf names the rooms of a visit, each once.
func (w *writer) roomsOf(v seen) []string {
	var names []string
	for _, b := range v.Facts.Rooms {
		if room, ok := w.Company.Room(b.Room.ID); ok && !slices.Contains(names, w.say(room.Name)) {
			names = append(names, w.say(room.Name))
		}
	}
	return names
}

// participants are the people of the company whom a visit wants, each once.
func (w *writer) participants(p *plan.Plan, f *facts.Facts) []string {
	var names []string
	add := func(name string) {
		if name != "" && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	for _, m := range f.Team {
		add(m.Person)
	}
	for _, name := range p.Leaders {
		add(name)
	}
	add(p.Applicant.Name)
	for _, b := range p.Rooms {
		add(b.Custodian)
	}
	for _, step := range p.Programme {
		for _, who := range step.Who { // roles are on duty already
			if _, ok := w.Company.Person(who); ok {
				add(who)
			}
		}
	}
	return names
}

// put writes an event, unless its times cannot be told: a plan that is printed has
// none such.
func (w *writer) put(e *event, v seen) bool {
	zone, id := w.Company.Zone, w.Company.Timezone
	if e.from == "" || !e.until.In(zone).After(e.from.In(zone)) {
		return false
	}
	e.cancelled = e.cancelled || v.whole.Status == plan.Cancelled
	w.cover(e)
	var o object
	o.line("BEGIN", "VEVENT")
	o.line("UID", e.uid+"@usher")
	stamp := v.Revision.Time
	if stamp.IsZero() {
		o.line("DTSTAMP", "19700101T000000Z")
	} else {
		o.line("DTSTAMP", stamp.UTC().Format(utcForm))
		o.line("LAST-MODIFIED", stamp.UTC().Format(utcForm))
	}
	o.line("SEQUENCE", fmt.Sprint(v.Revision.Changes))
	o.moment("DTSTART", e.from, id, zone)
	o.moment("DTEND", e.until, id, zone)
	summary := w.say(e.summary)
	if e.cancelled {
		// For readers that show a cancelled event like any other.
		summary = w.labelled(catalog.FeedCancelled, catalog.Same(summary))
		o.line("STATUS", "CANCELLED")
		o.line("TRANSP", "TRANSPARENT")
	} else {
		o.line("STATUS", "CONFIRMED")
	}
	o.text("SUMMARY", summary)
	o.text("LOCATION", e.location)
	o.text("DESCRIPTION", strings.Join(e.lines, "\n"))
	o.line("CLASS", class(v.whole))
	if at, err := url.Parse(w.Company.PlanAt(v.Plan.File)); err == nil && at.IsAbs() && !secret(v.whole) && !v.Plan.Hides("file") {
		o.line("URL", at.String())
	}
	o.line("END", "VEVENT")
	e.text = o.String()
	return true
}

// cover makes the time zone right for the years of an event.
func (w *writer) cover(e *event) {
	first, last := e.from.Date().Year(), e.until.Date().Year()
	if w.years.first == 0 {
		w.years = span{first, last}
	}
	w.years.first, w.years.last = min(w.years.first, first), max(w.years.last, last)
}

// class is the confidentiality of an event (RFC 5545, 3.8.1.3).
func class(p *plan.Plan) string {
	switch {
	case secret(p):
		return "CONFIDENTIAL"
	case p.Confidentiality == plan.Public:
		return "PUBLIC"
	}
	return "PRIVATE"
}
