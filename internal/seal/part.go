package seal

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"usher/internal/lazyregexp"
)

// fields is a tree of field names; what has nothing below it is meant with all that is in
// it.
type fields map[string]fields

// tree reads paths such as "programme.at".
func tree(paths []string) fields {
	root := fields{}
	for _, path := range paths {
		at := root
		names := strings.Split(path, ".")
		for i, name := range names {
			below, known := at[name]
			if known && below == nil {
				break // all of it, whatever else is said
			}
			if i == len(names)-1 {
				at[name] = nil
				break
			}
			if below == nil {
				below = fields{}
				at[name] = below
			}
			at = below
		}
	}
	return root
}

// plain is how the name of a sealed field must look to be told in the open part: the name
// of a field that no plan has could itself be the secret's.
var plain = lazyregexp.New(`^[a-z][a-z-]*(\.[a-z][a-z-]*)*$`)

// openBody writes the plan without what is sealed and without comments, and the head of
// the block that says what is sealed and to whom; the digest is yet to follow.
func openBody(text []byte, open []string, to []Recipient) ([]byte, error) {
	root, err := mapping(text)
	if err != nil {
		return nil, err
	}
	if level := value(root, "confidentiality"); level == nil || level.Value != "confidential" {
		return nil, errors.New("the plan is not confidential")
	}
	if value(root, "sealed") != nil {
		return nil, errors.New("the plan is sealed already")
	}
	list := tree(open)
	if below, ok := list["confidentiality"]; !ok || below != nil {
		return nil, errors.New("the level of confidentiality must stay open")
	}
	p := parting{}
	left := p.open(root, list, "")
	if len(p.sealed) == 0 {
		return nil, errors.New("the plan has nothing that is sealed")
	}
	slices.Sort(p.sealed)
	p.sealed = slices.Compact(p.sealed)
	for _, field := range p.sealed {
		if !plain.MatchString(field) {
			return nil, errors.New("the plan has a field whose name cannot be told")
		}
	}
	var prints []string
	for _, r := range to {
		if slices.Contains(prints, r.Fingerprint) {
			return nil, fmt.Errorf("the recipient %s is there twice", r.Fingerprint)
		}
		prints = append(prints, r.Fingerprint)
	}
	slices.Sort(prints)

	left.Style = 0
	body, err := write(left)
	if err != nil {
		return nil, err
	}
	// The block's own lines are written by hand: the last of them must stay the last. A
	// fingerprint is quoted, as one of digits alone would be a number.
	body = fmt.Appendf(body, "sealed:\n  fields: [%s]\n  to: [\"%s\"]\n", strings.Join(p.sealed, ", "), strings.Join(prints, "\", \""))
	return append(server(text), body...), nil
}

// Discloses reports whether a text, a plan or the open part of one, says more than what
// the paths of open leave in the open: in a field, in a comment, or anywhere in a text
// that cannot be read as a plan.
func Discloses(text []byte, open []string) bool {
	root, err := mapping(text)
	if err != nil {
		return len(bytes.TrimSpace(text)) > 0
	}
	unserved(root)
	if commented(root) {
		return true
	}
	drop(root, "sealed")
	p := parting{}
	p.open(root, tree(open), "")
	return len(p.sealed) > 0
}

// Purged gives an open part that says since when, "2006-01-02", its sealed file is no more.
func Purged(openPart []byte, day string) ([]byte, error) {
	root, err := mapping(openPart)
	if err != nil {
		return nil, ErrOpenPart
	}
	block := value(root, "sealed")
	if block == nil || block.Kind != yaml.MappingNode {
		return nil, ErrOpenPart
	}
	drop(block, "purged")
	block.Content = append(block.Content, &yaml.Node{Kind: yaml.ScalarNode, Value: "purged"}, &yaml.Node{Kind: yaml.ScalarNode, Value: day})
	return write(root)
}

// server is the line that names the schema to editors, if the text begins with it: the
// one comment that is known to say nothing of the visit.
func server(text []byte) []byte {
	line, _, _ := strings.Cut(strings.TrimPrefix(string(text), "\ufeff"), "\n")
	line = strings.TrimRight(line, "\r")
	if at, ok := strings.CutPrefix(line, serverComment+" $schema="); ok && schemaPath.MatchString(at) {
		return []byte(line + "\n")
	}
	return nil
}

const serverComment = "# yaml-language-server:"

var schemaPath = lazyregexp.New(`^[!-~]+$`)

// parting notes what is sealed while a plan is parted.
type parting struct{ sealed []string }

// open gives what of a value stays open, without comments; nil where nothing does. An item
// of a list keeps its place even then, so that who changes the open part cannot put the
// sealed part of one item to another.
func (p *parting) open(n *yaml.Node, list fields, path string) *yaml.Node {
	if list == nil {
		return bared(n)
	}
	out := &yaml.Node{Kind: n.Kind, Tag: n.Tag, Value: n.Value, Style: n.Style}
	switch n.Kind {
	case yaml.SequenceNode:
		for _, c := range n.Content {
			kept := p.open(c, list, path)
			if kept == nil {
				kept = &yaml.Node{Kind: yaml.MappingNode, Tag: "!!map", Style: yaml.FlowStyle}
			}
			out.Content = append(out.Content, kept)
		}
	case yaml.MappingNode:
		for i := 0; i+1 < len(n.Content); i += 2 {
			key, c := n.Content[i], n.Content[i+1]
			at := strings.TrimPrefix(path+"."+key.Value, ".")
			below, ok := list[key.Value]
			if !ok {
				p.sealed = append(p.sealed, at)
				continue
			}
			if kept := p.open(c, below, at); kept != nil {
				out.Content = append(out.Content, bared(key), kept)
			}
		}
		if len(out.Content) == 0 && len(n.Content) > 0 && path != "" {
			return nil
		}
	default:
		// A text where the fields of something should stand is a slip of the writer's,
		// and what they wrote there may be the secret.
		if n.Tag != "!!null" {
			p.sealed = append(p.sealed, path)
			return nil
		}
	}
	return out
}

// bared is a copy of a value without its comments.
func bared(n *yaml.Node) *yaml.Node {
	out := &yaml.Node{Kind: n.Kind, Tag: n.Tag, Value: n.Value, Style: n.Style}
	for _, c := range n.Content {
		out.Content = append(out.Content, bared(c))
	}
	return out
}

// mapping reads the one mapping that a plan is.
func mapping(text []byte) (*yaml.Node, error) {
	dec := yaml.NewDecoder(bytes.NewReader(text))
	var doc, more yaml.Node
	if err := dec.Decode(&doc); err != nil {
		// yaml.v3 quotes what it stumbles over.
		return nil, errors.New("the plan is not YAML")
	}
	if err := dec.Decode(&more); !errors.Is(err, io.EOF) {
		return nil, errors.New("the plan is more than one document")
	}
	if len(doc.Content) != 1 || doc.Content[0].Kind != yaml.MappingNode {
		return nil, errors.New("the plan is not a mapping")
	}
	root := doc.Content[0]
	if err := simple(root); err != nil {
		return nil, err
	}
	// What stands at the document's ends belongs to it, and would be lost with it.
	root.HeadComment = join(doc.HeadComment, root.HeadComment)
	root.FootComment = join(root.FootComment, doc.FootComment)
	return root, nil
}

func join(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + "\n\n" + b
}

// simple refuses anchors, aliases and tags, which a plan must not have, and which could
// carry a secret's name or the secret itself past its field, and a name given twice.
func simple(n *yaml.Node) error {
	if n.Kind == yaml.AliasNode || n.Anchor != "" || n.Style&yaml.TaggedStyle != 0 {
		return errors.New("the plan has an anchor, an alias or a tag")
	}
	seen := map[string]bool{}
	for i, c := range n.Content {
		if n.Kind == yaml.MappingNode && i%2 == 0 {
			if c.Kind != yaml.ScalarNode || c.Tag == "!!merge" {
				return errors.New("the plan has a key that is not a word")
			}
			if seen[c.Value] {
				return errors.New("the plan has a key twice")
			}
			seen[c.Value] = true
		}
		if err := simple(c); err != nil {
			return err
		}
	}
	return nil
}

// write writes a mapping so that the same is read again. What yaml.v3 cannot write in the
// style that was typed is quoted, and comments that it would make something else of are
// left out.
func write(root *yaml.Node) ([]byte, error) {
	for _, tame := range []func(*yaml.Node){func(*yaml.Node) {}, quote, uncomment} {
		tame(root)
		var out bytes.Buffer
		enc := yaml.NewEncoder(&out)
		enc.SetIndent(2)
		if errors.Join(enc.Encode(root), enc.Close()) != nil {
			continue
		}
		if again, err := mapping(out.Bytes()); err == nil && same(root, again) {
			return out.Bytes(), nil
		}
	}
	return nil, errors.New("the plan cannot be written")
}

// quote puts every text in quotes that can hold any text.
func quote(n *yaml.Node) {
	n.Style &^= yaml.FlowStyle
	if n.Kind == yaml.ScalarNode && n.Tag == "!!str" {
		n.Style = yaml.DoubleQuotedStyle
	}
	for _, c := range n.Content {
		quote(c)
	}
}

func uncomment(n *yaml.Node) {
	n.HeadComment, n.LineComment, n.FootComment = "", "", ""
	for _, c := range n.Content {
		uncomment(c)
	}
}

// same reports whether two values say the same, however they are written.
func same(a, b *yaml.Node) bool {
	return a.Kind == b.Kind && a.ShortTag() == b.ShortTag() && a.Value == b.Value && slices.EqualFunc(a.Content, b.Content, same)
}

// value is what a mapping has under the key, nil if nothing.
func value(n *yaml.Node, key string) *yaml.Node {
	if n == nil || n.Kind != yaml.MappingNode {
		return nil
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == key {
			return n.Content[i+1]
		}
	}
	return nil
}

// drop takes the key out of a mapping.
func drop(n *yaml.Node, key string) {
	for i := 0; i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == key {
			n.Content = slices.Delete(n.Content, i, i+2)
			return
		}
	}
}
