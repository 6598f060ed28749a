package validate

import (
	"reflect"
	"strconv"

	"gopkg.in/yaml.v3"
)

// decode takes a value that CUE judged into the plan, as far as it is of the
// plan's own kind.
func decode(n *yaml.Node, out reflect.Value) {
	if !out.IsValid() || n.Tag == "!!null" {
		return
	}
	switch out.Kind() {
	case reflect.Pointer:
		target := reflect.New(out.Type().Elem())
		decode(n, target.Elem())
		out.Set(target)
	case reflect.String:
		if n.Kind == yaml.ScalarNode {
			out.SetString(n.Value)
		}
	case reflect.Bool:
		if n.Tag == "!!bool" {
			out.SetBool(n.Value == "true")
		}
	case reflect.Int:
		if v, err := strconv.Atoi(n.Value); err == nil && n.Tag == "!!int" {
			out.SetInt(int64(v))
		}
	case reflect.Float64:
		if v, err := strconv.ParseFloat(n.Value, 64); err == nil && (n.Tag == "!!int" || n.Tag == "!!float") {
			out.SetFloat(v)
		}
	case reflect.Slice:
		if n.Kind == yaml.SequenceNode && len(n.Content) > 0 {
			items := reflect.MakeSlice(out.Type(), len(n.Content), len(n.Content))
			for i, item := range n.Content {
				decode(item, items.Index(i))
			}
			out.Set(items)
		}
	case reflect.Map, reflect.Struct:
		if n.Kind == yaml.MappingNode {
			decodeFields(n, out)
		}
	}
}

func decodeFields(n *yaml.Node, out reflect.Value) {
	var index map[string]int
	if out.Kind() == reflect.Struct {
		index = goFields(out.Type())
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		name := n.Content[i].Value
		if index == nil {
			value := reflect.New(out.Type().Elem()).Elem()
			decode(n.Content[i+1], value)
			put(out, name, value)
		} else if k, ok := index[name]; ok {
			decode(n.Content[i+1], out.Field(k))
		}
	}
}
