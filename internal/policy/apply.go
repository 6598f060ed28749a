package policy

import (
	"encoding/json"
	"slices"
	"strings"

	"cuelang.org/go/cue"
	"cuelang.org/go/cue/errors"

	"usher/internal/catalog"
	"usher/internal/diag"
	"usher/internal/suggest"
)

// apply puts the company's settings of each rule (rules: "…": {…}) in force.
func (s *Set) apply() (wrong Mistakes) {
	settings := s.sources.tree.children["rules"]
	if settings == nil {
		settings = newTree()
	}
	for _, id := range settings.order {
		if s.Rule(id) == nil {
			known := s.RuleIDs()
			hint := catalog.RuleList
			if near := suggest.Closest(id, known); near != "" {
				hint = catalog.PolicyMeant.With(near)
			}
			said := settings.children[id].newest()
			wrong = append(wrong, said.file.mistake(said.field.Pos(), catalog.RuleUnknown.With(id), hint))
		}
	}
	for _, r := range s.Rules {
		wrong = append(wrong, s.applyTo(r, settings.children[r.ID])...)
		for _, path := range r.Uses {
			if s.at(words(path)...) == nil {
				wrong = append(wrong, Mistake{File: r.file.path, Message: catalog.RuleUses.With(path)})
			}
		}
	}
	return wrong
}

func (s *Set) applyTo(r *Rule, said *tree) (wrong Mistakes) {
	at := func(name ...string) []string { return append([]string{"rules", r.ID}, name...) }
	if said != nil && r.Builtin {
		return Mistakes{s.sources.mistake(at(), catalog.RuleBuiltin.With(r.ID), catalog.Text{})}
	}
	setting := fieldsOf(s.at(at()...))
	if severity, set := setting["severity"].(string); set {
		r.Severity = diag.Severity(severity)
	}
	waivable, set := setting["waivable"].(bool)
	if waivable && !r.Waivable {
		wrong = append(wrong, s.sources.mistake(at("waivable"), catalog.RuleNeverWaivable.With(r.ID), catalog.Text{}))
	}
	r.Waivable = r.Waivable && (!set || waivable)
	if r.Waivable {
		r.Approvers = s.Company.Waivers.Approvers
		if own, set := setting["approvers"].([]any); set {
			r.Approvers = []string{}
			for _, name := range own {
				name, _ := name.(string) // definitions.cue sees to that
				r.Approvers = append(r.Approvers, name)
			}
			people := ids(s.Company.People, personName)
			for _, name := range r.Approvers {
				wrong = append(wrong, s.sources.names(name, people, at("approvers"))...)
			}
		}
	}
	return append(wrong, s.parameters(r)...)
}

// parameters unifies what a rule allows with what the company sets.
func (s *Set) parameters(r *Rule) (wrong Mistakes) {
	path := []string{"rules", r.ID, "parameters"}
	var allowed []string
	if r.parameters != nil {
		_, allowed, _ = pairs(r.parameters.Elts)
	}
	if node, found := s.sources.tree.at(path); found {
		for _, name := range node.order {
			if !slices.Contains(allowed, name) {
				hint := catalog.RuleNoParameters
				if near := suggest.Closest(name, allowed); near != "" {
					hint = catalog.PolicyMeant.With(near)
				} else if len(allowed) > 0 {
					hint = catalog.PolicyChoices.With(strings.Join(allowed, ", "))
				}
				said := node.children[name].newest()
				wrong = append(wrong, said.file.mistake(said.field.Pos(), catalog.RuleUnknownParameter.With(r.ID, name), hint))
			}
		}
	}
	if r.parameters == nil || len(wrong) > 0 {
		return wrong
	}
	if r.Parameters = s.statedParameters(r); r.Parameters != nil {
		return nil
	}
	v := s.Context.BuildExpr(r.parameters)
	if err := v.Validate(); err != nil {
		return Mistakes{r.file.mistake(errors.Positions(err)[0], catalog.PolicyEvaluation.With(err), catalog.Text{})}
	}
	if set := s.Value().LookupPath(selectors(path)); set.Exists() {
		v = v.Unify(set)
	}
	fields, err := v.Fields()
	if err != nil {
		return Mistakes{s.sources.mistake(path, catalog.PolicyEvaluation.With(err), catalog.Text{})}
	}
	r.Parameters = map[string]any{}
	for fields.Next() {
		name := fields.Selector().Unquoted()
		var value any
		if err := fields.Value().Validate(cue.Concrete(true)); err != nil {
			wrong = append(wrong, s.unfitParameter(r, name, err))
		} else if err := fields.Value().Decode(&value); err != nil {
			wrong = append(wrong, s.sources.mistake(append(path, name), catalog.PolicyEvaluation.With(err), catalog.Text{}))
		}
		r.Parameters[name] = value
	}
	return wrong
}

// unfitParameter tells that a parameter does not fit what the rule allows.
func (s *Set) unfitParameter(r *Rule, name string, err error) Mistake {
	path := []string{"rules", r.ID, "parameters", name}
	fields, names, _ := pairs(r.parameters.Elts)
	for i, field := range fields {
		if names[i] != name {
			continue
		}
		hint := catalog.PolicyWanted.With(source(field.Value))
		if node, found := s.sources.tree.at(path); found {
			return s.sources.mistake(path, catalog.PolicyUnfit.With(source(node.deciding().field.Value), dotted(path)), hint)
		}
		return r.file.mistake(field.Pos(), catalog.PolicyEvaluation.With(err), hint)
	}
	return s.sources.mistake(path, catalog.PolicyEvaluation.With(err), catalog.Text{})
}

// InForce are the settings that a rule goes by: its parameters, with where they
// are set, else where the rule states them, and the policies that it uses.
func (s *Set) InForce(r *Rule) (settings []Setting) {
	for _, p := range s.parametersInForce(r) {
		value, err := json.Marshal(r.Parameters[p.name])
		if err != nil {
			value = nil // a parameter is what CUE has made of it: a plain value
		}
		settings = append(settings, Setting{"parameters." + label(p.name), string(value), p.places})
	}
	for _, path := range r.Uses {
		settings = append(settings, s.Settings(path)...)
	}
	return settings
}

// parameter is a rule's parameter and where its value comes from.
type parameter struct {
	name   string
	places []Place
}

// parametersInForce are a rule's parameters in the order of its file.
func (s *Set) parametersInForce(r *Rule) (all []parameter) {
	if r.parameters == nil {
		return nil
	}
	fields, names, _ := pairs(r.parameters.Elts)
	for i, name := range names {
		line, _ := r.file.place(fields[i].Pos())
		places := []Place{{r.file.path, line, r.file.own}}
		if path := []string{"rules", r.ID, "parameters", name}; s.sources.tree.has(path) {
			places = s.places(path)
		}
		all = append(all, parameter{name, places})
	}
	return all
}
