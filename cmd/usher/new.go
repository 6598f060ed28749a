package main

import (
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"usher/internal/catalog"
	"usher/internal/check"
	"usher/internal/company"
	"usher/internal/draft"
	"usher/internal/facts"
	"usher/internal/history"
	"usher/internal/plan"
	"usher/internal/report"
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
		{"headcount", catalog.NewHeadcount}, {"contact", catalog.NewContact}, {"arrive", catalog.NewArrive},
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
		{"guest", catalog.NewGuestFlag}, {"special", catalog.NewSpecial}, {"requirement", catalog.NewRequirement},
		{"leader", catalog.NewLeader}, {"team", catalog.NewTeamFlag}, {"equipment", catalog.NewEquipment},
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
		if err := d.from(root, result, from); err != nil {
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

// from begins with an earlier visit.
func (d *drafting) from(root string, result *check.Result, name string) error {
	chosen, err := check.Choose(result.Files, inside(root, []string{name}))
	if err != nil {
		return err
	}
	for _, v := range result.Visits {
		if chosen[v.Plan.File] && v.Whole() && v.Plan.Arrive != "" && v.Plan.Depart != "" {
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

// text asks for a text.
func (d *drafting) text(into *string, q question) {
	if d.err != nil {
		return
	}
	if q.check == nil {
		q.check = checkText
	}
	var answer string
	if answer, d.err = d.one(q); d.err == nil {
		*into = answer
	}
}

// choice asks for one of the options.
func (d *drafting) choice(into *string, q question) {
	if d.err == nil {
		var answer string
		if answer, d.err = d.one(q); d.err == nil {
			*into = answer
		}
	}
}

// several asks for any number of texts or options.
func (d *drafting) several(into *[]string, q question) {
	if d.err == nil {
		var answers []string
		if answers, d.err = d.interview.several(q); d.err == nil && (len(answers) > 0 || !d.copied) {
			*into = answers
		}
	}
}

// number asks for a number.
func (d *drafting) number(into *int, q question, least, most int) {
	q.check = func(s string) catalog.Text {
		if n, err := strconv.Atoi(s); err != nil || n < least || n > most {
			return catalog.NewNotNumber.With(least, most)
		}
		return catalog.Text{}
	}
	var answer string
	d.choice(&answer, q)
	if d.err == nil {
		*into, _ = strconv.Atoi(answer)
	}
}

func checkText(s string) catalog.Text {
	if !utf8.ValidString(s) || strings.ContainsFunc(s, func(r rune) bool { return r < ' ' && r != '\n' && r != '\t' || r == utf8.RuneError }) {
		return catalog.NewBadText
	}
	return catalog.Text{}
}

func options[T any](list []T, of func(T) (string, catalog.Text)) []option {
	var all []option
	for _, x := range list {
		value, label := of(x)
		all = append(all, option{value, label})
	}
	return all
}

func (d *drafting) people(list []company.Person) []option {
	return options(list, func(p company.Person) (string, catalog.Text) {
		return p.Name, p.Post
	})
}

// guests asks for the guests by name, and for how many come.
func (d *drafting) guests() {
	if d.err != nil {
		return
	}
	d.p.Customer.Guests = nil
	if d.flags.Changed("guest") || !d.asking {
		d.guestFlags()
	} else {
		d.guestQuestions()
	}
	d.headcount()
	var names []string
	for _, g := range d.p.Customer.Guests {
		names = append(names, g.Name)
	}
	var special []string
	d.several(&special, question{flag: "special", title: catalog.NewSpecial, options: options(names, func(n string) (string, catalog.Text) { return n, catalog.Same(n) })})
	for i := range d.p.Customer.Guests {
		d.p.Customer.Guests[i].Special = slices.Contains(special, d.p.Customer.Guests[i].Name)
	}
	if d.flags.Changed("contact") {
		d.text(&d.p.Customer.Contact, question{flag: "contact", title: catalog.NewContact})
	}
}

func (d *drafting) guestFlags() {
	pairs, err := d.flags.GetStringArray("guest")
	if err != nil {
		d.err = err
		return
	}
	if len(pairs) == 0 {
		d.missing = append(d.missing, "--guest")
	}
	for _, pair := range pairs {
		name, position, ok := strings.Cut(pair, "=")
		name, position = strings.TrimSpace(name), strings.TrimSpace(position)
		wrong := checkText(pair)
		if !ok || name == "" || position == "" {
			wrong = catalog.NewNotPair.With(catalog.NewGuestSample)
		}
		if !wrong.IsZero() {
			d.err = &catalog.Error{Text: catalog.AskBadAnswer.With("guest", wrong)}
			return
		}
		d.p.Customer.Guests = append(d.p.Customer.Guests, plan.Guest{Name: name, Position: position})
	}
}

func (d *drafting) guestQuestions() {
	title := catalog.NewGuestName
	for {
		name, err := d.answer(question{title: title, required: title == catalog.NewGuestName, check: checkText})
		if err == nil && name == "" {
			return
		}
		var position string
		if err == nil {
			position, err = d.answer(question{title: catalog.NewGuestPosition.With(name), required: true, check: checkText})
		}
		if errors.Is(err, io.EOF) {
			d.asking = false
			if len(d.p.Customer.Guests) == 0 {
				d.missing = append(d.missing, "--guest")
			}
			return
		}
		if err != nil {
			d.err = err
			return
		}
		d.p.Customer.Guests = append(d.p.Customer.Guests, plan.Guest{Name: name, Position: position})
		title = catalog.NewGuestMore
	}
}

func (d *drafting) headcount() {
	named := max(1, len(d.p.Customer.Guests))
	d.number(&d.p.Customer.Headcount, question{
		flag: "headcount", title: catalog.NewHeadcount, preset: strconv.Itoa(named), required: true,
	}, named, 10000)
}

// times asks when the visit is, and says of an arrival until when the plan must be
// merged. A copy moves with it.
func (d *drafting) times() {
	var arrive, depart string
	d.choice(&arrive, question{flag: "arrive", title: catalog.NewArrive, required: true, check: d.checkArrive, remark: d.notice})
	if d.err != nil || arrive == "" {
		return
	}
	preset := ""
	if d.copied {
		d.p = draft.Copy(d.p, plan.Time(arrive))
		preset = string(d.p.Depart)
	}
	d.p.Arrive = plan.Time(arrive)
	d.choice(&depart, question{flag: "depart", title: catalog.NewDepart, required: true, preset: preset, check: func(s string) catalog.Text {
		t, err := plan.ParseTime(s)
		switch {
		case err != nil:
			return catalog.NewNotTime
		case t <= d.p.Arrive:
			return catalog.NewNotAfter.With(d.p.Arrive)
		}
		return catalog.Text{}
	}})
	d.p.Depart = plan.Time(depart)
}

func (d *drafting) checkArrive(s string) catalog.Text {
	t, err := plan.ParseTime(s)
	switch now := plan.TimeOf(d.now, d.company.Zone); {
	case err != nil:
		return catalog.NewNotTime
	case t < now:
		return catalog.NewPastTime.With(now)
	}
	return catalog.Text{}
}

// notice says until when a plan that arrives then must be merged.
func (d *drafting) notice(arrive string) catalog.Text {
	t, err := plan.ParseTime(arrive)
	if err != nil {
		return catalog.Text{}
	}
	trial := *d.p
	trial.Arrive, trial.Status = t, ""
	n := facts.Expected(&trial, d.world()).Notice
	switch {
	case n.Due && n.Late:
		return catalog.NewLate.With(n.Because, n.Deadline)
	case n.Due:
		return catalog.NewNotice.With(n.Because, n.Deadline)
	}
	return catalog.NewNoNotice.With(n.Deadline)
}

// applicant asks who asks for the visit. The directory may lack somebody who does.
func (d *drafting) applicant() {
	d.text(&d.p.Applicant.Name, question{flag: "applicant", title: catalog.NewApplicant, required: true, hints: d.people(d.company.People)})
	preset := ""
	if p, ok := d.company.Person(d.p.Applicant.Name); ok {
		preset = p.Unit
	}
	d.choice(&d.p.Applicant.Department, question{
		flag: "department", title: catalog.NewDepartment, preset: preset, required: d.p.Applicant.Name != "",
		options: options(d.company.Units, func(u company.Unit) (string, catalog.Text) { return u.ID, u.Name }),
	})
}

// duties asks who takes part; who is in another visit then is not offered.
func (d *drafting) duties() {
	if d.err != nil || d.p.Arrive == "" || d.p.Depart == "" {
		return
	}
	var free []option
	if d.asking {
		free = d.people(facts.FreePeople(d.plans, d.p, d.world()))
	}
	isFree := func(name string) bool {
		return slices.ContainsFunc(free, func(o option) bool { return o.value == name })
	}
	d.several(&d.p.Leaders, question{flag: "leader", title: catalog.NewLeader, options: free, check: checkText, free: !d.asking})
	if d.err == nil && (!d.copied || d.flags.Changed("coordination")) {
		d.p.Coordination, d.err = d.yes(question{flag: "coordination", title: catalog.NewCoordination})
	}
	if len(d.p.Leaders) > 0 || d.p.Coordination {
		if d.asking {
			d.s.say("  " + d.notice(string(d.p.Arrive)).In(d.s.lang))
		}
	}
	if category, _ := d.company.Category(d.p.Category); category.OrCounterpart && !d.copied || d.flags.Changed("counterpart") {
		units := options(d.company.Units, func(u company.Unit) (string, catalog.Text) { return u.ID, u.Name })
		d.optional(&d.p.Counterpart, question{flag: "counterpart", title: catalog.NewCounterpart, options: units})
	}
	d.teamFlags()
	for _, need := range facts.Expected(d.p, d.world()).Needs {
		role, _ := d.company.Role(need.Role)
		if _, stated := d.p.Team[need.Role]; stated || !d.asking || d.err != nil || len(free) == 0 {
			continue
		}
		q := question{title: catalog.NewRole.With(role.Name), options: free}
		if isFree(role.Holder) {
			q.preset = role.Holder
		}
		person, err := d.answer(q)
		switch {
		case errors.Is(err, io.EOF):
			d.asking = false
		case err != nil:
			d.err = err
		case person != "" && person != role.Holder:
			d.onDuty(need.Role, person)
		}
	}
}

func (d *drafting) onDuty(role, person string) {
	if d.p.Team == nil {
		d.p.Team = map[string]string{}
	}
	d.p.Team[role] = person
}

func (d *drafting) teamFlags() {
	pairs, err := d.flags.GetStringArray("team")
	if err != nil && d.err == nil {
		d.err = err
	}
	for _, pair := range pairs {
		role, person, _ := strings.Cut(pair, "=")
		role, person = strings.TrimSpace(role), strings.TrimSpace(person)
		if _, known := d.company.Role(role); !known || person == "" || !checkText(person).IsZero() {
			var ids []string
			for _, r := range d.company.Roles {
				ids = append(ids, r.ID)
			}
			if d.err == nil {
				d.err = &catalog.Error{Text: catalog.AskBadAnswer.With("team",
					catalog.NewNotPair.With(catalog.NewTeamSample.With(strings.Join(ids, ", "))))}
			}
			return
		}
		d.onDuty(role, person)
	}
}

// optional asks for one of the options, or none.
func (d *drafting) optional(into *string, q question) {
	if d.flags.Changed(q.flag) || !d.asking {
		d.choice(into, q)
		return
	}
	q.options = append([]option{{"-", catalog.NewNone}}, q.options...)
	q.preset = "-"
	d.choice(into, q)
	if *into == "-" {
		*into = ""
	}
}

// confidentiality asks who may know.
func (d *drafting) confidentiality() {
	d.choice(&d.p.Confidentiality, question{flag: "confidentiality", title: catalog.NewConfidentiality, preset: plan.Internal, options: []option{
		{plan.Public, catalog.NewPublic}, {plan.Internal, catalog.NewInternal}, {plan.Confidential, catalog.NewConfidential},
	}})
	if d.p.Confidentiality == plan.Internal {
		d.p.Confidentiality = "" // what is so where nothing is said
	}
}

// id asks for the id, and offers one out of the guests' organisation, else the day.
func (d *drafting) id() {
	if d.p.Arrive == "" {
		return
	}
	taken := func(id string) string {
		i := slices.IndexFunc(d.files, func(f string) bool { return source.ID(f) == id })
		if i < 0 {
			return ""
		}
		return d.files[i]
	}
	words := strings.FieldsFunc(strings.ToLower(d.p.Customer.Organization), func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < '0' || r > '9')
	})
	stem := strings.Join(slices.DeleteFunc(words, func(w string) bool { return w == "" }), "-")
	if len(stem) < 3 || len(stem) > 60 {
		stem = "visit"
	}
	stem += "-" + string(d.p.Arrive.Date())
	offered := stem
	for n := 2; taken(offered) != ""; n++ {
		offered = fmt.Sprintf("%s-%d", stem, n)
	}
	d.choice(&d.p.ID, question{flag: "id", title: catalog.NewID, preset: offered, required: true, check: func(s string) catalog.Text {
		switch file := taken(s); {
		case !source.IsID(s):
			return catalog.NewNotID
		case file != "":
			return catalog.NewTakenID.With(report.OneLine(file))
		}
		return catalog.Text{}
	}})
}
