package seal

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"filippo.io/age"
	"filippo.io/age/agessh"
	"filippo.io/age/armor"
	"golang.org/x/crypto/ssh"
)

// ErrPassphrase: an identity is under a passphrase, which nobody is asked for here.
var ErrPassphrase = errors.New("the key is under a passphrase")

// Recipient is somebody who can open what is sealed to their public key.
type Recipient struct {
	// Fingerprint names the key in the open part of a plan: the first 16 hex digits of
	// the SHA-256 of its type and body, without an ssh key's comment. It tells keys
	// apart for a reader who has the list of them; it is no protection.
	Fingerprint string
	// PostQuantum keys and others cannot be recipients of one file, which would be no
	// safer than the weakest of them.
	PostQuantum bool
	age         age.Recipient
}

// ParseRecipient reads a public key: "age1…", "age1pq1…", "ssh-ed25519 …" or "ssh-rsa …".
func ParseRecipient(key string) (Recipient, error) {
	words := strings.Fields(key)
	var r Recipient
	var err error
	switch {
	case len(words) == 1 && strings.HasPrefix(words[0], "age1pq1"):
		r.PostQuantum = true
		r.age, err = age.ParseHybridRecipient(words[0])
	case len(words) == 1 && strings.HasPrefix(words[0], "age1"):
		r.age, err = age.ParseX25519Recipient(words[0])
	case len(words) >= 2 && strings.HasPrefix(words[0], "ssh-"):
		words = words[:2]
		r.age, err = agessh.ParseRecipient(strings.Join(words, " "))
	default:
		err = errors.New("it is neither an age nor an ssh public key")
	}
	if err != nil {
		return Recipient{}, fmt.Errorf("reading a recipient's key: %w", err)
	}
	r.Fingerprint = digest([]byte(strings.Join(words, " ")))[:16]
	return r, nil
}

// IsSecret reports whether a text is a private key, or means to be one.
func IsSecret(key string) bool {
	key = strings.TrimSpace(key)
	return strings.HasPrefix(key, "AGE-SECRET-KEY-") || strings.HasPrefix(key, "-----BEGIN")
}

// Identity is a private key.
type Identity struct{ age age.Identity }

// ParseIdentities reads a file of private keys: age's own, a key a line, or one ssh key in
// PEM. A file or key under a passphrase is ErrPassphrase. No error quotes the file.
func ParseIdentities(file []byte) ([]Identity, error) {
	text := bytes.TrimSpace(file)
	if bytes.HasPrefix(text, []byte(armor.Header)) || bytes.HasPrefix(text, []byte("age-encryption.org/")) {
		return nil, ErrPassphrase
	}
	if bytes.HasPrefix(text, []byte("-----BEGIN")) {
		key, err := agessh.ParseIdentity(file)
		if missing := new(ssh.PassphraseMissingError); errors.As(err, &missing) {
			return nil, ErrPassphrase
		}
		if err != nil {
			return nil, errors.New("reading an identity: it is no ssh key of a kind that age knows")
		}
		return []Identity{{key}}, nil
	}
	keys, err := age.ParseIdentities(bytes.NewReader(file))
	if err != nil {
		return nil, errors.New("reading identities: it is no file of age or ssh keys")
	}
	var list []Identity
	for _, key := range keys {
		list = append(list, Identity{key})
	}
	return list, nil
}
