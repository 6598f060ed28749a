package form

import (
	"encoding/json"
	"fmt"
	"path"
	"slices"
	"strings"
	"unicode"

	"usher/internal/catalog"
	"usher/internal/lazyregexp"
	"usher/internal/personal"
	"usher/internal/plan"
	"usher/internal/policy"
	"usher/internal/source"
)

// Draft is a plan made of an issue.
type Draft struct {
	ID   string // "visit-" and the issue's number: edits of an issue change the same plan
	File string // path from the root, with slashes
	Data []byte
}

// Event reads the issue out of the event of a forge's job.
func Event(data []byte) (number int, body string, err error) {
	var event struct {
		Issue *struct {
			Number int    `json:"number"`
			Body   string `json:"body"`
		} `json:"issue"`
	}
	if err := json.Unmarshal(data, &event); err != nil {
		return 0, "", fmt.Errorf("reading the event: %w", err)
	}
	if event.Issue == nil || event.Issue.Number <= 0 {
		return 0, "", errNoIssue
	}
	return event.Issue.Number, event.Issue.Body, nil
}

var errNoIssue = fmt.Errorf("reading the event: it holds no issue")

// Intake makes a plan of the text of an issue. Whatever was written is text of the
// plan; what is wrong with it is for the check to say. An issue that is none of the
// form's, or that holds a personal number (R5.1), is a *catalog.Error.
func Intake(set *policy.Set, number int, body string) (Draft, error) {
	qs := questions(set.Company)
	answers, err := sections(qs, body)
	if err != nil {
		return Draft{}, err
	}
	for _, q := range qs {
		for _, m := range personal.Find(answers[q.id]) {
			if m.Kind != personal.Mobile || q.id != "contact" {
				return Draft{}, &catalog.Error{Text: catalog.ErrIssueNumber.With(q.label, m.Kind.Name())}
			}
		}
	}
	d := Draft{ID: fmt.Sprintf("visit-%d", number), Data: write(qs, answers)}
	folder := source.Folder
	if at, err := plan.ParseTime(answers["arrive"]); err == nil {
		folder = path.Join(folder, string(at[:4]), string(at[5:7]))
	}
	d.File = path.Join(folder, d.ID+".yaml")
	return d, nil
}

// noResponse is what GitHub writes where nothing was filled in.
const noResponse = "_No response_"

// sections are the answers, by the questions' ids. A heading that is there twice
// makes it impossible to tell which of the two was the form's.
func sections(qs []question, body string) (map[string]string, error) {
	body = strings.ToValidUTF8(strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(body), "\uFFFD")
	found := map[string][]string{}
	at := ""
	for text := range strings.SplitSeq(body, "\n") {
		i := slices.IndexFunc(qs, func(q question) bool { return strings.TrimRight(text, " \t") == "### "+bilingual(q.label) })
		switch {
		case i >= 0:
			at = qs[i].id
			if found[at] != nil {
				return nil, &catalog.Error{Text: catalog.ErrIssueTwice.With(bilingual(qs[i].label))}
			}
			found[at] = []string{}
		case at != "":
			found[at] = append(found[at], text)
		}
	}
	if len(found) == 0 {
		return nil, &catalog.Error{Text: catalog.ErrIssueNone}
	}
	answers := map[string]string{}
	for id, lines := range found {
		answer := strings.TrimFunc(strings.Join(lines, "\n"), unicode.IsSpace)
		if answer != noResponse {
			answers[id] = answer
		}
	}
	return answers, nil
}

// write sets the answers down as a plan, in the order of its fields.
func write(qs []question, a map[string]string) []byte {
	w := &writer{}
	// An option is an id and its name; the name may have changed since the issue was
	// written. What is none, since issues can be edited by hand, stays as it is.
	chosen := func(id string) string {
		name, _, _ := strings.Cut(a[id], between)
		return name
	}
	w.text("", "category", chosen("category"))
	w.line("customer:")
	w.text("  ", "organization", a["organization"])
	w.bare("  ", "headcount", plan.Narrow(a["headcount"]), wholeForm)
	w.text("  ", "contact", a["contact"])
	w.guests(a["guests"])
	w.bare("", "arrive", a["arrive"], timeForm)
	w.bare("", "depart", a["depart"], timeForm)
	w.text("", "purpose", a["purpose"])
	w.list("", "requirements", lines(a["requirements"]))
	w.line("applicant:")
	w.text("  ", "name", a["applicant"])
	w.text("  ", "department", chosen("department"))
	w.list("", "leaders", names(a["leaders"]))
	if chosen("coordination") == "yes" {
		w.line("coordination: true")
	}
	w.text("", "counterpart", chosen("counterpart"))
	if room := chosen("room"); room != "" {
		w.line("rooms:")
		w.line("  - room: " + yamlText(room))
		w.list("    ", "equipment", several(qs, "equipment", a["equipment"]))
		w.text("    ", "custodian", a["custodian"])
	}
	return []byte(w.b.String())
}

// several are the ids of the options that were chosen, which GitHub joins with
// commas, though options have commas too.
func several(qs []question, id, answer string) (ids []string) {
	i := slices.IndexFunc(qs, func(q question) bool { return q.id == id })
	for answer != "" && i >= 0 {
		best := ""
		for _, o := range qs[i].options {
			if rest, ok := strings.CutPrefix(answer, o); ok && len(o) > len(best) && (rest == "" || strings.HasPrefix(rest, ", ")) {
				best = o
			}
		}
		if best == "" {
			return append(ids, answer)
		}
		name, _, _ := strings.Cut(best, between)
		ids = append(ids, name)
		answer = strings.TrimPrefix(answer[len(best):], ", ")
	}
	return ids
}

// lines are the lines of an answer that say something, without their bullets.
func lines(answer string) (out []string) {
	for text := range strings.SplitSeq(answer, "\n") {
		text = strings.TrimSpace(text)
		text = strings.TrimSpace(strings.TrimPrefix(strings.TrimPrefix(text, "- "), "* "))
		if text != "" {
			out = append(out, text)
		}
	}
	return out
}

// names are lines that may hold several names each.
func names(answer string) (out []string) {
	for _, text := range lines(answer) {
		for _, name := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(",，、;；", r) }) {
			if name = strings.TrimSpace(name); name != "" {
				out = append(out, name)
			}
		}
	}
	return out
}

var (
	wholeForm = lazyregexp.New(`^[0-9]{1,15}$`)
	timeForm  = lazyregexp.New(`^[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}$`)
)

// writer writes YAML in which each value is what was answered, and nothing else.
type writer struct{ b strings.Builder }

func (w *writer) line(text string) { w.b.WriteString(text + "\n") }

func (w *writer) text(indent, key, value string) {
	if value != "" {
		w.line(indent + key + ": " + yamlText(value))
	}
}

// bare writes a value of a known form without quotes.
func (w *writer) bare(indent, key, value string, form *lazyregexp.Regexp) {
	if form.MatchString(value) {
		w.line(indent + key + ": " + value)
	} else {
		w.text(indent, key, value)
	}
}

func (w *writer) list(indent, key string, items []string) {
	if len(items) == 0 {
		return
	}
	w.line(indent + key + ":")
	for _, item := range items {
		w.line(indent + "  - " + yamlText(item))
	}
}

// guests are a name and a position a line, parted by the first comma or the like.
func (w *writer) guests(answer string) {
	all := lines(answer)
	if len(all) == 0 {
		return
	}
	w.line("  guests:")
	for _, text := range all {
		name, position := text, ""
		if i := strings.IndexAny(text, ",，、;；:：\t|/"); i >= 0 {
			name, position = text[:i], strings.TrimLeft(text[i:], ",，、;；:：\t|/ ")
		}
		w.line("    - name: " + yamlText(strings.TrimSpace(name)))
		w.text("      ", "position", strings.TrimSpace(position))
	}
}

var (
	plainForm = lazyregexp.New(`^[A-Za-z\x{4e00}-\x{9fff}][A-Za-z0-9\x{4e00}-\x{9fff}]*(?:[ ./·、-][A-Za-z0-9\x{4e00}-\x{9fff}]+)*$`)
	wordForm  = lazyregexp.New(`(?i)^(?:y|n|yes|no|on|off|true|false|null|nan|inf)$`)
)

// yamlText writes a text as the page's yaml.js does.
func yamlText(text string) string {
	if plainForm.MatchString(text) && !wordForm.MatchString(text) {
		return text
	}
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range text {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\t':
			b.WriteString(`\t`)
		case r == ' ' || unicode.IsGraphic(r) && !unicode.Is(unicode.Zs, r):
			b.WriteRune(r)
		case r > 0xFFFF:
			fmt.Fprintf(&b, `\U%08X`, r)
		case r > 0xFF:
			fmt.Fprintf(&b, `\u%04X`, r)
		default:
			fmt.Fprintf(&b, `\x%02X`, r)
		}
	}
	b.WriteByte('"')
	return b.String()
}
