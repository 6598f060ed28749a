package history_test

import (
	"testing"

	"usher/internal/bench"
	"usher/internal/history"
)

// The work is held by the objects read. Ten times the archive with as many plans
// ahead is hardly more of it; ten times the plans, ten times as much.
func TestScaling(t *testing.T) {
	const ahead = 10
	var asked, all [2]int // objects read for the plans ahead and for all
	for i, plans := range []int{500, 5000} {
		a := bench.NewArchive(bench.Shape{Plans: plans, Ahead: ahead, Commits: 3 * plans, Seed: 1})
		r, queries := archive(t, a), questions(a)
		read := func(queries []history.Query) int {
			h := r.open()
			h.LookBack(100) // fewer than the smaller one has
			got, err := h.Announced(queries, history.Options{Now: a.Now, Schedule: schedule})
			if err != nil || len(got) != len(queries) {
				t.Fatal(len(got), err)
			}
			return h.ObjectsRead()
		}
		asked[i], all[i] = read(queries[plans-ahead:]), read(queries)
	}
	if 2*asked[1] > 3*asked[0] {
		t.Errorf("%d objects for the plans ahead, and %d in ten times the archive", asked[0], asked[1])
	}
	if all[1] > 11*all[0] {
		t.Errorf("%d objects for all plans, and %d for ten times as many", all[0], all[1])
	}
}
