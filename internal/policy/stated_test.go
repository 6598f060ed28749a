package policy

import (
	"io/fs"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/fstest"

	"cuelang.org/go/cue/cuecontext"
	"cuelang.org/go/cue/scanner"
	"cuelang.org/go/cue/token"
	"github.com/google/go-cmp/cmp"

	"usher/internal/overlay"
	"usher/policies"
)

// The policies that come with the program are read without CUE.
func TestBuiltInIsStated(t *testing.T) {
	s, err := Load(policies.FS)
	if err != nil {
		t.Fatal(err)
	}
	got, ok := s.sources.stated()
	if !ok {
		t.Fatal("CUE is asked about the policies that come with the program")
	}
	var want any
	if err := s.Value().Decode(&want); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	for _, r := range s.Rules {
		if r.parameters != nil && s.statedParameters(r) == nil {
			t.Errorf("CUE is asked about the parameters of %s", r.ID)
		}
	}
}

// What is told without CUE is what CUE tells, and where CUE finds a mistake nothing is
// told without it, whatever becomes of the files.
func TestStatedIsWhatCUESays(t *testing.T) {
	tries := 200
	if testing.Short() {
		tries = 20
	}
	names, err := fs.Glob(policies.FS, "*.cue")
	if err != nil {
		t.Fatal(err)
	}
	random := rand.New(rand.NewPCG(7, 7))
	told := 0
	for range tries {
		own := fstest.MapFS{}
		for range 1 + random.IntN(2) {
			name := names[random.IntN(len(names))]
			data, err := fs.ReadFile(policies.FS, name)
			if err != nil {
				t.Fatal(err)
			}
			text := mutate(random, string(data))
			if random.IntN(3) > 0 && name != "definitions.cue" {
				name = "ours.cue" // besides the one that it is made of
				if random.IntN(2) == 0 {
					text = strings.NewReplacer("*", "", " | int", "", " | string", "", " | [...string]", "", " | bool", "", " | number", "").Replace(text)
				}
			}
			own[name] = &fstest.MapFile{Data: []byte(text)}
		}
		if stated(t, own) {
			told++
		}
	}
	if told < tries/10 || told > tries*9/10 {
		t.Errorf("%d of %d were told without CUE: the test tries too few or too simple policies", told, tries)
	}
	t.Logf("%d of %d were told without CUE", told, tries)
}

// The forms that a company may write, one at a time.
func TestStatedForms(t *testing.T) {
	for _, c := range []struct {
		ours   string
		stated bool
	}{
		{`rooms: "lounge": seats: 12`, true},
		{`rooms: "lounge": seats: *12 | int`, false}, // two stars
		{`rooms: "lounge": seats: *8 | int`, true},   // the same
		{`rooms: "lounge": "set-up": 30`, true},
		{`rooms: "lounge": "set-up": *30 | int`, false},
		{`rooms: "lounge": seats: 6 + 6`, false},
		{`rooms: "lounge": seats: 0`, false},
		{`rooms: "lounge": seats: 8.0`, false},
		{`rooms: "lounge": seats: >=8`, true},
		{`rooms: "lounge": seats: >=9`, false},
		{`rooms: "lounge": service: rooms."meeting-1".service`, false},
		{`rooms: "lounge": name: {en: "Lounge", zh: "贵宾接待室"}`, true},
		{`rooms: "lounge": name: {en: "Lounge", zh: "休息室"}`, false},
		{`rooms: "sky": {name: {en: "Sky", zh: "天"}, place: {en: "Roof", zh: "顶"}, seats: 4}`, true},
		{`rooms: "sky": {name: {en: "Sky", zh: "天"}, place: {en: "Roof", zh: "顶"}, seats: *4 | int & <10 | 40}`, false},
		{`for id in ["sky", "sea"] {rooms: "\(id)": {name: {en: id, zh: id}, place: {en: "Roof", zh: "顶"}, seats: 4}}`, false},
		{`let n = 12` + "\n" + `rooms: "lounge": seats: n`, false},
		{`rooms: {string: {name: {en: "S", zh: "S"}, place: {en: "S", zh: "S"}, seats: 4}, lounge: service: *"林悦" | string}`, false},
		{`rooms: {string: {name: {en: "S", zh: "S"}, place: {en: "S", zh: "S"}, seats: 4}}`, true},
		{`#Room: seats: <10`, false},
		{`notice: number: 72`, true},
		{`notice: reschedule: number: 24`, true},
		{`supplies: "orange": price: 8.5`, true},
		{`supplies: "orange": price: 1e1`, false},
		{`supplies: "orange": seasons: []`, true},
		{`supplies: "orange": seasons: ["winter", "summer"]`, true},
		{`supplies: "orange": seasons: ["winter", ...]`, false},
		{`checklist: prepare: items: "rooms-booked": when: "never"`, true},
		{`"every-visit": []`, true},
		{`rules: "lead-time": {severity: "warning", parameters: cancellation: "error"}`, true},
		{`rules: "room-capacity": parameters: fill: 80`, true},
		{`rules: "room-capacity": parameters: fill: 800`, true}, // told by the rule
		{`name: {en: #"A "quoted" name"#, zh: """
			二
			行
			"""}`, false},
		{`words: "plan-title": {en: #"A "quoted" name"#, zh: """
			二
			行
			"""}`, true},
		{`"alias-key": "\u4e00\n"`, true},
		{`"alias-key": '一'`, false},
		{`"alias-key": null`, false},
		{`"alias-key": _`, false},
	} {
		own := fstest.MapFS{"ours.cue": {Data: []byte("package policies\n\n" + c.ours + "\n")}}
		if got := stated(t, own); got != c.stated {
			t.Errorf("%s: told without CUE: %v, want %v", c.ours, got, c.stated)
		}
	}
}

// So are the parameters of a company's own rule.
func TestStatedParameters(t *testing.T) {
	for _, c := range []struct {
		parameters, ours string
		want             map[string]any
		stated           bool
	}{
		{`{word: *"abc" | =~"^[a-z]+$", least: *-1 | int & <=9, days: *["monday"] | [...string], deep: {share: *0.5 | number}}`, "",
			map[string]any{"word": "abc", "least": int64(-1), "days": []any{"monday"}, "deep": map[string]any{"share": 0.5}}, true},
		{`{word: *"abc" | =~"^[a-z]+$"}`, `word: "xyz"`, map[string]any{"word": "xyz"}, true},
		{`{n: *3 | int & >=1}`, `n: 2 + 2`, map[string]any{"n": int64(4)}, false},
		{`{n: int, n: *3 | >=1}`, `n: 12`, map[string]any{"n": int64(12)}, true},
		{`{n: *m | int, m: *3 | int}`, "", map[string]any{"n": int64(3), "m": int64(3)}, false},
		{`{}`, "", map[string]any{}, true},
	} {
		own := fstest.MapFS{
			"ours.cue": {Data: []byte("package policies\n\nrules: \"own\": parameters: {" + c.ours + "}\n")},
			"rules/own.cue": {Data: []byte("package rules\n\n\"own\": {\ntitle: {en: \"x\", zh: \"x\"}\ntext: {en: \"x\", zh: \"x\"}\n" +
				"severity: \"error\"\nparameters: " + c.parameters + "\nfindings: []\n}\n")},
		}
		s, err := Load(overlay.New(own, policies.FS))
		if err != nil {
			t.Errorf("%s %s: %v", c.parameters, c.ours, err)
			continue
		}
		r := s.Rule("own")
		if diff := cmp.Diff(c.want, r.Parameters); diff != "" {
			t.Errorf("%s %s: %s", c.parameters, c.ours, diff)
		}
		if stated := s.statedParameters(r) != nil; stated != c.stated {
			t.Errorf("%s %s: told without CUE: %v", c.parameters, c.ours, stated)
		}
		s.sources.outright = false // asks CUE
		if s.parameters(r); !cmp.Equal(c.want, r.Parameters) {
			t.Errorf("%s %s: CUE tells %v", c.parameters, c.ours, r.Parameters)
		}
	}
}

// stated reports whether the policies, with a company's own, are told without CUE; then
// CUE must tell the same.
func stated(t *testing.T, own fs.FS) bool {
	t.Helper()
	files, wrong, err := read(overlay.New(own, policies.FS), "policies", ".", "policies")
	if err != nil {
		t.Fatal(err)
	}
	if len(wrong) > 0 || len(heavy(files, nil)) > 0 {
		return false
	}
	src, keys := survey(files)
	if len(keys) > 0 {
		return false
	}
	got, ok := src.stated()
	if !ok {
		return false
	}
	s := &Set{Context: cuecontext.New(), sources: src}
	if wrong := s.evaluated(nil); len(wrong) > 0 {
		t.Errorf("told without CUE, which says: %v\n%s", wrong.Err(), texts(t, own))
		return true
	}
	if diff := cmp.Diff(s.Data, got); diff != "" {
		t.Errorf("CUE tells otherwise:\n%s\n%s", diff, texts(t, own))
	}
	return true
}

func texts(t *testing.T, own fs.FS) string {
	t.Helper()
	var b strings.Builder
	names, err := fs.Glob(own, "*.cue")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		data, err := fs.ReadFile(own, name)
		if err != nil {
			t.Fatal(err)
		}
		b.WriteString("-- " + name + " --\n" + string(data))
	}
	return b.String()
}

// mutate puts other values for some of a file's, or leaves lines out or says them twice.
func mutate(random *rand.Rand, text string) string {
	pool := []string{`""`, `"always"`, `"林悦"`, `"R9.9"`, `0`, `1`, `12`, `12.0`, `2.5`, `-3`, `100000`, `true`, `false`, `null`,
		`[]`, `["winter"]`, `[1, 2]`, `["a", "b"]`, `{}`, `{en: "x", zh: "y"}`, `int`, `string`, `number`, `bool`, `_`, `#Text`, `#ID`,
		`*3 | int`, `*"a" | string`, `*["a"] | [...string]`, `*1 | 2 | 3`, `int & >=0`, `"a" | "b"`, `*"a" | "b"`, `1 + 1`, `"\(1)"`, `'x'`, `[...string]`, `{...}`}
	for range 1 + random.IntN(2) {
		switch random.IntN(5) {
		case 0:
			lines := strings.Split(text, "\n")
			i := random.IntN(len(lines))
			lines[i] = strings.Repeat(lines[i]+"\n", random.IntN(3))
			text = strings.Join(lines, "\n")
		default:
			at, until := spot(random, text)
			by := pool[random.IntN(len(pool))]
			if random.IntN(2) == 0 {
				from, to := spot(random, text)
				by = text[from:to]
			}
			text = text[:at] + by + text[until:]
		}
	}
	return text
}

// spot is where a value of a file is.
func spot(random *rand.Rand, text string) (at, until int) {
	var s scanner.Scanner
	s.Init(token.NewFile("", 0, len(text)), []byte(text), nil, 0)
	type span struct{ at, until int }
	var all []span
	for after := token.ILLEGAL; ; {
		pos, tok, lit := s.Scan()
		if tok == token.EOF {
			break
		}
		if (tok == token.STRING || tok == token.INT || tok == token.TRUE || tok == token.FALSE) && after != token.LBRACE && after != token.COMMA {
			all = append(all, span{pos.Offset(), pos.Offset() + len(lit)})
		}
		after = tok
	}
	if len(all) == 0 {
		return len(text), len(text)
	}
	x := all[random.IntN(len(all))]
	return x.at, x.until
}
