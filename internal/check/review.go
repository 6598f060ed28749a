package check

import (
	"cmp"
	"slices"
	"strings"

	"usher/internal/catalog"
	"usher/internal/diag"
	"usher/internal/facts"
	"usher/internal/history"
	"usher/internal/source"
)

// review is what is under review: what is not committed, or with a base, what
// merging the change into it brings.
type review struct {
	brings map[string]bool // files of the plans that are new or different
	before []source.File   // the same plans as they were, those that were there
	base   string          // the commit as it was called; "" where there is none
	// behind are the files that are read as the base has them, because the change
	// was started before they came there or became what they are.
	behind map[string]bool
}

// review finds what is under review. Under a base the files become what merging
// makes of them, so that a visit which has landed there meanwhile is collided
// with, and one that was called off there is not. What a stream brings is known once
// it has been skimmed.
func (c *Checker) review(files []source.File, o Options) (*review, []source.File, error) {
	base := o.Base
	v := &review{brings: map[string]bool{}, base: base, behind: map[string]bool{}}
	if c.streams(o) {
		return v, files, nil
	}
	contents := make(map[string][]byte, len(files))
	for _, f := range files {
		contents[f.Path] = f.Data
	}
	switch {
	case c.repository == nil && base != "":
		return nil, nil, &catalog.Error{Text: catalog.ErrRulesFromNoGit.With(c.root)}
	case c.repository == nil: // nothing is committed
		for path := range contents {
			v.brings[path] = true
		}
		return v, files, nil
	case base == "":
		var err error
		v.brings, err = c.repository.Differs("HEAD", contents)
		return v, files, err
	}
	r, err := c.repository.Review(base, "", contents)
	if err != nil {
		return nil, nil, err
	}
	for _, e := range r.Brings {
		if !e.Moved && e.Is != "" {
			v.brings[e.Is] = true
			if e.Was != "" {
				v.before = append(v.before, source.File{Path: e.Was, Data: e.Before})
			}
		}
	}
	files = v.merged(files, r.Behind)
	return v, files, c.withSealed(base, files, v.behind)
}

// merged puts what the base has done meanwhile into the files.
func (v *review) merged(files []source.File, behind []history.Edit) []source.File {
	if len(behind) == 0 {
		return files
	}
	gone := map[string]bool{}
	for _, e := range behind {
		gone[e.Was] = true
	}
	files = slices.DeleteFunc(slices.Clone(files), func(f source.File) bool { return gone[f.Path] })
	for _, e := range behind {
		if e.Is != "" {
			files = append(files, source.File{Path: e.Is, Data: e.After})
			v.behind[e.Is] = true
		}
	}
	slices.SortFunc(files, byPath)
	return files
}

func byPath(a, b source.File) int { return strings.Compare(a.Path, b.Path) }

// ids holds the stems of the merged files against each other in place of those of
// the work tree.
func (v *review) ids(told []diag.Diagnostic, files, merged []source.File) []diag.Diagnostic {
	if len(v.behind) == 0 && len(files) == len(merged) {
		return told
	}
	known := map[string]bool{}
	for _, f := range files {
		known[f.Path] = true
	}
	told = slices.DeleteFunc(told, func(d diag.Diagnostic) bool { return d.Rule == source.RulePlanID && known[d.File] })
	return append(told, source.CheckIDs(source.Paths(merged))...)
}

// notices say what concerns the change as a whole: until when it must be merged,
// and which plans in the findings are on the base only.
func (v *review) notices(r *Result) []catalog.Text {
	if v.base == "" {
		return nil
	}
	var out []catalog.Text
	var due []*Visit
	for _, x := range r.Visits {
		n := x.Facts.Notice
		if x.Judged && n.Due && !n.Late && n.Source == facts.SourceChange {
			due = append(due, x)
		}
	}
	if len(due) > 0 {
		first := slices.MinFunc(due, func(a, b *Visit) int {
			return cmp.Or(cmp.Compare(a.Facts.Notice.Deadline, b.Facts.Notice.Deadline), cmp.Compare(a.Plan.File, b.Plan.File))
		})
		n := first.Facts.Notice
		out = append(out, catalog.MergeBy(len(due), n.Deadline, first.Plan.ID, n.Required, n.Because))
	}
	seen := map[string]bool{}
	for _, d := range r.Diagnostics {
		seen[d.File] = true
		for _, n := range d.Notes {
			seen[n.File] = true
		}
	}
	var files []string
	for _, f := range r.Files {
		if seen[f] && v.behind[f] {
			files = append(files, f)
		}
	}
	if len(files) > 0 {
		out = append(out, catalog.NoticeBehind.With(strings.Join(files, ", "), v.base))
	}
	return out
}
