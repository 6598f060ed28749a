package source_test

import (
	"encoding/binary"
	"testing"
	"unicode/utf16"

	"golang.org/x/text/encoding/simplifiedchinese"

	"usher/internal/source"
)

// However a file is saved, what it says is read, and how it is saved is told.
func TestEncodings(t *testing.T) {
	const plan = "category: C\npurpose: 年度框架协议续签洽谈，共三人\n"
	gbk := func(text string) string {
		out, err := simplifiedchinese.GB18030.NewEncoder().String(text)
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	wide := func(order binary.AppendByteOrder, text string) string {
		var out []byte
		for _, u := range utf16.Encode([]rune("\uFEFF" + text)) {
			out = order.AppendUint16(out, u)
		}
		return string(out)
	}
	for name, c := range map[string]struct{ data, told string }{
		"UTF-8":                     {plan, ""},
		"UTF-8 with a mark":         {"\uFEFF" + plan, ""},
		"Windows line ends":         {"category: C\r\npurpose: 年度框架协议续签洽谈，共三人\r\n", ""},
		"old line ends":             {"category: C\rpurpose: 年度框架协议续签洽谈，共三人\r", ""},
		"GBK":                       {gbk(plan), "2:10-2:24 the file is saved in the Chinese encoding GBK (GB18030), but a plan must be UTF-8"},
		"UTF-16":                    {wide(binary.LittleEndian, plan), "1:1-1:1 the file is saved as “Unicode” (UTF-16), but a plan must be UTF-8"},
		"UTF-16, the other way":     {wide(binary.BigEndian, plan), "1:1-1:1 the file is saved as “Unicode” (UTF-16), but a plan must be UTF-8"},
		"a character of GB18030":    {gbk("purpose: 𠮷野家\ncategory: C\n"), "1:10-1:13 the file is saved in the Chinese encoding GBK (GB18030), but a plan must be UTF-8"},
		"UTF-8 with a broken byte":  {"category: C\npurpose: 年度\xe5\x8d框架协议续签洽谈，共三人\n", "2:12-2:13 a character here is damaged: it is not UTF-8"},
		"Latin-1":                   {"purpose: caf\xe9\n", "1:13-1:14 a character here is damaged: it is not UTF-8"},
		"a picture":                 {"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "1:1-1:1 this is not a text file"},
		"a document of an office":   {"PK\x03\x04\x14\x00\x06\x00\x08", "1:1-1:1 this is not a text file"},
		"control characters galore": {"\x01\x02\x03\x04\x05\x06\x07\x08\x0e\x0f\x10\x11\x12\x13\x14\x15\x16\x17\x18\x19\x1a\x1b", "1:1-1:1 this is not a text file"},
		"nothing":                   {"", "1:1-1:1 the file is empty: it holds no plan"},
		"blanks":                    {" \n\n  # nothing\n---\n", "1:1-1:1 the file is empty: it holds no plan"},
		"a mark and nothing":        {"\uFEFF", "1:1-1:1 the file is empty: it holds no plan"},
	} {
		t.Run(name, func(t *testing.T) {
			doc, found := source.Parse("visits/x.yaml", []byte(c.data))
			sound(t, doc, found)
			told := ""
			if len(found) > 0 {
				told = place(found[0].Range) + " " + found[0].Message.EN
			}
			if len(found) > 1 || told != c.told {
				t.Errorf("told %q and %d more, want %q", told, len(found)-1, c.told)
			}
			for i := 1; doc.Root() != nil && i < len(doc.Root().Content); i += 2 {
				if doc.Root().Content[i-1].Value == "purpose" && found == nil && doc.Root().Content[i].Value != "年度框架协议续签洽谈，共三人" {
					t.Errorf("read %q", doc.Root().Content[i].Value)
				}
			}
			if name == "GBK" && doc.Line(2) != "purpose: 年度框架协议续签洽谈，共三人" {
				t.Errorf("line 2 is shown as %q", doc.Line(2))
			}
		})
	}
}

// The arrival of any version of a plan, for the history of its announcement.
func TestSchedule(t *testing.T) {
	for _, c := range []struct{ data, want string }{
		{"category: C\narrive: 2026-12-09 14:00\n", "2026-12-09 14:00"},
		{"arrive: \"2026-12-09 14:00\"   # after lunch\n", "2026-12-09 14:00"},
		{"arrive:   '2026-12-09 14:00'\r\n", "2026-12-09 14:00"},
		{"{arrive: 2026-12-09 14:00, depart: 2026-12-09 17:00}", "2026-12-09 14:00"},
		{"\"arrive\": 2026-12-09 14:00\n", "2026-12-09 14:00"},
		{"arrive: 2026/12/9 14:00\n", "2026-12-09 14:00"}, // the same moment in another form
		{"arrive：2026-12-09 14：00\n", "2026-12-09 14:00"},
		{"arrive: 2026年12月9日下午2点\n", "2026-12-09 14:00"},
		{"arrive: next   week\n", "next week"},
		{"arrive: [\n", ""},
		{"arrive: 2026-12-09 14:00\nteam: [\n  }\n\"", "2026-12-09 14:00"},
		{"vehicles:\n  - arrive: 2026-12-09 14:00\n", ""},
		{"purpose: |\n  arrive: 2026-12-09 14:00\n", ""},
		{"arrive:\n", ""},
		{"", ""},
		{"\x00\x01", ""},
		{"<<<<<<< a\narrive: 2026-12-09 14:00\n=======\narrive: 2026-12-10 14:00\n>>>>>>> b\n", "2026-12-09 14:00"},
	} {
		if got := source.Schedule([]byte(c.data)); got != c.want {
			t.Errorf("of %q: %q, want %q", c.data, got, c.want)
		}
	}
}
