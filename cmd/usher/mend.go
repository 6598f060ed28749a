package main

import (
	"bytes"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"

	"usher/internal/catalog"
	"usher/internal/check"
	"usher/internal/diag"
	"usher/internal/report"
	"usher/internal/source"
	"usher/internal/validate"
)

// texts are the plans that a verb rewrites, as they stand in their files.
type texts struct {
	root   string
	schema *validate.Schema
	files  []source.File
	told   []diag.Diagnostic // what keeps a file from being read, or its name from being an id
}

// texts reads the plans named, by id or file, or all. Links are not followed.
func (s *session) texts(names []string) (*texts, error) {
	root, err := s.root()
	if err != nil {
		return nil, err
	}
	t := &texts{root: root}
	files, told, err := source.Discover(root)
	if err != nil {
		return nil, fmt.Errorf("reading the plans: %w", err)
	}
	if len(files) == 0 && len(told) == 0 {
		return nil, &catalog.Error{Text: catalog.ErrNoPlans.With(root)}
	}
	paths := make([]string, len(files))
	for i, f := range files {
		paths[i] = f.Path
	}
	only, err := check.Choose(paths, inside(root, names))
	if err != nil {
		return nil, err
	}
	for _, f := range files {
		if only == nil || only[f.Path] {
			t.files = append(t.files, f)
		}
	}
	for _, d := range told {
		if only == nil || only[d.File] {
			t.told = append(t.told, d)
		}
	}
	t.schema, err = check.Schema(check.Own(root))
	if err != nil {
		return nil, fmt.Errorf("reading the schema: %w", err)
	}
	return t, nil
}

// replace puts a file's new text in the place of the one that was read, whole or
// not at all, and keeps the file's mode; one that was not there is made. What
// somebody has changed meanwhile, or turned into a link, is left alone.
func (t *texts) replace(f source.File, data []byte) (err error) {
	defer func() {
		if err != nil {
			err = fmt.Errorf("writing %s: %w", f.Path, err)
		}
	}()
	root, err := os.OpenRoot(t.root)
	if err != nil {
		return err
	}
	defer root.Close()
	mode, err := unchanged(root, f)
	if err != nil {
		return err
	}
	temp := path.Join(path.Dir(f.Path), "."+rand.Text())
	file, err := root.OpenFile(temp, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	defer root.Remove(temp) // fails once renamed, as it should
	_, err = file.Write(data)
	if err == nil {
		err = file.Chmod(mode)
	}
	if closing := file.Close(); err == nil {
		err = closing
	}
	if err != nil {
		return err
	}
	return root.Rename(temp, f.Path)
}

// unchanged is the mode of a file that is as it was read, and that of a plan for one
// that is still not there.
func unchanged(root *os.Root, f source.File) (fs.FileMode, error) {
	info, err := root.Lstat(f.Path)
	if f.Data == nil && errors.Is(err, fs.ErrNotExist) {
		return 0o644, nil
	}
	if err != nil {
		return 0, err
	}
	now, err := root.ReadFile(f.Path)
	if err != nil {
		return 0, err
	}
	if !info.Mode().IsRegular() || f.Data == nil || !bytes.Equal(now, f.Data) {
		return 0, &catalog.Error{Text: catalog.ErrChangedMeanwhile.With(f.Path)}
	}
	return info.Mode().Perm(), nil
}

// diff shows what would become of a plan: for people on a terminal and in the log
// of a CI job, exact for programs elsewhere.
func (s *session) diff(file string, was, now []byte) error {
	err := report.Diff(s.stdout, report.Difference{
		File: file, Was: was, Now: now,
		Named: s.watched(),
		Color: s.terminal && s.env("NO_COLOR") == "",
	})
	if err != nil {
		return fmt.Errorf("writing the difference: %w", err)
	}
	return nil
}

// watched reports whether people read the output as it is: on a terminal, or in
// the log of a CI job.
func (s *session) watched() bool { return s.terminal || s.env("CI") != "" }

// tellPlace writes a line about a place of a plan.
func (s *session) tellPlace(w io.Writer, file string, line int, what catalog.Text) error {
	_, err := fmt.Fprintln(w, report.OneLine(fmt.Sprintf("%s:%d: %s", file, line, what.In(s.lang))))
	return err
}
