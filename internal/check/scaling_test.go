//go:build unix

package check_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"usher/internal/bench"
	"usher/internal/check"
)

// allocations are those of a check of what is under a root, its beginning apart, which
// is the same for one plan as for many.
func allocations(t *testing.T, root string, o check.Options) (judged int, n uint64) {
	t.Helper()
	c, err := check.Open(check.Source{Root: root})
	if err != nil {
		t.Fatal(err)
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	r, err := c.Check(o)
	if err != nil {
		t.Fatal(err)
	}
	runtime.ReadMemStats(&after)
	return r.Judged, after.Mallocs - before.Mallocs
}

// Ten times the plans are at most eleven times the work, collisions included.
func TestWorkGrowsWithThePlans(t *testing.T) {
	o := check.Options{Now: bench.Start.AddDate(0, -1, 0), All: true, Verdict: true}
	few, fewer := allocations(t, layOut(t, bench.Plans(300, 1, 0.02)), o)
	many, more := allocations(t, layOut(t, bench.Plans(3_000, 1, 0.02)), o)
	if few < 280 || many < 2_800 {
		t.Fatalf("judged %d and %d plans", few, many)
	}
	if more > 11*fewer {
		t.Errorf("%d allocations for %d plans, %d for %d", fewer, few, more, many)
	}
}

// held is the most that was in use at once, in bytes, while a check was made of what is
// under a root.
func held(t *testing.T, root string, o check.Options) (most uint64) {
	t.Helper()
	defer debug.SetGCPercent(debug.SetGCPercent(20))
	done := make(chan struct{})
	var group sync.WaitGroup
	group.Go(func() {
		live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
		for {
			select {
			case <-done:
				return
			default:
				runtime.GC()
				metrics.Read(live)
				most = max(most, live[0].Value.Uint64())
			}
		}
	})
	allocations(t, root, o)
	close(done)
	group.Wait()
	return most
}

// Of a plan that was judged, little is kept: what it keeps from others, where it lies,
// and that there is nothing to say of it; less than two thousand bytes.
func TestPlansAreLetGoOf(t *testing.T) {
	o := check.Options{Now: bench.Start.AddDate(0, -1, 0), All: true, Verdict: true}
	few := held(t, layOut(t, bench.Plans(500, 1, 0)), o)
	many := held(t, layOut(t, bench.Plans(5_000, 1, 0)), o)
	t.Logf("%d KiB are held at 500 plans, %d bytes a plan more at 5,000", few>>10, (int64(many)-int64(few))/4_500)
	if many > few+4_500*2_000 {
		t.Errorf("%d bytes are held at 500 plans, %d at 5,000", few, many)
	}
}

// Ten times the archive with the same plans ahead is at most one and a half times the
// work: what is over is neither parsed nor judged. It is still read and compared with
// what is committed, some twenty allocations a plan, so that the bound holds as long as
// there are some 40 times as many as are ahead, no more.
func TestWorkDoesNotGrowWithTheArchive(t *testing.T) {
	o := check.Options{Verdict: true}
	shape := bench.Shape{Plans: 500, Ahead: 200, Commits: 1_500, Seed: 1, Mistakes: 0.02}
	root, now := archived(t, shape)
	o.Now = now
	few, fewer := allocations(t, root, o)
	shape.Plans, shape.Commits = 5_000, 15_000
	root, now = archived(t, shape)
	o.Now = now
	many, more := allocations(t, root, o)
	if few < 200 || many < 200 || few > 220 || many > 220 {
		t.Fatalf("judged %d and %d plans", few, many)
	}
	t.Logf("%d allocations in an archive of 500 plans, %.2f times as many in one of 5,000", fewer, float64(more)/float64(fewer))
	if 2*more > 3*fewer {
		t.Errorf("%d allocations in an archive of 500 plans, %d in one of 5,000", fewer, more)
	}
}

// Comparisons, turns of loops and all else that usher itself does are counted by the
// compiler: ten times the plans are at most eleven times the statements.
func TestStatementsGrowWithThePlans(t *testing.T) {
	if testing.Short() {
		t.Skip("builds usher anew")
	}
	usher := filepath.Join(t.TempDir(), "usher")
	if out, err := exec.Command("go", "build", "-cover", "-covermode=atomic", "-coverpkg=usher/...", "-o", usher, "usher/cmd/usher").CombinedOutput(); err != nil {
		t.Fatalf("building usher: %v\n%s", err, out)
	}
	count := func(plans int) (total int) {
		root, counters := layOut(t, bench.Plans(plans, 1, 0.02)), t.TempDir()
		cmd := exec.Command(usher, "-C", root, "check", "--no-cache", "--all", "--at", bench.Start.AddDate(0, -1, 0).Format(time.RFC3339))
		cmd.Env = append(os.Environ(), "GOCOVERDIR="+counters)
		if out, err := cmd.CombinedOutput(); cmd.ProcessState.ExitCode() != 1 {
			t.Fatalf("%v\n%.2000s", err, out)
		}
		text := filepath.Join(counters, "text")
		if out, err := exec.Command("go", "tool", "covdata", "textfmt", "-i", counters, "-o", text).CombinedOutput(); err != nil {
			t.Fatalf("reading the counters: %v\n%s", err, out)
		}
		data, err := os.ReadFile(text)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(data)) { // file:from,until statements times
			if words := strings.Fields(line); len(words) == 3 {
				statements, _ := strconv.Atoi(words[1])
				times, _ := strconv.Atoi(words[2])
				total += statements * times
			}
		}
		return total
	}
	few, many := count(300), count(3_000)
	if few < 300_000 || many > 11*few {
		t.Errorf("%d statements for 300 plans, %d for 3,000", few, many)
	}
	t.Logf("%d statements for 300 plans, %.1f times as many for 3,000", few, float64(many)/float64(few))
}
