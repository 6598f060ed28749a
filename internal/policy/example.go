package policy

import (
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/txtar"

	"usher/internal/catalog"
)

// Example is the proof of a rule, the txtar file beside it; see
// policies/rules/README.md for its form.
type Example struct {
	About     string            // what its comment says, without the settings below
	At        string            // the moment of judging, "2006-01-02 15:04" in the company's zone
	Announced map[string]string // by plan id: when it was announced; else it is not committed
	Pass      []ExampleFile     // plans that pass
	Fail      []ExampleFile     // plans that fail
	Before    []ExampleFile     // what plans were before a change under review, by the same id; may be empty
	Policies  []ExampleFile     // laid over the policies; may be empty
	Want      string            // what is found in Fail
}

// ExampleFile is a file of an example, by its path from the root.
type ExampleFile struct {
	Path string
	Data []byte
}

// Example reads the proof of a rule. The error is fs.ErrNotExist where there is
// none, which only a company's own rule may lack.
func (s *Set) Example(id string) (*Example, error) {
	name := path.Join("rules", id+".txtar")
	data, err := fs.ReadFile(s.fsys, name)
	if err != nil {
		return nil, fmt.Errorf("reading the example of %s: %w", id, err)
	}
	e, err := ParseExample(data)
	if err != nil {
		return nil, fmt.Errorf("policies/%s: %w", name, err)
	}
	return e, nil
}

// exampleTime is the form of the moments in an example, for package time.
const exampleTime = "2006-01-02 15:04"

// ParseExample reads an example's file.
func ParseExample(data []byte) (*Example, error) {
	archive := txtar.Parse(data)
	e := &Example{Announced: map[string]string{}}
	var about []string
	for line := range strings.Lines(string(archive.Comment)) {
		line = strings.TrimSpace(line)
		if at, ok := strings.CutPrefix(line, "at: "); ok {
			e.At = at
		} else if announced, ok := strings.CutPrefix(line, "announced: "); ok {
			id, at, _ := strings.Cut(announced, " ")
			e.Announced[id] = at
		} else {
			about = append(about, line)
		}
	}
	e.About = strings.TrimSpace(strings.Join(about, "\n"))
	for _, f := range archive.Files {
		folder, rest, _ := strings.Cut(f.Name, "/")
		switch {
		case f.Name == "want":
			e.Want = string(f.Data)
		case folder == "pass":
			e.Pass = append(e.Pass, ExampleFile{rest, f.Data})
		case folder == "fail":
			e.Fail = append(e.Fail, ExampleFile{rest, f.Data})
		case folder == "before":
			e.Before = append(e.Before, ExampleFile{rest, f.Data})
		case folder == "policies":
			e.Policies = append(e.Policies, ExampleFile{f.Name, f.Data})
		default:
			return nil, &catalog.Error{Text: catalog.ExampleFolder.With(f.Name)}
		}
	}
	for _, at := range append(slices.Sorted(maps.Values(e.Announced)), e.At) {
		if _, err := time.Parse(exampleTime, at); err != nil && at != "" {
			return nil, &catalog.Error{Text: catalog.ExampleTime.With(at)}
		}
	}
	for _, id := range slices.Sorted(maps.Keys(e.Announced)) {
		if !slices.ContainsFunc(slices.Concat(e.Pass, e.Fail), func(f ExampleFile) bool {
			return strings.TrimSuffix(path.Base(f.Path), path.Ext(f.Path)) == id
		}) {
			return nil, &catalog.Error{Text: catalog.ExampleAnnounced.With(id)}
		}
	}
	if e.At == "" || len(e.Pass) == 0 || len(e.Fail) == 0 {
		return nil, &catalog.Error{Text: catalog.ExampleParts}
	}
	return e, nil
}

// WithWant is an example's file with another "want", and everything else as it was.
func WithWant(data []byte, want string) []byte {
	archive := txtar.Parse(data)
	i := slices.IndexFunc(archive.Files, func(f txtar.File) bool { return f.Name == "want" })
	if i < 0 {
		i = len(archive.Files)
		archive.Files = append(archive.Files, txtar.File{Name: "want"})
	}
	archive.Files[i].Data = []byte(want)
	return txtar.Format(archive)
}
