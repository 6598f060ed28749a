package main

import (
	"fmt"
	"os"
	"path"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"usher/internal/catalog"
	"usher/internal/check"
	"usher/internal/company"
	"usher/internal/diag"
	"usher/internal/draft"
	"usher/internal/facts"
	"usher/internal/history"
	"usher/internal/plan"
	"usher/internal/source"
	"usher/internal/starter"
)

func newCommand(s *session) *cobra.Command {
	var at, from string
	var yes bool
	cmd := &cobra.Command{
		Use:     "new",
		Short:   catalog.ShortNew.In(s.lang),
		Long:    catalog.HelpNew.In(s.lang),
		Example: catalog.ExampleNew.In(s.lang),
		Args:    cobra.NoArgs,
		RunE:    func(cmd *cobra.Command, _ []string) error { return s.new(cmd, at, from, yes) },
	}
	flags := cmd.Flags()
	flags.StringVar(&from, "from", "", catalog.NewFrom.In(s.lang))
	for _, f := range []struct {
		name string
		what catalog.Text
	}{
		{"id", catalog.NewID}, {"category", catalog.NewCategory}, {"organization", catalog.NewOrganization},
		{"headcount", catalog.NewHeadcount}, {"contact", catalog.NewContact}, {"language", catalog.NewLanguage}, {"arrive", catalog.NewArrive},
		{"depart", catalog.NewDepart}, {"purpose", catalog.NewPurpose}, {"applicant", catalog.NewApplicant},
		{"department", catalog.NewDepartment}, {"counterpart", catalog.NewCounterpart}, {"room", catalog.NewRoom},
		{"room-from", catalog.NewRoomFrom}, {"room-until", catalog.NewRoomUntil}, {"attendees", catalog.NewAttendees},
		{"custodian", catalog.NewCustodian}, {"fruit", catalog.NewFruit}, {"dried-fruit", catalog.NewDriedFruit},
		{"confidentiality", catalog.NewConfidentiality},
	} {
		flags.String(f.name, "", f.what.In(s.lang))
	}
	for _, f := range []struct {
		name string
		what catalog.Text
	}{
		{"guest", catalog.NewGuestFlag}, {"special", catalog.NewRepeat.With(catalog.NewSpecial)},
		{"requirement", catalog.NewRepeat.With(catalog.NewRequirement)}, {"leader", catalog.NewRepeat.With(catalog.NewLeader)},
		{"team", catalog.NewTeamFlag}, {"equipment", catalog.NewRepeat.With(catalog.NewEquipment)},
	} {
		flags.StringArray(f.name, nil, f.what.In(s.lang))
	}
	flags.Bool("coordination", false, catalog.NewCoordination.In(s.lang))
	flags.Bool("tobacco", false, catalog.NewTobacco.In(s.lang))
	flags.StringVar(&at, "at", "", catalog.NewAt.In(s.lang))
	flags.BoolVarP(&yes, "yes", "y", false, catalog.FlagYes.In(s.lang))
	return cmd
}

// drafting is a plan that is being asked for.
type drafting struct {
	*interview
	company *company.Company
	plans   []*plan.Plan // those there are
	files   []string
	now     time.Time
	p       *plan.Plan
	copied  bool
	err     error // the first; after it nothing is asked
}

func (s *session) new(cmd *cobra.Command, at, from string, yes bool) error {
	d, err := s.drafting(cmd, at, from, yes)
	if err != nil {
		return err
	}
	d.ask()
	if d.err == nil {
		d.err = d.done()
	}
	if d.err != nil {
		return d.err
	}
	root, err := s.root()
	if err != nil {
		return err
	}
	day := d.p.Arrive.Date()
	d.p.File = path.Join("visits", string(day[:4]), string(day[5:7]), d.p.ID+".yaml")
	if err := create(root, []starter.File{{Path: d.p.File, Data: draft.YAML(d.p)}}); err != nil {
		return err
	}
	fmt.Fprintln(s.stdout, d.p.File)
	if err := s.check(judging{at: at}, []string{d.p.ID}); err != nil {
		return err
	}
	s.say(catalog.NewNext.With(d.p.File).In(s.lang))
	return nil
}

// drafting reads what there is, and begins with nothing or with a copy.
func (s *session) drafting(cmd *cobra.Command, at, from string, yes bool) (*drafting, error) {
	root, err := s.root()
	if err != nil {
		return nil, err
	}
	checker, err := check.Open(check.Source{
		Root: root, Git: history.Env{GitDir: s.env("GIT_DIR"), WorkTree: s.env("GIT_WORK_TREE")},
	})
	if err != nil {
		return nil, err
	}
	now, err := moment(at, checker.Company().Zone, s.now)
	if err != nil {
		return nil, err
	}
	d := &drafting{company: checker.Company(), now: now, p: &plan.Plan{}}
	result, err := readAny(checker, root, now)
	if err != nil {
		return nil, err
	}
	for _, v := range result.Visits {
		d.plans = append(d.plans, v.Plan)
	}
	d.files = result.Files
	required := []string{"category", "organization", "guest", "arrive", "depart", "purpose", "applicant"}
	if from != "" {
		required = []string{"arrive"}
		if err := d.from(root, checker, result, from); err != nil {
			return nil, err
		}
	}
	d.interview = s.interview(cmd, yes, required...)
	return d, nil
}

// readAny reads all plans; a repository may have none yet.
func readAny(checker *check.Checker, root string, now time.Time) (*check.Result, error) {
	files, told, err := source.Discover(root)
	if err != nil {
		return nil, fmt.Errorf("reading the plans: %w", err)
	}
	if len(files) == 0 && len(told) == 0 {
		return &check.Result{}, nil
	}
	return checker.Read(now)
}

// from begins with an earlier visit. One with mistakes would lose what they are in.
func (d *drafting) from(root string, checker *check.Checker, result *check.Result, name string) error {
	chosen, err := check.Choose(result.Files, inside(root, []string{name}))
	if err != nil {
		return err
	}
	for _, v := range result.Visits {
		if !chosen[v.Plan.File] || v.Plan.Arrive == "" || v.Plan.Depart == "" {
			continue
		}
		if v.Plan.Sealed != nil {
			return &catalog.Error{Text: catalog.NewFromSealed.With(v.Plan.File)}
		}
		data, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(v.Plan.File)))
		if err != nil {
			return fmt.Errorf("reading the earlier visit: %w", err)
		}
		doc, told := source.Parse(v.Plan.File, data)
		if doc.Root() != nil {
			_, verdict := checker.Schema().Check(doc)
			told = append(told, verdict...)
		}
		if diag.Count(told, diag.Error) == 0 {
			d.p, d.copied = v.Plan, true
			return nil
		}
	}
	return &catalog.Error{Text: catalog.NewFromBroken.With(name)}
}

func (d *drafting) world() facts.World {
	return facts.World{Company: d.company, Now: d.now, Announced: map[string]facts.Announcement{
		d.p.ID: {Source: facts.SourceUncommitted, At: d.now},
	}}
}

// ask asks for all that a plan says. What a copy says already is asked only by a flag.
func (d *drafting) ask() {
	if d.copied {
		d.times()
		d.copiedFields()
	} else {
		d.choice(&d.p.Category, question{flag: "category", title: catalog.NewCategory, required: true, options: options(d.company.Categories,
			func(c company.Category) (string, catalog.Text) { return c.ID, c.Name })})
		d.text(&d.p.Customer.Organization, question{flag: "organization", title: catalog.NewOrganization, required: true})
		d.guests()
		d.times()
		d.text(&d.p.Purpose, question{flag: "purpose", title: catalog.NewPurpose, required: true})
		d.several(&d.p.Requirements, question{flag: "requirement", title: catalog.NewRequirement, check: checkText})
		d.applicant()
		d.duties()
		d.room()
		d.refreshments()
		d.confidentiality()
	}
	d.id()
}

// copiedFields are what a flag may change in a copy; the season's fruit is that of
// the new time.
func (d *drafting) copiedFields() {
	for _, f := range []struct {
		flag string
		ask  func()
	}{
		{"category", func() {
			d.choice(&d.p.Category, question{flag: "category", title: catalog.NewCategory, options: options(d.company.Categories,
				func(c company.Category) (string, catalog.Text) { return c.ID, c.Name })})
		}},
		{"organization", func() {
			d.text(&d.p.Customer.Organization, question{flag: "organization", title: catalog.NewOrganization, required: true})
		}},
		{"purpose", func() { d.text(&d.p.Purpose, question{flag: "purpose", title: catalog.NewPurpose, required: true}) }},
		{"guest", d.guests}, {"applicant", d.applicant}, {"room", func() { d.p.Rooms = nil; d.room() }},
		{"confidentiality", d.confidentiality},
	} {
		if d.flags.Changed(f.flag) {
			f.ask()
		}
	}
	if d.flags.Changed("headcount") && !d.flags.Changed("guest") {
		d.headcount()
	}
	asking := d.asking
	d.asking = false
	d.refreshments()
	d.duties()
	d.asking = asking
}
