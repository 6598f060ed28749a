package check

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"usher/internal/catalog"
	"usher/internal/diag"
	"usher/internal/facts"
	"usher/internal/lazyregexp"
	"usher/internal/plan"
	"usher/internal/source"
)

const ruleOpen = "confidential-open"

// plainRef is the name of a commit that a shell takes as it is.
var plainRef = lazyregexp.New(`^[A-Za-z0-9_][A-Za-z0-9._/-]*$`)

// heldOpen tells which commits of a change hold in the open what is to be sealed, though
// the last may seal it: whoever fetches the change gets them all (R5.1).
func (c *Checker) heldOpen(r *Result, only map[string]bool) error {
	rule := c.policies.Rule(ruleOpen)
	if len(c.Company().Sealing.Recipients) == 0 || rule == nil || rule.Severity == diag.Off {
		return nil
	}
	brought, err := c.repository.Brought(r.options.Base)
	if err != nil {
		return fmt.Errorf("reading what the commits of the change hold: %w", err)
	}
	commits, fields := map[string][]string{}, map[string][]string{} // by file
	for _, h := range brought {
		if ext := path.Ext(h.File); ext != ".yaml" && ext != ".yml" {
			continue
		}
		p := c.earlier(h.File, h.Data)
		if p == nil {
			continue
		}
		file := h.File
		is := slices.IndexFunc(r.byID()[p.ID], func(v *Visit) bool { return v.Plan != nil })
		secret := p.Confidentiality == plan.Confidential || p.IsWrong("confidentiality")
		if is >= 0 {
			v := r.byID()[p.ID][is]
			file, secret = v.path, secret || v.Plan.Confidentiality == plan.Confidential
		}
		open := facts.LiesOpen(p, c.Company())
		if !secret || len(open) == 0 {
			continue
		}
		hash := h.Commit.Hash[:shortHash]
		if !slices.Contains(commits[file], hash) {
			commits[file] = append(commits[file], hash)
		}
		for _, field := range open {
			if !slices.Contains(fields[file], field) {
				fields[file] = append(fields[file], field)
			}
		}
	}
	base := r.options.Base
	if !plainRef.MatchString(base) {
		tip, _, err := c.repository.Fork(base, "")
		if err != nil {
			return fmt.Errorf("finding where the change began: %w", err)
		}
		base = tip.Hash
	}
	for file, hashes := range commits {
		if only != nil && !only[file] {
			continue
		}
		d := diag.Diagnostic{
			Rule: ruleOpen, Severity: rule.Severity, Clause: rule.Clause, Plan: source.ID(file), File: file,
			Range:   diag.Range{Start: diag.Position{Line: 1, Column: 1}, End: diag.Position{Line: 1, Column: 1}},
			Message: catalog.HeldOpen.With(strings.Join(hashes, ", "), strings.Join(fields[file], ", ")),
			Hint:    catalog.HeldOpenHint.With(base),
		}
		if v := r.byFile()[file]; v != nil {
			if doc := r.document(file); doc != nil && doc.Root() != nil {
				d.Range = doc.Range([]any{"confidentiality"})
			}
			if d.Severity == diag.Error {
				v.Errors++
			}
		}
		r.Diagnostics = append(r.Diagnostics, d)
	}
	diag.Sort(r.Diagnostics)
	return nil
}

// withSealed adds the sealed files of a commit to plans that are read as it has them.
func (c *Checker) withSealed(base string, files []source.File, behind map[string]bool) error {
	if len(behind) == 0 {
		return nil
	}
	tree, err := c.repository.Tree(base)
	if err != nil {
		return fmt.Errorf("reading the sealed files of %s: %w", base, err)
	}
	for i, f := range files {
		if !behind[f.Path] {
			continue
		}
		data, err := fs.ReadFile(tree, source.SealedPath(f.Path))
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("reading the sealed files of %s: %w", base, err)
		}
		files[i].Paired, files[i].Sealed = err == nil, data
	}
	return nil
}
