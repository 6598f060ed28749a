package validate

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"gopkg.in/yaml.v3"

	"usher/internal/catalog"
	"usher/internal/diag"
	"usher/internal/lazyregexp"
	"usher/internal/plan"
	"usher/internal/source"
)

// moment checks a date, or a date and time, and returns it.
func (c *check) moment(s *shape, n *yaml.Node, at *step) (string, bool) {
	value := n.Value
	if wellFormed(s, value) && s.admits(value) {
		return value, true
	}
	typed := value
	if inner, ok := unquoteCurly(typed); ok && !quoted(n) {
		typed = inner
	}
	if strings.TrimSpace(plan.Narrow(typed)) == "" {
		return "", c.wrong(n, at, catalog.SchemaBlank.With(at.said()), c.likeExample(at))
	}
	message, hint, sure := c.badMoment(s, typed, at)
	if typed != value && wellFormed(s, typed) {
		message, hint, sure = catalog.SchemaNoMarks.With(at.said()), catalog.SchemaWrite.With(typed), typed
	}
	if sure == "" {
		return "", c.wrong(n, at, message, hint)
	}
	if n.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle) != 0 {
		return "", c.wrong(n, at, message, hint, diag.Edit{Range: c.doc.NodeRange(n), Text: `"` + sure + `"`})
	}
	return "", c.wrong(n, at, message, hint, c.instead(n, sure))
}

// wellFormed is the form of plan-format.md: it is told before the pattern of the
// schema, since patterns cannot say what is wrong.
func wellFormed(s *shape, value string) bool {
	if s.form == timeText {
		_, err := plan.ParseTime(value)
		return err == nil
	}
	_, err := plan.ParseDate(value)
	return err == nil
}

var (
	tightDate = lazyregexp.New(`^(20\d{2})(\d{2})(\d{2})(\d{4})?\b`)
	looseDate = lazyregexp.New(`^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?`)
	clockForm = lazyregexp.New(`(\d{1,2})[:.时点](\d{1,2})?`)
	monthDay  = lazyregexp.New(`^(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?\s*([^-/.0-9].*|\d{1,2}[:.时点].*)?$`)
	dayFirst  = lazyregexp.New(`^(\d{1,2})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{4})\b(.*)$`)
	shortYear = lazyregexp.New(`^(\d{2})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?\b(.*)$`)
	timeRange = lazyregexp.New(`^(.*\d{1,2}[:.时点]\d{0,2}分?)\s*(?:-+|~|至|到)\s*(\D*\d{1,2}[:.时点]\d{0,2}分?.*)$`)
	zoned     = lazyregexp.New(`(?:[:]\d{2}\s*(?:Z|[+]\d{2}:?\d{2})|[T:]\d{2}:\d{2}:\d{2}(?:Z|[+-]\d{2}:?\d{2}))$`)
	excelDay  = lazyregexp.New(`^[45]\d{4}(?:\.\d+)?$`)
)

// badMoment says what is wrong with a date or time. The last result is what was
// meant, where that is certain.
func (c *check) badMoment(s *shape, typed string, at *step) (message, hint catalog.Text, sure string) {
	said := at.said()
	text := plan.Narrow(typed)
	form := catalog.SchemaTimeForm
	if s.form == dateText {
		form = catalog.SchemaDateForm
	}
	like := func(d plan.Date, clock string) catalog.Text {
		if s.form == dateText {
			return catalog.SchemaWriteLike.With(string(d))
		}
		return catalog.SchemaWriteLike.With(string(d.At(clock)))
	}
	such := catalog.SchemaSuchAs.With(string(c.day().At("09:30")))
	if s.form == dateText {
		such = catalog.SchemaSuchAs.With(string(c.day()))
	}
	message = form.With(said, source.Brief(typed))
	m := looseDate.FindStringSubmatch(text)
	if m == nil {
		m = tightDate.FindStringSubmatch(text)
	}
	if m != nil {
		if y := m[1]; y < "2000" || y > "2099" {
			return catalog.SchemaYear.With(y), such, ""
		}
		if wrong := noSuchDay(m[1], m[2], m[3]); !wrong.IsZero() {
			if better, ok := nearestDay(m[1], m[2], m[3]); ok {
				return wrong, like(better, clockOf(text[len(m[0]):])), ""
			}
			return wrong, such, ""
		}
		day := plan.Date(fmt.Sprintf("%s-%02s-%02s", m[1], pad(m[2]), pad(m[3])))
		rest := strings.TrimLeft(text[len(m[0]):], " T")
		whole := rest == "" && (len(m) < 5 || m[4] == "")
		t, guessed := plan.GuessTime(text)
		parts := timeRange.FindStringSubmatch(text)
		switch {
		case s.form == dateText && whole:
			return message, catalog.SchemaWrite.With(string(day)), string(day)
		case s.form == dateText:
			return catalog.SchemaDateOnly.With(said), catalog.SchemaWrite.With(string(day)), ""
		case whole:
			return catalog.SchemaTimeToo.With(said, source.Brief(typed)), like(day, "09:30"), ""
		case guessed:
			return message, catalog.SchemaWrite.With(string(t)), string(t)
		case zoned.MatchString(text):
			return catalog.SchemaZoned.With(said), like(day, clockOf(rest)), ""
		case parts != nil:
			if from, ok := plan.GuessTime(parts[1]); ok {
				return catalog.SchemaRange.With(said, source.Brief(typed)), c.twoTimes(from, parts[2], at), ""
			}
		}
		if wrong, better := noSuchClock(rest, day); !wrong.IsZero() {
			return wrong, better, ""
		}
		return message, like(day, clockOf(rest)), ""
	}
	if t, ok := plan.GuessTime(text); ok && s.form == timeText {
		return message, catalog.SchemaWrite.With(string(t)), string(t)
	}
	if d, ok := plan.GuessDate(text); ok && s.form == dateText {
		return message, catalog.SchemaWrite.With(string(d)), string(d)
	}
	if t, ok := excelTime(text); ok {
		if s.form == dateText {
			return catalog.SchemaExcel.With(said, typed), catalog.SchemaWrite.With(string(t.Date())), string(t.Date())
		}
		return catalog.SchemaExcel.With(said, typed), catalog.SchemaWrite.With(string(t)), string(t)
	}
	if s.form == timeText {
		if t, ok := plan.GuessTime(string(c.day()) + " " + text); ok {
			return catalog.SchemaDateToo.With(said, source.Brief(typed)), like(c.day(), t.Clock()), ""
		}
		if parts := timeRange.FindStringSubmatch(text); parts != nil {
			if from, ok := plan.GuessTime(string(c.day()) + " " + parts[1]); ok {
				return catalog.SchemaRange.With(said, source.Brief(typed)), c.twoTimes(from, parts[2], at), ""
			}
		}
		if strings.Trim(text, "0123456789:.") == "" {
			if wrong, better := noSuchClock(text, c.day()); !wrong.IsZero() {
				return wrong, better, ""
			}
		}
	}
	if m := dayFirst.FindStringSubmatch(text); m != nil {
		day := func(month, day string) (plan.Date, bool) {
			return plan.Date(m[3] + "-" + pad(month) + "-" + pad(day)), noSuchDay(m[3], month, day).IsZero()
		}
		a, isA := day(m[2], m[1])
		b, isB := day(m[1], m[2])
		switch {
		case isA && isB && a != b:
			both := []string{string(a), string(b)}
			if s.form == timeText {
				both = []string{string(a.At(clockOf(m[4]))), string(b.At(clockOf(m[4])))}
			}
			return catalog.SchemaDayMonth.With(said, source.Brief(typed)), catalog.SchemaEither.With(both[0], both[1]), ""
		case isA:
			return message, like(a, clockOf(m[4])), ""
		case isB:
			return message, like(b, clockOf(m[4])), ""
		}
	}
	if m := shortYear.FindStringSubmatch(text); m != nil && noSuchDay("20"+m[1], m[2], m[3]).IsZero() {
		return message, like(plan.Date("20"+m[1]+"-"+pad(m[2])+"-"+pad(m[3])), clockOf(m[4])), ""
	}
	year := string(c.day()[:4])
	if m := monthDay.FindStringSubmatch(text); m != nil && noSuchDay(year, m[1], m[2]).IsZero() {
		return message, like(plan.Date(year+"-"+pad(m[1])+"-"+pad(m[2])), clockOf(m[3])), ""
	}
	return message, such, ""
}

// twoTimes says where the two ends of a range go: the second into the next field
// that takes a time, where the fields have one.
func (c *check) twoTimes(from plan.Time, until string, at *step) catalog.Text {
	if at != nil && at.field != nil && at.field.in != nil {
		for _, f := range at.field.in.fields[at.field.place+1:] {
			if to, ok := plan.GuessTime(string(from.Date()) + " " + until); ok && f.shape.form == timeText {
				return catalog.SchemaTwoTimes.With(at.line(string(from)), f.name+": "+string(to))
			}
		}
	}
	return catalog.SchemaWriteLike.With(at.line(string(from)))
}

// clockOf is the time of day in a text, or one for examples.
func clockOf(text string) string {
	if t, ok := plan.GuessTime("2026-12-03 " + strings.TrimLeft(text, " T")); ok {
		return t.Clock()
	}
	if m := clockForm.FindStringSubmatch(text); m != nil {
		if t, ok := plan.GuessTime("2026-12-03 " + pad(m[1]) + ":" + pad(m[2])); ok {
			return t.Clock()
		}
	}
	return "09:30"
}

// nearestDay is the day that a slip made of one that there is not: day and month
// were swapped, or the month is shorter.
func nearestDay(y, m, d string) (plan.Date, bool) {
	if noSuchDay(y, d, m).IsZero() && len(d) <= 2 {
		return plan.Date(y + "-" + pad(d) + "-" + pad(m)), true
	}
	for n := 31; n > 27; n-- {
		last := strconv.Itoa(n)
		if noSuchDay(y, m, last).IsZero() && d > last {
			return plan.Date(y + "-" + pad(m) + "-" + last), true
		}
	}
	return "", false
}

// excelTime reads what Excel makes of a date and time when it takes it for a
// number: days since the end of 1899.
func excelTime(text string) (plan.Time, bool) {
	if !excelDay.MatchString(text) {
		return "", false
	}
	days, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return "", false
	}
	minutes := int(math.Round(days * 24 * 60))
	return plan.TimeOf(time.Date(1899, 12, 30, 0, minutes, 0, 0, time.UTC), time.UTC), true
}

func pad(digits string) string {
	for len(digits) < 2 {
		digits = "0" + digits
	}
	return digits
}

// noSuchDay says what is wrong with a day of the calendar; zero if nothing is.
func noSuchDay(y, m, d string) catalog.Text {
	year, _ := strconv.Atoi(y)
	month, _ := strconv.Atoi(m)
	day, _ := strconv.Atoi(d)
	if month < 1 || month > 12 {
		return catalog.SchemaNoMonth.With(m)
	}
	last := time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
	if day > last {
		return catalog.SchemaNoDay.With(catalog.MonthOf(year, time.Month(month)), last)
	}
	if day < 1 {
		return catalog.SchemaNoDayZero
	}
	return catalog.Text{}
}

// noSuchClock says what is wrong with a time of day; zero if nothing is.
func noSuchClock(text string, day plan.Date) (message, hint catalog.Text) {
	m := clockForm.FindStringSubmatch(text)
	if m == nil {
		return
	}
	hour, _ := strconv.Atoi(m[1])
	minute, _ := strconv.Atoi(m[2])
	hint = catalog.SchemaSuchAs.With(string(day.At("09:30")))
	if hour == 24 && minute == 0 && day != "" {
		return catalog.SchemaMidnight, catalog.SchemaWrite.With(string(day.Add(1)) + " 00:00")
	}
	if hour > 23 || minute > 59 {
		return catalog.SchemaNoClock.With(m[0]), hint
	}
	return
}

// day is one to show in examples: that of arrival, where the plan has it.
func (c *check) day() plan.Date {
	if root := c.doc.Root(); root != nil {
		for i := 0; i+1 < len(root.Content); i += 2 {
			if d, ok := plan.GuessDate(root.Content[i+1].Value); ok && root.Content[i].Value == "arrive" {
				return d
			}
		}
	}
	return "2026-12-03"
}
