package main

import (
	"fmt"
	"slices"
	"strings"

	"usher/internal/catalog"
	"usher/internal/draft"
	"usher/internal/facts"
	"usher/internal/plan"
	"usher/internal/report"
	"usher/internal/source"
)

// times asks when the visit is, and says of an arrival until when the plan must be
// merged. A copy moves with it.
func (d *drafting) times() {
	var arrive, depart string
	d.choice(&arrive, question{flag: "arrive", title: catalog.NewArrive, required: true, check: d.checkArrive, remark: d.notice})
	if d.err != nil || arrive == "" {
		return
	}
	preset := ""
	if d.copied {
		d.p = draft.Copy(d.p, plan.Time(arrive))
		preset = string(d.p.Depart)
	}
	d.p.Arrive = plan.Time(arrive)
	d.choice(&depart, question{flag: "depart", title: catalog.NewDepart, required: true, preset: preset, check: func(s string) catalog.Text {
		t, err := plan.ParseTime(s)
		switch {
		case err != nil:
			return catalog.NewNotTime
		case t <= d.p.Arrive:
			return catalog.NewNotAfter.With(d.p.Arrive)
		}
		return catalog.Text{}
	}})
	d.p.Depart = plan.Time(depart)
}

func (d *drafting) checkArrive(s string) catalog.Text {
	t, err := plan.ParseTime(s)
	switch now := plan.TimeOf(d.now, d.company.Zone); {
	case err != nil:
		return catalog.NewNotTime
	case t < now:
		return catalog.NewPastTime.With(now)
	}
	return catalog.Text{}
}

// notice says until when a plan that arrives then must be merged.
func (d *drafting) notice(arrive string) catalog.Text {
	t, err := plan.ParseTime(arrive)
	if err != nil {
		return catalog.Text{}
	}
	trial := *d.p
	trial.Arrive, trial.Status = t, ""
	n := facts.Expected(&trial, d.world()).Notice
	switch {
	case n.Due && n.Late:
		return catalog.NewLate.With(n.Because, n.Deadline)
	case n.Due:
		return catalog.NewNotice.With(n.Because, n.Deadline)
	}
	return catalog.NewNoNotice.With(n.Deadline)
}

// confidentiality asks who may know.
func (d *drafting) confidentiality() {
	d.choice(&d.p.Confidentiality, question{flag: "confidentiality", title: catalog.NewConfidentiality, preset: plan.Internal, options: []option{
		{plan.Public, catalog.NewPublic}, {plan.Internal, catalog.NewInternal}, {plan.Confidential, catalog.NewConfidential},
	}})
	if d.p.Confidentiality == plan.Internal {
		d.p.Confidentiality = "" // what is so where nothing is said
	}
}

// id asks for the id, and offers one out of the guests' organisation, else the day.
func (d *drafting) id() {
	if d.p.Arrive == "" {
		return
	}
	taken := func(id string) string {
		i := slices.IndexFunc(d.files, func(f string) bool { return source.ID(f) == id })
		if i < 0 {
			return ""
		}
		return d.files[i]
	}
	words := strings.FieldsFunc(strings.ToLower(d.p.Customer.Organization), func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < '0' || r > '9')
	})
	stem := strings.Join(slices.DeleteFunc(words, func(w string) bool { return w == "" }), "-")
	if len(stem) < 3 || len(stem) > 60 || d.p.Confidentiality == plan.Confidential { // the id is on every list
		stem = "visit"
	}
	stem += "-" + string(d.p.Arrive.Date())
	offered := stem
	for n := 2; taken(offered) != ""; n++ {
		offered = fmt.Sprintf("%s-%d", stem, n)
	}
	d.choice(&d.p.ID, question{flag: "id", title: catalog.NewID, preset: offered, required: true, check: func(s string) catalog.Text {
		switch file := taken(s); {
		case !source.IsID(s):
			return catalog.NewNotID
		case file != "":
			return catalog.NewTakenID.With(report.OneLine(file))
		}
		return catalog.Text{}
	}})
}
