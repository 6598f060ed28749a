package plan

import (
	"fmt"
	"strconv"
	"strings"

	"usher/internal/lazyregexp"
)

// What people type for a date and a time of day.
var (
	someDate  = lazyregexp.New(`^(\d{4})\s*[-/.年 ]\s*(\d{1,2})\s*[-/.月 ]\s*(\d{1,2})(?:\s*[日号])?`)
	someTime  = lazyregexp.New(`^(?i:(上午|早上|早晨|凌晨|中午|下午|晚上|傍晚|am|pm)\s*)?(\d{1,2})\s*(?:[:;.时点點]|h)\s*(?:(\d{1,2})\s*分?|(半))?(?:[:]\d{2}(?:\.\d+)?)?\s*(?i:(am|pm))?$`)
	inOneGo   = lazyregexp.New(`^(\d{4})(\d{2})(\d{2})[ T]?(?:(\d{2}):?(\d{2}))?$`)
	weekday   = lazyregexp.New(`\s*\(?\s*(?:星期|周|礼拜)[一二三四五六日天]\s*\)?\s*`)
	onlyClock = lazyregexp.New(`^[\dOoIl:;/. -]+$`)
	zoneless  = lazyregexp.New(`^-\s*\d{1,2}:\d{2}$`)
	wordHour  = lazyregexp.New(`(十[一二]?|[一二两三四五六七八九])\s*([点點时])`)
)

// mended puts digits for what looks or sounds like one, and takes out the day of
// the week, which nobody needs.
func mended(text string) string {
	text = strings.TrimSpace(weekday.ReplaceAllString(Narrow(text), " "))
	if onlyClock.MatchString(text) {
		text = strings.NewReplacer("O", "0", "o", "0", "I", "1", "l", "1").Replace(text)
	}
	text = wordHour.ReplaceAllStringFunc(text, func(word string) string {
		m := wordHour.FindStringSubmatch(word)
		return strconv.Itoa(hours[m[1]]) + m[2]
	})
	if m := inOneGo.FindStringSubmatch(text); m != nil {
		text = m[1] + "-" + m[2] + "-" + m[3]
		if m[4] != "" {
			text += " " + m[4] + ":" + m[5]
		}
	}
	return text
}

var hours = map[string]int{
	"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10, "十一": 11, "十二": 12,
}

// GuessTime reads a date and time in the forms that people type, such as
// "2026/12/3 9:30", "2026-12-03T09:30" or "2026年12月3日下午2点半", and full-width
// digits. It refuses what leaves a choice: no year, a time zone, day before month.
func GuessTime(text string) (Time, bool) {
	text = mended(text)
	day, rest, ok := guessDate(text)
	if !ok {
		return "", false
	}
	rest = strings.TrimLeft(rest, " \t,T")
	if strings.HasPrefix(rest, "-") && zoneless.MatchString(rest) {
		rest = rest[1:] // a hyphen for the space between date and time
	}
	m := someTime.FindStringSubmatch(rest)
	if m == nil {
		return "", false
	}
	hour, _ := strconv.Atoi(m[2])
	minute, _ := strconv.Atoi(m[3])
	if m[4] != "" {
		minute = 30
	}
	half := strings.ToLower(m[1] + m[5])
	switch half {
	case "下午", "晚上", "傍晚", "pm", "中午":
		if hour < 12 && (half != "中午" || hour < 4) {
			hour += 12
		}
	case "am", "上午", "凌晨", "早上", "早晨":
		if hour == 12 && half != "上午" {
			hour = 0
		}
	}
	t, err := ParseTime(fmt.Sprintf("%s %02d:%02d", day, hour, minute))
	return t, err == nil
}

// GuessDate reads a date in the forms that people type, such as "2026/12/3" or
// "2026年12月3日", and a date with a time, whose day it takes.
func GuessDate(text string) (Date, bool) {
	if t, ok := GuessTime(text); ok {
		return t.Date(), true
	}
	day, rest, ok := guessDate(mended(text))
	return day, ok && rest == ""
}

func guessDate(text string) (Date, string, bool) {
	m := someDate.FindStringSubmatch(text)
	if m == nil {
		return "", text, false
	}
	month, _ := strconv.Atoi(m[2])
	day, _ := strconv.Atoi(m[3])
	d, err := ParseDate(fmt.Sprintf("%s-%02d-%02d", m[1], month, day))
	if err != nil {
		return "", text, false
	}
	return d, text[len(m[0]):], true
}

// Narrow writes full-width letters, digits and marks as the keyboard's own, and
// blanks as single spaces.
func Narrow(text string) string {
	text = strings.Map(func(r rune) rune {
		switch {
		case r >= 0xFF01 && r <= 0xFF5E:
			return r - 0xFEE0
		case r == 0x3000 || r == 0xA0:
			return ' '
		case r == '∶' || r == '︰' || r == '﹕':
			return ':'
		case r == '—' || r == '–' || r == '−':
			return '-'
		}
		return r
	}, text)
	return strings.Join(strings.Fields(text), " ")
}
