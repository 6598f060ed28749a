// Package schema provides the shape of a visit plan as closed CUE definitions
// with a description of every field in English and Chinese.
package schema

import "embed"

// FS holds the built-in definitions, visit.cue. A company's own schema/ is laid
// over it: a file of a new name refines #Visit, one of the same name replaces it.
//
//go:embed *.cue
var FS embed.FS
