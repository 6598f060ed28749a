//go:build unix

package check_test

import (
	"bytes"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"usher/internal/bench"
	"usher/internal/cache"
	"usher/internal/check"
	"usher/internal/facts"
	"usher/internal/plan"
	"usher/internal/policy"
	"usher/internal/seal"
)

var somebody = cache.Owner{Secret: []byte("known to nobody"), Program: "usher"}

// later is when the files of a test were written long ago: what is written on is seen
// by its stamp.
var later = time.Now().Add(time.Hour)

// recalling checks with what an earlier check has kept, and keeps what it finds.
func recalling(t *testing.T, root string, o check.Options, kept *[]byte) string {
	t.Helper()
	o.Verdict, o.Memory, o.Clock = true, cache.Read(*kept, somebody), later
	said := checked(t, root, o)
	*kept = o.Memory.Bytes()
	return said
}

// same fails where a check that recalls says anything else than one that does not.
func same(t *testing.T, root string, o check.Options, kept *[]byte, about string) {
	t.Helper()
	recalled := recalling(t, root, o, kept)
	o.Verdict = true
	if diff := cmp.Diff(strings.Split(checked(t, root, o), "\n"), strings.Split(recalled, "\n")); diff != "" {
		t.Fatalf("%s (-anew +recalled):\n%.4000s", about, diff)
	}
}

// Whatever the moment, and whatever was found at another, a check that recalls says
// what one that judges everything anew says.
func TestRecallingSaysTheSame(t *testing.T) {
	for _, in := range []string{"a folder", "a repository"} {
		t.Run(in, func(t *testing.T) {
			files := messy(60, 11)
			root := layOut(t, files)
			if in == "a repository" {
				committed(t, root)
			}
			r := rand.New(rand.NewPCG(3, 5))
			var kept []byte
			for range 12 {
				o := check.Options{
					Now: bench.Start.AddDate(0, 0, -4).Add(time.Duration(r.IntN(20*24*60)) * time.Minute), All: r.IntN(2) == 0,
				}
				same(t, root, o, &kept, o.Now.String())
				// Somebody works on the plans, too.
				f, other := &files[r.IntN(len(files))], files[r.IntN(len(files))]
				f.Data = bytes.Replace(other.Data, []byte("headcount: "), []byte("headcount: 1"), r.IntN(2))
				if err := os.WriteFile(filepath.Join(root, filepath.FromSlash(f.Path)), f.Data, 0o666); err != nil {
					t.Fatal(err)
				}
				if in == "a repository" && r.IntN(2) == 0 {
					git(t, root, o.Now.Add(time.Duration(r.IntN(100)-70)*time.Hour), "commit", "-q", "-a", "-m", "x")
				}
			}
		})
	}
}

// By the stamp of a file, nothing is missed that was written to it: not with the same
// length, nor with the time of the file set back. Whoever has a key is no slower where
// nothing is sealed.
func TestStampsMissNothing(t *testing.T) {
	t.Run("without a key", func(t *testing.T) { stamps(t, nil) })
	t.Run("with a key", func(t *testing.T) { stamps(t, newHolder(t).with) })
}

func stamps(t *testing.T, with []seal.Identity) {
	files := bench.Plans(40, 2, 0)
	root := layOut(t, files)
	committed(t, root)
	o := check.Options{Now: bench.Start.AddDate(1, 0, 0), With: with} // all are over
	var kept []byte
	recalling(t, root, o, &kept)
	all := len(kept)
	if all < 40*60 {
		t.Fatalf("40 plans are kept in %d bytes", all)
	}
	o.Verdict, o.Memory, o.Clock = true, cache.Read(kept, somebody), later
	checked(t, root, o)
	if o.Memory.Changed() || len(o.Memory.Bytes()) != all {
		t.Error("something was looked at that nobody has written to")
	}
	name := filepath.Join(root, filepath.FromSlash(files[3].Path))
	info, err := os.Stat(name)
	if err != nil {
		t.Fatal(err)
	}
	time.Sleep(50 * time.Millisecond) // some ticks of the system's clock
	spoilt := bytes.Replace(files[3].Data, []byte("depart: 2026"), []byte("depart: 2O26"), 1)
	if err := os.WriteFile(name, spoilt, 0o666); err != nil {
		t.Fatal(err)
	}
	if err := os.Chtimes(name, info.ModTime(), info.ModTime()); err != nil {
		t.Fatal(err)
	}
	if said := checked(t, root, o); !strings.Contains(said, "2O26") {
		t.Error("what was written to a file is missed")
	}
	same(t, root, o, &kept, "after somebody has written to a file")
}

// A file that was written to just now is not believed by its stamp: it may be again,
// within the same tick of the clock.
func TestStampsSettle(t *testing.T) {
	root := layOut(t, bench.Plans(10, 2, 0))
	committed(t, root)
	kept := func(clock time.Time) int {
		memory := cache.Read(nil, somebody)
		checked(t, root, check.Options{Now: bench.Start.AddDate(1, 0, 0), Verdict: true, Memory: memory, Clock: clock})
		return len(memory.Bytes())
	}
	if now, then := kept(time.Now()), kept(later); now+10*60 > then {
		t.Errorf("%d bytes are kept of files that were written to just now, and %d later", now, then)
	}
}

func committed(t *testing.T, root string) {
	t.Helper()
	for _, args := range [][]string{{"init", "-q"}, {"add", "."}, {"-c", "user.name=x", "-c", "user.email=x@x", "commit", "-q", "-m", "x"}} {
		if out, err := exec.Command("git", append([]string{"-C", root}, args...)...).CombinedOutput(); err != nil {
			t.Fatalf("git %v: %v\n%s", args, err, out)
		}
	}
}

// A verdict turns at the moments that the plan is about: to the nanosecond, what was
// found before one is not believed after it.
func TestRecallingTurnsInTime(t *testing.T) {
	root := layOut(t, bench.Plans(40, 2, 0))
	c, err := check.Open(check.Source{Root: root})
	if err != nil {
		t.Fatal(err)
	}
	r, err := c.Read(bench.Start)
	if err != nil {
		t.Fatal(err)
	}
	var moments []time.Time
	for _, v := range r.Visits[:3] {
		for _, at := range []plan.Time{v.Plan.Arrive, v.Plan.Depart, v.Facts.Notice.Deadline} {
			moments = append(moments, at.In(c.Company().Zone))
		}
	}
	var kept []byte
	for _, at := range moments {
		for _, by := range []time.Duration{-1, 0, 1, -time.Minute, time.Minute} {
			same(t, root, check.Options{Now: at.Add(by), All: true}, &kept, at.String()+by.String())
		}
	}
}

// Nothing is judged again that need not be: a second check a minute later has nothing
// to add, and after one plan has changed only that. Nor is it where there are mistakes.
func TestRecallsWhatItCan(t *testing.T) {
	t.Run("without mistakes", func(t *testing.T) { recalls(t, bench.Plans(60, 2, 0), "") })
	t.Run("with mistakes", func(t *testing.T) { recalls(t, bench.Plans(60, 2, 0.4), "room-capacity") })
}

func recalls(t *testing.T, files []bench.File, rule string) {
	root := layOut(t, files)
	o := check.Options{Now: bench.Start.AddDate(0, -1, 0), All: true}
	var kept []byte
	recalling(t, root, o, &kept)
	all := len(kept)
	if all < 60*40 {
		t.Fatalf("60 plans are kept in %d bytes", all)
	}
	if !bytes.Contains(kept, []byte(rule)) {
		t.Errorf("nothing is kept of what %s says", rule)
	}
	again := func() bool {
		o.Verdict, o.Memory = true, cache.Read(kept, somebody)
		o.Now = o.Now.Add(time.Minute)
		checked(t, root, o)
		if n := len(o.Memory.Bytes()); n != all {
			t.Errorf("%d bytes are kept, not %d", n, all)
		}
		return o.Memory.Changed()
	}
	if again() {
		t.Error("something was found anew")
	}
	name := filepath.Join(root, filepath.FromSlash(files[7].Path))
	if err := os.WriteFile(name, append(files[7].Data, "# later\n"...), 0o666); err != nil {
		t.Fatal(err)
	}
	if !again() {
		t.Error("a plan that was changed is believed to be the same")
	}
}

// What a verdict was made of is part of what it is kept under: with one rule more, or
// with other rooms, nothing is believed of what was found before.
func TestRecallsNothingOfOtherGrounds(t *testing.T) {
	root := layOut(t, bench.Plans(30, 4, 0))
	o := check.Options{Now: bench.Start.AddDate(0, -1, 0), All: true}
	var kept []byte
	clean := recalling(t, root, o, &kept)
	for file, text := range map[string]string{
		"policies/rules/mine.cue": `package rules

mine: {
	severity: "warning", clause: "R5.1"
	title: {en: "None", zh: "不许"}
	text: {en: "No visits.", zh: "不许来访。"}
	findings: [{at: ["arrive"], message: {en: "none", zh: "不许"}}]
}
`,
		"policies/rooms.cue": "package policies\n\nrooms: {}\n",
	} {
		name := filepath.Join(root, filepath.FromSlash(file))
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		before := bytes.Clone(kept)
		same(t, root, o, &before, file)
		if clean == recalling(t, root, o, &before) {
			t.Errorf("%s changes nothing: there is nothing to see here", file)
		}
		if err := os.Remove(name); err != nil {
			t.Fatal(err)
		}
	}
}

// A rule of a company's own that looks at the clock is asked each time.
func TestRecallsNothingThatLooksAtTheClock(t *testing.T) {
	plans := bench.Plans(5, 2, 0)
	for guard, reaches := range map[string]time.Duration{
		`facts.now >= "2026-11-01 12:00"`: 6 * time.Hour, `facts.notice.given != "700"`: 60 * 24 * time.Hour, `facts.after.days > 200`: 400 * 24 * time.Hour,
	} {
		root := layOut(t, append(slices.Clone(plans), bench.File{Path: "policies/rules/mine.cue", Data: []byte(`package rules

mine: {
	severity: "warning"
	title: {en: "Now", zh: "现在"}
	text: {en: "Not now.", zh: "现在不行。"}
	findings: [if ` + guard + ` {at: ["arrive"], message: {en: "not now", zh: "现在不行"}}]
}
`)}))
		var kept []byte
		for at := bench.Start.AddDate(0, -1, 0); at.Before(bench.Start.AddDate(0, -1, 0).Add(3 * reaches)); at = at.Add(reaches / 3) {
			same(t, root, check.Options{Now: at, All: true}, &kept, guard+" at "+at.String())
		}
	}
}

func asFiles(example []policy.ExampleFile) (files []bench.File) {
	for _, f := range example {
		files = append(files, bench.File{Path: f.Path, Data: f.Data})
	}
	return files
}

// What Stands says holds: within the span, Alone says the same at any moment, but for
// the Moments. The plans are those of the proofs of all rules, and generated ones.
func TestStands(t *testing.T) {
	roots := []string{layOut(t, messy(60, 3))}
	c, err := check.Open(check.Source{Root: roots[0]})
	if err != nil {
		t.Fatal(err)
	}
	for _, rule := range c.Policies().Rules {
		e, err := c.Policies().Example(rule.ID)
		if err != nil {
			t.Fatal(err)
		}
		for _, files := range [][]bench.File{asFiles(e.Pass), asFiles(e.Fail)} {
			if len(files) > 0 {
				roots = append(roots, layOut(t, files))
			}
		}
	}
	steady := func(f *facts.Facts) *facts.Facts {
		f.Now, f.Notice.Announced, f.Notice.Given, f.Notice.AnnouncedAt, f.After.Days = "", "", "", time.Time{}, 0
		return f
	}
	held, zone := 0, c.Company().Zone
	for _, root := range roots {
		c, err := check.Open(check.Source{Root: root})
		if err != nil {
			t.Fatal(err)
		}
		read, err := c.Read(bench.Start)
		if err != nil {
			t.Fatal(err)
		}
		for _, v := range read.Visits {
			p := v.Plan
			var moments []time.Time
			for _, at := range []plan.Time{p.Arrive, p.Depart, v.Facts.Notice.Deadline} {
				for _, hours := range []int{0, -24, -48} {
					for _, by := range []time.Duration{-1, 0, 1, time.Minute} {
						moments = append(moments, at.Add(hours*60).In(zone).Add(by))
					}
				}
			}
			slices.SortFunc(moments, time.Time.Compare)
			for _, committed := range []bool{false, true} {
				world := func(now time.Time) facts.World {
					a := facts.Announcement{Source: facts.SourceUncommitted, At: now}
					if committed {
						a = facts.Announcement{Source: facts.SourceCommit, At: p.Arrive.Add(-50 * 60).In(zone)}
					}
					return facts.World{
						Company: c.Company(), Now: now, Announced: map[string]facts.Announcement{p.ID: a},
						CalledOff: map[string]facts.Announcement{p.ID: a},
					}
				}
				for i, now := range moments {
					f := facts.Alone(p, world(now))
					span := facts.Stands(p, f, world(now))
					if !span.Holds(now) {
						t.Fatalf("%s at %v: not even now", p.File, now)
					}
					steady(f)
					for _, then := range moments[max(0, i-3):min(len(moments), i+4)] {
						if then.Equal(now) || !span.Holds(then) {
							continue
						}
						held++
						if is := steady(facts.Alone(p, world(then))); !reflect.DeepEqual(f, is) {
							t.Fatalf("%s at %v and at %v:\n%s", p.File, now, then, cmp.Diff(f, is))
						}
					}
				}
			}
		}
	}
	if held < 1000 {
		t.Errorf("only %d times did something hold", held)
	}
}
