package audience_test

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"usher/internal/audience"
	"usher/internal/company"
	"usher/internal/facts"
	"usher/internal/plan"
	"usher/internal/policy"
	"usher/policies"
)

// builtin is the company that comes with the program.
func builtin(t testing.TB) *company.Company {
	t.Helper()
	set, err := policy.Load(policies.FS)
	if err != nil {
		t.Fatal(err)
	}
	return set.Company
}

// Each field that a plan can have is decided on in policies/readers.cue. One that
// is not would be shown to nobody; here is where that is noticed.
func TestEachFieldIsDecidedOn(t *testing.T) {
	c := builtin(t)
	known := append(plan.Fields(), company.FieldCoordinator, company.FieldPhone)
	for _, field := range known {
		if len(c.Fields[field]) == 0 {
			t.Errorf("policies/readers.cue does not say who sees %q", field)
		}
		for _, level := range company.Levels {
			if !c.Sees("general-affairs", field, level) {
				t.Errorf("General Affairs, who run reception, cannot see %q of a visit that is %s", field, level)
			}
		}
	}
	for field := range c.Fields {
		if !slices.Contains(known, field) {
			t.Errorf("policies/readers.cue speaks of %q, which no plan has", field)
		}
	}
}

// What is confidential is never seen by more people than what is public.
func TestLevels(t *testing.T) {
	c := builtin(t)
	for _, r := range c.Readers {
		for field := range c.Fields {
			seen := true
			for _, level := range company.Levels {
				now := c.Sees(r.ID, field, level)
				if now && !seen {
					t.Errorf("%s sees %s at %s and not below", r.ID, field, level)
				}
				seen = now
			}
			if c.Sees(r.ID, field, "no-such-level") != c.Sees(r.ID, field, plan.Confidential) {
				t.Errorf("a level that is none is not taken for confidential")
			}
		}
	}
	if c.Sees("general-affairs", "no-such-field", plan.Public) {
		t.Error("what no policy names is seen")
	}
}

// fill puts something into each field of a value, so that what is lost shows.
func fill(v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem())
	case reflect.Struct:
		for i := range v.NumField() {
			if f := v.Type().Field(i); f.IsExported() && plan.Key(f) != "" {
				fill(v.Field(i))
			}
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		for i := range 2 {
			fill(v.Index(i))
		}
	case reflect.Map:
		v.Set(reflect.MakeMap(v.Type()))
		key, value := reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
		fill(key)
		fill(value)
		v.SetMapIndex(key, value)
	case reflect.Interface:
		v.Set(reflect.ValueOf("x"))
	case reflect.String:
		v.SetString("2026-12-03 10:00")
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int, reflect.Int64:
		v.SetInt(7)
	case reflect.Float64:
		v.SetFloat(7)
	}
}

// leaves are the paths of a value that hold something, without places in lists.
func leaves(v reflect.Value, at string, into map[string]bool) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			leaves(v.Elem(), at, into)
		}
	case reflect.Slice:
		for i := range v.Len() {
			leaves(v.Index(i), at, into)
		}
	case reflect.Struct:
		if pkg := v.Type().PkgPath(); pkg == "usher/internal/plan" || pkg == "usher/internal/facts" {
			for i := range v.NumField() {
				if name := plan.Key(v.Type().Field(i)); name != "" {
					leaves(v.Field(i), strings.TrimPrefix(at+"."+name, "."), into)
				}
			}
			return
		}
		fallthrough
	default:
		if !v.IsZero() {
			into[at] = true
		}
	}
}

// full is a plan and facts with something in each field.
func full(level string) (*plan.Plan, *facts.Facts) {
	p, f := &plan.Plan{}, &facts.Facts{}
	fill(reflect.ValueOf(p).Elem())
	fill(reflect.ValueOf(f).Elem())
	p.ID, p.Confidentiality = "acme-merger", level
	f.Team[1].Leader = false
	f.Team[1].Role, f.Needs[0].Role = "guide", "admin-group"
	return p, f
}

// A copy holds what its reader sees and nothing else, and the plan is left as it was.
func TestFor(t *testing.T) {
	c := builtin(t)
	for _, r := range c.Readers {
		for _, level := range company.Levels {
			p, f := full(level)
			seen, known, _ := audience.For(p, f, c, r.ID)
			got := map[string]bool{}
			leaves(reflect.ValueOf(seen), "", got)
			for _, field := range plan.Fields() {
				want := c.Sees(r.ID, field, level) || field == "id" || field == "customer.organization"
				if got[field] != want || seen.Hides(field) == c.Sees(r.ID, field, level) {
					t.Errorf("%s, %s: %s is seen: %t, hidden: %t", r.ID, level, field, got[field], seen.Hides(field))
				}
			}
			if hides := !c.Sees(r.ID, "id", level); hides && strings.Contains(seen.ID, "acme") || !hides && seen.ID != p.ID {
				t.Errorf("%s, %s: the visit is called %s", r.ID, level, seen.ID)
			}
			if !c.Sees(r.ID, "customer.organization", level) && seen.Customer.Organization != "内部会议 Internal meeting" {
				t.Errorf("%s, %s: the visitor is %q", r.ID, level, seen.Customer.Organization)
			}
			if n := len(known.Rooms); n != len(seen.Rooms) {
				t.Errorf("%s, %s: facts of %d rooms, of %d", r.ID, level, n, len(seen.Rooms))
			}
			again, facts := full(level)
			if !reflect.DeepEqual(p, again) || !reflect.DeepEqual(f, facts) {
				t.Errorf("%s, %s: the plan itself was changed", r.ID, level)
			}
		}
	}
}

// Each fact is one that follows from fields of the plan, or is shown to nobody.
func TestEachFactIsDecidedOn(t *testing.T) {
	c := builtin(t)
	p, f := full(plan.Public)
	_, known, _ := audience.For(p, f, c, "general-affairs")
	all, got := map[string]bool{}, map[string]bool{}
	leaves(reflect.ValueOf(f), "", all)
	leaves(reflect.ValueOf(known), "", got)
	for fact := range all {
		unseen := slices.ContainsFunc(audience.Unseen, func(u string) bool { return fact == u || strings.HasPrefix(fact, u+".") })
		if unseen == got[fact] {
			t.Errorf("fact %q: name in follows.go the fields that it follows from, or say that nobody sees it", fact)
		}
	}
	for fact, fields := range audience.Follows {
		if !all[fact] {
			t.Errorf("follows.go speaks of %q, which is no fact", fact)
		}
		for _, field := range fields {
			if !slices.Contains(plan.Fields(), field) {
				t.Errorf("fact %q follows from %q, which no plan has", fact, field)
			}
		}
	}
}

// A fact is seen where all that it follows from is.
func TestFacts(t *testing.T) {
	c := builtin(t)
	for _, r := range c.Readers {
		for _, level := range company.Levels {
			p, f := full(level)
			_, known, _ := audience.For(p, f, c, r.ID)
			got := map[string]bool{}
			leaves(reflect.ValueOf(known), "", got)
			for fact, fields := range audience.Follows {
				want := !slices.ContainsFunc(fields, func(field string) bool { return !c.Sees(r.ID, field, level) })
				if got[fact] != want {
					t.Errorf("%s, %s: %s is seen: %t", r.ID, level, fact, got[fact])
				}
			}
			for _, m := range known.Team {
				switch {
				case m.Leader && !c.Sees(r.ID, "leaders", level),
					!m.Leader && !c.Sees(r.ID, "team", level) && m.Role != f.Needs[0].Role,
					m.Phone != "" && !c.Sees(r.ID, company.FieldPhone, level):
					t.Errorf("%s, %s: on duty is %+v", r.ID, level, m)
				}
			}
		}
	}
}

// Two readers see what both see, and a reader of nothing in particular all.
func TestTwoReaders(t *testing.T) {
	c := builtin(t)
	p, f := full(plan.Internal)
	same, facts, company := audience.For(p, f, c, "", "")
	if same != p || facts != f || company != c {
		t.Error("what nobody in particular reads is not what there is")
	}
	both, _, _ := audience.For(p, f, c, "driver", "front-desk")
	for _, field := range plan.Fields() {
		if both.Hides(field) == (c.Sees("driver", field, plan.Internal) && c.Sees("front-desk", field, plan.Internal)) {
			t.Errorf("%s is hidden: %t", field, both.Hides(field))
		}
	}
}

// A visit's alias stays the same, differs from others' and from other companies',
// and tells nothing of the id.
func TestAlias(t *testing.T) {
	c := builtin(t)
	one, two := audience.Alias(c, "acme-merger"), audience.Alias(c, "acme-sales")
	other := *c
	other.Alias = "a word of our own"
	if one == two || one != audience.Alias(c, "acme-merger") || one == audience.Alias(&other, "acme-merger") {
		t.Errorf("%s, %s", one, two)
	}
}

// A driver whom the plan leaves to the directory is named to who sees drivers.
func TestDriver(t *testing.T) {
	c := builtin(t)
	p := &plan.Plan{ID: "v", Vehicles: []plan.Vehicle{{At: "2026-12-03 10:00"}}}
	on, _ := c.Role("driver")
	seen, _, _ := audience.For(p, &facts.Facts{}, c, "driver")
	if got := seen.Vehicles[0].Driver; on.Holder == "" || got != on.Holder || p.Vehicles[0].Driver != "" {
		t.Errorf("drives: %q, want %q", got, on.Holder)
	}
	p.Team = map[string]string{"driver": "马师傅"}
	seen, _, _ = audience.For(p, &facts.Facts{Team: []facts.Member{{Role: "driver", Person: "马师傅"}}}, c, "driver")
	if got := seen.Vehicles[0].Driver; got != "马师傅" {
		t.Errorf("drives: %q", got)
	}
}
