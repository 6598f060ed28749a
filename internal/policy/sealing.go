package policy

import (
	"slices"
	"strings"

	"usher/internal/catalog"
	"usher/internal/company"
	"usher/internal/plan"
	"usher/internal/seal"
)

// sealing reads the keys of sealing.cue, and finds those that are none, days that are
// none or the wrong way round, keys of a visit that do not go together, and fields that
// no plan has.
func sealing(c *company.Company, s *sources) (wrong Mistakes) {
	known := slices.DeleteFunc(plan.Fields(), func(field string) bool {
		return field == "id" || field == "file" || strings.HasPrefix(field, "sealed.")
	})
	at := []string{"sealing", "open"}
	for _, field := range c.Sealing.Open {
		wrong = append(wrong, s.names(field, known, at)...)
	}
	for _, field := range []string{"arrive", "confidentiality"} {
		if !slices.Contains(c.Sealing.Open, field) {
			wrong = append(wrong, s.mistake(at, catalog.PolicySealingOpen.With(field), catalog.Text{}))
		}
	}
	list := c.Sealing.Recipients
	for i := range list {
		r := &list[i]
		at := func(key string) []string { return []string{"sealing", "recipients", r.ID, key} }
		days := true
		for key, day := range map[string]string{"from": r.From, "until": r.Until} {
			if !company.IsDay(day) {
				wrong = append(wrong, s.mistake(at(key), catalog.PolicyNoDay.With(day), catalog.PolicyNoDayHint))
				days = false
			}
		}
		if days && r.Until < r.From {
			wrong = append(wrong, s.mistake(at("until"), catalog.PolicySealingDays.With(r.Until, r.From), catalog.Text{}))
		}
		var err error
		if r.Parsed, err = seal.ParseRecipient(r.Key); err != nil {
			message := catalog.PolicySealingKey.With(r.Holder)
			if seal.IsSecret(r.Key) {
				message = catalog.PolicySealingSecret.With(r.Holder)
			}
			wrong = append(wrong, s.mistake(at("key"), message, catalog.PolicySealingKeyHint))
			continue
		}
		for _, other := range list[:i] {
			switch together := other.From <= r.Until && r.From <= other.Until; {
			case !together || other.Parsed.Fingerprint == "":
			case other.Parsed.Fingerprint == r.Parsed.Fingerprint:
				wrong = append(wrong, s.mistake(at("key"), catalog.PolicySealingTwice.With(other.ID, r.ID), catalog.Text{}))
			case other.Parsed.PostQuantum != r.Parsed.PostQuantum:
				wrong = append(wrong, s.mistake(at("key"), catalog.PolicySealingMixed.With(other.ID, r.ID), catalog.PolicySealingMixedHint))
			}
		}
	}
	return wrong
}
