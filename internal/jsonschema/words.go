package jsonschema

import (
	"strings"

	"usher/internal/catalog"
	"usher/internal/company"
	"usher/internal/diag"
	"usher/internal/lazyregexp"
	"usher/internal/policy"
)

// vocabulary is the words that the policies define for a place of the plan.
type vocabulary struct {
	words []word
	// only says that any other word is a mistake: a rule in force says so.
	// Otherwise the words are offered, and no more.
	only bool
}

type word struct {
	id   string
	text catalog.Text
}

// vocabularies are the words for a key of a definition, as "Booking.room", or
// for all values of a definition, as "Person".
func vocabularies(set *policy.Set) map[string]vocabulary {
	c := set.Company
	wrong := func(rule string) bool {
		r := set.Rule(rule)
		return r != nil && r.Severity == diag.Error
	}
	units := words(c.Units, func(u company.Unit) word { return word{u.ID, u.Name} })
	rooms := words(c.Rooms, func(r company.Room) word {
		return word{r.ID, catalog.ChoiceRoom.With(r.Name, r.Seats, r.Place)}
	})
	equipment := words(c.Equipment, func(e company.Equipment) word {
		return word{e.ID, catalog.ChoiceEquipment.With(e.Name, e.Pieces)}
	})
	roles := words(c.Roles, func(r company.Role) word {
		if r.Holder == "" {
			return word{r.ID, r.Name}
		}
		return word{r.ID, catalog.ChoiceRole.With(r.Name, r.Holder)}
	})
	people := words(c.People, func(p company.Person) word {
		return word{p.Name, p.Post}
	})
	var rules []word
	for _, r := range set.Rules {
		if r.Waivable && r.Severity != diag.Off {
			rules = append(rules, word{r.ID, r.Title})
		}
	}
	lent := append([]word{{"key", catalog.ChoiceKey}}, equipment...)
	return map[string]vocabulary{
		"Visit.category":       {words(c.Categories, func(k company.Category) word { return word{k.ID, k.Name} }), false},
		"Visit.counterpart":    {units, wrong("role-known")},
		"Visit.team":           {roles, wrong("role-known")},
		"Applicant.department": {units, wrong("role-known")},
		"Booking.room":         {rooms, wrong("room-known")},
		"Booking.layout":       {words(c.Layouts, func(l company.Layout) word { return word{l.ID, l.Name} }), false},
		"Booking.equipment":    {equipment, wrong("equipment-known")},
		"Booking.custodian":    {people, wrong("role-known")},
		"Return.item":          {lent, false},
		"Step.who":             {append(roles[:len(roles):len(roles)], people...), false},
		"Waiver.rule":          {rules, wrong("waiver")},
		"Waiver.approved-by":   {approvers(c, people), false},
		"Person":               {people, false},
	}
}

func words[T any](list []T, describe func(T) word) []word {
	out := make([]word, len(list))
	for i, x := range list {
		out[i] = describe(x)
	}
	return out
}

func approvers(c *company.Company, people []word) (out []word) {
	for _, name := range c.Waivers.Approvers {
		for _, p := range people {
			if p.id == name {
				out = append(out, p)
			}
		}
	}
	return out
}

// describe puts the words' texts beside the choices of an enum, in its order;
// nothing where no choice has one.
func (v vocabulary) describe(choices []string) []string {
	texts := make([]string, len(choices))
	found := false
	for i, choice := range choices {
		for _, w := range v.words {
			if w.id == choice {
				texts[i], found = line(w.text), true
			}
		}
	}
	if !found {
		return nil
	}
	return texts
}

func (v vocabulary) ids() []string {
	ids := make([]string, len(v.words))
	for i, w := range v.words {
		ids[i] = w.id
	}
	return ids
}

// snippets offers the words without refusing others.
func (v vocabulary) snippets() []object {
	var out []object
	for _, w := range v.words {
		out = append(out, object{
			{"label", w.id}, {"description", line(w.text)}, {"body", snippet.Replace(scalar(w.id))},
		})
	}
	return out
}

// snippet escapes what has a meaning in snippets of the Language Server Protocol.
var snippet = strings.NewReplacer(`\`, `\\`, `$`, `\$`, `}`, `\}`)

var (
	plain   = lazyregexp.New(`^[\pL][\pL\pN ·.'-]*$`)
	special = lazyregexp.New(`(?i)^(true|false|null|yes|no|on|off|y|n)$`)
)

// scalar writes a word so that YAML reads it as text.
func scalar(s string) string {
	if plain.MatchString(s) && !special.MatchString(s) && strings.TrimSpace(s) == s {
		return s
	}
	quoted, err := marshal(s) // a JSON string is a YAML one
	if err != nil {
		return s
	}
	return string(quoted)
}
