package judge

import (
	"reflect"
	"slices"
	"strconv"
	"strings"

	"usher/internal/facts"
)

// env is what the expressions of a rule read while one plan is judged.
type env struct {
	visit, facts        value
	parameters, company value
	vars                []value // of for and let, by slot
	known               []bool  // which lets of the rule have been worked out
	wrong               map[string]bool
	fields              fields
	spent               int  // turns that the rule's loops have taken
	timely              bool // a moment was looked at, or given to CUE to look at
}

// maxTurns is how many turns the loops of a rule may take for one plan: a second
// or so, and far more than any rule of one visit needs.
const maxTurns = 5_000_000

// root is the path of the plan itself.
const root = "."

// field is a part of a struct or a map.
func (e *env) field(parent value, part reflect.Value, omitted bool, name string) value {
	if len(e.wrong) == 0 || parent.path == "" {
		return of(part, omitted, "")
	}
	return e.below(parent, part, omitted, name)
}

// item is a part of a list.
func (e *env) item(parent value, i int) value {
	if len(e.wrong) == 0 || parent.path == "" {
		return of(parent.ref.Index(i), false, "")
	}
	return e.below(parent, parent.ref.Index(i), false, strconv.Itoa(i))
}

// below is a part of a value of the plan, with its path.
func (e *env) below(parent value, part reflect.Value, omitted bool, name string) value {
	path := name
	if parent.path != root {
		path = parent.path + "/" + path
	}
	if e.wrong[path] {
		return value{kind: wrong}
	}
	return of(part, omitted, path)
}

// selected is the field, or the entry of a map, of a name.
func (e *env) selected(v value, name string) value {
	if !v.usable() {
		return v
	}
	if v.kind != object {
		return value{kind: unknown}
	}
	e.timely = e.timely || slices.Contains(facts.Moments, name)
	switch v.ref.Kind() {
	case reflect.Struct:
		f, ok := e.fields.of(v.ref.Type())[name]
		if !ok {
			return value{kind: unknown}
		}
		return e.field(v, v.ref.Field(f.index), f.omitted, name)
	case reflect.Map:
		entry := v.ref.MapIndex(reflect.ValueOf(name).Convert(v.ref.Type().Key()))
		if !entry.IsValid() {
			if v.path != "" && e.wrong[v.path+"/"+name] {
				return value{kind: wrong}
			}
			return value{}
		}
		return e.field(v, entry, false, name)
	}
	return value{kind: unknown}
}

// indexed is the element of a list, or the entry of a map; past the end of a list
// nothing is stated.
func (e *env) indexed(v, i value) value {
	if w, ok := worse(v, i); !ok {
		return w
	}
	switch {
	case i.kind == text:
		if v.kind == object && v.ref.Kind() == reflect.Map {
			return e.selected(v, i.s)
		}
	case i.kind == integer && i.n >= 0:
		if v.kind == list {
			if i.n < int64(len(*v.items)) {
				return (*v.items)[i.n]
			}
			return value{}
		}
		if v.kind == object && v.ref.Kind() == reflect.Slice {
			if i.n < int64(v.ref.Len()) {
				return e.item(v, int(i.n))
			}
			return value{}
		}
	}
	return value{kind: unknown}
}

// turns are what a for clause goes through.
type turns struct {
	e    *env
	of   value
	keys []string // of a map
	n    int
}

// turns of a value; ok is false where only CUE can tell.
func (e *env) turns(v value) (t turns, ok bool) {
	t = turns{e: e, of: v}
	switch {
	case v.kind == list:
		t.n = len(*v.items)
	case v.kind == object && v.ref.Kind() == reflect.Slice:
		t.n = v.ref.Len()
	case v.kind == object && v.ref.Kind() == reflect.Map && v.ref.Type().Key().Kind() == reflect.String:
		t.keys = entries(v.ref, v.path, e.wrong)
		t.n = len(t.keys)
	default:
		return t, false
	}
	return t, true
}

// at is the i-th turn: its key and its value.
func (t *turns) at(i int) (key, v value) {
	switch {
	case t.of.kind == list:
		return number(int64(i)), (*t.of.items)[i]
	case t.keys != nil:
		return word(t.keys[i]), t.e.selected(t.of, t.keys[i])
	}
	return number(int64(i)), t.e.item(t.of, i)
}

// entries are the keys of a map, sorted, those included whose values the plan
// states wrongly, which are not in it.
func entries(m reflect.Value, path string, wrong map[string]bool) []string {
	names := make([]string, 0, m.Len())
	for _, k := range m.MapKeys() {
		names = append(names, k.String())
	}
	if path != "" {
		for w := range wrong {
			if name, ok := strings.CutPrefix(w, path+"/"); ok && !strings.Contains(name, "/") && !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
	}
	slices.Sort(names)
	return names
}

// fields knows the fields of Go's structs by their json names.
type fields map[reflect.Type]map[string]field

type field struct {
	index   int
	omitted bool // the zero value means "not stated"
}

func (fs fields) of(t reflect.Type) map[string]field {
	if known, ok := fs[t]; ok {
		return known
	}
	return fieldsOf(t) // none that a plan or its facts have
}

func fieldsOf(t reflect.Type) map[string]field {
	known := map[string]field{}
	for i := range t.NumField() {
		name, options, _ := strings.Cut(t.Field(i).Tag.Get("json"), ",")
		if name != "" && name != "-" && t.Field(i).IsExported() {
			known[name] = field{i, strings.Contains(options, "omitempty")}
		}
	}
	return known
}

// learn takes in a struct and those that it holds.
func (fs fields) learn(t reflect.Type) {
	switch t.Kind() {
	case reflect.Pointer, reflect.Slice, reflect.Map:
		fs.learn(t.Elem())
	case reflect.Struct:
		if fs[t] == nil {
			fs[t] = fieldsOf(t)
			for i := range t.NumField() {
				fs.learn(t.Field(i).Type)
			}
		}
	}
}
