//go:build unix

// Command compare runs usher and the tools that come nearest to it side by side on
// the same generated repositories and prints the ratios, for the README. Seconds say
// as much of the machine as of the program, so it prints none.
//
//	go run ./internal/bench/compare
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

func main() {
	do, args := run, os.Args[1:]
	if len(args) > 0 {
		switch args[0] {
		case asPeer:
			do, args = peer, args[1:]
		case asMaker:
			do, args = makeAll, args[1:]
		}
	}
	if err := do(args); err != nil {
		fmt.Fprintln(os.Stderr, "compare:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	var s sizes
	flags := flag.NewFlagSet("compare", flag.ContinueOnError)
	only := flags.String("rows", "", "the rows to run, by name, joined by commas; all where it is empty")
	rounds := flags.Int("rounds", 5, "how often each row is run; the middle ratio is told")
	keep := flags.String("keep", "", "a folder that keeps the repositories for the next run")
	flags.IntVar(&s.Plans, "plans", 10_000, "how many plans there are")
	flags.IntVar(&s.Ahead, "ahead", 200, "how many plans of the archive are ahead")
	flags.IntVar(&s.Commits, "commits", 30_000, "how many commits the archive has")
	if err := flags.Parse(args); err != nil {
		return err
	}

	chosen := rows
	if *only != "" {
		chosen = nil
		for name := range strings.SplitSeq(*only, ",") {
			i := slices.IndexFunc(rows, func(r row) bool { return r.name == name })
			if i < 0 {
				return fmt.Errorf("no row %q; there are %s", name, strings.Join(names(rows), ", "))
			}
			chosen = append(chosen, rows[i])
		}
	}
	dir := *keep
	if dir == "" {
		var err error
		if dir, err = os.MkdirTemp("", "usher-compare-"); err != nil {
			return err
		}
		defer os.RemoveAll(dir)
	}
	dir, err := filepath.Abs(dir)
	if err != nil {
		return err
	}
	l, err := newLab(dir, s)
	if err != nil {
		return err
	}
	fmt.Println("| usher | against | ratio | spread | aim | peak, MiB |")
	fmt.Println("|---|---|--:|--:|--:|--:|")
	for _, r := range chosen {
		if err := l.compare(r, *rounds); err != nil {
			return fmt.Errorf("row %s: %w", r.name, err)
		}
	}
	return nil
}

func names(rows []row) (all []string) {
	for _, r := range rows {
		all = append(all, r.name)
	}
	return all
}

// compare runs both sides of a row in turns, so that whatever else the machine does
// meets both, and prints the row.
func (l *lab) compare(r row, rounds int) error {
	var ratios []float64
	var ours, theirs int64
	for round := range rounds {
		if r.ready != nil {
			if err := r.ready(l, round); err != nil {
				return err
			}
		}
		a, err := l.time(r.usher(l))
		if err != nil {
			return err
		}
		b, err := l.time(r.peer(l))
		if err != nil {
			return err
		}
		ratios = append(ratios, float64(a.wall)/float64(b.wall))
		ours, theirs = max(ours, a.peak), max(theirs, b.peak)
	}
	slices.Sort(ratios)
	fmt.Printf("| %s | %s | %s | %s–%s | %s | %d, %d |\n", r.what, r.against, times(ratios[len(ratios)/2]),
		times(ratios[0]), times(ratios[len(ratios)-1]), r.aim, ours>>20, theirs>>20)
	return nil
}

// times is a ratio to two digits that count.
func times(ratio float64) string {
	if ratio < 0.095 {
		return fmt.Sprintf("%.3f ×", ratio)
	}
	return fmt.Sprintf("%.2f ×", ratio)
}
