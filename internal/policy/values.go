package policy

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"

	"cuelang.org/go/cue"
	"cuelang.org/go/cue/ast"
	"cuelang.org/go/cue/literal"

	"usher/internal/catalog"
	"usher/internal/suggest"
)

// Value is one value in force, a list being one value, and where it is set.
type Value struct {
	Path   []string        // such as "rooms", "board-room", "seats"
	Data   json.RawMessage // as JSON
	Text   string          // as CUE writes it, on one line
	Places []Place         // none where CUE works it out
}

// Name is the path as CUE writes it: rooms."board-room".seats.
func (v Value) Name() string { return dotted(v.Path) }

// Line is the value as a policy file may state it: rooms: "board-room": seats: 16.
func (v Value) Line() string {
	var b strings.Builder
	for _, name := range v.Path {
		b.WriteString(label(name) + ": ")
	}
	return b.String() + v.Text
}

// Values are all values in force at a path and below, such as "notice",
// "rooms.board-room" or "rules.lead-time"; of everything where the path is
// empty. Of each rule they are its severity, whether and by whom it may be
// waived, and its parameters. A path that leads nowhere is an error that says
// which was probably meant.
func (s *Set) Values(path string) ([]Value, error) {
	var all []Value
	fields, err := s.Value().Fields()
	for err == nil && fields.Next() {
		if name := fields.Selector().Unquoted(); name != "rules" {
			all = s.values(all, []string{name}, fields.Value())
		}
	}
	for _, r := range s.Rules {
		all = append(all, s.ruleValues(r)...)
	}
	if path == "" {
		return all, nil
	}
	names := words(path)
	if found := below(all, names); len(found) > 0 {
		return found, nil
	}
	known := len(names) - 1
	for len(below(all, names[:known])) == 0 {
		known--
	}
	var choices []string
	for _, v := range below(all, names[:known]) {
		if len(v.Path) > known && !slices.Contains(choices, v.Path[known]) {
			choices = append(choices, v.Path[known])
		}
	}
	if near := suggest.Closest(names[known], choices); near != "" {
		meant := append(names[:known:known], near)
		if whole := append(slices.Clone(meant), names[known+1:]...); len(below(all, whole)) > 0 {
			meant = whole
		}
		return nil, &catalog.Error{Text: catalog.NoPolicyMeant.With(path, dotted(meant))}
	}
	if len(choices) == 0 {
		return nil, &catalog.Error{Text: catalog.NoPolicyBelow.With(path, dotted(names[:known]))}
	}
	return nil, &catalog.Error{Text: catalog.NoPolicy.With(path, strings.Join(choices, ", "))}
}

// below are the values at a path and below it.
func below(all []Value, path []string) (found []Value) {
	for _, v := range all {
		if len(v.Path) >= len(path) && slices.Equal(v.Path[:len(path)], path) {
			found = append(found, v)
		}
	}
	return found
}

func (s *Set) values(all []Value, path []string, v cue.Value) []Value {
	if v.IncompleteKind() == cue.StructKind {
		fields, err := v.Fields()
		if err != nil {
			return all // Load has found the value whole and concrete
		}
		empty := true
		for fields.Next() {
			empty = false
			all = s.values(all, append(slices.Clone(path), fields.Selector().Unquoted()), fields.Value())
		}
		if !empty {
			return all
		}
	}
	x := Value{Path: path, Text: written(v), Places: s.comesFrom(path)}
	if word, err := v.String(); err == nil {
		x.Text = literal.String.Quote(word)
	}
	var err error
	if x.Data, err = v.MarshalJSON(); err != nil {
		x.Data = []byte("null")
	}
	return append(all, x)
}

// comesFrom are the places that state a value, else the definition whose value
// with a star it is, else what is written out above it.
func (s *Set) comesFrom(path []string) []Place {
	if !s.sources.tree.has(path) {
		shape := s.sources.shape
		for _, name := range path {
			shape = shape.child(name)
		}
		if shape != nil && shape.want != nil && starred(shape.want) {
			for _, f := range s.sources.files {
				if f.path == definitionsFile {
					line, _ := f.place(shape.want.Pos())
					return []Place{{f.path, line, f.own}}
				}
			}
		}
	}
	return s.places(path)
}

// ruleValues are what the company may set of a rule.
func (s *Set) ruleValues(r *Rule) []Value {
	at := func(names ...string) []string { return append([]string{"rules", r.ID}, names...) }
	// from is where the company's files set it, else where the rule's does.
	from := func(path []string, key string) []Place {
		if s.sources.tree.has(path) {
			return s.places(path)
		}
		return []Place{r.stated(key)}
	}
	all := []Value{
		value(at("severity"), r.Severity, from(at("severity"), "severity")),
		value(at("waivable"), r.Waivable, from(at("waivable"), "waivable")),
	}
	if r.Waivable {
		places := s.places([]string{"waivers", "approvers"})
		if s.sources.tree.has(at("approvers")) {
			places = s.places(at("approvers"))
		}
		all = append(all, value(at("approvers"), r.Approvers, places))
	}
	for _, p := range s.parametersInForce(r) {
		all = append(all, value(at("parameters", p.name), r.Parameters[p.name], p.places))
	}
	return all
}

// value is a plain value of Go, which reads in CUE as in JSON.
func value(path []string, x any, places []Place) Value {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(x); err != nil {
		return Value{Path: path, Data: []byte("null"), Text: "null", Places: places}
	}
	data := bytes.TrimSpace(b.Bytes())
	v := Value{Path: path, Data: data, Text: string(data), Places: places}
	if list, ok := x.([]string); ok {
		quoted := make([]string, len(list))
		for i, word := range list {
			quoted[i] = literal.String.Quote(word)
		}
		v.Text = "[" + strings.Join(quoted, ", ") + "]"
	}
	return v
}

// stated is the line of the rule's file that states a key; of the rule itself
// where it is left out.
func (r *Rule) stated(key string) Place {
	rules, _, _ := pairs(r.file.syntax.Decls)
	at := rules[0]
	if body, ok := at.Value.(*ast.StructLit); ok {
		fields, names, _ := pairs(body.Elts)
		if i := slices.Index(names, key); i >= 0 {
			at = fields[i]
		}
	}
	line, _ := r.file.place(at.Pos())
	return Place{r.file.path, line, r.file.own}
}
