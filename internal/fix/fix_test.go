package fix_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"usher/internal/diag"
	"usher/internal/fix"
	"usher/internal/source"
	"usher/internal/validate"
	"usher/schema"
)

// right is a plan that nothing is wrong with.
const right = `# 续签 ——请先看合同
category: C
customer:
  organization: 恒泰电子   # 老客户
  headcount: 3
  guests:
    - name: 陈立
      position: 采购总监
arrive: 2026-12-09 14:00
depart: 2026-12-09 17:00

purpose: 年度框架协议续签洽谈
applicant: {name: 刘洋, department: sales-group}
rooms:
  - room: board-room
    attendees: 6
    equipment: [projector, microphone]
    custodian: 周涛
budget: {meals: 1200}
`

func compiled(t testing.TB) *validate.Schema {
	t.Helper()
	s, err := validate.Compile(schema.FS)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func mend(s *validate.Schema, text string) fix.Result {
	return fix.Mend(s, source.File{Path: "visits/hengtai.yaml", Data: []byte(text)})
}

// What people type in place of a piece of the plan, and what fix makes of it. The
// rest of the plan comes out byte for byte as it went in.
func TestMend(t *testing.T) {
	s := compiled(t)
	for _, c := range []struct {
		name               string
		piece, typed, want string
	}{
		{"a full-width colon", "purpose: 年度", "purpose：年度", "purpose: 年度"},
		{"a full-width colon and a space", "purpose: 年度", "purpose： 年度", "purpose: 年度"},
		{"no space after the colon", "headcount: 3", "headcount:3", "headcount: 3"},
		{"a full-width space after the colon", "headcount: 3", "headcount:　3", "headcount: 3"},
		{"a full-width comma between fields", "刘洋, department", "刘洋，department", "刘洋, department"},
		{"a full-width comma in a list", "[projector, microphone]", "[projector，microphone]", "[projector, microphone]"},
		{"an ideographic comma in a list", "[projector, microphone]", "[projector、microphone]", "[projector, microphone]"},
		{"full-width brackets", "[projector, microphone]", "［projector, microphone］", "[projector, microphone]"},
		{"full-width digits", "headcount: 3", "headcount: ３", "headcount: 3"},
		{"a number in quotes", "headcount: 3", `headcount: "3"`, "headcount: 3"},
		{"a number in curly quotes", "headcount: 3", "headcount: “3”", "headcount: 3"},
		{"a name that looks like a number", "room: board-room", "room: 0301", `room: "0301"`},
		{"a text that begins with a hash", "room: board-room", "room: #301", `room: "#301"`},
		{"a colon in a text", "purpose: 年度", "purpose: 会谈: 年度", `purpose: "会谈: 年度框架协议续签洽谈"`},
		{"curly quotes around a text", "陈立", "“陈立”", `"陈立"`},
		{"a tab as indentation", "  headcount: 3", "\theadcount: 3", "  headcount: 3"},
		{"a no-break space as indentation", "  headcount: 3", "\u00a0\u00a0headcount: 3", "  headcount: 3"},
		{"an ideographic space as indentation", "  headcount: 3", "　headcount: 3", "  headcount: 3"},
		{"a dash without a space", "    - name: 陈立", "    -name: 陈立", "    - name: 陈立"},
		{"a field that is out of line", "    attendees: 6", "     attendees: 6", "    attendees: 6"},
		{"slashes in a date", "2026-12-09 14:00", "2026/12/9 14:00", "2026-12-09 14:00"},
		{"a date in Chinese", "2026-12-09 14:00", "2026年12月9日下午2点", "2026-12-09 14:00"},
		{"a T in a date", "2026-12-09 14:00", "2026-12-09T14:00", "2026-12-09 14:00"},
		{"a full-width colon in a time", "2026-12-09 14:00", "2026-12-09 14：00", "2026-12-09 14:00"},
		{"capitals in a choice", "category: C", "category: c", "category: C"},
		{"one where a list is needed", "[projector, microphone]", "projector", "[projector]"},
		{"a mark at the end", "{meals: 1200}\n", "{meals: 1200}\n---\n", "{meals: 1200}\n"},
		{"a tag", "purpose: 年度", "purpose: !urgent 年度", `purpose: "!urgent 年度框架协议续签洽谈"`},
		{"something that cannot be seen", "sales-group", "sales-\u200bgroup", "sales-group"},
		{"an unclosed bracket", "sales-group}", "sales-group", "sales-group}"},
		{"an unclosed quote", "陈立", `"陈立`, `"陈立"`},
	} {
		t.Run(c.name, func(t *testing.T) {
			typed := strings.Replace(right, c.piece, c.typed, 1)
			want := strings.Replace(right, c.piece, c.want, 1)
			if strings.Contains(c.want, "年度框架") {
				want = strings.Replace(right, c.piece+"框架协议续签洽谈", c.want, 1)
			}
			r := mend(s, typed)
			if diff := cmp.Diff(want, string(r.Data)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			line := 1 + strings.Count(right[:strings.Index(right, c.piece)], "\n")
			if strings.HasPrefix(c.typed, "{meals") {
				line++
			}
			for _, change := range r.Changes {
				if change.Line != line || change.What.EN == "" || change.What.ZH == "" {
					t.Errorf("%+v is no change of line %d in both languages", change, line)
				}
			}
			if len(r.Changes) == 0 || len(r.Left) > 0 {
				t.Errorf("%d changes, left: %v", len(r.Changes), r.Left)
			}
		})
	}
}

// What somebody has to decide is left as it is, and said.
func TestLeft(t *testing.T) {
	s := compiled(t)
	for _, c := range []struct{ piece, typed string }{
		{"headcount: 3", "headcout: 3"},          // probably meant, not certainly
		{"headcount: 3", "headcount: 三四个"},       //
		{"category: C", "category: E"},           //
		{"2026-12-09 14:00", "2026-12-09"},       // which time?
		{"2026-12-09 14:00", "12月9日 14:00"},      // which year?
		{"2026-12-09 14:00", "2026-02-30 14:00"}, // no such day
		{"2026-12-09 14:00", "9/12/2026 14:00"},  // which is the month?
		{"depart:", "arrive:"},                   // which of the two?
		{"陈立", "陈\uFFFD"},                        // not wrong: somebody may have typed it
		{"purpose: ", "purpose: \xff"},           // damaged
		{"applicant: ", "---\napplicant: "},      // two plans?
		{"budget:", "<<<<<<< HEAD\nbudget:"},     //
		{"position: 采购总监", "position:"},          //
	} {
		typed := strings.Replace(right, c.piece, c.typed, 1)
		r := mend(s, typed)
		if string(r.Data) != typed || len(r.Changes) > 0 {
			t.Errorf("%q was touched: %v", c.typed, r.Changes)
		}
		if len(r.Left) == 0 && !strings.Contains(c.typed, "\uFFFD") {
			t.Errorf("%q: nothing is said to be left", c.typed)
		}
	}
}

// Several mistakes on one line, and next to some that are left.
func TestMendTogether(t *testing.T) {
	typed := strings.NewReplacer(
		"  headcount: 3", "\theadcount：“3”",
		"{name: 刘洋, department: sales-group}", "{name：刘洋，department：sales-group｝",
		"depart: 2026-12-09 17:00", "depart: 2026/12/32 17:00",
		"board-room\n", "“board-room”\n",
	).Replace(right)
	want := strings.NewReplacer(
		"depart: 2026-12-09 17:00", "depart: 2026/12/32 17:00",
		"board-room\n", `"board-room"`+"\n",
	).Replace(right)
	r := mend(compiled(t), typed)
	if diff := cmp.Diff(want, string(r.Data)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if len(r.Left) != 1 || r.Left[0].Range.Start.Line != 10 {
		t.Errorf("left: %v", r.Left)
	}
}

// A plan that is right is not touched, whatever its line ends and its mark.
func TestRightIsLeftAlone(t *testing.T) {
	s := compiled(t)
	for name, text := range map[string]string{
		"as it is":            right,
		"no line end at last": strings.TrimRight(right, "\n"),
		"Windows":             strings.ReplaceAll(right, "\n", "\r\n"),
		"old Mac":             strings.ReplaceAll(right, "\n", "\r"),
		"a byte order mark":   "\uFEFF" + right,
		"three dashes":        "---\n" + right,
		"an end mark":         right + "...\n",
		"another layout":      "category:   C\n\n\ncustomer:\n        headcount: 1\n        organization: 'x'\n        guests: [{position: y,name: z}]\narrive: 2026-12-09 14:00\ndepart: 2026-12-09 17:00\npurpose: |\n  a\n  b\napplicant:  { name: 刘洋 , department: sales-group }",
	} {
		r := mend(s, text)
		if string(r.Data) != text || len(r.Changes) > 0 || len(r.Left) > 0 {
			t.Errorf("%s: %v, left %v", name, r.Changes, r.Left)
		}
	}
	files, err := filepath.Glob("../../visits/*/*/*.yaml")
	if err != nil || len(files) < 10 {
		t.Fatalf("our own plans: %v, %v", files, err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if r := fix.Mend(s, source.File{Path: file, Data: data}); !bytes.Equal(r.Data, data) {
			t.Errorf("%s was touched: %v", file, r.Changes)
		}
	}
}

// A plan that is mended comes out in UTF-8, with plain line ends and no mark.
func TestEncodings(t *testing.T) {
	s := compiled(t)
	wrong := strings.Replace(right, "purpose: ", "purpose：", 1)
	windows := strings.ReplaceAll(wrong, "\n", "\r\n")
	gbk, err := simplifiedchinese.GBK.NewEncoder().String(right)
	if err != nil {
		t.Fatal(err)
	}
	gb18030, err := simplifiedchinese.GB18030.NewEncoder().String(windows)
	if err != nil {
		t.Fatal(err)
	}
	utf16 := map[string]string{}
	for name, order := range map[string]unicode.Endianness{"little": unicode.LittleEndian, "big": unicode.BigEndian} {
		utf16[name], err = unicode.UTF16(order, unicode.ExpectBOM).NewEncoder().String(right)
		if err != nil {
			t.Fatal(err)
		}
	}
	for name, data := range map[string]string{
		"Windows":         windows,
		"mark":            "\uFEFF" + wrong,
		"mark, Windows":   "\uFEFF" + windows,
		"GBK":             gbk,
		"GB18030 Windows": gb18030,
		"UTF-16 little":   utf16["little"],
		"UTF-16 big":      utf16["big"],
	} {
		r := mend(s, data)
		if diff := cmp.Diff(right, string(r.Data)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
		if len(r.Changes) == 0 || len(r.Left) > 0 {
			t.Errorf("%s: %d changes, left %v", name, len(r.Changes), r.Left)
		}
	}
	// Half a character at the end would be lost.
	if cut := utf16["little"] + "x"; string(mend(s, cut).Data) != cut {
		t.Error("a UTF-16 file with half a character was rewritten")
	}
}

// Bytes that are no characters stay, and what is wrong elsewhere is mended.
func TestDamagedCharactersStay(t *testing.T) {
	typed := strings.Replace(right, "陈立", "陈\xe7\xab\xff", 1)
	typed = strings.Replace(typed, "刘洋, department", "\xff\xfe刘洋，department", 1)
	want := strings.Replace(typed, "，", ", ", 1)
	r := mend(compiled(t), typed)
	if diff := cmp.Diff(want, string(r.Data)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if diag.Count(r.Left, diag.Error) != 2 {
		t.Errorf("left: %v", r.Left)
	}
}

// A file made to take for ever is left alone in good time.
func TestHostile(t *testing.T) {
	s := compiled(t)
	for name, text := range map[string]string{
		"empty":       "",
		"binary":      "a\x00b",
		"too large":   strings.Repeat("purpose：x\n", source.MaxBytes/8),
		"many":        strings.Repeat("purpose：x\n", 5000),
		"deep":        strings.Repeat("［", 5000),
		"one line":    "purpose：" + strings.Repeat("，", 20000),
		"wide marks":  "leaders: [" + strings.Repeat("a，", 3000) + "]",
		"quotes":      strings.Repeat("- \"“\n", 3000),
		"directives":  strings.Repeat("%x\n", 500) + right,
		"backslashes": `purpose: "` + strings.Repeat(`\q`, 900) + `"`,
	} {
		r := mend(s, text)
		if len(r.Changes) == 0 && string(r.Data) != text {
			t.Errorf("%s: changed without a word", name)
		}
		if again := mend(s, string(r.Data)); len(again.Changes) > 0 {
			t.Errorf("%s: a second run changes more: %v", name, again.Changes[0])
		}
	}
}

// Whatever the bytes: no panic, never worse, nothing left for a second run.
func FuzzMend(f *testing.F) {
	s := compiled(f)
	for _, typed := range []string{
		right,
		strings.ReplaceAll(right, ": ", "："),
		strings.ReplaceAll(right, "  ", "\t"),
		strings.ReplaceAll(right, ", ", "，") + "---\n",
		"\uFEFF%x\r\ncategory： c\r\n",
		"leaders：　[a，“b”]\npurpose: \"a\n  b\nteam:\n- x\n    - y\n",
		"\xff\xfea\x00:\x00",
		"\x9a\u200bA:\n", // damaged; without the invisible character it would pass for GBK
		"purpose: \xb3\xc2\xc1\xa2\xb2\xc9\xb9\xba\xd7\xdc\xbc\xe0",
	} {
		f.Add([]byte(typed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		file := source.File{Path: "visits/x.yaml", Data: data}
		before := found(s, file)
		r := fix.Mend(s, file)
		if len(r.Changes) == 0 && !bytes.Equal(r.Data, data) {
			t.Fatal("changed without a word")
		}
		if len(r.Changes) > 0 && len(r.Left) >= len(before) {
			t.Fatalf("%d mistakes before, %d after: %v", len(before), len(r.Left), r.Left)
		}
		mended := source.File{Path: file.Path, Data: r.Data}
		if got, want := fmt.Sprint(found(s, mended)), fmt.Sprint(r.Left); got != want {
			t.Fatalf("left is\n%s\nand said to be\n%s", got, want)
		}
		if again := fix.Mend(s, mended); len(again.Changes) > 0 {
			t.Fatalf("a second run changes more: %v\n%q\n%q", again.Changes, r.Data, again.Data)
		}
		for _, c := range r.Changes {
			if c.Line < 1 || c.What.EN == "" || c.What.ZH == "" {
				t.Fatalf("a change without place or words: %+v", c)
			}
		}
	})
}

func found(s *validate.Schema, f source.File) []diag.Diagnostic {
	doc, ds := source.Parse(f.Path, f.Data)
	if doc.Root() != nil {
		_, more := s.Check(doc)
		ds = append(ds, more...)
		diag.Sort(ds)
	}
	return ds
}
