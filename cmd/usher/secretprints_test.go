package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"usher/internal/leak"
	"usher/internal/pdf"
	"usher/internal/plan"
	"usher/internal/render"
)

// A PDF of any sheet for any reader tells no more than the policies show to that
// reader: not its text, not its title, not its bookmarks (R5.1). Many readers get
// the same page, which is printed once.
func TestNothingLeaksInPDF(t *testing.T) {
	if ok, err := canPrint(); err != nil {
		t.Fatal(err)
	} else if !ok {
		t.Skip("no browser to print with, or no poppler-utils to read what it printed")
	}
	browser, err := printing{}.find(os.Getenv)
	if err != nil {
		t.Fatal(err)
	}
	told, printed := map[string]bool{}, map[string]bool{}
	for _, status := range []string{plan.Planned, plan.Completed} {
		s := sow(t, status)
		type copy struct{ reader, sheet string }
		var pages []pdf.Page
		var copies [][]copy // of each page
		at := map[string]int{}
		for _, reader := range s.readers() {
			out, _ := s.render(t, reader)
			for name, html := range out {
				if !strings.HasSuffix(name, ".html") || kindOf(name) == "index" {
					continue
				}
				i, known := at[string(html)]
				if !known {
					i, at[string(html)] = len(pages), len(pages)
					pages, copies = append(pages, pdf.Page{HTML: html}), append(copies, nil)
				}
				copies[i] = append(copies[i], copy{reader, name})
				printed[kindOf(name)] = true
			}
		}
		err := pdf.Print(t.Context(), browser, "", pages, func(i int, p pdf.Printed) error {
			text := append(read(t, p.PDF, "pdftotext", "-", "-"), read(t, p.PDF, "pdfinfo", "-")...)
			text = append(text, streams.ReplaceAll(p.PDF, nil)...) // bookmarks and the like
			found := leak.Find(text, s.secrets())
			for _, c := range copies[i] {
				for _, secret := range s.untold(s.company, c.reader, c.sheet, text, found) {
					t.Errorf("%s for %q tells %v", pdfName(render.Sheet{Name: c.sheet}), c.reader, secret)
				}
			}
			for _, secret := range found {
				told[secret.Field] = true
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, k := range render.Kinds() {
		if !printed[k.Name] && k.Name != "index" {
			t.Errorf("no %s was printed", k.Name)
		}
	}
	// What may be told is found, so that the search is one.
	for _, field := range []string{"customer.organization", "customer.guests.name", "programme.what", "rooms.room", "vehicles.from", "meals.place", "gifts.item", "travel.number", "lodging.hotel"} {
		if !told[field] {
			t.Errorf("no PDF tells %s: they are not read", field)
		}
	}
}

// streams are the packed parts of a PDF: what is drawn, which pdftotext reads, and fonts.
var streams = regexp.MustCompile(`(?s)\bstream\r?\n.*?\bendstream\b`)

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
