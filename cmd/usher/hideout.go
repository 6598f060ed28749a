package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"usher/internal/catalog"
)

// hideout is a folder that only its owner can look into, for a text that must not
// stay on the computer. It goes when the program ends, however that ends: a guard, a
// process of its own, removes it where this one no longer can.
type hideout struct {
	dir   string
	guard *exec.Cmd
	word  io.WriteCloser // to the guard; its end is this program's
}

// hideoutName begins the names of such folders: the guard removes no other.
const hideoutName = "usher-private-"

// openHideout makes the folder, in memory where the system has a place there. Nothing
// is in it before the guard stands.
func openHideout(env func(string) string) (h *hideout, err error) {
	h = &hideout{}
	for _, parent := range hideoutParents(env) {
		if h.dir, err = os.MkdirTemp(parent, hideoutName); err == nil {
			break
		}
	}
	if err != nil {
		return nil, fmt.Errorf("making a private folder: %w", err)
	}
	if err := h.post(); err != nil {
		return nil, errors.Join(fmt.Errorf("guarding the private folder: %w", err), os.RemoveAll(h.dir))
	}
	return h, nil
}

// hideoutParents are where the folder may be, the best place first: what the login
// gave its user alone, or shared memory, both without a disk behind them.
func hideoutParents(env func(string) string) (all []string) {
	if dir := env("XDG_RUNTIME_DIR"); filepath.IsAbs(dir) {
		if info, err := os.Stat(dir); err == nil && info.IsDir() && info.Mode().Perm()&0o077 == 0 {
			all = append(all, dir)
		}
	}
	if runtime.GOOS == "linux" {
		all = append(all, "/dev/shm")
	}
	return append(all, os.TempDir())
}

// post starts the guard and waits until it stands.
func (h *hideout) post() error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	h.guard = exec.Command(self, guardVerb, h.dir)
	h.guard.Dir = filepath.Dir(h.dir) // it holds no folder that somebody may want to remove
	h.guard.SysProcAttr = apart()
	if h.word, err = h.guard.StdinPipe(); err != nil {
		return err
	}
	ready, err := h.guard.StdoutPipe()
	if err != nil {
		return err
	}
	if err := h.guard.Start(); err != nil {
		return err
	}
	if line, err := bufio.NewReader(ready).ReadString('\n'); line != guardReady {
		h.word.Close()
		return errors.Join(errors.New("the guard does not stand"), err, h.guard.Wait())
	}
	return nil
}

// close removes the folder and all in it, and dismisses the guard.
func (h *hideout) close() error {
	err := removeAll(h.dir)
	if err == nil {
		_, err = io.WriteString(h.word, guardDone)
	}
	h.word.Close()
	return errors.Join(err, h.guard.Wait())
}

// removeAll removes a folder into which an editor may just be writing.
func removeAll(dir string) (err error) {
	for range 20 {
		if err = os.RemoveAll(dir); err == nil {
			return nil
		}
		time.Sleep(50 * time.Millisecond)
	}
	return fmt.Errorf("removing the private folder: %w", err)
}

// What the guard and the program that it watches say to each other.
const (
	guardVerb  = "guard"
	guardReady = "ready\n"
	guardDone  = "done\n"
)

// guardCommand is how this program runs as a guard; it is for nobody to type.
func guardCommand(s *session) *cobra.Command {
	return &cobra.Command{
		Use:    guardVerb + " DIR",
		Short:  catalog.ShortGuard.In(s.lang),
		Hidden: true,
		Args:   cobra.ExactArgs(1),
		RunE:   func(_ *cobra.Command, args []string) error { return s.watch(args[0]) },
	}
}

// watch removes a private folder when whoever made it has ended without doing so. An
// editor that lives on may write into it once more.
func (s *session) watch(dir string) error {
	signal.Ignore(os.Interrupt, syscall.SIGTERM, syscall.SIGHUP, syscall.SIGQUIT)
	if info, err := os.Lstat(dir); err != nil || !info.IsDir() || !strings.HasPrefix(filepath.Base(dir), hideoutName) {
		return &catalog.Error{Text: catalog.ErrGuard}
	}
	if _, err := io.WriteString(s.stdout, guardReady); err != nil {
		return err
	}
	if word, _ := io.ReadAll(s.stdin); string(word) == guardDone {
		return nil
	}
	for range 30 {
		_ = removeAll(dir)
		time.Sleep(100 * time.Millisecond)
	}
	return removeAll(dir)
}

// put writes a file of the folder.
func (h *hideout) put(name string, data []byte) (file string, err error) {
	file = filepath.Join(h.dir, name)
	if err := os.WriteFile(file, data, 0o600); err != nil {
		return "", fmt.Errorf("writing the private file: %w", err)
	}
	return file, nil
}

// get reads a file of the folder, which an editor may have replaced.
func (h *hideout) get(file string, most int64) ([]byte, error) {
	info, err := os.Lstat(file)
	if err == nil && !info.Mode().IsRegular() {
		err = &fs.PathError{Op: "read", Path: file, Err: errors.New("it is no file")}
	}
	if err != nil {
		return nil, fmt.Errorf("reading the private file: %w", err)
	}
	return readAtMost(file, most)
}

// deadly is a context that ends when somebody asks the program to end. While a
// program has the terminal, ^C and ^\ are meant for that one, and come here as well.
func (s *session) deadly() (context.Context, func()) {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, syscall.SIGHUP)
	keys := []os.Signal{os.Interrupt, syscall.SIGQUIT}
	if !s.typed {
		both, stopBoth := signal.NotifyContext(ctx, keys...)
		return both, func() { stopBoth(); stop() }
	}
	// Caught and not ignored: what is ignored stays so in the programs started.
	ignored := make(chan os.Signal, 1)
	signal.Notify(ignored, keys...)
	return ctx, func() { signal.Stop(ignored); stop() }
}
