package company

import (
	"slices"
	"time"

	"usher/internal/seal"
)

// Sealing is what confidential plans keep secret in a repository, and from whom (R5.1).
type Sealing struct {
	Recipients []Recipient `json:"-"`    // none: nothing is sealed, and nothing asks for it
	Open       []string    `json:"open"` // fields of a plan, as plan.Fields writes them, that are not sealed
}

// Recipient is somebody who can open what is sealed.
type Recipient struct {
	ID     string `json:"-"`
	Holder string `json:"holder"` // who has the private key
	Key    string `json:"key"`    // an age or ssh public key
	From   string `json:"from"`   // "2006-01-02": the first day of arrival of the visits that it opens
	Until  string `json:"until"`  // and the last

	Parsed seal.Recipient `json:"-"` // Key
}

// On are the recipients in force on a day, "2006-01-02".
func (s Sealing) On(day string) []Recipient {
	var out []Recipient
	for _, r := range s.Recipients {
		if r.From <= day && day <= r.Until {
			out = append(out, r)
		}
	}
	return out
}

// Fingerprints are those of the recipients in force on a day, sorted.
func (s Sealing) Fingerprints(day string) []string {
	var out []string
	for _, r := range s.On(day) {
		out = append(out, r.Parsed.Fingerprint)
	}
	slices.Sort(out)
	return out
}

// OpenFields are the fields of a plan that are not sealed, where these take part in its
// programme: role ids, or people by name. Who takes part is sealed as soon as one of them
// is not the company's own.
func (c *Company) OpenFields(who []string) []string {
	strange := slices.ContainsFunc(who, func(word string) bool {
		return !slices.ContainsFunc(c.Roles, func(r Role) bool { return r.ID == word }) &&
			!slices.ContainsFunc(c.People, func(p Person) bool { return p.Name == word })
	})
	if !strange {
		return c.Sealing.Open
	}
	return slices.DeleteFunc(slices.Clone(c.Sealing.Open), func(field string) bool { return field == "programme.who" })
}

// Holders are who has the private keys of the fingerprints, each once, in the order of
// the policies; those of keys that the policies do not name are left out.
func (s Sealing) Holders(fingerprints []string) []string {
	var out []string
	for _, r := range s.Recipients {
		if slices.Contains(fingerprints, r.Parsed.Fingerprint) && !slices.Contains(out, r.Holder) {
			out = append(out, r.Holder)
		}
	}
	return out
}

// IsDay reports whether a text is a day as a policy writes it.
func IsDay(text string) bool {
	_, err := time.Parse(time.DateOnly, text)
	return err == nil
}
