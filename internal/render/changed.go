package render

import (
	"strings"

	"usher/internal/audience"
	"usher/internal/catalog"
	"usher/internal/change"
	"usher/internal/company"
	"usher/internal/facts"
	"usher/internal/plan"
)

// Changed are the topics that differ between the plan as it was printed last and
// as it is, as far as the readers may see them.
func Changed(v Visit, c *company.Company, readers ...string) []change.Topic {
	if v.Before == nil {
		return nil
	}
	// At the level that the visit has now: what it was once may be a secret by now.
	then := *v.Before
	then.Confidentiality = v.Plan.Confidentiality
	before, _, _ := audience.For(&then, &facts.Facts{}, c, readers...)
	after, _, _ := audience.For(v.Plan, v.Facts, c, readers...)
	changes := change.Between(before, after)
	if level(v.Before) != level(v.Plan) && !after.Hides("confidentiality") {
		changes = append(changes, change.Change{Topic: change.Confidentiality, Act: change.Changed})
	}
	return change.Concerned(changes)
}

func level(p *plan.Plan) string {
	if p.Confidentiality == "" {
		return plan.Internal
	}
	return p.Confidentiality
}

// Topics names topics in a sentence.
func Topics(topics []change.Topic) catalog.Text {
	var en, zh []string
	for _, t := range topics {
		text := catalog.ChangeTopics[string(t)]
		en, zh = append(en, text.EN), append(zh, text.ZH)
	}
	return catalog.Text{EN: strings.Join(en, ", "), ZH: strings.Join(zh, "、")}
}

// shortHash is how much of a commit's hash is printed.
const shortHash = 7

// mark says on a visit's pages what has changed since they were printed last.
func (r *run) mark(v *visit, readers []string) {
	topics := Changed(v.whole, r.whole, readers...)
	if len(topics) == 0 {
		return
	}
	since := v.whole.Since[:min(shortHash, len(v.whole.Since))]
	v.stay.Changed = map[string]bool{}
	for _, t := range topics {
		v.stay.Changed[string(t)] = true
	}
	v.stay.ChangedSince = r.word("changed-since").With(since, Topics(topics))
}
