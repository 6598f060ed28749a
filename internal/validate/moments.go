package validate

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"gopkg.in/yaml.v3"

	"usher/internal/catalog"
	"usher/internal/diag"
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
	tightDate = regexp.MustCompile(`^(20\d{2})(\d{2})(\d{2})\b`)
	looseDate = regexp.MustCompile(`^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?`)
	clockForm = regexp.MustCompile(`(\d{1,2})[:.时点](\d{1,2})?`)
	onlyClock = regexp.MustCompile(`^(?:上午|下午|晚上|早上|中午)?\s*(\d{1,2})[:.时点](\d{2})?分?$`)
	monthDay  = regexp.MustCompile(`^(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?\s*(.*)$`)
	zoned     = regexp.MustCompile(`\d(?:Z|[+-]\d{2}:?\d{2})$`)
	year      = regexp.MustCompile(`\b(20\d{2})-\d{2}-\d{2}`)
)

// badMoment says what is wrong with a date or time. The last result is what was
// meant, where that is certain.
func (c *check) badMoment(s *shape, typed string, at *step) (message, hint catalog.Text, sure string) {
	said := at.said()
	text := plan.Narrow(typed)
	form, example := catalog.SchemaTimeForm, "2026-12-03 09:30"
	if s.form == dateText {
		form, example = catalog.SchemaDateForm, "2026-12-03"
	}
	message = form.With(said, source.Brief(typed))
	m := looseDate.FindStringSubmatch(text)
	if m == nil {
		m = tightDate.FindStringSubmatch(text)
	}
	if m != nil {
		if wrong := noSuchDay(m[1], m[2], m[3]); !wrong.IsZero() {
			return wrong, catalog.SchemaSuchAs.With(example), ""
		}
		day := plan.Date(fmt.Sprintf("%s-%02s-%02s", m[1], pad(m[2]), pad(m[3])))
		rest := strings.TrimLeft(text[len(m[0]):], " T")
		switch {
		case s.form == dateText && rest == "":
			if y := m[1]; y < "2000" || y > "2099" {
				return catalog.SchemaYear.With(y), catalog.SchemaSuchAs.With(example), ""
			}
			return message, catalog.SchemaWrite.With(string(day)), string(day)
		case s.form == dateText:
			return catalog.SchemaDateOnly.With(said), catalog.SchemaWrite.With(string(day)), ""
		case rest == "":
			return catalog.SchemaTimeToo.With(said, source.Brief(typed)), catalog.SchemaWriteLike.With(string(day) + " 09:30"), ""
		}
		if zoned.MatchString(text) {
			return catalog.SchemaZoned.With(said), catalog.SchemaWriteLike.With(string(day) + " 09:30"), ""
		}
		if t, ok := plan.GuessTime(text); ok {
			if y := m[1]; y < "2000" || y > "2099" {
				return catalog.SchemaYear.With(y), catalog.SchemaSuchAs.With(example), ""
			}
			return message, catalog.SchemaWrite.With(string(t)), string(t)
		}
		if wrong, better := noSuchClock(rest, day); !wrong.IsZero() {
			return wrong, better, ""
		}
		return message, catalog.SchemaWriteLike.With(string(day) + " 09:30"), ""
	}
	if m := onlyClock.FindStringSubmatch(text); m != nil && s.form == timeText {
		if wrong, _ := noSuchClock(text, ""); !wrong.IsZero() {
			return wrong, catalog.SchemaSuchAs.With(example), ""
		}
		clock := pad(m[1]) + ":" + pad(m[2])
		return catalog.SchemaDateToo.With(said, source.Brief(typed)), catalog.SchemaWriteLike.With(c.year() + "-12-03 " + clock), ""
	}
	if m := monthDay.FindStringSubmatch(text); m != nil && noSuchDay(c.year(), m[1], m[2]).IsZero() {
		day := c.year() + "-" + pad(m[1]) + "-" + pad(m[2])
		if s.form == dateText {
			return message, catalog.SchemaWriteLike.With(day), ""
		}
		clock := "09:30"
		if t, ok := plan.GuessTime(day + " " + m[3]); ok {
			clock = t.Clock()
		}
		return message, catalog.SchemaWriteLike.With(day + " " + clock), ""
	}
	return message, catalog.SchemaSuchAs.With(example), ""
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
	hint = catalog.SchemaSuchAs.With("2026-12-03 09:30")
	if hour == 24 && minute == 0 && day != "" {
		return catalog.SchemaMidnight, catalog.SchemaWrite.With(string(day.Add(1)) + " 00:00")
	}
	if hour > 23 || minute > 59 {
		return catalog.SchemaNoClock.With(m[0]), hint
	}
	return
}

// year is one to show in examples: that of a date in the plan, where it has one.
func (c *check) year() string {
	for i := 1; i <= c.doc.Lines(); i++ {
		if m := year.FindStringSubmatch(c.doc.Line(i)); m != nil {
			return m[1]
		}
	}
	return "2026"
}
