package review

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"usher/internal/catalog"
	"usher/internal/change"
	"usher/internal/personal"
	"usher/internal/plan"
)

// Compute says what the change means for each visit, by act and then arrival.
func Compute(pairs []Pair, w World) []Visit {
	var all []Visit
	for _, p := range pairs {
		if p.Before == nil && p.After == nil && p.Is == "" {
			continue // a file that nobody could read is gone
		}
		c := comparison{Pair: p, World: w}
		all = append(all, c.visit())
	}
	order := Acts()
	slices.SortStableFunc(all, func(a, b Visit) int {
		return cmp.Or(
			cmp.Compare(slices.Index(order, a.Acts[0]), slices.Index(order, b.Acts[0])),
			cmp.Compare(cmp.Or(a.Arrive, a.ArriveBefore), cmp.Or(b.Arrive, b.ArriveBefore)),
			cmp.Compare(a.Plan, b.Plan),
		)
	})
	return all
}

// comparison is one visit at work.
type comparison struct {
	Pair
	World
	secret  bool
	changes []change.Change
}

func (c *comparison) visit() Visit {
	c.secret = c.Before != nil && c.Before.Confidential || c.After != nil && c.After.Confidential
	if c.Before != nil && c.After != nil {
		c.changes = change.Between(c.Before.Plan, c.After.Plan)
	}
	v := Visit{
		Plan: c.ID, File: c.Is, FileBefore: c.Was, Confidential: c.secret,
		Whole: (c.Was == "" || c.Before != nil && c.Before.Whole) && (c.Is == "" || c.After != nil && c.After.Whole),
		Rooms: []Room{}, People: []Person{}, Purchases: []Purchase{},
		Waivers: []Waiver{}, Approvals: []Approval{}, Changes: []Detail{},
	}
	if s := cmp.Or(c.After, c.Before); s != nil {
		v.Category = s.Plan.Category
		if !c.secret {
			v.Organization, v.Purpose, v.Headcount = c.text(s.Plan.Customer.Organization), c.text(s.Plan.Purpose), s.Plan.Customer.Headcount
		}
	}
	if c.Before != nil {
		v.ArriveBefore, v.DepartBefore = c.Before.Plan.Arrive, c.Before.Plan.Depart
	}
	if c.After != nil {
		v.Arrive, v.Depart = c.After.Plan.Arrive, c.After.Plan.Depart
	}
	v.Acts = c.acts()
	if v.Acts[0] == Unread || v.Acts[0] == Removed {
		return v // nothing follows from it that can be told, or anything at all
	}
	v.Rooms = append(v.Rooms, c.rooms()...)
	v.People = append(v.People, c.people()...)
	c.purchases(&v)
	v.Changes = append(v.Changes, c.details()...)
	if c.After == nil || c.After.Facts.Ended {
		return v
	}
	v.Notice = c.notice()
	if !c.After.ahead() {
		return v
	}
	v.Waivers = append(v.Waivers, c.waivers()...)
	v.Approvals = append(v.Approvals, c.approvals(v)...)
	return v
}

// on reports whether the visit takes place, as far as the side says.
func (s *Side) on() bool { return s != nil && s.Plan.Status != plan.Cancelled }

// ahead reports whether there is still something to decide about the visit.
func (s *Side) ahead() bool { return s.on() && !s.Facts.Ended }

func (c *comparison) acts() []Act {
	switch {
	case c.After == nil && c.Is != "":
		return []Act{Unread}
	case c.After == nil && c.Before.ahead(), c.After != nil && !c.After.on() && c.Before.on():
		return []Act{CalledOff}
	case c.After == nil:
		return []Act{Removed}
	case c.Was == "", c.Before != nil && !c.Before.on() && c.After.on():
		return []Act{Added}
	case c.Before == nil:
		return []Act{Changed} // it could not be read before
	}
	var acts []Act
	if c.rescheduled() {
		acts = append(acts, Rescheduled)
	}
	if c.readable("rooms") && !slices.Equal(roomIDs(c.Before), roomIDs(c.After)) {
		acts = append(acts, Moved)
	}
	others := slices.ContainsFunc(c.changes, func(x change.Change) bool {
		return x.Topic != change.Time && !x.Follows && !(x.Topic == change.Rooms && slices.Contains(acts, Moved))
	})
	switch {
	case others:
		acts = append(acts, Changed)
	case len(acts) == 0:
		acts = append(acts, FileOnly)
	}
	return acts
}

// rescheduled reports whether the stay is another, as far as both plans say it.
func (c *comparison) rescheduled() bool {
	other := func(a, b plan.Time) bool { return a != "" && b != "" && a != b }
	before, after := c.Before.Plan, c.After.Plan
	return other(before.Arrive, after.Arrive) || other(before.Depart, after.Depart)
}

// readable reports whether what both plans say below the keys could be read: what
// cannot be is not taken for gone.
func (c *comparison) readable(keys ...string) bool {
	for _, s := range []*Side{c.Before, c.After} {
		if s == nil {
			continue
		}
		for wrong := range s.Plan.Wrong {
			if slices.ContainsFunc(keys, func(k string) bool { return wrong == k || strings.HasPrefix(wrong, k+"/") }) {
				return false
			}
		}
	}
	return true
}

func roomIDs(s *Side) []string {
	var ids []string
	for _, b := range s.Facts.Rooms {
		ids = append(ids, b.Room.ID)
	}
	slices.Sort(ids)
	return ids
}

// rooms are the bookings that one side has and the other has not.
func (c *comparison) rooms() []Room {
	if !c.readable("rooms", "arrive", "depart") {
		return nil
	}
	bookings := func(s *Side, act string) []Room {
		var out []Room
		if !s.on() {
			return nil
		}
		for _, b := range s.Facts.Rooms {
			name := b.Room.ID
			if r, ok := c.Company.Room(b.Room.ID); ok {
				name = r.Name.In(c.Lang)
			}
			out = append(out, Room{act, c.text(b.Room.ID), c.text(name), b.From, b.Until, b.Opens, b.Closes})
		}
		return out
	}
	return onlyOne(bookings(c.Before, "freed"), bookings(c.After, "taken"), func(a, b Room) bool {
		return a.Room == b.Room && a.From == b.From && a.Until == b.Until
	})
}

// people are those on duty on one side only, and those whose visit is at another
// time.
func (c *comparison) people() []Person {
	if !c.readable("team", "leaders", "category", "rooms", "vehicles") {
		return nil
	}
	onDuty := func(s *Side, act string) []Person {
		var out []Person
		if !s.on() {
			return nil
		}
		for _, m := range s.Facts.Team {
			role, name := m.Role, m.Name.In(c.Lang)
			if m.Leader {
				role, name = "leader", catalog.ReviewLeader.In(c.Lang)
			}
			out = append(out, Person{act, c.text(m.Person), role, name})
		}
		for _, b := range s.Plan.Rooms {
			if b.Custodian != "" {
				out = append(out, Person{act, c.text(b.Custodian), "custodian", catalog.ReviewCustodian.In(c.Lang)})
			}
		}
		for _, x := range s.Plan.Vehicles {
			if x.Driver != "" {
				out = append(out, Person{act, c.text(x.Driver), "driver", catalog.ReviewDriver.In(c.Lang)})
			}
		}
		return unique(out)
	}
	before, after := onDuty(c.Before, "relieved"), onDuty(c.After, "new")
	same := func(a, b Person) bool { return a.Person == b.Person && a.Role == b.Role }
	out := onlyOne(before, after, same)
	if c.Before.on() && c.After.on() && c.rescheduled() {
		for _, p := range after {
			if slices.ContainsFunc(before, func(b Person) bool { return same(b, p) }) {
				p.Act = "other-time"
				out = append(out, p)
			}
		}
	}
	return out
}

func unique[T comparable](list []T) []T {
	var out []T
	for _, x := range list {
		if !slices.Contains(out, x) {
			out = append(out, x)
		}
	}
	return out
}

// onlyOne is what only before has, and then what only after has.
func onlyOne[T any](before, after []T, same func(a, b T) bool) []T {
	var out []T
	for _, pass := range [][2][]T{{before, after}, {after, before}} {
		left := slices.Clone(pass[1])
		for _, x := range pass[0] {
			if i := slices.IndexFunc(left, func(y T) bool { return same(x, y) }); i >= 0 {
				left = slices.Delete(left, i, i+1)
				continue
			}
			out = append(out, x)
		}
	}
	return out
}

// told are what the visit's own times, its rooms and its people say already.
var told = []string{"arrive", "depart", "rooms/*", "rooms/*/room", "rooms/*/from", "rooms/*/until", "team/", "leaders", "rooms/*/custodian"}

func (c *comparison) details() []Detail {
	var out []Detail
	if c.secret {
		for _, topic := range change.Concerned(c.changes) {
			out = append(out, Detail{Topic: topic, Act: change.Changed, Told: topic == change.Time || topic == change.Rooms})
		}
		return out
	}
	for _, x := range c.changes {
		out = append(out, Detail{
			Topic: x.Topic, Act: x.Act, Item: c.text(x.Item), Before: c.text(x.Before), After: c.text(x.After),
			Told: x.Follows || c.told(x),
		})
	}
	return out
}

func (c *comparison) told(x change.Change) bool {
	way := x.Is
	if way == nil {
		way = x.Was
	}
	words := make([]any, len(way))
	for i, e := range way {
		if words[i] = e; i > 0 && words[0] == "rooms" {
			if _, ok := e.(int); ok {
				words[i] = "*"
			}
		}
	}
	path := plan.Path(words...)
	switch {
	case path == "status":
		return x.Before == plan.Cancelled || x.After == plan.Cancelled
	case strings.HasPrefix(path, "waive/"):
		return x.Act != change.Removed
	}
	return slices.ContainsFunc(told, func(t string) bool {
		return path == t || strings.HasSuffix(t, "/") && strings.HasPrefix(path, t)
	})
}

// text is a text of a plan with asterisks for the personal numbers in it (R5.1).
func (c *comparison) text(s string) string {
	found := personal.Find(s)
	if len(found) == 0 {
		return s
	}
	runes := []rune(s)
	for _, n := range found {
		for i := n.Start; i < min(n.End, utf8.RuneCountInString(s)); i++ {
			runes[i] = '*'
		}
	}
	return string(runes)
}
