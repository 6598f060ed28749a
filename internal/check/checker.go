package check

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"
	"time"

	"usher/internal/catalog"
	"usher/internal/company"
	"usher/internal/diag"
	"usher/internal/facts"
	"usher/internal/history"
	"usher/internal/judge"
	"usher/internal/overlay"
	"usher/internal/plan"
	"usher/internal/policy"
	"usher/internal/source"
	"usher/internal/validate"
	"usher/policies"
	"usher/schema"
	"usher/templates"
)

// Checker is what plans are checked with: the schema, the policies and the
// history of one repository.
type Checker struct {
	root       string
	repository *history.Repository // nil outside a repository
	schema     *validate.Schema
	policies   *policy.Set
	judge      *judge.Judge
	templates  fs.FS
	read       *witness // what they were made of
	rulesFrom  string   // the commit that they come from, as it was called
	overruled  []string // files of rules that the change has otherwise

	listing chan listing // what Source.Ahead has found, for one Check; nil where it is not wanted
}

// listing is what source.Find finds.
type listing struct {
	files []source.File
	told  []diag.Diagnostic
	err   error
}

// Source says where the plans and the rules are.
type Source struct {
	Root      string      // the folder that holds visits/
	Git       history.Env // what the environment says of the repository
	RulesFrom string      // the commit that schema, policies and templates come from; "" is the work tree
	// Ahead has the plans listed while the rules are being read. The first Check is of
	// those that there are now.
	Ahead bool
	// Working is told which file of the policies is being worked out, and "" when
	// that is done; may be nil.
	Working func(file string)
}

// Open reads schema, policies and templates: the company's own, laid over those
// that come with the program.
func Open(s Source) (*Checker, error) {
	c := &Checker{root: s.Root}
	if s.Ahead {
		c.listing = make(chan listing, 1)
		go func() {
			files, told, err := source.Find(s.Root)
			c.listing <- listing{files, told, err}
		}()
	}
	var err error
	c.repository, err = history.Open(s.Root, s.Git)
	if errors.Is(err, history.ErrNone) {
		c.repository = nil
	} else if err != nil {
		return nil, fmt.Errorf("opening the repository: %w", err)
	}
	own := Own(s.Root)
	if s.RulesFrom != "" {
		if c.repository == nil {
			return nil, &catalog.Error{Text: catalog.ErrRulesFromNoGit.With(s.Root)}
		}
		if own, err = c.repository.Tree(s.RulesFrom); err != nil {
			return nil, fmt.Errorf("reading the rules of %s: %w", s.RulesFrom, err)
		}
		c.rulesFrom = s.RulesFrom
		if c.overruled, err = c.touched(own); err != nil {
			return nil, fmt.Errorf("comparing the rules with those of %s: %w", s.RulesFrom, err)
		}
	}
	if err := c.rules(own); err != nil {
		return nil, err
	}
	c.judge.Working = s.Working
	return c, nil
}

// find lists the plans.
func (c *Checker) find() ([]source.File, []diag.Diagnostic, error) {
	if c.listing == nil {
		return source.Find(c.root)
	}
	l := <-c.listing
	c.listing = nil
	return l.files, l.told, l.err
}

// Rules reads schema, policies and templates out of a folder, laid over those
// that come with the program, to Try plans with.
func Rules(own fs.FS) (*Checker, error) {
	c := &Checker{}
	return c, c.rules(own)
}

func (c *Checker) rules(own fs.FS) (err error) {
	// The schema and the policies know nothing of each other, and to read them is
	// most of what it takes to check one plan.
	var inPolicies error
	var reading sync.WaitGroup
	c.templates = laid(own, "templates", templates.FS)
	c.read = newWitness(own)
	reading.Go(func() {
		c.policies, inPolicies = policy.LoadWith(laid(c.read, "policies", policies.FS), laid(c.read, "templates", templates.FS))
	})
	c.schema, err = validate.Compile(laid(c.read, "schema", schema.FS))
	reading.Wait()
	if err != nil {
		return fmt.Errorf("reading the schema: %w", err)
	}
	if inPolicies != nil {
		return fmt.Errorf("reading the policies: %w", inPolicies)
	}
	if c.judge, err = judge.New(c.policies); err != nil {
		return fmt.Errorf("reading the rules: %w", err)
	}
	return nil
}

// laid lays a folder of the company's, if there is one, over the built-in one. One
// that cannot be read is an error as soon as it is read from.
func laid(own fs.FS, folder string, builtin fs.FS) fs.FS {
	upper, err := fs.Sub(own, folder)
	if err != nil {
		return builtin
	}
	if info, err := fs.Stat(own, folder); errors.Is(err, fs.ErrNotExist) || err == nil && !info.IsDir() {
		return builtin
	}
	return overlay.New(upper, builtin)
}

// Company is what the policies in force say of the company.
func (c *Checker) Company() *company.Company { return c.policies.Company }

// Policies are the policies in force.
func (c *Checker) Policies() *policy.Set { return c.policies }

// Schema is the shape of plans in force.
func (c *Checker) Schema() *validate.Schema { return c.schema }

// Templates are the templates in force.
func (c *Checker) Templates() fs.FS { return c.templates }

// Overruled are the files of rules that the change has otherwise than the commit
// that the rules come from.
func (c *Checker) Overruled() []string { return c.overruled }

// Repository is the history that the plans are in; nil outside a repository.
func (c *Checker) Repository() *history.Repository { return c.repository }

func (c *Checker) ended(p *plan.Plan, now time.Time) bool {
	return facts.Ended(p, now, c.Company().Zone)
}

// plans reads files as they once were, by the plans' ids; those that cannot be
// read are left out.
func (c *Checker) plans(files []source.File) map[string]*plan.Plan {
	out := map[string]*plan.Plan{}
	for _, f := range files {
		if doc, _ := source.Parse(f.Path, f.Data); doc.Root() != nil {
			out[source.ID(f.Path)], _ = c.schema.Check(doc)
		}
	}
	return out
}

// shortHash is how much of a commit's hash people are shown.
const shortHash = 7

// announcements asks history about the plans that are judged: since when their
// arrival has been known, and since when those called off have been so, if the
// policies want to know.
func (c *Checker) announcements(r *Result, o Options) (announced, calledOff map[string]facts.Announcement, err error) {
	if r.outside = c.repository == nil; r.outside {
		return nil, nil, nil
	}
	var visits, off []history.Query
	sums := history.NewSummer()
	for _, v := range r.all {
		if !v.Judged || v.Plan.Arrive == "" {
			continue
		}
		if v.bytes() != nil {
			v.sum = sums.Sum(v.bytes())
		}
		visits = append(visits, history.Query{ID: v.Plan.ID, Schedule: string(v.Plan.Arrive), Sum: v.sum})
		if v.Plan.Status == plan.Cancelled && c.Company().Notice.Cancellations() {
			off = append(off, history.Query{ID: v.Plan.ID, Schedule: plan.Cancelled, Sum: v.sum})
		}
	}
	stop := r.readAhead()
	if announced, err = r.since(visits, "arrive", source.Schedule); err == nil {
		calledOff, err = r.since(off, "cancelled", source.CalledOff)
	}
	if failed := stop(); err == nil {
		err = failed
	}
	return announced, calledOff, err
}

// since asks history since when plans have said what a query says.
func (r *Result) since(queries []history.Query, about string, says func([]byte) string) (map[string]facts.Announcement, error) {
	c, o, out := r.checker, r.options, map[string]facts.Announcement{}
	memory := r.memory
	if slices.ContainsFunc(queries, func(q history.Query) bool { return len(r.byID()[q.ID]) > 1 }) {
		memory = nil // of plans of one id, each has a say in the answer for all
	}
	if memory != nil {
		out, queries = memory.since(queries, about, o.Now)
	}
	if len(queries) == 0 {
		return out, nil
	}
	answers, err := c.repository.Announced(queries, history.Options{Now: o.Now, Base: o.Base, Head: o.head, Schedule: says})
	if err != nil {
		return nil, err
	}
	for _, q := range queries {
		a := answers[q.ID]
		out[q.ID] = facts.Announcement{
			Source: a.Source, Commit: a.Commit[:min(len(a.Commit), shortHash)], At: a.At, Rescheduled: a.Rescheduled,
		}
		if memory != nil {
			memory.said(q, about, out[q.ID], a.Holds)
		}
	}
	return out, nil
}

// document is a plan's text with its places; nil where there is no such file, or
// it is no longer what was checked.
func (r *Result) document(file string) *source.Document {
	v := r.byFile()[file]
	if v == nil {
		return nil
	}
	doc, err := r.text(&r.lines, v)
	if err != nil {
		return nil
	}
	return doc
}

// Uses lists where a plan's file holds a character.
func (r *Result) Uses(file string, c rune) []source.Use {
	if r.shown != nil {
		return r.shown.Uses(file, c)
	}
	if doc := r.document(file); doc != nil {
		return doc.Uses(c)
	}
	return nil
}

// Line returns a line of a plan's file, without its line break, and with an
// asterisk for each character that is not to be shown (R5.1).
func (r *Result) Line(file string, line int) (string, bool) {
	if r.shown != nil {
		return r.shown.Line(file, line)
	}
	doc := r.document(file)
	if doc == nil || line < 1 || line > doc.Lines() {
		return "", false
	}
	return r.masked(file, line, strings.TrimRight(doc.Line(line), "\r\n")), true
}

// Root is the folder that holds visits/.
func (c *Checker) Root() string { return c.root }

// Revisions are the commits that last changed the plans, by file; a plan that is
// not committed as it stands has none.
func (c *Checker) Revisions(r *Result, visits []*Visit) (map[string]history.Commit, error) {
	if c.repository == nil || len(visits) == 0 {
		return nil, nil
	}
	contents := map[string][]byte{}
	for _, v := range visits {
		contents[v.Plan.File] = v.bytes()
	}
	dirty, err := c.repository.Differs("HEAD", contents)
	if err != nil {
		return nil, err
	}
	var files []string
	for _, v := range visits {
		if !dirty[v.Plan.File] {
			files = append(files, v.Plan.File)
		}
	}
	return c.repository.LastChanged(files)
}
