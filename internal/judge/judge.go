// Package judge provides the policies' verdict on a plan: the findings of the
// rules of policies/rules.
//
// CUE decides, but is asked as little as can be: the for and if of each finding
// are compiled to Go, which rules out nearly everything; only for what may be a
// finding is CUE asked, and says it in words.
package judge

import (
	"errors"
	"reflect"
	"slices"
	"strings"
	"sync"

	"cuelang.org/go/cue/ast"

	"usher/internal/catalog"
	"usher/internal/diag"
	"usher/internal/facts"
	"usher/internal/plan"
	"usher/internal/policy"
	"usher/internal/suggest"
)

// Judge judges plans by one set of policies. It is for concurrent use; CUE, which
// is not, is asked by one at a time.
type Judge struct {
	// Working is told which file's rule CUE is working out, and "" when it has done
	// so, for somebody who watches that it comes to an end; may be nil.
	Working func(file string)

	set     *policy.Set
	rules   []*rule // about the plan
	waivers []*rule // about its waivers
	fields  fields
	slots   int   // of the rule with the most names
	company value // the policies; only where a rule reads them
	asking  sync.Mutex
}

// rule is a rule made ready.
type rule struct {
	*policy.Rule
	judge      *Judge
	elements   []*element
	parameters value
}

// New makes the rules ready. A name in a rule that leads nowhere is an error of
// type policy.Mistakes.
func New(set *policy.Set) (*Judge, error) {
	j := &Judge{set: set, fields: fields{}}
	j.fields.learn(reflect.TypeFor[plan.Plan]())
	j.fields.learn(reflect.TypeFor[facts.Facts]())
	var wrong policy.Mistakes
	for _, r := range set.Rules {
		if r.Builtin {
			continue
		}
		ready, mistakes := j.prepare(r)
		wrong = append(wrong, mistakes...)
		if r.Waivers {
			j.waivers = append(j.waivers, ready)
		} else {
			j.rules = append(j.rules, ready)
		}
	}
	if err := wrong.Err(); err != nil {
		return nil, err
	}
	company := func(r *rule) bool { return reads(r.Syntax())[nameCompany] != nil }
	if slices.ContainsFunc(j.rules, company) || slices.ContainsFunc(j.waivers, company) {
		j.company = of(reflect.ValueOf(set.Data), false, "")
	}
	return j, nil
}

// prepare compiles the guards of a rule.
func (j *Judge) prepare(r *policy.Rule) (*rule, policy.Mistakes) {
	ready := &rule{Rule: r, judge: j, parameters: of(reflect.ValueOf(r.Parameters), false, "")}
	c := &compiler{rule: r, set: j.set, fields: j.fields, lets: map[string]*let{}}
	c.undefinedNames()
	c.collect(r.Syntax().Decls, true)
	for _, l := range c.lets {
		c.let(l)
	}
	items, ok := r.Findings().(*ast.ListLit)
	if !ok {
		c.term(r.Findings(), nil)
		ready.elements = []*element{{rule: ready, index: -1}}
	} else {
		for i, x := range items.Elts {
			el := &element{rule: ready, index: i}
			if comp, ok := x.(*ast.Comprehension); ok {
				el.guard, _ = c.comprehension(comp, nil)
			} else {
				c.term(x, nil)
			}
			ready.elements = append(ready.elements, el)
		}
	}
	for _, el := range ready.elements {
		el.templates = map[int]*template{}
	}
	j.slots = max(j.slots, c.slots)
	return ready, c.mistakes
}

// collect gathers the names that a rule's file defines for itself: let and
// _hidden, of the file and, deeper, of the rule.
func (c *compiler) collect(decls []ast.Decl, deeper bool) {
	define := func(name *ast.Ident, x ast.Expr) {
		if c.lets[name.Name] != nil {
			c.taken(name)
		}
		c.refuse(name)
		c.lets[name.Name] = &let{syntax: x, slot: c.slots}
		c.slots++
	}
	for _, d := range decls {
		switch d := d.(type) {
		case *ast.LetClause:
			define(d.Ident, d.Expr)
		case *ast.Field:
			if name, ok := d.Label.(*ast.Ident); ok && internal(d) {
				define(name, d.Value)
			} else if body, ok := d.Value.(*ast.StructLit); ok && deeper {
				c.collect(body.Elts, false)
			}
		}
	}
}

// Verdict is what the rules say of a plan.
type Verdict struct {
	Findings []Finding // in the order of the rules
	// Lasting says that the rules, as far as they were asked, looked at no moment:
	// with the same plan and facts, but for those of facts.Moments, they say the same.
	Lasting bool
}

// Judge returns the verdict on a plan, and fills in f.Waivers. An error is a rule that
// cannot be worked out, not a wrong plan.
func (j *Judge) Judge(p *plan.Plan, f *facts.Facts) (Verdict, error) {
	e := j.env(p, f)
	findings, err := j.run(j.rules, e)
	if err != nil {
		return Verdict{}, err
	}
	if len(p.Waive) == 0 {
		return Verdict{findings, !e.timely}, nil
	}
	findings = j.waive(p, f, findings)
	about, err := j.run(j.waivers, e)
	return Verdict{Findings: append(findings, about...)}, err
}

// env is what the rules read of a plan.
func (j *Judge) env(p *plan.Plan, f *facts.Facts) *env {
	return &env{
		visit:  value{kind: object, ref: reflect.ValueOf(p).Elem(), path: root},
		facts:  value{kind: object, ref: reflect.ValueOf(f).Elem()},
		wrong:  p.Wrong,
		fields: j.fields,
	}
}

// prepare makes room for the names of a rule.
func (e *env) prepare(r *rule) {
	e.parameters, e.company = r.parameters, r.judge.company
	if e.vars == nil {
		e.vars, e.known = make([]value, r.judge.slots), make([]bool, r.judge.slots)
	}
	clear(e.known)
	e.spent = 0
}

func (j *Judge) run(rules []*rule, e *env) (findings []Finding, err error) {
	for _, r := range rules {
		if r.Severity == diag.Off {
			continue
		}
		found, err := r.run(e)
		if err != nil {
			return nil, err
		}
		findings = append(findings, found...)
	}
	return findings, nil
}

func (r *rule) run(e *env) (findings []Finding, err error) {
	e.prepare(r)
	var el *element
	ask := func(left int) error {
		found, err := el.ask(e, left)
		findings = append(findings, found...)
		return err
	}
	for _, el = range r.elements {
		if el.guard == nil {
			err = ask(0)
		} else {
			err = el.guard.survivors(e, 0, ask)
		}
		if errors.Is(err, errEndless) {
			p := e.visit.ref.Interface().(plan.Plan)
			return nil, policy.Mistakes{r.Mistake(r.Findings().Pos(), catalog.RuleTooManyTurns.With(maxTurns, p.ID), catalog.PolicyTooHeavyHint)}.Err()
		}
		if err != nil {
			return nil, err
		}
	}
	return findings, nil
}

// waive takes out the findings that a waiver of the plan sets aside, and says in
// f.Waivers what is true of each waiver. One that does not hold waives nothing.
func (j *Judge) waive(p *plan.Plan, f *facts.Facts, findings []Finding) []Finding {
	f.Waivers = make([]facts.Waiver, len(p.Waive))
	waived := map[string]bool{}
	for i := range p.Waive {
		w := &f.Waivers[i]
		j.waiver(w, p, f, i)
		if w.Holds {
			waived[p.Waive[i].Rule] = true
			w.Used = len(p.Wrong) > 0 || slices.ContainsFunc(findings, func(x Finding) bool { return x.Rule == p.Waive[i].Rule })
		}
	}
	return slices.DeleteFunc(findings, func(x Finding) bool { return waived[x.Rule] })
}

func (j *Judge) waiver(w *facts.Waiver, p *plan.Plan, f *facts.Facts, i int) {
	said := p.Waive[i]
	for _, key := range []struct{ name, value string }{
		{"reason", said.Reason}, {"approved-by", said.ApprovedBy}, {"until", string(said.Until)},
	} {
		if key.value == "" && !p.IsWrong("waive", i, key.name) {
			w.Missing = append(w.Missing, key.name)
		}
	}
	approvers := j.set.Company.Waivers.Approvers
	if r := j.set.Rule(said.Rule); r != nil {
		w.Known, w.Waivable = true, r.Waivable
		if r.Waivable {
			approvers = r.Approvers
		}
	} else {
		w.Closest = suggest.Closest(said.Rule, j.set.RuleIDs())
	}
	w.Approvers = strings.Join(approvers, ", ")
	w.Approver = slices.Contains(approvers, said.ApprovedBy)
	w.Own = said.ApprovedBy != "" && said.ApprovedBy == p.Applicant.Name
	// A waiver of a visit that is over had to hold until then, not until today.
	today := f.Now.Date()
	if over := p.Depart.Date(); over != "" && over < today {
		today = over
	}
	w.Past = said.Until != "" && said.Until < today
	w.Holds = w.Waivable && w.Approver && !w.Own && !w.Past && len(w.Missing) == 0 &&
		said.Reason != "" && said.Until != ""
}
