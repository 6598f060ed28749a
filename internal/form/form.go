// Package form provides the ways to plan a visit without an editor: a page for the
// browser, which is made of the schema and the policies and judges what is typed,
// and an issue form with its way back into a plan.
//
// The page judges by the company's rules themselves: package judge writes them as
// trees and the page's scripts go through these. What a rule reads beyond the plan
// is worked out there again, and tests hold both against the check. The check as a
// whole, compiled to WebAssembly, would be 36 MB, 8 MB of them on the way to a
// phone, and a binary of that size in the program for each change of it.
package form

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"html"
	"net/url"
	"reflect"
	"strings"

	"usher/internal/catalog"
	"usher/internal/jsonschema"
	"usher/internal/judge"
	"usher/internal/plan"
	"usher/internal/policy"
	"usher/internal/validate"
)

//go:embed page
var page embed.FS

// File is the name of the page.
const File = "form.html"

// scripts are the page's, in the order in which they stand there.
var scripts = []string{"yaml.js", "plan.js", "calendar.js", "personal.js", "facts.js", "rules.js", "controls.js", "page.js", "main.js"}

// Options of the page.
type Options struct {
	Lang catalog.Lang // in which the page opens
	// NewURL is the forge's page for a new file; {folder}, {name} and {text} in it
	// stand for those of the plan. Empty: the policies' own, if they have one.
	NewURL string
}

// Page writes the form: one file that loads nothing. The same input gives the
// same bytes. A NewURL that is none is a *catalog.Error.
func Page(schema *validate.Schema, set *policy.Set, o Options) ([]byte, error) {
	m, err := newModel(schema, set, o)
	if err != nil {
		return nil, err
	}
	data, err := json.Marshal(m) // "<", ">" and "&" are escaped: no text ends the element
	if err != nil {
		return nil, fmt.Errorf("writing the form: %w", err)
	}
	script := []byte("\"use strict\";\n(() => {\n")
	for _, name := range scripts {
		part, err := page.ReadFile("page/" + name)
		if err != nil {
			return nil, fmt.Errorf("reading the form's scripts: %w", err)
		}
		script = append(append(script, part...), '\n')
	}
	script = append(script, "globalThis.usher = usher;\n})();\n"...)
	style, err := page.ReadFile("page/page.css")
	if err != nil {
		return nil, fmt.Errorf("reading the form's style: %w", err)
	}
	frame, err := page.ReadFile("page/page.html")
	if err != nil {
		return nil, fmt.Errorf("reading the form's page: %w", err)
	}
	policy := "default-src 'none'; img-src data:; style-src " + hash(style) + "; script-src " + hash(script) + "; base-uri 'none'; form-action 'none'"
	lang := "en"
	if o.Lang == catalog.ZH {
		lang = "zh-CN"
	}
	fill := strings.NewReplacer(
		"{{lang}}", lang,
		"{{csp}}", policy,
		"{{title}}", html.EscapeString(catalog.FormTitle.In(o.Lang)),
		"{{noscript}}", html.EscapeString(catalog.FormNoScript.EN)+" "+html.EscapeString(catalog.FormNoScript.ZH),
		"{{style}}", string(style),
		"{{model}}", string(data),
		"{{script}}", string(script),
	)
	return []byte(fill.Replace(string(frame))), nil
}

// hash names an element of the page to its content security policy.
func hash(element []byte) string {
	sum := sha256.Sum256(element)
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

func newModel(schema *validate.Schema, set *policy.Set, o Options) (*model, error) {
	address := o.NewURL
	if address == "" {
		address = set.Company.NewURL
	}
	if err := checkAddress(address); err != nil {
		return nil, err
	}
	j, err := judge.New(set)
	if err != nil {
		return nil, fmt.Errorf("reading the rules: %w", err)
	}
	offers := jsonschema.Offers(set)
	t := tree{offers}
	root := schema.Tree()
	m := &model{
		Lang: o.Lang, NewURL: address, Texts: said(set.Company), Schema: t.node(root, 0), Shape: shape(reflect.TypeFor[plan.Plan](), false),
		Words: offered(set, offers), Company: firm(set.Company), Rules: rules(set, j),
	}
	t.keyed(root, m.Schema)
	data, err := json.Marshal(m)
	if err != nil {
		return nil, fmt.Errorf("writing the form: %w", err)
	}
	sum := sha256.Sum256(data)
	m.Digest = "usher-" + hex.EncodeToString(sum[:8])
	return m, nil
}

// checkAddress refuses what a browser would not open as a page.
func checkAddress(address string) error {
	if address == "" {
		return nil
	}
	u, err := url.Parse(strings.NewReplacer("{folder}", "folder", "{name}", "name", "{text}", "text").Replace(address))
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" {
		return &catalog.Error{Text: catalog.ErrNewURL.With(address)}
	}
	return nil
}

// ordered is a JSON object whose keys keep their order.
type ordered []pair

type pair struct {
	key   string
	value any
}

// MarshalJSON writes the pairs as they stand.
func (o ordered) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, p := range o {
		if i > 0 {
			b.WriteByte(',')
		}
		key, err := json.Marshal(p.key)
		if err != nil {
			return nil, err
		}
		value, err := json.Marshal(p.value)
		if err != nil {
			return nil, err
		}
		b.Write(key)
		b.WriteByte(':')
		b.Write(value)
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}
