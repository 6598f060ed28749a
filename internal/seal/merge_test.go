package seal

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"

	"gopkg.in/yaml.v3"
	"pgregory.net/rapid"
)

// Who has no key changes the open part; what is sealed stays with it.
func TestMerge(t *testing.T) {
	to, with := keys(t)
	open, file := sealed(t, "hua", text, to)
	for _, c := range []struct{ what, from, into, was, is string }{
		{"a field", "headcount: 6", "headcount: 9", "headcount: 6", "headcount: 9"},
		{"a field that is new", "depart:", "status: cancelled\ndepart:", "depart:", "status: cancelled\ndepart:"},
		{"a field that is gone", "rooms:\n  - room: board-room\n", "", "rooms:\n  - room: board-room\n", ""},
		{"the open part of something", "customer:\n  headcount: 6\n", "", "  headcount: 6\n", ""},
		{"a field of an item", "at: '2026-12-03 09:30'", "at: 2026-12-03 09:45", "{at: 2026-12-03 09:30,", "{at: '2026-12-03 09:45',"},
		{"an item with nothing open", "- {}\n", "- at: 2026-12-03 10:00\n", "- what: 只有内容\n", "- at: 2026-12-03 10:00\n    what: 只有内容\n"},
		{"an item that is gone", "  - {}\n", "", "  - what: 只有内容\n", ""},
		{"an item that is new", "  - {}\n", "  - {}\n  - at: 2026-12-03 10:15\n", "只有内容\n", "只有内容\n  - at: 2026-12-03 10:15\n"},
		{"a comment", "headcount: 6", "headcount: 6 # 加一位？", "headcount: 6", "headcount: 6 # 加一位？"},
		{"a secret in the open", "depart:", "purpose: 合资谈判\ndepart:", "purpose: 收购谈判", "purpose: 合资谈判"},
	} {
		t.Run(c.what, func(t *testing.T) {
			changed := bytes.Replace(open, []byte(c.from), []byte(c.into), 1)
			if bytes.Equal(changed, open) {
				t.Fatalf("%q is not in the open part", c.from)
			}
			got, err := Open("hua", changed, file, with)
			if err != nil {
				t.Fatal(err)
			}
			want := strings.Replace(rewritten(t, text), rewritten1(c.was), c.is, 1)
			if string(got) != want {
				t.Errorf("opened\n%s\nnot\n%s", got, want)
			}
		})
	}
}

// rewritten is a plan as yaml.v3 lays it out.
func rewritten(t *testing.T, text string) string {
	root, err := mapping([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	out, err := write(root)
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

// rewritten1 is a piece of it: a time in braces gets quotes.
func rewritten1(piece string) string {
	return strings.Replace(piece, "{at: 2026-12-03 09:30,", "{at: '2026-12-03 09:30',", 1)
}

// Another layout of the open part is no change: the very bytes come back.
func TestLaidOutAnew(t *testing.T) {
	to, with := keys(t)
	open, file := sealed(t, "hua", text, to)
	for _, change := range [][2]string{
		{"{at: '2026-12-03 09:30', who: [gm-assistant]}", "at: \"2026-12-03 09:30\"\n    who:\n      - gm-assistant"},
		{"category: A\n", "\n\ncategory: \"A\"\n\n"},
		{"# yaml-language-server: $schema=../schema/visit.schema.json\n", ""},
		{"# yaml-language-server: $schema=../schema/visit.schema.json\n", "# yaml-language-server: $schema=../../x.json\n\n"},
	} {
		other := strings.Replace(string(open), change[0], change[1], 1)
		if other == string(open) {
			t.Fatalf("%q is not in the open part", change[0])
		}
		if got, err := Open("hua", []byte(other), file, with); err != nil || string(got) != text {
			t.Errorf("%v\n%s", err, got)
		}
	}
}

// Items find the sealed part that they had, wherever they go.
func TestItems(t *testing.T) {
	to, with := keys(t)
	plan := func(items string) string {
		return "purpose: x\nconfidentiality: confidential\nprogramme:\n" + items
	}
	sealing := func(items string) (string, []byte) {
		open, file := sealed(t, "hua", plan(items), to)
		return string(open), file
	}
	all := "  - {at: 1, until: 2, what: a}\n  - {at: 2, until: 3, what: b}\n  - {at: 3, until: 4, what: c}\n"
	for _, c := range []struct{ what, now, want string }{
		{"another order", "[{at: 3, until: 4}, {at: 1, until: 2}, {at: 2, until: 3}]", "c a b"},
		{"the first gone, one new at the end", "[{at: 2, until: 3}, {at: 3, until: 4}, {at: 5, until: 6}]", "b c -"},
		{"one longer, one gone", "[{at: 1, until: 2}, {at: 3, until: 5}]", "a c"},
		{"all moved", "[{at: 11, until: 12}, {at: 12, until: 13}, {at: 13, until: 14}]", "a b c"},
		{"two of them moved", "[{at: 2, until: 3}, {at: 11, until: 12}, {at: 13, until: 14}]", "b - c"},
		{"all others", "[{at: 11, until: 12}, {at: 12, until: 13}]", "- -"},
		{"none", "[]", ""},
	} {
		t.Run(c.what, func(t *testing.T) {
			open, file := sealing(all)
			root, err := mapping([]byte(open))
			if err != nil {
				t.Fatal(err)
			}
			var now yaml.Node
			if err := yaml.Unmarshal([]byte(c.now), &now); err != nil {
				t.Fatal(err)
			}
			*value(root, "programme") = *now.Content[0]
			changed, err := write(root)
			if err != nil {
				t.Fatal(err)
			}
			got, err := Open("hua", changed, file, with)
			if err != nil {
				t.Fatal(err)
			}
			var p struct {
				Programme []struct{ What string }
			}
			if err := yaml.Unmarshal(got, &p); err != nil {
				t.Fatal(err)
			}
			var texts []string
			for _, item := range p.Programme {
				if item.What == "" {
					item.What = "-"
				}
				texts = append(texts, item.What)
			}
			if got := strings.Join(texts, " "); got != c.want {
				t.Errorf("%s, not %s", got, c.want)
			}
		})
	}
}

// Whatever is changed in the open part is in the opened text, everything sealed and every
// comment of what is still there, too; and the opened text has the open part that it was
// opened with.
func TestMergeLosesNothing(t *testing.T) {
	to, with := keys(t)
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 4).Draw(t, "items")
		var b strings.Builder
		b.WriteString("# head\n\ncategory: A # level\ncustomer:\n  # who\n  organization: geheim-1\n  headcount: 3\npurpose: geheim-2 # why\nprogramme:\n")
		for i := range n {
			fmt.Fprintf(&b, "  # before %d\n  - at: t%d\n    what: geheim-what-%d # what %d\n", i, i, i, i)
		}
		b.WriteString("confidentiality: confidential\n# end\n")
		open, file, err := Seal("hua", []byte(b.String()), stays, []Recipient{to})
		if err != nil {
			t.Fatal(err)
		}
		root, err := mapping(open)
		if err != nil {
			t.Fatal(err)
		}
		set := func(path ...string) {
			at := root
			for _, name := range path {
				at = value(at, name)
			}
			at.Value, at.Tag, at.Style = rapid.SampledFrom([]string{"7", "a: b", "# x", "第 9 位", "'"}).Draw(t, "value"), "!!str", 0
		}
		if rapid.Bool().Draw(t, "headcount") {
			set("customer", "headcount")
		}
		if rapid.Bool().Draw(t, "category") {
			set("category")
		}
		list := value(root, "programme")
		list.Content = rapid.Permutation(list.Content).Draw(t, "order")
		changed, err := write(root)
		if err != nil {
			t.Fatal(err)
		}
		got, err := Open("hua", changed, file, with)
		if err != nil {
			t.Fatal(err)
		}
		for i := range n {
			for _, s := range []string{"# before %d\n", "geheim-what-%d # what %d\n"} {
				if s = strings.ReplaceAll(s, "%d", fmt.Sprint(i)); strings.Count(string(got), s) != 1 {
					t.Errorf("%q is lost:\n%s", s, got)
				}
			}
		}
		for _, s := range []string{"# head\n", "# level\n", "# who\n", "geheim-1\n", "geheim-2 # why\n", "# end\n"} {
			if strings.Count(string(got), s) != 1 {
				t.Errorf("%q is lost:\n%s", s, got)
			}
		}
		again, _, err := Seal("hua", got, stays, []Recipient{to})
		if err != nil {
			t.Fatal(err)
		}
		a, errA := mapping(again)
		drop(a, "sealed")
		drop(root, "sealed")
		if errA != nil || !same(a, root) {
			t.Errorf("open part of what was opened:\n%s\nnot\n%s", again, changed)
		}
	})
}

// Any open part beside a sealed file gives a plan or an error, and always the same.
func FuzzMerge(f *testing.F) {
	to, with := keys(f)
	open, file := sealed(f, "hua", text, to)
	at := bytes.Index(open, []byte("sealed:"))
	block := open[at:]
	f.Add(open[:at])
	f.Add([]byte("programme: x\ncustomer: []\nconfidentiality: confidential\n"))
	f.Add([]byte("programme: [{what: a}, {}, b]\npurpose: {a: b}\n"))
	f.Fuzz(func(t *testing.T, body []byte) {
		part := append(append(bytes.Clone(body), '\n'), block...)
		got, err := Open("hua", part, file, with)
		if err != nil {
			if !errors.Is(err, ErrOpenPart) && !errors.Is(err, ErrOtherFile) && !errors.Is(err, ErrBroken) {
				t.Fatal(err)
			}
			return
		}
		again, err := Open("hua", part, file, with)
		if err != nil || !bytes.Equal(got, again) {
			t.Fatalf("opened otherwise the second time: %v", err)
		}
		now, err := mapping(part)
		if err != nil {
			t.Fatal(err)
		}
		drop(now, "sealed")
		root, err := mapping(got)
		if err != nil {
			t.Fatal(err)
		}
		for i := 0; i < len(now.Content); i += 2 {
			if v := value(root, now.Content[i].Value); v == nil {
				t.Fatalf("%q is not in\n%s", now.Content[i].Value, got)
			}
		}
	})
}
