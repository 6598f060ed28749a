package plan

import (
	"reflect"
	"strings"
)

// Fields are what a plan can say, in its order: keys joined by dots, without the
// places in lists, such as "customer.guests.name". A map is one field.
func Fields() []string { return fieldsOf(reflect.TypeFor[Plan](), "") }

func fieldsOf(t reflect.Type, at string) (out []string) {
	for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice {
		t = t.Elem()
	}
	if t.Kind() != reflect.Struct {
		return []string{at}
	}
	for i := range t.NumField() {
		if name := Key(t.Field(i)); name != "" {
			if at != "" {
				name = at + "." + name
			}
			out = append(out, fieldsOf(t.Field(i).Type, name)...)
		}
	}
	return out
}

// Key is what a field of a plan's types is called in a plan; empty for what no
// plan says, such as Plan.Wrong.
func Key(f reflect.StructField) string {
	name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
	if name == "-" {
		return ""
	}
	return name
}

// Hides reports whether a field, as Fields writes it, was taken out of this copy
// of the plan because its reader may not see it. Whoever would fill in what a
// plan leaves out has to leave it out then, too.
func (p *Plan) Hides(field string) bool { return p.Hidden[field] }
