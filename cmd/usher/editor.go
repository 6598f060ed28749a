package main

import (
	"cmp"
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"time"

	"usher/internal/catalog"
)

// editor is the program that somebody writes with, as its variable has it: with
// arguments, in the words of a shell.
func (s *session) editor() (string, error) {
	if words := strings.TrimSpace(cmp.Or(s.env("VISUAL"), s.env("EDITOR"))); words != "" {
		return words, nil
	}
	fallback := "vi" // as git has it
	if runtime.GOOS == "windows" {
		fallback = "notepad"
	}
	if _, err := exec.LookPath(fallback); err != nil || !s.typed {
		return "", &catalog.Error{Text: catalog.ErrNoEditor}
	}
	return fallback, nil
}

// inEditor lets somebody change a file in the editor and waits for the end of it. That the
// editor failed is an error, whatever became of the file.
func (s *session) inEditor(ctx context.Context, words, file string) error {
	cmd := editing(ctx, words, file)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = s.stdin, s.stdout, s.stderr
	if s.talking {
		// An editor's screen belongs on the terminal, also where the output goes into a file.
		cmd.Stdout = s.stderr
	}
	cmd.Cancel = func() error {
		if runtime.GOOS == "windows" {
			return cmd.Process.Kill()
		}
		return cmd.Process.Signal(syscall.SIGTERM)
	}
	cmd.WaitDelay = 2 * time.Second // then it is killed
	err := cmd.Run()
	if ctx.Err() != nil {
		return errInterrupted
	}
	if err != nil {
		return &catalog.Error{Text: catalog.ErrEditorFailed.With(words, err), Err: err}
	}
	return nil
}

// editing is the command line: what the variable says is for a shell to take apart,
// as git lets it, and the file is an argument of its own.
func editing(ctx context.Context, words, file string) *exec.Cmd {
	args := append(discreet(words), file)
	if runtime.GOOS == "windows" {
		if _, err := exec.LookPath(words); err != nil { // "C:\Program Files\…" has a space and no arguments
			fields := strings.Fields(words)
			return exec.CommandContext(ctx, fields[0], append(fields[1:], args...)...)
		}
		return exec.CommandContext(ctx, words, args...)
	}
	// Without exec, a shell that is killed would leave its editor behind.
	return exec.CommandContext(ctx, "/bin/sh", append([]string{"-c", "exec " + words + ` "$@"`, words}, args...)...)
}

// discreet are arguments that keep an editor from writing copies beside the file:
// Vim's of the family have their swap, undo and register files elsewhere.
func discreet(words string) []string {
	program, err := exec.LookPath(strings.Fields(words)[0])
	if err != nil {
		return nil
	}
	if real, err := filepath.EvalSymlinks(program); err == nil { // vi often is Vim
		program = real
	}
	switch name := strings.TrimSuffix(filepath.Base(program), ".exe"); {
	case name == "nvim", name == "gvim", name == "mvim", name == "vim", strings.HasPrefix(name, "vim."):
		return []string{"-n", "-i", "NONE", "-c", "set nobackup nowritebackup noundofile noswapfile"}
	}
	return nil
}

// copies reports whether an editor is known to keep copies of what it edits that no
// argument keeps it from.
func copies(words string) bool {
	name := strings.ToLower(strings.TrimSuffix(filepath.Base(strings.Fields(words)[0]), ".exe"))
	switch name {
	case "code", "code-insiders", "codium", "cursor", "windsurf", "idea", "subl", "zed":
		return true
	}
	return false
}

// errNothing says that there is nothing to do.
var errNothing = errors.New("nothing to do")

// rewrite lets somebody change a text in the editor, in a private folder that is gone
// afterwards. After each time, done says what is to become of the text: true ends it, false
// opens the editor once more. A text that was not changed is not asked about and is errNothing.
func (s *session) rewrite(name string, text []byte, most int64, done func(context.Context, []byte) (bool, error)) (err error) {
	words, err := s.editor()
	if err != nil {
		return err
	}
	if copies(words) {
		s.say(catalog.EditorCopies.With(words).In(s.lang))
	}
	ctx, stop := s.deadly()
	defer stop()
	h, err := openHideout(s.env)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, h.close()) }()
	file, err := h.put(name, text)
	if err != nil {
		return err
	}
	for {
		if err := s.inEditor(ctx, words, file); err != nil {
			return err
		}
		now, err := h.get(file, most)
		if errors.Is(err, os.ErrNotExist) {
			return &catalog.Error{Text: catalog.ErrEditedGone}
		}
		if err != nil {
			return err
		}
		if string(now) == string(text) {
			return errNothing
		}
		if ended, err := done(ctx, now); ended || err != nil {
			return err
		}
		if ctx.Err() != nil {
			return errInterrupted
		}
	}
}
