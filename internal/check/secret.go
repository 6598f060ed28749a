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
)

// secrets are what is shown neither in the lines of a report nor in its words:
// what a finding is about that says so, and the guests of a confidential plan; its
// lines are shown without any of its own words (R5.1).
type secrets struct {
	texts  []string                     // in every file
	guests map[string][]string          // by file: in it and in the findings about it
	words  map[string][]string          // by file: in its lines
	ranges map[string][]diag.Range      // by file: texts that the file spells in another way
	masks  map[string]*strings.Replacer // by file; nil where there is nothing to hide
	lines  map[string]*strings.Replacer // by file, as masks
}

// stars are as many asterisks as a text has characters, so that columns stay.
func stars(s string) string { return strings.Repeat("*", utf8.RuneCountInString(s)) }

// hide keeps what the secret findings of a plan are about from being shown. It
// returns the diagnostics without those that say the very same: two numbers in
// one text are one mistake.
func (r *Result) hide(v *Visit, findings []judge.Finding, told []diag.Diagnostic) []diag.Diagnostic {
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
			r.hideText(v.Plan.File, findings[i].At, d.Range, byPath[plan.Path(findings[i].At...)])
		}
	}
	return kept
}

// hideText hides the numbers in a text of a plan; all of it where none are known.
func (r *Result) hideText(file string, at []any, rng diag.Range, numbers []facts.Personal) {
	doc := r.document(file)
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
	for _, h := range hidden {
		if h = strings.TrimSpace(h); h == "" {
			continue
		}
		r.secrets.texts = append(r.secrets.texts, h)
		if !strings.Contains(lines.String(), h) { // escaped, or broken over lines
			r.secrets.ranges[file] = append(r.secrets.ranges[file], rng)
		}
	}
}

// mask takes the secrets out of the words of the findings. The name of a guest
// that is a single character would take half of every sentence with it.
func (r *Result) mask() {
	for _, v := range r.Visits {
		if v.Plan.Confidentiality != plan.Confidential && !v.Plan.IsWrong("confidentiality") {
			continue
		}
		r.secrets.words[v.Plan.File] = ownWords(v.Plan)
		for _, g := range v.Plan.Customer.Guests {
			if name := strings.TrimSpace(g.Name); utf8.RuneCountInString(name) > 1 {
				r.secrets.guests[v.Plan.File] = append(r.secrets.guests[v.Plan.File], name)
			}
		}
	}
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
		m = replacer(slices.Concat(r.secrets.texts, r.secrets.guests[file]))
		r.secrets.masks[file] = m
	}
	return m
}

// hiddenInLines masks what the lines of a file are shown without.
func (r *Result) hiddenInLines(file string) *strings.Replacer {
	m, ok := r.secrets.lines[file]
	if !ok {
		m = replacer(slices.Concat(r.secrets.texts, r.secrets.guests[file], r.secrets.words[file]))
		r.secrets.lines[file] = m
	}
	return m
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
	for _, at := range r.secrets.ranges[file] {
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
