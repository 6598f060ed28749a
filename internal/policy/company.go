package policy

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"time"

	"cuelang.org/go/cue"

	"usher/internal/calendar"
	"usher/internal/catalog"
	"usher/internal/company"
)

// decode reads the company out of the policies' value, lists in the order of the
// files.
func decode(v cue.Value, t *tree) (*company.Company, error) {
	c := &company.Company{}
	d := decoder{}
	for name, into := range map[string]any{
		"name": &c.Name, "department": &c.Department, "timezone": &c.Timezone, "currency": &c.Currency,
		"plan-url": &c.PlanURL, "new-url": &c.NewURL, "rule-url": &c.RuleURL, "emergency": &c.Emergency, "every-visit": &c.EveryVisit,
		"notice": &c.Notice, "waivers": &c.Waivers, "calendar": &c.Days, "trip-minutes": &c.Trip,
		"budgets": &c.Budgets, "purchasing": &c.Purchasing, "retention": &c.Retention,
		"sealing": &c.Sealing,
		"fields":  &c.Fields, "alias-key": &c.Alias, "words": &c.Words,
	} {
		d.into(v.LookupPath(cue.MakePath(cue.Str(name))), into)
	}
	c.Units = list(&d, v, t, "units", func(id string, x *company.Unit) { x.ID = id })
	c.Roles = list(&d, v, t, "roles", func(id string, x *company.Role) { x.ID = id })
	c.People = list(&d, v, t, "people", func(id string, x *company.Person) { x.Name = id })
	c.Rooms = list(&d, v, t, "rooms", func(id string, x *company.Room) { x.ID = id })
	c.Layouts = list(&d, v, t, "layouts", func(id string, x *company.Layout) { x.ID = id })
	c.Equipment = list(&d, v, t, "equipment", func(id string, x *company.Equipment) { x.ID = id })
	c.Services = list(&d, v, t, "services", func(id string, x *company.Service) { x.ID = id })
	c.RoomChecks = list(&d, v, t, "room-checks", func(id string, x *company.RoomCheck) { x.ID = id })
	c.Categories = list(&d, v, t, "categories", func(id string, x *company.Category) { x.ID = id })
	c.Seasons = list(&d, v, t, "seasons", func(id string, x *company.Season) { x.ID = id })
	c.Supplies = list(&d, v, t, "supplies", func(id string, x *company.Supply) { x.ID = id })
	c.Approvals = list(&d, v, t, "approvals", func(id string, x *company.Approval) { x.ID = id })
	c.Regulation = list(&d, v, t, "regulation", func(id string, x *company.Clause) { x.ID = id })
	c.Readers = list(&d, v, t, "readers", func(id string, x *company.Reader) { x.ID = id })
	sealing, _ := t.at([]string{"sealing"})
	c.Sealing.Recipients = list(&d, v.LookupPath(cue.MakePath(cue.Str("sealing"))), sealing, "recipients", func(id string, x *company.Recipient) { x.ID = id })
	c.Sheets = list(&d, v, t, "sheets", func(id string, x *company.Sheet) { x.ID = id })
	phases, _ := t.at([]string{"checklist"})
	c.Checklist = list(&d, v, t, "checklist", func(id string, x *company.Phase) { x.ID = id })
	for i := range c.Checklist {
		phase := &c.Checklist[i]
		in := v.LookupPath(cue.MakePath(cue.Str("checklist"), cue.Str(phase.ID)))
		phase.Items = list(&d, in, phases.children[phase.ID], "items", func(id string, x *company.Item) { x.ID = id })
		for j := range phase.Items {
			if phase.Items[j].When == "" {
				phase.Items[j].When = "always"
			}
		}
	}
	return c, d.err
}

// decoder keeps the first error. There is none unless definitions.cue and the
// types of package company have come apart.
type decoder struct{ err error }

// into reads a value as cue.Value.Decode does, three times as fast: Decode sorts
// the fields of each struct, here the Go type knows them.
func (d *decoder) into(v cue.Value, x any) { d.value(v, reflect.ValueOf(x).Elem()) }

func (d *decoder) value(v cue.Value, x reflect.Value) {
	if !v.Exists() {
		return
	}
	switch x.Kind() {
	case reflect.Struct:
		for i := range x.NumField() {
			if name := x.Type().Field(i).Tag.Get("json"); name != "" && name != "-" {
				d.value(v.LookupPath(cue.MakePath(cue.Str(name))), x.Field(i))
			}
		}
	case reflect.String:
		s, err := v.String()
		d.keep(v, err)
		x.SetString(s)
	case reflect.Bool:
		b, err := v.Bool()
		d.keep(v, err)
		x.SetBool(b)
	case reflect.Int:
		n, err := v.Int64()
		d.keep(v, err)
		x.SetInt(n)
	default:
		d.keep(v, v.Decode(x.Addr().Interface()))
	}
}

func (d *decoder) keep(v cue.Value, err error) {
	if err != nil && d.err == nil {
		d.err = fmt.Errorf("reading %s: %w", v.Path(), err)
	}
}

// list decodes a struct that is keyed by ids. What the files write out comes in
// their order; what CUE works out comes last.
func list[T any](d *decoder, v cue.Value, t *tree, name string, id func(string, *T)) []T {
	in := v.LookupPath(cue.MakePath(cue.Str(name)))
	if !in.Exists() {
		return nil
	}
	var order []string
	node := newTree()
	if t != nil && t.children[name] != nil {
		node = t.children[name]
		order = node.order
	}
	if !node.plain {
		fields, err := in.Fields()
		d.keep(in, err)
		for err == nil && fields.Next() {
			if key := fields.Selector().Unquoted(); node.children[key] == nil {
				order = append(order, key)
			}
		}
	}
	var out []T
	for _, key := range order {
		if value := in.LookupPath(cue.MakePath(cue.Str(key))); value.Exists() {
			var x T
			id(key, &x)
			d.into(value, &x)
			out = append(out, x)
		}
	}
	return out
}

// references finds the words that name nothing: CUE would say so in terms of
// disjunctions that nobody reads.
func references(c *company.Company, s *sources) (wrong Mistakes) {
	units, roles, people := ids(c.Units, unitID), ids(c.Roles, roleID), ids(c.People, personName)
	check := func(word string, known []string, path ...string) {
		if word != "" {
			wrong = append(wrong, s.names(word, known, path)...)
		}
	}
	for _, u := range c.Units {
		check(u.Of, units, "units", u.ID, "of")
	}
	for _, r := range c.Roles {
		check(r.Unit, units, "roles", r.ID, "unit")
		check(r.Holder, people, "roles", r.ID, "holder")
	}
	for _, p := range c.People {
		check(p.Unit, units, "people", p.Name, "unit")
	}
	for _, r := range c.Rooms {
		check(r.Service, people, "rooms", r.ID, "service")
	}
	for _, k := range c.Categories {
		for _, role := range k.Roles {
			check(role, roles, "categories", k.ID, "roles")
		}
	}
	for _, role := range c.EveryVisit {
		check(role, roles, "every-visit")
	}
	categories := ids(c.Categories, func(k company.Category) string { return k.ID })
	for _, category := range slices.Sorted(maps.Keys(c.Notice.Categories)) {
		check(category, categories, "notice", "categories", category)
	}
	for _, name := range c.Waivers.Approvers {
		check(name, people, "waivers", "approvers")
	}
	for _, a := range c.Approvals {
		for _, name := range a.By {
			check(name, append([]string{"leaders"}, people...), "approvals", a.ID, "by")
		}
	}
	seasons, categories := ids(c.Seasons, seasonID), ids(c.Categories, categoryID)
	for _, x := range c.Supplies {
		for _, season := range x.Seasons {
			check(season, seasons, "supplies", x.ID, "seasons")
		}
		for _, category := range x.Categories {
			check(category, categories, "supplies", x.ID, "categories")
		}
	}
	owners := append([]string{"applicant", "custodian", "driver"}, roles...)
	for _, phase := range c.Checklist {
		for _, item := range phase.Items {
			check(item.Owner, owners, "checklist", phase.ID, "items", item.ID, "owner")
		}
	}
	wrong = append(append(append(wrong, sight(c, s)...), look(c, s)...), sealing(c, s)...)
	var err error
	if c.Zone, err = time.LoadLocation(c.Timezone); err != nil {
		wrong = append(wrong, s.mistake([]string{"timezone"}, catalog.PolicyTimezone.With(c.Timezone), catalog.PolicyTimezoneHint))
	}
	return append(append(wrong, months(c, s)...), days(c, s)...)
}

// days makes the company's calendar of what the policies say of it.
func days(c *company.Company, s *sources) (wrong Mistakes) {
	var mistakes []calendar.Mistake
	c.Calendar, mistakes = calendar.New(c.Days, c.Zone)
	for _, m := range mistakes {
		path := []string{"calendar"}
		for _, key := range m.Path {
			if name, ok := key.(string); ok {
				path = append(path, name)
			}
		}
		wrong = append(wrong, s.mistake(path, m.Text, catalog.Text{}))
	}
	return wrong
}

// months finds the months that belong to two seasons. One that belongs to none
// has no fruit to hold a plan against.
func months(c *company.Company, s *sources) (wrong Mistakes) {
	season := map[int]string{}
	for _, x := range c.Seasons {
		for _, m := range x.Months {
			if other, taken := season[m]; taken {
				at := x.ID
				if first, _ := s.tree.at([]string{"seasons", other, "months"}); first.deciding() != nil && first.deciding().file.own {
					at = other
				}
				wrong = append(wrong, s.mistake([]string{"seasons", at, "months"}, catalog.PolicyMonthTwice.With(m, other, x.ID), catalog.Text{}))
			}
			season[m] = x.ID
		}
	}
	return wrong
}

func unitID(u company.Unit) string         { return u.ID }
func roleID(r company.Role) string         { return r.ID }
func personName(p company.Person) string   { return p.Name }
func seasonID(s company.Season) string     { return s.ID }
func categoryID(k company.Category) string { return k.ID }

func ids[T any](list []T, id func(T) string) []string {
	out := make([]string, len(list))
	for i, x := range list {
		out[i] = id(x)
	}
	return out
}
