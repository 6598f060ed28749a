package check_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"usher/internal/catalog"
	"usher/internal/check"
	"usher/internal/diag"
	"usher/internal/policy"
	"usher/internal/report"
)

// secretive is a plan with personal numbers in texts that are spelt in every way,
// beside mistakes of other kinds on the same lines.
const secretive = `category: C
customer:
  organization: "恒泰电子\x20138\x30000\x32671"
  headcount: 3
  contact: 王秘书 139 0000 2671
  guests: [{name: 陈立, posit: 采购总监, position: 身份证 11010519491231002X}]
arrive: 2026-12-09 14:00
depart: 2026-12-09 17:00
purpose: 洽谈，请拨 13800002671 或 １３８００００２６７２，卡号 6222020200000000121
requirements:
  - |
    接站：
    护照号 E12345678
  - "身份证号 110105
    19491231002X"
applicant: {name: 刘洋, department: sales-group}
counterpart: 13700002671部
waive: [{rule: lead-tme, reason: 客户 13600002671 来电, approved-by: 李建华, until: 2026-12-31}]
`

// quiet is a confidential plan with a mistake at each name of its guest.
const quiet = `category: C
customer:
  organization: 恒泰电子
  headcount: 3
  guests:
    - name: 欧阳立
      posit: 采购总监
arrive: 2026-12-09 14:00
depart: 2026-12-09 17:00
purpose: 年度框架协议续签洽谈
applicant: {name: 刘洋, department: 欧阳立}
team: {欧阳立: 欧阳立}
rooms: [{room: 欧阳立, equipment: [欧阳立], custodian: 欧阳立}]
confidentiality: confidential
`

// checkTexts checks plans by id, outside a repository.
func checkTexts(t *testing.T, plans map[string]string) *check.Result {
	t.Helper()
	root := t.TempDir()
	var files []policy.ExampleFile
	for id, text := range plans {
		files = append(files, policy.ExampleFile{Path: "visits/" + id + ".yaml", Data: []byte(text)})
	}
	write(t, root, files)
	checker, err := check.Open(check.Source{Root: root})
	if err != nil {
		t.Fatal(err)
	}
	result, err := checker.Check(check.Options{Now: time.Date(2026, 12, 1, 9, 0, 0, 0, checker.Company().Zone), All: true})
	if err != nil {
		t.Fatal(err)
	}
	return result
}

// numbers must not be shown. That of the contact is where it belongs.
var numbers = []string{
	"138", "13800002671", "１３８００００２６７２", "6222020200000000121", "E12345678",
	"19491231002X", "110105", "13700002671", "13600002671",
}

// No finding shows a personal number or the guest of a confidential plan, in any
// format and either language, whatever else it is about.
func TestNothingSecretIsShown(t *testing.T) {
	result := checkTexts(t, map[string]string{"numbers": secretive, "quiet": quiet})
	found := map[string]int{}
	for _, d := range result.Diagnostics {
		found[d.Rule]++
	}
	if found["confidential-text"] != 8 || found["unknown-field"] == 0 || found["role-known"] == 0 || found["waiver"] == 0 {
		t.Errorf("found %v", found)
	}
	// A reader that shows every line of the plan shows no more.
	for i := range strings.Count(secretive, "\n") {
		at := diag.Position{Line: i + 1, Column: 1}
		result.Diagnostics = append(result.Diagnostics, diag.Diagnostic{
			Rule: "x", Severity: diag.Error, File: "visits/numbers.yaml", Range: diag.Range{Start: at, End: at}, Message: catalog.Same("x"),
		})
	}
	for _, lang := range []catalog.Lang{catalog.EN, catalog.ZH} {
		for _, name := range report.Names() {
			var out bytes.Buffer
			r := report.Report{Diagnostics: result.Diagnostics, Files: result.Files, Lang: lang, Lines: result.Line, Width: 200}
			if err := report.Formats[name](&out, r); err != nil {
				t.Fatal(err)
			}
			for _, number := range append(numbers, "欧阳立") {
				text := strings.ReplaceAll(out.String(), "王秘书 139 0000 2671", "")
				if i := strings.Index(text, number); i >= 0 {
					t.Errorf("%s, %s shows %s: %s", name, lang, number, text[max(0, i-80):min(len(text), i+40)])
				}
			}
		}
	}
}

// The characters of a line that is masked stay where they are.
func TestMaskedLinesKeepTheirColumns(t *testing.T) {
	result := checkTexts(t, map[string]string{"numbers": secretive})
	var got strings.Builder
	for i, line := range strings.Split(strings.TrimSuffix(secretive, "\n"), "\n") {
		shown, ok := result.Line("visits/numbers.yaml", i+1)
		if !ok || len([]rune(shown)) != len([]rune(line)) {
			t.Errorf("line %d: %q is shown as %q", i+1, line, shown)
		}
		if shown != line {
			fmt.Fprintln(&got, shown)
		}
	}
	want := `  organization: ***************************
  guests: [{name: 陈立, posit: 采购总监, position: 身份证 ******************}]
purpose: 洽谈，请拨 *********** 或 ***********，卡号 *******************
    护照号 *********
  - ***** ******
    *************
counterpart: ***********部
waive: [{rule: lead-tme, reason: 客户 *********** 来电, approved-by: 李建华, until: 2026-12-31}]
`
	if got.String() != want {
		t.Errorf("got\n%swant\n%s", got.String(), want)
	}
}
