package starter

import (
	"net/url"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"usher/internal/catalog"
	"usher/internal/lazyregexp"
)

var (
	currency = lazyregexp.New(`^[A-Z]{3}$`)
	sha256   = lazyregexp.New(`^[0-9a-f]{64}$`)
	address  = lazyregexp.New(`^https://[A-Za-z0-9.-]+(:[0-9]+)?(/[A-Za-z0-9._~%+@/-]*)?$`)
	owner    = lazyregexp.New(`^(@[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9._-]+)*|[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+)$`)
)

// Each of these finds fault with one answer; the zero Text is none.

// CheckName finds fault with the company's name in one language.
func CheckName(s string) catalog.Text {
	switch {
	case strings.TrimSpace(s) == "":
		return catalog.StarterNoName
	case !utf8.ValidString(s) || strings.ContainsFunc(s, func(r rune) bool { return !unicode.IsPrint(r) }):
		return catalog.StarterBadName
	}
	return catalog.Text{}
}

// CheckZone finds fault with a time zone. "Local" is whatever the machine has.
func CheckZone(s string) catalog.Text {
	if _, err := time.LoadLocation(s); err != nil || s == "" || s == "Local" {
		return catalog.StarterBadZone.With(s)
	}
	return catalog.Text{}
}

// CheckCurrency finds fault with a currency.
func CheckCurrency(s string) catalog.Text {
	if !currency.MatchString(s) {
		return catalog.StarterBadCurrency.With(s)
	}
	return catalog.Text{}
}

// CheckForge finds fault with a forge.
func CheckForge(s string) catalog.Text {
	if !slices.Contains(Forges, s) {
		return catalog.StarterBadForge.With(s, strings.Join(Forges, ", "))
	}
	return catalog.Text{}
}

// CheckOwners finds fault with the owners of the rules: users, groups or mail
// addresses, with blanks between.
func CheckOwners(s string) catalog.Text {
	words := strings.Fields(s)
	bad := slices.ContainsFunc(words, func(w string) bool { return !owner.MatchString(w) })
	if len(words) == 0 || bad || strings.Join(words, " ") != s {
		return catalog.StarterBadOwners.With(s)
	}
	return catalog.Text{}
}

// CheckURL finds fault with an address; empty is none.
func CheckURL(s string) catalog.Text {
	if u, err := url.Parse(s); s != "" && (err != nil || u.Host == "" || !address.MatchString(s)) {
		return catalog.StarterBadURL.With(s)
	}
	return catalog.Text{}
}

// CheckSHA256 finds fault with a checksum; empty is none.
func CheckSHA256(s string) catalog.Text {
	if s != "" && !sha256.MatchString(s) {
		return catalog.StarterBadSHA256.With(s)
	}
	return catalog.Text{}
}
