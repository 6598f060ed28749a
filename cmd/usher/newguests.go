package main

import (
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"

	"usher/internal/catalog"
	"usher/internal/plan"
)

// guests asks for the guests by name, and for how many come.
func (d *drafting) guests() {
	if d.err != nil {
		return
	}
	d.p.Customer.Guests = nil
	if d.flags.Changed("guest") || !d.asking {
		d.guestFlags()
	} else {
		d.guestQuestions()
	}
	d.headcount()
	var names []string
	for _, g := range d.p.Customer.Guests {
		names = append(names, g.Name)
	}
	var special []string
	d.several(&special, question{flag: "special", title: catalog.NewSpecial, options: options(names, func(n string) (string, catalog.Text) { return n, catalog.Same(n) })})
	for i := range d.p.Customer.Guests {
		d.p.Customer.Guests[i].Special = slices.Contains(special, d.p.Customer.Guests[i].Name)
	}
	if d.flags.Changed("language") {
		d.choice(&d.p.Customer.Language, question{flag: "language", title: catalog.NewLanguage, options: []option{
			{string(catalog.EN), catalog.LanguageEN}, {string(catalog.ZH), catalog.LanguageZH},
		}})
	}
	if d.flags.Changed("contact") {
		d.text(&d.p.Customer.Contact, question{flag: "contact", title: catalog.NewContact})
	}
}

func (d *drafting) guestFlags() {
	pairs, err := d.flags.GetStringArray("guest")
	if err != nil {
		d.err = err
		return
	}
	if len(pairs) == 0 {
		d.missing = append(d.missing, "--guest")
	}
	for _, pair := range pairs {
		name, position, ok := strings.Cut(pair, "=")
		name, position = strings.TrimSpace(name), strings.TrimSpace(position)
		wrong := checkText(pair)
		if !ok || name == "" || position == "" {
			wrong = catalog.NewNotPair.With(catalog.NewGuestSample)
		}
		if !wrong.IsZero() {
			d.err = &catalog.Error{Text: catalog.AskBadAnswer.With("guest", wrong)}
			return
		}
		d.p.Customer.Guests = append(d.p.Customer.Guests, plan.Guest{Name: name, Position: position})
	}
}

func (d *drafting) guestQuestions() {
	title := catalog.NewGuestName
	for {
		name, err := d.answer(question{title: title, required: title == catalog.NewGuestName, check: checkText})
		if err == nil && name == "" {
			return
		}
		var position string
		if err == nil {
			position, err = d.answer(question{title: catalog.NewGuestPosition.With(name), required: true, check: checkText})
		}
		if errors.Is(err, io.EOF) {
			d.asking = false
			if len(d.p.Customer.Guests) == 0 {
				d.missing = append(d.missing, "--guest")
			}
			return
		}
		if err != nil {
			d.err = err
			return
		}
		d.p.Customer.Guests = append(d.p.Customer.Guests, plan.Guest{Name: name, Position: position})
		title = catalog.NewGuestMore
	}
}

func (d *drafting) headcount() {
	named := max(1, len(d.p.Customer.Guests))
	d.number(&d.p.Customer.Headcount, question{
		flag: "headcount", title: catalog.NewHeadcount, preset: strconv.Itoa(named), required: true,
	}, named, 10000)
}
