package change

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"

	"usher/internal/plan"
)

// topics says what the parts of a plan are about, by path with * for an index; a
// longer path goes before a shorter one.
var topics = map[string]Topic{
	"category":          Category,
	"status":            Status,
	"customer":          Guests,
	"arrive":            Time,
	"depart":            Time,
	"purpose":           Purpose,
	"requirements":      Purpose,
	"applicant":         Team,
	"leaders":           Team,
	"coordination":      Category,
	"counterpart":       Team,
	"team":              Team,
	"programme":         Programme,
	"rooms":             Rooms,
	"rooms/*/equipment": Equipment,
	"rooms/*/custodian": Equipment,
	"refreshments":      Refreshments,
	"travel":            Travel,
	"lodging":           Lodging,
	"meals":             Meals,
	"vehicles":          Vehicles,
	"gifts":             Gifts,
	"budget":            Budget,
	"confidentiality":   Confidentiality,
	"waive":             Waivers,
	"outcome":           Outcome,
	"sealed":            Sealing,
}

// identity says by which fields the items of a list are known again, in the order
// of trying: what has the same room and beginning, then the same room, then
// the same beginning. The first field of the first names the item.
var identity = map[string][][]string{
	"customer/guests":    {{"name"}, {"position"}},
	"programme":          {{"what", "at"}, {"what"}, {"at"}},
	"rooms":              {{"room", "from"}, {"room"}, {"from", "until"}, {"from"}},
	"travel":             {{"number", "departs"}, {"number"}, {"from", "to"}},
	"lodging":            {{"hotel"}, {"from"}},
	"meals":              {{"place", "at"}, {"at"}, {"place"}},
	"vehicles":           {{"from", "to", "at"}, {"at"}, {"from", "to"}},
	"gifts":              {{"item"}},
	"waive":              {{"rule"}},
	"outcome/returned":   {{"item"}},
	"outcome/follow-ups": {{"what"}},
}

type comparison struct {
	before, after *plan.Plan
	found         []Change
}

// place is where the comparison is: the way to it in either plan, and the item
// of a list that it is in.
type place struct {
	was, is []any
	item    string
}

// in is the place one step further; the clips keep siblings apart.
func (p place) in(was, is any) place {
	return place{append(slices.Clip(p.was), was), append(slices.Clip(p.is), is), p.item}
}

// pattern is the place with * for each index.
func (p place) pattern() string {
	way := slices.Clone(p.is)
	for i, e := range way {
		if _, ok := e.(int); ok {
			way[i] = "*"
		}
	}
	return plan.Path(way...)
}

func (p place) topic() Topic {
	for pattern := p.pattern(); ; {
		if t, ok := topics[pattern]; ok {
			return t
		}
		cut := strings.LastIndexByte(pattern, '/')
		if cut < 0 {
			return Visit
		}
		pattern = pattern[:cut]
	}
}

func (c *comparison) plans(before, after plan.Plan) {
	before.ID, before.File, after.ID, after.File = "", "", "", ""
	c.structs(place{}, reflect.ValueOf(before), reflect.ValueOf(after))
}

// structs compares field by field. The json tags are the plan's keys, so that a
// field that plans come to have is compared from the day it is there.
func (c *comparison) structs(p place, before, after reflect.Value) {
	for i := range before.NumField() {
		if k := key(before.Type().Field(i)); k != "" {
			c.values(p.in(k, k), before.Field(i), after.Field(i))
		}
	}
}

func key(f reflect.StructField) string {
	name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
	if name == "-" {
		return ""
	}
	return name
}

func (c *comparison) values(p place, before, after reflect.Value) {
	if c.before.IsWrong(p.was...) || c.after.IsWrong(p.is...) {
		return
	}
	switch before.Kind() {
	case reflect.Struct:
		c.structs(p, before, after)
	case reflect.Map:
		c.maps(p, before, after)
	case reflect.Slice:
		if ways, ok := identity[p.pattern()]; ok {
			c.lists(p, ways, before, after)
			return
		}
		c.leaf(p, before, after)
	case reflect.Pointer:
		if before.Type().Elem().Kind() != reflect.Struct {
			c.leaf(p, before, after)
			return
		}
		switch {
		case before.IsNil() && after.IsNil():
		case before.IsNil():
			c.found = append(c.found, Change{Topic: p.topic(), Act: Added, Is: p.is})
		case after.IsNil():
			c.found = append(c.found, Change{Topic: p.topic(), Act: Removed, Was: p.was})
		default:
			c.structs(p, before.Elem(), after.Elem())
		}
	default:
		c.leaf(p, before, after)
	}
}

// maps compares by key; a role or a kind of cost is an item.
func (c *comparison) maps(p place, before, after reflect.Value) {
	keys := map[string]bool{}
	for _, m := range []reflect.Value{before, after} {
		for _, k := range m.MapKeys() {
			keys[k.String()] = true
		}
	}
	for _, k := range slices.Sorted(maps.Keys(keys)) {
		at := p.in(k, k)
		at.item = k
		b, a := before.MapIndex(reflect.ValueOf(k)), after.MapIndex(reflect.ValueOf(k))
		switch {
		case c.before.IsWrong(at.was...) || c.after.IsWrong(at.is...):
		case !b.IsValid():
			c.found = append(c.found, Change{Topic: p.topic(), Act: Added, Is: at.is, Item: k, After: written(a)})
		case !a.IsValid():
			c.found = append(c.found, Change{Topic: p.topic(), Act: Removed, Was: at.was, Item: k, Before: written(b)})
		default:
			c.leaf(at, b, a)
		}
	}
}

// lists pairs the items that are the same or known again, compares them, and
// tells the rest as come or gone.
func (c *comparison) lists(p place, ways [][]string, before, after reflect.Value) {
	pair := paired(ways, before, after)
	for i := range before.Len() {
		if slices.Contains(pair, i) {
			continue
		}
		at := p.in(i, i)
		if !c.before.IsWrong(at.was...) {
			c.found = append(c.found, Change{Topic: p.topic(), Act: Removed, Was: at.was, Item: named(ways, before.Index(i))})
		}
	}
	for i, was := range pair {
		at := p.in(was, i)
		at.item = named(ways, after.Index(i))
		switch {
		case c.after.IsWrong(at.is...):
		case was < 0:
			c.found = append(c.found, Change{Topic: p.topic(), Act: Added, Is: at.is, Item: at.item})
		default:
			c.structs(at, before.Index(was), after.Index(i))
		}
	}
	c.first(p, ways, pair, before, after)
}

// first tells that the principal guest is another of the same guests, at the
// list as a whole: in no other list does the order say anything.
func (c *comparison) first(p place, ways [][]string, pair []int, before, after reflect.Value) {
	if p.pattern() != "customer/guests" || len(pair) == 0 || pair[0] <= 0 {
		return
	}
	c.found = append(c.found, Change{
		Topic: p.topic(), Act: Changed, Was: p.was, Is: p.is,
		Before: named(ways, before.Index(0)), After: named(ways, after.Index(0)),
	})
}

// paired gives for each item of after the index of the one of before that it was,
// or -1: first those that are equal, then those that a way knows again.
func paired(ways [][]string, before, after reflect.Value) []int {
	pair := make([]int, after.Len())
	for i := range pair {
		pair[i] = -1
	}
	taken := make([]bool, before.Len())
	match := func(same func(b, a reflect.Value) bool) {
		for i, was := range pair {
			for j := 0; was < 0 && j < len(taken); j++ {
				if !taken[j] && same(before.Index(j), after.Index(i)) {
					pair[i], taken[j], was = j, true, j
				}
			}
		}
	}
	match(func(b, a reflect.Value) bool { return reflect.DeepEqual(b.Interface(), a.Interface()) })
	for _, way := range ways {
		match(func(b, a reflect.Value) bool {
			for _, k := range way {
				if text := field(b, k); text == "" || text != field(a, k) {
					return false
				}
			}
			return true
		})
	}
	return pair
}

func named(ways [][]string, item reflect.Value) string { return field(item, ways[0][0]) }

// field is the value of an item under a key, as a plan writes it.
func field(item reflect.Value, k string) string {
	for i := range item.NumField() {
		if key(item.Type().Field(i)) == k {
			return written(item.Field(i))
		}
	}
	return ""
}

func (c *comparison) leaf(p place, before, after reflect.Value) {
	if b, a := written(before), written(after); b != a {
		c.found = append(c.found, Change{Topic: p.topic(), Act: Changed, Was: p.was, Is: p.is, Item: p.item, Before: b, After: a})
	}
}

// written is a value as a plan writes it; "" for what a plan leaves out.
func written(v reflect.Value) string {
	switch v.Kind() {
	case reflect.Slice:
		parts := make([]string, v.Len())
		for i := range parts {
			parts[i] = written(v.Index(i))
		}
		return strings.Join(parts, ", ")
	case reflect.Pointer:
		if v.IsNil() {
			return ""
		}
		return fmt.Sprint(v.Elem().Interface()) // a stated 0 is not the same as none
	case reflect.Float64:
		return strconv.FormatFloat(v.Float(), 'f', -1, 64)
	}
	if v.IsZero() && v.Kind() != reflect.Bool {
		return ""
	}
	return fmt.Sprint(v.Interface())
}

// moved is by how much a time or a day moved; false where one of them is neither.
func moved(before, after string) (time.Duration, bool) {
	for _, layout := range []string{plan.TimeLayout, plan.DateLayout} {
		b, err := time.Parse(layout, before)
		if err != nil {
			continue
		}
		if a, err := time.Parse(layout, after); err == nil {
			return a.Sub(b), true
		}
	}
	return 0, false
}
