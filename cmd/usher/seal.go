package main

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"usher/internal/catalog"
	"usher/internal/plan"
	"usher/internal/report"
	"usher/internal/seal"
	"usher/internal/source"
)

func sealCommand(s *session) *cobra.Command {
	var identity []string
	cmd := &cobra.Command{
		Use:     "seal PLAN...",
		Short:   catalog.ShortSeal.In(s.lang),
		Long:    catalog.HelpSeal.In(s.lang),
		Example: catalog.ExampleSeal.In(s.lang),
		Args:    cobra.MinimumNArgs(1),
		RunE:    func(_ *cobra.Command, args []string) error { return s.seal(args, identity) },
	}
	s.keyFlag(cmd.Flags(), &identity)
	return cmd
}

// due is a plan that is to be sealed, whole.
type due struct {
	plan   *plan.Plan
	text   []byte
	pair   pair
	sealed []string // fingerprints of the keys that open it so far
}

// ids are those of plans.
func ids(all []due) (ids []string) {
	for _, d := range all {
		ids = append(ids, d.plan.ID)
	}
	return ids
}

// seal moves what must not lie open into a sealed file beside each plan. Nothing is
// written unless all of them can be sealed.
func (s *session) seal(names, identity []string) error {
	w, err := s.sealing(names)
	if err != nil {
		return err
	}
	var all []due
	keys := s.keysOnce(identity)
	for _, f := range w.files {
		p, err := w.plan(f)
		if err != nil {
			return err
		}
		if p.Confidentiality != plan.Confidential {
			return &catalog.Error{Text: catalog.ErrNotConfidential.With(f.Path)}
		}
		var d due
		if p.Sealed == nil {
			d, err = w.fresh(p, f)
		} else {
			if !seal.Discloses(f.Data, w.open(p)) {
				if err := s.sealedAlready(w, p, f); err != nil {
					return err
				}
				continue
			}
			d, err = w.opened(p, f, keys)
		}
		if err != nil {
			return err
		}
		all = append(all, d)
	}
	for _, d := range all {
		to, err := w.reseal(d.plan, d.pair, d.text)
		if err != nil {
			return err
		}
		s.say(report.OneLine(catalog.Resealed.With(d.pair.sealed.Path, holders(to)).In(s.lang)))
	}
	if len(all) == 0 {
		return nil
	}
	s.inTheOpen(w, all)
	s.together(all)
	return nil
}

// fresh is a plan that was not sealed yet.
func (w *sealing) fresh(p *plan.Plan, f source.File) (due, error) {
	if _, _, err := w.recipients(p); err != nil {
		return due{}, err
	}
	name := source.SealedPath(f.Path)
	if there, err := w.lies(name); err != nil || there {
		if err == nil {
			err = &catalog.Error{Text: catalog.ErrSealedInTheWay.With(name, f.Path)}
		}
		return due{}, err
	}
	return due{plan: p, text: f.Data, pair: pair{f, source.File{Path: name}}}, nil
}

// opened is a sealed plan, whole, as the keys open it.
func (w *sealing) opened(p *plan.Plan, f source.File, keys func() ([]seal.Identity, error)) (due, error) {
	pair, err := w.pair(p, f)
	if err != nil {
		return due{}, err
	}
	with, err := keys()
	if err != nil {
		return due{}, err
	}
	text, err := openPair(w.company, p, pair, with)
	if err != nil {
		return due{}, err
	}
	whole, err := w.plan(source.File{Path: f.Path, Data: text})
	if err != nil {
		return due{}, err
	}
	if whole.Confidentiality != plan.Confidential {
		return due{}, &catalog.Error{Text: catalog.ErrNotConfidential.With(f.Path)}
	}
	_, _, err = w.recipients(whole)
	return due{whole, text, pair, p.Sealed.To}, err
}

// sealedAlready says that there is nothing to seal, and whether others should be able to
// open the file by now.
func (s *session) sealedAlready(w *sealing, p *plan.Plan, f source.File) error {
	pair, err := w.pair(p, f)
	if err != nil {
		return err
	}
	if seal.Whole(f.Data, pair.sealed.Data) != nil {
		return &catalog.Error{Text: catalog.ErrSealedOtherFile.With(pair.sealed.Path, f.Path)}
	}
	s.say(report.OneLine(catalog.SealedAlready.With(f.Path, keyHolders(w.company, p.Sealed.To)).In(s.lang)))
	if now := w.company.Sealing.Fingerprints(string(p.Arrive.Date())); len(now) > 0 && !slices.Equal(now, slices.Sorted(slices.Values(p.Sealed.To))) {
		s.say(report.OneLine(catalog.SealedToOthers.With(p.ID).In(s.lang)))
	}
	return nil
}

// inTheOpen says which commits hold in the open what is sealed by now.
func (s *session) inTheOpen(w *sealing, all []due) {
	past, err := w.past(ids(all))
	if err != nil {
		s.say(catalog.SealPastUnknown.With(tell(err, s.lang)).In(s.lang))
		return
	}
	told := false
	for _, d := range all {
		open := slices.DeleteFunc(past[d.plan.ID], func(r reading) bool { return !r.open })
		if len(open) == 0 {
			continue
		}
		told = true
		s.say(report.OneLine(catalog.SealInHistory.With(d.plan.File).In(s.lang)))
		for _, r := range open {
			s.say("  " + w.when(r))
		}
	}
	if told {
		s.say(catalog.SealInHistoryHint.In(s.lang))
	}
}

// together says which files have to be committed in one.
func (s *session) together(all []due) {
	var files []string
	for _, d := range all {
		files = append(files, quoteShell(d.pair.open.Path), quoteShell(d.pair.sealed.Path))
	}
	s.say(catalog.SealTogether.In(s.lang))
	s.say(report.OneLine("  git --literal-pathspecs add -- " + strings.Join(files, " ")))
}
