package check

import (
	"bytes"
	"hash/maphash"
	"sync/atomic"

	"usher/internal/catalog"
	"usher/internal/diag"
	"usher/internal/facts"
	"usher/internal/history"
	"usher/internal/source"
)

// reading is how far a visit has been read and judged. There is one for each plan, also
// for those that were let go of, so that what only a few have is kept elsewhere.
type reading struct {
	path     string
	held     *source.File     // with its bytes; nil where they are read again when they are needed
	sum      history.Sum      // of its bytes; zero where it is not known
	seen     atomic.Uint64    // mark of its bytes; zero where they were not read
	doc      *source.Document // only while the visit is being read and judged
	*pair                     // what is known of its sealed file
	*said                     // what is to be told of it
	claims   *facts.Claims
	paired   bool // there is a sealed file beside it
	past     bool // it has ended and is not looked at any further
	opened   bool
	unread   bool // the file holds no plan that can be read
	barred   bool // or may not be read at all
	lasting  bool // the rules looked at no moment
	known    bool // what there is to say of it is from an earlier check, and it was not judged now
	nameless bool // and there are no names in it that are to be hidden
	recalled bool // its sum is that which an earlier check saw
}

// said is what is to be told of a visit. All of which there is nothing share silent.
type said struct {
	told  []diag.Diagnostic // by source and validate
	found []diag.Diagnostic // in all
	hides *hides            // nil where nothing is to be hidden
}

var silent = &said{}

// file is that of the visit.
func (v *reading) file() source.File {
	if v.held != nil {
		return *v.held
	}
	return source.File{Path: v.path, Paired: v.paired}
}

// bytes are those of its file, where they are kept.
func (v *reading) bytes() []byte { return v.file().Data }

var seed = maphash.MakeSeed()

// read parses a file and holds it against the schema.
func (r *Result) read(w *worker, v *Visit) error {
	doc, barred, err := r.parse(w, v)
	if err != nil {
		return err
	}
	v.opened, v.known, v.nameless, v.said = true, false, false, &said{}
	switch {
	case barred != nil:
		v.barred, v.told = true, []diag.Diagnostic{*barred}
	case doc.doc.Root() == nil:
		v.unread, v.told = true, doc.told
	default:
		v.doc = doc.doc
		var verdict []diag.Diagnostic
		v.Plan, verdict = r.checker.schema.Check(doc.doc)
		v.told = append(doc.told, verdict...)
		if v.Plan.Sealed != nil || v.paired {
			if err := r.unseal(w, v, doc.data); err != nil {
				return err
			}
		}
	}
	if v.Plan == nil {
		v.Judged = false
	}
	return nil
}

// mark tells one text from another; it is never zero.
func mark(text []byte) uint64 { return maphash.Bytes(seed, text) | 1 }

type parsed struct {
	doc  *source.Document
	told []diag.Diagnostic
	data []byte
}

// parse reads the text of a plan.
func (r *Result) parse(w *worker, v *Visit) (parsed, *diag.Diagnostic, error) {
	data, barred, err := r.bytes(w, v)
	if err != nil || barred != nil {
		return parsed{}, barred, err
	}
	if v.text != nil {
		data = v.text
	}
	doc, told := source.Parse(v.path, data)
	return parsed{doc, told, data}, nil, nil
}

// bytes are those of a plan, from its file where they are not kept.
func (r *Result) bytes(w *worker, v *Visit) ([]byte, *diag.Diagnostic, error) {
	if w.at == v && w.data != nil {
		return w.data, nil, nil
	}
	data, barred, err := r.peek(w, v)
	if err != nil || barred != nil || v.bytes() != nil {
		return data, barred, err
	}
	data = bytes.Clone(data)
	if w.at == v {
		w.data = data
	}
	return data, nil, nil
}

// peek is bytes for who needs them no longer than until the next file is read. A file
// that is no longer what it was is an error: what was found would not fit it.
func (r *Result) peek(w *worker, v *Visit) ([]byte, *diag.Diagnostic, error) {
	if v.bytes() != nil || !r.checker.streams(r.options) {
		return v.bytes(), nil, nil
	}
	f, barred, err := w.peek(v.file())
	if err != nil || barred != nil {
		return nil, barred, err
	}
	if v.recalled && w.sum(f.Data) != v.sum {
		return nil, nil, &catalog.Error{Text: catalog.ErrPlanChanged.With(f.Path)}
	}
	if now := mark(f.Data); !v.seen.CompareAndSwap(0, now) && v.seen.Load() != now {
		return nil, nil, &catalog.Error{Text: catalog.ErrPlanChanged.With(f.Path)}
	}
	return f.Data, nil, nil
}

// release lets go of what is not needed once a plan has been judged.
func (r *Result) release(v *Visit) {
	v.doc = nil
	if r.options.Verdict && r.options.Base == "" && v.text == nil {
		v.Plan, v.Facts = nil, nil
		if v.told = nil; len(v.found) == 0 && v.hides == nil {
			v.said = silent
		}
	}
}

// text is a plan's text with its places; nil where it may not be read.
func (r *Result) text(w *worker, v *Visit) (*source.Document, error) {
	if w.at == v && v.doc != nil {
		return v.doc, nil
	}
	file := v.path
	if doc, ok := w.docs[file]; ok {
		return doc, nil
	}
	p, _, err := r.parse(w, v)
	if err != nil {
		return nil, err
	}
	if len(w.docs) >= maxDocs || w.docs == nil {
		w.docs = map[string]*source.Document{}
	}
	w.docs[file] = p.doc
	return p.doc, nil
}

// maxDocs is how many texts are kept parsed, each of some 50 KB.
const maxDocs = 64
