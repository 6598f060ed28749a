package source

import (
	"strings"

	"gopkg.in/yaml.v3"

	"usher/internal/diag"
)

// FieldAt is the field that stands at a place, as plan.Fields writes it, as far as the
// names are among the known ones: any other name could itself be something that is not
// to be told. Empty where there is none.
func (d *Document) FieldAt(at diag.Position, known func(field string) bool) string {
	field := ""
	for n := d.Root(); n != nil; {
		var next *yaml.Node
		name := ""
		for i, c := range n.Content {
			if p := d.NodeRange(c).Start; p.Line > at.Line || p.Line == at.Line && p.Column > at.Column {
				break
			}
			switch {
			case n.Kind == yaml.SequenceNode:
				next = c
			case n.Kind == yaml.MappingNode && i%2 == 0:
				name, next = c.Value, nil
				if i+1 < len(n.Content) {
					next = n.Content[i+1]
				}
			}
		}
		if name != "" {
			below := strings.TrimPrefix(field+"."+name, ".")
			if !known(below) {
				return field
			}
			field = below
		}
		n = next
	}
	return field
}
