package render

import (
	"maps"
	"runtime"
	"sync"
)

// share is how many visits are worth a processor of their own: it parses the
// templates once more, which takes as long as printing a few visits.
const share = 50

// done is a sheet as it will be written.
type done struct {
	*printed
	html []byte
}

// into prints sheets to the end of a list.
func (r *run) into(out *[]done) func(*printed) error {
	return func(p *printed) error {
		html, err := r.execute(p.kind.name+".html", p.page.data)
		if err != nil {
			return err
		}
		*out = append(*out, done{p, html})
		return nil
	}
}

// spread prints the sheets of the visits, in their order, each processor a share
// of them: nearly all time goes into templates (BenchmarkThousandVisits). What is
// printed, and which error comes first, does not depend on how many there are.
func (r *run) spread(o Options) ([]done, error) {
	hands, err := r.hands(o, max(1, min(runtime.GOMAXPROCS(0), len(r.visits)/share)))
	if err != nil {
		return nil, err
	}
	parts, errs := make([][]done, len(hands)), make([]error, len(hands))
	var wait sync.WaitGroup
	for i, hand := range hands {
		from, until := i*len(r.visits)/len(hands), (i+1)*len(r.visits)/len(hands)
		wait.Go(func() { errs[i] = hand.eachOf(r.visits[from:until], hand.into(&parts[i])) })
	}
	wait.Wait()
	var all []done
	for i := range hands {
		if errs[i] != nil {
			return nil, errs[i]
		}
		all = append(all, parts[i]...)
	}
	return all, nil
}

// hands are n runs that print alike, the first of them r. Files are read before
// they set to work: those of a commit cannot be read twice at a time.
func (r *run) hands(o Options, n int) ([]*run, error) {
	out := []*run{r}
	if n == 1 {
		return out, nil
	}
	for _, k := range r.kinds {
		if k.pages != nil && r.choice.wants(k) && r.gets(k.name) {
			if _, err := r.style(k.name); err != nil {
				return nil, err
			}
		}
	}
	for len(out) < n {
		hand, err := newRun(o)
		if err != nil {
			return nil, err
		}
		hand.visits, hand.days, hand.styles = r.visits, r.days, maps.Clone(r.styles)
		out = append(out, hand)
	}
	return out, nil
}
