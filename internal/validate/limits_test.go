package validate_test

import (
	"strings"
	"testing"

	"usher/internal/source"
	"usher/internal/validate"
	"usher/schema"
)

// A list of a plan has an upper limit: beyond it nothing of the list is used, so
// that one plan cannot make millions of collisions.
func TestLongLists(t *testing.T) {
	s, err := validate.Compile(schema.FS)
	if err != nil {
		t.Fatal(err)
	}
	const rooms = 100
	for n, want := range map[int]string{rooms: "", rooms + 1: "“rooms” takes at most 100 items"} {
		doc, told := source.Parse("visits/v.yaml", []byte("rooms:\n"+strings.Repeat("- room: lounge\n", n)))
		if len(told) > 0 {
			t.Fatalf("%+v", told)
		}
		p, found := s.Check(doc)
		got := ""
		for _, d := range found {
			if d.Rule == validate.RuleWrongValue {
				got += d.Message.EN
			}
		}
		if got != want || p.IsWrong("rooms") != (want != "") || want != "" && len(p.Rooms) > 0 {
			t.Errorf("%d rooms: %q, wrong: %v, %d kept; want %q", n, got, p.IsWrong("rooms"), len(p.Rooms), want)
		}
	}
}
