// Package starter provides the files that a plan repository of a company's own
// begins with: its policies, two example plans, what its forge runs, and words for
// its staff.
package starter

import (
	"bytes"
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"text/template"
	"time"

	"usher/internal/catalog"
	"usher/internal/plan"
	"usher/policies"
)

//go:embed all:files
var files embed.FS

// The forges that a repository can be on.
const (
	GitHub = "github"
	GitLab = "gitlab"
	None   = "none"
)

// Forges are the values of Answers.Forge.
var Forges = []string{GitHub, GitLab, None}

// Release is the released program that the forge's jobs run; empty where it is
// not known, for the company to fill in.
type Release struct {
	URL    string // https, of the program for Linux on amd64
	SHA256 string // 64 hexadecimal digits
}

// Answers say what company the repository is for. Check finds fault with them.
type Answers struct {
	Name       catalog.Text
	Zone       string       // IANA name
	Currency   string       // ISO 4217 code
	Lang       catalog.Lang // that the jobs and README.md speak
	Forge      string       // one of Forges
	Owners     string       // who approves changes of the rules, as CODEOWNERS has it
	Repository string       // where the repository can be read, https; may be empty
	AliasKey   string       // a word that nobody can guess; may be empty
	Release    Release
}

// File is one file of the repository.
type File struct {
	Path string // from the root, with slashes
	Data []byte
}

// own are the built-in policies that a company has to replace: what names its own
// people and things, and what it may spend.
var own = []string{"units", "people", "roles", "rooms", "equipment", "approvals", "waivers", "budgets", "supplies", "notice"}

// Rules are the policies, which can be read before anything else is known.
func Rules(a Answers) ([]File, error) {
	company, err := a.render("policies/company.cue", nil)
	if err != nil {
		return nil, err
	}
	all := []File{{"policies/company.cue", company}}
	for _, name := range own {
		data, err := fs.ReadFile(policies.FS, name+".cue")
		if err != nil {
			return nil, fmt.Errorf("reading the built-in policies: %w", err)
		}
		all = append(all, File{"policies/" + name + ".cue", data})
	}
	return all, nil
}

// Days are the days of the example visits.
type Days struct {
	Important plan.Date // of the one that has to be announced ahead
	Ordinary  plan.Date
}

// Files are all files, Rules among them, in the order of their paths.
func Files(a Answers, days Days, now time.Time) ([]File, error) {
	all, err := Rules(a)
	if err != nil {
		return nil, err
	}
	zone, err := time.LoadLocation(a.Zone)
	if err != nil {
		return nil, fmt.Errorf("reading the time zone: %w", err)
	}
	important := examplePath(days.Important, "example-partner-visit")
	ordinary := examplePath(days.Ordinary, "example-sales-visit")
	english, chinese := "README.md", "README.zh.md"
	if a.Lang == catalog.ZH {
		english, chinese = "README.en.md", "README.md"
	}
	what := map[string]any{
		"Important": days.Important, "Ordinary": days.Ordinary, "Example": ordinary,
		"English": english, "Chinese": chinese, "Cron": cron(now, zone),
		"Heads": map[string]string{
			"Loans":     catalog.StarterLoans.In(a.Lang),
			"FollowUps": catalog.StarterFollowUps.In(a.Lang),
			"Waivers":   catalog.StarterWaivers.In(a.Lang),
		},
	}
	wanted := []struct{ path, from string }{
		{".gitattributes", "gitattributes"},
		{".gitignore", "gitignore"},
		{english, "README.en.md"},
		{chinese, "README.zh.md"},
		{important, "visits/example-partner-visit.yaml"},
		{ordinary, "visits/example-sales-visit.yaml"},
	}
	switch a.Forge {
	case GitHub:
		wanted = append(wanted, struct{ path, from string }{".github/CODEOWNERS", "CODEOWNERS"})
		names, err := below("github")
		if err != nil {
			return nil, err
		}
		for _, name := range names {
			wanted = append(wanted, struct{ path, from string }{".github/" + name, "github/" + name})
		}
	case GitLab:
		wanted = append(wanted,
			struct{ path, from string }{".gitlab/CODEOWNERS", "CODEOWNERS"},
			struct{ path, from string }{".gitlab-ci.yml", "gitlab/gitlab-ci.yml"})
	}
	for _, w := range wanted {
		data, err := a.render(w.from, what)
		if err != nil {
			return nil, err
		}
		all = append(all, File{w.path, data})
	}
	slices.SortFunc(all, func(a, b File) int { return strings.Compare(a.Path, b.Path) })
	return all, nil
}

// Hook is one of git's hooks, pre-commit or pre-receive; false where there is no
// such hook.
func Hook(name string) ([]byte, bool) {
	if !slices.Contains(Hooks, name) {
		return nil, false
	}
	data, err := files.ReadFile("files/hooks/" + name)
	return data, err == nil
}

// Hooks are the names of git's hooks that there are.
var Hooks = []string{"pre-commit", "pre-receive"}

func examplePath(day plan.Date, id string) string {
	return path.Join("visits", string(day[:4]), string(day[5:7]), id+".yaml")
}

// below are the files below a folder of the templates.
func below(folder string) (names []string, err error) {
	top := path.Join("files", folder)
	err = fs.WalkDir(files, top, func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			names = append(names, strings.TrimPrefix(name, top+"/"))
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("listing the templates: %w", err)
	}
	return names, nil
}

// render fills in a template. Its brackets are [[ and ]], since workflows have their
// own use for braces.
func (a Answers) render(name string, what map[string]any) ([]byte, error) {
	text, err := files.ReadFile(path.Join("files", name))
	if err != nil {
		return nil, fmt.Errorf("reading a template: %w", err)
	}
	t, err := template.New(name).Delims("[[", "]]").Option("missingkey=error").Funcs(template.FuncMap{
		"cue": quoteCUE, "md": quoteMarkdown,
	}).Parse(string(text))
	if err != nil {
		return nil, fmt.Errorf("reading a template: %w", err)
	}
	all := map[string]any{
		"Name": a.Name, "Zone": a.Zone, "Currency": a.Currency, "AliasKey": a.AliasKey, "Lang": string(a.Lang),
		"Forge": a.Forge, "Owners": a.Owners, "PlanURL": a.planURL(), "NewURL": a.newURL(), "Release": a.Release,
	}
	for key, value := range what {
		all[key] = value
	}
	var out bytes.Buffer
	if err := t.Execute(&out, all); err != nil {
		return nil, fmt.Errorf("filling in a template: %w", err)
	}
	return out.Bytes(), nil
}

// planURL is where a plan can be read on the forge.
func (a Answers) planURL() string {
	switch {
	case a.Repository == "" || a.Forge == None:
		return ""
	case a.Forge == GitLab:
		return strings.TrimSuffix(a.Repository, "/") + "/-/blob/main/{file}"
	}
	return strings.TrimSuffix(a.Repository, "/") + "/blob/main/{file}"
}

// newURL is the forge's page for a new file.
func (a Answers) newURL() string {
	switch {
	case a.Repository == "" || a.Forge == None:
		return ""
	case a.Forge == GitLab:
		return strings.TrimSuffix(a.Repository, "/") + "/-/new/main/{folder}?file_name={name}"
	}
	return strings.TrimSuffix(a.Repository, "/") + "/new/main/{folder}?filename={name}&value={text}"
}

// quoteCUE writes a text as a CUE string. JSON's strings are CUE's, too.
func quoteCUE(text string) (string, error) {
	var out strings.Builder
	w := json.NewEncoder(&out)
	w.SetEscapeHTML(false)
	err := w.Encode(text)
	return strings.TrimSuffix(out.String(), "\n"), err
}

// quoteMarkdown writes a text so that Markdown shows it as it is.
func quoteMarkdown(text string) string {
	var out strings.Builder
	for _, r := range text {
		if strings.ContainsRune("\\`*_{}[]<>()#+-.!|&~@:$", r) {
			out.WriteByte('\\')
		}
		out.WriteRune(r)
	}
	return out.String()
}

// cron is four in the afternoon of Monday to Friday, in UTC, as of the zone's
// present offset.
func cron(now time.Time, zone *time.Location) string {
	_, offset := now.In(zone).Zone()
	minutes := 16*60 - offset/60
	days := "1-5"
	switch {
	case minutes < 0:
		minutes, days = minutes+24*60, "0-4"
	case minutes >= 24*60:
		minutes, days = minutes-24*60, "2-6"
	}
	return fmt.Sprintf("%d %d * * %s", minutes%60, minutes/60, days)
}
