package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"usher/internal/audience"
	"usher/internal/company"
	"usher/internal/leak"
	"usher/internal/pdf"
	"usher/internal/plan"
	"usher/internal/render"
)

// A PDF of any sheet for any reader tells no more than the policies show to that
// reader: not its text, not its title, not its bookmarks, links and tags (R5.1). It
// tells all the same what its page does, or it was not read.
func TestNothingLeaksInPDF(t *testing.T) {
	browser := mustPrint(t)
	given := map[string]bool{} // reader, kind and level
	for _, status := range []string{plan.Planned, plan.Completed} {
		s := sow(t, status)
		all := &paper{at: map[string]int{}}
		for _, reader := range s.readers() {
			out, _ := s.render(t, reader)
			for name, html := range out {
				all.add(reader, name, html)
				given[reader+" "+kindOf(name)+" "+s.levelOf(name)] = true
			}
			out, _ = s.render(t, reader, "--combined")
			for name, html := range out {
				all.add(reader, name, html)
			}
		}
		for _, leak := range s.leaksInPDF(t, browser, all) {
			t.Error(leak)
		}
	}
	s := sow(t, plan.Planned)
	secret, key := s.plans[2].id, s.seal(t)
	sealed := &paper{at: map[string]int{}}
	for _, reader := range s.readers() {
		out, _ := s.render(t, reader, "--visit", secret, "--identity", key)
		for name, html := range out {
			sealed.add(reader, name, html)
		}
	}
	for _, leak := range s.leaksInPDF(t, browser, sealed) {
		t.Error(leak)
	}
	for _, k := range render.Kinds() {
		levels := []string{""}
		if k.Scope == "visit" || k.Scope == "booking" {
			levels = company.Levels
		}
		who, _ := s.company.Sheet(k.Name)
		for _, reader := range append([]string{""}, who.Readers...) {
			for _, level := range levels {
				// Who may pass by a confidential visit's welcome is not told whom it would be for.
				none := k.Name == "index" || k.Name == "welcome" && level == plan.Confidential
				if !none && !given[reader+" "+k.Name+" "+level] {
					t.Errorf("no %s of %s visits for %q was printed", k.Name, level, reader)
				}
			}
		}
	}
}

// paper is pages to print, each once, however many get it.
type paper struct {
	pages  []pdf.Page
	copies [][]printedCopy // of each page
	at     map[string]int  // by the HTML
}

type printedCopy struct{ reader, sheet string }

func (p *paper) add(reader, name string, html []byte) {
	if !strings.HasSuffix(name, ".html") || kindOf(name) == "index" {
		return
	}
	i, known := p.at[string(html)]
	if !known {
		i, p.at[string(html)] = len(p.pages), len(p.pages)
		p.pages, p.copies = append(p.pages, pdf.Page{HTML: html}), append(p.copies, nil)
	}
	p.copies[i] = append(p.copies[i], printedCopy{reader, name})
}

// leaksInPDF prints the pages and says what they tell that they should not, and what of
// a page's secrets its print lacks.
func (s *safe) leaksInPDF(t *testing.T, browser string, p *paper) (said []string) {
	t.Helper()
	err := pdf.Print(t.Context(), browser, "", p.pages, func(i int, printed pdf.Printed) error {
		told, found := s.tells(t, printed.PDF)
		of := leak.Find(p.pages[i].HTML, s.secrets())
		for _, c := range p.copies[i] {
			name := pdfName(render.Sheet{Name: c.sheet})
			for _, secret := range s.untold(s.company, c.reader, c.sheet, told, found) {
				said = append(said, fmt.Sprintf("%s for %q tells %v", name, c.reader, secret))
			}
			for _, secret := range of {
				if !slices.Contains(found, secret) {
					said = append(said, fmt.Sprintf("%s for %q was not read: it lacks %v", name, c.reader, secret))
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return said
}

// tells is all that a PDF tells: what stands on its pages, in the order of reading and in
// that of drawing, what it says of itself, and its objects with bookmarks, links and tags.
func (s *safe) tells(t *testing.T, pdf []byte) (told []byte, found []leak.Secret) {
	t.Helper()
	text := slices.Concat(read(t, pdf, "pdftotext", "-", "-"), read(t, pdf, "pdftotext", "-raw", "-", "-"), read(t, pdf, "pdfinfo", "-"))
	found = leak.Find(pdf, s.secrets())
	for _, secret := range leak.Find(text, s.secrets()) {
		if !slices.Contains(found, secret) {
			found = append(found, secret)
		}
	}
	return append(text, pdf...), found
}

// What the policies show by mistake is caught in the PDF by who knows better: what a reader
// may not see, alone and in one file of all, and what who passes by may not.
func TestLeaksInPDFAreCaught(t *testing.T) {
	browser := mustPrint(t)
	s := sow(t, plan.Planned)
	s.write(t, "policies/leak.cue", `package policies

fields: {"programme.what": ["driver"], purpose: ["anyone", "leader"]}
`)
	all := &paper{at: map[string]int{}}
	for _, args := range [][]string{{"driver", "--visit", s.plans[2].id}, {"driver", "--combined"}, {"leader", "--sheet", "room-plan"}} {
		reader := args[0]
		out, _ := s.render(t, reader, args[1:]...)
		for name, html := range out {
			all.add(reader, name, html)
		}
	}
	said := strings.Join(s.leaksInPDF(t, browser, all), "\n")
	for _, want := range []string{
		`/assignment.pdf for "driver" tells programme.what of confidential`,
		`combined.pdf for "driver" tells programme.what of confidential`,
		`room-plan.pdf for "leader" tells purpose of internal`,
	} {
		if !strings.Contains(said, want) {
			t.Errorf("not noticed: %s, only\n%s", want, said)
		}
	}
}

// A secret is found in a PDF wherever and however the page holds it.
func TestSecretsInPDFAreFound(t *testing.T) {
	browser := mustPrint(t)
	secret := leak.Secret{Plan: "p", Field: "purpose", Text: leak.Word(0, 0)}
	s := &safe{plans: []sown{{secrets: []leak.Secret{secret}}}}
	word := secret.Text
	each := func(form string) string {
		var out strings.Builder
		for _, c := range word {
			fmt.Fprintf(&out, form, c)
		}
		return out.String()
	}
	var names []string
	var pages []pdf.Page
	add := func(name, html string) {
		names = append(names, name)
		pages = append(pages, pdf.Page{HTML: []byte("<!doctype html><html lang=zh><meta charset=utf-8>" + html)})
	}
	for name, html := range map[string]string{
		"text":                 `<p>第二轮会谈` + word + `，董事会议室</p>`,
		"soft hyphens":         `<p style="width: 3em">` + each("%c&shy;") + `</p>`,
		"one letter on a line": `<p style="width: 1px; word-break: break-all">` + word + `</p>`,
		"beside another cell":  `<table><tr><td style="width: 2em; word-break: break-all">` + word + `<td style="width: 2em; word-break: break-all">总经理助理商务组</table>`,
		"letters apart":        `<p style="letter-spacing: 2em">` + word + `</p>`,
		"in bold and not":      `<p>` + each("<b>%c</b>") + `</p>`,
		"over two pages":       `<div style="height: 270mm"></div><p style="width: 1px; word-break: break-all">` + word + `</p>`,
		"upside down":          `<p style="transform: rotate(180deg)">` + word + `</p>`,
		"from top to bottom":   `<p style="writing-mode: vertical-rl">` + word + `</p>`,
		"white on white":       `<p style="color: white">` + word + `</p>`,
		"capitals":             `<p style="text-transform: uppercase">` + word + `</p>`,
		"made by a style":      `<style>p::before {content: "` + word + `"}</style><p>会谈</p>`,
		"a margin":             `<style>@page {@top-right {content: "` + word + `"}}</style><p>会谈</p>`,
	} {
		add(name, html)
	}
	drawn := len(pages)
	for name, html := range map[string]string{
		"a title":             `<title>行程安排 ` + word + `</title><p>会谈</p>`,
		"a bookmark":          `<h2>一、` + word + `</h2><p>会谈</p>`,
		"a link":              `<a href="https://x.example/` + word + `">会谈</a>`,
		"an alternative text": `<svg role="img" aria-label="会谈 ` + word + `" width="10" height="10"><rect width="10" height="10"/></svg>`,
		"a place to go to":    `<a href="#` + word + `">会谈</a><h2 id="` + word + `">会谈</h2>`,
	} {
		add(name, html)
	}
	err := pdf.Print(t.Context(), browser, "", pages, func(i int, printed pdf.Printed) error {
		_, found := s.tells(t, printed.PDF)
		if i >= drawn { // and not for being drawn as well
			found = leak.Find(printed.PDF, s.secrets())
		}
		if len(found) != 1 {
			t.Errorf("%s: not found in the PDF of %s", names[i], pages[i].HTML)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// levelOf is how confidential the visit is that a sheet is of, empty for one of several.
func (s *safe) levelOf(name string) string {
	folder, _, _ := strings.Cut(name, "/")
	for _, p := range s.plans {
		if folder == p.id || folder == audience.Alias(s.company, p.id) {
			return p.level
		}
	}
	return ""
}

// mustPrint is a browser to print with; without one the test is skipped.
func mustPrint(t *testing.T) string {
	t.Helper()
	if ok, err := canPrint(); err != nil {
		t.Fatal(err)
	} else if !ok {
		t.Skip("no browser to print with, or no poppler-utils to read what it printed")
	}
	browser, err := printing{}.find(os.Getenv)
	if err != nil {
		t.Fatal(err)
	}
	return browser
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
