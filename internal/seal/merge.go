package seal

import (
	"slices"
	"strings"

	"gopkg.in/yaml.v3"
)

// merged gives the sealed text with what the open part says by now in place of what it
// said. Where the open part still says the same, however it is laid out, these are the
// very bytes of the text.
func merged(text []byte, open []string, now *yaml.Node) ([]byte, error) {
	was, err := mapping(text)
	if err != nil {
		return nil, ErrBroken
	}
	list := tree(open)
	p := parting{}
	base := p.open(was, list, "")
	unserved(now)
	if same(base, now) && !commented(now) {
		return text, nil
	}
	root := merge(was, base, now, list)
	root.Style = 0
	out, err := write(root)
	if err != nil {
		return nil, ErrBroken
	}
	return out, nil
}

// merge gives a sealed value with the change that was made to its open part since. Nil is
// what is not there: nothing of it open, taken out of the open part, or by now nothing at
// all. What the open part holds wins, also of what should be sealed.
func merge(was, base, now *yaml.Node, list fields) *yaml.Node {
	switch {
	case was == nil:
		return now
	case base == nil && now == nil, base != nil && now != nil && same(base, now) && !commented(now):
		return was
	case now == nil && (list == nil || was.Kind != yaml.MappingNode):
		return nil
	case now != nil && (was.Kind != now.Kind || now.Kind == yaml.ScalarNode):
		return replaced(was, now)
	case was.Kind == yaml.SequenceNode:
		was.Content = items(was, base, now, list)
	default:
		was.Content = entries(was, base, now, list)
		if now == nil && len(was.Content) == 0 {
			return nil
		}
	}
	if now != nil {
		commentsOf(was, now)
	}
	return was
}

// replaced is a value in the place of another, whose comments it keeps.
func replaced(was, now *yaml.Node) *yaml.Node {
	out := *now
	out.HeadComment, out.LineComment, out.FootComment = was.HeadComment, was.LineComment, was.FootComment
	if same(was, now) {
		out.Style = was.Style
	}
	commentsOf(&out, now)
	return &out
}

// commentsOf adds the comments that somebody wrote into the open part.
func commentsOf(was, now *yaml.Node) {
	was.HeadComment = join(was.HeadComment, now.HeadComment)
	was.FootComment = join(was.FootComment, now.FootComment)
	if now.LineComment != "" {
		was.LineComment = strings.TrimSpace(was.LineComment + " " + now.LineComment)
	}
}

// entries merges the entries of a mapping: in the order of the sealed text, a new one
// behind the one that it follows in the open part.
func entries(was, base, now *yaml.Node, list fields) []*yaml.Node {
	var out []*yaml.Node
	for i := 0; i+1 < len(was.Content); i += 2 {
		key, v := was.Content[i], was.Content[i+1]
		below, open := list[key.Value]
		in := value(now, key.Value)
		if !open && in != nil {
			v = merge(v, bared(v), in, nil)
		} else if open {
			v = merge(v, value(base, key.Value), in, below)
		}
		if v != nil {
			out = append(out, key, v)
		}
	}
	if now == nil {
		return out
	}
	at := 0
	for i := 0; i+1 < len(now.Content); i += 2 {
		key := now.Content[i]
		place := slices.IndexFunc(pairs(out), func(k *yaml.Node) bool { return k.Value == key.Value })
		if place < 0 {
			out = slices.Insert(out, at, key, now.Content[i+1])
			at += 2
			continue
		}
		if k := out[2*place]; k != key {
			commentsOf(k, key)
		}
		at = 2*place + 2
	}
	return out
}

// pairs are the keys of a mapping's content.
func pairs(content []*yaml.Node) []*yaml.Node {
	var keys []*yaml.Node
	for i := 0; i < len(content); i += 2 {
		keys = append(keys, content[i])
	}
	return keys
}

// items merges the items of a list: those of the open part in its order, each with the
// sealed part of the item that it was. What the open part has no longer is dropped, what
// is new in it has no sealed part.
func items(was, base, now *yaml.Node, list fields) []*yaml.Node {
	var before []*yaml.Node
	if base != nil {
		before = base.Content
	}
	var out []*yaml.Node
	for i, from := range origins(before, now.Content) {
		if from < 0 {
			out = append(out, now.Content[i])
		} else if v := merge(was.Content[from], before[from], now.Content[i], list); v != nil {
			out = append(out, v)
		}
	}
	return out
}

// origins says of each item of a list which one it was, -1 of a new one: one that says
// the same, wherever it stands; else the one that it has most in common with; else, in a
// list that is as long as it was, the one in its place. A text that went to a wrong item
// would be seen by nobody, one that is missing is a finding.
func origins(before, now []*yaml.Node) []int {
	from := make([]int, len(now))
	taken := make([]bool, len(before))
	pair := func(i int, likeness func(a, b *yaml.Node) int) {
		best, most := -1, 0
		for j, b := range before {
			if n := likeness(b, now[i]); !taken[j] && n > most {
				best, most = j, n
			}
		}
		if from[i] = best; best >= 0 {
			taken[best] = true
		}
	}
	for i := range now {
		pair(i, func(a, b *yaml.Node) int {
			if same(a, b) {
				return 1
			}
			return 0
		})
	}
	for i := range now {
		if from[i] < 0 {
			pair(i, common)
		}
	}
	if len(before) == len(now) {
		for i := range now {
			if from[i] < 0 && !taken[i] {
				from[i], taken[i] = i, true
			}
		}
	}
	return from
}

// common is how many entries two mappings have alike.
func common(a, b *yaml.Node) int {
	n := 0
	for i := 0; a.Kind == yaml.MappingNode && i+1 < len(a.Content); i += 2 {
		if v := value(b, a.Content[i].Value); v != nil && same(v, a.Content[i+1]) {
			n++
		}
	}
	return n
}

// commented reports whether there is a comment on a value or below it.
func commented(n *yaml.Node) bool {
	return n.HeadComment+n.LineComment+n.FootComment != "" || slices.ContainsFunc(n.Content, commented)
}

// unserved takes off the line that names the schema to editors, which the sealed text has
// too.
func unserved(root *yaml.Node) {
	off := func(n *yaml.Node) {
		if strings.HasPrefix(n.HeadComment, serverComment) {
			_, rest, _ := strings.Cut(n.HeadComment, "\n")
			n.HeadComment = strings.TrimLeft(rest, "\n")
		}
	}
	off(root)
	if len(root.Content) > 0 {
		off(root.Content[0])
	}
}
