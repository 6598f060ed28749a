package validate

import (
	"bytes"
	"encoding/json"
	"strings"

	"cuelang.org/go/cue"
	"cuelang.org/go/cue/cuecontext"
	"cuelang.org/go/encoding/jsonschema"

	"usher/internal/catalog"
)

// Node is what may stand at one place of a plan: the schema as a tree, for
// export to other forms. Uses of one definition share their Node, unless it
// holds itself.
type Node struct {
	Kind Kind
	Name string       // of the definition, without its "#"; empty where it has none
	Text catalog.Text // what the definition says of itself

	Entries []Entry // of a Mapping, in the order of the schema
	Others  []Entry // of a Mapping: keys besides these, by their form; their Name is empty
	Open    bool    // of a Mapping: any other key may stand there too

	Item     *Node // of a List
	Min, Max int   // items of a List; Max < 0: any number

	Choices  []string // of Text: all it may be, if it is limited
	Patterns []string // of Text: RE2 expressions, all of which it matches
	Bounds   []Bound  // of numbers
	Moment   Moment   // of Text

	// Exported is what CUE's own exporter makes of Anything, as a JSON Schema
	// (2020-12) with its $defs; nil where it cannot tell.
	Exported json.RawMessage
}

// Entry is a key of a mapping and what stands there.
type Entry struct {
	Name     string
	Required bool
	Label    catalog.Text // short name
	Text     catalog.Text // description, which begins with the label
	Clause   string       // of the regulation; may be empty
	Example  string       // as typed in a plan, on one line; may be empty
	Default  any          // of a scalar; nil where there is none
	Key      *Node        // of Node.Others: what the key may be
	Value    *Node
}

// Bound is a limit of a number.
type Bound struct {
	Op    string // ">=", "<=", ">", "<", "!="
	Limit float64
}

// Kind is a kind of value.
type Kind int

// The kinds of value. Anything is what only CUE can judge.
const (
	Anything Kind = iota
	Mapping
	List
	Text
	Whole
	Number
	Truth
)

// Moment is whether a Text is a moment, and of what form.
type Moment int

// The forms of plan.Time and plan.Date.
const (
	NoMoment Moment = iota
	Time
	Date
)

var moments = map[form]Moment{timeText: Time, dateText: Date}

var kinds = map[kind]Kind{fields: Mapping, list: List, text: Text, whole: Whole, number: Number, truth: Truth}

// Tree is the shape of a plan as a tree.
func (s *Schema) Tree() *Node {
	n := (&grower{done: map[*shape]*Node{}}).node(s.root, s.visit)
	n.Name = "Visit"
	return n
}

type grower struct{ done map[*shape]*Node }

// node makes the Node of a shape, which was compiled from the value.
func (g *grower) node(s *shape, v cue.Value) *Node {
	if n := g.done[s]; n != nil {
		return n
	}
	n := &Node{
		Kind: kinds[s.kind], Name: strings.TrimPrefix(s.name, "#"), Text: s.text,
		Open: s.open, Min: s.min, Max: s.max, Choices: s.choices, Moment: moments[s.form],
	}
	g.done[s] = n
	for _, re := range s.patterns {
		n.Patterns = append(n.Patterns, re.String())
	}
	for _, b := range s.bounds {
		n.Bounds = append(n.Bounds, Bound{b.op, b.limit})
	}
	switch s.kind {
	case fields:
		values := map[string]cue.Value{}
		for it, err := v.Fields(cue.Optional(true)); err == nil && it.Next(); {
			values[it.Selector().Unquoted()] = it.Value()
		}
		for _, f := range s.fields {
			value := values[f.name]
			n.Entries = append(n.Entries, Entry{
				Name: f.name, Required: f.required, Label: f.label, Text: f.text, Clause: f.clause,
				Example: f.example, Default: standard(value), Value: g.node(f.shape, value),
			})
		}
		for _, p := range s.others {
			value := v.LookupPath(cue.MakePath(cue.AnyString))
			n.Others = append(n.Others, Entry{
				Label: p.label, Text: p.text, Key: g.node(p.name, cue.Value{}), Value: g.node(p.value, value),
			})
		}
	case list:
		n.Item = g.node(s.item, v.LookupPath(cue.MakePath(cue.AnyIndex)))
	case unknown:
		n.Exported = export(s.beyond.value)
	}
	return n
}

// standard is the default of a scalar.
func standard(v cue.Value) (value any) {
	d, ok := v.Default()
	if !ok || d.IncompleteKind()&(cue.StructKind|cue.ListKind) != 0 || !d.IsConcrete() || d.Decode(&value) != nil {
		return nil
	}
	return value
}

func export(v cue.Value) json.RawMessage {
	expr, err := jsonschema.Generate(v, nil)
	if err != nil {
		return nil
	}
	data, err := cuecontext.New().BuildExpr(expr).MarshalJSON()
	if err != nil || bytes.Equal(data, []byte("{}")) {
		return nil
	}
	return data
}
