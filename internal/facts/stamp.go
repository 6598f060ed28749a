package facts

import (
	"strconv"

	"usher/internal/plan"
)

// stamp is a plan.Time as the number that its digits make: 202612030930. Sorting
// a hundred thousand of them is where the conflicts of a large company take time.
type stamp int64

func stampOf(t plan.Time) stamp {
	var n stamp
	for i := range len(t) {
		if d := t[i] - '0'; d <= 9 {
			n = n*10 + stamp(d)
		}
	}
	return n
}

// time is the time again; the empty one for what is none.
func (s stamp) time() plan.Time {
	d := strconv.FormatInt(int64(s)+1e12, 10) // keeps the zeros of early years
	if s <= 0 || len(d) != len("1202612030930") {
		return ""
	}
	return plan.Time(d[1:5] + "-" + d[5:7] + "-" + d[7:9] + " " + d[9:11] + ":" + d[11:13])
}
