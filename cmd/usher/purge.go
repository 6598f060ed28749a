package main

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"usher/internal/catalog"
	"usher/internal/check"
	"usher/internal/facts"
	"usher/internal/plan"
	"usher/internal/report"
	"usher/internal/seal"
	"usher/internal/source"
)

func purgeCommand(s *session) *cobra.Command {
	var at, format string
	var list bool
	cmd := &cobra.Command{
		Use:     "purge",
		Short:   catalog.ShortPurge.In(s.lang),
		Long:    catalog.HelpPurge.In(s.lang),
		Example: catalog.ExamplePurge.In(s.lang),
		Args:    cobra.NoArgs,
		RunE:    func(*cobra.Command, []string) error { return s.purge(at, format, list) },
	}
	cmd.Flags().BoolVar(&list, "list", false, catalog.FlagPurgeList.In(s.lang))
	cmd.Flags().StringVar(&at, "at", "", catalog.PurgeAt.In(s.lang))
	s.formatFlag(cmd, &format)
	return cmd
}

// jsonPurge is a plan that need not be kept.
type jsonPurge struct {
	jsonVisit
	KeptUntil plan.Date `json:"kept-until"` // the last day on which it is kept
	Sealed    string    `json:"sealed"`     // its sealed file; empty where there is none
}

// purge takes out the sealed files of the plans that are kept no longer, or lists these
// plans.
func (s *session) purge(at, format string, dry bool) error {
	if !slices.Contains(listFormats, format) { // before anything is taken out
		return &catalog.Error{Text: catalog.ErrFormat.With(format, strings.Join(listFormats, ", "))}
	}
	w, err := s.sealing(nil)
	if err != nil {
		return err
	}
	now, err := moment(at, w.company.Zone, s.now)
	if err != nil {
		return err
	}
	result, err := w.checker.Read(now)
	if err != nil {
		return err
	}
	past, err := w.pastTime(result)
	if err != nil {
		return err
	}
	sealed := slices.DeleteFunc(slices.Clone(past), func(x jsonPurge) bool { return x.Sealed == "" })
	k := w.opening(result, sealed, plan.TimeOf(now, w.company.Zone).Date())
	if dry {
		err = s.listPast(format, w.company.Retention.Months, past, k)
	} else if err = w.takeOut(sealed, k.today); err == nil {
		err = s.tellTaken(format, w.company.Retention.Months, sealed, len(past)-len(sealed), k)
	}
	if err != nil {
		return err
	}
	return s.complete(result, result.Visits, "arrive", "depart")
}

// pastTime are the plans that are kept no longer, the oldest first. Of a plan whose dates
// have mistakes, nobody can tell.
func (w *sealing) pastTime(result *check.Result) ([]jsonPurge, error) {
	list := []jsonPurge{}
	for _, v := range result.Visits {
		until := facts.KeptUntil(v.Plan, w.company.Retention.Months)
		if until == "" || until >= v.Facts.Now.Date() {
			continue
		}
		x := jsonPurge{ofVisit(v), until, ""}
		if v.Plan.Sealed != nil && v.Whole("arrive") && v.Whole("depart") {
			file := source.SealedPath(v.Plan.File)
			there, err := w.lies(file)
			if err != nil {
				return nil, fmt.Errorf("looking for %s: %w", file, err)
			}
			if there || v.Plan.Sealed.Purged == "" {
				x.Sealed = file
			}
		}
		list = append(list, x)
	}
	slices.SortStableFunc(list, func(a, b jsonPurge) int { return cmp.Compare(a.KeptUntil, b.KeptUntil) })
	return list, nil
}

// takeOut removes sealed files. The open part says so first: a file that is left over
// where this is cut short in between is removed the next time.
func (w *sealing) takeOut(list []jsonPurge, day plan.Date) error {
	for _, x := range list {
		i := slices.IndexFunc(w.files, func(f source.File) bool { return f.Path == x.File })
		if i < 0 {
			return &catalog.Error{Text: catalog.ErrChangedMeanwhile.With(x.File)}
		}
		open, err := seal.Purged(w.files[i].Data, string(day))
		if err != nil {
			return &catalog.Error{Text: catalog.SealMistakes.With(x.File, catalog.ErrorCount(1))}
		}
		if err := w.replace(w.files[i], open); err != nil {
			return err
		}
		root, err := os.OpenRoot(w.root)
		if err != nil {
			return err
		}
		err = root.Remove(x.Sealed)
		root.Close()
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("removing %s: %w", x.Sealed, err)
		}
	}
	return nil
}

// jsonListing is a list of plans that need not be kept, or of those of which something
// was taken out.
type jsonListing struct {
	Version int         `json:"version"`
	Months  int         `json:"months"`
	Plans   []jsonPurge `json:"plans"`
	Keys    []jsonKey   `json:"keys"`    // that open their sealed files in the history
	Remove  []string    `json:"remove"`  // commands that take the files out of the present state
	Rewrite string      `json:"rewrite"` // and the one that takes them out of the history
}

// listPast lists all plans that are kept no longer, and how to take them out.
func (s *session) listPast(format string, months int, past []jsonPurge, k opening) error {
	l := listing{none: catalog.NoPurge.With(months), heads: []catalog.Text{catalog.ColumnLeft, catalog.ColumnKept, catalog.ColumnFile}}
	var files, sealed []string
	for _, x := range past {
		l.rows = append(l.rows, []string{string(cmp.Or(x.Depart, x.Arrive).Date()), string(x.KeptUntil), x.File})
		files = append(files, x.File)
		if x.Sealed != "" {
			files, sealed = append(files, x.Sealed), append(sealed, x.Sealed)
		}
	}
	slices.Sort(files)
	remove, rewrite := purgeCommands(files, s.lang)
	l.data = jsonListing{listVersion, months, past, k.keys, remove, rewrite}
	if err := s.list(format, l); err != nil || format != "text" {
		return err
	}
	if len(sealed) > 0 {
		s.say("\n" + catalog.PurgeSealed.In(s.lang))
		for _, file := range sealed {
			s.say(report.OneLine("  " + file))
		}
		s.tellKeys(k)
	}
	if len(files) > 0 {
		s.say("\n" + catalog.PurgeRemove.In(s.lang))
		for _, c := range remove {
			s.say("  " + c)
		}
		s.say(catalog.PurgeKeeps.In(s.lang))
		s.say("  " + rewrite)
	}
	return nil
}

// tellTaken lists the sealed files that were taken out; open is how many plans are kept no
// longer of which none was.
func (s *session) tellTaken(format string, months int, taken []jsonPurge, open int, k opening) error {
	l := listing{none: catalog.NoPurgeSealed.With(months), heads: []catalog.Text{catalog.ColumnLeft, catalog.ColumnKept, catalog.ColumnTakenOut}}
	var files, both []string
	for _, x := range taken {
		l.rows = append(l.rows, []string{string(cmp.Or(x.Depart, x.Arrive).Date()), string(x.KeptUntil), x.Sealed})
		files, both = append(files, x.Sealed), append(both, quoteShell(x.File), quoteShell(x.Sealed))
	}
	commit := []string{}
	_, rewrite := purgeCommands(files, s.lang)
	if len(both) > 0 {
		commit = []string{
			"git --literal-pathspecs add -- " + strings.Join(both, " "),
			"git commit -m " + quoteShell(catalog.PurgeCommitSealed.In(s.lang)),
		}
	}
	l.data = jsonListing{listVersion, months, taken, k.keys, commit, rewrite}
	if err := s.list(format, l); err != nil || format != "text" {
		return err
	}
	if len(taken) > 0 {
		s.say("\n" + catalog.PurgeTaken.In(s.lang))
		for _, c := range commit {
			s.say("  " + c)
		}
		s.tellKeys(k)
	}
	if open > 0 {
		s.say(catalog.PurgeOpen.With(catalog.PlanCount(open)).In(s.lang))
	}
	return nil
}

// purgeCommands are for whoever looks after the repository, to run in the root.
func purgeCommands(files []string, lang catalog.Lang) (remove []string, rewrite string) {
	if len(files) == 0 {
		return []string{}, ""
	}
	quoted := make([]string, len(files))
	for i, f := range files {
		quoted[i] = quoteShell(f)
	}
	rewrite = "git filter-repo --invert-paths"
	for _, f := range quoted {
		rewrite += " --path " + f
	}
	return []string{
		// A file's name is no pattern.
		"git --literal-pathspecs rm -- " + strings.Join(quoted, " "),
		"git commit -m " + quoteShell(catalog.PurgeCommit.In(lang)),
	}, rewrite
}

// quoteShell writes a word as a POSIX shell reads it.
func quoteShell(word string) string {
	const plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/._-"
	if word != "" && !strings.ContainsFunc(word, func(r rune) bool { return !strings.ContainsRune(plain, r) }) {
		return word
	}
	return "'" + strings.ReplaceAll(word, "'", `'\''`) + "'"
}
