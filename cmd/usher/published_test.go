package main

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"usher/internal/leak"
	"usher/internal/plan"
)

// Calendars and registers for a reader hold nothing that the policies do not show
// to that reader, in whatever form (R5.1).
func TestCalendarsAndRegistersLeakNothing(t *testing.T) {
	found := 0
	for _, status := range []string{plan.Planned, plan.Completed, plan.Cancelled} {
		s := sow(t, status)
		for _, reader := range s.readers() {
			out := s.publish(t, reader)
			for name, data := range out {
				for _, secret := range leak.Find(append([]byte(name+"\n"), data...), s.secrets()) {
					found++
					i := slices.IndexFunc(s.plans, func(p sown) bool { return slices.Contains(p.secrets, secret) })
					if reader != "" && !s.company.Sees(reader, secret.Field, s.plans[i].level) {
						t.Errorf("%s for %q tells %v", name, reader, secret)
					}
				}
			}
		}
	}
	if found == 0 {
		t.Error("nothing is told to anybody")
	}
}

// publish writes calendars and registers and returns them, with what was said.
func (s *safe) publish(t *testing.T, reader string) map[string][]byte {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "out")
	args := []string{"render", "--ics", "--xlsx", "-o", dir}
	if reader != "" {
		args = append(args, "--for", reader)
	}
	status, said := s.usher(t, args...)
	if status != 0 {
		t.Fatalf("%v: exit status %d\n%s", args, status, said)
	}
	out := files(t, dir)
	if reader != "" {
		out["log"] = []byte(strings.ReplaceAll(said, dir, "out"))
	}
	return out
}
