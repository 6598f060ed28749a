package check

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"testing/fstest"
	"time"

	"usher/internal/diag"
	"usher/internal/overlay"
	"usher/internal/plan"
	"usher/internal/policy"
	"usher/internal/source"
)

// Proof is what becomes of a rule's pair of plans when all rules judge them.
type Proof struct {
	Example *policy.Example
	Pass    string // what is found in the plans that pass: nothing, where the proof holds
	Fail    string // what is found in those that fail: Example.Want, where it holds
	Found   bool   // the rule itself found something in those that fail
}

// Holds reports whether everything is found that should be, and nothing else.
func (p *Proof) Holds() bool { return p.Pass == "" && p.Found && p.Fail == p.Example.Want }

// Prove judges the pair of a rule. The error is fs.ErrNotExist where there is none.
func (c *Checker) Prove(own fs.FS, rule string) (*Proof, error) {
	e, err := c.policies.Example(rule)
	if err != nil {
		return nil, err
	}
	if len(e.Policies) > 0 {
		if c, err = ExampleRules(own, e); err != nil {
			return nil, err
		}
	}
	pass, err := c.TryExample(e, e.Pass)
	if err != nil {
		return nil, fmt.Errorf("judging the plans that pass %s: %w", rule, err)
	}
	fail, err := c.TryExample(e, e.Fail)
	if err != nil {
		return nil, fmt.Errorf("judging the plans that fail %s: %w", rule, err)
	}
	p := &Proof{Example: e, Pass: pass.Findings(), Fail: fail.Findings()}
	p.Found = slices.ContainsFunc(fail.Diagnostics, func(d diag.Diagnostic) bool { return d.Rule == rule })
	return p, nil
}

// ExampleRules are the rules of a folder with an example's own policies laid over
// them.
func ExampleRules(own fs.FS, e *policy.Example) (*Checker, error) {
	if len(e.Policies) == 0 {
		return Rules(own)
	}
	files := fstest.MapFS{}
	for _, f := range e.Policies {
		files[f.Path] = &fstest.MapFile{Data: f.Data}
	}
	return Rules(overlay.New(files, own))
}

// TryExample judges some of an example's plans at the example's moment.
func (c *Checker) TryExample(e *policy.Example, files []policy.ExampleFile) (*Result, error) {
	zone := c.Company().Zone
	announced := map[string]time.Time{}
	for id, at := range e.Announced {
		announced[id] = plan.Time(at).In(zone)
	}
	return c.Try(inOrder(files), inOrder(e.Before), plan.Time(e.At).In(zone), announced)
}

func inOrder(files []policy.ExampleFile) []source.File {
	var plans []source.File
	for _, f := range files {
		plans = append(plans, source.File{Path: f.Path, Data: f.Data})
	}
	slices.SortFunc(plans, func(a, b source.File) int { return strings.Compare(a.Path, b.Path) })
	return plans
}

// Findings writes down what was found, as a proof's "want" does: rule, severity
// and place, the first line of message and hint in both languages, other places.
func (r *Result) Findings() string {
	var b strings.Builder
	for _, d := range r.Diagnostics {
		fmt.Fprintf(&b, "%s %s %s:%s\n", d.Rule, d.Severity, d.File, columns(d.Range))
		fmt.Fprintf(&b, "    %s\n    %s\n", firstLine(d.Message.EN), firstLine(d.Message.ZH))
		if !d.Hint.IsZero() {
			fmt.Fprintf(&b, "    hint: %s\n    提示：%s\n", firstLine(d.Hint.EN), firstLine(d.Hint.ZH))
		}
		for _, n := range d.Notes {
			fmt.Fprintf(&b, "    and %s:%s\n", n.File, columns(n.Range))
		}
	}
	return b.String()
}

func columns(r diag.Range) string {
	return fmt.Sprintf("%d:%d-%d:%d", r.Start.Line, r.Start.Column, r.End.Line, r.End.Column)
}

func firstLine(s string) string {
	line, _, _ := strings.Cut(s, "\n")
	return line
}
