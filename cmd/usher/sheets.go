package main

import (
	"slices"
	"strings"

	"usher/internal/catalog"
	"usher/internal/check"
	"usher/internal/company"
	"usher/internal/history"
	"usher/internal/plan"
	"usher/internal/render"
	"usher/internal/suggest"
)

// wanted is the choice of sheets as the command line states it.
type wanted struct {
	kinds, visits, days, weeks []string
	combined                   bool // into one file
}

func (w wanted) all() bool { return len(w.kinds)+len(w.visits)+len(w.days)+len(w.weeks) == 0 }

// complain says what is wrong with the kinds, days and weeks as they were typed.
func (w wanted) complain(c *company.Company) error {
	names := sheetNames(render.KindsOf(c))
	for _, name := range w.kinds {
		if slices.Contains(names, name) {
			continue
		}
		choices := strings.Join(names, ", ")
		if near := suggest.Closest(name, names); near != "" {
			return &catalog.Error{Text: catalog.ErrNoSheetMeant.With(name, near, choices)}
		}
		return &catalog.Error{Text: catalog.ErrNoSheet.With(name, choices)}
	}
	_, err := w.selection("2026-01-01") // whichever day is today
	return err
}

// selection is the choice as render takes it, but for the visits.
func (w wanted) selection(today plan.Date) (render.Selection, error) {
	out := render.Selection{Kinds: w.kinds}
	for _, word := range w.days {
		d, ok := dayOf(word, today)
		if !ok {
			return out, &catalog.Error{Text: catalog.ErrSheetDay.With(word)}
		}
		out.Days = append(out.Days, d)
	}
	for _, word := range w.weeks {
		week, err := plan.ParseWeek(strings.ToUpper(word))
		if err != nil {
			d, ok := dayOf(word, today)
			if !ok {
				return out, &catalog.Error{Text: catalog.ErrSheetWeek.With(word)}
			}
			week = d.Week()
		}
		out.Weeks = append(out.Weeks, week)
	}
	return out, nil
}

// dayOf reads a day as people type it.
func dayOf(word string, today plan.Date) (plan.Date, bool) {
	switch word {
	case "today":
		return today, true
	case "tomorrow":
		return today.Add(1), true
	}
	d, err := plan.ParseDate(word)
	return d, err == nil
}

func sheetNames(kinds []render.Kind) []string {
	var out []string
	for _, k := range kinds {
		out = append(out, k.Name)
	}
	return out
}

// scopes are what a sheet can be about, in words.
var scopes = map[render.Scope]catalog.Text{
	render.PerVisit:   catalog.ScopeVisit,
	render.PerBooking: catalog.ScopeRoom,
	render.PerDay:     catalog.ScopeDay,
	render.PerWeek:    catalog.ScopeWeek,
}

// jsonSheet is a kind of sheet for programs.
type jsonSheet struct {
	Name  string       `json:"name"`
	Code  string       `json:"code"`
	Scope render.Scope `json:"scope"`
	Title catalog.Text `json:"title"`
	Use   catalog.Text `json:"use"`
}

// listSheets names all kinds of sheets, those of the company's own among them. It
// needs no repository.
func (s *session) listSheets(format, rulesFrom string) error {
	kinds := render.Kinds()
	if root, err := s.root(); err == nil {
		checker, err := s.open(check.Source{Root: root, Git: history.Env{GitDir: s.env("GIT_DIR"), WorkTree: s.env("GIT_WORK_TREE")}, RulesFrom: rulesFrom})
		if err != nil {
			return err
		}
		kinds = render.KindsOf(checker.Company())
	}
	l := listing{heads: []catalog.Text{catalog.ColumnSheet, catalog.ColumnTitle, {}, catalog.ColumnScope, catalog.ColumnUse}}
	var list []jsonSheet
	for _, k := range kinds {
		l.rows = append(l.rows, []string{k.Name, k.Title.ZH, k.Title.EN, scopes[k.Scope].In(s.lang), k.Use.In(s.lang)})
		list = append(list, jsonSheet{k.Name, k.Code, k.Scope, k.Title, k.Use})
	}
	l.data = struct {
		Version int         `json:"version"`
		Sheets  []jsonSheet `json:"sheets"`
	}{listVersion, list}
	return s.list(format, l)
}
