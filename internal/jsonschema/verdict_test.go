package jsonschema_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"gopkg.in/yaml.v3"

	"io/fs"
	"usher/internal/company"
	ours "usher/internal/jsonschema"
	"usher/internal/plan"
	"usher/internal/policy"
	"usher/internal/source"
)

// compile checks the schema against the published meta-schema of its draft, too.
func compile(t testing.TB, data []byte) *jsonschema.Schema {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("visit.schema.json", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("visit.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	if s.DraftVersion != 2020 {
		t.Fatalf("the schema is of draft %d", s.DraftVersion)
	}
	return s
}

func everything(t testing.TB) *yaml.Node {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", "plans", "everything.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	var doc yaml.Node
	if err := yaml.Unmarshal(data, &doc); err != nil {
		t.Fatal(err)
	}
	return doc.Content[0]
}

// spelt are numbers of a spelling that usher refuses, and that JSON Schema cannot
// see: it is shown the number.
var spelt = []string{"3.0", "1e3", "017", "0x1F", "1_000"}

// The JSON Schema refuses a plan when and only when usher's schema does, for
// every plan that comes of the one with everything by one change somewhere.
func TestSameVerdictOnTheShape(t *testing.T) {
	t.Parallel()
	c := builtIn(t)
	data, err := ours.Generate(c.Schema(), &policy.Set{Company: &company.Company{}})
	if err != nil {
		t.Fatal(err)
	}
	s := compile(t, data)
	tried, refused := 0, 0
	mutate(everything(t), func(change string, root *yaml.Node) {
		text := write(t, root)
		doc, told := source.Parse("visits/everything.yaml", text)
		if doc.Root() == nil {
			t.Fatalf("%s: unreadable: %v\n%s", change, told, text)
		}
		_, verdict := c.Schema().Check(doc)
		usher := append(told, verdict...)
		wrong := s.Validate(value(root))
		tried++
		if wrong != nil {
			refused++
		}
		if _, v, _ := strings.Cut(change, ": "); wrong == nil && slices.Contains(spelt, v) {
			return
		}
		if (wrong != nil) != (len(usher) > 0) {
			t.Errorf("%s: usher says %v, the JSON Schema says %v", change, usher, wrong)
		}
	})
	if refused == 0 || refused == tried {
		t.Fatalf("%d of %d refused: nothing was compared", refused, tried)
	}
	t.Logf("%d plans, %d refused", tried, refused)
}

// A word that the policies do not define is refused when and only when the rule
// about it finds it.
func TestSameVerdictOnWords(t *testing.T) {
	t.Parallel()
	known := map[string]bool{"room-known": true, "role-known": true, "equipment-known": true, "waiver": true, "wrong-value": true}
	for name, own := range map[string]map[string]string{
		"built in": nil,
		"a company of its own": {"policies/ours.cue": `package policies

rooms: "301": {name: {en: "Room 301", zh: "301 会议室"}, place: {en: "Annex", zh: "附楼"}, seats: 12}
rules: "equipment-known": severity: "off"
rules: "lead-time": waivable: false
`},
	} {
		t.Run(name, func(t *testing.T) {
			c := rules(t, folder(t, own))
			s := compile(t, generate(t, c))
			for _, at := range []string{
				"category", "counterpart", "applicant.department", "team.gm-assistant", "rooms.0.room", "rooms.0.layout",
				"rooms.0.equipment.0", "rooms.0.custodian", "waive.0.rule", "outcome.returned.0.item", "leaders.0",
			} {
				for _, word := range []string{
					"board-room", "301", "board-rom", "projector", "beamer", "key", "production", "sales-group", "D", "E",
					"theatre", "周涛", "王五", "lead-time", "budget", "room-conflict", "yaml-syntax",
				} {
					root := everything(t)
					place(root, at).SetString(word)
					if regexp.MustCompile(`^[0-9]+$`).MatchString(word) {
						place(root, at).Style = yaml.DoubleQuotedStyle
					}
					now := plan.Time("2026-12-01 09:00").In(c.Company().Zone)
					result, err := c.Try([]source.File{{Path: "visits/everything.yaml", Data: write(t, root)}}, nil, now, nil)
					if err != nil {
						t.Fatal(err)
					}
					var usher []string
					for _, d := range result.Diagnostics {
						if known[d.Rule] {
							usher = append(usher, d.Rule+": "+d.Message.EN)
						}
					}
					if wrong := s.Validate(value(root)); (wrong != nil) != (usher != nil) {
						t.Errorf("%s: %s: usher says %q, the JSON Schema says %v", at, word, usher, wrong)
					}
				}
			}
		})
	}
}

// mutate calls try with each plan that differs from the first in one place: a
// key taken out, misspelt or added, a value replaced, a list emptied or doubled.
func mutate(root *yaml.Node, try func(change string, root *yaml.Node)) {
	try("nothing", root)
	values := append(spelt[:len(spelt):len(spelt)],
		"", "null", "true", "False", "yes", "0", "1", "-1", "+3", "2.5", "x", "会议", "A",
		"planned", "u-shape", "train", "internal", "2026-12-03", "2026-12-03 09:30", "2026-12-03T09:30", "2026-02-30 10:00", "2028-02-29",
		"2027-02-29", "2026-12-03 24:00", "1999-12-03", `"3"`, `" "`, `"　"`, `""`, `"2026-12-03 09:30"`, "[]", "[x]", "[[x]]", "{}", "{x: 1}")
	var walk func(at string, n *yaml.Node)
	walk = func(at string, n *yaml.Node) {
		was := *n
		for _, v := range values {
			var doc yaml.Node
			if err := yaml.Unmarshal([]byte("- "+v), &doc); err != nil {
				panic(err)
			}
			*n = *doc.Content[0].Content[0]
			try(at+": "+v, root)
		}
		*n = was
		switch n.Kind {
		case yaml.MappingNode:
			for i := 0; i < len(n.Content); i += 2 {
				key, content := n.Content[i], n.Content
				here := strings.TrimPrefix(at+"."+key.Value, ".")
				n.Content = slices.Concat(content[:i], content[i+2:])
				try(here+" taken out", root)
				n.Content = content
				name := key.Value
				key.Value = name + "s"
				try(here+" misspelt", root)
				key.Value = name
				walk(here, content[i+1])
			}
			content := n.Content
			n.Content = slices.Concat(content, []*yaml.Node{{Kind: yaml.ScalarNode, Value: "more"}, {Kind: yaml.ScalarNode, Value: "x"}})
			try(at+" with a key more", root)
			n.Content = content
		case yaml.SequenceNode:
			for i, item := range n.Content {
				walk(at+"."+strconv.Itoa(i), item)
			}
			content := n.Content
			n.Content = slices.Concat(content, content)
			try(at+" doubled", root)
			n.Content = content
		}
	}
	for i := 0; i < len(root.Content); i += 2 {
		walk(root.Content[i].Value, root.Content[i+1])
	}
}

// place finds a node by its keys and indexes.
func place(n *yaml.Node, at string) *yaml.Node {
	for _, word := range strings.Split(at, ".") {
		if i, err := strconv.Atoi(word); err == nil {
			n = n.Content[i]
			continue
		}
		for i := 0; i < len(n.Content); i += 2 {
			if n.Content[i].Value == word {
				n = n.Content[i+1]
				break
			}
		}
	}
	return n
}

// write writes nodes as YAML with every scalar as it was typed: the encoder of
// yaml.v3 would quote.
func write(t testing.TB, n *yaml.Node) []byte {
	t.Helper()
	var b bytes.Buffer
	var flow func(n *yaml.Node)
	flow = func(n *yaml.Node) {
		switch n.Kind {
		case yaml.MappingNode:
			b.WriteString("{")
			for i, c := range n.Content {
				flow(c)
				b.WriteString([]string{": ", ", "}[i%2])
			}
			b.WriteString("}")
		case yaml.SequenceNode:
			b.WriteString("[")
			for _, c := range n.Content {
				flow(c)
				b.WriteString(", ")
			}
			b.WriteString("]")
		default:
			if n.Style&yaml.DoubleQuotedStyle != 0 {
				fmt.Fprintf(&b, "%q", n.Value)
			} else {
				b.WriteString(n.Value)
			}
		}
	}
	for i := 0; i < len(n.Content); i += 2 {
		b.WriteString(n.Content[i].Value + ": ")
		flow(n.Content[i+1])
		b.WriteString("\n")
	}
	return b.Bytes()
}

// value reads nodes as an editor does: by the core schema of YAML 1.2 (10.3.2),
// in which a date is text.
func value(n *yaml.Node) any {
	switch n.Kind {
	case yaml.MappingNode:
		m := map[string]any{}
		for i := 0; i < len(n.Content); i += 2 {
			m[n.Content[i].Value] = value(n.Content[i+1])
		}
		return m
	case yaml.SequenceNode:
		list := make([]any, len(n.Content))
		for i, c := range n.Content {
			list[i] = value(c)
		}
		return list
	}
	if n.Style&(yaml.DoubleQuotedStyle|yaml.SingleQuotedStyle) != 0 {
		return n.Value
	}
	switch v := n.Value; {
	case v == "" || v == "~" || v == "null" || v == "Null" || v == "NULL":
		return nil
	case v == "true" || v == "True" || v == "TRUE":
		return true
	case v == "false" || v == "False" || v == "FALSE":
		return false
	case decimal.MatchString(v):
		i, _ := strconv.ParseInt(v, 10, 64)
		return json.Number(strconv.FormatInt(i, 10))
	case radix.MatchString(v):
		i, _ := strconv.ParseInt(v, 0, 64)
		return json.Number(strconv.FormatInt(i, 10))
	case fraction.MatchString(v):
		return json.Number(v)
	}
	return n.Value
}

var (
	decimal  = regexp.MustCompile(`^[-+]?[0-9]+$`)
	radix    = regexp.MustCompile(`^0x[0-9a-fA-F]+$|^0o[0-7]+$`)
	fraction = regexp.MustCompile(`^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$`)
)

// folder is a repository of some files.
func folder(t testing.TB, files map[string]string) fs.FS {
	t.Helper()
	dir := t.TempDir()
	for _, name := range slices.Sorted(maps.Keys(files)) {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(files[name]), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return os.DirFS(dir)
}
