package history_test

import (
	"bytes"
	"cmp"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"usher/internal/history"

	"pgregory.net/rapid"
)

// A snapshot of the model is a commit: plans by path, each with a schedule and
// something else. It knows nothing of trees, hashes or where to stop.
type snapshot struct {
	parents []*snapshot
	at      time.Time
	plans   map[string]string // text by path
	hash    string
}

// has is whether one of the files of a plan has the schedule, and other whether
// there is one with another.
func (s *snapshot) has(q history.Query) (has, other bool) {
	for name, text := range s.plans {
		if strings.HasPrefix(name, "other/") || strings.Contains(name, "/.") {
			continue
		}
		if strings.TrimSuffix(path.Base(name), ".yaml") == q.ID {
			has, other = has || schedule([]byte(text)) == q.Schedule, other || schedule([]byte(text)) != q.Schedule
		}
	}
	return has, other
}

// chain is the first-parent chain, oldest first.
func (s *snapshot) chain() []*snapshot {
	if len(s.parents) == 0 {
		return []*snapshot{s}
	}
	return append(s.parents[0].chain(), s)
}

// announced is the definition, read forwards: a clock that starts when the
// schedule comes and is dropped when it goes.
func (s *snapshot) announced(q history.Query, now time.Time, lookBack int) (history.Announcement, bool) {
	var running *history.Announcement
	before := false // the commit before has the plan with another schedule
	chain := s.chain()
	for i, c := range chain {
		has, other := c.has(q)
		var landing time.Time
		for _, b := range chain[max(0, i-lookBack) : i+1] {
			if !b.at.After(now) && b.at.After(landing) {
				landing = b.at
			}
		}
		switch {
		case !has:
			running = nil
		case running == nil:
			running = &history.Announcement{Source: history.FromCommit, Commit: c.hash, At: landing, Rescheduled: before}
			if landing.IsZero() {
				running.At = now
			}
		}
		before = other
	}
	if running == nil {
		return history.Announcement{}, false
	}
	return *running, true
}

func (s *snapshot) ancestors() map[*snapshot]bool {
	seen := map[*snapshot]bool{s: true}
	for _, p := range s.parents {
		maps.Copy(seen, p.ancestors())
	}
	return seen
}

// mergeBase is the newest common ancestor that no other common one descends from.
func mergeBase(a, b *snapshot) *snapshot {
	theirs := b.ancestors()
	var common []*snapshot
	for c := range a.ancestors() {
		if theirs[c] {
			common = append(common, c)
		}
	}
	best := slices.DeleteFunc(slices.Clone(common), func(c *snapshot) bool {
		return slices.ContainsFunc(common, func(d *snapshot) bool { return d != c && d.ancestors()[c] })
	})
	if len(best) == 0 {
		return nil
	}
	return slices.MinFunc(best, func(c, d *snapshot) int {
		return cmp.Or(d.at.Compare(c.at), strings.Compare(c.hash, d.hash))
	})
}

// histories makes commits that branch and merge at will, with dates that jump.
func histories(t *rapid.T) []*snapshot {
	var all []*snapshot
	for i := range rapid.IntRange(1, 14).Draw(t, "commits") {
		s := &snapshot{at: at(rapid.IntRange(1, 28).Draw(t, "day")), plans: map[string]string{}}
		if i > 0 && rapid.IntRange(0, 9).Draw(t, "root") > 0 {
			// Mostly from the last one, so that chains grow.
			p := all[max(0, i-1-rapid.IntRange(0, 2).Draw(t, "back"))]
			s.parents = []*snapshot{p}
			maps.Copy(s.plans, p.plans)
			if q := all[rapid.IntRange(0, i-1).Draw(t, "merge")]; q != p && rapid.Bool().Draw(t, "merges") {
				s.parents = append(s.parents, q)
				if rapid.Bool().Draw(t, "takes theirs") {
					s.plans = maps.Clone(q.plans)
				}
			}
		}
		for range rapid.IntRange(0, 2).Draw(t, "edits") {
			name := rapid.SampledFrom([]string{
				"visits/a.yaml", "visits/2026/a.yaml", "visits/2026/12/a.yaml",
				"visits/b.yaml", "visits/2026/12/b.yaml", "visits/a/b.yaml",
				"other/a.yaml", "visits/.a.yaml", "visits/.old/a.yaml", "visits/.old/b.yaml",
			}).Draw(t, "file")
			if rapid.IntRange(0, 3).Draw(t, "remove") == 0 {
				delete(s.plans, name)
				continue
			}
			s.plans[name] = planText(
				rapid.SampledFrom([]string{"22", "24"}).Draw(t, "arrive"),
				rapid.SampledFrom([]string{"", "typo"}).Draw(t, "note"))
		}
		all = append(all, s)
	}
	return all
}

// store writes the commits to a new repository; the last one is HEAD.
func store(t testing.TB, all []*snapshot) *repo {
	r := newRepo(t, "--template=")
	var in bytes.Buffer
	marks := map[*snapshot]int{}
	for i, s := range all {
		marks[s] = i + 1
		message := fmt.Sprintf("c%d", i) // tells apart commits that are alike
		fmt.Fprintf(&in, "commit refs/tags/%s\nmark :%d\ncommitter C <c@example.com> %d +0800\ndata %d\n%s\n",
			message, i+1, s.at.Unix(), len(message), message)
		for j, p := range s.parents {
			fmt.Fprintf(&in, "%s :%d\n", []string{"from", "merge"}[j], marks[p])
		}
		fmt.Fprintln(&in, "deleteall")
		for _, name := range slices.Sorted(maps.Keys(s.plans)) {
			fmt.Fprintf(&in, "M 100644 inline %s\ndata %d\n%s\n", name, len(s.plans[name]), s.plans[name])
		}
	}
	fmt.Fprintf(&in, "reset refs/heads/main\nfrom :%d\n", len(all))
	file := filepath.Join(r.dir, "marks")
	cmd := exec.Command("git", "fast-import", "--quiet", "--export-marks="+file)
	cmd.Dir, cmd.Env, cmd.Stdin = r.dir, isolated("2026-12-01T09:00:00Z"), &in
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("git fast-import: %v\n%s", err, out)
	}
	lines, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(lines)) {
		var mark int
		var hash string
		if _, err := fmt.Sscanf(line, ":%d %s", &mark, &hash); err != nil {
			t.Fatal(err)
		}
		all[mark-1].hash = hash
	}
	return r
}

// The walk must agree with the definition over histories of any shape.
func TestAnnouncedIsAsDefined(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		all := histories(rt)
		head := all[len(all)-1]
		base := rapid.IntRange(0, len(all)-1).Draw(rt, "base")
		now := at(rapid.IntRange(1, 28).Draw(rt, "now"))
		h := store(t, all).open()
		lookBack := rapid.SampledFrom([]int{0, 1, 2, 14}).Draw(rt, "look back")
		h.LookBack(lookBack)
		for _, days := range [][2]string{{"22", "22"}, {"22", "24"}, {"24", "22"}, {"24", "24"}} {
			var queries []history.Query
			var atHead, atBase []history.Announcement
			for i, id := range []string{"a", "b"} {
				q := history.Query{ID: id, Schedule: "2026-12-" + days[i] + " 09:00"}
				queries = append(queries, q)

				want, ok := head.announced(q, now, lookBack)
				if !ok {
					_, moved := head.has(q)
					want = history.Announcement{Source: history.Uncommitted, At: now, Rescheduled: moved}
				}
				atHead = append(atHead, want)

				_, moved := all[base].has(q)
				if want, ok = all[base].announced(q, now, lookBack); !ok {
					if fork := mergeBase(head, all[base]); fork != nil {
						want, ok = fork.announced(q, now, lookBack)
						_, other := fork.has(q)
						moved = moved || other
					}
				}
				if !ok {
					want = history.Announcement{Source: history.Change, At: now, Rescheduled: moved}
				}
				atBase = append(atBase, want)
			}
			check(rt, h, queries, history.Options{Now: now}, atHead)
			check(rt, h, queries, history.Options{Now: now, Base: fmt.Sprintf("c%d", base)}, atBase)
		}
	})
}

func check(t *rapid.T, h *history.Repository, queries []history.Query, o history.Options, want []history.Announcement) {
	o.Schedule = schedule
	answers, err := h.Announced(queries, o)
	if err != nil {
		t.Fatal(err)
	}
	for i, q := range queries {
		want := want[i]
		if got := answers[q.ID]; got.Source != want.Source || got.Commit != want.Commit || !got.At.Equal(want.At) || got.Rescheduled != want.Rescheduled {
			t.Errorf("%s at %s, base %q: %+v, want %+v", q.ID, q.Schedule, o.Base, got, want)
		}
	}
}

// The merge base is one that git names too, and the newest of them.
func TestMergeBase(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		all := histories(rt)
		r := store(t, all)
		h := r.open()
		for i, s := range all {
			got, ok, err := h.MergeBase(fmt.Sprintf("c%d", i))
			if err != nil {
				rt.Fatal(err)
			}
			want := mergeBase(all[len(all)-1], s)
			if ok != (want != nil) || ok && got.Hash != want.hash {
				rt.Errorf("merge base of HEAD and c%d: %v %v, want %v", i, got, ok, want)
			}
			if i == 0 && ok { // one start of git a history is enough
				if known := r.git("merge-base", "--all", "HEAD", "c0"); !strings.Contains(known, got.Hash) {
					rt.Errorf("merge base of HEAD and c0: %s, git says %s", got.Hash, known)
				}
			}
		}
	})
}

// An old commit with a late date is found first; the merge base is still the one
// that descends from it.
func TestMergeBaseOfCommitsWithLateDates(t *testing.T) {
	root := &snapshot{at: at(20)}
	fork := &snapshot{at: at(1), parents: []*snapshot{root}}
	theirs := &snapshot{at: at(6), parents: []*snapshot{fork, root}}
	ours := &snapshot{at: at(5), parents: []*snapshot{fork, root}}
	got, ok, err := store(t, []*snapshot{root, fork, theirs, ours}).open().MergeBase("c2")
	if err != nil || !ok || got.Hash != fork.hash || !got.Time.Equal(at(1)) {
		t.Errorf("got %+v %v %v, want %s", got, ok, err, fork.hash)
	}
}
