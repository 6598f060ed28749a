// Package seal parts a confidential plan into what may lie open and one age file that
// only its recipients can read, and puts the two together again (R5.1).
package seal

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"filippo.io/age"
	"filippo.io/age/armor"
	"gopkg.in/yaml.v3"
)

// What makes a pair of open part and sealed file useless. None of them tells anything of
// what is sealed.
var (
	// ErrOpenPart: the open part cannot be read, or does not name a sealed file.
	ErrOpenPart = errors.New("the open part names no sealed file")
	// ErrOtherFile: the sealed file is not the one that the open part names.
	ErrOtherFile = errors.New("the sealed file is not the one that the plan names")
	// ErrNoKey: none of the identities opens the file.
	ErrNoKey = errors.New("none of the identities opens the sealed file")
	// ErrBroken: the sealed file is cut short, or altered, or not made by usher.
	ErrBroken = errors.New("the sealed file is broken")
	// ErrOtherPlan: the file was sealed for a plan of another id.
	ErrOtherPlan = errors.New("the sealed file belongs to another plan")
)

// magic is the first line of what is sealed: a file that age opens and that does not
// begin so is somebody else's.
const magic = "usher-sealed 1\n"

// digestKey begins the last line of an open part.
const digestKey = "  digest: sha256:"

// Seal parts the plan text of the id. The paths of open, such as "customer.headcount" or
// "programme.at", lists passed through, say what stays open; whatever else the plan has
// is sealed, so that a misspelt name stays no secret in the open. The open part has no
// comment either, as a comment may say anything; the sealed file is armored and holds the
// very bytes of the text. Two calls never give the same sealed file.
//
// A text that is not one YAML mapping, has anchors or aliases, is not confidential or is
// sealed already is an error, which quotes nothing of the text.
func Seal(id string, text []byte, open []string, to []Recipient) (openPart, sealed []byte, err error) {
	if id == "" || strings.ContainsAny(id, "\r\n") {
		return nil, nil, errors.New("sealing a plan: it has no id")
	}
	if len(to) == 0 {
		return nil, nil, errors.New("sealing a plan: there is no recipient")
	}
	body, err := openBody(text, open, to)
	if err != nil {
		return nil, nil, fmt.Errorf("sealing %s: %w", id, err)
	}
	var keys []age.Recipient
	for _, r := range to {
		keys = append(keys, r.age)
	}

	var file bytes.Buffer
	armored := armor.NewWriter(&file)
	w, err := age.Encrypt(armored, keys...)
	if err != nil {
		return nil, nil, fmt.Errorf("sealing %s: %w", id, err)
	}
	for _, part := range [][]byte{head(id, open), text} {
		if _, err := w.Write(part); err != nil {
			return nil, nil, fmt.Errorf("sealing %s: %w", id, err)
		}
	}
	if err := errors.Join(w.Close(), armored.Close()); err != nil {
		return nil, nil, fmt.Errorf("sealing %s: %w", id, err)
	}
	openPart = append(body, digestKey+digest(file.Bytes())+"\n"...)
	return openPart, file.Bytes(), nil
}

// Open gives the text of the plan: the very bytes that were sealed, or, where the open
// part says something else by now, that text with what the open part says in place of
// what it said. The pair is refused, with one of the errors above, unless the file is the
// one that the open part names and was sealed for this id.
func Open(id string, openPart, sealed []byte, with []Identity) (text []byte, err error) {
	now, stated, err := read(openPart)
	if err != nil {
		return nil, err
	}
	sealed = withLF(sealed)
	if stated != digest(sealed) {
		return nil, ErrOtherFile
	}
	var keys []age.Identity
	for _, i := range with {
		keys = append(keys, i.age)
	}
	if len(keys) == 0 {
		return nil, ErrNoKey
	}
	r, err := age.Decrypt(armor.NewReader(bytes.NewReader(sealed)), keys...)
	var none *age.NoIdentityMatchError
	if errors.As(err, &none) {
		return nil, ErrNoKey
	}
	if err != nil {
		return nil, ErrBroken
	}
	plain, err := io.ReadAll(r)
	if err != nil {
		return nil, ErrBroken
	}
	open, text, err := unbind(id, plain)
	if err != nil {
		return nil, err
	}
	return merged(text, open, now)
}

// Whole tells, without a key, whether the sealed file is the one that the open part
// names: nil, ErrOpenPart or ErrOtherFile.
func Whole(openPart, sealed []byte) error {
	_, stated, err := read(openPart)
	if err == nil && stated != digest(withLF(sealed)) {
		return ErrOtherFile
	}
	return err
}

// Commented reports whether the open part has a comment besides the line that names the
// schema to editors.
func Commented(openPart []byte) bool {
	root, err := mapping(openPart)
	if err != nil {
		return false
	}
	unserved(root)
	return commented(root)
}

// Stanzas is the number of recipients that the sealed file is addressed to, which its
// header tells without a key. What age's implementations put in to keep readers tolerant
// of stanzas they do not know is not counted.
func Stanzas(sealed []byte) (int, error) {
	header, err := age.ExtractHeader(armor.NewReader(bytes.NewReader(sealed)))
	if err != nil {
		return 0, ErrBroken
	}
	n := 0
	for line := range strings.Lines(string(header)) {
		if words := strings.Fields(line); len(words) > 1 && words[0] == "->" && !strings.HasSuffix(words[1], "-grease") {
			n++
		}
	}
	return n, nil
}

// read gives an open part without its block about the sealed file, and the digest that
// the block states.
func read(openPart []byte) (root *yaml.Node, stated string, err error) {
	if root, err = mapping(openPart); err != nil {
		return nil, "", ErrOpenPart
	}
	block := value(root, "sealed")
	if block == nil || block.Kind != yaml.MappingNode {
		return nil, "", ErrOpenPart
	}
	of := value(block, "digest")
	if of == nil || of.Kind != yaml.ScalarNode {
		return nil, "", ErrOpenPart
	}
	stated, ok := strings.CutPrefix(of.Value, "sha256:")
	if raw, err := hex.DecodeString(stated); !ok || err != nil || len(raw) != sha256.Size {
		return nil, "", ErrOpenPart
	}
	drop(root, "sealed")
	return root, stated, nil
}

// head is what precedes the plan in the sealed text: of which plan it is, so that no pair
// can be put under another id, and what was left open, so that a change of the policies
// changes nothing for what was sealed before.
func head(id string, open []string) []byte {
	list := slices.Compact(slices.Sorted(slices.Values(open)))
	return fmt.Appendf(nil, "%splan: %s\nopen: %s\n\n", magic, id, strings.Join(list, " "))
}

// unbind checks the head and gives what it says is open, and what follows it.
func unbind(id string, plain []byte) (open []string, text []byte, err error) {
	rest, ok := bytes.CutPrefix(plain, []byte(magic))
	if !ok {
		return nil, nil, ErrBroken
	}
	rest, ok = bytes.CutPrefix(rest, []byte("plan: "+id+"\n"))
	if !ok {
		return nil, nil, ErrOtherPlan
	}
	line, text, ok := bytes.Cut(rest, []byte("\n\n"))
	if !ok {
		return nil, nil, ErrBroken
	}
	open = strings.Fields(strings.TrimPrefix(string(line), "open:"))
	if !bytes.HasPrefix(plain, head(id, open)) {
		return nil, nil, ErrBroken
	}
	return open, text, nil
}

// withLF is a sealed file with the line ends that it was made with: git checks files out
// with others where it is told to, or not told not to.
func withLF(sealed []byte) []byte { return bytes.ReplaceAll(sealed, []byte("\r\n"), []byte("\n")) }

func digest(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}
