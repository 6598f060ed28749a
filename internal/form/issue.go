package form

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"strings"
	"unicode"

	"usher/internal/catalog"
	"usher/internal/company"
	"usher/internal/policy"
)

// IssueFile and WorkflowFile are where GitHub looks for the issue form, and for the
// job that makes plans of what was filled in.
const (
	IssueFile    = ".github/ISSUE_TEMPLATE/visit.yml"
	WorkflowFile = ".github/workflows/visit-issue.yml"
)

// Workflow is the job of a repository of a company's own, which finds usher by the
// action in .github/actions/usher.
//
//go:embed github/visit-issue.yml
var Workflow []byte

// issueLabel marks issues that become plans.
const issueLabel = "visit"

// question is one question of the issue form.
type question struct {
	id       string // of the form's element, and of what is made of the answer
	label    catalog.Text
	help     catalog.Text
	kind     string // "input", "textarea", "dropdown", "several" of a dropdown's
	required bool
	options  []string
}

// between parts an id from its name in an option, and the languages of a label.
const between = " · "

func questions(c *company.Company) []question {
	categories := options(c.Categories, func(k company.Category) (string, catalog.Text) { return k.ID, k.Name })
	units := options(c.Units, func(u company.Unit) (string, catalog.Text) { return u.ID, u.Name })
	rooms := options(c.Rooms, func(r company.Room) (string, catalog.Text) {
		return r.ID, catalog.ChoiceRoom.With(r.Name, r.Seats, r.Place)
	})
	equipment := options(c.Equipment, func(e company.Equipment) (string, catalog.Text) { return e.ID, e.Name })
	yes := []string{"no" + between + bilingual(catalog.IssueNo), "yes" + between + bilingual(catalog.IssueYes)}
	all := []question{
		{"category", catalog.IssueCategory, catalog.Text{}, "dropdown", true, categories},
		{"organization", catalog.IssueOrganization, catalog.Text{}, "input", true, nil},
		{"headcount", catalog.IssueHeadcount, catalog.IssueHeadcountIs, "input", true, nil},
		{"guests", catalog.IssueGuests, catalog.IssueGuestsAre, "textarea", true, nil},
		{"contact", catalog.IssueContact, catalog.Text{}, "input", false, nil},
		{"arrive", catalog.IssueArrive, catalog.IssueMoment, "input", true, nil},
		{"depart", catalog.IssueDepart, catalog.IssueMoment, "input", true, nil},
		{"purpose", catalog.IssuePurpose, catalog.Text{}, "textarea", true, nil},
		{"requirements", catalog.IssueRequirements, catalog.IssueLines, "textarea", false, nil},
		{"applicant", catalog.IssueApplicant, catalog.Text{}, "input", true, nil},
		{"department", catalog.IssueDepartment, catalog.Text{}, "dropdown", true, units},
		{"leaders", catalog.IssueLeaders, catalog.IssuePersons, "textarea", false, nil},
		{"coordination", catalog.IssueCoordination, catalog.Text{}, "dropdown", false, yes},
		{"counterpart", catalog.IssueCounterpart, catalog.Text{}, "dropdown", false, units},
		{"room", catalog.IssueRoom, catalog.Text{}, "dropdown", false, rooms},
		{"equipment", catalog.IssueEquipment, catalog.Text{}, "several", false, equipment},
		{"custodian", catalog.IssueCustodian, catalog.Text{}, "input", false, nil},
	}
	// GitHub refuses a dropdown without options, as of a company without rooms.
	out := all[:0]
	for _, q := range all {
		if q.kind != "dropdown" && q.kind != "several" || len(q.options) > 0 {
			out = append(out, q)
		}
	}
	return out
}

// options are "id · English · 中文", on one line each.
func options[T any](list []T, of func(T) (string, catalog.Text)) []string {
	out := make([]string, len(list))
	for i, x := range list {
		id, name := of(x)
		out[i] = line(id + between + bilingual(name))
	}
	return out
}

func bilingual(t catalog.Text) string {
	if t.EN == t.ZH {
		return t.EN
	}
	return t.EN + between + t.ZH
}

// line is a text without anything that would break a line.
func line(text string) string {
	return strings.Join(strings.FieldsFunc(text, func(r rune) bool {
		return unicode.IsControl(r) || r == '\u2028' || r == '\u2029'
	}), " ")
}

// Issue writes the issue form, in both languages: its choices are the policies'.
func Issue(set *policy.Set) []byte {
	var b strings.Builder
	add := func(indent int, key, value string) {
		fmt.Fprintf(&b, "%*s%s: %s\n", indent, "", key, jsonText(value))
	}
	b.WriteString("# Written by “usher form --issue-form”; write it anew when the policies change.\n")
	add(0, "name", bilingual(catalog.IssueName))
	add(0, "description", bilingual(catalog.IssueAbout))
	add(0, "title", bilingual(catalog.IssueTitle))
	fmt.Fprintf(&b, "labels: [%s]\nbody:\n", jsonText(issueLabel))
	b.WriteString("  - type: markdown\n    attributes:\n")
	add(6, "value", catalog.IssueIntro.EN+"\n\n"+catalog.IssueIntro.ZH)
	for _, q := range questions(set.Company) {
		kind := q.kind
		if kind == "several" {
			kind = "dropdown"
		}
		fmt.Fprintf(&b, "  - type: %s\n    id: %s\n    attributes:\n", kind, q.id)
		add(6, "label", bilingual(q.label))
		if !q.help.IsZero() {
			add(6, "description", bilingual(q.help))
		}
		if q.kind == "several" {
			b.WriteString("      multiple: true\n")
		}
		if len(q.options) > 0 {
			b.WriteString("      options:\n")
			for _, o := range q.options {
				fmt.Fprintf(&b, "        - %s\n", jsonText(o))
			}
		}
		if q.required {
			b.WriteString("    validations:\n      required: true\n")
		}
	}
	return []byte(b.String())
}

// jsonText is a text in quotes as JSON has it, which YAML reads alike.
func jsonText(text string) string {
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	_ = enc.Encode(text) // a string cannot fail
	return strings.TrimSuffix(b.String(), "\n")
}
