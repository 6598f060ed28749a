package facts

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"time"

	"usher/internal/catalog"
	"usher/internal/company"
	"usher/internal/plan"
	"usher/internal/suggest"
)

// Announcement is when a plan's present schedule was announced, as history has it.
type Announcement struct {
	Source string    // as Notice.Source
	Commit string    // abbreviated hash where Source is SourceCommit
	At     time.Time // the landing time; the moment of judging where it has not landed
	// Rescheduled says that the visit was announced before, with another arrival.
	Rescheduled bool
}

// The values of Announcement.Source and Notice.Source.
const (
	SourceCommit       = "commit"
	SourceUncommitted  = "uncommitted"
	SourceChange       = "change"
	SourceNoRepository = "no-repository"
)

// World is what facts are computed against.
type World struct {
	Company   *company.Company
	Now       time.Time               // the moment of judging
	Announced map[string]Announcement // by plan id
	// CalledOff is since when cancelled plans have been so, by plan id; it is only
	// asked for where the policies want notice of it.
	CalledOff map[string]Announcement
	// Before is what plans were before the change under review, by plan id; those
	// that were completed are enough.
	Before map[string]*plan.Plan
	Fresh  map[string]bool // by plan id: not committed yet, or changed against the base
	// Sealed is what is known of the two files of sealed plans, by plan id.
	Sealed map[string]Pair
	// Archive lets plans that have ended hold their rooms too, so that the
	// archive can be judged as it was.
	Archive bool
}

// Compute returns the facts of each plan, in the order of the plans, which is
// the order of their files.
func Compute(plans []*plan.Plan, w World) []*Facts {
	all := make([]*Facts, len(plans))
	claims := make([]*Claims, len(plans))
	claimant := NewClaimant(w)
	for i, p := range plans {
		all[i] = Alone(p, w)
		claims[i] = claimant.Claims(p, all[i])
	}
	Meet(claims, w)
	for i, c := range claims {
		c.Complete(all[i])
	}
	return all
}

// holds reports whether a plan keeps rooms, equipment and persons from others:
// it is not called off, as far as can be read, and it is not over, unless the
// archive is judged.
func holds(p *plan.Plan, f *Facts, w World) bool {
	return p.Status != plan.Cancelled && !p.IsWrong("status") && (!f.Ended || w.Archive)
}

// Alone returns the facts of a plan by itself: all but what it collides with, and
// what is free instead.
func Alone(p *plan.Plan, w World) *Facts {
	c := w.Company
	f := &Facts{
		Now:   plan.TimeOf(w.Now, c.Zone),
		Fresh: w.Fresh[p.ID],
		Ended: Ended(p, w.Now, c.Zone),
		Past:  p.Arrive != "" && p.Arrive.In(c.Zone).Before(w.Now),
	}
	if !p.IsWrong("status") {
		f.Status = cmp.Or(p.Status, plan.Planned)
	}
	category, _ := c.Category(p.Category)
	f.Important = category.Important
	season(f, p, c)
	f.Needs, f.Team = team(p, c)
	for _, role := range slices.Sorted(maps.Keys(p.Team)) {
		f.Roles = append(f.Roles, ref(role, c.Roles, roleID, roleName))
	}
	f.Department = unitRef(p.Applicant.Department, c)
	f.Counterpart = unitRef(p.Counterpart, c)
	for i := range p.Rooms {
		f.Rooms = append(f.Rooms, booking(p, i, f.Team, c))
	}
	for _, s := range p.Programme {
		step := Step{}
		for _, who := range s.Who {
			step.Who = append(step.Who, dutyRef(who, c))
		}
		f.Steps = append(f.Steps, step)
	}
	f.Personal = personalNumbers(p)
	f.Notice = notice(p, w)
	f.Purchases = purchases(p, f, w)
	f.Spending = spending(p, c)
	f.After = after(p, w)
	f.Altered = alterations(w.Before[p.ID], p)
	f.Sealing = sealing(p, w)
	return f
}

// Ended reports whether nothing is left to do before or during the visit: its
// stay is over, or the plan says that it is completed.
func Ended(p *plan.Plan, now time.Time, zone *time.Location) bool {
	if p.Status == plan.Completed {
		return true
	}
	return p.Depart != "" && !p.Depart.In(zone).After(now)
}

// season fills in what the season of arrival calls for (R4.3).
func season(f *Facts, p *plan.Plan, c *company.Company) {
	if s, ok := c.Season(p.Arrive.Month()); ok {
		f.Season, f.SeasonName = s.ID, s.Name
		f.Refreshments.DueFruit, f.Refreshments.DueDriedFruit = s.Fruit, s.DriedFruit
	}
	f.Refreshments.Fruit, f.Refreshments.DriedFruit = f.Refreshments.DueFruit, f.Refreshments.DueDriedFruit
	if n := p.Refreshments.Fruit; n != nil {
		f.Refreshments.Fruit = *n
	}
	if n := p.Refreshments.DriedFruit; n != nil {
		f.Refreshments.DriedFruit = *n
	}
	f.Refreshments.Tobacco = p.Refreshments.Tobacco
}

// ref looks a word of the plan up among the ids that it may be.
func ref[T any](word string, known []T, id func(T) string, name func(T) catalog.Text) Ref {
	for _, x := range known {
		if id(x) == word {
			return Ref{ID: word, Known: true}
		}
	}
	r := Ref{ID: word}
	if word != "" {
		r.Closest, r.Choices = meant(word, known, id, name), strings.Join(ids(known, id), ", ")
		r.Hint = catalog.RefChoices.With(r.Choices)
		if r.Closest != "" {
			r.Hint = catalog.RefMeant.With(r.Closest)
		}
	}
	return r
}

// meant is the id that was probably meant by a word that is none: that of what
// bears the word as its name in either language, else the nearest id, else the
// only one that the word is a part of, or nearly the name of.
func meant[T any](word string, known []T, id func(T) string, name func(T) catalog.Text) string {
	word = fold(word)
	first := string([]rune(word)[:min(1, len([]rune(word)))])
	var part []string
	var names []string
	byName := map[string]string{}
	for _, x := range known {
		for _, s := range []string{name(x).ZH, name(x).EN} {
			s = fold(s)
			if s == word {
				return id(x)
			}
			if len([]rune(word)) > 1 && (strings.Contains(s, word) || strings.Contains(fold(id(x)), word)) && !slices.Contains(part, id(x)) {
				part = append(part, id(x))
			}
			// One character of three makes another department of it; its first
			// is rarely the one that was mistaken.
			if s != "" && strings.HasPrefix(s, first) {
				names = append(names, s)
				byName[s] = id(x)
			}
		}
	}
	if near := suggest.Closest(word, ids(known, id)); near != "" {
		return near
	}
	if len(part) == 1 {
		return part[0]
	}
	return byName[suggest.Closest(word, names)]
}

// fold makes words alike that differ in case and blanks only.
func fold(s string) string {
	return strings.ToLower(strings.Join(strings.Fields(s), ""))
}

// unitRef looks up a unit. Who wrote somebody's name for it meant that person's.
func unitRef(word string, c *company.Company) Ref {
	r := ref(word, c.Units, unitID, unitName)
	if p, ok := c.Person(word); ok && !r.Known {
		r.Closest, r.Hint = p.Unit, catalog.RefUnitOf.With(p.Unit, word)
	}
	return r
}

// dutyRef looks up a word of a programme's who, which is a role id or the name
// of a person. Names are not held against the directory: guests and others may
// appear in the programme. What is written as an id is meant as one.
func dutyRef(who string, c *company.Company) Ref {
	if !isID(who) {
		return Ref{ID: who, Known: true}
	}
	return ref(who, c.Roles, roleID, roleName)
}

func isID(s string) bool {
	for _, r := range s {
		if (r < 'a' || r > 'z') && (r < '0' || r > '9') && r != '-' {
			return false
		}
	}
	return s != ""
}

func roleID(r company.Role) string { return r.ID }

func roleName(r company.Role) catalog.Text { return r.Name }

func unitID(u company.Unit) string { return u.ID }

func unitName(u company.Unit) catalog.Text { return u.Name }

func roomID(r company.Room) string { return r.ID }

func roomName(r company.Room) catalog.Text { return r.Name }

func equipmentID(e company.Equipment) string { return e.ID }

func equipmentName(e company.Equipment) catalog.Text { return e.Name }

func personName(p company.Person) string { return p.Name }

func personLatin(p company.Person) catalog.Text { return catalog.Same(p.Latin) }

func ids[T any](list []T, id func(T) string) []string {
	out := make([]string, len(list))
	for i, x := range list {
		out[i] = id(x)
	}
	return out
}
