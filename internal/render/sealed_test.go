package render_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"usher/internal/catalog"
	"usher/internal/company"
	"usher/internal/plan"
	"usher/internal/render"
	"usher/templates"
)

// secretFields are what the built-in policies seal of a plan that has it all.
var secretFields = []string{"customer.contact", "customer.guests", "customer.organization", "gifts", "lodging", "programme.what", "purpose", "requirements", "travel"}

// inSecret is a confidential visit with something of everything, as a key opens it, and
// as it is without one.
func inSecret(t testing.TB, c *company.Company) (opened, sealed render.Visit) {
	t.Helper()
	whole := huaqing()
	whole.Confidentiality = plan.Confidential
	part := huaqing()
	part.Confidentiality = plan.Confidential
	part.Customer.Organization, part.Customer.Contact, part.Customer.Guests = "", "", nil
	part.Purpose, part.Requirements, part.Travel, part.Lodging, part.Gifts = "", nil, nil, nil, nil
	for i := range part.Programme {
		part.Programme[i].What = ""
	}
	opened, sealed = among(t, c, whole)[0], among(t, c, part)[0]
	opened.Opened, sealed.Sealed = secretFields, secretFields
	return opened, sealed
}

// public are the kinds that lie or hang where others see them.
func public(c *company.Company, kind string) bool {
	s, _ := c.Sheet(kind)
	return s.SeenBy == "staff" || s.SeenBy == "anyone"
}

// What a key has opened is marked, whatever the languages; what others see tells the
// same with a key and without, and nothing else is printed without.
func TestSealedVisit(t *testing.T) {
	c := works(t)
	opened, sealed := inSecret(t, c)
	for name, langs := range languages {
		with := chosen(t, c, []render.Visit{opened}, render.Selection{}, langs...)
		without := chosen(t, c, []render.Visit{sealed}, render.Selection{}, langs...)
		for file, sheet := range with {
			kind := strings.TrimSuffix(file[strings.LastIndex(file, "/")+1:], ".html")
			for _, k := range render.Kinds() {
				if strings.HasPrefix(kind, k.Name+"-") && kind != "room-plan" && kind != "procurement-week" {
					kind = k.Name
				}
			}
			mark := strings.Contains(sheet, "保密 Confidential") || strings.Contains(sheet, "Confidential 保密")
			other, there := without[file]
			switch {
			case public(c, kind):
				if mark || sheet != other {
					t.Errorf("%s in %s: marked: %t, another without the key: %t", file, name, mark, sheet != other)
				}
			case !mark:
				t.Errorf("%s in %s has no mark", file, name)
			case there && kind != "index" && kind != "procurement-week":
				t.Errorf("%s in %s is printed without a key", file, name)
			}
		}
		for file, sheet := range without {
			if strings.Contains(sheet, "保密 Confidential") || strings.Contains(sheet, "Confidential 保密") {
				t.Errorf("%s in %s is marked, and tells nothing", file, name)
			}
		}
	}
}

// The sheet of a week says that a sealed plan is not on it, and no more of it.
func TestSealedVisitIsLeftOut(t *testing.T) {
	c := works(t)
	_, sealed := inSecret(t, c)
	out := chosen(t, c, append(among(t, c, hengtai()), sealed), render.Selection{Kinds: []string{"procurement-week"}}, catalog.ZH)
	sheet := out["weeks/2026-W49/procurement-week.html"]
	if !strings.Contains(sheet, "计划已密封，未列入本表：") || strings.Contains(sheet, sealed.Plan.ID) {
		t.Errorf("the week's sheet does not say what it lacks, or says too much:\n%s", sheet)
	}
}

// A company may let others see what is sealed: then it is marked there, too, and not
// printed without a key.
func TestSealedAndShown(t *testing.T) {
	c := works(t)
	fields := map[string][]string{}
	for field, who := range c.Fields {
		fields[field] = slices.Clone(who)
	}
	fields["purpose"] = append(fields["purpose"], "staff")
	c.Fields = fields
	opened, sealed := inSecret(t, c)
	with := chosen(t, c, []render.Visit{opened}, render.Selection{Kinds: []string{"run-sheet"}})
	without := chosen(t, c, []render.Visit{sealed}, render.Selection{Kinds: []string{"run-sheet"}})
	for file, sheet := range with {
		if !strings.Contains(sheet, "保密 Confidential") {
			t.Errorf("%s has no mark", file)
		}
	}
	for file, sheet := range without {
		if !strings.Contains(sheet, "because the plan is sealed") {
			t.Errorf("%s does not say that it lacks the visit", file)
		}
	}
}

// A reader's sheets are marked where the reader sees something of it.
func TestSealedForReader(t *testing.T) {
	c := works(t)
	opened, _ := inSecret(t, c)
	for reader, want := range map[string]bool{"leader": true, "kitchen": true, "driver": false} {
		out, err := render.Render([]render.Visit{opened}, render.Options{Company: c, Templates: templates.FS, Reader: reader, Selection: render.Selection{Kinds: []string{"assignment"}}})
		if err != nil || len(out) == 0 {
			t.Fatal(err, len(out))
		}
		for _, s := range out {
			if got := strings.Contains(string(s.Data), "保密 Confidential"); got != want {
				t.Errorf("%s for %s: marked: %t", s.Name, reader, got)
			}
		}
	}
}

// Each page of each sheet is marked, in files of their own and in one of all.
func testPrintSealed(t *testing.T, ctx context.Context) {
	c := works(t)
	opened, _ := inSecret(t, c)
	opened.Plan.Programme = slices.Repeat(opened.Plan.Programme, 8) // several pages
	visits := []render.Visit{opened}
	sheets := chosen(t, c, visits, render.Selection{})
	sheets["combined"] = string(combine(t, c, visits, render.Selection{Kinds: []string{"reception-plan", "assignment", "tickets", "tents", "room"}}).Data)
	several := 0
	for name, sheet := range sheets {
		if !strings.Contains(sheet, "保密 Confidential") {
			continue
		}
		pages := printed(t, ctx, sheet)
		if len(pages) > 1 {
			several++
		}
		for i, p := range pages {
			if !strings.Contains(p, "保密Confidential") {
				t.Errorf("%s: page %d of %d has no mark:\n%s", name, i+1, len(pages), p)
			}
			if strings.Contains(p, "file:") {
				t.Errorf("%s: page %d has the browser's own head or foot", name, i+1)
			}
		}
	}
	if several < 3 {
		t.Errorf("%d sheets have several pages", several)
	}
}
