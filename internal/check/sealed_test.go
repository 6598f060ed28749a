package check_test

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"filippo.io/age"

	"usher/internal/catalog"
	"usher/internal/check"
	"usher/internal/diag"
	"usher/internal/report"
	"usher/internal/seal"
)

// mark is in everything that is sealed in these tests.
const mark = "zqx"

// whispered is a confidential plan with mistakes of many kinds in what is sealed.
const whispered = `category: B
customer:
  organization: zqx organization
  headcount: 1
  contact: zqx 13912345678
  guests:
    - {name: zqx Chen, position: zqx chair}
    - {name: zqx Lin, posit: zqx}
    - {name: zqx Wu}
arrive: 2026-12-09 14:00
depart: 2026-12-09 17:00
purpose: zqx 13812345679
requirements: [zqx one]
applicant: {name: 刘洋, department: zqx}
counterpart: zqx unit
team: {zqx: zqx, guide: 何琳}
rooms: [{room: board-room, custodian: zqx}, {room: zqx, equipment: [zqx]}]
programme:
  - {at: 2026-12-10 09:00, what: zqx signs, who: [zqx]}
travel: [{kind: zqx, number: zqx}]
lodging: [{hotel: zqx, rooms: zqx}]
vehicles: [{at: 2026-12-09 13:00, from: zqx, driver: zqx}]
gifts: [{item: zqx, quantity: -3}]
nickname: zqx
confidentiality: confidential
waive: [{rule: zqx, reason: zqx, approved-by: zqx, until: 2026-12-31}]
`

// beside is a plan in the open that wants the same room.
const beside = `category: C
customer:
  organization: 恒泰电子
  headcount: 1
  guests: [{name: 陈立, position: 采购总监}]
arrive: 2026-12-09 14:00
depart: 2026-12-09 17:00
purpose: 年度框架协议续签洽谈
applicant: {name: 刘洋, department: no-such-unit}
rooms: [{room: board-room}]
`

// little is what stays open in these tests.
var little = []string{"category", "status", "confidentiality", "customer.headcount", "arrive", "depart"}

// holder is somebody with a key.
type holder struct {
	key  string
	to   seal.Recipient
	with []seal.Identity
}

func newHolder(t testing.TB) holder {
	t.Helper()
	key, err := age.GenerateX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	h := holder{key: key.Recipient().String()}
	if h.to, err = seal.ParseRecipient(h.key); err != nil {
		t.Fatal(err)
	}
	if h.with, err = seal.ParseIdentities([]byte(key.String())); err != nil {
		t.Fatal(err)
	}
	return h
}

func lay(t testing.TB, root, name string, data []byte) {
	t.Helper()
	name = filepath.Join(root, name)
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, data, 0o666); err != nil {
		t.Fatal(err)
	}
}

// sealedRoot is a repository's folder with a sealed plan, one in the open, and the
// holder of a key as the recipient.
func sealedRoot(t testing.TB, h holder, id, text string) string {
	t.Helper()
	root := t.TempDir()
	open, file, err := seal.Seal(id, []byte(text), little, []seal.Recipient{h.to})
	if err != nil {
		t.Fatal(err)
	}
	lay(t, root, "visits/"+id+".yaml", open)
	lay(t, root, "visits/"+id+".age", file)
	lay(t, root, "visits/beside.yaml", []byte(beside))
	lay(t, root, "policies/recipients.cue", fmt.Appendf(nil, `package policies

sealing: {
	recipients: "zhao": {holder: "赵敏", key: %q, from: "2026-01-01", until: "2026-12-31"}
	open: ["%s"]
}
`, h.key, strings.Join(little, `", "`)))
	return root
}

var sealedNow = time.Date(2026, 12, 1, 9, 0, 0, 0, time.FixedZone("CST", 8*3600))

func checkSealed(t testing.TB, root string, o check.Options) (*check.Checker, *check.Result) {
	t.Helper()
	c, err := check.Open(check.Source{Root: root})
	if err != nil {
		t.Fatal(err)
	}
	o.Now = sealedNow
	r, err := c.Check(o)
	if err != nil {
		t.Fatal(err)
	}
	return c, r
}

// found lists what was found by rule and file.
func found(r *check.Result) (list []string) {
	for _, d := range r.Diagnostics {
		list = append(list, d.Rule+" "+d.File)
	}
	return list
}

// everyFormat is all that anybody gets to see of a check.
func everyFormat(t testing.TB, c *check.Checker, r *check.Result) string {
	t.Helper()
	var out bytes.Buffer
	for _, name := range report.Names() {
		for _, lang := range []catalog.Lang{catalog.EN, catalog.ZH} {
			rep := report.Report{
				Diagnostics: r.Diagnostics, Plans: len(r.Files), Judged: r.Judged, Files: r.Files, Notices: r.Notices,
				Lang: lang, Lines: r.Line, Width: 200,
			}
			for _, x := range c.Policies().Rules {
				rep.Rules = append(rep.Rules, report.Rule{ID: x.ID, Title: x.Title, Text: x.Text, Clause: x.Clause, Severity: x.Severity})
			}
			if err := report.Formats[name](&out, rep); err != nil {
				t.Fatal(err)
			}
		}
	}
	return out.String()
}

// A key finds what is wrong in what is sealed, and says nothing of it but rule, field
// and place.
func TestSealedIsJudgedAndNotTold(t *testing.T) {
	h := newHolder(t)
	root := sealedRoot(t, h, "hush", whispered)
	// What would be told of the plan, were it not sealed, does hold the marks.
	plain := t.TempDir()
	lay(t, plain, "visits/hush.yaml", []byte(strings.Replace(whispered, "confidentiality: confidential\n", "", 1)))
	lay(t, plain, "visits/beside.yaml", []byte(beside))
	c, r := checkSealed(t, plain, check.Options{})
	if n := strings.Count(everyFormat(t, c, r), mark); n < 100 {
		t.Fatalf("only %d marks are told of the plan in the open: nothing is tried", n)
	}
	whole := found(r)

	for _, verdict := range []bool{false, true} {
		c, r := checkSealed(t, root, check.Options{With: h.with, Verdict: verdict})
		out := everyFormat(t, c, r)
		if i := strings.Index(out, mark); i >= 0 {
			t.Errorf("told: …%s…", out[max(0, i-300):min(len(out), i+100)])
		}
		got := found(r)
		for _, rule := range []string{"missing-field", "unknown-field", "wrong-value", "confidential-text", "headcount", "room-known", "equipment-known", "role-known", "visit-times"} {
			if !slices.Contains(whole, rule+" visits/hush.yaml") {
				t.Errorf("nothing is tried of %s: %q", rule, whole)
			}
			if !slices.Contains(got, rule+" visits/hush.age") {
				t.Errorf("%s is not found in what was opened: %q", rule, got)
			}
		}
		if !slices.Contains(got, "role-known visits/beside.yaml") {
			t.Errorf("what is wrong with the plan in the open is not told: %q", got)
		}
		lines := strings.Split(whispered, "\n")
		for _, d := range r.Diagnostics {
			switch {
			case d.File == "visits/hush.age" && d.Rule == "visit-times":
				if line := lines[d.Range.Start.Line-1]; !strings.Contains(line, "2026-12-10 09:00") {
					t.Errorf("the place in the opened text is %q", line)
				}
				if !strings.Contains(d.Message.EN, "programme") {
					t.Errorf("the field is not named: %s", d.Message.EN)
				}
			case d.Rule == "room-conflict" && d.File == "visits/beside.yaml":
				if !strings.Contains(d.Message.EN, "hush") || d.Notes[0].File != "visits/hush.age" {
					t.Errorf("the collision is told as %q, with %+v", d.Message.EN, d.Notes)
				}
			}
			if d.File == "visits/hush.age" && len(d.Fixes) > 0 {
				t.Errorf("%s: edits of what is sealed: %+v", d.Rule, d.Fixes)
			}
		}
		if !verdict && len(r.Visits) != 2 {
			t.Errorf("%d visits", len(r.Visits))
		}
		for _, v := range r.Visits {
			if v.Plan.ID == "hush" && !slices.Contains(v.Plan.Opened, "purpose") {
				t.Errorf("opened are %q", v.Plan.Opened)
			}
		}
	}
}

// Without a key, the open part is judged, and nothing is asked for that is sealed; what
// could not be judged is said.
func TestSealedWithoutKey(t *testing.T) {
	h, stranger := newHolder(t), newHolder(t)
	root := sealedRoot(t, h, "hush", strings.Replace(whispered, "depart: 2026-12-09 17:00", "depart: 2026-12-09 13:00", 1))
	for _, with := range [][]seal.Identity{nil, stranger.with} {
		var first string
		for _, verdict := range []bool{false, true} {
			c, r := checkSealed(t, root, check.Options{With: with, Verdict: verdict})
			out := everyFormat(t, c, r)
			if strings.Contains(out, mark) {
				t.Error("what is sealed is told")
			}
			if first = first + out; first != out && first != out+out {
				t.Errorf("streamed, it says something else:\n%s", out)
			}
			if got := found(r); !slices.Contains(got, "wrong-value visits/hush.yaml") && !slices.Contains(got, "visit-times visits/hush.yaml") || slices.Contains(got, "missing-field visits/hush.yaml") {
				t.Errorf("found: %q", got)
			}
			if len(r.Notices) < 2 {
				t.Fatalf("notices: %v", r.Notices)
			}
			notices := fmt.Sprint(r.Notices)
			for _, word := range []string{"hush", "customer.organization", "purpose"} {
				if !strings.Contains(notices, word) {
					t.Errorf("%q is not said to be unjudged: %s", word, notices)
				}
			}
			if strings.Contains(notices, catalog.NoticeSealedKey.EN) != (with != nil) {
				t.Errorf("of the key is said: %s", notices)
			}
		}
	}
}

// What is wrong with the sealed file is an error, whether or not the policies name
// recipients, so that nobody can leave out fields by saying that they are sealed.
func TestSealedFileIsNotWhole(t *testing.T) {
	h := newHolder(t)
	digest := func(data []byte) string { return fmt.Sprintf("sha256:%x", sha256.Sum256(data)) }
	reads := func(root, name string) []byte {
		data, err := os.ReadFile(filepath.Join(root, "visits", name))
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	for name, spoil := range map[string]func(root string){
		"gone":  func(root string) { os.Remove(filepath.Join(root, "visits/hush.age")) },
		"empty": func(root string) { lay(t, root, "visits/hush.age", nil) },
		"cut":   func(root string) { lay(t, root, "visits/hush.age", reads(root, "hush.age")[:300]) },
		"changed": func(root string) {
			lay(t, root, "visits/hush.age", bytes.Replace(reads(root, "hush.age"), []byte("A"), []byte("B"), 1))
		},
		"too large": func(root string) {
			large := bytes.Repeat([]byte("x"), 3<<20)
			old := digest(reads(root, "hush.age"))
			lay(t, root, "visits/hush.age", large)
			lay(t, root, "visits/hush.yaml", bytes.Replace(reads(root, "hush.yaml"), []byte(old), []byte(digest(large)), 1))
		},
		"of another plan, as a key shows": func(root string) {
			open, file, err := seal.Seal("other", []byte(whispered), little, []seal.Recipient{h.to})
			if err != nil {
				t.Fatal(err)
			}
			lay(t, root, "visits/hush.yaml", open)
			lay(t, root, "visits/hush.age", file)
		},
	} {
		t.Run(name, func(t *testing.T) {
			root := sealedRoot(t, h, "hush", whispered)
			spoil(root)
			with := h.with
			for _, recipients := range []bool{true, false} {
				if !recipients {
					if err := os.RemoveAll(filepath.Join(root, "policies")); err != nil {
						t.Fatal(err)
					}
				}
				c, r := checkSealed(t, root, check.Options{With: with})
				n := 0
				for _, d := range r.Diagnostics {
					if d.Rule == "sealed-missing" && d.File == "visits/hush.yaml" && d.Severity == diag.Error {
						n++
					}
				}
				if n != 1 {
					t.Errorf("recipients named: %v; found %q", recipients, found(r))
				}
				if strings.Contains(everyFormat(t, c, r), mark) {
					t.Error("what is sealed is told")
				}
			}
		})
	}
}

// Who lowers the level in the open part, or says that less is sealed, opens nothing.
func TestSealedCannotBeLowered(t *testing.T) {
	h := newHolder(t)
	root := sealedRoot(t, h, "hush", whispered)
	name := filepath.Join(root, "visits/hush.yaml")
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	text := strings.Replace(string(data), "confidentiality: confidential", "confidentiality: public", 1)
	i, j := strings.Index(text, "fields: ["), strings.Index(text, "]")
	lay(t, root, "visits/hush.yaml", []byte(text[:i]+"fields: [purpose"+text[j:]))
	c, r := checkSealed(t, root, check.Options{With: h.with})
	if !slices.Contains(found(r), "confidential-open visits/hush.yaml") {
		t.Errorf("found %q", found(r))
	}
	if strings.Contains(everyFormat(t, c, r), mark) {
		t.Error("what is sealed is told")
	}
	for _, v := range r.Visits {
		if v.Plan.ID == "hush" && (!v.Confidential() || !slices.Contains(v.Plan.Opened, "customer.guests.name")) {
			t.Errorf("%s, opened are %q", v.Plan.Confidentiality, v.Plan.Opened)
		}
	}
}

// Only the file of a visit that is over can have been taken out: a plan ahead that says
// so would need no file, and could leave out what every plan has.
func TestPurgedOnlyWhenOver(t *testing.T) {
	root := sealedRoot(t, newHolder(t), "hush", whispered)
	name := filepath.Join(root, "visits/hush.yaml")
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(filepath.Join(root, "visits/hush.age")); err != nil {
		t.Fatal(err)
	}
	for day, over := range map[string]bool{"2026-11-01": false, "2099-01-01": false, "2030-01-01": true} {
		lay(t, root, "visits/hush.yaml", append(bytes.TrimRight(data, "\n"), "\n  purged: "+day+"\n"...))
		c, err := check.Open(check.Source{Root: root})
		if err != nil {
			t.Fatal(err)
		}
		r, err := c.Check(check.Options{All: true, Now: time.Date(2031, 1, 1, 9, 0, 0, 0, time.UTC)})
		if err != nil {
			t.Fatal(err)
		}
		if missing := slices.Contains(found(r), "sealed-missing visits/hush.yaml"); missing == over {
			t.Errorf("purged %s: found %q", day, found(r))
		}
	}
}
