package main

import (
	"fmt"
	"io"
	"slices"

	"github.com/spf13/cobra"

	"usher/internal/catalog"
	"usher/internal/company"
	"usher/internal/diag"
	"usher/internal/report"
	"usher/internal/source"
)

func rekeyCommand(s *session) *cobra.Command {
	var identity []string
	cmd := &cobra.Command{
		Use:     "rekey [PLAN...]",
		Short:   catalog.ShortRekey.In(s.lang),
		Long:    catalog.HelpRekey.In(s.lang),
		Example: catalog.ExampleRekey.In(s.lang),
		RunE:    func(_ *cobra.Command, args []string) error { return s.rekey(args, identity) },
	}
	s.keyFlag(cmd.Flags(), &identity)
	return cmd
}

// rekey seals plans anew whose recipients the policies have changed, and tells what those
// who are none any more could have read. Nothing is written unless all can be opened.
func (s *session) rekey(names, identity []string) error {
	w, err := s.sealing(names)
	if err != nil {
		return err
	}
	all, left, unread, err := w.stale(s, len(names) > 0, identity)
	if err != nil {
		return err
	}
	past, unknown := w.past(ids(all))
	for _, d := range all {
		to, err := w.reseal(d.plan, d.pair, d.text)
		if err != nil {
			return err
		}
		fmt.Fprintln(s.stdout, report.OneLine(catalog.Resealed.With(d.pair.sealed.Path, holders(to)).In(s.lang)))
		if unknown == nil {
			s.formerly(s.stdout, w, d, to, past[d.plan.ID])
		}
	}
	s.say(catalog.RekeyDone.With(len(all), left).In(s.lang))
	if len(all) > 0 {
		if unknown != nil {
			s.say(catalog.RekeyPastUnknown.With(tell(unknown, s.lang)).In(s.lang))
		}
		s.say(catalog.RekeyHint.In(s.lang))
		s.together(all)
	}
	if unread {
		return errFindings
	}
	return nil
}

// stale are the plans that are sealed to others than the policies name, opened, and how
// many are not; of the plans that were not asked for by name, those that nothing can be
// done for are told and left.
func (w *sealing) stale(s *session, named bool, identity []string) (all []due, left int, unread bool, err error) {
	keys := s.keysOnce(identity)
	for _, f := range w.files {
		doc, told := source.Parse(f.Path, f.Data)
		p, _ := w.checker.Schema().Check(doc)
		if p.Sealed == nil && diag.Count(told, diag.Error) > 0 {
			unread = true
			s.say(catalog.RekeyUnread.With(report.OneLine(f.Path)).In(s.lang))
			continue
		}
		if p.Sealed == nil {
			if named {
				return nil, 0, false, &catalog.Error{Text: catalog.ErrNotSealed.With(f.Path)}
			}
			continue
		}
		if p.Sealed.Purged != "" {
			if named {
				return nil, 0, false, &catalog.Error{Text: catalog.ErrPurged.With(f.Path, p.Sealed.Purged)}
			}
			continue
		}
		day := string(p.Arrive.Date())
		now := w.company.Sealing.Fingerprints(day)
		if len(now) == 0 && named {
			return nil, 0, false, &catalog.Error{Text: catalog.ErrNoRecipients.With(day)}
		}
		if len(now) == 0 {
			s.say(report.OneLine(catalog.RekeyNobody.With(f.Path, day).In(s.lang)))
			continue
		}
		if slices.Equal(now, slices.Sorted(slices.Values(p.Sealed.To))) {
			left++
			continue
		}
		if p, err = w.plan(f); err != nil {
			return nil, 0, false, err
		}
		d, err := w.opened(p, f, keys)
		if err != nil {
			return nil, 0, false, err
		}
		all = append(all, d)
	}
	return all, left, unread, nil
}

// formerly tells what the keys that a plan is not sealed to any more open in git's
// history, and what needs no key there.
func (s *session) formerly(to io.Writer, w *sealing, d due, now []company.Recipient, past []reading) {
	var keys []string
	for _, r := range append(slices.Clone(past), reading{to: d.sealed}) {
		for _, key := range r.to {
			if !slices.Contains(keys, key) && !slices.ContainsFunc(now, func(r company.Recipient) bool { return r.Parsed.Fingerprint == key }) {
				keys = append(keys, key)
			}
		}
	}
	list := func(head, none catalog.Text, which func(reading) bool) {
		if !slices.ContainsFunc(past, which) {
			head = none
		}
		if !head.IsZero() {
			fmt.Fprintln(to, "  "+head.In(s.lang))
		}
		for _, r := range past {
			if which(r) {
				fmt.Fprintln(to, "    "+w.when(r))
			}
		}
	}
	for _, key := range keys {
		name := w.key(key)
		list(catalog.RekeyFormer.With(name), catalog.RekeyFormerNothing.With(name), func(r reading) bool { return slices.Contains(r.to, key) })
	}
	list(catalog.RekeyOpen, catalog.Text{}, func(r reading) bool { return r.open })
}
