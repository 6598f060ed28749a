package check_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"gopkg.in/yaml.v3"

	"usher/internal/source"
)

// slips are the characters that a slip puts into a plan: the marks of YAML, what a
// Chinese keyboard gives for them, blanks that are none, and what nobody types.
const slips = ":,-#[]{}'\"&*!|>%@`?=~()<\\/;. \t\n\r0a" +
	"：，、；。“”‘’（）【】［］｛｝－—～＃＊＂＝　０Ａ年" +
	"\u00a0\u200b\u202e\ufeff\u2028\u0085\x00\x08\x7f😀é"

// FuzzOneEdit breaks a plan of visits/ by one edit, as a slip of the hand does.
// Whatever comes of it: no panic; every finding says something in both languages,
// at a place that the file has; and where nothing is found, the text means to a
// plain YAML parser what was taken from it.
func FuzzOneEdit(f *testing.F) {
	plans := visits(f)
	runes := []rune(slips)
	for i := range edits {
		for plan := range plans {
			f.Add(uint8(plan), uint8(i), uint16(plan*97+i*13), uint16(plan+i))
		}
	}
	for i := range runes {
		f.Add(uint8(i), uint8(1), uint16(i*31), uint16(i))
		f.Add(uint8(i), uint8(2), uint16(i*57), uint16(i))
	}
	f.Fuzz(func(t *testing.T, plan, edit uint8, at, with uint16) {
		file := plans[int(plan)%len(plans)]
		slip := runes[int(with)%len(runes)]
		right := file.Data
		file.Data = edits[int(edit)%len(edits)](slices.Clone(right), int(at), int(with), slip)
		t.Cleanup(func() {
			if t.Failed() {
				t.Logf("the edit:\n%s", cmp.Diff(strings.Split(string(right), "\n"), strings.Split(string(file.Data), "\n")))
			}
		})
		result := try(t, file)
		sound(t, file, result)
		if len(result.Diagnostics) == 0 {
			meansTheSame(t, file)
		}
	})
}

// edits are slips of the hand. at picks the place, with and slip say how.
var edits = []func(data []byte, at, with int, slip rune) []byte{
	func(data []byte, at, _ int, _ rune) []byte { // a character is deleted
		r := []rune(string(data))
		at %= len(r)
		return []byte(string(slices.Delete(r, at, at+1)))
	},
	func(data []byte, at, _ int, slip rune) []byte { // or typed
		r := []rune(string(data))
		return []byte(string(slices.Insert(r, at%(len(r)+1), slip)))
	},
	func(data []byte, at, _ int, slip rune) []byte { // or typed over another
		r := []rune(string(data))
		r[at%len(r)] = slip
		return []byte(string(r))
	},
	func(data []byte, at, _ int, _ rune) []byte { // two characters change places
		r := []rune(string(data))
		at %= len(r) - 1
		r[at], r[at+1] = r[at+1], r[at]
		return []byte(string(r))
	},
	lineEdit(func(lines []string, at, _ int, _ rune) []string { // a line is deleted
		return slices.Delete(lines, at, at+1)
	}),
	lineEdit(func(lines []string, at, with int, _ rune) []string { // or pasted elsewhere, too
		return slices.Insert(lines, with%(len(lines)+1), lines[at])
	}),
	lineEdit(func(lines []string, at, with int, _ rune) []string { // or changes places with another
		with %= len(lines)
		lines[at], lines[with] = lines[with], lines[at]
		return lines
	}),
	lineEdit(func(lines []string, at, with int, _ rune) []string { // or is moved to the right
		lines[at] = []string{" ", "  ", "   ", "    ", "\t", "　", "\u00a0 "}[with%7] + lines[at]
		return lines
	}),
	lineEdit(func(lines []string, at, with int, _ rune) []string { // or to the left
		indent := len(lines[at]) - len(strings.TrimLeft(lines[at], " "))
		lines[at] = lines[at][min(indent, 1+with%4):]
		return lines
	}),
	lineEdit(func(lines []string, at, _ int, _ rune) []string { // the line end is deleted
		if at+1 == len(lines) {
			return lines
		}
		lines[at] += lines[at+1]
		return slices.Delete(lines, at+1, at+2)
	}),
	func(data []byte, at, with int, _ rune) []byte { // a piece is lost
		from := at % len(data)
		return append(data[:from:from], data[min(len(data), from+1+with%40):]...)
	},
	func(data []byte, at, _ int, _ rune) []byte { // or all that follows
		return data[:at%len(data)]
	},
}

func lineEdit(edit func(lines []string, at, with int, slip rune) []string) func([]byte, int, int, rune) []byte {
	return func(data []byte, at, with int, slip rune) []byte {
		lines := strings.Split(strings.TrimSuffix(string(data), "\n"), "\n")
		return []byte(strings.Join(edit(lines, at%len(lines), with, slip), "\n") + "\n")
	}
}

// meansTheSame holds what was read of a plan against a plain reading of its text.
func meansTheSame(t *testing.T, file source.File) {
	t.Helper()
	var plain any
	if err := yaml.Unmarshal(file.Data, &plain); err != nil {
		t.Fatalf("nothing is found in what cannot be parsed: %v", err)
	}
	doc, _ := source.Parse(file.Path, file.Data)
	var read any
	if err := doc.Root().Decode(&read); err != nil {
		t.Fatalf("what was read cannot be decoded: %v", err)
	}
	if !reflect.DeepEqual(plain, read) {
		t.Fatalf("nothing is found, but the text is read otherwise than it stands (-text +read):\n%s", cmp.Diff(plain, read))
	}
}

// visits are the plans that come with the repository.
func visits(tb testing.TB) []source.File {
	tb.Helper()
	var files []source.File
	root := filepath.Join("..", "..")
	err := filepath.WalkDir(filepath.Join(root, "visits"), func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		path, err := filepath.Rel(root, name)
		files = append(files, source.File{Path: filepath.ToSlash(path), Data: data})
		return err
	})
	if err != nil || len(files) == 0 {
		tb.Fatalf("no plans: %v", err)
	}
	return files
}
