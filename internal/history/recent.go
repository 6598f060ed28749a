package history

// recent keeps what was used last, up to a number of bytes: what was used since
// half of them were filled, and the half before. That costs less than a list in
// the order of use, and go-git asks for each object several times.
type recent[K comparable, V any] struct {
	limit      int // bytes
	size       int // of young
	young, old map[K]kept[V]
}

type kept[V any] struct {
	value V
	size  int
}

func (r *recent[K, V]) get(k K) (V, bool) {
	if e, ok := r.young[k]; ok {
		return e.value, true
	}
	e, ok := r.old[k]
	if ok {
		r.put(k, e.value, e.size)
	}
	return e.value, ok
}

func (r *recent[K, V]) put(k K, v V, size int) {
	if size > r.limit/2 {
		return
	}
	if r.size += size; r.young == nil || r.size > r.limit/2 {
		r.old, r.young, r.size = r.young, map[K]kept[V]{}, size
	}
	r.young[k] = kept[V]{v, size}
}
