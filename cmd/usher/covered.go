package main

import (
	"fmt"
	"path/filepath"

	"usher/internal/catalog"
	"usher/internal/history"
	"usher/internal/output"
)

// covered is an error where git could come by what a key has opened: the files are to
// lie outside of every work tree, or in a folder that git leaves out (R5.1).
func (s *session) covered(t target, names []string, opened bool) error {
	if !opened || t.check != "" {
		return nil
	}
	return s.leftOutByGit(t.dir, append(names, output.Own...)...)
}

// leftOutByGit is an error where git would take in one of the files beneath a folder.
func (s *session) leftOutByGit(dir string, names ...string) error {
	k, err := history.Keeps(dir, names, history.Env{GitDir: s.env("GIT_DIR"), WorkTree: s.env("GIT_WORK_TREE")})
	switch {
	case err != nil:
		return fmt.Errorf("asking whether git leaves out %s: %w", dir, err)
	case k == nil:
		return nil
	case k.Tracked:
		return &catalog.Error{Text: catalog.ErrOpenedTracked.With(k.File)}
	case k.Folder == "":
		return &catalog.Error{Text: catalog.ErrOpenedTop.With(dir)}
	}
	return &catalog.Error{Text: catalog.ErrOpenedKept.With(dir, filepath.Join(k.Top, ".gitignore"), k.Folder)}
}
