package main

import (
	"usher/internal/history"
	"usher/internal/plan"
	"usher/internal/seal"
	"usher/internal/source"
)

// reading is a text that a plan has in git's history, and who can read it.
type reading struct {
	commit history.Commit // the oldest that has it
	to     []string       // fingerprints of the keys that open its sealed file; none: it has none
	open   bool           // something of what is to be sealed lies open in it
}

// past are the texts of plans in git's history, by their ids, the oldest first; none
// outside a repository.
func (w *sealing) past(ids []string) (map[string][]reading, error) {
	r := w.checker.Repository()
	if r == nil {
		return nil, nil
	}
	texts, err := r.Everywhere(ids)
	if err != nil {
		return nil, err
	}
	out := map[string][]reading{}
	for id, versions := range texts {
		for _, v := range versions {
			data, err := r.Content(v)
			if err != nil {
				return nil, err
			}
			p := &plan.Plan{}
			if doc, _ := source.Parse(id+".yaml", data); doc.Root() != nil {
				p, _ = w.checker.Schema().Check(doc)
			}
			found := reading{commit: v.Commit, open: seal.Discloses(data, w.open(p))}
			if p.Sealed != nil {
				found.to = p.Sealed.To
			}
			out[id] = append(out[id], found)
		}
	}
	return out, nil
}

// when names the commit of a text.
func (w *sealing) when(r reading) string {
	return r.commit.Hash[:7] + "  " + string(plan.TimeOf(r.commit.Time, w.company.Zone))
}
