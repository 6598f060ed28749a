package main

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"usher/internal/catalog"
	"usher/internal/check"
	"usher/internal/plan"
	"usher/internal/report"
)

// opening is what opens the sealed files of some plans in git's history.
type opening struct {
	today plan.Date
	keys  []jsonKey
	open  map[string][]string // commits that show more of a plan than may lie open, by its file
	err   error               // why the history could not be looked through
}

// jsonKey is a key that opens sealed files of plans that are kept no longer.
type jsonKey struct {
	Fingerprint string   `json:"fingerprint"`
	Holders     []string `json:"holders"` // as far as the policies name them
	From        string   `json:"from"`    // the first day of arrival that it is for; empty where they do not
	Until       string   `json:"until"`   // and the last
	Plans       []string `json:"plans"`   // sealed plans that are kept and that it opens
	Needed      bool     `json:"needed"`  // it must not be destroyed yet
	name        catalog.Text
}

// opening finds the keys by which the sealed files of plans can be read, of each text
// that git's history has of them, and who still needs these keys.
func (w *sealing) opening(result *check.Result, list []jsonPurge, today plan.Date) opening {
	o := opening{today: today, keys: []jsonKey{}, open: map[string][]string{}}
	var ids, prints []string
	for _, x := range list {
		ids = append(ids, x.Plan)
	}
	past, err := w.past(ids)
	o.err = err
	add := func(keys []string) {
		for _, key := range keys {
			if !slices.Contains(prints, key) {
				prints = append(prints, key)
			}
		}
	}
	for _, x := range list {
		for _, r := range past[x.Plan] {
			add(r.to)
			if r.open {
				o.open[x.File] = append(o.open[x.File], w.when(r))
			}
		}
	}
	kept := map[string][]string{} // by fingerprint
	for _, v := range result.Visits {
		switch p := v.Plan; {
		case p.Sealed == nil:
		case slices.Contains(ids, p.ID):
			add(p.Sealed.To)
		case p.Sealed.Purged == "":
			for _, key := range p.Sealed.To {
				kept[key] = append(kept[key], p.ID)
			}
		}
	}
	slices.Sort(prints)
	for _, key := range prints {
		k := jsonKey{Fingerprint: key, Holders: []string{}, Plans: []string{}, name: w.key(key)}
		k.Holders = append(k.Holders, w.company.Sealing.Holders([]string{key})...)
		k.Plans = append(k.Plans, kept[key]...)
		for _, r := range w.company.Sealing.Recipients {
			if r.Parsed.Fingerprint == key {
				k.From, k.Until = min(cmp.Or(k.From, r.From), r.From), max(k.Until, r.Until)
				k.name = catalog.KeyFor.With(strings.Join(k.Holders, ", "), key, k.From, k.Until)
			}
		}
		k.Needed = len(k.Plans) > 0 || k.Until >= string(today)
		o.keys = append(o.keys, k)
	}
	return o
}

// tellKeys says which keys are to be destroyed for the history to be unreadable, and what
// no key has to do with.
func (s *session) tellKeys(o opening) {
	if o.err != nil {
		s.say(catalog.PurgePastUnknown.With(tell(o.err, s.lang)).In(s.lang))
	}
	s.say(catalog.PurgeKeys.In(s.lang))
	for _, k := range o.keys {
		state := catalog.PurgeKeyFree.With(k.name)
		switch {
		case len(k.Plans) > 0:
			state = catalog.PurgeKeyNeeded.With(k.name, strings.Join(k.Plans, ", "))
		case k.Needed:
			state = catalog.PurgeKeyInForce.With(k.name)
		}
		s.say("  " + state.In(s.lang))
	}
	for _, file := range slices.Sorted(maps.Keys(o.open)) {
		s.say(report.OneLine(catalog.PurgeInTheOpen.With(file).In(s.lang)))
		for _, c := range o.open[file] {
			s.say("  " + c)
		}
	}
}
