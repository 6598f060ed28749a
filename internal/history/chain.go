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

// lookBack is how many commits below another one count for when that landed. A
// clock that was wrong once is forgotten after so many, and nobody back-dates as
// many at once unseen; without an end, each check would read all of history.
const lookBack = 1000

// landings returns when each of the first n commits from the tip landed, in
// seconds since 1970: the latest time that counts of the commit and of the
// lookBack ones below it. Where none does, because all are dated after now, it
// landed now. From the moment newest on, the answer is the same.
func (c *chain) landings(n int, now time.Time) (landed []int64, newest int64, err error) {
	if _, _, err := c.at(n - 1 + c.r.lookBack); err != nil {
		return nil, 0, err
	}
	landed = make([]int64, n)
	var latest []int // from old to new, those with a later time than all newer ones
	for i := min(len(c.commits), n+c.r.lookBack) - 1; i >= 0; i-- {
		if err := c.commits[i].dated(); err != nil {
			return nil, 0, err
		}
		newest = max(newest, c.commits[i].date.seconds)
		if at := c.commits[i].date.seconds; at <= now.Unix() {
			for k := len(latest) - 1; k >= 0 && c.commits[latest[k]].date.seconds <= at; k-- {
				latest = latest[:k]
			}
			latest = append(latest, i)
		}
		if len(latest) > 0 && latest[0] > i+c.r.lookBack {
			latest = latest[1:]
		}
		if i >= n {
			continue
		}
		landed[i] = now.Unix()
		if len(latest) > 0 {
			landed[i] = c.commits[latest[0]].date.seconds
		}
	}
	return landed, newest, nil
}
