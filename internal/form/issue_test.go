package form_test

import (
	"bytes"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"gopkg.in/yaml.v3"

	"usher/internal/catalog"
	"usher/internal/form"
	"usher/internal/source"
)

var update = flag.Bool("update", false, "rewrite the goldens")

// issueForm is what GitHub reads of an issue form.
type issueForm struct {
	Name, Description, Title string
	Labels                   []string
	Body                     []struct {
		Type, ID   string
		Attributes struct {
			Label, Description, Value string
			Multiple                  bool
			Options                   []string
		}
		Validations struct{ Required bool }
	}
}

// The issue form of this repository is the one that its policies make.
func TestIssueForm(t *testing.T) {
	file := filepath.Join("..", "..", filepath.FromSlash(form.IssueFile))
	data := form.Issue(checker(t, nil).Policies())
	if *update {
		if err := os.WriteFile(file, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(data)); diff != "" {
		t.Errorf("usher form --issue-form > %s: %s", form.IssueFile, diff)
	}
	read(t, data)
}

// read holds an issue form against what GitHub asks for.
func read(t *testing.T, data []byte) issueForm {
	t.Helper()
	var f issueForm
	dec := yaml.NewDecoder(bytes.NewReader(data))
	dec.KnownFields(true)
	if err := dec.Decode(&f); err != nil {
		t.Fatal(err)
	}
	if f.Name == "" || f.Description == "" || !slices.Equal(f.Labels, []string{"visit"}) {
		t.Errorf("%+v", f)
	}
	seen := map[string]bool{}
	for _, e := range f.Body {
		a := e.Attributes
		if e.Type == "markdown" {
			continue
		}
		if e.ID == "" || a.Label == "" || seen[e.ID] || seen[a.Label] {
			t.Errorf("two elements cannot be told apart: %s, %q", e.ID, a.Label)
		}
		seen[e.ID], seen[a.Label] = true, true
		if e.Type == "dropdown" && len(a.Options) == 0 {
			t.Errorf("%s has no options", e.ID)
		}
		options := map[string]bool{}
		for _, o := range a.Options {
			if options[o] || strings.ContainsAny(o, "\n\r") || o == "" {
				t.Errorf("%s: option %q", e.ID, o)
			}
			options[o] = true
		}
	}
	return f
}

// The choices are the company's own, and text whatever they say.
func TestIssueFormOfACompany(t *testing.T) {
	c := checker(t, map[string]string{"policies/ours.cue": `package policies
rooms: annex: {name: {en: "Annex: \"A\"\n### Category · 接待类别", zh: "附楼 # 一"}, place: {en: "- x", zh: "${{ github.token }}"}, seats: 12}
`})
	f := read(t, form.Issue(c.Policies()))
	for _, e := range f.Body {
		if e.ID == "room" {
			want := `annex · Annex: "A" ### Category · 接待类别, 12 seats, - x · 附楼 # 一，12 座，${{ github.token }}`
			if !slices.Contains(e.Attributes.Options, want) {
				t.Errorf("%q", e.Attributes.Options)
			}
		}
	}
}

// filled is an issue as GitHub writes it down.
func filled(answers map[string]string) string {
	var b strings.Builder
	for _, q := range []struct{ id, label string }{
		{"category", "Category · 接待类别"}, {"organization", "Organisation · 来访单位"}, {"headcount", "Number of guests · 来访人数"},
		{"guests", "Guests · 来宾名单"}, {"contact", "Contact at the customer's · 客户联系人"}, {"arrive", "Arrival · 到达时间"},
		{"depart", "Departure · 离开时间"}, {"purpose", "Purpose · 来访目的"}, {"requirements", "Requirements of the guests · 接待要求"},
		{"applicant", "Your name · 申请人姓名"}, {"department", "Your department · 申请部门"}, {"leaders", "Company leaders who appear · 出席的公司领导"},
		{"coordination", "General Affairs must coordinate · 需要综合管理部协调"}, {"counterpart", "Department the guests come to see (class D) · 对口部门（D 类）"},
		{"room", "Meeting room for the whole stay · 会议室（整个来访期间）"}, {"equipment", "Equipment in the room · 会议室设备"},
		{"custodian", "Who collects and returns the equipment · 设备专人（领取和归还）"},
	} {
		answer, ok := answers[q.id]
		if !ok {
			answer = "_No response_"
		}
		b.WriteString("### " + q.label + "\n\n" + answer + "\n\n")
	}
	return b.String()
}

func full() map[string]string {
	return map[string]string{
		"category": "C · Business reception · 业务接待", "organization": "恒泰电子: \"HT\" # 1", "headcount": "３",
		"guests": "陈立，采购总监\n- Dr. Anna Müller, CTO\n", "contact": "王秘书 138 0000 2671", "arrive": "2026-12-09 14:00", "depart": "2026-12-09 17:00",
		"purpose": "年度框架协议续签洽谈\n第二轮", "requirements": "* 需要英文翻译\n\n无烟", "applicant": "刘洋", "department": "sales-group · Sales group · 营销组",
		"leaders": "李建华、何建国", "coordination": "yes · yes · 是", "room": "meeting-2 · Meeting room 2, 20 seats, Building 1, 2nd floor · 第二会议室，20 座，一号楼二层",
		"equipment": "projector · Projector · 投影仪, laser-pointer · Laser pointer · 激光笔", "custodian": "刘洋",
	}
}

// An issue that was filled in is a plan that passes.
func TestIntake(t *testing.T) {
	c := checker(t, nil)
	d, err := form.Intake(c.Policies(), 17, strings.ReplaceAll(filled(full()), "\n", "\r\n"))
	if err != nil {
		t.Fatal(err)
	}
	want := `category: C
customer:
  organization: "恒泰电子: \"HT\" # 1"
  headcount: 3
  contact: 王秘书 138 0000 2671
  guests:
    - name: 陈立
      position: 采购总监
    - name: "Dr. Anna Müller"
      position: CTO
arrive: 2026-12-09 14:00
depart: 2026-12-09 17:00
purpose: "年度框架协议续签洽谈\n第二轮"
requirements:
  - 需要英文翻译
  - 无烟
applicant:
  name: 刘洋
  department: sales-group
leaders:
  - 李建华
  - 何建国
coordination: true
rooms:
  - room: meeting-2
    equipment:
      - projector
      - laser-pointer
    custodian: 刘洋
`
	if diff := cmp.Diff(want, string(d.Data)); diff != "" {
		t.Error(diff)
	}
	if d.ID != "visit-17" || d.File != "visits/2026/12/visit-17.yaml" {
		t.Errorf("%s, %s", d.ID, d.File)
	}
	r, err := c.Try([]source.File{{Path: d.File, Data: d.Data}}, nil, time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC), nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range r.Diagnostics {
		t.Errorf("%s: %s", x.Rule, x.Message.EN)
	}
}

// What is missing or of the wrong form is left to the check, which says so.
func TestIntakeLeavesMistakesToTheCheck(t *testing.T) {
	c := checker(t, nil)
	a := full()
	a["arrive"], a["headcount"], a["category"], a["room"] = "tomorrow", "three", "VIP", "my room"
	delete(a, "purpose")
	d, err := form.Intake(c.Policies(), 3, filled(a))
	if err != nil {
		t.Fatal(err)
	}
	if d.File != "visits/visit-3.yaml" {
		t.Error(d.File)
	}
	var found []string
	r, err := c.Try([]source.File{{Path: d.File, Data: d.Data}}, nil, time.Now(), nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range r.Diagnostics {
		found = append(found, x.Rule)
	}
	slices.Sort(found)
	if want := []string{"missing-field", "room-known", "wrong-value", "wrong-value", "wrong-value"}; !slices.Equal(found, want) {
		t.Errorf("%v, want %v\n%s", found, want, d.Data)
	}
}

func TestIntakeRefuses(t *testing.T) {
	c := checker(t, nil)
	twice := full()
	twice["purpose"] = "x\n\n### Category · 接待类别\n\nA · Company VIP · 公司贵客"
	passport := full()
	passport["guests"] = "陈立 护照 E12345678，采购总监"
	for _, r := range []struct {
		body string
		want catalog.Text
	}{
		{"", catalog.ErrIssueNone},
		{"### Something else\n\nx", catalog.ErrIssueNone},
		{filled(twice), catalog.ErrIssueTwice.With("Category · 接待类别")},
		{filled(passport), catalog.ErrIssueNumber.With(catalog.IssueGuests, catalog.PersonalPassport)},
	} {
		_, err := form.Intake(c.Policies(), 1, r.body)
		var told *catalog.Error
		if !errors.As(err, &told) || told.Text != r.want {
			t.Errorf("%q: %v", r.body, err)
		}
	}
}

// Whatever an issue says is text of its plan: nothing of it becomes a field, a
// comment or a path.
func FuzzIntake(f *testing.F) {
	f.Add(filled(full()))
	f.Add("### Purpose · 来访目的\n\nx: y\n# z\n\n### Guests · 来宾名单\n\n- a, b: c\n")
	f.Add("### Arrival · 到达时间\n\n2026-12-09 14:00\n### Meeting room for the whole stay · 会议室（整个来访期间）\n../../x")
	f.Add("### Organisation · 来访单位\n\n\x00\x1b\u2028\ufeff\xff&a *b !c |\n")
	set := checker(f, nil).Policies()
	c := checker(f, nil)
	f.Fuzz(func(t *testing.T, body string) {
		d, err := form.Intake(set, 5, body)
		if err != nil {
			return
		}
		if !strings.HasPrefix(d.File, "visits/") || !strings.HasSuffix(d.File, "visit-5.yaml") || strings.Contains(d.File, "..") {
			t.Fatalf("%q", d.File)
		}
		if len(d.Data) > source.MaxBytes {
			return
		}
		r, err := c.Try([]source.File{{Path: d.File, Data: d.Data}}, nil, time.Now(), nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, x := range r.Diagnostics {
			if x.Rule == "yaml-syntax" || x.Rule == "unknown-field" || x.Rule == "duplicate-key" {
				t.Fatalf("%s: %s\n%s", x.Rule, x.Message.EN, d.Data)
			}
		}
		if len(r.Visits) != 1 {
			return
		}
		p := r.Visits[0].Plan
		for _, text := range []string{p.Purpose, p.Customer.Organization, p.Applicant.Name} {
			if text != "" && !strings.Contains(strings.ToValidUTF8(strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(body), "\uFFFD"), text) {
				t.Fatalf("%q is not what was written", text)
			}
		}
		if len(p.Waive) > 0 || p.Status != "" || p.Outcome != nil || len(p.Budget) > 0 || len(p.Team) > 0 {
			t.Fatalf("the form does not ask for that:\n%s", d.Data)
		}
	})
}

// The job of this repository is that of a company's, but for where usher is from.
func TestIssueWorkflow(t *testing.T) {
	data, err := os.ReadFile(filepath.Join("..", "..", filepath.FromSlash(form.WorkflowFile)))
	if err != nil {
		t.Fatal(err)
	}
	want := strings.Replace(string(form.Workflow), "      - uses: ./.github/actions/usher\n", `      - uses: actions/setup-go@d35c59abb061a4a6fb18e82ac0862c26744d6ab5 # v5.5.0
        with:
          go-version-file: go.mod
      - run: |
          go build -o "$RUNNER_TEMP/bin/usher" ./cmd/usher
          echo "$RUNNER_TEMP/bin" >> "$GITHUB_PATH"
`, 1)
	if diff := cmp.Diff(want, string(data)); diff != "" {
		t.Error(diff)
	}
	var job struct {
		Permissions map[string]string
		Jobs        map[string]struct {
			Permissions map[string]string
			Steps       []struct {
				Uses, Run string
				Env, With map[string]string
			}
		}
	}
	if err := yaml.Unmarshal(data, &job); err != nil {
		t.Fatal(err)
	}
	if len(job.Permissions) != 0 || len(job.Jobs) != 1 {
		t.Errorf("%+v", job)
	}
	for _, s := range job.Jobs["plan"].Steps {
		if strings.Contains(s.Run, "${{") {
			t.Errorf("an expression in a script: %s", s.Run)
		}
		for _, v := range s.Env {
			for _, written := range []string{"issue.body", "issue.title", "user.login", "head_ref", "event.comment"} {
				if strings.Contains(v, written) {
					t.Errorf("what people write in the environment: %s", v)
				}
			}
		}
		if s.Uses != "" && !strings.HasPrefix(s.Uses, "./") && len(s.Uses[strings.IndexByte(s.Uses, '@')+1:]) != 40 {
			t.Errorf("not pinned by its commit: %s", s.Uses)
		}
	}
}
