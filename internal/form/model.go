package form

import (
	"maps"
	"reflect"
	"slices"
	"strings"
	"time"

	"usher/internal/calendar"
	"usher/internal/catalog"
	"usher/internal/company"
	"usher/internal/jsonschema"
	"usher/internal/personal"
	"usher/internal/plan"
	"usher/internal/policy"
	"usher/internal/validate"
)

// model is all that the page's scripts know: the json names are theirs.
type model struct {
	Lang    catalog.Lang     `json:"lang"`
	Digest  string           `json:"digest"` // of the model, under which the browser keeps what was typed
	NewURL  string           `json:"newURL"`
	Texts   map[string]any   `json:"texts"`
	Schema  *node            `json:"schema"`
	Shape   any              `json:"shape"` // of a plan as rules read it
	Words   map[string]offer `json:"words"`
	Company map[string]any   `json:"company"`
	Rules   []rule           `json:"rules"`
}

// node is what may stand at one place of a plan.
type node struct {
	Kind     string   `json:"kind"`
	Entries  []*entry `json:"entries,omitempty"`
	Keys     *keys    `json:"keys,omitempty"` // of a mapping whose keys are typed
	Item     *node    `json:"item,omitempty"`
	Max      int      `json:"max,omitempty"` // items of a list; below 0: any number
	Choices  []string `json:"choices,omitempty"`
	Patterns []string `json:"patterns,omitempty"`
	Bounds   []any    `json:"bounds,omitempty"` // such as [">=", 1]
	Moment   string   `json:"moment,omitempty"`
}

type entry struct {
	Name     string       `json:"name"`
	Required bool         `json:"required,omitempty"`
	Label    catalog.Text `json:"label"`
	Text     catalog.Text `json:"text"`
	Standard any          `json:"standard,omitempty"` // what holds where it is left out
	Long     bool         `json:"long,omitempty"`     // takes several lines
	Words    string       `json:"words,omitempty"`    // of the model's Words
	Value    *node        `json:"value"`
}

type keys struct {
	Label      catalog.Text `json:"label"`
	ValueLabel catalog.Text `json:"valueLabel"`
	Words      string       `json:"words,omitempty"`
	ValueWords string       `json:"valueWords,omitempty"`
	Value      *node        `json:"value"`
}

type offer struct {
	Only  bool   `json:"only,omitempty"`
	Words []word `json:"words"`
}

type word struct {
	ID   string       `json:"id"`
	Text catalog.Text `json:"text"`
}

// later are the fields that nobody fills in when a visit is scheduled.
var later = []string{"status", "outcome", "sealed"}

// long are the fields in which people write more than a line.
var long = []string{"Visit.purpose", "Visit.requirements", "Waiver.reason"}

// tree turns the schema into nodes.
type tree struct{ offers map[string]jsonschema.Offer }

var kinds = map[validate.Kind]string{
	validate.Mapping: "map", validate.List: "list", validate.Text: "text",
	validate.Whole: "whole", validate.Number: "number", validate.Truth: "truth",
}

// deepest is how many levels a form shows; a schema that holds itself has no end.
const deepest = 8

func (t tree) node(n *validate.Node, depth int) *node {
	out := &node{Kind: kinds[n.Kind], Max: n.Max, Choices: n.Choices}
	if out.Kind == "" || depth > deepest {
		return &node{Kind: "other"}
	}
	for _, p := range n.Patterns {
		if e, ok := ecma(p); ok {
			out.Patterns = append(out.Patterns, e)
		}
	}
	for _, b := range n.Bounds {
		out.Bounds = append(out.Bounds, []any{b.Op, b.Limit})
	}
	switch n.Moment {
	case validate.Time:
		out.Moment = "time"
	case validate.Date:
		out.Moment = "date"
	}
	switch n.Kind {
	case validate.List:
		out.Item = t.node(n.Item, depth+1)
	case validate.Mapping:
		for _, e := range n.Entries {
			if depth == 0 && slices.Contains(later, e.Name) {
				continue
			}
			place := n.Name + "." + e.Name
			out.Entries = append(out.Entries, &entry{
				Name: e.Name, Required: e.Required, Label: e.Label, Text: e.Text, Standard: e.Default,
				Long: slices.Contains(long, place), Words: t.words(place, e.Value), Value: t.node(e.Value, depth+1),
			})
		}
	}
	return out
}

// words names the words that are offered for the value of an entry.
func (t tree) words(place string, n *validate.Node) string {
	if n.Kind == validate.List {
		n = n.Item
	}
	for _, key := range []string{place, n.Name} {
		if len(t.offers[key].Words) > 0 && n.Kind == validate.Text {
			return key
		}
	}
	return ""
}

// keyed finds the mappings whose keys are typed, and says of what.
func (t tree) keyed(n *validate.Node, out *node) {
	for i, e := range n.Entries {
		if e.Value.Kind != validate.Mapping || len(e.Value.Others) == 0 {
			continue
		}
		for _, o := range out.Entries {
			if o.Name != n.Entries[i].Name {
				continue
			}
			other := e.Value.Others[0]
			k := &keys{
				Label: catalog.FormRoleLabel, ValueLabel: other.Label, Value: t.node(other.Value, 1),
				ValueWords: t.words("", other.Value),
			}
			if place := n.Name + "." + e.Name; len(t.offers[place].Words) > 0 {
				k.Words = place
			}
			o.Value.Keys = k
		}
	}
}

// shape is a type of the plan as rules see it.
func shape(t reflect.Type, omitted bool) any {
	switch t {
	case reflect.TypeFor[plan.Time](), reflect.TypeFor[plan.Date]():
		return "moment"
	}
	switch t.Kind() {
	case reflect.String:
		return "text"
	case reflect.Bool:
		return "truth"
	case reflect.Int, reflect.Float64:
		if omitted {
			return "number"
		}
		return "amount"
	case reflect.Pointer:
		inner := shape(t.Elem(), false)
		if m, ok := inner.(map[string]any); ok {
			m["optional"] = true
		}
		return inner
	case reflect.Slice:
		return map[string]any{"list": shape(t.Elem(), false)}
	case reflect.Map:
		return map[string]any{"map": shape(t.Elem(), false)}
	case reflect.Struct:
		var fields ordered
		for i := range t.NumField() {
			f := t.Field(i)
			name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
			if name != "-" && name != "id" && name != "file" {
				fields = append(fields, pair{name, shape(f.Type, strings.Contains(options, "omitempty"))})
			}
		}
		return map[string]any{"fields": fields}
	}
	return "other"
}

// firm is what the scripts know of the company: no phone numbers, and of the
// directory only what is chosen from.
func firm(c *company.Company) map[string]any {
	out := map[string]any{
		"name": c.Name, "currency": c.Currency, "timezone": c.Timezone, "everyVisit": list(c.EveryVisit),
		"purchasing": c.Purchasing, "approvers": list(c.Waivers.Approvers), "calendar": days(c.Calendar),
		"notice": notices(c),
	}
	type object = map[string]any
	each := func(name string, n int, of func(int) object) {
		all := make([]object, n)
		for i := range all {
			all[i] = of(i)
		}
		out[name] = all
	}
	each("units", len(c.Units), func(i int) object { return object{"id": c.Units[i].ID} })
	each("equipment", len(c.Equipment), func(i int) object { return object{"id": c.Equipment[i].ID} })
	each("people", len(c.People), func(i int) object { return object{"id": c.People[i].Name, "unit": c.People[i].Unit} })
	each("rooms", len(c.Rooms), func(i int) object { return object{"id": c.Rooms[i].ID, "seats": c.Rooms[i].Seats} })
	each("roles", len(c.Roles), func(i int) object {
		r := c.Roles[i]
		return object{"id": r.ID, "name": r.Name, "holder": r.Holder, "clause": r.Clause}
	})
	each("categories", len(c.Categories), func(i int) object {
		k := c.Categories[i]
		return object{"id": k.ID, "important": k.Important, "roles": list(k.Roles), "orCounterpart": k.OrCounterpart, "clause": k.Clause}
	})
	each("seasons", len(c.Seasons), func(i int) object {
		s := c.Seasons[i]
		return object{"id": s.ID, "name": s.Name, "months": s.Months, "fruit": s.Fruit, "driedFruit": s.DriedFruit}
	})
	budgets := object{}
	for category, kinds := range c.Budgets {
		of := object{}
		for kind, s := range kinds {
			of[kind] = object{"perGuest": s.PerGuest, "perVisit": s.PerVisit}
		}
		budgets[category] = of
	}
	out["budgets"] = budgets
	return out
}

// notices are how long ahead a new visit is announced: in any category, under "",
// and in each.
func notices(c *company.Company) map[string]any {
	ahead := map[string]any{}
	add := func(category string) {
		n, _ := c.Notice.Ahead(category, company.Arranged)
		ahead[category] = map[string]any{
			"unit": n.Unit, "number": n.Number, "cutOff": n.CutOff, "text": n.Text(), "asked": c.Notice.Asks(category, company.Arranged),
		}
	}
	add("")
	for _, k := range c.Categories {
		add(k.ID)
	}
	return map[string]any{"leaders": c.Notice.Leaders, "coordinate": c.Notice.Coordinate, "ahead": ahead}
}

// days are those of the calendar that differ from the rest.
func days(c *calendar.Calendar) map[string]any {
	if c == nil {
		c = &calendar.Calendar{}
	}
	sorted := func(m map[plan.Date]catalog.Text) []plan.Date { return list(slices.Sorted(maps.Keys(m))) }
	weekend := []int{}
	for _, d := range c.Weekend {
		weekend = append(weekend, int(d-time.Sunday))
	}
	return map[string]any{
		"weekend": weekend, "off": sorted(c.Off), "work": sorted(c.Work), "closed": sorted(c.Closed),
		"years": list(slices.Sorted(maps.Keys(c.Years))),
	}
}

// list is never null to the scripts.
func list[T any](items []T) []T {
	if items == nil {
		return []T{}
	}
	return items
}

// said are the texts of the page, with those that go by the kind of something.
func said(c *company.Company) map[string]any {
	out := map[string]any{
		"buy": map[string]catalog.Text{
			company.BuyRefreshments: catalog.BuyRefreshments, company.BuyTobacco: catalog.BuyTobacco,
			company.BuyGifts: catalog.BuyGifts, company.BuyTickets: catalog.BuyTickets,
		},
	}
	for name, text := range texts {
		out[name] = text
	}
	kinds := map[string]catalog.Text{}
	for _, standards := range c.Budgets {
		for kind := range standards {
			kinds[kind] = catalog.CostKind(kind)
		}
	}
	for _, kind := range []string{"meals", "lodging", "gifts", "refreshments", "travel", "vehicles"} {
		kinds[kind] = catalog.CostKind(kind)
	}
	out["kinds"] = kinds
	numbers := map[personal.Kind]catalog.Text{}
	for _, k := range []personal.Kind{personal.Identity, personal.Passport, personal.BankCard, personal.Mobile} {
		numbers[k] = k.Name()
	}
	out["personal"] = numbers
	return out
}

// offered are the words that places of a plan take.
func offered(set *policy.Set, offers map[string]jsonschema.Offer) map[string]offer {
	out := map[string]offer{}
	for place, o := range offers {
		words := []word{}
		for _, w := range o.Words {
			words = append(words, word{w.ID, w.Text})
		}
		if len(words) > 0 {
			out[place] = offer{o.Only, words}
		}
	}
	return out
}
