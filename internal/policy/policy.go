// Package policy provides a company's policies: its data and its rules, as the
// .cue files of policies/ state them, or every mistake in them with its place.
package policy

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"

	"cuelang.org/go/cue"
	"cuelang.org/go/cue/cuecontext"
	"cuelang.org/go/cue/errors"

	"usher/internal/company"
)

// Set is the policies in force. It is not for concurrent use, as CUE values are not.
type Set struct {
	Company *company.Company
	Rules   []*Rule      // sorted by id, those that are off included
	Data    any          // the policies as plain values, as cue.Value.Decode makes them
	Context *cue.Context // of Value

	fsys    fs.FS
	sources *sources
	value   func() cue.Value
}

// Value is the policies as one value of CUE's.
func (s *Set) Value() cue.Value { return s.value() }

// Load reads the policies: the files of the folder itself (package policies) and
// of rules/ (package rules). Mistakes in them are an error of type Mistakes.
func Load(fsys fs.FS) (*Set, error) { return LoadWith(fsys, nil) }

// LoadWith reads the policies as Load does, and further files of theirs from
// another folder, templates/: the words and sheets of the company's own.
func LoadWith(fsys, templates fs.FS) (*Set, error) {
	files, wrong, err := read(fsys, "policies", ".", "policies")
	if err != nil {
		return nil, err
	}
	if templates != nil {
		more, wrongMore, err := read(templates, "templates", ".", "policies")
		if err != nil {
			return nil, err
		}
		files, wrong = append(files, more...), append(wrong, wrongMore...)
	}
	ruleFiles, wrongRules, err := read(fsys, "policies", "rules", "rules")
	if err != nil {
		return nil, err
	}
	if wrong = append(wrong, wrongRules...); len(wrong) > 0 {
		return nil, wrong.Err()
	}
	if wrong = heavy(files, ruleFiles); len(wrong) > 0 {
		return nil, wrong.Err()
	}
	s := &Set{fsys: fsys, Context: cuecontext.New()}
	s.sources, wrong = survey(files)
	if len(wrong) > 0 || !s.stated() {
		wrong = s.evaluated(wrong)
	}
	for _, f := range ruleFiles {
		r, mistakes := readRule(f)
		s.Rules, wrong = append(s.Rules, r), append(wrong, mistakes...)
	}
	if len(wrong) > 0 {
		return nil, wrong.Err()
	}
	slices.SortFunc(s.Rules, func(a, b *Rule) int { return strings.Compare(a.ID, b.ID) })
	if s.Company, err = s.company(); err != nil {
		return nil, fmt.Errorf("reading the policies: %w", err)
	}
	wrong = append(references(s.Company, s.sources), s.apply()...)
	if err := wrong.Err(); err != nil {
		return nil, err
	}
	return s, nil
}

// stated reads what the files state outright, if they state all there is. CUE is not
// asked then before somebody wants to have its value.
func (s *Set) stated() (all bool) {
	s.value = sync.OnceValue(func() cue.Value {
		v, _ := s.sources.evaluate(s.Context, nil)
		return v
	})
	s.Data, all = s.sources.stated()
	return all
}

// evaluated has CUE work out the policies, and tells the mistakes in them with those
// in keys.
func (s *Set) evaluated(keys Mistakes) Mistakes {
	v, wrong := s.sources.evaluate(s.Context, keys)
	s.value = func() cue.Value { return v }
	if len(wrong) > 0 {
		return wrong
	}
	if err := v.Decode(&s.Data); err != nil {
		return s.sources.explain(errors.Promote(err, "policies"))
	}
	return nil
}

// Rule returns the rule of an id; nil where there is none.
func (s *Set) Rule(id string) *Rule {
	i, found := slices.BinarySearchFunc(s.Rules, id, func(r *Rule, id string) int { return strings.Compare(r.ID, id) })
	if !found {
		return nil
	}
	return s.Rules[i]
}

// RuleIDs are the ids of all rules, sorted.
func (s *Set) RuleIDs() []string {
	return ids(s.Rules, func(r *Rule) string { return r.ID })
}
