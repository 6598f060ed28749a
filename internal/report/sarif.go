package report

import (
	"io"
	"net/url"
	"slices"
	"strings"

	"usher/internal/catalog"
	"usher/internal/diag"
)

// The part of SARIF 2.1.0 that usher speaks
// (https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html).
type (
	sarifLog struct {
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}
	sarifRun struct {
		Tool        sarifTool         `json:"tool"`
		Invocations []sarifInvocation `json:"invocations"`
		Language    string            `json:"language"`
		Bases       map[string]any    `json:"originalUriBaseIds"`
		ColumnKind  string            `json:"columnKind"`
		Results     []sarifResult     `json:"results"`
	}
	sarifTool struct {
		Driver sarifDriver `json:"driver"`
	}
	sarifDriver struct {
		Name        string       `json:"name"`
		Version     string       `json:"version,omitempty"`
		Description sarifMessage `json:"shortDescription"`
		Rules       []sarifRule  `json:"rules"`
	}
	sarifRule struct {
		ID       string           `json:"id"`
		Short    *sarifMessage    `json:"shortDescription,omitempty"`
		Full     *sarifMessage    `json:"fullDescription,omitempty"`
		Help     *sarifMessage    `json:"help,omitempty"`
		HelpURI  string           `json:"helpUri,omitempty"`
		Default  sarifDefault     `json:"defaultConfiguration"`
		Property *sarifProperties `json:"properties,omitempty"`
	}
	sarifDefault struct {
		Level string `json:"level"`
	}
	sarifProperties struct {
		Tags []string `json:"tags"`
	}
	sarifMessage struct {
		Text     string `json:"text"`
		Markdown string `json:"markdown,omitempty"`
	}
	sarifInvocation struct {
		Successful    bool                `json:"executionSuccessful"`
		Notifications []sarifNotification `json:"toolExecutionNotifications,omitempty"`
	}
	sarifNotification struct {
		Level   string       `json:"level"`
		Message sarifMessage `json:"message"`
	}
	sarifResult struct {
		RuleID       string            `json:"ruleId"`
		RuleIndex    int               `json:"ruleIndex"`
		Level        string            `json:"level"`
		Message      sarifMessage      `json:"message"`
		Locations    []sarifLocation   `json:"locations"`
		Related      []sarifLocation   `json:"relatedLocations,omitempty"`
		Fingerprints map[string]string `json:"partialFingerprints"`
		Fixes        []sarifFix        `json:"fixes,omitempty"`
	}
	sarifLocation struct {
		ID       *int          `json:"id,omitempty"`
		Physical sarifPhysical `json:"physicalLocation"`
		Message  *sarifMessage `json:"message,omitempty"`
	}
	sarifPhysical struct {
		Artifact sarifArtifact `json:"artifactLocation"`
		Region   *sarifRegion  `json:"region,omitempty"`
	}
	sarifArtifact struct {
		URI  string `json:"uri"`
		Base string `json:"uriBaseId"`
	}
	sarifRegion struct {
		StartLine   int `json:"startLine"`
		StartColumn int `json:"startColumn"`
		EndLine     int `json:"endLine"`
		EndColumn   int `json:"endColumn"`
	}
	sarifFix struct {
		Description sarifMessage  `json:"description"`
		Changes     []sarifChange `json:"artifactChanges"`
	}
	sarifChange struct {
		Artifact     sarifArtifact      `json:"artifactLocation"`
		Replacements []sarifReplacement `json:"replacements"`
	}
	sarifReplacement struct {
		Deleted  sarifRegion  `json:"deletedRegion"`
		Inserted sarifMessage `json:"insertedContent"`
	}
)

const (
	sarifSchema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
	sarifRoot   = "%SRCROOT%" // the name that GitHub and the SARIF viewers know
)

// SARIF writes a log of SARIF 2.1.0 with the rules, their help in both languages,
// and the edits that mend what can be mended without a decision. Columns count
// characters, as everywhere in usher.
func SARIF(w io.Writer, r Report) error {
	ds := r.sorted()
	rules := r.sarifRules(ds)
	run := sarifRun{
		Tool: sarifTool{sarifDriver{
			Name:        "usher",
			Version:     r.Version,
			Description: sarifMessage{Text: catalog.ReportToolDescription.In(r.Lang)},
			Rules:       []sarifRule{},
		}},
		Invocations: []sarifInvocation{{Successful: true}},
		Language:    "en",
		Bases: map[string]any{sarifRoot: map[string]any{
			"description": sarifMessage{Text: catalog.ReportRoot.In(r.Lang)},
		}},
		ColumnKind: "unicodeCodePoints",
		Results:    []sarifResult{},
	}
	if r.Lang == catalog.ZH {
		run.Language = "zh"
	}
	for _, n := range r.Notices {
		run.Invocations[0].Notifications = append(run.Invocations[0].Notifications,
			sarifNotification{"note", sarifMessage{Text: plain(n.In(r.Lang))}})
	}
	for _, rule := range rules {
		run.Tool.Driver.Rules = append(run.Tool.Driver.Rules, rule.sarif(r.Lang))
	}
	prints := r.fingerprints(ds)
	for i, d := range ds {
		index := slices.IndexFunc(rules, func(rule Rule) bool { return rule.ID == d.Rule })
		run.Results = append(run.Results, r.sarifResult(d, index, prints[i]))
	}
	return writeJSON(w, sarifLog{sarifSchema, "2.1.0", []sarifRun{run}})
}

// sarifRules are the known rules, and those that only a finding names.
func (r Report) sarifRules(ds []diag.Diagnostic) []Rule {
	rules := slices.Clone(r.Rules)
	for _, d := range ds {
		if !slices.ContainsFunc(rules, func(rule Rule) bool { return rule.ID == d.Rule }) {
			rules = append(rules, r.rule(d))
		}
	}
	slices.SortFunc(rules, func(a, b Rule) int { return strings.Compare(a.ID, b.ID) })
	return rules
}

func (rule Rule) sarif(lang catalog.Lang) sarifRule {
	s := sarifRule{ID: rule.ID, HelpURI: rule.HelpURI, Default: sarifDefault{sarifLevel(rule.Severity)}}
	if rule.Clause != "" {
		s.Property = &sarifProperties{Tags: []string{rule.Clause}}
	}
	if !rule.Title.IsZero() {
		s.Short = &sarifMessage{Text: rule.Title.In(lang)}
	}
	if !rule.Text.IsZero() {
		s.Full = &sarifMessage{Text: rule.Text.In(lang)}
	}
	// Viewers show one help text whatever the reader's language: it holds both.
	langs := []catalog.Lang{catalog.EN, catalog.ZH}
	if lang == catalog.ZH {
		slices.Reverse(langs)
	}
	var text, markdown []string
	for _, l := range langs {
		title, body := rule.Title.In(l), rule.Text.In(l)
		if title != "" {
			text = append(text, title)
			markdown = append(markdown, "**"+mdText(title)+"**")
		}
		if body != "" {
			text = append(text, body)
			markdown = append(markdown, mdText(body))
		}
		if rule.Clause != "" {
			clause := catalog.ReportClause.With(rule.Clause).In(l)
			text = append(text, clause)
			markdown = append(markdown, mdText(clause))
		}
	}
	if len(text) > 0 {
		s.Help = &sarifMessage{Text: strings.Join(text, "\n\n"), Markdown: strings.Join(markdown, "\n\n")}
	}
	return s
}

func sarifLevel(s diag.Severity) string {
	switch s {
	case diag.Error:
		return "error"
	case diag.Warning:
		return "warning"
	}
	return "none"
}

func (r Report) sarifResult(d diag.Diagnostic, rule int, print string) sarifResult {
	message := plain(d.Message.In(r.Lang))
	for i, line := range lines(d.Hint.In(r.Lang)) {
		line = plain(line)
		if i == 0 {
			line = catalog.ReportLabelled.With(catalog.ReportFix, line).In(r.Lang)
		}
		message += "\n" + line
	}
	result := sarifResult{
		RuleID:    d.Rule,
		RuleIndex: rule,
		Level:     sarifLevel(d.Severity),
		Message:   sarifMessage{Text: sarifEscape.Replace(message)},
		Locations: []sarifLocation{{Physical: physical(d.File, d.Range)}},
		// The first is GitHub's name for what tells findings apart.
		Fingerprints: map[string]string{"primaryLocationLineHash": print, "usher/v1": print},
	}
	for i, n := range d.Notes {
		l := sarifLocation{ID: &i, Physical: physical(n.File, n.Range)}
		if text := plain(n.Message.In(r.Lang)); text != "" {
			l.Message = &sarifMessage{Text: sarifEscape.Replace(text)}
		}
		result.Related = append(result.Related, l)
	}
	if len(d.Fixes) > 0 {
		change := sarifChange{Artifact: artifact(d.File)}
		for _, f := range d.Fixes {
			change.Replacements = append(change.Replacements,
				sarifReplacement{region(f.Range), sarifMessage{Text: f.Text}})
		}
		result.Fixes = []sarifFix{{sarifMessage{Text: catalog.ReportFixDescription.In(r.Lang)}, []sarifChange{change}}}
	}
	return result
}

// sarifEscape keeps a plan's text from being a placeholder, "{0}" (SARIF 2.1.0,
// 3.11.5), or a link, "[x](1)" (3.11.6); the escape of the latter is one that
// viewers do not undo, hence the space.
var sarifEscape = strings.NewReplacer("{", "{{", "}", "}}", "](", "] (")

func physical(file string, rng diag.Range) sarifPhysical {
	p := sarifPhysical{Artifact: artifact(file)}
	if rng.Start.Line > 0 {
		at := region(rng)
		p.Region = &at
	}
	return p
}

func artifact(file string) sarifArtifact {
	// A segment "a:b" would be read as a scheme: RFC 3986, 4.2.
	return sarifArtifact{URI: strings.ReplaceAll((&url.URL{Path: file}).EscapedPath(), ":", "%3A"), Base: sarifRoot}
}

func region(rng diag.Range) sarifRegion {
	at := place(rng)
	return sarifRegion{at.Start.Line, at.Start.Column, at.End.Line, at.End.Column}
}
