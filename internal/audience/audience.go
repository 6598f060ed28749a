// Package audience provides what each reader may see of a visit (R5.1): a copy of
// plan and facts that holds nothing else, made before anything is made of them.
//
// What no policy names is taken out, so that a field which plans get later is
// hidden until somebody decides who sees it.
package audience

import (
	"cmp"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"

	"usher/internal/catalog"
	"usher/internal/company"
	"usher/internal/facts"
	"usher/internal/plan"
)

// Sheets reports whether a reader gets the sheets of a kind. Nobody in particular,
// "", gets all.
func Sheets(c *company.Company, reader, kind string) bool {
	s, _ := c.Sheet(kind)
	return reader == "" || slices.Contains(s.Readers, reader)
}

// Concerns reports whether a visit concerns a reader: a driver has no business
// with one that needs no car.
func Concerns(c *company.Company, reader string, p *plan.Plan, f *facts.Facts) bool {
	r, _ := c.Reader(reader)
	return len(r.Visits) == 0 || slices.ContainsFunc(r.Visits, func(word string) bool {
		is, ok := facts.Conditions[word]
		return ok && is(p, f)
	})
}

// For returns plan, facts and company as the readers see them who are not "": a
// field only where each of them sees it. Without a reader they are returned as
// they are. What is hidden of a plan, its Hides tells; the id is then an alias and
// the organisation an internal meeting. Nothing of other visits is left in the facts.
func For(p *plan.Plan, f *facts.Facts, c *company.Company, readers ...string) (*plan.Plan, *facts.Facts, *company.Company) {
	readers = slices.DeleteFunc(slices.Clone(readers), func(r string) bool { return r == "" })
	if len(readers) == 0 {
		return p, f, c
	}
	sees := func(field string) bool {
		return !slices.ContainsFunc(readers, func(r string) bool {
			return !c.Sees(r, field, cmp.Or(p.Confidentiality, plan.Internal))
		})
	}
	seen := maskPlan(staffed(p, f, c), sees)
	if seen.Hides("id") {
		seen.ID = Alias(c, p.ID)
	}
	if seen.Hides("customer.organization") {
		seen.Customer.Organization = InternalMeeting.ZH + " " + InternalMeeting.EN
	}
	known := maskFacts(f, sees)
	if len(known.Rooms) != len(seen.Rooms) {
		known.Rooms = make([]facts.Booking, len(seen.Rooms)) // one for each, see facts.Facts
	}
	return seen, known, Directory(c, readers...)
}

// Tells reports whether what the readers see of a visit of the level has something of
// the fields in it, or of what lies below them. Nobody in particular, "", sees all.
func Tells(c *company.Company, level string, fields []string, readers ...string) bool {
	readers = slices.DeleteFunc(slices.Clone(readers), func(r string) bool { return r == "" })
	return slices.ContainsFunc(fields, func(field string) bool {
		if len(readers) == 0 {
			return true
		}
		for known := range c.Fields {
			if known != field && !strings.HasPrefix(known, field+".") {
				continue
			}
			if !slices.ContainsFunc(readers, func(r string) bool { return !c.Sees(r, known, level) }) {
				return true
			}
		}
		return false
	})
}

// InternalMeeting stands for the organisation where a reader may not see it.
var InternalMeeting = catalog.Sheets["internal-meeting"]

// Alias is what a visit is called where its id is hidden. It stays the same for
// as long as the id and the company's alias-key do.
func Alias(c *company.Company, id string) string {
	sum := hmac.New(sha256.New, []byte(c.Alias))
	sum.Write([]byte(id))
	return "visit-" + hex.EncodeToString(sum.Sum(nil))[:12]
}

// Directory is the company without the phone numbers that one of the readers may
// not see.
func Directory(c *company.Company, readers ...string) *company.Company {
	if !slices.ContainsFunc(readers, func(r string) bool {
		return r != "" && !c.Sees(r, company.FieldPhone, plan.Confidential)
	}) {
		return c
	}
	out := *c
	out.People = slices.Clone(c.People)
	for i := range out.People {
		out.People[i].Phone = ""
	}
	return &out
}

// staffed is a copy of the plan that names each driver: who may see the driver
// but not the team could not tell who that is where the plan leaves it to the
// directory.
func staffed(p *plan.Plan, f *facts.Facts, c *company.Company) *plan.Plan {
	const driver = "driver"
	on, _ := c.Role(driver)
	for _, m := range f.Team {
		if m.Role == driver {
			on.Holder = m.Person
			break
		}
	}
	out := *p
	out.Vehicles = slices.Clone(p.Vehicles)
	for i, v := range out.Vehicles {
		out.Vehicles[i].Driver = cmp.Or(v.Driver, on.Holder)
	}
	return &out
}
