package validate

import (
	"slices"
	"strings"

	"gopkg.in/yaml.v3"
)

// sealedFields are the fields that a plan says are in its sealed file (R5.1).
func sealedFields(root *yaml.Node) (names []string) {
	list := entry(entry(root, "sealed"), "fields")
	if list == nil || list.Kind != yaml.SequenceNode {
		return nil
	}
	for _, n := range list.Content {
		if n.Kind == yaml.ScalarNode && n.Value != "" {
			names = append(names, n.Value)
		}
	}
	return names
}

// isSealed reports whether a field, or something in it, is in the sealed file.
func (c *check) isSealed(path string) bool {
	return slices.ContainsFunc(c.sealed, func(s string) bool { return s == path || strings.HasPrefix(s, path+".") })
}

// markSealed notes that the plan does not have what is sealed, once for each item of
// a list. What stands in the open nevertheless is judged as it is.
func (c *check) markSealed(n *yaml.Node, names []string, at []any) {
	switch n.Kind {
	case yaml.SequenceNode:
		for i, item := range n.Content {
			c.markSealed(item, names, append(at[:len(at):len(at)], i))
		}
	case yaml.MappingNode:
		at = append(at[:len(at):len(at)], names[0])
		switch v := entry(n, names[0]); {
		case v == nil:
			c.mark(at)
		case len(names) > 1:
			c.markSealed(v, names[1:], at)
		}
	}
}

// entry is what a mapping has under a name; nil where it has nothing.
func entry(n *yaml.Node, name string) *yaml.Node {
	if n == nil || n.Kind != yaml.MappingNode {
		return nil
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == name {
			return n.Content[i+1]
		}
	}
	return nil
}
