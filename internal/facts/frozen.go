package facts

import (
	"slices"

	"usher/internal/catalog"
	"usher/internal/change"
	"usher/internal/plan"
)

// Alteration is what a change under review makes of something that a completed
// plan stated (R2.2): its time, rooms, guests, money or status.
type Alteration struct {
	Topic string       `json:"topic"` // "time", "rooms", "guests", "budget", "costs", "status"
	Name  catalog.Text `json:"name"`
	At    []any        `json:"at"` // the first place that differs
}

// frozen is what the completed plan of a visit may not have changed, in that order.
var frozen = []struct {
	topic change.Topic
	word  string
	name  catalog.Text
}{
	{change.Status, "status", catalog.FrozenStatus},
	{change.Time, "time", catalog.FrozenTime},
	{change.Rooms, "rooms", catalog.FrozenRooms},
	{change.Guests, "guests", catalog.FrozenGuests},
	{change.Budget, "budget", catalog.FrozenBudget},
	{change.Outcome, "costs", catalog.FrozenCosts},
}

// alterations holds a plan against what it was when it was completed. To state a
// cost that was not stated completes the records; to state another alters them.
func alterations(before, p *plan.Plan) (out []Alteration) {
	if before == nil || before.Status != plan.Completed || len(corrections(p)) > len(corrections(before)) {
		return nil
	}
	changes := change.Between(before, p)
	for _, f := range frozen {
		i := slices.IndexFunc(changes, func(c change.Change) bool {
			if c.Topic != f.topic {
				return false
			}
			return f.topic != change.Outcome || c.Act != change.Added && (len(c.Was) == 1 || c.Was[1] == "costs")
		})
		if i < 0 {
			continue
		}
		at := changes[i].Is
		if changes[i].Act == change.Removed {
			at = changes[i].Was[:len(changes[i].Was)-1]
		}
		if len(at) == 0 { // of what is gone, the plan has no place
			at = []any{"status"}
		}
		out = append(out, Alteration{Topic: f.word, Name: f.name, At: at})
	}
	return out
}

func corrections(p *plan.Plan) []plan.Correction {
	if p.Outcome == nil {
		return nil
	}
	return p.Outcome.Corrections
}
