package policy

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"time"

	"usher/internal/calendar"
	"usher/internal/catalog"
	"usher/internal/company"
)

// company reads the company out of the policies, lists in the order of the files.
func (s *Set) company() (*company.Company, error) {
	c := &company.Company{}
	d := decoder{set: s, names: map[reflect.Type][]string{}}
	top := fieldsOf(s.Data)
	for name, into := range map[string]any{
		"name": &c.Name, "department": &c.Department, "timezone": &c.Timezone, "currency": &c.Currency,
		"plan-url": &c.PlanURL, "new-url": &c.NewURL, "rule-url": &c.RuleURL, "emergency": &c.Emergency, "every-visit": &c.EveryVisit,
		"notice": &c.Notice, "waivers": &c.Waivers, "calendar": &c.Days, "trip-minutes": &c.Trip,
		"budgets": &c.Budgets, "purchasing": &c.Purchasing, "retention": &c.Retention,
		"sealing": &c.Sealing,
		"fields":  &c.Fields, "alias-key": &c.Alias, "words": &c.Words,
	} {
		if data, given := top[name]; given {
			d.into(into, data)
		}
	}
	c.Units = list(&d, func(id string, x *company.Unit) { x.ID = id }, "units")
	c.Roles = list(&d, func(id string, x *company.Role) { x.ID = id }, "roles")
	c.People = list(&d, func(id string, x *company.Person) { x.Name = id }, "people")
	c.Rooms = list(&d, func(id string, x *company.Room) { x.ID = id }, "rooms")
	c.Layouts = list(&d, func(id string, x *company.Layout) { x.ID = id }, "layouts")
	c.Equipment = list(&d, func(id string, x *company.Equipment) { x.ID = id }, "equipment")
	c.Services = list(&d, func(id string, x *company.Service) { x.ID = id }, "services")
	c.RoomChecks = list(&d, func(id string, x *company.RoomCheck) { x.ID = id }, "room-checks")
	c.Categories = list(&d, func(id string, x *company.Category) { x.ID = id }, "categories")
	c.Seasons = list(&d, func(id string, x *company.Season) { x.ID = id }, "seasons")
	c.Supplies = list(&d, func(id string, x *company.Supply) { x.ID = id }, "supplies")
	c.Approvals = list(&d, func(id string, x *company.Approval) { x.ID = id }, "approvals")
	c.Regulation = list(&d, func(id string, x *company.Clause) { x.ID = id }, "regulation")
	c.Readers = list(&d, func(id string, x *company.Reader) { x.ID = id }, "readers")
	c.Sealing.Recipients = list(&d, func(id string, x *company.Recipient) { x.ID = id }, "sealing", "recipients")
	c.Sheets = list(&d, func(id string, x *company.Sheet) { x.ID = id }, "sheets")
	c.Checklist = list(&d, func(id string, x *company.Phase) { x.ID = id }, "checklist")
	for i := range c.Checklist {
		phase := &c.Checklist[i]
		phase.Items = list(&d, func(id string, x *company.Item) { x.ID = id }, "checklist", phase.ID, "items")
		for j := range phase.Items {
			if phase.Items[j].When == "" {
				phase.Items[j].When = "always"
			}
		}
	}
	return c, d.err
}

// fieldsOf are the fields of a struct of the policies; none of anything else.
func fieldsOf(data any) map[string]any {
	fields, _ := data.(map[string]any)
	return fields
}

// at is what the policies say at a path; nil where nothing.
func (s *Set) at(path ...string) any {
	data := s.Data
	for _, name := range path {
		data = fieldsOf(data)[name]
	}
	return data
}

// decoder keeps the first error. There is none unless definitions.cue and the
// types of package company have come apart.
type decoder struct {
	set   *Set
	names map[reflect.Type][]string // of the fields of a struct; "" of those that are no policies
	err   error
}

func (d *decoder) into(x, data any) { d.value(reflect.ValueOf(x).Elem(), data) }

func (d *decoder) value(x reflect.Value, data any) {
	fits := false
	switch x.Kind() {
	case reflect.Struct:
		var fields map[string]any
		fields, fits = data.(map[string]any)
		for i, name := range d.fields(x.Type()) {
			if field, given := fields[name]; given && name != "" {
				d.value(x.Field(i), field)
			}
		}
	case reflect.Map:
		var fields map[string]any
		fields, fits = data.(map[string]any)
		x.Set(reflect.MakeMapWithSize(x.Type(), len(fields)))
		for name, field := range fields {
			value := reflect.New(x.Type().Elem()).Elem()
			d.value(value, field)
			x.SetMapIndex(reflect.ValueOf(name), value)
		}
	case reflect.Slice:
		var items []any
		items, fits = data.([]any)
		x.Set(reflect.MakeSlice(x.Type(), len(items), len(items)))
		for i, item := range items {
			d.value(x.Index(i), item)
		}
	case reflect.Pointer:
		fits = true
		x.Set(reflect.New(x.Type().Elem()))
		d.value(x.Elem(), data)
	case reflect.String:
		var s string
		s, fits = data.(string)
		x.SetString(s)
	case reflect.Bool:
		var b bool
		b, fits = data.(bool)
		x.SetBool(b)
	case reflect.Int:
		var n int64
		n, fits = data.(int64)
		x.SetInt(n)
	case reflect.Float64:
		var n float64
		n, fits = numeric(data)
		x.SetFloat(n)
	}
	if !fits && d.err == nil {
		d.err = fmt.Errorf("reading %v as a %v", data, x.Type())
	}
}

func (d *decoder) fields(t reflect.Type) []string {
	names, known := d.names[t]
	if !known {
		for i := range t.NumField() {
			name := t.Field(i).Tag.Get("json")
			if name == "-" {
				name = ""
			}
			names = append(names, name)
		}
		d.names[t] = names
	}
	return names
}

// list decodes a struct that is keyed by ids. What the files write out comes in
// their order; what CUE works out comes last.
func list[T any](d *decoder, id func(string, *T), path ...string) []T {
	in := fieldsOf(d.set.at(path...))
	node, found := d.set.sources.tree.at(path)
	order := node.order
	if !found {
		order = nil
	}
	if len(in) > 0 && (!found || !node.plain) {
		fields, err := d.set.Value().LookupPath(selectors(path)).Fields()
		if err != nil && d.err == nil {
			d.err = fmt.Errorf("reading %s: %w", dotted(path), err)
		}
		for err == nil && fields.Next() {
			if key := fields.Selector().Unquoted(); !found || node.children[key] == nil {
				order = append(order, key)
			}
		}
	}
	var out []T
	for _, key := range order {
		if data, given := in[key]; given {
			var x T
			id(key, &x)
			d.into(&x, data)
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
