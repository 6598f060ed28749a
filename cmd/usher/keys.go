package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"

	"github.com/spf13/pflag"

	"usher/internal/catalog"
	"usher/internal/company"
	"usher/internal/plan"
	"usher/internal/seal"
)

// keyFlag is where a verb that opens plans takes the keys from.
func (s *session) keyFlag(flags *pflag.FlagSet, files *[]string) {
	flags.StringArrayVar(files, "identity", nil, catalog.FlagIdentity.In(s.lang))
}

// keys are the private keys to open plans with: of the files named, else of
// USHER_IDENTITY, else of the user's own configuration. None is no error.
func (s *session) keys(files []string) ([]seal.Identity, error) {
	given := len(files) > 0
	if file := s.env("USHER_IDENTITY"); !given && file != "" {
		files, given = []string{file}, true
	}
	if !given {
		dir, err := os.UserConfigDir()
		if err != nil {
			return nil, nil // nobody's home
		}
		files = []string{filepath.Join(dir, "usher", "identity.txt")}
	}
	var all []seal.Identity
	for _, file := range files {
		data, err := os.ReadFile(file)
		if errors.Is(err, fs.ErrNotExist) && !given {
			continue
		}
		if err != nil {
			return nil, fmt.Errorf("reading a key: %w", err)
		}
		some, err := seal.ParseIdentities(data)
		switch {
		case errors.Is(err, seal.ErrPassphrase):
			return nil, &catalog.Error{Text: catalog.ErrKeyPassphrase.With(file)}
		case err != nil:
			return nil, &catalog.Error{Text: catalog.ErrKeyFile.With(file)}
		}
		all = append(all, some...)
	}
	return all, nil
}

// keysOnce are the keys, read when the first is needed: a file may be a pipe.
func (s *session) keysOnce(files []string) func() ([]seal.Identity, error) {
	return sync.OnceValues(func() ([]seal.Identity, error) { return s.keys(files) })
}

// openPair opens a sealed plan. What is missing is told with who could open it.
func openPair(c *company.Company, p *plan.Plan, pair pair, keys []seal.Identity) ([]byte, error) {
	text, err := seal.Open(p.ID, pair.open.Data, pair.sealed.Data, keys)
	holders := keyHolders(c, p.Sealed.To)
	switch {
	case errors.Is(err, seal.ErrNoKey) && len(keys) == 0:
		return nil, &catalog.Error{Text: catalog.ErrKeyNone.With(p.File, holders)}
	case errors.Is(err, seal.ErrNoKey):
		return nil, &catalog.Error{Text: catalog.ErrKeyOther.With(p.File, holders)}
	case errors.Is(err, seal.ErrOtherPlan):
		return nil, &catalog.Error{Text: catalog.ErrSealedOtherPlan.With(pair.sealed.Path)}
	case errors.Is(err, seal.ErrOtherFile):
		return nil, &catalog.Error{Text: catalog.ErrSealedOtherFile.With(pair.sealed.Path, p.File)}
	case err != nil:
		return nil, &catalog.Error{Text: catalog.ErrSealedBroken.With(pair.sealed.Path)}
	}
	return text, nil
}
