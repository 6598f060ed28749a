package source

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"usher/internal/catalog"
	"usher/internal/diag"
	"usher/internal/lazyregexp"
)

// Folder is the folder under the root that holds the plans.
const Folder = "visits"

// Discover reads the files under visits/ that should hold plans, those named
// .yaml or .yml, in the order of their paths. Hidden files and folders are
// passed over; links are told of and never followed. The diagnostics are of the
// rules plan-id, and yaml-syntax for what cannot be read as a file. A folder
// that cannot be read is an error.
func Discover(root string) ([]File, []diag.Diagnostic, error) {
	names, found, err := Find(root)
	if err != nil {
		return nil, nil, err
	}
	reader, err := NewReader(root)
	if err != nil {
		return nil, nil, err
	}
	defer reader.Close()
	files := make([]File, 0, len(names))
	for _, f := range names {
		f, told, err := reader.Read(f)
		if err != nil {
			return nil, nil, err
		}
		if told != nil {
			found = append(found, *told)
			continue
		}
		files = append(files, f)
	}
	found = append(found, CheckIDs(Paths(files))...)
	diag.Sort(found)
	return files, found, nil
}

// Find is Discover without reading the files and without comparing their names:
// it returns them in the order of their paths. What tells of a sealed file without a
// plan is of the rule sealed-missing.
func Find(root string) ([]File, []diag.Diagnostic, error) {
	top, err := openFolder(root)
	if err != nil {
		return nil, nil, fmt.Errorf("opening the repository: %w", err)
	}
	defer top.Close()
	if info, err := os.Lstat(filepath.Join(root, Folder)); err != nil {
		return nil, nil, fmt.Errorf("reading %s: %w", Folder, err)
	} else if !info.IsDir() {
		return nil, nil, fmt.Errorf("%s is not a folder (a link is not followed)", path.Join(root, Folder))
	}
	var files []File
	var found []diag.Diagnostic
	sealed := map[string]bool{}
	for folders := []string{Folder}; len(folders) > 0; folders = folders[1:] {
		entries, err := list(top, folders[0])
		if err != nil {
			return nil, nil, fmt.Errorf("reading %s: %w", folders[0], err)
		}
		for _, entry := range entries {
			name := entry.Name()
			if strings.HasPrefix(name, ".") {
				continue
			}
			file := folders[0] + "/" + name
			switch {
			case entry.IsDir():
				folders = append(folders, file)
			case entry.Type().IsRegular() && extension(name) == planFile:
				files = append(files, File{Path: file})
			case entry.Type().IsRegular() && path.Ext(name) == sealedExt:
				sealed[file] = true
			default:
				if told, ok := noPlan(root, file, entry); ok {
					found = append(found, told)
				}
			}
		}
	}
	slices.SortFunc(files, func(a, b File) int { return strings.Compare(a.Path, b.Path) })
	return files, append(found, pair(files, sealed)...), nil
}

// list lists what lies in a folder below another.
func list(top folder, dir string) ([]fs.DirEntry, error) {
	f, err := below(top, dir)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return f.ReadDir(-1)
}

// below opens a folder by its path below another.
func below(top folder, dir string) (folder, error) {
	here := top
	for name := range strings.SplitSeq(dir, "/") {
		next, err := here.sub(name)
		if here != top {
			here.Close()
		}
		if err != nil {
			return folder{}, err
		}
		here = next
	}
	return here, nil
}

// noPlan tells of what is named like a plan, or nearly so, and is none.
func noPlan(root, file string, entry fs.DirEntry) (diag.Diagnostic, bool) {
	name := entry.Name()
	kind := extension(name)
	link := entry.Type()&fs.ModeSymlink != 0
	if link && kind == otherFile {
		info, err := os.Stat(filepath.Join(root, file))
		if err != nil || !info.IsDir() {
			return diag.Diagnostic{}, false
		}
	}
	switch {
	case link:
		return wholeFile(RuleSyntax, file, catalog.SourceLink, catalog.SourceLinkHint), true
	case kind == nearlyPlan:
		return wholeFile(RulePlanID, file, catalog.SourceExtension.With(Brief(name)), catalog.SourceRename.With(betterName(name))), true
	case kind == planFile:
		return wholeFile(RuleSyntax, file, catalog.SourceNoFile, catalog.SourceDeleteFile), true
	}
	return diag.Diagnostic{}, false
}

// Together puts sealed files that are among plans with the plans they lie beside, and
// tells of those that have none, as Find does.
func Together(files []File) ([]File, []diag.Diagnostic) {
	var plans []File
	sealed, data := map[string]bool{}, map[string][]byte{}
	for _, f := range files {
		if path.Ext(f.Path) == sealedExt {
			sealed[f.Path], data[f.Path] = true, f.Data
			continue
		}
		plans = append(plans, f)
	}
	found := pair(plans, sealed)
	for i, f := range plans {
		if f.Paired && f.Sealed == nil {
			plans[i].Sealed = data[SealedPath(f.Path)]
		}
	}
	return plans, found
}

// pair notes which plans have a sealed file beside them, and tells of those files that
// have no plan.
func pair(files []File, sealed map[string]bool) []diag.Diagnostic {
	if len(sealed) == 0 {
		return nil
	}
	orphans := maps.Clone(sealed)
	for i := range files {
		at := SealedPath(files[i].Path)
		files[i].Paired = sealed[at]
		delete(orphans, at)
	}
	var found []diag.Diagnostic
	for _, file := range slices.Sorted(maps.Keys(orphans)) {
		found = append(found, wholeFile(RuleSealedMissing, file, catalog.SealedOrphan.With(Brief(path.Base(file))), catalog.SealedOrphanHint))
	}
	return found
}

func wholeFile(rule, file string, message, hint catalog.Text) diag.Diagnostic {
	return diag.Diagnostic{Rule: rule, Severity: diag.Error, Plan: ID(file), File: file, Range: start, Message: message, Hint: hint}
}

// Reader reads the files that Find found. It keeps the folder open that it read
// from last, so that it is quickest in their order. It is not for concurrent use.
type Reader struct {
	top, dir folder
	at       string // path of dir; "" where none is open
	text     []byte // of the file read last
}

// NewReader makes a Reader of the files below a folder; it must be closed.
func NewReader(root string) (*Reader, error) {
	top, err := openFolder(root)
	if err != nil {
		return nil, fmt.Errorf("opening the repository: %w", err)
	}
	return &Reader{top: top}, nil
}

// Close lets go of the folders.
func (r *Reader) Close() error {
	r.leave()
	return r.top.Close()
}

// Read reads a file, or tells why it cannot be read by whoever asks.
func (r *Reader) Read(f File) (File, *diag.Diagnostic, error) {
	f, told, err := r.Look(f)
	f.Data = bytes.Clone(f.Data)
	return f, told, err
}

// Look is Read for who needs the bytes no longer than until the next file is read.
func (r *Reader) Look(f File) (File, *diag.Diagnostic, error) {
	data, err := r.read(f.Path, MaxBytes)
	if errors.Is(err, fs.ErrPermission) {
		told := wholeFile(RuleSyntax, f.Path, catalog.SourceForbidden, catalog.SourceForbiddenHint)
		return File{}, &told, nil
	}
	if err != nil {
		return File{}, nil, fmt.Errorf("reading %s: %w", f.Path, err)
	}
	f.Data = data
	return f, nil, nil
}

// Sealed reads the sealed file beside a plan; nil where there is none that can be read
// by whoever asks.
func (r *Reader) Sealed(plan string) ([]byte, error) {
	file := SealedPath(plan)
	data, err := r.read(file, MaxSealed)
	if errors.Is(err, fs.ErrPermission) || errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", file, err)
	}
	return bytes.Clone(data), nil
}

// read reads a file; of one that is larger than limit, one byte more.
func (r *Reader) read(file string, limit int) ([]byte, error) {
	dir, name := path.Split(file)
	err := r.enter(path.Clean(dir))
	if err != nil {
		return nil, err
	}
	r.text, err = r.dir.append(r.text[:0], name, limit)
	return r.text[:min(len(r.text), limit+1)], err
}

// enter opens a folder to read from.
func (r *Reader) enter(dir string) (err error) {
	if r.at == dir {
		return nil
	}
	r.leave()
	if r.dir, err = below(r.top, dir); err == nil {
		r.at = dir
	}
	return err
}

// leave closes the folder that was read from.
func (r *Reader) leave() {
	if r.at != "" {
		r.dir.Close()
	}
	r.at = ""
}

// fill reads until there is no more, or there are more bytes than limit.
func fill(to []byte, limit int, read func([]byte) (int, error)) ([]byte, error) {
	for len(to) <= limit {
		if len(to) == cap(to) {
			to = slices.Grow(to, max(len(to), 16<<10))
		}
		n, err := read(to[len(to):cap(to)])
		if n == 0 || err != nil {
			return to, err
		}
		to = to[:len(to)+n]
	}
	return to, nil
}

// Paths are where files lie.
func Paths(files []File) []string {
	paths := make([]string, len(files))
	for i, f := range files {
		paths[i] = f.Path
	}
	return paths
}

// CheckIDs holds the stems of files against the form of an id and against each other.
func CheckIDs(files []string) []diag.Diagnostic {
	var found []diag.Diagnostic
	first := make(map[string]string, len(files))
	for _, file := range files {
		id := ID(file)
		d := diag.Diagnostic{Rule: RulePlanID, Severity: diag.Error, Plan: id, File: file, Range: start}
		before, twice := first[id]
		switch {
		case !IsID(id):
			d.Message = catalog.SourceBadID.With(Brief(id))
			d.Hint = catalog.SourceRename.With(betterName(path.Base(file)))
		case twice:
			d.Message = catalog.SourceSameID.With(id, before)
			d.Hint = catalog.SourceSameIDHint
			d.Notes = []diag.Note{{File: before, Range: start, Message: catalog.SourceSameIDNote.With(id)}}
		default:
			first[id] = file
			continue
		}
		found = append(found, d)
	}
	return found
}

// IsID reports whether text can be the id of a plan: words of lower-case letters
// and digits with single hyphens between them. A regular expression would take ten
// times as long, which ten thousand files make felt.
func IsID(text string) bool {
	word := false // a word has begun
	for i := range len(text) {
		switch c := text[i]; {
		case 'a' <= c && c <= 'z' || '0' <= c && c <= '9':
			word = true
		case c == '-' && word:
			word = false
		default:
			return false
		}
	}
	return word
}

type fileKind int

const (
	otherFile fileKind = iota
	planFile
	nearlyPlan // named so that whoever wrote it thinks it is a plan
)

var nearly = lazyregexp.New(`(?i)\.ya?ml(\.txt)?$`)

func extension(name string) fileKind {
	switch path.Ext(name) {
	case ".yaml", ".yml":
		return planFile
	}
	if nearly.MatchString(name) {
		return nearlyPlan
	}
	return otherFile
}

var notID = lazyregexp.New(`[^a-z0-9]+`)

// betterName is a well-formed name like the one given.
func betterName(name string) string {
	stem := nearly.ReplaceAllString(name, "")
	stem = strings.Map(func(r rune) rune {
		if r >= 0xFF01 && r <= 0xFF5E {
			r -= 0xFEE0
		}
		return unicode.ToLower(r)
	}, stem)
	stem = strings.Trim(notID.ReplaceAllString(stem, "-"), "-")
	if stem == "" || !strings.ContainsFunc(stem, unicode.IsLetter) {
		stem = strings.Trim("customer-visit-"+stem, "-")
	}
	return stem + ".yaml"
}
