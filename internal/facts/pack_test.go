package facts_test

import (
	"bytes"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"usher/internal/facts"
	"usher/internal/plan"
)

// crowd is plans that want the same rooms, pieces and persons at once.
func crowd() (plans []*plan.Plan) {
	for _, id := range []string{"a", "b", "c"} {
		plans = append(plans, visit(id, func(p *plan.Plan) {
			p.Customer.Organization = "恒泰"
			p.Leaders = []string{"Hu"}
			p.Team = map[string]string{"host": "Hu", "admin": "An"}
			p.Rooms = []plan.Booking{
				{Room: "hall", From: "2026-12-03 10:00", Until: "2026-12-03 11:00", Equipment: []string{"projector", "none"}, Attendees: 7},
				{Room: "nowhere"},
			}
			p.Programme = []plan.Step{{At: "2026-12-03 10:00", Until: "2026-12-03 11:00", Who: []string{"An", "host"}}}
		}))
	}
	return plans
}

// Claims that were written and read again collide as those that were not.
func TestClaimsAreReadAsWritten(t *testing.T) {
	w := facts.World{Company: small(t), Now: at(t, "2026-12-01 00:00")}
	plans := crowd()
	want := facts.Compute(plans, w)
	if len(want[1].Rooms[0].Clashes) == 0 || len(want[1].DoubleBooked) == 0 {
		t.Fatal("nothing collides")
	}
	claimant := facts.NewClaimant(w)
	var read facts.ClaimsReader
	got := make([]*facts.Facts, len(plans))
	claims := make([]*facts.Claims, len(plans))
	for i, p := range plans {
		got[i] = facts.Alone(p, w)
		b, err := claimant.Claims(p, got[i]).AppendBinary(nil)
		if err != nil {
			t.Fatal(err)
		}
		if claims[i], err = read.Read(p.ID, p.File, b); err != nil {
			t.Fatal(err)
		}
	}
	facts.Meet(claims, w)
	for i, c := range claims {
		c.Complete(got[i])
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-as found +as read):\n%s", diff)
	}
}

// Any bytes are claims or an error; what is read is written the same again.
func FuzzClaimsReader(f *testing.F) {
	w := facts.World{Company: small(f)}
	claimant := facts.NewClaimant(w)
	for _, p := range crowd() {
		b, _ := claimant.Claims(p, facts.Alone(p, w)).AppendBinary(nil)
		f.Add(b)
		f.Add(slices.Concat(b[:len(b)/2], b))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		var read facts.ClaimsReader
		c, err := read.Read("a", "visits/a.yaml", b)
		if err != nil {
			return
		}
		once, _ := c.AppendBinary(nil)
		again, err := read.Read("a", "visits/a.yaml", once)
		if err != nil {
			t.Fatal(err)
		}
		if twice, _ := again.AppendBinary(nil); !bytes.Equal(once, twice) {
			t.Errorf("%x, then %x", once, twice)
		}
	})
}
