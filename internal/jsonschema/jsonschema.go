// Package jsonschema provides the JSON Schema (draft 2020-12) of a plan, for
// editors: the shape of schema/*.cue with the words of the policies in force.
//
// It says no more than usher check does, and less where JSON Schema cannot:
// conditions are rules. Beside the standard's keywords it uses those that
// yaml-language-server knows and others ignore: markdownDescription,
// enumDescriptions, patternErrorMessage and defaultSnippets.
package jsonschema

import (
	"bytes"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"usher/internal/catalog"
	"usher/internal/lazyregexp"
	"usher/internal/policy"
	"usher/internal/validate"
)

// File is where a repository keeps the schema, from its root.
const File = "schema/visit.schema.json"

// Generate writes the JSON Schema of the plans that the schema and the policies
// describe, indented, with a line break at its end. The same input gives the
// same bytes.
func Generate(schema *validate.Schema, set *policy.Set) ([]byte, error) {
	b := &builder{words: vocabularies(set), begun: map[string]bool{}}
	tree := schema.Tree()
	root := object{
		{"$schema", "https://json-schema.org/draft/2020-12/schema"},
		{"$comment", line(catalog.EditorComment)},
		{"title", line(catalog.EditorTitle)},
	}
	// What is sealed is not in the open part, though the plan must have it (R5.1).
	lying := *tree
	lying.Entries = slices.DeleteFunc(slices.Clone(tree.Entries), func(e validate.Entry) bool { return e.Name == sealed })
	whole := b.body(&lying)
	root.set("if", object{{"type", "object"}, {"required", []string{sealed}}, {"properties", object{{sealed, true}}}})
	root.set("then", b.body((&relaxer{done: map[*validate.Node]*validate.Node{}}).node(tree)))
	// Editors write down a whole plan by the title of what they match.
	root.set("else", append(object{{"title", line(catalog.EditorTitle)}}, whole...))
	root.set("$defs", b.defs)
	data, err := marshal(root)
	if err != nil {
		return nil, fmt.Errorf("writing the JSON Schema: %w", err)
	}
	var out bytes.Buffer
	if err := json.Indent(&out, data, "", "  "); err != nil {
		return nil, fmt.Errorf("writing the JSON Schema: %w", err)
	}
	out.WriteByte('\n')
	return out.Bytes(), nil
}

type builder struct {
	words map[string]vocabulary
	defs  object          // $defs, in the order of first use
	begun map[string]bool // names in defs, or about to be
}

// value is what may stand somewhere: a reference where the node has a name.
func (b *builder) value(n *validate.Node) object {
	if n.Name == "" {
		return b.body(n)
	}
	if !b.begun[n.Name] {
		b.begun[n.Name] = true
		at := len(b.defs)
		b.defs = append(b.defs, member{n.Name, nil})
		body := b.body(n)
		if v := b.words[n.Name]; len(v.words) > 0 && n.Kind == validate.Text {
			body = v.restrict(body)
		}
		b.defs[at].value = body
	}
	return object{{"$ref", "#/$defs/" + n.Name}}
}

func (b *builder) body(n *validate.Node) object {
	var o object
	switch n.Kind {
	case validate.Mapping:
		b.mapping(&o, n)
	case validate.List:
		o.set("type", "array")
		o.set("items", b.value(n.Item))
		if n.Min > 0 {
			o.set("minItems", n.Min)
		}
		if n.Max >= 0 {
			o.set("maxItems", n.Max)
		}
	case validate.Text:
		text(&o, n)
	case validate.Whole:
		o.set("type", "integer")
		bounds(&o, n.Bounds)
	case validate.Number:
		o.set("type", "number")
		bounds(&o, n.Bounds)
	case validate.Truth:
		o.set("type", "boolean")
	default:
		b.exported(&o, n.Exported)
	}
	return o
}

func (b *builder) mapping(o *object, n *validate.Node) {
	o.set("type", "object")
	var properties object
	var required []string
	for _, e := range n.Entries {
		properties.set(e.Name, b.entry(e, b.words[strings.TrimSuffix(n.Name, relaxed)+"."+e.Name]))
		if e.Required {
			required = append(required, e.Name)
		}
	}
	closed := !n.Open
	var others object
	for _, e := range n.Others {
		if pattern, ok := keyPattern(e.Key); ok {
			others.set(pattern, b.entry(e, vocabulary{}))
		} else {
			closed = false
		}
	}
	o.set("properties", properties)
	o.set("required", required)
	o.set("patternProperties", others)
	if closed {
		o.set("additionalProperties", false)
	}
}

// entry is a value with the description of its key.
func (b *builder) entry(e validate.Entry, v vocabulary) object {
	var o object
	switch {
	case len(v.words) == 0:
		o = b.value(e.Value)
	case e.Value.Kind == validate.Mapping:
		o = v.keys(b.body(e.Value))
	case e.Value.Kind == validate.List && e.Value.Item.Kind == validate.Text:
		o = b.body(e.Value)
		o.set("items", v.restrict(b.body(e.Value.Item)))
	case e.Value.Kind == validate.Text:
		o = v.restrict(b.body(e.Value))
	default: // a company's schema has something else there
		o = b.value(e.Value)
	}
	described := object{}
	described.set("description", description(e))
	described.set("markdownDescription", markdown(e))
	o = append(described, o...)
	if e.Default != nil {
		o.set("default", e.Default)
	}
	return o
}

// restrict adds the words to a schema of texts.
func (v vocabulary) restrict(o object) object {
	choices, limited := o.get("enum").([]string)
	switch {
	case limited:
		o.set("enumDescriptions", v.describe(choices))
	case v.only:
		o = object{{"type", "string"}, {"enum", v.ids()}, {"enumDescriptions", v.describe(v.ids())}}
	default:
		o.set("defaultSnippets", v.snippets())
	}
	return o
}

// keys makes the words the keys of a mapping that has one form of keys only.
func (v vocabulary) keys(o object) object {
	forms, _ := o.get("patternProperties").(object)
	if len(forms) != 1 || o.get("properties") != nil {
		return o
	}
	value, _ := forms[0].value.(object)
	var properties object
	for _, w := range v.words {
		described := object{{"description", w.text.EN + "\n" + w.text.ZH}}
		properties.set(w.id, append(described, value.without("description", "markdownDescription")...))
	}
	if v.only {
		o = o.without("patternProperties")
	}
	o.set("properties", properties)
	return o
}

func text(o *object, n *validate.Node) {
	// Beside an enum the type says nothing new, but editors put a required key
	// into what they insert by its type.
	o.set("type", "string")
	o.set("enum", n.Choices)
	var patterns []string
	for _, p := range n.Patterns {
		if portable(p) {
			patterns = append(patterns, p)
		}
	}
	if len(patterns) == 1 {
		o.set("pattern", patterns[0])
	} else if len(patterns) > 1 {
		all := make([]object, len(patterns))
		for i, p := range patterns {
			all[i] = object{{"pattern", p}}
		}
		o.set("allOf", all)
	}
	if len(patterns) > 0 && !n.Text.IsZero() {
		o.set("patternErrorMessage", line(catalog.EditorWrite.With(n.Text)))
	}
	form := map[validate.Moment]object{
		validate.Time: {{"label", "YYYY-MM-DD HH:MM"}, {"description", line(n.Text)}, {"body", "${1:YYYY}-${2:MM}-${3:DD} ${4:HH}:${5:MM}"}},
		validate.Date: {{"label", "YYYY-MM-DD"}, {"description", line(n.Text)}, {"body", "${1:YYYY}-${2:MM}-${3:DD}"}},
	}
	if f, ok := form[n.Moment]; ok {
		o.set("defaultSnippets", []object{f})
	}
}

// foreign is what RE2 has and ECMA-262 lacks, or reads otherwise.
var foreign = lazyregexp.New(`\(\?[^:]|\[\[:|\\[AzQEC]|\\x\{|\\[pP][^{]`)

func portable(pattern string) bool { return !foreign.MatchString(pattern) }

// keyPattern is the form of a mapping's keys as one expression.
func keyPattern(n *validate.Node) (string, bool) {
	switch {
	case n.Kind != validate.Text:
		return "", false
	case len(n.Choices) > 0:
		quoted := make([]string, len(n.Choices))
		for i, c := range n.Choices {
			quoted[i] = regexp.QuoteMeta(c)
		}
		return "^(" + strings.Join(quoted, "|") + ")$", len(n.Patterns) == 0
	case len(n.Patterns) == 0:
		return "", true
	}
	return n.Patterns[0], len(n.Patterns) == 1 && portable(n.Patterns[0])
}

func bounds(o *object, all []validate.Bound) {
	for _, b := range all {
		switch b.Op {
		case ">=":
			o.set("minimum", b.Limit)
		case ">":
			o.set("exclusiveMinimum", b.Limit)
		case "<=":
			o.set("maximum", b.Limit)
		case "<":
			o.set("exclusiveMaximum", b.Limit)
		case "!=":
			o.set("not", object{{"const", b.Limit}})
		}
	}
}

// exported takes in what CUE made of a value by itself. Its $defs join ours; one
// of the same name is of the same definition.
func (b *builder) exported(o *object, raw json.RawMessage) {
	var all map[string]json.RawMessage
	if raw == nil || json.Unmarshal(raw, &all) != nil {
		return
	}
	var defs map[string]json.RawMessage
	if json.Unmarshal(all["$defs"], &defs) == nil {
		for _, name := range sorted(defs) {
			if !b.begun[name] {
				b.begun[name] = true
				b.defs.set(name, defs[name])
			}
		}
	}
	for _, key := range sorted(all) {
		if key != "$defs" && key != "$schema" && key != "description" {
			o.set(key, all[key])
		}
	}
}

func sorted(m map[string]json.RawMessage) []string {
	keys := make([]string, 0, len(m))
	for key := range m {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}

// description is plain text: English, Chinese, and an example.
func description(e validate.Entry) string {
	text := e.Text.EN + "\n" + e.Text.ZH
	if told(e) {
		text += "\n" + exampleLabel() + e.Example
	}
	return strings.TrimSpace(text)
}

// told reports whether an example says more than the choices do.
func told(e validate.Entry) bool {
	return e.Example != "" && len(e.Value.Choices) == 0 && e.Value.Kind != validate.Truth
}

func exampleLabel() string { return catalog.EditorExample.EN + " " + catalog.EditorExample.ZH }

// markup escapes what has a meaning in Markdown.
var markup = lazyregexp.New("[\\\\`*_{}\\[\\]<>#|]")

// markdown is the description for editors that show Markdown, with the clause
// of the regulation.
func markdown(e validate.Entry) string {
	var paragraphs []string
	for _, lang := range []catalog.Lang{catalog.EN, catalog.ZH} {
		label, text := e.Label.In(lang), e.Text.In(lang)
		if text == "" {
			continue
		}
		rest, _ := strings.CutPrefix(text, label)
		paragraphs = append(paragraphs, "**"+markup.ReplaceAllString(label, `\$0`)+"**"+markup.ReplaceAllString(rest, `\$0`))
	}
	var foot []string
	if told(e) && !strings.Contains(e.Example, "`") {
		foot = append(foot, exampleLabel()+"`"+e.Example+"`")
	}
	if e.Clause != "" {
		foot = append(foot, e.Clause)
	}
	if len(foot) > 0 {
		paragraphs = append(paragraphs, strings.Join(foot, " · "))
	}
	return strings.Join(paragraphs, "\n\n")
}

// line is a text in both languages on one line.
func line(t catalog.Text) string {
	if t.EN == t.ZH {
		return t.EN
	}
	return t.EN + " · " + t.ZH
}

// Modeline is the first line of a plan, whose path from the root is given with
// slashes: it shows editors where the schema lies.
func Modeline(plan string) string {
	return "# yaml-language-server: $schema=" + strings.Repeat("../", strings.Count(plan, "/")) + File
}
