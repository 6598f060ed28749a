package judge

import (
	"cmp"
	"math"
	"reflect"
	"regexp"
	"strings"
)

// kind is what a value is, as far as a guard understands it.
type kind uint8

const (
	unset   kind = iota // not stated: using it, CUE says incomplete, and the rule is silent
	wrong               // stated, but wrongly: there to a test for presence, else as unset
	unknown             // not understood here: only CUE can tell
	boolean
	integer
	float
	text
	list   // items
	object // ref: a struct, map, slice or interface of Go's
)

// value is a value of a plan, of facts or of an expression over them.
type value struct {
	kind  kind
	b     bool
	n     int64 // of a float, its bits
	s     string
	items *[]value // of a list
	ref   reflect.Value
	path  string // inside the plan; kept only where the plan has wrong values
}

// usable reports whether a value can be worked with.
func (v value) usable() bool { return v.kind > unknown }

// worse is the one of two values that decides what comes of using both: what is
// silent before what is not understood. v is usable if both are.
func worse(a, b value) (v value, usable bool) {
	switch {
	case a.kind == unset || a.kind == wrong:
		return a, false
	case b.kind == unset || b.kind == wrong:
		return b, false
	case a.kind == unknown || b.kind == unknown:
		return value{kind: unknown}, false
	}
	return a, true
}

func truth(b bool) value { return value{kind: boolean, b: b} }

func number(n int64) value { return value{kind: integer, n: n} }

func word(s string) value { return value{kind: text, s: s} }

// of takes a Go value in; omitted says that its zero means "not stated".
func of(v reflect.Value, omitted bool, path string) value {
	for v.Kind() == reflect.Pointer || v.Kind() == reflect.Interface {
		if v.IsNil() {
			return value{}
		}
		v, omitted = v.Elem(), false
	}
	switch v.Kind() {
	case reflect.Bool:
		return value{kind: boolean, b: v.Bool(), path: path}
	case reflect.Int, reflect.Int64:
		if omitted && v.Int() == 0 {
			return value{path: path}
		}
		return value{kind: integer, n: v.Int(), path: path}
	case reflect.Float64:
		if omitted && v.Float() == 0 {
			return value{path: path}
		}
		return value{kind: float, n: int64(math.Float64bits(v.Float())), path: path}
	case reflect.String:
		if omitted && v.Len() == 0 {
			return value{path: path}
		}
		return value{kind: text, s: v.String(), path: path}
	case reflect.Struct, reflect.Map, reflect.Slice:
		return value{kind: object, ref: v, path: path}
	}
	return value{kind: unknown}
}

// elements are the items of a list, as far as they are known.
func (v value) elements(e *env) ([]value, bool) {
	if v.kind == list {
		return *v.items, true
	}
	if v.kind != object || v.ref.Kind() != reflect.Slice {
		return nil, false
	}
	items := make([]value, v.ref.Len())
	for i := range items {
		items[i] = e.item(v, i)
	}
	return items, true
}

// length is what CUE's len says.
func (v value) length() (int, bool) {
	switch {
	case v.kind == list:
		return len(*v.items), true
	case v.kind == text:
		return len(v.s), true
	case v.kind == object && (v.ref.Kind() == reflect.Slice || v.ref.Kind() == reflect.Map):
		return v.ref.Len(), true
	}
	return 0, false
}

// order compares two values of one kind, numbers or words.
func order(a, b value) (int, bool) {
	switch {
	case a.kind == integer && b.kind == integer:
		return cmp.Compare(a.n, b.n), true
	case a.kind == text && b.kind == text:
		return strings.Compare(a.s, b.s), true
	case a.numeric() && b.numeric():
		return cmp.Compare(a.float(), b.float()), true
	}
	return 0, false
}

// exact is the largest whole number up to which floats are exact.
const exact = 1 << 53

func (v value) numeric() bool {
	return v.kind == float && !math.IsNaN(v.float()) || v.kind == integer && -exact < v.n && v.n < exact
}

func (v value) float() float64 {
	if v.kind == integer {
		return float64(v.n)
	}
	return math.Float64frombits(uint64(v.n))
}

// equal compares two scalars of one kind.
func equal(a, b value) (is, ok bool) {
	if a.kind == boolean && b.kind == boolean {
		return a.b == b.b, true
	}
	n, ok := order(a, b)
	return n == 0, ok
}

// within reports whether a scalar is among scalars.
func within(items []value, x value) value {
	found := false
	for _, item := range items {
		is, ok := equal(item, x)
		if !ok {
			return value{kind: unknown}
		}
		found = found || is
	}
	return truth(found)
}

// matches is =~ with a pattern that is written out.
func matches(re *regexp.Regexp, v value) value {
	if v.kind != text {
		return value{kind: unknown}
	}
	return truth(re.MatchString(v.s))
}
