package check

import (
	"io/fs"
	"path/filepath"

	"usher/internal/catalog"
	"usher/internal/source"
	"usher/internal/suggest"
	"usher/internal/validate"
	"usher/schema"
)

// Schema reads the schema alone: whoever only reads or rewrites plans needs no
// policies, and works where these are wrong.
func Schema(own fs.FS) (*validate.Schema, error) {
	return validate.Compile(laid(own, "schema", schema.FS))
}

// Choose turns the names of plans, ids or files, into files out of those that
// there are; nil names all. A name that is none is an error that says which was
// probably meant.
func Choose(files, names []string) (map[string]bool, error) {
	if len(names) == 0 {
		return nil, nil
	}
	chosen := map[string]bool{}
	var ids []string
	byName := map[string][]string{}
	for _, file := range files {
		id := source.ID(file)
		ids = append(ids, id)
		byName[id] = append(byName[id], file)
		byName[file] = append(byName[file], file)
	}
	for _, name := range names {
		found := byName[filepath.ToSlash(filepath.Clean(name))]
		if found == nil {
			if near := suggest.Closest(name, ids); near != "" {
				return nil, &catalog.Error{Text: catalog.ErrNoSuchPlanMeant.With(name, near)}
			}
			return nil, &catalog.Error{Text: catalog.ErrNoSuchPlan.With(name)}
		}
		for _, file := range found {
			chosen[file] = true
		}
	}
	return chosen, nil
}
