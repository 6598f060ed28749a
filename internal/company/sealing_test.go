package company_test

import (
	"slices"
	"testing"

	"usher/internal/company"
)

// Who takes part in the programme lies open while that are the company's own people.
func TestOpenFields(t *testing.T) {
	c := &company.Company{
		Roles:   []company.Role{{ID: "gm-assistant"}},
		People:  []company.Person{{Name: "刘洋"}},
		Sealing: company.Sealing{Open: []string{"arrive", "programme.who", "status"}},
	}
	for _, x := range []struct {
		who  []string
		open bool
	}{
		{nil, true},
		{[]string{"gm-assistant", "刘洋"}, true},
		{[]string{"gm-assistant", "王建国"}, false},
		{[]string{"no-such-role"}, false},
	} {
		got := c.OpenFields(x.who)
		if slices.Contains(got, "programme.who") != x.open || !slices.Contains(got, "arrive") || !slices.Contains(got, "status") {
			t.Errorf("%v: %v", x.who, got)
		}
	}
	if len(c.Sealing.Open) != 3 {
		t.Error("the policy was changed")
	}
}
