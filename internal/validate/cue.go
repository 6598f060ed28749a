package validate

import (
	"fmt"
	"strconv"

	"cuelang.org/go/cue"
	"cuelang.org/go/cue/ast"
	"cuelang.org/go/cue/errors"
	"cuelang.org/go/cue/literal"
	"cuelang.org/go/cue/token"
	"gopkg.in/yaml.v3"

	"usher/internal/catalog"
)

// judged is an error of CUE: where in the value, and its words.
type judged struct {
	path    []any
	message catalog.Text
}

// judge has CUE's verdict on a node.
func (s *Schema) judge(v cue.Value, n *yaml.Node) []judged {
	s.asking.Lock()
	defer s.asking.Unlock()
	given := s.context.BuildExpr(expression(n))
	base := len(v.Path().Selectors())
	err := v.Unify(given).Validate(cue.Concrete(true))
	var all []judged
	for _, e := range errors.Errors(err) {
		j := judged{}
		path := e.Path()
		if len(path) > base {
			path = path[base:]
		} else {
			path = nil
		}
		for _, p := range path {
			if i, err := strconv.Atoi(p); err == nil {
				j.path = append(j.path, i)
			} else if u, err := literal.Unquote(p); err == nil {
				j.path = append(j.path, u)
			} else {
				j.path = append(j.path, p)
			}
		}
		format, args := e.Msg()
		j.message = catalog.Same(fmt.Sprintf(format, args...))
		all = append(all, j)
	}
	return all
}

// expression writes a node in CUE. The nodes of a Document have no aliases.
func expression(n *yaml.Node) ast.Expr {
	switch n.Kind {
	case yaml.MappingNode:
		s := &ast.StructLit{}
		for i := 0; i+1 < len(n.Content); i += 2 {
			s.Elts = append(s.Elts, &ast.Field{Label: ast.NewString(n.Content[i].Value), Value: expression(n.Content[i+1])})
		}
		return s
	case yaml.SequenceNode:
		l := &ast.ListLit{}
		for _, c := range n.Content {
			l.Elts = append(l.Elts, expression(c))
		}
		return l
	}
	switch n.Tag {
	case "!!null":
		return ast.NewNull()
	case "!!bool":
		var b bool
		if n.Decode(&b) == nil {
			return ast.NewBool(b)
		}
	case "!!int":
		if wholeForm.MatchString(n.Value) {
			return signed(n.Value, token.INT)
		}
		var i int64
		if n.Decode(&i) == nil {
			return signed(strconv.FormatInt(i, 10), token.INT)
		}
	case "!!float":
		if numberForm.MatchString(n.Value) {
			return signed(n.Value, token.FLOAT)
		}
		var f float64
		if n.Decode(&f) == nil && f == f && f-f == 0 {
			text := strconv.FormatFloat(f, 'e', -1, 64)
			return signed(text, token.FLOAT)
		}
	}
	return ast.NewString(n.Value)
}

// signed writes a number, whose sign is an operator in CUE.
func signed(text string, kind token.Token) ast.Expr {
	switch text[0] {
	case '-':
		return &ast.UnaryExpr{Op: token.SUB, X: ast.NewLit(kind, text[1:])}
	case '+':
		text = text[1:]
	}
	return ast.NewLit(kind, text)
}
