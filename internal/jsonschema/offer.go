package jsonschema

import (
	"usher/internal/catalog"
	"usher/internal/policy"
)

// Offer is the words that the policies have for a place of a plan.
type Offer struct {
	Words []Word
	// Only says that any other word is a mistake: a rule in force says so.
	Only bool
}

// Word is one of them, with what it stands for.
type Word struct {
	ID   string
	Text catalog.Text
}

// Offers are the words for a key of a definition, as "Booking.room", or for all
// values of a definition, as "Person".
func Offers(set *policy.Set) map[string]Offer {
	out := map[string]Offer{}
	for place, v := range vocabularies(set) {
		o := Offer{Only: v.only}
		for _, w := range v.words {
			o.Words = append(o.Words, Word{w.id, w.text})
		}
		out[place] = o
	}
	return out
}
