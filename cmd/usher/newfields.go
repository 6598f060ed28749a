package main

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"usher/internal/catalog"
	"usher/internal/company"
)

// text asks for a text.
func (d *drafting) text(into *string, q question) {
	if d.err != nil {
		return
	}
	if q.check == nil {
		q.check = checkText
	}
	var answer string
	if answer, d.err = d.one(q); d.err == nil {
		*into = answer
	}
}

// choice asks for one of the options.
func (d *drafting) choice(into *string, q question) {
	if d.err == nil {
		var answer string
		if answer, d.err = d.one(q); d.err == nil {
			*into = answer
		}
	}
}

// several asks for any number of texts or options.
func (d *drafting) several(into *[]string, q question) {
	if d.err == nil {
		var answers []string
		if answers, d.err = d.interview.several(q); d.err == nil && (len(answers) > 0 || !d.copied) {
			*into = answers
		}
	}
}

// number asks for a number.
func (d *drafting) number(into *int, q question, least, most int) {
	q.check = func(s string) catalog.Text {
		if n, err := strconv.Atoi(s); err != nil || n < least || n > most {
			return catalog.NewNotNumber.With(least, most)
		}
		return catalog.Text{}
	}
	var answer string
	d.choice(&answer, q)
	if d.err == nil {
		*into, _ = strconv.Atoi(answer)
	}
}

func checkText(s string) catalog.Text {
	if !utf8.ValidString(s) || strings.ContainsFunc(s, func(r rune) bool { return r < ' ' && r != '\n' && r != '\t' || r == utf8.RuneError }) {
		return catalog.NewBadText
	}
	return catalog.Text{}
}

func options[T any](list []T, of func(T) (string, catalog.Text)) []option {
	var all []option
	for _, x := range list {
		value, label := of(x)
		all = append(all, option{value, label})
	}
	return all
}

func (d *drafting) people(list []company.Person) []option {
	return options(list, func(p company.Person) (string, catalog.Text) {
		return p.Name, p.Post
	})
}

// optional asks for one of the options, or none.
func (d *drafting) optional(into *string, q question) {
	if d.flags.Changed(q.flag) || !d.asking {
		d.choice(into, q)
		return
	}
	q.options = append([]option{{"-", catalog.NewNone}}, q.options...)
	q.preset = "-"
	d.choice(into, q)
	if *into == "-" {
		*into = ""
	}
}
