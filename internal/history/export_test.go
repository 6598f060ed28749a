package history

import (
	"github.com/go-git/go-billy/v5"
	"github.com/go-git/go-git/v5/plumbing"
)

// Packs serves pack files as go-git is served them, in blocks of so many bytes.
func Packs(files billy.Filesystem) (served billy.Filesystem, bytes int) {
	return packs{files}, block
}

// LookBack has no more than n commits below another one count for when that landed.
func (r *Repository) LookBack(n int) { r.lookBack = n }

// ObjectsRead is how many objects were read so far.
func (r *Repository) ObjectsRead() int { return r.objects.reads }

// CommitsRead is how many commits are read to find where HEAD and the commit
// called name parted, and what of that is for telling several answers apart.
func (r *Repository) CommitsRead(name string) (all, apart int, err error) {
	tip, err := r.resolve(name)
	if err != nil {
		return 0, 0, err
	}
	head, _, err := r.head()
	if err != nil {
		return 0, 0, err
	}
	p, err := r.paint([]plumbing.Hash{head}, []plumbing.Hash{tip})
	if err != nil {
		return 0, 0, err
	}
	best, err := r.mergeBases(head, tip)
	if err != nil || len(best) < 2 {
		return len(p.seen), 0, err
	}
	for i := range best {
		var others []plumbing.Hash
		for j := range best {
			if i != j {
				others = append(others, best[j].hash)
			}
		}
		q, err := r.paint([]plumbing.Hash{best[i].hash}, others)
		if err != nil {
			return 0, 0, err
		}
		apart += len(q.seen)
	}
	return len(p.seen) + apart, apart, nil
}
