package starter_test

import (
	"bytes"
	"io/fs"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/yuin/goldmark"
	"pgregory.net/rapid"

	"usher/internal/catalog"
	"usher/internal/starter"
	"usher/policies"
)

func answers(forge string, lang catalog.Lang) starter.Answers {
	return starter.Answers{
		Name: catalog.Text{EN: "Yuanchuan", ZH: "远川"}, Zone: "Asia/Shanghai", Currency: "CNY",
		Lang: lang, Forge: forge, Owners: "@example/staff",
	}
}

var days = starter.Days{Important: "2027-01-11", Ordinary: "2026-12-31"}

// Every template is filled in, for every forge and language, and each README leads
// to the other.
func TestFiles(t *testing.T) {
	for _, forge := range starter.Forges {
		for _, lang := range []catalog.Lang{catalog.EN, catalog.ZH} {
			files, err := starter.Files(answers(forge, lang), days, time.Date(2026, 12, 20, 0, 0, 0, 0, time.UTC))
			if err != nil {
				t.Fatal(err)
			}
			texts := map[string]string{}
			for _, f := range files {
				texts[f.Path] = string(f.Data)
				if strings.Contains(string(f.Data), "[[") || strings.Contains(string(f.Data), "<no value>") {
					t.Errorf("%s, %s: %s is not filled in", forge, lang, f.Path)
				}
			}
			other, front := "README.zh.md", "Visits of Yuanchuan"
			if lang == catalog.ZH {
				other, front = "README.en.md", "远川客户来访"
			}
			if !strings.HasPrefix(texts["README.md"], "# "+front) || !strings.Contains(texts["README.md"], "("+other+")") || !strings.Contains(texts[other], "(README.md)") {
				t.Errorf("%s, %s: the READMEs do not lead to each other", forge, lang)
			}
			for _, want := range []string{"visits/2027/01/example-partner-visit.yaml", "visits/2026/12/example-sales-visit.yaml", ".gitattributes", ".gitignore"} {
				if texts[want] == "" {
					t.Errorf("%s, %s: no %s", forge, lang, want)
				}
			}
		}
	}
}

// The daily job runs at four in the afternoon of a company's working day, wherever it is.
func TestDailyTime(t *testing.T) {
	for zone, want := range map[string]string{
		"Asia/Shanghai":       `"0 8 * * 1-5"`,
		"Asia/Kolkata":        `"30 10 * * 1-5"`,
		"America/Los_Angeles": `"0 0 * * 2-6"`,
		"Pacific/Kiritimati":  `"0 2 * * 1-5"`,
	} {
		a := answers(starter.GitHub, catalog.EN)
		a.Zone = zone
		files, err := starter.Files(a, days, time.Date(2026, 12, 20, 0, 0, 0, 0, time.UTC))
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			if strings.HasSuffix(f.Path, "daily.yml") && !strings.Contains(string(f.Data), want) {
				t.Errorf("%s: not %s\n%.600s", zone, want, f.Data)
			}
		}
	}
}

// A company's name is a name in the README, whatever is in it.
func TestNameIsNoMarkdown(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		name := "x" + rapid.StringOfN(rapid.SampledFrom([]rune("a 中*_`[](){}<>#!|~&;:\\@$.-+=\"'1")), 1, 20, -1).Draw(t, "name") + "x"
		a := answers(starter.None, catalog.EN)
		a.Name = catalog.Same(name)
		files, err := starter.Files(a, days, time.Date(2026, 12, 20, 0, 0, 0, 0, time.UTC))
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			if f.Path != "README.md" {
				continue
			}
			var out bytes.Buffer
			heading, _, _ := bytes.Cut(f.Data, []byte("\n"))
			if err := goldmark.Convert(heading, &out); err != nil {
				t.Fatal(err)
			}
			text := strings.NewReplacer("&amp;", "&", "&lt;", "<", "&gt;", ">", "&quot;", `"`).Replace(out.String())
			if text != "<h1>Visits of "+name+"</h1>\n" {
				t.Fatalf("%q became %s", name, text)
			}
		}
	})
}

func TestAnswers(t *testing.T) {
	for _, c := range []struct {
		check     func(string) catalog.Text
		good, bad []string
	}{
		{starter.CheckName, []string{"Yuanchuan", "远川 <b>"}, []string{"", " ", "a\nb", "a\x00", "\xff"}},
		{starter.CheckZone, []string{"Asia/Shanghai", "UTC"}, []string{"", "Local", "../etc/passwd", "Mars"}},
		{starter.CheckCurrency, []string{"CNY"}, []string{"", "cny", "CN", "CNYX"}},
		{starter.CheckForge, starter.Forges, []string{"", "GitHub"}},
		{starter.CheckOwners, []string{"@a", "@org/team", "@group/sub/team x@example.com"}, []string{"", "a", "@a\n/x @b", "@a  @b", "*", "@a #"}},
		{starter.CheckURL, []string{"", "https://example.com/a_b-1.0/c", "https://git.example.com:8443/x"},
			[]string{"http://example.com", "https://", "https://a b", `https://a/"`, "https://a/$(x)", "https://a/\n", "javascript:x"}},
		{starter.CheckSHA256, []string{"", strings.Repeat("0a", 32)}, []string{"0", strings.Repeat("0A", 32), strings.Repeat("0a", 32) + "\n"}},
	} {
		for _, s := range c.good {
			if wrong := c.check(s); !wrong.IsZero() {
				t.Errorf("%q: %s", s, wrong.EN)
			}
		}
		for _, s := range c.bad {
			if c.check(s).IsZero() {
				t.Errorf("%q passes", s)
			}
		}
	}
}

// Whoever puts other people into the directory finds all the places that name one:
// no policy that stays built in does.
func TestNoBuiltInPersonStays(t *testing.T) {
	rules, err := starter.Rules(answers(starter.None, catalog.EN))
	if err != nil {
		t.Fatal(err)
	}
	written := map[string]bool{}
	for _, f := range rules {
		written[strings.TrimPrefix(f.Path, "policies/")] = true
	}
	directory, err := fs.ReadFile(policies.FS, "people.cue")
	if err != nil {
		t.Fatal(err)
	}
	names := regexp.MustCompile(`(?m)^\t"([^"]+)": \{`).FindAllStringSubmatch(string(directory), -1)
	if len(names) < 10 {
		t.Fatalf("only %d people in the directory", len(names))
	}
	files, err := fs.Glob(policies.FS, "*.cue")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		data, err := fs.ReadFile(policies.FS, name)
		if err != nil {
			t.Fatal(err)
		}
		// Comments may show how a rule is kept to somebody.
		data = regexp.MustCompile(`//.*`).ReplaceAll(data, nil)
		for _, person := range names {
			if !written[name] && bytes.Contains(data, []byte(`"`+person[1]+`"`)) {
				t.Errorf("%s names %s, and init does not write it", name, person[1])
			}
		}
	}
}
