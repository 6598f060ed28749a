package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"filippo.io/age"

	"usher/internal/audience"
	"usher/internal/check"
	"usher/internal/company"
	"usher/internal/leak"
	"usher/internal/plan"
	"usher/internal/render"
)

// safe is a repository of plans, one at each level of confidentiality, whose every
// text is a secret of its own.
type safe struct {
	dir     string
	company *company.Company // what its policies say
	plans   []sown
}

// sown is a plan with its secrets.
type sown struct {
	id, level string
	secrets   []leak.Secret
}

const outcome = `
outcome:
  summary: @word:outcome.summary
  costs: {meals: @money:outcome.costs}
  reason: @word:outcome.reason
  returned:
    - {item: key, by: @word:outcome.returned.by, at: 2031-03-05 @clock:outcome.returned.at}
    - {item: projector, by: @word:outcome.returned.by, at: 2031-03-05 @clock:outcome.returned.at}
  follow-ups:
    - {what: @word:outcome.follow-ups.what, owner: @word:outcome.follow-ups.owner, due: 2031-03-20, done: false}
  archived: 2031-03-07
  corrections:
    - {date: 2031-03-08, reason: @word:outcome.corrections.reason}`

// sow writes the repository, all plans with the status.
func sow(t *testing.T, status string) *safe {
	t.Helper()
	form, err := os.ReadFile(filepath.Join("testdata", "secret.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	s := &safe{dir: t.TempDir()}
	more := ""
	if status == plan.Completed {
		more = outcome
	}
	categories, known := "package policies\ncategories: {\n", "package policies\n"
	for i, level := range company.Levels {
		text, words := s.plan(i, strings.Replace(string(form), "@outcome", more, 1), level, status)
		known += words
		p := s.plans[i]
		categories += fmt.Sprintf("%c: {name: {en: %q, zh: %[2]q}, important: true, roles: [\"business-group\"], clause: \"R4.A\"}\n", 'A'+i, p.of("category"))
		s.write(t, "visits/"+p.of("file")+"/"+p.id+".yaml", text)
	}
	categories += `D: {name: {en: "D", zh: "D"}, important: false, roles: [], clause: "R4.D"}` + "\n}\n\"every-visit\": []\n"
	s.write(t, "policies/categories.cue", categories) // in the place of the built-in one
	known += fmt.Sprintf("waivers: approvers: [%q, %q, %q]\n", s.plans[0].of("waive.approved-by"), s.plans[1].of("waive.approved-by"), s.plans[2].of("waive.approved-by"))
	s.write(t, "policies/secrets.cue", known+"rules: {"+strings.Join(off(t), ", ")+"}\n")
	checker, err := check.Open(check.Source{Root: s.dir})
	if err != nil {
		t.Fatal(err)
	}
	s.company = checker.Company()
	return s
}

var seed = regexp.MustCompile(`@(word|known|money|clock):([a-z.-]+)`)

// plan fills in the form, and says what the policies must know for it.
func (s *safe) plan(i int, form, level, status string) (text, known string) {
	p := sown{level: level}
	n := 0
	secret := func(field, text string) string {
		n++
		p.secrets = append(p.secrets, leak.Secret{Plan: fmt.Sprintf("%s, %s", level, status), Field: field, Text: text})
		return text
	}
	word := func(field string) string { return secret(field, leak.Word(i, n)) }
	p.id = word("id")
	word("file")
	word("category")
	text = strings.NewReplacer("@letter", string(rune('A'+i)), "@status", status, "@level", level).Replace(form)
	text = seed.ReplaceAllStringFunc(text, func(token string) string {
		m := seed.FindStringSubmatch(token)
		switch field := m[2]; m[1] {
		case "money":
			return secret(field, fmt.Sprintf("%d.5%d", 713000+1000*i+n, i+1))
		case "clock":
			// No two are a quarter, half or whole hour apart, which policies add.
			minute := (420 + 17*n + 3*i) % (24 * 60)
			return secret(field, fmt.Sprintf("%02d:%02d", minute/60, minute%60))
		case "known":
			w := word(field)
			phone := ""
			if field == "applicant.name" {
				phone = secret("people.phone", leak.Word(i, n))
			}
			known += knownAs(field, w, phone)
			return w
		default:
			return word(field)
		}
	})
	s.plans = append(s.plans, p)
	return text, known
}

// knownAs is what makes a word one that the policies know.
func knownAs(field, word, phone string) string {
	switch field {
	case "applicant.department", "counterpart":
		return fmt.Sprintf("units: %s: name: {en: %[1]q, zh: %[1]q}\n", word)
	case "rooms.room":
		return fmt.Sprintf("rooms: %s: {name: {en: %[1]q, zh: %[1]q}, place: {en: %[1]q, zh: %[1]q}, seats: 30}\n", word)
	}
	return fmt.Sprintf("people: %s: {unit: \"finance\", post: {en: %[1]q, zh: %[1]q}, phone: %q}\n", word, phone)
}

// off are the settings that keep the rules from refusing what the secrets look like.
func off(t *testing.T) (settings []string) {
	t.Helper()
	checker, err := check.Rules(os.DirFS(t.TempDir()))
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range checker.Policies().Rules {
		if !r.Builtin {
			settings = append(settings, fmt.Sprintf("%q: severity: \"off\"", r.ID))
		}
	}
	return settings
}

func (p sown) of(field string) string {
	i := slices.IndexFunc(p.secrets, func(s leak.Secret) bool { return s.Field == field })
	return p.secrets[i].Text
}

func (s *safe) write(t *testing.T, name, text string) {
	t.Helper()
	file := filepath.Join(s.dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// usher runs the command in the repository and returns what it said.
func (s *safe) usher(t *testing.T, args ...string) (status int, said string) {
	t.Helper()
	var out bytes.Buffer
	status = run(append([]string{"-C", s.dir}, args...), session{
		stdin: strings.NewReader(""), stdout: &out, stderr: &out,
		env: func(string) string { return "" }, now: time.Date(2031, 3, 1, 0, 0, 0, 0, time.UTC), dir: s.dir,
	})
	return status, out.String()
}

// files are what a folder holds, by path.
func files(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	out := map[string][]byte{}
	if _, err := os.Stat(dir); errors.Is(err, fs.ErrNotExist) {
		return out // nothing was due
	}
	err := filepath.WalkDir(dir, func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		name, _ := filepath.Rel(dir, file)
		out[filepath.ToSlash(name)], err = os.ReadFile(file)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// leaks are the secrets in a file that the policies of c do not show to its reader,
// or to who may pass by where it hangs.
func (s *safe) leaks(c *company.Company, reader, name string, data []byte) []leak.Secret {
	return s.untold(c, reader, name, data, leak.Find(data, s.secrets()))
}

// untold are those of the secrets found in a file that are not for its reader, and
// those in its name.
func (s *safe) untold(c *company.Company, reader, name string, data []byte, found []leak.Secret) (out []leak.Secret) {
	folder, file, _ := strings.Cut(name, "/")
	kind := kindOf(file)
	sheet, _ := c.Sheet(kind)
	// Who passes by sees the paper and not where its file lies.
	inName := leak.Find([]byte(name), s.secrets())
	for _, secret := range slices.Concat(inName, found) {
		i := slices.IndexFunc(s.plans, func(p sown) bool { return slices.Contains(p.secrets, secret) })
		p := s.plans[i]
		passing := sheet.SeenBy
		if slices.Contains(inName, secret) && !bytes.Contains(data, []byte(secret.Text)) {
			passing = ""
		}
		sees := (reader == "" || c.Sees(reader, secret.Field, p.level)) && (passing == "" || c.Sees(passing, secret.Field, p.level))
		another := slices.ContainsFunc(s.plans, func(other sown) bool {
			return other.id != p.id && (folder == other.id || folder == audience.Alias(c, other.id))
		})
		if strings.HasPrefix(name, "calendar/") && !bytes.Contains(data, []byte("BEGIN:VEVENT")) {
			continue // an empty calendar of a room or a person that the company has
		}
		if another || !sees {
			out = append(out, secret)
		}
	}
	return out
}

// secrets are those of all plans.
func (s *safe) secrets() (all []leak.Secret) {
	for _, p := range s.plans {
		all = append(all, p.secrets...)
	}
	return all
}

// kindOf is the kind of a sheet by the name of its file.
func kindOf(file string) string {
	base := strings.TrimSuffix(file[strings.LastIndex(file, "/")+1:], ".html")
	kind := base
	for _, k := range render.Kinds() {
		switch {
		case base == k.Name:
			return base
		case strings.HasPrefix(base, k.Name+"-"):
			kind = k.Name
		}
	}
	return kind
}

// readers are those of the policies, and nobody in particular.
func (s *safe) readers() []string {
	out := []string{""}
	for _, r := range s.company.Readers {
		out = append(out, r.ID)
	}
	return out
}

// Each field that holds a text is sown.
func TestEachFieldIsSown(t *testing.T) {
	s := sow(t, plan.Completed)
	// Words out of a list, numbers, days, yes or no.
	others := []string{
		"status", "confidentiality", "customer.language", "customer.headcount", "customer.guests.special", "coordination", "rooms.attendees",
		"rooms.layout", "rooms.equipment", "refreshments.fruit", "refreshments.dried-fruit", "refreshments.tobacco", "travel.kind", "lodging.rooms", "lodging.from",
		"lodging.until", "meals.guests", "meals.companions", "vehicles.seats", "gifts.quantity", "waive.rule", "waive.until",
		"outcome.returned.item", "outcome.follow-ups.due", "outcome.follow-ups.done", "outcome.archived", "outcome.corrections.date",
		"sealed.fields", "sealed.to", "sealed.digest", "sealed.purged",
	}
	for _, field := range append(plan.Fields(), company.FieldCoordinator, company.FieldPhone) {
		sown := slices.ContainsFunc(s.plans[0].secrets, func(x leak.Secret) bool { return x.Field == field })
		if sown == slices.Contains(others, field) {
			t.Errorf("testdata/secret.yaml: %s is sown: %t", field, sown)
		}
	}
}

// No output for a reader holds what the policies do not show to that reader: not
// the sheets, not their names, and not what the command says (R5.1).
func TestNothingLeaks(t *testing.T) {
	made := map[string]bool{}
	for _, status := range []string{plan.Planned, plan.Completed} {
		s := sow(t, status)
		for _, reader := range s.readers() {
			out, said := s.everything(t, reader)
			if reader != "" {
				out["log"] = []byte(said)
			}
			for name, data := range out {
				made[kindOf(name)] = true
				for _, secret := range s.leaks(s.company, reader, name, data) {
					t.Errorf("%s for %q tells %v", name, reader, secret)
				}
			}
		}
	}
	for _, k := range render.Kinds() {
		if !made[k.Name] {
			t.Errorf("no %s was made", k.Name)
		}
	}
}

// What a key has opened is told to nobody who would not be told of it in the open, nor
// does what was sealed show to who has no key.
func TestNothingLeaksOfWhatIsOpened(t *testing.T) {
	s := sow(t, plan.Planned)
	open, _ := s.everything(t, "")
	key := s.seal(t)
	shut, words := s.everything(t, "")
	shut["log"] = []byte(words)
	text, err := os.ReadFile(filepath.Join(s.dir, "visits", s.plans[2].of("file"), s.plans[2].id+".yaml"))
	if err != nil {
		t.Fatal(err)
	}
	told := leak.Find(text, s.secrets())
	for name, data := range shut {
		for _, secret := range leak.Find(data, s.plans[2].secrets) {
			if !slices.Contains(told, secret) && secret.Field != "id" && secret.Field != "file" && secret.Field != "category" {
				t.Errorf("%s tells %v without a key", name, secret)
			}
		}
	}
	for _, reader := range s.readers() {
		out, said := s.everything(t, reader, "--identity", key)
		if reader != "" {
			out["log"] = []byte(said)
		}
		for name, data := range out {
			found := leak.Find(data, s.secrets())
			for _, secret := range s.untold(s.company, reader, name, data, found) {
				t.Errorf("%s for %q tells %v", name, reader, secret)
			}
			if reader != "" {
				continue
			}
			for _, secret := range leak.Find(open[name], s.plans[2].secrets) {
				if !slices.Contains(found, secret) {
					t.Errorf("%s was not opened: it lacks %v", name, secret)
				}
			}
		}
	}
}

// seal seals the confidential plan and returns the file with the key.
func (s *safe) seal(t *testing.T) (key string) {
	t.Helper()
	identity, err := age.GenerateX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	key = filepath.Join(t.TempDir(), "key.txt")
	if err := os.WriteFile(key, []byte(identity.String()+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	s.write(t, "policies/key.cue", fmt.Sprintf(`package policies

sealing: recipients: zhao: {holder: "赵敏", key: %q, from: "2031-01-01", until: "2031-12-31"}
`, identity.Recipient()))
	if status, said := s.usher(t, "seal", s.plans[2].id); status != 0 {
		t.Fatalf("seal: exit status %d\n%s", status, said)
	}
	return key
}

// render writes the sheets and returns them, with what was said.
func (s *safe) render(t *testing.T, reader string, args ...string) (out map[string][]byte, said string) {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "out")
	args = append([]string{"render", "-o", dir}, args...)
	if reader != "" {
		args = append(args, "--for", reader)
	}
	status, said := s.usher(t, args...)
	if status != 0 {
		t.Fatalf("%v: exit status %d\n%s", args, status, said)
	}
	return files(t, dir), strings.ReplaceAll(said, dir, "out")
}

// everything is what can be had in any form: sheets, one file of all, calendars,
// spreadsheets.
func (s *safe) everything(t *testing.T, reader string, more ...string) (out map[string][]byte, said string) {
	t.Helper()
	out = map[string][]byte{}
	for _, form := range []string{"", "--combined", "--ics", "--xlsx"} {
		args := more
		if form != "" {
			args = append([]string{form}, more...)
		}
		made, words := s.render(t, reader, args...)
		maps.Copy(out, made)
		said += words
	}
	for _, format := range []string{"text", "json"} {
		said += s.compare(t, t.TempDir(), reader, append([]string{"--format", format}, more...)...)
	}
	return out, said
}

// compare is what is said of a folder that is not as it should be.
func (s *safe) compare(t *testing.T, dir, reader string, args ...string) (said string) {
	t.Helper()
	args = append([]string{"render", "--check", dir}, args...)
	if reader != "" {
		args = append(args, "--for", reader)
	}
	status, said := s.usher(t, args...)
	if status != exitFindings && !strings.Contains(said, "no sheet is due") { // for who only gets calendars
		t.Fatalf("%v: exit status %d\n%s", args, status, said)
	}
	return strings.ReplaceAll(said, dir, "out")
}

// unprinted are the fields that no sheet tells.
var unprinted = []string{
	"customer.contact", "counterpart", "outcome.summary", "outcome.reason", "outcome.returned.at", "outcome.follow-ups.what",
	"outcome.follow-ups.owner", "outcome.corrections.reason",
}

// The search finds what is there: General Affairs' sheets tell every secret, but
// for what is on no sheet.
func TestSecretsAreFound(t *testing.T) {
	for _, status := range []string{plan.Planned, plan.Completed} {
		s := sow(t, status)
		out, _ := s.everything(t, "")
		for _, p := range s.plans {
			told := map[string]bool{}
			for name, data := range out {
				for _, secret := range leak.Find(append([]byte(name+"\n"), data...), p.secrets) {
					told[secret.Field] = true
				}
			}
			for _, secret := range p.secrets {
				if !told[secret.Field] && !slices.Contains(unprinted, secret.Field) {
					t.Errorf("%v is on no sheet", secret)
				}
			}
		}
	}
}

// A sheet that tells more than it should is caught, however it tells it: here the
// company's own checklist, made for General Affairs, falls into others' hands.
func TestLeaksAreCaught(t *testing.T) {
	s := sow(t, plan.Planned)
	for name, body := range map[string]string{
		"as it is":     `{{.Visit.Purpose}}`,
		"an attribute": `<p title="{{.Visit.Purpose}}">x</p>`,
		"a link":       `<a href="https://x.example/?q={{.Visit.Purpose}}">x</a>`,
		"hexadecimal":  `{{printf "%x" .Visit.Purpose}}`,
		"a style":      `<p style="width: {{.Visit.Purpose}}">x</p>`,
		"in two parts": `{{slice .Visit.Purpose 0 3}}<i>{{slice .Visit.Purpose 3}}</i>`,
		"a script":     `<a onclick="f({{.Visit.Purpose}})">x</a>`,
	} {
		s.write(t, "templates/checklist.html", body)
		out, _ := s.render(t, "")
		for _, p := range s.plans {
			file := p.id + "/checklist.html"
			found := s.leaks(s.company, "driver", file, out[file])
			if !slices.ContainsFunc(found, func(x leak.Secret) bool { return x.Field == "purpose" }) {
				t.Errorf("%s: the purpose of a visit that is %s was not noticed in\n%s", name, p.level, out[file])
			}
		}
	}
}

// A template cannot tell what its reader may not see, for it is not given that.
func TestTemplatesCannotLeak(t *testing.T) {
	s := sow(t, plan.Planned)
	s.write(t, "templates/assignment.html", `{{printf "%+v" .}} {{printf "%#v" .}} {{.Visit}}`)
	for _, reader := range s.readers() {
		out, _ := s.render(t, reader)
		for name, data := range out {
			for _, secret := range s.leaks(s.company, reader, name, data) {
				t.Errorf("%s for %q tells %v", name, reader, secret)
			}
		}
	}
}

// What the policies show by mistake is caught by who knows better.
func TestPoliciesThatLeakAreCaught(t *testing.T) {
	s := sow(t, plan.Planned)
	s.write(t, "policies/leak.cue", `package policies

fields: {"programme.what": ["driver"], "programme.at": ["driver"], "customer.organization": ["driver"]}
`)
	out, _ := s.render(t, "driver")
	found := map[string]bool{}
	for name, data := range out {
		for _, secret := range s.leaks(s.company, "driver", name, data) {
			found[secret.Field] = true
		}
	}
	for _, field := range []string{"programme.what", "programme.at", "customer.organization"} {
		if !found[field] {
			t.Errorf("%s was not noticed", field)
		}
	}
}

// What check says in any format tells nothing of a confidential visit to who looks
// after another plan, but that there is one: its id, its file and its times.
func TestCheckTellsNoSecrets(t *testing.T) {
	const form = `category: C
confidentiality: @level
customer: {organization: @word:customer.organization, headcount: 3, contact: @word:customer.contact, guests: [{name: @word:customer.guests.name, position: @word:customer.guests.position}]}
arrive: 2031-03-04 10:00
depart: 2031-03-04 12:00
purpose: @word:purpose
requirements: [@word:requirements]
applicant: {name: 刘洋, department: sales-group}
leaders: [李建华]
programme: [{at: 2031-03-04 10:00, what: @word:programme.what, where: @word:programme.where, who: [郑凯]}]
rooms: [{room: board-room, equipment: [video-conference], custodian: 周涛}]
vehicles: [{at: 2031-03-04 09:00, from: @word:vehicles.from, to: @word:vehicles.to, seats: 7, driver: 孙师傅}]
gifts: [{item: @word:gifts.item, quantity: 5}]
`
	for _, names := range [][2]string{{"a-open", "b-secret"}, {"b-open", "a-secret"}} {
		s := &safe{dir: t.TempDir()}
		for i, level := range []string{plan.Internal, plan.Confidential} {
			text, _ := s.plan(i, form, level, plan.Planned)
			s.write(t, "visits/"+names[i]+".yaml", text)
		}
		hidden := s.plans[1].secrets
		for _, format := range []string{"text", "json", "github", "sarif", "junit", "gitlab", "markdown"} {
			for _, lang := range []string{"en", "zh"} {
				status, said := s.usher(t, "--lang", lang, "check", "--format", format)
				if status != exitFindings {
					t.Fatalf("%s: exit status %d, and they collide\n%s", format, status, said)
				}
				if !strings.Contains(said, "room-conflict") || !strings.Contains(said, "equipment-conflict") || !strings.Contains(said, "person-conflict") {
					t.Errorf("%s does not tell the collisions:\n%s", format, said)
				}
				for _, secret := range leak.Find([]byte(said), hidden) {
					t.Errorf("%s tells %v:\n%s", format, secret, said)
				}
			}
		}
	}
}
