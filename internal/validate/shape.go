package validate

import (
	"reflect"
	"regexp"
	"strings"

	"usher/internal/catalog"
)

// shape is one check of the tree: what a value may be.
type shape struct {
	kind kind
	name string // of the definition it comes from, such as "#Time"; may be empty
	text catalog.Text

	fields []*field // of fields, in the order of the schema
	byName map[string]*field
	others []pattern // names besides these, by their form
	open   bool      // any other name may stand there too

	item     *shape // of a list
	min, max int    // items of a list; max < 0: any number

	choices  []string // of text: all it may be
	patterns []*regexp.Regexp
	bounds   []bound // of numbers
	form     form

	beyond opaque // of what is left to CUE
}

type kind int

const (
	unknown kind = iota // anything: CUE judges
	fields
	list
	text
	whole  // a number without a fraction
	number // any number
	truth
)

// form is text of a well-known form, which has messages of its own.
type form int

const (
	anyText form = iota
	timeText
	dateText
)

type field struct {
	name     string
	required bool
	shape    *shape
	label    catalog.Text
	text     catalog.Text
	example  string
	also     []string // other words for its name, folded
	in       *shape   // the fields that it is one of
	clause   string
	place    int // in the fields of its shape
	index    int // of the Go field that it is decoded into; -1: none
}

type pattern struct {
	name  *shape
	value *shape
	label catalog.Text
	text  catalog.Text
}

type bound struct {
	op    string // ">=", "<=", ">", "<", "!="
	limit float64
	shown string
}

func (b bound) holds(v float64) bool {
	switch b.op {
	case ">=":
		return v >= b.limit
	case "<=":
		return v <= b.limit
	case ">":
		return v > b.limit
	case "<":
		return v < b.limit
	}
	return v != b.limit
}

// maxWalk guards walks of the shape against definitions that hold themselves.
const maxWalk = 16

// home is a place where a field belongs.
type home struct {
	parent string // names joined by "."; "" is the plan itself
	many   bool   // in the items of a list
}

func (s *shape) collect(at string, many bool, homes map[string][]home, depth int) {
	switch {
	case s == nil || depth > maxWalk:
	case s.kind == list:
		s.item.collect(at, true, homes, depth+1)
	case s.kind == fields:
		for _, f := range s.fields {
			homes[f.name] = append(homes[f.name], home{at, many})
			f.shape.collect(strings.TrimPrefix(at+"."+f.name, "."), many, homes, depth+1)
		}
	}
}

// home is where a field that stands in the wrong place was most likely meant to
// stand: at the top, else in the only fields that have it.
func (s *Schema) home(name string) (string, bool) {
	var one []home
	for _, h := range s.homes[name] {
		if h.parent == "" {
			return "", true
		}
		if !h.many {
			one = append(one, h)
		}
	}
	if len(one) != 1 {
		one = s.homes[name]
	}
	if len(one) == 1 {
		return one[0].parent, true
	}
	return "", false
}

func (s *shape) describe(at string, all *[]Field, depth int) {
	switch {
	case s == nil || depth > maxWalk:
	case s.kind == list:
		s.item.describe(at+"[]", all, depth+1)
	case s.kind == fields:
		for _, f := range s.fields {
			p := strings.TrimPrefix(at+"."+f.name, ".")
			*all = append(*all, Field{
				Path: p, Required: f.required, Label: f.label, Text: f.text,
				Example: f.example, Clause: f.clause, Choices: f.shape.choices,
			})
			f.shape.describe(p, all, depth+1)
		}
		for _, o := range s.others {
			p := strings.TrimPrefix(at+".*", ".")
			*all = append(*all, Field{Path: p, Label: o.label, Text: o.text, Choices: o.value.choices})
			o.value.describe(p, all, depth+1)
		}
	}
}

// goFields has the index of the Go field of each json name of a struct type.
func goFields(t reflect.Type) map[string]int {
	if t == nil {
		return nil
	}
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if t.Kind() != reflect.Struct {
		return nil
	}
	index := make(map[string]int, t.NumField())
	for i := range t.NumField() {
		name, _, _ := strings.Cut(t.Field(i).Tag.Get("json"), ",")
		index[name] = i
	}
	return index
}
