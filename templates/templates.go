// Package templates provides the look of the printed sheets: html/template files
// and one style sheet, which a company's own templates/ may refine or replace.
package templates

import "embed"

// FS holds the files of this folder at its root.
//
//go:embed *.html *.css
var FS embed.FS
