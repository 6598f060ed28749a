// Package personal provides where a free text holds a personal number: identity,
// passport, bank card or mobile (R5.1). It says where and of which kind, and never
// what the number is.
//
// A number is found whatever the width of its digits and though spaces or hyphens
// split it. What has no check digit is only taken for personal where it stands as
// people write it, and not where the words before it say that it is an order, a
// room, an extension.
package personal

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"usher/internal/catalog"
)

// Kind is a kind of personal number.
type Kind string

// The kinds.
const (
	Identity Kind = "identity"  // of a resident of China: GB 11643, and its older form of 15 digits
	Passport Kind = "passport"  // of China by its form; any other where the text calls it one
	BankCard Kind = "bank-card" // ISO/IEC 7812, 14 to 19 digits
	Mobile   Kind = "mobile"    // of the Chinese mainland
)

// Name is the kind inside a sentence.
func (k Kind) Name() catalog.Text {
	switch k {
	case Identity:
		return catalog.PersonalIdentity
	case Passport:
		return catalog.PersonalPassport
	case BankCard:
		return catalog.PersonalBankCard
	}
	return catalog.PersonalMobile
}

// Match is where a number stands: from Start up to, not including, End, in code
// points of the text from 0.
type Match struct {
	Kind       Kind
	Start, End int
}

// Find returns the personal numbers of a text in the order in which they stand.
// They do not overlap.
func Find(text string) []Match {
	if !enough(text) {
		return nil
	}
	t := read(text)
	var found []Match
	// What a check digit proves comes first, then what may be part of the rest.
	for _, look := range []func(*reading, int) (Match, bool){identity, passport, bankCard, oldIdentity, mobile} {
		for i := range t.groups {
			if t.groups[i].taken {
				continue
			}
			if m, ok := look(t, i); ok {
				t.take(i, m)
				found = append(found, m)
			}
		}
	}
	slices.SortFunc(found, func(a, b Match) int { return cmp.Compare(a.Start, b.Start) })
	return found
}

// enough reports whether a text has as many digits as the shortest number.
func enough(text string) bool {
	digits := 0
	for _, r := range text {
		if isDigit(r) || r > unicode.MaxASCII && isDigit(narrow(r)) {
			digits++
		}
	}
	return digits >= 6
}

// identity is a resident's number of 18 characters, its check digit right.
func identity(t *reading, i int) (Match, bool) {
	var found Match
	t.windows(i, 17, 18, func(w window) bool {
		digits, end := w.digits, w.end
		if len(digits) == 17 {
			if end = t.x(w); end == 0 {
				return false
			}
			digits += "X"
		}
		if len(digits) != 18 || !identityNumber(digits) || t.called(taxLabel, w.start) {
			return false
		}
		found = Match{Identity, w.start, end}
		return true
	})
	return found, found.End > 0
}

// oldIdentity is a number of 15 digits as they were given until 1999. Nothing
// checks it but the date of birth and the province, so it must stand alone.
func oldIdentity(t *reading, i int) (Match, bool) {
	var found Match
	t.windows(i, 15, 15, func(w window) bool {
		if !oldIdentityNumber(w.digits) || !w.grouped(15) && !w.grouped(6, 6, 3) || t.coded(w) {
			return false
		}
		found = Match{Identity, w.start, w.end}
		return true
	})
	return found, found.End > 0
}

// bankCard is a card's number, its check digit right, of a range that is given out.
func bankCard(t *reading, i int) (Match, bool) {
	var found Match
	t.windows(i, 14, longest, func(w window) bool {
		if !cardNumber(w.digits) || !w.cardGroups() || t.coded(w) {
			return false
		}
		found = Match{BankCard, w.start, w.end}
		return true
	})
	return found, found.End > 0
}

// mobile is a number of 11 digits, 86 before it or not. It has no check digit:
// it must be written as people write it, or be called a telephone's.
func mobile(t *reading, i int) (Match, bool) {
	var found Match
	t.windows(i, 11, 15, func(w window) bool {
		digits, groups := w.digits, w.sizes
		for _, prefix := range []string{"0086", "086", "86"} {
			if rest, ok := strings.CutPrefix(digits, prefix); ok && len(rest) == 11 {
				digits = rest
				if groups = without(groups, len(prefix)); groups == nil {
					return false
				}
				break
			}
		}
		if len(digits) != 11 || digits[0] != '1' || digits[1] < '3' {
			return false
		}
		usual := slices.ContainsFunc(mobileGroups, func(g []int) bool { return slices.Equal(g, groups) })
		called := t.called(phoneLabel, w.start)
		if t.amount(w) || !called && (!usual || t.coded(w) || len(groups) == 2 && date(digits[3:])) {
			return false
		}
		found = Match{Mobile, t.plus(w.start), w.end}
		return true
	})
	return found, found.End > 0
}

// mobileGroups are the ways in which people split a mobile number.
var mobileGroups = [][]int{
	{11}, {3, 4, 4}, {3, 8}, {3, 3, 5}, {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1},
}

// without takes a prefix of so many digits off groups; nil where it ends inside none.
func without(sizes []int, digits int) []int {
	for i, n := range sizes {
		switch {
		case n > digits:
			return append([]int{n - digits}, sizes[i+1:]...)
		case n == digits:
			return sizes[i+1:]
		}
		digits -= n
	}
	return nil
}

// passport is a letter or two and digits. One of China is known by its form; any
// other, and those of China that could as well be the number of a part, only where
// the words before it call it a passport's.
func passport(t *reading, i int) (Match, bool) {
	letters, start, ok := t.letters(i)
	if !ok {
		return Match{}, false
	}
	called := t.called(passportLabel, start)
	if letters == "" && !called {
		return Match{}, false
	}
	if end, mixed := t.word(start); called && mixed && end-start >= 7 && end-start <= 10 {
		return Match{Passport, start, end}, true // as Germany writes them: C01X00T47
	}
	var found Match
	t.windows(i, 6, 9, func(w window) bool {
		w.start = start
		if letters == "" && date(w.digits) || t.joined(w) {
			return false
		}
		if n := len(letters) + len(w.digits); called && (n < 7 || n > 10 || len(w.digits) < 6) {
			return false
		} else if !called && (len(w.sizes) > 1 || !chinesePassport(letters, w.digits) || date(w.digits) || t.coded(w)) {
			return false
		}
		found = Match{Passport, start, w.end}
		return true
	})
	return found, found.End > 0
}
