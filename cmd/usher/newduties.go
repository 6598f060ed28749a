package main

import (
	"errors"
	"io"
	"slices"
	"strings"

	"usher/internal/catalog"
	"usher/internal/company"
	"usher/internal/facts"
)

// applicant asks who asks for the visit. The directory may lack somebody who does.
func (d *drafting) applicant() {
	d.text(&d.p.Applicant.Name, question{flag: "applicant", title: catalog.NewApplicant, required: true, hints: d.people(d.company.People)})
	preset := ""
	if p, ok := d.company.Person(d.p.Applicant.Name); ok {
		preset = p.Unit
	}
	d.choice(&d.p.Applicant.Department, question{
		flag: "department", title: catalog.NewDepartment, preset: preset, required: d.p.Applicant.Name != "",
		options: options(d.company.Units, func(u company.Unit) (string, catalog.Text) { return u.ID, u.Name }),
	})
}

// duties asks who takes part; who is in another visit then is not offered.
func (d *drafting) duties() {
	if d.err != nil || d.p.Arrive == "" || d.p.Depart == "" {
		return
	}
	var free []option
	if d.asking {
		free = d.people(facts.FreePeople(d.plans, d.p, d.world()))
	}
	isFree := func(name string) bool {
		return slices.ContainsFunc(free, func(o option) bool { return o.value == name })
	}
	d.several(&d.p.Leaders, question{flag: "leader", title: catalog.NewLeader, options: free, check: checkText, free: !d.asking})
	if d.err == nil && (!d.copied || d.flags.Changed("coordination")) {
		d.p.Coordination, d.err = d.yes(question{flag: "coordination", title: catalog.NewCoordination})
	}
	if len(d.p.Leaders) > 0 || d.p.Coordination {
		if d.asking {
			d.s.say("  " + d.notice(string(d.p.Arrive)).In(d.s.lang))
		}
	}
	if category, _ := d.company.Category(d.p.Category); category.OrCounterpart && !d.copied || d.flags.Changed("counterpart") {
		units := options(d.company.Units, func(u company.Unit) (string, catalog.Text) { return u.ID, u.Name })
		d.optional(&d.p.Counterpart, question{flag: "counterpart", title: catalog.NewCounterpart, options: units})
	}
	d.teamFlags()
	for _, need := range facts.Expected(d.p, d.world()).Needs {
		role, _ := d.company.Role(need.Role)
		if _, stated := d.p.Team[need.Role]; stated || !d.asking || d.err != nil || len(free) == 0 {
			continue
		}
		q := question{title: catalog.NewRole.With(role.Name), options: free}
		if isFree(role.Holder) {
			q.preset = role.Holder
		}
		person, err := d.answer(q)
		switch {
		case errors.Is(err, io.EOF):
			d.asking = false
		case err != nil:
			d.err = err
		case person != "" && person != role.Holder:
			d.onDuty(need.Role, person)
		}
	}
}

func (d *drafting) onDuty(role, person string) {
	if d.p.Team == nil {
		d.p.Team = map[string]string{}
	}
	d.p.Team[role] = person
}

func (d *drafting) teamFlags() {
	pairs, err := d.flags.GetStringArray("team")
	if err != nil && d.err == nil {
		d.err = err
	}
	for _, pair := range pairs {
		role, person, _ := strings.Cut(pair, "=")
		role, person = strings.TrimSpace(role), strings.TrimSpace(person)
		if _, known := d.company.Role(role); !known || person == "" || !checkText(person).IsZero() {
			var ids []string
			for _, r := range d.company.Roles {
				ids = append(ids, r.ID)
			}
			if d.err == nil {
				d.err = &catalog.Error{Text: catalog.AskBadAnswer.With("team",
					catalog.NewNotPair.With(catalog.NewTeamSample.With(strings.Join(ids, ", "))))}
			}
			return
		}
		d.onDuty(role, person)
	}
}
