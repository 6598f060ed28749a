package bench

import (
	"bufio"
	"bytes"
	"cmp"
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"strings"
	"time"
)

// Shape says what an archive is to hold.
type Shape struct {
	Plans    int
	Ahead    int // of the plans, those that are not over, and the others of the first one's day
	Commits  int // in all, on the main line and beside it
	Seed     uint64
	Mistakes float64 // as for Plans
}

// Archive is a repository as years of use leave it, the same one for the same
// shape. Plans are created weeks ahead, corrected, and moved to another day, each
// by a commit on main or by a pull request that is merged; what came of a week's
// visits is filed by one commit after it, and commits to other files come in
// between.
type Archive struct {
	Shape
	Files []File    // the plans as the tip of main has them
	Now   time.Time // before the first plan that is ahead, after all commits

	days   []time.Time
	events []event
	came   []time.Time // by plan, when it was created
	filed  []time.Time // by plan, when what came of it was; zero for those ahead
	r      *rand.Rand
}

// aDay is how many visits a day an archive has: 10,000 plans are nine years.
const aDay = 3

// zone is where the built-in company is.
var zone = time.FixedZone("", 8*60*60)

// event is what lands on the main line at once.
type event struct {
	at      time.Time
	what    change
	plans   []int // that it changes
	request bool  // as a pull request of two commits; else one commit on main
}

type change int

const (
	create  change = iota
	correct        // a detail of one plan or of a few
	moveDay        // of one plan, and of its file where the month is another
	finish         // what came of a week's plans
	others         // no plan at all
)

// NewArchive makes an archive up. Where there are too few commits to create each
// plan by one of its own, the first commit brings the oldest as they are.
func NewArchive(s Shape) *Archive {
	a := &Archive{
		Shape: s, Files: plans(s.Plans, aDay, s.Seed, s.Mistakes),
		came: make([]time.Time, s.Plans), filed: make([]time.Time, s.Plans),
		r: rand.New(rand.NewPCG(s.Seed, uint64(s.Commits))),
	}
	for i := range s.Plans {
		a.days = append(a.days, Start.AddDate(0, 0, i/aDay))
	}
	first := Start.AddDate(0, 0, (s.Plans-s.Ahead)/aDay)
	if s.Ahead == 0 {
		first = first.AddDate(0, 0, 1)
	}
	a.Now = wall(first).Add(8 * time.Hour)
	for i, day := range a.days {
		if day.Before(first) {
			a.filed[i] = a.monday(day)
			a.Files[i].Data = append(a.Files[i].Data, outcome(i, day, a.filed[i])...)
		}
	}
	left := a.creations(s.Commits - 1) // the first one is there anyway
	for left = a.filings(left); left > 0; {
		e := a.edit()
		e.request = left > 1 && a.r.IntN(2) == 0
		left -= e.commits()
		a.events = append(a.events, e)
	}
	slices.SortStableFunc(a.events, func(x, y event) int { return cmp.Or(x.at.Compare(y.at), cmp.Compare(x.what, y.what)) })
	return a
}

func (e event) commits() int {
	if e.request {
		return 2
	}
	return 1
}

// wall is the start of a day where the company is.
func wall(day time.Time) time.Time {
	return time.Date(day.Year(), day.Month(), day.Day(), 0, 0, 0, 0, zone)
}

// creations spends two commits of three, at most, on creating plans, the newest
// first, and returns how many commits are left.
func (a *Archive) creations(left int) int {
	keep := left / 3
	for i := a.Plans - 1; i >= 0 && left > keep; i-- {
		// A few weeks ahead; one visit of fifty is known months ahead.
		lead := 3 + a.r.IntN(28)
		if a.r.IntN(50) == 0 {
			lead += 90
		}
		at := wall(a.days[i]).AddDate(0, 0, -lead)
		if newest := a.Now.AddDate(0, 0, -3); at.After(newest) {
			at = newest.AddDate(0, 0, -a.r.IntN(28))
		}
		e := event{at: a.hour(at), what: create, plans: []int{i}, request: left > 1 && a.r.IntN(2) == 0}
		a.came[i] = e.at
		a.events = append(a.events, e)
		left -= e.commits()
	}
	return left
}

// monday is when what came of a day's visits is filed: on Monday, a week later at
// the latest.
func (a *Archive) monday(day time.Time) time.Time {
	at := wall(day).AddDate(0, 0, 7-int(day.Weekday()+6)%7).Add(9 * time.Hour)
	if newest := a.Now.Add(-time.Hour); at.After(newest) {
		return newest
	}
	return at
}

// filings spends a commit for each week on what came of its plans, the newest
// first, and returns how many commits are left. Where there are too few, plans
// are created as they are in the end.
func (a *Archive) filings(left int) int {
	for i := a.Plans - 1; i >= 0; i-- {
		switch last := len(a.events) - 1; {
		case a.filed[i].IsZero() || a.came[i].IsZero():
		case a.events[last].what == finish && a.events[last].at.Equal(a.filed[i]):
			a.events[last].plans = append(a.events[last].plans, i)
		case left > 0:
			a.events = append(a.events, event{at: a.filed[i], what: finish, plans: []int{i}})
			left--
		}
	}
	return left
}

// hour is some moment of a day at work.
func (a *Archive) hour(day time.Time) time.Time {
	return wall(day.In(zone)).Add(8*time.Hour + time.Duration(a.r.IntN(10*60*60))*time.Second)
}

func (a *Archive) edit() event {
	e := event{what: correct}
	switch n := a.r.IntN(10); {
	case n == 0:
		e.what = others
	case n == 1:
		e.what = moveDay
	}
	i := a.r.IntN(max(1, a.Plans))
	if a.Plans == 0 || a.came[i].IsZero() { // it came with the first commit, and stays as it is
		e.what = others
	}
	if e.what == others {
		start := wall(Start).AddDate(0, -1, 0)
		e.at = a.hour(start.AddDate(0, 0, a.r.IntN(int(a.Now.Sub(start).Hours()/24))))
		return e
	}
	// Until some days after the visit: some details are known only then. It is
	// moved with as much notice as it was created with.
	until := wall(a.days[i]).AddDate(0, 0, 3)
	if e.what == moveDay {
		until = wall(a.days[i]).AddDate(0, 0, -3)
	}
	if filed := a.filed[i]; !filed.IsZero() && until.After(filed) {
		until = filed
	}
	if until.After(a.Now) {
		until = a.Now
	}
	if !until.After(a.came[i]) {
		until, e.what = a.came[i].Add(time.Hour), correct
	}
	e.at = a.came[i].Add(time.Duration(1 + a.r.Int64N(int64(until.Sub(a.came[i])))))
	e.plans = []int{i}
	if e.what == correct && a.r.IntN(10) == 0 { // and the ones that came before it
		for j := i - 1; j >= 0 && j > i-4 && !a.came[j].IsZero() && a.came[j].Before(e.at); j-- {
			e.plans = append(e.plans, j)
		}
	}
	return e
}

// version is a plan as it was before so many corrections, moves and filings.
func (a *Archive) version(i, corrections, moves, filings int) File {
	f := a.Files[i]
	if filings > 0 {
		f.Data, _, _ = bytes.Cut(f.Data, []byte("status: completed\n"))
	}
	if corrections > 0 {
		f.Data = []byte(strings.Replace(string(f.Data), "    quantity: ", fmt.Sprintf("    quantity: %d", corrections), 1))
	}
	if moves > 0 {
		day := a.days[i].AddDate(0, 0, 7*moves*(1-2*(i%2)))
		f.Path = file(i, day)
		f.Data = []byte(strings.ReplaceAll(string(f.Data), a.days[i].Format(time.DateOnly), day.Format(time.DateOnly)))
	}
	return f
}

// Stream writes the archive's history for git fast-import, as the branch main.
func (a *Archive) Stream(to io.Writer) error {
	s := stream{Archive: a, w: bufio.NewWriterSize(to, 1<<20), side: rand.New(rand.NewPCG(a.Seed, 0)),
		corrections: make([]int, a.Plans), moves: make([]int, a.Plans), filings: make([]int, a.Plans)}
	at := a.Now.AddDate(0, -1, 0)
	for _, e := range a.events {
		for _, i := range e.plans {
			s.count(e.what, i, 1)
		}
	}
	if len(a.events) > 0 {
		at = a.events[0].at.Add(-time.Hour)
	}
	var first strings.Builder
	put(&first, File{Path: "README.md", Data: []byte("# Visits\n")})
	for i, f := range a.Files {
		if a.came[i].IsZero() {
			put(&first, f)
		}
	}
	s.main = []int{s.commit("main", at, "Begin", "", first.String())}
	for n, e := range a.events {
		s.land(n, e)
	}
	return s.w.Flush()
}

type stream struct {
	*Archive
	w                           *bufio.Writer
	side                        *rand.Rand // what does not bear on the plans
	marks                       int
	main                        []int // marks of the main line
	corrections, moves, filings []int // yet to come, by plan
}

// count adds to the changes of a plan that are yet to come.
func (s *stream) count(what change, plan, n int) {
	switch what {
	case correct:
		s.corrections[plan] += n
	case moveDay:
		s.moves[plan] += n
	case finish:
		s.filings[plan] += n
	}
}

func put(b *strings.Builder, f File) {
	fmt.Fprintf(b, "M 100644 inline %s\ndata %d\n%s\n", f.Path, len(f.Data), f.Data)
}

// land writes the commits of one event.
func (s *stream) land(n int, e event) {
	var files strings.Builder
	for _, i := range e.plans {
		was := s.version(i, s.corrections[i], s.moves[i], s.filings[i])
		s.count(e.what, i, -1)
		is := s.version(i, s.corrections[i], s.moves[i], s.filings[i])
		if was.Path != is.Path {
			fmt.Fprintf(&files, "D %s\n", was.Path)
		}
		put(&files, is)
	}
	if e.what == others {
		put(&files, File{
			Path: []string{"README.md", "minutes/board.md", "docs/reception.md", ".github/CODEOWNERS"}[s.side.IntN(4)],
			Data: fmt.Appendf(nil, "# As of change %d\n\n%s\n", n, strings.Repeat("来访接待工作说明。\n", s.side.IntN(20))),
		})
	}
	message := []string{"Plan a visit", "Correct a visit", "Move a visit", "File what came of last week's visits", "Look after the rest"}[e.what]
	tip := s.main[len(s.main)-1]
	if !e.request {
		s.main = append(s.main, s.commit("main", e.at, message, fmt.Sprintf("from :%d\n", tip), files.String()))
		return
	}
	// The pull request was opened on what was the tip some changes ago. What it
	// changed may have been changed by others since; the merge has it right.
	from := s.main[max(0, len(s.main)-1-s.side.IntN(8))]
	opened := e.at.Add(-time.Duration(s.side.IntN(36*60)+1) * time.Minute)
	side := s.commit("change", opened, message, fmt.Sprintf("from :%d\n", from), files.String())
	s.main = append(s.main, s.commit("main", e.at, fmt.Sprintf("Merge pull request #%d from change-%d\n\n%s", n, n, message),
		fmt.Sprintf("from :%d\nmerge :%d\n", tip, side), files.String()))
}

func (s *stream) commit(branch string, at time.Time, message, parents, files string) int {
	s.marks++
	who := pick(s.side, hosts)
	fmt.Fprintf(s.w, "commit refs/heads/%s\nmark :%d\ncommitter %s <%s@example.com> %d +0800\ndata %d\n%s\n%s%s\n",
		branch, s.marks, who, map[bool]string{true: "general-affairs", false: "sales"}[branch == "main"], at.Unix(), len(message), message, parents, files)
	return s.marks
}
