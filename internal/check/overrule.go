package check

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"usher/internal/history"
)

// RuleFiles are the files of a tree that say how plans are judged and printed, by
// path: those of schema, policies and templates that are read at all. A link is
// there with nothing in it, since it is never followed.
func RuleFiles(own fs.FS) (map[string][]byte, error) {
	files := map[string][]byte{}
	for _, folder := range []string{"schema", "policies", "templates"} {
		err := fs.WalkDir(own, folder, func(name string, d fs.DirEntry, err error) error {
			switch {
			case name == folder && errors.Is(err, fs.ErrNotExist):
				return nil
			case err != nil:
				return err
			case d.IsDir() || !decides(folder, name):
				return nil
			case !d.Type().IsRegular():
				files[name] = nil
				return nil
			}
			data, err := fs.ReadFile(own, name)
			files[name] = bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n"))
			return err
		})
		if err != nil {
			return nil, fmt.Errorf("reading %s: %w", folder, err)
		}
	}
	return files, nil
}

func decides(folder, name string) bool {
	if strings.HasPrefix(path.Base(name), ".") {
		return false
	}
	ext := path.Ext(name)
	if folder == "templates" {
		return ext == ".html" || ext == ".css"
	}
	return ext == ".cue"
}

// Different are the paths that two sets of files do not have alike, sorted.
func Different(a, b map[string][]byte) []string {
	var out []string
	for _, name := range slices.Sorted(maps.Keys(a)) {
		if data, ok := b[name]; !ok || !bytes.Equal(a[name], data) {
			out = append(out, name)
		}
	}
	for name := range b {
		if _, ok := a[name]; !ok {
			out = append(out, name)
		}
	}
	slices.Sort(out)
	return out
}

// touched are the files of rules that the work tree or HEAD has otherwise than
// the commit that the rules come from. What only that commit has changed, since
// the change was started, is not the change's doing.
func (c *Checker) touched(from fs.FS) ([]string, error) {
	rules, err := RuleFiles(from)
	if err != nil {
		return nil, err
	}
	trees := []fs.FS{Own(c.root)}
	if _, born, err := c.repository.Head(); err != nil {
		return nil, err
	} else if born {
		head, err := c.repository.Tree("HEAD")
		if err != nil {
			return nil, err
		}
		trees = append(trees, head)
	}
	started := rules
	fork, related, err := c.repository.MergeBase(c.rulesFrom)
	var unknown *history.Error
	switch {
	case errors.As(err, &unknown): // a clone that is cut short: all that differs is told of
	case err != nil:
		return nil, err
	case related:
		tree, err := c.repository.Tree(fork.Hash)
		if err != nil {
			return nil, err
		}
		if started, err = RuleFiles(tree); err != nil {
			return nil, err
		}
	}
	var all []string
	for _, tree := range trees {
		files, err := RuleFiles(tree)
		if err != nil {
			return nil, err
		}
		since := Different(started, files)
		for _, name := range Different(rules, files) {
			if slices.Contains(since, name) {
				all = append(all, name)
			}
		}
	}
	slices.Sort(all)
	return slices.Compact(all), nil
}
