// Package feed provides the visits as calendars (RFC 5545) to subscribe to or to
// import: one of all visits, one for each room, one for each person.
//
// An event is the same, byte for byte, in whichever calendar it stands. It keeps
// its UID for ever, and what a reader has taken in before is replaced by what
// comes with a higher SEQUENCE. No calendar names a METHOD: that would make of it
// a message of scheduling, which needs an organizer with a mail address (RFC 5546,
// 3.2.1); without, it is what it is, a snapshot (RFC 5545, 3.7.2).
package feed

import (
	"cmp"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"usher/internal/audience"
	"usher/internal/catalog"
	"usher/internal/company"
	"usher/internal/facts"
	"usher/internal/plan"
)

// Folder is the folder beneath the output folder that all feeds lie in.
const Folder = "calendar"

// Visit is a plan to tell of, also a cancelled one.
type Visit struct {
	Plan     *plan.Plan
	Facts    *facts.Facts
	Revision Revision
	// Earlier are the plans as they were before: bookings that these have and Plan
	// has not are told as cancelled.
	Earlier []*plan.Plan
}

// Revision is what history says of a plan.
type Revision struct {
	// Changes is how many changes of the plan have landed since it came; one that
	// has not landed yet counts as if it had, so that landing it changes nothing.
	Changes int
	// Time is when the last one landed. A plan that is not committed as it stands
	// has the time of the commit that it builds on; the zero Time is none, and the
	// first second of 1970 stands for it.
	Time time.Time
}

// Options are what all feeds of a run share.
type Options struct {
	Company *company.Company
	// Languages are written in this order, side by side: one or two of catalog.ZH
	// and catalog.EN. Empty is both, Chinese first.
	Languages []catalog.Lang
	// Reader is whom the calendars are for: they tell what the policies show to this
	// reader (R5.1). Empty is who runs reception. Whoever it is, of a confidential
	// visit they tell room and time only.
	Reader string
}

// File is one calendar, or the list of them.
type File struct {
	Name string // path beneath the output folder, with slashes
	Data []byte
}

// Feeds returns the calendars of the visits, and at last the list that says whose
// each is. Every room and every person of the policies has one, also an empty one:
// who has subscribed to it must find it. For a reader there are only those that
// hold something, since the others would tell who and what there is.
func Feeds(visits []Visit, o Options) ([]File, error) {
	if o.Company == nil || o.Company.Zone == nil {
		return nil, errors.New("drawing up calendars: no company, or one without a time zone")
	}
	if len(o.Languages) == 0 {
		o.Languages = []catalog.Lang{catalog.ZH, catalog.EN}
	}
	w := writer{Options: o, rooms: map[string][]*event{}, people: map[string][]*event{}}
	for _, v := range visits {
		if v.Plan == nil || v.Facts == nil || len(v.Facts.Rooms) != len(v.Plan.Rooms) {
			return nil, errors.New("drawing up calendars: a visit without plan, or with the facts of another")
		}
		if audience.Concerns(o.Company, o.Reader, v.Plan, v.Facts) {
			w.add(v)
		}
	}
	return w.files()
}

// writer sorts events into calendars.
type writer struct {
	Options
	visits []*event
	rooms  map[string][]*event // by the room's id
	people map[string][]*event // by the person's name
	years  span
}

// Listed is one calendar in the list of them.
type Listed struct {
	File string       `json:"file"` // path from the list, with slashes
	Kind string       `json:"kind"` // "all", "room" or "person"
	Name catalog.Text `json:"name"`
}

func (w *writer) files() ([]File, error) {
	var files []File
	var list []Listed
	add := func(kind, name string, title catalog.Text, events []*event) {
		if w.Reader != "" && kind != "all" && len(events) == 0 {
			return
		}
		list = append(list, Listed{name, kind, title})
		files = append(files, File{Folder + "/" + name, w.calendar(title, events)})
	}
	add("all", "all.ics", catalog.FeedAll, w.visits)
	for _, r := range w.Company.Rooms {
		add("room", "rooms/"+r.ID+".ics", r.Name, w.rooms[r.ID])
	}
	for _, name := range w.persons() {
		title := catalog.Same(name)
		if p, ok := w.Company.Person(name); ok && p.Latin != "" {
			title.EN = p.Latin
		}
		add("person", "people/"+w.id("person", name)+".ics", title, w.people[name])
	}
	data, err := json.MarshalIndent(struct {
		Version int      `json:"version"`
		Feeds   []Listed `json:"feeds"`
	}{1, list}, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("listing the calendars: %w", err)
	}
	return append(files, File{Folder + "/feeds.json", append(data, '\n')}), nil
}

// persons are those of the directory, in its order, and then others by name.
func (w *writer) persons() []string {
	var names, others []string
	for _, p := range w.Company.People {
		names = append(names, p.Name)
	}
	for name := range w.people {
		if _, ok := w.Company.Person(name); !ok {
			others = append(others, name)
		}
	}
	slices.Sort(others)
	return append(names, others...)
}

// calendar is a VCALENDAR. One without events is whole by its time zone.
func (w *writer) calendar(title catalog.Text, events []*event) []byte {
	slices.SortFunc(events, func(a, b *event) int {
		return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(a.uid, b.uid))
	})
	var o object
	name := w.say(catalog.FeedName.With(w.Company.Name, title))
	o.line("BEGIN", "VCALENDAR")
	o.line("VERSION", "2.0")
	o.line("PRODID", "-//usher//visits//EN")
	o.line("CALSCALE", "GREGORIAN")
	o.text("NAME", name)         // RFC 7986, 5.1
	o.text("X-WR-CALNAME", name) // as most readers still want it
	o.zone(w.Company.Timezone, w.Company.Zone, w.span())
	for _, e := range events {
		o.WriteString(e.text)
	}
	o.line("END", "VCALENDAR")
	return []byte(o.String())
}

// span is the years that the run tells of, the same in all its calendars.
func (w *writer) span() span {
	if w.years.first == 0 {
		return span{1970, 1970}
	}
	return w.years
}

// say is a text in the languages of the run, side by side.
func (w *writer) say(t catalog.Text) string {
	first := t.In(w.Languages[0])
	if len(w.Languages) == 1 || t.In(w.Languages[1]) == first {
		return first
	}
	return strings.TrimSpace(first + " " + t.In(w.Languages[1]))
}

// id is a name for files and events that tells nothing and is always the same, made
// of what it stands for and the company's alias-key. Where there is no such key,
// who guesses a plan's id can compute the same.
func (w *writer) id(words ...string) string {
	sum := hmac.New(sha256.New, []byte(w.Company.Alias))
	sum.Write([]byte(strings.Join(words, "\x00")))
	return hex.EncodeToString(sum.Sum(nil)[:16])
}
