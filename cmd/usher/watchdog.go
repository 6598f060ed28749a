package main

import (
	"io/fs"
	"os"
	"runtime/metrics"
	"sync"
	"sync/atomic"
	"time"

	"usher/internal/catalog"
	"usher/internal/check"
)

// Policies are programs, and a company's may not come to an end or want more
// memory than there is. What can be seen in their text is refused before; the rest
// is stopped here, long after any real one has been worked out.
const (
	evaluationLimit  = 20 * time.Second
	evaluationMemory = 2 << 30 // bytes, above what was in use before
)

// watchdog watches that CUE comes to an end. Nothing can interrupt CUE but the end
// of the program.
type watchdog struct {
	limit time.Duration
	bark  func(catalog.Text) // does not return
	start sync.Once
	task  atomic.Pointer[string] // the file that is being worked out; nil between files
}

// working is told which file of the policies is being worked out; "" is none.
func (w *watchdog) working(file string) {
	if file == "" {
		w.task.Store(nil)
		return
	}
	w.task.Store(&file)
	w.start.Do(func() { go w.watch() })
}

func (w *watchdog) watch() {
	var seen *string
	var since time.Time
	var before uint64
	for range time.Tick(min(50*time.Millisecond, w.limit)) {
		task := w.task.Load()
		if task != seen {
			seen, since, before = task, time.Now(), heap()
			continue
		}
		switch {
		case task == nil:
		case time.Since(since) > w.limit:
			w.bark(catalog.PolicyEndless.With(*task, w.limit))
		case heap() > before+evaluationMemory:
			w.bark(catalog.PolicyHungry.With(*task, evaluationMemory>>20))
		}
	}
}

// heap is how many bytes are in use.
func heap() uint64 {
	sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	metrics.Read(sample)
	return sample[0].Value.Uint64()
}

// giveUp ends the program: the policies cannot be worked out.
func (s *session) giveUp(why catalog.Text) {
	s.say("usher: " + why.In(s.lang) + "\n    " + catalog.PolicyStopHint.In(s.lang))
	os.Exit(exitFailed)
}

// open and rules are check.Open and check.Rules, watched.
func (s *session) open(source check.Source) (*check.Checker, error) {
	s.dog.working("policies/")
	defer s.dog.working("")
	source.Working = s.dog.working
	return check.Open(source)
}

func (s *session) rules(own fs.FS) (*check.Checker, error) {
	s.dog.working("policies/")
	defer s.dog.working("")
	return check.Rules(own)
}
