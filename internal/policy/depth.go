package policy

import (
	"strings"

	"cuelang.org/go/cue/scanner"
	"cuelang.org/go/cue/token"
)

// maxDepth is how deep things may stand in each other, and how long a chain such
// as a: b: c: or 1 + 2 + 3 may be. What reads CUE calls itself once for each, and
// would run out of stack.
const maxDepth = 2000

// level is what is open at one depth of brackets.
type level struct {
	chain  int  // colons and operators since the last comma or end of line
	inText bool // an interpolation, after which a text goes on
}

// tooDeep returns the place where a file exceeds maxDepth.
func tooDeep(name string, data []byte) (at token.Pos, is bool) {
	file := token.NewFile(name, 0, len(data))
	var s scanner.Scanner
	s.Init(file, data, func(token.Pos, string, []interface{}) {}, 0) // the parser tells of errors
	open := []level{{}}
	depth, inText := 0, false
	for {
		pos, tok, _ := s.Scan()
		top := &open[len(open)-1]
		switch {
		case tok == token.EOF:
			return token.NoPos, false
		case tok == token.INTERPOLATION:
			inText = true
		case tok == token.LPAREN || tok == token.LBRACK || tok == token.LBRACE:
			open = append(open, level{inText: inText})
			depth, inText = depth+1, false
		case tok == token.RPAREN || tok == token.RBRACK || tok == token.RBRACE:
			if len(open) == 1 {
				return token.NoPos, false // nothing is open: the parser will say so
			}
			depth -= top.chain + 1
			open = open[:len(open)-1]
			if top.inText {
				inText = strings.HasSuffix(s.ResumeInterpolation(), "(")
			}
		case tok == token.COMMA:
			depth, top.chain = depth-top.chain, 0
		case tok == token.COLON || tok.IsOperator():
			depth, top.chain = depth+1, top.chain+1
		}
		if depth > maxDepth {
			return pos, true
		}
	}
}
