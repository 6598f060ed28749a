package facts

import (
	"maps"
	"reflect"
	"slices"
	"strings"

	"usher/internal/catalog"
	"usher/internal/personal"
	"usher/internal/plan"
)

// Personal is a personal number in a text of the plan (R5.1). It holds where the
// number is and never what it is.
type Personal struct {
	At   []any        `json:"at"`
	Kind string       `json:"kind"` // "identity", "passport", "bank-card" or "mobile"
	Name catalog.Text `json:"name"` // of the kind, inside a sentence
	// Start and End are the place inside the text, in code points from 0, up to End.
	Start int `json:"start"`
	End   int `json:"end"`
	// Contact is true where the text is the one that says whom to ring.
	Contact bool `json:"contact"`
}

// personalNumbers looks through every text of the plan, in its order.
func personalNumbers(p *plan.Plan) []Personal {
	s := search{}
	v := reflect.ValueOf(p).Elem()
	for i, name := range keys[v.Type()] {
		switch name {
		case "id", "file", "-": // not of the plan's text
		default:
			s.below(step{key: name}, v.Field(i))
		}
	}
	return s.found
}

// search goes through a value of the plan and keeps the way there.
type search struct {
	path  []step
	found []Personal
}

// step is a key, or an index where the key is empty.
type step struct {
	key   string
	index int
}

var (
	timeType = reflect.TypeFor[plan.Time]()
	dateType = reflect.TypeFor[plan.Date]()
	keys     = keysOf(map[reflect.Type][]string{}, reflect.TypeFor[plan.Plan]())
)

// keysOf adds what the fields of a struct, and of those in it, are called in a plan.
func keysOf(known map[reflect.Type][]string, t reflect.Type) map[reflect.Type][]string {
	switch t.Kind() {
	case reflect.Pointer, reflect.Slice:
		return keysOf(known, t.Elem())
	case reflect.Struct:
		for i := range t.NumField() {
			name, _, _ := strings.Cut(t.Field(i).Tag.Get("json"), ",")
			known[t] = append(known[t], name)
			keysOf(known, t.Field(i).Type)
		}
	}
	return known
}

func (s *search) below(to step, v reflect.Value) {
	s.path = append(s.path, to)
	s.value(v)
	s.path = s.path[:len(s.path)-1]
}

func (s *search) value(v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		if t := v.Type(); t != timeType && t != dateType {
			s.text(v.String())
		}
	case reflect.Pointer:
		if !v.IsNil() {
			s.value(v.Elem())
		}
	case reflect.Slice:
		for i := range v.Len() {
			s.below(step{index: i}, v.Index(i))
		}
	case reflect.Map:
		if m, ok := v.Interface().(map[string]string); ok {
			for _, k := range slices.Sorted(maps.Keys(m)) {
				s.below(step{key: k}, reflect.ValueOf(m[k]))
			}
		}
	case reflect.Struct:
		for i, name := range keys[v.Type()] {
			s.below(step{key: name}, v.Field(i))
		}
	}
}

func (s *search) text(text string) {
	for _, m := range personal.Find(text) {
		var at []any
		for _, to := range s.path {
			if to.key != "" {
				at = append(at, to.key)
			} else {
				at = append(at, to.index)
			}
		}
		s.found = append(s.found, Personal{
			At: at, Kind: string(m.Kind), Name: m.Kind.Name(), Start: m.Start, End: m.End,
			Contact: plan.Path(at...) == "customer/contact",
		})
	}
}
