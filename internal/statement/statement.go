// Package statement provides the account of a period as text, JSON, CSV and a
// spreadsheet. The printed page is package render's.
package statement

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"usher/internal/catalog"
	"usher/internal/workbook"
)

// Options are what the formats are told besides the figures.
type Options struct {
	Lang catalog.Lang // of text and CSV
	// Languages are those of the spreadsheet, one or two; empty is Chinese and English.
	Languages []catalog.Lang
	Rule      func(id string) catalog.Text // what a rule is called; may be nil
}

// hours is minutes as hours with at most two decimals: "112.5".
func hours(minutes int) string {
	return trimZeros(strconv.FormatFloat(float64(minutes)/60, 'f', 2, 64))
}

func trimZeros(s string) string {
	return strings.TrimRight(strings.TrimRight(s, "0"), ".")
}

// inert keeps a spreadsheet from taking a text for a formula, which it does by the
// first character, in some programs behind blanks and in full width.
func inert(s string) string {
	s = workbook.Plain(s)
	if rest := strings.TrimLeftFunc(s, unicode.IsSpace); rest != "" && slices.Contains([]rune("=+-@|＝＋－＠"), []rune(rest)[0]) {
		return "'" + s
	}
	return s
}
