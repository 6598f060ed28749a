package main

import (
	"context"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"time"
	"unicode"

	"github.com/spf13/cobra"

	"usher/internal/catalog"
	"usher/internal/check"
	"usher/internal/output"
	"usher/internal/pdf"
	"usher/internal/plan"
	"usher/internal/render"
)

// printing is how render makes PDFs of sheets.
type printing struct {
	wanted  bool
	browser string // as named; empty is the first that is found
}

func (p *printing) flags(s *session, cmd *cobra.Command) {
	cmd.Flags().BoolVar(&p.wanted, "pdf", false, catalog.FlagPDF.In(s.lang))
	cmd.Flags().StringVar(&p.browser, "browser", "", catalog.FlagBrowser.In(s.lang))
}

// complain says what is wrong with the flags as they were typed.
func (p printing) complain() error {
	if p.browser != "" && !p.wanted {
		return &catalog.Error{Text: catalog.ErrBrowserAlone}
	}
	return nil
}

// find is the browser to print through.
func (p printing) find(env func(string) string) (string, error) {
	places, missing := pdf.Places(runtime.GOOS, env), catalog.ErrNoBrowser
	if p.browser != "" {
		places, missing = []string{p.browser}, catalog.ErrBrowserNotThere.With(p.browser)
	}
	for _, place := range places {
		if path, err := exec.LookPath(place); err == nil {
			return path, nil
		}
	}
	return "", &catalog.Error{Text: missing}
}

// errInterrupted says that somebody stopped the printing, which leaves nothing to
// write; a browser that dies does not say it.
var errInterrupted = &catalog.Error{Text: catalog.ErrInterrupted}

// spool is the PDFs of one run, on disk: a year's would not fit in memory.
type spool struct {
	private *hideout // where a key has opened what is printed
	dir     string
	files   []output.File
}

// lacking are the characters that no installed font has, and the sheets that hold
// them. It is an error for want of a font: the plans are as they should be.
type lacking struct{ in map[rune][]render.Sheet }

func (l *lacking) Error() string { return l.In(catalog.EN) }

// In tells it in one language.
func (l *lacking) In(lang catalog.Lang) string {
	names := map[string]bool{}
	for _, sheets := range l.in {
		for _, sheet := range sheets {
			names[sheet.Name] = true
		}
	}
	return catalog.ErrNoFont.With(len(names)).In(lang)
}

func (p *spool) remove() {
	if p.private != nil {
		_ = p.private.close() // its guard removes what this cannot
		return
	}
	if p.dir != "" {
		_ = os.RemoveAll(p.dir) // the system's folder for temporary files is emptied in time
	}
}

// open makes the folder: one that is guarded where a key has opened what is printed.
func (p *spool) open(env func(string) string, opened bool) (err error) {
	if !opened {
		p.dir, err = os.MkdirTemp("", "usher-pdf-")
		return err
	}
	if p.private, err = openHideout(env); err == nil {
		p.dir = p.private.dir
	}
	return err
}

// pdfs prints the sheets, if that is wanted. What was printed before an error is in the spool, which
// is to be removed in any case. An interruption is an error that leaves nothing to
// write.
func (s *session) pdfs(p printing, sheets []render.Sheet, visits []render.Visit) (*spool, error) {
	out, lack := &spool{}, &lacking{map[rune][]render.Sheet{}}
	if !p.wanted {
		return out, nil
	}
	browser, err := p.find(s.env)
	if err != nil {
		return out, err
	}
	if err := out.open(s.env, slices.ContainsFunc(visits, func(v render.Visit) bool { return len(v.Opened) > 0 })); err != nil {
		return out, fmt.Errorf("making a folder for the PDFs: %w", err)
	}
	// The index is a page of links, for a screen.
	sheets = slices.DeleteFunc(slices.Clone(sheets), func(sheet render.Sheet) bool {
		return sheet.Kind == "index" || !strings.HasSuffix(sheet.Name, ".html")
	})
	times := map[string]time.Time{}
	for _, v := range visits {
		times[v.Plan.ID] = v.Revision.Time
		if v.Revision.Time.After(times[""]) { // of a sheet about several visits
			times[""] = v.Revision.Time
		}
	}
	pages := make([]pdf.Page, len(sheets))
	for i, sheet := range sheets {
		pages[i] = pdf.Page{HTML: sheet.Data, Time: times[sheet.Visit]}
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	files, done := make([]output.File, len(sheets)), 0
	profile := ""
	if out.private != nil {
		profile = filepath.Join(out.dir, "profile")
	}
	err = pdf.Print(ctx, browser, profile, pages, func(i int, printed pdf.Printed) error {
		done++
		s.progress(catalog.PrintingPDF.With(done, len(pages)).In(s.lang))
		for _, c := range printed.Missing {
			lack.in[c] = append(lack.in[c], sheets[i])
		}
		if len(printed.Missing) > 0 {
			return nil
		}
		file := filepath.Join(out.dir, fmt.Sprintf("%d.pdf", i))
		files[i] = output.File{Name: pdfName(sheets[i]), From: file}
		return os.WriteFile(file, printed.PDF, 0o600)
	})
	s.progress("")
	out.files = slices.DeleteFunc(files, func(f output.File) bool { return f.Name == "" })
	switch {
	case err == nil:
		s.say(catalog.PrintedPDF.With(len(out.files)).In(s.lang))
		if len(lack.in) > 0 {
			return out, lack
		}
		return out, nil
	case ctx.Err() != nil:
		return out, errInterrupted
	}
	return out, &catalog.Error{Text: catalog.ErrBrowserFailed.With(browser), Err: err}
}

func pdfName(sheet render.Sheet) string { return strings.TrimSuffix(sheet.Name, ".html") + ".pdf" }

// progress writes over the line that it wrote before, for somebody who watches;
// an empty line ends it.
func (s *session) progress(line string) {
	if s.talking {
		fmt.Fprintf(s.stderr, "\r%s\r%s", strings.Repeat(" ", 60), line)
	}
}

// tellMissing says of each character that no font has where it stands and what
// helps.
func (s *session) tellMissing(l *lacking, c *check.Checker, result *check.Result, reader string) {
	for _, r := range slices.Sorted(maps.Keys(l.in)) {
		var visits, names []string
		for _, sheet := range l.in[r] {
			visits = append(visits, sheet.Visit)
			names = append(names, pdfName(sheet))
		}
		character := fmt.Sprintf("U+%04X", r)
		if unicode.IsPrint(r) {
			character = fmt.Sprintf("“%c” (%s)", r, character)
		}
		places := s.whereUsed(c, result, visits, r)
		if reader != "" { // who is not told of plans, only of its sheets
			places = []any{strings.Join(names, ", ")}
		}
		for _, place := range places {
			s.say(catalog.NoFont.With(place, character).In(s.lang))
		}
		s.say(catalog.NoFontHint.With(fontFor(r), strings.Join(names, ", ")).In(s.lang))
	}
}

// whereUsed lists the places of a character: in the plans of these visits (all of
// them where a sheet is about several), else in the company's own files.
func (s *session) whereUsed(c *check.Checker, result *check.Result, visits []string, r rune) []any {
	var places []any
	for _, v := range result.Visits {
		if !slices.Contains(visits, v.Plan.ID) && !slices.Contains(visits, "") {
			continue
		}
		for _, use := range result.Uses(v.Plan.File, r) {
			field := strings.ReplaceAll(plan.Path(use.Path...), "/", ".")
			places = append(places, fmt.Sprintf("%s:%d:%d: %s", v.Plan.File, use.Range.Start.Line, use.Range.Start.Column, field))
		}
	}
	if len(places) > 0 {
		return places
	}
	for _, folder := range []string{"policies", "templates"} {
		own := check.Own(c.Root())
		_ = fs.WalkDir(own, folder, func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return nil // what cannot be read is not where the text came from
			}
			data, _ := fs.ReadFile(own, name)
			for i, line := range strings.Split(string(data), "\n") {
				if strings.ContainsRune(line, r) {
					places = append(places, fmt.Sprintf("%s:%d", name, i+1))
				}
			}
			return nil
		})
	}
	if len(places) == 0 {
		return []any{catalog.NoFontAnywhere}
	}
	return places
}

// fontFor is what to install for a character.
func fontFor(r rune) catalog.Text {
	switch {
	case unicode.Is(unicode.Co, r):
		return catalog.FontPrivate
	case unicode.Is(unicode.Han, r):
		return catalog.FontHan
	case r >= 0x1f000 && r < 0x20000:
		return catalog.FontEmoji
	case r >= 0x20000 && r < 0x40000: // planes that hold nothing but Han, also what is newer than Go's tables
		return catalog.FontHan
	}
	for name, table := range unicode.Scripts {
		if name != "Common" && name != "Inherited" && unicode.Is(table, r) {
			return catalog.FontScript.With(strings.ReplaceAll(name, "_", " "))
		}
	}
	return catalog.FontOther
}
