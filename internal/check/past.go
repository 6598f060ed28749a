package check

import (
	"fmt"
	"io/fs"

	"usher/internal/history"
	"usher/internal/plan"
	"usher/internal/source"
)

// Past is what history knows of a plan.
type Past struct {
	// Changes is how many changes have landed on the main line since the plan came.
	// One that is not committed yet counts, too: once it lands, it is no other.
	Changes int
	// Last is the commit that brought the plan as it stands. Where none has, it is
	// HEAD, which the change builds on; zero where nothing is committed at all.
	Last history.Commit
	// Earlier are the plans as they were before, the newest first, as far as they
	// can be read.
	Earlier []*plan.Plan
}

// Past reads what history knows of the plans, by file; nothing outside a repository.
func (c *Checker) Past(r *Result, visits []*Visit) (map[string]Past, error) {
	if c.repository == nil || len(visits) == 0 {
		return nil, nil
	}
	contents := map[string][]byte{}
	ids := make([]string, len(visits))
	for i, v := range visits {
		contents[v.Plan.File] = v.bytes()
		ids[i] = v.Plan.ID
	}
	dirty, err := c.repository.Differs("HEAD", contents)
	if err != nil {
		return nil, fmt.Errorf("comparing the plans with history: %w", err)
	}
	head, _, err := c.repository.Head()
	if err != nil {
		return nil, fmt.Errorf("reading the commit that is checked out: %w", err)
	}
	versions, err := c.repository.Versions(ids)
	if err != nil {
		return nil, fmt.Errorf("reading what the plans were before: %w", err)
	}
	out := map[string]Past{}
	for _, v := range visits {
		all := versions[v.Plan.ID]
		p := Past{Changes: len(all), Last: head}
		if !dirty[v.Plan.File] && len(all) > 0 {
			p.Changes, p.Last = len(all)-1, all[0].Commit
			all = all[1:]
		}
		for _, version := range all {
			data, err := c.repository.Content(version)
			if err != nil {
				return nil, fmt.Errorf("reading what %s was before: %w", v.Plan.File, err)
			}
			if old := c.earlier(v.Plan.File, data); old != nil {
				p.Earlier = append(p.Earlier, old)
			}
		}
		out[v.Plan.File] = p
	}
	return out, nil
}

// PlanAt is a plan as a commit has it, wherever it lay then; nil where the commit
// has it not or is not there, as after a rebase.
func (c *Checker) PlanAt(commit string, p *plan.Plan) (*plan.Plan, error) {
	if c.repository == nil {
		return nil, nil
	}
	tree, err := c.repository.Tree(commit)
	if err == nil {
		if data, err := fs.ReadFile(tree, p.File); err == nil { // most plans stay where they are
			return c.earlier(p.File, data), nil
		}
	}
	found, _, err := c.repository.At(commit, []string{p.ID})
	if err != nil {
		return nil, fmt.Errorf("reading %s at commit %s: %w", p.ID, commit, err)
	}
	return c.earlier(p.File, found[p.ID]), nil
}

// earlier reads a plan out of the bytes that its file had; nil where they hold none.
func (c *Checker) earlier(file string, data []byte) *plan.Plan {
	if len(data) == 0 {
		return nil
	}
	doc, _ := source.Parse(file, data)
	if doc.Root() == nil {
		return nil
	}
	p, _ := c.schema.Check(doc)
	return p
}
