package render_test

import (
	"slices"
	"strings"
	"testing"

	"usher/internal/catalog"
	"usher/internal/company"
	"usher/internal/plan"
	"usher/internal/render"
	"usher/templates"
)

// Tests of what holds for every sheet take them from here, so that a further kind
// is tested from its first day.

// languages are the choices of --sheet-lang.
var languages = map[string][]catalog.Lang{"both": nil, "zh": {catalog.ZH}, "en": {catalog.EN}}

// everything renders all there is to print of the plans, and the page of a report.
func everything(t testing.TB, c *company.Company, langs []catalog.Lang, plans ...*plan.Plan) []render.Sheet {
	t.Helper()
	var visits []render.Visit
	for _, p := range plans {
		visits = append(visits, visit(t, c, p))
	}
	out, err := render.Render(visits, render.Options{Company: c, Templates: templates.FS, Languages: langs})
	if err != nil {
		t.Fatal(err)
	}
	out = slices.DeleteFunc(out, func(s render.Sheet) bool { return !strings.HasSuffix(s.Name, ".html") })
	c = accounted(t)
	page := ledgerPage(t, c, account(c, settled("hengtai-sales-review"), settled("huaqing-phase-two")), langs...)
	return append(out, render.Sheet{Name: "ledger.html", Kind: "ledger", Data: []byte(page)})
}

// ofVisits leaves out what does not depend on the plans.
func ofVisits(sheets []render.Sheet) []render.Sheet {
	return slices.DeleteFunc(sheets, func(s render.Sheet) bool { return s.Kind == "ledger" })
}

// Each kind of sheet is among what these tests look at.
func TestEverythingIsEverything(t *testing.T) {
	c := works(t)
	seen := map[string]bool{}
	for _, s := range everything(t, c, nil, huaqing(), hengtai()) {
		seen[s.Kind] = true
	}
	for _, k := range render.Kinds() {
		if !seen[k.Name] {
			t.Errorf("two visits with something of everything have no sheet %q", k.Name)
		}
	}
}
