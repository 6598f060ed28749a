// Package draft provides a plan's text out of its values, and the copy of an earlier
// visit at another time.
package draft

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"usher/internal/plan"
	"usher/internal/source"
)

// YAML writes a plan: its fields in the order of plan-format.md, lines of a list in
// braces where people read them as a row. What the plan does not say is left out.
// Whatever a text holds, it is read back as that text.
func YAML(p *plan.Plan) []byte {
	w := &writer{}
	w.text("", "category", p.Category)
	w.text("", "status", p.Status)
	w.customer(p.Customer)
	w.plain("", "arrive", string(p.Arrive))
	w.plain("", "depart", string(p.Depart))
	w.text("", "purpose", p.Purpose)
	w.lines("", "requirements", p.Requirements)
	w.plain("", "applicant", braces(pair("name", scalar(p.Applicant.Name)), pair("department", scalar(p.Applicant.Department))))
	w.plain("", "leaders", brackets(p.Leaders))
	w.truth("", "coordination", p.Coordination)
	w.text("", "counterpart", p.Counterpart)
	w.team(p.Team)
	w.programme(p.Programme)
	w.rooms(p.Rooms)
	w.refreshments(p.Refreshments)
	w.stays(p)
	w.plain("", "budget", amounts(p.Budget))
	w.text("", "confidentiality", p.Confidentiality)
	w.waivers(p.Waive)
	return []byte(w.b.String())
}

type writer struct{ b strings.Builder }

// plain writes a field whose value is YAML already; nothing where it is empty.
func (w *writer) plain(indent, name, value string) {
	if value != "" {
		w.b.WriteString(indent + name + ": " + value + "\n")
	}
}

func (w *writer) text(indent, name, value string) {
	if value != "" {
		w.plain(indent, name, scalar(value))
	}
}

func (w *writer) number(indent, name string, n int) {
	if n != 0 {
		w.plain(indent, name, strconv.Itoa(n))
	}
}

func (w *writer) truth(indent, name string, is bool) {
	if is {
		w.plain(indent, name, "true")
	}
}

func (w *writer) lines(indent, name string, items []string) {
	w.rows(indent, name, items, scalar)
}

// rows writes a list, a line for each item; nothing where there is none.
func (w *writer) rows(indent, name string, items []string, value func(string) string) {
	if len(items) == 0 {
		return
	}
	w.b.WriteString(indent + name + ":\n")
	for _, item := range items {
		w.b.WriteString(indent + "  - " + value(item) + "\n")
	}
}

func (w *writer) customer(c plan.Customer) {
	w.b.WriteString("customer:\n")
	w.text("  ", "organization", c.Organization)
	w.number("  ", "headcount", c.Headcount)
	w.text("  ", "contact", c.Contact)
	w.text("  ", "language", c.Language)
	if len(c.Guests) > 0 {
		w.b.WriteString("  guests:\n")
	}
	for _, g := range c.Guests {
		w.plain("    ", "- name", scalar(g.Name))
		w.text("      ", "position", g.Position)
		w.truth("      ", "special", g.Special)
		w.text("      ", "dietary", g.Dietary)
	}
}

func (w *writer) team(team map[string]string) {
	if len(team) == 0 {
		return
	}
	w.b.WriteString("team:\n")
	for _, role := range slices.Sorted(maps.Keys(team)) {
		w.plain("  ", scalar(role), scalar(team[role]))
	}
}

func (w *writer) programme(steps []plan.Step) {
	var rows []string
	for _, s := range steps {
		rows = append(rows, braces(pair("at", string(s.At)), pair("until", string(s.Until)), said("what", s.What),
			said("where", s.Where), pair("who", brackets(s.Who))))
	}
	w.rows("", "programme", rows, asIs)
}

func (w *writer) rooms(rooms []plan.Booking) {
	if len(rooms) > 0 {
		w.b.WriteString("rooms:\n")
	}
	for _, r := range rooms {
		w.plain("  ", "- room", scalar(r.Room))
		w.plain("    ", "from", string(r.From))
		w.plain("    ", "until", string(r.Until))
		w.number("    ", "attendees", r.Attendees)
		w.text("    ", "layout", r.Layout)
		w.plain("    ", "equipment", brackets(r.Equipment))
		w.text("    ", "custodian", r.Custodian)
	}
}

func (w *writer) refreshments(r plan.Refreshments) {
	if r.Fruit == nil && r.DriedFruit == nil && !r.Tobacco {
		return
	}
	w.b.WriteString("refreshments:\n")
	if r.Fruit != nil {
		w.plain("  ", "fruit", strconv.Itoa(*r.Fruit))
	}
	if r.DriedFruit != nil {
		w.plain("  ", "dried-fruit", strconv.Itoa(*r.DriedFruit))
	}
	w.truth("  ", "tobacco", r.Tobacco)
}

// stays writes what is bought and ordered for the guests.
func (w *writer) stays(p *plan.Plan) {
	rows := map[string][]string{}
	for _, t := range p.Travel {
		rows["travel"] = append(rows["travel"], braces(said("kind", t.Kind), said("number", t.Number), said("from", t.From),
			said("to", t.To), pair("departs", string(t.Departs)), pair("for", brackets(t.For))))
	}
	for _, l := range p.Lodging {
		rows["lodging"] = append(rows["lodging"], braces(said("hotel", l.Hotel), count("rooms", l.Rooms),
			pair("from", string(l.From)), pair("until", string(l.Until))))
	}
	for _, m := range p.Meals {
		rows["meals"] = append(rows["meals"], braces(pair("at", string(m.At)), said("place", m.Place),
			count("guests", m.Guests), count("companions", m.Companions)))
	}
	for _, v := range p.Vehicles {
		rows["vehicles"] = append(rows["vehicles"], braces(pair("at", string(v.At)), said("from", v.From), said("to", v.To),
			count("seats", v.Seats), said("driver", v.Driver)))
	}
	for _, g := range p.Gifts {
		rows["gifts"] = append(rows["gifts"], braces(said("item", g.Item), count("quantity", g.Quantity)))
	}
	for _, name := range []string{"travel", "lodging", "meals", "vehicles", "gifts"} {
		w.rows("", name, rows[name], asIs)
	}
}

func (w *writer) waivers(all []plan.Waiver) {
	if len(all) > 0 {
		w.b.WriteString("waive:\n")
	}
	for _, v := range all {
		w.plain("  ", "- rule", scalar(v.Rule))
		w.text("    ", "reason", v.Reason)
		w.text("    ", "approved-by", v.ApprovedBy)
		w.plain("    ", "until", string(v.Until))
	}
}

func asIs(s string) string { return s }

// pair is a field in braces; empty where it has no value.
func pair(name, value string) string {
	if value == "" {
		return ""
	}
	return name + ": " + value
}

func said(name, text string) string {
	if text == "" {
		return ""
	}
	return pair(name, scalar(text))
}

func count(name string, n int) string {
	if n == 0 {
		return ""
	}
	return pair(name, strconv.Itoa(n))
}

func braces(pairs ...string) string {
	pairs = slices.DeleteFunc(pairs, func(p string) bool { return p == "" })
	return "{" + strings.Join(pairs, ", ") + "}"
}

func brackets(texts []string) string {
	if len(texts) == 0 {
		return ""
	}
	words := make([]string, len(texts))
	for i, t := range texts {
		words[i] = scalar(t)
	}
	return "[" + strings.Join(words, ", ") + "]"
}

// costs are the kinds of cost in the order of the schema.
var costs = []string{"meals", "lodging", "gifts", "refreshments", "travel", "vehicles"}

func amounts(all map[string]plan.Amount) string {
	if len(all) == 0 {
		return ""
	}
	kinds := slices.SortedFunc(maps.Keys(all), func(a, b string) int {
		return cmp.Or(cmp.Compare(slices.Index(costs, a), slices.Index(costs, b)), cmp.Compare(a, b))
	})
	var pairs []string
	for _, kind := range kinds {
		pairs = append(pairs, pair(kind, strconv.FormatFloat(float64(all[kind]), 'f', -1, 64)))
	}
	return braces(pairs...)
}

// reserved are words that YAML reads, or once read, as something else than text.
var reserved = []string{"null", "true", "false", "yes", "no", "on", "off", "y", "n"}

// scalar writes a text plain where nobody can take it for anything else, and else in quotes.
func scalar(text string) string {
	for _, r := range text {
		if !unicode.IsGraphic(r) {
			return strconv.QuoteToGraphic(text)
		}
	}
	if text == "" || slices.Contains(reserved, strings.ToLower(text)) || strings.TrimSpace(text) != text {
		return source.Quote(text)
	}
	for i, r := range text {
		letter := unicode.Is(unicode.Han, r) || 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z'
		if !letter && (i == 0 || !strings.ContainsRune("0123456789 -./、（）·", r)) {
			return source.Quote(text)
		}
	}
	return text
}
