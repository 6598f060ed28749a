package output

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"
)

// State is what is the matter with a file of the folder.
type State string

// The states of files that are not as they should be.
const (
	Outdated State = "outdated"  // as an earlier run wrote it; a run now would write another
	Missing  State = "missing"   // a run would write it
	LeftOver State = "left-over" // a run would remove it
	Altered  State = "altered"   // somebody has changed it since it was written
	Foreign  State = "foreign"   // not written by this package at all
)

// Finding is a file that is not as it should be.
type Finding struct {
	Name  string // path inside the folder, with slashes
	State State
}

// Compare says what differs between a folder and what Write would make of it, by
// name: of the set's files, and of others that its Stale speaks for. It writes
// nothing. A folder that is not there lacks everything.
func Compare(dir string, s Set) ([]Finding, error) {
	found := map[string]State{}
	for _, f := range s.Files {
		found[f.Name] = Missing
	}
	w, err := open(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return sorted(found), nil
	case err != nil:
		return nil, err
	}
	defer w.root.Close()
	want := map[string]string{}
	for _, f := range s.Files {
		if want[f.Name], err = f.digest(); err != nil {
			return nil, fmt.Errorf("reading what to compare: %w", err)
		}
	}
	clear(found)
	for _, name := range slices.Sorted(maps.Keys(want)) {
		now, err := w.digestOf(name)
		var foreign *ForeignError
		if err != nil && !errors.As(err, &foreign) {
			return nil, err
		}
		switch {
		case err != nil:
			found[name] = Foreign
		case now == want[name]:
		case now == "":
			found[name] = Missing
		case w.own(name, now):
			found[name] = Outdated
		case w.had[name] == "" && w.next[name] == "":
			found[name] = Foreign
		default:
			found[name] = Altered
		}
	}
	err = fs.WalkDir(w.root.FS(), ".", func(name string, d fs.DirEntry, err error) error {
		_, wanted := want[name]
		switch {
		case err != nil:
			return fmt.Errorf("reading the folder: %w", err)
		case d.IsDir() || wanted || s.Stale == nil || !s.Stale(name):
		case name == Manifest || strings.HasPrefix(name, Manifest+".") || strings.HasPrefix(name, staging+"/"):
		case w.had[name] == "" && w.next[name] == "":
			found[name] = Foreign
		default:
			found[name] = LeftOver
			if now, err := w.digestOf(name); err != nil || !w.own(name, now) {
				found[name] = Altered
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return sorted(found), nil
}

func sorted(found map[string]State) []Finding {
	var out []Finding
	for _, name := range slices.Sorted(maps.Keys(found)) {
		out = append(out, Finding{name, found[name]})
	}
	return out
}
