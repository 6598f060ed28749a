package statement_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"flag"
	"io"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/mattn/go-runewidth"
	"github.com/xuri/excelize/v2"

	"usher/internal/calendar"
	"usher/internal/catalog"
	"usher/internal/company"
	"usher/internal/facts"
	"usher/internal/ledger"
	"usher/internal/plan"
	"usher/internal/statement"
)

var update = flag.Bool("update", false, "rewrite the goldens")

func works(t testing.TB) *company.Company {
	t.Helper()
	zone, err := time.LoadLocation("Asia/Shanghai")
	if err != nil {
		t.Fatal(err)
	}
	c := &company.Company{
		Name: catalog.Text{EN: "Yuanchuan Ltd.", ZH: "远川智造"}, Currency: "CNY", Zone: zone,
		Units:      []company.Unit{{ID: "sales-group", Name: catalog.Text{EN: "Sales Group", ZH: "营销组"}}},
		People:     []company.Person{{Name: "李建华", Latin: "Li Jianhua"}},
		Categories: []company.Category{{ID: "A", Name: catalog.Text{EN: "VIP", ZH: "公司贵客"}, Important: true}, {ID: "C", Name: catalog.Text{EN: "Business", ZH: "业务接待"}}},
		Rooms:      []company.Room{{ID: "board-room", Name: catalog.Text{EN: "Board room", ZH: "董事会议室"}}},
		Notice:     company.Notice{Unit: "hours", Number: 48},
	}
	c.Calendar = &calendar.Calendar{Zone: zone, Opens: "08:00", Closes: "18:00", Years: map[int]string{2026: "test"}}
	return c
}

// december is a month with one of everything: a settled visit, one that is not, a
// confidential one with late notice and a waiver, and one called off.
func december(t testing.TB, edit func(c *company.Company, plans []*plan.Plan)) *ledger.Ledger {
	t.Helper()
	c := works(t)
	plans := []*plan.Plan{
		{
			ID: "hengtai", Category: "C", Status: plan.Completed, Arrive: "2026-12-09 14:00", Depart: "2026-12-09 17:20",
			Customer:  plan.Customer{Organization: "恒泰电子", Headcount: 3, Guests: []plan.Guest{{Name: "陈立"}}},
			Applicant: plan.Applicant{Department: "sales-group"},
			Rooms:     []plan.Booking{{Room: "board-room"}},
			Budget:    map[string]plan.Amount{"meals": 1200, "gifts": 99.9},
			Outcome:   &plan.Outcome{Costs: map[string]plan.Amount{"meals": 1180.05, "gifts": 120}},
		},
		{
			ID: "huaqing", Category: "A", Arrive: "2026-12-10 09:00", Depart: "2026-12-11 12:00", Confidentiality: plan.Confidential,
			Customer:  plan.Customer{Organization: "华清精密制造", Headcount: 6, Guests: []plan.Guest{{Name: "王建国"}}},
			Applicant: plan.Applicant{Department: "sales-group"},
			Budget:    map[string]plan.Amount{"meals": 2000, "lodging": 2400},
			Waive:     []plan.Waiver{{Rule: "lead-time", Reason: "王建国改期", ApprovedBy: "李建华", Until: "2026-12-31"}},
		},
		{
			ID: "donghai", Category: "C", Status: plan.Cancelled, Arrive: "2026-12-11 09:00", Depart: "2026-12-11 12:00",
			Customer: plan.Customer{Organization: "东海船舶", Headcount: 2}, Applicant: plan.Applicant{Department: "sales-group"},
			Budget: map[string]plan.Amount{"vehicles": 300}, Outcome: &plan.Outcome{Costs: map[string]plan.Amount{"vehicles": 80}},
		},
	}
	if edit != nil {
		edit(c, plans)
	}
	w := facts.World{Company: c, Now: time.Date(2026, 12, 31, 0, 0, 0, 0, c.Zone), Archive: true, Announced: map[string]facts.Announcement{}}
	for _, p := range plans {
		p.File = "visits/" + p.ID + ".yaml"
		w.Announced[p.ID] = facts.Announcement{Source: facts.SourceCommit, At: p.Arrive.In(c.Zone).Add(-36 * time.Hour)}
	}
	var entries []ledger.Entry
	for i, f := range facts.Compute(plans, w) {
		for range plans[i].Waive {
			f.Waivers = append(f.Waivers, facts.Waiver{Used: true})
		}
		entries = append(entries, ledger.Entry{Plan: plans[i], Facts: f})
	}
	return ledger.Compute(entries, ledger.Month("2026-12-01"), c, 1)
}

type format func(io.Writer, *ledger.Ledger, statement.Options) error

func write(t testing.TB, f format, l *ledger.Ledger, o statement.Options) []byte {
	t.Helper()
	var buf bytes.Buffer
	if err := f(&buf, l, o); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

func TestGolden(t *testing.T) {
	for _, test := range []struct {
		file   string
		format format
		lang   catalog.Lang
	}{
		{"december.txt", statement.Text, catalog.EN},
		{"december.zh.txt", statement.Text, catalog.ZH},
		{"december.json", statement.JSON, catalog.EN},
		{"december.csv", statement.CSV, catalog.ZH},
	} {
		t.Run(test.file, func(t *testing.T) {
			got := write(t, test.format, december(t, nil), statement.Options{Lang: test.lang})
			file := filepath.Join("testdata", test.file)
			if *update {
				if err := os.WriteFile(file, got, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), string(got)); diff != "" {
				t.Errorf("run with -update if this is right:\n%s", diff)
			}
		})
	}
}

// Columns stand one under the other, also under Chinese: the rule under the heads
// is as wide as every row that is filled to its end.
func TestTextAligns(t *testing.T) {
	c := runewidth.Condition{StrictEmojiNeutral: true}
	for _, lang := range []catalog.Lang{catalog.EN, catalog.ZH} {
		lines := strings.Split(string(write(t, statement.Text, december(t, nil), statement.Options{Lang: lang})), "\n")
		tables := 0
		for i, line := range lines {
			if !strings.Contains(line, "─") || i < 2 || strings.Contains(lines[i-2], "─") {
				continue
			}
			tables++
			if head := c.StringWidth(lines[i-1]); head > c.StringWidth(line) {
				t.Errorf("the heads are %d columns, the rule %d:\n%s\n%s", head, c.StringWidth(line), lines[i-1], line)
			}
		}
		if tables < 6 {
			t.Errorf("only %d tables", tables)
		}
	}
}

func TestJSON(t *testing.T) {
	var got struct {
		Version int
		Total   struct{ Visits, Guests, Minutes, Settled, Late, Waivers int }
		Kinds   []any
	}
	if err := json.Unmarshal(write(t, statement.JSON, december(t, nil), statement.Options{}), &got); err != nil {
		t.Fatal(err)
	}
	if got.Version != 1 || got.Total.Visits != 2 || got.Total.Guests != 9 || got.Total.Minutes != 200+27*60 || got.Total.Late != 1 || got.Total.Waivers != 1 {
		t.Errorf("%+v", got)
	}
	empty := ledger.Compute(nil, ledger.Month("2026-12-01"), works(t), 0)
	if data := string(write(t, statement.JSON, empty, statement.Options{})); strings.Contains(data, "null,") && !strings.Contains(data, `"share": null`) || strings.Contains(data, `"visits": null`) {
		t.Errorf("an empty list is not []:\n%s", data)
	}
}

func TestCSV(t *testing.T) {
	data := write(t, statement.CSV, december(t, nil), statement.Options{Lang: catalog.EN})
	if !bytes.HasPrefix(data, []byte("\xef\xbb\xbf")) || bytes.Count(data, []byte("\n")) != bytes.Count(data, []byte("\r\n")) {
		t.Error("no byte order mark, or lines that do not end in CR LF")
	}
	rows, err := csv.NewReader(bytes.NewReader(data[3:])).ReadAll() // complains of ragged rows
	if err != nil {
		t.Fatal(err)
	}
	column := map[string]int{}
	for i, name := range rows[0] {
		column[name] = i
	}
	planned := map[string]float64{}
	for _, row := range rows[1:] {
		if v := row[column["planned"]]; v != "" && row[column["kind"]] == "" {
			n, err := strconv.ParseFloat(v, 64)
			if err != nil {
				t.Fatal(err)
			}
			planned[row[column["by"]]] += n
		}
	}
	want := map[string]float64{"total": 5699.9, "cancelled": 300, "category": 5699.9, "unit": 5699.9, "visit": 5999.9}
	for by, n := range want {
		if math.Abs(planned[by]-n) > 1e-9 {
			t.Errorf("by %s: planned %v, want %v", by, planned[by], n)
		}
	}
}

// Names of confidential visits, and of any guest, are in no format.
func TestNobodyIsNamed(t *testing.T) {
	l := december(t, nil)
	for name, f := range map[string]format{"text": statement.Text, "json": statement.JSON, "csv": statement.CSV, "xlsx": statement.XLSX} {
		data := string(write(t, f, l, statement.Options{Lang: catalog.ZH}))
		if name == "xlsx" {
			data = strings.Join(texts(t, []byte(data)), "\n")
		}
		for _, secret := range []string{"陈立", "王建国", "华清", "huaqing"} {
			if strings.Contains(data, secret) {
				t.Errorf("%s tells %s", name, secret)
			}
		}
		if name != "text" && !strings.Contains(data, "恒泰电子") {
			t.Errorf("%s does not name a visitor who is no secret", name)
		}
	}
}

// hostile are texts that spreadsheets, terminals and pages would obey.
var hostile = []string{
	`=cmd|' /C calc'!A0`, `+1+1`, `-2+3`, `@SUM(A1)`, "\t=1+1", " =1+1", "\r\n=1+1", `＝1+1`, `|calc`, `"=1+1"`,
	`<script>alert(1)</script>`, "\x1b[31mred", "a\u202eb", "a\u2028b", "\x00\x01", "\xff\xfe", `&#61;1`, `*`, `?`, `<>`, `'quoted'`, "=HYPERLINK(\"https://example.com\")",
}

// spread puts a text wherever one of a plan or a policy reaches the report.
func spread(text string) func(*company.Company, []*plan.Plan) {
	return func(c *company.Company, plans []*plan.Plan) {
		c.Name, c.Currency = catalog.Same(text), text
		c.Rooms[0].Name = catalog.Same(text)
		p := plans[0]
		p.ID, p.Customer.Organization, p.Category, p.Applicant.Department = text, text, text, text
		p.Budget[text] = 7
		p.Waive = []plan.Waiver{{Rule: text, ApprovedBy: text, Until: "2026-12-31"}}
	}
}

func TestHostileCSV(t *testing.T) {
	for _, text := range hostile {
		data := write(t, statement.CSV, december(t, spread(text)), statement.Options{Lang: catalog.EN})
		r := csv.NewReader(bytes.NewReader(data[3:]))
		rows, err := r.ReadAll()
		if err != nil {
			t.Fatalf("%q: %v", text, err)
		}
		for _, row := range rows {
			for _, cell := range row {
				trimmed := strings.TrimSpace(cell)
				if _, err := strconv.ParseFloat(trimmed, 64); err == nil || trimmed == "" {
					continue
				}
				if strings.ContainsAny(trimmed[:1], "=+-@|") || strings.HasPrefix(trimmed, "＝") {
					t.Errorf("%q: a cell is %q", text, cell)
				}
				if strings.ContainsAny(cell, "\t\r\n\x00\x1b\u202e\u2028") {
					t.Errorf("%q: control characters in %q", text, cell)
				}
			}
		}
	}
}

func TestHostileText(t *testing.T) {
	for _, text := range hostile {
		data := string(write(t, statement.Text, december(t, spread(text)), statement.Options{Lang: catalog.EN}))
		if strings.ContainsAny(data, "\t\r\x00\x1b\u202e\u2028") {
			t.Errorf("%q reaches the terminal:\n%q", text, data)
		}
	}
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

// texts are all cells of a workbook.
func texts(t testing.TB, data []byte) []string {
	t.Helper()
	f := open(t, data)
	var out []string
	for _, sheet := range f.GetSheetList() {
		rows, err := f.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range rows {
			out = append(out, row...)
		}
	}
	return out
}

// formulas recalculates a workbook and holds each formula against its stored value.
func formulas(t testing.TB, data []byte) (n int) {
	t.Helper()
	f := open(t, data)
	for _, sheet := range f.GetSheetList() {
		rows, err := f.GetRows(sheet, excelize.Options{RawCellValue: true})
		if err != nil {
			t.Fatal(err)
		}
		for y, row := range rows {
			for x := range row {
				at, err := excelize.CoordinatesToCellName(x+1, y+1)
				if err != nil {
					t.Fatal(err)
				}
				formula, err := f.GetCellFormula(sheet, at)
				if err != nil || formula == "" {
					continue
				}
				n++
				kind, err := f.GetCellType(sheet, at)
				if err != nil || kind != excelize.CellTypeUnset && kind != excelize.CellTypeNumber {
					t.Errorf("%s!%s: %s is of type %v, %v", sheet, at, formula, kind, err)
				}
				again, err := f.CalcCellValue(sheet, at, excelize.Options{RawCellValue: true})
				if err != nil {
					t.Errorf("%s!%s: %s: %v", sheet, at, formula, err)
					continue
				}
				stored, err1 := strconv.ParseFloat(row[x], 64)
				computed, err2 := strconv.ParseFloat(again, 64)
				if err1 != nil || err2 != nil || math.Abs(stored-computed) > 1e-9 {
					t.Errorf("%s!%s: %s is %q, stored as %q", sheet, at, formula, again, row[x])
				}
			}
		}
	}
	return n
}

// What is stored beside each formula is what the formula comes to.
func TestXLSXFormulas(t *testing.T) {
	for name, edit := range map[string]func(*company.Company, []*plan.Plan){
		"december":      nil,
		"no categories": func(c *company.Company, _ []*plan.Plan) { c.Categories, c.Rooms = nil, nil },
		"nothing said": func(_ *company.Company, plans []*plan.Plan) {
			plans[0].Category, plans[0].Applicant.Department = "", ""
		},
		"no cost": func(_ *company.Company, plans []*plan.Plan) {
			for _, p := range plans {
				p.Budget, p.Outcome = nil, nil
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			n := formulas(t, write(t, statement.XLSX, december(t, edit), statement.Options{}))
			if n < 30 {
				t.Errorf("only %d formulas", n)
			}
		})
	}
	t.Run("no visits", func(t *testing.T) {
		empty := ledger.Compute(nil, ledger.Month("2026-12-01"), works(t), 0)
		formulas(t, write(t, statement.XLSX, empty, statement.Options{}))
	})
}

func TestXLSX(t *testing.T) {
	f := open(t, write(t, statement.XLSX, december(t, nil), statement.Options{Languages: []catalog.Lang{catalog.EN}}))
	if diff := cmp.Diff([]string{"Report", "Visits", "Late notices and waivers"}, f.GetSheetList()); diff != "" {
		t.Fatal(diff)
	}
	for at, want := range map[string]string{"A2": "2026-12-09 14:00", "B2": "hengtai", "C3": "confidential visit", "B3": "", "I2": "3:20", "M2": "1,299.90", "N2": "1,300.05", "O2": "0.15", "F4": "Called off"} {
		if got, err := f.GetCellValue("Visits", at); err != nil || got != want {
			t.Errorf("Visits!%s is %q, want %q (%v)", at, got, want, err)
		}
	}
	if raw, err := f.GetCellValue("Visits", "A2", excelize.Options{RawCellValue: true}); err != nil || !strings.HasPrefix(raw, "46365.58333") {
		t.Errorf("the arrival is stored as %q, %v; want a moment", raw, err)
	}
	if panes, err := f.GetPanes("Visits"); err != nil || !panes.Freeze || panes.YSplit != 1 {
		t.Errorf("the heads are not frozen: %+v, %v", panes, err)
	}
	for _, sheet := range f.GetSheetList() {
		layout, err := f.GetPageLayout(sheet)
		if err != nil || layout.Size == nil || *layout.Size != 9 || layout.FitToWidth == nil || *layout.FitToWidth != 1 {
			t.Errorf("%s does not print on A4: %+v, %v", sheet, layout, err)
		}
	}
	props, err := f.GetDocProps()
	if err != nil || props.Creator != "usher" || props.Created != "2026-12-31T00:00:00Z" || props.Modified != props.Created {
		t.Errorf("%+v, %v", props, err)
	}
}

// A text is a text, whatever it looks like, and the formulas compare it as one.
func TestHostileXLSX(t *testing.T) {
	for _, text := range hostile {
		data := write(t, statement.XLSX, december(t, spread(text)), statement.Options{Lang: catalog.EN})
		f := open(t, data)
		for _, sheet := range f.GetSheetList() {
			rows, err := f.GetRows(sheet)
			if err != nil {
				t.Fatalf("%q: %v", text, err)
			}
			for y, row := range rows {
				for x := range row {
					at, _ := excelize.CoordinatesToCellName(x+1, y+1)
					formula, err := f.GetCellFormula(sheet, at)
					if err != nil {
						t.Fatal(err)
					}
					if strings.Contains(formula, "cmd") || strings.Contains(formula, "HYPERLINK") || strings.Contains(formula, "1+1") {
						t.Errorf("%q: %s!%s is the formula %s", text, sheet, at, formula)
					}
				}
			}
		}
		formulas(t, data)
	}
}

func TestSameInputSameBytes(t *testing.T) {
	for name, f := range map[string]format{"text": statement.Text, "json": statement.JSON, "csv": statement.CSV, "xlsx": statement.XLSX} {
		first := write(t, f, december(t, nil), statement.Options{Lang: catalog.EN})
		for range 5 {
			if !bytes.Equal(first, write(t, f, december(t, nil), statement.Options{Lang: catalog.EN})) {
				t.Fatalf("%s: two runs differ", name)
			}
		}
	}
}
