//go:build unix

package check_test

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"gopkg.in/yaml.v3"

	"usher/internal/bench"
	"usher/internal/cache"
	"usher/internal/check"
)

// many is what a company plans in ten years; -short takes a tenth.
func many(b *testing.B) []bench.File {
	n := 10_000
	if testing.Short() {
		n = 1_000
	}
	return bench.Plans(n, 1, 0.02)
}

// layOut writes generated plans into a folder of their own.
func layOut(tb testing.TB, files []bench.File) string {
	tb.Helper()
	root := tb.TempDir()
	for _, f := range files {
		name := filepath.Join(root, filepath.FromSlash(f.Path))
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			tb.Fatal(err)
		}
		if err := os.WriteFile(name, f.Data, 0o666); err != nil {
			tb.Fatal(err)
		}
	}
	return root
}

// BenchmarkCheck judges all plans, cold: schema, all rules, no history. Besides
// the time it reports CPU a plan, to be held against BenchmarkYAML.
func BenchmarkCheck(b *testing.B) {
	files := many(b)
	root := layOut(b, files)
	b.ResetTimer()
	start := cpu(b)
	for b.Loop() {
		result := checkAll(b, root)
		if result.Judged < len(files)*9/10 {
			b.Fatalf("judged %d of %d", result.Judged, len(files))
		}
	}
	b.ReportMetric(float64((cpu(b)-start).Microseconds())/float64(len(files)*b.N), "µs-CPU/plan")
}

// BenchmarkCommand is the same by the command itself, from its start to its end,
// and the most memory that it held; for ten times the plans, too.
func BenchmarkCommand(b *testing.B) {
	usher := filepath.Join(b.TempDir(), "usher")
	if out, err := exec.Command("go", "build", "-o", usher, "usher/cmd/usher").CombinedOutput(); err != nil {
		b.Fatalf("building usher: %v\n%s", err, out)
	}
	for _, times := range []int{1, 10} {
		n := 1_000 * times
		if !testing.Short() {
			n *= 10
		}
		b.Run(strconv.Itoa(n), func(b *testing.B) {
			root := layOut(b, bench.Plans(n, 1, 0.02))
			b.ResetTimer()
			var used time.Duration
			var peak int64
			for b.Loop() {
				cmd := exec.Command(usher, "-C", root, "check", "--no-cache", "--all", "--at", bench.Start.AddDate(0, -1, 0).Format(time.RFC3339), "--format", "json="+filepath.Join(b.TempDir(), "out"))
				if out, err := cmd.CombinedOutput(); cmd.ProcessState.ExitCode() != 1 {
					b.Fatalf("%v\n%.2000s", err, out)
				}
				used += cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
				if rusage, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok {
					peak = max(peak, rusage.Maxrss)
				}
			}
			b.ReportMetric(float64(used.Microseconds())/float64(n*b.N), "µs-CPU/plan")
			b.ReportMetric(float64(peak)/1024, "MiB-peak")
		})
	}
}

// archived makes the repository of an archive, packed as a clone is, and says when its
// last plans are ahead.
func archived(tb testing.TB, s bench.Shape) (root string, now time.Time) {
	tb.Helper()
	a := bench.NewArchive(s)
	var history bytes.Buffer
	if err := a.Stream(&history); err != nil {
		tb.Fatal(err)
	}
	root = tb.TempDir()
	for _, args := range [][]string{
		{"init", "-q", "-b", "main"}, {"fast-import", "--quiet"}, {"update-ref", "-d", "refs/heads/change"},
		{"-c", "gc.writeCommitGraph=false", "gc", "-q"}, {"reset", "-q", "--hard"},
	} {
		cmd := exec.Command("git", append([]string{"-C", root}, args...)...)
		if args[0] == "fast-import" {
			cmd.Stdin = &history
		}
		if out, err := cmd.CombinedOutput(); err != nil {
			tb.Fatalf("git %s: %v\n%s", args[0], err, out)
		}
	}
	return root, a.Now
}

// BenchmarkArchive judges what is ahead in an archive, and the whole of it; git's log
// over the same history is what it is held against.
func BenchmarkArchive(b *testing.B) {
	s := bench.Shape{Plans: 10_000, Ahead: 200, Commits: 30_000, Seed: 1, Mistakes: 0.02}
	if testing.Short() {
		s.Plans, s.Commits = 1_000, 3_000
	}
	root, now := archived(b, s)
	for _, c := range []struct {
		name string
		all  bool
	}{{"ahead", false}, {"all", true}} {
		b.Run(c.name, func(b *testing.B) {
			for b.Loop() {
				checkWith(b, root, check.Options{Now: now, All: c.all, Verdict: true})
			}
		})
	}
	b.Run("ahead, again", func(b *testing.B) {
		var kept []byte
		remembered(b, root, check.Options{Now: now}, &kept)
		for b.Loop() {
			remembered(b, root, check.Options{Now: now}, &kept)
		}
	})
	b.Run("git log --raw", func(b *testing.B) {
		for b.Loop() {
			if err := exec.Command("git", "-C", root, "log", "--raw", "--", "visits").Run(); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// BenchmarkAgain is a second check of all plans: of the same ones, and of which one was
// changed. BenchmarkRead is what it is held against.
func BenchmarkAgain(b *testing.B) {
	files := many(b)
	root := layOut(b, files)
	o := check.Options{Now: bench.Start.AddDate(0, -1, 0), All: true}
	var kept []byte
	remembered(b, root, o, &kept)
	b.Run("nothing changed", func(b *testing.B) {
		for b.Loop() {
			remembered(b, root, o, &kept)
		}
	})
	b.Run("one changed", func(b *testing.B) {
		n := 0
		for b.Loop() {
			f := files[n%len(files)]
			n++
			if err := os.WriteFile(filepath.Join(root, filepath.FromSlash(f.Path)), fmt.Appendf(f.Data, "# %d\n", n), 0o666); err != nil {
				b.Fatal(err)
			}
			remembered(b, root, o, &kept)
		}
	})
}

// remembered checks with what an earlier check has kept, as the command does.
func remembered(tb testing.TB, root string, o check.Options, kept *[]byte) {
	tb.Helper()
	o.Verdict, o.Memory, o.Clock = true, cache.Read(*kept, somebody), later
	checkWith(tb, root, o)
	if o.Memory.Changed() {
		*kept = o.Memory.Bytes()
	}
}

func checkWith(tb testing.TB, root string, o check.Options) *check.Result {
	tb.Helper()
	checker, err := check.Open(check.Source{Root: root})
	if err != nil {
		tb.Fatal(err)
	}
	result, err := checker.Check(o)
	if err != nil {
		tb.Fatal(err)
	}
	return result
}

func checkAll(tb testing.TB, root string) *check.Result {
	tb.Helper()
	return checkWith(tb, root, check.Options{Now: bench.Start.AddDate(0, -1, 0), All: true, Verdict: true})
}

// BenchmarkCheckOne is what a pre-commit hook costs, but for starting a process.
func BenchmarkCheckOne(b *testing.B) {
	root := layOut(b, bench.Plans(1, 1, 0))
	for b.Loop() {
		checkAll(b, root)
	}
}

// BenchmarkYAML is the floor: bare yaml.v3, files to nodes, on all cores and with
// the reading.
func BenchmarkYAML(b *testing.B) {
	files := many(b)
	root := layOut(b, files)
	b.ResetTimer()
	start := cpu(b)
	for b.Loop() {
		onAllCores(b, root, files, func(data []byte) {
			var node yaml.Node
			_ = yaml.Unmarshal(data, &node) // some are broken on purpose
		})
	}
	b.ReportMetric(float64((cpu(b)-start).Microseconds())/float64(len(files)*b.N), "µs-CPU/plan")
}

// BenchmarkRead is the floor of a second check: the reading.
func BenchmarkRead(b *testing.B) {
	files := many(b)
	root := layOut(b, files)
	for b.Loop() {
		onAllCores(b, root, files, func([]byte) {})
	}
}

func onAllCores(b *testing.B, root string, files []bench.File, work func(data []byte)) {
	var next atomic.Int64
	var group sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		group.Go(func() {
			for i := int(next.Add(1)) - 1; i < len(files); i = int(next.Add(1)) - 1 {
				data, err := os.ReadFile(filepath.Join(root, files[i].Path))
				if err != nil {
					b.Error(err)
					return
				}
				work(data)
			}
		})
	}
	group.Wait()
}

// BenchmarkCueVet is CUE's own command over the same files and schema; it stops
// at what it cannot parse, so it is given plans without mistakes.
func BenchmarkCueVet(b *testing.B) {
	n := 1_000
	if !testing.Short() {
		n = 10_000
	}
	root := layOut(b, bench.Plans(n, 1, 0))
	cue := filepath.Join(b.TempDir(), "cue")
	if out, err := exec.Command("go", "build", "-o", cue, "cuelang.org/go/cmd/cue").CombinedOutput(); err != nil {
		b.Skipf("building cue: %v\n%s", err, out)
	}
	schema, err := filepath.Abs(filepath.Join("..", "..", "schema", "visit.cue"))
	if err != nil {
		b.Fatal(err)
	}
	files, err := filepath.Glob(filepath.Join(root, "visits", "*", "*", "*.yaml"))
	if err != nil || len(files) != n {
		b.Fatalf("%d files, %v", len(files), err)
	}
	b.ResetTimer()
	var used time.Duration
	var peak int64
	for b.Loop() {
		cmd := exec.Command(cue, append([]string{"vet", "-c", "-d", "#Visit", schema}, files...)...)
		if out, err := cmd.CombinedOutput(); err != nil {
			b.Fatalf("%v\n%.2000s", err, out)
		}
		used += cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
		if rusage, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok {
			peak = rusage.Maxrss
		}
	}
	b.ReportMetric(float64(used.Microseconds())/float64(n*b.N), "µs-CPU/plan")
	b.ReportMetric(float64(peak)/1024, "MiB-peak")
}

// cpu is the time that this process has used on all cores.
func cpu(tb testing.TB) time.Duration {
	tb.Helper()
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		tb.Fatal(err)
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}
