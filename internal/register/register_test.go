package register_test

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"usher/internal/catalog"
	"usher/internal/company"
	"usher/internal/facts"
	"usher/internal/plan"
	"usher/internal/policy"
	"usher/internal/register"
	"usher/policies"
)

// builtin is the company that comes with the program.
func builtin(t testing.TB) *company.Company {
	t.Helper()
	set, err := policy.Load(policies.FS)
	if err != nil {
		t.Fatal(err)
	}
	return set.Company
}

// huaqing is a visit with something for each register.
func huaqing() *plan.Plan {
	return &plan.Plan{
		ID: "huaqing", File: "visits/huaqing.yaml", Category: "A",
		Customer: plan.Customer{
			Organization: "华清精密制造", Headcount: 6,
			Guests: []plan.Guest{{Name: "王建国", Position: "董事长"}},
		},
		Arrive: "2026-12-03 09:30", Depart: "2026-12-03 16:00", Purpose: "二期项目框架协议",
		Applicant: plan.Applicant{Name: "周涛", Department: "business-group"},
		Rooms: []plan.Booking{
			{Room: "board-room", From: "2026-12-03 10:00", Until: "2026-12-03 12:00", Equipment: []string{"projector", "microphone", "microphone"}, Custodian: "周涛"},
			{Room: "lounge"},
		},
		Gifts:  []plan.Gift{{Item: "纪念册", Quantity: 6}},
		Budget: map[string]plan.Amount{"meals": 1200.10, "gifts": 600.20},
	}
}

func enter(t testing.TB, c *company.Company, plans ...*plan.Plan) []register.Visit {
	t.Helper()
	all := facts.Compute(plans, facts.World{Company: c, Now: time.Date(2026, 12, 1, 1, 0, 0, 0, time.UTC)})
	out := make([]register.Visit, len(plans))
	for i, p := range plans {
		out[i] = register.Visit{Plan: p, Facts: all[i], Commit: "a1b2c3d4e5f6", Time: time.Date(2026, 11, 20, 8, 0, i, 0, time.UTC)}
	}
	return out
}

// draw gives the registers by name.
func draw(t testing.TB, o register.Options, plans ...*plan.Plan) map[string][]byte {
	t.Helper()
	files, err := register.Registers(enter(t, o.Company, plans...), o)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string][]byte{}
	for _, f := range files {
		name, ok := strings.CutPrefix(f.Name, register.Folder+"/")
		if !ok {
			t.Errorf("%s lies elsewhere", f.Name)
		}
		out[strings.TrimSuffix(name, ".xlsx")] = f.Data
	}
	return out
}

// english is the built-in company, in one language.
func english(t testing.TB) register.Options {
	return register.Options{Company: builtin(t), Languages: []catalog.Lang{catalog.EN}}
}

func open(t testing.TB, data []byte) *excelize.File {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

// texts are the cells of a row as they show.
func row(t testing.TB, data []byte, n int) []string {
	t.Helper()
	f := open(t, data)
	rows, err := f.GetRows(f.GetSheetName(0))
	if err != nil {
		t.Fatal(err)
	}
	return rows[n-1]
}

func TestRegisters(t *testing.T) {
	off := huaqing()
	off.ID, off.Status, off.Arrive, off.Depart = "off", plan.Cancelled, "2026-12-04 09:30", "2026-12-04 10:00"
	off.Rooms = nil
	done := huaqing()
	done.ID, done.Status, done.Arrive, done.Depart = "done", plan.Completed, "2026-11-03 09:30", "2026-11-03 16:00"
	done.Rooms = []plan.Booking{{Room: "lounge", From: "2026-11-03 10:00", Until: "2026-11-03 11:30", Equipment: []string{"projector"}}}
	done.Outcome = &plan.Outcome{
		Costs:    map[string]plan.Amount{"meals": 900},
		Returned: []plan.Return{{Item: "projector", By: "赵敏", At: "2026-11-03 12:00"}},
	}
	books := draw(t, english(t), huaqing(), off, done)
	for name, want := range map[string]map[int]string{
		"visits": {
			1: "No.|Arrival|Departure|Visitor|Category|Guests|Principal guest|Purpose|Applicant|Department|Budget|Spent|Status|Plan|Plan revision",
			2: "1|2026-11-03 09:30|2026-11-03 16:00|华清精密制造|A|6|王建国 董事长|二期项目框架协议|周涛|Business Group|1,800.30|900.00|completed|done|a1b2c3d",
			4: "3|2026-12-04 09:30|2026-12-04 10:00|华清精密制造|A|6|王建国 董事长|二期项目框架协议|周涛|Business Group|1,800.30||Called off|off|a1b2c3d",
			5: "Total|||||18|||||5,400.90|900.00",
		},
		"rooms": {
			2: "1|Lounge|2026-11-03 10:00|2026-11-03 11:30|1:30|",
			3: "2|Lounge|2026-12-03 09:30|2026-12-03 16:00|6:30|",
			4: "3|Board room|2026-12-03 10:00|2026-12-03 12:00|2:00|",
			5: "Total||||10:00",
		},
		"loans": {
			2: "1|Projector|1|Lounge|2026-11-03 10:00|2026-11-03 11:30|周涛|2026-11-03 12:00|赵敏|华清精密制造|done",
			3: "2|Projector|1|Board room|2026-12-03 10:00|2026-12-03 12:00|周涛|||华清精密制造|huaqing",
			4: "3|Wireless microphone|2|Board room|2026-12-03 10:00|2026-12-03 12:00|周涛|||华清精密制造|huaqing",
			5: "Total||4",
		},
	} {
		for n, want := range want {
			if got := strings.Join(row(t, books[name], n), "|"); !strings.HasPrefix(strings.ToLower(got), strings.ToLower(want)) {
				t.Errorf("%s, row %d:\ngot  %s\nwant %s", name, n, got, want)
			}
		}
	}
	f := open(t, books["procurement"])
	rows, err := f.GetRows(f.GetSheetName(0))
	if err != nil || len(rows) < 4 || rows[len(rows)-1][0] != "Total" {
		t.Fatalf("%v %v", rows, err)
	}
	for _, r := range rows[1 : len(rows)-1] {
		if r[len(r)-1] != "huaqing" {
			t.Errorf("bought for a visit that is over or off: %q", r)
		}
	}
}

// What a sheet needs on paper and on the screen.
func TestPrintSetUp(t *testing.T) {
	for name, data := range draw(t, english(t), huaqing()) {
		f := open(t, data)
		sheet := f.GetSheetName(0)
		panes, err := f.GetPanes(sheet)
		if err != nil || !panes.Freeze || panes.YSplit != 1 {
			t.Errorf("%s: frozen %+v, %v", name, panes, err)
		}
		page, err := f.GetPageLayout(sheet)
		if err != nil || *page.Size != 9 || *page.Orientation != "landscape" || *page.FitToWidth != 1 {
			t.Errorf("%s: page %+v, %v", name, page, err)
		}
		marks, err := f.GetHeaderFooter(sheet)
		if err != nil || !strings.Contains(marks.OddHeader, "Yuanchuan") || !strings.Contains(marks.OddFooter, "&P / &N") {
			t.Errorf("%s: head and foot %+v, %v", name, marks, err)
		}
		if !slices.ContainsFunc(f.GetDefinedName(), func(d excelize.DefinedName) bool {
			return d.Name == "_xlnm.Print_Titles" && strings.HasSuffix(d.RefersTo, "!$1:$1")
		}) {
			t.Errorf("%s: no row is repeated: %+v", name, f.GetDefinedName())
		}
		props, err := f.GetDocProps()
		if err != nil || props.Created != "2026-11-20T08:00:00Z" || props.Modified != props.Created {
			t.Errorf("%s: %+v, %v", name, props, err)
		}
	}
}

func TestSameVisitsSameBytes(t *testing.T) {
	a, b := draw(t, english(t), huaqing()), draw(t, english(t), huaqing())
	for name := range a {
		if !bytes.Equal(a[name], b[name]) {
			t.Errorf("%s is another", name)
		}
	}
}

func TestNoVisits(t *testing.T) {
	for name, data := range draw(t, english(t)) {
		f := open(t, data)
		if rows, err := f.GetRows(f.GetSheetName(0)); err != nil || len(rows) != 1 {
			t.Errorf("%s: %v, %v", name, rows, err)
		}
	}
}

// Of a confidential visit no register tells visitor or purpose; and none tells a
// reader what the policies do not show to it.
func TestSecrets(t *testing.T) {
	p := huaqing()
	p.Confidentiality = plan.Confidential
	for _, reader := range []string{"", "general-affairs", "staff", "front-desk"} {
		o := english(t)
		o.Reader = reader
		for name, data := range draw(t, o, p) {
			f := open(t, data)
			rows, err := f.GetRows(f.GetSheetName(0))
			if err != nil {
				t.Fatal(err)
			}
			text := ""
			for _, r := range rows {
				text += strings.Join(r, "|") + "\n"
			}
			for _, secret := range []string{"华清", "王建国", "框架"} {
				if strings.Contains(text, secret) {
					t.Errorf("%s tells %q %q:\n%s", name, reader, secret, text)
				}
			}
			if reader == "staff" && strings.Contains(text, "huaqing") {
				t.Errorf("%s tells %q the plan:\n%s", name, reader, text)
			}
		}
	}
}

// hostile are texts that some spreadsheet program takes for a formula, a link, or
// markup of its own.
var hostile = []string{
	"=cmd|'/C calc'!A0", "+1+1", "-2+3", "@SUM(1+1)", "\t=1+1", "\r=1+1", "=HYPERLINK(\"http://x\")", "'=1", "&D&P", "<f>1</f>", "_x003D_1", "＝1+1",
}

// read is what a stranger understood of a cell.
type read struct {
	Type    string `json:"type"` // "s", "n", "d"
	Value   any    `json:"value"`
	Formula string `json:"formula"`
	Format  string `json:"format"`
	Shown   string `json:"shown"`
}

// strangers is where package-lock.json pins the reader that is not ours.
var strangers = filepath.Join("testdata", "strangers")

// needNode skips a test where node or its modules are not installed. What judges a
// change requires them, and has them fetched as package-lock.json pins them.
func needNode(t testing.TB) (node string) {
	t.Helper()
	required := os.Getenv("USHER_NPM_TESTS") == "required"
	missing := t.Skipf
	if required {
		missing = t.Fatalf
	}
	node, err := exec.LookPath("node")
	if err != nil {
		missing("node is not installed: %v", err)
	}
	if _, err := os.Stat(filepath.Join(strangers, "node_modules", "xlsx")); err != nil {
		if !required {
			t.Skipf("its modules are not installed, run .ci/npm: %v", err)
		}
		npm := exec.Command("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
		npm.Dir = strangers
		if out, err := npm.CombinedOutput(); err != nil {
			t.Fatalf("fetching its modules: %v\n%s", err, out)
		}
	}
	return node
}

// A stranger finds real numbers and moments, sums that come out as their formulas
// say, and no formula that is not ours, whatever a plan says.
func TestStrangerReadsOurRegisters(t *testing.T) {
	t.Parallel()
	node := needNode(t)
	var plans []*plan.Plan
	for i, text := range hostile {
		p := huaqing()
		p.ID = "hostile-" + string(rune('a'+i))
		p.Customer.Organization, p.Purpose, p.Applicant.Name, p.Customer.Guests[0].Name = text, text, text, text
		p.Rooms[0].Custodian, p.Rooms[0].Layout, p.Gifts[0].Item = text, text, text
		p.Rooms[0].Equipment = append(p.Rooms[0].Equipment, text)
		plans = append(plans, p)
	}
	for name, data := range draw(t, english(t), plans...) {
		cmd := exec.Command(node, "read.mjs")
		cmd.Dir, cmd.Stdin = strangers, strings.NewReader(base64.StdEncoding.EncodeToString(data))
		out, err := cmd.Output()
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		var book struct {
			Sheets []struct {
				Cells map[string]read `json:"cells"`
			} `json:"sheets"`
		}
		if err := json.Unmarshal(out, &book); err != nil || len(book.Sheets) != 1 {
			t.Fatalf("%s: %v, %d sheets", name, err, len(book.Sheets))
		}
		formulas, moments := 0, 0
		for at, c := range book.Sheets[0].Cells {
			text, _ := c.Value.(string)
			switch {
			case c.Formula != "":
				formulas++
				ours := strings.HasPrefix(c.Formula, "SUM(") || name == "rooms" && at[0] == 'E' || name == "procurement" && at[0] == 'I'
				if !ours || c.Type != "n" || c.Value == nil {
					t.Errorf("%s, %s: %+v", name, at, c)
				}
			case c.Type == "n":
				if c.Format == "yyyy\\-mm\\-dd\\ hh:mm" || strings.HasPrefix(c.Format, "yyyy") {
					moments++
				}
			case c.Type != "s" && c.Type != "z":
				t.Errorf("%s, %s: type %s", name, at, c.Type)
			case text != "" && strings.ContainsAny(text, "\t\r\n"):
				t.Errorf("%s, %s: %q", name, at, text)
			}
		}
		if formulas == 0 || moments == 0 {
			t.Errorf("%s: %d formulas and %d moments", name, formulas, moments)
		}
		texts := map[string]bool{}
		for _, c := range book.Sheets[0].Cells {
			if text, ok := c.Value.(string); ok {
				texts[text] = true
			}
		}
		if name == "visits" {
			for _, text := range hostile {
				if !texts[strings.NewReplacer("\t", " ", "\r", " ").Replace(text)] {
					t.Errorf("%q did not arrive as it is", text)
				}
			}
		}
	}
}

// The sums that are written beside the formulas are those that the formulas give.
func TestFormulasGiveTheirValues(t *testing.T) {
	for name, data := range draw(t, english(t), huaqing(), huaqing()) {
		f := open(t, data)
		sheet := f.GetSheetName(0)
		rows, err := f.GetRows(sheet, excelize.Options{RawCellValue: true})
		if err != nil {
			t.Fatal(err)
		}
		checked := 0
		for r := range rows {
			for c := range rows[r] {
				at, _ := excelize.CoordinatesToCellName(c+1, r+1)
				formula, err := f.GetCellFormula(sheet, at)
				if err != nil || formula == "" {
					continue
				}
				checked++
				got, err := f.CalcCellValue(sheet, at, excelize.Options{RawCellValue: true})
				if err != nil || !near(got, rows[r][c]) {
					t.Errorf("%s, %s: =%s gives %s, written is %s, %v", name, at, formula, got, rows[r][c], err)
				}
			}
		}
		if checked == 0 {
			t.Errorf("%s has no formula", name)
		}
	}
}

func near(a, b string) bool {
	var x, y float64
	if json.Unmarshal([]byte(a), &x) != nil || json.Unmarshal([]byte(b), &y) != nil {
		return false
	}
	return x-y < 1e-6 && y-x < 1e-6
}
