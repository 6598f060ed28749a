package policy

import (
	"fmt"
	"slices"
	"strings"

	"cuelang.org/go/cue"
	"cuelang.org/go/cue/format"

	"usher/internal/catalog"
	"usher/internal/suggest"
)

// Setting is a value in force, and where it is set.
type Setting struct {
	Path   string // such as notice.number
	Value  string // as CUE writes it; the ids, where it is a list of things
	Places []Place
}

// Place is a line of a policy file.
type Place struct {
	File string // path from the root; of the binary's own where Own is false
	Line int
	Own  bool // the company's
}

// Settings are the values of the policies below a path, such as "notice" or
// "rooms.board-room", and where they are set; none where there is no such path.
func (s *Set) Settings(path string) []Setting {
	names := words(path)
	return s.settings(names, s.Value().LookupPath(selectors(names)))
}

func (s *Set) settings(path []string, v cue.Value) []Setting {
	if !v.Exists() {
		return nil
	}
	if v.IncompleteKind() != cue.StructKind {
		return []Setting{{dotted(path), written(v), s.places(path)}}
	}
	var below []Setting
	var ids []string
	things := true
	fields, err := v.Fields()
	if err != nil {
		return nil
	}
	for fields.Next() {
		name := fields.Selector().Unquoted()
		ids = append(ids, name)
		things = things && fields.Value().IncompleteKind() == cue.StructKind
		below = append(below, s.settings(append(slices.Clone(path), name), fields.Value())...)
	}
	if things && len(ids) > 0 {
		return []Setting{{dotted(path), strings.Join(ids, ", "), s.places(path)}}
	}
	return below
}

// places are the places that a value comes from: the deciding one, or for what
// several files add to, one of each.
func (s *Set) places(path []string) (places []Place) {
	node, found := s.sources.tree.at(path)
	if !found && len(node.said) == 0 {
		return nil
	}
	said := node.said
	if len(node.children) == 0 {
		said = []saying{*node.deciding()}
	}
	for _, x := range said {
		line, _ := x.file.place(x.field.Pos())
		if !slices.ContainsFunc(places, func(p Place) bool { return p.File == x.file.path }) {
			places = append(places, Place{x.file.path, line, x.file.own})
		}
	}
	return places
}

// written is a value as CUE writes it.
func written(v cue.Value) string {
	text, err := format.Node(v.Syntax(cue.Final()), format.Simplify())
	if err != nil {
		return fmt.Sprint(v)
	}
	return strings.Join(strings.Fields(string(text)), " ")
}

// words are the keys of a path: rooms.board-room.seats, or as CUE writes it,
// rooms."board-room".seats.
func words(path string) []string {
	parsed := cue.ParsePath(path)
	if parsed.Err() != nil {
		return strings.Split(path, ".")
	}
	var out []string
	for _, selector := range parsed.Selectors() {
		if selector.LabelType() != cue.StringLabel {
			return strings.Split(path, ".")
		}
		out = append(out, selector.Unquoted())
	}
	return out
}

// selectors are the keys of a path, for CUE.
func selectors(path []string) cue.Path {
	var out []cue.Selector
	for _, name := range path {
		out = append(out, cue.Str(name))
	}
	return cue.MakePath(out...)
}

// mistake is a mistake in the value at a path.
func (s *sources) mistake(path []string, message, hint catalog.Text) Mistake {
	node, _ := s.tree.at(path)
	if len(node.said) == 0 {
		return Mistake{File: "policies", Message: message, Hint: hint}
	}
	said := node.deciding()
	return said.file.mistake(said.field.Value.Pos(), message, hint)
}

// names finds fault with a word that is none of the known ones.
func (s *sources) names(word string, known []string, path []string) Mistakes {
	if slices.Contains(known, word) {
		return nil
	}
	hint := catalog.PolicyChoices.With(strings.Join(known, ", "))
	if near := suggest.Closest(word, known); near != "" {
		hint = catalog.PolicyMeant.With(near)
	}
	return Mistakes{s.mistake(path, catalog.PolicyUnknownName.With(word, dotted(path)), hint)}
}
