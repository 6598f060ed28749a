// Package catalog provides every text that usher says, in English and in Chinese.
//
// Texts are package variables grouped by who says them (one file each), so that
// a text nobody wrote is a compile error; a test reads this package's source and
// fails when a text lacks one of the languages or when the two take different
// arguments.
package catalog

import "fmt"

// Lang is a language that usher speaks, as a BCP 47 primary subtag.
type Lang string

// The languages of messages and sheets.
const (
	EN Lang = "en"
	ZH Lang = "zh"
)

// Text is one text in both languages. The zero Text is "nothing to say".
type Text struct {
	EN string `json:"en"`
	ZH string `json:"zh"`
}

// In returns the text in one language; any language but Chinese reads English.
func (t Text) In(lang Lang) string {
	if lang == ZH {
		return t.ZH
	}
	return t.EN
}

// IsZero reports whether there is nothing to say.
func (t Text) IsZero() bool { return t == Text{} }

// With fills the verbs of fmt in both languages. An argument that is itself a
// Text appears in the language of the sentence around it.
func (t Text) With(args ...any) Text {
	return Text{
		EN: fmt.Sprintf(t.EN, inLang(args, EN)...),
		ZH: fmt.Sprintf(t.ZH, inLang(args, ZH)...),
	}
}

// Same is a text that reads alike in both languages: a name, a value, an id.
func Same(s string) Text { return Text{EN: s, ZH: s} }

func inLang(args []any, lang Lang) []any {
	out := make([]any, len(args))
	for i, a := range args {
		if t, ok := a.(Text); ok {
			a = t.In(lang)
		}
		out[i] = a
	}
	return out
}

// Error is an error told in both languages: what could not be done and what to
// do about it. Err, the cause, may be nil.
type Error struct {
	Text Text
	Err  error
}

// Error tells it in English, with the cause.
func (e *Error) Error() string { return e.In(EN) }

// In tells it in one language, with the cause as the tool below put it.
func (e *Error) In(lang Lang) string {
	if e.Err == nil {
		return e.Text.In(lang)
	}
	if lang == ZH {
		return e.Text.ZH + "（" + e.Err.Error() + "）"
	}
	return e.Text.EN + " (" + e.Err.Error() + ")"
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }
