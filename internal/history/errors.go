package history

import (
	"usher/internal/catalog"

	"github.com/go-git/go-git/v5/plumbing"
)

// Error is a repository that cannot give the answer, in words for the person at
// the keyboard. It is never a guess at what the answer might have been.
type Error struct {
	Message catalog.Text // what is wrong
	Hint    catalog.Text // the command or setting that mends it; may be zero
	Err     error        // the cause, for errors.Is; may be nil
}

// Error tells it in English.
func (e *Error) Error() string { return e.In(catalog.EN) }

// In tells it in one language, the hint last.
func (e *Error) In(lang catalog.Lang) string {
	switch {
	case e.Hint.IsZero():
		return e.Message.In(lang)
	case lang == catalog.ZH:
		return e.Message.ZH + "：" + e.Hint.ZH
	}
	return e.Message.EN + ": " + e.Hint.EN
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// ErrNone is a folder outside any repository. It is no fault: every plan is
// announced now, and the caller says so.
var ErrNone = &Error{Message: catalog.NoRepository, Hint: catalog.NoRepositoryHint}

func missing(what catalog.Text, h plumbing.Hash) error {
	return &Error{
		Message: catalog.ObjectMissing.With(what, short(h)),
		Hint:    catalog.ObjectMissingHint,
		Err:     plumbing.ErrObjectNotFound,
	}
}

func unreadable(err error) error {
	return &Error{
		Message: catalog.RepositoryUnreadable.With(err),
		Hint:    catalog.RepositoryUnreadableHint,
		Err:     err,
	}
}

// short is what people see of a hash.
func short(h plumbing.Hash) string { return h.String()[:7] }
