package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"strings"

	"usher/internal/catalog"
	"usher/internal/check"
	"usher/internal/company"
	"usher/internal/diag"
	"usher/internal/history"
	"usher/internal/plan"
	"usher/internal/seal"
	"usher/internal/source"
)

// pair is a sealed plan: its open part, and the sealed file beside it.
type pair struct{ open, sealed source.File }

// sealing is what the verbs of sealed plans work with.
type sealing struct {
	*texts
	checker *check.Checker
	company *company.Company
}

func (s *session) sealing(names []string) (*sealing, error) {
	t, err := s.texts(names)
	if err != nil {
		return nil, err
	}
	checker, err := s.open(check.Source{
		Root: t.root, Git: history.Env{GitDir: s.env("GIT_DIR"), WorkTree: s.env("GIT_WORK_TREE")},
	})
	if err != nil {
		return nil, err
	}
	return &sealing{t, checker, checker.Company()}, nil
}

// plan reads a plan, or the open part of one. One with mistakes is refused: what it
// means would be a guess.
func (w *sealing) plan(f source.File) (*plan.Plan, error) {
	doc, told := source.Parse(f.Path, f.Data)
	if doc.Root() == nil {
		return nil, &catalog.Error{Text: catalog.SealMistakes.With(f.Path, catalog.ErrorCount(diag.Count(told, diag.Error)))}
	}
	p, more := w.checker.Schema().Check(doc)
	if n := diag.Count(append(told, more...), diag.Error); n > 0 {
		return nil, &catalog.Error{Text: catalog.SealMistakes.With(f.Path, catalog.ErrorCount(n))}
	}
	return p, nil
}

// lies reports whether there is something under a name.
func (w *sealing) lies(name string) (bool, error) {
	root, err := os.OpenRoot(w.root)
	if err != nil {
		return false, err
	}
	defer root.Close()
	_, err = root.Lstat(name)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	return err == nil, err
}

// pair reads the sealed file of a plan.
func (w *sealing) pair(p *plan.Plan, f source.File) (pair, error) {
	if p.Sealed.Purged != "" {
		return pair{}, &catalog.Error{Text: catalog.ErrPurged.With(f.Path, p.Sealed.Purged)}
	}
	root, err := os.OpenRoot(w.root)
	if err != nil {
		return pair{}, err
	}
	defer root.Close()
	name := source.SealedPath(f.Path)
	info, err := root.Lstat(name)
	if errors.Is(err, fs.ErrNotExist) || err == nil && !info.Mode().IsRegular() {
		return pair{}, &catalog.Error{Text: catalog.ErrSealedNone.With(name, f.Path)}
	}
	data, err := root.ReadFile(name)
	if err != nil {
		return pair{}, fmt.Errorf("reading the sealed file: %w", err)
	}
	return pair{f, source.File{Path: name, Data: data}}, nil
}

// recipients are those to whom a plan is sealed: who is in force on its day of arrival.
func (w *sealing) recipients(p *plan.Plan) ([]company.Recipient, []seal.Recipient, error) {
	day := string(p.Arrive.Date())
	all := w.company.Sealing.On(day)
	if len(all) == 0 {
		return nil, nil, &catalog.Error{Text: catalog.ErrNoRecipients.With(day)}
	}
	var keys []seal.Recipient
	for _, r := range all {
		keys = append(keys, r.Parsed)
	}
	return all, keys, nil
}

// open are the fields of a plan that may lie open.
func (w *sealing) open(p *plan.Plan) []string {
	var who []string
	for _, step := range p.Programme {
		who = append(who, step.Who...)
	}
	return w.company.OpenFields(who)
}

// reseal puts the text in the place of what a pair holds, the sealed file first: it has
// all of it, so that nothing is lost where this is cut short in between. Of a plan that
// was not sealed, the pair has no sealed file yet.
func (w *sealing) reseal(p *plan.Plan, pair pair, text []byte) (to []company.Recipient, err error) {
	to, keys, err := w.recipients(p)
	if err != nil {
		return nil, err
	}
	open, sealed, err := seal.Seal(p.ID, text, w.open(p), keys)
	if err != nil {
		return nil, err
	}
	now, err := os.ReadFile(path.Join(w.root, pair.open.Path))
	if err == nil && !bytes.Equal(now, pair.open.Data) {
		err = &catalog.Error{Text: catalog.ErrChangedMeanwhile.With(pair.open.Path)}
	}
	if err != nil {
		return nil, err
	}
	if err := w.replace(pair.sealed, sealed); err != nil {
		return nil, err
	}
	return to, w.replace(pair.open, open)
}

// keyHolders are who has the private keys of the fingerprints or, where the policies know
// none of them, the fingerprints.
func keyHolders(c *company.Company, fingerprints []string) string {
	names := c.Sealing.Holders(fingerprints)
	if len(names) == 0 {
		names = fingerprints
	}
	return strings.Join(names, ", ")
}

// key names a key by its holder, as far as the policies know one.
func (w *sealing) key(fingerprint string) catalog.Text {
	if names := w.company.Sealing.Holders([]string{fingerprint}); len(names) > 0 {
		return catalog.KeyOf.With(strings.Join(names, ", "), fingerprint)
	}
	return catalog.KeyUnknown.With(fingerprint)
}

// holders are who can open what is sealed to the recipients.
func holders(to []company.Recipient) string {
	var names []string
	for _, r := range to {
		names = append(names, r.Holder)
	}
	return strings.Join(names, ", ")
}
