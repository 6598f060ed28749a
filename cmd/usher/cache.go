package main

import (
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"

	"github.com/spf13/cobra"

	"usher/internal/cache"
	"usher/internal/catalog"
)

// store is where the user keeps what checks found: a file for each repository and way
// of checking it, in the cache folder, and in the configuration folder the secret that
// they are signed with. A cache that is restored from elsewhere brings no secret.
type store struct{ files, secret string }

// stored is the user's store; nil where the user has no folders.
func stored() *store {
	caches, err := os.UserCacheDir()
	if err != nil {
		return nil
	}
	config, err := os.UserConfigDir()
	if err != nil {
		return nil
	}
	return &store{filepath.Join(caches, "usher", "verdicts"), filepath.Join(config, "usher", "cache.key")}
}

// maxStored is how many bytes of files are kept: some tens of repositories.
const maxStored = 4 * cache.MaxBytes

// remembered is what earlier checks of a repository found, and what keeps what this one
// does. Where nothing can be kept, all is found anew: that is no reason to fail.
func (s *session) remembered(root string, all bool) (*cache.Cache, func()) {
	if s.store == nil {
		return nil, func() {}
	}
	owner, ok := s.store.owner()
	if !ok {
		return nil, func() {}
	}
	name := sha256.Sum256(fmt.Appendf(nil, "%q %t", root, all))
	file := filepath.Join(s.store.files, fmt.Sprintf("%x", name[:16]))
	data, _ := os.ReadFile(file)
	memory := cache.Read(data, owner)
	return memory, func() {
		if !memory.Changed() || os.MkdirAll(s.store.files, 0o700) != nil {
			return
		}
		if putFile(file, memory.Bytes(), 0o600) == nil {
			s.store.prune(file)
		}
	}
}

// owner is this user with this program.
func (s *store) owner() (cache.Owner, bool) {
	program, ok := programID()
	if !ok {
		return cache.Owner{}, false
	}
	secret, err := os.ReadFile(s.secret)
	if err == nil && len(secret) == sha256.Size {
		return cache.Owner{Secret: secret, Program: program}, true
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return cache.Owner{}, false
	}
	secret = make([]byte, sha256.Size)
	rand.Read(secret) // never fails
	if os.MkdirAll(filepath.Dir(s.secret), 0o700) != nil || putFile(s.secret, secret, 0o600) != nil {
		return cache.Owner{}, false
	}
	return cache.Owner{Secret: secret, Program: program}, true
}

// programID tells this program from any other: by what it was built of, and as that may
// be a checkout with changes, by its file.
func programID() (string, bool) {
	exe, err := os.Executable()
	if err != nil {
		return "", false
	}
	file, err := os.Stat(exe)
	if err != nil {
		return "", false
	}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "", false
	}
	return fmt.Sprintf("%s %s\n%d %d", version, info, file.Size(), file.ModTime().UnixNano()), true
}

// prune removes the files that were written longest ago, until what stays is not too
// much. That just written stays.
func (s *store) prune(written string) {
	entries, err := os.ReadDir(s.files)
	if err != nil {
		return
	}
	var files []fs.FileInfo
	for _, e := range entries {
		if info, err := e.Info(); err == nil && info.Mode().IsRegular() {
			files = append(files, info)
		}
	}
	slices.SortFunc(files, func(a, b fs.FileInfo) int { return b.ModTime().Compare(a.ModTime()) })
	var sum int64
	for _, f := range files {
		if sum += f.Size(); sum > maxStored && f.Name() != filepath.Base(written) {
			os.Remove(filepath.Join(s.files, f.Name()))
		}
	}
}

func cacheCommand(s *session) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "cache",
		Short: catalog.ShortCache.In(s.lang),
		Long:  catalog.HelpCache.In(s.lang),
		Args:  cobra.NoArgs,
		RunE:  func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(&cobra.Command{
		Use:   "clear",
		Short: catalog.ShortCacheClear.In(s.lang),
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			if s.store == nil {
				return nil
			}
			if err := errors.Join(os.RemoveAll(s.store.files), remove(s.store.secret)); err != nil {
				return fmt.Errorf("removing what checks have found: %w", err)
			}
			return nil
		},
	})
	return cmd
}

// remove removes a file that need not be there.
func remove(file string) error {
	if err := os.Remove(file); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}
