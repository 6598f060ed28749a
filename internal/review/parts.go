package review

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"usher/internal/catalog"
	"usher/internal/change"
	"usher/internal/company"
	"usher/internal/plan"
	"usher/internal/report"
)

// Parts puts what a change means into words: first one line for each visit, then
// each visit's own part. Sentences of the caller's come first of all.
func Parts(visits []Visit, c *company.Company, lang catalog.Lang, said ...string) []report.Part {
	w := words{company: c, lang: lang}
	first := report.Part{Heading: w.say(catalog.ReviewNone), Text: said}
	if len(visits) == 0 {
		return []report.Part{first}
	}
	var counts []catalog.Text
	for _, act := range Acts() {
		n := 0
		for _, v := range visits {
			if v.Acts[0] == act {
				n++
			}
		}
		if n > 0 {
			counts = append(counts, catalog.ReviewCount.With(catalog.ReviewActs[string(act)], n))
		}
	}
	first.Heading = w.say(catalog.ReviewHead, w.list(counts...))
	for _, head := range []catalog.Text{
		catalog.ReviewVisit, catalog.ReviewChange, catalog.ReviewArrival, catalog.ReviewNotice, catalog.ReviewApproval,
	} {
		first.Heads = append(first.Heads, w.say(head))
	}
	parts := []report.Part{first}
	for _, v := range visits {
		parts[0].Rows = append(parts[0].Rows, w.line(v))
		if rows := w.rows(v); len(rows) > 0 {
			heading := w.say(catalog.ReviewHeading, v.Plan, w.acts(v))
			parts = append(parts, report.Part{Heading: heading, Below: true, Rows: rows})
		}
	}
	return parts
}

// words says things in one language.
type words struct {
	company *company.Company
	lang    catalog.Lang
}

func (w words) say(t catalog.Text, args ...any) string { return t.With(args...).In(w.lang) }

func (w words) list(items ...catalog.Text) string {
	all := make([]string, len(items))
	for i, t := range items {
		all[i] = t.In(w.lang)
	}
	return strings.Join(all, w.comma())
}

// comma is what stands between the items of a list.
func (w words) comma() string {
	if w.lang == catalog.ZH {
		return "、"
	}
	return ", "
}

// pause is what stands between the parts of a remark.
func (w words) pause() string {
	if w.lang == catalog.ZH {
		return "，"
	}
	return ", "
}

func (w words) semicolon() string {
	if w.lang == catalog.ZH {
		return "；"
	}
	return "; "
}

func (w words) acts(v Visit) string {
	var acts []catalog.Text
	for _, a := range v.Acts {
		acts = append(acts, catalog.ReviewActs[string(a)])
	}
	return w.list(acts...)
}

// line is a visit at a glance.
func (w words) line(v Visit) []string {
	var about []string
	if v.Category != "" {
		about = append(about, v.Category)
	}
	switch {
	case v.Confidential:
		about = append(about, w.say(catalog.ReviewSecret))
	case v.Organization != "":
		about = append(about, v.Organization)
	}
	title := v.Plan
	if len(about) > 0 {
		title = w.say(catalog.ReviewTitle, v.Plan, strings.Join(about, w.pause()))
	}
	notice := ""
	switch n := v.Notice; {
	case n == nil:
	case n.Late:
		notice = w.say(catalog.ReviewLate, n.MergeBy)
	default:
		notice = w.say(catalog.ReviewMergeBy, n.MergeBy, catalog.Lasting(n.MinutesLeft))
	}
	var by []string
	for _, a := range v.Approvals {
		if who := w.by(a); !slices.Contains(by, who) {
			by = append(by, who)
		}
	}
	return []string{title, w.acts(v), w.changed(string(v.ArriveBefore), string(v.Arrive)), notice, strings.Join(by, w.semicolon())}
}

func (w words) by(a Approval) string {
	switch len(a.By) {
	case 0:
		return w.say(catalog.ReviewNobody)
	case 1:
		return a.By[0]
	}
	return w.say(catalog.ReviewOneOf, strings.Join(a.By, w.comma()))
}

// changed is a value that may have been another.
func (w words) changed(before, after string) string {
	switch {
	case before == after || before == "":
		return after
	case after == "":
		return before
	}
	return w.say(catalog.ReviewFromTo, before, after)
}

// rows are a visit's own part: what it is about, what becomes of it, and which.
func (w words) rows(v Visit) [][]string {
	var rows [][]string
	add := func(about catalog.Text, act, what string) {
		rows = append(rows, []string{w.say(about), act, what})
	}
	if !v.Whole {
		add(catalog.ReviewFile, "", v.File+v.beforeOnly()+" "+w.say(catalog.ReviewIncomplete))
	}
	if v.FileBefore != "" && v.File != "" && v.FileBefore != v.File {
		add(catalog.ReviewFile, "", w.changed(v.FileBefore, v.File))
	}
	if v.Arrive != "" && v.ArriveBefore != "" && (v.Arrive != v.ArriveBefore || v.Depart != v.DepartBefore) {
		add(catalog.ReviewStay, "", w.changed(stretch(v.ArriveBefore, v.DepartBefore), stretch(v.Arrive, v.Depart)))
	}
	if v.Acts[0] == Added {
		add(catalog.ReviewStay, "", stretch(v.Arrive, v.Depart))
		if v.Headcount > 0 {
			add(catalog.ReviewGuests, "", fmt.Sprint(v.Headcount))
		}
		if v.Purpose != "" {
			add(catalog.ReviewPurpose, "", v.Purpose)
		}
	}
	if n := v.Notice; n != nil {
		add(catalog.ReviewNotice, "", w.say(catalog.ReviewNoticeWhy, n.Required, n.Because, w.line(v)[3]))
	}
	for _, a := range v.Approvals {
		add(catalog.ReviewApproval, "", w.say(catalog.ReviewWhy, w.by(a), a.Why, a.Clause))
	}
	for _, x := range v.Waivers {
		what := w.say(catalog.ReviewUntil, x.Rule, or(string(x.Until)), or(x.ApprovedBy))
		if !x.Waivable {
			what = w.say(catalog.ReviewNever, x.Rule)
		}
		if x.Reason != "" {
			what = w.say(catalog.ReviewReason, what, x.Reason)
		}
		add(catalog.ReviewWaiver, w.word("added"), what)
	}
	for _, r := range v.Rooms {
		add(catalog.ReviewRoom, w.word(r.Act), w.say(catalog.ReviewPerson, r.Name, stretch(r.From, r.Until)))
	}
	for _, act := range []string{"new", "relieved", "other-time"} {
		if people := w.people(v, act); people != "" {
			add(catalog.ReviewOnDuty, w.word(act), people)
		}
	}
	w.purchases(v, add)
	for _, d := range v.Changes {
		if !d.Told {
			add(capital(catalog.ChangeTopics[string(d.Topic)]), w.word(string(d.Act)), w.detail(d))
		}
	}
	return rows
}

// capital is a text as it begins a line.
func capital(t catalog.Text) catalog.Text {
	first, size := utf8.DecodeRuneInString(t.EN)
	return catalog.Text{EN: string(unicode.ToUpper(first)) + t.EN[size:], ZH: t.ZH}
}

// people are those of an act, each with what they do.
func (w words) people(v Visit, act string) string {
	var names []string
	roles := map[string][]string{}
	for _, p := range v.People {
		if p.Act != act {
			continue
		}
		if roles[p.Person] == nil {
			names = append(names, p.Person)
		}
		roles[p.Person] = append(roles[p.Person], p.Name)
	}
	for i, name := range names {
		names[i] = w.say(catalog.ReviewTitle, name, strings.Join(roles[name], w.comma()))
	}
	return strings.Join(names, w.comma())
}

// beforeOnly is the file's path where only the state before had it.
func (v Visit) beforeOnly() string {
	if v.File == "" {
		return v.FileBefore
	}
	return ""
}

func (w words) word(act string) string { return w.say(catalog.ReviewWords[act]) }

func or(s string) string {
	if s == "" {
		return "–"
	}
	return s
}

// stretch is a stretch of time, the day once.
func stretch(from, until plan.Time) string {
	switch {
	case from == "" && until == "":
		return ""
	case until == "" || from == "":
		return or(string(from)) + " – " + or(string(until))
	case from.Date() == until.Date():
		return string(from) + "–" + until.Clock()
	}
	return string(from) + " – " + string(until)
}

func (w words) detail(d Detail) string {
	what := w.changed(d.Before, d.After)
	switch {
	case d.Act == change.Changed && (d.Before == "" || d.After == ""):
		what = w.say(catalog.ReviewFromTo, or(d.Before), or(d.After))
		if d.Before == "" && d.After == "" {
			what = ""
		}
	case d.Before == "" && d.After == "":
		return d.Item
	}
	if d.Item != "" && what != "" {
		return w.say(catalog.ReviewReason, d.Item, what)
	}
	return what
}

// purchases are a line for each thing, but one for all that is only needed at
// another time.
func (w words) purchases(v Visit, add func(about catalog.Text, act, what string)) {
	first := plan.Time("")
	later := false
	for _, p := range v.Purchases {
		if p.onlyLater {
			if later = true; p.BuyBy != "" && (first == "" || p.BuyBy < first) {
				first = p.BuyBy
			}
			continue
		}
		parts := []string{w.quantity(p)}
		if p.Amount != nil && *p.Amount != 0 {
			sign := ""
			if *p.Amount > 0 && p.Act == "changed" {
				sign = "+"
			}
			parts = append(parts, sign+w.money(*p.Amount))
		}
		if p.Act != "dropped" && p.BuyBy != "" {
			parts = append(parts, w.say(catalog.ReviewBuyBy, p.BuyBy))
		}
		add(catalog.ReviewBuy, w.word(p.Act), strings.Join(parts, w.pause()))
	}
	if later {
		add(catalog.ReviewBuy, w.word("changed"), w.say(catalog.ReviewSame, or(string(first))))
	}
	if c := v.Cost; c != nil {
		if c.Purchases != c.PurchasesBefore {
			add(catalog.ReviewCost, "", w.moneyChanged(c.PurchasesBefore, c.Purchases))
		}
		if c.Budget != c.BudgetBefore {
			add(catalog.ReviewBudget, "", w.moneyChanged(c.BudgetBefore, c.Budget))
		}
	}
}

// quantity is a thing and how much of it.
func (w words) quantity(p Purchase) string {
	n := ""
	switch {
	case p.Act == "dropped" && p.QuantityBefore > 0:
		n = fmt.Sprint(p.QuantityBefore)
	case p.Act == "changed" && p.Quantity != p.QuantityBefore:
		n = w.say(catalog.ReviewFromTo, fmt.Sprint(p.QuantityBefore), fmt.Sprint(p.Quantity))
	case p.Quantity > 0:
		n = fmt.Sprint(p.Quantity)
	default:
		return p.Name
	}
	if p.Unit == "" {
		return w.say(catalog.ReviewNumber, p.Name, n)
	}
	return w.say(catalog.ReviewQuantity, p.Name, n, p.Unit)
}

func (w words) money(amount float64) string {
	return catalog.Money(w.company.Currency, amount).In(w.lang)
}

func (w words) moneyChanged(before, after float64) string {
	if before == 0 {
		return w.money(after)
	}
	return w.say(catalog.ReviewFromTo, w.money(before), w.money(after))
}
