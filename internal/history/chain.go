package history

import (
	"time"

	"usher/internal/catalog"

	"github.com/go-git/go-git/v5/plumbing"
)

// chain is the first-parent chain from a commit down, as far as it was read: the
// main line, on which a merge counts as one commit.
type chain struct {
	r       *Repository
	next    plumbing.Hash // the first one not read; zero below the root
	commits []link        // from the tip to older ones
}

func (r *Repository) chain(tip plumbing.Hash) *chain {
	c := r.chains[tip]
	if c == nil {
		c = &chain{r: r, next: tip}
		r.chains[tip] = c
	}
	return c
}

// at returns the i-th commit from the tip, 0 being the tip; false below the root.
func (c *chain) at(i int) (link, bool, error) {
	for len(c.commits) <= i && !c.next.IsZero() {
		if err := c.extend(); err != nil {
			return link{}, false, err
		}
	}
	if i >= len(c.commits) {
		return link{}, false, nil
	}
	return c.commits[i], true, nil
}

// extend reads one more commit.
func (c *chain) extend() error {
	if n := len(c.commits); n > 0 && c.r.cut[c.commits[n-1].hash] {
		return cut(c.commits[n-1].hash)
	}
	read, err := c.r.commit(c.next)
	if err != nil {
		return err
	}
	c.commits = append(c.commits, read.link)
	c.next = plumbing.ZeroHash
	if len(read.parents) > 0 {
		c.next = read.parents[0]
	}
	return nil
}

func cut(h plumbing.Hash) error {
	return &Error{
		Message: catalog.HistoryCut.With(short(h)),
		Hint:    catalog.HistoryCutHint,
	}
}

// landings returns when each of the first n commits from the tip landed, in
// seconds since 1970. Where nothing up to a commit counts, because all of it is
// dated after now, it landed now.
//
// The maximum runs over everything older, so the headers of the whole chain are
// read even where the walk through the folders could stop early.
func (c *chain) landings(n int, now time.Time) ([]int64, error) {
	for !c.next.IsZero() {
		if err := c.extend(); err != nil {
			return nil, err
		}
	}
	var newest int64
	landed := make([]int64, n)
	for i := len(c.commits) - 1; i >= 0; i-- {
		if err := c.commits[i].dated(); err != nil {
			return nil, err
		}
		if at := c.commits[i].date.seconds; at <= now.Unix() {
			newest = max(newest, at)
		}
		if i < n {
			landed[i] = newest
			if newest == 0 {
				landed[i] = now.Unix()
			}
		}
	}
	return landed, nil
}
