package judge

import (
	"fmt"

	"cuelang.org/go/cue"

	"usher/internal/catalog"
	"usher/internal/diag"
)

// Finding is what a rule finds fault with, by its path inside the plan.
type Finding struct {
	Rule     string
	Severity diag.Severity
	Clause   string // of the regulation; may be empty
	At       []any  // keys and indexes
	Key      bool   // it is the key at the path that is meant, not its value
	Secret   bool   // what stands at the path must not be shown (R5.1)
	Message  catalog.Text
	Hint     catalog.Text // may be zero
	Notes    []Note
}

// Note is a second place that a finding is about, maybe in another plan.
type Note struct {
	Plan    string // id
	At      []any
	Message catalog.Text
}

// findingFields and noteFields are what a finding of a rule may hold.
var (
	findingFields = []string{"at", "key", "secret", "message", "hint", "severity", "clause", "notes"}
	noteFields    = []string{"plan", "at", "message"}
)

// decode reads the findings that CUE worked out.
func (r *rule) decode(out cue.Value) ([]Finding, error) {
	items, err := out.List()
	if err != nil {
		return nil, r.failed(err)
	}
	var findings []Finding
	for items.Next() {
		v := items.Value()
		f := Finding{Rule: r.ID, Severity: r.Severity, Clause: r.Clause}
		err := decodeFields(v, findingFields, map[string]any{
			"at": &f.At, "key": &f.Key, "secret": &f.Secret, "message": &f.Message, "hint": &f.Hint, "clause": &f.Clause,
		})
		if err == nil && (f.Message.EN == "" || f.Message.ZH == "" || len(f.At) == 0) {
			err = fmt.Errorf("a finding has a place (at) and a message in both languages (message: {en, zh})")
		}
		if err == nil {
			err = f.weigh(v)
		}
		if err == nil {
			f.Notes, err = decodeNotes(v.LookupPath(cue.ParsePath("notes")))
		}
		if err != nil {
			return nil, r.failed(err)
		}
		findings = append(findings, f)
	}
	return findings, nil
}

// weigh takes a finding's own severity, which is never more than the rule's.
func (f *Finding) weigh(v cue.Value) error {
	own := v.LookupPath(cue.ParsePath("severity"))
	if !own.Exists() {
		return nil
	}
	s, err := own.String()
	if err != nil {
		return err
	}
	switch diag.Severity(s) {
	case diag.Warning:
		f.Severity = diag.Warning
	case diag.Error:
	default:
		return fmt.Errorf("severity %q: a finding's is error or warning", s)
	}
	return nil
}

func decodeNotes(v cue.Value) ([]Note, error) {
	if !v.Exists() {
		return nil, nil
	}
	items, err := v.List()
	if err != nil {
		return nil, err
	}
	var notes []Note
	for items.Next() {
		var n Note
		err := decodeFields(items.Value(), noteFields, map[string]any{"plan": &n.Plan, "at": &n.At, "message": &n.Message})
		if err != nil {
			return nil, err
		}
		notes = append(notes, n)
	}
	return notes, nil
}

// decodeFields reads the fields of a struct, and refuses others.
func decodeFields(v cue.Value, allowed []string, into map[string]any) error {
	fields, err := v.Fields()
	if err != nil {
		return err
	}
	for fields.Next() {
		name := fields.Selector().Unquoted()
		known := false
		for _, a := range allowed {
			known = known || a == name
		}
		if !known {
			return fmt.Errorf("%s: a finding has no %q", fields.Value().Path(), name)
		}
		switch x := into[name].(type) {
		case *[]any:
			if *x, err = path(fields.Value()); err != nil {
				return err
			}
		case nil:
		default:
			if err := fields.Value().Decode(x); err != nil {
				return err
			}
		}
	}
	return nil
}

// path reads a list of keys and indexes.
func path(v cue.Value) ([]any, error) {
	items, err := v.List()
	if err != nil {
		return nil, err
	}
	var out []any
	for items.Next() {
		if items.Value().IncompleteKind() == cue.IntKind {
			n, err := items.Value().Int64()
			if err != nil {
				return nil, err
			}
			out = append(out, int(n))
			continue
		}
		s, err := items.Value().String()
		if err != nil {
			return nil, err
		}
		out = append(out, s)
	}
	return out, nil
}
