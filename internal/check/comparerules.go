package check

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"usher/internal/catalog"
	"usher/internal/diag"
	"usher/internal/facts"
	"usher/internal/history"
	"usher/internal/policy"
	"usher/internal/source"
)

// RulesComparison is what a change to the rules does.
type RulesComparison struct {
	Fork     history.Commit // where the old rules are from
	Related  bool           // the change parted from there; else it is the base itself
	Head     history.Commit // the change; zero where it is the work tree
	Files    []string       // of schema, policies and templates that are new, gone or different
	Values   []ValueChange  // in the order of the policies
	Judged   int            // plans that both judged
	Verdicts []Verdict      // that differ, by file and rule
}

// ValueChange is a value in force that is another; a nil side has none.
type ValueChange struct {
	Before, After *policy.Value
}

// Verdict is what a rule finds in a plan, before and after.
type Verdict struct {
	Plan, File, Rule string
	Before, After    []diag.Diagnostic // none where it finds nothing
}

// OldRulesError is that the rules from before a change cannot be used.
type OldRulesError struct {
	Base string
	Err  error
}

// Error tells it in English.
func (e *OldRulesError) Error() string { return e.In(catalog.EN) }

// In tells it in one language, and then what is wrong with them.
func (e *OldRulesError) In(lang catalog.Lang) string {
	cause := e.Err.Error()
	var told interface{ In(catalog.Lang) string }
	if errors.As(e.Err, &told) {
		cause = told.In(lang)
	}
	return catalog.OldRules.With(e.Base).In(lang) + "\n" + cause
}

// Unwrap returns the cause.
func (e *OldRulesError) Unwrap() error { return e.Err }

// CompareRules judges the plans of a change by its own rules and by those from
// where it parted from the commit called base. The change is the commit called
// head, whose rules the checker has, or where that is empty the work tree.
func (c *Checker) CompareRules(base, head string, o Options) (*RulesComparison, error) {
	if c.repository == nil {
		return nil, &catalog.Error{Text: catalog.ErrDiffNoGit.With(c.root)}
	}
	out := &RulesComparison{}
	o.head = head
	var err error
	if out.Fork, out.Related, err = c.repository.Fork(base, head); err != nil {
		return nil, fmt.Errorf("finding where the change started: %w", err)
	}
	then, err := c.repository.Tree(out.Fork.Hash)
	if err != nil {
		return nil, fmt.Errorf("reading the rules of %s: %w", base, err)
	}
	now := Own(c.root)
	if head != "" {
		if out.Head, _, err = c.repository.Fork(head, head); err != nil {
			return nil, fmt.Errorf("finding the change: %w", err)
		}
		if now, err = c.repository.Tree(head); err != nil {
			return nil, fmt.Errorf("reading the rules of %s: %w", head, err)
		}
	}
	if out.Files, err = differentRules(then, now); err != nil {
		return nil, err
	}
	old := &Checker{root: c.root, repository: c.repository}
	if err := old.rules(then); err != nil {
		return nil, &OldRulesError{base, err}
	}
	if out.Values, err = changedValues(old.policies, c.policies); err != nil {
		return nil, err
	}
	files, err := c.plansOf(head, now)
	if err != nil {
		return nil, err
	}
	before, err := old.judgeAlone(files, o)
	if err != nil {
		return nil, err
	}
	after, err := c.judgeAlone(files, o)
	if err != nil {
		return nil, err
	}
	out.Judged = after.Judged
	out.Verdicts = verdicts(before, after)
	return out, nil
}

func differentRules(then, now fs.FS) ([]string, error) {
	before, err := RuleFiles(then)
	if err != nil {
		return nil, err
	}
	after, err := RuleFiles(now)
	if err != nil {
		return nil, err
	}
	return Different(before, after), nil
}

// plansOf are the files of the plans of a commit, or of the work tree.
func (c *Checker) plansOf(head string, tree fs.FS) ([]source.File, error) {
	if head == "" {
		files, _, err := source.Discover(c.root)
		if err != nil {
			return nil, fmt.Errorf("reading the plans: %w", err)
		}
		return files, nil
	}
	var files []source.File
	err := fs.WalkDir(tree, source.Folder, func(name string, d fs.DirEntry, err error) error {
		switch {
		case name == source.Folder && errors.Is(err, fs.ErrNotExist):
			return nil
		case err != nil:
			return err
		case strings.HasPrefix(d.Name(), ".") && d.IsDir():
			return fs.SkipDir
		case strings.HasPrefix(d.Name(), "."), !d.Type().IsRegular(), path.Ext(name) != ".yaml" && path.Ext(name) != ".yml":
			return nil
		}
		data, err := fs.ReadFile(tree, name)
		files = append(files, source.File{Path: name, Data: data})
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("reading the plans: %w", err)
	}
	slices.SortFunc(files, byPath)
	return files, nil
}

// judgeAlone judges plans, those that are over only where all are asked for.
func (c *Checker) judgeAlone(files []source.File, o Options) (*Result, error) {
	r := c.result(files, o)
	r.Diagnostics = source.CheckIDs(r.Files)
	if err := r.open(func(v *Visit) bool { return o.All || !c.ended(v.Plan, o.Now) }); err != nil {
		return nil, err
	}
	announced, calledOff, err := c.announcements(r, o)
	if err != nil {
		return nil, fmt.Errorf("reading when the plans were announced: %w", err)
	}
	if err := r.judge(facts.World{Announced: announced, CalledOff: calledOff}); err != nil {
		return nil, fmt.Errorf("judging the plans: %w", err)
	}
	r.keep(nil, nil, false)
	return r, nil
}

func verdicts(before, after *Result) []Verdict {
	type key struct{ file, rule string }
	all := map[key]*Verdict{}
	at := func(d diag.Diagnostic) *Verdict {
		k := key{d.File, d.Rule}
		if all[k] == nil {
			all[k] = &Verdict{Plan: d.Plan, File: d.File, Rule: d.Rule}
		}
		return all[k]
	}
	for _, d := range before.Diagnostics {
		v := at(d)
		v.Before = append(v.Before, d)
	}
	for _, d := range after.Diagnostics {
		v := at(d)
		v.After = append(v.After, d)
	}
	var out []Verdict
	keys := slices.SortedFunc(maps.Keys(all), func(a, b key) int {
		return strings.Compare(a.file+"\x00"+a.rule, b.file+"\x00"+b.rule)
	})
	for _, k := range keys {
		same := slices.EqualFunc(all[k].Before, all[k].After, func(a, b diag.Diagnostic) bool {
			return a.Severity == b.Severity && a.Message == b.Message && a.Range == b.Range
		})
		if !same {
			out = append(out, *all[k])
		}
	}
	return out
}

// changedValues are the values of two policies that differ: those of before in
// their order, and then what is new.
func changedValues(before, after *policy.Set) ([]ValueChange, error) {
	was, err := before.Values("")
	if err != nil {
		return nil, err
	}
	is, err := after.Values("")
	if err != nil {
		return nil, err
	}
	byName := map[string]*policy.Value{}
	for i := range is {
		byName[is[i].Name()] = &is[i]
	}
	var out []ValueChange
	known := map[string]bool{}
	for i := range was {
		name := was[i].Name()
		known[name] = true
		if x := byName[name]; x == nil || x.Text != was[i].Text {
			out = append(out, ValueChange{&was[i], x})
		}
	}
	for i := range is {
		if !known[is[i].Name()] {
			out = append(out, ValueChange{nil, &is[i]})
		}
	}
	return out, nil
}
