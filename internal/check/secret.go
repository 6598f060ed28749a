package check

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"usher/internal/diag"
	"usher/internal/facts"
	"usher/internal/judge"
	"usher/internal/plan"
	"usher/internal/source"
)

// secrets are what is shown neither in the lines of a report nor in its words:
// what a finding is about that says so, and the guests of a confidential plan; its
// lines are shown without any of its own words (R5.1).
type secrets struct {
	texts []string                     // in every file
	masks map[string]*strings.Replacer // by file; nil where there is nothing to hide
	lines map[string]*strings.Replacer // by file, as masks
}

// hides are the secrets of one plan.
type hides struct {
	texts  []string     // in every file
	ranges []diag.Range // texts that the file spells in another way
	guests []string     // in the file and in the findings about it
}

// stars are as many asterisks as a text has characters, so that columns stay.
func stars(s string) string { return strings.Repeat("*", utf8.RuneCountInString(s)) }

// hide keeps what the secret findings of a plan are about from being shown. It
// returns the diagnostics without those that say the very same: two numbers in
// one text are one mistake.
func (v *Visit) hide(doc *source.Document, findings []judge.Finding, told []diag.Diagnostic) []diag.Diagnostic {
	type place struct {
		rule, message string
		at            diag.Range
	}
	var byPath map[string][]facts.Personal
	seen := map[place]bool{}
	kept := told[:0]
	for i, d := range told {
		if !findings[i].Secret {
			kept = append(kept, d)
			continue
		}
		if byPath == nil {
			byPath = map[string][]facts.Personal{}
			for _, n := range v.Facts.Personal {
				byPath[plan.Path(n.At...)] = append(byPath[plan.Path(n.At...)], n)
			}
		}
		if key := (place{d.Rule, d.Message.EN, d.Range}); !seen[key] {
			seen[key] = true
			kept = append(kept, d)
			if v.hides == nil {
				v.hides = &hides{}
			}
			v.hides.add(doc, findings[i].At, d.Range, byPath[plan.Path(findings[i].At...)])
		}
	}
	return kept
}

// add hides the numbers in a text of a plan; all of it where none are known.
func (h *hides) add(doc *source.Document, at []any, rng diag.Range, numbers []facts.Personal) {
	text := []rune(doc.Text(at))
	var hidden []string
	for _, n := range numbers {
		if n.End <= len(text) {
			hidden = append(hidden, string(text[n.Start:n.End]))
		}
	}
	if hidden == nil {
		hidden = strings.Split(string(text), "\n")
	}
	var lines strings.Builder
	for n := rng.Start.Line; n <= rng.End.Line; n++ {
		lines.WriteString(doc.Line(n))
	}
	for _, text := range hidden {
		if text = strings.TrimSpace(text); text == "" {
			continue
		}
		h.texts = append(h.texts, text)
		if !strings.Contains(lines.String(), text) { // escaped, or broken over lines
			h.ranges = append(h.ranges, rng)
		}
	}
}

// guests are the names that are hidden of a confidential plan. That of a single
// character would take half of every sentence with it.
func guests(p *plan.Plan) (names []string) {
	if p.Confidentiality != plan.Confidential && !p.IsWrong("confidentiality") {
		return nil
	}
	for _, g := range p.Customer.Guests {
		if name := strings.TrimSpace(g.Name); utf8.RuneCountInString(name) > 1 {
			names = append(names, name)
		}
	}
	return names
}

// mask takes the secrets out of the words of the findings.
func (r *Result) mask() {
	r.secrets.masks, r.secrets.lines = map[string]*strings.Replacer{}, map[string]*strings.Replacer{}
	for i := range r.Diagnostics {
		d := &r.Diagnostics[i]
		hidden := r.hidden(d.File)
		if hidden == nil {
			continue
		}
		d.Message.EN, d.Message.ZH = hidden.Replace(d.Message.EN), hidden.Replace(d.Message.ZH)
		d.Hint.EN, d.Hint.ZH = hidden.Replace(d.Hint.EN), hidden.Replace(d.Hint.ZH)
		for i := range d.Notes {
			m := &d.Notes[i].Message
			m.EN, m.ZH = hidden.Replace(m.EN), hidden.Replace(m.ZH)
		}
		if slices.ContainsFunc(d.Fixes, func(e diag.Edit) bool { return hidden.Replace(e.Text) != e.Text }) {
			d.Fixes = nil // an edit is printed, too
		}
	}
}

// hidden masks the secrets in what is shown of a file; nil where there are none.
func (r *Result) hidden(file string) *strings.Replacer {
	m, ok := r.secrets.masks[file]
	if !ok {
		texts := r.secrets.texts
		if v := r.byFile()[file]; v != nil && (v.past || v.known && !v.nameless) {
			texts = slices.Concat(texts, guests(r.again(v)))
		} else if v != nil && v.hides != nil {
			texts = slices.Concat(texts, v.hides.guests)
		}
		m = replacer(slices.Clone(texts))
		r.secrets.masks[file] = m
	}
	return m
}

// hiddenInLines masks what the lines of a file are shown without.
func (r *Result) hiddenInLines(file string) *strings.Replacer {
	m, ok := r.secrets.lines[file]
	if !ok {
		texts := slices.Clone(r.secrets.texts)
		if v := r.byFile()[file]; v != nil {
			if p := r.again(v); p.Confidentiality == plan.Confidential || p.IsWrong("confidentiality") {
				texts = append(append(texts, guests(p)...), ownWords(p)...)
			}
		}
		m = replacer(texts)
		r.secrets.lines[file] = m
	}
	return m
}

// again is a plan that may have been let go of; an empty one where it cannot be read.
func (r *Result) again(v *Visit) *plan.Plan {
	if v.Plan != nil {
		return v.Plan
	}
	if doc := r.document(v.path); doc != nil && doc.Root() != nil {
		p, _ := r.checker.schema.Check(doc)
		return p
	}
	return &plan.Plan{}
}

// replacer puts stars for texts; nil where there are none.
func replacer(texts []string) (m *strings.Replacer) {
	if len(texts) > 0 {
		// Replacer takes the first that fits: the longest, which others may begin.
		slices.SortFunc(texts, func(a, b string) int { return cmp.Or(cmp.Compare(len(b), len(a)), cmp.Compare(a, b)) })
		var pairs []string
		for _, t := range slices.Compact(texts) {
			pairs = append(pairs, t, stars(t))
		}
		m = strings.NewReplacer(pairs...)
	}
	return m
}

// masked is a line of a file with its secrets hidden.
func (r *Result) masked(file string, n int, line string) string {
	if m := r.hiddenInLines(file); m != nil {
		line = m.Replace(line)
	}
	var ranges []diag.Range
	if v := r.byFile()[file]; v != nil && v.hides != nil {
		ranges = v.hides.ranges
	}
	for _, at := range ranges {
		if n < at.Start.Line || n > at.End.Line {
			continue
		}
		runes := []rune(line)
		from, to := 0, len(runes)
		if n == at.Start.Line {
			from = min(at.Start.Column-1, to)
		}
		if n == at.End.Line {
			to = min(at.End.Column-1, to)
		}
		for i := from; i < to; i++ {
			if runes[i] != ' ' {
				runes[i] = '*'
			}
		}
		line = string(runes)
	}
	return line
}
