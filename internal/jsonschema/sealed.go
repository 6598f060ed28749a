package jsonschema

import "usher/internal/validate"

// sealed is the key that a plan has of which only a part lies open.
const sealed = "sealed"

// relaxed ends the names of definitions in which nothing is required.
const relaxed = "-open-part"

// relaxer makes of the shape of a plan that of its open part, which has the same
// fields, none of them required: what is missing is in the sealed file.
type relaxer struct {
	done map[*validate.Node]*validate.Node
}

// node is the node itself where nothing in it is required.
func (r *relaxer) node(n *validate.Node) *validate.Node {
	if n == nil || r.done[n] != nil {
		return r.done[n]
	}
	r.done[n] = n // as far as a node that holds itself goes
	out, changed := *n, false
	if out.Item = r.node(n.Item); out.Item != n.Item {
		changed = true
	}
	out.Entries = nil
	for _, e := range n.Entries {
		value := r.node(e.Value)
		if n.Name+"."+e.Name == "Visit."+sealed {
			value = e.Value // is whole or nothing
		}
		changed = changed || e.Required || value != e.Value
		e.Required, e.Value = false, value
		out.Entries = append(out.Entries, e)
	}
	if !changed {
		return n
	}
	if out.Name != "" {
		out.Name += relaxed
	}
	r.done[n] = &out
	return &out
}
