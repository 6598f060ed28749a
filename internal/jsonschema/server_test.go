package jsonschema_test

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"net/textproto"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf16"
)

// modules is where .ci/npm puts what package-lock.json pins.
var modules = filepath.Join("testdata", "editors", "node_modules")

// needNode skips a test where node or its modules are not installed; what judges
// a change requires them.
func needNode(t testing.TB) (node string) {
	t.Helper()
	missing := t.Skipf
	if os.Getenv("USHER_NPM_TESTS") == "required" {
		missing = t.Fatalf
	}
	node, err := exec.LookPath("node")
	if err != nil {
		missing("node is not installed: %v", err)
	}
	if _, err := os.Stat(filepath.Join(modules, "yaml-language-server")); err != nil {
		missing("its modules are not installed, run .ci/npm: %v", err)
	}
	return node
}

// server is a yaml-language-server, spoken to as an editor does (Language Server
// Protocol 3.17 over standard input and output).
type server struct {
	t        testing.TB
	in       io.Writer
	out      *bufio.Reader
	settings map[string]any
	id       int
	found    map[string][]finding // the latest diagnostics of a document, by URI
}

type finding struct {
	Range struct {
		Start struct{ Line, Character int }
		End   struct{ Line, Character int }
	}
	Message string
}

type completion struct {
	Label         string
	InsertText    string
	Documentation json.RawMessage // a string, or markup
	TextEdit      struct{ NewText string }
}

func (c completion) text() string {
	if c.TextEdit.NewText != "" {
		return c.TextEdit.NewText
	}
	return c.InsertText
}

type message struct {
	ID     *json.RawMessage `json:"id,omitempty"`
	Method string           `json:"method,omitempty"`
	Params json.RawMessage  `json:"params,omitempty"`
	Result json.RawMessage  `json:"result,omitempty"`
	Error  json.RawMessage  `json:"error,omitempty"`
}

// outOfTheBox are the settings of an editor that nobody has set up, without the
// network.
func outOfTheBox() map[string]any {
	return map[string]any{
		"validate": true, "hover": true, "completion": true,
		"schemaStore": map[string]any{"enable": false},
	}
}

// setUp adds the settings that docs/editors.md gives.
func setUp(t testing.TB) map[string]any {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(root, "docs", "editors.md"))
	if err != nil {
		t.Fatal(err)
	}
	_, block, _ := strings.Cut(string(data), "```json\n")
	block, _, _ = strings.Cut(block, "```")
	var own map[string]any
	if err := json.Unmarshal([]byte(block), &own); err != nil {
		t.Fatal(err)
	}
	all := outOfTheBox()
	for key, value := range own {
		all[strings.TrimPrefix(key, "yaml.")] = value
	}
	return all
}

func start(t testing.TB, settings map[string]any) *server {
	t.Helper()
	node := needNode(t)
	cmd := exec.Command(node, filepath.Join(modules, "yaml-language-server", "bin", "yaml-language-server"), "--stdio")
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	cmd.Stderr = os.Stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	// A server that does not answer ends the test, not the run.
	watchdog := time.AfterFunc(2*time.Minute, func() { cmd.Process.Kill() })
	s := &server{t: t, in: in, out: bufio.NewReader(out), settings: settings, found: map[string][]finding{}}
	t.Cleanup(func() {
		s.request("shutdown", nil, nil)
		s.notify("exit", nil)
		cmd.Wait()
		watchdog.Stop()
	})
	s.request("initialize", map[string]any{
		"processId":        os.Getpid(),
		"rootUri":          fileURI(t, root),
		"workspaceFolders": []any{map[string]any{"uri": fileURI(t, root), "name": "usher"}},
		"capabilities": map[string]any{
			"workspace": map[string]any{"configuration": true},
			"textDocument": map[string]any{
				"publishDiagnostics": map[string]any{},
				"completion": map[string]any{"completionItem": map[string]any{
					"snippetSupport": true, "documentationFormat": []string{"markdown", "plaintext"},
				}},
				"hover": map[string]any{"contentFormat": []string{"markdown", "plaintext"}},
			},
		},
	}, nil)
	s.notify("initialized", map[string]any{})
	return s
}

func (s *server) send(m map[string]any) {
	s.t.Helper()
	m["jsonrpc"] = "2.0"
	data, err := json.Marshal(m)
	if err != nil {
		s.t.Fatal(err)
	}
	if _, err := fmt.Fprintf(s.in, "Content-Length: %d\r\n\r\n%s", len(data), data); err != nil {
		s.t.Fatalf("speaking to the language server: %v", err)
	}
}

func (s *server) notify(method string, params any) {
	s.t.Helper()
	s.send(map[string]any{"method": method, "params": params})
}

// request asks and waits for the answer, seeing to what the server says meanwhile.
func (s *server) request(method string, params, result any) {
	s.t.Helper()
	s.id++
	s.send(map[string]any{"id": s.id, "method": method, "params": params})
	for {
		m := s.read()
		if m.Method == "" && m.ID != nil && string(*m.ID) == strconv.Itoa(s.id) {
			if m.Error != nil {
				s.t.Fatalf("%s: %s", method, m.Error)
			}
			if result != nil {
				if err := json.Unmarshal(m.Result, result); err != nil {
					s.t.Fatalf("%s: %v in %s", method, err, m.Result)
				}
			}
			return
		}
	}
}

func (s *server) read() message {
	s.t.Helper()
	header, err := textproto.NewReader(s.out).ReadMIMEHeader()
	if err != nil {
		s.t.Fatalf("the language server does not answer: %v", err)
	}
	length, err := strconv.Atoi(header.Get("Content-Length"))
	if err != nil {
		s.t.Fatal(err)
	}
	data := make([]byte, length)
	if _, err := io.ReadFull(s.out, data); err != nil {
		s.t.Fatal(err)
	}
	var m message
	if err := json.Unmarshal(data, &m); err != nil {
		s.t.Fatal(err)
	}
	switch {
	case m.Method == "textDocument/publishDiagnostics":
		var p struct {
			URI         string
			Diagnostics []finding
		}
		if err := json.Unmarshal(m.Params, &p); err != nil {
			s.t.Fatal(err)
		}
		s.found[p.URI] = p.Diagnostics
	case m.Method == "workspace/configuration":
		var p struct{ Items []struct{ Section string } }
		if err := json.Unmarshal(m.Params, &p); err != nil {
			s.t.Fatal(err)
		}
		answers := make([]map[string]any, len(p.Items))
		for i, item := range p.Items {
			if item.Section == "yaml" {
				answers[i] = s.settings
			}
		}
		s.send(map[string]any{"id": m.ID, "result": answers})
	case m.Method != "" && m.ID != nil:
		s.send(map[string]any{"id": m.ID, "result": nil})
	}
	return m
}

func fileURI(t testing.TB, file string) string {
	t.Helper()
	abs, err := filepath.Abs(file)
	if err != nil {
		t.Fatal(err)
	}
	return (&url.URL{Scheme: "file", Path: filepath.ToSlash(abs)}).String()
}

// open shows the server a document and returns what it marks in it.
func (s *server) open(file, text string) (uri string, marked []finding) {
	s.t.Helper()
	uri = fileURI(s.t, file)
	s.notify("textDocument/didOpen", map[string]any{"textDocument": map[string]any{
		"uri": uri, "languageId": "yaml", "version": 1, "text": text,
	}})
	for {
		if marked, ok := s.found[uri]; ok {
			return uri, marked
		}
		s.read()
	}
}

// at is a place in an open document, in the units of the protocol: lines and
// UTF-16 code units from 0.
func at(uri, before string) map[string]any {
	line := strings.Count(before, "\n")
	last := before[strings.LastIndex(before, "\n")+1:]
	return map[string]any{
		"textDocument": map[string]any{"uri": uri},
		"position":     map[string]any{"line": line, "character": len(utf16.Encode([]rune(last)))},
	}
}

func (s *server) complete(uri, before string) []completion {
	s.t.Helper()
	var list struct{ Items []completion }
	s.request("textDocument/completion", at(uri, before), &list)
	return list.Items
}

func (s *server) hover(uri, before string) string {
	s.t.Helper()
	var h struct{ Contents struct{ Value string } }
	s.request("textDocument/hover", at(uri, before), &h)
	return h.Contents.Value
}
