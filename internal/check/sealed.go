package check

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"usher/internal/catalog"
	"usher/internal/diag"
	"usher/internal/facts"
	"usher/internal/plan"
	"usher/internal/seal"
	"usher/internal/source"
)

// pair is what is known of the sealed file of a visit. All visits without one share
// unpaired.
type pair struct {
	files  facts.Pair
	partly []string // fields that could not be judged, as no key has opened it
	text   []byte   // the whole plan, where a key has
}

var unpaired = &pair{}

// unseal looks at the sealed file of a plan and, where a key opens it, puts the whole
// plan in the place of its open part (R5.1).
func (r *Result) unseal(w *worker, v *Visit, open []byte) error {
	v.pair = &pair{}
	says := v.Plan.Sealed
	if says == nil {
		v.files.Broken = facts.SealedUnnamed
		return nil
	}
	if v.files.Comments = seal.Commented(open); r.purged(v.Plan) {
		return nil // it is kept no longer
	}
	v.partly = says.Fields
	data, err := w.sealed(v.file())
	if err != nil {
		return err
	}
	if v.files.Broken = looked(open, data, says); v.files.Broken != "" && v.files.Broken != facts.SealedToOthers {
		return nil
	}
	text, err := seal.Open(v.Plan.ID, open, data, r.options.With)
	switch {
	case errors.Is(err, seal.ErrOtherPlan):
		v.files.Broken = facts.SealedOtherPlan
		return nil
	case errors.Is(err, seal.ErrBroken):
		v.files.Broken = facts.SealedUnread
		return nil
	case err != nil: // no key for it
		return nil
	}
	doc, told := source.Parse(v.path, text)
	if doc.Root() == nil {
		v.files.Broken = facts.SealedUnread
		return nil
	}
	p, verdict := r.checker.schema.Check(doc)
	// Whoever lowers the level in the open part opens nothing by that.
	p.Confidentiality = plan.Confidential
	p.Sealed, p.Opened = says, facts.Opened(v.Plan, p)
	v.doc, v.Plan, v.told = doc, p, append(told, verdict...)
	v.text, v.partly = text, nil
	return nil
}

// purged reports whether the sealed file of a plan has been taken out when its time was
// over. A plan ahead cannot say so, or it would need no file and could leave out what
// every plan has.
func (r *Result) purged(p *plan.Plan) bool {
	day := p.Sealed.Purged
	return p.Depart != "" && p.Depart.Date() < day && day <= plan.TimeOf(r.options.Now, r.checker.Company().Zone).Date()
}

// looked is what is wrong with a sealed file, as far as can be seen without a key.
func looked(open, data []byte, says *plan.Sealed) string {
	switch {
	case data == nil:
		return facts.SealedMissing
	case len(data) > source.MaxSealed:
		return facts.SealedUnread
	}
	switch err := seal.Whole(open, data); {
	case errors.Is(err, seal.ErrOtherFile):
		return facts.SealedOther
	case err != nil:
		return "" // the schema, or the parser, says what is wrong with the plan
	}
	n, err := seal.Stanzas(data)
	switch {
	case err != nil:
		return facts.SealedUnread
	case n != len(says.To):
		return facts.SealedToOthers
	}
	return ""
}

// orphans leaves out what is told of sealed files without a plan where nobody seals any:
// they are some other files then.
func (c *Checker) orphans(told []diag.Diagnostic) []diag.Diagnostic {
	rule := c.policies.Rule(source.RuleSealedMissing)
	return slices.DeleteFunc(told, func(d diag.Diagnostic) bool {
		return d.Rule == source.RuleSealedMissing && (len(c.Company().Sealing.Recipients) == 0 || rule == nil || rule.Severity == diag.Off)
	})
}

// hasOpened reports whether a key has opened a plan.
func (r *Result) hasOpened() bool {
	return slices.ContainsFunc(r.all, func(v *Visit) bool { return v.text != nil })
}

// opened is the visit of a file that a key has opened; nil where none has.
func (r *Result) opened(file string) *Visit {
	if v := r.byFile()[file]; v != nil && v.text != nil {
		return v
	}
	return nil
}

// unsaid is why plans could not be judged: in the words of what judges them, which may
// quote them, or where a key has opened one, without any.
func (r *Result) unsaid(err error) error {
	if r.hasOpened() {
		return &catalog.Error{Text: catalog.ErrSealedJudging}
	}
	return fmt.Errorf("judging the plans: %w", err)
}

// aboutSealing are the rules whose findings are of the two files, not of what they say.
var aboutSealing = []string{"confidential-open", "sealed-stale", source.RuleSealedMissing}

// discreet keeps what a key has opened out of the findings. What the open parts bring
// by themselves stays as it is found without a key; any other finding says rule and
// field only, at its place in the text that usher open shows.
func (r *Result) discreet(open *Result) {
	said := func(d diag.Diagnostic) string {
		return strings.Join([]string{d.Rule, string(d.Severity), d.File, d.Message.EN, d.Hint.EN}, "\x00")
	}
	placed := func(d diag.Diagnostic) string {
		return fmt.Sprintf("%s\x00%s\x00%s\x00%v", d.Rule, d.Severity, d.File, d.Range)
	}
	var out []diag.Diagnostic
	var plain []*diag.Diagnostic
	bySaid, byPlace := map[string][]*diag.Diagnostic{}, map[string][]*diag.Diagnostic{}
	for i := range open.Diagnostics {
		d := &open.Diagnostics[i]
		if slices.Contains(aboutSealing, d.Rule) {
			out = append(out, *d)
			continue
		}
		plain = append(plain, d)
		bySaid[said(*d)], byPlace[placed(*d)] = append(bySaid[said(*d)], d), append(byPlace[placed(*d)], d)
	}
	taken := map[*diag.Diagnostic]bool{}
	take := func(from []*diag.Diagnostic) bool {
		i := slices.IndexFunc(from, func(d *diag.Diagnostic) bool { return !taken[d] })
		if i >= 0 {
			taken[from[i]] = true
		}
		return i >= 0
	}
	var rest []diag.Diagnostic
	for _, d := range r.Diagnostics {
		switch {
		case d.Rule == source.RuleSealedMissing:
			// What only a key has shown.
			if v, before := r.byFile()[d.File], open.byFile()[d.File]; v != nil && v.files.Broken != before.files.Broken {
				out = slices.DeleteFunc(out, func(o diag.Diagnostic) bool { return o.Rule == d.Rule && o.File == d.File })
				out = append(out, d)
			}
		case slices.Contains(aboutSealing, d.Rule) || take(bySaid[said(d)]):
		default:
			rest = append(rest, d)
		}
	}
	for _, d := range rest {
		// The same in a plan that lies open, in other words: those found without a key.
		if r.opened(d.File) != nil || !take(byPlace[placed(d)]) {
			out = append(out, r.redacted(d))
		}
	}
	for _, d := range plain {
		if taken[d] {
			out = append(out, *d)
		}
	}
	diag.Sort(out)
	r.Diagnostics, r.shown = out, open
}

// redacted is a finding that says nothing of what was sealed.
func (r *Result) redacted(d diag.Diagnostic) diag.Diagnostic {
	title := catalog.Same(d.Rule)
	if rule := r.checker.policies.Rule(d.Rule); rule != nil {
		title = rule.Title
	}
	with := "" // the sealed plan that a plan in the open is not right beside
	for i := range d.Notes {
		n := &d.Notes[i]
		if v := r.opened(n.File); v != nil {
			with = cmp.Or(with, v.Plan.ID)
			n.File = source.SealedPath(n.File)
		}
		n.Message = catalog.SealedNote
	}
	d.Fixes, d.Hint = nil, catalog.SealedFindingHint.With(d.Plan)
	v := r.opened(d.File)
	switch {
	case v != nil:
		d.Message = catalog.SealedFinding.With(title)
		if field := r.document(d.File).FieldAt(d.Range.Start, isField); field != "" {
			d.Message = catalog.SealedFindingAt.With(title, field)
		}
		d.File = source.SealedPath(d.File)
	case with != "":
		d.Message, d.Hint = catalog.SealedFindingWith.With(title, with), catalog.SealedFindingHint.With(with)
	default:
		d.Message, d.Hint = catalog.SealedFindingAmong.With(title), catalog.Text{}
	}
	return d
}

// isField reports whether plans have a field, or others inside it.
func isField(field string) bool {
	return slices.ContainsFunc(plan.Fields(), func(f string) bool { return f == field || strings.HasPrefix(f, field+".") })
}

// inPart says which plans could be judged in part only.
func (r *Result) inPart(only map[string]bool) []catalog.Text {
	var ids, fields []string
	for _, v := range r.all {
		if v.partly == nil || !v.Judged || only != nil && !only[v.path] {
			continue
		}
		ids = append(ids, source.ID(v.path))
		for _, field := range v.partly {
			if isField(field) && !slices.Contains(fields, field) {
				fields = append(fields, field)
			}
		}
	}
	if len(ids) == 0 {
		return nil
	}
	slices.Sort(fields)
	out := []catalog.Text{catalog.NoticeSealed.With(len(ids), strings.Join(ids, ", "), strings.Join(fields, ", "))}
	if len(r.options.With) > 0 && !r.hasOpened() {
		out = append(out, catalog.NoticeSealedKey)
	}
	return out
}
