// Package pdf provides the printing of HTML pages to PDF through an installed
// Chrome, Edge or Chromium.
//
// The same page gives the same bytes from the same browser and fonts: what the
// browser takes from its clock and its own counters is put right afterwards.
package pdf

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// tabs is how many pages are printed at once, all by one browser. A page keeps a
// process of its own busy for half of the time and another one for the rest, so
// that a second tab pays; see BenchmarkPDF of internal/render.
const tabs = 2

// patience is how long one page may take before its browser counts as hung.
const patience = time.Minute

// Page is one file to print. Its HTML needs nothing but itself: the browser has no
// network, and no script of the page runs.
type Page struct {
	HTML []byte
	// Time is what the PDF says of when it was made and changed; it says nothing
	// where that is zero.
	Time time.Time
}

// Printed is what came out of a page.
type Printed struct {
	PDF []byte
	// Missing are the characters of the page, in the order of first use, that no
	// installed font has: the PDF shows a box for each.
	Missing []rune
}

// Print prints the pages and hands over each as it is ready, by its index: one at
// a time, in no particular order. An error of done ends the printing and is
// returned; so is a browser that does not start or stops answering. Nothing of the
// browser is left behind, neither process nor profile; a folder for the profile, where
// one is named, is the caller's to remove.
func Print(ctx context.Context, browser, profile string, pages []Page, done func(i int, p Printed) error) error {
	// The browser outlives ctx, to be closed and not killed: it would leave some of
	// its files where the system keeps temporary ones.
	own, stop := chromedp.NewExecAllocator(context.WithoutCancel(ctx), options(browser, profile)...)
	defer stop()
	// What the browser tells of itself between the lines is nothing to act on.
	quiet := func(string, ...any) {}
	own, stop = chromedp.NewContext(own, chromedp.WithErrorf(quiet), chromedp.WithLogf(quiet))
	defer stop()
	if err := chromedp.Do(own); err != nil {
		return fmt.Errorf("starting the browser %s: %w", browser, err)
	}
	defer shut(own)
	q := &queue{ctx: ctx, pages: pages, known: map[string]string{}, done: done}
	var wait sync.WaitGroup
	for i := range min(tabs, len(pages)) {
		wait.Go(func() {
			tab := own
			if i > 0 {
				var stop context.CancelFunc
				tab, stop = chromedp.NewContext(own)
				defer stop()
			}
			q.work(tab)
		})
	}
	wait.Wait()
	return q.err
}

// shut closes the browser, and kills it if it does not follow.
func shut(browser context.Context) {
	ctx, stop := context.WithTimeout(browser, 5*time.Second)
	defer stop()
	_ = chromedp.Cancel(ctx) // everything that it was started for is done
}

// queue hands the pages to the tabs.
type queue struct {
	ctx   context.Context // of the whole printing
	mu    sync.Mutex
	pages []Page
	next  int
	known map[string]string // by font family: the characters found in a font so far
	done  func(int, Printed) error
	err   error // the first; nothing is taken up after it
}

// work prints one page after the other until there is none or something failed.
func (q *queue) work(tab context.Context) {
	// Sheets are escaped and carry a policy that forbids scripts; this holds without.
	off := emulation.SetScriptExecutionDisabledParams{Value: true}
	if _, err := chromedp.Call(tab, emulation.SetScriptExecutionDisabled, off); err != nil {
		q.fail(fmt.Errorf("opening a page: %w", err))
		return
	}
	for {
		i, ok := q.take()
		if !ok {
			return
		}
		printed, err := q.print(tab, q.pages[i])
		if err != nil {
			q.fail(fmt.Errorf("printing page %d of %d: %w", i+1, len(q.pages), err))
			return
		}
		q.hand(i, printed)
	}
}

func (q *queue) take() (int, bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.err == nil {
		q.err = q.ctx.Err()
	}
	if q.err != nil || q.next == len(q.pages) {
		return 0, false
	}
	q.next++
	return q.next - 1, true
}

func (q *queue) fail(err error) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.err == nil {
		q.err = err
	}
}

func (q *queue) hand(i int, p Printed) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.err == nil {
		q.err = q.done(i, p)
	}
}

// errOther says that what was printed is another document than the page.
var errOther = errors.New("the browser went to another document meanwhile")

// print prints a page. The browser tells that it has come to the empty document
// before it has always left the last one behind, and then goes on to the empty one
// when the page is in its place: the page is put there again.
func (q *queue) print(tab context.Context, p Page) (printed Printed, err error) {
	tab, stop := context.WithTimeout(tab, patience)
	defer stop()
	defer context.AfterFunc(q.ctx, stop)()
	for range 3 {
		if printed, err = q.try(tab, p); !errors.Is(err, errOther) {
			break
		}
	}
	return printed, err
}

func (q *queue) try(tab context.Context, p Page) (Printed, error) {
	// A document anew for each: the policy of one page would hold for the next.
	if err := chromedp.Do(tab, chromedp.Navigate("about:blank")); err != nil {
		return Printed{}, err
	}
	before, err := chromedp.Call(tab, page.GetFrameTree, cdp.Empty{})
	if err != nil {
		return Printed{}, err
	}
	frame := before.FrameTree.Frame
	content := page.SetDocumentContentParams{FrameID: frame.ID, HTML: string(p.HTML)}
	if _, err := chromedp.Call(tab, page.SetDocumentContent, content); err != nil {
		return Printed{}, err
	}
	printed, err := q.draw(tab, p)
	after, gone := chromedp.Call(tab, page.GetFrameTree, cdp.Empty{})
	switch {
	case gone == nil && after.FrameTree.Frame.LoaderID != frame.LoaderID:
		return Printed{}, errOther
	case err != nil:
		return Printed{}, err
	}
	return printed, gone
}

func (q *queue) draw(tab context.Context, p Page) (Printed, error) {
	missing, err := q.missing(tab)
	if err != nil {
		return Printed{}, fmt.Errorf("looking for characters without a font: %w", err)
	}
	yes := true
	print, err := chromedp.Call(tab, page.PrintToPDF, page.PrintToPDFParams{
		PreferCSSPageSize: &yes, PrintBackground: &yes, GenerateTaggedPDF: &yes, GenerateDocumentOutline: &yes,
	})
	if err != nil {
		return Printed{}, err
	}
	return Printed{PDF: settle(print.Data, p.Time), Missing: missing}, nil
}
