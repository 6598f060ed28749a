package main

import (
	"cmp"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing/fstest"
	"time"

	"github.com/spf13/cobra"

	"usher/internal/calendar"
	"usher/internal/catalog"
	"usher/internal/check"
	"usher/internal/diag"
	"usher/internal/form"
	"usher/internal/plan"
	"usher/internal/report"
	"usher/internal/source"
	"usher/internal/starter"
)

// releases is where released programs are downloaded from; the release build sets it.
var releases = ""

// placeholder stands for owners that nobody has named yet.
const placeholder = "@example/general-affairs"

func initCommand(s *session) *cobra.Command {
	var yes bool
	cmd := &cobra.Command{
		Use:     "init [DIR]",
		Short:   catalog.ShortInit.In(s.lang),
		Long:    catalog.HelpInit.In(s.lang),
		Example: catalog.ExampleInit.In(s.lang),
		Args:    cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			dir := s.dir
			if len(args) > 0 {
				dir = args[0]
				if !filepath.IsAbs(dir) {
					dir = filepath.Join(s.dir, dir)
				}
			}
			return s.init(cmd, dir, yes)
		},
	}
	flags := cmd.Flags()
	flags.String("name", "", catalog.FlagInitName.In(s.lang))
	flags.String("name-zh", "", catalog.FlagInitNameZH.In(s.lang))
	flags.String("time-zone", "Asia/Shanghai", catalog.FlagInitZone.In(s.lang))
	flags.String("currency", "CNY", catalog.FlagInitCurrency.In(s.lang))
	flags.String("language", string(s.lang), catalog.FlagInitLanguage.In(s.lang))
	flags.String("forge", starter.GitHub, catalog.FlagInitForge.With(strings.Join(starter.Forges, ", ")).In(s.lang))
	flags.String("owners", placeholder, catalog.FlagInitOwners.In(s.lang))
	flags.String("repository", "", catalog.FlagInitRepository.In(s.lang))
	flags.String("release", "", catalog.FlagInitRelease.In(s.lang))
	flags.String("sha256", "", catalog.FlagInitSHA256.In(s.lang))
	flags.BoolVarP(&yes, "yes", "y", false, catalog.FlagYes.In(s.lang))
	return cmd
}

func (s *session) init(cmd *cobra.Command, dir string, yes bool) error {
	a, err := s.askCompany(cmd, yes)
	if err != nil {
		return err
	}
	files, err := s.repository(a)
	if err != nil {
		return err
	}
	if err := create(dir, files); err != nil {
		return err
	}
	for _, f := range files {
		fmt.Fprintln(s.stdout, f.Path)
	}
	s.say(catalog.InitWritten.With(len(files), dir).In(s.lang))
	s.nextSteps(a, dir, files)
	return nil
}

// askCompany asks what init has to know.
func (s *session) askCompany(cmd *cobra.Command, yes bool) (starter.Answers, error) {
	a := starter.Answers{AliasKey: rand.Text()}
	i := s.interview(cmd, yes, "name")
	steps := []struct {
		into *string
		q    question
	}{
		{&a.Name.EN, question{flag: "name", title: catalog.AskName, required: true, check: starter.CheckName}},
		{&a.Name.ZH, question{flag: "name-zh", title: catalog.AskNameZH, check: starter.CheckName}},
		{&a.Zone, question{flag: "time-zone", title: catalog.AskZone, required: true, check: starter.CheckZone}},
		{(*string)(&a.Lang), question{flag: "language", title: catalog.AskLanguage, required: true, options: []option{
			{string(catalog.EN), catalog.LanguageEN}, {string(catalog.ZH), catalog.LanguageZH},
		}}},
		{&a.Forge, question{flag: "forge", title: catalog.AskForge, required: true, options: []option{
			{starter.GitHub, catalog.Same("GitHub")}, {starter.GitLab, catalog.Same("GitLab")}, {starter.None, catalog.ForgeNone},
		}}},
		{&a.Owners, question{flag: "owners", title: catalog.AskOwners, required: true, check: starter.CheckOwners}},
	}
	for _, step := range steps {
		step.q.preset = cmd.Flag(step.q.flag).DefValue
		if step.q.flag == "name-zh" {
			step.q.preset = a.Name.EN
		}
		if step.q.flag == "owners" && a.Forge == starter.None {
			continue // nothing reads CODEOWNERS there
		}
		answer, err := i.one(step.q)
		if err != nil {
			return a, err
		}
		*step.into = answer
	}
	// What only few have to say is a flag alone.
	for _, f := range []struct {
		into  *string
		flag  string
		check func(string) catalog.Text
	}{
		{&a.Currency, "currency", starter.CheckCurrency},
		{&a.Repository, "repository", starter.CheckURL},
		{&a.Release.URL, "release", starter.CheckURL},
		{&a.Release.SHA256, "sha256", starter.CheckSHA256},
	} {
		*f.into = cmd.Flag(f.flag).Value.String()
		if wrong := f.check(*f.into); !wrong.IsZero() {
			return a, &catalog.Error{Text: catalog.AskBadAnswer.With(f.flag, wrong)}
		}
	}
	if (a.Release.URL == "") != (a.Release.SHA256 == "") {
		return a, &catalog.Error{Text: catalog.InitHalf}
	}
	a.Name.ZH = cmp.Or(a.Name.ZH, a.Name.EN)
	if err := i.done(); err != nil {
		return a, err
	}
	if a.Release.URL == "" {
		var err error
		if a.Release, err = thisRelease(); err != nil {
			return a, err
		}
	}
	return a, nil
}

// thisRelease is the release that this program is of, where it is the very one
// that jobs on Linux run; else it is empty.
func thisRelease() (starter.Release, error) {
	url := releases + "/usher_" + version + "_linux_amd64"
	if releases == "" || runtime.GOOS != "linux" || runtime.GOARCH != "amd64" || !starter.CheckURL(url).IsZero() {
		return starter.Release{}, nil
	}
	program, err := os.Executable()
	if err != nil {
		return starter.Release{}, fmt.Errorf("finding this program: %w", err)
	}
	data, err := os.ReadFile(program)
	if err != nil {
		return starter.Release{}, fmt.Errorf("reading this program: %w", err)
	}
	sum := sha256.Sum256(data)
	return starter.Release{URL: url, SHA256: hex.EncodeToString(sum[:])}, nil
}

// How many days ahead the example visits are, at least; the important one's notice
// is longer in no policy that is built in.
const (
	importantAhead = 14
	ordinaryAhead  = 9
)

// repository makes the files, and judges what it made: nothing is handed out that
// does not pass.
func (s *session) repository(a starter.Answers) ([]starter.File, error) {
	rules, err := starter.Rules(a)
	if err != nil {
		return nil, err
	}
	own := fstest.MapFS{}
	for _, f := range rules {
		own[f.Path] = &fstest.MapFile{Data: f.Data}
	}
	checker, err := check.Rules(own)
	if err != nil {
		return nil, err
	}
	c := checker.Company()
	today := plan.TimeOf(s.now, c.Zone).Date()
	files, err := starter.Files(a, starter.Days{
		Important: workingDay(c.Calendar, today.Add(importantAhead)),
		Ordinary:  workingDay(c.Calendar, today.Add(ordinaryAhead)),
	}, s.now)
	if err != nil {
		return nil, err
	}
	if a.Forge == starter.GitHub {
		files = append(files,
			starter.File{Path: form.IssueFile, Data: form.Issue(checker.Policies())},
			starter.File{Path: form.WorkflowFile, Data: form.Workflow})
		slices.SortFunc(files, func(a, b starter.File) int { return strings.Compare(a.Path, b.Path) })
	}
	var plans []source.File
	for _, f := range files {
		if strings.HasPrefix(f.Path, "visits/") {
			plans = append(plans, source.File{Path: f.Path, Data: f.Data})
		}
	}
	result, err := checker.Try(plans, nil, s.now.Truncate(time.Second), nil)
	if err != nil {
		return nil, err
	}
	if n := diag.Count(result.Diagnostics, diag.Error); n > 0 {
		return nil, fmt.Errorf("the example plans have %d errors: %s", n, result.Diagnostics[0].Message.EN)
	}
	return files, nil
}

// workingDay is the first day from one on that is worked.
func workingDay(c *calendar.Calendar, day plan.Date) plan.Date {
	for n := range 60 {
		if working, _ := c.Working(day.Add(n)); working {
			return day.Add(n)
		}
	}
	return day
}

// create writes files that are not there yet into a folder: all of them, or, where
// one of the names is taken, none.
func create(dir string, files []starter.File) (err error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fmt.Errorf("making the folder: %w", err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return fmt.Errorf("opening the folder: %w", err)
	}
	defer root.Close()
	var taken []string
	for _, f := range files {
		_, err := root.Lstat(f.Path)
		switch {
		case err == nil:
			taken = append(taken, f.Path)
		case !errors.Is(err, fs.ErrNotExist):
			// A file where a folder has to be, or a link that leads out.
			taken = append(taken, f.Path)
		}
	}
	if len(taken) > 0 {
		return &catalog.Error{Text: catalog.InitInTheWay.With(strings.Join(taken, ", "))}
	}
	var done []string
	defer func() {
		if err != nil {
			for _, name := range slices.Backward(done) {
				_ = root.Remove(name)
			}
		}
	}()
	for _, f := range files {
		for _, folder := range folders(f.Path) {
			if err := root.Mkdir(folder, 0o755); err == nil {
				done = append(done, folder)
			} else if !errors.Is(err, fs.ErrExist) {
				return fmt.Errorf("making the folder %s: %w", folder, err)
			}
		}
		file, err := root.OpenFile(f.Path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
		if err != nil {
			return fmt.Errorf("writing %s: %w", f.Path, err)
		}
		done = append(done, f.Path)
		_, err = file.Write(f.Data)
		if closing := file.Close(); err == nil {
			err = closing
		}
		if err != nil {
			return fmt.Errorf("writing %s: %w", f.Path, err)
		}
	}
	return nil
}

// folders are the folders that a file lies in, the outermost first.
func folders(name string) (all []string) {
	for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
		all = append(all, dir)
	}
	slices.Reverse(all)
	return all
}

// nextSteps says what is left to do by hand.
func (s *session) nextSteps(a starter.Answers, dir string, files []starter.File) {
	has := func(name string) bool {
		return slices.ContainsFunc(files, func(f starter.File) bool { return f.Path == name })
	}
	s.say(catalog.InitNext.In(s.lang))
	if dir != "." {
		s.say("  cd " + report.OneLine(dir))
	}
	if _, err := os.Stat(filepath.Join(dir, ".git")); err != nil {
		s.say("  git init -b main")
	}
	s.say("  usher check")
	s.say("  git add -A && git commit -m visits")
	for _, owners := range []string{".github/CODEOWNERS", ".gitlab/CODEOWNERS"} {
		if has(owners) && a.Owners == placeholder {
			s.say(catalog.InitOwnersNext.With(owners, a.Owners).In(s.lang))
		}
	}
	for _, release := range []string{".github/actions/usher/action.yml", ".gitlab-ci.yml"} {
		if has(release) && a.Release.SHA256 == "" {
			s.say(catalog.InitNoRelease.With(release).In(s.lang))
		}
	}
}
