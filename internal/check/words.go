package check

import (
	"strings"
	"unicode/utf8"

	"usher/internal/plan"
)

// ownWords are what the writer of a plan says in words of its own, line by line:
// all but ids, numbers, times and the names of staff. The lines of a confidential
// plan are shown without them (R5.1), for they are quoted to whoever's plan
// collides with it; a mistake is found by its place. A single character would
// take half of every line with it.
func ownWords(p *plan.Plan) (words []string) {
	texts := []string{p.Customer.Organization, p.Customer.Contact, p.Purpose}
	texts = append(texts, p.Requirements...)
	for _, g := range p.Customer.Guests {
		texts = append(texts, g.Name, g.Position, g.Dietary)
	}
	for _, s := range p.Programme {
		texts = append(texts, s.What, s.Where)
	}
	for _, t := range p.Travel {
		texts = append(append(texts, t.Number, t.From, t.To), t.For...)
	}
	for _, l := range p.Lodging {
		texts = append(texts, l.Hotel)
	}
	for _, m := range p.Meals {
		texts = append(texts, m.Place)
	}
	for _, v := range p.Vehicles {
		texts = append(texts, v.From, v.To)
	}
	for _, g := range p.Gifts {
		texts = append(texts, g.Item)
	}
	for _, w := range p.Waive {
		texts = append(texts, w.Reason)
	}
	if o := p.Outcome; o != nil {
		texts = append(texts, o.Summary, o.Reason)
		for _, f := range o.FollowUps {
			texts = append(texts, f.What)
		}
		for _, c := range o.Corrections {
			texts = append(texts, c.Reason)
		}
	}
	for _, text := range texts {
		for _, line := range strings.Split(text, "\n") {
			if line = strings.TrimSpace(line); utf8.RuneCountInString(line) > 1 {
				words = append(words, line)
			}
		}
	}
	return words
}
