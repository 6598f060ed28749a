package layout

// page is a plan as text in pieces.
type page struct {
	header []line // what opens the file, with "---"
	gap    bool   // a blank line follows the header
	root   *entry // without a key
	footer []line // what closes the file
}

// line is a comment, or a blank line where it is empty.
type line string

// block is fields or items on lines of their own.
type block struct {
	list    bool
	entries []*entry
	last    []line // the comments that end it
}

// entry is a field, or an item of a list.
type entry struct {
	blank bool   // a blank line stands above it
	lead  []line // the comments above it
	key   string // as typed, with its quotes; empty for an item
	name  string // what the key says
	col   int    // where it began, from 0: its key or its dash
	in    *block
	value value
	more  []line // comments below that go on from the one behind the value, as typed
	foot  []line // comments below that a blank line parts from what follows
}

// value is what an entry or a part holds: one of scalar, block and flow.
type value struct {
	after string // the comment behind the name of the field, with the blanks before it
	above []line // comments between the name and a value below it
	below bool   // the value begins on the line below the name

	scalar []string // its lines, without the blanks that they begin with
	text   int      // of a text block: by how much its lines are deeper than its entry; else 0
	keep   bool     // the text block takes the blank lines below it, too
	block  *block
	flow   *flow

	tail string // the comment behind the value, with the blanks before it
}

// flow is a list or fields in brackets.
type flow struct {
	open, close byte
	list        bool
	first       string // the comment behind the opening bracket
	parts       []*part
	breaks      []bool // whether a line ends before each part
	comma       bool   // a comma follows the last part
	last        []line // comments before the closing bracket
	closeBelow  bool   // a line ends before the closing bracket
}

// part is a field or an item in brackets.
type part struct {
	lead  []line
	key   string
	name  string
	value value
}

// settle ends the lines that a comment ends.
func (f *flow) settle() {
	ends := f.first != ""
	for i, p := range f.parts {
		f.breaks[i] = f.breaks[i] || ends || len(p.lead) > 0
		ends = p.value.tail != ""
	}
	f.closeBelow = f.closeBelow || ends || len(f.last) > 0
}
