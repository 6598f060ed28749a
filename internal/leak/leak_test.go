package leak_test

import (
	"archive/zip"
	"bytes"
	"compress/zlib"
	"encoding/base64"
	"fmt"
	"strings"
	"testing"
	"unicode/utf16"

	"usher/internal/leak"
)

const word = "zqaabkx"

// A secret is found however it is written.
func TestFind(t *testing.T) {
	secret := []leak.Secret{{Plan: "p", Field: "purpose", Text: word}}
	each := func(form string) string {
		var out strings.Builder
		for _, c := range word {
			fmt.Fprintf(&out, form, c)
		}
		return out.String()
	}
	deflated := func(text string) string {
		var out bytes.Buffer
		w := zlib.NewWriter(&out)
		w.Write([]byte(text))
		w.Close()
		return out.String()
	}
	archive := func(name, text string) string {
		var out bytes.Buffer
		w := zip.NewWriter(&out)
		f, err := w.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		f.Write([]byte(text))
		w.Close()
		return out.String()
	}
	wide := func(text string) string {
		var out []byte
		for _, u := range utf16.Encode([]rune(text)) {
			out = append(out, byte(u), byte(u>>8))
		}
		return string(out)
	}
	for name, text := range map[string]string{
		"text":                 "the purpose is " + word + ".",
		"capitals":             strings.ToUpper(word),
		"letters apart":        strings.Join(strings.Split(word, ""), " "),
		"an attribute":         `<a title="` + word + `">`,
		"between tags":         each("<b>%c</b>"),
		"decimal references":   each("&#%d;"),
		"hex references":       each("&#x%x;"),
		"a URL":                "https://x.example/?q=" + each("%%%02x"),
		"CSS":                  `content: "` + each(`\%06x`) + `"`,
		"a script's escapes":   each(`\u%04x`),
		"a string's escapes":   each(`\x%02x`),
		"base64":               "data:text/plain;base64," + base64.StdEncoding.EncodeToString([]byte("purpose: "+word)),
		"base64, shifted":      base64.StdEncoding.EncodeToString([]byte("x" + word)),
		"base64 in base64":     base64.StdEncoding.EncodeToString([]byte(base64.StdEncoding.EncodeToString([]byte("to " + word + " or not")))),
		"hexadecimal":          fmt.Sprintf("%x", "so "+word),
		"a folded line":        "SUMMARY:" + word[:3] + "\r\n " + word[3:],
		"UTF-16":               wide("the " + word),
		"a part of an archive": archive("sheet.xml", "<v>"+word+"</v>"),
		"a name in an archive": archive(word+".xml", ""),
		"a stream of a PDF":    "%PDF-1.7\n1 0 obj\nstream\r\n" + deflated("("+word+") Tj") + "\nendstream",
		"a title":              "%PDF-1.7\n1 0 obj\n<</Title (a \\(b\\)\\n(c) " + word[:3] + "\\\n" + word[3:] + ")>>\nendobj",
		"a title in octal":     "%PDF-1.7\n1 0 obj\n<</Title (" + each(`\%03o`) + ")>>\nendobj",
		"a bookmark":           "%PDF-1.7\n1 0 obj\n<</Title <FEFF4E00" + each("00%02X") + ">>>\nendobj",
		"a bookmark, unquoted": "%PDF-1.7\n1 0 obj\n<</Title (\xfe\xff" + each("\x00%c") + ")>>\nendobj",
		"a name of a PDF":      "%PDF-1.7\n1 0 obj\n<</Dests<</" + each("#%02x") + " 2 0 R>>>>\nendobj",
		"a comment in a PDF":   "%PDF-1.7\n% " + word + "\n1 0 obj",
		"packed objects":       "%PDF-1.7\n1 0 obj\n<</Type /ObjStm>> stream\n" + deflated("<</Alt <FEFF4E00"+each("00%02x")+">>>") + "\nendstream",
		"plain metadata":       "%PDF-1.7\n1 0 obj\n<</Type /Metadata>> stream\n<dc:title>" + word + "</dc:title>\nendstream",
		"an archive in base64": base64.StdEncoding.EncodeToString([]byte(archive("x", word))),
	} {
		if got := leak.Find([]byte(text), secret); len(got) != 1 {
			t.Errorf("%s: not found in %q", name, text)
		}
	}
}

func TestFindNothing(t *testing.T) {
	secrets := []leak.Secret{{Text: word}, {Text: leak.Word(3, 40)}, {Text: "09:41"}, {Text: "40123"}}
	for _, text := range []string{
		"", "zqaab kz", "9:41", "0941", "40 124", "%PDF-1.7 stream\nnothing\nendstream", "%PDF", "%PDF (\\", "%PDF (\\0", "%PDF <FE", "%PDF <FEFF00>", "%PDF stream\n\nendstream", "PK\x03\x04 broken", "\x1f\x8b broken", `\`, "%", "&#;",
	} {
		if got := leak.Find([]byte(text), secrets); len(got) > 0 {
			t.Errorf("%q is said to hold %v", text, got)
		}
	}
	if got := leak.Find([]byte("CNY 40,123.00 at 09:41"), secrets); len(got) != 2 {
		t.Errorf("found %v", got)
	}
}

// No two secrets are alike, nor one a part of another.
func TestWord(t *testing.T) {
	seen := map[string]bool{}
	for plan := range 26 {
		for n := range 200 {
			w := leak.Word(plan, n)
			if seen[w] || len(w) != 7 {
				t.Fatalf("%q for %d, %d", w, plan, n)
			}
			seen[w] = true
		}
	}
}
