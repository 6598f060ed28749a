package history

import (
	"time"

	"github.com/go-git/go-git/v5/plumbing"
)

// Visits is the folder below the root that holds the plans.
const Visits = "visits"

// Query is a plan as it stands in the work tree.
type Query struct {
	ID       string // the file's stem
	Schedule string // what Options.Schedule makes of its bytes
	Sum      Sum    // of its bytes, to save reading them again from git; zero if it is not known
}

// Options are what the answer depends on besides the repository.
type Options struct {
	Now time.Time // the moment of judging
	// Base names the commit that a change under review is to be merged into; empty
	// where nothing is under review.
	Base string
	// Head names the commit whose plans these are; empty for HEAD and the work tree
	// on top of it.
	Head string
	// Schedule reads a plan's schedule out of the bytes of its file, of today or of
	// any day before; empty where there is none. It is called once for each bytes.
	Schedule func(data []byte) string
}

// How an announcement is known.
const (
	FromCommit  = "commit"      // by the commit that brought it to the main line
	Uncommitted = "uncommitted" // it is now: not committed yet
	Change      = "change"      // it is now: the base has it not, or otherwise
)

// Announcement is when a plan's present schedule was announced.
type Announcement struct {
	Source string    // FromCommit, Uncommitted or Change
	Commit string    // 40 hexadecimal digits; only FromCommit
	At     time.Time // in UTC, whole seconds FromCommit; otherwise Options.Now
	// Rescheduled says that the plan was there before, with another schedule, when
	// the present one came.
	Rescheduled bool
	// Holds is the moment from which on every moment of judging gets this answer, in
	// whole seconds, but for At where that is the moment of judging itself; the zero
	// time where a commit is dated later, and none is sure to.
	Holds time.Time
}

// always is before any moment of judging.
var always = time.Unix(0, 0).UTC()

// Announced answers for each plan, by its id. With a base, a schedule that the
// base has keeps the base's answer, from its tip or else from where the change
// left it, and any other is announced now; without, one that HEAD has not is.
// Where two files share an id and differ in schedule, the later answer stands.
//
// The folders are walked from the tip back only until every plan is answered, and
// the commits' headers as far below that as dates need them; where a clone is cut
// short before, it answers only for what is announced now.
func (r *Repository) Announced(plans []Query, o Options) (map[string]Announcement, error) {
	known := schedules{r: r, read: o.Schedule, known: map[plumbing.Hash]string{}}
	for _, q := range plans {
		known.learn(q)
	}
	tips, err := r.mainLine(o.Base, o.Head)
	if err != nil {
		return nil, err
	}
	answers := map[string]Announcement{}
	moved := map[string]bool{}
	for _, tip := range tips {
		if plans, err = r.landed(tip, plans, known, o.Now, answers, moved); err != nil {
			return nil, err
		}
	}
	source := Uncommitted
	if o.Base != "" {
		source = Change
	}
	for _, q := range plans {
		answer(answers, q.ID, Announcement{Source: source, At: o.Now, Rescheduled: moved[q.ID], Holds: always})
	}
	return answers, nil
}

// mainLine is the commits from which the schedules that have landed are asked:
// the head, or with a base its tip and the commit that the change started from. Main
// may have moved on from there, and a plan that only main has changed since is
// none of this change's doing.
func (r *Repository) mainLine(base, name string) ([]plumbing.Hash, error) {
	head, born, err := r.start(name)
	if err != nil {
		return nil, err
	}
	switch {
	case base != "":
		tip, err := r.resolve(base)
		if err != nil || !born {
			return []plumbing.Hash{tip}, err
		}
		fork, ok, err := r.mergeBase(head, tip)
		if err != nil || !ok || fork == tip {
			return []plumbing.Hash{tip}, err
		}
		return []plumbing.Hash{tip, fork}, nil
	case born:
		return []plumbing.Hash{head}, nil
	}
	return nil, nil
}

// landed answers the plans whose schedule the tip has, and returns the others;
// moved has those of them of which the tip has another schedule.
func (r *Repository) landed(tip plumbing.Hash, plans []Query, known schedules, now time.Time, answers map[string]Announcement, moved map[string]bool) ([]Query, error) {
	c := r.chain(tip)
	watches := make([]*watch, len(plans))
	others := make([]bool, len(plans)) // of which another schedule was seen
	for i, q := range plans {
		watches[i] = &watch{id: q.ID, holds: func(blob plumbing.Hash) (bool, error) {
			schedule, err := known.of(blob)
			others[i] = others[i] || schedule != q.Schedule && schedule != ""
			return schedule == q.Schedule, err
		}}
	}
	if err := c.since(watches); err != nil {
		return nil, err
	}
	rescheduled := func(i int) bool { return watches[i].replaced && others[i] }
	oldest := -1
	for i, w := range watches {
		oldest = max(oldest, w.since)
		if w.since < 0 && rescheduled(i) {
			moved[w.id] = true
		}
	}
	if oldest < 0 {
		return plans, nil
	}
	times, newest, err := c.landings(oldest+1, now)
	if err != nil {
		return nil, err
	}
	var holds time.Time
	if newest <= now.Unix() {
		holds = time.Unix(newest, 0).UTC()
	}
	var open []Query
	for i, w := range watches {
		if w.since < 0 {
			open = append(open, plans[i])
			continue
		}
		answer(answers, w.id, Announcement{
			Source: FromCommit,
			Commit: c.commits[w.since].hash.String(),
			At:     time.Unix(times[w.since], 0).UTC(),

			Rescheduled: rescheduled(i),
			Holds:       holds,
		})
	}
	return open, nil
}

func answer(answers map[string]Announcement, id string, a Announcement) {
	if old, ok := answers[id]; !ok || a.At.After(old.At) {
		answers[id] = a
	}
}

// schedules remembers the schedules of files by their hash.
type schedules struct {
	r     *Repository
	read  func([]byte) string
	known map[plumbing.Hash]string
}

// learn takes over what the caller has read already.
func (s schedules) learn(q Query) {
	if q.Sum != (Sum{}) {
		s.known[q.Sum] = q.Schedule
	}
}

func (s schedules) of(blob plumbing.Hash) (string, error) {
	if schedule, ok := s.known[blob]; ok {
		return schedule, nil
	}
	data, err := s.r.blob(blob)
	if err != nil {
		return "", err
	}
	s.known[blob] = s.read(data)
	return s.known[blob], nil
}
