package policy

import (
	"path"
	"slices"
	"strings"

	"cuelang.org/go/cue/ast"
	"cuelang.org/go/cue/literal"
	"cuelang.org/go/cue/token"

	"usher/internal/catalog"
	"usher/internal/diag"
	"usher/internal/suggest"
)

// Rule is one rule of policies/rules: what it is, as the rule's file states it
// and the company's settings change it. Package judge evaluates its findings.
type Rule struct {
	ID       string
	Title    catalog.Text
	Text     catalog.Text // why there is such a rule, and what it finds
	Clause   string       // of the regulation; may be empty
	Severity diag.Severity
	Waivable bool
	// Approvers are the people who may set the rule aside; none where nobody may.
	Approvers []string
	Builtin   bool     // found by the program itself; the file only describes it
	Waivers   bool     // about the plan's waivers: judged once they have been applied
	Uses      []string // paths of the policies that it depends on, such as "notice"
	Own       bool     // the company's file, not the program's

	// Parameters are the values in force.
	Parameters map[string]any

	file       *file
	findings   ast.Expr
	parameters *ast.StructLit
}

// The keys of a rule, in the order in which they are usually written.
var ruleKeys = []string{"title", "text", "clause", "severity", "waivable", "builtin", "stage", "uses", "parameters", "findings"}

// readRule reads what a rule's file says of the rule. Everything but parameters
// and findings is written out plainly, so that it is known without evaluating.
func readRule(f *file) (*Rule, Mistakes) {
	r := &Rule{ID: strings.TrimSuffix(path.Base(f.path), ".cue"), file: f, Own: f.own}
	var wrong Mistakes
	fields, names, _ := pairs(f.syntax.Decls)
	if len(fields) != 1 || names[0] != r.ID {
		at := token.NoPos
		for i, field := range fields {
			if names[i] != r.ID {
				at = field.Pos()
				break
			}
		}
		return r, Mistakes{f.mistake(at, catalog.RuleFile.With(r.ID), catalog.PolicyWrite.With(label(r.ID)+": {…}"))}
	}
	body, ok := fields[0].Value.(*ast.StructLit)
	if !ok {
		return r, Mistakes{f.mistake(fields[0].Value.Pos(), catalog.RulePlain.With(r.ID, "{…}"), catalog.Text{})}
	}
	p := &plain{file: f}
	given := map[string]bool{}
	fields, names, _ = pairs(body.Elts)
	for i, field := range fields {
		given[names[i]] = true
		switch x := field.Value; names[i] {
		case "title":
			r.Title = p.text("title", x)
		case "text":
			r.Text = p.text("text", x)
		case "clause":
			r.Clause = p.word("clause", x)
		case "severity":
			r.Severity = diag.Severity(p.choice("severity", x, "error", "warning", "off"))
		case "waivable":
			r.Waivable = p.truth("waivable", x)
		case "builtin":
			r.Builtin = p.truth("builtin", x)
		case "stage":
			r.Waivers = p.choice("stage", x, "waivers") != ""
		case "uses":
			r.Uses = p.words("uses", x)
		case "parameters":
			if r.parameters, ok = x.(*ast.StructLit); !ok {
				p.wrong("parameters", x, "{…}")
			}
		case "findings":
			r.findings = x
		default:
			hint := catalog.PolicyChoices.With(strings.Join(ruleKeys, ", "))
			if near := suggest.Closest(names[i], ruleKeys); near != "" {
				given[near] = true // one mistake, one message
				hint = catalog.PolicyMeant.With(near)
			}
			wrong = append(wrong, f.mistake(field.Pos(), catalog.PolicyUnknownKey.With(names[i]), hint))
		}
	}
	needed := []string{"title", "text", "severity", "findings"}
	if r.Builtin {
		needed = needed[:3]
	}
	for _, name := range needed {
		if !given[name] {
			wrong = append(wrong, f.mistake(body.Pos(), catalog.PolicyMissing.With(r.ID, name), catalog.Text{}))
		}
	}
	return r, append(wrong, p.mistakes...)
}

// Findings is the expression that yields the findings; nil for a built-in rule.
func (r *Rule) Findings() ast.Expr { return r.findings }

// Syntax is the rule's file, and Source its bytes.
func (r *Rule) Syntax() *ast.File { return r.file.syntax }

// Source is the rule's file as it was read.
func (r *Rule) Source() []byte { return r.file.data }

// File is the path of the rule's file, such as "policies/rules/headcount.cue".
func (r *Rule) File() string { return r.file.path }

// Mistake is a mistake at a place of the rule's file.
func (r *Rule) Mistake(at token.Pos, message, hint catalog.Text) Mistake {
	return r.file.mistake(at, message, hint)
}

// plain reads values that must be written out.
type plain struct {
	file     *file
	mistakes Mistakes
}

func (p *plain) wrong(name string, x ast.Expr, want string) {
	p.mistakes = append(p.mistakes, p.file.mistake(x.Pos(), catalog.RulePlain.With(name, want), catalog.Text{}))
}

func (p *plain) word(name string, x ast.Expr) string {
	if lit, ok := x.(*ast.BasicLit); ok && lit.Kind == token.STRING {
		if s, err := literal.Unquote(lit.Value); err == nil {
			return s
		}
	}
	p.wrong(name, x, `"…"`)
	return ""
}

func (p *plain) choice(name string, x ast.Expr, choices ...string) string {
	if lit, ok := x.(*ast.BasicLit); ok && lit.Kind == token.STRING {
		if s, err := literal.Unquote(lit.Value); err == nil && slices.Contains(choices, s) {
			return s
		}
	}
	p.wrong(name, x, `"`+strings.Join(choices, `" | "`)+`"`)
	return ""
}

func (p *plain) truth(name string, x ast.Expr) bool {
	if lit, ok := x.(*ast.BasicLit); ok && (lit.Kind == token.TRUE || lit.Kind == token.FALSE) {
		return lit.Kind == token.TRUE
	}
	p.wrong(name, x, "true | false")
	return false
}

func (p *plain) words(name string, x ast.Expr) []string {
	l, ok := x.(*ast.ListLit)
	if !ok {
		p.wrong(name, x, `["…"]`)
		return nil
	}
	out := make([]string, len(l.Elts))
	for i, e := range l.Elts {
		out[i] = p.word(name, e)
	}
	return out
}

// text reads {en: "…", zh: "…"}; both languages have something to say.
func (p *plain) text(name string, x ast.Expr) (t catalog.Text) {
	const want = `{en: "…", zh: "…"}`
	s, ok := x.(*ast.StructLit)
	if !ok {
		p.wrong(name, x, want)
		return t
	}
	fields, names, whole := pairs(s.Elts)
	for i, field := range fields {
		switch names[i] {
		case "en":
			t.EN = p.word(name+".en", field.Value)
		case "zh":
			t.ZH = p.word(name+".zh", field.Value)
		default:
			whole = false
		}
	}
	if !whole || (t.EN == "" || t.ZH == "") && len(p.mistakes) == 0 {
		p.wrong(name, x, want)
	}
	return t
}
