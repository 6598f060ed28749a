package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"usher/internal/leak"
	"usher/internal/plan"
)

// A PDF tells no more than the page that it was printed from: not its text, not
// its title, not its bookmarks (R5.1). Those readers are tried that see the least,
// and the sheets that hang where all pass by.
func TestNothingLeaksInPDF(t *testing.T) {
	if ok, err := canPrint(); err != nil {
		t.Fatal(err)
	} else if !ok {
		t.Skip("no browser to print with, or no poppler-utils to read what it printed")
	}
	s := sow(t, plan.Planned)
	told, files := map[string]bool{}, 0
	for reader, sheets := range map[string]string{
		"driver": "assignment", "kitchen": "assignment,room-plan", "front-desk": "assignment", "guests": "itinerary",
		"": "door,room-plan,run-sheet",
	} {
		out, _ := s.render(t, reader, "--pdf", "--sheet", sheets)
		for name, data := range out {
			if !strings.HasSuffix(name, ".pdf") {
				continue
			}
			files++
			text := append(read(t, data, "pdftotext", "-", "-"), read(t, data, "pdfinfo", "-")...)
			text = append(text, data...)
			sheet := strings.TrimSuffix(name, ".pdf") + ".html"
			for _, secret := range s.leaks(s.company, reader, sheet, text) {
				t.Errorf("%s for %q tells %v", name, reader, secret)
			}
			for _, secret := range leak.Find(text, s.secrets()) {
				told[secret.Field] = true
			}
		}
	}
	// What may be told is found, so that the search is one.
	for _, field := range []string{"customer.organization", "programme.what", "rooms.room", "vehicles.from", "meals.place"} {
		if !told[field] {
			t.Errorf("none of %d PDFs tells %s: they are not read", files, field)
		}
	}
}

// read is what one of poppler's tools says of a PDF.
func read(t *testing.T, pdf []byte, tool string, args ...string) []byte {
	t.Helper()
	cmd := exec.Command(tool, args...)
	cmd.Stdin = bytes.NewReader(pdf)
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s: %v", tool, err)
	}
	return out
}

// What is said of sheets that are out of date, and what is marked on the next ones,
// tells of a change no more than the sheets do.
func TestNoChangeLeaks(t *testing.T) {
	s := sow(t, plan.Planned)
	s.git(t, "init", "-q", "-b", "main")
	s.commit(t)
	readers, dirs := s.readers(), map[string]string{}
	for _, reader := range readers {
		dirs[reader] = filepath.Join(t.TempDir(), "out")
		args := []string{"render", "-o", dirs[reader]}
		if reader != "" {
			args = append(args, "--for", reader)
		}
		if status, said := s.usher(t, args...); status != 0 {
			t.Fatalf("%v: exit status %d\n%s", args, status, said)
		}
	}
	for _, p := range s.plans {
		name := "visits/" + p.of("file") + "/" + p.id + ".yaml"
		data, err := os.ReadFile(filepath.Join(s.dir, filepath.FromSlash(name)))
		if err != nil {
			t.Fatal(err)
		}
		text := strings.NewReplacer("headcount: 4", "headcount: 5", "attendees: 9", "attendees: 10").Replace(string(data))
		for _, field := range []string{"purpose", "programme.what", "meals.place", "vehicles.from", "gifts.item", "customer.guests.name"} {
			text = strings.ReplaceAll(text, p.of(field), p.of(field)+"v") // the secret is in both
		}
		s.write(t, name, text)
	}
	s.commit(t)
	for _, reader := range readers {
		said := s.compare(t, dirs[reader], reader, "--format", "text") + s.compare(t, dirs[reader], reader, "--format", "json")
		if !strings.Contains(said, "changed since") && !strings.Contains(said, "no sheet is due") {
			t.Errorf("nothing is said to have changed for %q:\n%s", reader, said)
		}
		args := []string{"render", "-o", dirs[reader]}
		if reader != "" {
			args = append(args, "--for", reader)
		}
		status, more := s.usher(t, args...)
		if status != 0 {
			t.Fatalf("%v: exit status %d\n%s", args, status, more)
		}
		out := files(t, dirs[reader])
		if reader != "" {
			out["log"] = []byte(said + strings.ReplaceAll(more, dirs[reader], "out"))
		}
		for name, data := range out {
			for _, secret := range s.leaks(s.company, reader, name, data) {
				t.Errorf("%s for %q tells %v", name, reader, secret)
			}
		}
	}
}

func (s *safe) git(t *testing.T, args ...string) {
	t.Helper()
	cmd := exec.Command("git", args...)
	cmd.Dir = s.dir
	cmd.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_CONFIG_NOSYSTEM=1",
		"GIT_AUTHOR_NAME=Liu Yang", "GIT_AUTHOR_EMAIL=liuyang@example.com", "GIT_COMMITTER_NAME=Liu Yang", "GIT_COMMITTER_EMAIL=liuyang@example.com")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("git %v: %v\n%s", args, err, out)
	}
}

func (s *safe) commit(t *testing.T) {
	t.Helper()
	s.git(t, "add", "-A")
	s.git(t, "commit", "-q", "-m", "as it is now")
}
