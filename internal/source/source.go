// Package source provides plans as YAML with places: it finds the files, looks
// at their raw text before the parser does, and turns a path inside a plan into
// a range of lines and columns. No other package knows lines.
package source

import (
	"path"
	"strings"

	"gopkg.in/yaml.v3"

	"usher/internal/diag"
)

// Rules of this package (cli.md).
const (
	RuleSyntax    = "yaml-syntax"
	RuleDuplicate = "duplicate-key"
	RulePlanID    = "plan-id"

	RuleSealedMissing = "sealed-missing" // of a sealed file without a plan
)

// What a file may be at most. A plan of two hundred guests has some 15 KB and
// six levels; the limits only stop what is no plan.
const (
	MaxBytes = 1 << 20
	MaxLine  = 64 << 10
	MaxDepth = 32
	maxFound = 1000 // mistakes told of one file

	// MaxSealed is what a sealed file may be at most: the armor makes a third more of
	// a plan, and each recipient adds a line or two.
	MaxSealed = 2 * MaxBytes
)

// File is a file that should hold a plan.
type File struct {
	Path string // from the root, with slashes
	Data []byte // at most MaxBytes+1 bytes; one more than MaxBytes means "too large"
	// Paired says that a sealed file lies beside it, at SealedPath, and Sealed has its
	// bytes, at most MaxSealed+1, where they are not to be read there.
	Paired bool
	Sealed []byte
}

// SealedPath is where the sealed file of a plan lies.
func SealedPath(file string) string { return strings.TrimSuffix(file, path.Ext(file)) + sealedExt }

const sealedExt = ".age"

// Document is a plan's text, and its nodes as far as they could be read.
type Document struct {
	File string // path from the root, with slashes
	ID   string // the file's stem

	lines []string // as typed, decoded, without line ends
	read  []string // what the parser was given: lines, mended in memory
	// from has, for each mended line, the index of the character in lines that
	// each character of read came from, and one more for the end of the line.
	from    map[int][]int
	root    *yaml.Node
	forgot  bool // the nodes were let go of and can be read again
	partial bool
	tight   bool                   // some comment has no blank after its "#"
	twice   map[*yaml.Node]bool    // key nodes that repeat an earlier key
	told    map[diag.Position]bool // where names and values begin that a message is about
}

// ID is the id of the plan in a file: its stem.
func ID(file string) string {
	base := path.Base(file)
	return strings.TrimSuffix(base, path.Ext(base))
}

// Root is the mapping at the top of the plan, or nil where it cannot be read.
// Its nodes have neither aliases nor tags, and are at most MaxDepth deep.
func (d *Document) Root() *yaml.Node {
	if d.forgot {
		d.forgot = false
		// It was read before, so it can be read again.
		if doc, err := unmarshal([]byte(strings.Join(d.read, "\n"))); err == nil && len(doc.Content) > 0 {
			d.root = doc.Content[0]
			(&walk{doc: d}).node(d.root, 1, false)
		}
	}
	return d.root
}

// Forget lets go of the nodes, which take twenty times the room of the text.
// Whoever asks for them or for a Range later has them read again.
func (d *Document) Forget() {
	if d.root != nil {
		d.root, d.twice, d.forgot = nil, nil, true
	}
}

// Readable reports whether there is a Root.
func (d *Document) Readable() bool { return d.root != nil || d.forgot }

// Partial reports that some of the text could not be read, so that what seems
// to be missing may well be there.
func (d *Document) Partial() bool { return d.partial }

// Repeated reports whether a key node repeats an earlier key of its mapping.
func (d *Document) Repeated(key *yaml.Node) bool { return d.twice[key] }

// Told reports whether a message of Parse is about a name or a value itself, so
// that what it reads as now is a guess and nothing more need be said of it.
func (d *Document) Told(n *yaml.Node) bool {
	return len(d.told) > 0 && d.told[d.NodeRange(n).Start]
}

// Lines is the number of lines; an empty file has one.
func (d *Document) Lines() int { return len(d.lines) }

// Line is the text of line n, from 1, as typed but for its encoding and without
// the line end; "" outside the file.
func (d *Document) Line(n int) string {
	if n < 1 || n > len(d.lines) {
		return ""
	}
	return d.lines[n-1]
}

// position turns a line and a character index of what the parser was given,
// both from 0, into a place in the file.
func (d *Document) position(line, col int) diag.Position {
	if from := d.from[line]; from != nil {
		col = from[min(max(col, 0), len(from)-1)]
	}
	return diag.Position{Line: line + 1, Column: col + 1}
}
