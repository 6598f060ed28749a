// Package policies provides the built-in company: what the repository's own
// policies/ refine or replace, a file at a time.
package policies

import "embed"

// FS holds the .cue files of this folder, and the rules with their proofs below rules/.
//
//go:embed *.cue rules/*.cue rules/*.txtar
var FS embed.FS
