package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"charm.land/huh/v2"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"usher/internal/catalog"
	"usher/internal/report"
)

// question is one thing to ask, and the flag that answers it instead.
type question struct {
	flag     string
	title    catalog.Text
	preset   string
	required bool
	options  []option                  // the only answers, where there are any
	hints    []option                  // answers that are likely; others will do
	free     bool                      // a flag may give any answer
	check    func(string) catalog.Text // finds fault with an answer; nil finds none
	remark   func(string) catalog.Text // said of an answer while it is typed; nil says nothing
}

// option is an answer to choose.
type option struct {
	value string
	label catalog.Text
}

// interview asks questions one after another: in a form on a terminal, else line
// by line. What a flag says is not asked.
type interview struct {
	s       *session
	flags   *pflag.FlagSet
	asking  bool // somebody is there to answer
	lines   *bufio.Reader
	missing []string // flags that would have answered what is required
	offered []option // last
}

// interview begins one. A program that gives all that is required is asked
// nothing, since nobody may be there to close its standard input.
func (s *session) interview(cmd *cobra.Command, yes bool, required ...string) *interview {
	i := &interview{s: s, flags: cmd.Flags(), lines: bufio.NewReader(s.stdin)}
	i.asking = !yes && (s.typed || slices.ContainsFunc(required, func(flag string) bool { return !i.flags.Changed(flag) }))
	return i
}

// one asks for one answer; empty where there is none.
func (i *interview) one(q question) (string, error) {
	answer, err := i.flags.GetString(q.flag)
	if err != nil {
		return "", err
	}
	if i.flags.Changed(q.flag) {
		answer = strings.TrimSpace(answer)
		if wrong := q.wrong(answer); !wrong.IsZero() {
			return "", &catalog.Error{Text: catalog.AskBadAnswer.With(q.flag, wrong)}
		}
		return answer, nil
	}
	if len(q.options) == 1 && q.required { // nothing to choose
		return q.options[0].value, nil
	}
	if i.asking {
		if answer, err = i.answer(q); !errors.Is(err, io.EOF) {
			return answer, err
		}
		i.asking = false
	}
	if q.preset == "" && q.required {
		i.missing = append(i.missing, "--"+q.flag)
	}
	return q.preset, nil
}

// yes asks whether something is so.
func (i *interview) yes(q question) (bool, error) {
	if i.flags.Changed(q.flag) || !i.asking {
		return i.flags.GetBool(q.flag)
	}
	q.options = []option{{"no", catalog.AnswerNo}, {"yes", catalog.AnswerYes}}
	q.preset = "no"
	answer, err := i.answer(q)
	if errors.Is(err, io.EOF) {
		i.asking = false
		return false, nil
	}
	return answer == "yes", err
}

// several asks for any number of answers, in the order given.
func (i *interview) several(q question) ([]string, error) {
	answers, err := i.flags.GetStringArray(q.flag)
	if err != nil {
		return nil, err
	}
	if i.flags.Changed(q.flag) {
		for _, a := range answers {
			if wrong := q.wrong(a); !wrong.IsZero() {
				return nil, &catalog.Error{Text: catalog.AskBadAnswer.With(q.flag, wrong)}
			}
		}
		return answers, nil
	}
	if i.asking && (len(q.options) > 0 || q.check != nil && !q.free) {
		if answers, err = i.answers(q); !errors.Is(err, io.EOF) {
			return answers, err
		}
		i.asking = false
	}
	return nil, nil
}

// done is an error that names what would have had to be said, if anything.
func (i *interview) done() error {
	if len(i.missing) == 0 {
		return nil
	}
	return &catalog.Error{Text: catalog.AskMissing.With(strings.Join(i.missing, ", "))}
}

// wrong is what is wrong with an answer, if anything.
func (q *question) wrong(answer string) catalog.Text {
	switch {
	case answer == "" && q.required:
		return catalog.AskNeeded
	case answer == "":
		return catalog.Text{}
	case len(q.options) > 0 && !q.free && !slices.ContainsFunc(q.options, func(o option) bool { return o.value == answer }):
		return catalog.AskNotChoice.With(answer, q.values())
	case q.check != nil:
		return q.check(answer)
	}
	return catalog.Text{}
}

func (q *question) values() string {
	words := make([]string, len(q.options))
	for i, o := range q.options {
		words[i] = o.value
	}
	return strings.Join(words, ", ")
}

// answer asks on the terminal, or on a line.
func (i *interview) answer(q question) (string, error) {
	lang := i.s.lang
	if !i.s.typed {
		return i.line(q)
	}
	value := q.preset
	if len(q.options) > 0 {
		field := huh.NewSelect[string]().Title(q.title.In(lang)).Options(i.choices(q)...).Value(&value)
		return value, i.fill(field, &value)
	}
	var hints []string
	for _, h := range q.hints {
		hints = append(hints, h.value)
	}
	field := huh.NewInput().Title(q.title.In(lang)).Suggestions(hints).Value(&value).Validate(func(v string) error {
		if wrong := q.wrong(strings.TrimSpace(v)); !wrong.IsZero() {
			return errors.New(wrong.In(lang))
		}
		return nil
	})
	if q.remark != nil {
		field.DescriptionFunc(func() string { return q.remark(strings.TrimSpace(value)).In(lang) }, &value)
	}
	err := i.fill(field, &value)
	return value, err
}

// answers asks for any number of the options.
func (i *interview) answers(q question) ([]string, error) {
	if i.s.typed && len(q.options) > 0 {
		var values []string
		field := huh.NewMultiSelect[string]().Title(q.title.In(i.s.lang)).Options(i.choices(q)...).Value(&values)
		err := i.fill(field, nil)
		return values, err
	}
	one := q
	one.title = catalog.Joined.With(q.title, catalog.AskSeveral)
	one.options = nil
	one.check = func(line string) catalog.Text {
		for _, word := range listed(line) {
			if wrong := q.wrong(word); !wrong.IsZero() {
				return wrong
			}
		}
		return catalog.Text{}
	}
	if i.s.typed {
		line, err := i.answer(one)
		return listed(line), err
	}
	i.offer(q.options)
	line, err := i.line(one)
	return listed(line), err
}

// listed are the words of a line with commas between them, Western or Chinese.
func listed(line string) (words []string) {
	for _, w := range strings.FieldsFunc(line, func(r rune) bool { return strings.ContainsRune(",，、", r) }) {
		if w = strings.TrimSpace(w); w != "" {
			words = append(words, w)
		}
	}
	return words
}

func (i *interview) choices(q question) []huh.Option[string] {
	var all []huh.Option[string]
	for _, o := range q.options {
		label := o.label.In(i.s.lang)
		if o.label != catalog.Same(o.value) {
			label = o.value + "  " + label
		}
		all = append(all, huh.NewOption(report.OneLine(label), o.value))
	}
	return all
}

// fill runs one field of a form on the terminal.
func (i *interview) fill(field huh.Field, text *string) error {
	form := huh.NewForm(huh.NewGroup(field)).WithInput(i.s.stdin).WithOutput(i.s.stderr).WithShowHelp(false)
	err := form.Run()
	if errors.Is(err, huh.ErrUserAborted) {
		return &catalog.Error{Text: catalog.AskAborted}
	}
	if err != nil {
		return fmt.Errorf("asking a question: %w", err)
	}
	if text != nil {
		*text = strings.TrimSpace(*text)
	}
	return nil
}

// line asks until a line is a good answer; io.EOF where there are no more lines.
func (i *interview) line(q question) (string, error) {
	i.offer(q.options)
	i.offer(q.hints)
	for {
		if q.preset != "" {
			fmt.Fprint(i.s.stderr, report.OneLine(catalog.AskPreset.With(q.title, q.preset).In(i.s.lang)))
		} else {
			fmt.Fprint(i.s.stderr, report.OneLine(catalog.AskPlain.With(q.title).In(i.s.lang)))
		}
		line, err := i.lines.ReadString('\n')
		if err != nil && (line == "" || !errors.Is(err, io.EOF)) {
			i.s.say("")
			return "", err
		}
		answer := strings.TrimSpace(line)
		if answer == "" {
			answer = q.preset
		}
		wrong := q.wrong(answer)
		if !wrong.IsZero() {
			i.s.say("  " + report.OneLine(wrong.In(i.s.lang)))
			continue
		}
		if q.remark != nil {
			if said := q.remark(answer); !said.IsZero() {
				i.s.say("  " + report.OneLine(said.In(i.s.lang)))
			}
		}
		return answer, nil
	}
}

// offer lists options, once: the directory is long.
func (i *interview) offer(list []option) {
	if len(list) == 0 || slices.Equal(list, i.offered) {
		return
	}
	i.offered = list
	for _, o := range list {
		label := o.label.In(i.s.lang)
		if label == o.value {
			label = ""
		}
		i.s.say(strings.TrimRight(report.OneLine(fmt.Sprintf("  %-16s %s", o.value, label)), " "))
	}
}
