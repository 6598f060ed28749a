package source

import (
	"strings"

	"gopkg.in/yaml.v3"

	"usher/internal/diag"
)

// Use is a value of a plan that holds what was looked for.
type Use struct {
	Path  []any // field names (string) and list indexes (int)
	Range diag.Range
}

// Uses lists the values that hold a character, in the order of the file.
func (d *Document) Uses(c rune) []Use {
	var found []Use
	var walk func(n *yaml.Node, path []any)
	walk = func(n *yaml.Node, path []any) {
		below := func(step any) []any { return append(path[:len(path):len(path)], step) }
		switch {
		case n == nil:
		case n.Kind == yaml.ScalarNode && strings.ContainsRune(n.Value, c):
			found = append(found, Use{path, d.Range(path)})
		case n.Kind == yaml.SequenceNode:
			for i, item := range n.Content {
				walk(item, below(i))
			}
		case n.Kind == yaml.MappingNode:
			for i := 0; i+1 < len(n.Content); i += 2 {
				walk(n.Content[i+1], below(n.Content[i].Value))
			}
		}
	}
	walk(d.Root(), nil)
	return found
}
