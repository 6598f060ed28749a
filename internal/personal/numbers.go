package personal

import (
	"strconv"
	"time"
)

// provinces are the first two digits of a resident's number (GB/T 2260).
var provinces = map[string]bool{
	"11": true, "12": true, "13": true, "14": true, "15": true,
	"21": true, "22": true, "23": true,
	"31": true, "32": true, "33": true, "34": true, "35": true, "36": true, "37": true,
	"41": true, "42": true, "43": true, "44": true, "45": true, "46": true,
	"50": true, "51": true, "52": true, "53": true, "54": true,
	"61": true, "62": true, "63": true, "64": true, "65": true,
	"71": true, "81": true, "82": true, "83": true, // Taiwan, Hong Kong, Macao; their residents' permits
}

// identityNumber reports whether 18 characters are a resident's number (GB 11643),
// or the number of a foreigner's permanent residence (9, province, country, and
// the rest alike).
func identityNumber(s string) bool {
	province := s[:2]
	if s[0] == '9' {
		province = s[1:3]
	}
	return provinces[province] && born(s[6:14]) && s[17] == checkCharacter(s[:17])
}

// oldIdentityNumber reports whether 15 digits may be a resident's number as it was
// until 1999: with two digits of the year, and without a check digit.
func oldIdentityNumber(s string) bool {
	return provinces[s[:2]] && s[2:4] != "00" && s[4:6] != "00" && born("19"+s[6:12]) && s[12:] != "000"
}

// born reports whether eight digits may be a date of birth.
func born(s string) bool {
	return "1900" <= s[:4] && s[:4] <= "2099" && day(s)
}

func day(s string) bool {
	_, err := time.Parse("20060102", s)
	return err == nil
}

// date reports whether digits are a date of this or the last century, or begin with
// one: numbers that count the day are given to orders, not to people.
func date(s string) bool {
	return len(s) >= 8 && born(s[:8])
}

// checkCharacter is that of ISO 7064, MOD 11-2.
func checkCharacter(digits string) byte {
	sum := 0
	for i := range digits {
		sum = (sum + int(digits[i]-'0')) * 2 % 11
	}
	return "10X98765432"[sum]
}

// cardNumber reports whether digits are a card's: a length and first digits that
// issuers use, and the check digit of ISO/IEC 7812 (Luhn). Cards of 13 digits are
// no longer given out; bar codes have as many.
func cardNumber(s string) bool {
	return cardLength(s) && luhn(s)
}

func cardLength(s string) bool {
	if len(s) < 14 || len(s) > 19 {
		return false
	}
	first := func(n int) int {
		x, _ := strconv.Atoi(s[:n])
		return x
	}
	two, three, four, six := first(2), first(3), first(4), first(6)
	switch len(s) {
	case 14:
		return 300 <= three && three <= 305 || two == 36 || two == 38
	case 15:
		return two == 34 || two == 37
	case 16:
		switch {
		case s[0] == '4', 51 <= two && two <= 55, 2221 <= four && four <= 2720,
			3528 <= four && four <= 3589, four == 6011, two == 65, 644 <= three && three <= 649:
			return true
		}
	case 19:
		// Debit cards of Chinese banks from before the common range 62.
		switch {
		case six == 436742, six == 456351, six == 601382, six == 955100, four == 9558, four == 9559, three == 103:
			return true
		}
	}
	return len(s) >= 16 && (two == 62 || 8100 <= four && four <= 8171)
}

func luhn(s string) bool {
	sum := 0
	for i := range s {
		n := int(s[len(s)-1-i] - '0')
		if i%2 == 1 {
			n *= 2
		}
		sum += n/10 + n%10
	}
	return sum%10 == 0
}

// chinesePassport reports whether letters and digits have the form of a passport
// of China that nothing else is likely to have: E or G and eight digits, E and a
// letter (no I, no O) and seven; and DE, SE, PE and seven, on official duty.
func chinesePassport(letters, digits string) bool {
	switch len(letters) {
	case 1:
		return (letters == "E" || letters == "G") && len(digits) == 8
	case 2:
		second := letters[1]
		ordinary := letters[0] == 'E' && second != 'I' && second != 'O'
		official := letters == "DE" || letters == "SE" || letters == "PE"
		return (ordinary || official) && len(digits) == 7
	}
	return false
}
