package check

import (
	"runtime"
	"sync"
	"sync/atomic"

	"usher/internal/diag"
	"usher/internal/facts"
	"usher/internal/history"
	"usher/internal/source"
)

// each does some work for all numbers below n, on all cores. What is done for one
// number must not depend on what is done for another, so that the order is no
// matter. The error is that of the lowest number; begun work is finished first.
func each(n int, root string, work func(w *worker, i int) error) error {
	var next, failed atomic.Int64
	failed.Store(int64(n))
	var mu sync.Mutex
	var first error // that of number failed
	var group sync.WaitGroup
	for range min(n, runtime.GOMAXPROCS(0)) {
		group.Go(func() {
			w := &worker{root: root}
			defer w.close()
			for i := next.Add(1) - 1; i < failed.Load(); i = next.Add(1) - 1 {
				err := work(w, int(i))
				if err == nil {
					continue
				}
				mu.Lock()
				if i < failed.Load() {
					first = err
					failed.Store(i)
				}
				mu.Unlock()
			}
		})
	}
	group.Wait()
	return first
}

// worker is what one core works with.
type worker struct {
	root   string
	reader *source.Reader
	sums   *history.Summer
	at     *Visit // the one being judged
	data   []byte // its file, where that was read
	claims facts.ClaimsReader
	docs   map[string]*source.Document // texts of others, a few
}

// turn begins with the next visit.
func (w *worker) turn(v *Visit) { w.at, w.data = v, nil }

// read reads the file of a plan.
func (w *worker) read(f source.File) (source.File, *diag.Diagnostic, error) {
	if err := w.begin(); err != nil {
		return source.File{}, nil, err
	}
	return w.reader.Read(f)
}

// peek reads the file of a plan for no longer than until the next one is read.
func (w *worker) peek(f source.File) (source.File, *diag.Diagnostic, error) {
	if err := w.begin(); err != nil {
		return source.File{}, nil, err
	}
	return w.reader.Look(f)
}

// look is peek with the sum of the file's bytes.
func (w *worker) look(f source.File) (source.File, history.Sum, *diag.Diagnostic, error) {
	f, barred, err := w.peek(f)
	return f, w.sum(f.Data), barred, err
}

// sum is the sum of a file's bytes.
func (w *worker) sum(data []byte) history.Sum {
	if w.sums == nil {
		w.sums = history.NewSummer()
	}
	return w.sums.Sum(data)
}

// stamp takes the stamp of the file of a plan; false where it has none.
func (w *worker) stamp(f source.File) (source.Stamp, bool, error) {
	if err := w.begin(); err != nil {
		return source.Stamp{}, false, err
	}
	stamp, ok := w.reader.Stamp(f)
	return stamp, ok, nil
}

// sealed reads the sealed file beside a plan.
func (w *worker) sealed(f source.File) ([]byte, error) {
	if !f.Paired || f.Sealed != nil {
		return f.Sealed, nil // of an example, or of another commit
	}
	if err := w.begin(); err != nil {
		return nil, err
	}
	return w.reader.Sealed(f.Path)
}

func (w *worker) begin() (err error) {
	if w.reader == nil {
		w.reader, err = source.NewReader(w.root)
	}
	return err
}

func (w *worker) close() {
	if w.reader != nil {
		w.reader.Close()
	}
}
