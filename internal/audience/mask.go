package audience

import (
	"reflect"

	"usher/internal/catalog"
	"usher/internal/company"
	"usher/internal/facts"
	"usher/internal/plan"
)

// maskPlan copies the fields of a plan that are seen and names the others in
// Hidden. Of a list, none of whose fields is seen, not even the length is left.
func maskPlan(p *plan.Plan, sees func(field string) bool) *plan.Plan {
	m := masker{hidden: map[string]bool{}, leaf: func(reflect.Type) bool { return false }}
	m.sees = func(field string) bool {
		if sees(field) {
			return true
		}
		m.hidden[field] = true
		return false
	}
	out := &plan.Plan{}
	m.copy(reflect.ValueOf(p).Elem(), reflect.ValueOf(out).Elem(), "")
	// Extra words of the policies, for whoever asks Hides about them.
	m.sees(company.FieldCoordinator)
	out.Hidden = m.hidden
	return out
}

// maskFacts copies the facts that follow from what is seen. Of who is on duty, it
// keeps the leaders, the coordinator and the others each on their own.
func maskFacts(f *facts.Facts, sees func(field string) bool) *facts.Facts {
	leaders, team, coordinator := sees("leaders"), sees("team"), sees(company.FieldCoordinator)
	keep := func(m facts.Member) bool {
		switch {
		case m.Leader:
			return leaders
		case team:
			return true
		}
		return coordinator && len(f.Needs) > 0 && m.Role == f.Needs[0].Role
	}
	m := masker{leaf: func(t reflect.Type) bool { return t.PkgPath() != reflect.TypeFor[facts.Facts]().PkgPath() }}
	m.sees = func(fact string) bool {
		fields, known := follows[fact]
		for _, field := range fields {
			known = known && sees(field)
		}
		return known
	}
	out := &facts.Facts{}
	m.copy(reflect.ValueOf(f).Elem(), reflect.ValueOf(out).Elem(), "")
	phone := sees(company.FieldPhone)
	for _, member := range f.Team {
		if keep(member) {
			if !phone {
				member.Phone = ""
			}
			if !team && !member.Leader {
				member.Duty = catalog.Sheets["coordinator"] // the role's own tells the category
			}
			out.Team = append(out.Team, member)
		}
	}
	switch {
	case team && sees("category"):
		out.Needs = f.Needs
	case coordinator && len(f.Needs) > 0:
		out.Needs = f.Needs[:1]
	}
	return out
}

// masker copies a value field by field.
type masker struct {
	sees   func(field string) bool // by the field's path, keys joined by dots
	leaf   func(reflect.Type) bool // structs that are one field, besides what is no struct
	hidden map[string]bool
}

// copy copies from into to what is seen of it, and reports whether anything is.
func (m *masker) copy(from, to reflect.Value, at string) (any bool) {
	t := from.Type()
	elem := t
	if t.Kind() == reflect.Slice || t.Kind() == reflect.Pointer {
		elem = t.Elem()
	}
	if elem.Kind() != reflect.Struct || m.leaf(elem) {
		if any = m.sees(at); any {
			to.Set(from)
		}
		return any
	}
	switch t.Kind() {
	case reflect.Struct:
		for i := range t.NumField() {
			if name := plan.Key(t.Field(i)); name != "" {
				if at != "" {
					name = at + "." + name
				}
				any = m.copy(from.Field(i), to.Field(i), name) || any
			}
		}
		return any
	case reflect.Slice:
		list := reflect.MakeSlice(t, from.Len(), from.Len())
		for i := range from.Len() {
			any = m.copy(from.Index(i), list.Index(i), at) || any
		}
		if from.Len() == 0 {
			m.copy(reflect.New(elem).Elem(), reflect.New(elem).Elem(), at) // for what is hidden
		}
		if any {
			to.Set(list)
		}
	default:
		value := from
		if from.IsNil() {
			value = reflect.New(elem)
		}
		into := reflect.New(elem)
		if any = m.copy(value.Elem(), into.Elem(), at); any && !from.IsNil() {
			to.Set(into)
		}
	}
	return any
}
