package history

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
)

func TestCommitterDates(t *testing.T) {
	for _, tt := range []struct {
		ident   string
		seconds int64
		bad     string
	}{
		{"陈静 <chen@example.com> 1795401600 +0800", 1795401600, ""},
		{" <> 1795401600 +0000", 1795401600, ""},
		{"C <c@example.com> 1795401600 -1234", 1795401600, ""},
		{"C <c@example.com> 1795401600", 1795401600, ""},      // no zone: the instant is known
		{"C <c@example.com> 1795401600 moon", 1795401600, ""}, // the zone is not an instant's
		{"C <c> d <e@example.com> 1795401600 +0800", 1795401600, ""},
		{"C <c@example.com> 253402300799 +0000", 253402300799, ""}, // 9999-12-31 23:59:59
		{"C <c@example.com> 253402300800 +0000", 0, "253402300800 +0000"},
		{"C <c@example.com> 0 +0000", 0, "0 +0000"},                       // what git makes of a date that it cannot read
		{"C <c@example.com> -62135596800 +0000", 0, "-62135596800 +0000"}, // the year 1
		{"C <c@example.com> +5 +0000", 0, "+5 +0000"},
		{"C <c@example.com> 1e9 +0000", 0, "1e9 +0000"},
		{"C <c@example.com> 0x10 +0000", 0, "0x10 +0000"},
		{"C <c@example.com> 1_000 +0000", 0, "1_000 +0000"},
		{"C <c@example.com> 99999999999999999999 +0000", 0, "99999999999999999999 +0000"},
		{"C <c@example.com> Mon Dec 1 2026", 0, "Mon Dec 1 2026"},
		{"C <c@example.com>", 0, "-"},
		{"", 0, "-"},
		{"C <c@example.com> " + strings.Repeat("9", 100), 0, strings.Repeat("9", 40)},
	} {
		if got := parseDate([]byte(tt.ident)); got != (date{tt.seconds, tt.bad}) {
			t.Errorf("%q: %+v, want %d %q", tt.ident, got, tt.seconds, tt.bad)
		}
	}
}

// Only the header counts: a message can say anything.
func TestCommitterInTheMessage(t *testing.T) {
	c, err := parseCommit([]byte("tree " + strings.Repeat("a", 40) + "\n\ncommitter M <m@example.com> 1795401600 +0800\n"))
	if err != nil || c.date.bad == "" {
		t.Errorf("got %+v, %v", c, err)
	}
}

// Whatever stands in a commit, its date is an instant between 1970 and 9999 that
// stands there, or refused.
func FuzzCommit(f *testing.F) {
	head := "tree " + strings.Repeat("a", 40) + "\nparent " + strings.Repeat("b", 40) + "\nauthor A <a@example.com> 1 +0000\n"
	for _, committer := range []string{
		"committer C <c@example.com> 1795401600 +0800\n", "committer C <c@example.com> yesterday\n", "committer C 5\n",
		"committer <> -5 +0000\n", "committer > 9 <\n", "committer\n", "", "committer C <c@example.com> 1795401600 +0800",
		"committer C <c@example.com> 253402300800 +0000\n", "gpgsig x\n committer C <c@example.com> 5 +0000\n",
	} {
		f.Add([]byte(head + committer + "\nmessage\ncommitter M <m@example.com> 7 +0000\n"))
	}
	f.Add([]byte("tree short\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		c, err := parseCommit(data)
		if err != nil {
			return
		}
		if c.date.bad == "" && (c.date.seconds <= 0 || c.date.seconds > latest) {
			t.Fatalf("date %+v", c.date)
		}
		named, err := c.named()
		if (err == nil) != (c.date.bad == "") {
			t.Fatalf("%+v: %v", c.date, err)
		}
		if err != nil {
			return
		}
		if y := named.Time.Year(); y < 1970 || y > 9999 {
			t.Fatalf("year %d", y)
		}
		if !bytes.Contains(data, []byte(fmt.Sprint(c.date.seconds))) {
			t.Fatalf("%d out of nowhere", c.date.seconds)
		}
	})
}

// Trees of any bytes are read to the end or refused.
func FuzzTree(f *testing.F) {
	hash := strings.Repeat("h", 20)
	f.Add([]byte("100644 a.yaml\x00" + hash + "40000 b\x00" + hash))
	f.Add([]byte("40000 b\x00" + hash[:19]))
	f.Add([]byte("100644 \x00" + hash))
	f.Fuzz(func(t *testing.T, data []byte) {
		c := cursor{rest: data}
		var read bytes.Buffer
		for c.advance(); c.kind != none; c.advance() {
			if len(c.name) == 0 {
				t.Fatal("an entry without a name")
			}
			fmt.Fprintf(&read, "%s\x00%s", c.name, c.hash[:])
		}
		if c.err == nil && read.Len() > len(data) {
			t.Fatal("read more than there is")
		}
	})
}
