// Package policy provides a company's policies: its data and its rules, as the
// .cue files of policies/ state them, or every mistake in them with its place.
package policy

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"cuelang.org/go/cue"
	"cuelang.org/go/cue/cuecontext"

	"usher/internal/company"
)

// Set is the policies in force. It is not for concurrent use, as CUE values are not.
type Set struct {
	Company *company.Company
	Rules   []*Rule      // sorted by id, those that are off included
	Value   cue.Value    // the policies as one value, for rules that read them
	Context *cue.Context // of Value

	fsys    fs.FS
	sources *sources
}

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
	ctx := cuecontext.New()
	s := &Set{fsys: fsys, Context: ctx}
	s.Value, s.sources, wrong = evaluate(ctx, files)
	for _, f := range ruleFiles {
		r, mistakes := readRule(f)
		s.Rules, wrong = append(s.Rules, r), append(wrong, mistakes...)
	}
	if len(wrong) > 0 {
		return nil, wrong.Err()
	}
	slices.SortFunc(s.Rules, func(a, b *Rule) int { return strings.Compare(a.ID, b.ID) })
	if s.Company, err = decode(s.Value, s.sources.tree); err != nil {
		return nil, fmt.Errorf("reading the policies: %w", err)
	}
	wrong = append(references(s.Company, s.sources), s.apply(ctx)...)
	if err := wrong.Err(); err != nil {
		return nil, err
	}
	return s, nil
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
