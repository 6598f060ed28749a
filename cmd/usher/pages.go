package main

import (
	"bytes"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"usher/internal/catalog"
	"usher/internal/report"
)

// paged is what has a page in words, and data for programs.
type paged struct {
	parts []report.Part
	left  func(rows int) catalog.Text // says how many rows did not fit
	data  any
	lang  catalog.Lang
}

// pageFormats are the formats of the verbs that tell reviewers something, by the
// name that --format takes.
var pageFormats = map[string]func(io.Writer, paged) error{
	"text": func(w io.Writer, p paged) error { return report.TextParts(w, p.parts) },
	"json": func(w io.Writer, p paged) error { return report.Data(w, p.data) },
	"markdown": func(w io.Writer, p paged) error {
		return report.MarkdownParts(w, p.parts, report.Comment, p.left, p.lang)
	},
	"summary": func(w io.Writer, p paged) error {
		return report.MarkdownParts(w, p.parts, report.Summary, p.left, p.lang)
	},
}

func pageFormatNames() []string { return slices.Sorted(maps.Keys(pageFormats)) }

// choosePages says which of the formats asked for there is none of.
func choosePages(asked []string) error {
	for _, word := range asked {
		name, _, _ := strings.Cut(word, "=")
		if pageFormats[name] == nil {
			return &catalog.Error{Text: catalog.ErrFormat.With(name, strings.Join(pageFormatNames(), ", "))}
		}
	}
	return nil
}

// pages writes a page in each format asked for, whole, to its file or to standard
// output.
func (s *session) pages(asked []string, p paged) error {
	if len(asked) == 0 {
		asked = []string{"text"}
	}
	for _, word := range asked {
		name, file, _ := strings.Cut(word, "=")
		var buf bytes.Buffer
		if err := pageFormats[name](&buf, p); err != nil {
			return fmt.Errorf("writing %s: %w", name, err)
		}
		if file == "" {
			if _, err := s.stdout.Write(buf.Bytes()); err != nil {
				return fmt.Errorf("writing %s: %w", name, err)
			}
			continue
		}
		if err := replaceFile(file, buf.Bytes()); err != nil {
			return fmt.Errorf("writing %s: %w", file, err)
		}
	}
	return nil
}

// short is what people are shown of a commit's hash.
func short(hash string) string { return hash[:min(len(hash), 7)] }
