package form

import (
	"fmt"
	"regexp/syntax"
	"strings"
	"unicode"
)

// ecma writes an RE2 expression as one of ECMAScript's with the flag u, which
// matches the same texts: "\s" and "$", among others, mean something else there.
// It is false where there is none.
func ecma(pattern string) (string, bool) {
	re, err := syntax.Parse(pattern, syntax.Perl)
	if err != nil {
		return "", false
	}
	var b strings.Builder
	ok := translate(&b, re)
	return b.String(), ok
}

func translate(b *strings.Builder, re *syntax.Regexp) bool {
	group := func(sub *syntax.Regexp) bool {
		switch sub.Op {
		case syntax.OpCharClass, syntax.OpAnyChar, syntax.OpAnyCharNotNL:
			return translate(b, sub)
		}
		b.WriteString("(?:")
		ok := translate(b, sub)
		b.WriteByte(')')
		return ok
	}
	lazy := ""
	if re.Flags&syntax.NonGreedy != 0 {
		lazy = "?"
	}
	switch re.Op {
	case syntax.OpNoMatch:
		b.WriteString("[]")
	case syntax.OpEmptyMatch:
	case syntax.OpLiteral:
		for _, r := range re.Rune {
			if re.Flags&syntax.FoldCase == 0 {
				literal(b, r)
				continue
			}
			b.WriteByte('[')
			literal(b, r)
			for f := unicode.SimpleFold(r); f != r; f = unicode.SimpleFold(f) {
				literal(b, f)
			}
			b.WriteByte(']')
		}
	case syntax.OpCharClass:
		b.WriteByte('[')
		for i := 0; i < len(re.Rune); i += 2 {
			literal(b, re.Rune[i])
			b.WriteByte('-')
			literal(b, re.Rune[i+1])
		}
		b.WriteByte(']')
	case syntax.OpAnyCharNotNL:
		b.WriteString(`[^\n]`)
	case syntax.OpAnyChar:
		b.WriteString(`[\s\S]`)
	case syntax.OpBeginText:
		b.WriteByte('^')
	case syntax.OpEndText:
		b.WriteByte('$')
	case syntax.OpWordBoundary:
		b.WriteString(`\b`)
	case syntax.OpNoWordBoundary:
		b.WriteString(`\B`)
	case syntax.OpCapture:
		return group(re.Sub[0])
	case syntax.OpStar, syntax.OpPlus, syntax.OpQuest, syntax.OpRepeat:
		ok := group(re.Sub[0])
		switch re.Op {
		case syntax.OpStar:
			b.WriteByte('*')
		case syntax.OpPlus:
			b.WriteByte('+')
		case syntax.OpQuest:
			b.WriteByte('?')
		case syntax.OpRepeat:
			most := ""
			if re.Max >= 0 {
				most = fmt.Sprint(re.Max)
			}
			fmt.Fprintf(b, "{%d,%s}", re.Min, most)
		}
		b.WriteString(lazy)
		return ok
	case syntax.OpConcat:
		for _, sub := range re.Sub {
			part := translate
			if sub.Op == syntax.OpAlternate {
				part = func(_ *strings.Builder, sub *syntax.Regexp) bool { return group(sub) }
			}
			if !part(b, sub) {
				return false
			}
		}
	case syntax.OpAlternate:
		for i, sub := range re.Sub {
			if i > 0 {
				b.WriteByte('|')
			}
			if !translate(b, sub) {
				return false
			}
		}
	default: // (?m) has no counterpart without changing what ^ means elsewhere
		return false
	}
	return true
}

// literal writes a character by its number where it may have a meaning.
func literal(b *strings.Builder, r rune) {
	if r < unicode.MaxASCII && (unicode.IsLetter(r) || unicode.IsDigit(r)) {
		b.WriteRune(r)
		return
	}
	fmt.Fprintf(b, `\u{%X}`, r)
}
