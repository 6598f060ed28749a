package seal

import (
	"bytes"
	"crypto/ed25519"
	"encoding/pem"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"filippo.io/age"
	"filippo.io/age/armor"
	"golang.org/x/crypto/ssh"
	"pgregory.net/rapid"
)

var stays = []string{
	"category", "status", "customer.headcount", "arrive", "depart", "team", "programme.at", "programme.until",
	"programme.who", "rooms.room", "rooms.from", "rooms.until", "confidentiality",
}

const text = `# yaml-language-server: $schema=../schema/visit.schema.json
# 华清的人要来，先不要说
category: A
customer:
  organization: 华清精密制造 # 上市前
  headcount: 6
  guests:
    - {name: 王建国, position: 董事长}
arrive: 2026-12-03 09:30
depart: 2026-12-03 16:00
purpose: 收购谈判
programme:
  - {at: 2026-12-03 09:30, what: 签署意向书, who: [gm-assistant]} # 大堂
  - what: 只有内容
  - at: 2026-12-03 11:00
    what: 午餐
rooms:
  - room: board-room
confidentiality: confidential
gifts:
  - {item: 纪念册, quantity: 6}
# 完
`

// keys makes a pair of age keys.
func keys(t testing.TB) (Recipient, []Identity) {
	t.Helper()
	key, err := age.GenerateX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	to, err := ParseRecipient(key.Recipient().String())
	if err != nil {
		t.Fatal(err)
	}
	with, err := ParseIdentities([]byte("# mine\n" + key.String() + "\n"))
	if err != nil {
		t.Fatal(err)
	}
	return to, with
}

func sealed(t testing.TB, id, text string, to ...Recipient) (open, file []byte) {
	t.Helper()
	open, file, err := Seal(id, []byte(text), stays, to)
	if err != nil {
		t.Fatal(err)
	}
	return open, file
}

func TestOpenPart(t *testing.T) {
	to, with := keys(t)
	open, file := sealed(t, "hua", text, to)
	want := `# yaml-language-server: $schema=../schema/visit.schema.json
category: A
customer:
  headcount: 6
arrive: 2026-12-03 09:30
depart: 2026-12-03 16:00
programme:
  - {at: '2026-12-03 09:30', who: [gm-assistant]}
  - {}
  - at: 2026-12-03 11:00
rooms:
  - room: board-room
confidentiality: confidential
sealed:
  fields: [customer.guests, customer.organization, gifts, programme.what, purpose]
  to: ["` + to.Fingerprint + `"]
  digest: sha256:` + digest(file) + "\n"
	if string(open) != want {
		t.Errorf("the open part is\n%s\nnot\n%s", open, want)
	}
	if got, err := Open("hua", open, file, with); err != nil || string(got) != text {
		t.Errorf("opened: %v\n%s", err, got)
	}
}

// Whoever the file is not for learns that, and how many it is for.
func TestNoKey(t *testing.T) {
	a, with := keys(t)
	b, _ := keys(t)
	_, stranger := keys(t)
	open, file := sealed(t, "hua", text, a, b)
	if n, err := Stanzas(file); n != 2 || err != nil {
		t.Errorf("%d recipients, %v", n, err)
	}
	for _, none := range [][]Identity{nil, stranger} {
		if _, err := Open("hua", open, file, none); !errors.Is(err, ErrNoKey) {
			t.Errorf("opened without a key: %v", err)
		}
	}
	if _, err := Open("hua", open, file, append(stranger, with...)); err != nil {
		t.Errorf("one key of two: %v", err)
	}
}

func TestRefused(t *testing.T) {
	to, with := keys(t)
	open, file := sealed(t, "hua", text, to)
	open2, file2 := sealed(t, "hua", text, to)
	lines := bytes.SplitAfter(file, []byte("\n"))
	lines[2], lines[3] = lines[3], lines[2]
	reordered := bytes.Join(lines, nil)
	// again gives an open part that names another sealed file, as a forger would.
	again := func(open, file []byte) []byte {
		at := bytes.LastIndex(open, []byte(digestKey))
		return append(bytes.Clone(open[:at]), digestKey+digest(withLF(file))+"\n"...)
	}
	foreign := func(plain string, armored bool) []byte {
		var out bytes.Buffer
		var into io.Writer = &out
		a := armor.NewWriter(&out)
		if armored {
			into = a
		}
		w, err := age.Encrypt(into, to.age)
		if err == nil {
			_, err = w.Write([]byte(plain))
		}
		if err = errors.Join(err, w.Close()); err == nil && armored {
			err = a.Close()
		}
		if err != nil {
			t.Fatal(err)
		}
		return out.Bytes()
	}
	bare := foreign(string(head("hua", stays))+text, false)
	strange := foreign("hello", true)
	headless := foreign("usher-sealed 1\nplan: hua\nopen: category\n", true)
	garbled := foreign(string(head("hua", stays))+"- x\n", true)
	for _, c := range []struct {
		what, id   string
		open, file []byte
		want       error
	}{
		{"another's open part", "hua", open2, file, ErrOtherFile},
		{"another's file", "hua", open, file2, ErrOtherFile},
		{"an empty file", "hua", open, nil, ErrOtherFile},
		{"an empty file that the plan names", "hua", again(open, nil), nil, ErrBroken},
		{"a file cut short", "hua", again(open, file[:len(file)/2]), file[:len(file)/2], ErrBroken},
		{"lines in another order", "hua", again(open, reordered), reordered, ErrBroken},
		{"not armored", "hua", again(open, bare), bare, ErrBroken},
		{"another id", "heng", open, file, ErrOtherPlan},
		{"a longer id", "hua-2", open, file, ErrOtherPlan},
		{"an open part cut short", "hua", open[:len(open)-2], file, ErrOpenPart},
		{"an open part without its digest", "hua", open[:bytes.LastIndex(open, []byte(digestKey))], file, ErrOpenPart},
		{"an open part that is no YAML", "hua", append([]byte("- x\n"), open...), file, ErrOpenPart},
		{"no open part", "hua", nil, file, ErrOpenPart},
		{"a file of somebody else's", "hua", again(open, strange), strange, ErrBroken},
		{"a head without its end", "hua", again(open, headless), headless, ErrBroken},
		{"a sealed text that is no plan", "hua", again(open, garbled), garbled, ErrBroken},
		{"a plan that is not sealed", "hua", []byte(text), file, ErrOpenPart},
	} {
		t.Run(c.what, func(t *testing.T) {
			if got, err := Open(c.id, c.open, c.file, with); got != nil || !errors.Is(err, c.want) {
				t.Errorf("%v, not %v", err, c.want)
			}
		})
	}
}

// Not one byte of a file can be altered, even by who also writes its digest anew.
func TestTampered(t *testing.T) {
	to, with := keys(t)
	open, file := sealed(t, "hua", text, to)
	at := bytes.LastIndex(open, []byte(digestKey))
	for i := range file {
		bad := bytes.Clone(file)
		bad[i] ^= 1
		forged := append(bytes.Clone(open[:at]), digestKey+digest(bad)+"\n"...)
		if got, err := Open("hua", forged, bad, with); err == nil {
			t.Fatalf("byte %d altered: opened %d bytes", i, len(got))
		}
	}
}

func TestUnsealable(t *testing.T) {
	to, _ := keys(t)
	for what, text := range map[string]string{
		"internal":      "purpose: geheim\nconfidentiality: internal\n",
		"no level":      "purpose: geheim\n",
		"sealed":        "purpose: geheim\nconfidentiality: confidential\nsealed: {}\n",
		"nothing":       "category: A\nconfidentiality: confidential\n",
		"an anchor":     "purpose: &geheim x\nconfidentiality: confidential\n",
		"an alias":      "purpose: &a geheim\nstatus: *a\nconfidentiality: confidential\n",
		"a merge":       "purpose: geheim\nconfidentiality: confidential\n<<: {a: b}\n",
		"a tag":         "purpose: x\nstatus: !geheim x\nconfidentiality: confidential\n",
		"two documents": "purpose: geheim\nconfidentiality: confidential\n---\na: geheim\n",
		"a list":        "- geheim\n",
		"no YAML":       "purpose: geheim\nconfidentiality: confidential\n: : geheim: [\n",
		"a key twice":   "purpose: geheim\npurpose: geheim\nconfidentiality: confidential\n",
		"a strange key": "Geheim: x\nconfidentiality: confidential\n",
		"empty":         "",
	} {
		t.Run(what, func(t *testing.T) {
			open, file, err := Seal("hua", []byte(text), stays, []Recipient{to})
			if err == nil || open != nil || file != nil {
				t.Fatalf("sealed:\n%s", open)
			}
			if strings.Contains(err.Error(), "geheim") {
				t.Errorf("the error tells the secret: %v", err)
			}
		})
	}
	for what, to := range map[string][]Recipient{"nobody": nil, "twice": {to, to}} {
		if _, _, err := Seal("hua", []byte(text), stays, to); err == nil {
			t.Errorf("sealed to %s", what)
		}
	}
}

// A field of another kind than it should be is sealed all the same.
func TestSlips(t *testing.T) {
	to, _ := keys(t)
	for _, slip := range []string{
		"customer: geheim", "programme: geheim", "programme: [geheim, {what: geheim}]", "purpose: {a: [geheim]}",
		"purpse: geheim", "customer: [{guests: geheim}]", "\"purpose\": geheim", "programme: [[{what: geheim}]]",
		"rooms:\n  - room: lounge\n    purpose: geheim", "customer: {headcunt: geheim}",
	} {
		open, _ := sealed(t, "hua", slip+"\nconfidentiality: confidential\n", to)
		if bytes.Contains(open, []byte("geheim")) {
			t.Errorf("%s: left open:\n%s", slip, open)
		}
	}
}

// Any text in any sealed field or comment comes back byte by byte and is in neither file.
func TestRoundTrip(t *testing.T) {
	to, with := keys(t)
	rapid.Check(t, func(t *rapid.T) {
		mark := "geheim" + rapid.StringMatching(`[a-z0-9]{12}`).Draw(t, "mark")
		word := func(label string) string {
			return `"` + mark + rapid.StringMatching(`[ a-zé华:#,{}\[\]&*!|>%@-]{0,20}`).Draw(t, label) + `"`
		}
		lines := []string{
			"category: A", "customer:\n  headcount: 3\n  organization: " + word("organization"),
			"purpose: " + word("purpose") + " # " + mark, "programme:\n  - {what: " + word("what") + ", who: [driver]}",
			"requirements:\n  - |\n    " + mark + "\n    " + mark, "# " + mark, "confidentiality: confidential",
		}
		end := rapid.SampledFrom([]string{"\n", "\r\n", "\n\n", "\n# " + mark + "\n"}).Draw(t, "end")
		text := strings.Join(rapid.Permutation(lines).Draw(t, "lines"), end) + end
		open, file, err := Seal("hua", []byte(text), stays, []Recipient{to})
		if err != nil {
			t.Fatal(err)
		}
		if bytes.Contains(open, []byte(mark)) || bytes.Contains(file, []byte(mark)) {
			t.Fatalf("the secret is in the open:\n%s", open)
		}
		if got, err := Open("hua", open, file, with); err != nil || string(got) != text {
			t.Fatalf("%v: %q, not %q", err, got, text)
		}
	})
}

func FuzzSeal(f *testing.F) {
	to, with := keys(f)
	f.Add([]byte(text))
	f.Add([]byte("purpose: |\n  a\n\n\nconfidentiality: confidential"))
	f.Add([]byte("{purpose: a, confidentiality: confidential}"))
	f.Fuzz(func(t *testing.T, text []byte) {
		open, file, err := Seal("hua", text, stays, []Recipient{to})
		if err != nil {
			return
		}
		if got, err := Open("hua", open, file, with); err != nil || !bytes.Equal(got, text) {
			t.Fatalf("%v: %q, not %q", err, got, text)
		}
		root, err := mapping(open)
		if err != nil {
			t.Fatalf("the open part: %v\n%s", err, open)
		}
		drop(root, "sealed")
		if p := (parting{}); !same(p.open(root, tree(stays), ""), root) || len(p.sealed) > 0 {
			t.Fatalf("%s in the open:\n%s", p.sealed, open)
		}
	})
}

func FuzzOpen(f *testing.F) {
	to, with := keys(f)
	open, file := sealed(f, "hua", text, to)
	f.Add(open, file)
	f.Add(bytes.Replace(open, []byte("headcount: 6"), []byte("headcount: 9 # x"), 1), file)
	f.Fuzz(func(t *testing.T, o, s []byte) {
		got, err := Open("hua", o, s, with)
		if err == nil && !bytes.Equal(s, file) {
			t.Fatalf("opened what was not sealed: %q", got)
		}
		if _, again := mapping(got); err == nil && again != nil {
			t.Fatalf("opened no plan: %v\n%s", again, got)
		}
		_, _ = Stanzas(s)
	})
}

// The age command opens what is sealed here, and what it writes of the same text is
// opened here; the keys are its own and ssh-keygen's.
func TestAgeCommand(t *testing.T) {
	for _, name := range []string{"age", "age-keygen", "ssh-keygen"} {
		if _, err := exec.LookPath(name); err == nil {
			continue
		}
		if os.Getenv("USHER_AGE_TESTS") == "required" {
			t.Fatalf("%s is not installed, and USHER_AGE_TESTS requires it", name)
		}
		t.Skipf("%s is not installed", name)
	}
	dir := t.TempDir()
	run := func(name string, args ...string) []byte {
		cmd := exec.Command(name, args...)
		cmd.Dir = dir
		out, err := cmd.Output()
		if err != nil {
			t.Fatalf("%s %s: %v", name, strings.Join(args, " "), err)
		}
		return out
	}
	read := func(name string) []byte {
		data, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	write := func(name string, data []byte) {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	run("age-keygen", "-o", "age")
	write("age.pub", run("age-keygen", "-y", "age"))
	run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", "ed25519")
	run("ssh-keygen", "-q", "-t", "rsa", "-b", "2048", "-N", "", "-f", "rsa")
	for _, kind := range []string{"age", "ed25519", "rsa"} {
		t.Run(kind, func(t *testing.T) {
			to, err := ParseRecipient(string(read(kind + ".pub")))
			if err != nil {
				t.Fatal(err)
			}
			with, err := ParseIdentities(read(kind))
			if err != nil {
				t.Fatal(err)
			}
			open, file := sealed(t, "hua", text, to)
			write("hua.age", file)
			plain := run("age", "-d", "-i", kind, "hua.age")
			if !bytes.HasSuffix(plain, []byte("\n\n"+text)) {
				t.Errorf("age reads %q", plain)
			}
			write("plain", plain)
			theirs := run("age", "-a", "-R", kind+".pub", "plain")
			at := bytes.LastIndex(open, []byte(digestKey))
			open = append(open[:at], digestKey+digest(theirs)+"\n"...)
			if got, err := Open("hua", open, theirs, with); err != nil || string(got) != text {
				t.Errorf("age's own file: %v, %q", err, got)
			}
		})
	}
}

func TestKeys(t *testing.T) {
	a, err := ParseRecipient("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHsKLqeplhpW+uObz5dvMgjz1OxfM/XXUB+VHtZ6isGN zhao@office")
	if err != nil {
		t.Fatal(err)
	}
	b, err := ParseRecipient("  ssh-ed25519  AAAAC3NzaC1lZDI1NTE5AAAAIHsKLqeplhpW+uObz5dvMgjz1OxfM/XXUB+VHtZ6isGN\n")
	if err != nil || a.Fingerprint != b.Fingerprint {
		t.Errorf("one key, two fingerprints: %s, %s, %v", a.Fingerprint, b.Fingerprint, err)
	}
	for _, bad := range []string{"", "age1", "ssh-ed25519", "ssh-ed25519 x", "AGE-SECRET-KEY-1GEHEIM", "ssh-dss AAAA"} {
		if _, err := ParseRecipient(bad); err == nil || strings.Contains(err.Error(), "GEHEIM") {
			t.Errorf("%q: %v", bad, err)
		}
	}
	for _, file := range []string{
		"-----BEGIN AGE ENCRYPTED FILE-----\nYWdl\n-----END AGE ENCRYPTED FILE-----\n", "age-encryption.org/v1\n-> scrypt\n", locked(t),
	} {
		if _, err := ParseIdentities([]byte(file)); !errors.Is(err, ErrPassphrase) {
			t.Errorf("%.20q…: %v", file, err)
		}
	}
	for _, bad := range []string{"", "geheim", "AGE-SECRET-KEY-1GEHEIM", "-----BEGIN GEHEIM-----\n"} {
		if _, err := ParseIdentities([]byte(bad)); err == nil || strings.Contains(strings.ToLower(err.Error()), "geheim") {
			t.Errorf("%q: %v", bad, err)
		}
	}
}

// locked is an ssh key under a passphrase.
func locked(t *testing.T) string {
	_, key, err := ed25519.GenerateKey(nil)
	if err != nil {
		t.Fatal(err)
	}
	block, err := ssh.MarshalPrivateKeyWithPassphrase(key, "", []byte("geheim"))
	if err != nil {
		t.Fatal(err)
	}
	return string(pem.EncodeToMemory(block))
}

// Keys that no quantum computer breaks are taken, too, but not beside others.
func TestPostQuantum(t *testing.T) {
	key, err := age.GenerateHybridIdentity()
	if err != nil {
		t.Fatal(err)
	}
	to, err := ParseRecipient(key.Recipient().String())
	if err != nil || !to.PostQuantum {
		t.Fatal(to.PostQuantum, err)
	}
	with, err := ParseIdentities([]byte(key.String()))
	if err != nil {
		t.Fatal(err)
	}
	open, file := sealed(t, "hua", text, to)
	if got, err := Open("hua", open, file, with); err != nil || string(got) != text {
		t.Errorf("opened: %v\n%s", err, got)
	}
	other, _ := keys(t)
	if _, _, err := Seal("hua", []byte(text), stays, []Recipient{to, other}); err == nil {
		t.Error("sealed to a key that a quantum computer breaks beside one that it does not")
	}
}

// What lies open is seen wherever a plan can hold it, and what may lie open is passed over.
func TestDiscloses(t *testing.T) {
	to, _ := keys(t)
	open, _ := sealed(t, "hua", text, to)
	for what, c := range map[string]struct {
		text string
		want bool
	}{
		"a plan":                 {text, true},
		"an open part":           {string(open), false},
		"moved":                  {strings.Replace(string(open), "11:00", "11:30", 1), false},
		"laid out otherwise":     {strings.Replace(string(open), "  headcount: 6", "    headcount:   6", 1), false},
		"with a field":           {"purpose: 收购\n" + string(open), true},
		"with a field inside":    {strings.Replace(string(open), "headcount: 6", "headcount: 6\n  contact: 王", 1), true},
		"with a comment":         {"# 华清\n" + string(open), true},
		"with a comment at one":  {strings.Replace(string(open), "headcount: 6", "headcount: 6 # 华清", 1), true},
		"with one at the digest": {string(open) + "# 华清\n", true},
		"with one in the block":  {strings.Replace(string(open), "sealed:", "sealed: # 华清", 1), true},
		"no YAML":                {": [", true},
		"nothing":                {"\n", false},
	} {
		if got := Discloses([]byte(c.text), stays); got != c.want {
			t.Errorf("%s: %v", what, got)
		}
	}
}

// An open part whose file is no more says so, and nothing else of it changes; twice is once.
func TestPurged(t *testing.T) {
	to, _ := keys(t)
	open, _ := sealed(t, "hua", text, to)
	want := strings.TrimSuffix(string(open), "\n") + "\n  purged: 2028-12-10\n"
	got, err := Purged(open, "2028-12-10")
	if err != nil || string(got) != want {
		t.Errorf("%v\n%s\nnot\n%s", err, got, want)
	}
	if again, err := Purged(got, "2028-12-10"); err != nil || string(again) != want {
		t.Errorf("%v\n%s", err, again)
	}
	for _, other := range []string{"", ": [", "category: A\n", "sealed: yes\n"} {
		if _, err := Purged([]byte(other), "2028-12-10"); !errors.Is(err, ErrOpenPart) {
			t.Errorf("%q: %v", other, err)
		}
	}
}

// Git on Windows may have given both files other line ends.
func TestOtherLineEnds(t *testing.T) {
	to, with := keys(t)
	open, file := sealed(t, "hua", text, to)
	crlf := func(b []byte) []byte { return bytes.ReplaceAll(b, []byte("\n"), []byte("\r\n")) }
	for _, pair := range [][2][]byte{{open, crlf(file)}, {crlf(open), file}, {crlf(open), crlf(file)}} {
		if err := Whole(pair[0], pair[1]); err != nil {
			t.Error(err)
		}
		if n, err := Stanzas(pair[1]); n != 1 || err != nil {
			t.Errorf("%d recipients, %v", n, err)
		}
		if got, err := Open("hua", pair[0], pair[1], with); err != nil || string(got) != text {
			t.Errorf("%v\n%s", err, got)
		}
	}
}
