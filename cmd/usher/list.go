package main

import (
	"embed"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"usher/internal/catalog"
	"usher/internal/check"
	"usher/internal/history"
	"usher/internal/plan"
	"usher/internal/report"
)

// listFormats are the formats of the verbs that list things.
var listFormats = []string{"text", "json"}

// listVersion is that of the lists' JSON: a field is added, never changed or removed.
const listVersion = 1

// listing is what a verb lists, in every format.
type listing struct {
	heads []catalog.Text // of the columns; none where they speak for themselves
	rows  [][]string
	none  catalog.Text // said where there is no row
	data  any          // for JSON
}

// formatFlag adds --format to a verb that lists things.
func (s *session) formatFlag(cmd *cobra.Command, format *string) {
	cmd.Flags().StringVar(format, "format", "text", catalog.FlagListFormat.With(strings.Join(listFormats, ", ")).In(s.lang))
}

// list writes a listing in the format asked for.
func (s *session) list(format string, l listing) error {
	var err error
	switch {
	case format == "json":
		err = report.Data(s.stdout, l.data)
	case format != "text":
		return &catalog.Error{Text: catalog.ErrFormat.With(format, strings.Join(listFormats, ", "))}
	case len(l.rows) == 0:
		s.say(l.none.In(s.lang))
	default:
		rows := l.rows
		if len(l.heads) > 0 {
			head := make([]string, len(l.heads))
			for i, h := range l.heads {
				head[i] = h.In(s.lang)
			}
			rows = append([][]string{head}, rows...)
		}
		err = report.Columns(s.stdout, rows)
	}
	if err != nil {
		return fmt.Errorf("writing the list: %w", err)
	}
	return nil
}

// readPlans reads all plans as of --at, for verbs that judge none.
func (s *session) readPlans(at string) (*check.Checker, *check.Result, error) {
	root, err := s.root()
	if err != nil {
		return nil, nil, err
	}
	checker, err := s.open(check.Source{
		Root: root,
		Git:  history.Env{GitDir: s.env("GIT_DIR"), WorkTree: s.env("GIT_WORK_TREE")},
	})
	if err != nil {
		return nil, nil, err
	}
	now, err := moment(at, checker.Company().Zone, s.now)
	if err != nil {
		return nil, nil, err
	}
	result, err := checker.Read(now)
	return checker, result, err
}

// complete says which plans a list may lack something of, those of which a part
// below one of the paths is sealed or could not be read; errFindings where there is
// one of the latter.
func (s *session) complete(result *check.Result, visits []*check.Visit, paths ...string) error {
	var lacking error
	for _, doc := range result.Unread() {
		lacking = errFindings
		s.say(catalog.ListUnread.With(report.OneLine(doc.File)).In(s.lang))
	}
	var shut []string
	for _, v := range visits {
		about := func(state func(at []any) bool) bool {
			return slices.ContainsFunc(paths, func(path string) bool { return state(elements(path)) })
		}
		sealed := about(func(at []any) bool { return v.Plan.Shut(at...) })
		if sealed {
			shut = append(shut, v.Plan.ID)
		}
		if about(func(at []any) bool { return !v.Whole(at...) && (!sealed || v.Plan.Mistaken(at...)) }) {
			lacking = errFindings
			s.say(catalog.ListPart.With(report.OneLine(v.Plan.File)).In(s.lang))
		}
	}
	if len(shut) > 0 {
		s.say(catalog.ListSealed.With(strings.Join(shut, ", ")).In(s.lang))
	}
	return lacking
}

// elements are those of a path that is written as one word.
func elements(path string) []any {
	var out []any
	for _, name := range strings.Split(path, "/") {
		out = append(out, name)
	}
	return out
}

// shown is a text of a plan for a column: what is kept back is said so.
func (s *session) shown(v *check.Visit, text string, path ...any) string {
	if v.Confidential() {
		return catalog.Undisclosed.In(s.lang)
	}
	return v.Shown(text, path...)
}

// jsonVisit says which visit an entry of a list is of.
type jsonVisit struct {
	Plan         string    `json:"plan"`
	File         string    `json:"file"`
	Arrive       plan.Time `json:"arrive"` // empty where it cannot be read
	Depart       plan.Time `json:"depart"`
	Confidential bool      `json:"confidential"`
}

func ofVisit(v *check.Visit) jsonVisit {
	return jsonVisit{v.Plan.ID, v.Plan.File, v.Plan.Arrive, v.Plan.Depart, v.Confidential()}
}

// own is the folder whose rules are in force: the root; outside a repository
// nothing is laid over what comes with the program.
func (s *session) own() fs.FS {
	if root, err := s.root(); err == nil {
		return check.Own(root)
	}
	return embed.FS{}
}
