package main

import (
	"fmt"
	"maps"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"usher/internal/catalog"
	"usher/internal/change"
	"usher/internal/check"
	"usher/internal/output"
	"usher/internal/plan"
	"usher/internal/render"
)

// target is where render writes to, or what it holds against what it would write.
type target struct {
	dir    string
	check  string // the folder to compare; empty writes to dir
	format string // of the comparison
}

func (t *target) flags(s *session, cmd *cobra.Command) {
	cmd.Flags().StringVarP(&t.dir, "output", "o", "out", catalog.FlagOut.In(s.lang))
	cmd.Flags().StringVar(&t.check, "check", "", catalog.FlagFresh.In(s.lang))
	s.formatFlag(cmd, &t.format)
}

// folder is the one that the run is about.
func (t target) folder() string {
	if t.check != "" {
		return t.check
	}
	return t.dir
}

// prints are what the output folder says of its last prints, and what a run makes
// of that. Visits are known by what they are called where the reader looks on.
type prints struct {
	was, is map[string]output.Printed // in the folder, before and after the run
	next    map[string]output.Printed // of each visit, were all its sheets printed
	since   map[string]string         // the commit that its changes count from
	topics  map[string][]change.Topic // what has changed since, as far as the reader may see it
	fresh   []string                  // visits that have changed since the last run, in order
}

// since finds for each visit the plan as it was printed last. Where that says
// otherwise, the sheets are marked, until it changes again: a run that finds
// nothing new repeats the marks of the one before, byte for byte.
func since(checker *check.Checker, visits []render.Visit, folder, reader string) (*prints, error) {
	was, err := output.Was(folder)
	if err != nil {
		return nil, fmt.Errorf("reading what was printed: %w", err)
	}
	p := &prints{
		was: was, is: map[string]output.Printed{}, next: map[string]output.Printed{},
		since: map[string]string{}, topics: map[string][]change.Topic{},
	}
	for i := range visits {
		v := &visits[i]
		id := called(checker.Company(), reader, v.Plan)
		prior, next := was[id], output.Printed{Commit: v.Revision.Commit}
		for _, base := range []string{prior.Commit, prior.Since} {
			if base == "" || base == v.Revision.Commit {
				continue
			}
			before, err := checker.PlanAt(base, v.Plan)
			if err != nil {
				return nil, err
			}
			if before == nil || len(change.Between(before, v.Plan)) == 0 {
				continue
			}
			v.Before, v.Since, next.Since = before, base, base
			p.since[id], p.topics[id] = base, render.Changed(*v, checker.Company(), reader)
			if prior.Commit != v.Revision.Commit && len(p.topics[id]) > 0 {
				p.fresh = append(p.fresh, id)
			}
			break
		}
		p.next[id] = next
	}
	return p, nil
}

// whole reports whether all sheets are written, each as a file of its own.
func (w wanted) whole() bool { return w.all() && !w.combined }

// note notes down what a run has printed. One that writes a part of the sheets of
// a visit, which the folder has a print of, does not count as another.
func (p *prints) note(sheets []render.Sheet, want wanted) {
	if !want.whole() {
		maps.Copy(p.is, p.was)
	}
	for _, sheet := range sheets {
		next, ok := p.next[sheet.Visit]
		_, known := p.was[sheet.Visit]
		if ok && (!known || len(want.kinds)+len(want.days)+len(want.weeks) == 0) {
			p.is[sheet.Visit] = next
		}
	}
}

// tellChanges says what has changed since the sheets were printed last.
func (s *session) tellChanges(p *prints, result *check.Result, checker *check.Checker, reader string, want wanted) {
	for _, id := range p.fresh {
		if _, printed := p.is[id]; printed {
			s.say(catalog.ChangedSince.With(id, short(p.since[id]), render.Topics(p.topics[id])).In(s.lang))
		}
	}
	for _, v := range result.Visits {
		prior := p.was[called(checker.Company(), reader, v.Plan)]
		if want.whole() && prior.Commit != "" && v.Plan.Status == plan.Cancelled && v.Errors == 0 {
			s.say(catalog.CancelledSince.With(called(checker.Company(), reader, v.Plan), short(prior.Commit)).In(s.lang))
		}
	}
}

// jsonStale is a file that is not as it should be, for programs.
type jsonStale struct {
	File  string       `json:"file"` // path inside the folder, with slashes
	State output.State `json:"state"`
	Visit string       `json:"visit,omitempty"`
	// Since is the commit that was printed, and Changed what has changed after it.
	Since   string         `json:"since,omitempty"`
	Changed []change.Topic `json:"changed,omitempty"`
}

var states = map[output.State]catalog.Text{
	output.Outdated: catalog.StateOutdated,
	output.Missing:  catalog.StateMissing,
	output.LeftOver: catalog.StateLeftOver,
	output.Altered:  catalog.StateAltered,
	output.Foreign:  catalog.StateForeign,
}

// inspect says which files of the folder are not what a run would write, and writes
// nothing.
func (s *session) inspect(t target, set output.Set, p *prints) error {
	found, err := output.Compare(t.check, set)
	if err != nil {
		return fmt.Errorf("comparing the folder: %w", err)
	}
	l := listing{none: catalog.AllFresh.With(len(set.Files), t.check)}
	files := []jsonStale{}
	for _, f := range found {
		j := jsonStale{File: f.Name, State: f.State}
		why := ""
		if id, _, ok := strings.Cut(f.Name, "/"); ok && p != nil {
			if topics := p.topics[id]; len(topics) > 0 && f.State == output.Outdated {
				j.Since, j.Changed = p.since[id], topics
				why = catalog.SinceThen.With(short(j.Since), render.Topics(topics)).In(s.lang)
			}
			if _, visit := p.next[id]; visit {
				j.Visit = id
			}
		}
		files = append(files, j)
		l.rows = append(l.rows, []string{f.Name, states[f.State].In(s.lang), why})
	}
	l.data = struct {
		Version int         `json:"version"`
		Folder  string      `json:"folder"`
		Files   []jsonStale `json:"files"`
	}{listVersion, filepath.ToSlash(t.check), files}
	if err := s.list(t.format, l); err != nil {
		return err
	}
	if len(found) > 0 {
		return errFindings
	}
	return nil
}
